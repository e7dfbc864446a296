//! Keys without a value: words that a comma between braces cut off, or a colon that is none.

use super::catalogue as problem;
use super::fields::Reader;
use super::line::catalogue as line;
use super::slip::quoted;
use super::yaml::{Data, Key, Node};
use crate::base::{Bilingual, Diagnostic, Located, Range, SourcePath, nearest};

/// The entries of a mapping.
type Entries<'n, 's> = &'n [(Key<'s>, Node<'s>)];

/// How many unknown keys from one on have neither colon nor value.
pub fn count(entries: Entries<'_, '_>, from: usize, known: &[&str]) -> usize {
    let is_stray = |(key, value): &&(Key<'_>, Node<'_>)| {
        value.is_blank() && value.at.start <= key.at.end && !known.contains(&&*key.text)
    };
    entries[from..].iter().take_while(is_stray).count()
}

/// What is wrong with them: `{md：群聊}`, `{md:群聊}`, `{群聊}`, or `{md: 群聊, 私聊}`.
pub fn problem(
    entries: Entries<'_, '_>,
    stray: std::ops::Range<usize>,
    known: &[&str],
    what: &Bilingual,
    path: &SourcePath,
) -> Diagnostic {
    let (key, _) = &entries[stray.start];
    if let Some((name, colon)) = glued(&key.text).filter(|(name, _)| known.contains(name)) {
        let colon_at = name.len()..name.len() + colon.len_utf8();
        let place = path.at(key.at.stretch(&key.text, colon_at));
        let ascii = colon == ':';
        return if ascii {
            problem::colon_without_space(place)
        } else {
            problem::full_width_colon(place)
        };
    }
    let before = stray.start.checked_sub(1).map(|n| &entries[n].1);
    let Some(words) = before.filter(|node| node.is_plain()).and_then(Node::scalar) else {
        let near = nearest(&key.text, known.iter().copied());
        return problem::key_without_colon(path.at(key.at), &*key.text, what, near);
    };
    let holder = stray.start.checked_sub(1).map_or("", |n| &*entries[n].0.text);
    if takes_a_list(holder, known) {
        let items = entries[stray.clone()].iter().map(|(key, _)| &*key.text);
        let items: Vec<&str> = std::iter::once(words).chain(items).collect();
        let from = before.map_or(key.at.start, |node| node.at.start);
        let place = Range { start: from, end: entries[stray.end - 1].0.at.end };
        let list = format!("{holder}: [{}]", items.join(", "));
        return line::list_without_brackets(path.at(place), list);
    }
    let mut whole = words.to_owned();
    let mut end = before.map_or(0, |node| node.at.end);
    for (key, _) in &entries[stray] {
        let apart = key.at.start > end + 1;
        whole.push_str(if apart { ", " } else { "," });
        whole.push_str(&key.text);
        end = key.at.end;
    }
    problem::stray_words(path.at(key.at), &*key.text, quoted(&whole))
}

/// Whether several names may stand behind a key, and nothing but names.
fn takes_a_list(key: &str, known: &[&str]) -> bool {
    // What a field is chosen from is a list; the options of a set have ids.
    let of_choice = key == "options" && known.contains(&"check");
    of_choice
        || matches!(
            key,
            "set"
                | "src"
                | "more"
                | "when"
                | "editions"
                | "features"
                | "groups"
                | "audience"
                | "aliases"
        )
}

/// `{app：手机}`: the entry that a full-width colon, or one without a space behind it, keeps in one key. The
/// colon is reported.
pub fn glued_entry<'s>(
    key: &Key<'s>,
    value: &Node<'s>,
    reader: &mut Reader,
) -> Option<(Located<String>, Node<'s>)> {
    let (name, colon) = glued(&key.text).filter(|_| key.plain && value.is_blank())?;
    let behind = name.len() + colon.len_utf8();
    let text = key.text[behind..].trim();
    if text.is_empty() {
        return None;
    }
    let place = reader.span(key.at.stretch(&key.text, name.len()..behind));
    reader.report(match colon {
        ':' => problem::colon_without_space(place),
        _ => problem::full_width_colon(place),
    });
    let data = Data::Scalar { text: text.to_owned().into(), plain: true, raw: "" };
    Some((Located::new(name.to_owned(), key.at), Node { at: key.at, data }))
}

/// A key whose colon has no space behind it, or is a full-width one: what stands before it.
fn glued(key: &str) -> Option<(&str, char)> {
    let at = key.find([':', '：'])?;
    Some((&key[..at], key[at..].chars().next()?))
}
