//! Looking at a tree: when its folders were last changed, and what lies in those that were.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use super::catalogue::read_failed;
use super::manifest::{Folder, Manifest, Record};
use super::table::{Table, above, parent};
use crate::base::{Diagnostic, Hash};

/// What the file system says about one path; a symbolic link is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Which file it is, whatever its name: device and inode. Zero where there is no such thing.
    pub identity: (u64, u64),
    /// Nanoseconds since 1970.
    pub mtime: i64,
    pub folder: bool,
}

/// Looks at a path.
#[cfg(unix)]
pub(super) fn stamp(path: &Path) -> io::Result<Stamp> {
    Ok(from_stat(&rustix::fs::lstat(path)?))
}

#[cfg(unix)]
#[allow(clippy::unnecessary_cast, reason = "the fields' types differ between systems")]
fn from_stat(stat: &rustix::fs::Stat) -> Stamp {
    Stamp {
        identity: (stat.st_dev as u64, stat.st_ino as u64),
        mtime: stat.st_mtime as i64 * 1_000_000_000 + stat.st_mtime_nsec as i64,
        folder: rustix::fs::FileType::from_raw_mode(stat.st_mode).is_dir(),
    }
}

/// Looks at a path.
#[cfg(not(unix))]
pub(super) fn stamp(path: &Path) -> io::Result<Stamp> {
    let found = fs::symlink_metadata(path)?;
    let since = found.modified()?.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let mtime = i64::try_from(since.as_nanos()).unwrap_or(i64::MAX);
    Ok(Stamp { identity: (0, 0), mtime, folder: found.is_dir() })
}

/// What tells a folder from another that later takes its name: the inode, or when it was made.
pub(super) fn key(path: &Path) -> io::Result<u64> {
    let stamp = stamp(path)?;
    if cfg!(unix) {
        return Ok(stamp.identity.1);
    }
    let made = fs::symlink_metadata(path)?.created()?.duration_since(std::time::UNIX_EPOCH);
    Ok(u64::try_from(made.unwrap_or_default().as_nanos()).unwrap_or(u64::MAX))
}

/// An open folder, so that paths below it are found without walking down to it each time.
pub(super) struct Root {
    #[cfg(unix)]
    handle: std::os::fd::OwnedFd,
    path: PathBuf,
}

impl Root {
    /// Opens a folder.
    pub fn open(path: &Path) -> io::Result<Self> {
        #[cfg(unix)]
        let handle = {
            use rustix::fs::{Mode, OFlags, open};
            open(path, OFlags::DIRECTORY | OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty())?
        };
        Ok(Self {
            #[cfg(unix)]
            handle,
            path: path.to_owned(),
        })
    }

    #[cfg(unix)]
    fn stamp(&self, path: &str) -> io::Result<Stamp> {
        use rustix::fs::{AtFlags, statat};
        let path = if path.is_empty() { "." } else { path };
        Ok(from_stat(&statat(&self.handle, path, AtFlags::SYMLINK_NOFOLLOW)?))
    }

    #[cfg(not(unix))]
    fn stamp(&self, path: &str) -> io::Result<Stamp> {
        stamp(&self.path.join(path))
    }

    /// When each of some folders was last changed; 0 for what is no folder.
    pub fn mtimes(&self, folders: &[&str]) -> Vec<i64> {
        in_parallel(folders.len(), |i| match self.stamp(folders[i]) {
            Ok(found) if found.folder => found.mtime,
            _ => 0,
        })
    }

    /// The rows of the folders that are no longer as they were left.
    fn changed(&self, noted: &Table<Folder>) -> Vec<usize> {
        let left = |row: usize| {
            let mtime = noted.value(row).mtime;
            mtime != 0
                && self.stamp(noted.path(row)).is_ok_and(|now| now.folder && now.mtime == mtime)
        };
        let same = in_parallel(noted.len(), left);
        (0..noted.len()).filter(|row| !same[*row]).collect()
    }
}

/// Whether every folder below `root` is as it was left.
pub(super) fn as_left(root: &Path, noted: &Table<Folder>) -> bool {
    Root::open(root).is_ok_and(|root| root.changed(noted).is_empty())
}

/// Applies `f` to `0..n` on as many threads as rayon has, in order. Not by rayon itself: this also
/// runs under a lock, and there rayon may hand the waiting thread a task that takes the same lock.
fn in_parallel<R: Send>(n: usize, f: impl Fn(usize) -> R + Sync) -> Vec<R> {
    let threads = if n < 256 { 1 } else { rayon::current_num_threads().clamp(1, 8) };
    let share = n.div_ceil(threads).max(1);
    let part =
        |t: usize| ((t * share).min(n)..((t + 1) * share).min(n)).map(&f).collect::<Vec<R>>();
    thread::scope(|scope| {
        let part = &part;
        let others: Vec<_> = (1..threads).map(|t| scope.spawn(move || part(t))).collect();
        let mut all = part(0);
        for other in others {
            all.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        all
    })
}

/// A tree that was looked at.
pub(super) struct Found {
    /// What it holds now.
    pub manifest: Manifest,
    /// Somebody else was there since: `manifest` differs from what was noted.
    pub stale: bool,
    /// Files that this tool wrote are gone or have other contents.
    pub disturbed: bool,
}

/// Compares a tree with what was noted of it. Folders that were left alone since are not read; in
/// the others every listed file is read again, for a name alone does not vouch for its contents.
pub(super) fn check(root: &Path, noted: Manifest) -> Result<Found, Diagnostic> {
    let open = Root::open(root).map_err(|e| read_failed(root, &e))?;
    let changed = open.changed(&noted.folders);
    if changed.is_empty() {
        return Ok(Found { manifest: noted, stale: false, disturbed: false });
    }
    let mut look = Look::new(&open, &noted);
    for row in changed {
        let (path, folder) = (noted.folders.path(row), noted.folders.value(row));
        look.list(path, folder.ours)?;
    }
    let manifest = look.finish();
    let disturbed = manifest.files != noted.files;
    Ok(Found { manifest, stale: true, disturbed })
}

/// A look at the folders that were changed.
struct Look<'a> {
    root: &'a Root,
    noted: &'a Manifest,
    /// Folders that were read, and what is now to be noted of them.
    read: BTreeMap<String, Folder>,
    /// Folders that are gone, with all below them.
    gone: HashSet<String>,
    /// Listed files that are still files, in folders that were read.
    files: HashSet<String>,
    foreign: BTreeSet<String>,
}

impl<'a> Look<'a> {
    fn new(root: &'a Root, noted: &'a Manifest) -> Self {
        let (read, gone, files) = Default::default();
        Self { root, noted, read, gone, files, foreign: BTreeSet::new() }
    }

    fn list(&mut self, path: &str, ours: bool) -> Result<(), Diagnostic> {
        if self.is_gone(path) {
            return Ok(());
        }
        // First the time, then the names: a change in between is then seen the next time.
        let place = self.root.path.join(path);
        let mtime = match self.root.stamp(path) {
            Ok(now) if now.folder => now.mtime,
            _ => {
                self.gone.insert(path.to_owned());
                return Ok(());
            }
        };
        let entries = match fs::read_dir(&place) {
            Err(_) if !ours => {
                self.shut(path);
                return Ok(());
            }
            entries => entries.map_err(|e| read_failed(&place, &e))?,
        };
        self.read.insert(path.to_owned(), Folder { mtime, ours });
        for entry in entries {
            let entry = entry.map_err(|e| read_failed(&place, &e))?;
            let kind = entry.file_type().map_err(|e| read_failed(&entry.path(), &e))?;
            self.meet(path, entry.file_name().to_str().ok_or(entry.file_name()), kind)?;
        }
        Ok(())
    }

    /// A foreign folder that may not be read is noted as one thing.
    fn shut(&mut self, path: &str) {
        self.foreign.insert(format!("{path}/"));
        self.gone.insert(path.to_owned());
    }

    fn meet(
        &mut self,
        folder: &str,
        name: Result<&str, std::ffi::OsString>,
        kind: FileType,
    ) -> Result<(), Diagnostic> {
        let below = |name: &str| {
            if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
        };
        let end = if kind.is_dir() { "/" } else { "" };
        match name {
            // Not in UTF-8, so not ours; it is only named to the editor.
            Err(name) => {
                self.foreign.insert(below(&name.to_string_lossy()) + end);
            }
            Ok(name) if kind.is_dir() => {
                let path = below(name);
                if !self.noted.folders.has(&path) {
                    self.list(&path, false)?;
                }
            }
            Ok(name) if kind.is_file() && self.noted.files.has(&below(name)) => {
                self.files.insert(below(name));
            }
            Ok(name) => {
                self.foreign.insert(below(name));
            }
        }
        Ok(())
    }

    /// Whether a folder, or one above it, is gone. What now lies behind its name (a symbolic
    /// link, say) is not the folder that was noted.
    fn is_gone(&self, path: &str) -> bool {
        !self.gone.is_empty() && above(path).any(|folder| self.gone.contains(folder))
    }

    fn finish(self) -> Manifest {
        let kept =
            |path: &str| !self.read.contains_key(parent(path)) && !self.is_gone(parent(path));
        let noted = self.noted;
        let listed: Vec<_> = noted
            .files
            .iter()
            .filter(|(path, _)| kept(path) || self.files.contains(*path))
            .collect();
        let read = in_parallel(listed.len(), |i| match listed[i] {
            (path, _) if self.files.contains(path) => read_again(&self.root.path.join(path)),
            (_, record) => Some(*record),
        });
        let files = listed.iter().zip(read).filter_map(|((path, _), now)| Some((*path, now?)));
        let mut folders = self.read.clone();
        for (path, folder) in noted.folders.iter().filter(|(path, _)| !self.is_gone(path)) {
            folders.entry(path.to_owned()).or_insert(*folder);
        }
        let before = noted.foreign.paths().filter(|path| kept(path.trim_end_matches('/')));
        let foreign: BTreeSet<&str> =
            before.chain(self.foreign.iter().map(String::as_str)).collect();
        Manifest {
            files: files.collect(),
            folders: folders.iter().map(|(path, folder)| (path.as_str(), *folder)).collect(),
            foreign: foreign.into_iter().map(|path| (path, ())).collect(),
            durable: noted.durable,
        }
    }
}

/// What a file holds now; one that cannot be read holds nothing that a page could equal.
fn read_again(path: &Path) -> Option<Record> {
    match fs::read(path) {
        Ok(bytes) => Some(Record { hash: Hash::of(&bytes), len: bytes.len() as u64 }),
        Err(e) if e.kind() == io::ErrorKind::NotFound => None,
        Err(_) => Some(Record { hash: Hash::default(), len: 0 }),
    }
}
