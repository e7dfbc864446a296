//! Facts in prose: words that must say what the matrix says.

use crate::base::Lang;
use crate::model::{Cell, Fact, Limit, Product, ProseText, Units, Value, half_width};

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

    /// The value and the words that it points to: the base's, or a case's.
    pub fn value<'p>(&self, cell: &'p Cell) -> (&'p Value, Option<&'p ProseText>) {
        match self.case.and_then(|at| cell.cases.get(at)) {
            Some(case) => (case.value.as_ref().unwrap_or(&cell.value), case.words.as_ref()),
            None => (&cell.value, cell.words.as_ref()),
        }
    }
}

impl FactAt {
    /// The value in words: what an empty link is filled with.
    pub fn say(&self, fact: &Fact, cell: &Cell, lang: &Lang, vocabulary: &Vocabulary) -> String {
        let (value, prose) = self.value(cell);
        say(value, prose, fact, lang, vocabulary.of(lang))
    }
}

/// The words that count as a state in prose, from the theme's language files.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Per language.
    pub languages: Vec<StateWords>,
}

/// One language's words.
#[derive(Clone, Debug)]
pub struct StateWords {
    /// The language.
    pub lang: Lang,
    /// For yes.
    pub yes: Vec<String>,
    /// For no.
    pub no: Vec<String>,
    /// For partial.
    pub partial: Vec<String>,
    /// Planned.
    pub planned: Vec<String>,
    /// Not known.
    pub unknown: Vec<String>,
    /// Makes no sense.
    pub na: Vec<String>,
    /// No bound.
    pub unlimited: Vec<String>,
}

impl Vocabulary {
    fn of(&self, lang: &Lang) -> Option<&StateWords> {
        self.languages.iter().find(|words| words.lang == *lang)
    }
}

/// Whether words in prose say what the matrix says; else what they should say.
pub fn check(
    words: &str,
    at: &FactAt,
    product: &Product,
    lang: &Lang,
    vocabulary: &Vocabulary,
) -> Result<(), String> {
    let Some((fact, cell)) = at.cell(product) else { return Ok(()) };
    let (value, prose) = at.value(cell);
    let states = vocabulary.of(lang);
    let spoken = normal(words);
    let said = |list: fn(&StateWords) -> &Vec<String>| {
        states.is_some_and(|s| list(s).iter().any(|w| normal(w) == spoken))
    };
    let in_words = prose.is_some_and(|p| normal(&p.get(lang).plain) == spoken);
    let in_short =
        at.case.is_none() && cell.short.as_ref().is_some_and(|s| normal(s.get(lang)) == spoken);
    let agrees = match value {
        Value::Yes => said(|s| &s.yes),
        Value::No => said(|s| &s.no),
        Value::Partial => said(|s| &s.partial),
        Value::Planned(_) => said(|s| &s.planned),
        Value::Unknown => said(|s| &s.unknown),
        Value::Na => said(|s| &s.na),
        Value::Limit(limit) => limit_agrees(words, limit, &product.units, said(|s| &s.unlimited)),
        Value::Set(options) => {
            options.iter().any(|o| normal(fact.options[usize::from(*o)].name.get(lang)) == spoken)
                || set_agrees(words, options, fact, lang)
        }
        Value::Text => false,
    };
    if agrees || in_words || in_short { Ok(()) } else { Err(say(value, prose, fact, lang, states)) }
}

/// Words without what does not matter: white space, full-width forms, case.
fn normal(text: &str) -> String {
    half_width(text).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

fn limit_agrees(words: &str, limit: &Limit, units: &Units, unlimited: bool) -> bool {
    match limit {
        Limit::Unlimited => unlimited,
        Limit::Amount(quantity) => quantity.is_said_by(words, units),
    }
}

/// All options, in any order, between 、，, and 和.
fn set_agrees(words: &str, options: &[u16], fact: &Fact, lang: &Lang) -> bool {
    let mut said: Vec<String> = words
        .split(['、', '，', ',', '和', '与', '及'])
        .map(normal)
        .filter(|w| !w.is_empty())
        .collect();
    let mut all: Vec<String> =
        options.iter().map(|o| normal(fact.options[usize::from(*o)].name.get(lang))).collect();
    said.sort();
    all.sort();
    said == all
}

/// A value in words: what a message proposes, and what an empty link is filled with.
fn say(
    value: &Value,
    prose: Option<&ProseText>,
    fact: &Fact,
    lang: &Lang,
    states: Option<&StateWords>,
) -> String {
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
        Value::Limit(Limit::Amount(quantity)) => joined(&quantity.number, quantity.unit.get(lang)),
        Value::Set(options) => options
            .iter()
            .map(|o| fact.options[usize::from(*o)].name.get(lang))
            .collect::<Vec<_>>()
            .join("、"),
        Value::Text => prose.map(|p| p.get(lang).plain.to_string()).unwrap_or_default(),
    }
}

/// A number and its unit: a space before words, none before a lone letter such as `1G`.
fn joined(number: &str, unit: &str) -> String {
    if unit.is_empty() || unit.chars().count() == 1 && unit.is_ascii() {
        format!("{number}{unit}")
    } else {
        format!("{number} {unit}")
    }
}
