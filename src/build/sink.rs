//! Between the renderer and the publisher: what the memo knows is kept, the rest is put.

use std::sync::Mutex;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::memo::{Memo, RenderedFile};
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
