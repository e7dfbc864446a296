//! Units as written, in a product or in the settings.

use serde::{Deserialize, Serialize};

use super::fields::Reader;
use super::words::{Words, lone};
use super::yaml::Node;
use crate::base::{Bilingual, Located};

/// A unit as written. Without `of` it counts things of its own.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct UnitDoc {
    /// Its id.
    pub id: Located<String>,
    /// `name`.
    pub name: Option<Words>,
    /// `aliases`.
    pub aliases: Vec<Words>,
    /// `of`: the unit that it is made of.
    pub of: Option<Located<String>>,
    /// `factor`: how many of those it is.
    pub factor: Option<Located<String>>,
}

/// Reads a unit.
pub fn read(reader: &mut Reader, id: Located<String>, node: &Node<'_>) -> Option<UnitDoc> {
    let what = Bilingual::new("单位", "a unit");
    let pair = |name: &str| {
        Bilingual::new(format!("写成 {{name: {name}}}"), format!("write {{name: {name}}}"))
    };
    if let Some(name) = reader.lone(node, &what, pair) {
        let name = Some(lone(name));
        return Some(UnitDoc { id, name, aliases: Vec::new(), of: None, factor: None });
    }
    let mut fields = reader.fields(node, what)?;
    let doc = UnitDoc {
        id,
        name: fields.need("name", reader).and_then(|node| reader.words(node)),
        aliases: fields.each_name("aliases", reader, Reader::words),
        of: fields.read("of", reader, Reader::string),
        factor: fields.read("factor", reader, Reader::string),
    };
    fields.finish(reader);
    Some(doc)
}
