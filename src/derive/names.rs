//! What readers read beside the cells of a matrix, over time: what things are called, the questions of features,
//! and where editions are in their life.

use super::Changes;
use super::changes::{facts, former, positions};
use crate::model::{Edition, Fact, Feature, Product, SetOption, Status, Text, Unit};

/// What of a thing reads otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aspect {
    /// A product's name.
    Product,
    /// An edition's name.
    Edition,
    /// A group's name.
    Group,
    /// A feature's name.
    Feature,
    /// A part's name.
    Part,
    /// An option's name.
    Option,
    /// A condition's name.
    Condition,
    /// The unit behind a feature's numbers.
    Unit,
    /// The question that a feature answers.
    Question,
    /// Where an edition is in its life.
    Status,
    /// The day on which an edition came.
    Released,
    /// The day on which an edition goes.
    Closes,
}

impl Aspect {
    /// Its word in data.
    pub fn word(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Edition => "edition",
            Self::Group => "group",
            Self::Feature => "feature",
            Self::Part => "part",
            Self::Option => "option",
            Self::Condition => "condition",
            Self::Unit => "unit",
            Self::Question => "question",
            Self::Status => "status",
            Self::Released => "released",
            Self::Closes => "closes",
        }
    }
}

/// What it read, or reads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reads {
    /// Nothing.
    Nothing,
    /// Words.
    Words(Text),
    /// A state of life.
    Status(Status),
    /// A day.
    Day(jiff::civil::Date),
}

/// Something that reads otherwise than before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NameChange {
    /// What of it.
    pub aspect: Aspect,
    /// The thing by its id today: `legacy`, `capacity`, `capacity.total`, `protocols/imap`.
    pub id: String,
    /// What it read.
    pub old: Reads,
    /// What it reads.
    pub new: Reads,
}

/// Everything beside the cells that reads otherwise in `new` than in `old`, among what both have. `changes` tells
/// which features go by another id.
pub fn name_changes(old: &Product, new: &Product, changes: &Changes) -> Vec<NameChange> {
    let mut found = Found::default();
    found.words(Aspect::Product, &new.id, (&old.name, &new.name));
    for is in &new.editions {
        if let Some(was) = old.edition(&is.id) {
            found.edition(&old.editions[was], is);
        }
    }
    for is in &new.conditions {
        if let Some(was) = old.condition(&is.id) {
            found.words(Aspect::Condition, &is.id, (&old.conditions[was].name, &is.name));
        }
    }
    for is in &new.groups {
        if let Some(was) = old.groups.iter().find(|was| was.id == is.id) {
            found.words(Aspect::Group, &is.id, (&was.name, &is.name));
        }
    }
    let was: Vec<&Feature> = old.features().collect();
    let from = positions(&was);
    for is in new.features() {
        if let Some(at) = former(&is.id, &from, &changes.moved) {
            found.feature(was[at], is);
        }
    }
    found.0
}

#[derive(Default)]
struct Found(Vec<NameChange>);

impl Found {
    fn note(&mut self, aspect: Aspect, id: &str, (old, new): (Reads, Reads)) {
        if old != new {
            self.0.push(NameChange { aspect, id: id.to_owned(), old, new });
        }
    }

    fn words(&mut self, aspect: Aspect, id: &str, (was, is): (&Text, &Text)) {
        if was == is {
            return;
        }
        self.note(aspect, id, (Reads::Words(was.clone()), Reads::Words(is.clone())));
    }

    fn edition(&mut self, was: &Edition, is: &Edition) {
        self.words(Aspect::Edition, &is.id, (&was.name, &is.name));
        let status = |of: &Edition| of.status.map_or(Reads::Nothing, Reads::Status);
        let day = |of: Option<jiff::civil::Date>| of.map_or(Reads::Nothing, Reads::Day);
        self.note(Aspect::Status, &is.id, (status(was), status(is)));
        self.note(Aspect::Released, &is.id, (day(was.released), day(is.released)));
        self.note(Aspect::Closes, &is.id, (day(was.closes), day(is.closes)));
    }

    fn feature(&mut self, was: &Feature, is: &Feature) {
        self.words(Aspect::Feature, &is.id, (&was.name, &is.name));
        let question = |of: &Feature| of.question.clone().map_or(Reads::Nothing, Reads::Words);
        self.note(Aspect::Question, &is.id, (question(was), question(is)));
        for pair in facts(was, is) {
            if let (Some(before), Some(fact)) = pair {
                self.fact(&is.id, before, fact);
            }
        }
    }

    fn fact(&mut self, feature: &str, was: &Fact, is: &Fact) {
        let id = match &is.part {
            Some((part, _)) => format!("{feature}.{part}"),
            None => feature.to_owned(),
        };
        if let (Some((_, was)), Some((_, is))) = (&was.part, &is.part) {
            self.words(Aspect::Part, &id, (was, is));
        }
        let unit = |of: &Option<Unit>| {
            of.as_ref().map_or(Reads::Nothing, |u| Reads::Words(u.name.clone()))
        };
        if was.kind == is.kind {
            self.note(Aspect::Unit, &id, (unit(&was.unit), unit(&is.unit)));
        }
        for option in &is.options {
            let twin = |other: &&SetOption| other.id == option.id;
            if let Some(before) = was.options.iter().find(twin) {
                let id = format!("{id}/{}", option.id);
                self.words(Aspect::Option, &id, (&before.name, &option.name));
            }
        }
    }
}
