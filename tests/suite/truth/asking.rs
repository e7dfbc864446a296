//! `crosswalk impact` and `crosswalk check --report`.

use serde_json::Value;

use super::fine;
use crate::support::{Site, stamps};

fn json(site: &Site, args: &[&str]) -> Value {
    let mut all = args.to_vec();
    all.extend(["--format", "json"]);
    let run = site.run(&all);
    serde_json::from_str(&fine(&run).stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", run.stdout))
}

fn shown(found: &Value, kind: &str) -> Vec<String> {
    let all = found["shown"].as_array().expect("a list").iter();
    let ours = all.filter(|page| page["kind"] == kind);
    ours.map(|page| page["url"].as_str().expect("an address").to_owned()).collect()
}

/// The base site with an article that says a number, and one that does not.
fn site() -> Site {
    let site = Site::base();
    let text = "---\ntitle: 帐号\ndate: 2026-01-02\n---\n\n新版可建 [200 个](cell:mail/account-cap/new)。\n";
    site.write("content/news/cap.md", text);
    site.write("content/news/other.md", "---\ntitle: 别的\ndate: 2026-01-01\n---\n\n没有数。\n");
    site
}

#[test]
fn what_shows_a_fact_is_found_and_what_does_not_is_left_out() {
    let site = site();
    let found = json(&site, &["impact", "mail/account-cap"]);
    assert_eq!(shown(&found, "product"), ["/products/mail/"]);
    assert_eq!(shown(&found, "feature"), ["/products/mail/features/account-cap/"]);
    assert_eq!(shown(&found, "compare"), ["/products/mail/compare/old-vs-new/"]);
    assert!(shown(&found, "article").contains(&"/news/cap/".to_owned()));
    assert!(!shown(&found, "article").contains(&"/news/other/".to_owned()));
    assert!(shown(&found, "feed").contains(&"/atom.xml".to_owned()));
    assert!(shown(&found, "data").contains(&"/products/mail/matrix.json".to_owned()));
    let bound = found["bound"].as_array().expect("a list");
    let ours = bound.iter().find(|b| b["path"] == "content/news/cap.md").expect("the link");
    assert_eq!((&ours["line"], &ours["column"]), (&Value::from(6), &Value::from(6)));
    assert_eq!(ours["words"], "200 个");
    // The other edition's cell is another thing.
    let found = json(&site, &["impact", "mail/account-cap/old"]);
    let bound = found["bound"].as_array().expect("a list");
    assert!(bound.iter().all(|b| b["path"] != "content/news/cap.md"));
    assert!(!shown(&found, "article").contains(&"/news/cap/".to_owned()));
}

#[test]
fn of_a_product_that_cannot_be_read_it_is_said_why() {
    let site = site();
    let path = "content/products/mail/product.yaml";
    let text = site.read(path);
    site.write(path, format!("{text}x: [\n"));
    for args in [&["impact", "mail/account-cap"][..], &["set", "mail/account-cap/new", "5"]] {
        let run = site.run(args);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(
            run.stderr.contains(path) && !run.stderr.contains("unknown-product"),
            "{}",
            run.stderr
        );
    }
    // A name that is nowhere is told as before.
    let run = site.run(&["impact", "male/account-cap"]);
    assert!(run.stderr.contains("unknown-product"), "{}", run.stderr);
}

#[test]
fn editions_conditions_and_sources_can_be_asked_for() {
    let site = site();
    let all = json(&site, &["impact", "edition:mail/new"]);
    assert_eq!(shown(&all, "feature").len(), 5);
    let vip = json(&site, &["impact", "condition:mail/vip"]);
    assert_eq!(shown(&vip, "feature"), ["/products/mail/features/archive/"]);
    let none = json(&site, &["impact", "src:mail/paper"]);
    assert_eq!(shown(&none, "feature"), Vec::<String>::new());
    for (name, code) in [
        ("mail/acount-cap", "unknown-feature"),
        ("mal", "unknown-product"),
        ("edition:mail/nwe", "unknown-edition"),
        ("condition:mail/vpi", "unknown-condition"),
        ("src:mail/papr", "unknown-source"),
    ] {
        let run = site.run(&["impact", name, "--format", "json"]);
        assert_eq!(run.code, 2, "{name}: {}", run.stdout);
        assert!(run.stderr.contains(&format!("\"code\":\"{code}\"")), "{name}: {}", run.stderr);
    }
}

#[test]
fn a_report_counts_and_writes_its_file_alone() {
    let site = site();
    let before = stamps(&site.root());
    let found = json(&site, &["check", "--report", "--now", "2026-01-31"]);
    assert_eq!(stamps(&site.root()), before);
    let mail = &found["products"][0];
    assert_eq!((&mail["product"], &mail["cells"]), (&Value::from("mail"), &Value::from(12)));
    assert_eq!((&mail["sourced"], &mail["undated"]), (&Value::from(0), &Value::from(12)));
    assert_eq!(mail["unsourced"][0]["of"], "mail/account-cap/old");
    for name in ["report.html", "report.md", "report.json"] {
        let file = site.root().parent().expect("a folder").join(name);
        fine(&site.run(&["check", "--report", file.to_str().expect("UTF-8")]));
        let text = std::fs::read_to_string(file).expect("the report");
        assert!(text.contains("mail/account-cap/old"), "{text}");
        assert!(name != "report.html" || !text.contains("://"), "nothing from elsewhere: {text}");
    }
    assert_eq!(stamps(&site.root()), before);
    let run = site.run(&["check", "--report", "report.pdf"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("unknown-report-form"));
}
