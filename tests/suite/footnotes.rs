//! Footnotes of tables: what several cells rest on has one number and stands below once.

use std::collections::BTreeMap;

use crate::real_site::html::{Element, all};
use crate::support::{Site, Tree};

const PRODUCT: &str = "product: phone
name: 电话
verified: 2026-01-01
sources:
  paper: {title: 一份文件, seen: 2025-12-31}
  page: {title: 一个网页, url: \"https://www.example.com/help\"}
  aside: {title: 别处用到}
editions:
  - {id: a, name: 甲}
  - {id: b, name: 乙}
  - {id: c, name: 丙}
compare: all
groups:
  - id: all
    name: 全部
    audience: [admin]
    features:
      - id: calls
        name: 通话
        type: support
        cells:
          a: {is: 无, note: 试用期内不同, src: [paper]}
          b: {is: 有, note: 试用期内不同, src: [paper, {id: page, quote: 一句}]}
          c: {is: 有, src: [paper], more: [page]}
      - id: rooms
        name: 会议
        audience: [member]
        parts:
          - {id: size, name: 人数, type: limit, better: more}
          - {id: video, name: 视频, type: support}
        cells:
          a: {size: {limit: 5, src: [page]}, video: {is: 无, note: 试用期内不同}}
          b: {size: {limit: 9, src: [page]}, video: {is: 有, note: 另一句}}
          c: {size: 9, video: 有}
";

fn site() -> Site {
    let site = Site::empty();
    site.write("crosswalk.yaml", "version: 1\ntitle: 站\nbase_url: https://www.example.com/sub/\n");
    site.write("content/products/phone/product.yaml", PRODUCT);
    site.write(
        "content/products/phone/upgrades/a-to-b.md",
        "---\ntitle: 甲升乙\nfrom: a\nto: b\nreversible: true\n---\n",
    );
    let block = |rest: &str| format!("```compare\nproduct: phone\n{rest}\n```\n\n");
    let blocks = block("editions: [a, b, c]") + &block("editions: [a, b]");
    site.write(
        "content/news/note.md",
        format!("---\ntitle: 一篇\ndate: 2026-01-02\n---\n文[^1]。\n\n[^1]: 脚注。\n\n{blocks}"),
    );
    site
}

fn page<'t>(tree: &'t Tree, file: &str) -> &'t str {
    let bytes = tree.get(file).unwrap_or_else(|| panic!("{file} is not there"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// The lists of a page: by anchor, what the footnote says without the places that lead back.
fn lists(html: &str) -> Vec<BTreeMap<String, String>> {
    let sections = all(html, "div");
    let lists = sections.iter().filter(|each| each.attribute("class") == Some("footnotes"));
    let note = |item: &Element<'_>| {
        let id = item.attribute("id").expect("an anchor").to_owned();
        let said = item.inner.split("<span class=\"back\">").next().unwrap_or_default();
        (id, crate::real_site::html::text(said).trim().to_owned())
    };
    lists.map(|list| list.all("li").iter().map(note).collect()).collect()
}

/// What the mark of a cell shows: `1, 2`.
fn marks(html: &str) -> Vec<String> {
    let shown = |summary: &Element<'_>| Some(summary.all("span").first()?.text());
    all(html, "summary").iter().filter_map(shown).collect()
}

const WHOLE: [&str; 4] = ["试用期内不同", "一份文件 查阅于 2025-12-31", "一个网页", "另一句"];

fn expected(prefix: &str, notes: &[&str]) -> BTreeMap<String, String> {
    let note =
        |(at, words): (usize, &&str)| (format!("_note_{prefix}{}", at + 1), (*words).to_owned());
    notes.iter().enumerate().map(note).collect()
}

#[test]
fn what_several_cells_rest_on_is_one_footnote() {
    let tree = site().publish();
    let matrix = page(&tree, "products/phone/index.html");
    assert_eq!(lists(matrix), [expected("", &WHOLE)]);
    assert_eq!(marks(matrix), ["1, 2", "1, 2, 3", "2, 3", "1, 3", "3, 4"]);
    let pair = page(&tree, "products/phone/compare/a-vs-b/index.html");
    assert_eq!(lists(pair), [expected("", &WHOLE)]);
    assert_eq!(marks(pair), ["1, 2", "1, 2, 3", "1, 3", "3, 4"]);
    let other = page(&tree, "products/phone/compare/b-vs-c/index.html");
    let quoted = all(other, "q");
    assert_eq!(quoted.iter().map(Element::text).collect::<Vec<_>>(), ["一句"]);
}

#[test]
fn tables_of_an_article_have_lists_of_their_own_and_those_of_a_guide_share_one() {
    let tree = site().publish();
    let article = page(&tree, "news/note/index.html");
    assert_eq!(lists(article), [expected("", &WHOLE), expected("t2-", &WHOLE)]);
    let guide = page(&tree, "products/phone/upgrades/a-to-b/index.html");
    assert_eq!(guide.matches("<table class=\"compare").count(), 2, "one for each audience");
    assert_eq!(lists(guide), [expected("", &WHOLE)]);
    assert!(!guide.contains("id=\"_sources\""), "no source is listed twice");
}

#[test]
fn numbers_lead_to_the_list_and_back() {
    let tree = site().publish();
    for (file, bytes) in tree.iter().filter(|(file, _)| file.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).expect("UTF-8");
        let ids: Vec<&str> =
            html.split(" id=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)).collect();
        let notes = ids.iter().filter(|id| id.starts_with("_note_"));
        for id in notes {
            assert!(html.contains(&format!("href=\"#{id}\"")), "{file}: nothing leads to {id}");
        }
        let leads =
            html.split(" href=\"#").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0));
        for place in leads {
            assert_eq!(ids.iter().filter(|id| **id == place).count(), 1, "{file}: #{place}");
        }
    }
    let matrix = page(&tree, "products/phone/index.html");
    let back = matrix.split("id=\"_note_1\"").nth(1).unwrap().split("</li>").next().unwrap();
    assert!(back.contains("href=\"#calls\"") && back.contains("href=\"#rooms\""), "{back}");
}

#[test]
fn sources_that_no_cell_names_stay_in_the_page_s_own_list() {
    let tree = site().publish();
    let matrix = page(&tree, "products/phone/index.html");
    let list = matrix.split("id=\"_sources\"").nth(1).expect("a list of sources");
    let list = list.split("</section>").next().unwrap();
    assert!(list.contains("别处用到") && !list.contains("一份文件"), "{list}");
}

#[test]
fn a_footnote_of_many_rows_leads_back_to_a_few() {
    let site = site();
    let mut rows = String::from(
        "product: phone\nname: 电话\nsources:\n  paper: {title: 一份文件}\neditions:\n  - {id: a, name: 甲}\n  - {id: b, name: 乙}\ngroups:\n  - id: all\n    name: 全部\n    features:\n",
    );
    for row in 0..20 {
        let cells = "{a: {is: 无, src: [paper]}, b: {is: 有, src: [paper]}}";
        rows +=
            &format!("      - {{id: f{row}, name: 第{row}行, type: support, cells: {cells}}}\n");
    }
    site.write("content/products/phone/product.yaml", rows);
    site.remove("content/news/note.md");
    let tree = site.publish();
    let matrix = page(&tree, "products/phone/index.html");
    let back = matrix.split("<span class=\"back\">").nth(1).unwrap().split("</li>").next().unwrap();
    assert_eq!(back.matches("href=\"#f").count(), 6);
    assert!(back.contains("及另外 14 项"), "{back}");
}
