//! A theme's words in one language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A language file: words, lists of words, and maps of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Entry {
    /// Words.
    Text(String),
    /// Several words that mean the same.
    List(Vec<String>),
    /// Words by key.
    Map(BTreeMap<String, Entry>),
}

/// The words of one language.
#[derive(Clone, Debug)]
pub struct Words {
    root: Entry,
}

impl Words {
    /// Wraps a language file.
    pub fn new(root: Entry) -> Self {
        Self { root }
    }

    /// The file as templates see it.
    pub fn root(&self) -> &Entry {
        &self.root
    }

    /// Takes over what another file says in place of this one.
    pub fn override_with(&mut self, other: Entry) {
        merge(&mut self.root, other);
    }

    /// The words under a dotted key; the key itself where there are none.
    pub fn get<'w>(&'w self, key: &'w str) -> &'w str {
        match self.find(key) {
            Some(Entry::Text(words)) => words,
            _ => key,
        }
    }

    /// The words under a key of a map.
    pub fn within(&self, map: &str, key: &str) -> Option<&str> {
        let Entry::Map(root) = &self.root else { return None };
        match root.get(map)? {
            Entry::Map(words) => match words.get(key)? {
                Entry::Text(words) => Some(words),
                _ => None,
            },
            _ => None,
        }
    }

    /// The list under a dotted key.
    pub fn list(&self, key: &str) -> Vec<String> {
        match self.find(key) {
            Some(Entry::List(words)) => words.clone(),
            Some(Entry::Text(words)) => vec![words.clone()],
            _ => Vec::new(),
        }
    }

    fn find(&self, key: &str) -> Option<&Entry> {
        key.split('.').try_fold(&self.root, |entry, part| match entry {
            Entry::Map(map) => map.get(part),
            _ => None,
        })
    }

    /// The words under a key with `{name}` replaced.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        values.iter().fold(self.get(key).to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    }
}

fn merge(into: &mut Entry, other: Entry) {
    match (into, other) {
        (Entry::Map(mine), Entry::Map(theirs)) => {
            for (key, entry) in theirs {
                match mine.get_mut(&key) {
                    Some(old) => merge(old, entry),
                    None => {
                        mine.insert(key, entry);
                    }
                }
            }
        }
        (mine, other) => *mine = other,
    }
}
