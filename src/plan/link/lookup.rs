//! Ids and addresses inside links.

use crate::base::{Diagnostic, Nearest, Span, nearest};
use crate::model::catalogue as unknown;
use crate::model::{Cell, Product};
use crate::plan::catalogue as problem;

pub fn near<'a>(id: &str, ids: impl Iterator<Item = &'a str>) -> Nearest {
    nearest(id, ids)
}

pub fn edition_at(product: &Product, id: &str, at: &Span) -> Result<usize, Diagnostic> {
    let unknown =
        || unknown::unknown_edition(at, id, near(id, product.editions.iter().map(|e| &*e.id)));
    product.edition(id).ok_or_else(unknown)
}

pub fn feature_at<'p>(
    product: &'p Product,
    id: &str,
    at: &Span,
) -> Result<(usize, &'p str), Diagnostic> {
    let found = product.features().enumerate().find(|(_, f)| *f.id == *id);
    found.map(|(position, feature)| (position, &*feature.id)).ok_or_else(|| {
        unknown::unknown_feature(at, id, near(id, product.features().map(|f| &*f.id)))
    })
}

/// `wecom` or `wecom.jump`: ids may hold dots themselves, so the whole is tried first.
pub fn fact_of<'p>(
    product: &'p Product,
    id: &str,
    at: &Span,
) -> Result<(usize, usize, &'p str), Diagnostic> {
    let whole = feature_at(product, id, at);
    let (feature_id, part) = match (&whole, id.rsplit_once('.')) {
        (Ok((position, anchor)), _) => return Ok((*position, 0, anchor)),
        (Err(_), Some(split)) => split,
        (Err(_), None) => return whole.map(|(position, anchor)| (position, 0, anchor)),
    };
    let (position, anchor) = feature_at(product, feature_id, at)?;
    let facts = product.features().nth(position).map(|f| &f.facts[..]).unwrap_or_default();
    let parts = facts.iter().filter_map(|fact| fact.part.as_ref().map(|(id, _)| &**id));
    match parts.clone().position(|p| p == part) {
        Some(fact) => Ok((position, fact, anchor)),
        None => Err(problem::unknown_part(at, part, near(part, parts))),
    }
}

/// `?when=vip` or `?when=not+active`, as the cell's case says it.
pub fn case_at(product: &Product, cell: &Cell, when: &str, at: &Span) -> Result<usize, Diagnostic> {
    let written = decode(when).replace('+', " ");
    let mut wanted: Vec<&str> = written.split(',').map(str::trim).collect();
    wanted.sort_unstable();
    let names: Vec<String> = cell
        .cases
        .iter()
        .map(|case| {
            let mut ids: Vec<String> = case
                .when
                .iter()
                .map(|l| {
                    let id = &product.conditions[l.condition].id;
                    if l.negated { format!("not {id}") } else { id.to_string() }
                })
                .collect();
            ids.sort();
            ids.join(",")
        })
        .collect();
    let found = names.iter().position(|name| *name == wanted.join(","));
    found.ok_or_else(|| {
        problem::unknown_case(at, &written, near(&written, names.iter().map(String::as_str)))
    })
}

/// The scheme of an address, if it has one: letters, then a colon, before any `/`, `?` or `#`. Control
/// characters and white space are looked through, as browsers do.
pub fn scheme(to: &str) -> Option<(String, &str)> {
    let colon = to.find(':')?;
    let clean: String =
        to[..colon].chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let is_scheme = clean.chars().next().is_some_and(|c| c.is_ascii_alphabetic())
        && clean.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then(|| (clean, &to[colon + 1..]))
}

/// Percent-decodes once; what is no UTF-8 afterwards stays as it was.
pub fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match hex.filter(|_| bytes[at] == b'%') {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// Joins a folder and a relative path; `None` where it leads out of the project.
pub fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
