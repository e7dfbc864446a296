//! `product.yaml` as written.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::catalogue as problem;
use super::feature::{GroupDoc, group};
use super::fields::Reader;
use super::guide;
use super::unit::{self, UnitDoc};
use super::words::{ProseWords, Words, lone};
use super::yaml::{Data, Key, Node};
use crate::base::{Bilingual, Located, Range, SourcePath};
use crate::model::RequestedGiven;

/// A product file, or one of the files that a long matrix is split into.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct ProductDoc {
    /// The file.
    pub path: SourcePath,
    /// Where it begins.
    pub at: Range,
    /// `product`.
    pub id: Option<Located<String>>,
    /// `name`.
    pub name: Option<Words>,
    /// `description`.
    pub description: Option<Words>,
    /// `vendor`.
    pub vendor: Option<Words>,
    /// `homepage`.
    pub homepage: Option<Located<String>>,
    /// `verified`.
    pub verified: Option<Located<Date>>,
    /// `stale_after`.
    pub stale_after: Option<Located<String>>,
    /// `sources`.
    pub sources: Vec<SourceDoc>,
    /// `units`.
    pub units: Vec<UnitDoc>,
    /// `conditions`.
    pub conditions: Vec<ConditionDoc>,
    /// `editions`.
    pub editions: Vec<EditionDoc>,
    /// `ladder`.
    pub ladder: Vec<Located<String>>,
    /// `compare`.
    pub compare: Option<CompareDoc>,
    /// `paths: all`.
    pub all_paths: bool,
    /// `moved`: the old id and the new one.
    pub moved: Vec<(Located<String>, Located<String>)>,
    /// `split`: the old id and the new ones.
    pub split: Vec<(Located<String>, Vec<Located<String>>)>,
    /// `groups`.
    pub groups: Vec<GroupDoc>,
}

/// A source as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct SourceDoc {
    /// Its id.
    pub id: Located<String>,
    /// `title`.
    pub title: Option<Words>,
    /// `url`.
    pub url: Option<Located<String>>,
    /// `seen`.
    pub seen: Option<Located<Date>>,
}

/// A condition as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct ConditionDoc {
    /// Its id.
    pub id: Located<String>,
    /// `name`.
    pub name: Option<Words>,
    /// `not`.
    pub not: Option<Words>,
    /// `of`: 0 plan, 1 org, 2 member, 3 moment.
    pub of: Option<u8>,
    /// `editions`.
    pub editions: Vec<Located<String>>,
    /// `ask`.
    pub ask: Option<Words>,
    /// `md`.
    pub words: Option<ProseWords>,
}

/// An edition as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct EditionDoc {
    /// Its id.
    pub id: Located<String>,
    /// `name`.
    pub name: Option<Words>,
    /// `status`: 0 preview, 1 current, 2 superseded, 3 closing, 4 closed.
    pub status: Option<u8>,
    /// `released`.
    pub released: Option<Date>,
    /// `closes`.
    pub closes: Option<Date>,
    /// `inherits`.
    pub inherits: Option<Located<String>>,
}

impl ConditionDoc {
    /// A condition of which nothing but its name is known.
    fn bare(id: Located<String>, name: Located<String>) -> Self {
        let name = Some(lone(name));
        Self { id, name, not: None, of: None, editions: Vec::new(), ask: None, words: None }
    }
}

impl EditionDoc {
    /// An edition of which nothing but its id is known.
    fn bare(id: Located<String>) -> Self {
        Self { id, name: None, status: None, released: None, closes: None, inherits: None }
    }
}

/// `compare` as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum CompareDoc {
    /// `consecutive`.
    Consecutive,
    /// `all`.
    All,
    /// A list of pairs.
    Listed(Vec<PairDoc>),
}

/// Two editions to compare, as written: `[from, to]`, or with `given`.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct PairDoc {
    /// Where it stands.
    pub at: Range,
    /// `from`.
    pub from: Located<String>,
    /// `to`.
    pub to: Located<String>,
    /// `given`.
    pub given: RequestedGiven,
}

/// What `of:` may say.
pub(super) const OF: &[(&str, u8)] = &[("plan", 0), ("org", 1), ("member", 2), ("moment", 3)];

/// What `status:` may say.
pub(super) const STATUS: &[(&str, u8)] =
    &[("preview", 0), ("current", 1), ("superseded", 2), ("closing", 3), ("closed", 4)];

/// Reads `product.yaml`.
pub fn read(reader: &mut Reader, node: &Node<'_>) -> Option<ProductDoc> {
    let mut fields = reader.fields(node, Bilingual::new("产品文件", "a product file"))?;
    fields.version(reader);
    let id = fields.need("product", reader).and_then(|node| reader.id(node));
    let name = fields.need("name", reader).and_then(|node| reader.words(node));
    let editions = fields.need("editions", reader).map(|n| editions(reader, n));
    let doc = ProductDoc {
        path: reader.path.clone(),
        at: node.at,
        id,
        name,
        description: fields.read("description", reader, Reader::words),
        vendor: fields.read("vendor", reader, Reader::words),
        homepage: fields.read("homepage", reader, Reader::address),
        verified: fields.read("verified", reader, Reader::day),
        stale_after: fields.read("stale_after", reader, Reader::string),
        sources: fields.keyed("sources", reader, source),
        units: fields.keyed("units", reader, unit::read),
        conditions: fields.keyed("conditions", reader, condition),
        editions: editions.unwrap_or_default(),
        ladder: fields.each_name("ladder", reader, Reader::item),
        compare: fields.read("compare", reader, compare),
        all_paths: fields.read("paths", reader, paths).unwrap_or(false),
        moved: fields.keyed("moved", reader, |r, old, node| Some((old, r.string(node)?))),
        split: fields.keyed("split", reader, |r, old, node| Some((old, r.some_strings(node)?))),
        groups: fields.each_at_once("groups", reader, group),
    };
    fields.finish(reader);
    Some(doc)
}

/// Reads one of the files under `features/`: groups alone.
pub fn read_features(reader: &mut Reader, node: &Node<'_>) -> Option<Vec<GroupDoc>> {
    let mut fields = reader.fields(node, Bilingual::new("功能文件", "a features file"))?;
    fields.version(reader);
    let groups = fields.each_at_once("groups", reader, group);
    fields.finish(reader);
    Some(groups)
}

fn source(reader: &mut Reader, id: Located<String>, node: &Node<'_>) -> Option<SourceDoc> {
    let what = Bilingual::new("来源", "a source");
    let pair = |title: &str| {
        Bilingual::new(format!("写成 {{title: {title}}}"), format!("write {{title: {title}}}"))
    };
    if let Some(title) = reader.lone(node, &what, pair) {
        return Some(SourceDoc { id, title: Some(lone(title)), url: None, seen: None });
    }
    let mut fields = reader.fields(node, what)?;
    let doc = SourceDoc {
        id,
        title: fields.need("title", reader).and_then(|node| reader.words(node)),
        url: fields.read("url", reader, Reader::address),
        seen: fields.read("seen", reader, Reader::day),
    };
    fields.finish(reader);
    Some(doc)
}

fn condition(reader: &mut Reader, id: Located<String>, node: &Node<'_>) -> Option<ConditionDoc> {
    let what = Bilingual::new("条件", "a condition");
    let pairs = |name: &str| {
        Bilingual::new(
            format!("写成 {{name: {name}, of: member}}；of 写 plan、org、member 或 moment"),
            format!("write {{name: {name}, of: member}}; of is plan, org, member or moment"),
        )
    };
    if let Some(name) = reader.lone(node, &what, pairs) {
        return Some(ConditionDoc::bare(id, name));
    }
    let mut fields = reader.fields(node, what)?;
    let doc = ConditionDoc {
        id,
        name: fields.need("name", reader).and_then(|node| reader.words(node)),
        not: fields.read("not", reader, Reader::words),
        of: fields.need("of", reader).and_then(|node| reader.choice(node, OF)),
        editions: fields.each_name("editions", reader, Reader::item),
        ask: fields.read("ask", reader, Reader::words),
        words: fields.read("md", reader, Reader::prose),
    };
    fields.finish(reader);
    Some(doc)
}

fn editions(reader: &mut Reader, node: &Node<'_>) -> Vec<EditionDoc> {
    if let Data::Map(entries) = &node.data {
        return keyed_editions(reader, node, entries);
    }
    let items = reader.list(node);
    if items.is_empty() {
        reader.report(problem::empty_value(reader.span(node.at)));
    }
    items.iter().filter_map(|item| edition(reader, item)).collect()
}

/// `editions: {legacy: 旧版}`: a mapping has no order to rely on. Kept, so that cells are not reported as well.
fn keyed_editions(
    reader: &mut Reader,
    node: &Node<'_>,
    entries: &[(Key<'_>, Node<'_>)],
) -> Vec<EditionDoc> {
    let line = |(key, value): &(Key<'_>, Node<'_>)| {
        format!("- {{id: {}, name: {}}}", key.text, value.scalar().unwrap_or("…"))
    };
    let lines = entries.first().map(line).unwrap_or_default();
    let mend = Bilingual::new(
        format!("从旧到新，每个版本一行：{lines}"),
        format!("one line for each edition, oldest first: {lines}"),
    );
    reader.report(problem::expected_list(reader.span(node.at.begin()), mend));
    let bare = |(key, _): &(Key<'_>, Node<'_>)| {
        EditionDoc::bare(Located::new(key.text.clone().into_owned(), key.at))
    };
    entries.iter().map(bare).collect()
}

fn edition(reader: &mut Reader, node: &Node<'_>) -> Option<EditionDoc> {
    if node.scalar().is_some() {
        let pairs = |id: &str| {
            Bilingual::new(
                format!("写成 {{id: {id}, name: 名称}}"),
                format!("write {{id: {id}, name: its name}}"),
            )
        };
        // Kept, so that its cells are not reported as well.
        return reader
            .lone(node, &Bilingual::new("版本", "an edition"), pairs)
            .map(EditionDoc::bare);
    }
    let mut fields = reader.fields(node, Bilingual::new("版本", "an edition"))?;
    let id = fields.need("id", reader).and_then(|node| reader.id(node));
    let name = fields.need("name", reader).and_then(|node| reader.words(node));
    let status = fields.read("status", reader, |r, n| r.choice(n, STATUS));
    let released = fields.read("released", reader, Reader::date);
    let closes = fields.read("closes", reader, Reader::date);
    let inherits = fields.read("inherits", reader, Reader::string);
    fields.finish(reader);
    Some(EditionDoc { id: id?, name, status, released, closes, inherits })
}

fn paths(reader: &mut Reader, node: &Node<'_>) -> Option<bool> {
    reader.choice(node, &[("written", false), ("all", true)])
}

fn compare(reader: &mut Reader, node: &Node<'_>) -> Option<CompareDoc> {
    match node.scalar() {
        Some("consecutive") => Some(CompareDoc::Consecutive),
        Some("all") => Some(CompareDoc::All),
        Some(other) => {
            let near = crate::base::nearest(other, ["consecutive", "all"]);
            reader.report(problem::unknown_choice(reader.span(node.at), other, near));
            None
        }
        None if is_flat(node) => {
            let ids: Vec<&str> = reader.list(node).iter().filter_map(Node::scalar).collect();
            let pairs: Vec<String> =
                ids.windows(2).map(|pair| format!("[{}]", pair.join(", "))).collect();
            let pairs = if pairs.is_empty() { "[from, to]".to_owned() } else { pairs.join(", ") };
            reader.report(problem::expected_pair(reader.span(node.at), format!("[{pairs}]")));
            None
        }
        None => Some(CompareDoc::Listed(
            reader.list(node).iter().filter_map(|item| pair(reader, item)).collect(),
        )),
    }
}

/// `[a, b]` for `[[a, b]]`: editions that stand in no pair.
fn is_flat(node: &Node<'_>) -> bool {
    let Data::List(items) = &node.data else { return false };
    !items.is_empty() && items.iter().all(|item| item.scalar().is_some())
}

fn pair(reader: &mut Reader, node: &Node<'_>) -> Option<PairDoc> {
    if matches!(node.data, Data::Map(_)) {
        let what = Bilingual::new("要对比的一对版本", "a pair to compare");
        let mut fields = reader.fields(node, what)?;
        let from = fields.need("from", reader).and_then(|n| reader.string(n));
        let to = fields.need("to", reader).and_then(|n| reader.string(n));
        let given = fields.take("given").map(|n| guide::given(reader, n)).unwrap_or_default();
        fields.finish(reader);
        return Some(PairDoc { at: node.at, from: from?, to: to?, given });
    }
    let mut ids = reader.strings(node);
    if ids.len() != 2 {
        reader.report(problem::expected_pair(
            reader.span(node.at),
            Bilingual::new("[旧版本, 新版本]", "[from, to]"),
        ));
        return None;
    }
    let to = ids.pop()?;
    Some(PairDoc { at: node.at, from: ids.pop()?, to, given: Vec::new() })
}
