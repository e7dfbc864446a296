//! What a row of a comparison comes to in every case of a reader that bears on it, so that a page can
//! follow the reader without judging anything itself.

use super::under::{Reading, reading, under};
use super::{FeatureDifference, compare_features};
use crate::model::{Cell, Feature, Given, Of, Product};

/// What is known of the plan that a reader is on in one edition, as far as it matters to a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Choice {
    /// Nothing.
    Open,
    /// One that the row names, by the position of its condition.
    Plan(usize),
    /// One that the row does not name: those that it names are ruled out.
    Other(usize),
}

impl Choice {
    fn plan(self) -> Option<usize> {
        match self {
            Self::Open => None,
            Self::Plan(at) | Self::Other(at) => Some(at),
        }
    }
}

/// What is known of a reader, as far as it matters to a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReaderCase {
    /// The plan in the edition that they have.
    pub from: Choice,
    /// The plan in the edition that they go to.
    pub to: Choice,
    /// The other conditions that they meet, in whatever edition can have them.
    pub held: Vec<usize>,
}

/// What a row says to such a reader.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// The difference: that of [`compare`](super::compare) under the same knowledge.
    pub difference: FeatureDifference,
    /// Per fact: how the cases of the cell stand that everybody is shown.
    pub from: Vec<Reading>,
    /// The same in the edition that they go to.
    pub to: Vec<Reading>,
}

/// A row in every case of a reader that bears on it; the first is the one for everyone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RowCases {
    /// The plans that the row names in the edition that the customer has.
    pub from: Vec<usize>,
    /// The same in the edition that they go to.
    pub to: Vec<usize>,
    /// The other conditions that it names.
    pub conditions: Vec<usize>,
    /// Each case with what the row says in it.
    pub outcomes: Vec<(ReaderCase, Outcome)>,
}

/// How many cases a row may have. One that names more conditions stays as it is for everyone: all its
/// cases are shown then, each with its condition.
const MOST: usize = 256;

/// A row of the comparison of two editions in every case of a reader that bears on it: only the
/// conditions that its own two cells name. Nothing where they name none, or where one is read otherwise
/// than it is written even for everyone.
pub fn row_cases(product: &Product, feature: &Feature, from: usize, to: usize) -> Option<RowCases> {
    let (of_from, of_to) = (named(product, feature, from), named(product, feature, to));
    let plan = |at: &usize| product.conditions[*at].of == Of::Plan;
    let plans = |all: &[usize]| all.iter().copied().filter(plan).collect::<Vec<_>>();
    let (from_plans, to_plans) = (plans(&of_from), plans(&of_to));
    let mut conditions: Vec<_> =
        of_from.iter().chain(&of_to).copied().filter(|c| !plan(c)).collect();
    conditions.sort_unstable();
    conditions.dedup();
    let none = of_from.is_empty() && of_to.is_empty();
    if none || adopts(product, feature, from) || adopts(product, feature, to) {
        return None;
    }
    let choices = (choices(product, from, &from_plans), choices(product, to, &to_plans));
    let subsets = 1_usize.checked_shl(u32::try_from(conditions.len()).ok()?)?;
    let count = subsets.checked_mul(choices.0.len())?.checked_mul(choices.1.len())?;
    if count > MOST {
        return None;
    }
    let mut outcomes = Vec::with_capacity(count);
    for subset in 0..subsets {
        let held: Vec<usize> = conditions
            .iter()
            .enumerate()
            .filter(|(bit, _)| subset >> bit & 1 == 1)
            .map(|(_, condition)| *condition)
            .collect();
        for from_choice in &choices.0 {
            for to_choice in &choices.1 {
                let case = ReaderCase { from: *from_choice, to: *to_choice, held: held.clone() };
                let outcome = outcome(product, feature, (from, to), &case);
                outcomes.push((case, outcome));
            }
        }
    }
    Some(RowCases { from: from_plans, to: to_plans, conditions, outcomes })
}

impl ReaderCase {
    /// The same as it is known to the engine: conditions hold in the editions that can have them.
    pub fn given(&self, product: &Product, from: usize, to: usize) -> Given {
        let side = |edition: usize, choice: Choice| {
            let held = self.held.iter().copied().filter(|at| possible(product, *at, edition));
            let mut all: Vec<usize> = choice.plan().into_iter().chain(held).collect();
            all.sort_unstable();
            (edition, all)
        };
        Given(vec![side(from, self.from), side(to, self.to)])
    }
}

/// Whether a case of a row's cell holds for everyone in its edition: what stood there before is not shown.
fn adopts(product: &Product, feature: &Feature, edition: usize) -> bool {
    let everyone = Given::default();
    let read = |cell| reading(product, cell, edition, &everyone);
    feature.facts.iter().any(|fact| read(&fact.cells[edition]).base.is_some())
}

/// The conditions that a row's cell names and that can hold in its edition, in the product's order.
fn named(product: &Product, feature: &Feature, edition: usize) -> Vec<usize> {
    let cells = feature.facts.iter().map(|fact| &fact.cells[edition]);
    let literals = cells.flat_map(|cell| &cell.cases).flat_map(|case| &case.when);
    let mut all: Vec<usize> = literals
        .map(|literal| literal.condition)
        .filter(|at| possible(product, *at, edition))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn possible(product: &Product, condition: usize, edition: usize) -> bool {
    let editions = &product.conditions[condition].editions;
    editions.is_empty() || editions.contains(&edition)
}

/// What may be known of the plan in an edition, where the row names some.
fn choices(product: &Product, edition: usize, named: &[usize]) -> Vec<Choice> {
    let mut all = vec![Choice::Open];
    if named.is_empty() {
        return all;
    }
    all.extend(named.iter().copied().map(Choice::Plan));
    let other = (0..product.conditions.len()).find(|at| {
        product.conditions[*at].of == Of::Plan
            && possible(product, *at, edition)
            && !named.contains(at)
    });
    all.extend(other.map(Choice::Other));
    all
}

fn outcome(
    product: &Product,
    feature: &Feature,
    (from, to): (usize, usize),
    case: &ReaderCase,
) -> Outcome {
    let given = case.given(product, from, to);
    let everyone = Given::default();
    let read = |cell: &Cell, edition: usize| {
        reading(product, &under(product, cell, edition, &everyone), edition, &given)
    };
    let side = |edition| feature.facts.iter().map(|f| read(&f.cells[edition], edition)).collect();
    Outcome {
        difference: compare_features(product, feature, from, to, &given),
        from: side(from),
        to: side(to),
    }
}
