//! Emphasis beside Han punctuation.
//!
//! CommonMark's flanking rule takes the space between words for granted, so `**注意：**文字` stays
//! literal. Where that rule fails but the CJK-friendly amendment to it holds, a noncharacter is put
//! beside the delimiter before parsing, and taken out of every event afterwards.

use std::borrow::Cow;

use crate::base::is_cjk;

/// Stands for nothing: never in a valid text, neither white space nor punctuation.
pub const FILLER: char = '\u{fdd0}';

/// Marks a hole in rendered HTML.
pub const HOLE: char = '\u{fdd1}';

/// Text that is ready for the Markdown parser, and the way back to the file's offsets.
pub struct Prepared<'s> {
    /// The text.
    pub text: Cow<'s, str>,
    /// Offsets in `text` at which a filler stands, ascending.
    fillers: Vec<usize>,
}

impl Prepared<'_> {
    /// The offset in the original text for one in the prepared text.
    pub fn original(&self, offset: usize) -> usize {
        let before = self.fillers.partition_point(|&f| f < offset);
        offset - before * FILLER.len_utf8()
    }
}

/// Puts the fillers in.
pub fn prepare(text: &str) -> Prepared<'_> {
    let clean = clean(text);
    let spots = spots(&clean);
    if spots.is_empty() {
        return Prepared { text: clean, fillers: Vec::new() };
    }
    let mut out = String::with_capacity(clean.len() + spots.len() * 3);
    let mut fillers = Vec::with_capacity(spots.len());
    let mut done = 0;
    for spot in spots {
        out.push_str(&clean[done..spot]);
        fillers.push(out.len());
        out.push(FILLER);
        done = spot;
    }
    out.push_str(&clean[done..]);
    Prepared { text: Cow::Owned(out), fillers }
}

/// Takes the two noncharacters out of what an editor wrote; another of the same length takes
/// their place, so that offsets hold.
fn clean(text: &str) -> Cow<'_, str> {
    if text.contains([FILLER, HOLE]) {
        Cow::Owned(text.replace([FILLER, HOLE], "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Where a filler must stand: before a run of `*`, or a `~~`, that should close, after one that should open.
fn spots(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut spots = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['*', '~']) {
        let start = at + found;
        let end = start + bytes[start..].iter().take_while(|b| **b == bytes[start]).count();
        at = end;
        // One alone stands between two ends of a range, three begin code.
        if bytes[start] == b'~' && end - start != 2 {
            continue;
        }
        let (Some(before), Some(after)) =
            (text[..start].chars().next_back(), text[end..].chars().next())
        else {
            continue;
        };
        if !is_cjk(before) && !is_cjk(after) {
            continue;
        }
        if is_punctuation(before) && is_word(after) {
            spots.push(start);
        } else if is_word(before) && is_punctuation(after) {
            spots.push(end);
        }
    }
    spots
}

fn is_word(c: char) -> bool {
    !c.is_whitespace() && !is_punctuation(c)
}

/// Punctuation or symbol, as CommonMark 0.31 has it: ASCII punctuation, and the Unicode categories P and S
/// as far as they occur beside Han.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || (!c.is_ascii()
            && !c.is_alphanumeric()
            && !c.is_whitespace()
            && matches!(c, '\u{a1}'..='\u{bf}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20cf}'
                | '\u{2190}'..='\u{2bff}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{303d}'
                | '\u{30fb}' | '\u{fe10}'..='\u{fe6b}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
                | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' | '\u{ffe0}'..='\u{ffee}'))
}

/// Whether a Han character counts for reading time.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bold(text: &str) -> String {
        let prepared = prepare(text);
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(&prepared.text));
        html.replace(FILLER, "")
    }

    #[test]
    fn emphasis_ends_after_han_punctuation() {
        assert_eq!(bold("**强调。**文字"), "<p><strong>强调。</strong>文字</p>\n");
        assert_eq!(bold("见**“引号”**里"), "<p>见<strong>“引号”</strong>里</p>\n");
        assert_eq!(bold("**注意(必读)**文字"), "<p><strong>注意(必读)</strong>文字</p>\n");
    }

    #[test]
    fn latin_text_keeps_commonmark() {
        assert_eq!(bold("a**\"x\"**b"), "<p>a**\"x\"**b</p>\n");
        assert!(prepare("* item\n* other **bold** x").fillers.is_empty());
    }

    #[test]
    fn offsets_lead_back() {
        let prepared = prepare("**强调。**文字");
        let at = prepared.text.find("文字").unwrap();
        assert_eq!(prepared.original(at), "**强调。**".len());
    }
}
