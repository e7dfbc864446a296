//! The repository's own site: complete, true to the article that it was made from, and in the form
//! that other tools read.

mod features;
pub mod html;
mod news;
mod rows;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::Value;

use crosswalk::build::{self, Outcome};

use crate::support::{Site, Tree, differences, said};
use html::{Element, all};
use rows::{GROUPS, PRINTED, ROWS, counts};

/// The published site. Building it insists that there is nothing to complain about.
static PUBLISHED: LazyLock<Tree> = LazyLock::new(|| publish(&Site::real()));

/// A day on which all articles are to be seen.
const LATER: &str = "2026-12-01T12:00:00Z";

/// Builds a site on [`LATER`], and insists that nothing is said and something is published.
pub fn publish(site: &Site) -> Tree {
    let mut args = site.args();
    args.moment.now = LATER.parse().expect("a moment");
    let built = build::build(&args);
    assert!(built.diagnostics.is_empty(), "{}", said(&built.diagnostics));
    assert!(matches!(built.outcome, Outcome::Published(_)), "{:?}", built.outcome);
    site.output()
}

pub const PRODUCT: &str = "products/exmail/index.html";
pub const COMPARE: &str = "products/exmail/compare/legacy-vs-fusion/index.html";
pub const GUIDE: &str = "products/exmail/upgrades/free-to-basic/index.html";
pub const ARTICLE: &str = "news/free-to-basic/index.html";

pub fn file(path: &str) -> &'static str {
    let bytes = PUBLISHED.get(path).unwrap_or_else(|| panic!("no {path} in the output"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

pub fn json(path: &str) -> Value {
    serde_json::from_str(file(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    PUBLISHED.keys().filter(|path| path.ends_with(".html")).map(|path| (path.as_str(), file(path)))
}

/// The articles.
fn articles() -> impl Iterator<Item = (&'static str, &'static str)> {
    let below = |path: &str| path.strip_prefix("news/").map(|rest| rest.matches('/').count());
    pages().filter(move |(path, _)| below(path) == Some(1))
}

/// The comparison tables of a page.
pub fn tables(html: &str) -> Vec<Element<'_>> {
    let class = |table: &Element<'_>| {
        table.attribute("class").is_some_and(|class| class.split(' ').any(|c| c == "compare"))
    };
    all(html, "table").into_iter().filter(class).collect()
}

pub fn rows<'h>(table: &Element<'h>) -> Vec<Element<'h>> {
    let rows = table.all("tr").into_iter();
    rows.filter(|row| row.attribute("data-feature").is_some()).collect()
}

pub fn cells<'h>(row: &Element<'h>) -> Vec<Element<'h>> {
    let cells = row.all("td").into_iter();
    cells.filter(|cell| cell.attribute("data-edition").is_some()).collect()
}

/// The counts of the first verdict on a page, with their words.
fn verdict(html: &str) -> Vec<(usize, String)> {
    let lists = all(html, "ul").into_iter();
    let list = lists.into_iter().find(|list| list.attribute("class") == Some("counts"));
    let count = |item: Element<'_>| {
        let number = item.all("b")[0].text().parse().expect("a number");
        let word = item.text().chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
        (number, word)
    };
    list.expect("a verdict").all("li").into_iter().map(count).collect()
}

fn words(counts: Vec<(usize, &str)>) -> Vec<(usize, String)> {
    counts.into_iter().map(|(n, word)| (n, word.to_owned())).collect()
}

#[test]
fn the_theme_in_the_repository_is_the_embedded_one() {
    let site = Site::real();
    std::fs::remove_dir_all(site.path("themes")).expect("themes");
    assert_eq!(differences(&PUBLISHED, &publish(&site)), [""; 0]);
}

#[test]
fn every_table_holds_the_rows_of_the_article() {
    let ids: Vec<&str> = ROWS.iter().map(|row| row.id).collect();
    for (path, in_first) in [(PRODUCT, ROWS.len()), (COMPARE, ROWS.len()), (ARTICLE, PRINTED)] {
        let tables = tables(file(path));
        let of_first = rows(&tables[0]).len();
        assert_eq!(of_first, in_first, "{path}");
        let rows: Vec<_> = tables.iter().flat_map(rows).collect();
        let found: Vec<_> = rows.iter().filter_map(|row| row.attribute("data-feature")).collect();
        assert_eq!(found, ids, "{path}");
        for (row, expected) in rows.iter().zip(&ROWS) {
            let cells = cells(row);
            let of =
                |name| cells.iter().filter_map(|cell| cell.attribute(name)).collect::<Vec<_>>();
            assert_eq!(of("data-edition"), ["legacy", "fusion"], "{path} {}", expected.id);
            assert_eq!(of("data-state"), expected.states, "{path} {}", expected.id);
        }
    }
}

#[test]
fn every_table_marks_the_differences_of_its_plans() {
    let whole = |row: &rows::Row| Some(row.difference);
    let upgrade = |row: &rows::Row| Some(row.upgrade);
    let expected: [(&str, fn(&rows::Row) -> Option<&'static str>); 3] =
        [(PRODUCT, |_| None), (COMPARE, whole), (ARTICLE, upgrade)];
    for (path, difference) in expected {
        let found: Vec<_> = tables(file(path)).iter().flat_map(rows).collect();
        for (row, expected) in found.iter().zip(&ROWS) {
            assert_eq!(row.attribute("data-diff"), difference(expected), "{path} {}", expected.id);
        }
    }
}

#[test]
fn verdicts_count_the_rows() {
    let whole = words(counts(ROWS.iter().map(|row| row.difference)));
    let upgrade = words(counts(ROWS.iter().map(|row| row.upgrade)));
    assert_eq!(verdict(file(COMPARE)), whole);
    assert_eq!(verdict(file(ARTICLE)), upgrade);
    assert_eq!(verdict(file(GUIDE)), upgrade);
}

#[test]
fn the_comparison_as_data_is_complete() {
    let data = json("api/v1/products/exmail/compare/legacy-vs-fusion.json");
    assert_eq!([&data["product"], &data["from"], &data["to"]], ["exmail", "legacy", "fusion"]);
    let features = data["features"].as_array().expect("features");
    assert_eq!(features.len(), ROWS.len());
    for (feature, row) in features.iter().zip(&ROWS) {
        assert_eq!(feature["id"], row.id);
        assert_eq!(feature["diff"], row.difference, "{}", row.id);
        let states = [&feature["from"]["state"], &feature["to"]["state"]];
        assert_eq!(states, row.states, "{}", row.id);
    }
    let verdict = data["verdict"].as_object().expect("a verdict");
    for (name, count) in verdict {
        let found = ROWS.iter().filter(|row| row.difference == name).count();
        assert_eq!(*count, found, "verdict.{name}");
    }
    let total: u64 = verdict.values().filter_map(Value::as_u64).sum();
    assert_eq!(total, ROWS.len() as u64);
    assert!(GROUPS.iter().flat_map(|(_, _, all)| *all).all(|name| verdict.contains_key(*name)));
}

#[test]
fn the_matrix_as_data_has_every_row() {
    let matrix = json("products/exmail/matrix.json");
    let text = matrix.to_string();
    for row in &ROWS {
        assert!(text.contains(&format!("\"id\":\"{}\"", row.id)), "{}", row.id);
    }
    assert_eq!(matrix["editions"].as_array().map(Vec::len), Some(2));
}

#[test]
fn tables_keep_the_contract() {
    let mut count = 0;
    for (path, html) in pages() {
        for (at, table) in tables(html).iter().enumerate() {
            count += 1;
            let here = format!("{path}, table {}", at + 1);
            assert_eq!(table.attribute("data-product"), Some("exmail"), "{here}");
            assert_eq!(table.all("caption").len(), 1, "{here}");
            assert!(!table.all("caption")[0].text().is_empty(), "{here}");
            let scope = |head: &Element<'_>| head.attribute("scope").is_some();
            assert!(table.all("th").iter().all(scope), "{here}: a th without scope");
            for row in rows(table) {
                keeps_the_contract(&row, table, at, &here);
            }
        }
        let ids: Vec<&str> =
            html.split(" id=\"").skip(1).filter_map(|s| s.split('"').next()).collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{path}: an id twice");
    }
    // The founding article keeps the services of VIP accounts apart, in a second table. The guide parts what is
    // different by whom it concerns: administrators, members, everybody.
    let (product, comparisons, guide, roles) = (1, 3, 3, 2);
    let articles = articles().count() + 1;
    assert_eq!(count, product + comparisons + guide + roles + articles);
}

fn keeps_the_contract(row: &Element<'_>, table: &Element<'_>, at: usize, here: &str) {
    const STATES: [&str; 10] =
        ["yes", "no", "partial", "planned", "unknown", "na", "limit", "set", "text", "parts"];
    let (id, feature) = (row.attribute("id"), row.attribute("data-feature"));
    let (id, feature) = (id.unwrap_or_default(), feature.unwrap_or_default());
    assert!(id.ends_with(feature) && (id == feature) == (at == 0), "{here}: {id}, {feature}");
    let heads = row.all("th");
    assert!(heads.len() == 1 && heads[0].attribute("scope") == Some("row"), "{here}");
    let cells = cells(row);
    let editions: BTreeSet<_> = cells.iter().filter_map(|c| c.attribute("data-edition")).collect();
    assert_eq!((cells.len(), editions.len()), (2, 2), "{here}: one cell per edition");
    for cell in &cells {
        assert!(cell.attribute("data-state").is_some_and(|s| STATES.contains(&s)), "{here}");
    }
    let others = row.all("td").len() - cells.len();
    if table.attribute("data-from").is_some() {
        assert!(row.attribute("data-diff").is_some(), "{here}: no data-diff");
        assert_eq!(others, 1, "{here}: a cell of its own for the mark");
        let marks = row.all("td");
        let mark = marks.iter().find(|cell| cell.attribute("data-edition").is_none());
        assert_eq!(mark.and_then(|mark| mark.attribute("data-state")), None, "{here}");
    } else {
        assert_eq!(others, 0, "{here}");
    }
}

#[test]
fn the_article_says_where_it_stands_and_where_it_comes_from() {
    let html = file(ARTICLE);
    let crumbs = all(html, "nav").into_iter().find(|nav| nav.text().starts_with("当前位置"));
    let crumbs = crumbs.expect("当前位置");
    let steps: Vec<String> = crumbs.all("li").iter().map(Element::text).collect();
    assert_eq!(&steps[..2], ["首页", "新闻资讯"]);
    assert_eq!(all(html, "h1")[0].text(), steps[2]);
    let head = &all(html, "article")[0].all("header")[0];
    for words in [
        "腾讯企业邮箱",
        "2021-07-13 17:28:04",
        "来源：qq企业邮箱",
        "访问量 4413",
        "升级以后不可回退",
    ] {
        assert!(head.text().contains(words), "{words} in {}", head.text());
    }
    let time = head.all("time")[0].attribute("datetime");
    assert_eq!(time, Some("2021-07-13T17:28:04+08:00"));
}

#[test]
fn the_guide_tells_what_the_article_tells() {
    let html = file(GUIDE);
    let main = all(html, "main")[0].text();
    let in_order = [
        "旧版（免费版）升级新版（基础版）",
        "不可回退",
        "升级新版后不可回退",
        "客户对新版功能（特别是创建成员帐号、修改密码）仍有抵触时，先不受理",
        "已明确告知新版与旧版的功能区别",
        "已知悉升级新版后不可回退",
        "已了解《旧版升级新版流程》文档",
    ];
    let mut rest = main.as_str();
    for words in in_order {
        rest = rest.split_once(words).unwrap_or_else(|| panic!("{words} in order")).1;
    }
    assert_eq!(main.matches("须客户确认").count(), 3);
    let terms: Vec<String> = all(html, "dt").iter().map(Element::text).collect();
    let fields = ["管理员帐号", "公司名称", "企业邮箱帐号数"];
    assert!(terms.windows(3).any(|terms| terms == fields), "{terms:?}");
    let steps = all(html, "ol").into_iter().flat_map(|list| list.all("li"));
    let steps: Vec<String> = steps.map(|step| step.text()).collect();
    for (actor, words) in [("经销商", "提单协助开通升级入口"), ("管理员", "按文档指引完成升级")]
    {
        assert!(steps.iter().any(|s| s.starts_with(actor) && s.contains(words)), "{steps:?}");
    }
    for unknown in ["要多久", "停机", "费用", "次数"] {
        assert!(
            terms_and_values(html)
                .any(|(term, value)| { term.contains("未核实") && value.contains(unknown) })
        );
    }
}

fn terms_and_values(html: &str) -> impl Iterator<Item = (String, String)> {
    let terms = all(html, "dt").into_iter().map(|term| term.text());
    terms.zip(all(html, "dd").into_iter().map(|value| value.text()).collect::<Vec<_>>())
}

#[test]
fn the_guide_shows_every_difference_once() {
    let html = file(GUIDE);
    let listed: Vec<&str> =
        tables(html).iter().flat_map(rows).filter_map(|r| r.attribute("data-feature")).collect();
    for row in &ROWS {
        let restricted = GROUPS[..2].iter().any(|(_, _, all)| all.contains(&row.upgrade));
        let card = all(html, "li").iter().any(|item| item.attribute("id") == Some(row.id));
        assert_eq!(card, restricted, "{}: losses and restrictions are cards", row.id);
        let in_table = !restricted && row.upgrade != "same";
        assert_eq!(listed.contains(&row.id), in_table, "{}", row.id);
    }
    let same = all(html, "details").into_iter().find(|fold| fold.text().starts_with("不变"));
    assert!(same.expect("what stays the same").text().contains("邮件群组添加企业外部联系人"));
}

#[test]
fn conditions_stand_beside_what_they_limit() {
    for path in [ARTICLE, GUIDE] {
        let html = file(path);
        let row = |id| {
            let rows = tables(html).iter().flat_map(rows).collect::<Vec<_>>();
            rows.into_iter().find(|r| r.attribute("data-feature") == Some(id)).expect(id).text()
        };
        for id in ["secret-mail", "bulk-mail", "mailbox-capacity"] {
            assert!(row(id).contains("VIP 成员"), "{path}: {id} is for VIP members only");
        }
    }
    let external = rows(&tables(file(PRODUCT))[0])[13].text();
    assert!(external.contains("专业版"), "{external}");
}

#[test]
fn every_link_of_the_site_leads_somewhere() {
    for (path, html) in pages() {
        for piece in html.split([' ', '\n']).filter_map(|s| s.split_once("=\"/")) {
            let Some((address, _)) = piece.1.split_once('"') else { continue };
            let route = address.split(['#', '?']).next().unwrap_or_default();
            let decoded = percent_decoded(route);
            let name = if decoded.is_empty() || decoded.ends_with('/') {
                decoded + "index.html"
            } else {
                decoded
            };
            assert!(PUBLISHED.contains_key(&name), "{path}: /{address}");
        }
    }
}

fn percent_decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.as_bytes();
    while let [first, after @ ..] = rest {
        let code = if *first == b'%' { after.get(..2) } else { None };
        let code = code.and_then(|c| u8::from_str_radix(std::str::from_utf8(c).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn every_source_of_the_article_is_linked() {
    let shown: String = [PRODUCT, GUIDE, ARTICLE].map(file).concat();
    for doc in [161, 510, 509, 551, 508, 572, 579, 565] {
        assert!(shown.contains(&format!("doc_id={doc}&amp;helpType=exmail")), "help {doc}");
    }
    assert!(shown.contains("https://work.weixin.qq.com/wework_admin/loginpage_wx?from=myhome"));
}
