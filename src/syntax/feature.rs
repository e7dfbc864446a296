//! Groups and features as written.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::catalogue as problem;
use super::cell::{self, CellDoc};
use super::fields::{Fields, Reader};
use super::words::Words;
use super::yaml::Node;
use crate::base::{Bilingual, Located, Range};

/// A group as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct GroupDoc {
    /// Its id.
    pub id: Located<String>,
    /// `name`: needed where the group stands first, in whichever file.
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
    pub verified: Option<Located<Date>>,
    /// `stale_after`.
    pub stale_after: Option<Located<String>>,
    /// Its type, if it has no parts.
    pub fact: TypeDoc,
    /// `parts`.
    pub parts: Vec<PartDoc>,
    /// `cells`, by edition as written; `None` where they were no mapping, which was reported.
    pub cells: Option<Vec<(Located<String>, CellDoc)>>,
}

/// What `type:` may say.
pub(super) const KINDS: &[(&str, u8)] = &[("support", 0), ("limit", 1), ("set", 2), ("text", 3)];

/// What `better:` may say.
pub(super) const BETTER: &[(&str, u8)] = &[("more", 0), ("less", 1), ("none", 2)];

/// Reads a group.
pub fn group(reader: &mut Reader, node: &Node<'_>) -> Option<GroupDoc> {
    let mut fields = reader.fields(node, Bilingual::new("分组", "a group"))?;
    let id = fields.need("id", reader).and_then(|node| reader.id(node));
    let name = fields.read("name", reader, Reader::words);
    let audience = fields.each("audience", reader, Reader::item);
    let features = fields.each_at_once("features", reader, feature);
    fields.finish(reader);
    Some(GroupDoc { id: id?, name, audience, features })
}

fn feature(reader: &mut Reader, node: &Node<'_>) -> Option<FeatureDoc> {
    let mut fields = reader.fields(node, Bilingual::new("功能", "a feature"))?;
    let id = fields.need("id", reader).and_then(|node| reader.id(node));
    let name = fields.need("name", reader).and_then(|node| reader.words(node));
    let parts = fields.each("parts", reader, part);
    let part_ids: Vec<&str> = parts.iter().map(|part| part.id.as_str()).collect();
    let kind = fields.take("type").and_then(Node::scalar);
    let kind = KINDS.iter().find(|(word, _)| Some(*word) == kind).map(|(_, kind)| *kind);
    let cells = match fields.take("cells") {
        Some(node) => cells(reader, node, &part_ids, kind),
        None => Some(Vec::new()),
    };
    let doc = FeatureDoc {
        at: node.at,
        name,
        aliases: fields.each("aliases", reader, Reader::words),
        question: fields.read("question", reader, Reader::words),
        audience: fields.each("audience", reader, Reader::item),
        verified: fields.read("verified", reader, Reader::day),
        stale_after: fields.read("stale_after", reader, Reader::string),
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
    kind: Option<u8>,
) -> Option<Vec<(Located<String>, CellDoc)>> {
    let before = reader.out.len();
    let entries = reader.entries(node);
    if reader.out.len() > before {
        return None;
    }
    let mut all = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let edition = Located::new(key.text.clone().into_owned(), key.at);
        let doc = reader.mistyped_cell(value, kind).or_else(|| cell::read(reader, value, parts));
        all.extend(doc.map(|doc| (edition, doc)));
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
    TypeDoc {
        kind: fields.read("type", reader, |r, n| r.choice(n, KINDS)),
        unit: fields.read("unit", reader, Reader::string),
        per: fields.read("per", reader, Reader::string),
        better: fields.read("better", reader, |r, n| r.choice(n, BETTER)),
        options: fields.keyed("options", reader, |r, id, node| Some((id, r.words(node)?))),
    }
}
