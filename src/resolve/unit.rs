//! Units that a product or the settings declare.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::catalogue as problem;
use super::scope::Scope;
use crate::base::{Located, nearest};
use crate::model::{Dimension, Limit, Text, Unit, Units, in_languages};
use crate::syntax::{UnitDoc, suggested_id};

/// Resolves declared units; those of the site stand behind them. A unit can be made of another one, wherever
/// that stands, or of a built-in one; else it counts things of its own.
pub fn resolve(docs: Vec<UnitDoc>, site: &Units, scope: &mut Scope<'_>) -> Units {
    scope.unique(docs.iter().map(|doc| &doc.id));
    let mut own: Vec<(usize, Unit)> = Vec::with_capacity(docs.len() + site.own.len());
    for (at, doc) in in_order(docs) {
        let known = own.iter().map(|(_, unit)| unit).chain(&site.own).cloned().collect();
        own.push((at, unit(doc, &Units { own: known }, scope)));
    }
    own.sort_by_key(|(at, _)| *at);
    let own = own.into_iter().map(|(_, unit)| unit).chain(site.own.iter().cloned());
    Units { own: own.collect() }
}

/// Units and where they stand, each behind the one that it is made of; those made of each other as they are.
fn in_order(docs: Vec<UnitDoc>) -> Vec<(usize, UnitDoc)> {
    let mut left: Vec<(usize, UnitDoc)> = docs.into_iter().enumerate().collect();
    let mut all = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let waits = |doc: &UnitDoc| {
            let of = doc.of.as_ref().map(|of| of.value.as_str());
            left.iter().any(|(_, other)| Some(other.id.value.as_str()) == of)
        };
        let next = left.iter().position(|(_, doc)| !waits(doc)).unwrap_or(0);
        all.push(left.remove(next));
    }
    all
}

fn unit(doc: UnitDoc, known: &Units, scope: &mut Scope<'_>) -> Unit {
    let id: Arc<str> = doc.id.value.as_str().into();
    let of = doc.of.as_ref().and_then(|of| find(of, known, scope));
    let factor = doc.factor.as_ref().and_then(|factor| number(factor, scope));
    if let (Some(factor), None) = (&doc.factor, &doc.of) {
        scope.report(problem::factor_of_nothing(scope.span(factor.at)));
    }
    let (base, dimension) = of.map_or_else(
        || (Decimal::ONE, Dimension::Count(Arc::clone(&id))),
        |of| (of.factor, of.dimension),
    );
    let factor = factor.and_then(|factor| base.checked_mul(factor)).unwrap_or(base);
    Unit {
        id,
        name: scope.text_or_empty(doc.name),
        aliases: doc.aliases.into_iter().map(|words| scope.text(words)).collect(),
        dimension,
        factor,
    }
}

/// A unit by what it is called, or a problem that names the nearest.
pub fn find(id: &Located<String>, known: &Units, scope: &mut Scope<'_>) -> Option<Unit> {
    let found = known.find(&id.value);
    if found.is_none() {
        let near = nearest(&id.value, known.names());
        let own = suggested_id(&id.value);
        scope.report(problem::unknown_unit(scope.span(id.at), &id.value, own, near));
    }
    found
}

/// What stands behind a number, in every language of the site where the unit has words.
pub fn words(name: Text, is_one: bool, scope: &Scope<'_>) -> Text {
    let site = scope.site;
    let languages = site.languages.iter().map(|language| &language.tag);
    in_languages(&name, is_one, site.default_language(), languages).unwrap_or(name)
}

/// A number above nothing.
fn number(text: &Located<String>, scope: &mut Scope<'_>) -> Option<Decimal> {
    let read = Limit::parse(&text.value, None, &Units::default());
    match read {
        Ok(Limit::Amount(amount))
            if amount.dimension == Dimension::Number && !amount.base.is_zero() =>
        {
            Some(amount.base)
        }
        _ => {
            scope.report(problem::bad_factor(scope.span(text.at), &text.value));
            None
        }
    }
}
