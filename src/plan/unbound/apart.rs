//! Numbers that stand apart from the name of their feature: under it in a table, or in the next clause.

use super::{Judge, Mention, REACH, hedges, names, short_name};
use crate::base::{Diagnostic, is_digit};
use crate::model::{BAR, Clause, Product};

impl Judge<'_> {
    /// A cell of a table whose column's head names a feature, and whose row's label an edition.
    pub fn cell(&self, clause: &Clause, label: usize, mentions: &[Mention]) -> Option<Diagnostic> {
        let ([n], mention) = (&clause.numbers[..], mentions.iter().find(|m| m.start >= label)?)
        else {
            return None;
        };
        let between = clause.text.get(mention.end..n.start as usize)?;
        // A unit may stand beside the name.
        let (unit, lead) = between.split_once(BAR.trim())?;
        let is_named = mention.start == label + BAR.len()
            && (unit.trim().is_empty() || unit.starts_with(['（', '(']));
        if !is_named || !lead.trim().is_empty() {
            return None;
        }
        let label = clause.text[..label].trim();
        self.of(mention.pattern, clause, n, |product| self.edition(product, label).is_some())
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
        self.of(mention.pattern, clause, n, |product| {
            let editions = product.editions.iter();
            let mut names = editions.map(|e| short_name(e.name.get(self.speaker.lang)));
            names.any(|name| before.strip_prefix(name).is_some_and(hedges::only_links))
        })
    }

    /// The edition that goes by a name.
    fn edition(&self, product: &Product, named: &str) -> Option<usize> {
        product.editions.iter().position(|edition| {
            let name = edition.name.get(self.speaker.lang);
            named == name || named == short_name(name) || named == &*edition.id
        })
    }
}
