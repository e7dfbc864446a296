//! Whether what a customer uses today has room in the edition that they go to: the limits of it, exact, and
//! what they would lose.

use std::sync::Arc;

use super::Composer;
use super::afterwards::OPEN;
use crate::derive::{Comparison, Difference, under};
use crate::model::{
    Better, Case, Cell, Dimension, Fact, Feature, FieldType, Guide, Kind, Limit, Product, Text,
    Value,
};
use crate::render::view::{FitAmount, FitCase, FitCount, FitLimit, FitUnit, FitView};

impl Composer<'_> {
    /// The check; `None` where the target sets no limit and nothing is lost.
    pub(super) fn fit(&self, guide: &Guide, comparison: &Comparison) -> Option<FitView> {
        let product = &self.plan.catalog.products[guide.product];
        let mut limits = Vec::new();
        // What grew or stayed has room; of a long matrix it would hide what has none.
        let is_long = self.plan.is_long(guide.product);
        let is_asked =
            |feature: &Feature| guide.collect.iter().any(|f| f.check.as_ref() == Some(&feature.id));
        for (feature, row) in product.features().zip(&comparison.rows) {
            let has_room = row.difference == Difference::Same || row.difference.direction().is_gt();
            if is_long && has_room && !is_asked(feature) {
                continue;
            }
            for fact in feature.facts.iter().filter(|fact| is_room(fact)) {
                limits.extend(self.fit_limit(guide, feature, fact));
            }
        }
        let is_limit = |feature: &str| limits.iter().any(|limit| *limit.feature == *feature);
        let mut losses = self.losses(guide.product, comparison, &guide.given, None);
        losses.retain(|loss| !is_limit(&loss.feature));
        let counts = self.other_counts(product, &limits);
        let is_needed = !limits.is_empty() || !losses.is_empty();
        let more_losses = losses.split_off(OPEN.min(losses.len()));
        is_needed.then_some(FitView { limits, counts, losses, more_losses })
    }

    fn fit_limit(&self, guide: &Guide, feature: &Feature, fact: &Fact) -> Option<FitLimit> {
        let product = &self.plan.catalog.products[guide.product];
        let cell = |edition: usize| under(product, &fact.cells[edition], edition, &guide.given);
        let (before, after) = (cell(guide.from), cell(guide.to));
        if matches!(after.value, Value::Na) {
            return None;
        }
        let case = |case: &Case| {
            let value = case.value.as_ref()?;
            Some(FitCase {
                when: self.when(product, &case.when),
                amount: self.fit_amount(value, product),
            })
        };
        let part = fact.part.as_ref();
        Some(FitLimit {
            id: part.map_or(feature.id.to_string(), |(part, _)| format!("{}.{part}", feature.id)),
            feature: feature.id.to_string(),
            name: part.map_or(self.text(&feature.name), |(_, part)| {
                self.words.fill(
                    "fit_part",
                    &[("name", feature.name.get(self.lang)), ("part", part.get(self.lang))],
                )
            }),
            url: self.plan.feature_url(self.lang, guide.product, feature),
            per: per(fact, &after),
            before: self.amount_words(&before.value, product),
            after: self.fit_amount(&after.value, product),
            cases: after.cases.iter().filter_map(case).collect(),
            units: self.fit_units(product, [&after, &before]),
            count: counted_by(guide, &feature.id).unwrap_or_default(),
        })
    }

    fn fit_amount(&self, value: &Value, product: &Product) -> FitAmount {
        let program = match value {
            Value::Limit(limit) => limit.program().unwrap_or_default(),
            Value::No => "0".to_owned(),
            Value::Yes => "unlimited".to_owned(),
            _ => String::new(),
        };
        FitAmount { words: self.amount_words(value, product), program }
    }

    /// The units in which somebody may say how much they use: of storage and time several, the one of
    /// the first amount in front.
    fn fit_units(&self, product: &Product, cells: [&Cell; 2]) -> Vec<FitUnit> {
        let Some((own, dimension)) = cells.into_iter().find_map(measured) else {
            return Vec::new();
        };
        let names = match dimension {
            Dimension::Bytes => self.words.list("fit_storage"),
            Dimension::Time => self.words.list("fit_time"),
            _ => Vec::new(),
        };
        let all = std::iter::once(own.base()).chain(names.iter().map(String::as_str));
        let mut units: Vec<FitUnit> = Vec::new();
        for unit in all.filter_map(|name| product.units.find(name)) {
            let factor = unit.factor.normalize().to_string();
            if !units.iter().any(|known| known.factor == factor) {
                let name = if units.is_empty() { own } else { &unit.name };
                units.push(FitUnit { name: name.get(self.lang).to_owned(), factor });
            }
        }
        units
    }

    /// Counts in formulas that no limit stands for.
    fn other_counts(&self, product: &Product, limits: &[FitLimit]) -> Vec<FitCount> {
        let programs = || {
            limits.iter().flat_map(|limit| {
                std::iter::once(&limit.after).chain(limit.cases.iter().map(|case| &case.amount))
            })
        };
        let uses = |id: &str| {
            let word = format!("${id}");
            programs().any(|amount| amount.program.split(' ').any(|used| used == word))
        };
        let wanted = |id: &Arc<str>| uses(id) && !limits.iter().any(|l| *l.count == **id);
        let counts = product.counts.iter().filter(|count| wanted(&count.id));
        counts
            .map(|count| FitCount {
                id: count.id.to_string(),
                name: self.count(product, &count.id),
            })
            .collect()
    }
}

/// Whether a fact says how much room there is: more is better.
fn is_room(fact: &Fact) -> bool {
    fact.kind == Kind::Limit && fact.better == Better::More
}

fn per(fact: &Fact, cell: &Cell) -> String {
    cell.per.as_ref().or(fact.per.as_ref()).map(ToString::to_string).unwrap_or_default()
}

/// The count that a guide holds against a feature's limit.
fn counted_by(guide: &Guide, feature: &str) -> Option<String> {
    let counts = guide.collect.iter().filter(|field| field.kind == FieldType::Count);
    let mut checked = counts.filter(|field| field.check.as_deref() == Some(feature));
    checked.next().map(|field| field.id.to_string())
}

/// The first amount of a cell, its cases included: its unit, and what that measures.
fn measured(cell: &Cell) -> Option<(&Text, &Dimension)> {
    let cases = cell.cases.iter().filter_map(|case| case.value.as_ref());
    std::iter::once(&cell.value).chain(cases).find_map(|value| match value {
        Value::Limit(Limit::Amount(amount)) => Some((&amount.unit, &amount.dimension)),
        Value::Limit(Limit::Formula(formula)) => Some((&formula.unit, &formula.dimension)),
        _ => None,
    })
}
