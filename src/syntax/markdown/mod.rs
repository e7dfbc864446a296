//! Markdown to pieces of HTML with holes, and the facts about it that other pages need.

mod blocks;
pub mod catalogue;
mod clauses;
mod lines;
mod links;
mod notes;
mod pieces;
mod raw;
mod references;
mod slips;
mod walk;
mod yes_no;

use std::sync::Arc;

use pulldown_cmark::{Options, Parser};

use super::catalogue as problem;
use super::cjk::{self, FILLER, HOLE};
use super::fields::Reader;
use super::places::Places;
use super::text::{code, turns};
use crate::base::{Located, Range};
use crate::model::{BlockRequest, Clause, Heading, Link, Piece, Prose};
use clauses::Clauses;
use walk::Walk;

/// A text, read: its HTML with holes, and what stands in them.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// The HTML.
    pub pieces: Vec<Piece>,
    /// Links and pictures, in order.
    pub links: Vec<Link>,
    /// Blocks, in order.
    pub blocks: Vec<Located<BlockRequest>>,
    /// Headings.
    pub headings: Vec<Heading>,
    /// Other places that can be linked: footnotes.
    pub notes: Vec<String>,
    /// Clauses that state something which no link holds.
    pub clauses: Vec<Clause>,
    /// The text without markup.
    pub plain: String,
    /// Where in it the values of links without words belong: offset and link.
    pub fills: Vec<(usize, u32)>,
    /// Where in it headings, code and footnotes stand: no part of a summary.
    pub asides: Vec<std::ops::Range<usize>>,
    /// Stretches of HTML that the author wrote.
    pub raw_html: Vec<Range>,
    /// What of it does not pass the list of what is harmless: a tag or an attribute.
    pub refused_html: Vec<Located<String>>,
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// Reads a text that starts `shift` bytes into its file.
pub fn body(text: &str, shift: usize, reader: &mut Reader) -> Body {
    walked(text, shift, reader, true)
}

fn walked(text: &str, shift: usize, reader: &mut Reader, anchored: bool) -> Body {
    let prepared = cjk::prepare(text);
    let mut parser = Parser::new_ext(&prepared.text, options()).into_offset_iter();
    let mut events: Vec<_> = parser.by_ref().collect();
    let named = if references::has_references(text) {
        references::take_out(&mut events)
    } else {
        Vec::new()
    };
    let mut walk = Walk::new(&prepared, text, shift, reader, parser.reference_definitions());
    walk.anchored = anchored;
    for (range, sign) in named {
        let at = walk.at(&range);
        walk.report(
            |span| match turns(sign) {
                true => problem::direction_in_text(span, code(sign)),
                false => catalogue::hidden_reference(span, code(sign)),
            },
            at,
        );
    }
    walk.all(&events);
    walk.finish()
}

/// Reads a short text that stands in a YAML value. A lone paragraph loses its `<p>`.
pub fn prose(text: &str, places: &Places, reader: &mut Reader) -> Arc<Prose> {
    let source: Arc<str> = text.trim().into();
    if is_simple(&source) {
        return Arc::new(Prose {
            plain: Arc::clone(&source),
            pieces: vec![Piece::Html(source.to_string())],
            clauses: stated(text, places, true),
            source,
            links: Vec::new(),
        });
    }
    let before = reader.out.len();
    let mut body = walked(&source, 0, reader, false);
    if !body.blocks.is_empty() {
        reader.out.truncate(before);
        for block in &body.blocks {
            reader.report(problem::block_in_data(reader.path.at(block.at)));
        }
    }
    let lead = text.len() - text.trim_start().len();
    let place = |within: Range| places.of(lead + within.start as usize..lead + within.end as usize);
    for diagnostic in &mut reader.out[before..] {
        let within = diagnostic.span.as_ref().map_or_else(Range::default, |span| span.range);
        diagnostic.span = Some(reader.path.at(place(within)));
        diagnostic.labels.clear();
    }
    for link in &mut body.links {
        (link.at, link.to_at) = (place(link.at), place(link.to_at));
    }
    for clause in &mut body.clauses {
        clauses::place(clause, place);
    }
    unwrap_paragraph(&mut body.pieces);
    if let Some(html) = body.raw_html.first() {
        reader.report(problem::raw_html_in_data(reader.span(place(*html))));
    }
    Arc::new(Prose {
        plain: body.plain.trim().into(),
        pieces: body.pieces,
        source,
        links: body.links,
        clauses: body.clauses,
    })
}

/// Reads the prose of a guide: as [`prose`], with paragraphs, headings and exact places.
pub fn long_prose(text: &str, shift: usize, reader: &mut Reader) -> Arc<Prose> {
    let body = body(text, shift, reader);
    for range in &body.raw_html {
        reader.report(problem::raw_html_in_data(reader.span(*range)));
    }
    for block in &body.blocks {
        reader.report(problem::block_in_data(reader.span(block.at)));
    }
    Arc::new(Prose {
        source: text.trim().into(),
        plain: body.plain.trim().into(),
        pieces: body.pieces,
        links: body.links,
        clauses: body.clauses,
    })
}

/// The clauses of a text that state something, where the text is no Markdown: a title, a description.
pub fn clauses(text: &str, at: Range) -> Vec<Clause> {
    stated(text, &Places::whole(at, text), false)
}

fn stated(text: &str, places: &Places, markup: bool) -> Vec<Clause> {
    let mut all = Clauses::default();
    all.push(text, Some(0));
    all.end();
    let place = |stretch: Range| places.of(stretch.start as usize..stretch.end as usize);
    for clause in &mut all.found {
        clauses::place(clause, place);
        clause.markup = markup;
    }
    all.found
}

/// Whether a text means the same in Markdown, HTML and plain words: most cells.
fn is_simple(text: &str) -> bool {
    !text.bytes().any(|b| {
        matches!(
            b,
            b'*' | b'_'
                | b'`'
                | b'['
                | b']'
                | b'<'
                | b'>'
                | b'&'
                | b'#'
                | b'\\'
                | b'!'
                | b'|'
                | b'~'
                | b'"'
                | b'\n'
                | b'-'
                | b'+'
                | b':'
                | b'='
        )
    }) && !text.contains([FILLER, HOLE])
        && !text.starts_with(|c: char| c.is_ascii_digit())
}

fn unwrap_paragraph(pieces: &mut [Piece]) {
    let paragraphs = pieces
        .iter()
        .map(|p| if let Piece::Html(html) = p { html.matches("<p>").count() } else { 0 })
        .sum::<usize>();
    let starts = matches!(pieces.first(), Some(Piece::Html(html)) if html.starts_with("<p>"));
    let ends =
        matches!(pieces.last(), Some(Piece::Html(html)) if html.trim_end().ends_with("</p>"));
    if paragraphs != 1 || !starts || !ends {
        return;
    }
    if let Some(Piece::Html(html)) = pieces.first_mut() {
        html.replace_range(..3, "");
    }
    if let Some(Piece::Html(html)) = pieces.last_mut() {
        let length = html.trim_end().len() - 4;
        html.truncate(length);
    }
}
