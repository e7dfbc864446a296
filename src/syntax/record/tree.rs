//! YAML without its places: what stands in records, whatever it means.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::base::Range;
use crate::syntax::write::tree::{Item, Map};
use crate::syntax::yaml::{Data, Key, Node};

/// A piece of YAML. Two are equal if they say the same in the same order.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Tree {
    /// A scalar as written.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// A mapping in its order.
    Map(Entries),
}

/// Keys and values in their order.
pub type Entries = Vec<(String, Tree)>;

impl Tree {
    /// What was read.
    pub fn of(node: &Node<'_>) -> Self {
        match &node.data {
            Data::Scalar { text, .. } => Self::Text(text.clone().into_owned()),
            Data::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Data::Map(entries) => {
                let entry =
                    |(key, value): &(Key<'_>, Node<'_>)| (key.text.to_string(), Self::of(value));
                Self::Map(entries.iter().map(entry).collect())
            }
        }
    }

    /// What is to be written.
    pub fn written(item: Item) -> Self {
        match item {
            Item::Text(text) | Item::Token(text) | Item::Name(text) => Self::Text(text),
            Item::Names(names) => Self::List(names.into_iter().map(Self::Text).collect()),
            Item::List(items) | Item::Spaced(items) => {
                Self::List(items.into_iter().map(Self::written).collect())
            }
            Item::Map(map) => Self::Map(entries(map)),
        }
    }

    /// The same to be written: names in brackets where a list holds nothing else.
    pub fn item(&self) -> Item {
        match self {
            Self::Text(text) => Item::text(text),
            Self::List(items) => {
                let words = items.iter().map(Self::text).collect::<Option<Vec<&str>>>();
                match words.filter(|words| words.iter().all(|word| !word.contains('\n'))) {
                    Some(words) => Item::names(words),
                    None => Item::List(items.iter().map(Self::item).collect()),
                }
            }
            Self::Map(all) => {
                let mut map = Map::new();
                all.iter().for_each(|(key, value)| map.set(key, Some(value.item())));
                map.into()
            }
        }
    }

    /// The same as if it had been read, without places.
    pub fn node<'s>(&self) -> Node<'s> {
        let data = match self {
            Self::Text(text) => {
                Data::Scalar { text: Cow::Owned(text.clone()), plain: false, raw: "" }
            }
            Self::List(items) => Data::List(items.iter().map(Self::node).collect()),
            Self::Map(all) => {
                let key = |text: &String| Key {
                    at: Range::default(),
                    text: Cow::Owned(text.clone()),
                    plain: false,
                };
                Data::Map(all.iter().map(|(name, value)| (key(name), value.node())).collect())
            }
        };
        Node { at: Range::default(), data }
    }

    /// The words of a scalar.
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The entries of a mapping; none of anything else.
    pub fn entries(&self) -> &[(String, Self)] {
        if let Self::Map(all) = self { all } else { &[] }
    }

    /// The words of a list; none of anything else.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let items: &[Self] = if let Self::List(items) = self { items } else { &[] };
        items.iter().filter_map(Self::text)
    }

    /// A list of words.
    pub fn list<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        Self::List(words.into_iter().map(|word| Self::Text(word.to_owned())).collect())
    }

    /// In one line, for messages.
    pub fn brief(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::List(items) => {
                format!("[{}]", items.iter().map(Self::brief).collect::<Vec<_>>().join(", "))
            }
            Self::Map(all) => {
                let entry = |(key, value): &(String, Self)| format!("{key}: {}", value.brief());
                format!("{{{}}}", all.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// What a mapping to be written holds.
pub fn entries(map: Map) -> Entries {
    map.into_entries().map(|(key, item)| (key, Tree::written(item))).collect()
}

/// The value of a key.
pub fn get<'t>(all: &'t [(String, Tree)], key: &str) -> Option<&'t Tree> {
    all.iter().find(|(name, _)| name == key).map(|(_, value)| value)
}

/// Puts a value in the place of the one of its key, else behind the others.
pub fn put(all: &mut Entries, key: &str, value: Tree) {
    match all.iter_mut().find(|(name, _)| name == key) {
        Some((_, old)) => *old = value,
        None => all.push((key.to_owned(), value)),
    }
}

/// Takes a key's value out.
pub fn take(all: &mut Entries, key: &str) -> Option<Tree> {
    let at = all.iter().position(|(name, _)| name == key)?;
    Some(all.remove(at).1)
}
