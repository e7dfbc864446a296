//! The text without markup: its lines, and what of it is no part of a summary.

use pulldown_cmark::TagEnd;

use super::walk::Walk;

/// Whether an element's words are a line of their own.
pub fn ends_a_line(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::TableCell
            | TagEnd::CodeBlock
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
    )
}

impl Walk<'_, '_> {
    pub(super) fn end_line(&mut self) {
        let is_open = self.is_filled() || !self.body.plain.ends_with('\n');
        if is_open && !(self.body.plain.is_empty() && self.body.fills.is_empty()) {
            self.body.plain.push('\n');
        }
    }

    /// The character before this place; none where the site fills something in.
    pub(super) fn last_char(&self) -> Option<char> {
        if self.is_filled() { None } else { self.body.plain.chars().next_back() }
    }

    /// Whether the site fills something in at this place.
    fn is_filled(&self) -> bool {
        self.body.fills.last().is_some_and(|(at, _)| *at == self.body.plain.len())
    }

    /// Begins what is no part of a summary: a heading, code, a footnote.
    pub(super) fn aside(&mut self) {
        let start = self.body.plain.len();
        self.body.asides.push(start..start);
    }

    /// Ends what was begun last.
    pub(super) fn aside_ends(&mut self) {
        if let Some(aside) = self.body.asides.last_mut() {
            aside.end = self.body.plain.len();
        }
    }

    /// Makes one of all that was begun from an offset on.
    pub(super) fn aside_since(&mut self, start: usize) {
        self.body.asides.retain(|aside| aside.start < start);
        self.body.asides.push(start..self.body.plain.len());
    }
}
