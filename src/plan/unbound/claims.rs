//! A yes or no beside a feature's name that the matrix contradicts.
//!
//! Only the plainest sentences are judged: name and word stand together, but for the edition that is spoken of;
//! nothing follows, nothing limits or asks, and the matrix says the opposite without reserve.

use super::{Judge, Mention, in_matrix, mend, short_name};
use crate::base::{Diagnostic, Lang};
use crate::model::{Cell, Clause, Feature, Kind, LooseClaim, Product, Value};
use crate::plan::catalogue as problem;
use crate::plan::fact::FactAt;

/// What may stand between a feature's name and the word after it, or after the word and before the name.
const BETWEEN: &[&str] = &[
    "",
    "功能",
    "现在",
    "現在",
    "目前",
    "也",
    "都",
    "均",
    "已",
    "已经",
    "已經",
    "仍",
    "仍然",
    "还",
    "還",
    "同样",
    "使用",
    "发送",
    "發送",
    "此",
    "this",
    "the",
    "this feature",
    "feature",
];

/// Words that ask, limit or weigh: with one of them a clause is no plain statement.
const RESERVES: &[&str] = &[
    "有没有",
    "有沒有",
    "吗",
    "嗎",
    "是否",
    "能否",
    "可否",
    "什么",
    "什麼",
    "怎",
    "哪",
    "？",
    "?",
    "只",
    "仅",
    "僅",
    "除",
    "部分",
    "某些",
    "有些",
    "但",
    "对于",
    "對於",
    "不是",
    "并非",
    "並非",
    "曾",
    "以前",
    "将",
    "將",
    "计划",
    "計劃",
    "whether",
    "only",
    "except",
    "some",
    "but",
    "will",
    "if",
    "when",
];

/// What a clause says against the matrix: the first such word of it.
pub fn judge(judge: &Judge<'_>, clause: &Clause, mentions: &[Mention]) -> Option<Diagnostic> {
    let ([claim], [mention]) = (&clause.claims[..], mentions) else { return None };
    let small = clause.text.to_lowercase();
    if RESERVES.iter().any(|word| small.contains(word)) {
        return None;
    }
    let mut seen: Option<FactAt> = None;
    for (product, feature) in &judge.names.bearers[mention.pattern] {
        let ours = judge.speaker.products;
        if !ours.is_empty() && !ours.contains(product) {
            continue;
        }
        let (product, feature) = judge.then(*product, *feature)?;
        let at = contradicted(judge, &clause.text, claim, mention, product, feature)?;
        seen.get_or_insert(at);
    }
    problem_at(judge, clause, claim, &seen?)
}

/// Whether name and word stand together, but for the edition where one is spoken of, and nothing goes on behind them.
fn is_beside(text: &str, claim: &LooseClaim, mention: &Mention, edition: Option<&str>) -> bool {
    let (start, end) = (claim.start as usize, claim.end as usize);
    let (between, rest) = if mention.end <= start {
        (&text[mention.end..start], &text[end..])
    } else if end <= mention.start {
        (&text[end..mention.start], &text[mention.end..])
    } else {
        return false;
    };
    let quotes = |c: char| c.is_whitespace() || matches!(c, '“' | '”' | '「' | '」' | '"');
    let between = between.trim_matches(quotes);
    let rest = rest.trim_start_matches(quotes);
    let (between, rest) = match edition {
        Some(edition) => (without(between, edition), behind(rest, edition)),
        None => (between, rest),
    };
    let ends = rest.chars().next();
    BETWEEN.contains(&&*between.to_lowercase())
        && ends.is_none_or(|c| matches!(c, '，' | '。' | '；' | '！' | ',' | '.' | ';' | '!'))
}

/// What is left of 在新版中也 when the edition is taken away: 也. All of it where something else stands before the edition.
fn without<'t>(between: &'t str, edition: &str) -> &'t str {
    let Some((before, after)) = between.split_once(edition) else { return between };
    if !matches!(before.trim(), "" | "在" | "于" | "於") {
        return between;
    }
    after.strip_prefix(['中', '里', '裡', '上']).unwrap_or(after).trim()
}

/// What follows on ` in Plus`.
fn behind<'t>(rest: &'t str, edition: &str) -> &'t str {
    let named = rest.strip_prefix("in ").or_else(|| rest.strip_prefix("on "));
    let named = named.map(|named| named.strip_prefix("the ").unwrap_or(named));
    named.and_then(|named| named.strip_prefix(edition)).unwrap_or(rest)
}

/// Where a product says the opposite: in the edition that is named, or in every one where none is.
fn contradicted(
    judge: &Judge<'_>,
    text: &str,
    claim: &LooseClaim,
    mention: &Mention,
    product_at: usize,
    feature_at: usize,
) -> Option<FactAt> {
    let lang = judge.speaker.lang;
    let product = judge.plan.catalog.matrix(product_at);
    let feature = product.features().nth(feature_at)?;
    let fact = feature.facts.first().filter(|fact| fact.kind == Kind::Support)?;
    if feature.has_parts() || limits(product, judge, text) {
        return None;
    }
    let named: Vec<usize> = (0..product.editions.len())
        .filter(|e| text.contains(short_name(product.editions[*e].name.get(lang))))
        .collect();
    let name = |edition: &usize| short_name(product.editions[*edition].name.get(lang));
    if !is_beside(text, claim, mention, named.first().map(name)) {
        return None;
    }
    let denies = claim.denies;
    let edition = match named[..] {
        [one] => opposite(&fact.cells[one], denies).then_some(one)?,
        [] if fact.cells.iter().all(|cell| opposite(cell, denies))
            && speaks_of(product, lang, &text[..mention.start.min(claim.start as usize)]) =>
        {
            product.editions.len().checked_sub(1)?
        }
        _ => return None,
    };
    Some(FactAt { product: product_at, feature: feature_at, fact: 0, edition, case: None })
}

/// Whether a clause that begins so speaks of the product, and not of somebody else's.
fn speaks_of(product: &Product, lang: &Lang, beginning: &str) -> bool {
    let beginning = beginning.trim_matches(|c: char| c.is_whitespace() || "“”「」\"".contains(c));
    let name = short_name(product.name.get(lang));
    BETWEEN.contains(&&*beginning.trim_start_matches(name).trim().to_lowercase())
}

/// Whether a clause speaks of a plan or a case, which is another question.
fn limits(product: &Product, judge: &Judge<'_>, text: &str) -> bool {
    let lang = judge.speaker.lang;
    let names = product.conditions.iter().flat_map(|c| std::iter::once(&c.name).chain(&c.not));
    names.into_iter().any(|name| text.contains(short_name(name.get(lang))))
}

/// Whether a cell says the opposite without reserve.
fn opposite(cell: &Cell, denies: bool) -> bool {
    let wanted = if denies { Value::Yes } else { Value::No };
    let plain = cell.cases.iter().all(|case| case.value.as_ref().is_none_or(|v| *v == wanted));
    cell.value == wanted && plain && !cell.broken && (denies || cell.instead.is_none())
}

fn problem_at(
    judge: &Judge<'_>,
    clause: &Clause,
    claim: &LooseClaim,
    at: &FactAt,
) -> Option<Diagnostic> {
    let lang = judge.speaker.lang;
    let product = judge.plan.catalog.matrix(at.product);
    let (fact, cell) = at.cell(product)?;
    let feature: &Feature = product.features().nth(at.feature)?;
    let edition = &product.editions[at.edition];
    let value = at.say(fact, cell, lang, judge.words);
    let mend = mend(clause, value.clone(), &at.address(product)?);
    let said = &clause.text[claim.start as usize..claim.end as usize];
    let place = judge.speaker.source.at(claim.at);
    let name = feature.name.get(lang);
    let words = problem::unbound_statement(place, said, name, edition.name.get(lang), value, mend);
    Some(in_matrix(words, product, at))
}
