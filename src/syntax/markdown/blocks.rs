//! Fenced code that is a block: its YAML, read where it stands.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::pieces::unfilled;
use super::walk::{Cursor, Walk};
use crate::base::Located;
use crate::syntax::cjk::HOLE;
use crate::syntax::{block, catalogue as problem, highlight};

impl<'a> Walk<'a, '_> {
    pub(super) fn block(
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
        let in_place = written.is_some();
        let (yaml, start) = written.unwrap_or((yaml, at.start as usize));
        let name = block::kind(info, &self.reader.within.blocks).unwrap_or_default();
        let before = self.reader.out.len();
        let request = block::read(self.reader, name, &yaml, start, at);
        if !in_place {
            // Offsets in the text as it was read are none of the file: the whole block stands for them.
            for problem in &mut self.reader.out[before..] {
                problem.span = Some(self.reader.path.at(at));
                problem.labels.clear();
            }
        }
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
        for (line, content) in lines(written).zip(yaml.split_inclusive('\n')) {
            let body = line.trim_end_matches(['\n', '\r']);
            let before = body.strip_suffix(content.trim_end_matches('\n'))?;
            out.extend(std::iter::repeat_n(' ', before.len()));
            out.push_str(&line[before.len()..]);
        }
        Some((out, start + self.shift))
    }

    /// Code of a language that has colours: read whole, for a word's colour depends on what stands before.
    pub(super) fn code(
        &mut self,
        tag: &Tag<'a>,
        info: &str,
        range: &std::ops::Range<usize>,
        cursor: &mut Cursor<'_, 'a>,
        out: &mut Vec<Event<'a>>,
    ) {
        self.note_start_of(tag, range);
        let mut code = String::new();
        while let Some((event, _)) = cursor.next() {
            match event {
                Event::Text(text) => code.push_str(&unfilled(text)),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        self.words(&code);
        self.end(TagEnd::CodeBlock);
        self.coloured += code.len();
        let is_short = self.coloured <= highlight::MOST;
        let coloured = is_short.then(|| highlight::html(info, &code)).flatten();
        out.push(Event::Start(tag.clone()));
        out.push(coloured.map_or(Event::Text(code.into()), |html| Event::InlineHtml(html.into())));
        out.push(Event::End(TagEnd::CodeBlock));
    }

    pub(super) fn near_miss(&mut self, info: &str, range: &std::ops::Range<usize>) {
        if let Some(name) = block::near_miss(info, &self.reader.within.blocks) {
            let at = self.at(range);
            self.reader.report(problem::near_block(self.reader.span(at), info, name));
        }
    }
}

/// Lines with their ends; a carriage return alone is one, as it is for Markdown.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest
            .find(['\n', '\r'])
            .map(|at| if rest[at..].starts_with("\r\n") { at + 2 } else { at + 1 });
        let (line, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}
