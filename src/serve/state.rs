//! What everybody who looks at the site sees at one moment.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::build::{Files, Live};

/// A problem, ready to be shown, in the language of the run.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Problem {
    /// The slug.
    pub code: String,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The file, relative to the site's folder.
    pub path: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The column, from 1, in characters.
    pub column: Option<usize>,
    /// What is wrong and why.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// The lines it is about, with marks below them, as plain text; or nothing.
    pub excerpt: String,
}

/// The site, and what is wrong with what has been written since.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Counts the rounds that changed something to see.
    pub generation: u64,
    /// The last site without an error.
    pub live: Arc<Live>,
    /// Files beside the pages, with the generation in which they last changed.
    pub touched: BTreeMap<String, u64>,
    /// Why the site is not the newest; empty where it is.
    pub problems: Arc<[Problem]>,
}

/// What a round changed of the site, by path in the output, in order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Changes {
    /// Files that are new or have new bytes.
    pub written: Vec<String>,
    /// Files that are gone.
    pub gone: Vec<String>,
}

impl Changes {
    /// What differs. Bytes that did not change are the same allocation, so that few are compared.
    pub fn between(old: &Files, new: &Files) -> Self {
        let same = |path: &String, bytes: &Arc<[u8]>| {
            old.get(path)
                .is_some_and(|file| Arc::ptr_eq(&file.bytes, bytes) || file.bytes == *bytes)
        };
        let written = new.iter().filter(|(path, file)| !same(path, &file.bytes));
        let mut written: Vec<String> = written.map(|(path, _)| path.clone()).collect();
        let mut gone: Vec<String> =
            old.keys().filter(|path| !new.contains_key(*path)).cloned().collect();
        written.sort_unstable();
        gone.sort_unstable();
        Self { written, gone }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty() && self.gone.is_empty()
    }
}
