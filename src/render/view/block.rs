//! Blocks inside articles, as `block`.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use crate::model::Data;

/// A list to go through before something is done.
#[derive(Clone, Debug, Serialize)]
pub struct ChecklistView {
    /// What stands above it, or empty.
    pub title: String,
    /// The items.
    pub items: Vec<CheckView>,
    /// The address of the guide that they come from, or empty.
    pub url: String,
    /// What the guide is called, or empty.
    pub guide: String,
}

/// One item of a checklist.
#[derive(Clone, Debug, Serialize)]
pub struct CheckView {
    /// Its words as HTML.
    pub words: String,
    /// Who does it, or empty.
    pub by: String,
    /// Whether the customer signs it.
    pub consent: bool,
}

/// How to reach the organisation. What is not known is not there.
#[derive(Clone, Debug, Serialize)]
pub struct ContactView {
    /// What stands above it, or empty.
    pub title: String,
    /// The organisation.
    pub organisation: String,
    /// The ways to reach it.
    pub contacts: Vec<ContactWay>,
}

/// One way to reach somebody.
#[derive(Clone, Debug, Serialize)]
pub struct ContactWay {
    /// `phone`, `mail`, `wechat` … as the settings have it.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// The number, the address, the hours.
    pub words: String,
    /// Where a click leads, or empty.
    pub url: String,
    /// The address of a picture that stands for the words (a QR code), or empty.
    pub picture: String,
}

/// A picture with its caption.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// The attributes of its `<img>`: address and size, ready.
    pub attributes: String,
    /// Its words for who cannot see it.
    pub alt: String,
    /// The caption as HTML, or empty.
    pub caption: String,
    /// Where it was taken from, as HTML, or empty.
    pub source: String,
}

/// Free data as templates see it: without the tags of its Rust type.
pub struct Plain<'d>(pub &'d Data);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Data::Null => to.serialize_none(),
            Data::Bool(value) => to.serialize_bool(*value),
            Data::Integer(value) => to.serialize_i64(*value),
            Data::Text(text) => to.serialize_str(text),
            Data::List(items) => {
                let mut list = to.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(&Plain(item))?;
                }
                list.end()
            }
            Data::Map(entries) => {
                let mut map = to.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, &Plain(value))?;
                }
                map.end()
            }
        }
    }
}
