//! Where something was written.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A file of the site, relative to its root, with `/` between folders on every system.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Wraps a relative path that already uses `/`.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part of the path.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The folder that holds the file; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// A span in this file.
    pub fn at(&self, range: Range) -> Span {
        Span { path: self.clone(), range }
    }

    /// The start of this file, for problems that concern it as a whole.
    pub fn whole(&self) -> Span {
        self.at(Range::default())
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A stretch of one file, in bytes from its start (a byte-order mark included).
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug, Serialize, Deserialize,
)]
pub struct Range {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Range {
    /// A range from byte offsets; offsets beyond 4 GiB cannot occur, files are limited to less.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: clamp(start), end: clamp(end) }
    }

    /// The same stretch, `by` bytes further on: for text that was cut out of a file.
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start as usize + by, self.end as usize + by)
    }

    /// A stretch of a text that stands here, by the text's bytes. Where it does not stand as it reads, because
    /// lines were folded or quotes and escapes resolved, the whole.
    pub fn stretch(self, text: &str, within: std::ops::Range<usize>) -> Self {
        let as_it_reads = (self.end - self.start) as usize == text.len();
        let stretch = Self::new(within.start, within.end).shifted(self.start as usize);
        if as_it_reads { stretch } else { self }
    }

    /// The empty stretch at its start.
    pub fn begin(self) -> Self {
        Self { start: self.start, end: self.start }
    }
}

fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A stretch of a named file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Span {
    /// The file.
    pub path: SourcePath,
    /// The stretch in it.
    pub range: Range,
}

impl From<&Span> for Option<Span> {
    fn from(span: &Span) -> Self {
        Some(span.clone())
    }
}

/// A value and where it was written, in the file that is being read.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Located<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub at: Range,
}

impl<T> Located<T> {
    /// Joins a value with its place.
    pub fn new(value: T, at: Range) -> Self {
        Self { value, at }
    }

    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Located<U> {
        Located { value: f(self.value), at: self.at }
    }
}

impl<T> std::ops::Deref for Located<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
