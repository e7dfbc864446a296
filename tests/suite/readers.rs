//! What readers are told in words where the words of the contract alone would mislead them.

use crate::support::{Site, Tree};

const PRODUCT: &str = r#"product: mobile
name: {zh-Hans: 套餐, en: Plans}
conditions:
  yearly: {name: {zh-Hans: 按年, en: yearly}, of: plan, editions: [big]}
editions:
  - {id: small, name: {zh-Hans: 小, en: Small}}
  - {id: big, name: {zh-Hans: 大, en: Big}}
  - {id: huge, name: {zh-Hans: 特大, en: Huge}}
groups:
  - id: all
    name: {zh-Hans: 全部, en: All}
    features:
      - id: fee
        name: {zh-Hans: 月费, en: Fee}
        type: limit
        unit: 元
        better: less
        cells: {small: 39, big: {limit: 99, cases: [{when: yearly, limit: 29}]}, huge: 9}
      - id: roaming
        name: {zh-Hans: 漫游, en: Roaming}
        type: support
        cells: {small: {is: 无, instead: 买日包}, big: 有, huge: 有}
      - id: sms
        name: {zh-Hans: 短信, en: Texts}
        type: support
        cells: {small: 有, big: 有, huge: 有}
      - id: care
        name: {zh-Hans: 客服, en: Care}
        parts:
          - {id: line, name: {zh-Hans: 专线, en: Line}, type: support}
          - {id: hours, name: {zh-Hans: 时间, en: Hours}, type: limit, unit: 小时, better: more}
        cells:
          small: {line: 无, hours: 8}
          big: {line: 无, hours: 24}
          huge: {line: 无, hours: 24}
"#;

const FILE: &str = "content/products/mobile/product.yaml";

fn mobile() -> Site {
    let site = Site::base();
    site.write(
        "crosswalk.yaml",
        "version: 1\ntitle: 站\nbase_url: https://www.example.com/\n\
         languages:\n  zh-Hans: {name: 简体中文}\n  en: {name: English}\n",
    );
    site.write(FILE, PRODUCT);
    site
}

fn page<'t>(tree: &'t Tree, path: &str) -> &'t str {
    let bytes = tree.get(path).unwrap_or_else(|| panic!("no {path} in {:#?}", tree.keys()));
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// The row of a table.
fn row<'t>(html: &'t str, id: &str) -> &'t str {
    let row = html.split(&format!("<tr id=\"{id}\"")).nth(1).expect("the row");
    row.split("</tr>").next().unwrap_or_default()
}

#[test]
fn a_price_that_rises_is_lowered_for_programs_and_higher_for_readers() {
    let site = mobile();
    let tree = site.publish();
    let up = row(page(&tree, "products/mobile/compare/small-vs-big/index.html"), "fee");
    assert!(up.contains(" data-diff=\"lowered\""), "{up}");
    let mark = "<span class=\"mk g-restricted\"><i aria-hidden=\"true\">↑</i>升高，不利</span>";
    assert!(up.contains(mark) && !up.contains("降低"), "{up}");
    assert!(up.contains("\"raised.\""), "the script paints it as well: {up}");
    let down = row(page(&tree, "en/products/mobile/compare/big-vs-huge/index.html"), "fee");
    assert!(down.contains(" data-diff=\"raised\""), "{down}");
    let mark = "<span class=\"mk g-improved\"><i aria-hidden=\"true\">↓</i>Lower, better</span>";
    assert!(down.contains(mark), "{down}");
    let csv = page(&tree, "products/mobile/compare/small-vs-big/matrix.csv");
    assert!(csv.contains("升高，不利") && csv.contains("提高"), "{csv}");
    let said = site.run(&["diff", "mobile@small", "mobile@big", "--lang", "zh"]).stdout;
    assert!(said.contains("[升高，不利] 月费"), "{said}");
}

#[test]
fn cards_count_rows_as_their_sentence_does() {
    let site = mobile();
    let export = ["export", "mobile", "--compare", "small", "big", "--format", "wechat"];
    let cards = site.run(&export).stdout;
    assert!(cards.contains("升级后受限 1 项，提升 2 项。"), "{cards}");
    assert!(cards.contains("↑ 升高，不利"), "{cards}");
    assert!(cards.contains(">不变的 1 项：短信</p>"), "{cards}");
    assert!(cards.contains(">上面各项里不变的分项：客服 · 专线</p>"), "{cards}");
}

#[test]
fn a_verdict_in_an_article_says_what_is_compared_and_how_it_ends() {
    let site = mobile();
    let block =
        "```verdict\nproduct: mobile\neditions: [small, big]\ngiven: {big: [yearly]}\n```\n";
    site.write("content/news/v.md", format!("---\ntitle: 文\ndate: 2025-01-01\n---\n{block}"));
    let tree = site.publish();
    let html = page(&tree, "news/v/index.html");
    let text = html.replace("<span class=\"whole\">", "").replace("</span>", "");
    assert!(text.contains("<p class=\"kicker\">小 → 大·按年</p>"), "{text}");
    assert!(text.contains("<p>升级后提升 3 项。</p>"), "{text}");
}

#[test]
fn a_feed_says_what_changed_where_only_the_other_way_did() {
    let site = mobile();
    let on = |day: &str| {
        let run = site.run(&["record", "mobile", "--on", day]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    };
    on("2025-01-01");
    site.edit(FILE, "instead: 买日包", "instead: 买月包");
    on("2025-02-01");
    site.edit(FILE, "small: 39", "small: 49");
    on("2025-03-01");
    let tree = site.publish();
    let feed = page(&tree, "products/mobile/changes/atom.xml");
    assert!(
        feed.contains("小 · 漫游（改变）：无（可改用：买日包） → 无（可改用：买月包）"),
        "{feed}"
    );
    assert!(feed.contains("小 · 月费（升高，不利）：39 元 → 49 元"), "{feed}");
    let html = page(&tree, "products/mobile/changes/index.html");
    assert!(html.contains("</i>升高，不利</span>"), "{html}");
}

#[test]
fn every_table_of_a_product_says_which_columns_are_alike() {
    let tree = mobile().publish();
    let html = page(&tree, "products/mobile/index.html");
    assert!(html.contains("<input type=\"checkbox\" id=\"_differences\">"));
    let start = |id: &str| row(html, id).split('>').next().unwrap_or_default().to_owned();
    assert!(!start("fee").contains("data-alike"), "{}", start("fee"));
    assert!(start("roaming").ends_with(" data-alike=\"0 1 1\""), "{}", start("roaming"));
    assert!(start("sms").ends_with(" data-alike=\"0 0 0\" data-same"), "{}", start("sms"));
    assert!(start("care").ends_with(" data-alike=\"0 1 1\""), "{}", start("care"));
    let pair = page(&tree, "products/mobile/compare/small-vs-big/index.html");
    assert!(!pair.contains("data-alike"), "a mark tells");
}
