//! What `crosswalk record` writes, and what it leaves alone.

use super::{CHANGES, PRODUCT, edit, record, site, told};
use crate::support::{Site, tree};

#[test]
fn the_first_record_says_from_when_on() {
    let site = Site::base();
    let run = record(&site, "2026-01-01");
    assert!(run.stdout.contains("从这一天开始记录变更"), "{}", run.stdout);
    let files: Vec<String> = tree(&site.path(CHANGES)).into_keys().collect();
    assert_eq!(files, ["2026-01-01.yaml", "recorded.yaml"]);
    let base = site.read(&format!("{CHANGES}/2026-01-01.yaml"));
    assert!(!base.contains("changes:") && !base.contains("follows:"), "{base}");
    assert_eq!(site.run(&["check", "--strict"]).code, 0, "nothing is unrecorded");
}

#[test]
fn recording_twice_records_nothing() {
    let (site, _) = site();
    let before = tree(&site.path("content"));
    let run = record(&site, "2026-01-31");
    assert!(run.stdout.contains("没有要记录的改动"), "{}", run.stdout);
    assert_eq!(tree(&site.path("content")), before);
    assert_eq!(told(&site, &["--on", "2026-01-31"]), Vec::<serde_json::Value>::new());
    // What stands beside the values is no change that readers are told of.
    edit(&site, PRODUCT, &[("old: 60", "old: {limit: 60, note: 备注}")]);
    record(&site, "2026-01-31");
    assert_eq!(site.run(&["check", "--strict"]).code, 0);
    assert_eq!(tree(&site.path(CHANGES)).len(), 5);
}

#[test]
fn a_dry_run_writes_nothing() {
    let site = Site::base();
    let before = tree(&site.root());
    let run = site.run(&["record", "--dry-run"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(tree(&site.root()), before);
    record(&site, "2026-01-01");
    edit(&site, PRODUCT, &[("old: 50", "old: 60")]);
    let before = tree(&site.root());
    let found = told(&site, &["--dry-run"]);
    assert_eq!(found[0]["record"], "content/products/mail/changes/2026-01-31.yaml");
    assert_eq!(
        (&found[0]["written"], &found[0]["cells"][0]["change"]),
        (&false.into(), &"changed".into())
    );
    assert_eq!(tree(&site.root()), before);
}

#[test]
fn several_records_of_a_day_stand_side_by_side() {
    let site = Site::base();
    for (from, to) in [("old: 50", "old: 50"), ("old: 50", "old: 60"), ("old: 60", "old: 70")] {
        edit(&site, PRODUCT, &[(from, to)]);
        record(&site, "2026-01-02");
    }
    let files: Vec<String> = tree(&site.path(CHANGES)).into_keys().collect();
    let wanted = ["2026-01-02-2.yaml", "2026-01-02-3.yaml", "2026-01-02.yaml", "recorded.yaml"];
    assert_eq!(files, wanted);
    assert_eq!(site.run(&["check", "--strict"]).code, 0);
    let third = site.read(&format!("{CHANGES}/2026-01-02-3.yaml"));
    assert!(third.contains("follows: 2026-01-02-2\n"), "{third}");
}

#[test]
fn days_come_one_after_the_other() {
    let site = Site::base();
    record(&site, "2026-01-10");
    edit(&site, PRODUCT, &[("old: 50", "old: 60")]);
    let before = tree(&site.root());
    for (on, code) in [("2026-01-09", "record-before-last"), ("2026-02-01", "record-in-future")] {
        let run = site.run(&["record", "--on", on, "--format", "json"]);
        assert_eq!(run.code, 2, "{on}");
        assert!(run.stderr.contains(code), "{on}: {}", run.stderr);
    }
    assert_eq!(site.run(&["record", "--on", "yesterday"]).code, 2);
    let run = site.run(&["record", "chat"]);
    assert!(run.code == 2 && run.stderr.contains("unknown-product"), "{}", run.stderr);
    assert_eq!(tree(&site.root()), before);
    let run = site.run(&["record", "mail", "--on", "2026-01-10"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn of_a_broken_matrix_nothing_is_recorded() {
    let site = Site::base();
    record(&site, "2026-01-10");
    edit(&site, PRODUCT, &[("old: 50", "old: 五十")]);
    let before = tree(&site.root());
    let run = site.run(&["record"]);
    assert!(run.code == 1 && run.stderr.contains("bad-amount"), "{}", run.stderr);
    assert_eq!(tree(&site.root()), before);
}

#[test]
fn an_editors_words_are_left_alone() {
    let site = Site::base();
    record(&site, "2026-01-01");
    edit(&site, PRODUCT, &[("old: 50", "old: 60")]);
    record(&site, "2026-01-02");
    let path = format!("{CHANGES}/2026-01-02.yaml");
    edit(&site, &path, &[("changes:\n", "title: 更多帐号 # 改过\n\nchanges:\n")]);
    edit(&site, &path, &[("    new: 60\n", "    new: 60\n    note: '**自动**生效'\n")]);
    let written = site.read(&path);
    edit(&site, PRODUCT, &[("old: 60", "old: 70")]);
    record(&site, "2026-01-03");
    assert_eq!(site.read(&path), written);
    let page = site.publish();
    let page = String::from_utf8_lossy(&page["products/mail/changes/index.html"]).into_owned();
    assert!(page.contains("更多帐号") && page.contains("<strong>自动</strong>"), "{page}");
}

/// The id of a change is the same wherever it is told, and what happens twice is two changes.
#[test]
fn ids_stay() {
    let (site, old) = (Site::base(), Site::base());
    record(&site, "2026-01-01");
    let mut ids = Vec::new();
    let turns = [("old: 50", "old: 60"), ("old: 60", "old: ５０"), ("old: ５０", "old: 60 个")];
    for (turn, (from, to)) in turns.iter().enumerate() {
        edit(&site, PRODUCT, &[(from, to)]);
        let found = told(&site, &["--on", &format!("2026-01-0{}", turn + 2)]);
        ids.push(found[0]["cells"][0]["id"].as_str().expect("an id").to_owned());
    }
    assert_eq!(ids[0], ids[2], "the same change is the same change");
    assert_ne!(ids[0], ids[1]);
    let last = site.read(&format!("{CHANGES}/2026-01-04.yaml"));
    assert!(last.contains(&format!("id: {}-2\n", ids[2])), "{last}");
    let (from, to) = (old.path(PRODUCT), site.path(PRODUCT));
    let paths = [from.to_str().expect("a path"), to.to_str().expect("a path")];
    let run = site.run(&["diff", paths[0], paths[1], "--format", "json"]);
    assert!(run.stdout.contains(&format!("\"id\":\"{}\"", ids[0])), "{}", run.stdout);
}

/// A row of which records speak, and which is gone without a word, is an error until it is recorded.
#[test]
fn what_is_gone_is_told_by_a_record() {
    let site = Site::base();
    record(&site, "2026-01-01");
    edit(&site, PRODUCT, &[("old: 50", "old: 60")]);
    record(&site, "2026-01-02");
    let text = site.read(PRODUCT);
    let (from, to) = (text.find("      - id: account-cap"), text.find("      - id: archive"));
    let (from, to) = (from.expect("a row"), to.expect("the next"));
    site.write(PRODUCT, format!("{}{}", &text[..from], &text[to..]));
    site.write("content/news/hello.md", "---\ntitle: 你好\ndate: 2026-01-03\n---\n\n你好。\n");
    let run = site.run(&["check"]);
    assert!(run.code == 1 && run.stderr.contains("record-of-nothing"), "{}", run.stderr);
    assert_eq!(run.stderr.matches("错误[").count(), 1, "{}", run.stderr);
    record(&site, "2026-01-04");
    assert_eq!(site.run(&["check", "--strict"]).code, 0);
    let page = site.publish();
    let page = String::from_utf8_lossy(&page["products/mail/changes/index.html"]).into_owned();
    assert!(page.contains("不再列出") && !page.contains("features/account-cap"), "{page}");
}

/// A record that nobody made is one fault, whatever does not follow from it.
#[test]
fn a_made_up_record_is_told_of_once() {
    let (site, _) = site();
    let made_up = "version: 1\ndate: 2025-12-24\nfollows: 2025-09-01\ndigest: 00000000000000000000000000000000\nchanges:\n  - {id: gone.new-1, feature: gone, edition: new, change: gained, old: 无, new: 有}\n";
    site.write(&format!("{CHANGES}/2025-12-24.yaml"), made_up);
    let built = site.check();
    let errors = built.diagnostics.iter().filter(|problem| problem.is_error());
    let errors: Vec<&str> = errors.map(|problem| &*problem.code).collect();
    assert_eq!(errors, ["record-edited"], "{:?}", built.diagnostics);
}
