//! The matrix and its comparisons as JSON, in the default language.
//!
//! Rows are made one by one on their way out: a matrix may have thousands.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value as Json, json};

use super::cells::{self, base, put, source};
use crate::derive::{Comparison, Difference};
use crate::model::{Condition, Edition, Given, Of, Product, RungKind, SourceRecord, Status};

/// A list whose items are made as they are written.
struct Rows<F>(F);

impl<F: Fn() -> I, I: Iterator<Item = Json>> Serialize for Rows<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// A product's whole matrix. `links` leads a reader of the API to what belongs to it.
pub fn product(product: &Product, links: Option<&Json>) -> Vec<u8> {
    #[derive(Serialize)]
    struct Matrix<'p, R: Serialize> {
        product: &'p str,
        name: &'p str,
        description: Option<&'p str>,
        vendor: Option<&'p str>,
        homepage: Option<&'p str>,
        verified: Option<String>,
        stale_after: Option<i64>,
        editions: Vec<Json>,
        ladder: Vec<&'p str>,
        conditions: Vec<Json>,
        sources: Vec<Json>,
        moved: Map<String, Json>,
        split: Map<String, Json>,
        groups: Vec<Json>,
        features: R,
        #[serde(skip_serializing_if = "Option::is_none")]
        links: Option<&'p Json>,
    }
    let (moved, split): (Vec<_>, Vec<_>) =
        product.moved.iter().partition(|(_, today)| today.len() == 1);
    let rows = || {
        let groups = product.groups.iter();
        let rows = groups.flat_map(|group| group.features.iter().map(move |row| (group, row)));
        rows.map(|(group, row)| cells::feature(product, row, &group.id))
    };
    super::json(&Matrix {
        product: &product.id,
        name: product.name.base(),
        description: base(product.description.as_ref()),
        vendor: base(product.vendor.as_ref()),
        homepage: product.homepage.as_deref(),
        verified: product.verified.map(|d| d.to_string()),
        stale_after: product.stale_after,
        editions: product.editions.iter().map(|e| edition(product, e)).collect(),
        ladder: product.ladder.iter().map(|rung| self::rung(product, rung.kind)).collect(),
        conditions: product.conditions.iter().map(|c| condition(product, c)).collect(),
        sources: product.sources.iter().map(source_record).collect(),
        moved: moved.into_iter().map(|(old, today)| (old.to_string(), json!(today[0]))).collect(),
        split: split.into_iter().map(|(old, today)| (old.to_string(), json!(today))).collect(),
        groups: product.groups.iter().map(|g| json!({"id": g.id, "name": g.name.base()})).collect(),
        features: Rows(rows),
        links,
    })
}

fn source_record(record: &SourceRecord) -> Json {
    json!({
        "id": record.id,
        "title": record.title.base(),
        "url": record.url,
        "seen": record.seen.map(|d| d.to_string()),
    })
}

fn rung(product: &Product, kind: RungKind) -> &str {
    match kind {
        RungKind::Edition(at) => &product.editions[at].id,
        RungKind::Plan(at) => &product.conditions[at].id,
    }
}

/// An edition: what is not known of it is left out.
pub fn edition(product: &Product, edition: &Edition) -> Json {
    let mut out = Map::new();
    put(&mut out, "id", &edition.id);
    put(&mut out, "name", edition.name.base());
    put(&mut out, "status", edition.status.map(Status::word));
    put(&mut out, "released", edition.released.map(|d| d.to_string()));
    put(&mut out, "closes", edition.closes.map(|d| d.to_string()));
    put(&mut out, "inherits", edition.inherits.map(|at| &product.editions[at].id));
    Json::Object(out)
}

fn condition(product: &Product, condition: &Condition) -> Json {
    let of = match condition.of {
        Of::Plan => "plan",
        Of::Org => "org",
        Of::Member => "member",
        Of::Moment => "moment",
    };
    let editions: Vec<&str> =
        condition.editions.iter().map(|at| &*product.editions[*at].id).collect();
    let mut out = Map::new();
    put(&mut out, "id", &condition.id);
    put(&mut out, "name", condition.name.base());
    put(&mut out, "not", base(condition.not.as_ref()));
    put(&mut out, "of", of);
    put(&mut out, "editions", (!editions.is_empty()).then_some(editions));
    put(&mut out, "ask", base(condition.ask.as_ref()));
    put(&mut out, "md", source(condition.words.as_ref()));
    Json::Object(out)
}

/// Two editions compared: every feature's difference, and how many there are of each.
pub fn comparison(
    product: &Product,
    comparison: &Comparison,
    given: &Given,
    links: Option<&Json>,
) -> Vec<u8> {
    #[derive(Serialize)]
    struct Compared<'p, R: Serialize> {
        product: &'p str,
        from: &'p str,
        to: &'p str,
        #[serde(skip_serializing_if = "Map::is_empty")]
        given: Map<String, Json>,
        verified: Option<String>,
        verdict: Map<String, Json>,
        groups: Map<String, Json>,
        features: R,
        #[serde(skip_serializing_if = "Option::is_none")]
        links: Option<&'p Json>,
    }
    let rows = || {
        let rows = product.features().zip(&comparison.rows);
        rows.map(|(feature, row)| cells::row(product, feature, row, comparison, Some(given)))
    };
    super::json(&Compared {
        product: &product.id,
        from: &product.editions[comparison.from].id,
        to: &product.editions[comparison.to].id,
        given: self::given(product, given),
        verified: product.verified.map(|d| d.to_string()),
        verdict: verdict(comparison),
        groups: groups(comparison),
        features: Rows(rows),
        links,
    })
}

/// How many features differ in each way.
pub fn verdict(comparison: &Comparison) -> Map<String, Json> {
    let count = |d: &Difference| (d.word().to_owned(), json!(comparison.count(*d)));
    Difference::ALL.iter().map(count).collect()
}

/// How many features each group of the verdict holds.
pub fn groups(comparison: &Comparison) -> Map<String, Json> {
    let groups = comparison.verdict().into_iter();
    groups.map(|(group, count)| (group.slug().to_owned(), json!(count))).collect()
}

/// What is known of the customer: conditions by edition.
pub fn given(product: &Product, given: &Given) -> Map<String, Json> {
    let ids = |conditions: &[usize]| -> Vec<&str> {
        conditions.iter().map(|at| &*product.conditions[*at].id).collect()
    };
    let all = given.0.iter().filter(|(_, conditions)| !conditions.is_empty());
    all.map(|(edition, all)| (product.editions[*edition].id.to_string(), json!(ids(all)))).collect()
}
