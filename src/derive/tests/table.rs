//! The project's table of differences, row by row.

use jiff::civil::date;

use super::*;
use crate::derive::Difference::{
    Changed, Deferred, Gained, Lost, Lowered, Mixed, Narrowed, Raised, Same, Unknown, Widened,
};
use crate::derive::{Difference, FactDifference, VerdictGroup, compare_cells};

/// Cell, difference, cell.
type Row = (Cell, Difference, Cell);

fn holds(fact: &Fact, rows: &[Row]) {
    for (number, (a, expected, b)) in rows.iter().enumerate() {
        let found = compare_cells(fact, a, b);
        assert_eq!(found.difference, *expected, "row {number}: {a:?} → {b:?}");
    }
}

#[test]
fn in_any_type() {
    let any = [
        (unknown(), Same, unknown()),
        (unknown().words("来源没有写"), Same, unknown().words("没有写").instead("问客服")),
        (unknown(), Unknown, no()),
        (na(), Unknown, unknown()),
        (na(), Same, na()),
        (na(), Changed, na().words("没有成员")),
        (na(), Changed, no()),
        (no(), Changed, na()),
        (no(), Same, no()),
        (no(), Changed, no().words("已停售")),
        (no().words("已停售"), Changed, no().words("未开售")),
        (no(), Changed, no().instead("另购")),
        (no().instead("另购"), Changed, no().instead("转让")),
    ];
    for kind in [Kind::Support, Kind::Limit, Kind::Set, Kind::Text] {
        for side in [Better::More, Better::Less, Better::None] {
            holds(&better(side, fact(kind)), &any);
        }
    }
}

#[test]
fn support() {
    holds(
        &fact(Kind::Support),
        &[
            (yes(), Same, yes()),
            (yes(), Narrowed, partial()),
            (partial(), Widened, yes()),
            (yes(), Lost, no()),
            (partial(), Lost, no()),
            (yes(), Narrowed, no().instead("转让创建人")),
            (partial(), Narrowed, no().instead("转让创建人")),
            (yes(), Deferred, planned()),
            (partial(), Deferred, planned()),
            (yes(), Deferred, planned().instead("暂用旧版")),
            (no(), Gained, yes()),
            (no(), Gained, partial()),
            (planned(), Gained, yes()),
            (planned(), Gained, partial()),
            (no().instead("多人共用密码"), Widened, yes()),
            (no().instead("多人共用密码"), Widened, partial()),
            (planned().instead("暂用旧版"), Widened, yes()),
            (no(), Changed, planned()),
            (planned(), Changed, no()),
            (na(), Changed, yes()),
            (yes(), Changed, yes().words("须先登录")),
        ],
    );
}

#[test]
fn support_that_is_better_absent() {
    holds(
        &better(Better::Less, fact(Kind::Support)),
        &[
            (yes(), Gained, no()),
            (no(), Lost, yes()),
            (yes(), Widened, partial()),
            (partial(), Narrowed, yes()),
            (yes(), Gained, planned()),
            (yes(), Widened, no().instead("手动开启")),
            (no(), Changed, planned()),
        ],
    );
}

#[test]
fn limits() {
    let gib = |n: i64| measured(n << 30, Dimension::Bytes);
    holds(
        &fact(Kind::Limit),
        &[
            (amount(50), Raised, amount(200)),
            (amount(200), Lowered, amount(50)),
            (amount(50), Same, amount(50)),
            (gib(1), Same, measured(1 << 30, Dimension::Bytes)),
            (amount(5), Changed, amount(5).words("可与普通成员并存")),
            (amount(50), Raised, unlimited()),
            (unlimited(), Lowered, amount(50)),
            (unlimited(), Same, unlimited()),
            (no(), Gained, amount(3)),
            (amount(3), Lost, no()),
            (unlimited(), Narrowed, no().instead("另购")),
            (no().instead("多人共用密码"), Widened, amount(3)),
            (amount(50), Changed, gib(1)),
            (amount(50).per("org"), Changed, amount(200).per("member")),
            (amount(50).per("org"), Changed, amount(50).per("member")),
            (unlimited().per("org"), Changed, unlimited()),
            (amount(3).per("org"), Lost, no().per("member")),
            (amount(3), Deferred, planned()),
            (amount(3), Changed, yes()),
        ],
    );
}

#[test]
fn a_scope_of_the_cell_stands_before_the_facts() {
    let per_org = Fact { per: Some("org".into()), ..fact(Kind::Limit) };
    holds(
        &per_org,
        &[
            (amount(50), Raised, amount(200).per("org")),
            (amount(50), Changed, amount(200).per("member")),
        ],
    );
}

#[test]
fn limits_that_are_better_low() {
    holds(
        &better(Better::Less, fact(Kind::Limit)),
        &[
            (amount(100), Lowered, amount(120)),
            (amount(120), Raised, amount(100)),
            (amount(100), Lowered, unlimited()),
            (no(), Gained, amount(100)),
            (amount(100), Lost, no()),
        ],
    );
}

#[test]
fn sets() {
    holds(
        &fact(Kind::Set),
        &[
            (set(&[0, 1]), Same, set(&[0, 1])),
            (set(&[0, 1]), Changed, set(&[0, 1]).words("须先绑定")),
            (set(&[0, 2]), Widened, set(&[0, 1, 2, 3])),
            (set(&[0, 1, 2]), Narrowed, set(&[1])),
            (set(&[0, 1]), Mixed, set(&[1, 2])),
            (set(&[0]), Mixed, set(&[3])),
            (set(&[0, 1]), Lost, no()),
            (set(&[0, 1]), Narrowed, no().instead("扫码")),
            (no(), Gained, set(&[0])),
            (no().instead("扫码"), Widened, set(&[0])),
        ],
    );
    holds(
        &better(Better::Less, fact(Kind::Set)),
        &[
            (set(&[0]), Narrowed, set(&[0, 1])),
            (set(&[0, 1]), Widened, set(&[0])),
            (set(&[0]), Mixed, set(&[1])),
            (no(), Lost, set(&[1])),
        ],
    );
}

#[test]
fn texts_are_never_judged() {
    let rows = [
        (text("更换微信"), Same, text("更换微信")),
        (text("更换微信"), Changed, text("转让创建人")),
        (text("更换微信"), Changed, no()),
        (no().instead("电话"), Changed, text("更换微信")),
        (text("更换微信"), Unknown, unknown()),
    ];
    for side in [Better::More, Better::Less, Better::None] {
        holds(&better(side, fact(Kind::Text)), &rows);
    }
}

#[test]
fn facts_without_a_better_side_only_change() {
    holds(
        &better(Better::None, fact(Kind::Limit)),
        &[
            (amount(5), Changed, amount(6)),
            (amount(5), Changed, no()),
            (amount(5), Same, amount(5)),
        ],
    );
    holds(&better(Better::None, fact(Kind::Set)), &[(set(&[0]), Changed, set(&[0, 1]))]);
    holds(&better(Better::None, fact(Kind::Support)), &[(yes(), Changed, no())]);
}

#[test]
fn cases_speak_where_the_bases_agree() {
    let vip = |says: Cell| no().case([when(VIP)], says);
    holds(
        &fact(Kind::Support),
        &[
            (vip(yes()), Same, vip(yes())),
            (vip(yes()), Narrowed, vip(partial())),
            (vip(yes()), Narrowed, vip(no()).instead("另购")),
            (no(), Gained, vip(yes())),
            (vip(yes()), Lost, no()),
            (no(), Changed, vip(no().words("须另购"))),
            (vip(yes()), Lost, no().case([not(VIP)], yes())),
            (vip(yes()), Lost, no().case([when(VIP), when(ACTIVE)], yes())),
            (vip(yes()), Gained, partial().case([when(VIP)], no())),
            (no(), Same, no().remark([when(VIP)], "可以另购")),
            (no().remark([when(VIP)], "可以另购"), Gained, vip(yes())),
            (unknown(), Unknown, unknown().case([when(VIP)], yes())),
            (no(), Unknown, vip(unknown())),
        ],
    );
    holds(&fact(Kind::Limit), &[(amount(1).case([when(VIP)], unlimited()), Raised, amount(2))]);
}

#[test]
fn the_worst_wins() {
    let a = yes().case([when(VIP)], no()).case([when(BOUND)], no());
    let b = yes().words("须先登录").case([when(VIP)], yes()).case([when(ACTIVE)], no());
    let found = compare_cells(&fact(Kind::Support), &a, &b);
    assert_eq!((found.difference, found.because), (Lost, Some(vec![when(ACTIVE)])));
    // Among equals the base, which holds for everyone.
    let b = yes().words("须先登录").case([when(VIP)], yes().words("须先登录"));
    let found = compare_cells(&fact(Kind::Support), &yes(), &b);
    assert_eq!((found.difference, found.because), (Changed, None));
}

#[test]
fn options_that_came_and_went() {
    let of = |a: &Cell, b: &Cell, side| {
        let FactDifference { came, went, .. } = compare_cells(&better(side, fact(Kind::Set)), a, b);
        (came, went)
    };
    for side in [Better::More, Better::Less, Better::None] {
        assert_eq!(of(&set(&[0, 1]), &set(&[1, 2, 3]), side), (vec![2, 3], vec![0]));
        assert_eq!(of(&set(&[0, 1]), &no(), side), (vec![], vec![0, 1]));
        assert_eq!(of(&set(&[0]), &unknown(), side), (vec![], vec![]));
    }
    let first = set(&[0, 1]).case([when(ACTIVE)], set(&[0]));
    let found = compare_cells(&fact(Kind::Set), &set(&[0, 1]), &first);
    assert_eq!(
        (found.difference, found.went, found.because),
        (Narrowed, vec![1], Some(vec![when(ACTIVE)]))
    );
}

#[test]
fn a_review_date_is_no_value() {
    let on = |day| is(Value::Planned(Some(date(2026, 1, day))));
    holds(&fact(Kind::Support), &[(on(1), Same, on(2)), (on(1), Same, planned())]);
}

#[test]
fn a_partial_base_names_its_conditions() {
    let because = |a: &Cell, b: &Cell| compare_cells(&fact(Kind::Support), a, b).because;
    let active = partial().case([not(ACTIVE)], yes()).case([when(ACTIVE)], no());
    assert_eq!(because(&yes(), &active), Some(vec![when(ACTIVE)]));
    assert_eq!(because(&no(), &active), Some(vec![not(ACTIVE)]));
    assert_eq!(because(&active, &no()), Some(vec![not(ACTIVE)]));
    assert_eq!(because(&no(), &partial().words("仅限群发")), None);
    assert_eq!(because(&na(), &active), None);
}

#[test]
fn words_mirrors_and_groups() {
    let words = "lost deferred lowered narrowed mixed changed unknown raised widened gained same";
    let mirrors = "gained gained raised widened mixed changed unknown lowered narrowed lost same";
    let groups = "lost restricted restricted restricted restricted changed unknown improved improved new same";
    let joined = |word: fn(Difference) -> &'static str| Difference::ALL.map(word).join(" ");
    assert_eq!(joined(Difference::word), words);
    assert_eq!(joined(|difference| difference.mirror().word()), mirrors);
    assert_eq!(joined(|difference| difference.group().slug()), groups);
    assert!(Difference::ALL.is_sorted(), "the worst is the minimum");
    assert!(VerdictGroup::ALL.is_sorted());
}

#[test]
fn limits_that_hang_on_counts() {
    holds(
        &fact(Kind::Limit),
        &[
            (formula("accounts"), Same, formula("accounts")),
            (formula("3 + accounts / 2"), Same, formula("(6 + accounts) / 2")),
            (formula("7 * 2"), Same, amount(14)),
            (formula("accounts"), Raised, formula("accounts + 1")),
            (formula("accounts"), Raised, formula("accounts + floor(accounts / 1000)")),
            (formula("accounts"), Lowered, formula("min(accounts, 100)")),
            (amount(3), Raised, formula("3 + floor(accounts / 10)")),
            (amount(5), Mixed, formula("3 + floor(accounts / 10)")),
            (formula("5 * accounts"), Mixed, formula("100 + accounts")),
            (formula("accounts"), Raised, unlimited()),
            (unlimited(), Lowered, formula("accounts")),
            (formula("accounts"), Lost, no()),
            (no(), Gained, formula("accounts")),
            (formula("accounts"), Mixed, formula("lists")),
            (formula("accounts"), Raised, formula("accounts + lists")),
            (formula("1 / (accounts - accounts)"), Changed, amount(1)),
            (measured(1, Dimension::Bytes), Changed, formula("accounts")),
        ],
    );
    let price = better(Better::Less, fact(Kind::Limit));
    holds(&price, &[(formula("12 * accounts"), Lowered, formula("15 * accounts"))]);
}
