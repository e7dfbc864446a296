//! Blocks of articles as written: data that a template shows.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{BlockRequest, Link, Prose};
use crate::base::{Conversion, Located};

/// What of a guide a checklist shows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum ChecklistOf {
    /// What must be true.
    #[default]
    Preconditions,
    /// What must be known.
    Collect,
    /// What is done.
    Steps,
}

/// A `checklist` block.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct ChecklistRequest {
    /// What stands above it.
    pub title: Option<String>,
    /// `product/guide`, for the items of a guide.
    pub guide: Option<Located<String>>,
    /// Which of its items.
    pub of: ChecklistOf,
    /// Items of its own.
    pub items: Vec<Arc<Prose>>,
}

/// A `contact` block.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct ContactRequest {
    /// What stands above it.
    pub title: Option<String>,
    /// Only these contacts, in this order.
    pub show: Vec<Located<String>>,
}

/// A `figure` block.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct FigureRequest {
    /// The picture: its address and its words.
    pub picture: Link,
    /// What stands beneath it.
    pub caption: Option<Arc<Prose>>,
    /// Where it was taken from.
    pub source: Option<Arc<Prose>>,
}

/// A block that a theme adds.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct CustomRequest {
    /// Its name, and that of its template.
    pub name: String,
    /// What was written in it.
    pub data: Data,
}

/// Free data, as YAML's core schema understands it.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Data {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Words, and numbers that are not whole, as written.
    Text(String),
    /// A list.
    List(Vec<Data>),
    /// A mapping, in its order.
    Map(Vec<(String, Data)>),
}

impl BlockRequest {
    /// The same with its words in another script. A theme's own block stays: what of its data is
    /// words, only the theme knows.
    pub fn converted(&self, by: &Conversion) -> Self {
        let title = |title: &Option<String>| title.as_ref().map(|title| by.convert(title));
        let prose = |prose: &Arc<Prose>| Arc::new(prose.converted(by));
        match self {
            Self::Checklist(list) => Self::Checklist(ChecklistRequest {
                title: title(&list.title),
                items: list.items.iter().map(prose).collect(),
                ..list.clone()
            }),
            Self::Contact(contact) => {
                Self::Contact(ContactRequest { title: title(&contact.title), ..contact.clone() })
            }
            Self::Figure(figure) => Self::Figure(Box::new(FigureRequest {
                picture: figure.picture.converted(by),
                caption: figure.caption.as_ref().map(prose),
                source: figure.source.as_ref().map(prose),
            })),
            other => other.clone(),
        }
    }
}
