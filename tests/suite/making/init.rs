//! `crosswalk init`: a complete site from nothing, and nothing where something lies.

use std::fs;
use std::path::Path;

use crate::real_site::html;
use crate::support::{Run, Site, binary, stamps, tree};

fn run(folder: &Path, args: &[&str]) -> Run {
    Run::of(binary().current_dir(folder).args(args))
}

#[test]
fn from_nothing_to_a_page_in_two_commands() {
    let site = Site::empty();
    for (folder, name) in [("站点", "站点"), ("my site", "'my site'")] {
        let made = run(&site.root(), &["init", folder]);
        assert_eq!((made.code, made.stderr.as_str()), (0, ""));
        let next = format!("接下来：crosswalk serve -r {name} --open\n");
        assert!(made.stdout.ends_with(&next), "{}", made.stdout);
        let built = run(&site.root(), &["build", "--strict", "-r", folder]);
        assert_eq!((built.code, built.stderr.as_str()), (0, ""), "not a single warning");
        let home = site.read(&format!("{folder}/output/index.html"));
        assert!(home.contains("示例科技有限公司"));
    }
}

#[test]
fn the_folder_may_be_the_one_where_one_stands() {
    let site = Site::empty();
    let made = run(&site.root(), &["init", "--lang", "en"]);
    assert_eq!((made.code, made.stderr.as_str()), (0, ""));
    assert!(made.stdout.ends_with("next: crosswalk serve --open\n"), "{}", made.stdout);
    assert_eq!(run(&site.root(), &["build"]).code, 0);
}

#[test]
fn no_kind_of_page_is_missing_or_empty() {
    let site = Site::empty();
    run(&site.root(), &["init"]);
    let output = site.publish();
    for (page, words) in [
        ("index.html", "示例网盘"),
        ("404.html", ""),
        ("about/index.html", "我们怎样写"),
        ("contact/index.html", "hello@example.com"),
        ("news/index.html", "三个版本"),
        ("news/three-editions/index.html", "100 GB"),
        ("news/before-upgrading/index.html", "自建服务器"),
        ("tags/index.html", "升级"),
        ("products/drive/index.html", "成员空间"),
        ("products/drive/compare/classic-vs-team/index.html", "data-diff=\"lost\""),
        ("products/drive/compare/team-vs-business/index.html", "data-diff=\"raised\""),
        ("products/drive/upgrades/classic-to-team/index.html", "升级以后不能退回经典版"),
        ("atom.xml", "分享链接"),
        ("sitemap.xml", "/products/drive/"),
    ] {
        let bytes = output.get(page).unwrap_or_else(|| panic!("no {page}"));
        let text = String::from_utf8_lossy(bytes);
        assert!(text.contains(words), "{page} lacks {words}");
    }
    // Every difference that the starter is to show stands in one of its comparisons.
    let all: String = output
        .iter()
        .filter(|(path, _)| path.contains("/compare/") && path.ends_with(".html"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    for diff in ["lost", "narrowed", "lowered", "raised", "widened", "gained", "unknown", "changed"]
    {
        assert!(all.contains(&format!("data-diff=\"{diff}\"")), "no row is {diff}");
    }
    let rows = html::all(&all, "tr").len();
    assert!(rows > 20, "{rows} rows");
}

#[test]
fn every_menu_entry_and_link_of_the_starter_leads_somewhere() {
    let site = Site::empty();
    run(&site.root(), &["init"]);
    let output = site.publish();
    for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        for link in html::all(&page, "a") {
            let Some(to) = link.attribute("href").filter(|to| to.starts_with('/')) else {
                continue;
            };
            let to = to.split(['#', '?']).next().unwrap_or_default().trim_start_matches('/');
            let file = if to.is_empty() || to.ends_with('/') {
                format!("{to}index.html")
            } else {
                to.to_owned()
            };
            let there = output.keys().any(|name| *name == file || urlencoded(name) == file);
            assert!(there, "{path} leads to {to}");
        }
    }
}

fn urlencoded(name: &str) -> String {
    let byte = |b: u8| if b.is_ascii() { char::from(b).to_string() } else { format!("%{b:02X}") };
    name.bytes().map(byte).collect()
}

#[test]
fn where_something_lies_nothing_is_written() {
    let site = Site::empty();
    site.write("full/.hidden", "甲");
    site.write("file", "乙");
    for (folder, code) in
        [("full", "folder-not-empty"), ("file", "not-a-folder"), ("file/below", "cannot-create")]
    {
        let before = stamps(&site.root());
        for tongue in ["zh", "en"] {
            let run = run(&site.root(), &["init", folder, "--lang", tongue]);
            assert_eq!(run.code, 2, "{folder}");
            assert_eq!(run.stdout, "");
            assert_eq!(run.stderr.matches(code).count(), 1, "{}", run.stderr);
            assert!(run.stderr.contains(folder), "{}", run.stderr);
        }
        assert!(before == stamps(&site.root()), "{folder}");
    }
    assert!(!site.path("file/below").exists());
}

#[test]
fn what_fails_half_way_leaves_nothing() {
    let site = Site::empty();
    // A file longer than the shell allows ends the writing in the middle of the starter.
    let script = "ulimit -f 1; trap '' XFSZ; exec \"$0\" init a/b";
    let mut shell = std::process::Command::new("sh");
    shell.current_dir(site.root()).args(["-c", script, env!("CARGO_BIN_EXE_crosswalk")]);
    let run = Run::of(&mut shell);
    if run.code == 0 {
        return; // A shell that knows no such limit.
    }
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("cannot-create"), "{}", run.stderr);
    assert!(fs::read_dir(site.root()).expect("the folder").next().is_none(), "something was left");
}

#[test]
fn programs_are_told_the_paths() {
    let site = Site::empty();
    let run = run(&site.root(), &["init", "new", "--format", "json"]);
    let paths = run.stdout.lines().map(|line| {
        let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
        value["created"].as_str().expect("a path").to_owned()
    });
    let mut paths: Vec<String> = paths.collect();
    paths.sort();
    assert!(paths.iter().eq(tree(&site.root()).keys()), "{paths:?}");
}
