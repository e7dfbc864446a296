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
    let before = scope.out.len();
    for wording in 0..doc.words.len() {
        check(doc, wording, collect, scope);
    }
    // A place that names nothing may be meant for one of them.
    if scope.out.len() == before {
        unsent(doc, collect, scope);
    }
    Some(scope.text(&doc.words))
}

/// Warns of what is asked for and sent in no language, or not in all.
fn unsent(doc: &TicketDoc, collect: &[CollectDoc], scope: &mut Scope<'_>) {
    for field in collect {
        let id = field.id.value.as_str();
        let sent = |text: &str| {
            let place = TicketPart::Place(id);
            ticket_parts(text).iter().any(|(_, part)| *part == place)
        };
        if !doc.words.iter().all(|(_, text)| sent(&text.value)) {
            scope.report(problem::unsent_field(scope.span(field.id.at), id));
        }
    }
}

fn check(doc: &TicketDoc, wording: usize, collect: &[CollectDoc], scope: &mut Scope<'_>) {
    let text = &doc.words[wording].1.value;
    let mut ids: Vec<&str> = Vec::with_capacity(collect.len());
    for id in collect.iter().map(|field| field.id.value.as_str()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let names = || ids.iter().copied().chain(TICKET_WORDS);
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
