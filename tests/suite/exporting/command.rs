//! `crosswalk export`.

use std::process::Command;

use super::{FOLDERS, awkward, file};
use crate::support::{Site, binary};

fn output(command: &mut Command) -> (i32, Vec<u8>, String) {
    let output = command.output().expect("the binary runs");
    let code = output.status.code().expect("the binary exits");
    (code, output.stdout, String::from_utf8(output.stderr).expect("UTF-8"))
}

/// Runs the command in a site; standard output as bytes.
fn export(site: &Site, args: &[&str]) -> (i32, Vec<u8>, String) {
    output(binary().current_dir(site.root()).arg("export").args(args))
}

#[test]
fn the_bytes_are_the_sites() {
    let site = awkward();
    let tree = site.publish();
    let formats: &[&str] = if cfg!(feature = "spreadsheets") {
        &["json", "csv", "xlsx", "md"]
    } else {
        &["json", "csv", "md"]
    };
    for (folder, compares) in FOLDERS {
        let product = folder.split('/').nth(1).expect("a product");
        for format in formats {
            let mut args = vec![product, "--format", format];
            if compares {
                args.extend(["--compare", "old-vs-new"]);
            }
            let (code, bytes, stderr) = export(&site, &args);
            assert_eq!((code, stderr.as_str()), (0, ""), "{args:?}");
            assert!(bytes == file(&tree, &format!("{folder}matrix.{format}")), "{args:?}");
        }
    }
    // Two words name a pair as well, also one that no page compares.
    let pair = export(&site, &["mail", "--compare", "old", "new"]).1;
    assert!(pair == file(&tree, "products/mail/compare/old-vs-new/matrix.csv"));
    assert_eq!(export(&site, &["mail", "--compare", "new", "old"]).0, 0);
}

/// A page for readers of whom something is known has files of its own: cells and differences as they find them.
#[test]
fn tables_for_some_readers_are_theirs() {
    let site = Site::base();
    site.edit(
        "content/products/mail/product.yaml",
        "groups:",
        "compare:\n  - [old, new]\n  - {from: old, to: new, given: {new: [pro]}}\ngroups:",
    );
    let tree = site.publish();
    let folder = "products/mail/compare/old-vs-new/to_pro/";
    let page = String::from_utf8_lossy(file(&tree, &format!("{folder}index.html"))).into_owned();
    let formats: &[&str] = if cfg!(feature = "spreadsheets") {
        &["json", "csv", "xlsx", "md"]
    } else {
        &["json", "csv", "md"]
    };
    for format in formats {
        let args = ["mail", "--compare", "old-vs-new", "--given", "new=pro", "--format", format];
        let (code, bytes, stderr) = export(&site, &args);
        assert_eq!((code, stderr.as_str()), (0, ""), "{args:?}");
        let path = format!("{folder}matrix.{format}");
        assert!(bytes == file(&tree, &path), "{args:?}");
        if *format != "json" {
            assert!(page.contains(&format!("href=\"/{path}\"")), "no link to {path}");
            let name = format!("download=\"mail-old-vs-new-to_pro.{format}\"");
            assert!(page.contains(&name), "{name}");
        }
    }
    let said = |path: &str| String::from_utf8_lossy(file(&tree, path)).into_owned();
    let everyone = said("products/mail/compare/old-vs-new/matrix.csv");
    let theirs = said(&format!("{folder}matrix.csv"));
    let row = |csv: &str| csv.lines().find(|line| line.contains("account-cap")).map(str::to_owned);
    assert!(
        row(&everyone).is_some_and(|row| row.contains(",200,") && row.contains("专业版：不限"))
    );
    assert!(row(&theirs).is_some_and(|row| row.contains(",不限,") && !row.contains("专业版")));
    assert!(theirs.lines().next().is_some_and(|head| head.contains("新版·专业版 (new)")));
    let json: serde_json::Value =
        serde_json::from_slice(file(&tree, &format!("{folder}matrix.json"))).expect("JSON");
    assert_eq!(json["given"], serde_json::json!({"new": ["pro"]}));
    assert_eq!(json["features"][0]["to"]["limit"], "unlimited");
    let api = file(&tree, "api/v1/products/mail/compare/old-vs-new/to_pro.json");
    let api: serde_json::Value = serde_json::from_slice(api).expect("JSON");
    let link = api["links"]["matrix_csv"].as_str().expect("a link");
    assert!(link.ends_with(&format!("{folder}matrix.csv")), "{link}");
}

#[test]
fn a_file_says_its_format_by_its_name() {
    let site = Site::base();
    let tree = site.publish();
    for name in ["csv", "md", "json"] {
        let path = format!("out.{name}");
        let run = site.run(&["export", "mail", "-o", &path, "-q"]);
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
        assert_eq!(
            site.read(&path).as_bytes(),
            file(&tree, &format!("products/mail/matrix.{name}"))
        );
    }
    // An older file makes room, and nothing is left beside it.
    site.write("out.csv", "old");
    assert_eq!(site.run(&["export", "mail", "-o", "out.csv"]).code, 0);
    assert_ne!(site.read("out.csv"), "old");
    let names = std::fs::read_dir(site.root()).expect("a folder");
    assert!(
        names.flatten().all(|entry| !entry.file_name().to_string_lossy().starts_with(".out.csv"))
    );
    let run = site.run(&["export", "mail", "-o", "crosswalk.yaml/out.csv"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("cannot-create"), "{}", run.stderr);
}

#[test]
fn wrong_names_are_matters_of_usage() {
    let site = Site::base();
    for (args, code, near) in [
        (&["mial"][..], "unknown-product", "mail"),
        (&["mail", "--compare", "old-vs-nwe"], "unknown-edition", "new"),
        (&["mail", "--compare", "olt", "new"], "unknown-edition", "old"),
        (&["mail", "--compare", "old"], "compare-not-understood", "old, new"),
        (&["mail", "--compare", "old", "old"], "same-edition", "old"),
        (&["mail", "--format", "xls"], "xls", "xlsx"),
        (&["mail", "--given", "new=pro"], "--compare", "--given"),
        (&["mail", "--compare", "old", "new", "--given", "new=por"], "given-not-understood", "pro"),
        (&["mail", "--compare", "old", "new", "--given", "old=pro"], "impossible-given", "old"),
        (
            &["mail", "--compare", "old", "new", "--given", "new=pro,basic"],
            "impossible-given",
            "basic",
        ),
    ] {
        let (status, bytes, stderr) = export(&site, args);
        assert_eq!((status, bytes.len()), (2, 0), "{args:?}: {stderr}");
        assert!(stderr.contains(code) && stderr.contains(near), "{args:?}: {stderr}");
    }
    assert_eq!(output(binary().current_dir(site.root()).args(["build", "--format", "csv"])).0, 2);
}

#[test]
fn only_what_is_wrong_with_matrices_stands_in_the_way() {
    let site = Site::base();
    site.write("content/news/broken.md", "---\ntitel: x\n---\n[x](nowhere.md)\n");
    assert_eq!(export(&site, &["mail"]).0, 0);
    assert!(!site.path("output").exists() && !site.path(".crosswalk").exists());
    site.edit("content/products/mail/product.yaml", "old: 50", "old: lots");
    let (code, bytes, stderr) = export(&site, &["mail"]);
    assert_eq!((code, bytes.len()), (1, 0), "{stderr}");
    assert!(stderr.contains("bad-amount"), "{stderr}");
    let (code, _, stderr) = export(&Site::empty(), &["mail"]);
    assert_eq!(code, 2, "{stderr}");
}

/// The editor of WeChat keeps these tags with inline styles, and nothing else.
#[test]
fn articles_hold_what_the_editor_keeps() {
    let site = awkward();
    for product in ["odd", "mail"] {
        let (code, bytes, stderr) = export(&site, &[product, "--format", "wechat"]);
        assert_eq!((code, stderr.as_str()), (0, ""));
        let html = String::from_utf8(bytes).expect("UTF-8");
        let tree = roxmltree::Document::parse(&html).expect("well-formed");
        for node in tree.descendants().filter(roxmltree::Node::is_element) {
            let tag = node.tag_name().name();
            assert!(["section", "p", "span", "strong"].contains(&tag), "{tag}");
            for attribute in node.attributes() {
                assert_eq!(attribute.name(), "style", "{tag}");
                for no in ["position", "url(", "expression", "@", "class"] {
                    assert!(!attribute.value().contains(no), "{}", attribute.value());
                }
            }
        }
    }
    let html = String::from_utf8(export(&site, &["mail", "--format", "wechat"]).1).expect("UTF-8");
    let tree = roxmltree::Document::parse(&html).expect("well-formed");
    let texts: Vec<&str> = tree
        .descendants()
        .filter_map(|node| node.text())
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .collect();
    let at = |words: &str| {
        texts
            .iter()
            .position(|text| text.contains(words))
            .unwrap_or_else(|| panic!("{words}: {texts:#?}"))
    };
    assert!(at("升级后") < at("− 失去"), "the verdict comes first");
    assert!(at("− 失去") < at("+ "), "losses come before gains");
    assert!(at("旧版：") < at("→ 新版："), "the old words come before the new ones");
    let odd = String::from_utf8(export(&site, &["odd", "--format", "wechat"]).1).expect("UTF-8");
    assert!(odd.contains("核实于 2024-02-29") && odd.contains("&lt;b&gt;"), "{odd}");
}
