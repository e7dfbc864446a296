//! A transition from one edition to another, and how to go about it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Clause, ProseText, Text};
use crate::base::{Lang, Range, SourcePath};

/// Which conditions are known to hold, per edition position.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Given(pub Vec<(usize, Vec<usize>)>);

impl Given {
    /// What is known to hold in an edition.
    pub fn of(&self, edition: usize) -> &[usize] {
        self.0.iter().find(|(e, _)| *e == edition).map_or(&[], |(_, conditions)| conditions)
    }

    /// What of it bears on two editions, in one order whatever the order it was written in.
    #[must_use]
    pub fn between(&self, from: usize, to: usize) -> Self {
        let of_both = self.0.iter().filter(|(e, held)| [from, to].contains(e) && !held.is_empty());
        let mut kept: Vec<_> = of_both.cloned().collect();
        for (_, conditions) in &mut kept {
            conditions.sort_unstable();
            conditions.dedup();
        }
        kept.sort();
        Self(kept)
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, conditions)| conditions.is_empty())
    }
}

/// Two editions to compare, for everyone or for a reader of whom something is known.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Combination {
    /// The edition that the customer has, by position.
    pub from: usize,
    /// The edition that the customer goes to.
    pub to: usize,
    /// What is known of the customer.
    pub given: Given,
}

impl Combination {
    /// Two editions, and what of `given` bears on them.
    pub fn new(from: usize, to: usize, given: &Given) -> Self {
        Self { from, to, given: given.between(from, to) }
    }

    /// The same two editions for everyone.
    #[must_use]
    pub fn plain(&self) -> Self {
        Self { given: Given::default(), ..*self }
    }
}

/// Who does or confirms something: an audience, from an open vocabulary.
pub type Actor = Arc<str>;

/// When a step happens.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Phase {
    /// Before the switch.
    Before,
    /// The switch.
    During,
    /// Afterwards.
    After,
}

/// A reason not to start.
#[derive(Clone, Debug)]
pub struct HoldIf {
    /// Its words.
    pub words: ProseText,
}

/// What must be true before the start.
#[derive(Clone, Debug)]
pub struct Precondition {
    /// Its id.
    pub id: Arc<str>,
    /// Where that stands.
    pub at: Range,
    /// Its words.
    pub words: ProseText,
    /// Who sees to it.
    pub by: Option<Actor>,
    /// Whether the customer signs it.
    pub consent: bool,
}

/// What a collected field holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldType {
    /// A line of text.
    Text,
    /// A mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A whole number.
    Count,
    /// A day.
    Date,
    /// An address.
    Url,
    /// One of several.
    Choice,
}

/// What must be known before the start.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its id.
    pub id: Arc<str>,
    /// Where that stands.
    pub at: Range,
    /// What it is called.
    pub name: Text,
    /// What it holds.
    pub kind: FieldType,
    /// The limit that a count is held against.
    pub check: Option<Arc<str>>,
    /// What may be chosen.
    pub options: Vec<Text>,
    /// Whether it must be known.
    pub required: bool,
    /// What helps to fill it in.
    pub hint: Option<Text>,
    /// What it may look like.
    pub placeholder: Option<Text>,
}

/// Something that is done.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its id.
    pub id: Arc<str>,
    /// Where that stands.
    pub at: Range,
    /// When.
    pub phase: Phase,
    /// By whom.
    pub by: Option<Actor>,
    /// Its words.
    pub words: ProseText,
}

/// How much a difference matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// Good to know.
    Info,
    /// Look out.
    Warn,
    /// Stops an upgrade.
    Block,
}

/// An explanation of a difference that was derived.
#[derive(Clone, Debug)]
pub struct Impact {
    /// The feature's id.
    pub feature: Arc<str>,
    /// Where it is named.
    pub at: Range,
    /// How much it matters.
    pub severity: Level,
    /// Its words.
    pub words: Option<ProseText>,
}

/// A question with its answer.
#[derive(Clone, Debug)]
pub struct Question {
    /// The question.
    pub question: Text,
    /// The answer.
    pub answer: ProseText,
}

/// Where a guide says what can turn out wrong beside other guides.
#[derive(Clone, Copy, Debug, Default)]
pub struct GuidePlaces {
    /// `to`.
    pub to: Range,
    /// `reversible`.
    pub reversible: Range,
}

/// An upgrade guide: one that was written, or one that joins several of those.
#[derive(Clone, Debug)]
pub struct Guide {
    /// The product's position in the catalogue.
    pub product: usize,
    /// Its id: the file's name.
    pub id: Arc<str>,
    /// Where it was written.
    pub source: SourcePath,
    /// Where its title stands.
    pub at: Range,
    /// Where some of it stands.
    pub places: GuidePlaces,
    /// The guides that it leads through, by position, in their order; none where it was written.
    pub hops: Vec<usize>,
    /// Its title.
    pub title: Text,
    /// What it is about.
    pub description: Option<Text>,
    /// From this edition.
    pub from: usize,
    /// To this edition.
    pub to: usize,
    /// The plans that it is for.
    pub given: Given,
    /// Whether there is a way back.
    pub reversible: bool,
    /// Why there is none; where it leads through several, of each that has none, in their order.
    pub no_way_back: Vec<ProseText>,
    /// Reasons not to start.
    pub hold_if: Vec<HoldIf>,
    /// What must be true.
    pub preconditions: Vec<Precondition>,
    /// What must be known.
    pub collect: Vec<Field>,
    /// What is done.
    pub steps: Vec<Step>,
    /// Why differences matter.
    pub impacts: Vec<Impact>,
    /// Whether all of them name features that there are.
    pub impacts_known: bool,
    /// Questions and answers.
    pub questions: Vec<Question>,
    /// How often it can be done, where known.
    pub once: Option<ProseText>,
    /// How long it takes, where known.
    pub duration: Option<ProseText>,
    /// How long the service is down, where known.
    pub downtime: Option<ProseText>,
    /// What it costs, where known.
    pub cost: Option<ProseText>,
    /// What is sent to those who do it, with places for what is collected: [`super::ticket_parts`].
    pub ticket: Option<Text>,
    /// The prose below the front matter.
    pub body: ProseText,
    /// What title, description and questions state, by language.
    pub clauses: Vec<(Lang, Clause)>,
}

impl Guide {
    /// All Markdown of the guide.
    pub fn prose(&self) -> impl Iterator<Item = &ProseText> {
        let facts = [&self.once, &self.duration, &self.downtime, &self.cost];
        self.no_way_back
            .iter()
            .chain(facts.into_iter().flatten())
            .chain(self.hold_if.iter().map(|h| &h.words))
            .chain(self.preconditions.iter().map(|p| &p.words))
            .chain(self.steps.iter().map(|s| &s.words))
            .chain(self.impacts.iter().filter_map(|i| i.words.as_ref()))
            .chain(self.questions.iter().map(|q| &q.answer))
            .chain(std::iter::once(&self.body))
    }
}

impl Guide {
    /// Why differences matter, by the feature's id: for who asks of many.
    pub fn explained(&self) -> BTreeMap<&str, &Impact> {
        // The first word on a feature is the one that is told.
        self.impacts.iter().rev().map(|impact| (&*impact.feature, impact)).collect()
    }

    /// Whether an editor wrote it; others are made from those.
    pub fn is_written(&self) -> bool {
        self.hops.is_empty()
    }

    /// Whether it leads back to an older edition: editions stand in order, oldest first.
    pub fn is_downgrade(&self) -> bool {
        self.to < self.from
    }
}
