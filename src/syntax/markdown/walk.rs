//! One walk through the parser's events.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd};
use rustc_hash::FxHashMap;

use super::clauses::Clauses;
use super::lines::ends_a_line;
use super::links::{Definitions, Head, clean};
use super::pieces::{
    align_by_class, heading_id, html_block, joins, next_char, pieces, tag_name, task, unfilled,
    unique, unreserved,
};
use super::raw::Sieve;
use super::{Body, catalogue};
use crate::base::{Diagnostic, Located, Range, Span};
use crate::model::Heading;
use crate::syntax::cjk::Prepared;
use crate::syntax::fields::Reader;
use crate::syntax::{block, catalogue as problem, highlight, text};

/// Goes through the events once, rewriting what the site must fill in.
pub struct Walk<'a, 'r> {
    pub(super) prepared: &'a Prepared<'a>,
    pub(super) text: &'a str,
    pub(super) shift: usize,
    pub(super) reader: &'r mut Reader,
    pub(super) definitions: &'a Definitions<'a>,
    pub(super) body: Body,
    html: String,
    ids: FxHashMap<String, usize>,
    open_tags: Vec<String>,
    /// The links that have begun and not ended, by their positions.
    pub(super) open_links: Vec<usize>,
    /// The link in which a picture stands.
    pub(super) pictured: Option<usize>,
    clauses: Clauses,
    /// Inside a block of code, whose words state nothing.
    in_code: bool,
    /// How many bytes of code were coloured.
    pub(super) coloured: usize,
    /// How many elements are open.
    depth: usize,
    is_flattened: bool,
    /// Whether headings and footnotes can be linked: not in texts that stand on one page several times.
    pub anchored: bool,
    /// The numbers of footnotes, by name.
    pub(super) notes: FxHashMap<String, usize>,
    /// Where in the text without markup the footnote begins that is being read.
    pub(super) note_from: usize,
    /// Of the table: its columns, and the row that is being read.
    pub(super) columns: usize,
    pub(super) row: usize,
    sieve: Sieve,
}

/// How deep elements may stand in each other.
const DEPTH: usize = 64;

pub type EventAt<'a> = (Event<'a>, std::ops::Range<usize>);

/// The events, and how far they have been read.
pub struct Cursor<'e, 'a> {
    rest: &'e [EventAt<'a>],
}

impl<'e, 'a> Cursor<'e, 'a> {
    pub fn next(&mut self) -> Option<&'e EventAt<'a>> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }
}

impl<'a, 'r> Walk<'a, 'r> {
    pub fn new(
        prepared: &'a Prepared<'a>,
        text: &'a str,
        shift: usize,
        reader: &'r mut Reader,
        definitions: &'a Definitions<'a>,
    ) -> Self {
        Self {
            prepared,
            text,
            shift,
            reader,
            definitions,
            body: Body::default(),
            html: String::with_capacity(text.len() * 5 / 4),
            ids: FxHashMap::default(),
            open_tags: Vec::new(),
            open_links: Vec::new(),
            pictured: None,
            clauses: Clauses::default(),
            in_code: false,
            coloured: 0,
            depth: 0,
            is_flattened: false,
            anchored: true,
            notes: FxHashMap::default(),
            note_from: 0,
            columns: 0,
            row: 0,
            sieve: Sieve::default(),
        }
    }

    pub(super) fn at(&self, range: &std::ops::Range<usize>) -> Range {
        Range::new(self.prepared.original(range.start), self.prepared.original(range.end))
            .shifted(self.shift)
    }

    pub fn all(&mut self, events: &[EventAt<'a>]) {
        let mut out = Vec::with_capacity(events.len());
        let mut cursor = Cursor { rest: events };
        while let Some((event, range)) = cursor.next() {
            if !self.is_too_deep(event, range) {
                self.event(event, range, &mut cursor, &mut out);
            }
        }
        pulldown_cmark::html::push_html(&mut self.html, out.into_iter());
    }

    pub(super) fn report(&mut self, problem: impl FnOnce(Span) -> Diagnostic, at: Range) {
        let span = self.reader.span(at);
        self.reader.report(problem(span));
    }

    fn is_block(&self, info: &str) -> bool {
        block::kind(info, &self.reader.within.blocks).is_some()
    }

    /// Whether an element's events are read at once, its end included.
    fn is_read_whole(&self, tag: &Tag<'_>) -> bool {
        match tag {
            Tag::Image { .. } | Tag::HtmlBlock => true,
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.is_block(info) || highlight::knows(info)
            }
            _ => false,
        }
    }

    /// Whether an element is left out because it stands too deep; its words stay.
    fn is_too_deep(&mut self, event: &Event<'a>, range: &std::ops::Range<usize>) -> bool {
        match event {
            Event::Start(tag) if !self.is_read_whole(tag) => self.depth += 1,
            Event::End(_) => {
                self.depth -= 1;
                return self.depth >= DEPTH;
            }
            _ => return false,
        }
        if self.depth > DEPTH && !self.is_flattened {
            self.is_flattened = true;
            let at = self.at(range).begin();
            self.report(|span| catalogue::text_too_deep(span, DEPTH), at);
        }
        self.depth > DEPTH
    }

    fn event(
        &mut self,
        event: &Event<'a>,
        range: &std::ops::Range<usize>,
        cursor: &mut Cursor<'_, 'a>,
        out: &mut Vec<Event<'a>>,
    ) {
        match event {
            Event::Start(tag) => self.start(tag, range, cursor, out),
            Event::End(TagEnd::Link) => out.extend(self.link_end()),
            Event::End(TagEnd::FootnoteDefinition) => out.push(self.note_end()),
            Event::End(tag) => {
                self.end(*tag);
                let ends =
                    matches!(tag, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell);
                let open = ends.then(|| self.sieve.close_words()).flatten();
                out.extend(open.map(|html| Event::InlineHtml(html.into())));
                out.push(event.clone());
            }
            Event::Text(text) => out.push(self.text(text, range)),
            Event::Code(text) => {
                let text: CowStr<'a> = unfilled(text).into();
                self.words(&text);
                self.clauses.push("\u{fffc}", None);
                out.push(Event::Code(text));
            }
            Event::SoftBreak => out.extend(self.soft_break(cursor.rest)),
            Event::HardBreak => {
                self.words(" ");
                self.clauses.push("\n", None);
                out.push(Event::HardBreak);
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                out.extend(self.raw(html, range).map(Event::InlineHtml));
            }
            Event::FootnoteReference(name) => out.push(self.note_reference(name)),
            Event::TaskListMarker(done) => out.push(task(*done)),
            _ => out.push(event.clone()),
        }
    }

    fn start(
        &mut self,
        tag: &Tag<'a>,
        range: &std::ops::Range<usize>,
        cursor: &mut Cursor<'_, 'a>,
        out: &mut Vec<Event<'a>>,
    ) {
        let plain = match tag {
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) if self.is_block(info) => {
                return out.push(self.block(info, range, cursor));
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) if highlight::knows(info) => {
                return self.code(tag, info, range, cursor, out);
            }
            Tag::Link { link_type, dest_url, title, id } => {
                let head = Head { kind: *link_type, to: dest_url, title, id };
                return out.push(self.link_start(&head, range));
            }
            Tag::Image { link_type, dest_url, title, id } => {
                let head = Head { kind: *link_type, to: dest_url, title, id };
                return out.push(self.image(&head, range, cursor));
            }
            Tag::HtmlBlock => {
                let html = html_block(cursor);
                return out.extend(self.raw(&html, range).map(Event::Html));
            }
            Tag::FootnoteDefinition(name) => return out.push(self.note_start(name)),
            Tag::Heading { level, id, classes, attrs } => {
                self.clauses.end();
                self.aside();
                let id = Some(self.heading(*level, id.as_deref(), range, cursor.rest));
                let id = id.filter(|_| self.anchored);
                if let Some((name, _)) = attrs.first() {
                    let at = self.at(range);
                    self.report(|span| catalogue::heading_attribute(span, &**name), at);
                }
                // Of what else can stand in the braces, a browser would run or load some.
                Tag::Heading { level: *level, id, classes: classes.clone(), attrs: Vec::new() }
            }
            tag => {
                self.note_start_of(tag, range);
                tag.clone()
            }
        };
        out.push(Event::Start(plain));
    }

    /// Notes what begins and goes to the page as it is.
    pub(super) fn note_start_of(&mut self, tag: &Tag<'a>, range: &std::ops::Range<usize>) {
        match tag {
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                self.aside();
                if let CodeBlockKind::Fenced(info) = kind {
                    self.near_miss(info, range);
                }
            }
            Tag::Table(columns) => {
                (self.columns, self.row) = (columns.len(), 0);
                self.clauses.table();
            }
            // What stands before a list in an item is a line of its own.
            Tag::List(_) => self.end_line(),
            Tag::TableRow => self.table_row(range),
            _ => {}
        }
    }

    fn soft_break(&mut self, ahead: &[EventAt<'a>]) -> Option<Event<'a>> {
        if joins(self.last_char(), next_char(ahead)) {
            return None;
        }
        self.words(" ");
        self.clauses.push(" ", None);
        Some(Event::SoftBreak)
    }

    pub(super) fn words(&mut self, text: &str) {
        self.body.plain.push_str(text);
        if let Some(link) = self.open_links.last() {
            self.body.links[*link].words.push_str(text);
        }
    }

    fn text(&mut self, text: &CowStr<'a>, range: &std::ops::Range<usize>) -> Event<'a> {
        let text = clean(text);
        self.words(&text);
        if !self.in_code {
            self.near_links(&text, range);
            let at = self.at(range);
            let exact = (at.end - at.start) as usize == text.len() && !self.is_bound();
            self.clauses.push(&text, exact.then_some(at.start as usize));
        }
        Event::Text(text)
    }

    pub(super) fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.clauses.end();
                self.aside_ends();
            }
            TagEnd::TableCell => self.clauses.end_cell(),
            TagEnd::TableHead => self.clauses.end_head(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {}
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.aside_ends();
            }
            _ => self.clauses.end(),
        }
        if ends_a_line(tag) {
            self.end_line();
        }
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        range: &std::ops::Range<usize>,
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
        if let Some((_, sign)) = id.and_then(text::turn) {
            let at = self.at(range);
            self.report(|span| problem::direction_in_words(span, text::code(sign)), at);
        }
        let wanted = id.map_or_else(|| heading_id(&words), str::to_owned);
        let id = unique(unreserved(&wanted), &mut self.ids);
        self.body.headings.push(Heading { level: level as u8, id: id.clone(), words });
        id.into()
    }

    /// HTML that the author wrote: what the list allows passes, whatever else stands there is noted.
    /// The settings decide whether any may stand there at all.
    fn raw(&mut self, html: &str, range: &std::ops::Range<usize>) -> Option<CowStr<'a>> {
        let trimmed = html.trim();
        if trimmed.is_empty() || (trimmed.starts_with("<!--") && trimmed.ends_with("-->")) {
            return None;
        }
        let at = self.at(range);
        if !self.ends_what_began(trimmed) {
            self.body.raw_html.push(at);
        }
        let passed = self.sieve.pass(&unfilled(html));
        let refused = self.sieve.refused.take();
        self.body.refused_html.extend(refused.map(|what| Located::new(what, at)));
        Some(passed.into())
    }

    /// Whether a tag closes one that was noted: the two are one stretch of HTML.
    fn ends_what_began(&mut self, html: &str) -> bool {
        if let Some(name) = html.strip_prefix("</") {
            let name = tag_name(name);
            let began = self.open_tags.iter().rposition(|open| *open == name);
            return began.map(|at| self.open_tags.remove(at)).is_some();
        }
        let name = html.strip_prefix('<').map(tag_name).unwrap_or_default();
        let is_open = !name.is_empty() && !html.contains("</") && !html.ends_with("/>");
        if is_open && self.open_tags.len() < DEPTH {
            self.open_tags.push(name);
        }
        false
    }

    pub fn finish(mut self) -> Body {
        self.html.push_str(&self.sieve.finish());
        align_by_class(&mut self.html);
        self.body.pieces = pieces(&self.html);
        self.body.clauses = self.clauses.found;
        self.body
    }
}
