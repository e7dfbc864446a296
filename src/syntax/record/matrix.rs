//! A product's matrix in one form, whatever files it stands in: sections of things by their ids, and
//! every cell as readers read it, inherited ones included.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::tree::{self, Entries, Tree};
use crate::base::SourcePath;
use crate::syntax::fields::Reader;
use crate::syntax::product;
use crate::syntax::unit::UnitDoc;
use crate::syntax::{GroupDoc, ProductDoc, write};

/// The sections, by their keys under `before`.
pub const SECTIONS: [&str; 10] = [
    "product",
    "sources",
    "units",
    "conditions",
    "moved",
    "split",
    "editions",
    "groups",
    "features",
    "cells",
];

/// What stands under `product`: the rest of `product.yaml` that has no ids.
const PRODUCT: usize = 0;
const UNITS: usize = 2;
const MOVED: usize = 4;
const SPLIT: usize = 5;
const EDITIONS: usize = 6;
const GROUPS: usize = 7;
const FEATURES: usize = 8;
/// The section of cells: by feature, then by edition.
pub const CELLS: usize = 9;

/// The sections whose order means something. That of the cells follows from features and editions.
pub(super) const ORDERED: [usize; 6] = [1, UNITS, 3, EDITIONS, GROUPS, FEATURES];

/// A matrix, each section in its order.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Matrix(pub(super) [Entries; SECTIONS.len()]);

impl Matrix {
    /// The matrix of a product file and of the files that hold more of its groups. Units that the
    /// site declares go in, too: they may be gone another day.
    pub fn of(doc: &ProductDoc, more: &[Vec<GroupDoc>], units: &[UnitDoc]) -> Self {
        let mut matrix = Self::default();
        for (key, value) in tree::entries(write::product_map(doc)) {
            let section = SECTIONS.iter().position(|section| *section == key);
            match (key.as_str(), section, value) {
                ("groups", _, Tree::List(groups)) => matrix.groups(&groups),
                ("editions", _, Tree::List(editions)) => {
                    matrix.0[EDITIONS] = editions.iter().filter_map(named).collect();
                }
                (_, Some(at), Tree::Map(entries)) if at > PRODUCT => matrix.0[at] = entries,
                (_, _, value) => matrix.0[PRODUCT].push((key, value)),
            }
        }
        for groups in more {
            let groups: Vec<Tree> =
                groups.iter().map(|group| Tree::Map(tree::entries(write::group(group)))).collect();
            matrix.groups(&groups);
        }
        for doc in units {
            if tree::get(&matrix.0[UNITS], &doc.id.value).is_none() {
                let unit = Tree::Map(tree::entries(write::unit(doc)));
                matrix.0[UNITS].push((doc.id.value.clone(), unit));
            }
        }
        matrix.inherit();
        matrix.tidy();
        matrix
    }

    fn groups(&mut self, groups: &[Tree]) {
        for (id, group) in groups.iter().filter_map(named) {
            let mut group = match group {
                Tree::Map(entries) => entries,
                _ => continue,
            };
            let features = tree::take(&mut group, "features");
            let audience = tree::get(&group, "audience").cloned();
            let known = tree::get(&self.0[GROUPS], &id).map(|known| known.entries().to_vec());
            let first = known.as_deref().map_or(&group[..], |known| known);
            let usual = tree::get(first, "audience").cloned();
            if known.is_none() {
                self.0[GROUPS].push((id.clone(), Tree::Map(group)));
            }
            let Some(Tree::List(features)) = features else { continue };
            for (feature, row) in features.iter().filter_map(named) {
                let Tree::Map(mut row) = row else { continue };
                let cells = tree::take(&mut row, "cells");
                if let Some(audience) = audience.clone().filter(|own| Some(own) != usual.as_ref())
                    && tree::get(&row, "audience").is_none()
                {
                    row.push(("audience".to_owned(), audience));
                }
                row.insert(0, ("group".to_owned(), Tree::Text(id.clone())));
                self.0[FEATURES].push((feature.clone(), Tree::Map(row)));
                self.0[CELLS].push((feature, cells.unwrap_or(Tree::Map(Vec::new()))));
            }
        }
    }

    /// Writes out what is inherited: every cell stands for itself from then on.
    fn inherit(&mut self) {
        let mut parents: Vec<(String, String)> = Vec::new();
        for (id, edition) in &mut self.0[EDITIONS] {
            let Tree::Map(edition) = edition else { continue };
            if let Some(Tree::Text(parent)) = tree::take(edition, "inherits") {
                parents.push((id.clone(), parent));
            }
        }
        for (_, row) in &mut self.0[CELLS] {
            let Tree::Map(cells) = row else { continue };
            for (edition, parent) in &parents {
                if tree::get(cells, edition).is_none()
                    && let Some(cell) = tree::get(cells, parent).cloned()
                {
                    cells.push((edition.clone(), cell));
                }
            }
        }
    }

    /// Puts cells into the order of features and editions, and drops those of neither.
    pub(super) fn tidy(&mut self) {
        for at in [PRODUCT, MOVED, SPLIT] {
            self.0[at].sort_by(|(a, _), (b, _)| a.cmp(b));
        }
        let editions: Vec<String> = self.0[EDITIONS].iter().map(|(id, _)| id.clone()).collect();
        let mut rows: rustc_hash::FxHashMap<String, Tree> =
            std::mem::take(&mut self.0[CELLS]).into_iter().collect();
        let mut tidy = Vec::with_capacity(rows.len());
        for (feature, _) in &self.0[FEATURES] {
            let Some(Tree::Map(mut cells)) = rows.remove(feature) else {
                tidy.push((feature.clone(), Tree::Map(Vec::new())));
                continue;
            };
            let mut row = Vec::with_capacity(cells.len());
            for edition in &editions {
                row.extend(tree::take(&mut cells, edition).map(|cell| (edition.clone(), cell)));
            }
            tidy.push((feature.clone(), Tree::Map(row)));
        }
        self.0[CELLS] = tidy;
    }

    /// A cell.
    pub fn cell(&self, feature: &str, edition: &str) -> Option<&Tree> {
        tree::get(tree::get(&self.0[CELLS], feature)?.entries(), edition)
    }

    /// Whether there is such a feature.
    pub fn has_feature(&self, id: &str) -> bool {
        tree::get(&self.0[FEATURES], id).is_some()
    }

    /// Whether there is such an edition.
    pub fn has_edition(&self, id: &str) -> bool {
        tree::get(&self.0[EDITIONS], id).is_some()
    }

    /// The same with a few features alone.
    pub fn only(&self, features: &FxHashSet<&str>) -> Self {
        let mut few = self.clone_without_rows();
        for section in [FEATURES, CELLS] {
            let rows = self.0[section].iter().filter(|(id, _)| features.contains(id.as_str()));
            few.0[section] = rows.cloned().collect();
        }
        few
    }

    fn clone_without_rows(&self) -> Self {
        let mut few = Self::default();
        for at in 0..FEATURES {
            few.0[at].clone_from(&self.0[at]);
        }
        few
    }

    /// What stands in the file of a product that has this matrix.
    pub fn tree(&self) -> Tree {
        let mut file: Entries = self.0[PRODUCT].clone();
        for (section, things) in SECTIONS.iter().zip(&self.0).take(EDITIONS).skip(1) {
            if !things.is_empty() {
                file.push(((*section).to_owned(), Tree::Map(things.clone())));
            }
        }
        let with_id = |id: &str, thing: &Tree| {
            let mut all = vec![("id".to_owned(), Tree::Text(id.to_owned()))];
            all.extend_from_slice(thing.entries());
            all
        };
        let editions = self.0[EDITIONS].iter().map(|(id, edition)| Tree::Map(with_id(id, edition)));
        file.push(("editions".to_owned(), Tree::List(editions.collect())));
        let rows = self.0[FEATURES].iter().zip(&self.0[CELLS]);
        let row = |((id, feature), (_, cells)): (&(String, Tree), &(String, Tree))| {
            let mut row = with_id(id, feature);
            let group = tree::take(&mut row, "group");
            row.push(("cells".to_owned(), cells.clone()));
            (group, Tree::Map(row))
        };
        let mut rows: Vec<_> = rows.map(row).map(Some).collect();
        let group = |(id, group): &(String, Tree)| {
            let mut all = with_id(id, group);
            let ours = rows.iter_mut().filter(|row| {
                row.as_ref().is_some_and(|(of, _)| of.as_ref().and_then(Tree::text) == Some(id))
            });
            let features: Vec<Tree> = ours.filter_map(|row| Some(row.take()?.1)).collect();
            if !features.is_empty() {
                all.push(("features".to_owned(), Tree::List(features)));
            }
            Tree::Map(all)
        };
        let groups: Vec<Tree> = self.0[GROUPS].iter().map(group).collect();
        if !groups.is_empty() {
            file.push(("groups".to_owned(), Tree::List(groups)));
        }
        Tree::Map(file)
    }

    /// The document of a product that has this matrix. What might be said about its form was said
    /// when it was recorded.
    pub fn doc(&self, path: &SourcePath) -> Option<ProductDoc> {
        product::read(&mut Reader::new(path), &self.tree().node())
    }

    /// The counts that its formulas name, and some words beside: whatever is between other signs.
    pub fn counts(&self) -> Vec<String> {
        let mut all = Vec::new();
        let mut seek = Vec::from_iter(self.0[CELLS].iter().map(|(_, row)| row));
        while let Some(tree) = seek.pop() {
            for (key, value) in tree.entries() {
                match value {
                    Tree::Text(text) if key == "formula" => {
                        let parts = text.split(|c: char| {
                            !c.is_ascii_lowercase() && !c.is_ascii_digit() && c != '-'
                        });
                        all.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
                    }
                    value => seek.push(value),
                }
            }
            if let Tree::List(items) = tree {
                seek.extend(items);
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// A thing of a list by its id, which stands in it.
fn named(thing: &Tree) -> Option<(String, Tree)> {
    let mut entries = thing.entries().to_vec();
    let id = tree::take(&mut entries, "id")?;
    Some((id.text()?.to_owned(), Tree::Map(entries)))
}
