//! `crosswalk check`.

use std::process::ExitCode;
use std::time::Instant;

use super::args::{Check, Global};
use super::environment;
use super::report::Report;

/// Checks everything and writes nothing.
pub fn run(global: &Global, command: &Check) -> ExitCode {
    if let Some(file) = &command.report {
        return super::asking::report(global, command, file.as_deref());
    }
    let start = Instant::now();
    let report = Report::new(global);
    if let Some(hash) = &command.consent {
        return super::consent::run(global, command, hash, &report);
    }
    match environment::args(global, &command.seen) {
        Ok(args) => report.checked(&crate::build::check(&args), start.elapsed()),
        Err(time) => report.bad_time(&time),
    }
}
