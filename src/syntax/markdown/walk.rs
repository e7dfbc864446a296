//! One walk through the parser's events.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd};
use rustc_hash::FxHashMap;

use super::Body;
use super::clauses::Clauses;
use super::links::{Definitions, Head, clean};
use super::pieces::{first_char, heading_id, joins, pieces, tag_name, unfilled, unique};
use crate::base::{Located, Range};
use crate::model::Heading;
use crate::syntax::cjk::{HOLE, Prepared};
use crate::syntax::fields::Reader;
use crate::syntax::{block, catalogue as problem};

/// Goes through the events once, rewriting what the site must fill in.
pub struct Walk<'a, 'r> {
    pub(super) prepared: &'a Prepared<'a>,
    pub(super) text: &'a str,
    pub(super) shift: usize,
    reader: &'r mut Reader,
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
}

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
            self.event(event, range, &mut cursor, &mut out);
        }
        pulldown_cmark::html::push_html(&mut self.html, out.into_iter());
    }

    fn event(
        &mut self,
        event: &Event<'a>,
        range: &std::ops::Range<usize>,
        cursor: &mut Cursor<'_, 'a>,
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
                self.in_code = true;
                out.push(event.clone());
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let head = Head { kind: *link_type, to: dest_url, title, id };
                out.push(self.link_start(&head, range));
            }
            Event::End(TagEnd::Link) => out.extend(self.link_end()),
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                let head = Head { kind: *link_type, to: dest_url, title, id };
                out.push(self.image(&head, range, cursor));
            }
            Event::Start(Tag::CodeBlock(_)) => {
                self.in_code = true;
                out.push(event.clone());
            }
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                self.clauses.end();
                let id = Some(self.heading(*level, id.as_deref(), cursor.rest));
                out.push(Event::Start(Tag::Heading {
                    level: *level,
                    id,
                    classes: classes.clone(),
                    attrs: attrs.clone(),
                }));
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
        self.words(" ");
        self.clauses.push(" ", None);
        Some(Event::SoftBreak)
    }

    fn words(&mut self, text: &str) {
        self.body.plain.push_str(text);
        if let Some(link) = self.open_links.last() {
            self.body.links[*link].words.push_str(text);
        }
    }

    fn text(&mut self, text: &CowStr<'a>, range: &std::ops::Range<usize>) -> Event<'a> {
        let text = clean(text);
        self.words(&text);
        if !self.in_code {
            let at = self.at(range);
            let exact = (at.end - at.start) as usize == text.len() && self.open_links.is_empty();
            self.clauses.push(&text, exact.then_some(at.start as usize));
        }
        Event::Text(text)
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.clauses.forget(),
            TagEnd::TableCell => self.clauses.push(" | ", None),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {}
            TagEnd::CodeBlock => self.in_code = false,
            _ => self.clauses.end(),
        }
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
        let mut stretch: Option<std::ops::Range<usize>> = None;
        while let Some((event, range)) = cursor.next() {
            match event {
                Event::Text(text) => {
                    stretch.get_or_insert(range.clone()).end = range.end;
                    yaml.push_str(&unfilled(text));
                }
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        let at = self.at(range);
        let written = stretch.and_then(|stretch| self.as_written(&stretch, &yaml));
        let (yaml, start) = written.unwrap_or((yaml, at.start as usize));
        let request = block::read(self.reader, info, &yaml, start, at);
        self.body.blocks.push(Located::new(request, at));
        Event::Html(format!("{HOLE}b{}{HOLE}\n", self.body.blocks.len() - 1).into())
    }

    /// A block's YAML as it stands in the file, from the beginning of its first line, and where
    /// that is. What a list or a quote puts before a line becomes spaces; every offset stays true.
    fn as_written(&self, stretch: &std::ops::Range<usize>, yaml: &str) -> Option<(String, usize)> {
        let start = self.prepared.original(stretch.start);
        let start = self.text[..start].rfind('\n').map_or(0, |n| n + 1);
        let written = &self.text[start..self.prepared.original(stretch.end)];
        let mut out = String::with_capacity(written.len());
        for (line, content) in written.split_inclusive('\n').zip(yaml.split_inclusive('\n')) {
            let body = line.trim_end_matches(['\n', '\r']);
            let before = body.strip_suffix(content.trim_end_matches('\n'))?;
            out.extend(std::iter::repeat_n(' ', before.len()));
            out.push_str(&line[before.len()..]);
        }
        Some((out, start + self.shift))
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
        if !self.ends_what_began(trimmed) {
            match self.body.raw_html.last_mut().filter(|last| last.end == at.start) {
                // The lines of one block are one stretch.
                Some(last) => last.end = at.end,
                None => self.body.raw_html.push(at),
            }
        }
        Some(Event::Text(unfilled(html).into()))
    }

    /// Whether a tag closes one that was noted: the two are one stretch of HTML.
    fn ends_what_began(&mut self, html: &str) -> bool {
        if let Some(name) = html.strip_prefix("</") {
            let name = tag_name(name);
            let began = self.open_tags.iter().rposition(|open| *open == name);
            return began.map(|at| self.open_tags.remove(at)).is_some();
        }
        let name = html.strip_prefix('<').map(tag_name).unwrap_or_default();
        if !name.is_empty() && !html.contains("</") && !html.ends_with("/>") {
            self.open_tags.push(name);
        }
        false
    }

    pub fn finish(mut self) -> Body {
        self.body.pieces = pieces(&self.html);
        self.body.clauses = self.clauses.found;
        self.body
    }
}
