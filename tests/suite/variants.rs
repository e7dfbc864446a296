//! Comparisons for readers of whom something is known: a page each, true for that reader.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::real_site::html::{Element, all};
use crate::support::{Site, Tree};

const PRODUCT: &str = "content/products/mail/product.yaml";
const PAIR: &str = "products/mail/compare/old-vs-new/";

fn site() -> Site {
    let site = Site::base();
    site.edit(
        PRODUCT,
        "groups:",
        "compare:\n  - [old, new]\n  - {from: old, to: new, given: {new: [basic]}}\n  - {from: old, to: new, given: {new: [pro, vip]}}\nmoved: {cap: account-cap}\ngroups:",
    );
    site
}

fn page<'t>(tree: &'t Tree, folder: &str) -> &'t str {
    let file = format!("{PAIR}{folder}index.html");
    let bytes = tree.get(&file).unwrap_or_else(|| panic!("{file} is not there"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// How each row of a page differs, by its feature.
fn differences(html: &str) -> BTreeMap<String, String> {
    let rows = all(html, "tr");
    let row = |row: &Element<'_>| {
        let diff = row.attribute("data-diff")?;
        Some((row.attribute("data-feature")?.to_owned(), diff.to_owned()))
    };
    rows.iter().filter_map(row).collect()
}

/// The counts of a page's verdict by the class of their group.
fn counts(html: &str) -> BTreeMap<String, u64> {
    let list = html.split("<ul class=\"counts\">").nth(1).expect("a verdict");
    let list = list.split("</ul>").next().expect("its end");
    let count = |item: &Element<'_>| {
        let group = item.attribute("class").expect("a group").trim_start_matches("g-").to_owned();
        (group, item.all("b")[0].text().parse().expect("a number"))
    };
    all(list, "li").iter().map(count).collect()
}

const FOLDERS: [(&str, &str); 3] =
    [("", "新版"), ("to_basic/", "新版·基础版"), ("to_pro,vip/", "新版·专业版、VIP 成员")];

#[test]
fn every_combination_is_a_page_that_says_whose_it_is() {
    let tree = site().publish();
    let sitemap = String::from_utf8_lossy(&tree["sitemap.xml"]).into_owned();
    for (folder, edition) in FOLDERS {
        let html = page(&tree, folder);
        let title = all(html, "h1")[0].text();
        assert_eq!(title, format!("邮箱：旧版与{edition}对比"), "{folder}");
        let address = format!("https://www.example.com/{PAIR}{folder}");
        assert!(html.contains(&format!("rel=\"canonical\" href=\"{address}\"")), "{folder}");
        assert!(html.contains(&format!("<title>{title}")), "{folder}");
        assert_eq!(sitemap.matches(&format!("<loc>{address}</loc>")).count(), 1, "{folder}");
        // Those of one pair lead to each other.
        let nav = html.split("<nav class=\"variants\"").nth(1).expect("the other cases");
        let nav = nav.split("</nav>").next().expect("its end");
        assert_eq!(nav.matches("aria-current=\"page\"").count(), 1, "{folder}");
        for (other, _) in FOLDERS.iter().filter(|(other, _)| *other != folder) {
            assert!(nav.contains(&format!("href=\"/{PAIR}{other}\"")), "{folder} to {other}");
        }
        // Old names of rows lead there as well.
        assert_eq!(html.matches("<span id=\"cap\"></span>").count(), 1, "{folder}");
    }
    let told = String::from_utf8_lossy(&tree["llms.txt"]).into_owned();
    for (_, edition) in FOLDERS {
        assert_eq!(told.matches(&format!("[邮箱：旧版与{edition}对比]")).count(), 1, "{told}");
    }
}

#[test]
fn rows_and_counts_are_those_of_the_reader() {
    let tree = site().publish();
    let differs = |folder: &str| differences(page(&tree, folder));
    let rows = ["account-cap", "archive", "sign-in", "transfer", "wecom"];
    for (folder, _) in FOLDERS {
        let html = page(&tree, folder);
        let found = differs(folder);
        assert_eq!(found.keys().map(String::as_str).collect::<Vec<_>>(), rows, "{folder}");
        let name = folder.trim_end_matches('/');
        let api = match name {
            "" => "api/v1/products/mail/compare/old-vs-new.json".to_owned(),
            _ => format!("api/v1/products/mail/compare/old-vs-new/{name}.json"),
        };
        let json: Value = serde_json::from_slice(&tree[&api]).expect("JSON");
        for feature in json["features"].as_array().expect("features") {
            let id = feature["id"].as_str().expect("an id");
            assert_eq!(Some(found[id].as_str()), feature["diff"].as_str(), "{folder} {id}");
        }
        let groups = json["groups"].as_object().expect("groups").iter();
        let groups = groups.filter_map(|(group, count)| Some((group.clone(), count.as_u64()?)));
        let groups: BTreeMap<String, u64> = groups.filter(|(_, count)| *count > 0).collect();
        assert_eq!(counts(html), groups, "{folder}");
        assert_eq!(groups.values().sum::<u64>(), 5, "{folder}");
    }
    // Who has not the better plan finds nothing that hangs on it; who is a VIP has the archive.
    let number = |folder: &str| {
        let html = page(&tree, folder);
        let rows = all(html, "tr");
        let row = rows.iter().find(|row| row.attribute("id") == Some("account-cap"));
        row.expect("a row").all("td").last().expect("a cell").text()
    };
    assert!(number("").contains("200") && number("").contains("专业版"), "{}", number(""));
    assert!(number("to_basic/").contains("200") && !number("to_basic/").contains("专业版"));
    assert!(number("to_pro,vip/").contains("不限") && !number("to_pro,vip/").contains("200"));
    let archive = |folder: &str| {
        let html = page(&tree, folder);
        let rows = all(html, "tr");
        let row = rows.iter().find(|row| row.attribute("id") == Some("archive")).expect("a row");
        let cells = row.all("td");
        cells.last().and_then(|cell| cell.attribute("data-state")).map(str::to_owned)
    };
    assert_eq!(archive("").as_deref(), Some("partial"));
    assert_eq!(archive("to_pro,vip/").as_deref(), Some("yes"));
}

#[test]
fn a_pair_is_judged_for_everyone_first() {
    // A case alone brings the pair's own page along: it is where the others lead back to.
    let site = Site::base();
    site.edit(
        PRODUCT,
        "groups:",
        "compare:\n  - {from: old, to: new, given: {new: [pro]}}\ngroups:",
    );
    let built = site.build();
    assert!(built.diagnostics.iter().all(|d| !d.is_error()), "{:?}", built.diagnostics);
    let tree = site.output();
    assert!(tree.contains_key(&format!("{PAIR}to_pro/index.html")));
    for (file, bytes) in tree.iter().filter(|(file, _)| file.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        if html.contains(&format!("href=\"/{PAIR}\"")) {
            assert!(tree.contains_key(&format!("{PAIR}index.html")), "{file} leads to no page");
        }
    }
}

/// A guide for some readers stands on the pages of all who may be such readers, and on no other's.
#[test]
fn a_guide_stands_where_nothing_speaks_against_it() {
    let site = site();
    let guide = "---\ntitle: 升级专业版\nfrom: old\nto: new\ngiven: {new: [pro]}\nreversible: false\nno_way_back: 升级后回不来\npreconditions:\n  - {id: told, md: 已告知, by: reseller, consent: true}\n---\n";
    site.write("content/products/mail/upgrades/old-to-new.md", guide);
    let tree = site.publish();
    for (folder, is_theirs) in [("", true), ("to_basic/", false), ("to_pro,vip/", true)] {
        let html = page(&tree, folder);
        let sentence = html.split("data-sentence").nth(1).expect("the verdict");
        let sentence = sentence.split("</p>").next().expect("its words");
        assert_eq!(sentence.contains("不可回退"), is_theirs, "{folder}: {sentence}");
        assert_eq!(html.contains("升级专业版"), is_theirs, "{folder}");
    }
}
