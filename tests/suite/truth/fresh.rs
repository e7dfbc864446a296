//! Facts grow old by themselves: warnings, pages, and when a build is made again.

use super::{PRODUCT, fine, site};
use crate::support::said;
use crosswalk::build::Outcome;

const AGING: &str = "product: mail\nname: 邮箱\nverified: 2026-01-01\nstale_after: 30d\neditions: [{id: old, name: 旧}, {id: new, name: 新}]\ngroups:\n  - id: g\n    name: 组\n    features:\n      - {id: a, name: 甲, type: support, cells: {old: 有, new: 无}}\n      - {id: b, name: 乙, type: support, verified: 2026-01-20, stale_after: 5d, cells: {old: 有, new: {is: 计划, review: 2026-02-10}}}\n";

fn aging() -> crate::support::Site {
    let site = site(AGING);
    site.remove("content/news/hello.md");
    site.remove("content/products/mail/upgrades/old-to-new.md");
    site
}

#[test]
fn a_site_without_edits_warns_on_the_day() {
    let site = aging();
    let told = |now: &str| {
        let mut args = site.args();
        args.moment.now = now.parse().expect("a moment");
        let built = crosswalk::build::build(&args);
        assert!(matches!(built.outcome, Outcome::Published(_)), "{}", said(&built.diagnostics));
        built.diagnostics.iter().map(|d| d.code.clone()).collect::<Vec<_>>()
    };
    // Days begin at 16:00 UTC in the site's zone.
    assert_eq!(told("2026-01-25T15:59:59Z"), Vec::<String>::new());
    assert_eq!(told("2026-01-25T16:00:00Z"), ["stale-cell"]);
    assert_eq!(told("2026-01-31T15:59:59Z"), ["stale-cell"]);
    assert_eq!(told("2026-01-31T16:00:00Z"), ["stale-cell", "stale-cell"]);
    let mut whole = told("2026-02-10T16:00:00Z");
    whole.sort();
    assert_eq!(whole, ["overdue-plan", "stale-cell", "stale-cell"]);
}

#[test]
fn strict_makes_it_an_error_and_checks_can_turn_it_off() {
    let site = aging();
    let check = |more: &[&str]| {
        let mut all = vec!["check", "--now", "2026-03-01"];
        all.extend(more);
        site.run(&all)
    };
    assert_eq!(check(&[]).code, 0);
    assert_eq!(check(&["--strict"]).code, 1);
    let settings = site.read("crosswalk.yaml");
    site.write(
        "crosswalk.yaml",
        format!("{settings}checks: {{stale-cell: off, overdue-plan: off}}\n"),
    );
    assert_eq!(check(&["--strict"]).code, 0);
}

#[test]
fn pages_say_it_quietly() {
    let site = aging();
    fine(&site.run(&["build", "--now", "2026-01-28"]));
    let page = site.read("output/products/mail/index.html");
    assert_eq!(page.matches("超过 5 天未复核").count(), 2 * 2, "in the cell, and beside its date");
    assert!(!page.contains("超过 30 天未复核"));
    fine(&site.run(&["build", "--now", "2026-02-05"]));
    let page = site.read("output/products/mail/index.html");
    assert_eq!(
        page.matches("超过 30 天未复核").count(),
        2,
        "the head and the table, not every cell"
    );
    let feature = site.read("output/products/mail/features/a/index.html");
    assert_eq!(feature.matches("超过 30 天未复核").count(), 2);
    fine(&site.run(&["verify", "mail", "--on", "2026-02-05", "--now", "2026-02-05"]));
    fine(&site.run(&["build", "--now", "2026-02-05"]));
    assert!(!site.read("output/products/mail/index.html").contains("未复核"));
    assert!(site.read(PRODUCT).contains("verified: 2026-02-05, stale_after: 5d"));
}
