//! A plan to bytes: one typed view per page kind, and the files that are data.

mod assets;
mod bounds;
mod breaks;
pub mod catalogue;
mod chosen;
mod compose;
mod crossover;
mod data;
mod embedded;
mod engine;
mod export;
mod fault;
mod graph;
mod html;
mod keys;
mod theme;
mod version;
pub mod view;
mod words;

pub use crossover::Told as CrossoverTold;
pub use data::{changes as changes_json, differences as differences_json};
pub use engine::{Bodies, Rendered, Sink, render, render_some};
pub use export::export;
pub use theme::{Theme, ThemeFile};
