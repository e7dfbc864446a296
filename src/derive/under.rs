//! A cell as it reads for a customer of whom something is known.

use std::borrow::Cow;

use super::statement::is_there;
use crate::model::{Case, Cell, Condition, Given, Literal, Of, Product, Value};

/// How the cases of a cell stand for a customer of whom something is known.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reading {
    /// The case that certainly holds and has become the base, by position.
    pub base: Option<usize>,
    /// The cases that may still hold, by position, each with the conditions that it still needs.
    pub open: Vec<(usize, Vec<Literal>)>,
}

/// Reads a cell's cases under what is known to hold in its edition.
pub fn reading(product: &Product, cell: &Cell, edition: usize, given: &Given) -> Reading {
    let known = Known { product, edition, given: given.of(edition) };
    if cell.cases.iter().all(|case| known.leaves_open(case)) {
        let open = cell.cases.iter().enumerate().map(|(at, case)| (at, case.when.clone()));
        return Reading { base: None, open: open.collect() };
    }
    read(cell, &known)
}

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

fn read(cell: &Cell, known: &Known<'_>) -> Reading {
    let mut reading = Reading::default();
    for (at, case) in cell.cases.iter().enumerate() {
        let Some(when) = known.remaining(case) else { continue };
        let forestalls = |(earlier, needs): &(usize, Vec<Literal>)| {
            cell.cases[*earlier].value.is_some() && needs_no_more(needs, &when)
        };
        match &case.value {
            _ if reading.open.iter().any(forestalls) => {}
            None if when.is_empty() && case.words.is_none() => {}
            Some(_) if when.is_empty() => {
                reading.base = Some(at);
                break;
            }
            _ => reading.open.push((at, when)),
        }
    }
    reading
}

fn resolved(cell: &Cell, known: &Known<'_>) -> Cell {
    let reading = read(cell, known);
    let open = |(at, when): (usize, Vec<Literal>)| Case { when, ..cell.cases[at].clone() };
    let cases = reading.open.into_iter().map(open).collect();
    let mut resolved = Cell { cases, ..cell.clone() };
    if let Some(case) = reading.base.map(|at| &cell.cases[at]) {
        adopt(&mut resolved, case);
    }
    resolved
}

/// Whether an earlier case always wins over one with these conditions. It may do so only once
/// what tells the two apart is known.
pub(super) fn shadowed(earlier: &[Case], when: &[Literal]) -> bool {
    earlier.iter().any(|case| case.value.is_some() && needs_no_more(&case.when, when))
}

fn needs_no_more(needs: &[Literal], when: &[Literal]) -> bool {
    needs.iter().all(|literal| when.contains(literal))
}

/// Whether a way round is still of use where a case has become the base.
pub fn keeps_instead(value: &Value) -> bool {
    !is_there(value) || *value == Value::Partial
}

/// Makes a case the base. The words for tables were written for the old one, and a way round is of
/// no use where the thing itself is there.
fn adopt(cell: &mut Cell, case: &Case) {
    let Some(value) = &case.value else { return };
    cell.value = value.clone();
    cell.words = case.words.clone();
    cell.short = None;
    if !keeps_instead(value) {
        cell.instead = None;
    }
}
