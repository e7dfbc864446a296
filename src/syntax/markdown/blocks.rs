//! Fenced code that is a block: its YAML, read where it stands.

use pulldown_cmark::{Event, TagEnd};

use super::pieces::unfilled;
use super::walk::{Cursor, Walk};
use crate::base::Located;
use crate::syntax::cjk::HOLE;
use crate::syntax::{block, catalogue as problem};

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
        let (yaml, start) = written.unwrap_or((yaml, at.start as usize));
        let name = block::kind(info, &self.reader.within.blocks).unwrap_or_default();
        let request = block::read(self.reader, name, &yaml, start, at);
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

    pub(super) fn near_miss(&mut self, info: &str, range: &std::ops::Range<usize>) {
        if let Some(name) = block::near_miss(info, &self.reader.within.blocks) {
            let at = self.at(range);
            self.reader.report(problem::near_block(self.reader.span(at), info, name));
        }
    }
}
