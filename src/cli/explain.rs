//! `crosswalk explain`.

use std::process::ExitCode;

use super::args::{Explain, Global};
use super::report::Report;
use crate::base::Entry;

/// Says what a message means, and how to mend what it is about.
pub fn run(global: &Global, command: &Explain) -> ExitCode {
    let report = Report::new(global);
    match entries().find(|entry| entry.code == command.code) {
        Some(entry) => report.explained(entry),
        None => {
            let codes = entries().map(|entry| entry.code);
            report.no_such_code(&command.code, &crate::base::nearest(&command.code, codes))
        }
    }
}

/// Every problem that there can be.
fn entries() -> impl Iterator<Item = &'static Entry> {
    #[cfg(feature = "serve")]
    let more = crate::serve::catalogue::CATALOGUE;
    #[cfg(not(feature = "serve"))]
    let more: &[Entry] = &[];
    crate::build::entries().chain(more)
}
