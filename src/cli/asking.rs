//! `crosswalk impact`, and the report of `crosswalk check`.

use std::path::Path;
use std::process::ExitCode;

use super::args::{Check, Global, Impact};
use super::environment;
use super::report::{Report, reason};
use crate::base::Tongue;
use crate::{build, check};

/// Says what shows a fact, and which words are held against it.
pub fn impact(global: &Global, command: &Impact) -> ExitCode {
    let report = Report::new(global);
    let args = match environment::args(global, &command.seen) {
        Ok(args) => args,
        Err(time) => return report.bad_time(&time),
    };
    let found = match build::survey(&args) {
        Ok(site) => site,
        Err(built) => return report.built(&built, std::time::Duration::ZERO),
    };
    let (plan, snapshot) = (&found.site, &found.snapshot);
    match check::impact(plan, &command.name) {
        Ok(impact) => report.impact(plan, &impact, &command.name, snapshot),
        Err(diagnostic) => report.stopped_in(&found.cause(*diagnostic), snapshot),
    }
}

/// Reports how fresh and how well founded the matrices are: on the terminal, or as a page in a file.
pub fn report(global: &Global, command: &Check, file: Option<&Path>) -> ExitCode {
    let report = Report::new(global);
    let args = match environment::args(global, &command.seen) {
        Ok(args) => args,
        Err(time) => return report.bad_time(&time),
    };
    let plan = match build::survey(&args) {
        Ok(found) => found.site,
        Err(built) => return report.built(&built, std::time::Duration::ZERO),
    };
    let found = check::report(&plan);
    let Some(file) = file else { return report.state(&found) };
    match page(&found, file, environment::tongue(global)) {
        Some(text) => match std::fs::write(file, text) {
            Ok(()) => report.state_written(&found, file),
            Err(error) => report.stopped(crate::edit::catalogue::cannot_change(
                None,
                file.display().to_string(),
                reason(&error),
            )),
        },
        None => report
            .stopped(crate::edit::catalogue::bad_report_file(None, file.display().to_string())),
    }
}

/// The report as its file's name asks for it.
fn page(found: &check::Report, file: &Path, tongue: Tongue) -> Option<String> {
    let sections = check::sections(found, tongue);
    match file.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "html" | "htm" => Some(check::html(&sections, tongue)),
        "md" | "markdown" => Some(check::markdown(&sections)),
        "json" => Some(format!("{:#}\n", super::report::state_json(found))),
        _ => None,
    }
}
