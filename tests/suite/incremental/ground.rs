//! A site's folder on disk, and how an editor's program writes into it.

use std::fs::{self, File, FileTimes};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::site::{Broken, Files, Site};

/// When a written file says that it was last changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// When it was.
    Now,
    /// Long ago.
    LongAgo,
    /// When the file that it replaces was; new ones: long ago.
    AsBefore,
}

/// How files are written.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// Whether a new file takes the name of the old one, as most editors do, or is written over it.
    pub replace: bool,
    /// The time that the file is given.
    pub time: Time,
}

/// A file that got another name.
pub type Rename = (String, String);

/// A folder with a site in it.
pub struct Ground {
    /// The folder.
    pub root: PathBuf,
    files: Files,
    link: Option<String>,
}

impl Ground {
    /// A folder that is still to be made.
    pub fn new(root: PathBuf) -> Self {
        Self { root, files: Files::new(), link: None }
    }

    /// Brings the folder to what the site is now; how many files were written or removed.
    pub fn write(&mut self, site: &Site, renames: &[Rename], manner: Manner) -> usize {
        for (from, to) in renames {
            if let Some(bytes) = self.files.remove(from) {
                make_room(&self.root.join(to));
                fs::rename(self.root.join(from), self.root.join(to)).unwrap();
                self.files.insert(to.clone(), bytes);
            }
        }
        let wanted = site.files();
        let mut changes = renames.len() + self.link(site);
        let gone: Vec<String> =
            self.files.keys().filter(|path| !wanted.contains_key(*path)).cloned().collect();
        for path in gone {
            fs::remove_file(self.root.join(&path)).unwrap();
            self.files.remove(&path);
            changes += 1;
        }
        for (path, bytes) in wanted {
            if self.files.get(&path) != Some(&bytes) {
                put(&self.root.join(&path), &bytes, manner);
                self.files.insert(path, bytes);
                changes += 1;
            }
        }
        changes
    }

    /// Makes or removes the link that leads out of the site.
    fn link(&mut self, site: &Site) -> usize {
        let wanted = match &site.broken {
            Some(Broken::Link(path)) => Some(path.clone()),
            _ => None,
        };
        if self.link == wanted {
            return 0;
        }
        if let Some(path) = self.link.take() {
            fs::remove_file(self.root.join(path)).unwrap();
        }
        if let Some(path) = &wanted {
            make_room(&self.root.join(path));
            std::os::unix::fs::symlink("/proc/self/status", self.root.join(path)).unwrap();
        }
        self.link = wanted;
        1
    }

    /// Gives a file another time and nothing else.
    pub fn touch(&self, path: &str) {
        let file = File::options().write(true).open(self.root.join(path)).unwrap();
        file.set_times(FileTimes::new().set_modified(SystemTime::now())).unwrap();
    }

    /// Gives every file the same time.
    pub fn age(&self, moment: jiff::Timestamp) {
        for path in self.files.keys() {
            let file = File::options().write(true).open(self.root.join(path)).unwrap();
            file.set_times(FileTimes::new().set_modified(moment.into())).unwrap();
        }
    }

    /// The paths that there are.
    pub fn paths(&self) -> Vec<&String> {
        self.files.keys().collect()
    }

    /// A copy of the site alone, in another folder, without cache and output.
    pub fn copy(&self, to: &Path) {
        for path in self.files.keys() {
            let place = to.join(path);
            make_room(&place);
            fs::write(place, fs::read(self.root.join(path)).unwrap()).unwrap();
        }
        if let Some(path) = &self.link {
            make_room(&to.join(path));
            let target = fs::read_link(self.root.join(path)).unwrap();
            std::os::unix::fs::symlink(target, to.join(path)).unwrap();
        }
    }
}

fn make_room(place: &Path) {
    fs::create_dir_all(place.parent().unwrap()).unwrap();
}

/// A day long before every build.
fn long_ago() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)
}

/// Writes one file.
pub fn put(place: &Path, bytes: &[u8], manner: Manner) {
    make_room(place);
    if place.is_dir() {
        // What was a folder is empty by now: its files are gone.
        fs::remove_dir(place).unwrap();
    }
    let before = fs::metadata(place).and_then(|meta| meta.modified()).ok();
    if manner.replace {
        let fresh = place.with_extension("swp");
        fs::write(&fresh, bytes).unwrap();
        fs::rename(&fresh, place).unwrap();
    } else {
        fs::write(place, bytes).unwrap();
    }
    let time = match manner.time {
        Time::Now => return,
        Time::LongAgo => long_ago(),
        Time::AsBefore => before.unwrap_or_else(long_ago),
    };
    let file = File::options().write(true).open(place).unwrap();
    file.set_times(FileTimes::new().set_modified(time)).unwrap();
}
