//! Amounts that hang on a count, and editions like another but for some rows, wherever readers meet them.

use std::path::Path;

use serde_json::{Value, json};

use crate::real_site::html::{Element, all};
use crate::support::{Site, Tree};

const LISTS: &str = "1–29 个帐号时，旧版更多；30–39 个帐号时，两边相同；40 个帐号起，新版更多";
const ROOMS: &str = "旧版和新版哪边更多，要看邮箱帐号数和席位数";

fn site() -> Site {
    let site = Site::empty();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    site.overlay(&root.join("tests/suite/crossing/site"));
    site
}

fn page<'t>(tree: &'t Tree, path: &str) -> &'t str {
    let bytes = tree.get(path).unwrap_or_else(|| panic!("there is no {path}"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

fn row<'h>(html: &'h str, feature: &str) -> Element<'h> {
    let rows = all(html, "tr").into_iter();
    let mut rows = rows.filter(|row| row.attribute("data-feature") == Some(feature));
    rows.next().unwrap_or_else(|| panic!("no row {feature}"))
}

#[test]
fn pages_say_from_which_count_on() {
    let tree = site().publish();
    let html = page(&tree, "products/post/compare/old-vs-new/index.html");
    for (feature, told) in [("lists", LISTS), ("rooms", ROOMS)] {
        let row = row(html, feature);
        assert_eq!(row.attribute("data-diff"), Some("mixed"));
        assert!(row.text().contains(told), "{}", row.text());
    }
    let space = row(html, "space");
    let told = "1–19 个帐号时，新版更多；20 个帐号时，两边相同；21 个帐号起，旧版更多";
    assert!(space.text().contains(told), "{}", space.text());
    let cases =
        space.attributes.split_once("data-cases='").and_then(|(_, rest)| rest.split_once('\''));
    let cases: Value = serde_json::from_str(cases.expect("two cases").0).expect("JSON");
    assert_eq!(cases["r"][0][5], told);
    assert_eq!(
        cases["r"][1][5],
        "1–29 个帐号时，新版更多；30 个帐号时，两边相同；31 个帐号起，旧版更多"
    );
    assert!(!html.contains("class=\"across\"></span>"));
    let html = page(&tree, "products/post/features/lists/index.html");
    assert!(html.contains(&format!("；{LISTS}。</p>")), "{html}");
    assert_eq!(html.matches(&format!("<span class=\"across\">{LISTS}</span>")).count(), 1);
    let html = page(&tree, "products/post/upgrades/old-to-new/index.html");
    assert!(html.contains(&format!("<span class=\"across\">{LISTS}</span>")));
    let html = page(&tree, "products/post/upgrades/old-to-new/consent/index.html");
    assert!(html.contains(&format!("<span class=\"across\">{LISTS}</span>")));
    let signed = page(&tree, "products/post/upgrades/old-to-new/consent/consent.json");
    assert!(!signed.contains("crossover"), "the signed form stays as it is");
}

#[test]
fn data_say_it_in_numbers() {
    let tree = site().publish();
    let api = page(&tree, "api/v1/products/post/compare/old-vs-new.json");
    let whole: Value = serde_json::from_str(api).expect("JSON");
    let rows = whole["features"].as_array().expect("features");
    let of = |id: &str| rows.iter().find(|row| row["id"] == id).expect("a row");
    assert_eq!(of("cap").get("crossover"), None);
    assert_eq!(
        of("lists")["crossover"],
        json!({"counts": ["accounts"], "most": 50, "ranges": [
            {"first": 1, "last": 29, "more": ["from"]},
            {"first": 30, "last": 39, "more": ["same"]},
            {"first": 40, "more": ["to"]},
        ]})
    );
    assert_eq!(of("rooms")["crossover"], json!({"counts": ["accounts", "seats"], "ranges": []}));
    let text = page(&tree, "products/post/compare/old-vs-new/matrix.md");
    assert!(text.contains(LISTS), "{text}");
    let text = page(&tree, "products/post/compare/old-vs-new/matrix.csv");
    assert!(text.contains(LISTS), "{text}");
}

#[test]
fn commands_say_it() {
    let site = site();
    let run = |args: &[&str]| site.run(args).stdout;
    let pair = ["diff", "post@old", "post@new"];
    let human = run(&[&["--lang", "zh"], &pair[..], &["--why"]].concat());
    assert!(human.contains(&format!("      {LISTS}\n")), "{human}");
    let english = run(&[&["--lang", "en"], &pair[..], &["--why"]].concat());
    assert!(english.contains("from 40 accounts, New allows more\n"), "{english}");
    let table = run(&[&["--lang", "zh"], &pair[..], &["--format", "md"]].concat());
    assert!(table.contains(&format!("| 有增有减（{LISTS}） | 群组数 |")), "{table}");
    let data = run(&[&["--lang", "zh"], &pair[..], &["--why", "--format", "json"]].concat());
    let data: Value = serde_json::from_str(&data).expect("JSON");
    assert_eq!(data["features"][1]["crossover"]["ranges"][2], json!({"first": 40, "more": ["to"]}));
    assert!(data["features"][1]["why"].as_str().is_some_and(|why| why.contains(LISTS)));
    let vip = run(&["--lang", "zh", "diff", "post@old", "post@new", "--given", "new=vip"]);
    assert!(vip.contains("31 个帐号起，旧版更多"), "{vip}");
    let article = run(&["export", "post", "--compare", "old", "new", "--format", "wechat"]);
    assert!(article.contains(LISTS), "{article}");
    assert_eq!(run(&[&pair[..], &["--why"]].concat()), run(&[&pair[..], &["--why"]].concat()));
}

#[test]
fn the_way_back_is_told_the_other_way_round() {
    let site = site();
    let back = site.run(&["--lang", "zh", "diff", "post@new", "post@old"]).stdout;
    assert!(back.contains(LISTS), "who has more hangs on no direction: {back}");
}

#[test]
fn an_edition_is_like_another_but_for_some_rows() {
    let tree = site().publish();
    let html = page(&tree, "products/post/index.html");
    let likes = all(html, "ul").into_iter().find(|list| list.attribute("class") == Some("likes"));
    let likes = likes.expect("what is alike");
    assert_eq!(likes.text().trim(), "增强版与新版相同，除了：撤回（1 项）");
    let links: Vec<_> =
        likes.all("a").iter().map(|a| a.attribute("href").map(str::to_owned)).collect();
    let to = |href: &str| Some(href.to_owned());
    assert_eq!(links, [to("/products/post/#recall")]);
    let html = page(&tree, "products/post/features/lists/index.html");
    assert_eq!(html.matches("沿用自新版").count(), 1);
    let html = page(&tree, "products/post/features/search/index.html");
    assert_eq!(html.matches("沿用自").count(), 0, "what is written says so itself");
    let matrix: Value =
        serde_json::from_str(page(&tree, "products/post/matrix.json")).expect("JSON");
    let cells = |at: usize| &matrix["features"][at]["cells"];
    assert_eq!(cells(1)["plus"]["inherited"], "new");
    assert_eq!(cells(4)["plus"].get("inherited"), None);
    assert_eq!(cells(5)["plus"].get("inherited"), None);
}
