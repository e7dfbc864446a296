//! Characters that no file may hold, and that Markdown can name all the same: `&#7;`, `&#x202e;`.

use std::ops::Range as Bytes;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

use super::walk::EventAt;
use crate::syntax::cjk::FILLER;
use crate::syntax::text::{is_hidden, turns};

/// Whether a text can name a character by its number. Those with names are all harmless.
pub fn has_references(text: &str) -> bool {
    text.contains("&#")
}

/// Takes hidden characters out of events; returns them and the marks of direction, with their events' places.
pub fn take_out(events: &mut [EventAt<'_>]) -> Vec<(Bytes<usize>, char)> {
    let mut found = Vec::new();
    for (event, range) in events {
        let mut look = |words: &mut CowStr<'_>| {
            let is_named = |sign: char| is_hidden(sign) && sign != FILLER;
            let sign = words.chars().find(|sign| is_named(*sign) || turns(*sign));
            let Some(sign) = sign else { return };
            found.push((range.clone(), sign));
            if words.contains(is_named) {
                *words = words.replace(is_named, "\u{fffd}").into();
            }
        };
        match event {
            Event::Text(words) => look(words),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => look(info),
            Event::Start(
                Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. },
            ) => {
                // Other addresses are looked up or refused, as they stand.
                if dest_url.starts_with("http") {
                    look(dest_url);
                }
                look(title);
            }
            _ => {}
        }
    }
    found
}
