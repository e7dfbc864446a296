//! A yes or no beside a feature's name that the matrix contradicts.
//!
//! Only the plainest sentences are judged: name and word stand together, but for the edition that is spoken of;
//! nothing follows, nothing limits or asks, and the matrix says the opposite without reserve.

use super::apart::{self, Crossing};
use super::editions::{self, Named};
use super::{Judge, Mention, in_matrix, mend, names, short_name};
use crate::base::{Diagnostic, Range};
use crate::model::{Cell, Clause, Fact, Feature, Kind, LooseClaim, Product, Value};
use crate::plan::catalogue as problem;
use crate::plan::fact::FactAt;

/// What may stand between a feature's name and the word after it, or after the word and before the name.
const BETWEEN: &[&str] = &[
    "功能", "现在", "現在", "目前", "也", "都", "均", "已", "已经", "已經", "仍", "仍然", "还",
    "還", "同样", "同樣", "使用", "发送", "發送", "此", "在", "于", "於", "中", "里", "裡", "上",
    "的", "：", ":", "“", "”", "「", "」", "\"", "this", "the", "feature", "use", "do",
];

/// What may follow on both: it says of the feature what it is.
const KINDS: &[&str] =
    &["功能", "的功能", "这项功能", "這項功能", "这个功能", "這個功能", "服务", "服務", "feature"];

/// With what a clause says of its feature what the next one says of another edition.
const SAYING: &[&str] = &[
    "支持",
    "支援",
    "不支持",
    "不支援",
    "提供",
    "不提供",
    "有",
    "没有",
    "沒有",
    "无",
    "無",
    "可以",
    "可",
    "能",
    "不可以",
    "不可",
    "不能",
    "无法",
    "無法",
    "可用",
    "不可用",
    "supports",
    "does not support",
    "has",
    "has no",
    "can",
    "cannot",
    "is supported",
    "is not supported",
    "is available",
    "is not available",
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
    "能不能",
    "可不可",
    "有无",
    "有無",
    "不得不",
    "不能不",
    "不可不",
    "希望",
    "才",
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

/// What a clause says against the matrix.
pub fn judge(judge: &Judge<'_>, clause: &Clause, mentions: &[Mention]) -> Option<Diagnostic> {
    let [mention] = mentions else { return None };
    if clause.claims.is_empty() || is_reserved(&clause.text) {
        return None;
    }
    against(judge, clause, mention.pattern, |row| contradicted(judge, clause, mention, row))
}

/// `标准版支持批量导出，专业版不支持`: the second word is of what the first one is of, if nothing but an edition stands
/// before it.
pub fn second(judge: &Judge<'_>, clause: &Clause) -> Option<Diagnostic> {
    let mentions = names::mentions(&clause.before, judge.names);
    let [mention] = &mentions[..] else { return None };
    if clause.claims.is_empty() || is_reserved(&clause.text) || is_reserved(&clause.before) {
        return None;
    }
    let (lang, text, before) = (judge.speaker.lang, &*clause.text, &*clause.before);
    against(judge, clause, mention.pattern, |row| {
        let product = row.product;
        let (named, first) = (
            editions::named(product, lang, text, None),
            editions::named(product, lang, before, Some(mention)),
        );
        let [Named { edition, .. }] = named[..] else { return None };
        let said = said(clause, None, &named)?;
        let is_said = |from: usize, to: usize| {
            let words = editions::without(before, from, to, &first);
            editions::is_made_of(&words, &[editions::AROUND, BETWEEN, SAYING])
        };
        let stands = is_said(0, mention.start)
            && is_said(mention.end, before.len())
            && editions::is_own(product, lang, &editions::without(text, 0, said.start, &named))
            && editions::is_end(&text[said.end..]);
        let is_limited = limits(product, judge, text) || limits(product, judge, before);
        let is_opposite = opposite(&row.fact()?.cells[edition], said.denies);
        (stands && is_opposite && !is_limited).then_some((edition, said))
    })
}

fn is_reserved(text: &str) -> bool {
    let small = text.to_lowercase();
    RESERVES.iter().any(|word| small.contains(word))
}

/// What a cell of a table says against the matrix: yes or no, of what one of its heads names, in the edition that the
/// other one names.
pub fn cell(judge: &Judge<'_>, clause: &Clause, at: &Crossing<'_>) -> Option<Diagnostic> {
    let [claim] = &clause.claims[..] else { return None };
    if !at.is_bare {
        return None;
    }
    against(judge, clause, at.mention.pattern, |row| {
        let edition = apart::edition(row.product, judge.speaker.lang, at.edition)?;
        let is_opposite = opposite(&row.fact()?.cells[edition], claim.denies);
        is_opposite.then(|| (edition, Said::from(claim)))
    })
}

/// A row that may be spoken of.
struct Row<'p> {
    product: &'p Product,
    feature: &'p Feature,
}

impl<'p> Row<'p> {
    /// What is there or not, where that is all that the row says.
    fn fact(&self) -> Option<&'p Fact> {
        let fact = self.feature.facts.first().filter(|fact| fact.kind == Kind::Support);
        fact.filter(|_| !self.feature.has_parts())
    }
}

/// A yes or no, in one word or in two that belong together: 可以 and 支持.
struct Said {
    start: usize,
    end: usize,
    denies: bool,
    is_slight: bool,
    at: Range,
}

impl From<&LooseClaim> for Said {
    fn from(claim: &LooseClaim) -> Self {
        let (start, end) = (claim.start as usize, claim.end as usize);
        Self { start, end, denies: claim.denies, is_slight: claim.is_slight, at: claim.at }
    }
}

/// The contradiction, if every row that bears the name contradicts what is said.
fn against(
    judge: &Judge<'_>,
    clause: &Clause,
    pattern: usize,
    contradicted: impl Fn(&Row<'_>) -> Option<(usize, Said)>,
) -> Option<Diagnostic> {
    let mut seen: Option<(FactAt, Said)> = None;
    for (product, feature) in &judge.names.bearers[pattern] {
        let ours = judge.speaker.products;
        if !ours.is_empty() && !ours.contains(product) {
            continue;
        }
        let (at, feature_at) = judge.then(*product, *feature)?;
        let product = judge.plan.catalog.matrix(at);
        let row = Row { product, feature: product.features().nth(feature_at)? };
        let (edition, said) = contradicted(&row)?;
        let at = FactAt { product: at, feature: feature_at, fact: 0, edition, case: None };
        seen.get_or_insert((at, said));
    }
    let (at, said) = seen?;
    problem_at(judge, clause, &said, &at)
}

/// The edition in which a row is the opposite of what a clause says: the one that is named, or any where none is.
fn contradicted(
    judge: &Judge<'_>,
    clause: &Clause,
    mention: &Mention,
    row: &Row<'_>,
) -> Option<(usize, Said)> {
    let (product, lang, text) = (row.product, judge.speaker.lang, &*clause.text);
    let fact = row.fact()?;
    let named = editions::named(product, lang, text, Some(mention));
    let said = said(clause, Some(mention), &named)?;
    let before = editions::without(text, 0, mention.start.min(said.start), &named);
    if limits(product, judge, text)
        || !editions::is_own(product, lang, lead(&before, text, mention))
        || !is_beside(judge, product, text, &said, mention, &named)
    {
        return None;
    }
    let edition = match named[..] {
        [Named { edition, .. }] => {
            opposite(&fact.cells[edition], said.denies).then_some(edition)?
        }
        [] if fact.cells.iter().all(|cell| opposite(cell, said.denies)) => {
            product.editions.len().checked_sub(1)?
        }
        _ => return None,
    };
    Some((edition, said))
}

/// What stands before word and name, without the mark that opens a quotation of the name alone.
fn lead<'t>(before: &'t str, text: &str, mention: &Mention) -> &'t str {
    let is_quoted = text[mention.end..].starts_with(['”', '」', '"']);
    let open = before.strip_suffix(['“', '「', '"']).filter(|_| is_quoted);
    open.unwrap_or(before)
}

/// The only thing that a clause says, in words beside those that name something.
fn said(clause: &Clause, mention: Option<&Mention>, named: &[Named]) -> Option<Said> {
    let is_free = |said: &Said| {
        let apart = |start: usize, end: usize| said.end <= start || end <= said.start;
        mention.is_none_or(|m| apart(m.start, m.end)) && named.iter().all(|n| apart(n.start, n.end))
    };
    let mut all = clause.claims.iter().map(Said::from).filter(is_free);
    let first = all.next()?;
    let Some(second) = all.next() else { return Some(first) };
    let belongs = first.is_slight && clause.text[first.end..second.start].trim().is_empty();
    let one = belongs && all.next().is_none() && !second.denies;
    one.then_some(Said {
        end: second.end,
        is_slight: second.is_slight,
        at: Range { start: first.at.start, end: second.at.end },
        ..first
    })
}

/// Whether name and word stand together, but for the edition where one is spoken of, and nothing goes on behind them.
fn is_beside(
    judge: &Judge<'_>,
    product: &Product,
    text: &str,
    said: &Said,
    mention: &Mention,
    named: &[Named],
) -> bool {
    let (from, to, end) = if mention.end <= said.start {
        (mention.end, said.start, said.end)
    } else {
        (said.end, mention.start, mention.end)
    };
    let rest = text[end..].trim_start_matches(|c: char| c.is_whitespace() || "”」\"".contains(c));
    let kind = KINDS.iter().filter_map(|kind| rest.strip_prefix(kind)).min_by_key(|r| r.len());
    let rest = kind.unwrap_or(rest);
    editions::is_made_of(&editions::without(text, from, to, named), &[BETWEEN])
        && (editions::is_end(rest)
            || editions::closing(product, judge.speaker.lang, rest).is_some())
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

fn problem_at(judge: &Judge<'_>, clause: &Clause, said: &Said, at: &FactAt) -> Option<Diagnostic> {
    let lang = judge.speaker.lang;
    let product = judge.plan.catalog.matrix(at.product);
    let (fact, cell) = at.cell(product)?;
    let feature: &Feature = product.features().nth(at.feature)?;
    let edition = &product.editions[at.edition];
    let value = at.say(fact, cell, lang, judge.words);
    let mend = mend(clause, value.clone(), &at.address(product)?);
    let words = &clause.text[said.start..said.end];
    let place = judge.speaker.source.at(said.at);
    let (name, edition) = (feature.name.get(lang), edition.name.get(lang));
    let words = problem::unbound_statement(place, words, name, edition, value, mend);
    Some(in_matrix(words, product, at))
}
