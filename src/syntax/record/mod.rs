//! What changed in a matrix and when: records of changes, and the matrix as it was recorded last.
//!
//! A record leads from the matrix after it back to the one before, so that a table of any recorded day can be made
//! from the last matrix and the records since. Its facts carry a digest: an editor adds words, and mends a fact in the
//! matrix, where the next record tells of it.

mod matrix;
mod recorded;
mod step;
mod tree;

#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use matrix::Matrix;
pub use recorded::{RECORDED, RecordedDoc, read_recorded, recorded_text};
pub use step::{CellStep, Step};
pub use tree::Tree;

use super::fields::Reader;
use super::words::{ProseWords, Words};
use super::write;
use super::write::tree::{Item, Map};
use super::yaml::Node;
use crate::base::{Bilingual, Hash, Located, Range, SourcePath};

/// One change, as recorded.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct ChangeDoc {
    /// Where it stands.
    pub at: Range,
    /// `id`: stays the same for ever.
    pub id: Located<String>,
    /// `change`: a word of the differences, or `added removed moved split`.
    pub change: Located<String>,
    /// `feature`: by the id that it has after the change.
    pub feature: Option<Located<String>>,
    /// `edition`.
    pub edition: Option<Located<String>>,
    /// `was`: the old id, where the feature goes by another one or was split.
    pub was: Option<Located<String>>,
    /// `into`: the new ids of a feature that was split.
    pub into: Vec<Located<String>>,
    /// `old`: what the cell said.
    pub old: Option<Located<Tree>>,
    /// `new`: what it says.
    pub new: Option<Located<Tree>>,
    /// `note`: the editor's words.
    pub note: Option<ProseWords>,
}

/// A record of changes as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct RecordDoc {
    /// The file.
    pub path: SourcePath,
    /// Where it begins.
    pub at: Range,
    /// `date`.
    pub date: Option<Located<Date>>,
    /// `follows`: the name of the record before it; the first has none.
    pub follows: Option<Located<String>>,
    /// `title`: the editor's words.
    pub title: Option<Words>,
    /// `summary`: the editor's words.
    pub summary: Option<ProseWords>,
    /// `changes`.
    pub changes: Vec<ChangeDoc>,
    /// `before`: how everything else stood.
    pub before: Option<Tree>,
    /// `guides`: what the guides of the product were, by a hash of each.
    pub guides: Vec<(Located<String>, Located<String>)>,
    /// `consent`: the form of the data that those hashes were made from; without it the first one.
    pub consent: Option<Located<String>>,
    /// `digest`: of everything but the editor's words.
    pub digest: Option<Located<String>>,
}

impl RecordDoc {
    /// The name by which the next one calls it: its file's without the ending.
    pub fn name(&self) -> &str {
        name(&self.path)
    }

    /// Its place among the others of its product: by day, then by the number behind the day.
    pub fn place(&self) -> (Option<Date>, u32, &str) {
        let day = self.date.as_ref().map(|date| date.value);
        let number = self.name().get(11..).and_then(|number| number.parse().ok()).unwrap_or(1);
        (day, number, self.name())
    }

    /// What leads from the matrix after it back to the one before.
    pub fn step(&self) -> Step {
        let mut step = Step { before: self.before.clone(), ..Step::default() };
        for change in &self.changes {
            match (&change.feature, &change.was, &change.edition, &change.old, &change.new) {
                (Some(new), Some(old), None, ..) if change.into.is_empty() => {
                    step.moved.push((old.value.clone(), new.value.clone()));
                }
                (Some(feature), _, Some(edition), Some(old), Some(new)) => {
                    let (feature, edition) = (feature.value.clone(), edition.value.clone());
                    let (old, new) = (old.value.clone(), new.value.clone());
                    step.cells.push(CellStep { feature, edition, old, new });
                }
                _ => {}
            }
        }
        step
    }

    /// What its digest should be: of all its facts, and of nothing that an editor may write.
    pub fn seal(&self) -> String {
        let value = |text: &Option<Located<String>>| text.as_ref().map(|text| text.value.clone());
        let change = |c: &ChangeDoc| {
            let tree = |tree: &Option<Located<Tree>>| tree.as_ref().map(|tree| tree.value.clone());
            let into: Vec<String> = c.into.iter().map(|id| id.value.clone()).collect();
            let names = (value(&c.feature), value(&c.edition), value(&c.was), into);
            (c.id.value.clone(), c.change.value.clone(), names, tree(&c.old), tree(&c.new))
        };
        let changes: Vec<_> = self.changes.iter().map(change).collect();
        let guides: Vec<_> =
            self.guides.iter().map(|(id, hash)| (id.value.clone(), hash.value.clone())).collect();
        let date = self.date.as_ref().map(|date| date.value.to_string());
        let facts = (date, value(&self.follows), changes, &self.before, guides);
        // Records from before there was a second form were sealed without it.
        match value(&self.consent) {
            None => Hash::of_value(&facts).to_string(),
            form => Hash::of_value(&(facts, form)).to_string(),
        }
    }
}

/// The name of a record by its file.
fn name(path: &SourcePath) -> &str {
    let file = path.file_name();
    file.strip_suffix(".yaml").or_else(|| file.strip_suffix(".yml")).unwrap_or(file)
}

/// Reads a record of changes.
pub fn read(reader: &mut Reader, node: &Node<'_>) -> Option<RecordDoc> {
    let mut fields = reader.fields(node, Bilingual::new("变更记录", "a record of changes"))?;
    fields.version(reader);
    let date = fields.need("date", reader);
    let doc = RecordDoc {
        path: reader.path.clone(),
        at: node.at,
        date: date.and_then(|n| Some(Located::new(reader.date(n)?, n.at))),
        follows: fields.read("follows", reader, Reader::string),
        title: fields.read("title", reader, Reader::words),
        summary: fields.read("summary", reader, Reader::prose),
        changes: fields.each("changes", reader, change),
        before: fields.read("before", reader, |_, node| Some(Tree::of(node))),
        guides: fields.keyed("guides", reader, |r, id, node| Some((id, r.string(node)?))),
        consent: fields.read("consent", reader, Reader::string),
        digest: fields.need("digest", reader).and_then(|node| reader.string(node)),
    };
    fields.finish(reader);
    Some(doc)
}

fn change(reader: &mut Reader, node: &Node<'_>) -> Option<ChangeDoc> {
    let mut fields = reader.fields(node, Bilingual::new("changes 里的一项", "a change"))?;
    let id = fields.need("id", reader).and_then(|node| reader.string(node));
    let word = fields.need("change", reader).and_then(|node| reader.string(node));
    let tree = |_: &mut Reader, node: &Node<'_>| Some(Located::new(Tree::of(node), node.at));
    let feature = fields.read("feature", reader, Reader::string);
    let edition = fields.read("edition", reader, Reader::string);
    let was = fields.read("was", reader, Reader::string);
    let into = fields.each_name("into", reader, Reader::item);
    let old = fields.read("old", reader, tree);
    let new = fields.read("new", reader, tree);
    let note = fields.read("note", reader, Reader::prose);
    fields.finish(reader);
    let at = node.at;
    Some(ChangeDoc { at, id: id?, change: word?, feature, edition, was, into, old, new, note })
}

/// What stands above the facts of a record.
const HEAD: &str = "\
# 由 crosswalk record 写成。title、summary 和每条的 note 由编辑补写；其余是事实，改动会在构建时报错。
# Written by crosswalk record. title, summary and each note are yours to write; the rest are facts and stay as they are.
";

/// A record as the text of its file.
pub fn record_text(doc: &RecordDoc) -> String {
    let text = |text: &Option<Located<String>>| text.as_ref().map(|text| Item::name(&text.value));
    let mut map = Map::new();
    map.text("version", Some(1));
    map.text("date", doc.date.as_ref().map(|date| date.value));
    map.set("follows", text(&doc.follows));
    map.set("title", doc.title.as_ref().map(write::words));
    map.set("summary", doc.summary.as_ref().map(write::prose));
    map.spaced("changes", doc.changes.iter().map(change_map));
    map.set("before", doc.before.as_ref().map(Tree::item));
    map.keyed_items("guides", doc.guides.iter().map(|(id, hash)| (id, Item::name(&hash.value))));
    map.set("consent", text(&doc.consent));
    map.text("digest", Some(doc.seal()));
    format!("{HEAD}{}", map.into_sections())
}

fn change_map(doc: &ChangeDoc) -> Map {
    let text = |text: &Option<Located<String>>| text.as_ref().map(|text| Item::name(&text.value));
    let tree = |tree: &Option<Located<Tree>>| tree.as_ref().map(|tree| tree.value.item());
    let mut map = Map::new();
    map.set("id", Some(Item::name(&doc.id.value)));
    map.set("feature", text(&doc.feature));
    map.set("edition", text(&doc.edition));
    map.set("change", Some(Item::name(&doc.change.value)));
    map.set("was", text(&doc.was));
    map.set("into", write::ids(&doc.into));
    map.set("old", tree(&doc.old));
    map.set("new", tree(&doc.new));
    map.set("note", doc.note.as_ref().map(write::prose));
    map
}
