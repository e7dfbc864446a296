//! Groups and features as written.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::catalogue as problem;
use super::cell::{self, CellDoc};
use super::fields::{Fields, Reader};
use super::words::{Words, lone};
use super::yaml::{Key, Node};
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
    /// What stands beside `cells` under keys that no feature has: most likely cells, and reported.
    pub beside: Vec<(Located<String>, CellDoc)>,
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
    let audience = fields.each_name("audience", reader, Reader::item);
    let features = fields.each_at_once("features", reader, feature);
    // A name under another word was reported.
    let misnamed = if name.is_none() { fields.stranger() } else { None };
    if misnamed.is_some() {
        fields.likely(&["name"]);
    }
    fields.finish(reader);
    let name = name.or_else(|| misnamed.map(lone));
    // Kept without an id, so that what refers to its features is not reported as well.
    let id = id.unwrap_or_else(|| Located::new(format!("-{}", node.at.start), node.at.begin()));
    Some(GroupDoc { id, name, audience, features })
}

fn feature(reader: &mut Reader, node: &Node<'_>) -> Option<FeatureDoc> {
    let mut fields = reader.fields(node, Bilingual::new("功能", "a feature"))?;
    let id = fields.need("id", reader).and_then(|node| reader.id(node));
    let name = fields.need("name", reader).and_then(|node| reader.words(node));
    let parts = fields.each("parts", reader, part);
    let part_ids: Vec<&str> = parts.iter().map(|part| part.id.as_str()).collect();
    let typed = fields.take("type");
    let word = typed.and_then(Node::scalar);
    let kind = KINDS.iter().find(|(known, _)| Some(*known) == word).map(|(_, kind)| *kind);
    let written = fields.take("cells");
    let cells = match written {
        Some(node) if node.is_blank() => None,
        Some(node) => cells(reader, node, &part_ids, kind),
        None => Some(Vec::new()),
    };
    let mut doc = FeatureDoc {
        at: node.at,
        name,
        aliases: fields.each_name("aliases", reader, Reader::words),
        question: fields.read("question", reader, Reader::words),
        audience: fields.each_name("audience", reader, Reader::item),
        verified: fields.read("verified", reader, Reader::day),
        stale_after: fields.read("stale_after", reader, Reader::string),
        fact: type_of(&mut fields, reader),
        beside: Vec::new(),
        cells,
        parts,
        id: id?,
    };
    doc.beside = beside(&mut fields);
    if let Some(blank) = written.filter(|node| node.is_blank() && doc.beside.is_empty()) {
        reader.filled("cells", blank);
    }
    fields.finish(reader);
    if let Some(kind) = typed.filter(|_| !doc.parts.is_empty()) {
        reader.report(problem::type_beside_parts(reader.span(kind.at), "type"));
    }
    if doc.parts.is_empty() && doc.fact.kind.is_none() && typed.is_none() {
        reader.report(problem::missing_type(reader.span(doc.id.at), &doc.id.value));
    }
    Some(doc)
}

/// Keys that no feature has; under the name of an edition they are cells that begin too far to the left.
fn beside(fields: &mut Fields<'_, '_>) -> Vec<(Located<String>, CellDoc)> {
    let hint = Bilingual::new(
        "如果这是一个版本，把它移到 cells: 下面，比 cells: 多缩进两个空格",
        "if it is an edition, move it below cells: and indent it by two spaces more than cells:",
    );
    let strangers = fields.strangers(hint).into_iter();
    strangers.map(|(key, node)| (key, cell::unread(node))).collect()
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
    let mut at = 0;
    while let Some((key, value)) = entries.get(at) {
        at += 1;
        let edition = Located::new(key.text.clone().into_owned(), key.at);
        let inside =
            if parts.is_empty() && value.is_blank() { inside(&entries[at..]) } else { &[] };
        if let Some((first, _)) = inside.first() {
            reader.report(problem::key_not_indented(
                reader.span(first.at),
                &*first.text,
                &edition.value,
            ));
            all.push((edition, cell::unread(value)));
            at += inside.len();
            continue;
        }
        let doc = reader.mistyped_cell(value, kind).or_else(|| cell::read(reader, value, parts));
        all.extend(doc.map(|doc| (edition, doc)));
    }
    Some(all)
}

/// The first of some entries, as far as they are keys of a cell: those of the one above them.
fn inside<'n, 's>(entries: &'n [(Key<'s>, Node<'s>)]) -> &'n [(Key<'s>, Node<'s>)] {
    let count = entries.iter().take_while(|(key, _)| cell::is_key(&key.text)).count();
    &entries[..count]
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
        options: fields.keyed("options", reader, |r, id, node| {
            let words = r.filled(&id.value, node).and_then(|node| r.words(node));
            // Kept, so that what refers to it is not reported as well.
            Some((id.clone(), words.unwrap_or_else(|| lone(id))))
        }),
    }
}
