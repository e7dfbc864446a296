//! `crosswalk verify`: dates move on, and nothing else.

use crosswalk::build;
use crosswalk::model::{Catalog, Product};
use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::{PRODUCT, fine, lines, site};
use crate::support::{Site, TODAY};

/// Dates of a product: its own, and per feature its own and those of two cells.
type Dates = (Option<Date>, Vec<(Option<Date>, Option<Date>, Option<Date>)>);

/// A matrix with dates in several layouts, and a comment wherever one can stand.
fn matrix((own, rows): &Dates) -> String {
    let line = |day: &Option<Date>, indent: usize, name: &str| match day {
        Some(day) => format!("{}verified: {day}   # {name}\n", " ".repeat(indent)),
        None => String::new(),
    };
    let mut out = format!("# 注\nproduct: mail   # 代号\nname: 邮箱\n{}", line(own, 0, "全表"));
    out.push_str("editions: [{id: old, name: 旧}, {id: new, name: 新}]\ngroups:\n  - id: g\n    name: 组\n    features:\n");
    for (at, (row, old, new)) in rows.iter().enumerate() {
        out.push_str(&format!("      # 第 {at} 项\n      - id: f{at}\n        name: 功能{at}\n        type: support   # 类型\n"));
        out.push_str(&line(row, 8, "本项"));
        out.push_str(
            "        cells:\n          # 旧版\n          old:\n            is: 有   # 旧\n",
        );
        out.push_str(&line(old, 12, "这格"));
        match new {
            Some(day) => {
                out.push_str(&format!("          new: {{is: 无, verified: \"{day}\"}}   # 新\n"))
            }
            None => out.push_str("          new: 无   # 新\n"),
        }
    }
    out
}

fn days() -> impl Strategy<Value = Option<Date>> {
    option::of(select(vec![date(2020, 1, 1), date(2024, 2, 29), date(2025, 12, 31)]))
}

fn dates() -> impl Strategy<Value = Dates> {
    (days(), vec((days(), days(), days()), 1..4))
}

/// The effective date of every cell.
fn effective(site: &Site) -> Vec<Option<Date>> {
    let catalog: Catalog = build::look(&site.args()).expect("a site").site;
    let product: &Product = &catalog.products[0];
    let cells = product.features().flat_map(|f| f.facts.iter().map(move |fact| (f, fact)));
    cells
        .flat_map(|(f, fact)| fact.cells.iter().map(move |c| product.freshness(f, c).verified))
        .collect()
}

/// What stands behind signs for comments, in order, and every line without its date.
fn rest(text: &str) -> (Vec<&str>, Vec<String>) {
    let comments = text.lines().filter_map(|line| line.split_once('#').map(|(_, words)| words));
    let dateless = text.lines().filter(|line| !line.contains("verified")).map(str::to_owned);
    (comments.collect(), dateless.collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_product_and_a_row_are_dated_and_nothing_else_changes(
        dates in dates(),
        on in select(vec![date(2023, 5, 5), date(2026, 1, 30)]),
        row in any::<bool>(),
    ) {
        let text = matrix(&dates);
        let site = Site::base();
        for stray in ["content/news/hello.md", "content/products/mail/upgrades/old-to-new.md"] {
            site.remove(stray);
        }
        site.write(PRODUCT, &text);
        let before = effective(&site);
        let name = if row { "mail/f0" } else { "mail" };
        let on_text = on.to_string();
        let run = site.run(&["verify", name, "--on", &on_text, "--now", TODAY]);
        prop_assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
        let after = effective(&site);
        for (at, (was, is)) in before.iter().zip(&after).enumerate() {
            let ours = !row || at < 2;
            prop_assert_eq!(*is, if ours { (*was).max(Some(on)) } else { *was });
        }
        let new = site.read(PRODUCT);
        prop_assert_eq!(rest(&text), rest(&new));
        let run = site.run(&["verify", name, "--on", &on_text, "--now", TODAY]);
        prop_assert_eq!((run.code, site.read(PRODUCT)), (0, new));
    }
}

const SMALL: &str = "product: mail\nname: 邮箱\nstale_after: 30d\neditions:\n  - {id: old, name: 旧}\n  - {id: new, name: 新, inherits: old}\ngroups:\n  - id: g\n    name: 组\n    features:\n      - {id: a, name: 甲, type: support, cells: {old: 有}}\n      - id: b\n        name: 乙\n        parts: [{id: x, name: 子, type: support}, {id: y, name: 丑, type: support}]\n        cells:\n          old: 未核实\n          new: {x: 有, y: {is: 无}}\n";

#[test]
fn dates_stand_where_there_were_none() {
    let expected: &[(&str, &[&str])] = &[
        ("mail", &["+verified: 2026-01-31"]),
        ("mail/a", &["type: support, verified: 2026-01-31, cells: {old: 有}}"]),
        ("mail/a/old", &["cells: {old: {is: 有, verified: 2026-01-31}}}"]),
        ("mail/b", &["+        verified: 2026-01-31"]),
        ("mail/b/old", &["+          old: {is: 未核实, verified: 2026-01-31}"]),
        (
            "mail/b/new",
            &["new: {x: {is: 有, verified: 2026-01-31}, y: {is: 无, verified: 2026-01-31}}"],
        ),
        ("mail/b.y/new", &["new: {x: 有, y: {is: 无, verified: 2026-01-31}}"]),
    ];
    for (name, words) in expected {
        let site = site(SMALL);
        fine(&site.run(&["verify", name, "--now", TODAY]));
        let diff = lines(SMALL, &site.read(PRODUCT)).join("\n");
        for words in *words {
            assert!(diff.contains(words), "{name}: {words} in {diff}");
        }
    }
}

#[test]
fn what_makes_no_sense_is_refused() {
    for (args, slug) in [
        (["mail", "--on", "2026-02-01"], "verified-in-future"),
        (["mail", "--on", "yesterday"], "bad-edit-day"),
        (["mail", "--on", "2026/1/2"], "bad-edit-day"),
        (["mail/a/new", "--on", "2026-01-01"], "verify-inherited"),
        (["mail/aa", "--on", "2026-01-01"], "unknown-feature"),
        (["mail/b.z/new", "--on", "2026-01-01"], "unknown-part-link"),
    ] {
        let site = site(SMALL);
        let mut all = vec!["verify"];
        all.extend(args);
        all.extend(["--now", TODAY, "--format", "json"]);
        let run = site.run(&all);
        assert_eq!(run.code, 2, "{args:?}: {}{}", run.stdout, run.stderr);
        assert!(run.stderr.contains(&format!("\"code\":\"{slug}\"")), "{args:?}: {}", run.stderr);
        assert_eq!(site.read(PRODUCT), SMALL);
    }
}

#[test]
fn days_as_people_write_them_are_mended_in_every_command() {
    let site = site(SMALL);
    for args in [
        &["verify", "mail", "--on", "2026/1/2", "--now", TODAY][..],
        &["record", "--on", "2026/1/2"],
        &["check", "--now", "2026年1月2日"],
    ] {
        let run = site.run(&[args, &["--format", "json"]].concat());
        assert_eq!(run.code, 2, "{args:?}: {}", run.stderr);
        let told: serde_json::Value = serde_json::from_str(run.stderr.trim()).expect("one object");
        let help = told["help"].as_str().expect("help");
        assert!(help.contains("2026-01-02"), "{args:?}: {help}");
    }
}

#[test]
fn a_code_that_does_not_exist_is_told_as_json() {
    let site = site(SMALL);
    let run = site.run(&["explain", "stale-cel", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(run.stderr.trim()).expect("one object");
    assert_eq!((run.code, &told["code"]), (2, &"unknown-message".into()));
    assert!(told["help"].as_str().is_some_and(|help| help.contains("stale-cell")), "{told}");
}
