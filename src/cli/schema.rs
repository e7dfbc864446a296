//! `crosswalk schema`.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::args::{Global, Schema};
use super::report::{Report, reason};
use super::write::{self, Making};
use crate::base::Diagnostic;
use crate::create::{SCHEMA_MARK, SCHEMAS, catalogue as problem};

/// Writes the schemas into a folder, over older ones and nothing else.
pub fn run(global: &Global, command: &Schema) -> ExitCode {
    let report = Report::new(global);
    let folder = command.dir.clone().unwrap_or_else(|| global.root.join("schemas"));
    match put(&folder) {
        Ok(paths) => report.schemas_made(&folder, &paths),
        Err(diagnostic) => report.stopped(*diagnostic),
    }
}

fn put(folder: &Path) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
    let mut making = Making::default();
    let mut paths = Vec::new();
    for (name, text) in SCHEMAS {
        let path = folder.join(name);
        let shown = path.display().to_string();
        let cannot = |error: io::Error| {
            Box::new(problem::cannot_create(None, shown.clone(), reason(&error)))
        };
        match std::fs::read(&path) {
            Ok(old) if !String::from_utf8_lossy(&old).contains(SCHEMA_MARK) => {
                return Err(problem::already_there(None, shown).into());
            }
            Ok(old) if old == text.as_bytes() => {}
            Ok(old) => drop(write::replace(&path, &old, text).map_err(cannot)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                making.file(&path, text).map_err(cannot)?;
            }
            Err(error) => return Err(cannot(error)),
        }
        paths.push(path);
    }
    making.keep();
    Ok(paths)
}
