//! What an editor meant for a link into the matrix, and Markdown took for words.

use std::ops::Range as Bytes;

use super::catalogue as problem;
use super::walk::Walk;
use crate::base::Range;
use crate::model::Link;

/// What addresses of the matrix begin with.
const SCHEMES: [&str; 6] = ["cell", "feature", "edition", "product", "upgrade", "src"];

/// The address without the scheme, behind a colon of either width.
fn behind_scheme(text: &str) -> Option<(&'static str, char, &str)> {
    let text = text.trim_start();
    let scheme = SCHEMES.into_iter().find(|scheme| text.starts_with(scheme))?;
    let rest = &text[scheme.len()..];
    let colon = rest.chars().next().filter(|c| matches!(c, ':' | '：'))?;
    Some((scheme, colon, &rest[colon.len_utf8()..]))
}

/// `(cell: mail/cap/new)` in a text, behind a closing square bracket: its place, and as it should be.
fn near_links(text: &str, before: &str) -> Vec<(Bytes<usize>, String)> {
    let mut found = Vec::new();
    for (at, open) in text.match_indices(['(', '（']) {
        let head = if text[..at].trim().is_empty() { before } else { &text[..at] };
        let Some((scheme, _, rest)) = behind_scheme(&text[at + open.len()..]) else { continue };
        if !head.trim_end().ends_with([']', '】']) {
            continue;
        }
        let rest_at = text.len() - rest.len();
        let address =
            rest.trim_start().split([')', '）', ' ', '\u{3000}']).next().unwrap_or_default();
        let end = text[rest_at..].find([')', '）']).map(|n| rest_at + n);
        let close = |end: usize| text[end..].chars().next().map_or(0, char::len_utf8);
        let end = end.map_or(text.len(), |end| end + close(end));
        found.push((at..end, format!("[…]({scheme}:{address})")));
    }
    found
}

impl<'a> Walk<'a, '_> {
    /// Names what looks like a link into the matrix in a text, and became none.
    pub(super) fn near_links(&mut self, text: &str, range: &Bytes<usize>) {
        if !text.contains(['(', '（']) || !self.open_links.is_empty() {
            return;
        }
        let whole = self.at(range);
        let before = self.text.get(..self.prepared.original(range.start)).unwrap_or_default();
        for (at, mended) in near_links(text, before) {
            let exact = (whole.end - whole.start) as usize == text.len();
            let place = if exact {
                Range::new(at.start, at.end).shifted(whole.start as usize)
            } else {
                whole
            };
            let written = &text[at];
            self.report(|span| problem::near_link(span, written, mended), place);
        }
    }

    /// A full-width colon behind a scheme; what follows is then checked as it was meant.
    pub(super) fn mend_scheme(&mut self, link: &mut Link) {
        let Some((scheme, '：', rest)) = behind_scheme(&link.to) else { return };
        let meant = format!("{scheme}:{rest}");
        let written = std::mem::replace(&mut link.to, meant);
        let mended = format!("[…]({})", link.to);
        self.report(|span| problem::near_link(span, written, mended), link.to_at);
    }
}
