//! Cells and cases as written; their type is the feature's business, in `resolve`.

use serde::{Deserialize, Serialize};
use thin_vec::ThinVec;

use super::catalogue as problem;
use super::fields::{Fields, Reader};
use super::line::catalogue as line;
use super::places::Places;
use super::words::{ProseWords, Words};
use super::yaml::{Data, Key, Node};
use crate::base::{Bilingual, Located, Range};

/// A value as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum WrittenValue {
    /// `is:` or a bare scalar in a support feature.
    Is(Located<String>),
    /// `limit:`.
    Limit(Located<String>),
    /// `limit: {formula: …}`.
    Formula(Box<FormulaDoc>),
    /// `set:`.
    Set(Vec<Located<String>>),
    /// A bare scalar: what it means depends on the feature's type.
    Bare(Located<String>),
    /// A bare list.
    BareList(Vec<Located<String>>),
    /// What stands there was reported: it fits every type, and nothing more is said about it.
    Reported(Range),
}

/// A formula and its bounds, as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct FormulaDoc {
    /// `formula`.
    pub formula: Located<String>,
    /// `min`.
    pub min: Option<Located<String>>,
    /// `max`.
    pub max: Option<Located<String>>,
}

/// A pointer to a source.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct EvidenceDoc {
    /// The source's id.
    pub id: Located<String>,
    /// The sentence relied on.
    pub quote: Option<Words>,
}

/// A case as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct CaseDoc {
    /// Where it stands.
    pub at: Range,
    /// The conditions: `vip`, `not active`.
    pub when: Vec<Located<String>>,
    /// The value.
    pub value: Option<WrittenValue>,
    /// The words.
    pub words: Option<ProseWords>,
}

/// A cell as written. A large product has hundreds of thousands, and most hold little: what may be left out
/// takes a word of memory where it is.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct CellDoc {
    /// Where it stands.
    pub at: Range,
    /// The value.
    pub value: Option<WrittenValue>,
    /// `md`.
    pub words: Option<ProseWords>,
    /// `short`.
    pub short: Option<Words>,
    /// `instead`.
    pub instead: Option<ProseWords>,
    /// `cases`.
    pub cases: ThinVec<CaseDoc>,
    /// `note`.
    pub note: Option<ProseWords>,
    /// `src`.
    pub sources: ThinVec<EvidenceDoc>,
    /// `more`.
    pub more: ThinVec<EvidenceDoc>,
    /// `since`.
    pub since: Option<Box<Located<String>>>,
    /// `verified`.
    pub verified: Option<Located<jiff::civil::Date>>,
    /// `stale_after`.
    pub stale_after: Option<Box<Located<String>>>,
    /// `review`.
    pub review: Option<Located<jiff::civil::Date>>,
    /// `per`.
    pub per: Option<Box<Located<String>>>,
    /// Where the words of a bare text stand.
    pub places: Places,
    /// The cells of the row's parts.
    pub parts: ThinVec<(Located<String>, CellDoc)>,
}

/// Reads a cell. `parts` names the row's parts, if it has any.
pub fn read(reader: &mut Reader, node: &Node<'_>, parts: &[&str]) -> Option<CellDoc> {
    match &node.data {
        _ if says_nothing(node) => {
            reader.report(problem::empty_cell(reader.span(node.at)));
            Some(unread(node))
        }
        Data::Scalar { .. } => {
            let value = reader.string(node).map_or_else(|| reported(node), WrittenValue::Bare);
            let places = node.places();
            Some(CellDoc { at: node.at, value: Some(value), places, ..CellDoc::default() })
        }
        Data::List(_) => {
            let items = reader.some_strings(node);
            let value = items.map_or_else(|| reported(node), WrittenValue::BareList);
            Some(CellDoc { at: node.at, value: Some(value), ..CellDoc::default() })
        }
        Data::Map(entries) if is_by_part(entries, parts) => Some(read_parts(reader, node, parts)),
        Data::Map(entries) if is_by_language(entries) => match reader.prose(node) {
            Some(words) => Some(CellDoc { at: node.at, words: Some(words), ..CellDoc::default() }),
            None => Some(unread(node)),
        },
        Data::Map(_) => read_mapping(reader, node),
    }
}

/// The key that a bare value most likely stands for.
pub(super) fn holder(value: &str) -> &'static str {
    match value.chars().next() {
        Some(first) if first.is_ascii_digit() => "limit",
        _ => {
            let word = value.split([',', '，', '、', ';', '；']).next().unwrap_or_default();
            if STATES.contains(&word.trim()) { "is" } else { "md" }
        }
    }
}

/// The words of which `is` takes one.
const STATES: &[&str] = &[
    "有",
    "无",
    "部分",
    "计划",
    "未核实",
    "不适用",
    "支持",
    "不支持",
    "yes",
    "no",
    "partial",
    "planned",
    "unknown",
    "na",
];

/// The keys of a cell.
pub(super) const KEYS: &[&str] = &[
    "is",
    "limit",
    "set",
    "md",
    "short",
    "instead",
    "cases",
    "note",
    "src",
    "more",
    "since",
    "verified",
    "stale_after",
    "review",
    "per",
];

/// Whether it is a key of a cell.
pub fn is_key(key: &str) -> bool {
    KEYS.contains(&key)
}

/// Whether a mapping gives words by language: a text may be so written, and the cell of a text is one.
fn is_by_language(entries: &[(Key<'_>, Node<'_>)]) -> bool {
    let is_tag = |key: &str| {
        let language = key.split('-').next().unwrap_or_default();
        language.len() == 2 && language.bytes().all(|b| b.is_ascii_lowercase()) && !is_key(key)
    };
    !entries.is_empty() && entries.iter().all(|(key, _)| is_tag(&key.text))
}

/// Whether a mapping gives the row's parts, even if it misspells them all.
fn is_by_part(entries: &[(Key<'_>, Node<'_>)], parts: &[&str]) -> bool {
    let any = |names: &[&str]| entries.iter().any(|(key, _)| names.contains(&&*key.text));
    any(parts) || (!parts.is_empty() && !any(KEYS))
}

fn read_parts(reader: &mut Reader, node: &Node<'_>, parts: &[&str]) -> CellDoc {
    let mut cell = CellDoc { at: node.at, ..CellDoc::default() };
    for (key, value) in reader.entries(node) {
        if !parts.contains(&&*key.text) {
            let near = crate::base::nearest(&key.text, parts.iter().copied());
            reader.report(problem::unknown_part(reader.span(key.at), &*key.text, near));
        }
        let part = Located::new(key.text.clone().into_owned(), key.at);
        cell.parts.extend(read(reader, value, &[]).map(|doc| (part, doc)));
    }
    cell
}

fn read_mapping(reader: &mut Reader, node: &Node<'_>) -> Option<CellDoc> {
    let mut fields = reader.fields(node, Bilingual::new("单元格", "a cell"))?;
    let (value, words) = value_and_words(&mut fields, reader);
    let before = reader.out.len();
    let cases = fields.each("cases", reader, case);
    let stranger = value.is_none() && words.is_none() && fields.has_stranger(KEYS);
    if stranger {
        fields.likely(&["is", "limit", "set", "md"]);
    }
    // Cases that were reported as a whole may have been all that explains the value.
    let unread = cases.is_empty() && reader.out.len() > before;
    let unread = unread || stranger || (value.is_none() && words.is_none() && fields.has_stray());
    let mut cell = CellDoc {
        at: node.at,
        value: if unread { Some(reported(node)) } else { value },
        words,
        short: fields.read("short", reader, Reader::words),
        instead: fields.read("instead", reader, Reader::prose),
        cases: cases.into(),
        note: fields.read("note", reader, Reader::prose),
        sources: all_evidence(&mut fields, "src", reader),
        more: all_evidence(&mut fields, "more", reader),
        since: fields.read("since", reader, Reader::string).map(Box::new),
        verified: fields.read("verified", reader, Reader::day),
        stale_after: fields.read("stale_after", reader, Reader::string).map(Box::new),
        review: fields.read("review", reader, Reader::day),
        per: fields.read("per", reader, Reader::string).map(Box::new),
        places: Places::default(),
        parts: ThinVec::new(),
    };
    if cell.review.is_none() && fields.has("review") {
        // A day that cannot be read was reported, and is not missed.
        cell.value = Some(reported(node));
    }
    fields.finish(reader);
    Some(cell)
}

/// Whether nothing is written: no word, or a list of none.
fn says_nothing(node: &Node<'_>) -> bool {
    node.says_nothing() || matches!(&node.data, Data::List(items) if items.is_empty())
}

/// Stands for a cell that was reported.
pub fn unread(node: &Node<'_>) -> CellDoc {
    CellDoc { at: node.at, value: Some(reported(node)), ..CellDoc::default() }
}

/// Stands for a value that was reported.
fn reported(node: &Node<'_>) -> WrittenValue {
    WrittenValue::Reported(node.at)
}

/// The value of a cell or case, and its words.
fn value_and_words(
    fields: &mut Fields<'_, '_>,
    reader: &mut Reader,
) -> (Option<WrittenValue>, Option<ProseWords>) {
    let value = value(fields, reader);
    let Some(node) = fields.take("md") else { return (value, None) };
    if value.is_none() && node.says_nothing() {
        reader.report(problem::empty_cell(reader.span(node.at)));
        return (Some(reported(node)), None);
    }
    let words = reader.prose(node);
    let value = if words.is_none() { value.or_else(|| Some(reported(node))) } else { value };
    (value, words)
}

/// The one value key that may stand in a cell or case.
fn value(fields: &mut Fields<'_, '_>, reader: &mut Reader) -> Option<WrittenValue> {
    let is = fields.take("is");
    let limit = fields.take("limit");
    let set = fields.take("set");
    let written: Vec<_> = [("is", is), ("limit", limit), ("set", set)]
        .into_iter()
        .filter_map(|(key, node)| Some((key, node?)))
        .collect();
    if let [(first, _), (second, node), ..] = written[..] {
        reader.report(problem::two_values(reader.span(node.at), first, second));
        return Some(reported(node));
    }
    let Some((key, node)) = written.first().copied() else { return loose_formula(fields, reader) };
    if says_nothing(node) {
        reader.report(problem::empty_cell(reader.span(node.at)));
        return Some(reported(node));
    }
    let value = match key {
        "is" => reader.token(node).map(WrittenValue::Is),
        "limit" => read_limit(reader, node),
        _ => reader.some_strings(node).map(WrittenValue::Set),
    };
    Some(value.unwrap_or_else(|| reported(node)))
}

/// `{formula: …, max: 100}` for `{limit: {formula: …, max: 100}}`.
fn loose_formula(fields: &mut Fields<'_, '_>, reader: &mut Reader) -> Option<WrittenValue> {
    if !fields.has("formula") {
        return None;
    }
    let node = fields.take("formula")?;
    let [_, _] =
        ["min", "max"].map(|bound| if fields.has(bound) { fields.take(bound) } else { None });
    reader.report(line::formula_outside_limit(reader.span(node.at)));
    Some(reported(node))
}

/// An amount, or a formula with its bounds.
fn read_limit(reader: &mut Reader, node: &Node<'_>) -> Option<WrittenValue> {
    let Data::Map(_) = &node.data else { return reader.token(node).map(WrittenValue::Limit) };
    let mut fields = reader.fields(node, Bilingual::new("limit 的写法", "limit"))?;
    let formula = fields.need("formula", reader).and_then(|node| reader.string(node));
    let min = fields.read("min", reader, Reader::string);
    let max = fields.read("max", reader, Reader::string);
    fields.finish(reader);
    Some(WrittenValue::Formula(Box::new(FormulaDoc { formula: formula?, min, max })))
}

fn case(reader: &mut Reader, node: &Node<'_>) -> Option<CaseDoc> {
    let mut fields = reader.fields(node, Bilingual::new("cases 里的一项", "a case"))?;
    let when = fields.need("when", reader).and_then(|node| reader.some_strings(node));
    let (value, words) = value_and_words(&mut fields, reader);
    fields.finish(reader);
    Some(CaseDoc { at: node.at, when: when.unwrap_or_default(), value, words })
}

/// One source or several; a mapping alone is one.
fn all_evidence(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    reader: &mut Reader,
) -> ThinVec<EvidenceDoc> {
    let Some(node) = fields.take(key) else { return ThinVec::new() };
    let items = match &node.data {
        Data::Map(_) => std::slice::from_ref(node),
        _ => reader.names(node),
    };
    items.iter().filter_map(|item| evidence(reader, item)).collect()
}

fn evidence(reader: &mut Reader, node: &Node<'_>) -> Option<EvidenceDoc> {
    if node.scalar().is_some() {
        return reader.item(node).map(|id| EvidenceDoc { id, quote: None });
    }
    let mut fields = reader.fields(node, Bilingual::new("src 里的一项", "a source reference"))?;
    let id = fields.need("id", reader).and_then(|node| reader.string(node));
    let quote = fields.read("quote", reader, Reader::words);
    fields.finish(reader);
    Some(EvidenceDoc { id: id?, quote })
}
