//! What comes out of a matrix for elsewhere, read back by readers that did not write it.

mod api;
mod command;
mod keys;
mod tables;
#[cfg(feature = "spreadsheets")]
mod workbooks;

use serde_json::Value;

use crate::support::{Site, Tree};

/// The base site with a product whose words are awkward in every format.
fn awkward() -> Site {
    let site = Site::base();
    site.write("content/products/odd/product.yaml", ODD);
    site
}

const ODD: &str = r##"product: odd
name: "=odd()|[邮箱]: 新/旧"
verified: 2024-02-29
sources:
  paper: {title: "=HYPERLINK(\"x\")", seen: 2024-01-02}
  page: {title: "一页|两页", url: "https://www.example.com/a?b=c&d=e"}
conditions:
  vip: {name: VIP 成员, of: member, not: 普通成员}
editions:
  - {id: old, name: "旧|版", status: closing, released: 2020-01-01, closes: 2025-01-01}
  - {id: new, name: 新版, inherits: old}
moved: {former: formula}
groups:
  - id: odd
    name: "+分组"
    features:
      - id: formula
        name: "@名字"
        type: text
        aliases: [别名]
        cells:
          old: {md: "=1+1", note: "-2+3 是算式", src: [paper, {id: page, quote: 原话}]}
          new: {md: "-5", since: "2023 年"}
      - id: lines
        name: 换行
        type: text
        cells:
          old: {md: "第一段，\"引号\"\n\n第二段 | 竖线"}
          new: {md: "**粗**与 `代码` \\<b>"}
      - id: money
        name: 价格
        type: limit
        better: less
        cells:
          old: "¥1,200"
          new: {limit: 0.5 元, per: member, cases: [{when: vip, limit: 不限, md: 另付}, {when: not vip, md: 见说明}]}
      - id: space
        name: 空间
        type: limit
        better: more
        cells:
          old: {limit: 1万 GB, verified: 2023-05-06}
          new: {limit: {formula: "3 + floor(accounts / 10)", max: 100}}
      - id: exact
        name: 精确
        type: limit
        cells:
          old: "12345678901234567890.123"
          new: 12
      - id: later
        name: 以后
        type: support
        cells:
          old: 有
          new: {is: planned, review: 2026-12-31}
      - id: choice
        name: 选择
        type: set
        options: {a: "甲,乙", b: "=丙"}
        cells:
          old: [b]
          new: [a, b]
      - id: several
        name: 几项
        parts:
          - {id: one, name: "一|项", type: support}
          - {id: two, name: 二项, type: support}
        cells:
          old: {one: 有, two: 未核实}
          new: {one: {is: 无, instead: "换一种"}, two: 不适用}
      - id: filled
        name: 填上
        type: text
        cells:
          old: "上限是 [](cell:mail/account-cap/new)"
          new: 另一种
"##;

/// The folders that hold a product's tables, with whether they compare.
const FOLDERS: [(&str, bool); 4] = [
    ("products/odd/", false),
    ("products/odd/compare/old-vs-new/", true),
    ("products/mail/", false),
    ("products/mail/compare/old-vs-new/", true),
];

fn file<'t>(tree: &'t Tree, path: &str) -> &'t [u8] {
    tree.get(path).unwrap_or_else(|| panic!("no {path}: {:?}", tree.keys()))
}

fn text(tree: &Tree, path: &str) -> String {
    String::from_utf8(file(tree, path).to_vec()).expect("UTF-8")
}

fn json(tree: &Tree, path: &str) -> Value {
    serde_json::from_slice(file(tree, path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The facts of a matrix as its JSON tells them: the id that `cell:` links have, the edition, the cell,
/// and the options of a set.
fn facts(matrix: &Value) -> Vec<(String, String, Value, Value)> {
    let mut all = Vec::new();
    for feature in matrix["features"].as_array().expect("features") {
        let id = feature["id"].as_str().expect("an id");
        for (edition, cell) in feature["cells"].as_object().expect("cells") {
            let mut add = |id: String, cell: &Value, options: &Value| {
                all.push((id, edition.clone(), cell.clone(), options.clone()));
            };
            match cell["parts"].as_object() {
                None => add(id.to_owned(), cell, &feature["options"]),
                Some(parts) => {
                    for (part, cell) in parts {
                        let typed = feature["parts"].as_array().expect("parts");
                        let typed = typed.iter().find(|p| p["id"] == **part).expect("a part");
                        add(format!("{id}.{part}"), cell, &typed["options"]);
                    }
                }
            }
        }
    }
    all
}

/// What a cell of JSON is in words, where only its value decides: no text, no formula.
fn words(cell: &Value, options: &Value) -> Option<String> {
    let state = cell["state"].as_str().expect("a state");
    Some(match state {
        "yes" => "有".to_owned(),
        "no" => "无".to_owned(),
        "partial" => "部分".to_owned(),
        "planned" => "计划中".to_owned(),
        "unknown" => "未核实".to_owned(),
        "na" => "不适用".to_owned(),
        "limit" => match cell["limit"].as_str()? {
            "unlimited" => "不限".to_owned(),
            number => number.replace(',', "").replace('万', "0000"),
        },
        "set" => {
            let ids = cell["set"].as_array().expect("options").iter();
            let names =
                ids.map(|id| options[id.as_str().expect("an id")].as_str().expect("a name"));
            names.collect::<Vec<_>>().join("、")
        }
        _ => return None,
    })
}
