//! `product.yaml` as written.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::catalogue as problem;
use super::cell::{self, CellDoc};
use super::fields::{Fields, Reader};
use super::words::{ProseWords, Words};
use super::yaml::Node;
use crate::base::{Bilingual, Located, Range, SourcePath};

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
    pub verified: Option<Date>,
    /// `stale_after`.
    pub stale_after: Option<Located<String>>,
    /// `sources`.
    pub sources: Vec<SourceDoc>,
    /// `units`.
    pub units: Vec<(Located<String>, Words)>,
    /// `conditions`.
    pub conditions: Vec<ConditionDoc>,
    /// `editions`.
    pub editions: Vec<EditionDoc>,
    /// `compare`.
    pub compare: Option<CompareDoc>,
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
    pub seen: Option<Date>,
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

/// `compare` as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum CompareDoc {
    /// `consecutive`.
    Consecutive,
    /// `all`.
    All,
    /// A list of pairs.
    Listed(Vec<(Located<String>, Located<String>)>),
}

/// A group as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct GroupDoc {
    /// Its id.
    pub id: Located<String>,
    /// `name`.
    pub name: Option<Words>,
    /// `audience`.
    pub audience: Vec<Located<String>>,
    /// `features`.
    pub features: Vec<FeatureDoc>,
}

/// The type of a fact, as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct TypeDoc {
    /// `type`: 0 support, 1 limit, 2 set, 3 text.
    pub kind: Option<u8>,
    /// `unit`.
    pub unit: Option<Located<String>>,
    /// `per`.
    pub per: Option<Located<String>>,
    /// `better`: 0 more, 1 less, 2 none.
    pub better: Option<u8>,
    /// `options`.
    pub options: Vec<(Located<String>, Words)>,
}

/// A part as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct PartDoc {
    /// Its id.
    pub id: Located<String>,
    /// `name`.
    pub name: Option<Words>,
    /// Its type.
    pub fact: TypeDoc,
}

/// A feature as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct FeatureDoc {
    /// Where it stands.
    pub at: Range,
    /// Its id.
    pub id: Located<String>,
    /// `name`.
    pub name: Option<Words>,
    /// `aliases`.
    pub aliases: Vec<Words>,
    /// `question`.
    pub question: Option<Words>,
    /// `audience`.
    pub audience: Vec<Located<String>>,
    /// `verified`.
    pub verified: Option<Date>,
    /// Its type, if it has no parts.
    pub fact: TypeDoc,
    /// `parts`.
    pub parts: Vec<PartDoc>,
    /// `cells`, by edition as written; `None` where they were no mapping, which was reported.
    pub cells: Option<Vec<(Located<String>, CellDoc)>>,
}

/// Reads `product.yaml`.
pub fn read(reader: &mut Reader, node: &Node<'_>) -> Option<ProductDoc> {
    let mut fields = reader.fields(node, Bilingual::new("产品文件", "a product file"))?;
    fields.version(reader);
    let id = fields.need("product", reader).and_then(|node| reader.id(node));
    let name = fields.need("name", reader).and_then(|node| reader.words(node));
    let editions_node = fields.need("editions", reader);
    let editions = editions_node
        .map(|n| reader.list(n).iter().filter_map(|item| edition(reader, item)).collect());
    let doc = ProductDoc {
        path: reader.path.clone(),
        at: node.at,
        id,
        name,
        description: fields.read("description", reader, Reader::words),
        vendor: fields.read("vendor", reader, Reader::words),
        homepage: fields.read("homepage", reader, Reader::string),
        verified: fields.read("verified", reader, Reader::date),
        stale_after: fields.read("stale_after", reader, Reader::string),
        sources: keyed(&mut fields, "sources", reader, source),
        units: keyed(&mut fields, "units", reader, unit),
        conditions: keyed(&mut fields, "conditions", reader, condition),
        editions: editions.unwrap_or_default(),
        compare: fields.read("compare", reader, compare),
        groups: fields.each("groups", reader, group),
    };
    for later in ["ladder", "paths", "moved", "split"] {
        fields.take(later);
    }
    fields.finish(reader);
    Some(doc)
}

/// Reads one of the files under `features/`: groups alone.
pub fn read_features(reader: &mut Reader, node: &Node<'_>) -> Option<Vec<GroupDoc>> {
    let mut fields = reader.fields(node, Bilingual::new("功能文件", "a features file"))?;
    fields.version(reader);
    let groups = fields.each("groups", reader, group);
    fields.finish(reader);
    Some(groups)
}

/// Reads a mapping whose keys are ids.
fn keyed<T>(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    reader: &mut Reader,
    read: impl Fn(&mut Reader, Located<String>, &Node<'_>) -> Option<T>,
) -> Vec<T> {
    let Some(node) = fields.take(key) else { return Vec::new() };
    let entries = reader.entries(node);
    let mut all = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let id = reader.key_id(key);
        all.extend(read(reader, id, value));
    }
    all
}

fn source(reader: &mut Reader, id: Located<String>, node: &Node<'_>) -> Option<SourceDoc> {
    let mut fields = reader.fields(node, Bilingual::new("来源", "a source"))?;
    let doc = SourceDoc {
        id,
        title: fields.need("title", reader).and_then(|node| reader.words(node)),
        url: fields.read("url", reader, Reader::string),
        seen: fields.read("seen", reader, Reader::date),
    };
    fields.finish(reader);
    Some(doc)
}

fn unit(
    reader: &mut Reader,
    id: Located<String>,
    node: &Node<'_>,
) -> Option<(Located<String>, Words)> {
    let mut fields = reader.fields(node, Bilingual::new("单位", "a unit"))?;
    let name = fields.need("name", reader).and_then(|node| reader.words(node));
    fields.finish(reader);
    Some((id, name?))
}

fn condition(reader: &mut Reader, id: Located<String>, node: &Node<'_>) -> Option<ConditionDoc> {
    const OF: &[(&str, u8)] = &[("plan", 0), ("org", 1), ("member", 2), ("moment", 3)];
    let mut fields = reader.fields(node, Bilingual::new("条件", "a condition"))?;
    let doc = ConditionDoc {
        id,
        name: fields.need("name", reader).and_then(|node| reader.words(node)),
        not: fields.read("not", reader, Reader::words),
        of: fields.need("of", reader).and_then(|node| reader.choice(node, OF)),
        editions: fields.each("editions", reader, Reader::item),
        ask: fields.read("ask", reader, Reader::words),
        words: fields.read("md", reader, Reader::prose),
    };
    fields.finish(reader);
    Some(doc)
}

fn edition(reader: &mut Reader, node: &Node<'_>) -> Option<EditionDoc> {
    const STATUS: &[(&str, u8)] =
        &[("preview", 0), ("current", 1), ("superseded", 2), ("closing", 3), ("closed", 4)];
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

fn compare(reader: &mut Reader, node: &Node<'_>) -> Option<CompareDoc> {
    match node.scalar() {
        Some("consecutive") => Some(CompareDoc::Consecutive),
        Some("all") => Some(CompareDoc::All),
        Some(other) => {
            let near = crate::base::nearest(other, ["consecutive", "all"]);
            reader.report(problem::unknown_choice(reader.span(node.at), other, near));
            None
        }
        None => Some(CompareDoc::Listed(
            reader.list(node).iter().filter_map(|item| pair(reader, item)).collect(),
        )),
    }
}

fn pair(reader: &mut Reader, node: &Node<'_>) -> Option<(Located<String>, Located<String>)> {
    let mut ids = reader.strings(node);
    if ids.len() != 2 {
        reader.report(problem::expected_pair(reader.span(node.at)));
        return None;
    }
    let to = ids.pop()?;
    Some((ids.pop()?, to))
}

fn group(reader: &mut Reader, node: &Node<'_>) -> Option<GroupDoc> {
    let mut fields = reader.fields(node, Bilingual::new("分组", "a group"))?;
    let id = fields.need("id", reader).and_then(|node| reader.id(node));
    let name = fields.need("name", reader).and_then(|node| reader.words(node));
    let audience = fields.each("audience", reader, Reader::item);
    let features = fields.each("features", reader, feature);
    fields.finish(reader);
    Some(GroupDoc { id: id?, name, audience, features })
}

fn feature(reader: &mut Reader, node: &Node<'_>) -> Option<FeatureDoc> {
    let mut fields = reader.fields(node, Bilingual::new("功能", "a feature"))?;
    let id = fields.need("id", reader).and_then(|node| reader.id(node));
    let name = fields.need("name", reader).and_then(|node| reader.words(node));
    let parts = fields.each("parts", reader, part);
    let part_ids: Vec<&str> = parts.iter().map(|part| part.id.as_str()).collect();
    let cells = match fields.take("cells") {
        Some(node) => cells(reader, node, &part_ids),
        None => Some(Vec::new()),
    };
    let doc = FeatureDoc {
        at: node.at,
        name,
        aliases: fields.each("aliases", reader, Reader::words),
        question: fields.read("question", reader, Reader::words),
        audience: fields.each("audience", reader, Reader::item),
        verified: fields.read("verified", reader, Reader::date),
        fact: type_of(&mut fields, reader),
        cells,
        parts,
        id: id?,
    };
    let typed = fields.take("type").is_some();
    fields.finish(reader);
    if doc.parts.is_empty() && doc.fact.kind.is_none() && !typed {
        reader.report(problem::missing_type(reader.span(doc.id.at), &doc.id.value));
    }
    Some(doc)
}

fn cells(
    reader: &mut Reader,
    node: &Node<'_>,
    parts: &[&str],
) -> Option<Vec<(Located<String>, CellDoc)>> {
    let before = reader.out.len();
    let entries = reader.entries(node);
    if reader.out.len() > before {
        return None;
    }
    let mut all = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let edition = Located::new(key.text.clone().into_owned(), key.at);
        all.extend(cell::read(reader, value, parts).map(|doc| (edition, doc)));
    }
    Some(all)
}

fn part(reader: &mut Reader, node: &Node<'_>) -> Option<PartDoc> {
    let mut fields = reader.fields(node, Bilingual::new("parts 里的一项", "a part"))?;
    let id = fields.need("id", reader).and_then(|node| reader.id(node));
    let name = fields.need("name", reader).and_then(|node| reader.words(node));
    let fact = type_of(&mut fields, reader);
    let typed = fields.take("type").is_some();
    fields.finish(reader);
    if !typed {
        reader.report(problem::missing_key(
            reader.span(node.at.begin()),
            "type",
            Bilingual::new("parts 里的一项", "a part"),
        ));
    }
    Some(PartDoc { id: id?, name, fact })
}

fn type_of(fields: &mut Fields<'_, '_>, reader: &mut Reader) -> TypeDoc {
    const KINDS: &[(&str, u8)] = &[("support", 0), ("limit", 1), ("set", 2), ("text", 3)];
    const BETTER: &[(&str, u8)] = &[("more", 0), ("less", 1), ("none", 2)];
    TypeDoc {
        kind: fields.read("type", reader, |r, n| r.choice(n, KINDS)),
        unit: fields.read("unit", reader, Reader::string),
        per: fields.read("per", reader, Reader::string),
        better: fields.read("better", reader, |r, n| r.choice(n, BETTER)),
        options: keyed(fields, "options", reader, |r, id, node| Some((id, r.words(node)?))),
    }
}
