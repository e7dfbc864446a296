//! A matrix over time: how one version of a product reads against an earlier one.
//!
//! *Change* is over time, *difference* between editions. A cell is judged by the rules of the
//! difference, from what it said to what it says, so that both speak with the same words.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Difference, compare_cells};
use crate::model::{
    Better, Case, Cell, Evidence, Fact, Feature, Kind, Literal, Product, SetOption, Text, Value,
    plain_reading,
};

/// An id of the past with those that it became.
pub type Moved = (Arc<str>, Vec<Arc<str>>);

/// What changed from one version of a product to the next.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Changes {
    /// Editions that came, by their position in the new version.
    pub editions_added: Vec<usize>,
    /// Editions that went, by their position in the old version.
    pub editions_removed: Vec<usize>,
    /// Features that came, by their position in the new version.
    pub features_added: Vec<usize>,
    /// Features that went, by their position in the old version.
    pub features_removed: Vec<usize>,
    /// Ids of the old version with those of the new: one where it moved, several where it was split.
    pub moved: Vec<Moved>,
    /// Cells that say something else, in the order of the new matrix.
    pub cells: Vec<CellChange>,
    /// Cells beside whose value something else stands, in the same order.
    pub evidence: Vec<EvidenceChange>,
}

impl Changes {
    /// Whether everything reads as before; evidence is for editors.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
            && self.moved.is_empty()
            && self.editions_added.is_empty()
            && self.editions_removed.is_empty()
            && self.features_added.is_empty()
            && self.features_removed.is_empty()
    }
}

/// A row and an edition, by position in one version.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CellAt {
    /// The feature, among the product's features.
    pub feature: usize,
    /// The edition.
    pub edition: usize,
}

/// A cell that says something else than before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CellChange {
    /// Where it stood.
    pub old: CellAt,
    /// Where it stands.
    pub new: CellAt,
    /// How it changed for the customer: in a row with parts the worst of them.
    pub change: Difference,
    /// How each fact of the new row changed.
    pub facts: Vec<Difference>,
}

/// Something beside a value that an editor may write.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Beside {
    /// When somebody last looked.
    Verified,
    /// Since when it is so.
    Since,
    /// When something announced is to be looked at again.
    Review,
    /// Evidence.
    Sources,
    /// Further reading.
    More,
    /// A remark.
    Note,
    /// The words for tables.
    Short,
    /// Words that are shown and not compared: those of what nobody has verified, or of cases without a value.
    Words,
}

impl Beside {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Verified,
        Self::Since,
        Self::Review,
        Self::Sources,
        Self::More,
        Self::Note,
        Self::Short,
        Self::Words,
    ];

    /// Its key in a cell.
    pub fn key(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Since => "since",
            Self::Review => "review",
            Self::Sources => "src",
            Self::More => "more",
            Self::Note => "note",
            Self::Short => "short",
            Self::Words => "md",
        }
    }
}

/// A cell beside whose value something else stands than before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EvidenceChange {
    /// Where it stood.
    pub old: CellAt,
    /// Where it stands.
    pub new: CellAt,
    /// What is other than before, in the order of [`Beside::ALL`].
    pub what: Vec<Beside>,
}

/// What changed from `old` to `new`. Of a feature that was split only the new ids are told: which of
/// them says what the old one did is not known.
pub fn changes(old: &Product, new: &Product) -> Changes {
    let (was, is): (Vec<_>, Vec<_>) = (old.features().collect(), new.features().collect());
    let (from, to) = (positions(&was), positions(&is));
    let moved = moved(old, new, &from, &to);
    let mut out = Changes {
        editions_added: beyond(old, new),
        editions_removed: beyond(new, old),
        ..Changes::default()
    };
    let left = |id: &str| moved.iter().any(|(old, _)| **old == *id);
    let came = |id: &str| moved.iter().any(|(_, new)| new.iter().any(|new| **new == *id));
    let gone = |id: &Arc<str>| !to.contains_key(&**id) && !left(id);
    out.features_removed = (0..was.len()).filter(|at| gone(&was[*at].id)).collect();
    let aligned = Aligned::new(old, new);
    for (at, feature) in is.iter().enumerate() {
        match former(&feature.id, &from, &moved) {
            Some(before) => aligned.row((before, was[before]), (at, feature), &mut out),
            None if came(&feature.id) => {}
            None => out.features_added.push(at),
        }
    }
    out.moved = moved;
    out
}

/// The old product's words in the new one's terms: conditions and options are positions, and those
/// differ from version to version.
struct Aligned<'a> {
    old: &'a Product,
    new: &'a Product,
    /// For each old condition its position among the new ones, or behind them.
    conditions: Vec<usize>,
    /// The editions that both have: old and new position.
    editions: Vec<(usize, usize)>,
}

impl<'a> Aligned<'a> {
    fn new(old: &'a Product, new: &'a Product) -> Self {
        let mut next = new.conditions.len();
        let conditions = old.conditions.iter().map(|condition| {
            new.condition(&condition.id).unwrap_or_else(|| {
                next += 1;
                next - 1
            })
        });
        let conditions = conditions.collect();
        let edition =
            |(at, edition): (usize, &crate::model::Edition)| Some((old.edition(&edition.id)?, at));
        let editions = new.editions.iter().enumerate().filter_map(edition).collect();
        Self { old, new, conditions, editions }
    }

    /// One row in every edition that both versions have.
    fn row(&self, was: (usize, &Feature), is: (usize, &Feature), out: &mut Changes) {
        let pairs = facts(was.1, is.1);
        for &(before, after) in &self.editions {
            let old = CellAt { feature: was.0, edition: before };
            let new = CellAt { feature: is.0, edition: after };
            let each = pairs.iter().map(|pair| self.fact(pair, before, after));
            let facts: Vec<Difference> = each.collect();
            let change = facts.iter().copied().min().unwrap_or_default();
            let what = self.beside(was.1, is.1, &pairs, (before, after));
            if change != Difference::Same {
                out.cells.push(CellChange { old, new, change, facts });
            }
            if !what.is_empty() {
                out.evidence.push(EvidenceChange { old, new, what });
            }
        }
    }

    /// How one fact changed. A part that came or went is a change without a direction, and so is whatever is
    /// typed otherwise than before.
    fn fact(&self, pair: &Pair<'_>, before: usize, after: usize) -> Difference {
        let (Some(was), Some(is)) = *pair else { return Difference::Changed };
        let (fact, options) = merged(was, is);
        let old = self.translated(was, &was.cells[before], &options);
        let new = scoped(is, &is.cells[after]);
        compare_cells(&fact, &old, &new).difference
    }

    /// An old cell in the new product's terms.
    fn translated(&self, fact: &Fact, cell: &Cell, options: &[u16]) -> Cell {
        let mut cell = scoped(fact, cell).into_owned();
        cell.value = renumbered(&cell.value, options);
        for case in &mut cell.cases {
            case.value = case.value.as_ref().map(|value| renumbered(value, options));
            case.when = self.renamed(&case.when);
        }
        cell
    }

    fn renamed(&self, when: &[Literal]) -> Vec<Literal> {
        let new = |l: &Literal| Literal { condition: self.conditions[l.condition], ..*l };
        let mut when: Vec<_> = when.iter().map(new).collect();
        when.sort_unstable();
        when
    }

    /// What stands beside the values of a row in one edition, and is other than before.
    fn beside(
        &self,
        was: &Feature,
        is: &Feature,
        pairs: &[Pair<'_>],
        (before, after): (usize, usize),
    ) -> Vec<Beside> {
        let both = pairs.iter().filter_map(|(a, b)| Some(((*a)?, (*b)?)));
        let cells = both.map(|(a, b)| (&a.cells[before], &b.cells[after]));
        let mut what: Vec<Beside> = Vec::new();
        for (a, b) in cells {
            let verified = |cell: &Cell, feature: &Feature, product: &Product| {
                cell.verified.or(feature.verified).or(product.verified)
            };
            let differs = |beside: Beside| match beside {
                Beside::Verified => verified(a, was, self.old) != verified(b, is, self.new),
                Beside::Since => a.since != b.since,
                Beside::Review => review(&a.value) != review(&b.value),
                Beside::Sources => self.evidence_differs(&a.sources, &b.sources),
                Beside::More => self.evidence_differs(&a.more, &b.more),
                Beside::Note => a.note != b.note,
                Beside::Short => read(a.short.as_ref()) != read(b.short.as_ref()),
                Beside::Words => self.words_differ(a, b),
            };
            what.extend(Beside::ALL.into_iter().filter(|beside| differs(*beside)));
        }
        what.sort_unstable();
        what.dedup();
        what
    }

    fn evidence_differs(&self, a: &[Evidence], b: &[Evidence]) -> bool {
        fn told<'p>(product: &'p Product, all: &'p [Evidence]) -> Vec<(&'p str, Option<String>)> {
            let one = |e: &'p Evidence| (&*product.sources[e.source].id, read(e.quote.as_ref()));
            all.iter().map(one).collect()
        }
        told(self.old, a) != told(self.new, b)
    }

    /// Whether words differ that the comparison of values leaves out.
    fn words_differ(&self, a: &Cell, b: &Cell) -> bool {
        let silent = |cell: &Cell| cell.value == Value::Unknown;
        let of_unknown = silent(a) && silent(b) && a.words != b.words;
        let remarks = |case: &&Case| case.value.is_none();
        let old =
            a.cases.iter().filter(remarks).map(|case| (self.renamed(&case.when), &case.words));
        let new = b.cases.iter().filter(remarks).map(|case| (case.when.clone(), &case.words));
        of_unknown || !old.eq(new)
    }
}

/// Where a row of the new version stood in the old one, by the same id or another.
pub(super) fn former(id: &Arc<str>, from: &Positions<'_>, moved: &[Moved]) -> Option<usize> {
    let renamed = || {
        let mut of = moved.iter().filter(|(_, ids)| ids[..] == [Arc::clone(id)]);
        of.find_map(|(old, _)| from.get(&**old).copied())
    };
    from.get(&**id).copied().or_else(renamed)
}

pub(super) type Pair<'a> = (Option<&'a Fact>, Option<&'a Fact>);

/// The facts of two versions of a row, joined by the ids of their parts: those of the new row in its order, then
/// those that went.
pub(super) fn facts<'a>(was: &'a Feature, is: &'a Feature) -> Vec<Pair<'a>> {
    fn id(fact: &Fact) -> Option<&str> {
        fact.part.as_ref().map(|(id, _)| &**id)
    }
    let twin = |fact: &Fact, of: &'a Feature| of.facts.iter().find(|other| id(other) == id(fact));
    let stay = is.facts.iter().map(|fact| (twin(fact, was), Some(fact)));
    let gone = was.facts.iter().filter(|fact| twin(fact, is).is_none());
    stay.chain(gone.map(|fact| (Some(fact), None))).collect()
}

/// A fact that can judge both versions, and for each old option its position in it. Where the two are typed
/// otherwise, or another way is better, nothing is ranked.
fn merged(was: &Fact, is: &Fact) -> (Fact, Vec<u16>) {
    let mut options: Vec<SetOption> = is.options.clone();
    let mut places = Vec::with_capacity(was.options.len());
    for option in &was.options {
        let known = options.iter().position(|other| other.id == option.id);
        let at = known.unwrap_or_else(|| {
            options.push(option.clone());
            options.len() - 1
        });
        places.push(u16::try_from(at).unwrap_or(u16::MAX));
    }
    let same = was.kind == is.kind && was.better == is.better;
    let better = if same { is.better } else { Better::None };
    let kind = if same { is.kind } else { Kind::Support };
    (Fact { part: None, kind, better, unit: None, per: None, options, cells: Vec::new() }, places)
}

/// A cell with the scope of its fact as its own.
fn scoped<'a>(fact: &Fact, cell: &'a Cell) -> Cow<'a, Cell> {
    match (&cell.per, &fact.per) {
        (None, Some(per)) => Cow::Owned(Cell { per: Some(Arc::clone(per)), ..cell.clone() }),
        _ => Cow::Borrowed(cell),
    }
}

fn renumbered(value: &Value, places: &[u16]) -> Value {
    let Value::Set(options) = value else { return value.clone() };
    let mut options: Vec<u16> = options.iter().map(|at| places[usize::from(*at)]).collect();
    options.sort_unstable();
    Value::Set(options)
}

/// Words as they read, however their lines are broken.
fn read(words: Option<&Text>) -> Option<String> {
    words.map(|words| plain_reading(words.base()))
}

fn review(value: &Value) -> Option<jiff::civil::Date> {
    if let Value::Planned(date) = value { *date } else { None }
}

/// The positions of the editions of `to` that `from` lacks.
fn beyond(from: &Product, to: &Product) -> Vec<usize> {
    let all = to.editions.iter().enumerate();
    all.filter(|(_, edition)| from.edition(&edition.id).is_none()).map(|(at, _)| at).collect()
}

pub(super) type Positions<'a> = FxHashMap<&'a str, usize>;

pub(super) fn positions<'a>(features: &[&'a Feature]) -> Positions<'a> {
    features.iter().enumerate().map(|(at, feature)| (&*feature.id, at)).collect()
}

/// The features that go by another id, as either version tells: going back in time, the older one
/// knows no new names.
fn moved(old: &Product, new: &Product, from: &Positions<'_>, to: &Positions<'_>) -> Vec<Moved> {
    let gone = |id: &str| from.contains_key(id) && !to.contains_key(id);
    let came = |id: &str| to.contains_key(id) && !from.contains_key(id);
    let forth = new.moved.iter().filter(|(id, _)| gone(id));
    let mut all: Vec<Moved> = forth.cloned().collect();
    for (id, ids) in &old.moved {
        let back = ids.iter().filter(|today| gone(today) && came(id));
        for today in back {
            if !all.iter().any(|(known, _)| known == today) {
                all.push((Arc::clone(today), vec![Arc::clone(id)]));
            }
        }
    }
    all.sort_unstable();
    all
}
