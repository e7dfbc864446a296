//! Facts in prose: words that must say what the matrix says.

mod agree;
mod words;

pub use agree::check;
pub use words::{StateWords, Vocabulary};

use crate::base::{Lang, Span};
use crate::model::{Cell, Fact, Limit, Product, ProseText, Source, Value};

/// A place in a matrix.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FactAt {
    /// The product.
    pub product: usize,
    /// The feature, counted through all groups.
    pub feature: usize,
    /// Which of its facts.
    pub fact: usize,
    /// The edition.
    pub edition: usize,
    /// A case, if not the base is meant.
    pub case: Option<usize>,
}

impl FactAt {
    /// The fact and the cell that it points to.
    pub fn cell<'p>(&self, product: &'p Product) -> Option<(&'p Fact, &'p Cell)> {
        let fact = product.features().nth(self.feature)?.facts.get(self.fact)?;
        Some((fact, fact.cells.get(self.edition)?))
    }

    /// Where the cell was written: its first character, for it may go on for many lines.
    pub fn place(&self, product: &Product) -> Option<Span> {
        let feature = product.features().nth(self.feature)?;
        let (_, cell) = self.cell(product)?;
        Some(feature.source.at(cell.at.begin()))
    }

    /// As links and commands name it: `exmail/wecom.jump/fusion`.
    pub fn address(&self, product: &Product) -> Option<String> {
        let feature = product.features().nth(self.feature)?;
        let row = crate::plan::address_of_feature(feature, self.fact);
        Some(format!("{}/{row}/{}", product.id, product.editions.get(self.edition)?.id))
    }

    /// The value and the words that it points to: the base's, or a case's.
    pub fn value<'p>(&self, cell: &'p Cell) -> (&'p Value, Option<&'p ProseText>) {
        match self.case.and_then(|at| cell.cases.get(at)) {
            Some(case) => (case.value.as_ref().unwrap_or(&cell.value), case.words.as_ref()),
            None => (&cell.value, cell.words.as_ref()),
        }
    }

    /// The value in words, as short as it was written: what an empty link is filled with, and what
    /// a message proposes.
    pub fn say(&self, fact: &Fact, cell: &Cell, lang: &Lang, vocabulary: &Vocabulary) -> String {
        if let Some(short) = cell.short.as_ref().filter(|_| self.case.is_none()) {
            return short.get(lang).to_owned();
        }
        let (value, prose) = self.value(cell);
        say(value, prose, fact, lang, vocabulary)
    }
}

/// A value in words; the prose is what a text says.
pub fn say(
    value: &Value,
    prose: Option<&ProseText>,
    fact: &Fact,
    lang: &Lang,
    vocabulary: &Vocabulary,
) -> String {
    let states = vocabulary.of(lang);
    let first = |list: fn(&StateWords) -> &Vec<String>, fallback: &str| {
        states.and_then(|s| list(s).first().cloned()).unwrap_or_else(|| fallback.to_owned())
    };
    match value {
        Value::Yes => first(|s| &s.yes, "yes"),
        Value::No => first(|s| &s.no, "no"),
        Value::Partial => first(|s| &s.partial, "partial"),
        Value::Planned(_) => first(|s| &s.planned, "planned"),
        Value::Unknown => first(|s| &s.unknown, "unknown"),
        Value::Na => first(|s| &s.na, "n/a"),
        Value::Limit(Limit::Unlimited) => first(|s| &s.unlimited, "unlimited"),
        Value::Limit(Limit::Amount(quantity)) => {
            joined(&quantity.number_in(lang), quantity.unit.get(lang))
        }
        Value::Limit(Limit::Formula(formula)) => {
            joined(&formula.write(&Source), formula.unit.get(lang))
        }
        Value::Set(options) => {
            let names = options.iter().map(|o| fact.options[usize::from(*o)].name.get(lang));
            names.collect::<Vec<_>>().join(states.map_or("、", |s| &s.comma))
        }
        Value::Text => prose.map(|p| p.get(lang).plain.to_string()).unwrap_or_default(),
    }
}

/// A number and its unit: a space before words, none before a lone letter such as `1G`.
pub fn joined(number: &str, unit: &str) -> String {
    if unit.is_empty() || unit.chars().count() == 1 && unit.is_ascii() {
        format!("{number}{unit}")
    } else {
        format!("{number} {unit}")
    }
}
