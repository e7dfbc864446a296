//! What files there were at one moment.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::Serialize;

use super::catalogue as problem;
use crate::base::{Diagnostic, Hash, SourcePath, reason};

/// How close to the snapshot a change may lie without being told apart from it.
const RACY: Duration = Duration::from_secs(2);

/// A file of the site, as the file system describes it.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Input {
    /// Its path.
    pub path: SourcePath,
    /// Its size in bytes.
    pub size: u64,
    /// Last change of its content, in nanoseconds since 1970.
    pub modified: i128,
    /// Last change of its inode, in nanoseconds since 1970; 0 where there is none.
    pub changed: i128,
    /// Its inode; 0 where there is none.
    pub inode: u64,
}

impl Input {
    /// Describes a file.
    pub fn new(path: SourcePath, meta: &std::fs::Metadata) -> Self {
        let modified = meta.modified().map_or(0, since_epoch);
        Self { path, size: meta.len(), modified, changed: changed(meta), inode: inode(meta) }
    }

    /// Stands for the file's state: equal stamps, equal content, unless the file is racy.
    pub fn stamp(&self) -> Hash {
        Hash::of_value(self)
    }
}

fn since_epoch(time: SystemTime) -> i128 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i128::try_from(after.as_nanos()).unwrap_or(i128::MAX),
        Err(before) => -i128::try_from(before.duration().as_nanos()).unwrap_or(i128::MAX),
    }
}

#[cfg(unix)]
fn changed(meta: &std::fs::Metadata) -> i128 {
    use std::os::unix::fs::MetadataExt;
    i128::from(meta.ctime()) * 1_000_000_000 + i128::from(meta.ctime_nsec())
}

#[cfg(unix)]
fn inode(meta: &std::fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(meta)
}

#[cfg(not(unix))]
fn changed(_: &std::fs::Metadata) -> i128 {
    0
}

#[cfg(not(unix))]
fn inode(_: &std::fs::Metadata) -> u64 {
    0
}

/// A size for people.
fn mebi(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KiB", bytes.div_ceil(1024)),
        _ if bytes.is_multiple_of(1 << 20) => format!("{} MiB", bytes >> 20),
        _ => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
    }
}

/// The site's files at one moment, by path.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The site's folder.
    pub root: PathBuf,
    /// Its files, sorted by path.
    pub files: Vec<Input>,
    /// When it was taken, in nanoseconds since 1970.
    pub taken: i128,
    /// Links that leave the site's folder, until the settings [allow](Self::allow) them.
    pub(super) outside: Vec<Outside>,
}

/// A link that leaves the site's folder.
#[derive(Clone, Debug)]
pub(super) struct Outside {
    pub link: SourcePath,
    /// Where it leads.
    pub target: PathBuf,
}

impl Snapshot {
    /// A snapshot that is being taken now, still empty.
    pub fn begin(root: &Path) -> Self {
        let now = since_epoch(SystemTime::now());
        Self { root: root.to_owned(), files: Vec::new(), taken: now, outside: Vec::new() }
    }

    /// Whether a later change to the file might leave its stamp as it is: the file was changed
    /// within two seconds of the snapshot (or in its future), and clocks are coarse.
    pub fn is_racy(&self, input: &Input) -> bool {
        let last = input.modified.max(input.changed);
        last > self.taken - i128::try_from(RACY.as_nanos()).unwrap_or(0)
    }

    /// The file at a path.
    pub fn find(&self, path: &SourcePath) -> Option<&Input> {
        self.files.binary_search_by(|input| input.path.cmp(path)).ok().map(|at| &self.files[at])
    }

    /// Looks again at a file that has been written since; whether it is a plain file, as it was.
    pub fn look_again(&mut self, path: &SourcePath) -> bool {
        let meta = std::fs::symlink_metadata(self.root.join(path.as_str()));
        let at = self.files.binary_search_by(|input| input.path.cmp(path));
        let (Ok(meta), Ok(at)) = (meta, at) else { return false };
        self.files[at] = Input::new(path.clone(), &meta);
        meta.is_file()
    }

    /// Whether there was nothing at a path, nor below it, and is nothing now.
    pub fn is_nothing(&self, path: &SourcePath) -> bool {
        let was = |file: &Input| {
            let rest = file.path.as_str().strip_prefix(path.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let is_there = std::fs::symlink_metadata(self.root.join(path.as_str())).is_ok();
        !is_there && !self.files.iter().any(was)
    }

    /// The first bytes of a file.
    pub fn head(&self, path: &SourcePath, most: usize) -> Result<Vec<u8>, Diagnostic> {
        let read = || {
            let mut head = Vec::new();
            let file = std::fs::File::open(self.root.join(path.as_str()))?;
            file.take(most as u64).read_to_end(&mut head)?;
            Ok(head)
        };
        read().map_err(|error: std::io::Error| problem::unreadable(path.whole(), reason(&error)))
    }

    /// Takes the files behind links that may leave the site's folder, and reports the other such links. A link
    /// may if `allowed` names it, or a folder that holds it or its target.
    pub fn allow(&mut self, allowed: &[String]) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        for Outside { link, target } in std::mem::take(&mut self.outside) {
            let here = self.root.join(link.as_str());
            let named = |folder: &String| {
                let place = self.root.join(folder);
                here.starts_with(&place)
                    || place.canonicalize().is_ok_and(|p| target.starts_with(p))
            };
            if !allowed.iter().any(named) {
                out.push({
                    let to = target.display().to_string();
                    problem::link_outside(link.whole(), to, link.as_str())
                });
                continue;
            }
            match target.metadata() {
                Ok(meta) if meta.is_file() => self.files.push(Input::new(link, &meta)),
                Ok(meta) if meta.is_dir() => out.push(problem::link_to_folder(link.whole())),
                Ok(_) => out.push(problem::special_file(link.whole())),
                Err(error) => out.push(problem::unreadable(link.whole(), reason(&error))),
            }
        }
        self.files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        out
    }

    /// Leaves out what is larger than a limit in bytes, and says so.
    pub fn limit(&mut self, bytes: u64) -> Vec<Diagnostic> {
        let (fine, large) =
            std::mem::take(&mut self.files).into_iter().partition(|f| f.size <= bytes);
        self.files = fine;
        let report =
            |file: Input| problem::too_large(file.path.whole(), mebi(file.size), mebi(bytes));
        large.into_iter().map(report).collect()
    }

    /// A file's bytes.
    pub fn read(&self, path: &SourcePath) -> Result<Vec<u8>, Diagnostic> {
        std::fs::read(self.root.join(path.as_str()))
            .map_err(|error| problem::unreadable(path.whole(), reason(&error)))
    }
}
