//! Ids inside links.

use super::decode;
use super::part::Part;
use crate::base::{Bilingual, Diagnostic, nearest};
use crate::model::catalogue as unknown;
use crate::model::{Cell, Feature, Literal, Of, Product};
use crate::plan::catalogue as problem;

pub fn edition_at(product: &Product, id: Part<'_>) -> Result<usize, Diagnostic> {
    product.edition(id.text).ok_or_else(|| {
        let near = nearest(id.text, product.editions.iter().map(|e| &*e.id));
        unknown::unknown_edition(id.span(), id.text, near)
    })
}

/// A feature by its id, or by one that it had before, with its position.
pub fn feature_at<'p>(
    product: &'p Product,
    id: Part<'_>,
) -> Result<(usize, &'p Feature), Diagnostic> {
    let today = match product.moved_to(id.text) {
        None => id.text,
        Some([today]) => today,
        Some(several) => {
            let several = Bilingual::new(several.join("、"), several.join(", "));
            return Err(unknown::split_name(id.span(), id.text, several));
        }
    };
    product.features().enumerate().find(|(_, f)| *f.id == *today).ok_or_else(|| {
        let near = nearest(id.text, product.features().map(|f| &*f.id));
        unknown::unknown_feature(id.span(), id.text, near)
    })
}

/// `wecom` or `wecom.jump`: the feature, and the part if one is named. Ids of both may hold dots
/// themselves, so the whole is tried first, then the longest feature there is.
pub fn row_of<'p>(
    product: &'p Product,
    id: Part<'_>,
) -> Result<(usize, &'p Feature, Option<usize>), Diagnostic> {
    let whole = feature_at(product, id);
    if let Ok((at, feature)) = whole {
        return Ok((at, feature, None));
    }
    let mut read = id.splits('.').map(|(name, part)| (feature_at(product, name), part)).peekable();
    let last = read.peek().map(|(found, part)| (found.clone(), *part));
    let Some((found, part)) = read.find(|(found, _)| found.is_ok()).or(last) else {
        return whole.map(|(at, feature)| (at, feature, None));
    };
    let (at, feature) = found?;
    let parts = feature.facts.iter().map(|fact| fact.part.as_ref().map_or("", |(id, _)| id));
    match parts.clone().position(|known| known == part.text) {
        Some(fact) => Ok((at, feature, Some(fact))),
        None if feature.has_parts() => {
            Err(problem::unknown_part(part.span(), part.text, nearest(part.text, parts)))
        }
        None => Err(problem::no_parts(part.span(), &*feature.id)),
    }
}

/// The same, where one fact is meant: a row of several must say which.
pub fn fact_of<'p>(
    product: &'p Product,
    id: Part<'_>,
    edition: &str,
) -> Result<(usize, usize, &'p Feature), Diagnostic> {
    let (at, feature, part) = row_of(product, id)?;
    if part.is_none() && feature.has_parts() {
        let forms =
            feature.facts.iter().filter_map(|fact| fact.part.as_ref()).map(|(part, name)| {
                format!("cell:{}/{}.{part}/{edition}（{}）", product.id, feature.id, name.base())
            });
        let zh = forms.collect::<Vec<_>>().join("、");
        let en = zh.replace('（', " (").replace('）', ")").replace('、', ", ");
        return Err(problem::which_part(id.span(), &*feature.id, Bilingual::new(zh, en)));
    }
    Ok((at, part.unwrap_or(0), feature))
}

/// The case that `?when=vip`, `?when=not+active` or several conditions mean: the one that asks for
/// exactly them, else the first that they fulfil, else none, and the base holds.
pub fn case_of(
    product: &Product,
    cell: &Cell,
    edition: usize,
    when: &[Part<'_>],
) -> Result<Option<usize>, Diagnostic> {
    let mut known: Vec<Literal> = Vec::new();
    for part in when {
        let literal = literal_of(product, *part)?;
        if !is_possible(product, edition, literal, &known) {
            let edition = &*product.editions[edition].id;
            return Err(problem::impossible_when(part.span(), decoded(part.text), edition));
        }
        known.push(literal);
    }
    known.sort_unstable();
    known.dedup();
    let exact = cell.cases.iter().position(|case| case.when == known);
    let holds = || {
        cell.cases.iter().position(|case| {
            case.value.is_some() && case.when.iter().all(|literal| known.contains(literal))
        })
    };
    Ok(exact.or_else(holds))
}

fn decoded(when: &str) -> String {
    decode(when).replace('+', " ").trim().to_owned()
}

fn literal_of(product: &Product, when: Part<'_>) -> Result<Literal, Diagnostic> {
    let written = decoded(when.text);
    let id = written.strip_prefix("not ").map(str::trim_start);
    let negated = id.is_some();
    let id = id.unwrap_or(&written);
    let condition = product.condition(id).ok_or_else(|| {
        let near = nearest(id, product.conditions.iter().map(|c| &*c.id));
        unknown::unknown_condition(when.span(), id, near)
    })?;
    Ok(Literal { condition, negated })
}

/// Whether a condition can hold in an edition where others are known to.
pub fn can_hold(product: &Product, edition: usize, condition: usize, others: &[usize]) -> bool {
    let holds = |condition: &usize| Literal { condition: *condition, negated: false };
    let others: Vec<Literal> = others.iter().map(holds).collect();
    is_possible(product, edition, holds(&condition), &others)
}

/// Whether a condition can hold in an edition beside others: it is one of this edition's, and its
/// plans exclude each other.
fn is_possible(product: &Product, edition: usize, literal: Literal, others: &[Literal]) -> bool {
    let condition = &product.conditions[literal.condition];
    let elsewhere = !condition.editions.is_empty() && !condition.editions.contains(&edition);
    let excluded = |other: &Literal| {
        let same = other.condition == literal.condition;
        let plan = |at: usize| product.conditions[at].of == Of::Plan;
        (same && other.negated != literal.negated)
            || (!same
                && !other.negated
                && !literal.negated
                && plan(other.condition)
                && plan(literal.condition))
    };
    (literal.negated || !elsewhere) && !others.iter().any(excluded)
}
