//! CSV and Markdown.

use std::collections::BTreeMap;

use crosswalk::plan::{Plan, TableFormat};
use crosswalk::render::{Theme, export};
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{FOLDERS, awkward, facts, file, json, text, words};
use crate::support::{Site, Tree, in_proportion};

/// A CSV file's head and its records by the feature's id.
fn csv(tree: &Tree, path: &str) -> (Vec<String>, BTreeMap<String, Vec<String>>) {
    let bytes = file(tree, path).strip_prefix("\u{feff}".as_bytes()).expect("a byte-order mark");
    let mut reader = csv::ReaderBuilder::new().from_reader(bytes);
    let head: Vec<String> = reader.headers().expect("a head").iter().map(str::to_owned).collect();
    // Records of another length are an error of the reader.
    let records = reader.records().map(|record| record.expect("a record"));
    let records = records.map(|r| (r[1].to_owned(), r.iter().map(str::to_owned).collect()));
    (head, records.collect())
}

fn column(head: &[String], name: &str) -> usize {
    head.iter().position(|other| other == name).unwrap_or_else(|| panic!("no {name}: {head:?}"))
}

#[test]
fn csv_says_what_json_says() {
    let tree = awkward().publish();
    let mut seen = 0;
    for product in ["odd", "mail"] {
        let matrix = json(&tree, &format!("products/{product}/matrix.json"));
        let names: BTreeMap<&str, &str> = matrix["editions"]
            .as_array()
            .expect("editions")
            .iter()
            .map(|e| (e["id"].as_str().expect("an id"), e["name"].as_str().expect("a name")))
            .collect();
        for folder in FOLDERS.iter().filter(|(f, _)| f.split('/').nth(1) == Some(product)) {
            let (head, records) = csv(&tree, &format!("{}matrix.csv", folder.0));
            assert_eq!(records.len() * 2, facts(&matrix).len(), "{}", folder.0);
            for (id, edition, cell, options) in facts(&matrix) {
                let record = &records[&id];
                let at = column(&head, &format!("{} ({edition})", names[&*edition]));
                if let Some(words) = words(&cell, &options) {
                    assert_eq!(record[at].trim_start_matches('\''), words, "{id} {edition}");
                    seen += 1;
                }
                let unit = cell["unit"].as_str().unwrap_or_default();
                assert!(record[at + 1].starts_with(unit), "{id} {edition}: {record:?}");
                assert_eq!(record[at + 4].is_empty(), cell["cases"].is_null(), "{id} {edition}");
                assert_eq!(record[at + 5].is_empty(), cell["note"].is_null(), "{id} {edition}");
                assert_eq!(record[at + 8].is_empty(), cell["src"].is_null(), "{id} {edition}");
            }
        }
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn differences_are_those_of_the_json() {
    let tree = awkward().publish();
    let words = [
        ("lost", "失去"),
        ("deferred", "暂缓"),
        ("lowered", "降低"),
        ("narrowed", "收窄"),
        ("mixed", "有增有减"),
        ("changed", "改变"),
        ("unknown", "未核实"),
        ("raised", "提高"),
        ("widened", "放宽"),
        ("gained", "新增"),
        ("same", "不变"),
    ];
    let words = BTreeMap::from(words);
    for (folder, compares) in FOLDERS {
        let (head, records) = csv(&tree, &format!("{folder}matrix.csv"));
        assert_eq!(head.contains(&"变化".to_owned()), compares, "{folder}");
        if !compares {
            continue;
        }
        let change = column(&head, "变化");
        let data = json(&tree, &format!("{folder}matrix.json"));
        for row in data["features"].as_array().expect("features") {
            let id = row["id"].as_str().expect("an id");
            let told = |id: &str, diff: &serde_json::Value| {
                let word = diff.as_str().and_then(|diff| words.get(diff)).expect("a word");
                assert_eq!(records[id][change], *word, "{folder} {id}");
            };
            match row["parts"].as_object() {
                None => told(id, &row["diff"]),
                Some(parts) => {
                    parts.iter().for_each(|(part, diff)| told(&format!("{id}.{part}"), diff));
                }
            }
        }
    }
}

#[test]
fn no_field_is_a_formula() {
    let tree = awkward().publish();
    for (folder, _) in FOLDERS {
        let (head, records) = csv(&tree, &format!("{folder}matrix.csv"));
        for field in head.iter().chain(records.values().flatten()) {
            let number = field.parse::<f64>().is_ok();
            assert!(
                number || !field.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']),
                "{field}"
            );
        }
    }
    let (_, records) = csv(&tree, "products/odd/matrix.csv");
    let formula = &records["formula"];
    assert_eq!(formula[0], "'+分组");
    assert_eq!(formula[2], "'@名字");
    assert!(formula.contains(&"'=1+1".to_owned()), "{formula:?}");
    assert!(formula.contains(&"'-2+3 是算式".to_owned()), "{formula:?}");
    assert!(formula.contains(&"-5".to_owned()), "a negative number stays one: {formula:?}");
    assert!(records["lines"][4].contains("\"引号\"\n"), "{:?}", records["lines"]);
    assert!(
        records["filled"].iter().any(|field| field == "上限是 200 个"),
        "{:?}",
        records["filled"]
    );
}

/// A reader of tables: the rows of every table, as plain words.
fn tables(markdown: &str) -> (Vec<Vec<String>>, usize) {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let (mut rows, mut notes) = (Vec::new(), 0);
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::TableRow | Tag::TableHead) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => {
                rows.last_mut().expect("a row").push(String::new());
            }
            Event::Text(words) => {
                if let Some(cell) = rows.last_mut().and_then(|row: &mut Vec<String>| row.last_mut())
                {
                    cell.push_str(&words);
                }
            }
            Event::Start(Tag::FootnoteDefinition(_)) => notes += 1,
            Event::FootnoteReference(_) | Event::End(_) | Event::SoftBreak => {}
            Event::Start(Tag::Table(_) | Tag::Heading { .. } | Tag::Paragraph) => {}
            Event::Start(Tag::Link { link_type: pulldown_cmark::LinkType::Autolink, .. }) => {}
            // Whatever else begins here was meant as words.
            other => panic!("{other:?}"),
        }
    }
    (rows, notes)
}

#[test]
fn markdown_is_read_as_it_was_meant() {
    let tree = awkward().publish();
    let (rows, notes) = tables(&text(&tree, "products/odd/matrix.md"));
    assert_eq!(rows[0], ["功能", "旧|版", "新版"]);
    assert!(rows.iter().all(|row| row.len() == 3), "{rows:#?}");
    let row =
        |name: &str| rows.iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("{name}"));
    assert_eq!(row("@名字")[1], "=1+1；备注：-2+3 是算式");
    assert_eq!(row("换行")[1], "第一段，\"引号\" 第二段 | 竖线");
    assert_eq!(row("换行")[2], "粗与 代码 <b>");
    assert_eq!(row("几项 · 一|项")[2], "无；替代办法：换一种");
    assert_eq!(row("价格")[2], "0.5 元（每位成员）；VIP 成员：不限（另付）；普通成员：见说明");
    assert_eq!(row("空间")[2], "3 + 取整(帐号数 ÷ 10)，最多 100");
    assert_eq!(row("以后")[2], "计划中；预计 2026-12-31 复核");
    assert_eq!(notes, 2, "a footnote for each source");
    let (rows, _) = tables(&text(&tree, "products/odd/compare/old-vs-new/matrix.md"));
    assert_eq!(rows[0], ["功能", "旧|版", "变化", "新版"]);
}

#[test]
fn words_are_those_of_the_default_language() {
    let site = Site::base();
    let settings =
        "default_language: en\nlanguages: {en: {name: English}, zh-Hans: {name: 简体中文}}\n";
    site.write("crosswalk.yaml", format!("{}{settings}", site.read("crosswalk.yaml")));
    let built = site.build();
    assert!(built.diagnostics.iter().all(|d| !d.is_error()), "{:?}", built.diagnostics);
    let tree = site.output();
    let (head, _) = csv(&tree, "products/mail/matrix.csv");
    assert_eq!(head[..3], ["Group", "Feature id", "Feature"]);
    assert!(text(&tree, "products/mail/matrix.md").contains("| Feature |"));
    assert!(!tree.keys().any(|path| path.starts_with("zh-hans/") && path.ends_with(".csv")));
}

#[test]
fn settings_turn_formats_off() {
    let site = Site::base();
    let settings = site.read("crosswalk.yaml");
    let files = |outputs: &str| {
        site.write("crosswalk.yaml", format!("{settings}outputs: {{{outputs}}}\n"));
        let tree = site.publish();
        let html = text(&tree, "products/mail/index.html");
        let ends = ["json", "csv", "xlsx", "md"];
        let has = |end: &&&str| tree.contains_key(&format!("products/mail/matrix.{end}"));
        let found: Vec<&str> = ends.iter().filter(has).copied().collect();
        for end in ends {
            let linked = html.contains(&format!("matrix.{end}\""));
            assert_eq!(linked, found.contains(&end), "{outputs}: {end}");
        }
        let twin = |end: &&str| {
            tree.contains_key(&format!("products/mail/compare/old-vs-new/matrix.{end}"))
        };
        assert_eq!(ends.into_iter().filter(twin).collect::<Vec<_>>(), found, "{outputs}");
        found.join(" ")
    };
    let all = if cfg!(feature = "spreadsheets") { "json csv xlsx md" } else { "json csv md" };
    assert_eq!(files("matrix: true"), all);
    assert_eq!(files("csv: false, md: false"), all.replace("csv ", "").replace(" md", ""));
    assert_eq!(files("xlsx: false"), "json csv md");
    assert_eq!(files("matrix: false"), "");
}

/// A matrix eight times as long takes about eight times as long, in every format.
#[test]
fn exports_are_in_proportion() {
    let read = |features: usize| {
        let rows = (0..features).map(|n| {
            format!(
                "      - {{id: f{n}, name: 功能{n}, type: support, cells: {{a: 有, b: {{is: 部分, md: 有条件 | 是}}}}}}\n"
            )
        });
        let site = Site::base();
        site.write(
            "content/products/long/product.yaml",
            format!(
                "product: long\nname: 长\neditions: [{{id: a, name: 甲}}, {{id: b, name: 乙}}]\ngroups:\n  \
                 - id: g\n    name: 组\n    features:\n{}",
                rows.collect::<String>()
            ),
        );
        let read = crosswalk::build::tables(&site.args());
        read.unwrap_or_else(|built| panic!("{:?}", built.diagnostics))
    };
    let (short, long) = (read(100), read(800));
    for format in TableFormat::ALL {
        let export = |(plan, theme): &(Plan, Theme)| {
            let at =
                plan.catalog.products.iter().position(|p| &*p.id == "long").expect("a product");
            let compared = &plan.comparisons[plan.pairs[at][0].2];
            for compared in [None, Some(compared)] {
                let bytes = export(plan, theme, at, compared, Some(*format));
                assert!(!bytes.expect("a table").is_empty());
            }
        };
        in_proportion(format.ending(), || export(&short), || export(&long));
    }
}
