//! The matrix as it was recorded last: written and read by the program alone.

use serde::{Deserialize, Serialize};

use super::Matrix;
use crate::base::{Bilingual, Hash, Located, SourcePath};
use crate::syntax::fields::Reader;
use crate::syntax::write::tree::{Item, Map};
use crate::syntax::yaml::Node;
use crate::syntax::{product, write};

/// The name of the file that holds the matrix as it was recorded last.
pub const RECORDED: &str = "recorded.yaml";

/// The matrix as it was recorded last.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct RecordedDoc {
    /// The file.
    pub path: SourcePath,
    /// `record`: the name of the record after which it stood so.
    pub record: Option<Located<String>>,
    /// `matrix`.
    pub matrix: Matrix,
    /// `digest`.
    pub digest: Option<Located<String>>,
}

impl RecordedDoc {
    /// What its digest should be.
    pub fn seal(&self) -> String {
        let record = self.record.as_ref().map(|record| record.value.as_str());
        Hash::of_value(&(record, &self.matrix)).to_string()
    }
}

/// Reads the matrix as it was recorded last.
pub fn read_recorded(reader: &mut Reader, node: &Node<'_>) -> Option<RecordedDoc> {
    let mut fields =
        reader.fields(node, Bilingual::new("记录下来的功能表", "a recorded matrix"))?;
    fields.version(reader);
    let record = fields.need("record", reader).and_then(|node| reader.string(node));
    let digest = fields.need("digest", reader).and_then(|node| reader.string(node));
    let matrix = fields.need("matrix", reader).and_then(|node| product::read(reader, node));
    fields.finish(reader);
    let matrix = Matrix::of(&matrix?, &[], &[]);
    Some(RecordedDoc { path: reader.path.clone(), record, matrix, digest })
}

/// What stands above the recorded matrix.
const RECORDED_HEAD: &str = "\
# 由 crosswalk record 写成：最近一次记录时的功能表。请不要改它，要改就改 product.yaml。
# Written by crosswalk record: the matrix as it was recorded last. Change product.yaml, not this file.
";

/// The recorded matrix as the text of its file.
pub fn recorded_text(doc: &RecordedDoc) -> String {
    let mut map = Map::new();
    map.text("version", Some(1));
    map.set("record", doc.record.as_ref().map(|record| Item::name(&record.value)));
    map.text("digest", Some(doc.seal()));
    let matrix = doc.matrix.doc(&doc.path).map(|matrix| write::product_map(&matrix));
    map.set("matrix", matrix.map(Item::Map));
    format!("{RECORDED_HEAD}{}", map.into_sections())
}
