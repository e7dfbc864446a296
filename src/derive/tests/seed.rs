//! The founding matrix's rows that are easiest to get wrong, for the customer of its guide: from the
//! free plan of the old edition to the basic plan of the new one.

use super::*;
use crate::derive::{Difference, FactDifference, compare_features};

/// What the customer of the guide meets in a row with one fact.
fn met(kind: Kind, legacy: Cell, fusion: Cell) -> FactDifference {
    met_by(&given(&[FREE], &[BASIC]), stated(fact(kind), legacy, fusion))
}

fn met_by(given: &Given, fact: Fact) -> FactDifference {
    let product = product(vec![feature(vec![fact])]);
    let feature = product.features().next().expect("it has one");
    compare_features(&product, feature, LEGACY, FUSION, given).facts.remove(0)
}

#[test]
fn group_external_is_for_the_pro_plan_only() {
    let row = || stated(fact(Kind::Support), no(), no().case([when(PRO)], yes()));
    assert_eq!(met_by(&given(&[FREE], &[BASIC]), row()).difference, Difference::Same);
    assert_eq!(met_by(&given(&[FREE], &[PRO]), row()).difference, Difference::Gained);
    let anyone = met_by(&Given::default(), row());
    assert_eq!((anyone.difference, anyone.because), (Difference::Gained, Some(vec![when(PRO)])));
}

#[test]
fn secret_mail_is_gained_with_its_condition() {
    let found = met(
        Kind::Support,
        no(),
        partial().words("属于 VIP 帐号的增值服务").case([when(VIP)], yes()),
    );
    assert_eq!((found.difference, found.because), (Difference::Gained, Some(vec![when(VIP)])));
    let found = met(Kind::Support, no(), no().case([when(VIP)], yes()));
    assert_eq!((found.difference, found.because), (Difference::Gained, Some(vec![when(VIP)])));
}

#[test]
fn the_admin_account_has_another_way() {
    let found = met(Kind::Support, yes(), no().instead("管理员邮箱和 corpid"));
    assert_eq!((found.difference, found.because), (Difference::Narrowed, None));
}

#[test]
fn the_vip_minimum_is_equal_in_other_words() {
    let old = amount(5).words("购买数就是通讯录里可以创建的成员邮箱数");
    let new = amount(5).words("同一企业可以同时有 VIP 成员和普通成员");
    assert_eq!(met(Kind::Limit, old, new).difference, Difference::Changed);
}

#[test]
fn the_capacity_depends_on_the_plan_and_the_member() {
    let gib = || measured(1 << 30, Dimension::Bytes);
    let old = gib().case([when(PAID)], unlimited());
    let new = gib().case([when(VIP)], unlimited());
    let row = || stated(fact(Kind::Limit), old.clone(), new.clone());
    let anyone = met_by(&Given::default(), row());
    assert_eq!((anyone.difference, anyone.because), (Difference::Lowered, Some(vec![when(PAID)])));
    let free = met_by(&given(&[FREE], &[BASIC]), row());
    assert_eq!((free.difference, free.because), (Difference::Raised, Some(vec![when(VIP)])));
    let paid = met_by(&given(&[PAID], &[BASIC]), row());
    assert_eq!((paid.difference, paid.because), (Difference::Lowered, None));
    let vip = met_by(&given(&[PAID], &[BASIC, VIP]), row());
    assert_eq!(vip.difference, Difference::Same);
}

#[test]
fn business_mailboxes_replace_a_shared_password() {
    let new = amount(3).words("要创建更多，需要使用 VIP 名额").case([when(PRO)], unknown());
    let row = stated(fact(Kind::Limit), no().instead("把邮箱密码提供给多人共用"), new);
    assert_eq!(met_by(&given(&[FREE], &[BASIC]), row.clone()).difference, Difference::Widened);
    assert_eq!(met_by(&given(&[FREE], &[PRO]), row).difference, Difference::Unknown);
}

#[test]
fn wecom_is_as_bad_as_its_worst_part() {
    let opening = stated(fact(Kind::Text), text("由用户自行选择"), text("同时开通"));
    let jump = stated(
        fact(Kind::Support),
        partial().case([when(WECOM_ON)], yes()),
        no().instead("扫码进入"),
    );
    let product = product(vec![feature(vec![opening, jump])]);
    let feature = product.features().next().expect("it has one");
    let given = given(&[FREE], &[BASIC]);
    let found = compare_features(&product, feature, LEGACY, FUSION, &given);
    let parts: Vec<_> = found.facts.iter().map(|fact| fact.difference).collect();
    assert_eq!(parts, [Difference::Changed, Difference::Narrowed]);
    assert_eq!(found.difference, Difference::Narrowed);
    assert_eq!(found.worst(), found.facts.get(1));
    assert_eq!(found.facts[1].because, Some(vec![when(WECOM_ON)]));
}

#[test]
fn remarks_on_unbinding_change_nothing() {
    let new =
        no().instead("重新分配").remark([not(BOUND)], "联系管理员").remark([when(BOUND)], "删除");
    assert_eq!(met(Kind::Support, yes(), new).difference, Difference::Narrowed);
}
