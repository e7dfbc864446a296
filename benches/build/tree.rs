//! Trees of files: what lies in one, and how to be rid of it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What lies under a directory.
#[derive(Clone, Copy, Default)]
pub struct Size {
    /// Files whose name ends in `.html`.
    pub pages: usize,
    pub files: usize,
    /// Lengths of all files, added up.
    pub bytes: u64,
}

impl Size {
    /// Counts the files under `root`.
    pub fn of(root: &Path) -> io::Result<Self> {
        let mut size = Self::default();
        for file in files(root)? {
            size.files += 1;
            size.pages += usize::from(file.extension().is_some_and(|ext| ext == "html"));
            size.bytes += fs::metadata(&file)?.len();
        }
        Ok(size)
    }
}

/// All files under `root`, in the order of their paths.
pub fn files(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut directories = vec![root.to_owned()];
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(directory)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                directories.push(entry.path());
            } else {
                found.push(entry.path());
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// Removes a file or a tree; nothing there is fine.
pub fn remove(path: &Path) -> io::Result<()> {
    let removed = match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
