//! Guides as a graph and by role, on whole sites of other fields than mail: a database's major versions
//! with downtime, in two languages, and the plans of a service with prices.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::real_site::html::{Element, all, text, well_formed};
use crate::support::{Site, Tree, differences};

const DATABASE: &str = "products/shiku/upgrades/";
const PLANS: &str = "products/yunjian/upgrades/";

fn site(name: &str) -> Site {
    let site = Site::empty();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    site.overlay(&root.join("tests/suite/upgrades/sites").join(name));
    site
}

fn page(tree: &Tree, path: &str) -> String {
    let bytes = tree.get(path).unwrap_or_else(|| panic!("there is no {path}"));
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

fn guide(tree: &Tree, below: &str) -> String {
    page(tree, &format!("{below}index.html"))
}

/// The folders of a product's guides.
fn guides(tree: &Tree, upgrades: &str) -> BTreeSet<String> {
    let names = tree.keys().filter_map(|path| path.strip_prefix(upgrades));
    let names = names.filter_map(|rest| rest.strip_suffix("/index.html"));
    names.filter(|name| !name.contains('/')).map(str::to_owned).collect()
}

/// The element of a kind with a class, which must be there once.
fn one<'h>(html: &'h str, tag: &str, class: &str) -> Element<'h> {
    let with = |e: &Element<'_>| {
        e.attribute("class").is_some_and(|all| all.split(' ').any(|own| own == class))
    };
    let found: Vec<_> = all(html, tag).into_iter().filter(with).collect();
    assert_eq!(found.len(), 1, "{tag}.{class}");
    found[0]
}

/// The section whose heading has an id.
fn section<'h>(html: &'h str, id: &str) -> Element<'h> {
    let labelled = |e: &Element<'_>| e.attribute("aria-labelledby") == Some(id);
    all(html, "section").into_iter().find(labelled).unwrap_or_else(|| panic!("no section {id}"))
}

fn texts(all: &[Element<'_>]) -> Vec<String> {
    all.iter().map(Element::text).collect()
}

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
fn a_way_of_three_steps_is_told_whole() {
    let tree = site("database").publish();
    let html = guide(&tree, &format!("{DATABASE}v10-to-v14/"));
    assert_eq!(all(&html, "h1")[0].text(), "石库数据库升级：10 → 14（经11、13）");
    let banner = one(&html, "div", "banner");
    assert!(banner.attributes.contains("no-return"));
    assert!(banner.text().contains("数据文件换成新格式，11 读不了"));

    // What stops an upgrade stands first, with where it is lost.
    let losses = section(&html, "_losses");
    let cards = losses.all("li");
    assert_eq!(cards[0].attribute("id"), Some("old-sign-in"));
    assert!(cards[0].attribute("class").is_some_and(|class| class.contains("blocks")));
    assert!(cards[0].text().contains("暂勿升级"));
    assert!(cards[0].text().contains("在这一步：11 → 13"));

    // Lost at the first step and back at the second: no loss at the end, and told.
    let met = section(&html, "_on_the_way");
    assert_eq!(met.all("li").len(), 1);
    let met = met.all("li")[0].text();
    assert!(met.contains("查询缓存") && met.contains("在这一步：10 → 11"), "{met}");
    assert!(met.contains("在这一步恢复：11 → 13"), "{met}");
    assert!(!texts(&cards).concat().contains("查询缓存"));

    // One backup and one consent, of three guides that ask for it.
    let checks = section(&html, "_confirm").all("li");
    assert_eq!(checks.len(), 2);
    let fields = section(&html, "_collect").all("dt");
    assert_eq!(texts(&fields), ["现用的小版本号", "处理器核数"]);

    let hops: Vec<_> = (1..=3).map(|n| section(&html, &format!("_hop_{n}"))).collect();
    let names: Vec<String> = hops.iter().map(|hop| hop.all("h3")[0].text()).collect();
    assert_eq!(names, ["第 1 步 10 → 11", "第 2 步 11 → 13", "第 3 步 13 → 14"]);
    let returns: Vec<bool> = hops.iter().map(|hop| hop.inner.contains("不可回退")).collect();
    assert_eq!(returns, [false, true, false]);
    let steps: Vec<Vec<String>> = hops.iter().map(|hop| texts(&hop.all("li"))).collect();
    assert_eq!(steps.iter().map(Vec::len).collect::<Vec<_>>(), [3, 4, 1]);
    // The same step is not told twice, and not left out either.
    assert!(steps[0][0].contains("停止写入"));
    assert!(steps[1][0].contains("再做一次第 1 项") && !steps[1][0].contains("停止写入"));
    let starts: Vec<_> = hops.iter().flat_map(|hop| hop.all("ol")).collect();
    let starts: Vec<_> = starts.iter().filter_map(|list| list.attribute("start")).collect();
    assert_eq!(starts, ["1", "2", "3", "4", "5", "7", "8"]);

    // What one of them does not say is unknown, at its step.
    assert!(hops[2].text().contains("?未核实"));
    let other = section(&html, "_alternatives");
    let link = other.all("a")[0].attribute("href");
    assert_eq!(link, Some("/products/shiku/upgrades/v10-to-v14-via-v11-v12-v13/"));
    assert!(section(&html, "_returning").text().contains("没有退回旧版的路"));
}

#[test]
fn what_is_lost_on_one_way_only_is_told_there() {
    let tree = site("database").publish();
    let short = guide(&tree, &format!("{DATABASE}v10-to-v14/"));
    let long = guide(&tree, &format!("{DATABASE}v10-to-v14-via-v11-v12-v13/"));
    assert!(!section(&short, "_on_the_way").text().contains("地理索引"));
    let met = section(&long, "_on_the_way").text();
    assert!(met.contains("地理索引") && met.contains("在这一步：11 → 12"), "{met}");
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
    let first = guide(&tree, &format!("{DATABASE}10-to-11/"));
    assert!(section(&first, "_returning").text().contains("做法还没有写成指南"));
}

#[test]
fn each_role_reads_its_own_part() {
    let tree = site("database").publish();
    let whole = guide(&tree, &format!("{DATABASE}11-to-13/"));
    let roles = one(&whole, "nav", "roles");
    assert_eq!(texts(&roles.all("a")), ["数据库管理员", "应用开发者"]);
    let part = guide(&tree, &format!("{DATABASE}11-to-13/developer/"));
    let canonical = all(&part, "link").into_iter();
    let mut canonical = canonical.filter(|link| link.attribute("rel") == Some("canonical"));
    let address = "https://db.example.com/products/shiku/upgrades/11-to-13/developer/";
    assert_eq!(canonical.next().unwrap().attribute("href"), Some(address));
    // Their loss and their step; what is for nobody in particular; nothing of the administrators'.
    assert!(section(&part, "_losses").text().contains("旧式密码认证"));
    assert_eq!(section(&part, "_steps").all("li").len(), 1);
    let rows: Vec<_> =
        all(&part, "tr").into_iter().filter_map(|row| row.attribute("data-feature")).collect();
    assert_eq!(rows, ["query-cache", "protocol"]);
    assert!(!part.contains("在线重建索引") && !part.contains("用 11 导出"));
    assert!(part.contains("href=\"/products/shiku/upgrades/11-to-13/\""));
    assert!(part.contains("href=\"/products/shiku/upgrades/11-to-13/admin/\""));
    let admin = guide(&tree, &format!("{DATABASE}11-to-13/admin/"));
    assert_eq!(section(&admin, "_steps").all("li").len(), 3);
    assert!(one(&admin, "section", "hold").text().contains("磁盘剩余空间"));
}

#[test]
fn a_part_is_made_only_where_it_differs_from_the_whole() {
    let site = Site::base();
    site.write(
        "content/products/mail/upgrades/old-to-new.md",
        "---\ntitle: 升级\nfrom: old\nto: new\nreversible: true\nsteps:\n  - {id: go, phase: during, by: admin, md: 切换}\n---\n",
    );
    let made = |tree: &Tree| {
        let below = "products/mail/upgrades/old-to-new/";
        let parts = tree.keys().filter_map(|path| path.strip_prefix(below)?.split_once('/'));
        let roles = parts.map(|(role, _)| role.to_owned()).filter(|role| role != "consent");
        roles.collect::<Vec<_>>()
    };
    assert!(made(&site.publish()).is_empty(), "one role reads all of it");
    site.edit(
        "content/products/mail/upgrades/old-to-new.md",
        "md: 切换}\n",
        "md: 切换}\n  - {id: look, phase: after, by: member, md: 看一看}\n",
    );
    assert_eq!(made(&site.publish()), ["admin", "member"]);
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

#[test]
fn a_price_that_rises_is_a_restriction_and_formulas_are_read() {
    let tree = site("plans").publish();
    let html = guide(&tree, &format!("{PLANS}free-to-business/"));
    let price = section(&html, "_losses").all("li")[0];
    assert_eq!(price.attribute("id"), Some("price"));
    let words = price.text();
    assert!(words.contains("降低") && words.contains("59元"), "{words}");
    assert!(words.contains("免费版 → 团队版、团队版 → 商务版"), "lost at both: {words}");
    let storage = all(&html, "tr").into_iter();
    let mut storage = storage.filter(|row| row.attribute("data-feature") == Some("storage"));
    let storage = storage.next().unwrap();
    assert_eq!(storage.attribute("data-diff"), Some("raised"));
    assert!(storage.text().contains("100 + 5 × 成员数"), "{}", storage.text());
    // Each target's own limit is what the count is held against.
    let limits = section(&html, "_collect").all("dd")[0].text();
    assert!(limits.contains("团队版：50 人") && limits.contains("商务版：500 人"), "{limits}");
}

#[test]
fn members_get_a_notice_to_pass_on() {
    let tree = site("plans").publish();
    let html = guide(&tree, &format!("{PLANS}free-to-enterprise/member/"));
    let copies: Vec<_> =
        all(&html, "textarea").iter().filter_map(|t| t.attribute("data-copy")).collect();
    assert_eq!(copies, ["text", "html"]);
    let notice = &all(&html, "textarea")[0];
    let lines: Vec<&str> = notice.inner.trim().lines().collect();
    let expected = [
        "各位同事：",
        "",
        "我们使用的云笺将从免费版升级到企业版，升级后不可回退。与大家有关的变化如下。",
        "",
        "受限：",
        "- 公开链接：有 → 无（可改用：由管理员逐个授权）",
        "",
        "提升：",
        "- 存储空间：5 GiB → 不限",
        "",
        "新增：",
        "- 历史版本：无 → 有",
        "",
        "完整的说明：https://plans.example.com/products/yunjian/upgrades/free-to-enterprise/member/",
    ];
    assert_eq!(lines, expected);
    // The same as HTML, which is shown as source: two escapes deep in the page.
    let source = all(&html, "textarea")[1].text();
    assert!(source.starts_with("<p>各位同事：</p>"), "{source}");
    assert_eq!(text(&source.replace("</li>", " ")).matches('→').count(), 3);
    let hant = guide(&tree, &format!("zh-hant/{PLANS}free-to-enterprise/member/"));
    assert!(all(&hant, "textarea")[0].text().contains("公開連結"));
}

#[test]
fn no_way_back_is_said_wherever_the_guide_is_named() {
    let tree = site("database").publish();
    let html = guide(&tree, &format!("{DATABASE}11-to-13/"));
    let meta = |key: &str, name: &str| {
        let all = all(&html, "meta").into_iter();
        let mut all = all.filter(|meta| meta.attribute(key) == Some(name));
        all.next().and_then(|meta| meta.attribute("content")).unwrap().to_owned()
    };
    let said = "不可回退。用导出再导入的办法，从 11 直接到 13。";
    assert_eq!(meta("name", "description"), said);
    assert_eq!(meta("property", "og:description"), said);
    assert_eq!(meta("property", "og:title"), "石库 11 升级到 13（不可回退）");
    let feed = page(&tree, &format!("{DATABASE}atom.xml"));
    well_formed(&feed).unwrap();
    let entries = all(&feed, "entry");
    assert_eq!(entries.len(), 15);
    let entry = entries.iter().find(|e| e.inner.contains("/11-to-13/")).unwrap();
    assert!(entry.inner.contains("<title>石库 11 升级到 13（不可回退）</title>"));
    assert!(entry.inner.contains("<category term=\"不可回退\"/>"));
    let map = page(&tree, "sitemap.xml");
    for below in ["", "11-to-13/", "v10-to-v14/", "11-to-13/developer/"] {
        let url = format!("<loc>https://db.example.com/{DATABASE}{below}</loc>");
        assert!(map.contains(&format!("{url}<lastmod>2025-11-01</lastmod>")), "{below}");
    }
}

#[test]
fn the_differences_of_a_guide_are_parted_by_whom_they_concern() {
    let tree = site("database").publish();
    let html = guide(&tree, &format!("{DATABASE}v10-to-v14/"));
    let changes = section(&html, "_changes");
    assert_eq!(texts(&changes.all("h3")), ["数据库管理员", "应用开发者", "对所有人"]);
    let rows = |table: &Element<'_>| -> Vec<String> {
        let rows = table.all("tr").into_iter();
        let rows = rows.filter(|row| row.attribute("data-feature").is_some());
        rows.map(|row| row.attribute("id").unwrap().to_owned()).collect()
    };
    let tables = changes.all("table");
    // The first table keeps the bare ids, later ones are prefixed.
    assert_eq!(rows(&tables[0]), ["size", "connections", "replication", "online-rebuild"]);
    assert_eq!(rows(&tables[1]), ["developer-json-path"]);
    assert_eq!(rows(&tables[2]), ["all-protocol"]);
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
