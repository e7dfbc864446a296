//! The text of a ticket, with places for what the customer fills in.

use std::ops::Range;

/// What a place may name besides a field to collect. No id holds `_`, so none is hidden.
pub const TICKET_WORDS: [&str; 5] = ["_title", "_product", "_from", "_to", "_consent"];

/// A stretch of a ticket's text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TicketPart<'t> {
    /// Words as they are; `{{` and `}}` stand for braces.
    Words(&'t str),
    /// `{admin}`: what was filled in there, or one of [`TICKET_WORDS`].
    Place(&'t str),
    /// A brace that neither opens nor closes a place.
    Stray(&'t str),
}

/// Splits a ticket's text, each stretch with its bytes.
pub fn ticket_parts(text: &str) -> Vec<(Range<usize>, TicketPart<'_>)> {
    let mut parts = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let (part, end) = next(text, at);
        parts.push((at..end, part));
        at = end;
    }
    parts
}

/// The stretch that starts at a byte, and where it ends.
fn next(text: &str, at: usize) -> (TicketPart<'_>, usize) {
    let rest = &text[at..];
    if rest.starts_with("{{") || rest.starts_with("}}") {
        return (TicketPart::Words(&rest[..1]), at + 2);
    }
    if rest.starts_with('}') {
        return (TicketPart::Stray(&rest[..1]), at + 1);
    }
    let Some(inside) = rest.strip_prefix('{') else {
        let end = rest.find(['{', '}']).unwrap_or(rest.len());
        return (TicketPart::Words(&rest[..end]), at + end);
    };
    // A place ends on its line: one that is left open must not swallow the next.
    match inside.find(['{', '}', '\n']).filter(|end| inside[*end..].starts_with('}')) {
        Some(end) => (TicketPart::Place(inside[..end].trim()), at + end + 2),
        None => (TicketPart::Stray(&rest[..1]), at + 1),
    }
}

/// A ticket's text with other names in those of its places that have one.
pub fn renamed_ticket(text: &str, name: impl Fn(&str) -> Option<String>) -> String {
    let parts = ticket_parts(text).into_iter();
    let written = parts.map(|(at, part)| match part {
        TicketPart::Place(id) => format!("{{{}}}", name(id).as_deref().unwrap_or(id)),
        TicketPart::Words(_) | TicketPart::Stray(_) => text[at].to_owned(),
    });
    written.collect()
}

/// Several tickets as one. A line that one of them has said is not said again; what only one says stands where
/// it stood among those that both say.
pub fn joined_tickets(texts: impl IntoIterator<Item = String>) -> String {
    let mut all: Vec<String> = Vec::new();
    for text in texts {
        let (mut at, mut new) = (0, Vec::new());
        for line in text.trim_end().lines() {
            let is_blank = line.trim().is_empty();
            match all.iter().position(|known| !is_blank && known == line) {
                Some(known) if known >= at => {
                    at = known + insert(&mut all, &mut new, known, at) + 1;
                }
                Some(_) => {}
                None => new.push(line.to_owned()),
            }
        }
        let end = all.len();
        insert(&mut all, &mut new, end, at);
    }
    all.join("\n")
}

/// Puts new lines before one that is known, above the blank lines before it; how many they are.
fn insert(all: &mut Vec<String>, new: &mut Vec<String>, before: usize, least: usize) -> usize {
    let is_blank = |line: &String| line.trim().is_empty();
    let words = new.iter().rposition(|line| !is_blank(line)).map_or(0, |last| last + 1);
    new.truncate(words);
    let mut place = before;
    while place > least && is_blank(&all[place - 1]) {
        place -= 1;
    }
    all.splice(place..place, new.drain(..));
    words
}

#[cfg(test)]
mod tests {
    use super::TicketPart::{Place, Stray, Words};
    use super::*;

    #[test]
    fn several_tickets_say_each_line_once() {
        let joined = |texts: &[&str]| joined_tickets(texts.iter().map(|text| (*text).to_owned()));
        let first = "【{_product}】\n公司：{company}\n门数：{doors}\n\n版本：{_consent}\n";
        let second = "【{_product}】\n公司：{company}\n颜色：{colour}\n\n版本：{_consent}";
        let both =
            "【{_product}】\n公司：{company}\n门数：{doors}\n颜色：{colour}\n\n版本：{_consent}";
        assert_eq!(joined(&[first, second]), both);
        assert_eq!(joined(&[first, first, second, first]), both);
        assert_eq!(joined(&["a\n\nb", "c\n\nd"]), "a\n\nb\nc\n\nd");
        assert_eq!(joined(&["a\nb", "b\na\nc"]), "a\nb\nc", "said before, in another order");
        assert_eq!(joined(&["a\n\na"]), "a\n\na", "one ticket alone is as it was written");
        assert_eq!((joined(&[]), joined(&["", "a"])), (String::new(), "a".to_owned()));
    }

    #[test]
    fn places_get_other_names() {
        let to = |id: &str| (id == "a").then(|| "a-2".to_owned());
        assert_eq!(renamed_ticket("{{a}} { a }：{b}", to), "{{a}} {a-2}：{b}");
    }

    fn parts(text: &str) -> Vec<TicketPart<'_>> {
        ticket_parts(text).into_iter().map(|(_, part)| part).collect()
    }

    #[test]
    fn places_words_and_braces() {
        assert_eq!(parts("公司：{company}\n"), [Words("公司："), Place("company"), Words("\n")]);
        assert_eq!(parts("{ a }{_to}"), [Place("a"), Place("_to")]);
        assert_eq!(parts("{{a}}"), [Words("{"), Words("a"), Words("}")]);
        assert_eq!(parts(""), []);
    }

    #[test]
    fn braces_that_are_none() {
        assert_eq!(parts("a}"), [Words("a"), Stray("}")]);
        assert_eq!(parts("{a\n{b}"), [Stray("{"), Words("a\n"), Place("b")]);
        assert_eq!(parts("{"), [Stray("{")]);
        assert_eq!(parts("{}"), [Place("")]);
    }

    #[test]
    fn stretches_cover_the_text() {
        let text = "{{{a}} 管理员{admin}}";
        let ends = ticket_parts(text).into_iter().map(|(at, _)| at);
        assert_eq!(
            ends.fold(0, |end, at| if at.start == end { at.end } else { usize::MAX }),
            text.len()
        );
    }
}
