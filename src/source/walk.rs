//! Finds the site's files.

use std::ffi::OsStr;
use std::fs::Metadata;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

use super::catalogue as problem;
use super::snapshot::{Input, Outside, Snapshot};
use crate::base::{Bilingual, Checked, Diagnostic, SourcePath};

/// The files and folders that make a site, below its folder.
pub const ROOTS: &[&str] = &["content", "crosswalk.yaml", "static", "themes"];

/// Takes a snapshot of the site in `root`: names, sizes and times, no content.
pub fn snapshot(root: &Path) -> Checked<Snapshot> {
    let mut walk = Walk {
        root,
        canonical: root.canonicalize().unwrap_or_else(|_| root.to_owned()),
        out: Vec::new(),
        outside: Vec::new(),
    };
    let mut snapshot = Snapshot::begin(root);
    for start in ROOTS {
        walk.below(&root.join(start), &mut snapshot.files);
    }
    snapshot.files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    walk.collisions(&snapshot.files);
    snapshot.outside = walk.outside;
    Checked::new(snapshot, walk.out)
}

struct Walk<'r> {
    root: &'r Path,
    canonical: PathBuf,
    out: Vec<Diagnostic>,
    outside: Vec<Outside>,
}

/// Why a file was not taken.
enum Refused {
    Problem(Box<Diagnostic>),
    /// The settings may allow it.
    Outside(Outside),
}

impl From<Diagnostic> for Refused {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Problem(Box::new(diagnostic))
    }
}

impl Walk<'_> {
    fn below(&mut self, start: &Path, files: &mut Vec<Input>) {
        if start.symlink_metadata().is_err() {
            return;
        }
        let mut entries = WalkDir::new(start).follow_links(false).into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if is_ignored(&entry) || !self.is_named(&entry) => {
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Ok(entry) => files.extend(self.entry(&entry)),
                Err(error) => {
                    let path = error.path().map_or_else(|| start.to_owned(), Path::to_owned);
                    let at = self.name(&path).whole();
                    self.out.push(problem::unreadable(at, error.to_string()));
                }
            }
        }
    }

    /// Whether a file or folder has a name that can be used; what lies in a bad folder is not looked at.
    fn is_named(&mut self, entry: &DirEntry) -> bool {
        let Some(reason) = fault(entry.file_name()).filter(|_| entry.depth() > 0) else {
            return true;
        };
        let at = self.name(entry.path()).whole();
        self.out.push(problem::bad_name(at, shown(entry.file_name()), reason));
        false
    }

    fn entry(&mut self, entry: &DirEntry) -> Option<Input> {
        if entry.file_type().is_dir() {
            return None;
        }
        let path = self.name(entry.path());
        let meta = self.metadata(entry, &path)?;
        Some(Input::new(path, &meta))
    }

    /// A regular file's metadata, through a link that stays in the site.
    fn metadata(&mut self, entry: &DirEntry, path: &SourcePath) -> Option<Metadata> {
        let found = if entry.file_type().is_symlink() {
            self.follow(entry.path(), path)
        } else {
            entry.metadata().map_err(|e| problem::unreadable(path.whole(), e.to_string()).into())
        };
        match found {
            Ok(meta) if meta.is_file() => return Some(meta),
            Ok(_) => self.out.push(problem::special_file(path.whole())),
            Err(Refused::Problem(diagnostic)) => self.out.push(*diagnostic),
            Err(Refused::Outside(link)) => self.outside.push(link),
        }
        None
    }

    fn follow(&self, link: &Path, path: &SourcePath) -> Result<Metadata, Refused> {
        let target = link.canonicalize().map_err(|_| problem::broken_link(path.whole()))?;
        if !target.starts_with(&self.canonical) {
            return Err(Refused::Outside(Outside { link: path.clone(), target }));
        }
        let meta = target.metadata().map_err(|_| problem::broken_link(path.whole()))?;
        if meta.is_dir() { Err(problem::link_to_folder(path.whole()).into()) } else { Ok(meta) }
    }

    fn name(&self, path: &Path) -> SourcePath {
        let relative = path.strip_prefix(self.root).unwrap_or(path);
        let parts: Vec<_> = relative.iter().map(shown).collect();
        SourcePath::new(parts.join("/"))
    }

    /// Reports names that case-folding or normalising file systems take for one: of folders, and of files in
    /// folders that are told apart.
    fn collisions(&mut self, files: &[Input]) {
        let mut folders = Seen::default();
        let mut names = Seen::default();
        names.reserve(files.len());
        let mut last = ("", true);
        for input in files {
            let folder = input.path.folder();
            if folder != last.0 {
                last = (folder, self.is_apart(folder, &mut folders));
            }
            if !last.1 {
                continue;
            }
            let name = input.path.as_str();
            if let Some(first) = names.insert(fold(name), name) {
                let (first, second) = told_apart(first, name);
                self.out.push(problem::names_collide(input.path.whole(), first, second));
            }
        }
    }

    /// Whether no other folder is taken for this one or one above it; the first time that is reported.
    fn is_apart<'f>(&mut self, folder: &'f str, seen: &mut Seen<'f>) -> bool {
        let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
        for part in ends.map(|end| &folder[..end]) {
            let first = *seen.entry(fold(part)).or_insert(part);
            if first == part {
                continue;
            }
            // No name holds a NUL: under this key stands that it was reported.
            if seen.insert(format!("{part}\0"), part).is_none() {
                let (first, second) = told_apart(first, part);
                let at = SourcePath::new(part).whole();
                self.out.push(problem::names_collide(at, first, second));
            }
            return false;
        }
        true
    }
}

/// Names by what case-folding and normalising file systems make of them.
type Seen<'n> = FxHashMap<String, &'n str>;

/// Two names that look alike, with what tells them apart written out.
fn told_apart(first: &str, second: &str) -> (String, String) {
    if first.nfc().eq(second.nfc()) {
        let plain = |path: &str| path.chars().all(|c| !matches!(c, '\u{300}'..='\u{36f}'));
        let name = |path: &str| if plain(path) { path.to_owned() } else { marks(path) };
        return (name(first), name(second));
    }
    (first.to_owned(), second.to_owned())
}

/// A name with its combining marks by their number.
fn marks(path: &str) -> String {
    let mark = |c: char| match c {
        '\u{300}'..='\u{36f}' => c.escape_unicode().to_string(),
        _ => c.to_string(),
    };
    path.chars().map(mark).collect()
}

fn fold(path: &str) -> String {
    if path.is_ascii() {
        path.to_ascii_lowercase()
    } else {
        path.nfc().flat_map(char::to_lowercase).collect()
    }
}

/// The name of an input by its path, whether it is there or not; `None` for what is no part of the
/// site in this folder.
pub fn input_name(root: &Path, path: &Path) -> Option<String> {
    let below = path.strip_prefix(root).ok()?;
    let parts: Vec<String> = below.iter().map(shown).collect();
    let first = parts.first().filter(|first| ROOTS.contains(&first.as_str()))?;
    let in_static = first == "static";
    (!parts[1..].iter().any(|name| is_litter(name, in_static))).then(|| parts.join("/"))
}

fn is_ignored(entry: &DirEntry) -> bool {
    let Some(name) = entry.file_name().to_str() else { return false };
    let in_static = entry.path().iter().any(|part| part == "static");
    is_litter(name, entry.depth() == 0 || in_static)
}

/// Files that editors and systems leave behind, and dot files of the content; `static/` keeps its
/// own dot files (`.well-known`).
fn is_litter(name: &str, keeps_dots: bool) -> bool {
    name.ends_with('~')
        || name.starts_with("~$")
        || name.ends_with(".swp")
        || name.ends_with(".swx")
        || name.starts_with(".#")
        || name == ".DS_Store"
        || name == "Thumbs.db"
        || (name.starts_with('.') && !keeps_dots)
}

/// Why a name cannot be used; `None` if it can.
fn fault(name: &OsStr) -> Option<Bilingual> {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let Some(name) = name.to_str() else {
        return Some(Bilingual::new("它不是 UTF-8", "it is not UTF-8"));
    };
    if name.chars().any(hidden) {
        return Some(Bilingual::new("里面有看不见的字符", "it holds hidden characters"));
    }
    if let Some(sign) = name.chars().find(|c| r#":\?*"<>|"#.contains(*c)) {
        return Some(Bilingual::new(format!("里面有 {sign}"), format!("it holds {sign}")));
    }
    if name.ends_with(['.', ' ']) {
        return Some(Bilingual::new("它以点或空格结尾", "it ends in a dot or a space"));
    }
    is_device(name).then(|| Bilingual::new("Windows 保留了这个名字", "Windows reserves it"))
}

/// A name as it can be shown: bytes that are no UTF-8 by their number.
fn shown(name: &OsStr) -> String {
    let chunk = |chunk: std::str::Utf8Chunk<'_>| {
        let bytes: String = chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}")).collect();
        chunk.valid().to_owned() + &bytes
    };
    name.as_encoded_bytes().utf8_chunks().map(chunk).collect()
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
