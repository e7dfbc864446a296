//! Where everything of one output lies.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::catalogue::{self, write_failed};
use super::disk::{Disk, create_if_missing};
use super::tree;
use crate::base::{Bilingual, Diagnostic};

/// The output and the dot directory beside it.
#[derive(Clone, Debug)]
pub(super) struct Places {
    pub output: PathBuf,
    /// `.<name>.crosswalk`, on the same file system unless the output is a mount point.
    pub control: PathBuf,
    /// What to change to have the output elsewhere.
    pub setting: Bilingual,
}

impl Places {
    /// Finds the places of an output, which the command line `asked` for or the settings; links on the way to it, and itself, are resolved, so that
    /// the tree is exchanged where it really lies.
    pub fn of(output: &Path, asked: bool) -> Result<Self, Diagnostic> {
        let setting = if asked {
            Bilingual::new("-o", "-o")
        } else {
            Bilingual::new("crosswalk.yaml 里的 output_dir", "output_dir in crosswalk.yaml")
        };
        let real = std::path::absolute(output).and_then(|path| resolve(&path));
        let output = real.map_err(|e| write_failed(output, &e))?;
        let Some(name) = output.file_name() else {
            let shown = output.display().to_string();
            return Err(catalogue::system_root(catalogue::NOWHERE, shown, setting));
        };
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(".crosswalk");
        Ok(Self { control: output.with_file_name(hidden), output, setting })
    }

    /// The tree that the next site is put together in.
    pub fn spare(&self) -> PathBuf {
        self.control.join("spare")
    }

    /// Who is writing.
    pub fn lock(&self) -> PathBuf {
        self.control.join("lock")
    }

    /// What is to be rolled forward.
    pub fn journal(&self) -> PathBuf {
        self.control.join("journal")
    }

    /// The manifest of the tree whose top folder has this key, whatever its name is now.
    pub fn manifest(&self, key: u64) -> PathBuf {
        self.control.join(format!("tree-{key}.manifest"))
    }

    /// Makes the dot directory and the folders above it.
    pub fn make(&self, disk: &dyn Disk) -> Result<(), Diagnostic> {
        let missing = self.control.ancestors().skip(1).take_while(|folder| !folder.exists());
        let mut folders: Vec<&Path> = missing.collect();
        folders.reverse();
        folders.push(&self.control);
        folders.into_iter().try_for_each(|folder| {
            create_if_missing(disk, folder).map_err(|e| write_failed(folder, &e))
        })
    }

    /// Removes manifests of trees that are no more. What cannot be removed does no harm.
    pub fn tidy(&self, disk: &dyn Disk) {
        let trees = [&self.output, &self.spare()].map(|tree| tree::key(tree).ok());
        let kept: Vec<_> = trees.into_iter().flatten().map(|key| self.manifest(key)).collect();
        let Ok(entries) = fs::read_dir(&self.control) else { return };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            let manifest = path.extension().is_some_and(|e| e == "manifest" || e == "tmp");
            if manifest && !kept.contains(&path) {
                let _ = disk.remove_file(&path);
            }
        }
    }
}

/// Resolves links as far as the path exists; the rest is to be made.
pub(super) fn resolve(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(e) if e.kind() == ErrorKind::NotFound => {
            let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
                return Err(e);
            };
            match fs::read_link(path) {
                Ok(target) => resolve(&folder.join(target)),
                Err(_) => Ok(resolve(folder)?.join(name)),
            }
        }
        found => found,
    }
}
