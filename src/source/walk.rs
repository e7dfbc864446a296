//! Finds the site's files.

use std::ffi::OsStr;
use std::fs::Metadata;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

use super::catalogue as problem;
use super::snapshot::{Input, Snapshot};
use crate::base::{Checked, Diagnostic, SourcePath};

/// The files that make a site, below its folder.
const ROOTS: &[&str] = &["content", "crosswalk.yaml", "static", "themes"];

/// The largest file that is read, in MiB.
const LIMIT: u64 = 64;

/// Takes a snapshot of the site in `root`: names, sizes and times, no content.
pub fn snapshot(root: &Path) -> Checked<Snapshot> {
    let mut walk = Walk {
        root,
        canonical: root.canonicalize().unwrap_or_else(|_| root.to_owned()),
        out: Vec::new(),
    };
    let mut snapshot = Snapshot::begin(root);
    for start in ROOTS {
        walk.below(&root.join(start), &mut snapshot.files);
    }
    snapshot.files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    walk.collisions(&snapshot.files);
    Checked::new(snapshot, walk.out)
}

struct Walk<'r> {
    root: &'r Path,
    canonical: PathBuf,
    out: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn below(&mut self, start: &Path, files: &mut Vec<Input>) {
        if start.symlink_metadata().is_err() {
            return;
        }
        let entries = WalkDir::new(start)
            .follow_links(false)
            .into_iter()
            .filter_entry(|entry| !is_ignored(entry));
        for entry in entries {
            match entry {
                Ok(entry) => files.extend(self.entry(&entry)),
                Err(error) => {
                    let path = error.path().map_or_else(|| start.to_owned(), Path::to_owned);
                    let at = self.name(&path).whole();
                    self.out.push(problem::unreadable(at, error.to_string()));
                }
            }
        }
    }

    fn entry(&mut self, entry: &DirEntry) -> Option<Input> {
        if entry.file_type().is_dir() {
            return None;
        }
        let path = self.name(entry.path());
        let meta = self.metadata(entry, &path)?;
        if let Some(name) = bad_part(entry.path(), &path) {
            self.out.push(problem::bad_name(path.whole(), name));
            return None;
        }
        if meta.len() > LIMIT << 20 {
            self.out.push(problem::too_large(path.whole(), meta.len() >> 20, LIMIT));
            return None;
        }
        Some(Input::new(path, &meta))
    }

    /// A regular file's metadata, through a link that stays in the site.
    fn metadata(&mut self, entry: &DirEntry, path: &SourcePath) -> Option<Metadata> {
        let found = if entry.file_type().is_symlink() {
            self.follow(entry.path(), path)
        } else {
            entry.metadata().map_err(|e| problem::unreadable(path.whole(), e.to_string()))
        };
        let checked = found.and_then(|meta| {
            if meta.is_file() { Ok(meta) } else { Err(problem::special_file(path.whole())) }
        });
        checked.map_err(|diagnostic| self.out.push(diagnostic)).ok()
    }

    fn follow(&self, link: &Path, path: &SourcePath) -> Result<Metadata, Diagnostic> {
        let target = link.canonicalize().map_err(|_| problem::broken_link(path.whole()))?;
        if !target.starts_with(&self.canonical) {
            return Err(problem::link_outside(path.whole(), target.display().to_string()));
        }
        let meta = target.metadata().map_err(|_| problem::broken_link(path.whole()))?;
        if meta.is_dir() { Err(problem::link_to_folder(path.whole())) } else { Ok(meta) }
    }

    fn name(&self, path: &Path) -> SourcePath {
        let relative = path.strip_prefix(self.root).unwrap_or(path);
        let parts: Vec<_> = relative.iter().map(OsStr::to_string_lossy).collect();
        SourcePath::new(parts.join("/"))
    }

    /// Reports names that case-folding or normalising file systems take for one.
    fn collisions(&mut self, files: &[Input]) {
        let mut seen: FxHashMap<String, &SourcePath> = FxHashMap::default();
        seen.reserve(files.len());
        for input in files {
            let folded = fold(input.path.as_str());
            if let Some(first) = seen.insert(folded, &input.path) {
                self.out.push(problem::names_collide(input.path.whole(), first, &input.path));
            }
        }
    }
}

fn fold(path: &str) -> String {
    if path.is_ascii() {
        path.to_ascii_lowercase()
    } else {
        path.nfc().flat_map(char::to_lowercase).collect()
    }
}

/// Files that editors and systems leave behind, and dot files of the content; `static/` keeps its
/// own dot files (`.well-known`).
fn is_ignored(entry: &DirEntry) -> bool {
    let Some(name) = entry.file_name().to_str() else { return false };
    let litter = name.ends_with('~')
        || name.ends_with(".swp")
        || name.ends_with(".swx")
        || name.starts_with(".#")
        || name == ".DS_Store"
        || name == "Thumbs.db";
    let hidden = entry.depth() > 0
        && name.starts_with('.')
        && !entry.path().iter().any(|part| part == "static");
    litter || hidden
}

/// The part of a path that cannot be used as a name.
fn bad_part<'p>(path: &Path, shown: &'p SourcePath) -> Option<&'p str> {
    let is_bad = |name: &str| {
        name.ends_with(['.', ' '])
            || name.contains([':', '\\', '?', '*', '"', '<', '>', '|', char::REPLACEMENT_CHARACTER])
            || name.chars().any(char::is_control)
            || is_device(name)
    };
    let found = shown.as_str().split('/').find(|name| is_bad(name));
    found.or_else(|| path.to_str().is_none().then(|| shown.file_name()))
}

/// Names that Windows keeps for devices.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || ["com", "lpt"].iter().any(|p| {
            stem.strip_prefix(p)
                .is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit() && b != b'0'))
        })
}
