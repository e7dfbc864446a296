//! From which count on an edition has more.

use std::cmp::Ordering;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::derive::crossing::{Anything, standing};
use crate::derive::{Ahead, Crossover, Difference, compare_cells, compare_features};
use crate::model::{Count, Exact, exact};

fn crossover(from: &str, to: &str) -> Option<Crossover> {
    let fact = fact(Kind::Limit);
    compare_cells(&fact, &formula(from), &formula(to)).crossover.map(|found| *found)
}

/// `1-30 < 31- >`: what the new edition is beside the old one.
fn told(found: &Crossover) -> String {
    let who = |who: Ahead| {
        let signs = [(who.from, '<'), (who.level, '='), (who.to, '>')];
        signs.iter().filter(|(is, _)| *is).map(|(_, sign)| *sign).collect::<String>()
    };
    let lead = |lead: &crate::derive::Lead| match lead.last {
        Some(last) => format!("{}-{last} {}", lead.first, who(lead.who)),
        None => format!("{}- {}", lead.first, who(lead.who)),
    };
    found.leads.iter().map(lead).collect::<Vec<_>>().join(", ")
}

#[test]
fn all_that_there_is_to_tell() {
    for (from, to, expected) in [
        ("30", "accounts", "1-29 <, 30-30 =, 31- >"),
        ("5", "3 + floor(accounts / 10)", "1-19 <, 20-29 =, 30- >"),
        ("5 * accounts", "100 + accounts", "1-24 >, 25-25 =, 26- <"),
        (
            "min(accounts, 50)",
            "max(20, accounts / 5)",
            "1-19 >, 20-20 =, 21-249 <, 250-250 =, 251- >",
        ),
        ("accounts", "accounts + floor(accounts / 1000)", "1-999 =, 1000- >"),
        ("accounts", "floor(accounts / 2) * 2", "1-1 <, 2- <="),
        ("round(accounts / 10)", "floor(accounts / 10)", "1-4 =, 5- <="),
        ("3 + floor(accounts / 10)", "accounts / 9", "1-188 <, 189-270 <=>, 271- >"),
        (
            "300000 + floor(accounts / 10)",
            "floor(accounts / 3)",
            "1-1285712 <, 1285713-1285715 =, 1285716- >",
        ),
        ("1000 / accounts", "5", "1-199 <, 200-200 =, 201- >"),
        ("1000 / accounts", "accounts * accounts", "1-9 <, 10-10 =, 11- >"),
        ("accounts * accounts", "accounts * accounts + max(3 - accounts, 0)", "1-2 >, 3- ="),
        ("min(floor(1.2), accounts)", "max(accounts, 2) / accounts", "1-1 >, 2- ="),
        ("(accounts + 6) / (accounts + 1)", "2", "1-3 <, 4-4 =, 5- >"),
        ("1 / (accounts - 5)", "1 / (accounts - 5) + 1", "1-4 >, 5-5 , 6- >"),
        ("7 * floor(accounts / 7)", "11 * floor(accounts / 11)", "1-6 =, 7- <=>"),
    ] {
        let found = crossover(from, to).map(|found| told(&found));
        assert_eq!(found.as_deref(), Some(expected), "{from} → {to}");
    }
}

#[test]
fn what_is_always_the_same_has_none() {
    for (from, to) in [
        ("accounts", "accounts"),
        ("3 + floor(accounts / 10)", "floor((accounts + 30) / 10)"),
        ("floor(accounts / 5)", "floor(accounts / 10) + floor((accounts + 5) / 10)"),
        ("accounts", "accounts + 1"),
        ("accounts * accounts", "1 + accounts * accounts"),
        ("1000 / accounts", "1 + 1000 / accounts"),
        ("7", "7 * 1"),
        ("min(accounts, 100)", "100 - max(100 - accounts, 0)"),
    ] {
        assert_eq!(crossover(from, to), None, "{from} → {to}");
    }
}

#[test]
fn several_counts_are_named_and_nothing_is_invented() {
    let found = crossover("accounts", "lists").expect("now the one, now the other");
    assert_eq!(found.counts, [Arc::from("accounts"), Arc::from("lists")]);
    assert!(found.leads.is_empty());
    assert_eq!(crossover("accounts", "accounts + lists"), None);
}

#[test]
fn no_further_than_the_editions_allow() {
    let cap = feature(vec![stated(
        fact(Kind::Limit),
        amount(50),
        amount(200).case([when(VIP)], unlimited()),
    )]);
    let lists = |to: Cell| {
        let row = feature(vec![stated(fact(Kind::Limit), formula("floor(accounts / 10)"), to)]);
        let mut product = product(vec![Feature { id: "cap".into(), ..cap.clone() }, row]);
        product.counts =
            vec![Count { id: "accounts".into(), name: None, within: Some("cap".into()) }];
        let feature = product.features().nth(1).expect("it has two");
        compare_features(&product, feature, LEGACY, FUSION, &Given::default())
    };
    let found = lists(amount(8));
    assert_eq!(found.difference, Difference::Raised);
    assert_eq!(found.facts[0].crossover, None);
    let found = lists(amount(4));
    assert_eq!(found.difference, Difference::Mixed);
    let crossover = found.facts[0].crossover.as_ref().expect("they cross");
    assert_eq!((crossover.most, &*told(crossover)), (Some(50), "1-39 >, 40-49 =, 50- <"));
}

#[test]
fn what_is_not_ranked_does_not_cross() {
    let fact = fact(Kind::Limit);
    let found = compare_cells(&fact, &formula("accounts").per("org"), &amount(7).per("member"));
    assert_eq!(found.crossover, None);
    assert_eq!(compare_cells(&fact, &unlimited(), &formula("accounts")).crossover, None);
    assert_eq!(compare_cells(&fact, &no(), &formula("accounts")).crossover, None);
}

/// A formula of one count, as an editor may write it.
fn written() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        2 => Just("accounts".to_owned()),
        2 => (0..60_u32).prop_map(|n| n.to_string()),
        1 => select(vec!["0.5", "1.2", "2.5", "100", "250", "1000"]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let two = (inner.clone(), inner.clone());
        let by = select(vec!["2", "3", "5", "7", "10", "12", "50", "100", "0.5"]);
        prop_oneof![
            3 => two.clone().prop_map(|(a, b)| format!("({a} + {b})")),
            2 => two.clone().prop_map(|(a, b)| format!("({a} - {b})")),
            1 => two.clone().prop_map(|(a, b)| format!("({a} * {b})")),
            1 => two.clone().prop_map(|(a, b)| format!("({a} / {b})")),
            2 => (inner.clone(), by.clone()).prop_map(|(a, by)| format!("({a} * {by})")),
            3 => (inner.clone(), by).prop_map(|(a, by)| format!("({a} / {by})")),
            3 => (select(vec!["floor", "ceil", "round"]), inner).prop_map(|(f, a)| format!("{f}({a})")),
            2 => (select(vec!["min", "max"]), two).prop_map(|(f, (a, b))| format!("{f}({a}, {b})")),
        ]
    })
}

fn value(cell: &Cell, n: i128) -> Option<Exact> {
    match &cell.value {
        Value::Limit(Limit::Formula(formula)) => formula.at(&[n][..formula.counts.len()]),
        Value::Limit(Limit::Amount(amount)) => exact(amount.base),
        _ => None,
    }
}

/// What is true of one count.
fn at(a: &Cell, b: &Cell, n: i128) -> Ahead {
    let order = value(a, n).zip(value(b, n)).map(|(a, b)| b.cmp(&a));
    Ahead {
        from: order == Some(Ordering::Less),
        level: order == Some(Ordering::Equal),
        to: order == Some(Ordering::Greater),
    }
}

fn within(one: Ahead, all: Ahead) -> bool {
    (!one.from || all.from) && (!one.level || all.level) && (!one.to || all.to)
}

fn is_several(who: Ahead) -> bool {
    [who.from, who.level, who.to].iter().filter(|is| **is).count() > 1
}

/// Whether which is more is found by trying alone.
fn is_unproven(a: &Cell, b: &Cell) -> bool {
    let limit = |cell: &Cell| match &cell.value {
        Value::Limit(limit) => limit.clone(),
        _ => Limit::Unlimited,
    };
    standing(&limit(a), &limit(b), &[Arc::from("accounts")], &Anything).is_none()
}

/// Counts that are looked at one by one: all small ones, and some of every size.
fn looked_at() -> impl Iterator<Item = i128> {
    let beyond = std::iter::successors(Some(1_500), |n| Some(n + n / 7 + 1));
    (1..1_500).chain(beyond.take_while(|n| *n < 10_000_000))
}

/// How it differs, found count by count.
fn pointwise(a: &Cell, b: &Cell) -> Ahead {
    looked_at().map(|n| at(a, b, n)).fold(Ahead::default(), |all, one| Ahead {
        from: all.from || one.from,
        level: all.level || one.level,
        to: all.to || one.to,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn ranges_agree_with_every_count(a in written(), b in written()) {
        let fact = fact(Kind::Limit);
        let (a, b) = (formula(&a), formula(&b));
        let found = compare_cells(&fact, &a, &b);
        let seen = pointwise(&a, &b);
        let Some(crossover) = &found.crossover else {
            // Where nothing can be proven, only amounts that overtake each other are said to cross.
            let unproven = || is_unproven(&a, &b) && !(seen.from && seen.to);
            prop_assert!(!is_several(seen) || unproven(), "{:?}", seen);
            return Ok(());
        };
        prop_assert_eq!(crossover.leads.first().map_or(1, |lead| lead.first), 1);
        for pair in crossover.leads.windows(2) {
            prop_assert_eq!(pair[0].last.map(|last| last + 1), Some(pair[1].first));
            prop_assert_ne!(pair[0].who, pair[1].who);
        }
        prop_assert!(crossover.leads.last().is_none_or(|lead| lead.last.is_none()));
        for n in looked_at() {
            let lead = crossover.leads.iter().find(|l| l.last.is_none_or(|last| n <= last));
            let Some(lead) = lead else { break };
            let one = at(&a, &b, n);
            prop_assert!(within(one, lead.who), "{} {:?} {:?}", n, one, lead);
            prop_assert!(is_several(lead.who) || one == lead.who, "{} {:?} {:?}", n, one, lead);
        }
        // What is said to change within a short stretch does so.
        for lead in crossover.leads.iter().filter(|lead| is_several(lead.who)) {
            let last = lead.last.unwrap_or(1_500).min(lead.first + 6_000);
            let all = (lead.first..=last).map(|n| at(&a, &b, n)).fold(Ahead::default(), |all, one| Ahead {
                from: all.from || one.from, level: all.level || one.level, to: all.to || one.to,
            });
            prop_assert!(lead.last.is_none_or(|end| end > last) || all == lead.who, "{:?} {:?}", all, lead);
        }
    }

    #[test]
    fn the_way_back_has_the_same_ranges_mirrored(a in written(), b in written()) {
        let (there, back) = (crossover(&a, &b), crossover(&b, &a));
        let mirrored = back.map(|mut back| {
            for lead in &mut back.leads {
                (lead.who.from, lead.who.to) = (lead.who.to, lead.who.from);
            }
            back
        });
        prop_assert_eq!(there, mirrored);
    }

    #[test]
    fn nothing_crosses_itself(a in written(), more in 1..9_u32) {
        prop_assert_eq!(crossover(&a, &a), None);
        let found = crossover(&a, &format!("{a} + {more}"));
        // Where a formula has no value, another one of it has none either.
        prop_assert!(found.is_none_or(|f| f.leads.iter().all(|l| l.who.to || l.who == Ahead::default())));
    }
}
