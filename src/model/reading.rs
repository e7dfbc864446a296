//! How words read, however their lines are broken.

use super::{Piece, Prose};
use crate::base::is_cjk;

/// What a reader gets of a stretch of Markdown, in one form: its HTML with the addresses of its links, in which white
/// space is at most a space, and none between two characters of a script that puts no space between words. Code
/// stays as it is.
pub fn reading(prose: &Prose) -> String {
    let mut out = Reading::default();
    for piece in &prose.pieces {
        match piece {
            Piece::Html(html) => out.html(html),
            Piece::Attributes(link) => out.text.push_str(to(prose, *link)),
            Piece::Value(link) => out.verbatim(&format!("\u{1}{}\u{1}", to(prose, *link))),
            Piece::Block(at) => out.verbatim(&format!("\u{1}{at}\u{1}")),
        }
    }
    out.text
}

fn to(prose: &Prose, link: u32) -> &str {
    prose.links.get(link as usize).map_or("", |link| &*link.to)
}

/// The same of words that are no Markdown.
pub fn plain_reading(words: &str) -> String {
    let mut out = Reading::default();
    words.chars().for_each(|c| out.char(c));
    out.text
}

#[derive(Default)]
struct Reading {
    text: String,
    /// The last character that is read; none at the beginning.
    last: Option<char>,
    /// Where white space was met that may be a space: how much stood before.
    gap: Option<usize>,
    /// How deep in code.
    code: usize,
    /// Whether a tag has begun that ends behind a hole.
    in_tag: bool,
}

impl Reading {
    fn html(&mut self, html: &str) {
        let mut rest = html;
        loop {
            let start = if self.in_tag { Some(0) } else { rest.find('<') };
            let Some(start) = start else { break };
            self.words(&rest[..start]);
            let end = rest[start..].find('>').map(|end| start + end + 1);
            self.in_tag = end.is_none();
            let end = end.unwrap_or(rest.len());
            self.tag(&rest[start..end]);
            rest = &rest[end..];
            if self.in_tag {
                return;
            }
        }
        self.words(rest);
    }

    /// A tag is not read, but words on both of its sides are.
    fn tag(&mut self, tag: &str) {
        if tag.starts_with("<code") || tag.starts_with("<pre") {
            self.close();
            self.code += 1;
        } else if tag.starts_with("</code") || tag.starts_with("</pre") {
            self.code = self.code.saturating_sub(1);
        }
        self.text.push_str(tag);
    }

    fn words(&mut self, words: &str) {
        if self.code > 0 {
            self.verbatim(words);
        } else {
            words.chars().for_each(|c| self.char(c));
        }
    }

    fn char(&mut self, c: char) {
        if matches!(c, ' ' | '\t' | '\n' | '\r') {
            self.gap.get_or_insert(self.text.len());
            return;
        }
        if !self.last.is_none_or(is_cjk) || !is_cjk(c) {
            self.close();
        }
        self.gap = None;
        self.text.push(c);
        self.last = Some(c);
    }

    /// What is neither broken nor joined.
    fn verbatim(&mut self, words: &str) {
        self.close();
        self.text.push_str(words);
        self.last = words.chars().last().or(self.last);
    }

    /// White space that was met is a space, unless nothing stands before it.
    fn close(&mut self) {
        if let Some(at) = self.gap.take()
            && self.last.is_some()
        {
            self.text.insert(at, ' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Range;
    use crate::model::Link;

    fn html(html: &str) -> String {
        let pieces = vec![Piece::Html(html.to_owned())];
        reading(&Prose { pieces, ..Prose::default() })
    }

    #[test]
    fn white_space_is_a_space_and_none_between_han() {
        assert_eq!(html("甲\n乙 丙  丁"), "甲乙丙丁");
        assert_eq!(html("one\ntwo  three "), "one two three");
        assert_eq!(html("甲\nVIP 乙"), "甲 VIP 乙");
        assert_eq!(html("甲 <em>乙</em> 丙"), html("甲<em>乙</em>丙"));
        assert_eq!(html("a <em>b</em>"), "a <em>b</em>");
        assert_ne!(html("a <em>b</em>"), html("a<em>b</em>"));
        assert_eq!(plain_reading(" 甲\r\n 乙 "), "甲乙");
    }

    #[test]
    fn a_link_is_its_words_and_its_address() {
        let link = |before: &str, to: &str| {
            let html = |html: &str| Piece::Html(html.to_owned());
            let pieces = vec![html(&format!("{before}<a ")), Piece::Attributes(0), html(">乙</a>")];
            let links = vec![Link::bare(to, Range::default())];
            reading(&Prose { pieces, links, ..Prose::default() })
        };
        assert_eq!(link("甲", "x.md"), link("甲\n", "x.md"));
        assert_ne!(link("甲", "x.md"), link("甲", "y.md"));
    }

    #[test]
    fn what_breaks_a_line_for_the_reader_stays() {
        assert_ne!(html("甲<br />\n乙"), html("甲\n乙"));
        assert_ne!(html("<p>甲</p>\n<p>乙</p>"), html("<p>甲\n乙</p>"));
        assert_ne!(html("<code>甲 乙</code>"), html("<code>甲乙</code>"));
        assert_ne!(html("<pre><code>a\nb</code></pre>"), html("<pre><code>a b</code></pre>"));
    }
}
