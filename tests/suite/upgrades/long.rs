//! Guides that take a great deal away: every loss is told, and the page can still be read.

use std::fmt::Write;

use super::{one, section};
use crate::real_site::html::{Element, all};
use crate::support::Site;

const GUIDE: &str = "content/products/mail/upgrades/old-to-new.md";
const PAGE: &str = "products/mail/upgrades/old-to-new/index.html";

/// Two groups of forty features that are lost, one of the last with an impact that stops the upgrade.
fn site(count: usize) -> Site {
    let site = Site::empty();
    let mut product = "product: mail\nname: 邮箱\neditions:\n  - {id: old, name: 旧版}\n  - {id: new, name: 新版}\ngroups:\n".to_owned();
    for group in ["first", "second"] {
        let _ = write!(
            product,
            "  - id: {group}\n    name: {group} 组\n    audience: [member]\n    features:\n"
        );
        for n in 0..count {
            let _ = writeln!(
                product,
                "      - {{id: {group}-{n}, name: 功能 {group} {n}, type: support, cells: {{old: 有, new: {{is: 无, note: 附注}}}}}}"
            );
        }
    }
    site.write("crosswalk.yaml", "version: 1\ntitle: 站\nbase_url: https://www.example.com/\n");
    site.write("content/_index.md", "---\ntitle: 站\n---\n");
    site.write("content/products/mail/product.yaml", product);
    site.write(
        GUIDE,
        "---\ntitle: 升级\nfrom: old\nto: new\nreversible: true\nsteps:\n  - {id: go, phase: during, by: admin, md: 切换}\nimpacts:\n  second-29: {severity: block, md: 先不要升级}\n---\n",
    );
    site
}

fn ids(all: &[Element<'_>]) -> Vec<String> {
    all.iter().filter_map(|card| card.attribute("id").map(str::to_owned)).collect()
}

#[test]
fn of_very_many_losses_the_first_stand_open_and_the_others_by_group() {
    let site = site(40);
    for path in [PAGE, "products/mail/upgrades/old-to-new/member/index.html"] {
        let html = String::from_utf8(site.publish()[path].clone()).expect("UTF-8");
        let losses = section(&html, "_losses");
        let cards = losses.all("li");
        let told = ids(&cards);
        assert_eq!(told.len(), 80, "every loss is told once");
        assert_eq!(told[0], "second-29", "what stops an upgrade comes first");
        let folds = losses.all("details");
        let heads: Vec<String> = folds.iter().map(|fold| fold.all("summary")[0].text()).collect();
        assert_eq!(heads, ["second 组：另有 20 项"]);
        assert_eq!(ids(&folds[0].all("li")), told[60..]);
    }
    // The check has the same rows, folded as well, and the sheet has them all open.
    let html = String::from_utf8(site.output()[PAGE].clone()).expect("UTF-8");
    let fit = section(&html, "_fit_title");
    let uses = |of: &Element<'_>| {
        let rows = of.all("tr").into_iter();
        rows.filter(|row| row.attribute("data-uses").is_some()).count()
    };
    assert_eq!((uses(&fit), uses(&fit.all("details")[0])), (80, 20));
    let sheet = "products/mail/upgrades/old-to-new/consent/index.html";
    let sheet = String::from_utf8(site.output()[sheet].clone()).expect("UTF-8");
    assert_eq!(one(&sheet, "table", "told").all("tr").len(), 81);
    assert!(all(&sheet, "details").is_empty());
}

#[test]
fn few_losses_stand_open() {
    let html = String::from_utf8(site(30).publish()[PAGE].clone()).expect("UTF-8");
    assert!(section(&html, "_losses").all("details").is_empty());
    assert!(section(&html, "_fit_title").all("details").is_empty());
}
