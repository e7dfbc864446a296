//! A cell as it reads for a customer of whom something is known.

use std::borrow::Cow;

use super::statement::is_there;
use crate::model::{Case, Cell, Condition, Given, Literal, Of, Product, ProseText, Value};

/// Resolves a cell's cases under what is known to hold in its edition.
///
/// A case that cannot hold is dropped. The first that certainly holds becomes the base and ends
/// the list; undecided ones before it stay, without the conditions that are known to hold. A case
/// without a value that certainly holds stays for its words, with no condition left.
pub fn under<'a>(
    product: &Product,
    cell: &'a Cell,
    edition: usize,
    given: &Given,
) -> Cow<'a, Cell> {
    let known = Known { product, edition, given: given.of(edition) };
    if cell.cases.iter().all(|case| known.leaves_open(case)) {
        Cow::Borrowed(cell)
    } else {
        Cow::Owned(resolved(cell, &known))
    }
}

/// What is known of the customer in one edition.
struct Known<'a> {
    product: &'a Product,
    edition: usize,
    given: &'a [usize],
}

impl Known<'_> {
    /// Whether a condition holds, where that is decided: it does if it is given; it does not if it
    /// is none of this edition's, or a plan beside the one given.
    fn condition(&self, position: usize) -> Option<bool> {
        if self.given.contains(&position) {
            return Some(true);
        }
        let condition = self.product.conditions.get(position)?;
        let excluded = condition.of == Of::Plan && self.on_a_plan();
        (excluded || !self.possible(condition)).then_some(false)
    }

    /// Whether a condition can hold in this edition.
    fn possible(&self, condition: &Condition) -> bool {
        condition.editions.is_empty() || condition.editions.contains(&self.edition)
    }

    /// Whether one of this edition's plans is given: it excludes the others.
    fn on_a_plan(&self) -> bool {
        let mut given = self.given.iter().filter_map(|&g| self.product.conditions.get(g));
        given.any(|condition| condition.of == Of::Plan && self.possible(condition))
    }

    /// Whether a literal holds, where that is decided.
    fn literal(&self, literal: &Literal) -> Option<bool> {
        self.condition(literal.condition).map(|holds| holds != literal.negated)
    }

    /// The conditions of a case that remain undecided: all it still needs. None if it cannot hold.
    fn remaining(&self, case: &Case) -> Option<Vec<Literal>> {
        let mut remaining = Vec::new();
        for literal in &case.when {
            match self.literal(literal) {
                Some(true) => {}
                Some(false) => return None,
                None => remaining.push(*literal),
            }
        }
        Some(remaining)
    }

    /// Whether nothing is known that bears on a case.
    fn leaves_open(&self, case: &Case) -> bool {
        !case.when.is_empty() && case.when.iter().all(|literal| self.literal(literal).is_none())
    }
}

fn resolved(cell: &Cell, known: &Known<'_>) -> Cell {
    let mut resolved = Cell { cases: Vec::with_capacity(cell.cases.len()), ..cell.clone() };
    for case in &cell.cases {
        let Some(when) = known.remaining(case) else { continue };
        match &case.value {
            _ if shadowed(&resolved.cases, &when) => {}
            None if when.is_empty() && case.words.is_none() => {}
            Some(value) if when.is_empty() => {
                adopt(&mut resolved, value, case.words.as_ref());
                break;
            }
            _ => resolved.cases.push(Case { when, ..case.clone() }),
        }
    }
    resolved
}

/// Whether an earlier case always wins over one with these conditions. It may do so only once
/// what tells the two apart is known.
pub(super) fn shadowed(earlier: &[Case], when: &[Literal]) -> bool {
    let needs_no_more = |case: &Case| case.when.iter().all(|literal| when.contains(literal));
    earlier.iter().any(|case| case.value.is_some() && needs_no_more(case))
}

/// Makes a case the base. The words for tables were written for the old one, and a way round is of
/// no use where the thing itself is there.
fn adopt(cell: &mut Cell, value: &Value, words: Option<&ProseText>) {
    cell.value = value.clone();
    cell.words = words.cloned();
    cell.short = None;
    if is_there(value) && *value != Value::Partial {
        cell.instead = None;
    }
}
