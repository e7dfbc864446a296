//! A guide as written to a guide as meant.

use std::sync::Arc;

use super::catalogue as problem;
use super::product::edition_position;
use super::scope::Scope;
use crate::base::{Bilingual, Diagnostic, Located, SourcePath, Span, nearest};
use crate::model::catalogue as unknown;
use crate::model::{
    Feature, Field, FieldType, Given, Guide, GuidePlaces, HoldIf, Impact, Kind, Level, Of, Phase,
    Precondition, Product, ProseText, Question, RequestedGiven, Site, Step,
};
use crate::syntax::catalogue::bad_id;
use crate::syntax::{
    CollectDoc, GuideDoc, ImpactDoc, PreconditionDoc, ProseWords, StepDoc, broken_rule, is_id,
    suggested_id,
};

/// The types of fields, in the order of `CollectDoc::kind`.
const TYPES: [FieldType; 7] = [
    FieldType::Text,
    FieldType::Email,
    FieldType::Phone,
    FieldType::Count,
    FieldType::Date,
    FieldType::Url,
    FieldType::Choice,
];

/// Resolves a guide; `None` when it names no pair of editions.
pub fn resolve(
    doc: GuideDoc,
    at: usize,
    product: &Product,
    site: &Site,
    out: &mut Vec<Diagnostic>,
) -> Option<Guide> {
    let mut scope = super::scope(site, &doc.path, out);
    let given = given(&doc.given, product, &mut scope);
    way_back(&doc, &mut scope);
    let id = guide_id(&doc.path);
    if !is_id(&id) {
        scope.report(bad_id(doc.path.whole(), &*id, broken_rule(&id), suggested_id(&id)));
    }
    let pair = editions(&doc, product, &mut scope);
    scope.unique(doc.preconditions.iter().map(|p| &p.id));
    scope.unique(doc.collect.iter().map(|c| &c.id));
    scope.unique(doc.steps.iter().map(|s| &s.id));
    let prose = |words: Option<ProseWords>, scope: &mut Scope<'_>| words.map(|w| scope.prose(w));
    let body = if doc.body.is_empty() { ProseText::default() } else { scope.prose(doc.body) };
    let written = doc.impacts.len();
    let impacts: Vec<Impact> = doc
        .impacts
        .into_iter()
        .filter(|i| !i.broken)
        .filter_map(|i| impact(i, product, &mut scope))
        .collect();
    let ticket = super::ticket::resolve(&doc.ticket, &doc.collect, &mut scope);
    let (from, to) = pair?;
    given_of_both(&doc.given, (from, to), product, &mut scope);
    let heads =
        doc.title.iter().chain(&doc.description).chain(doc.questions.iter().map(|(q, _)| q));
    let clauses = heads.flat_map(|words| scope.clauses(words)).collect();
    Some(Guide {
        product: at,
        id,
        source: doc.path.clone(),
        at: doc.at,
        places: GuidePlaces {
            to: doc.to.as_ref().map_or(doc.at, |to| to.at),
            reversible: doc.reversible.as_ref().map_or(doc.at, |reversible| reversible.at),
        },
        hops: Vec::new(),
        title: scope.text_or_empty(doc.title),
        description: doc.description.map(|w| scope.text(w)),
        from,
        to,
        given,
        reversible: doc.reversible.as_ref().is_none_or(|r| r.value),
        no_way_back: prose(doc.no_way_back, &mut scope).into_iter().collect(),
        hold_if: doc.hold_if.into_iter().map(|w| HoldIf { words: scope.prose(w) }).collect(),
        preconditions: doc.preconditions.into_iter().map(|p| precondition(p, &mut scope)).collect(),
        collect: doc.collect.into_iter().map(|c| field(c, product, &mut scope)).collect(),
        steps: doc.steps.into_iter().map(|s| step(s, &mut scope)).collect(),
        impacts_known: impacts.len() == written,
        impacts,
        questions: doc
            .questions
            .into_iter()
            .map(|(q, a)| Question { question: scope.text(q), answer: scope.prose(a) })
            .collect(),
        once: prose(doc.once, &mut scope),
        duration: prose(doc.duration, &mut scope),
        downtime: prose(doc.downtime, &mut scope),
        cost: prose(doc.cost, &mut scope),
        ticket,
        body,
        clauses,
    })
}

/// The guide's id: the file's name without its ending.
fn guide_id(path: &SourcePath) -> Arc<str> {
    path.file_name().trim_end_matches(".md").into()
}

fn editions(doc: &GuideDoc, product: &Product, scope: &mut Scope<'_>) -> Option<(usize, usize)> {
    let from = doc.from.as_ref().and_then(|id| edition_position(id, product, scope));
    let to = doc.to.as_ref().and_then(|id| edition_position(id, product, scope));
    if let (Some(from), Some(to)) = (from, to)
        && from == to
    {
        let at = doc.to.as_ref().map_or(doc.at, |id| id.at);
        scope.report(same_edition(scope.span(at), to, product));
        return None;
    }
    Some((from?, to?))
}

/// That both ends are one edition, and the others.
pub fn same_edition(span: Span, edition: usize, product: &Product) -> Diagnostic {
    let id = &*product.editions[edition].id;
    let others = product.editions.iter().map(|edition| &*edition.id).filter(|other| *other != id);
    problem::same_edition(span, id, nearest(id, others))
}

/// What is known of a reader in an edition that the guide neither leaves nor leads to says nothing.
pub fn given_of_both(
    requested: &RequestedGiven,
    (from, to): (usize, usize),
    product: &Product,
    scope: &mut Scope<'_>,
) {
    let beside = unknown::given_elsewhere(product, requested, &[from, to], |at| scope.span(at));
    beside.into_iter().for_each(|problem| scope.report(problem));
}

/// Without a way back the guide must say so, and somebody must sign it.
fn way_back(doc: &GuideDoc, scope: &mut Scope<'_>) {
    let Some(reversible) = &doc.reversible else { return };
    if reversible.value {
        if doc.no_way_back.is_some() {
            scope.report(problem::contradictory_way_back(scope.span(reversible.at)));
        }
        return;
    }
    if doc.no_way_back.is_none() {
        scope.report(problem::no_way_back_unsaid(scope.span(reversible.at)));
    }
    if !doc.preconditions.iter().any(|p| p.consent) {
        scope.report(problem::no_consent(scope.span(reversible.at)));
    }
}

/// Resolves `given: {legacy: [free]}`: which plan of each edition the reader is on.
pub fn given(requested: &RequestedGiven, product: &Product, scope: &mut Scope<'_>) -> Given {
    let mut all = Vec::with_capacity(requested.len());
    for (id, conditions) in requested {
        let edition = edition_position(id, product, scope);
        let ids = product.conditions.iter().map(|c| &*c.id);
        let mut found: Vec<usize> = Vec::with_capacity(conditions.len());
        for condition in conditions {
            let at = scope.position(condition, ids.clone(), |s, id, near| {
                let named = product.conditions.iter().map(|c| (c.name.base(), &*c.id));
                unknown::unknown_condition(s, id, near.or_named(id, named))
            });
            let Some(at) = at else { continue };
            if edition.is_some_and(|edition| !can_hold(at, edition, &found, product)) {
                let span = scope.span(condition.at);
                scope.report(unknown::impossible_given(span, &condition.value, &id.value));
            } else {
                found.push(at);
            }
        }
        all.extend(edition.map(|edition| (edition, found)));
    }
    all.sort();
    Given(all)
}

/// Whether a condition can hold in an edition, beside those that hold already: plans exclude each other.
fn can_hold(condition: usize, edition: usize, beside: &[usize], product: &Product) -> bool {
    let of = |at: usize| &product.conditions[at];
    let editions = &of(condition).editions;
    let is_plan = |at: usize| of(at).of == Of::Plan;
    (editions.is_empty() || editions.contains(&edition))
        && !(is_plan(condition) && beside.iter().any(|at| is_plan(*at)))
}

/// The counts that a guide asks for: formulas may use them.
pub fn counts(doc: &GuideDoc) -> impl Iterator<Item = &CollectDoc> {
    doc.collect.iter().filter(|field| TYPES[usize::from(field.kind)] == FieldType::Count)
}

fn precondition(doc: PreconditionDoc, scope: &mut Scope<'_>) -> Precondition {
    Precondition {
        at: doc.id.at,
        id: doc.id.value.into(),
        words: doc.words.map(|w| scope.prose(w)).unwrap_or_default(),
        by: doc.by.as_ref().map(|by| scope.audience(by)),
        consent: doc.consent,
    }
}

fn field(doc: CollectDoc, product: &Product, scope: &mut Scope<'_>) -> Field {
    let (kind, here) = (TYPES[usize::from(doc.kind)], scope.span(doc.id.at));
    match (kind, doc.options.is_empty()) {
        (FieldType::Choice, true) => {
            scope.report(problem::choice_without_options(here, &doc.id.value));
        }
        (FieldType::Choice, false) | (_, true) => {}
        (_, false) => scope.report(problem::options_without_choice(here, &doc.id.value)),
    }
    let check = match &doc.check {
        Some(check) if kind != FieldType::Count => {
            scope.report(problem::check_without_count(scope.span(check.at), &doc.id.value));
            None
        }
        check => check.as_ref().and_then(|id| self::check(id, product, scope)),
    };
    Field {
        at: doc.id.at,
        id: doc.id.value.into(),
        name: scope.text_or_empty(doc.name),
        kind,
        check,
        options: doc.options.into_iter().map(|w| scope.text(w)).collect(),
        required: doc.required,
        hint: doc.hint.map(|w| scope.text(w)),
        placeholder: doc.placeholder.map(|w| scope.text(w)),
    }
}

fn check(id: &Located<String>, product: &Product, scope: &mut Scope<'_>) -> Option<Arc<str>> {
    let is_limit = |feature: &&Feature| feature.facts.iter().any(|fact| fact.kind == Kind::Limit);
    let limits = || product.features().filter(is_limit).map(|feature| &*feature.id);
    let feature = feature_id(id, limits(), product, scope)?;
    if !limits().any(|limit| *limit == *feature) {
        let near = nearest(&feature, limits());
        scope.report(problem::check_without_limit(scope.span(id.at), &*feature, near));
        return None;
    }
    Some(feature)
}

/// Today's id of a feature: an id of the past is followed where it moved. `fitting` could have been meant.
fn feature_id<'p>(
    id: &Located<String>,
    fitting: impl Iterator<Item = &'p str>,
    product: &Product,
    scope: &mut Scope<'_>,
) -> Option<Arc<str>> {
    if product.feature(&id.value).is_some() {
        return Some(id.value.as_str().into());
    }
    let span = scope.span(id.at);
    match product.moved_to(&id.value) {
        Some([today]) => Some(Arc::clone(today)),
        Some(several) => {
            scope.report(unknown::split_name(
                span,
                &id.value,
                Bilingual::new(several.join("、"), several.join(", ")),
            ));
            None
        }
        None => {
            scope.report(unknown::unknown_feature(span, &id.value, nearest(&id.value, fitting)));
            None
        }
    }
}

fn step(doc: StepDoc, scope: &mut Scope<'_>) -> Step {
    const PHASES: [Phase; 3] = [Phase::Before, Phase::During, Phase::After];
    Step {
        at: doc.id.at,
        id: doc.id.value.into(),
        phase: PHASES[usize::from(doc.phase)],
        by: doc.by.as_ref().map(|by| scope.audience(by)),
        words: doc.words.map(|w| scope.prose(w)).unwrap_or_default(),
    }
}

fn impact(doc: ImpactDoc, product: &Product, scope: &mut Scope<'_>) -> Option<Impact> {
    const LEVELS: [Level; 3] = [Level::Info, Level::Warn, Level::Block];
    let all = product.features().map(|feature| &*feature.id);
    let feature = feature_id(&doc.feature, all, product, scope)?;
    Some(Impact {
        feature,
        at: doc.feature.at,
        severity: LEVELS[usize::from(doc.severity)],
        words: doc.words.map(|w| scope.prose(w)),
    })
}
