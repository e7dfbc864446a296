//! A cell: bare or with keys, in braces or line by line, with parts, with cases, or inherited.

use super::patch::{Patches, Put};
use super::{CellName, NewCell, Refusal, feature};
use crate::syntax::write::{Place, name as written_name};
use crate::syntax::yaml::{Data, Key, Node};

/// The keys under which a value may stand, beside `md`.
const VALUES: [&str; 3] = ["is", "limit", "set"];

type Entries<'n, 's> = &'n [(Key<'s>, Node<'s>)];

fn entries<'n, 's>(node: &'n Node<'s>) -> Option<Entries<'n, 's>> {
    match &node.data {
        Data::Map(entries) => Some(entries),
        _ => None,
    }
}

fn cells<'n, 's>(root: &'n Node<'s>, name: &CellName<'_>) -> Result<&'n Node<'s>, Refusal> {
    feature(root, name.feature)?.get("cells").ok_or(Refusal::Missing)
}

/// The text with an entry for the edition: a copy of the one that it inherits.
pub fn own(text: &str, root: &Node<'_>, name: &CellName<'_>) -> Result<String, Refusal> {
    let cells = cells(root, name)?;
    if cells.get(name.edition).is_some() {
        return Ok(text.to_owned());
    }
    let all = entries(cells).ok_or(Refusal::Missing)?;
    let like = all.iter().find(|(key, _)| key.text == name.like);
    let (key, value) = like.ok_or(Refusal::Missing)?;
    let mut patches = Patches::new(text);
    let behind = &text[key.at.end as usize..patches.end(value.at)];
    let own = written_name(name.edition, Place::Key);
    let (_, last) = all.last().ok_or(Refusal::Missing)?;
    let end = patches.end(last.at);
    if patches.is_flow(cells) {
        patches.put(end..end, format!(", {own}{behind}"));
    } else {
        let indent = " ".repeat(patches.column(all[0].0.at.start as usize));
        patches.add_line(end, &format!("{indent}{own}{behind}"));
    }
    patches.apply()
}

/// The text with the cell changed.
pub fn set(
    text: &str,
    root: &Node<'_>,
    name: &CellName<'_>,
    new: &NewCell,
) -> Result<String, Refusal> {
    let cells = cells(root, name)?;
    let mut node = cells.get(name.edition).ok_or(Refusal::Missing)?;
    let mut patches = Patches::new(text);
    let mut place = if patches.is_flow(cells) { Place::Flow } else { Place::Block };
    if let Some(part) = name.part {
        match entries(node).and_then(|_| node.get(part)) {
            Some(own) => {
                place = if patches.is_flow(node) { Place::Flow } else { place };
                node = own;
            }
            None => {
                let apart = apart(&patches, node, name, part, new)?;
                patches.replace(node, &Put::Raw(apart), place)?;
                return patches.apply();
            }
        }
    }
    if let Some(case) = name.case {
        // Sources are the cell's, whichever of its cases they bear out.
        for (key, put) in new.beside.iter().filter(|(key, _)| *key == "src") {
            match (node.get(key), put) {
                (Some(old), Put::Names(names)) => patches.add_names(old, names)?,
                _ => {
                    let last = entries(node).map_or(0, |all| all.len().saturating_sub(1));
                    patches.add_entry(node, last, key, put);
                }
            }
        }
        let cases = node.get("cases").ok_or(Refusal::Missing)?;
        let Data::List(items) = &cases.data else { return Err(Refusal::Missing) };
        place = if patches.is_flow(node) || patches.is_flow(cases) { Place::Flow } else { place };
        node = items.get(case).ok_or(Refusal::Missing)?;
    }
    match entries(node) {
        Some(all) => keyed(&mut patches, node, all, name, new)?,
        None => bare(&mut patches, node, name, new, place)?,
    }
    patches.apply()
}

/// Whether a text's cell says what was asked for: the last word on every way of writing it.
pub fn says(root: &Node<'_>, name: &CellName<'_>, new: &NewCell) -> bool {
    let found = || {
        let mut node = cells(root, name).ok()?.get(name.edition)?;
        if let Some(part) = name.part {
            node = node.get(part)?;
        }
        match (name.case, node.get("cases").map(|cases| &cases.data)) {
            (None, _) => Some(node),
            (Some(at), Some(Data::List(items))) => items.get(at),
            (Some(_), _) => None,
        }
    };
    let Some(node) = found() else { return false };
    let value = new.value.iter().filter_map(|(key, put)| Some((*key, put.as_ref()?)));
    let beside = new.beside.iter().map(|(key, put)| (*key, put)).filter(|(key, _)| *key != "src");
    value.chain(beside).all(|(key, put)| {
        let said = if entries(node).is_some() { node.get(key) } else { Some(node) };
        match (put, said) {
            (_, None) => false,
            (Put::Text(words), Some(said)) => said.scalar() == Some(words),
            (Put::Names(names), Some(said)) => match &said.data {
                Data::List(items) => {
                    let said = |name| items.iter().any(|item| item.scalar() == Some(name));
                    items.len() == names.len() && names.iter().all(|name| said(name))
                }
                _ => false,
            },
            (Put::Raw(_), Some(_)) => true,
        }
    })
}

/// A scalar that speaks for all parts, as a mapping in which one of them says something else.
fn apart(
    patches: &Patches<'_>,
    node: &Node<'_>,
    name: &CellName<'_>,
    part: &str,
    new: &NewCell,
) -> Result<String, Refusal> {
    let (Some(all), None) = (node.scalar(), name.case) else { return Err(Refusal::Layout) };
    let _ = patches;
    let old = Put::Text(all.to_owned());
    let one = |id: &&str| {
        let value = if *id == part {
            in_braces(Some((name.bare, &old)), new)
        } else {
            old.yaml(Place::Flow)
        };
        format!("{}: {value}", written_name(id, Place::Key))
    };
    let all: Vec<String> = name.parts.iter().map(one).collect();
    Ok(format!("{{{}}}", all.join(", ")))
}

/// A new cell, bare where nothing stands beside its value. `old` is the value where no new one is given.
fn in_braces(old: Option<(&'static str, &Put)>, new: &NewCell) -> String {
    let value = match &new.value {
        Some((key, Some(put))) => Some((*key, put)),
        _ => old,
    };
    let Some((key, put)) = value else { return "{}".to_owned() };
    if new.beside.is_empty() {
        return put.yaml(Place::Flow);
    }
    let all = std::iter::once((key, put)).chain(new.beside.iter().map(|(key, put)| (*key, put)));
    let all: Vec<String> = all.map(|(k, put)| format!("{k}: {}", put.yaml(Place::Flow))).collect();
    format!("{{{}}}", all.join(", "))
}

/// A cell that is nothing but its value.
fn bare(
    patches: &mut Patches<'_>,
    node: &Node<'_>,
    name: &CellName<'_>,
    new: &NewCell,
    place: Place,
) -> Result<(), Refusal> {
    // A formula has no bare form.
    let needs_key = matches!(&new.value, Some((_, Some(Put::Raw(_)))));
    if let (Some((_, Some(put))), true, false) = (&new.value, new.beside.is_empty(), needs_key) {
        return patches.replace(node, put, place);
    }
    if let (Some((key, Some(put))), true) = (&new.value, new.beside.is_empty()) {
        let braces = format!("{{{key}: {}}}", put.yaml(Place::Flow));
        return patches.replace(node, &Put::Raw(braces), place);
    }
    let old = match &node.data {
        Data::Scalar { text, .. } => Put::Text(text.clone().into_owned()),
        Data::List(items) => {
            let names = items.iter().map(|item| item.scalar().map(str::to_owned));
            Put::Names(names.collect::<Option<_>>().ok_or(Refusal::Layout)?)
        }
        Data::Map(_) => return Err(Refusal::Layout),
    };
    patches.replace(node, &Put::Raw(in_braces(Some((name.bare, &old)), new)), place)
}

/// A cell or a case with keys.
fn keyed(
    patches: &mut Patches<'_>,
    node: &Node<'_>,
    all: Entries<'_, '_>,
    name: &CellName<'_>,
    new: &NewCell,
) -> Result<(), Refusal> {
    let at = |key: &str| all.iter().position(|(known, _)| known.text == key);
    let place = if patches.is_flow(node) { Place::Flow } else { Place::Block };
    if let Some((key, put)) = &new.value {
        let written = VALUES.into_iter().find_map(at);
        let old = written.or_else(|| at("md").filter(|_| name.bare == "md" || *key == "md"));
        match (old, put) {
            (Some(old), Some(put)) if all[old].0.text == *key => {
                patches.replace(&all[old].1, put, place)?;
            }
            // The words of a text take the place of a state, and words that stood beside it go.
            (Some(old), Some(put)) if *key == "md" && at("md").is_some() => {
                patches.drop_entry(node, old)?;
                patches.replace(&all[at("md").unwrap_or(old)].1, put, place)?;
            }
            (Some(old), Some(put)) => {
                let (was, value) = &all[old];
                patches.put(was.at.start as usize..was.at.end as usize, *key);
                patches.replace(value, put, place)?;
            }
            (None, Some(put)) => {
                let behind = at("when").unwrap_or(all.len().saturating_sub(1));
                patches.add_entry(node, behind, key, put);
            }
            (_, None) => {}
        }
    }
    let of_cell = |key: &str| name.case.is_some() && key == "src";
    for (key, put) in new.beside.iter().filter(|(key, _)| !of_cell(key)) {
        match at(key) {
            Some(old) => patches.replace(&all[old].1, put, place)?,
            None => patches.add_entry(node, all.len().saturating_sub(1), key, put),
        }
    }
    Ok(())
}
