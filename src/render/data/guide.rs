//! Upgrade guides as JSON, in the default language.

use serde_json::{Map, Value as Json, json};

use super::cells::{base, put, row, source};
use super::matrix::{given, groups, verdict};
use crate::derive::{Comparison, Difference, Met, met};
use crate::model::{
    Field, FieldType, Guide, Impact, Level, Phase, Precondition, Product, ProseText, Question,
    Step, Text,
};

/// What stands beside a guide: the version of what it tells, and the guides that it leads through.
pub struct Told<'a> {
    /// The version of the consent sheet.
    pub consent: &'a str,
    /// The transitions of a way by their guides, in order; none where it is written as one.
    pub hops: Vec<&'a str>,
    /// Those transitions, each held against the edition before it.
    pub comparisons: Vec<&'a Comparison>,
}

/// A whole guide: what it asks, what is done, and every difference with its old and new cell, for
/// the customer that it is for. What nobody knows is `null`, never left out.
pub fn guide(
    product: &Product,
    guide: &Guide,
    comparison: &Comparison,
    summary: &str,
    told: &Told<'_>,
    links: &Json,
) -> Vec<u8> {
    let words = |text: Option<&ProseText>| json!(source(text));
    let differing = |wanted: bool| {
        let rows = product.features().zip(&comparison.rows);
        rows.filter(move |(_, found)| (found.difference != Difference::Same) == wanted)
    };
    let differences: Vec<Json> = differing(true)
        .map(|(feature, found)| row(product, feature, found, comparison, Some(&guide.given)))
        .collect();
    super::json(&json!({
        "product": product.id,
        "guide": guide.id,
        "title": guide.title.base(),
        "description": base(guide.description.as_ref()),
        "from": product.editions[guide.from].id,
        "to": product.editions[guide.to].id,
        "given": given(product, &guide.given),
        "verified": product.verified.map(|d| d.to_string()),
        "reversible": guide.reversible,
        "no_way_back": reasons(guide),
        "once": words(guide.once.as_ref()),
        "duration": words(guide.duration.as_ref()),
        "downtime": words(guide.downtime.as_ref()),
        "cost": words(guide.cost.as_ref()),
        "summary": summary,
        "verdict": verdict(comparison),
        "groups": groups(comparison),
        "hold_if": guide.hold_if.iter().map(|hold| json!({"md": md(&hold.words)})).collect::<Vec<_>>(),
        "preconditions": guide.preconditions.iter().map(precondition).collect::<Vec<_>>(),
        "collect": guide.collect.iter().map(field).collect::<Vec<_>>(),
        "ticket": base(guide.ticket.as_ref()),
        "consent": told.consent,
        "hops": told.hops,
        "on_the_way": on_the_way(product, comparison, told),
        "steps": steps(guide),
        "impacts": guide.impacts.iter().map(impact).collect::<Vec<_>>(),
        "questions": guide.questions.iter().map(question).collect::<Vec<_>>(),
        "differences": differences,
        "same": differing(false).map(|(feature, _)| &*feature.id).collect::<Vec<_>>(),
        "md": words(Some(&guide.body)).as_str().filter(|body| !body.is_empty()),
        "links": links,
    }))
}

/// What is lost at a transition and there again at the end, or some of it.
fn on_the_way(product: &Product, whole: &Comparison, told: &Told<'_>) -> Vec<Json> {
    let features: Vec<_> = product.features().collect();
    let all = met(&told.comparisons, whole).into_iter().filter(Met::is_on_the_way);
    let one = |met: Met| {
        json!({
            "feature": features[met.feature].id,
            "hop": told.hops[met.hop],
            "diff": told.comparisons[met.hop].rows[met.feature].difference.word(),
            "back": met.back.map(|at| told.hops[at]),
            "partly": met.at_end,
        })
    };
    all.map(one).collect()
}

/// Why there is no way back, as Markdown: a paragraph for each reason.
fn reasons(guide: &Guide) -> Option<String> {
    let all: Vec<&str> = guide.no_way_back.iter().map(md).collect();
    (!all.is_empty()).then(|| all.join("\n\n"))
}

/// Markdown as written.
fn md(text: &ProseText) -> &str {
    source(Some(text)).unwrap_or_default()
}

fn precondition(precondition: &Precondition) -> Json {
    json!({
        "id": precondition.id,
        "md": md(&precondition.words),
        "by": precondition.by,
        "consent": precondition.consent,
    })
}

fn field(field: &Field) -> Json {
    let kind = match field.kind {
        FieldType::Text => "text",
        FieldType::Email => "email",
        FieldType::Phone => "phone",
        FieldType::Count => "count",
        FieldType::Date => "date",
        FieldType::Url => "url",
        FieldType::Choice => "choice",
    };
    let options: Vec<&str> = field.options.iter().map(Text::base).collect();
    let mut out = Map::new();
    put(&mut out, "id", &field.id);
    put(&mut out, "name", field.name.base());
    put(&mut out, "type", kind);
    put(&mut out, "check", field.check.as_deref());
    put(&mut out, "options", (!options.is_empty()).then_some(options));
    put(&mut out, "required", field.required);
    put(&mut out, "hint", field.hint.as_ref().map(Text::base));
    put(&mut out, "placeholder", field.placeholder.as_ref().map(Text::base));
    Json::Object(out)
}

/// The steps by phase; a phase without any is an empty list.
fn steps(guide: &Guide) -> Json {
    let of = |phase: Phase| -> Vec<Json> {
        let steps = guide.steps.iter().filter(|step| step.phase == phase);
        steps.map(|s: &Step| json!({"id": s.id, "by": s.by, "md": md(&s.words)})).collect()
    };
    json!({"before": of(Phase::Before), "during": of(Phase::During), "after": of(Phase::After)})
}

fn impact(impact: &Impact) -> Json {
    let severity = match impact.severity {
        Level::Info => "info",
        Level::Warn => "warn",
        Level::Block => "block",
    };
    let md = source(impact.words.as_ref());
    json!({"feature": impact.feature, "severity": severity, "md": md})
}

fn question(question: &Question) -> Json {
    json!({"q": question.question.base(), "a": md(&question.answer)})
}
