//! Markdown to pieces of HTML with holes, and the facts about it that other pages need.

use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use rustc_hash::FxHashSet;

use super::block;
use super::catalogue as problem;
use super::cjk::{self, FILLER, HOLE, Prepared};
use super::fields::Reader;
use crate::base::{Located, Range};
use crate::model::{BlockRequest, Heading, Link, Piece, Prose};

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
    /// The text without markup.
    pub plain: String,
    /// Stretches of HTML that the author wrote.
    pub raw_html: Vec<Range>,
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
    let prepared = cjk::prepare(text);
    let events: Vec<_> = Parser::new_ext(&prepared.text, options()).into_offset_iter().collect();
    let mut walk = Walk::new(&prepared, shift, reader, text.len());
    walk.all(&events);
    walk.finish()
}

/// Reads a short text that stands in a YAML value. A lone paragraph loses its `<p>`. Offsets inside
/// are those of the value as a whole: quoting and folding make finer ones untrue.
pub fn prose(text: &str, at: Range, reader: &mut Reader) -> Arc<Prose> {
    let source: Arc<str> = text.trim().into();
    if is_simple(&source) {
        return Arc::new(Prose {
            plain: Arc::clone(&source),
            pieces: vec![Piece::Html(source.to_string())],
            source,
            links: Vec::new(),
        });
    }
    let mut body = body(&source, 0, reader);
    for link in &mut body.links {
        link.at = at;
    }
    unwrap_paragraph(&mut body.pieces);
    if !body.raw_html.is_empty() {
        reader.report(problem::raw_html(reader.span(at)));
    }
    Arc::new(Prose {
        plain: body.plain.trim().into(),
        pieces: body.pieces,
        source,
        links: body.links,
    })
}

/// Reads the prose of a guide: as [`prose`], with paragraphs, headings and exact places.
pub fn long_prose(text: &str, shift: usize, reader: &mut Reader) -> Arc<Prose> {
    let body = body(text, shift, reader);
    for range in &body.raw_html {
        reader.report(problem::raw_html(reader.span(*range)));
    }
    Arc::new(Prose {
        source: text.trim().into(),
        plain: body.plain.trim().into(),
        pieces: body.pieces,
        links: body.links,
    })
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

/// Goes through the events once, rewriting what the site must fill in.
struct Walk<'a, 'r> {
    prepared: &'a Prepared<'a>,
    shift: usize,
    reader: &'r mut Reader,
    body: Body,
    html: String,
    ids: FxHashSet<String>,
}

type EventAt<'a> = (Event<'a>, std::ops::Range<usize>);

/// The events, and how far they have been read.
struct Cursor<'e, 'a> {
    rest: &'e [EventAt<'a>],
}

impl<'e, 'a> Cursor<'e, 'a> {
    fn next(&mut self) -> Option<&'e EventAt<'a>> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }
}

impl<'a, 'r> Walk<'a, 'r> {
    fn new(
        prepared: &'a Prepared<'a>,
        shift: usize,
        reader: &'r mut Reader,
        length: usize,
    ) -> Self {
        Self {
            prepared,
            shift,
            reader,
            body: Body::default(),
            html: String::with_capacity(length * 5 / 4),
            ids: FxHashSet::default(),
        }
    }

    fn at(&self, range: &std::ops::Range<usize>) -> Range {
        Range::new(self.prepared.original(range.start), self.prepared.original(range.end))
            .shifted(self.shift)
    }

    fn all(&mut self, events: &[EventAt<'a>]) {
        let mut out = Vec::with_capacity(events.len());
        let mut open_links: Vec<usize> = Vec::new();
        let mut cursor = Cursor { rest: events };
        while let Some((event, range)) = cursor.next() {
            self.event(event, range, &mut cursor, &mut open_links, &mut out);
        }
        pulldown_cmark::html::push_html(&mut self.html, out.into_iter());
    }

    fn event(
        &mut self,
        event: &Event<'a>,
        range: &std::ops::Range<usize>,
        cursor: &mut Cursor<'_, 'a>,
        open_links: &mut Vec<usize>,
        out: &mut Vec<Event<'a>>,
    ) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))
                if block::kind(info).is_some() =>
            {
                out.push(self.block(info, range, cursor));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                self.near_miss(info, range);
                out.push(event.clone());
            }
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                open_links.push(self.body.links.len());
                let at = self.at(range);
                self.body.links.push(Link {
                    to: unfilled(dest_url),
                    words: String::new(),
                    at,
                    image: false,
                });
                out.push(link_start(self.body.links.len() - 1, title));
            }
            Event::End(TagEnd::Link) => out.extend(self.link_end(open_links.pop().unwrap_or(0))),
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                out.push(self.image(dest_url, title, range, cursor))
            }
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                let id = Some(self.heading(*level, id.as_deref(), cursor.rest));
                out.push(Event::Start(Tag::Heading {
                    level: *level,
                    id,
                    classes: classes.clone(),
                    attrs: attrs.clone(),
                }));
            }
            Event::Text(text) => out.push(self.text(text, open_links)),
            Event::Code(text) => {
                let text: CowStr<'a> = unfilled(text).into();
                self.words(&text, open_links);
                out.push(Event::Code(text));
            }
            Event::SoftBreak => out.extend(self.soft_break(cursor.rest)),
            Event::Html(html) | Event::InlineHtml(html) => out.extend(self.raw(html, range)),
            Event::End(tag) => {
                self.end(*tag);
                out.push(event.clone());
            }
            _ => out.push(event.clone()),
        }
    }

    fn soft_break(&mut self, ahead: &[EventAt<'a>]) -> Option<Event<'a>> {
        let next = ahead.iter().find_map(|(event, _)| first_char(event)).flatten();
        if joins(self.body.plain.chars().next_back(), next) {
            return None;
        }
        self.body.plain.push(' ');
        Some(Event::SoftBreak)
    }

    fn words(&mut self, text: &str, open_links: &[usize]) {
        self.body.plain.push_str(text);
        if let Some(link) = open_links.last() {
            self.body.links[*link].words.push_str(text);
        }
    }

    fn text(&mut self, text: &CowStr<'a>, open_links: &[usize]) -> Event<'a> {
        let text = if text.contains(FILLER) { CowStr::from(unfilled(text)) } else { text.clone() };
        self.words(&text, open_links);
        Event::Text(text)
    }

    fn end(&mut self, tag: TagEnd) {
        let breaks = matches!(
            tag,
            TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::CodeBlock
        );
        if breaks && !self.body.plain.ends_with('\n') {
            self.body.plain.push('\n');
        }
    }

    /// Closes a link; one without words is filled in with the value it points to.
    fn link_end(&mut self, link: usize) -> Vec<Event<'a>> {
        let close = Event::InlineHtml("</a>".into());
        if self.body.links[link].words.trim().is_empty() {
            return vec![Event::InlineHtml(format!("{HOLE}v{link}{HOLE}").into()), close];
        }
        vec![close]
    }

    fn image(
        &mut self,
        to: &str,
        title: &str,
        range: &std::ops::Range<usize>,
        cursor: &mut Cursor<'_, 'a>,
    ) -> Event<'a> {
        let mut alt = String::new();
        let mut depth = 1;
        while let Some((event, _)) = cursor.next() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Text(text) | Event::Code(text) => alt.push_str(&unfilled(text)),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        let link = self.body.links.len();
        let at = self.at(range);
        let title =
            if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) };
        let html = format!(
            "<img src=\"{HOLE}h{link}{HOLE}\" alt=\"{}\"{title} loading=\"lazy\">",
            escape(&alt)
        );
        self.body.links.push(Link { to: unfilled(to), words: alt, at, image: true });
        Event::InlineHtml(html.into())
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        ahead: &[EventAt<'a>],
    ) -> CowStr<'a> {
        let mut words = String::new();
        for (event, _) in ahead {
            match event {
                Event::Text(text) | Event::Code(text) => words.push_str(&unfilled(text)),
                Event::End(TagEnd::Heading(_)) => break,
                _ => {}
            }
        }
        let wanted = id.map_or_else(|| heading_id(&words), str::to_owned);
        let id = unique(wanted, &mut self.ids);
        self.body.headings.push(Heading { level: level as u8, id: id.clone(), words });
        id.into()
    }

    fn block(
        &mut self,
        info: &str,
        range: &std::ops::Range<usize>,
        cursor: &mut Cursor<'_, 'a>,
    ) -> Event<'a> {
        let mut yaml = String::new();
        let mut start = None;
        while let Some((event, range)) = cursor.next() {
            match event {
                Event::Text(text) => {
                    start.get_or_insert(self.at(range).start as usize);
                    yaml.push_str(&unfilled(text));
                }
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        let at = self.at(range);
        let request = block::read(self.reader, info, &yaml, start.unwrap_or(at.start as usize), at);
        self.body.blocks.push(Located::new(request, at));
        Event::Html(format!("{HOLE}b{}{HOLE}\n", self.body.blocks.len() - 1).into())
    }

    fn near_miss(&mut self, info: &str, range: &std::ops::Range<usize>) {
        if let Some(name) = block::near_miss(info) {
            let at = self.at(range);
            self.reader.report(problem::near_block(self.reader.span(at), info, name));
        }
    }

    /// HTML that the author wrote: comments vanish, the rest is shown as text and reported.
    fn raw(&mut self, html: &str, range: &std::ops::Range<usize>) -> Option<Event<'a>> {
        let trimmed = html.trim();
        if trimmed.is_empty() || (trimmed.starts_with("<!--") && trimmed.ends_with("-->")) {
            return None;
        }
        let at = self.at(range);
        self.body.raw_html.push(at);
        Some(Event::Text(unfilled(html).into()))
    }

    fn finish(mut self) -> Body {
        self.body.pieces = pieces(&self.html);
        self.body
    }
}

/// Text without the fillers.
fn unfilled(text: &str) -> String {
    text.replace(FILLER, "")
}

fn link_start<'a>(link: usize, title: &str) -> Event<'a> {
    let title =
        if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) };
    Event::InlineHtml(format!("<a href=\"{HOLE}h{link}{HOLE}\"{title}>").into())
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut out, &unfilled(text));
    out
}

/// `Some(None)` for what ends the search without a character: code, a picture, an end of line.
fn first_char(event: &Event<'_>) -> Option<Option<char>> {
    match event {
        Event::Text(text) => text.chars().find(|c| *c != FILLER).map(Some),
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
        | Event::End(TagEnd::Emphasis | TagEnd::Strong) => None,
        _ => Some(None),
    }
}

/// Whether a line break between two characters is no space: between Han, never beside Hangul or Latin.
fn joins(before: Option<char>, after: Option<char>) -> bool {
    matches!((before, after), (Some(b), Some(a)) if cjk::is_cjk(b) && cjk::is_cjk(a))
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

fn unique(wanted: String, ids: &mut FxHashSet<String>) -> String {
    if ids.insert(wanted.clone()) {
        return wanted;
    }
    let free = (1..).map(|n| format!("{wanted}-{n}")).find(|id| !ids.contains(id));
    let id = free.unwrap_or(wanted);
    ids.insert(id.clone());
    id
}

/// Cuts rendered HTML at its holes.
fn pieces(html: &str) -> Vec<Piece> {
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

fn hole_piece(hole: &str) -> Option<Piece> {
    let number = hole.get(1..)?.parse().ok()?;
    match hole.as_bytes()[0] {
        b'h' => Some(Piece::Href(number)),
        b'v' => Some(Piece::Value(number)),
        _ => Some(Piece::Block(number)),
    }
}
