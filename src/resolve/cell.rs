//! A cell as written to a cell as meant, under its fact's type.

use jiff::civil::Date;
use thin_vec::ThinVec;

use super::catalogue as problem;
use super::scope::Scope;
use super::state::{self, State};
use super::{limit, reach};
use crate::base::{Bilingual, Diagnostic, Located, Range, nearest};
use crate::model::catalogue as unknown;
use crate::model::{
    Case, Cell, Condition, Evidence, Kind, Literal, Product, ProseText, SetOption, Text, Unit,
    Value,
};
use crate::syntax::{self, CaseDoc, CellDoc, EvidenceDoc, Places, Words, WrittenValue};

/// What a cell must fit into.
pub struct FactScope<'a> {
    /// The fact's type.
    pub kind: Kind,
    /// Its unit.
    pub unit: Option<Unit>,
    /// What its set may hold.
    pub options: &'a [SetOption],
    /// The product.
    pub product: &'a Product,
    /// The cell's edition.
    pub edition: usize,
}

/// How wide the words for tables may be, in Han characters.
const SHORT: usize = 20;

/// Resolves a cell; what is wrong becomes "unknown".
pub fn resolve(doc: &CellDoc, fact: &FactScope<'_>, scope: &mut Scope<'_>) -> Cell {
    let before = scope.out.len();
    let mut words = doc.words.as_ref().map(|w| scope.prose(w));
    let value = match &doc.value {
        Some(written) => {
            let review = doc.review.as_ref().map(|day| day.value);
            value(written, fact, review, &mut words, &doc.places, scope)
        }
        None => without_value(doc, fact, words.is_some(), scope),
    };
    let mut cell = Cell {
        at: doc.at,
        value: value.unwrap_or(Value::Unknown),
        words,
        short: doc.short.as_ref().map(|w| short(w, scope)),
        instead: doc.instead.as_ref().map(|w| scope.prose(w)),
        cases: cases(&doc.cases, fact, scope),
        note: doc.note.as_ref().map(|w| scope.prose(w)),
        sources: evidence(&doc.sources, fact.product, scope),
        more: evidence(&doc.more, fact.product, scope),
        since: doc.since.as_ref().map(|s| s.value.as_str().into()),
        verified: doc.verified.as_ref().map(|day| day.value),
        verified_at: doc.verified.as_ref().map(|day| day.at).unwrap_or_default(),
        stale_after: doc.stale_after.as_ref().and_then(|text| scope.days(text)),
        review_at: doc.review.as_ref().map(|day| day.at).unwrap_or_default(),
        per: doc.per.as_ref().map(|p| p.value.as_str().into()),
        broken: false,
    };
    let place = doc.value.as_ref().map_or(doc.at, |v| value_at(v, doc.at));
    if cell.value == Value::Partial
        && cell.words.is_none()
        && cell.cases.is_empty()
        && doc.cases.is_empty()
    {
        scope.report(problem::partial_without_words(scope.span(place)));
    }
    if cell.value == Value::Planned(None) {
        scope.report(problem::planned_without_review(scope.span(place)));
    }
    let reported = matches!(doc.value, Some(WrittenValue::Reported(_)));
    cell.broken = reported || scope.out[before..].iter().any(Diagnostic::is_error);
    cell
}

/// The words for tables, checked to fit into a column.
fn short(words: &Words, scope: &mut Scope<'_>) -> Text {
    for (_, text) in words {
        let width = half_widths(&text.value).div_ceil(2);
        if width > SHORT {
            scope.report(problem::long_short(scope.span(text.at), width, SHORT));
        }
    }
    scope.text(words)
}

/// How wide a text is, in half-width characters: a Han character, or a full-width sign, is two.
fn half_widths(text: &str) -> usize {
    text.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum()
}

fn value_at(value: &WrittenValue, fallback: Range) -> Range {
    match value {
        WrittenValue::Is(text) | WrittenValue::Limit(text) | WrittenValue::Bare(text) => text.at,
        WrittenValue::Formula(doc) => doc.formula.at,
        WrittenValue::Set(items) | WrittenValue::BareList(items) => {
            items.first().map_or(fallback, |item| item.at)
        }
        WrittenValue::Reported(at) => *at,
    }
}

/// Words alone are a value only in a text.
fn without_value(
    doc: &CellDoc,
    fact: &FactScope<'_>,
    has_words: bool,
    scope: &mut Scope<'_>,
) -> Option<Value> {
    if fact.kind == Kind::Text && has_words {
        return Some(Value::Text);
    }
    scope.report(problem::missing_value(scope.span(doc.at.begin()), wanted(fact.kind)));
    None
}

/// What a cell of a type holds, for messages.
fn wanted(kind: Kind) -> Bilingual {
    let (zh, en) = match kind {
        Kind::Support => (
            "is: 有（或 无、部分、计划、未核实、不适用）",
            "is: yes (or no, partial, planned, unknown, na)",
        ),
        Kind::Limit => ("limit: 数量，没有就写 is: 无", "limit: with the amount, or is: no"),
        Kind::Set => ("set: [代号, …]，没有就写 is: 无", "set: [id, …], or is: no"),
        Kind::Text => ("md: 文字", "md: with the words"),
    };
    Bilingual::new(zh, en)
}

/// A value under the fact's type; a bare text becomes the words.
fn value(
    written: &WrittenValue,
    fact: &FactScope<'_>,
    review: Option<Date>,
    words: &mut Option<ProseText>,
    places: &Places,
    scope: &mut Scope<'_>,
) -> Option<Value> {
    match written {
        WrittenValue::Reported(_) => None,
        WrittenValue::Is(word) => is(word, fact, review, scope),
        WrittenValue::Limit(text) if fact.kind == Kind::Limit => limit::amount(text, fact, scope),
        WrittenValue::Formula(doc) if fact.kind == Kind::Limit => limit::formula(doc, fact, scope),
        WrittenValue::Formula(doc) => wrong_type("limit", doc.formula.at, fact, scope),
        WrittenValue::Set(items) if fact.kind == Kind::Set => set(items, fact, scope),
        WrittenValue::Limit(text) => wrong_type("limit", text.at, fact, scope),
        WrittenValue::Set(_) => wrong_type("set", value_at(written, Range::default()), fact, scope),
        WrittenValue::Bare(word) => bare(word, fact, review, words, places, scope),
        WrittenValue::BareList(items) if fact.kind == Kind::Set => set(items, fact, scope),
        WrittenValue::BareList(_) => {
            let list = Bilingual::new("列表", "list");
            wrong_type_named(list, value_at(written, Range::default()), fact, scope)
        }
    }
}

/// Whether a word says of any fact, whatever its type, that it is not there, not known, or makes no sense.
pub fn fits_every_type(word: &str) -> bool {
    matches!(state::of(word), Some(State::No | State::Unknown | State::Na))
}

fn bare(
    word: &Located<String>,
    fact: &FactScope<'_>,
    review: Option<Date>,
    words: &mut Option<ProseText>,
    places: &Places,
    scope: &mut Scope<'_>,
) -> Option<Value> {
    let everywhere = fits_every_type(&word.value);
    match fact.kind {
        Kind::Support => is(word, fact, review, scope),
        _ if everywhere => is(word, fact, review, scope),
        Kind::Limit => limit::amount(word, fact, scope),
        Kind::Set => set(std::slice::from_ref(word), fact, scope),
        Kind::Text => {
            let prose = syntax::prose_of(&word.value, places, &scope.path).into(scope.out);
            *words = Some(scope.prose(syntax::lone(Located::new(prose, word.at))));
            Some(Value::Text)
        }
    }
}

fn is(
    word: &Located<String>,
    fact: &FactScope<'_>,
    review: Option<Date>,
    scope: &mut Scope<'_>,
) -> Option<Value> {
    let Some(state) = state::of(&word.value) else {
        if fact.kind != Kind::Support {
            scope.report(no_state(word, fact, scope));
            return None;
        }
        let near = state::near(&word.value);
        scope.report(problem::unknown_state(scope.span(word.at), &word.value, near));
        return None;
    };
    let elsewhere = fact.kind != Kind::Support;
    match state {
        State::Unknown => Some(Value::Unknown),
        State::Na => Some(Value::Na),
        State::No => Some(Value::No),
        _ if elsewhere => wrong_type_named(
            Bilingual::new(word.value.clone(), word.value.clone()),
            word.at,
            fact,
            scope,
        ),
        State::Yes => Some(Value::Yes),
        State::Partial => Some(Value::Partial),
        State::Planned => Some(Value::Planned(review)),
    }
}

/// `is: 200` where no state but a value belongs.
fn no_state(word: &Located<String>, fact: &FactScope<'_>, scope: &Scope<'_>) -> Diagnostic {
    let (kind, key) = match fact.kind {
        Kind::Limit => ("limit", format!("limit: {}", word.value)),
        Kind::Set => ("set", format!("set: [{}]", word.value)),
        _ => ("text", format!("md: {}", word.value)),
    };
    let written = format!("is: {}", word.value);
    problem::wrong_type(scope.span(word.at), written, kind, key)
}

fn set(items: &[Located<String>], fact: &FactScope<'_>, scope: &mut Scope<'_>) -> Option<Value> {
    if fact.options.is_empty() {
        // A set without options is reported where it stands.
        return None;
    }
    let mut options: Vec<u16> = Vec::with_capacity(items.len());
    for item in items {
        let found = scope.position(item, fact.options.iter().map(|o| &*o.id), |s, id, near| {
            let named = fact.options.iter().flat_map(|o| o.name.all().map(|name| (name, &*o.id)));
            problem::unknown_option(s, id, near.or_named(id, named))
        });
        let found = found.and_then(|at| u16::try_from(at).ok());
        if found.is_some_and(|at| options.contains(&at)) {
            scope.report(problem::listed_twice(scope.span(item.at), &item.value));
        }
        options.extend(found);
    }
    options.sort_unstable();
    options.dedup();
    (options.len() == items.len() || !options.is_empty()).then_some(Value::Set(options))
}

fn wrong_type(
    key: &'static str,
    at: Range,
    fact: &FactScope<'_>,
    scope: &mut Scope<'_>,
) -> Option<Value> {
    wrong_type_named(Bilingual::new(key, key), at, fact, scope)
}

fn wrong_type_named(
    key: Bilingual,
    at: Range,
    fact: &FactScope<'_>,
    scope: &mut Scope<'_>,
) -> Option<Value> {
    let kind = match fact.kind {
        Kind::Support => "support",
        Kind::Limit => "limit",
        Kind::Set => "set",
        Kind::Text => "text",
    };
    scope.report(problem::wrong_type(scope.span(at), key, kind, wanted(fact.kind)));
    None
}

fn evidence(docs: &[EvidenceDoc], product: &Product, scope: &mut Scope<'_>) -> ThinVec<Evidence> {
    let mut all = ThinVec::with_capacity(docs.len());
    for doc in docs {
        let found =
            scope.position(&doc.id, product.sources.iter().map(|s| &*s.id), |s, id, near| {
                let named = product.sources.iter().map(|s| (s.title.base(), &*s.id));
                unknown::unknown_source(s, id, near.or_named(id, named))
            });
        if let Some(source) = found {
            all.push(Evidence { source, quote: doc.quote.as_ref().map(|w| scope.text(w)) });
        }
    }
    all
}

fn cases(docs: &[CaseDoc], fact: &FactScope<'_>, scope: &mut Scope<'_>) -> ThinVec<Case> {
    let mut cases: ThinVec<Case> = ThinVec::with_capacity(docs.len());
    for doc in docs {
        let Some(when) = literals(&doc.when, fact.product, scope) else { continue };
        if !reach::can_hold(&when, fact.product, fact.edition) {
            scope.report(problem::impossible_case(scope.span(when_at(doc))));
            continue;
        }
        if !reach::is_reached(&when, &cases, fact.product, fact.edition) {
            scope.report(problem::unreachable_case(scope.span(when_at(doc))));
            continue;
        }
        let mut words = doc.words.as_ref().map(|w| scope.prose(w));
        let places = Places::default();
        let written = doc.value.as_ref();
        let value = written.and_then(|it| value(it, fact, None, &mut words, &places, scope));
        cases.push(Case { when, value, words });
    }
    cases
}

fn when_at(doc: &CaseDoc) -> Range {
    match (doc.when.first(), doc.when.last()) {
        (Some(first), Some(last)) => Range { start: first.at.start, end: last.at.end },
        _ => doc.at,
    }
}

/// What a condition's negation is called, and how it is written.
fn negation(condition: &Condition) -> Option<(&str, String)> {
    Some((condition.not.as_ref()?.base(), format!("not {}", condition.id)))
}

/// `vip`, `not active`: sorted, each once. `None` if one of them is not known.
pub fn literals(
    when: &[Located<String>],
    product: &Product,
    scope: &mut Scope<'_>,
) -> Option<Vec<Literal>> {
    let mut all = Vec::with_capacity(when.len());
    for word in when {
        let (negated, id) = match word.value.strip_prefix("not ") {
            Some(id) => (true, Located::new(id.trim().to_owned(), word.at)),
            None => (false, word.clone()),
        };
        let ids = product.conditions.iter().map(|c| &*c.id);
        let condition = scope.position(&id, ids, |s, id, near| {
            let negated: Vec<_> = product.conditions.iter().map(negation).collect();
            let named = product.conditions.iter().map(|c| (c.name.base(), &*c.id));
            let negated = negated.iter().flatten().map(|(name, id)| (*name, id.as_str()));
            let plain = id.strip_prefix(['非', '不', '未']).map(str::trim_start);
            let plain = plain.filter(|id| product.condition(id).is_some());
            let not = plain.map(|plain| format!("not {plain}"));
            match &not {
                Some(not) => unknown::unknown_condition(s, id, nearest(not, [not.as_str()])),
                None => unknown::unknown_condition(s, id, near.or_named(id, named.chain(negated))),
            }
        })?;
        all.push(Literal { condition, negated });
    }
    all.sort_unstable();
    all.dedup();
    (!all.is_empty()).then_some(all)
}
