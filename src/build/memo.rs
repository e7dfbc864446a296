//! The only cache: what files said, and what pages were made from. Bytes in, bytes out; deleting
//! it changes no output, only time.
#![allow(clippy::disallowed_methods, reason = "the cache is the build's own file")]

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Args;
use super::catalogue as problem;
use crate::base::{Diagnostic, Hash, SourcePath};
use crate::model::Picture;

/// The form of the file; another one is left aside.
const FORMAT: u32 = 4;

/// What a file said.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Parsed {
    /// How the file looked from outside; nothing where that cannot be trusted.
    pub stamp: Hash,
    /// Its bytes.
    pub content: Hash,
    /// Its document and problems, encoded.
    pub result: Vec<u8>,
}

/// What a file of the output was made from, and what it holds.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct RenderedFile {
    /// The key of its view.
    pub key: Hash,
    /// Its bytes.
    pub content: Hash,
}

/// The cache in memory.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Memo {
    format: u32,
    tool: Hash,
    /// Stands for how the files were read: how deep YAML could nest, and which blocks there were.
    within: Hash,
    parsed: FxHashMap<SourcePath, Parsed>,
    /// How every other input looked from outside: only to say later which one has changed.
    others: FxHashMap<SourcePath, Hash>,
    /// How every picture looked from outside, and what its first bytes said.
    pictures: FxHashMap<SourcePath, (Hash, Picture)>,
    rendered: FxHashMap<String, RenderedFile>,
}

/// The cache's folder for one output and address of a site.
pub fn folder(args: &Args) -> PathBuf {
    let slot = Hash::of_value(&(&args.overrides.output_dir, &args.overrides.base_url));
    args.root.join(".crosswalk").join(slot.short())
}

impl Memo {
    /// Loads the cache; one that is broken or of another program is left aside.
    pub fn load(args: &Args, out: &mut Vec<Diagnostic>) -> Self {
        let path = folder(args).join("memo");
        let Ok(bytes) = std::fs::read(&path) else { return Self::default() };
        let whole = checked(&bytes);
        if whole.is_some_and(|bytes| begins_with(bytes) != Some((FORMAT, args.tool))) {
            return Self::default();
        }
        whole.and_then(Self::decode).unwrap_or_else(|| {
            out.push(problem::broken_cache(None, path.display().to_string()));
            Self::default()
        })
    }

    /// Writes the cache. What goes wrong costs time in the next run and nothing else.
    pub fn save(&mut self, args: &Args) {
        (self.format, self.tool) = (FORMAT, args.tool);
        if let Ok(bytes) = postcard::to_stdvec(self) {
            write(&folder(args).join("memo"), &bytes);
        }
    }

    /// Forgets what files said if they were read in another way.
    pub fn expect(&mut self, within: Hash) {
        if self.within != within {
            self.parsed.clear();
        }
        self.within = within;
    }

    /// What a file said when it was last read.
    pub fn parsed(&self, path: &SourcePath) -> Option<&Parsed> {
        self.parsed.get(path)
    }

    /// How an input that is no document looked from outside.
    pub fn other(&self, path: &SourcePath) -> Option<Hash> {
        self.others.get(path).copied()
    }

    /// The paths that were there.
    pub fn paths(&self) -> impl Iterator<Item = &SourcePath> {
        self.parsed.keys().chain(self.others.keys())
    }

    /// Notes what the files say, and how those look that say nothing.
    pub fn set_inputs(
        &mut self,
        parsed: FxHashMap<SourcePath, Parsed>,
        others: FxHashMap<SourcePath, Hash>,
    ) {
        (self.parsed, self.others) = (parsed, others);
    }

    /// How a picture looked from outside, and what its first bytes said.
    pub fn picture(&self, path: &SourcePath) -> Option<(Hash, Picture)> {
        self.pictures.get(path).copied()
    }

    /// Notes what pictures say of themselves.
    pub fn set_pictures(&mut self, pictures: FxHashMap<SourcePath, (Hash, Picture)>) {
        self.pictures = pictures;
    }

    /// What a file of the output was made from.
    pub fn rendered(&self, file: &str) -> Option<RenderedFile> {
        self.rendered.get(file).copied()
    }

    /// Notes what the output was made from.
    pub fn set_renders(&mut self, rendered: FxHashMap<String, RenderedFile>) {
        self.rendered = rendered;
    }

    /// Encodes a value.
    pub fn encode<T: Serialize>(value: &T) -> Vec<u8> {
        postcard::to_stdvec(value).unwrap_or_default()
    }

    /// Decodes a value.
    pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
        postcard::from_bytes(bytes).ok()
    }
}

/// Which form a cache has, and which program wrote it: its first two fields.
fn begins_with(bytes: &[u8]) -> Option<(u32, Hash)> {
    postcard::take_from_bytes(bytes).ok().map(|(start, _)| start)
}

/// The bytes behind their own fingerprint, if it is right: a half-written file is none.
pub fn checked(bytes: &[u8]) -> Option<&[u8]> {
    let (hash, rest) = bytes.split_at_checked(16)?;
    (Hash::of(rest).as_bytes() == hash).then_some(rest)
}

/// Writes a file of the cache whole, with its fingerprint before it, or not at all.
pub fn write(path: &Path, bytes: &[u8]) {
    let Some(folder) = path.parent() else { return };
    let mut whole = Vec::with_capacity(bytes.len() + 16);
    whole.extend_from_slice(Hash::of(bytes).as_bytes());
    whole.extend_from_slice(bytes);
    let temporary = folder.join(format!(
        ".{}.{}",
        path.file_name().unwrap_or_default().to_string_lossy(),
        std::process::id()
    ));
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&temporary, whole));
    if written.and_then(|()| std::fs::rename(&temporary, path)).is_err() {
        let _ = std::fs::remove_file(&temporary);
    }
}
