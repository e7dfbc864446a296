//! The matrix and its comparisons as JSON, in the default language.

use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use crate::derive::{Comparison, Difference, FeatureDifference, under};
use crate::model::{
    Better, Cell, Evidence, Fact, Feature, Given, Kind, Limit, Product, ProseText, Source, Text,
    Value,
};
use crate::plan::Plan;

/// A product's whole matrix.
pub fn matrix(plan: &Plan, at: usize) -> Vec<u8> {
    let product = &plan.catalog.products[at];
    let group = |feature: &Feature| {
        product
            .groups
            .iter()
            .find(|g| g.features.iter().any(|f| f.id == feature.id))
            .map(|g| &*g.id)
    };
    super::json(&json!({
        "product": &*product.id,
        "name": product.name.base(),
        "vendor": base(product.vendor.as_ref()),
        "homepage": product.homepage.as_deref(),
        "verified": product.verified.map(|d| d.to_string()),
        "editions": product.editions.iter().map(|e| json!({"id": &*e.id, "name": e.name.base()})).collect::<Vec<_>>(),
        "conditions": product.conditions.iter().map(|c| json!({"id": &*c.id, "name": c.name.base()})).collect::<Vec<_>>(),
        "sources": product.sources.iter().map(|s| json!({
            "id": &*s.id, "title": s.title.base(), "url": s.url.as_deref(), "seen": s.seen.map(|d| d.to_string()),
        })).collect::<Vec<_>>(),
        "groups": product.groups.iter().map(|g| json!({"id": &*g.id, "name": g.name.base()})).collect::<Vec<_>>(),
        "features": product.features().map(|f| feature(product, f, group(f))).collect::<Vec<_>>(),
    }))
}

fn base(text: Option<&Text>) -> Option<&str> {
    text.map(Text::base)
}

fn feature(product: &Product, feature: &Feature, group: Option<&str>) -> Json {
    let cells: Map<String, Json> = product
        .editions
        .iter()
        .enumerate()
        .map(|(at, e)| (e.id.to_string(), cell_of(product, feature, at)))
        .collect();
    let mut out = Map::new();
    put(&mut out, "id", &*feature.id);
    put(&mut out, "group", group);
    put(&mut out, "name", feature.name.base());
    put(&mut out, "question", base(feature.question.as_ref()));
    put(&mut out, "audience", &feature.audience);
    if feature.has_parts() {
        let parts: Vec<Json> = feature.facts.iter().map(|fact| Json::Object(typed(fact))).collect();
        put(&mut out, "parts", parts);
    } else if let Some(fact) = feature.facts.first() {
        out.extend(typed(fact));
    }
    out.insert("cells".to_owned(), Json::Object(cells));
    Json::Object(out)
}

/// Adds a value unless it is nothing.
fn put<T: Serialize>(out: &mut Map<String, Json>, key: &str, value: T) {
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

pub(super) fn cell_of(product: &Product, feature: &Feature, edition: usize) -> Json {
    cell_under(product, feature, edition, &Given::default())
}

/// The cell as it reads for a customer of whom something is known.
fn cell_under(product: &Product, feature: &Feature, edition: usize, given: &Given) -> Json {
    let of =
        |fact: &Fact| cell(product, fact, &under(product, &fact.cells[edition], edition, given));
    if !feature.has_parts() {
        return feature.facts.first().map_or(Json::Null, of);
    }
    let part = |fact: &Fact| Some((fact.part.as_ref()?.0.to_string(), of(fact)));
    let parts: Map<String, Json> = feature.facts.iter().filter_map(part).collect();
    json!({"state": "parts", "parts": parts})
}

fn cell(product: &Product, fact: &Fact, cell: &Cell) -> Json {
    let mut out = value(&cell.value, fact);
    put(&mut out, "md", source(cell.words.as_ref()));
    put(&mut out, "short", base(cell.short.as_ref()));
    put(&mut out, "instead", source(cell.instead.as_ref()));
    let cases: Vec<Json> = cell
        .cases
        .iter()
        .map(|case| {
            let when: Vec<String> = case
                .when
                .iter()
                .map(|l| {
                    let id = &product.conditions[l.condition].id;
                    if l.negated { format!("not {id}") } else { id.to_string() }
                })
                .collect();
            let mut out = Map::new();
            put(&mut out, "when", when);
            out.extend(case.value.as_ref().map(|v| value(v, fact)).unwrap_or_default());
            put(&mut out, "md", source(case.words.as_ref()));
            Json::Object(out)
        })
        .collect();
    put(&mut out, "cases", (!cases.is_empty()).then_some(cases));
    put(&mut out, "note", source(cell.note.as_ref()));
    put(&mut out, "per", cell.per.as_deref());
    put(&mut out, "since", cell.since.as_deref());
    put(&mut out, "verified", cell.verified.map(|d| d.to_string()));
    put(&mut out, "src", ids(product, &cell.sources));
    put(&mut out, "more", ids(product, &cell.more));
    Json::Object(out)
}

/// The Markdown as written.
fn source(text: Option<&ProseText>) -> Option<&str> {
    text.and_then(|text| text.all().next()).map(|prose| &*prose.source)
}

pub(super) fn ids<'p>(product: &'p Product, evidence: &[Evidence]) -> Option<Vec<&'p str>> {
    (!evidence.is_empty())
        .then(|| evidence.iter().map(|e| &*product.sources[e.source].id).collect())
}

/// `state`, and what goes with it: `limit` and `unit`, `set`.
fn value(value: &Value, fact: &Fact) -> Map<String, Json> {
    let mut out = Map::new();
    put(&mut out, "state", crate::render::compose::state(value));
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

/// Two editions compared: every feature's difference, and how many there are of each.
pub fn comparison(plan: &Plan, at: usize, comparison: usize) -> Vec<u8> {
    let product = &plan.catalog.products[at];
    let compared = &plan.comparisons[comparison];
    let (comparison, given) = (&compared.comparison, &compared.given);
    let rows = product.features().zip(&comparison.rows);
    let features: Vec<Json> =
        rows.map(|(feature, row)| self::row(product, feature, row, comparison, given)).collect();
    let verdict: Map<String, Json> = Difference::ALL
        .iter()
        .map(|d| (d.word().to_owned(), json!(comparison.count(*d))))
        .collect();
    let groups: Map<String, Json> = comparison
        .verdict()
        .iter()
        .map(|(group, count)| (group.slug().to_owned(), json!(count)))
        .collect();
    let mut out = Map::new();
    put(&mut out, "product", &*product.id);
    put(&mut out, "from", &*product.editions[comparison.from].id);
    put(&mut out, "to", &*product.editions[comparison.to].id);
    if !given.is_empty() {
        put(&mut out, "given", self::given(product, given));
    }
    out.insert("verified".to_owned(), json!(product.verified.map(|d| d.to_string())));
    put(&mut out, "verdict", verdict);
    put(&mut out, "groups", groups);
    put(&mut out, "features", features);
    super::json(&out)
}

/// `{legacy: [free]}`, as it is written.
fn given(product: &Product, given: &Given) -> Map<String, Json> {
    let ids = |conditions: &[usize]| -> Vec<&str> {
        conditions.iter().map(|at| &*product.conditions[*at].id).collect()
    };
    let held = given.0.iter().filter(|(_, conditions)| !conditions.is_empty());
    held.map(|(e, held)| (product.editions[*e].id.to_string(), json!(ids(held)))).collect()
}

pub(super) fn row(
    product: &Product,
    feature: &Feature,
    row: &FeatureDifference,
    comparison: &Comparison,
    given: &Given,
) -> Json {
    let mut out = Map::new();
    put(&mut out, "id", &*feature.id);
    put(&mut out, "name", feature.name.base());
    put(&mut out, "diff", row.difference.word());
    out.insert("from".to_owned(), cell_under(product, feature, comparison.from, given));
    out.insert("to".to_owned(), cell_under(product, feature, comparison.to, given));
    if feature.has_parts() {
        let part = |(fact, d): (&Fact, &crate::derive::FactDifference)| {
            Some((fact.part.as_ref()?.0.to_string(), json!(d.difference.word())))
        };
        let parts: Map<String, Json> =
            feature.facts.iter().zip(&row.facts).filter_map(part).collect();
        put(&mut out, "parts", parts);
    }
    Json::Object(out)
}
