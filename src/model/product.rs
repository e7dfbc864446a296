//! A product: its editions and everything that is known about them.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Cell, Clause, Combination, ProseText, Text, Unit, Units};
use crate::base::{Lang, Range, SourcePath, Span};

/// A product with its matrix.
#[derive(Clone, Debug)]
pub struct Product {
    /// Its id: the folder in the output.
    pub id: Arc<str>,
    /// Where it was written.
    pub source: SourcePath,
    /// Where its name stands.
    pub at: Range,
    /// What it is called.
    pub name: Text,
    /// What it is.
    pub description: Option<Text>,
    /// Who makes it.
    pub vendor: Option<Text>,
    /// The maker's page.
    pub homepage: Option<Arc<str>>,
    /// When the matrix was last looked at: the default of every cell.
    pub verified: Option<Date>,
    /// Where that date stands.
    pub verified_at: Range,
    /// After how many days without another look a fact counts as stale.
    pub stale_after: Option<i64>,
    /// Where facts come from.
    pub sources: Vec<SourceRecord>,
    /// Units that amounts may have.
    pub units: Units,
    /// What formulas may count.
    pub counts: Vec<Count>,
    /// What cases may depend on.
    pub conditions: Vec<Condition>,
    /// In order, oldest first.
    pub editions: Vec<Edition>,
    /// What a lower rung has, a higher one must have; the lowest first.
    pub ladder: Vec<Rung>,
    /// Which pairs get a page.
    pub compare: ComparePairs,
    /// Whether guides are also made for paths of several transitions.
    pub all_paths: bool,
    /// Ids of the past, each with the ids of today's features: one where it moved, several where
    /// it was split.
    pub moved: Vec<(Arc<str>, Vec<Arc<str>>)>,
    /// The rows, in groups.
    pub groups: Vec<Group>,
    /// What its description states, by language.
    pub clauses: Vec<(Lang, Clause)>,
}

impl Product {
    /// Every feature, in order.
    pub fn features(&self) -> impl Iterator<Item = &Feature> {
        self.groups.iter().flat_map(|g| &g.features)
    }

    /// The position of an edition.
    pub fn edition(&self, id: &str) -> Option<usize> {
        self.editions.iter().position(|e| &*e.id == id)
    }

    /// A count by id.
    pub fn count(&self, id: &str) -> Option<&Count> {
        self.counts.iter().find(|count| *count.id == *id)
    }

    /// The position of a condition.
    pub fn condition(&self, id: &str) -> Option<usize> {
        self.conditions.iter().position(|c| &*c.id == id)
    }

    /// The edition in whose column an edition's cell stands: its own, or one that it inherits.
    pub fn written_in(&self, fact: &Fact, edition: usize) -> usize {
        let at = fact.cells[edition].at;
        let inherits = |edition: usize| self.editions[edition].inherits;
        let mut written = edition;
        while let Some(parent) = inherits(written).filter(|parent| fact.cells[*parent].at == at) {
            written = parent;
        }
        written
    }

    /// Today's ids for an id of the past.
    pub fn moved_to(&self, id: &str) -> Option<&[Arc<str>]> {
        self.moved.iter().find(|(old, _)| **old == *id).map(|(_, today)| &**today)
    }

    /// A feature by id.
    pub fn feature(&self, id: &str) -> Option<&Feature> {
        self.features().find(|f| &*f.id == id)
    }
}

/// Something that formulas may count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Count {
    /// Its id.
    pub id: Arc<str>,
    /// What it is called where a guide asks for it.
    pub name: Option<Text>,
    /// The feature whose limit it must not exceed, as a guide that asks for it names it.
    pub within: Option<Arc<str>>,
}

/// Where a fact comes from.
#[derive(Clone, Debug)]
pub struct SourceRecord {
    /// Its id.
    pub id: Arc<str>,
    /// Its title.
    pub title: Text,
    /// Its address, where it has one.
    pub url: Option<Arc<str>>,
    /// When it was read.
    pub seen: Option<Date>,
    /// Where that stands.
    pub seen_at: Range,
}

/// What a condition is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Of {
    /// Plans of one edition exclude each other.
    Plan,
    /// The customer's organisation.
    Org,
    /// A single member.
    Member,
    /// A point in time.
    Moment,
}

/// Named once; a badge in tables, a question in guides.
#[derive(Clone, Debug)]
pub struct Condition {
    /// Its id.
    pub id: Arc<str>,
    /// What it is called where it holds.
    pub name: Text,
    /// What it is called where it does not.
    pub not: Option<Text>,
    /// What it is about.
    pub of: Of,
    /// The editions in which it can hold; all if empty.
    pub editions: Vec<usize>,
    /// The question that decides it.
    pub ask: Option<Text>,
    /// What comes with it.
    pub words: Option<ProseText>,
}

/// Where an edition is in its life.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// Can be tried.
    Preview,
    /// Sold today.
    Current,
    /// Has a successor.
    Superseded,
    /// Will close on a date.
    Closing,
    /// Gone.
    Closed,
}

impl Status {
    /// Its word in files and data.
    pub fn word(self) -> &'static str {
        match self {
            Self::Preview => "preview",
            Self::Current => "current",
            Self::Superseded => "superseded",
            Self::Closing => "closing",
            Self::Closed => "closed",
        }
    }
}

/// An edition of the product.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Its id.
    pub id: Arc<str>,
    /// Where that stands.
    pub at: Range,
    /// What it is called.
    pub name: Text,
    /// Where it is in its life.
    pub status: Option<Status>,
    /// When it came.
    pub released: Option<Date>,
    /// When it goes.
    pub closes: Option<Date>,
    /// The edition that it is like where nothing else is said, by position.
    pub inherits: Option<usize>,
}

/// A rung of a ladder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rung {
    /// What stands on it.
    pub kind: RungKind,
    /// Where it is named.
    pub at: Range,
}

/// What stands on a rung.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RungKind {
    /// An edition, by position.
    Edition(usize),
    /// A plan, by the position of its condition.
    Plan(usize),
}

/// Which pairs of editions get a comparison page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ComparePairs {
    /// Each with the next, and every pair that a guide connects.
    Consecutive,
    /// Every ordered pair of an older with a newer one.
    All,
    /// These, and every pair that a guide connects.
    Listed(Vec<Combination>),
}

/// Rows that belong together.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its id.
    pub id: Arc<str>,
    /// What it is called.
    pub name: Text,
    /// The rows.
    pub features: Vec<Feature>,
}

/// A row of the matrix.
#[derive(Clone, Debug)]
pub struct Feature {
    /// Its id.
    pub id: Arc<str>,
    /// The file it stands in: matrices can be split.
    pub source: SourcePath,
    /// Where it starts.
    pub at: Range,
    /// What it is called.
    pub name: Text,
    /// What else it is called.
    pub aliases: Vec<Text>,
    /// The question that its page answers.
    pub question: Option<Text>,
    /// Whom it concerns.
    pub audience: Vec<Arc<str>>,
    /// One fact, or several where the row has parts.
    pub facts: Vec<Fact>,
    /// When somebody last looked at it.
    pub verified: Option<Date>,
    /// Where that date stands.
    pub verified_at: Range,
    /// After how many days without another look it counts as stale, where that is not the product's number.
    pub stale_after: Option<i64>,
}

impl Feature {
    /// Whether the row holds several facts.
    pub fn has_parts(&self) -> bool {
        self.facts.first().is_some_and(|fact| fact.part.is_some())
    }

    /// Where the row was written.
    pub fn span(&self) -> Span {
        self.source.at(self.at)
    }
}

/// How a fact is typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Is it there?
    Support,
    /// How much?
    Limit,
    /// Which of these?
    Set,
    /// Words; never judged.
    Text,
}

/// Which way is better for the customer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Better {
    /// More.
    More,
    /// Less.
    Less,
    /// Neither: a difference is a change.
    None,
}

/// One of the things that a set may hold.
#[derive(Clone, Debug)]
pub struct SetOption {
    /// Its id.
    pub id: Arc<str>,
    /// What it is called.
    pub name: Text,
}

/// What is stated of every edition.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The part's id and name, where the row has several.
    pub part: Option<(Arc<str>, Text)>,
    /// Its type.
    pub kind: Kind,
    /// Which way is better.
    pub better: Better,
    /// The unit of amounts that have none.
    pub unit: Option<Unit>,
    /// Of what an amount is.
    pub per: Option<Arc<str>>,
    /// What a set may hold.
    pub options: Vec<SetOption>,
    /// One per edition, in their order.
    pub cells: Vec<Cell>,
}

/// A moment that an editor wrote: with or without an offset from UTC.
pub type Moment = jiff::Timestamp;
