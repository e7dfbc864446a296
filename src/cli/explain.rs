//! `crosswalk explain`.

use std::process::ExitCode;

use super::args::{Explain, Global};
use super::report::Report;

/// Says what a message means, and how to mend what it is about.
pub fn run(global: &Global, command: &Explain) -> ExitCode {
    let report = Report::new(global);
    match crate::build::entries().find(|entry| entry.code == command.code) {
        Some(entry) => report.explained(entry),
        None => {
            let codes = crate::build::entries().map(|entry| entry.code);
            report.no_such_code(&command.code, &crate::base::nearest(&command.code, codes))
        }
    }
}
