//! Bytes to text: UTF-8, with or without a byte-order mark.

use super::catalogue as problem;
use crate::base::{Diagnostic, Range, SourcePath};

/// A file's text, and how many bytes stand before it.
pub struct Decoded<'b> {
    /// The text, without a byte-order mark.
    pub text: &'b str,
    /// 3 where a mark was taken off, else 0.
    pub shift: usize,
}

/// Reads a file as UTF-8; the problem names the offset and the likely encoding.
pub fn decode<'b>(bytes: &'b [u8], path: &SourcePath) -> Result<Decoded<'b>, Diagnostic> {
    let shift = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let text = std::str::from_utf8(&bytes[shift..]).map_err(|error| {
        let offset = error.valid_up_to() + shift;
        problem::not_utf8(
            path.at(Range::new(offset, offset + 1)),
            offset,
            likely_encoding(bytes),
            path,
        )
    })?;
    if text.trim().is_empty() {
        return Err(problem::empty_file(path.whole()));
    }
    if let Some(offset) = text.bytes().position(is_control) {
        let code = code(char::from(text.as_bytes()[offset]));
        let at = Range::new(offset, offset + 1).shifted(shift);
        return Err(problem::control_character(path.at(at), offset + shift, code));
    }
    Ok(Decoded { text, shift })
}

fn is_control(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0x7f
}

/// The first character that turns the direction of the text after it, and its offset.
pub fn turn(text: &str) -> Option<(usize, char)> {
    if !text.as_bytes().contains(&0xe2) {
        return None;
    }
    text.char_indices().find(|(_, c)| {
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

/// A character's number: `U+202E`.
pub fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// UTF-16 has its mark or is full of zeroes; of the Chinese encodings GB 18030 covers the others.
fn likely_encoding(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(&[0xff, 0xfe]) {
        "UTF-16LE"
    } else if bytes.starts_with(&[0xfe, 0xff]) {
        "UTF-16BE"
    } else {
        "GB18030"
    }
}

/// Whether a link may lead there: a web, mail or telephone address without a character that
/// browsers look through.
pub fn is_address(url: &str) -> bool {
    let has = |scheme: &str| {
        url.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
            && url.len() > scheme.len()
    };
    !url.contains(|c: char| c.is_control() || c.is_whitespace())
        && ["https://", "http://", "mailto:", "tel:"].into_iter().any(has)
}
