//! What changed in a matrix, and how it stood on days of the past.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Feature, Product, ProseText, Text};
use crate::base::SourcePath;

/// The form of the data of consent sheets that is meant where nothing says another one.
pub const FIRST_CONSENT: &str = "crosswalk-consent/1";

/// What was recorded of a product.
#[derive(Clone, Debug)]
pub struct History {
    /// The product's position.
    pub product: usize,
    /// The records, oldest first. The first is the base: it says from when on changes were recorded.
    pub records: Vec<Record>,
    /// Whether the matrix stands as it was recorded last.
    pub is_current: bool,
}

impl History {
    /// The day from which on changes were recorded.
    pub fn since(&self) -> Option<Date> {
        self.records.first().map(|record| record.date)
    }

    /// The last record up to the end of a day.
    pub fn at(&self, day: Date) -> Option<usize> {
        self.records.iter().rposition(|record| record.date <= day)
    }

    /// The version of a guide's consent sheet that the last of some records tells, of those before a position;
    /// and the form of the data that it was made from.
    pub fn version(&self, guide: &str, before: usize) -> Option<(&str, &str)> {
        let records = self.records[..before].iter().rev();
        let mut told = records.flat_map(|r| r.guides.iter().map(|told| (&*r.consent, told)));
        told.find(|(_, (id, _))| **id == *guide).map(|(form, (_, version))| (&**version, form))
    }

    /// The guides that tell something else since a record, by id. One that no earlier record knows is not
    /// among them: when it was first told is not known. Nor is one whose sheet is made in another form since:
    /// the two versions cannot be held against each other.
    pub fn retold(&self, at: usize) -> impl Iterator<Item = &Arc<str>> {
        let own = &*self.records[at].consent;
        let other = move |(id, version): &&(Arc<str>, Arc<str>)| {
            let before = self.version(id, at).filter(|(_, form)| *form == own);
            before.is_some_and(|(before, _)| *before != **version)
        };
        self.records[at].guides.iter().filter(other).map(|(id, _)| id)
    }

    /// The positions of the records that tell readers something, oldest first: neither the base nor those
    /// that only hold the first version of a guide, or other ids for what is called as before.
    pub fn news(&self) -> impl DoubleEndedIterator<Item = usize> {
        (1..self.records.len()).filter(|at| {
            let record = &self.records[*at];
            let said = record.title.is_some() || record.summary.is_some();
            said || record.changes.iter().any(|change| record.is_read(change))
                || self.retold(*at).next().is_some()
        })
    }
}

/// What changed at once.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its name, and its place on the page of changes.
    pub name: Arc<str>,
    /// Where it was written.
    pub source: SourcePath,
    /// The day.
    pub date: Date,
    /// What an editor calls it.
    pub title: Option<Text>,
    /// What an editor says of it.
    pub summary: Option<ProseText>,
    /// Whether it is so young that tables mark what changed.
    pub is_recent: bool,
    /// The changes.
    pub changes: Vec<Change>,
    /// The product before, with the rows alone that changed.
    pub before: Product,
    /// The product after, with the rows alone that changed.
    pub after: Product,
    /// The versions of the consent sheets of the product's guides as they were that day, by the guides' ids.
    pub guides: Vec<(Arc<str>, Arc<str>)>,
    /// The form of the data that they were made from.
    pub consent: Arc<str>,
}

impl Record {
    /// Whether readers read a change: not one of an id alone.
    pub fn is_read(&self, change: &Change) -> bool {
        let Changed::Moved(old, new) = &change.what else { return true };
        let name = |of: &Product, at: usize| of.features().nth(at).map(|f| f.name.clone());
        name(&self.before, *old) != name(&self.after, *new)
    }
}

/// One change.
#[derive(Clone, Debug)]
pub struct Change {
    /// Stays the same for ever; its place on the page of changes.
    pub id: Arc<str>,
    /// What changed.
    pub what: Changed,
    /// What an editor says of it.
    pub note: Option<ProseText>,
    /// Today's features that it concerns, by position: none where they are gone.
    pub today: Vec<usize>,
}

/// What changed: positions among the features and editions of [`Record::before`] and [`Record::after`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Changed {
    /// An edition came.
    EditionCame(usize),
    /// An edition went.
    EditionWent(usize),
    /// A feature came.
    Came(usize),
    /// A feature went.
    Went(usize),
    /// A feature goes by another id: before, after.
    Moved(usize, usize),
    /// A feature became several: before, after.
    Split(usize, Vec<usize>),
    /// A cell says something else.
    Cell {
        /// Feature and edition before.
        old: (usize, usize),
        /// Feature and edition after.
        new: (usize, usize),
        /// How it changed for the customer: a word of the differences.
        word: Arc<str>,
    },
}

/// A whole matrix as it stood after a record, because an article shows it so.
#[derive(Clone, Debug)]
pub struct Past {
    /// Today's product, by position.
    pub product: usize,
    /// After which of its records.
    pub record: usize,
    /// The day of that record.
    pub date: Date,
    /// The matrix.
    pub matrix: Product,
    /// For each of its features, in order: today's features that it became.
    pub heirs: Vec<Vec<usize>>,
}

impl Past {
    /// Today's feature that stands for one of its own: the first, of one that was split.
    pub fn heir<'p>(&self, feature: usize, today: &'p Product) -> Option<(usize, &'p Feature)> {
        let at = *self.heirs.get(feature)?.first()?;
        Some((at, today.features().nth(at)?))
    }
}
