//! Whether a case can ever apply: which conditions can hold together, and what comes before it.

use crate::model::{Case, Literal, Of, Product};

/// Beyond this many conditions in a cell only a single earlier case is looked for.
const MANY: usize = 12;

/// Whether the conditions can all hold in an edition: none contradicts another, each belongs to
/// the edition, and of its plans there is one at a time.
pub fn can_hold(when: &[Literal], product: &Product, edition: usize) -> bool {
    let holds: Vec<usize> = when.iter().filter(|l| !l.negated).map(|l| l.condition).collect();
    let contradicts = when.windows(2).any(|pair| pair[0].condition == pair[1].condition);
    !contradicts && fits(&holds, product, edition)
}

/// Whether these conditions can hold together, whatever the others do.
fn fits(holds: &[usize], product: &Product, edition: usize) -> bool {
    let conditions = || holds.iter().map(|at| &product.conditions[*at]);
    let here = conditions().all(|c| c.editions.is_empty() || c.editions.contains(&edition));
    here && conditions().filter(|c| c.of == Of::Plan).count() <= 1
}

/// Whether there is a customer for whom a case with these conditions is the first that holds: the
/// cases before it that have a value may cover it one by one, or together.
pub fn is_reached(when: &[Literal], before: &[Case], product: &Product, edition: usize) -> bool {
    let before: Vec<&[Literal]> =
        before.iter().filter(|case| case.value.is_some()).map(|case| &*case.when).collect();
    if before.iter().any(|earlier| earlier.iter().all(|literal| when.contains(literal))) {
        return false;
    }
    let mut named: Vec<usize> =
        before.iter().copied().flatten().chain(when).map(|literal| literal.condition).collect();
    named.sort_unstable();
    named.dedup();
    if named.len() > MANY {
        return true;
    }
    let customers = 0_u32..1 << named.len();
    customers.into_iter().any(|bits| {
        let holding = |at: usize| bits & (1 << at) != 0;
        let holds: Vec<usize> =
            (0..named.len()).filter(|at| holding(*at)).map(|at| named[at]).collect();
        let all = |when: &[Literal]| when.iter().all(|l| holds.contains(&l.condition) != l.negated);
        fits(&holds, product, edition) && all(when) && !before.iter().any(|earlier| all(earlier))
    })
}
