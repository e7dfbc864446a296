//! A mapping while its entries are read: repeated keys, and merge keys.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::catalogue as problem;
use super::slip::pairs;
use super::yaml::{Data, Key, Node};
use crate::base::{Bilingual, Diagnostic, SourcePath};

/// A key and its value.
pub type Entry<'s> = (Key<'s>, Node<'s>);

/// Where each key of a large mapping stands; small ones are searched faster than hashed.
pub type Index<'s> = FxHashMap<Cow<'s, str>, usize>;

/// From how many keys on a mapping is large.
const LARGE: usize = 32;

/// The innermost of the open mappings.
pub struct Growing<'s, 'b> {
    /// What all the open mappings hold.
    pub all: &'b mut Vec<Entry<'s>>,
    /// Where what it holds begins among them.
    pub first: usize,
    /// Where its keys stand.
    pub index: &'b mut Index<'s>,
}

impl<'s> Growing<'s, '_> {
    /// Adds an entry: merge keys bring what is not there yet, repeated keys are reported.
    pub fn insert(
        &mut self,
        key: Key<'s>,
        node: Node<'s>,
        path: &SourcePath,
        out: &mut Vec<Diagnostic>,
    ) {
        if key.plain && key.text == "<<" {
            return self.merge(node, path, out);
        }
        if let Some(first) = self.find(&key.text) {
            let first = path.at(self.all[self.first + first].0.at);
            let words = Bilingual::new("第一次写在这里", "first written here");
            out.push(problem::duplicate_key(path.at(key.at), &*key.text).label(first, words));
            return;
        }
        self.all.push((key, node));
    }

    /// The position of a key, which is not searched from end to end in a large mapping.
    fn find(&mut self, key: &str) -> Option<usize> {
        let entries = &self.all[self.first..];
        if entries.len() < LARGE {
            return entries.iter().position(|(k, _)| k.text == key);
        }
        for (at, (key, _)) in entries.iter().enumerate().skip(self.index.len()) {
            self.index.insert(key.text.clone(), at);
        }
        self.index.get(key).copied()
    }

    fn merge(&mut self, node: Node<'s>, path: &SourcePath, out: &mut Vec<Diagnostic>) {
        let maps = match node.data {
            Data::List(items) => items,
            data => vec![Node { at: node.at, data }],
        };
        for map in maps {
            let Data::Map(more) = map.data else {
                out.push(problem::expected_mapping(path.at(map.at), pairs()));
                continue;
            };
            for (key, value) in more {
                if self.find(&key.text).is_none() {
                    self.all.push((key, value));
                }
            }
        }
    }
}
