//! `crosswalk set` and `crosswalk verify`.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use super::args::{Global, Seen, SetCell, VerifyDates};
use super::environment;
use super::report::{Report, reason};
use super::write;
use crate::base::{Diagnostic, SourcePath};
use crate::build;
use crate::edit::{self, Rewritten, Set, Site, Stop, Verify, catalogue as problem};
use crate::source::{Input, Snapshot};
use crate::syntax::FileKind;

/// Changes one cell, and nothing else.
pub fn set(global: &Global, command: &SetCell) -> ExitCode {
    let wanted = Set {
        name: command.cell.clone(),
        value: command.value.clone(),
        sources: command.sources.clone(),
        words: command.words.clone(),
        review: command.review.clone(),
    };
    run(global, None, |site, report, root| {
        let done = edit::set(site, &wanted)?;
        let file = std::slice::from_ref(&done.file);
        if !command.dry_run {
            put(root, file)?;
        }
        Ok(report.cell_set(&site.catalog.site, &done, command.dry_run))
    })
}

/// Moves dates on to the day on which somebody looked again.
pub fn verify(global: &Global, command: &VerifyDates) -> ExitCode {
    let wanted = Verify { name: command.name.clone(), on: command.on.clone() };
    run(global, command.now.clone(), |site, report, root| {
        let done = edit::verify(site, &wanted)?;
        if !command.dry_run {
            put(root, &done.files)?;
        }
        Ok(report.dates_moved(&done, command.dry_run))
    })
}

fn run(
    global: &Global,
    now: Option<String>,
    change: impl FnOnce(&Site<'_>, &Report, &Path) -> Result<ExitCode, Stop>,
) -> ExitCode {
    let report = Report::new(global);
    let args = match environment::args(global, &Seen { now, ..Seen::default() }) {
        Ok(args) => args,
        Err(time) => return report.bad_time(&time),
    };
    let found = match build::look(&args) {
        Ok(site) => site,
        Err(built) => return report.built(&built, std::time::Duration::ZERO),
    };
    let (catalog, snapshot) = (&found.site, &found.snapshot);
    let files = match files(snapshot) {
        Ok(files) => files,
        Err(diagnostic) => return report.stopped_in(&[diagnostic], snapshot),
    };
    let read = |files: &edit::Files| build::version(files, args.moment.now);
    let site = Site { catalog, files: &files, read: &read };
    match change(&site, &report, &snapshot.root) {
        Ok(code) => code,
        Err(Stop::Usage(diagnostic)) => report.stopped_in(&found.cause(*diagnostic), snapshot),
        Err(Stop::Content(diagnostics, files)) => report.not_changed(&diagnostics, &files),
    }
}

/// The files of the matrices, and those that say how they are read.
fn files(snapshot: &Snapshot) -> Result<Vec<(SourcePath, Vec<u8>)>, Diagnostic> {
    let needed = |file: &&Input| {
        matches!(
            FileKind::of(&file.path),
            FileKind::Settings | FileKind::Product | FileKind::Features | FileKind::Guide
        )
    };
    let read = |file: &Input| Ok((file.path.clone(), snapshot.read(&file.path)?));
    snapshot.files.iter().filter(needed).map(read).collect()
}

fn put(root: &Path, files: &[Rewritten]) -> Result<(), Stop> {
    for file in files.iter().filter(|file| file.old != file.new) {
        let cannot = |error: &io::Error| {
            Stop::from(problem::cannot_change(None, file.path.as_str(), reason(error)))
        };
        let text = String::from_utf8_lossy(&file.new);
        match write::replace(&root.join(file.path.as_str()), &file.old, &text) {
            Ok(true) => {}
            Ok(false) => {
                return Err(build::catalogue::changed_meanwhile(file.path.whole()).into());
            }
            Err(error) => return Err(cannot(&error)),
        }
    }
    Ok(())
}
