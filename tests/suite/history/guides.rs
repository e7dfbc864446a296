//! What guides told, in the records: a guide may change without the matrix, and a sheet signed before is found again.

use super::{CHANGES, PRODUCT, edit, record, told};
use crate::real_site::html::all;
use crate::support::{Site, tree};

const GUIDE: &str = "content/products/mail/upgrades/old-to-new.md";
const PAGE: &str = "products/mail/changes/index.html";

/// The base with a guide that somebody signs.
fn site() -> Site {
    let site = Site::base();
    site.write(
        GUIDE,
        "---\ntitle: 旧版升级新版\nfrom: old\nto: new\nreversible: false\nno_way_back: 升级后不能退回\npreconditions:\n  - {id: told, md: 已告知区别, by: reseller, consent: true}\nimpacts:\n  wecom: {severity: warn, md: 入口没有了}\n---\n",
    );
    site
}

/// The versions that a record keeps: guide and hash.
fn versions(site: &Site, record: &str) -> Vec<String> {
    let text = site.read(&format!("{CHANGES}/{record}.yaml"));
    let (_, guides) = text.split_once("\nguides:\n").unwrap_or_default();
    let lines = guides.lines().take_while(|line| line.starts_with("  "));
    lines.filter_map(|line| Some(line.split_once(": ")?.1.to_owned())).collect()
}

fn warnings(site: &Site) -> Vec<String> {
    let run = site.run(&["check", "--format", "json"]);
    let lines = run.stderr.lines().map(|line| serde_json::from_str(line).expect("an object"));
    lines
        .map(|line: serde_json::Value| line["code"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn the_first_record_holds_what_guides_tell() {
    let site = site();
    record(&site, "2026-01-01");
    let kept = versions(&site, "2026-01-01");
    assert_eq!(kept.len(), 1);
    let run = site.run(&["check", "--strict", "--consent", &kept[0]]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(warnings(&site).is_empty());
}

#[test]
fn a_guide_that_changed_alone_is_recorded_and_told() {
    let site = site();
    record(&site, "2026-01-01");
    edit(&site, GUIDE, &[("已告知区别", "已逐项告知区别")]);
    assert_eq!(warnings(&site), ["unrecorded-guides"]);
    let dry = told(&site, &["--on", "2026-01-10", "--dry-run"]);
    assert_eq!(dry[0]["guides"], serde_json::json!(["old-to-new"]));
    assert_eq!(dry[0]["cells"], serde_json::json!([]));
    let run = record(&site, "2026-01-10");
    assert!(run.stdout.contains("告知书有了新版本的升级指南：old-to-new"), "{}", run.stdout);
    assert!(warnings(&site).is_empty());
    assert!(record(&site, "2026-01-10").stdout.contains("没有要记录的改动"));
    let text = site.read(&format!("{CHANGES}/2026-01-10.yaml"));
    assert!(!text.contains("changes:") && !text.contains("before:"), "{text}");

    // Both versions are found: what is told today, and what was told first.
    let kept = [versions(&site, "2026-01-01"), versions(&site, "2026-01-10")].concat();
    assert_ne!(kept[0], kept[1]);
    for (version, place) in [(&kept[0], "changes/2026-01-01.yaml"), (&kept[1], GUIDE)] {
        let run = site.run(&["check", "--consent", version]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stdout.contains(place), "{}", run.stdout);
    }

    let output = site.publish();
    let text = |path: &str| String::from_utf8_lossy(&output[path]).into_owned();
    let page = text(PAGE);
    let entries = all(&page, "section");
    let entry = entries.iter().find(|e| e.attribute("id") == Some("2026-01-10")).expect("an entry");
    assert!(entry.text().contains("指南更新"), "{}", entry.text());
    assert!(entry.inner.contains("href=\"/products/mail/upgrades/old-to-new/\""));
    let feed = text("products/mail/changes/atom.xml");
    assert!(feed.contains("邮箱：2026-01-10 升级指南有更新"), "{feed}");
    assert!(feed.contains("升级指南已更新：旧版升级新版"), "{feed}");
    let data: serde_json::Value =
        serde_json::from_slice(&output["api/v1/products/mail/changes.json"]).expect("JSON");
    assert_eq!(data["records"][0]["guides"]["old-to-new"], kept[1].as_str());
}

/// The sheet's version is made in another form since: that is recorded, and no news to customers.
#[test]
fn another_form_is_recorded_and_no_news() {
    const FIRST: &str = "5f9cb4ff5348f16113460680a96562de419b4cea9a78236fff7107fb9186a40d";
    let site = site();
    record(&site, "2026-01-01");
    let path = format!("{CHANGES}/2026-01-01.yaml");
    assert!(site.read(&path).contains("\nconsent: crosswalk-consent/2\n"));
    // As it was written while there was one form.
    site.write(
        &path,
        format!(
            "version: 1\ndate: 2026-01-01\n\nguides:\n  old-to-new: {FIRST}\ndigest: 6859c58753ab4061ad806783558522bb\n"
        ),
    );
    assert_eq!(warnings(&site), ["unrecorded-guides"]);
    record(&site, "2026-01-10");
    assert!(warnings(&site).is_empty());
    let page = || String::from_utf8_lossy(&site.publish()[PAGE]).into_owned();
    assert!(page().contains("开始记录以来，功能表还没有变化。"), "no entry");
    for version in [FIRST, &versions(&site, "2026-01-10")[0]] {
        let run = site.run(&["check", "--consent", version]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    // From then on what the guide tells is held against the new form; what was signed is found in its record.
    edit(&site, GUIDE, &[("已告知区别", "已逐项告知区别")]);
    record(&site, "2026-01-20");
    assert!(page().contains("指南更新"));
    let run = site.run(&["check", "--consent", FIRST]);
    assert!(run.stdout.contains("changes/2026-01-01.yaml"), "{}", run.stdout);
}

#[test]
fn a_first_version_is_kept_and_no_news() {
    let site = site();
    let guide = site.read(GUIDE);
    site.remove(GUIDE);
    // As records were before guides had versions.
    record(&site, "2026-01-01");
    assert!(versions(&site, "2026-01-01").is_empty());
    site.write(GUIDE, guide);
    assert_eq!(warnings(&site), ["unrecorded-guides"]);
    record(&site, "2026-01-10");
    assert!(warnings(&site).is_empty());
    let output = site.publish();
    let page = String::from_utf8_lossy(&output[PAGE]).into_owned();
    assert!(page.contains("开始记录以来，功能表还没有变化。"), "no empty entry");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
    let feed = String::from_utf8_lossy(&output["products/mail/changes/atom.xml"]).into_owned();
    assert!(!feed.contains("<entry>"), "{feed}");
    // A guide that is gone needs no record.
    site.remove(GUIDE);
    assert!(!warnings(&site).iter().any(|code| code.starts_with("unrecorded")));
    assert_eq!(tree(&site.path(CHANGES)).len(), 3);
}

#[test]
fn one_warning_and_one_record_where_the_matrix_changed_as_well() {
    let site = site();
    record(&site, "2026-01-01");
    edit(&site, PRODUCT, &[("jump: {is: 无,", "jump: {is: 无, instead: 扫码,")]);
    assert_eq!(warnings(&site), ["unrecorded-changes"]);
    record(&site, "2026-01-10");
    assert!(warnings(&site).is_empty());
    let output = site.publish();
    let page = String::from_utf8_lossy(&output[PAGE]).into_owned();
    let entry = all(&page, "section").into_iter().find(|e| e.attribute("id").is_some());
    let entry = entry.expect("an entry").text();
    assert!(entry.contains("企业微信") && entry.contains("指南更新"), "{entry}");
}

#[test]
fn nothing_is_recorded_of_a_guide_that_is_wrong() {
    let site = site();
    record(&site, "2026-01-01");
    edit(&site, GUIDE, &[("from: old", "from: odl"), ("已告知区别", "已逐项告知区别")]);
    let run = site.run(&["record"]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    assert!(run.stderr.contains("unknown-edition"), "{}", run.stderr);
    assert_eq!(tree(&site.path(CHANGES)).len(), 2);
}
