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
    let text = std::str::from_utf8(&bytes[shift..])
        .map_err(|error| undecodable(bytes, error.valid_up_to() + shift, path))?;
    if text.trim().is_empty() {
        return Err(problem::empty_file(path.whole()));
    }
    if let Some((offset, sign)) = hidden(text) {
        let at = Range::new(offset, offset + sign.len_utf8()).shifted(shift);
        return Err(problem::control_character(path.at(at), offset + shift, code(sign)));
    }
    Ok(Decoded { text, shift })
}

/// Why bytes are no UTF-8, from an offset on.
fn undecodable(bytes: &[u8], offset: usize, path: &SourcePath) -> Diagnostic {
    let at = path.at(Range::new(offset, offset + 1));
    match likely_encoding(bytes, offset) {
        Some(encoding) => problem::not_utf8(at, offset, encoding, argument(path.as_str())),
        None => problem::broken_utf8(at, offset),
    }
}

/// A path as a shell takes it for one word.
fn argument(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_');
    if path.chars().all(plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

/// Whether a character is invisible and fit for no page or feed: controls of both sets, and what is
/// no character at all.
pub fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// The first hidden character. Its first byte is looked for, which is quicker than decoding.
fn hidden(text: &str) -> Option<(usize, char)> {
    let may_begin = |byte: u8| match byte {
        b'\t' | b'\n' | b'\r' => false,
        0..0x20 | 0x7f | 0xc2 | 0xef | 0xf0.. => true,
        _ => false,
    };
    let starts = text.bytes().enumerate().filter(|(_, byte)| may_begin(*byte));
    let signs = starts.filter_map(|(at, _)| Some((at, text[at..].chars().next()?)));
    signs.into_iter().find(|(_, sign)| is_hidden(*sign))
}

/// The first character that turns the direction of the text after it, and its offset.
pub fn turn(text: &str) -> Option<(usize, char)> {
    if !text.as_bytes().contains(&0xe2) {
        return None;
    }
    text.char_indices().find(|(_, c)| turns(*c))
}

/// Whether a character turns the direction of the text after it.
pub fn turns(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A character's number: `U+202E`.
pub fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// UTF-16 has its mark or a zero in every line break; of the Chinese encodings GB 18030 covers the
/// others. `None` where words in UTF-8 stand before the first wrong byte: then the file is damaged.
fn likely_encoding(bytes: &[u8], offset: usize) -> Option<&'static str> {
    let zero = bytes.iter().position(|byte| *byte == 0);
    if bytes.starts_with(&[0xff, 0xfe]) || zero.is_some_and(|at| at % 2 == 1) {
        return Some("UTF-16LE");
    }
    if bytes.starts_with(&[0xfe, 0xff]) || zero.is_some() {
        return Some("UTF-16BE");
    }
    // Two characters of GB 18030 can look like one of UTF-8's; Han take three bytes there.
    let is_han = |c: &[u8]| matches!(c, [0xe4..=0xe9, 0x80..=0xbf, 0x80..=0xbf]);
    if bytes[..offset].windows(3).any(is_han) {
        return None;
    }
    Some(if is_gb18030(bytes) { "GB18030" } else { "WINDOWS-1252" })
}

/// Whether bytes can be GB 18030: one, two or four to a character.
fn is_gb18030(mut bytes: &[u8]) -> bool {
    while let [first, rest @ ..] = bytes {
        bytes = match (first, rest) {
            (..=0x7f, _) => rest,
            (0x81..=0xfe, [0x40..=0x7e | 0x80..=0xfe, rest @ ..]) => rest,
            (0x81..=0xfe, [b'0'..=b'9', 0x81..=0xfe, b'0'..=b'9', rest @ ..]) => rest,
            _ => return false,
        };
    }
    true
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
