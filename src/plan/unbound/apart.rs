//! Numbers that stand apart from the name of their feature: under it or beside it in a table, or in the next clause.

use super::editions::{self, Lead};
use super::{Judge, Mention, REACH, hedges, names};
use crate::base::{Diagnostic, Lang, is_digit};
use crate::model::{BAR, Clause, Edition, Product};

/// A cell of a table: what names its feature, and the words that may name its edition.
pub struct Crossing<'c> {
    pub mention: &'c Mention,
    pub edition: &'c str,
    /// Whether nothing stands behind the feature's name.
    pub is_bare: bool,
}

impl Judge<'_> {
    /// A cell of a table of which one head names a feature, and the other an edition.
    pub fn cell(&self, clause: &Clause, label: usize, mentions: &[Mention]) -> Option<Diagnostic> {
        let at = crossing(clause, label, mentions)?;
        let [n] = &clause.numbers[..] else { return super::claims::cell(self, clause, &at) };
        let lead = clause.text[..n.start as usize].rsplit(BAR.trim()).next()?;
        if !lead.trim().is_empty() {
            return None;
        }
        let name = &clause.text[at.mention.start..at.mention.end];
        self.of(at.mention.pattern, name, clause, n, |product| {
            edition(product, self.speaker.lang, at.edition).map(plainly)
        })
    }

    /// `帐号数上限旧版是 50 个，新版 60 个`: the second number is of what the first one is of, if nothing but an
    /// edition stands before it.
    pub fn second(&self, clause: &Clause) -> Option<Diagnostic> {
        let [n] = &clause.numbers[..] else { return None };
        let mentions = names::mentions(&clause.before, self.names);
        let [mention] = &mentions[..] else { return None };
        let first = &clause.before[mention.end..];
        let first = &first[..first.find(is_digit)?];
        let is_first_stated = first.chars().count() <= REACH && hedges::is_statement(first);
        if !is_first_stated || hedges::is_supposed(&clause.before) {
            return None;
        }
        let before = hedges::without_turn(&clause.text[..n.start as usize]);
        let name = &clause.before[mention.start..mention.end];
        self.of(mention.pattern, name, clause, n, |product| {
            let all = editions::named(product, self.speaker.lang, before, None);
            let named = all.first().filter(|named| named.start == 0)?;
            hedges::only_links(&before[named.end..]).then(|| plainly(named.edition))
        })
    }
}

/// A number that nothing stands before but the edition whose it is.
fn plainly(edition: usize) -> Lead {
    Lead { edition: Some(edition), is_open: false, links: true }
}

/// Which head of a cell is a feature's name and nothing else, but for a unit in brackets.
fn crossing<'c>(clause: &'c Clause, label: usize, mentions: &'c [Mention]) -> Option<Crossing<'c>> {
    let row = &clause.text[..label];
    let column = &clause.text[label + BAR.len()..];
    let column = &column[..column.find(BAR)?];
    let is_named = |head: &str, from: usize, mention: &&Mention| {
        let unit = clause.text.get(mention.end..from + head.len()).map(str::trim);
        mention.start == from && unit.is_some_and(|u| u.is_empty() || u.starts_with(['（', '(']))
    };
    let of = |head: &'c str, from: usize, edition: &'c str| {
        let mention = mentions.iter().find(|mention| is_named(head, from, mention))?;
        let is_bare = clause.text[mention.end..from + head.len()].trim().is_empty();
        Some(Crossing { mention, edition: edition.trim(), is_bare })
    };
    of(column, label + BAR.len(), row).or_else(|| of(row, 0, column))
}

/// The edition that goes by a name; behind it something may stand in brackets.
pub fn edition(product: &Product, lang: &Lang, named: &str) -> Option<usize> {
    let goes_by = |e: &Edition| named == e.name.get(lang) || named == &*e.id;
    let begins = || {
        let all = editions::named(product, lang, named, None);
        let first = all.first().filter(|first| first.start == 0)?;
        let rest = named[first.end..].trim_start();
        (rest.is_empty() || rest.starts_with(['（', '('])).then_some(first.edition)
    };
    product.editions.iter().position(goes_by).or_else(begins)
}
