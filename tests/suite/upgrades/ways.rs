//! Which ways there are, what their guides are called, and that a rebuild makes the same ones.

use std::collections::BTreeSet;
use std::fs;

use super::{DATABASE, PLANS, guide, guides, section, site};
use crate::real_site::html::all;
use crate::support::{Site, Tree, differences};

#[test]
fn every_way_has_its_guide() {
    let tree = site("database").publish();
    let expected = [
        "10-to-11",
        "11-to-12",
        "11-to-13",
        "12-to-13",
        "13-to-14",
        "14-to-13",
        "v10-to-v12",
        "v10-to-v13",
        "v10-to-v13-via-v11-v12",
        "v10-to-v14",
        "v10-to-v14-via-v11-v12-v13",
        "v11-to-v13-via-v12",
        "v11-to-v14",
        "v11-to-v14-via-v12-v13",
        "v12-to-v14",
    ];
    assert_eq!(guides(&tree, DATABASE), BTreeSet::from(expected.map(str::to_owned)));
    for name in expected {
        for lang in ["", "en/"] {
            assert!(tree.contains_key(&format!("{lang}{DATABASE}{name}/index.html")));
        }
    }
}

#[test]
fn every_link_of_these_pages_leads_somewhere() {
    for name in ["database", "plans"] {
        let tree = site(name).publish();
        for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
            let html = String::from_utf8_lossy(bytes);
            let links = all(&html, "a").into_iter().filter_map(|a| a.attribute("href"));
            for link in links.filter_map(|link| link.strip_prefix('/')) {
                let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
                let file = match file.is_empty() || file.ends_with('/') {
                    true => format!("{file}index.html"),
                    false => file.to_owned(),
                };
                let there = tree.get(&file).unwrap_or_else(|| panic!("{path}: {link}"));
                let place = format!("id=\"{anchor}\"");
                let has = anchor.is_empty() || String::from_utf8_lossy(there).contains(&place);
                assert!(has, "{path}: {link}");
            }
            let mut ids = BTreeSet::new();
            for id in html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(ids.insert(id), "{path} has {id} twice");
            }
        }
    }
}

#[test]
fn a_written_guide_keeps_its_name() {
    let site = site("database");
    let file = format!("content/{DATABASE}");
    let text = fs::read_to_string(site.path(&format!("{file}13-to-14.md"))).expect("a guide");
    let direct = text
        .replace("from: v13", "from: v10")
        .replace("石库 13 升级到 14", "石库 10 直接到 14")
        .replace("Shiku 13 to 14", "Shiku 10 to 14")
        .replace("swap-14", "leap");
    site.write(&format!("{file}v10-to-v14.md"), direct);
    let tree = site.publish();
    let html = guide(&tree, &format!("{DATABASE}v10-to-v14/"));
    assert_eq!(all(&html, "h1")[0].text(), "石库 10 直接到 14");
    assert!(tree.contains_key(&format!("{DATABASE}v10-to-v14-via-v11-v13/index.html")));
    assert!(section(&html, "_alternatives").inner.contains("v10-to-v14-via-v11-v13/"));
}

#[test]
fn without_paths_ways_are_told_and_no_guides_made() {
    let site = site("database");
    site.edit("content/products/shiku/product.yaml", "paths: all\n", "");
    let tree = site.publish();
    assert_eq!(guides(&tree, DATABASE).len(), 6);
    let html = guide(&tree, DATABASE);
    let way = section(&html, "_edition_v10").all("li");
    assert!(way[1].text().contains("分 2 步：10 → 11、11 → 12"), "{}", way[1].text());
}

#[test]
fn plans_that_exclude_each_other_make_no_way() {
    let tree = site("plans").publish();
    let expected = [
        "business-to-enterprise",
        "free-to-business",
        "free-to-enterprise",
        "free-to-team",
        "team-to-business-monthly",
        "team-to-business-yearly",
        "team-to-enterprise",
        "team-yearly-to-enterprise",
    ];
    assert_eq!(guides(&tree, PLANS), BTreeSet::from(expected.map(str::to_owned)));
    // Who is on another plan than a guide asks for is told so.
    let site = site("plans");
    site.remove(&format!("content/{PLANS}team-to-business-yearly.md"));
    let less = site.publish();
    let team = guide(&less, PLANS);
    assert!(section(&team, "_edition_team").text().contains("按年付费：没有写下的升级路。"));
    assert!(!guide(&tree, PLANS).contains("没有写下的升级路"));
    let html = guide(&tree, &format!("{PLANS}free-to-business/"));
    let hops: Vec<_> = all(&html, "section")
        .into_iter()
        .filter(|s| s.attribute("class") == Some("hop"))
        .filter_map(|hop| hop.all("a")[0].attribute("href"))
        .collect();
    let expected = [
        "/products/yunjian/upgrades/free-to-team/",
        "/products/yunjian/upgrades/team-to-business-monthly/",
    ];
    assert_eq!(hops, expected);
}

/// The same site, built where nothing was built before.
fn afresh(site: &Site) -> Tree {
    let copy = Site::empty();
    for below in ["content", "crosswalk.yaml"] {
        let path = site.path(below);
        if path.is_dir() {
            crate::support::copy(&path, &copy.path(below));
        } else {
            copy.write(below, fs::read(path).expect("settings"));
        }
    }
    copy.publish()
}

#[test]
fn one_edited_guide_changes_the_ways_that_it_stands_on() {
    let site = site("database");
    let old = site.publish();
    let file = format!("content/{DATABASE}13-to-14.md");
    site.edit(&file, "逐台换上 14 的程序", "先换备机，再换主机");
    let new = site.publish();
    let changed: BTreeSet<String> = differences(&old, &new).into_iter().collect();
    assert_eq!(new, afresh(&site), "a rebuild is a clean build");
    let whole = |name: &str| format!("~ {DATABASE}{name}/index.html");
    assert!(changed.contains(&whole("13-to-14")) && changed.contains(&whole("v10-to-v14")));
    assert!(!changed.contains(&whole("11-to-13")));
    site.remove(&file);
    let without = site.publish();
    assert_eq!(without, afresh(&site), "a rebuild is a clean build");
    assert!(!without.contains_key(&format!("{DATABASE}v10-to-v14/index.html")));
    assert!(without.contains_key(&format!("{DATABASE}v10-to-v13/index.html")));
}
