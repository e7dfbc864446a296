//! From one matrix back to the one before: which cells said what, and how everything else stood.

use rustc_hash::FxHashMap;

use super::matrix::{CELLS, Matrix, ORDERED, SECTIONS};
use super::tree::{self, Entries, Tree};

/// A change of a cell, as a record keeps it: where the cell stands now, what it said, what it says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CellStep {
    /// The feature by its new id.
    pub feature: String,
    /// The edition.
    pub edition: String,
    /// What the cell said.
    pub old: Tree,
    /// What it says.
    pub new: Tree,
}

/// What leads from one matrix back to the one before.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Step {
    /// Features that go by another id: the old one and the new one.
    pub moved: Vec<(String, String)>,
    /// Cells that say something else.
    pub cells: Vec<CellStep>,
    /// How everything else stood before: what came since, what was otherwise, in which order.
    pub before: Option<Tree>,
}

impl Step {
    /// The step between two matrices. `moved` names the features that go by another id, `cells`
    /// those cells (by the new id and the edition) that readers read differently.
    pub fn between(
        old: &Matrix,
        new: &Matrix,
        moved: Vec<(String, String)>,
        cells: &[(String, String)],
    ) -> Self {
        let mut step = Self { moved, ..Self::default() };
        for (feature, edition) in cells {
            let told = old.cell(step.former(feature), edition).zip(new.cell(feature, edition));
            step.cells.extend(told.map(|(was, is)| CellStep {
                feature: feature.clone(),
                edition: edition.clone(),
                old: was.clone(),
                new: is.clone(),
            }));
        }
        let mut back = new.clone();
        step.undo_words(&mut back);
        let before = before(old, &back);
        restore(&before, &mut back);
        let order: Entries = ORDERED.iter().filter_map(|at| order(*at, old, &back)).collect();
        let mut before = before;
        if !order.is_empty() {
            before.push(("order".to_owned(), Tree::Map(order)));
        }
        step.before = (!before.is_empty()).then_some(Tree::Map(before));
        step
    }

    /// The id that a feature had before.
    pub fn former<'s>(&'s self, feature: &'s str) -> &'s str {
        let renamed = self.moved.iter().find(|(_, new)| new == feature);
        renamed.map_or(feature, |(old, _)| old)
    }

    /// The matrix as it was before this step, if the step led to this one.
    pub fn undo(&self, matrix: &mut Matrix) {
        self.undo_words(matrix);
        restore(self.before.as_ref().map(Tree::entries).unwrap_or_default(), matrix);
    }

    /// Gives features their old ids and cells their old words.
    fn undo_words(&self, matrix: &mut Matrix) {
        for section in &mut matrix.0[CELLS - 1..] {
            for (id, _) in section {
                id.clone_from(&self.former(id).to_owned());
            }
        }
        let rows: FxHashMap<String, usize> =
            matrix.0[CELLS].iter().enumerate().map(|(at, (id, _))| (id.clone(), at)).collect();
        for cell in &self.cells {
            let row = rows.get(self.former(&cell.feature)).map(|at| &mut matrix.0[CELLS][*at].1);
            if let Some(Tree::Map(row)) = row {
                tree::put(row, &cell.edition, cell.old.clone());
            }
        }
    }
}

type Index<'m> = FxHashMap<&'m str, &'m Tree>;

fn index(entries: &[(String, Tree)]) -> Index<'_> {
    entries.iter().map(|(id, thing)| (id.as_str(), thing)).collect()
}

/// What has to be put back, and what came since.
fn before(old: &Matrix, new: &Matrix) -> Entries {
    let mut all = Entries::new();
    let (mut came, mut after) = (Entries::new(), Entries::new());
    for (at, section) in SECTIONS.iter().enumerate() {
        let (was, is) = (index(&old.0[at]), index(&new.0[at]));
        let other: Entries = match at {
            CELLS => old.0[at].iter().filter_map(|(id, row)| cells(id, row, &is)).collect(),
            _ => {
                let differs = |(id, thing): &&(String, Tree)| is.get(id.as_str()) != Some(&thing);
                old.0[at].iter().filter(differs).cloned().collect()
            }
        };
        let new = new.0[at].iter().map(|(id, _)| id.as_str());
        let new: Vec<&str> = new.filter(|id| at != CELLS && !was.contains_key(id)).collect();
        if !new.is_empty() {
            came.push(((*section).to_owned(), Tree::list(new)));
        }
        let places = if ORDERED.contains(&at) { places(&old.0[at], &is) } else { Entries::new() };
        if !places.is_empty() {
            after.push(((*section).to_owned(), Tree::Map(places)));
        }
        if !other.is_empty() {
            all.push(((*section).to_owned(), Tree::Map(other)));
        }
    }
    for (key, entries) in [("after", after), ("came", came)] {
        if !entries.is_empty() {
            all.insert(0, (key.to_owned(), Tree::Map(entries)));
        }
    }
    all
}

/// Behind which of its neighbours each thing stood that is gone; the first behind none.
fn places(old: &[(String, Tree)], new: &Index<'_>) -> Entries {
    let befores = std::iter::once("").chain(old.iter().map(|(id, _)| id.as_str()));
    let gone = old.iter().zip(befores).filter(|((id, _), _)| !new.contains_key(id.as_str()));
    gone.map(|((id, _), before)| (id.clone(), Tree::Text(before.to_owned()))).collect()
}

/// The cells of a row that stood otherwise.
fn cells(id: &str, row: &Tree, new: &Index<'_>) -> Option<(String, Tree)> {
    let now = new.get(id).map(|row| row.entries()).unwrap_or_default();
    let differs = |(edition, cell): &&(String, Tree)| tree::get(now, edition) != Some(cell);
    let other: Entries = row.entries().iter().filter(differs).cloned().collect();
    (!other.is_empty()).then(|| (id.to_owned(), Tree::Map(other)))
}

/// Puts everything back that is no cell readers read differently.
fn restore(before: &[(String, Tree)], matrix: &mut Matrix) {
    let part = |key: &str| tree::get(before, key).map(Tree::entries).unwrap_or_default();
    for (at, section) in SECTIONS.iter().enumerate() {
        let gone: Vec<&str> =
            tree::get(part("came"), section).map(|ids| ids.words().collect()).unwrap_or_default();
        if !gone.is_empty() {
            matrix.0[at].retain(|(id, _)| !gone.contains(&id.as_str()));
        }
        for (id, thing) in part(section) {
            match (at, matrix.0[at].iter_mut().find(|(known, _)| known == id)) {
                (CELLS, Some((_, Tree::Map(row)))) => {
                    let cells = thing.entries();
                    cells.iter().for_each(|(edition, cell)| tree::put(row, edition, cell.clone()));
                }
                (_, Some((_, known))) => known.clone_from(thing),
                (_, None) => {
                    let all = &mut matrix.0[at];
                    let behind = tree::get(part("after"), section).map(Tree::entries);
                    let behind = behind.and_then(|all| tree::get(all, id)).and_then(Tree::text);
                    let place = behind.map_or(all.len(), |behind| {
                        all.iter().position(|(known, _)| known == behind).map_or(0, |at| at + 1)
                    });
                    all.insert(place, (id.clone(), thing.clone()));
                }
            }
        }
        if let Some(order) = tree::get(part("order"), section) {
            let place: FxHashMap<&str, usize> =
                order.words().enumerate().map(|(place, id)| (id, place)).collect();
            matrix.0[at].sort_by_key(|(id, _)| place.get(id.as_str()).copied());
        }
    }
    matrix.tidy();
}

/// The order in which the things of a section stood, where it cannot be told from how they stand.
fn order(section: usize, old: &Matrix, back: &Matrix) -> Option<(String, Tree)> {
    let ids = |matrix: &'_ Matrix| -> Vec<String> {
        matrix.0[section].iter().map(|(id, _)| id.clone()).collect()
    };
    let was = ids(old);
    let order = || Tree::list(was.iter().map(String::as_str));
    (was != ids(back)).then(|| (SECTIONS[section].to_owned(), order()))
}
