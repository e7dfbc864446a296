//! What publishing promises.

mod failing;
mod failures;
mod foreign;
mod formats;
mod model;
mod publishing;
mod refusing;
mod trust;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::*;

/// Paths and contents.
type Files = BTreeMap<String, String>;

fn files(list: &[(&str, &str)]) -> Files {
    list.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// A folder with a site in it, for one test.
struct Place {
    folder: tempfile::TempDir,
    options: Options,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap().join("site");
        for source in ["content", "data/deep", "theme"] {
            fs::create_dir_all(root.join(source)).unwrap();
        }
        let options = Options {
            output: root.join("output"),
            asked: false,
            protected: vec![root.join("content"), root.join("data/deep")],
            root,
            home: None,
            mode: Mode::Exchange,
            sync: false,
            verify: false,
            // Not zero: a child process of another test may hold a copy of the lock for a moment.
            lock_wait: LOCK_WAIT,
        };
        Self { folder, options }
    }

    fn journalled() -> Self {
        let mut place = Self::new();
        place.options.mode = Mode::Journal;
        place
    }

    fn output(&self) -> &Path {
        &self.options.output
    }

    fn control(&self) -> PathBuf {
        self.output().with_file_name(".output.crosswalk")
    }

    fn open(&self) -> Result<Publisher, Diagnostic> {
        self.open_on(Arc::new(OsDisk))
    }

    fn open_on(&self, disk: Arc<dyn Disk>) -> Result<Publisher, Diagnostic> {
        open(disk, self.options.clone())
    }

    /// Publishes these files and no others.
    fn publish(&self, files: &Files) -> Result<Receipt, Diagnostic> {
        self.publish_on(Arc::new(OsDisk), files)
    }

    fn publish_on(&self, disk: Arc<dyn Disk>, files: &Files) -> Result<Receipt, Diagnostic> {
        let publisher = self.open_on(disk)?;
        match put_all(&publisher, files) {
            Ok(()) => publisher.commit(),
            Err(problem) => {
                let _ = publisher.abandon();
                Err(problem)
            }
        }
    }

    fn published(list: &[(&str, &str)]) -> Self {
        let place = Self::new();
        place.publish(&files(list)).unwrap();
        place
    }

    /// Somebody else writes a file.
    fn write(&self, path: &str, text: &str) {
        tick();
        let path = self.output().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn put_all(publisher: &Publisher, files: &Files) -> Result<(), Diagnostic> {
    files.iter().try_for_each(|(path, text)| put(publisher, path, text))
}

fn put(publisher: &Publisher, path: &str, text: &str) -> Result<(), Diagnostic> {
    publisher.put(path, text.as_bytes(), Hash::of(text.as_bytes()))
}

/// Lets enough time pass for a change to show in a folder's time on every system.
fn tick() {
    thread::sleep(Duration::from_millis(15));
}

/// All files below a folder.
fn tree(root: &Path) -> Files {
    let mut found = Files::new();
    walk(root, "", &mut |path, place, kind| {
        if !kind.is_dir() {
            let text = if kind.is_symlink() {
                "link".to_owned()
            } else {
                fs::read_to_string(place).unwrap()
            };
            found.insert(path.to_owned(), text);
        }
    });
    found
}

/// All folders below a folder that hold nothing.
fn empty_folders(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    walk(root, "", &mut |path, place, kind| {
        if kind.is_dir() && fs::read_dir(place).unwrap().next().is_none() {
            found.push(path.to_owned());
        }
    });
    found
}

fn walk(root: &Path, below: &str, visit: &mut dyn FnMut(&str, &Path, fs::FileType)) {
    let Ok(entries) = fs::read_dir(root.join(below)) else { return };
    for entry in entries.map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        let kind = entry.file_type().unwrap();
        visit(&path, &entry.path(), kind);
        if kind.is_dir() {
            walk(root, &path, visit);
        }
    }
}

/// What tells whether anything was touched: inode and time of every file and folder.
#[cfg(unix)]
fn stamps(root: &Path) -> BTreeMap<String, (u64, i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    let of = |place: &Path| {
        let found = fs::symlink_metadata(place).unwrap();
        (found.ino(), found.mtime(), found.mtime_nsec())
    };
    let mut all = BTreeMap::from([(String::new(), of(root))]);
    walk(root, "", &mut |path, place, _| {
        all.insert(path.to_owned(), of(place));
    });
    all
}

/// The dot directory holds nothing but what it should, and every manifest tells the truth.
fn assert_sound(place: &Place) {
    let control = place.control();
    let names =
        fs::read_dir(&control).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    for name in names {
        let known = matches!(name.as_str(), "lock" | "spare");
        assert!(known || name.ends_with(".manifest"), "left over: {name}");
    }
    for root in [place.output().to_owned(), control.join("spare")] {
        let Ok(key) = tree::key(&root) else { continue };
        let path = control.join(format!("tree-{key}.manifest"));
        let Some(noted) = manifest::Manifest::load(&path) else { continue };
        for (path, record) in noted.files.iter() {
            let bytes = fs::read(root.join(path)).unwrap();
            assert_eq!((Hash::of(&bytes), bytes.len() as u64), (record.hash, record.len), "{path}");
        }
        assert!(tree::as_left(&root, &noted.folders), "folders of {}", root.display());
    }
}
