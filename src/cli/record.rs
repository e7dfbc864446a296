//! `crosswalk record`.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use super::args::{Global, Record, Seen};
use super::environment;
use super::report::{Report, reason};
use super::write::{self, Making};
use crate::base::{Diagnostic, nearest};
use crate::build::{self, Recording, catalogue as problem};
use crate::create::catalogue::cannot_create;
use crate::model::catalogue as unknown;

/// Records what has changed since the last record, and says it in a customer's words.
pub fn run(global: &Global, command: &Record) -> ExitCode {
    let report = Report::new(global);
    let seen = Seen { now: command.now.clone(), ..Seen::default() };
    let args = match environment::args(global, &seen) {
        Ok(args) => args,
        Err(time) => return report.bad_time(&time),
    };
    let on = match command.on.as_ref().map(|on| on.parse().map_err(|_| on)).transpose() {
        Ok(on) => on,
        Err(on) => return report.bad_time(on),
    };
    let mut found = match build::recordings(&args, on) {
        Ok(found) => found,
        Err(built) => return report.not_recorded(&built),
    };
    if let Some(id) = &command.product {
        let known = found.catalog.products.iter().map(|product| &*product.id);
        if !known.clone().any(|known| known == id) {
            return report.stopped(unknown::unknown_product(None, id, nearest(id, known)));
        }
        found.all.retain(|recording| *recording.new.id == **id);
    }
    for recording in &found.all {
        if !command.dry_run
            && let Err(diagnostic) = put(&found.snapshot.root, recording)
        {
            return report.stopped(*diagnostic);
        }
        report.recorded(&found.catalog.site, recording, command.dry_run);
    }
    if found.all.is_empty() {
        report.nothing_recorded();
    }
    ExitCode::SUCCESS
}

/// Writes a record and the matrix that it leads to: both or none. A record is a new file; the matrix
/// takes the place of the one before, unless somebody else has changed that meanwhile.
fn put(root: &Path, recording: &Recording) -> Result<(), Box<Diagnostic>> {
    let files = &recording.files;
    let cannot = |path: &crate::base::SourcePath| {
        let shown = path.as_str().to_owned();
        move |error: io::Error| Box::new(cannot_create(None, &shown, reason(&error)))
    };
    let mut making = Making::default();
    let path = root.join(files.path.as_str());
    write::whole(&mut making, &path, &files.text).map_err(cannot(&files.path))?;
    let matrix = root.join(files.matrix_path.as_str());
    let failed = cannot(&files.matrix_path);
    match &recording.replaces {
        None => write::whole(&mut making, &matrix, &files.matrix_text).map_err(failed)?,
        Some(old) => {
            if !write::replace(&matrix, old, &files.matrix_text).map_err(failed)? {
                return Err(problem::changed_meanwhile(files.matrix_path.whole()).into());
            }
        }
    }
    making.keep();
    Ok(())
}
