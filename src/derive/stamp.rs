//! What stands for a change: the same id whenever, wherever and in whatever words it is told.

use crate::base::Hash;
use crate::model::{Cell, Fact, Feature, Limit, Literal, Product, ProseText, Source, Value};

use super::CellChange;

/// A change's id: the cell, and what stands for its old and new words.
pub fn change_id(old: &Product, new: &Product, change: &CellChange) -> Option<String> {
    let was = old.features().nth(change.old.feature)?;
    let is = new.features().nth(change.new.feature)?;
    let edition = &new.editions[change.new.edition].id;
    let said = (said(old, was, change.old.edition), said(new, is, change.new.edition));
    Some(event_id(&format!("{}.{edition}", is.id), &said))
}

/// The id of a change that is told of a name: of a feature or an edition that came, went or moved.
pub fn event_id<T: serde::Serialize>(name: &str, what: &T) -> String {
    format!("{name}-{}", &Hash::of_value(&(name, what)).to_string()[..8])
}

/// What a row says in an edition, in words that hang on ids and amounts alone.
fn said(product: &Product, feature: &Feature, edition: usize) -> Vec<String> {
    let fact = |fact: &Fact| {
        let part = fact.part.as_ref().map_or("", |(id, _)| &**id);
        format!("{part}={}", cell(product, fact, &fact.cells[edition]))
    };
    let mut all: Vec<String> = feature.facts.iter().map(fact).collect();
    all.sort_unstable();
    all
}

fn cell(product: &Product, fact: &Fact, cell: &Cell) -> String {
    let per = cell.per.as_deref().or(fact.per.as_deref()).unwrap_or_default();
    let mut out = format!("{} {per}", value(&cell.value, fact, cell.words.as_ref()));
    for case in cell.cases.iter().filter(|case| case.value.is_some()) {
        let when = |l: &Literal| {
            format!("{}{}", if l.negated { "!" } else { "" }, product.conditions[l.condition].id)
        };
        let mut when: Vec<String> = case.when.iter().map(when).collect();
        when.sort_unstable();
        let said = case.value.as_ref().map(|v| value(v, fact, case.words.as_ref()));
        out.push_str(&format!(" [{} {}]", when.join("&"), said.unwrap_or_default()));
    }
    format!("{out} | {}", source(cell.instead.as_ref()))
}

fn value(value: &Value, fact: &Fact, words: Option<&ProseText>) -> String {
    let said = match value {
        Value::Yes => "yes".to_owned(),
        Value::Partial => "partial".to_owned(),
        Value::Planned(_) => "planned".to_owned(),
        Value::No => "no".to_owned(),
        Value::Unknown => return "unknown".to_owned(),
        Value::Na => "na".to_owned(),
        Value::Text => "text".to_owned(),
        Value::Limit(Limit::Unlimited) => "unlimited".to_owned(),
        Value::Limit(Limit::Amount(amount)) => {
            format!("{} {:?}", amount.base.normalize(), amount.dimension)
        }
        Value::Limit(Limit::Formula(formula)) => {
            let bound = |q: &Option<crate::model::Quantity>| {
                q.as_ref().map(|q| q.base.normalize().to_string()).unwrap_or_default()
            };
            format!("{} {} {}", formula.write(&Source), bound(&formula.min), bound(&formula.max))
        }
        Value::Set(options) => {
            let mut ids: Vec<&str> =
                options.iter().map(|at| &*fact.options[usize::from(*at)].id).collect();
            ids.sort_unstable();
            ids.join(",")
        }
    };
    format!("{said} {}", source(words))
}

fn source(words: Option<&ProseText>) -> &str {
    words.and_then(|words| words.all().next()).map_or("", |prose| &prose.source)
}
