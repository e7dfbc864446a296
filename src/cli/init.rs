//! `crosswalk init`.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::args::{Global, Init};
use super::report::{Report, reason};
use super::write::Making;
use crate::base::Diagnostic;
use crate::create::{STARTER, catalogue as problem};

/// Makes a site in a new or empty folder, and says what to do next. Asks nothing.
pub fn run(global: &Global, command: &Init) -> ExitCode {
    let report = Report::new(global);
    let folder = command.dir.clone().unwrap_or_else(|| global.root.clone());
    match make(&folder) {
        Ok(paths) => report.site_made(&folder, &paths),
        Err(diagnostic) => report.stopped(*diagnostic),
    }
}

/// The paths of the files that were made, from where one stands.
fn make(folder: &Path) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
    let shown = folder.display().to_string();
    let cannot = |path: &Path, error: &io::Error| {
        Box::new(problem::cannot_create(None, path.display().to_string(), reason(error)))
    };
    match std::fs::read_dir(folder) {
        Ok(mut entries) => {
            if let Some(entry) = entries.next() {
                let first = entry.map(|e| e.file_name().to_string_lossy().into_owned());
                let first = first.unwrap_or_else(|_| "…".to_owned());
                return Err(problem::not_empty(None, shown, first).into());
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound && !folder.is_symlink() => {}
        Err(_) if folder.is_file() => return Err(problem::not_a_folder(None, shown).into()),
        Err(error) => return Err(cannot(folder, &error)),
    }
    let mut making = Making::default();
    let mut paths = Vec::new();
    for (path, text) in STARTER {
        let path = folder.join(path);
        making.file(&path, text).map_err(|error| cannot(&path, &error))?;
        paths.push(path);
    }
    making.keep();
    Ok(paths)
}
