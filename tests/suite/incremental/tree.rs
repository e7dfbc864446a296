//! A tree of files as it lies on disk: names, modes, bytes, and which file it is.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// What lies at a path.
#[derive(Clone, PartialEq, Eq)]
pub struct Node {
    /// Kind and permissions.
    pub mode: u32,
    /// A file's bytes, a link's target.
    pub bytes: Vec<u8>,
    /// The inode.
    pub inode: u64,
    /// Last change of the content, in nanoseconds.
    pub modified: i128,
    /// Last change of the inode, in nanoseconds.
    pub changed: i128,
}

/// Everything below a folder, by path; folders end in `/`.
#[derive(Clone, Default)]
pub struct Tree(pub BTreeMap<String, Node>);

impl Tree {
    /// Reads what is there; nothing if the folder is not.
    pub fn read(root: &Path) -> Self {
        let mut tree = Self::default();
        tree.folder(root, "");
        tree
    }

    fn folder(&mut self, root: &Path, below: &str) {
        let Ok(entries) = fs::read_dir(root.join(below)) else { return };
        for entry in entries {
            let entry = entry.unwrap();
            let meta = entry.metadata().unwrap();
            let mut path = format!("{below}{}", entry.file_name().to_str().unwrap());
            let bytes = if meta.is_dir() {
                path.push('/');
                self.folder(root, &path);
                Vec::new()
            } else if meta.is_symlink() {
                fs::read_link(entry.path()).unwrap().into_os_string().into_encoded_bytes()
            } else {
                fs::read(entry.path()).unwrap()
            };
            let nanoseconds =
                |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
            let node = Node {
                mode: meta.mode(),
                bytes,
                inode: meta.ino(),
                modified: nanoseconds(meta.mtime(), meta.mtime_nsec()),
                changed: nanoseconds(meta.ctime(), meta.ctime_nsec()),
            };
            self.0.insert(path, node);
        }
    }

    /// The first path at which two trees hold something else, or are open to others.
    pub fn differs(&self, other: &Self) -> Option<String> {
        self.first(other, |one, other| one.mode == other.mode && one.bytes == other.bytes)
    }

    /// The first path that was written, replaced, added or removed between two looks. (A file that
    /// lost or got another name has a later change of its inode, which says nothing.)
    pub fn moved(&self, later: &Self) -> Option<String> {
        let seen = |node: &Node| (node.mode, node.inode, node.modified);
        self.first(later, |one, later| seen(one) == seen(later) && one.bytes == later.bytes)
    }

    /// The first path at which anything at all happened between two looks.
    pub fn stirred(&self, later: &Self) -> Option<String> {
        self.first(later, |one, later| one == later)
    }

    /// The tree without the record of the last build, and the folder that it lies in: it is written
    /// anew once inputs can be trusted that had only just been written.
    pub fn without_record(&self) -> Self {
        let mut rest = self.clone();
        for record in self.0.keys().filter(|path| path.ends_with("/root")) {
            rest.0.remove(record);
            rest.0.remove(record.trim_end_matches("root"));
        }
        rest
    }

    fn first(&self, other: &Self, same: impl Fn(&Node, &Node) -> bool) -> Option<String> {
        let here = self.0.iter().find_map(|(path, node)| match other.0.get(path) {
            Some(there) if same(node, there) => None,
            Some(there) if node.bytes != there.bytes => {
                Some(format!("{path} differs:\n{}", excerpt(&node.bytes, &there.bytes)))
            }
            Some(_) => Some(format!("{path} has other bytes, mode, inode or time")),
            None => Some(format!("{path} is only in the first")),
        });
        let there = || other.0.keys().find(|path| !self.0.contains_key(*path));
        here.or_else(|| there().map(|path| format!("{path} is only in the second")))
    }

    /// The first file that kept its bytes between two looks, but is another one now.
    pub fn rewritten(&self, later: &Self) -> Option<&str> {
        let files = self.0.iter().filter(|(path, _)| !path.ends_with('/'));
        let both = files.filter_map(|(path, node)| Some((path, node, later.0.get(path)?)));
        let mut rewritten = both.filter(|(_, old, new)| {
            old.bytes == new.bytes && (old.inode, old.modified) != (new.inode, new.modified)
        });
        rewritten.next().map(|(path, ..)| path.as_str())
    }

    /// The files, by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.0.iter().map(|(path, node)| (path.as_str(), node)).filter(|(p, _)| !p.ends_with('/'))
    }
}

/// The surroundings of the first byte that differs.
fn excerpt(one: &[u8], other: &[u8]) -> String {
    let at = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let around = |bytes: &[u8]| {
        let (start, end) = (at.saturating_sub(60).min(bytes.len()), (at + 60).min(bytes.len()));
        String::from_utf8_lossy(&bytes[start..end]).into_owned()
    };
    format!("  first:  …{}…\n  second: …{}…", around(one), around(other))
}
