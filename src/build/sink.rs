//! Between the renderer and the publisher: what the memo knows is kept, the rest is put.

use std::sync::{Mutex, OnceLock};

use rustc_hash::FxHashMap;

use super::memo::{Memo, RenderedFile};
use super::preview::{File, Files};
use crate::base::{Diagnostic, Hash};
use crate::publish::Publisher;
use crate::render::Sink;

/// Takes everything and keeps nothing: for checks.
pub struct Nowhere;

impl Sink for Nowhere {
    fn keep(&self, _: &str, _: Hash) -> bool {
        false
    }

    fn put(&self, _: &str, _: Hash, _: &[u8]) {}
}

/// Publishes.
pub struct Publishing<'m> {
    publisher: Publisher,
    memo: &'m Memo,
    rendered: Mutex<FxHashMap<String, RenderedFile>>,
    failure: OnceLock<Diagnostic>,
}

impl<'m> Publishing<'m> {
    /// A sink over a publication.
    pub fn new(publisher: Publisher, memo: &'m Memo) -> Self {
        Self { publisher, memo, rendered: Mutex::default(), failure: OnceLock::new() }
    }

    /// The publication, what its files were made from, and what went wrong first.
    pub fn finish(self) -> (Publisher, FxHashMap<String, RenderedFile>, Option<Diagnostic>) {
        (self.publisher, self.rendered.into_inner().unwrap_or_default(), self.failure.into_inner())
    }

    fn note(&self, file: &str, rendered: RenderedFile) {
        if let Ok(mut all) = self.rendered.lock() {
            all.insert(file.to_owned(), rendered);
        }
    }
}

impl Sink for Publishing<'_> {
    fn keep(&self, file: &str, key: Hash) -> bool {
        let known = self.memo.rendered(file).filter(|known| known.key == key);
        let Some(known) =
            known.filter(|known| self.publisher.live_hash(file) == Some(known.content))
        else {
            return false;
        };
        let kept = self.publisher.keep(file);
        if kept {
            self.note(file, known);
        }
        kept
    }

    fn put(&self, file: &str, key: Hash, bytes: &[u8]) {
        if self.failure.get().is_some() {
            return;
        }
        let content = Hash::of(bytes);
        match self.publisher.put(file, bytes, content) {
            Ok(()) => self.note(file, RenderedFile { key, content }),
            // A second failure is a consequence of the first.
            Err(diagnostic) => drop(self.failure.set(diagnostic)),
        }
    }
}

/// Keeps everything in memory; what did not change stays what it was, to the allocation.
pub struct Keeping<'l> {
    last: &'l Files,
    next: Mutex<Files>,
}

impl<'l> Keeping<'l> {
    /// A sink over the files of the last build.
    pub fn new(last: &'l Files) -> Self {
        let next = Files::with_capacity_and_hasher(last.len(), Default::default());
        Self { last, next: Mutex::new(next) }
    }

    /// The same, where all that is not made again stays.
    pub fn over(last: &'l Files) -> Self {
        Self { last, next: Mutex::new(last.clone()) }
    }

    /// The files of this build.
    pub fn finish(self) -> Files {
        self.next.into_inner().unwrap_or_default()
    }

    fn take(&self, path: &str, file: File) {
        if let Ok(mut next) = self.next.lock() {
            next.insert(path.to_owned(), file);
        }
    }
}

impl Sink for Keeping<'_> {
    fn keep(&self, path: &str, key: Hash) -> bool {
        let known = self.last.get(path).filter(|file| file.key == key);
        known.inspect(|file| self.take(path, (*file).clone())).is_some()
    }

    fn put(&self, path: &str, key: Hash, bytes: &[u8]) {
        let known = self.last.get(path).filter(|file| *file.bytes == *bytes);
        let bytes = known.map_or_else(|| bytes.into(), |file| file.bytes.clone());
        self.take(path, File { key, bytes });
    }
}
