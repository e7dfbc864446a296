//! Lists that are written as mappings, and mappings that are written as lists.

use std::borrow::Cow;

use super::catalogue as problem;
use super::fields::Reader;
use super::yaml::{Data, Key, Node};
use crate::base::{Bilingual, Located};

/// The items of a list that is written as a mapping from ids: `console: {name: …}` for
/// `- {id: console, name: …}`. It is reported; none where it is written as it should be.
pub fn items<'s>(node: &Node<'s>, reader: &mut Reader) -> Vec<Node<'s>> {
    let Data::Map(entries) = &node.data else { return Vec::new() };
    if !entries.iter().all(|(_, value)| matches!(value.data, Data::Map(_))) {
        return Vec::new();
    }
    let first = entries.first().map_or("", |(key, _)| &*key.text);
    let mend = Bilingual::new(
        format!("每一项以「- id: 代号」开头，例如 - id: {first}，其余各行与 id 对齐"),
        format!("begin every item with its id, as in - id: {first}, and align its lines with id"),
    );
    reader.report(problem::expected_list(reader.span(node.at.begin()), mend));
    entries.iter().filter_map(with_id).collect()
}

fn with_id<'s>((key, value): &(Key<'s>, Node<'s>)) -> Option<Node<'s>> {
    let Data::Map(entries) = &value.data else { return None };
    let id = Data::Scalar { text: key.text.clone(), plain: false, raw: "" };
    let name = Key { at: key.at, text: Cow::Borrowed("id"), plain: true };
    let mut all = vec![(name, Node { at: key.at, data: id })];
    all.extend(entries.iter().filter(|(key, _)| key.text != "id").cloned());
    Some(Node { at: value.at, data: Data::Map(all) })
}

/// The entries of a mapping from ids that an item of a list stands for: `app`, `{app: 手机}`, or
/// `{id: app, name: 手机}`.
pub fn by_id<'s>(item: &Node<'s>) -> Vec<(Located<String>, Node<'s>)> {
    let located = |text: &str, node: &Node<'s>| Located::new(text.to_owned(), node.at);
    match &item.data {
        Data::Scalar { text, .. } => vec![(located(text, item), item.clone())],
        Data::List(_) => Vec::new(),
        Data::Map(entries) => match item.get("id") {
            Some(id) => {
                let rest = entries.iter().filter(|(key, _)| key.text != "id").cloned();
                let mut rest: Vec<_> = rest.collect();
                let rest = match &*rest {
                    // What has a name and nothing else may be that name alone.
                    [(key, _)] if key.text == "name" => rest.remove(0).1,
                    _ => Node { at: item.at, data: Data::Map(rest) },
                };
                id.scalar().map(|text| (located(text, id), rest)).into_iter().collect()
            }
            None => {
                let entry = |(key, value): &(Key<'s>, Node<'s>)| {
                    (Located::new(key.text.to_string(), key.at), value.clone())
                };
                entries.iter().map(entry).collect()
            }
        },
    }
}
