//! The text of a ticket: every place in it names something that is known by then.

use super::catalogue as problem;
use super::scope::Scope;
use crate::base::nearest;
use crate::model::{TICKET_WORDS, Text, TicketPart, ticket_parts};
use crate::syntax::{CollectDoc, TicketDoc};

/// Resolves a ticket's text, in every language that it was written in.
pub fn resolve(
    doc: &Option<TicketDoc>,
    collect: &[CollectDoc],
    scope: &mut Scope<'_>,
) -> Option<Text> {
    let doc = doc.as_ref()?;
    for wording in 0..doc.words.len() {
        check(doc, wording, collect, scope);
    }
    Some(scope.text(&doc.words))
}

fn check(doc: &TicketDoc, wording: usize, collect: &[CollectDoc], scope: &mut Scope<'_>) {
    let text = &doc.words[wording].1.value;
    let names = || collect.iter().map(|field| field.id.value.as_str()).chain(TICKET_WORDS);
    let mut braces = 0;
    for (stretch, part) in ticket_parts(text) {
        let at = scope.span(doc.place(wording, braces, stretch.len()));
        match part {
            TicketPart::Place(name) if !names().any(|known| known == name) => {
                let near = nearest(name, names());
                scope.report(problem::unknown_ticket_field(at, name, near));
            }
            TicketPart::Stray(brace) => scope.report(problem::stray_brace(at, brace)),
            TicketPart::Words(_) | TicketPart::Place(_) => {}
        }
        braces += text[stretch].matches(['{', '}']).count();
    }
}
