//! Writes new files into a site, all or none, and never over another.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What has been made so far; taken back unless it is kept.
#[derive(Default)]
pub struct Making {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Making {
    /// Makes a folder and those above it.
    pub fn folder(&mut self, folder: &Path) -> io::Result<()> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(parent) = folder.parent() {
            self.folder(parent)?;
        }
        std::fs::create_dir(folder)?;
        self.folders.push(folder.to_owned());
        Ok(())
    }

    /// Makes a file where there is none, and the folders above it.
    pub fn file(&mut self, path: &Path, text: &str) -> io::Result<()> {
        self.bytes(path, text.as_bytes())
    }

    fn bytes(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Some(parent) = path.parent() {
            self.folder(parent)?;
        }
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        self.files.push(path.to_owned());
        file.write_all(bytes)
    }

    /// Everything went well.
    pub fn keep(mut self) {
        self.files.clear();
        self.folders.clear();
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        for file in self.files.drain(..).rev() {
            let _ = std::fs::remove_file(file);
        }
        for folder in self.folders.drain(..).rev() {
            let _ = std::fs::remove_dir(folder);
        }
    }
}

/// Where a file is made before it takes its name. What an interrupted run left stands in nobody's way.
fn beside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}", std::process::id()));
    path.with_file_name(name)
}

/// Writes a file whole, over an older one if there is one, or not at all.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Behind a link lies the file that is meant; a pipe or a device takes what comes.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if path.exists() && !path.is_file() {
        return std::fs::write(&path, bytes);
    }
    let beside = beside(&path);
    let mut making = Making::default();
    making.bytes(&beside, bytes)?;
    if let Ok(old) = std::fs::metadata(&path) {
        File::open(&beside)?.set_permissions(old.permissions())?;
    }
    std::fs::rename(&beside, &path)?;
    making.keep();
    Ok(())
}

/// Makes a file where there is none, in one step: nobody sees half of it.
pub fn whole(making: &mut Making, path: &Path, text: &str) -> io::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    if let Some(parent) = path.parent() {
        making.folder(parent)?;
    }
    let beside = beside(path);
    let mut first = Making::default();
    first.file(&beside, text)?;
    std::fs::rename(&beside, path)?;
    first.keep();
    making.files.push(path.to_owned());
    Ok(())
}

/// Puts other words into a file in one step, unless it has changed since it was read: then `false`.
pub fn replace(path: &Path, old: &[u8], new: &str) -> io::Result<bool> {
    // Behind a link lies the file that is meant.
    let path = path.canonicalize()?;
    let beside = beside(&path);
    let mut making = Making::default();
    making.file(&beside, new)?;
    File::open(&beside)?.set_permissions(std::fs::metadata(&path)?.permissions())?;
    if std::fs::read(&path)? != old {
        return Ok(false);
    }
    std::fs::rename(&beside, &path)?;
    making.keep();
    Ok(true)
}
