//! A yes or no beside a feature's name that the matrix contradicts.
//!
//! Only the plainest sentences are judged: name and word stand together, nothing follows, nothing limits or
//! asks, and the matrix says the opposite without reserve.

use super::{Judge, Mention, in_matrix, mend, short_name};
use crate::base::Diagnostic;
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
    "吗", "嗎", "是否", "能否", "可否", "什么", "什麼", "怎", "哪", "？", "?", "只", "仅", "僅",
    "除", "部分", "某些", "有些", "但", "对于", "對於", "不是", "并非", "並非", "曾", "以前", "将",
    "將", "计划", "計劃", "whether", "only", "except", "some", "but", "will", "if", "when",
];

/// What a clause says against the matrix: the first such word of it.
pub fn judge(judge: &Judge<'_>, clause: &Clause, mentions: &[Mention]) -> Option<Diagnostic> {
    let ([claim], [mention]) = (&clause.claims[..], mentions) else { return None };
    let small = clause.text.to_lowercase();
    let stated = is_beside(&clause.text, claim, mention)
        && !RESERVES.iter().any(|word| small.contains(word));
    if !stated {
        return None;
    }
    let mut seen: Option<FactAt> = None;
    for (product, feature) in &judge.names.bearers[mention.pattern] {
        let ours = judge.speaker.products;
        if !ours.is_empty() && !ours.contains(product) {
            continue;
        }
        let (product, feature) = judge.then(*product, *feature)?;
        let at = contradicted(judge, &clause.text, claim.denies, product, feature)?;
        seen.get_or_insert(at);
    }
    problem_at(judge, clause, claim, &seen?)
}

/// Whether name and word stand together, and nothing goes on behind them.
fn is_beside(text: &str, claim: &LooseClaim, mention: &Mention) -> bool {
    let (start, end) = (claim.start as usize, claim.end as usize);
    let (between, rest) = if mention.end <= start {
        (&text[mention.end..start], &text[end..])
    } else if end <= mention.start {
        (&text[end..mention.start], &text[mention.end..])
    } else {
        return false;
    };
    let quotes = |c: char| c.is_whitespace() || matches!(c, '“' | '”' | '「' | '」' | '"');
    let between = between.trim_matches(quotes).to_lowercase();
    let ends = rest.trim_start_matches(quotes).chars().next();
    BETWEEN.contains(&&*between)
        && ends.is_none_or(|c| matches!(c, '，' | '。' | '；' | '！' | ',' | '.' | ';' | '!'))
}

/// Where a product says the opposite: in the edition that is named, or in every one where none is.
fn contradicted(
    judge: &Judge<'_>,
    text: &str,
    denies: bool,
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
    let edition = match named[..] {
        [one] => opposite(&fact.cells[one], denies).then_some(one)?,
        [] if fact.cells.iter().all(|cell| opposite(cell, denies)) => {
            product.editions.len().checked_sub(1)?
        }
        _ => return None,
    };
    Some(FactAt { product: product_at, feature: feature_at, fact: 0, edition, case: None })
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
