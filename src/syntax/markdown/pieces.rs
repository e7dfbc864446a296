//! Small steps of the walk: ids, escapes, line breaks, and cutting HTML at its holes.

use pulldown_cmark::{Event, Tag, TagEnd};
use rustc_hash::FxHashMap;

use super::walk::{Cursor, EventAt};
use crate::base::is_cjk;
use crate::model::Piece;
use crate::syntax::cjk::{FILLER, HOLE};

/// Text without the fillers.
pub fn unfilled(text: &str) -> String {
    text.replace(FILLER, "")
}

/// Columns are aligned by a class: pages take no style in their tags. The parser writes these tags itself; words
/// of an author hold no `<`, and HTML of theirs no style.
pub fn align_by_class(html: &mut String) {
    if !html.contains(" style=\"text-align: ") {
        return;
    }
    for cell in ["th", "td"] {
        for side in ["left", "center", "right"] {
            let style = format!("<{cell} style=\"text-align: {side}\">");
            *html = html.replace(&style, &format!("<{cell} class=\"align-{side}\">"));
        }
    }
}

pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut out, &unfilled(text));
    out
}

/// The character that a reader sees next; none before a picture, what the site fills in, and the end
/// of the line.
pub fn next_char(ahead: &[EventAt<'_>]) -> Option<char> {
    let mut before: Option<&Event<'_>> = None;
    for (event, _) in ahead {
        match event {
            Event::Text(text) | Event::Code(text) => {
                if let Some(c) = text.chars().find(|c| *c != FILLER) {
                    return Some(c);
                }
            }
            Event::End(TagEnd::Link) if matches!(before, Some(Event::Start(Tag::Link { .. }))) => {
                return None;
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link,
            )
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_) => {}
            _ => return None,
        }
        before = Some(event);
    }
    None
}

/// Whether a line break between two characters is no space: between Han, never beside Hangul or Latin.
pub fn joins(before: Option<char>, after: Option<char>) -> bool {
    matches!((before, after), (Some(b), Some(a)) if is_cjk(b) && is_cjk(a))
}

/// The id of a heading: its letters and digits in any script, lower case, `-` for what stands between.
pub fn heading_id(words: &str) -> String {
    let mut id = String::with_capacity(words.len());
    for c in words.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || c == '_' {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() { "section".to_owned() } else { id.to_owned() }
}

/// An id that is none of those which pages give themselves: the theme's begin with `_`, those of
/// footnotes with `fn-` and `fnref-`, the rows of later tables with `t2-` and so on.
pub fn unreserved(id: &str) -> String {
    let own = id.trim_start_matches('_');
    let row =
        own.strip_prefix('t').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let is_row = row.is_some_and(|rest| rest.starts_with('-') && rest.len() + 1 < own.len());
    let is_note = own.starts_with("fn-") || own.starts_with("fnref-");
    match own {
        "" => "section".to_owned(),
        own if is_note || (is_row && own.is_ascii()) => format!("h-{own}"),
        own => own.to_owned(),
    }
}

/// An id that is not taken yet: `wanted`, `wanted-1`, … `taken` knows for each id the last number
/// that was tried, so that ten thousand equal headings cost ten thousand steps.
pub fn unique(wanted: String, taken: &mut FxHashMap<String, usize>) -> String {
    let Some(last) = taken.get(&wanted).copied() else {
        taken.insert(wanted.clone(), 0);
        return wanted;
    };
    let mut number = last + 1;
    while taken.contains_key(&format!("{wanted}-{number}")) {
        number += 1;
    }
    let id = format!("{wanted}-{number}");
    taken.insert(wanted, number);
    taken.insert(id.clone(), 0);
    id
}

/// Cuts rendered HTML at its holes.
pub fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut parts = html.split(HOLE);
    if let Some(first) = parts.next().filter(|first| !first.is_empty()) {
        pieces.push(Piece::Html(first.to_owned()));
    }
    while let Some(hole) = parts.next() {
        pieces.extend(hole_piece(hole));
        if let Some(html) = parts.next().filter(|html| !html.is_empty()) {
            pieces.push(Piece::Html(html.to_owned()));
        }
    }
    pieces
}

pub fn hole_piece(hole: &str) -> Option<Piece> {
    let number = hole.get(1..)?.parse().ok()?;
    match hole.as_bytes()[0] {
        b'h' => Some(Piece::Attributes(number)),
        b'v' => Some(Piece::Value(number)),
        _ => Some(Piece::Block(number)),
    }
}

/// The name at the beginning of a tag, without its bracket.
pub fn tag_name(tag: &str) -> String {
    let letters = tag.chars().take_while(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

/// A block of HTML, all its lines.
pub fn html_block(cursor: &mut Cursor<'_, '_>) -> String {
    let mut html = String::new();
    while let Some((event, _)) = cursor.next() {
        match event {
            Event::Html(line) | Event::Text(line) => html.push_str(line),
            Event::End(TagEnd::HtmlBlock) => break,
            _ => {}
        }
    }
    html
}

/// The box before a task: a sign, for a form control would promise that it can be used.
pub fn task<'a>(done: bool) -> Event<'a> {
    let sign = if done { "☑" } else { "☐" };
    Event::InlineHtml(format!("<span class=\"task\">{sign}</span> ").into())
}
