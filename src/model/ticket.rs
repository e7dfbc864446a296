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

#[cfg(test)]
mod tests {
    use super::TicketPart::{Place, Stray, Words};
    use super::*;

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
