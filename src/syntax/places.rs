//! Where the words of a YAML value stand in its file: lines that were folded, quotes and indentation make
//! them other bytes than the value's.

use std::ops::Range as Stretch;

use serde::{Deserialize, Serialize};

use crate::base::Range;

/// A value's bytes and its file's, in steps.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Places {
    /// The whole value.
    at: Range,
    known: Known,
}

/// What is known of the bytes within a value.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
enum Known {
    /// Nothing.
    #[default]
    Nothing,
    /// It stands as it reads: most values do.
    AsItReads,
    /// From which byte of the value on which byte of the file follows.
    Steps(Box<[(u32, u32)]>),
}

impl Places {
    /// Of a value that is only known as a whole, or stands as it reads.
    pub fn whole(at: Range, text: &str) -> Self {
        let as_it_reads = (at.end - at.start) as usize == text.len();
        Self { at, known: if as_it_reads { Known::AsItReads } else { Known::Nothing } }
    }

    /// Of a value that reads `text` and was written as `raw`.
    pub fn new(at: Range, raw: &str, text: &str) -> Self {
        if raw == text {
            return Self::whole(at, text);
        }
        let known = match steps(at.start, raw, text) {
            Some(steps) if !steps.is_empty() => Known::Steps(steps.into()),
            _ => Known::Nothing,
        };
        Self { at, known }
    }

    /// Whether there is one place for all of it.
    pub fn is_rough(&self) -> bool {
        self.known == Known::Nothing
    }

    /// The place of a stretch of the value.
    pub fn of(&self, stretch: Stretch<usize>) -> Range {
        let place = |byte: usize| {
            let (from, to) = match &self.known {
                Known::Nothing => None,
                Known::AsItReads => Some((0, self.at.start)),
                Known::Steps(steps) => {
                    let after = steps.partition_point(|(from, _)| *from as usize <= byte);
                    steps.get(after.checked_sub(1)?).copied()
                }
            }?;
            Some(to as usize + byte - from as usize)
        };
        // The end is looked for from the last byte on: what follows may stand on another line.
        let end = stretch.end.max(stretch.start + 1) - 1;
        match (place(stretch.start), place(end)) {
            (Some(start), Some(_)) if stretch.is_empty() => Range::new(start, start),
            (Some(start), Some(end)) => Range::new(start, end + 1),
            _ => self.at,
        }
    }
}

/// Follows the words of a value through what was written. `None` where an escape makes them other ones.
fn steps(start: u32, raw: &str, text: &str) -> Option<Vec<(u32, u32)>> {
    let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''));
    let mut at = match raw.chars().next()? {
        '|' | '>' => raw.find('\n')? + 1,
        _ => usize::from(quote.is_some()),
    };
    let mut steps: Vec<(u32, u32)> = Vec::new();
    let mut in_space = true;
    for (from, c) in text.char_indices() {
        if c.is_ascii_whitespace() {
            in_space = true;
            continue;
        }
        if std::mem::take(&mut in_space) {
            at += space(&raw[at..], quote == Some('"'));
        }
        let rest = &raw[at..];
        let escaped = match (quote, c) {
            (Some('"'), '"' | '\\') => rest.starts_with('\\'),
            (Some('\''), '\'') => true,
            _ => false,
        };
        at += usize::from(escaped);
        if !raw.get(at..)?.starts_with(c) {
            return None;
        }
        let (from, to) = (u32::try_from(from).ok()?, start + u32::try_from(at).ok()?);
        let goes_on = steps.last().is_some_and(|(f, t)| from - f == to - t);
        if !goes_on {
            steps.push((from, to));
        }
        at += c.len_utf8();
    }
    Some(steps)
}

/// How many bytes of space a text begins with; in double quotes an escape may stand for one.
fn space(raw: &str, escapes: bool) -> usize {
    let mut rest = raw;
    loop {
        let after = rest.trim_start_matches([' ', '\t', '\n', '\r']);
        let escape =
            ["\\n", "\\t", "\\ ", "\\\n", "\\\r\n"].iter().find(|e| after.starts_with(**e));
        match escape.filter(|_| escapes) {
            Some(escape) => rest = &after[escape.len()..],
            None => return raw.len() - after.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place(raw: &str, text: &str, word: &str) -> String {
        let at = text.find(word).expect("the word is in the value");
        let range = Places::new(Range::new(0, raw.len()), raw, text).of(at..at + word.len());
        raw[range.start as usize..range.end as usize].to_owned()
    }

    #[test]
    fn words_are_found_where_they_were_written() {
        assert_eq!(place("|-\n    甲 乙\n    丙 丁", "甲 乙\n丙 丁", "丁"), "丁");
        assert_eq!(place(">-\n    甲 乙\n    丙 丁", "甲 乙 丙 丁", "丙"), "丙");
        assert_eq!(place("\"甲 \\\"乙\\\"\n   丙\"", "甲 \"乙\" 丙", "丙"), "丙");
        assert_eq!(place("'甲 ''乙''\n   丙'", "甲 '乙' 丙", "丙"), "丙");
        assert_eq!(place("\"甲\\n乙\"", "甲\n乙", "乙"), "乙");
    }

    #[test]
    fn an_escape_that_cannot_be_followed_leaves_the_whole() {
        let raw = "\"\\u7532 乙\"";
        assert_eq!(place(raw, "甲 乙", "乙"), raw);
    }

    proptest! {
        /// In a block of lines every word is found as it reads.
        #[test]
        fn blocks_keep_their_words(lines in prop::collection::vec("[a-z甲乙\"\\\\]{1,4}( [a-z丙]{1,3}){0,2}", 1..5)) {
            let text = lines.join("\n");
            let raw = lines.iter().fold("|-".to_owned(), |raw, line| raw + "\n    " + line);
            let places = Places::new(Range::new(0, raw.len()), &raw, &text);
            for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
                let range = places.of(at..at + c.len_utf8());
                prop_assert_eq!(&raw[range.start as usize..range.end as usize], c.to_string());
            }
        }
    }
}
