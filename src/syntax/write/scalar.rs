//! Quotes, and when a text needs them.

use crate::syntax::id::number;
use crate::syntax::text::is_hidden;

/// Where a text is to stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Behind a key or a dash.
    Block,
    /// In brackets.
    Flow,
    /// Before a colon.
    Key,
}

/// A text, in quotes where YAML would read something else.
pub fn text(text: &str, place: Place) -> String {
    if is_plain(text, place) { text.to_owned() } else { quoted(text) }
}

/// A value that is no text: in quotes where a sign in it would be taken for one of a list or for another quote.
pub fn token(value: &str) -> String {
    let signs = ['-', '(', '（', '【', '［', '“', '‘', '「', '『', '＂'];
    let unclear = value.contains([',', '，', '、']) || value.starts_with(signs);
    if unclear { quoted(value) } else { text(value, Place::Block) }
}

/// A text in quotes like those of what stood in its place, or without any where that had none.
pub fn like(new: &str, old: &str, place: Place) -> String {
    let simple = new.chars().all(|c| is_shown(c) && c != '\n' && c != '\t');
    match old.chars().next() {
        Some('\'') if simple => format!("'{}'", new.replace('\'', "''")),
        Some('"') if simple && !new.contains(['"', '\\']) => format!("\"{new}\""),
        _ => text(new, place),
    }
}

/// An id or another name, also in quotes where it looks like a number, or where a comma that
/// separates nothing would be taken for one that was meant to.
pub fn name(name: &str, place: Place) -> String {
    let unclear = number(name).is_some() || name.contains(['，', '、']) || name == "<<";
    if unclear || !is_plain(name, place) { quoted(name) } else { name.to_owned() }
}

/// Whether a text may stand behind `|-`, whose lines begin where the first one does and end in words.
pub fn can_be_block(text: &str) -> bool {
    let tells_its_end = !text.starts_with('\n') && !text.ends_with('\n');
    let lines_are_sound = text
        .split('\n')
        .all(|line| !line.starts_with(char::is_whitespace) && !line.ends_with(char::is_whitespace));
    tells_its_end && lines_are_sound && !text.is_empty() && text.chars().all(is_shown)
}

fn is_plain(text: &str, place: Place) -> bool {
    !text.is_empty()
        && text.trim() == text
        && !begins_with_a_sign(text)
        && !text.contains(": ")
        && !text.ends_with(':')
        && !text.contains(" #")
        && text.chars().all(|c| is_shown(c) && c != '\n' && c != '\t')
        && (place == Place::Block || !text.contains([',', '[', ']', '{', '}', ':', '#']))
}

/// Whether a text begins with what means something to YAML there.
fn begins_with_a_sign(text: &str) -> bool {
    let mut chars = text.chars();
    let sign = chars.next().unwrap_or(' ');
    match sign {
        '-' | '?' | ':' => {
            chars.next().is_none_or(|c| c.is_whitespace() || ",[]{}".contains(c))
                || text.starts_with("---")
        }
        '.' => text.starts_with("..."),
        _ => ",[]{}#&*!|>'\"%@`".contains(sign),
    }
}

/// Whether a character can stand in a file as it is and be seen by an editor.
fn is_shown(c: char) -> bool {
    let unseen = matches!(c, '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}');
    c != '\r' && !is_hidden(c) && !unseen
}

/// Double quotes; single ones where the text holds signs that would need a backslash and no others.
fn quoted(text: &str) -> String {
    let simple = text.chars().all(|c| is_shown(c) && c != '\n' && c != '\t');
    if simple && text.contains(['"', '\\']) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_shown(c) => out.push(c),
            c if u32::from(c) <= 0xff => out.push_str(&format!("\\x{:02x}", u32::from(c))),
            c if u32::from(c) <= 0xffff => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push_str(&format!("\\U{:08x}", u32::from(c))),
        }
    }
    out.push('"');
    out
}
