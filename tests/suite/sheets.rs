//! Tables that are too long for one page.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::support::{Site, Tree};

/// Three groups of 3, 7 and 4 rows in two editions, of which a page holds 6 rows.
fn site(more: &str) -> Site {
    let site = Site::empty();
    let settings =
        "version: 1\ntitle: 长表\nbase_url: https://www.example.com/sub/\nlimits: {cells: 12}\n";
    site.write("crosswalk.yaml", format!("{settings}{more}"));
    site.write(
        "content/_index.md",
        "---\ntitle: 首页\n---\n[十号](cell:long/f10/b)和[第五行](feature:long/f5)\n",
    );
    let mut product = "product: long\nname: 长\neditions:\n  - {id: a, name: 甲}\n  - {id: b, name: 乙}\ngroups:\n".to_owned();
    let mut row = 0;
    for (group, size) in [("first", 3), ("second", 7), ("third", 4)] {
        write!(product, "  - id: {group}\n    name: {group}\n    features:\n").unwrap();
        for _ in 0..size {
            let after = if row % 3 == 0 { "无" } else { "有" };
            writeln!(product, "      - {{id: f{row}, name: 第{row}行, type: support, cells: {{a: 有, b: {after}}}}}").unwrap();
            row += 1;
        }
    }
    site.edit("content/_index.md", "[十号]", "[支持]");
    site.write("content/products/long/product.yaml", product);
    site
}

fn text<'t>(tree: &'t Tree, file: &str) -> &'t str {
    let bytes = tree.get(file).unwrap_or_else(|| panic!("{file} is not there"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// The rows of every table below a folder, by their page.
fn rows(tree: &Tree, below: &str) -> BTreeMap<String, Vec<String>> {
    let pages = tree.keys().filter(|file| file.starts_with(below) && file.ends_with("index.html"));
    let ids = |file: &String| {
        let row = |part: &str| part.split_once('"').map(|(id, _)| id.to_owned());
        text(tree, file).split("data-feature=\"").skip(1).filter_map(row).collect()
    };
    pages.map(|file| (file[below.len()..].to_owned(), ids(file))).collect()
}

#[test]
fn a_long_table_is_cut_along_its_groups() {
    let tree = site("").publish();
    let cut = |below: &str| {
        let mut pages = rows(&tree, below);
        pages.retain(|page, _| page == "index.html" || page.starts_with("groups/"));
        pages
    };
    let ids = |range: std::ops::Range<usize>| range.map(|n| format!("f{n}")).collect::<Vec<_>>();
    let expected: BTreeMap<String, Vec<String>> = [
        ("index.html", ids(0..0)),
        ("groups/first/index.html", ids(0..3)),
        ("groups/second/index.html", ids(3..9)),
        ("groups/second/page/2/index.html", ids(9..10)),
        ("groups/third/index.html", ids(10..14)),
    ]
    .map(|(page, ids)| (page.to_owned(), ids))
    .into();
    assert_eq!(cut("products/long/"), expected);
    assert_eq!(cut("products/long/compare/a-vs-b/"), expected);
}

#[test]
fn the_overview_counts_what_differs_and_leads_to_every_sheet() {
    let tree = site("").publish();
    let page = text(&tree, "products/long/compare/a-vs-b/index.html");
    for (sheet, lost) in [("first", 1), ("second", 2), ("second/page/2", 1), ("third", 1)] {
        let at = page
            .find(&format!("href=\"/sub/products/long/compare/a-vs-b/groups/{sheet}/\""))
            .unwrap_or_else(|| panic!("no link to {sheet}"));
        let item = page[at..].split("</li>").next().unwrap();
        assert!(item.contains(&format!("失去 {lost}")), "{sheet}: {item}");
    }
}

#[test]
fn links_to_rows_lead_to_the_sheet_that_holds_them() {
    let tree = site("outputs: {features: false}\n").publish();
    let home = text(&tree, "index.html");
    for row in ["/sub/products/long/groups/third/#f10", "/sub/products/long/groups/second/#f5"] {
        assert!(home.contains(&format!("href=\"{row}\"")), "{row}");
    }
    let feature = site("").publish();
    let page = text(&feature, "products/long/features/f9/index.html");
    assert!(page.contains("/sub/products/long/compare/a-vs-b/groups/second/page/2/#f9"));
    assert!(page.contains("/sub/products/long/groups/second/page/2/#_second"));
}

#[test]
fn a_row_is_not_linked_where_it_no_longer_stands() {
    let site = site("");
    site.write("content/about.md", "---\ntitle: 关于\n---\n[行](/products/long/#f10)\n");
    let built = site.check();
    let codes: Vec<&str> = built.diagnostics.iter().map(|problem| &*problem.code).collect();
    assert_eq!(codes, ["dead-anchor"]);
    site.write(
        "content/about.md",
        "---\ntitle: 关于\n---\n[行](/products/long/groups/third/#f10)\n",
    );
    assert!(site.check().diagnostics.is_empty());
}

#[test]
fn sheets_are_in_the_map_and_say_where_they_belong() {
    let tree = site("").publish();
    assert!(text(&tree, "sitemap.xml").contains("/products/long/groups/second/page/2/</loc>"));
    let page = text(&tree, "products/long/groups/second/index.html");
    for part in [
        "rel=\"prev\" href=\"/sub/products/long/groups/first/\"",
        "第 2 页，共 4 页",
        "href=\"/sub/products/long/\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

/// A row can be found by whoever does not know on which sheet it stands.
#[test]
fn every_row_is_named_with_the_sheet_that_holds_it() {
    let tree = site("").publish();
    let all = rows(&tree, "products/long/");
    let pages = ["names/index.html", "names/page/2/index.html"];
    let mut named = Vec::new();
    for page in pages {
        let html = text(&tree, &format!("products/long/{page}"));
        let list = html.split("<div class=\"names\"").nth(1).expect("a list");
        let links = list.split("<li><a href=\"/sub/products/long/").skip(1);
        let links: Vec<(&str, &str)> =
            links.filter_map(|link| link.split_once('"')?.0.split_once('#')).collect();
        assert!(links.len() <= 12, "a page holds no more names than a table holds cells");
        for (sheet, id) in links {
            let there = &all[&format!("{sheet}index.html")];
            assert!(there.iter().any(|row| row == id), "{id} is not on {sheet}");
            named.push(id.to_owned());
        }
    }
    assert_eq!(named, (0..14).map(|row| format!("f{row}")).collect::<Vec<_>>());
    assert!(text(&tree, "sitemap.xml").contains("/products/long/names/page/2/</loc>"));
}

#[test]
fn every_page_of_a_long_table_asks_for_names() {
    let tree = site("").publish();
    for page in
        ["", "groups/second/page/2/", "compare/a-vs-b/", "compare/a-vs-b/groups/first/", "names/"]
    {
        let html = text(&tree, &format!("products/long/{page}index.html"));
        let form = "<form class=\"find\" role=\"search\" action=\"/sub/products/long/names/\">";
        assert_eq!(html.matches(form).count(), 1, "{page}");
    }
    let short = Site::base().publish();
    let page = text(&short, "products/mail/index.html");
    assert!(
        !page.contains("class=\"find\"") && !short.contains_key("products/mail/names/index.html")
    );
}
