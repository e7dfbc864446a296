//! Parts of an address, each with its place in the file.

use crate::base::{Range, SourcePath, Span};
use crate::model::Link;

/// A part of a link's address, and where it stands.
#[derive(Clone, Copy)]
pub struct Part<'l> {
    /// The part as written.
    pub text: &'l str,
    /// Where the part stands; the whole address where finer places are not known, because
    /// quoting or an entity stands between the file and what it means.
    at: Range,
    exact: bool,
    source: &'l SourcePath,
}

impl<'l> Part<'l> {
    /// The whole address of a link.
    pub fn of(link: &'l Link, source: &'l SourcePath) -> Self {
        let exact = (link.to_at.end - link.to_at.start) as usize == link.to.len();
        Self { text: &link.to, at: link.to_at, exact, source }
    }

    /// The place of this part.
    pub fn span(&self) -> Span {
        self.source.at(self.at)
    }

    /// A stretch of this part, by bytes.
    pub fn slice(&self, start: usize, end: usize) -> Self {
        let at = Range::new(start, end).shifted(self.at.start as usize);
        Self { text: &self.text[start..end], at: if self.exact { at } else { self.at }, ..*self }
    }

    /// What follows from an offset.
    pub fn from(&self, start: usize) -> Self {
        self.slice(start, self.text.len())
    }

    /// The two sides of the first separator.
    pub fn split_once(&self, separator: char) -> Option<(Self, Self)> {
        let at = self.text.find(separator)?;
        Some((self.slice(0, at), self.from(at + separator.len_utf8())))
    }

    /// The two sides of each separator, from the last one back.
    pub fn splits(self, separator: char) -> impl Iterator<Item = (Self, Self)> {
        let found = self.text.rmatch_indices(separator);
        found.map(move |(at, it)| (self.slice(0, at), self.from(at + it.len())))
    }

    /// All parts between separators.
    pub fn split(&self, separator: char) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut rest = *self;
        while let Some((first, after)) = rest.split_once(separator) {
            parts.push(first);
            rest = after;
        }
        parts.push(rest);
        parts
    }

    /// Without white space around it.
    pub fn trimmed(&self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        self.slice(start, start.max(self.text.trim_end().len()))
    }
}
