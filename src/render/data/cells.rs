//! What stands in a matrix as JSON: features, facts, cells, and how they differ.

use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use crate::derive::{Ahead, Comparison, Crossover, FactDifference, FeatureDifference, under};
use crate::model::{
    Better, Case, Cell, Evidence, Fact, Feature, Given, Kind, Limit, Literal, Product, ProseText,
    Source, Text, Value,
};

/// The words in the default language.
pub fn base(text: Option<&Text>) -> Option<&str> {
    text.map(Text::base)
}

/// A row of the matrix with a cell for every edition.
pub fn feature(product: &Product, feature: &Feature, group: &str) -> Json {
    let editions = product.editions.iter().enumerate();
    let cell = |at: usize| {
        let mut cell = cell_of(product, feature, at);
        note_inherited(product, feature, at, &mut cell);
        cell
    };
    let cells: Map<String, Json> = editions.map(|(at, e)| (e.id.to_string(), cell(at))).collect();
    let aliases: Vec<&str> = feature.aliases.iter().map(Text::base).collect();
    let mut out = Map::new();
    put(&mut out, "id", &*feature.id);
    put(&mut out, "group", group);
    put(&mut out, "name", feature.name.base());
    put(&mut out, "aliases", (!aliases.is_empty()).then_some(aliases));
    put(&mut out, "question", base(feature.question.as_ref()));
    put(&mut out, "audience", &feature.audience);
    put(&mut out, "verified", feature.verified.map(|d| d.to_string()));
    if feature.has_parts() {
        let parts: Vec<Json> = feature.facts.iter().map(|fact| Json::Object(typed(fact))).collect();
        put(&mut out, "parts", parts);
    } else if let Some(fact) = feature.facts.first() {
        out.extend(typed(fact));
    }
    out.insert("cells".to_owned(), Json::Object(cells));
    Json::Object(out)
}

/// Adds to each fact of a cell the edition from which it is taken over, where it is.
fn note_inherited(product: &Product, feature: &Feature, edition: usize, cell: &mut Json) {
    for fact in &feature.facts {
        let written = product.written_in(fact, edition);
        let said = match &fact.part {
            Some((part, _)) => cell["parts"].get_mut(&**part),
            None => Some(&mut *cell),
        };
        if let Some(said) = said.and_then(Json::as_object_mut).filter(|_| written != edition) {
            put(said, "inherited", &*product.editions[written].id);
        }
    }
}

/// Adds a value unless it is nothing.
pub fn put<T: Serialize>(out: &mut Map<String, Json>, key: &str, value: T) {
    if let Ok(value) = serde_json::to_value(value)
        && !value.is_null()
    {
        out.insert(key.to_owned(), value);
    }
}

/// A fact's type, without its cells.
fn typed(fact: &Fact) -> Map<String, Json> {
    let mut out = Map::new();
    put(&mut out, "id", fact.part.as_ref().map(|(id, _)| &**id));
    put(&mut out, "name", fact.part.as_ref().map(|(_, name)| name.base()));
    put(
        &mut out,
        "type",
        match fact.kind {
            Kind::Support => "support",
            Kind::Limit => "limit",
            Kind::Set => "set",
            Kind::Text => "text",
        },
    );
    put(
        &mut out,
        "better",
        match fact.better {
            Better::More => "more",
            Better::Less => "less",
            Better::None => "none",
        },
    );
    put(&mut out, "per", fact.per.as_deref());
    if fact.kind == Kind::Set {
        let options: Map<String, Json> =
            fact.options.iter().map(|o| (o.id.to_string(), json!(o.name.base()))).collect();
        put(&mut out, "options", options);
    }
    out
}

/// What an edition says about a feature, whoever the customer is.
pub fn cell_of(product: &Product, feature: &Feature, edition: usize) -> Json {
    cell_under(product, feature, edition, None)
}

/// The same for a customer of whom something is known.
pub fn cell_under(
    product: &Product,
    feature: &Feature,
    edition: usize,
    given: Option<&Given>,
) -> Json {
    let one = |fact: &Fact| match given {
        Some(given) => cell(product, fact, &under(product, &fact.cells[edition], edition, given)),
        None => cell(product, fact, &fact.cells[edition]),
    };
    if !feature.has_parts() {
        return feature.facts.first().map_or(Json::Null, one);
    }
    let part = |fact: &Fact| Some((fact.part.as_ref()?.0.to_string(), one(fact)));
    let parts: Map<String, Json> = feature.facts.iter().filter_map(part).collect();
    json!({"state": "parts", "parts": parts})
}

fn cell(product: &Product, fact: &Fact, cell: &Cell) -> Json {
    let mut out = value(&cell.value, fact);
    put(&mut out, "md", source(cell.words.as_ref()));
    put(&mut out, "short", base(cell.short.as_ref()));
    put(&mut out, "instead", source(cell.instead.as_ref()));
    let cases: Vec<Json> = cell.cases.iter().map(|case| self::case(product, fact, case)).collect();
    put(&mut out, "cases", (!cases.is_empty()).then_some(cases));
    put(&mut out, "note", source(cell.note.as_ref()));
    put(&mut out, "per", cell.per.as_deref());
    put(&mut out, "since", cell.since.as_deref());
    put(&mut out, "verified", cell.verified.map(|d| d.to_string()));
    put(&mut out, "src", ids(product, &cell.sources));
    put(&mut out, "more", ids(product, &cell.more));
    put(&mut out, "quotes", quotes(product, &cell.sources));
    Json::Object(out)
}

fn case(product: &Product, fact: &Fact, case: &Case) -> Json {
    let mut out = Map::new();
    put(&mut out, "when", when(product, &case.when));
    out.extend(case.value.as_ref().map(|v| value(v, fact)).unwrap_or_default());
    put(&mut out, "md", source(case.words.as_ref()));
    Json::Object(out)
}

/// Conditions by id: `vip`, `not active`.
fn when(product: &Product, when: &[Literal]) -> Vec<String> {
    let id = |literal: &Literal| {
        let id = &product.conditions[literal.condition].id;
        if literal.negated { format!("not {id}") } else { id.to_string() }
    };
    when.iter().map(id).collect()
}

/// The sentences relied on, where they were written down.
fn quotes(product: &Product, evidence: &[Evidence]) -> Option<Vec<Json>> {
    let quote = |e: &Evidence| {
        let quote = e.quote.as_ref()?.base();
        Some(json!({"src": &*product.sources[e.source].id, "quote": quote}))
    };
    let quotes: Vec<Json> = evidence.iter().filter_map(quote).collect();
    (!quotes.is_empty()).then_some(quotes)
}

/// The Markdown as written.
pub fn source(text: Option<&ProseText>) -> Option<&str> {
    text.and_then(|text| text.all().next()).map(|prose| &*prose.source)
}

/// Sources by id; none where there is no evidence.
pub fn ids<'p>(product: &'p Product, evidence: &[Evidence]) -> Option<Vec<&'p str>> {
    (!evidence.is_empty())
        .then(|| evidence.iter().map(|e| &*product.sources[e.source].id).collect())
}

/// `state`, and what goes with it: `limit` and `unit`, `set`.
fn value(value: &Value, fact: &Fact) -> Map<String, Json> {
    let mut out = Map::new();
    put(&mut out, "state", value.state());
    match value {
        Value::Limit(Limit::Unlimited) => put(&mut out, "limit", "unlimited"),
        Value::Limit(Limit::Amount(quantity)) => {
            put(&mut out, "limit", &*quantity.number);
            put(&mut out, "unit", Some(quantity.unit.base()).filter(|unit| !unit.is_empty()));
            put(&mut out, "base", quantity.base.normalize().to_string());
        }
        Value::Limit(Limit::Formula(formula)) => {
            put(&mut out, "formula", formula.write(&Source));
            put(&mut out, "min", formula.min.as_ref().map(|min| &*min.number));
            put(&mut out, "max", formula.max.as_ref().map(|max| &*max.number));
            put(&mut out, "unit", Some(formula.unit.base()).filter(|unit| !unit.is_empty()));
        }
        Value::Set(options) => put(
            &mut out,
            "set",
            options.iter().map(|o| &*fact.options[usize::from(*o)].id).collect::<Vec<_>>(),
        ),
        Value::Planned(review) => put(&mut out, "review", review.map(|d| d.to_string())),
        _ => {}
    }
    out
}

/// How a feature differs, with both cells. `given` resolves them as the comparison was made.
pub fn row(
    product: &Product,
    feature: &Feature,
    row: &FeatureDifference,
    comparison: &Comparison,
    given: Option<&Given>,
) -> Json {
    let cell = |edition: usize| cell_under(product, feature, edition, given);
    let mut out = Map::new();
    put(&mut out, "id", &*feature.id);
    put(&mut out, "name", feature.name.base());
    put(&mut out, "diff", row.difference.word());
    out.insert("from".to_owned(), cell(comparison.from));
    out.insert("to".to_owned(), cell(comparison.to));
    let facts = || feature.facts.iter().zip(&row.facts);
    if feature.has_parts() {
        let part = |(fact, d): (&Fact, &FactDifference)| {
            Some((fact.part.as_ref()?.0.to_string(), json!(d.difference.word())))
        };
        let parts: Map<String, Json> = facts().filter_map(part).collect();
        put(&mut out, "parts", parts);
        let part = |(fact, d): (&Fact, &FactDifference)| {
            let reasons = reasons(product, fact, d);
            let id = fact.part.as_ref()?.0.to_string();
            (!reasons.is_empty()).then_some((id, Json::Object(reasons)))
        };
        let reasons: Map<String, Json> = facts().filter_map(part).collect();
        put(&mut out, "part_reasons", (!reasons.is_empty()).then_some(reasons));
    } else if let Some((fact, difference)) = facts().next() {
        out.extend(reasons(product, fact, difference));
    }
    Json::Object(out)
}

/// On which conditions a difference hangs, and which options of a set came and went.
fn reasons(product: &Product, fact: &Fact, difference: &FactDifference) -> Map<String, Json> {
    let options = |at: &[u16]| -> Option<Vec<&str>> {
        let ids = at.iter().map(|at| &*fact.options[usize::from(*at)].id);
        (!at.is_empty()).then(|| ids.collect())
    };
    let because = difference.because.as_deref().filter(|when| !when.is_empty());
    let mut out = Map::new();
    put(&mut out, "because", because.map(|when| self::when(product, when)));
    put(&mut out, "came", options(&difference.came));
    put(&mut out, "went", options(&difference.went));
    put(&mut out, "crossover", difference.crossover.as_deref().map(crossover));
    out
}

/// Where which edition has more of what hangs on a count.
fn crossover(found: &Crossover) -> Json {
    let who = |who: Ahead| -> Vec<&str> {
        let all = [(who.from, "from"), (who.level, "same"), (who.to, "to")];
        all.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect()
    };
    let ranges = found.leads.iter().map(|lead| {
        let mut out = Map::new();
        put(&mut out, "first", u64::try_from(lead.first).ok());
        put(&mut out, "last", lead.last.and_then(|last| u64::try_from(last).ok()));
        put(&mut out, "more", who(lead.who));
        Json::Object(out)
    });
    let mut out = Map::new();
    put(&mut out, "counts", &found.counts);
    put(&mut out, "most", found.most.and_then(|most| u64::try_from(most).ok()));
    put(&mut out, "ranges", ranges.collect::<Vec<_>>());
    Json::Object(out)
}
