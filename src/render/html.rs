//! Pieces of Markdown to HTML, their holes filled.

use crate::model::{Piece, Prose};

/// Fills the holes of pieces: attributes and words by the link's position, blocks by their own.
pub fn fill(
    pieces: &[Piece],
    attributes: &[String],
    values: &[String],
    blocks: &[String],
) -> String {
    let mut out = String::with_capacity(
        pieces.iter().map(|p| if let Piece::Html(html) = p { html.len() } else { 64 }).sum(),
    );
    for piece in pieces {
        match piece {
            Piece::Html(html) => out.push_str(html),
            Piece::Attributes(at) => out.push_str(at_or_empty(attributes, *at)),
            Piece::Value(at) => push_escaped(&mut out, at_or_empty(values, *at)),
            Piece::Block(at) => out.push_str(at_or_empty(blocks, *at)),
        }
    }
    out
}

/// The words of our own HTML: its tags taken out, its entities read.
pub fn text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for piece in html.split('<') {
        // What stands before the first tag has no `>`: in words it is an entity.
        out.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let read = |text: String, (name, sign)| text.replace(name, sign);
    entities.into_iter().fold(out, read).trim().to_owned()
}

/// Whether a text has holes at all.
pub fn has_links(prose: &Prose) -> bool {
    !prose.links.is_empty()
}

fn at_or_empty(list: &[String], at: u32) -> &str {
    list.get(at as usize).map_or("", String::as_str)
}

/// Text with `& < > "` escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

/// An attribute with a space before it.
pub fn attribute(name: &str, value: &str) -> String {
    let mut out = format!(" {name}=\"");
    push_escaped(&mut out, value);
    out.push('"');
    out
}

/// Appends text with `& < > "` escaped.
pub fn push_escaped(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(out, text);
}
