//! What editors ask of a plan: how fresh and how well founded it is, and what shows what. Nothing is changed.

mod impact;
mod page;
mod report;
mod sections;

pub use impact::{Bound, Impact, Shown, impact};
pub use page::{html, markdown};
pub use report::{Due, ProductReport, Report, report};
pub use sections::{Section, sections};
