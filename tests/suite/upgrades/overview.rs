//! The page of all ways, its drawing, and the ways back.

use super::{DATABASE, PLANS, guide, one, page, section, site, texts};
use crate::real_site::html::{all, well_formed};

#[test]
fn every_edition_says_where_it_leads() {
    let tree = site("database").publish();
    let html = guide(&tree, DATABASE);
    let oldest = section(&html, "_edition_v10");
    assert!(oldest.all("h2")[0].text().contains("已关闭"));
    let names: Vec<String> = oldest.all("li").iter().map(|way| way.all("p")[0].text()).collect();
    let expected = [
        "→ 112026-06-30 关闭",
        "→ 12已有新版",
        "→ 13已有新版",
        "另一种走法",
        "→ 14现行",
        "另一种走法",
    ];
    assert_eq!(names, expected);
    // Only of what has a way back it is said that it is not told.
    assert!(section(&html, "_edition_v11").text().ends_with("能退回，做法还没有写成指南。"));
    assert!(section(&html, "_edition_v13").text().ends_with("没有退回旧版的路。"));
    let newest = section(&html, "_edition_v14");
    assert!(newest.text().contains("已经是最新的版本"));
    assert!(newest.inner.contains("/products/shiku/upgrades/14-to-13/"));
    for from in ["products/shiku/index.html", "products/shiku/upgrades/v10-to-v14/index.html"] {
        assert!(page(&tree, from).contains("href=\"/products/shiku/upgrades/\""), "{from}");
    }
}

#[test]
fn the_graph_is_a_drawing_with_its_words() {
    let tree = site("database").publish();
    for (lang, closed) in [("", "已关闭"), ("en/", "closed")] {
        let html = guide(&tree, &format!("{lang}{DATABASE}"));
        let start = html.find("<svg class=\"graph\"").expect("a drawing");
        let end = html[start..].find("</svg>").expect("its end") + start;
        let drawing = &html[start..end + "</svg>".len()];
        well_formed(&format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{drawing}")).unwrap();
        let svg = all(drawing, "svg")[0];
        assert_eq!(svg.attribute("role"), Some("img"));
        let labels = svg.attribute("aria-labelledby").unwrap();
        for (tag, id) in ["title", "desc"].iter().zip(labels.split(' ')) {
            let element = svg.all(tag)[0];
            assert_eq!(element.attribute("id"), Some(id));
            assert!(!element.text().is_empty());
        }
        let width: i32 = svg.attribute("width").unwrap().parse().unwrap();
        assert!(width <= 320, "{width} does not fit a phone");
        assert_eq!(svg.all("rect").len(), 5);
        let of = |class: &str| {
            let groups = svg.all("g").into_iter();
            groups.filter(|g| g.attribute("class").unwrap().contains(class)).count()
        };
        assert_eq!((of("no-return"), of("can-return"), of("closed")), (2, 4, 1));
        assert!(svg.text().contains(closed));
        assert!(!drawing.contains("style="), "the policy forbids it");
    }
    let html = guide(&tree, DATABASE);
    assert!(all(&html, "desc")[0].text().contains("12 → 13（不可回退）"));
}

#[test]
fn a_way_back_is_told_where_it_is_written() {
    let tree = site("database").publish();
    let up = guide(&tree, &format!("{DATABASE}13-to-14/"));
    assert!(section(&up, "_returning").inner.contains("/products/shiku/upgrades/14-to-13/"));
    let down = guide(&tree, &format!("{DATABASE}14-to-13/"));
    assert!(one(&down, "p", "banner").text().contains("退回后还能再升级"));
    assert!(all(&down, "h3").iter().any(|h| h.text() == "退回中"));
    let description = all(&down, "meta").into_iter();
    let mut description = description.filter(|meta| meta.attribute("name") == Some("description"));
    let words = description.next().unwrap().attribute("content").unwrap();
    assert!(words.starts_with("退回后"), "{words}");
    let sheet = guide(&tree, &format!("{DATABASE}14-to-13/consent/"));
    let words = all(&sheet, "article")[0].text();
    assert!(words.contains("退回后还能再升级") && !words.contains("可以回退"), "{words}");
    assert!(!words.contains("升级后"), "{words}");
    let first = guide(&tree, &format!("{DATABASE}10-to-11/"));
    assert!(section(&first, "_returning").text().contains("做法还没有写成指南"));
}

#[test]
fn where_plans_differ_the_way_back_is_told_for_each() {
    let site = site("plans");
    let plain = guide(&site.publish(), PLANS);
    assert!(section(&plain, "_edition_business").text().ends_with("能退回，做法还没有写成指南。"));
    assert!(!plain.contains("按月付费 → 商务版"), "one answer for all");
    site.edit(
        &format!("content/{PLANS}team-to-business-yearly.md"),
        "reversible: true\n",
        "reversible: false\nno_way_back: 年费不退\npreconditions:\n  - {id: fee, consent: true, md: 已知悉年费不退}\n",
    );
    let html = guide(&site.publish(), PLANS);
    let told = section(&html, "_edition_business").all("p");
    let told: Vec<String> =
        texts(&told).into_iter().filter(|p| p.contains("→") && p.contains('：')).collect();
    assert_eq!(
        told[told.len() - 2..],
        [
            "团队版·按月付费 → 商务版·按月付费：能退回，做法还没有写成指南。",
            "团队版·按年付费 → 商务版·按年付费：没有退回旧版的路。",
        ]
    );
    // The drawing has one line for both: it has both signs, and its words tell them apart.
    let svg = &all(&html, "svg")[0];
    assert!(svg.text().contains("↺⊘"), "{}", svg.text());
    let about = all(&html, "desc")[0].text();
    assert!(about.contains("团队版·按月付费 → 商务版·按月付费（可以回退）"), "{about}");
    assert!(about.contains("团队版·按年付费 → 商务版·按年付费（不可回退）"), "{about}");
    assert!(about.contains("免费版 → 团队版（可以回退）"), "{about}");
    assert!(one(&html, "figure", "map").text().contains("因方案而异"));
}

#[test]
fn a_way_back_for_one_plan_is_none_for_another() {
    let site = site("plans");
    site.write(
        &format!("content/{PLANS}business-to-team.md"),
        "---\ntitle: 商务版退回团队版（按月）\nfrom: business\nto: team\ngiven: {business: [monthly], team: [monthly]}\nreversible: true\nimpacts:\n  seats: {severity: warn, md: 先减到 50 人}\n  storage: {severity: warn, md: 先清理}\n  history: {severity: warn, md: 只留 30 天}\n---\n",
    );
    let html = guide(&site.publish(), PLANS);
    let told = section(&html, "_edition_business");
    assert!(told.inner.contains("/products/yunjian/upgrades/business-to-team/"));
    assert!(
        told.text().ends_with("团队版·按年付费 → 商务版·按年付费：能退回，做法还没有写成指南。"),
        "{}",
        told.text()
    );
}

/// The rows of a table of several editions are those that differ in the wanted way at any of its steps.
#[test]
fn rows_of_several_editions_are_chosen_by_each_step() {
    let site = site("database");
    for show in ["losses", "gains", "differences", "all"] {
        let text = format!(
            "---\ntitle: {show}\ndate: 2026-01-01\nslug: {show}\n---\n\n```compare\nproduct: shiku\neditions: [v10, v11, v13]\ngroups: [writing]\nshow: {show}\n```\n"
        );
        site.write(&format!("content/news/{show}.md"), text);
    }
    let tree = site.publish();
    let rows = |show: &str| -> Vec<String> {
        let html = page(&tree, &format!("news/{show}/index.html"));
        let rows = all(&html, "tr").into_iter();
        rows.filter_map(|row| row.attribute("data-feature").map(str::to_owned)).collect()
    };
    // The cache goes and comes back, signing in goes at the second step, paths come at the first.
    assert_eq!(rows("losses"), ["query-cache", "old-sign-in"]);
    assert_eq!(rows("gains"), ["query-cache", "json-path"]);
    assert_eq!(rows("differences"), ["query-cache", "old-sign-in", "json-path"]);
    assert_eq!(rows("all"), ["query-cache", "geo-index", "old-sign-in", "json-path"]);
}
