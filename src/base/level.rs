//! How loud a problem is, as a site wishes.

use serde::{Deserialize, Serialize};

use super::{Diagnostic, Severity};

/// What a site makes of one kind of warning.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Level {
    /// It is not said.
    Off,
    /// It is said.
    Warn,
    /// Nothing is published.
    Error,
}

/// Puts one kind of warning at a level; errors stay what they are.
pub fn level(diagnostics: &mut Vec<Diagnostic>, code: &str, level: Level) {
    let concerns = |d: &Diagnostic| d.code == code && d.severity == Severity::Warning;
    match level {
        Level::Off => diagnostics.retain(|d| !concerns(d)),
        Level::Warn => {}
        Level::Error => {
            diagnostics
                .iter_mut()
                .filter(|d| concerns(d))
                .for_each(|d| d.severity = Severity::Error);
        }
    }
}
