//! One statement against another: the table of differences, rule by rule.

use super::Difference;
use super::amounts::{Ranked, Ranking, rank};
use super::crossing::{Crossover, Reach};
use crate::model::{Better, Case, Cell, Fact, Kind, ProseText, Value};

/// What an edition says about a fact under one condition, or under none: a value, its words, and
/// what of its cell bears on the judgement.
#[derive(Clone, Copy)]
pub(super) struct Statement<'a> {
    /// The value.
    pub(super) value: &'a Value,
    /// Its words: part of the value.
    words: Option<&'a ProseText>,
    /// Another way to the same end; it stands for the cell as a whole, its cases included.
    instead: Option<&'a ProseText>,
    /// Of what an amount is: the cell's own scope, else the fact's.
    per: Option<&'a str>,
    /// Up to which numbers what it counts may go.
    reach: &'a dyn Reach,
}

impl<'a> Statement<'a> {
    /// What a cell says where none of its cases applies.
    pub(super) fn base(fact: &'a Fact, cell: &'a Cell, reach: &'a dyn Reach) -> Self {
        Self {
            value: &cell.value,
            words: cell.words.as_ref(),
            instead: cell.instead.as_ref(),
            per: cell.per.as_deref().or(fact.per.as_deref()),
            reach,
        }
    }

    /// What the same cell says in one of its cases; nothing where the case has no value.
    pub(super) fn in_case(&self, case: &'a Case) -> Option<Self> {
        let value = case.value.as_ref()?;
        Some(Self { value, words: case.words.as_ref(), ..*self })
    }

    /// Whether both say the same thing, whatever words stand beside it: equal by meaning, of the
    /// same scope. In a text the words are the thing. When something announced is to be looked at
    /// again is the editor's business, not the reader's.
    pub(super) fn same_value(&self, other: &Self) -> bool {
        match (self.value, other.value) {
            (Value::Limit(a), Value::Limit(b)) => {
                self.per == other.per
                    && (a == b || rank(b, a, self.reach).ranking == Ranking::Equal)
            }
            (Value::Text, Value::Text) => self.words == other.words,
            (Value::Planned(_), Value::Planned(_)) => true,
            (a, b) => a == b,
        }
    }

    /// How `to` differs from this, for a customer who goes there.
    pub(super) fn difference(&self, to: &Self, fact: &Fact) -> Difference {
        match (self.value, to.value) {
            (Value::Unknown, Value::Unknown) => Difference::Same,
            (Value::Unknown, _) | (_, Value::Unknown) => Difference::Unknown,
            _ if self.same_value(to) => self.beside_the_value(to),
            (Value::Na, _) | (_, Value::Na) => Difference::Changed,
            _ if fact.better == Better::None || fact.kind == Kind::Text => Difference::Changed,
            _ => self.judged(to, fact),
        }
    }

    /// Where which of two amounts is more, if that hangs on a count.
    pub(super) fn crossover(&self, to: &Self) -> Option<Box<Crossover>> {
        match (self.value, to.value) {
            (Value::Limit(a), Value::Limit(b)) if self.per == to.per => {
                rank(b, a, self.reach).crossover.map(Box::new)
            }
            _ => None,
        }
    }

    /// Equal values still differ by their words and by the way round.
    fn beside_the_value(&self, to: &Self) -> Difference {
        let same = self.words == to.words && self.instead == to.instead;
        if same { Difference::Same } else { Difference::Changed }
    }

    /// Two different values of a fact that has a direction.
    ///
    /// `better: less` turns the judgement round, except that of an amount it turns the number
    /// alone: a fee that appears is *gained*, a fee that rises is *lowered*.
    fn judged(&self, to: &Self, fact: &Fact) -> Difference {
        let less = fact.better == Better::Less;
        match (self.value, to.value) {
            (Value::Limit(a), Value::Limit(b)) if self.per == to.per => {
                amounts(&rank(b, a, self.reach), less)
            }
            (Value::Set(a), Value::Set(b)) => turned(options(a, b), less),
            _ => turned(self.support(to), less && fact.kind != Kind::Limit),
        }
    }

    /// From there to not there and back; whatever cannot be ranked is changed.
    fn support(&self, to: &Self) -> Difference {
        match (self.value, to.value) {
            (Value::Yes, Value::Partial) => Difference::Narrowed,
            (Value::Partial, Value::Yes) => Difference::Widened,
            (a, Value::No) if is_there(a) => way_round(to, Difference::Lost, Difference::Narrowed),
            (a, Value::Planned(_)) if is_there(a) => Difference::Deferred,
            (Value::No | Value::Planned(_), b) if is_there(b) => {
                way_round(self, Difference::Gained, Difference::Widened)
            }
            _ => Difference::Changed,
        }
    }
}

/// Whether a value says that the thing is there, in whatever amount.
pub(super) fn is_there(value: &Value) -> bool {
    match value {
        Value::Yes | Value::Partial | Value::Limit(_) | Value::Set(_) | Value::Text => true,
        Value::No | Value::Planned(_) | Value::Unknown | Value::Na => false,
    }
}

/// What is missing weighs less where there is another way to the same end.
fn way_round(missing: &Statement<'_>, without: Difference, with: Difference) -> Difference {
    if missing.instead.is_some() { with } else { without }
}

/// The judgement as it is for a customer who is better off with less.
fn turned(difference: Difference, less: bool) -> Difference {
    if less { difference.mirror() } else { difference }
}

/// Whether the word for a difference says the opposite of what happened, because less is better: an amount that is
/// *lowered* rises, options that are *narrowed* came, and what is *lost* was not there before.
pub fn is_turned(fact: &Fact, difference: Difference) -> bool {
    use Difference::{Gained, Lost, Lowered, Narrowed, Raised, Widened};
    let turned = match fact.kind {
        Kind::Limit => matches!(difference, Lowered | Raised),
        _ => matches!(difference, Lost | Narrowed | Widened | Gained),
    };
    turned && fact.better == Better::Less
}

/// More is raised, less is lowered; where less is better, the other way about. Amounts that hang on
/// counts may be more for some customers and less for others.
fn amounts(to: &Ranked, less: bool) -> Difference {
    match to.ranking {
        Ranking::Equal => Difference::Same,
        Ranking::More => turned(Difference::Raised, less),
        Ranking::Less => turned(Difference::Lowered, less),
        Ranking::Crossing => Difference::Mixed,
        Ranking::Incomparable => Difference::Changed,
    }
}

/// A superset is wider, a subset narrower, and sets that each have what the other lacks are mixed.
fn options(from: &[u16], to: &[u16]) -> Difference {
    let came = to.iter().any(|option| !from.contains(option));
    let went = from.iter().any(|option| !to.contains(option));
    match (came, went) {
        (true, true) => Difference::Mixed,
        (true, false) => Difference::Widened,
        (false, true) => Difference::Narrowed,
        (false, false) => Difference::Same,
    }
}
