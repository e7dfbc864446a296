//! Whether words say what a cell says, type by type.

use super::words::{StateWords, holds, normal};
use super::{FactAt, Vocabulary};
use crate::base::Lang;
use crate::model::{Cell, Fact, Limit, Product, ProseText, Source, Units, Value};

/// What may stand between the options of a set.
const JOINERS: &[&str] =
    &["、", ",", "/", "+", "&", ";", "以及", "或者", "和", "与", "與", "及", "或", "and ", "or "];

/// Whether words in prose say what the matrix says; else what they should say.
pub fn check(
    words: &str,
    at: &FactAt,
    product: &Product,
    lang: &Lang,
    vocabulary: &Vocabulary,
) -> Result<(), String> {
    let Some((fact, cell)) = at.cell(product) else { return Ok(()) };
    let spoken = Spoken {
        written: words,
        normal: normal(words),
        lang,
        states: vocabulary.of(lang),
        units: &product.units,
    };
    let (value, prose) = at.value(cell);
    if spoken.is_value(value, fact) || spoken.is_prose(prose) || spoken.is_beside(at, cell) {
        return Ok(());
    }
    Err(at.say(fact, cell, lang, vocabulary))
}

/// Words in an article, and what is needed to understand them.
struct Spoken<'a> {
    written: &'a str,
    normal: String,
    lang: &'a Lang,
    states: Option<&'a StateWords>,
    units: &'a Units,
}

impl Spoken<'_> {
    fn is_value(&self, value: &Value, fact: &Fact) -> bool {
        let said = |list: fn(&StateWords) -> &Vec<String>| {
            self.states.is_some_and(|states| holds(list(states), &self.normal))
        };
        match value {
            Value::Yes => said(|s| &s.yes),
            Value::No => self.states.is_some_and(|states| states.denies(&self.normal)),
            Value::Partial => said(|s| &s.partial),
            Value::Planned(_) => said(|s| &s.planned),
            Value::Unknown => said(|s| &s.unknown),
            Value::Na => said(|s| &s.na),
            Value::Limit(Limit::Unlimited) => said(|s| &s.unlimited),
            Value::Limit(Limit::Amount(quantity)) => {
                quantity.is_said_by(self.written, fact.unit.as_ref(), self.units)
            }
            Value::Limit(Limit::Formula(formula)) => normal(&formula.write(&Source)) == self.normal,
            Value::Set(options) => self.is_options(options, fact),
            Value::Text => false,
        }
    }

    fn is_prose(&self, prose: Option<&ProseText>) -> bool {
        prose.is_some_and(|prose| normal(&prose.get(self.lang).plain) == self.normal)
    }

    /// The short words of the base; and of something that is not there, the other way to it.
    fn is_beside(&self, at: &FactAt, cell: &Cell) -> bool {
        let short = cell.short.as_ref().filter(|_| at.case.is_none());
        let instead = cell.instead.as_ref().filter(|_| *at.value(cell).0 == Value::No);
        short.is_some_and(|short| normal(short.get(self.lang)) == self.normal)
            || self.is_prose(instead)
    }

    /// One option of the set, or several in any order. Names may hold joiners themselves, so the
    /// longest name that fits is taken first.
    fn is_options(&self, options: &[u16], fact: &Fact) -> bool {
        let mut names: Vec<(String, u16)> = (0u16..)
            .zip(&fact.options)
            .map(|(at, option)| (normal(option.name.get(self.lang)), at))
            .filter(|(name, _)| !name.is_empty())
            .collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        let mut rest = self.normal.as_str();
        loop {
            let named = names
                .iter()
                .find_map(|(name, at)| rest.strip_prefix(&**name).map(|after| (after, at)));
            let Some((after, _)) = named.filter(|(_, at)| options.contains(at)) else {
                return false;
            };
            if after.is_empty() {
                return true;
            }
            rest = without_joiners(after);
            if rest.len() == after.len() {
                return false;
            }
        }
    }
}

fn without_joiners(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some(after) = JOINERS.iter().find_map(|joiner| rest.strip_prefix(joiner)) {
        rest = after.trim_start();
    }
    if rest.len() == text.trim_start().len() { text } else { rest }
}
