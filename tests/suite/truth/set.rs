//! `crosswalk set`: one cell changes, and not one byte beside it.

use proptest::prelude::*;

use super::{PRODUCT, fine, lines, site};
use crate::support::Site;

/// A matrix in every layout that editors use.
const LAYOUTS: &str = r#"# 抬头的注释
product: mail
name: 邮箱
sources:
  paper: {title: 一份文件}   # 纸质
  page: {title: 网页, url: "https://www.example.com/help"}
units: {account: {name: 个}}
conditions:
  vip: {name: VIP 成员, of: member}
  active: {name: 已激活, of: member, not: 未激活}
editions:
  - {id: old, name: 旧版}
  - {id: new, name: 新版}
  - {id: next, name: 下一版, inherits: new}
groups:
  - id: all
    name: 全部
    features:
      - id: cap   # 上限
        name: 上限
        type: limit
        unit: account
        cells: {old: 50, new: {limit: 200, cases: [{when: vip, limit: 不限}], src: paper}}   # 一行
      - id: size
        name: 容量
        type: limit
        cells:
          old: "1G"    # 带引号
          new:
            # 单独一行的注释
            limit: '2G'   # 单引号
            note: 说明
      - id: ways
        name: 方式
        type: set
        options: {pass: 密码, scan: 扫码, phone: 手机号}
        cells:
          old: [pass]
          new:
            - pass   # 密码
            - scan
      - id: words
        name: 说法
        type: text
        cells:
          old: 更换微信
          new: {md: 转让, short: 转}
      - id: block
        name: 一段
        type: text
        cells:
          old: |-
            一行

            三行
          new:
            md: >-   # 折行
              甲
              "乙"
            cases:
              - when: vip
                md: 另外
      - id: row
        name: 几项
        parts:
          - {id: a, name: 甲, type: support}
          - {id: b.c, name: 乙, type: text}
        cells:
          old: 未核实
          new: {a: 有, b.c: 好}
"#;

/// Changes a cell of a site; returns the lines that differ.
fn changed(site: &Site, args: &[&str]) -> Vec<String> {
    let old = site.read(PRODUCT);
    let mut all = vec!["set"];
    all.extend(args);
    fine(&site.run(&all));
    lines(&old, &site.read(PRODUCT))
}

#[test]
fn every_layout_keeps_its_layout() {
    let cases: &[(&[&str], &[&str])] = &[
        (&["mail/cap/old", "60"], &["{old: 60, new: {limit: 200,"]),
        (&["mail/cap/new", "1,000"], &["new: {limit: \"1,000\", cases"]),
        (&["mail/cap/new?when=vip", "500"], &["{when: vip, limit: 500}"]),
        (&["mail/cap/new", "无"], &["new: {is: 无, cases"]),
        (&["mail/cap/new", "200", "--src", "page"], &["src: [page]"]),
        (&["mail/cap/old", "50", "--src", "page"], &["old: {limit: 50, src: [page]}"]),
        (&["mail/size/old", "3G"], &["          old: \"3G\"    # 带引号"]),
        (&["mail/size/new", "3G"], &["            limit: '3G'   # 单引号"]),
        (&["mail/ways/old", "pass, phone"], &["old: [pass, phone]"]),
        (&["mail/ways/new", "[pass, phone]"], &["            - phone"]),
        (&["mail/ways/new", "pass"], &[]),
        (&["mail/ways/new", "pass,scan,phone"], &["            - phone"]),
        (&["mail/words/old", "由 A 办: #1"], &["old: \"由 A 办: #1\""]),
        (&["mail/words/new", "交接，见 [x]"], &["new: {md: \"交接，见 [x]\", short: 转}"]),
        (&["mail/words/new", "未核实"], &["new: {is: 未核实, short: 转}"]),
        (&["mail/block/old", "a: b"], &["old: \"a: b\""]),
        (&["mail/block/old", "\"x\""], &["old: '\"x\"'"]),
        (&["mail/block/old", "甲", "--src", "page"], &["old: {md: 甲, src: [page]}"]),
        (&["mail/block/new", "# 三"], &["md: \"# 三\"   # 折行"]),
        (&["mail/block/new?when=vip", "再加", "--md", "再加"], &["md: 再加"]),
        (&["mail/cap/new?when=vip", "不限", "--src", "page"], &["src: [paper, page]"]),
        (&["mail/cap/new?when=vip", "不限", "--src", "paper"], &[]),
        (&["mail/row.a/new", "无"], &["new: {a: 无, b.c: 好}"]),
        (&["mail/row.b.c/new", "更好"], &["b.c: 更好}"]),
        (&["mail/row.a/old", "有"], &["old: {a: 有, b.c: 未核实}"]),
        (
            &["mail/size/new", "{formula: 1 + accounts, max: 9}"],
            &["limit: {formula: 1 + accounts, max: 9}"],
        ),
    ];
    for (args, expected) in cases {
        let site = site(LAYOUTS);
        let diff = changed(&site, args);
        assert!(!diff.is_empty(), "{args:?} changed nothing");
        let new: Vec<&String> = diff.iter().filter(|line| line.starts_with('+')).collect();
        assert!(new.len() <= 1, "{args:?}: {diff:?}");
        for words in *expected {
            assert!(new.iter().any(|line| line.contains(words)), "{args:?}: {words} in {diff:?}");
        }
        let again = site.read(PRODUCT);
        let mut all = vec!["set"];
        all.extend(*args);
        fine(&site.run(&all));
        assert_eq!(site.read(PRODUCT), again, "{args:?}: the second time changes nothing");
    }
}

#[test]
fn what_is_inherited_gets_a_cell_of_its_own() {
    let fresh = site(LAYOUTS);
    let diff = changed(&fresh, &["mail/cap/next", "300"]);
    assert!(
        diff[1].contains(
            "src: paper}, next: {limit: 300, cases: [{when: vip, limit: 不限}], src: paper}}"
        ),
        "{diff:?}"
    );
    let fresh = site(LAYOUTS);
    let run = fresh.run(&["set", "mail/words/next", "另一种", "--lang", "zh"]);
    assert!(fine(&run).stdout.contains("原来沿用「新版」"), "{}", run.stdout);
    assert!(fresh.read(PRODUCT).contains("          next: {md: 另一种, short: 转}\n"));
    // What inherits follows, and is told of.
    let run = fresh.run(&["set", "mail/cap/new", "300", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&fine(&run).stdout).expect("JSON");
    assert_eq!(told["followers"], serde_json::json!(["next"]));
    assert_eq!(
        (told["old"].as_str(), told["overrides"].is_null()),
        (Some("200个；VIP 成员：不限"), true)
    );
}

#[test]
fn bytes_that_editors_leave_behind_stay() {
    let crlf = format!("\u{feff}{}", LAYOUTS.replace('\n', "\r\n"));
    let site = site(&crlf);
    changed(&site, &["mail/size/old", "3G"]);
    assert_eq!(site.read(PRODUCT), crlf.replace("\"1G\"", "\"3G\""));
    changed(&site, &["mail/ways/new", "pass,scan,phone"]);
    let text = site.read(PRODUCT);
    assert!(
        text.contains("- scan\r\n            - phone\r\n")
            && !text.replace("\r\n", "").contains('\n')
    );
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_a_dry_run_writes_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let site = site(LAYOUTS);
    let path = site.path(PRODUCT);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).expect("permissions");
    let run = site.run(&["set", "mail/cap/old", "60", "--dry-run"]);
    assert!(fine(&run).stdout.contains("\n+        cells: {old: 60,"), "{}", run.stdout);
    assert_eq!(site.read(PRODUCT), LAYOUTS);
    changed(&site, &["mail/cap/old", "60"]);
    let mode = std::fs::metadata(&path).expect("the file").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn features_in_files_of_their_own_are_found() {
    let site = Site::base();
    let path = "content/products/mail/features/more.yaml";
    let more = "groups:\n  - id: more\n    name: 更多\n    features:\n      - id: extra   # 注\n        name: 其他\n        type: support\n        cells: {old: 无, new: 有}\n";
    site.write(path, more);
    fine(&site.run(&["set", "mail/extra/old", "有"]));
    assert_eq!(site.read(path), more.replace("old: 无", "old: 有"));
}

#[test]
fn what_cannot_be_done_alone_is_not_done() {
    let anchored = LAYOUTS
        .replace("cells: {old: 50,", "cells: {old: &a 50,")
        .replace("old: \"1G\"", "old: *a");
    let commented = LAYOUTS.replace(
        "limit: '2G'   # 单引号",
        "limit:\n              formula: 1 + accounts   # 算式\n              max: 9",
    );
    let cases: &[(&str, &[&str], i32, &str)] = &[
        (&anchored, &["mail/cap/old", "60"], 2, "edit-reaches-further"),
        (&commented, &["mail/size/new", "3G"], 2, "edit-loses-comment"),
        (LAYOUTS, &["mail/cap/old", "很多"], 1, "bad-amount"),
        (LAYOUTS, &["mail/ways/old", "pas"], 1, "unknown-option"),
        (LAYOUTS, &["mail/row.a/new", "部分"], 1, "partial-without-words"),
        (LAYOUTS, &["mail/row.a/new", "计划"], 1, "planned-without-review"),
        (LAYOUTS, &["mail/row/new", "有"], 2, "which-cell"),
        (LAYOUTS, &["mail/cap", "9"], 2, "which-cell"),
        (LAYOUTS, &["mail", "9"], 2, "which-cell"),
        (LAYOUTS, &["mial/cap/old", "9"], 2, "unknown-product"),
        (LAYOUTS, &["mail/cpa/old", "9"], 2, "unknown-feature"),
        (LAYOUTS, &["mail/cap/odl", "9"], 2, "unknown-edition"),
        (LAYOUTS, &["mail/cap/old?when=vip", "9"], 2, "no-such-case"),
        (LAYOUTS, &["mail/cap/old?when=vipp", "9"], 2, "unknown-condition"),
        (LAYOUTS, &["mail/cap/old", "9", "--src", "papre"], 2, "unknown-source"),
        (LAYOUTS, &["mail/row.a/new", "计划", "--review", "soon"], 2, "bad-edit-day"),
    ];
    for (text, args, code, slug) in cases {
        let site = site(text);
        let mut all = vec!["set"];
        all.extend(*args);
        all.extend(["--format", "json"]);
        let run = site.run(&all);
        assert_eq!(run.code, *code, "{args:?}: {}{}", run.stdout, run.stderr);
        assert!(run.stderr.contains(&format!("\"code\":\"{slug}\"")), "{args:?}: {}", run.stderr);
        assert_eq!(site.read(PRODUCT), *text, "{args:?}: something was written");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever words a text gets, they are read back, and every other line is the same.
    #[test]
    fn any_words_arrive(words in "[a-z0-9 #:,'\"&*!|>%@`{}\\[\\]汉字、：~=-]{1,24}") {
        let trimmed = words.trim();
        prop_assume!(!trimmed.is_empty() && !trimmed.contains("](") && !trimmed.starts_with('<'));
        let site = site(LAYOUTS);
        let run = site.run(&["set", "mail/words/new", &words]);
        let text = site.read(PRODUCT);
        if run.code == 0 {
            for (old, new) in LAYOUTS.lines().zip(text.lines()) {
                prop_assert!(old == new || old.contains("转让"), "{old} became {new}");
            }
            prop_assert_eq!(LAYOUTS.lines().count(), text.lines().count());
        } else {
            prop_assert_eq!(text, LAYOUTS);
        }
    }
}
