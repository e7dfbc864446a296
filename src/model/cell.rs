//! What one edition says about one fact.

use std::sync::Arc;

use jiff::civil::Date;
use thin_vec::ThinVec;

use super::{Formula, ProseText, Quantity, Text};
use crate::base::Range;

/// A value: the four types of facts, and the states that are legal in every type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// There, without reserve.
    Yes,
    /// There, with reserve: the words or cases say which.
    Partial,
    /// Announced, to be looked at again on the date.
    Planned(Option<Date>),
    /// Not there.
    No,
    /// Nobody has verified it.
    Unknown,
    /// The question makes no sense for this edition.
    Na,
    /// How much.
    Limit(Limit),
    /// Which of the declared options, as sorted positions.
    Set(Vec<u16>),
    /// Words alone; they stand in [`Cell::words`].
    Text,
}

impl Value {
    /// The word for its state, as data and templates have it.
    pub fn state(&self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Partial => "partial",
            Self::Planned(_) => "planned",
            Self::Unknown => "unknown",
            Self::Na => "na",
            Self::Limit(_) => "limit",
            Self::Set(_) => "set",
            Self::Text => "text",
        }
    }
}

/// How much of something there is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Limit {
    /// No bound.
    Unlimited,
    /// An amount.
    Amount(Box<Quantity>),
    /// An amount that hangs on counts.
    Formula(Arc<Formula>),
}

/// A condition or its negation, as one case needs it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Literal {
    /// Position in the product's conditions.
    pub condition: usize,
    /// Whether the condition must not hold.
    pub negated: bool,
}

/// What holds when all its conditions do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// All of these must hold; sorted.
    pub when: Vec<Literal>,
    /// The value then. A case without one is shown and not compared.
    pub value: Option<Value>,
    /// Its words.
    pub words: Option<ProseText>,
}

/// A pointer into the product's sources.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Evidence {
    /// Position in the product's sources.
    pub source: usize,
    /// The sentence relied on.
    pub quote: Option<Text>,
}

/// What an edition says about a fact, with everything an editor may write beside the value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// Where it stands, in the file of its feature. An inherited cell stands in another edition's column.
    pub at: Range,
    /// The value where no case applies.
    pub value: Value,
    /// Its words: part of the value.
    pub words: Option<ProseText>,
    /// The words for tables, at most 20 Han characters.
    pub short: Option<Text>,
    /// Another way to the same end.
    pub instead: Option<ProseText>,
    /// What holds under conditions; the first that holds wins.
    pub cases: ThinVec<Case>,
    /// A remark, never compared.
    pub note: Option<ProseText>,
    /// Evidence.
    pub sources: ThinVec<Evidence>,
    /// Further reading.
    pub more: ThinVec<Evidence>,
    /// Since when it is so, as written.
    pub since: Option<Arc<str>>,
    /// When somebody last looked.
    pub verified: Option<Date>,
    /// Where that date stands.
    pub verified_at: Range,
    /// After how many days without another look it counts as stale, where that is not the feature's number.
    pub stale_after: Option<i64>,
    /// Where the day stands on which something planned is looked at again.
    pub review_at: Range,
    /// Of what the amount is: `org`, `member`. Unlike scopes are never ranked.
    pub per: Option<Arc<str>>,
    /// Whether something about it was reported: nothing that follows from it is reported again.
    pub broken: bool,
}

impl Cell {
    /// A cell that holds nothing but a value.
    pub fn bare(value: Value) -> Self {
        Self {
            at: Range::default(),
            value,
            words: None,
            short: None,
            instead: None,
            cases: ThinVec::new(),
            note: None,
            sources: ThinVec::new(),
            more: ThinVec::new(),
            since: None,
            verified: None,
            verified_at: Range::default(),
            stale_after: None,
            review_at: Range::default(),
            per: None,
            broken: false,
        }
    }
}

impl Cell {
    /// All Markdown of the cell.
    pub fn prose(&self) -> impl Iterator<Item = &ProseText> {
        let cases = self.cases.iter().filter_map(|case| case.words.as_ref());
        [&self.words, &self.instead, &self.note].into_iter().flatten().chain(cases)
    }
}
