//! Links and pictures: where their addresses stand, and what is left open for the site to fill in.

use pulldown_cmark::{CowStr, Event, LinkType, RefDefs};

use super::pieces::{escape, unfilled};
use super::walk::{Cursor, Walk};
use crate::base::Range;
use crate::model::Link;
use crate::syntax::cjk::HOLE;

/// A link's or a picture's head, as the parser gives it.
pub struct Head<'e> {
    pub kind: LinkType,
    pub to: &'e str,
    pub title: &'e str,
    pub id: &'e str,
}

impl<'a> Walk<'a, '_> {
    pub(super) fn link_start(
        &mut self,
        head: &Head<'_>,
        range: &std::ops::Range<usize>,
    ) -> Event<'a> {
        let link = self.body.links.len();
        self.open_links.push(link);
        let mut found = self.link(head, range, String::new(), false);
        self.mend_scheme(&mut found);
        self.body.links.push(found);
        let title = title(head.title);
        Event::InlineHtml(format!("<a{HOLE}h{link}{HOLE}{title}>").into())
    }

    fn link(
        &self,
        head: &Head<'_>,
        range: &std::ops::Range<usize>,
        words: String,
        image: bool,
    ) -> Link {
        let (to, at) = (unfilled(head.to), self.at(range));
        let place = self.destination(head, &to, range);
        let to_at = place.map_or(at, |start| Range::new(start, start + to.len()));
        let to = if head.kind == LinkType::Email { format!("mailto:{to}") } else { to };
        Link { to, words, at, to_at, image, empty: false }
    }

    /// Where an address starts in the file, if it stands there as it is meant.
    fn destination(
        &self,
        head: &Head<'_>,
        to: &str,
        range: &std::ops::Range<usize>,
    ) -> Option<usize> {
        let range = match head.kind {
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
                self.definitions.get(head.id)?.span.clone()
            }
            _ => range.clone(),
        };
        let start = self.prepared.original(range.start);
        let written = self.text.get(start..self.prepared.original(range.end))?;
        let before = match head.kind {
            LinkType::Inline => "](",
            LinkType::Autolink | LinkType::Email => "<",
            _ => "]:",
        };
        let found = written.rmatch_indices(before).find_map(|(at, _)| {
            let after = &written[at + before.len()..];
            let address = after.trim_start().trim_start_matches('<');
            address.starts_with(to).then(|| written.len() - address.len())
        });
        found.map(|at| start + at + self.shift)
    }

    /// Whether what is read is held against the matrix by the link around it.
    pub(super) fn is_bound(&self) -> bool {
        self.open_links.iter().any(|link| self.body.links[*link].to.starts_with("cell:"))
    }

    /// Closes a link; one without words is filled in with what it points to.
    pub(super) fn link_end(&mut self) -> Vec<Event<'a>> {
        let close = Event::InlineHtml("</a>".into());
        let Some(at) = self.open_links.pop() else { return Vec::new() };
        let link = &mut self.body.links[at];
        let pictured = self.pictured.take_if(|pictured| *pictured == at).is_some();
        link.empty = link.words.trim().is_empty() && !pictured;
        if link.empty {
            self.body.fills.extend(u32::try_from(at).map(|at| (self.body.plain.len(), at)));
            return vec![Event::InlineHtml(format!("{HOLE}v{at}{HOLE}").into()), close];
        }
        vec![close]
    }

    pub(super) fn image(
        &mut self,
        head: &Head<'_>,
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
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        self.pictured = self.open_links.last().copied().or(self.pictured);
        let number = self.body.links.len();
        let (words, title) = (escape(&alt), title(head.title));
        let html = format!("<img{HOLE}h{number}{HOLE} alt=\"{words}\"{title} loading=\"lazy\">");
        let link = self.link(head, range, alt, true);
        self.body.links.push(link);
        Event::InlineHtml(html.into())
    }
}

/// The definitions of a text's reference links.
pub type Definitions<'d> = RefDefs<'d>;

fn title(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) }
}

/// A text without fillers, borrowed where it had none.
pub fn clean<'a>(text: &CowStr<'a>) -> CowStr<'a> {
    if text.contains(crate::syntax::cjk::FILLER) { unfilled(text).into() } else { text.clone() }
}
