//! Laws that hold for whatever an editor may write.

use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;
use crate::derive::{Difference, compare_cells, compare_features, under};

fn words() -> impl Strategy<Value = Option<ProseText>> {
    option::of(select(vec!["甲", "乙"]).prop_map(prose))
}

fn scope() -> impl Strategy<Value = Option<Arc<str>>> {
    option::weighted(0.3, select(vec!["org", "member"]).prop_map(Arc::from))
}

/// A value that is legal in a fact of this type.
fn value(kind: Kind) -> BoxedStrategy<Value> {
    let anywhere = select(vec![Value::No, Value::Unknown, Value::Na]);
    let dimension = select(vec![Dimension::Number, Dimension::Bytes]);
    let typed = match kind {
        Kind::Support => select(vec![Value::Yes, Value::Partial, Value::Planned(None)]).boxed(),
        Kind::Limit => prop_oneof![
            Just(unlimited().value),
            (0..3i64, dimension).prop_map(|(base, dimension)| measured(base, dimension).value),
            select(vec!["accounts", "2 * accounts", "50 + lists"]).prop_map(|f| formula(f).value),
        ]
        .boxed(),
        Kind::Set => subsequence(vec![0u16, 1, 2, 3], 1..=4).prop_map(Value::Set).boxed(),
        Kind::Text => Just(Value::Text).boxed(),
    };
    prop_oneof![2 => anywhere, 3 => typed].boxed()
}

/// A value that may be of any type: no fact holds it, and none may stumble over it.
fn stray() -> BoxedStrategy<Value> {
    prop_oneof![value(Kind::Support), value(Kind::Limit), value(Kind::Set), value(Kind::Text)]
        .boxed()
}

/// A value that both bases may have, whatever the fact's type.
fn plain_value() -> impl Strategy<Value = Value> {
    select(vec![Value::No, Value::Na])
}

/// Conditions that must all hold, out of the positions given; never one with its opposite.
fn literals(conditions: Vec<usize>) -> impl Strategy<Value = Vec<Literal>> {
    let signed = btree_set(select(conditions), 1..3).prop_flat_map(|conditions| {
        let count = conditions.len();
        (Just(conditions), vec(any::<bool>(), count))
    });
    signed.prop_map(|(conditions, signs)| {
        let signed = conditions.into_iter().zip(signs);
        signed.map(|(condition, negated)| Literal { condition, negated }).collect()
    })
}

fn cases(value: BoxedStrategy<Value>, conditions: Vec<usize>) -> impl Strategy<Value = Vec<Case>> {
    let case = (literals(conditions), option::weighted(0.8, value), words());
    vec(case.prop_map(|(when, value, words)| Case { when, value, words }), 0..4)
}

/// A cell without cases.
fn plain_cell(value: BoxedStrategy<Value>) -> impl Strategy<Value = Cell> {
    (value, words(), words(), scope()).prop_map(|(value, words, instead, per)| Cell {
        words,
        instead,
        per,
        ..is(value)
    })
}

fn cell_of(value: BoxedStrategy<Value>, conditions: Vec<usize>) -> impl Strategy<Value = Cell> {
    (plain_cell(value.clone()), cases(value, conditions))
        .prop_map(|(cell, cases)| Cell { cases: cases.into(), ..cell })
}

fn everywhere() -> Vec<usize> {
    vec![VIP, WECOM_ON, ACTIVE, BOUND]
}

fn all_conditions() -> Vec<usize> {
    (0..CONDITIONS.len()).collect()
}

fn a_fact() -> impl Strategy<Value = Fact> {
    let kinds = vec![Kind::Support, Kind::Limit, Kind::Set, Kind::Text];
    let sides = vec![Better::More, Better::Less, Better::None];
    (select(kinds), select(sides), scope()).prop_map(|(kind, better, per)| Fact {
        unit: None,
        better,
        per,
        ..fact(kind)
    })
}

pub(super) fn plain_pair() -> impl Strategy<Value = (Fact, Cell, Cell)> {
    a_fact().prop_flat_map(|fact| {
        let cell = || plain_cell(value(fact.kind));
        (Just(fact.clone()), cell(), cell())
    })
}

pub(super) fn pair() -> impl Strategy<Value = (Fact, Cell, Cell)> {
    a_fact().prop_flat_map(|fact| {
        let cell = || cell_of(value(fact.kind), all_conditions());
        (Just(fact.clone()), cell(), cell())
    })
}

/// What an edition's customer may have: at most one plan, and any of the others.
fn known() -> impl Strategy<Value = Vec<usize>> {
    let plan = option::of(select(vec![FREE, PAID, BASIC, PRO]));
    (plan, subsequence(everywhere(), 0..=4))
        .prop_map(|(plan, others)| plan.into_iter().chain(others).collect())
}

/// Whether an announced thing has a way round meanwhile: the table says *deferred* there and
/// *widened* back, which mirrors neither.
pub(super) fn bridged(cell: &Cell) -> bool {
    matches!(cell.value, Value::Planned(_)) && cell.instead.is_some()
}

fn resolved(cell: &Cell, known: &[usize]) -> Cell {
    under(&product(Vec::new()), cell, FUSION, &given(&[], known)).into_owned()
}

/// What a cell says to a customer of whom everything is known: the first case that holds.
fn heard<'a>(cell: &'a Cell, holds: &[bool]) -> (&'a Value, Option<&'a ProseText>) {
    let applies = |case: &&Case| case.when.iter().all(|it| holds[it.condition] != it.negated);
    let case = cell.cases.iter().filter(|case| case.value.is_some()).find(applies);
    let said = case.and_then(|case| Some((case.value.as_ref()?, case.words.as_ref())));
    said.unwrap_or((&cell.value, cell.words.as_ref()))
}

/// Completes what is known of a customer of the new edition by what is undecided.
fn completed(known: &[usize], undecided: &[bool]) -> Vec<bool> {
    let on_a_plan = known.contains(&BASIC) || known.contains(&PRO);
    let mut holds = undecided.to_vec();
    holds[FREE..=PAID].fill(false);
    if on_a_plan {
        holds[BASIC..=PRO].fill(false);
    }
    known.iter().for_each(|&condition| holds[condition] = true);
    holds
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2048, ..ProptestConfig::default() })]

    #[test]
    fn nothing_differs_from_itself((fact, cell, _) in pair()) {
        let found = compare_cells(&fact, &cell, &cell);
        prop_assert_eq!(found.difference, Difference::Same);
        prop_assert!(found.came.is_empty() && found.went.is_empty() && found.because.is_none());
    }

    #[test]
    fn the_way_back_mirrors_the_way_there((fact, a, b) in plain_pair()) {
        prop_assume!(!bridged(&a) && !bridged(&b));
        let (there, back) = (compare_cells(&fact, &a, &b), compare_cells(&fact, &b, &a));
        let (way, return_way) = (there.difference, back.difference);
        prop_assert!(way.mirror() == return_way || return_way.mirror() == way, "{} {}", way, return_way);
        prop_assert_eq!((there.came, there.went), (back.went, back.came));
    }

    #[test]
    fn the_way_back_mirrors_a_case((fact, a, b) in plain_pair(), base in plain_value(), when in literals(all_conditions())) {
        let in_case = |cell: &Cell| Cell {
            cases: [Case { when: when.clone(), value: Some(cell.value.clone()), words: cell.words.clone() }].into(),
            instead: None,
            ..is(base.clone())
        };
        let (a, b) = (in_case(&a), in_case(&b));
        let way = compare_cells(&fact, &a, &b).difference;
        let return_way = compare_cells(&fact, &b, &a).difference;
        prop_assert!(way.mirror() == return_way || return_way.mirror() == way, "{} {}", way, return_way);
    }

    #[test]
    fn no_way_is_a_way_back_to_nothing((fact, a, b) in pair()) {
        let there = compare_cells(&fact, &a, &b).difference;
        let back = compare_cells(&fact, &b, &a).difference;
        prop_assert_eq!(there == Difference::Same, back == Difference::Same);
    }

    #[test]
    fn without_a_better_side_nothing_is_judged((fact, a, b) in pair()) {
        let found = compare_cells(&better(Better::None, fact), &a, &b).difference;
        prop_assert!(matches!(found, Difference::Changed | Difference::Same | Difference::Unknown));
    }

    #[test]
    fn less_turns_every_judgement_but_not_the_words((fact, a, b) in plain_pair()) {
        let more = compare_cells(&better(Better::More, fact.clone()), &a, &b).difference;
        let less = compare_cells(&better(Better::Less, fact.clone()), &a, &b).difference;
        let number = matches!(more, Difference::Raised | Difference::Lowered);
        let turns = number || fact.kind != Kind::Limit;
        prop_assert_eq!(less, if turns { more.mirror() } else { more });
    }

    #[test]
    fn no_value_is_stumbled_over(
        fact in a_fact(),
        a in cell_of(stray(), all_conditions()),
        b in cell_of(stray(), all_conditions()),
    ) {
        let found = compare_cells(&fact, &a, &b);
        if found.difference == Difference::Same {
            prop_assert_eq!(compare_cells(&fact, &b, &a).difference, Difference::Same);
        }
    }

    #[test]
    fn a_case_is_named_only_where_there_is_one((fact, a, b) in pair()) {
        let because = compare_cells(&fact, &a, &b).because;
        let mut cases = a.cases.iter().chain(&b.cases);
        prop_assert!(because.is_none_or(|when| cases.any(|case| case.value.is_some() && case.when == when)));
    }

    #[test]
    fn a_row_is_as_bad_as_its_worst_fact(pairs in vec(pair(), 0..4), known in known()) {
        let facts = pairs.into_iter().map(|(fact, a, b)| stated(fact, a, b)).collect();
        let product = product(vec![feature(facts)]);
        let feature = product.features().next().expect("it has one");
        let found = compare_features(&product, feature, LEGACY, FUSION, &given(&[], &known));
        let worst = found.facts.iter().map(|fact| fact.difference).min();
        prop_assert_eq!(found.difference, worst.unwrap_or(Difference::Same));
    }

    #[test]
    fn nothing_known_changes_nothing(cell in cell_of(stray(), everywhere())) {
        prop_assert_eq!(&resolved(&cell, &[]), &cell);
    }

    #[test]
    fn knowing_twice_is_knowing_once(cell in cell_of(stray(), all_conditions()), known in known()) {
        let once = resolved(&cell, &known);
        prop_assert_eq!(resolved(&once, &known), once);
    }

    #[test]
    fn what_is_known_changes_no_answer(
        cell in cell_of(stray(), all_conditions()),
        known in known(),
        undecided in vec(any::<bool>(), CONDITIONS.len()),
    ) {
        let holds = completed(&known, &undecided);
        let resolved = resolved(&cell, &known);
        prop_assert_eq!(heard(&resolved, &holds), heard(&cell, &holds));
    }
}
