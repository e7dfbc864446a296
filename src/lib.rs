//! crosswalk turns a product feature matrix and Markdown news into a reseller's site.
//!
//! A folder is a stage; a stage consumes one type and returns the next, so a wrong order does not
//! compile. `ARCHITECTURE.md` draws the house.

pub mod base;
pub mod build;
pub mod check;
pub mod cli;
pub mod create;
pub mod derive;
pub mod edit;
pub mod model;
pub mod plan;
pub mod publish;
pub mod render;
pub mod resolve;
#[cfg(feature = "serve")]
pub mod serve;
pub mod source;
pub mod syntax;
