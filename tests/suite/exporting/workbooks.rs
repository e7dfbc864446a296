//! Workbooks.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};

use super::{FOLDERS, awkward, facts, file, json, words};
use crate::support::{Site, Tree};

fn open(tree: &Tree, path: &str) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(file(tree, path).to_vec())).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// A sheet's rows by the feature's id in their second column.
fn rows(range: &Range<Data>) -> BTreeMap<String, Vec<Data>> {
    let rows = range.rows().skip(1).filter(|row| !row[1].to_string().is_empty());
    rows.map(|row| (row[1].to_string(), row.to_vec())).collect()
}

#[test]
fn workbooks_say_what_json_says() {
    let tree = awkward().publish();
    let (mut numbers, mut others) = (0, 0);
    for (folder, compares) in FOLDERS {
        let product = folder.split('/').nth(1).expect("a product");
        let matrix = json(&tree, &format!("products/{product}/matrix.json"));
        let mut book = open(&tree, &format!("{folder}matrix.xlsx"));
        let names = book.sheet_names();
        assert_eq!(names.len(), 2, "{names:?}");
        let sheet = book.worksheet_range(&names[0]).expect("a sheet");
        let rows = rows(&sheet);
        let first = if compares { 3 } else { 2 };
        for (id, edition, cell, options) in facts(&matrix) {
            let at = first + if edition == "old" { 0 } else { 2 };
            let Some(words) = words(&cell, &options) else { continue };
            match &rows[&id][at] {
                Data::Float(number) => {
                    assert_eq!(number.to_string(), words, "{id} {edition}");
                    numbers += 1;
                }
                Data::String(text) => {
                    // What a workbook's numbers would round stays words, with its unit.
                    let unit = cell["unit"].as_str().unwrap_or_default();
                    assert_eq!(text.trim_end_matches(unit).trim_end(), words, "{id} {edition}");
                    others += 1;
                }
                other => panic!("{id} {edition}: {other:?}"),
            }
        }
    }
    assert!(numbers >= 10 && others >= 20, "{numbers} {others}");
}

#[test]
fn words_are_no_formulas_and_dates_are_dates() {
    let tree = awkward().publish();
    let mut book = open(&tree, "products/odd/matrix.xlsx");
    let names = book.sheet_names();
    assert_eq!(names, ["=odd()|-邮箱-- 新-旧", "来源与日期"]);
    for name in &names {
        let formulas = book.worksheet_formula(name).expect("formulas");
        assert!(formulas.used_cells().next().is_none(), "{name}");
    }
    let sheet = book.worksheet_range(&names[0]).expect("a sheet");
    let rows = rows(&sheet);
    assert_eq!(rows["formula"][2], Data::String("=1+1".to_owned()));
    assert_eq!(rows["formula"][0], Data::String("@名字".to_owned()));
    assert_eq!(rows["money"][2], Data::Float(1200.0));
    assert_eq!(rows["money"][4], Data::Float(0.5));
    assert_eq!(rows["space"][2], Data::Float(10000.0));
    assert!(
        matches!(&rows["exact"][2], Data::String(words) if words == "12345678901234567890.123")
    );
    assert!(rows["money"][5].to_string().contains("每位成员"), "{:?}", rows["money"]);
    let evidence = book.worksheet_range("来源与日期").expect("a sheet");
    let paper =
        evidence.rows().find(|row| row[0] == Data::String("paper".to_owned())).expect("a source");
    assert_eq!(paper[1], Data::String("=HYPERLINK(\"x\")".to_owned()));
    let day = |data: &Data| match data {
        Data::DateTime(day) => day.as_f64(),
        other => panic!("no date: {other:?}"),
    };
    // Days since the last of 1899: 2024-01-02, and 2023-05-06 of a cell in place of the product's.
    assert!((day(&paper[3]) - 45_293.0).abs() < f64::EPSILON);
    let space =
        evidence.rows().find(|row| row[1] == Data::String("space".to_owned())).expect("a row");
    assert!((day(&space[2]) - 45_052.0).abs() < f64::EPSILON);
    assert!((day(&space[4]) - 45_351.0).abs() < f64::EPSILON);
}

/// What calamine does not read: panes, colours and notes stand in the parts of the package.
#[test]
fn heads_stay_and_states_have_colours() {
    let site = awkward();
    let tree = site.publish();
    let bytes = file(&tree, "products/odd/matrix.xlsx");
    let part = |name: &str| {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
        let mut part = archive.by_name(name).unwrap_or_else(|e| panic!("{name}: {e}"));
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).expect("UTF-8");
        text
    };
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<pane xSplit=\"1\" ySplit=\"1\""), "{sheet}");
    assert!(!sheet.contains("<f>"), "{sheet}");
    let styles = part("xl/styles.xml");
    for colour in ["FFFBEDEA", "FFB3261E", "FFE6F3EC", "FF1F6B4A", "FFF2F0E9"] {
        assert!(styles.contains(colour), "{colour}: {styles}");
    }
    assert!(part("xl/comments1.xml").contains("-2+3 是算式"));
    assert!(part("docProps/core.xml").contains("2000-01-01T00:00:00Z"));
}

#[test]
fn a_product_too_wide_for_a_workbook_stops_the_build() {
    let site = Site::base();
    let editions: Vec<String> =
        (0..8_200).map(|n| format!("  - {{id: e{n}, name: 版{n}}}\n")).collect();
    let cells: Vec<String> = (0..8_200).map(|n| format!("e{n}: 有")).collect();
    let product = format!(
        "product: wide\nname: 宽\ncompare: [[e0, e1]]\neditions:\n{}groups:\n  - id: g\n    name: 组\n    features:\n      \
         - {{id: f, name: 功能, type: support, cells: {{{}}}}}\n",
        editions.concat(),
        cells.join(", ")
    );
    site.write("content/products/wide/product.yaml", product);
    let codes = |site: &Site| -> Vec<String> {
        site.check().diagnostics.iter().map(|d| d.code.to_string()).collect()
    };
    assert_eq!(codes(&site), ["no-workbook"]);
    let settings = site.read("crosswalk.yaml");
    site.write("crosswalk.yaml", format!("{settings}outputs: {{xlsx: false}}\n"));
    assert_eq!(codes(&site), [""; 0]);
}
