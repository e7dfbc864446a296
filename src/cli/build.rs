//! `crosswalk build`.

use std::process::ExitCode;
use std::time::Instant;

use super::args::{Build, Global};
use super::environment;
use super::report::Report;

/// Builds, and says what was built, where, in how long, how much of it was new, and how to look at it.
pub fn run(global: &Global, command: &Build) -> ExitCode {
    let start = Instant::now();
    let report = Report::new(global);
    let mut args = match environment::args(global, &command.seen) {
        Ok(args) => args,
        Err(time) => return report.bad_time(&time),
    };
    if let Some(wrong) = command.base_url.as_deref().and_then(crate::resolve::bad_base_url) {
        return report.stopped(wrong);
    }
    args.overrides.output_dir.clone_from(&command.output);
    args.overrides.base_url.clone_from(&command.base_url);
    args.no_cache = command.no_cache;
    args.verify = command.verify;
    args.sync = command.sync;
    let built = crate::build::build(&args);
    if command.explain {
        report.reasons(&built.reasons);
    }
    report.built(&built, start.elapsed())
}
