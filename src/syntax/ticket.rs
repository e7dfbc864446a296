//! A ticket's text as written.

use serde::{Deserialize, Serialize};

use super::text::Decoded;
use super::words::Words;
use crate::base::{Located, Range};

/// A ticket's text, and where its braces stand: a text of several lines does not stand as it reads.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct TicketDoc {
    /// The text.
    pub words: Words,
    /// Per wording, the places of its braces in order; none where that is not known.
    pub braces: Vec<Vec<Range>>,
}

impl TicketDoc {
    /// Finds the braces in the file.
    pub fn new(words: Words, file: &Decoded<'_>) -> Self {
        let braces = words.iter().map(|(_, text)| braces(text, file)).collect();
        Self { words, braces }
    }

    /// The place of a stretch of a wording that starts with its `brace`-th brace; the whole where that
    /// is not known.
    pub fn place(&self, wording: usize, brace: usize, length: usize) -> Range {
        let whole = self.words[wording].1.at;
        let found = self.braces.get(wording).and_then(|places| places.get(brace));
        found.map_or(whole, |brace| {
            let start = brace.start as usize;
            Range::new(start, start + length)
        })
    }
}

fn is_brace(c: char) -> bool {
    matches!(c, '{' | '}')
}

/// Folding and indentation add and take no brace, so the n-th of the file is the n-th of the text; an
/// escape may, and then nothing is known.
fn braces(text: &Located<String>, file: &Decoded<'_>) -> Vec<Range> {
    let (start, end) = (text.at.start as usize, text.at.end as usize);
    let raw = start
        .checked_sub(file.shift)
        .and_then(|from| file.text.get(from..end.checked_sub(file.shift)?))
        .unwrap_or_default();
    let found = raw.match_indices(is_brace).map(|(at, _)| Range::new(start + at, start + at + 1));
    let found: Vec<Range> = found.collect();
    if found.len() == text.value.matches(is_brace).count() { found } else { Vec::new() }
}
