//! Marks of differences: the word of the contract, and the sign and the words that readers see.

use super::Composer;
use crate::derive::{Difference, is_turned};
use crate::model::Fact;
use crate::render::view::MarkView;

impl Composer<'_> {
    /// A mark without conditions, of one fact or of a row.
    pub(super) fn bare_mark(&self, fact: Option<&Fact>, difference: Difference) -> MarkView {
        let turned = fact.is_some_and(|fact| is_turned(fact, difference));
        MarkView {
            word: difference.word().to_owned(),
            sign: self.sign(turned, difference).to_owned(),
            ..event_mark(self.word_of(turned, difference), difference.group().slug())
        }
    }

    /// The word of a difference for readers of a fact. Where less is better the contract's word says for whom the
    /// number turned, and readers are told which way it went.
    pub fn word(&self, fact: &Fact, difference: Difference) -> &str {
        self.word_of(is_turned(fact, difference), difference)
    }

    /// The sign before it.
    pub fn sign_of(&self, fact: &Fact, difference: Difference) -> &str {
        self.sign(is_turned(fact, difference), difference)
    }

    pub(super) fn word_of(&self, turned: bool, difference: Difference) -> &str {
        let words = self.words.within(if turned { "turned" } else { "diff" }, difference.word());
        words.unwrap_or_else(|| difference.word())
    }

    pub(super) fn sign(&self, turned: bool, difference: Difference) -> &str {
        let sign = match turned {
            true => self.words.within("turned_sign", difference.word()),
            false => self.words.within("sign", difference.group().slug()),
        };
        sign.unwrap_or_default()
    }
}

/// The mark of something that is no difference of a cell, in the theme's own words.
pub(super) fn event_mark(words: &str, group: &str) -> MarkView {
    MarkView {
        word: words.to_owned(),
        words: words.to_owned(),
        group: group.to_owned(),
        sign: String::new(),
        condition: String::new(),
        came: Vec::new(),
        went: Vec::new(),
        crossover: String::new(),
    }
}
