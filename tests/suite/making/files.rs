//! `crosswalk new`: files from archetypes that build, and nothing over what is there.

use std::fs;

use crate::support::{Run, Site, stamps};

const PRODUCT: &str = "content/products/mail/product.yaml";

fn new(site: &Site, args: &[&str]) -> Run {
    site.run(&[&["new"], args].concat())
}

/// Makes a file, insists that the site then builds without a word, and returns its path.
fn made(site: &Site, args: &[&str]) -> String {
    let run = new(site, &[args, &["--format", "json"]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{args:?}");
    let value: serde_json::Value =
        serde_json::from_str(run.stdout.trim()).expect("one line of JSON");
    let path = value["created"].as_str().or(value["changed"].as_str()).expect("a path").to_owned();
    let built = site.run(&["build", "--strict", "--drafts"]);
    assert_eq!((built.code, built.stderr.as_str()), (0, ""), "{path}");
    path
}

/// Insists that nothing is written, with one message of a code.
fn refused(site: &Site, args: &[&str], code: &str) -> String {
    let before = stamps(&site.root());
    let run = new(site, args);
    assert_eq!(run.code, 2, "{args:?}: {}", run.stderr);
    assert_eq!(run.stdout, "", "{args:?}");
    assert_eq!(run.stderr.matches("错误[").count(), 1, "{args:?}: {}", run.stderr);
    assert!(run.stderr.contains(&format!("错误[{code}]")), "{args:?}: {}", run.stderr);
    assert!(before == stamps(&site.root()), "{args:?} wrote something");
    run.stderr
}

#[test]
fn what_is_made_builds_without_a_word() {
    let site = Site::base();
    // It is 2026-01-31 in UTC, at noon; in Shanghai, too.
    for (args, path) in [
        (
            &["article", "保密邮件怎么发"][..],
            "content/news/2026-01-31-bao-mi-you-jian-zen-me-fa.md",
        ),
        (&["article", "Hello: \"World\" # 1"], "content/news/2026-01-31-hello-world-1.md"),
        (
            &["article", "hello-again", "--now", "2025-12-31T20:00:00Z"],
            "content/news/2026-01-01-hello-again.md",
        ),
        (&["article", "重庆", "--slug", "chongqing"], "content/news/2026-01-31-chongqing.md"),
        (&["article", "content/news/second.md"], "content/news/2026-01-31-second.md"),
        (&["page", "常见问题"], "content/chang-jian-wen-ti.md"),
        (&["page", "help/faq", "--title", "帮助"], "content/help/faq.md"),
        (&["product", "即时通讯"], "content/products/ji-shi-tong-xun/product.yaml"),
        (&["product", "365", "--title", "- 办公"], "content/products/365/product.yaml"),
        (&["feature", "mail/secret-mail", "--title", "保密邮件"], PRODUCT),
        (&["feature", "mail/1.10", "--group", "console"], PRODUCT),
        (&["upgrade", "mail/again"], "content/products/mail/upgrades/again.md"),
        (&["upgrade", "365/up", "--title", "升级: 办法"], "content/products/365/upgrades/up.md"),
    ] {
        assert_eq!(made(&site, args), path);
    }
    // What has no way back must not lead back itself.
    let other = Site::base();
    other.remove("content/products/mail/upgrades/old-to-new.md");
    other.edit("content/news/hello.md", "upgrade:mail/old-to-new", "product:mail");
    let back = made(&other, &["upgrade", "mail/back", "--from", "new", "--to", "old"]);
    assert_eq!(back, "content/products/mail/upgrades/back.md");
    // The name alone says which way it leads.
    other.remove("content/products/mail/upgrades/back.md");
    let named = made(&other, &["upgrade", "mail/new-to-old"]);
    let named = other.read(&named);
    assert!(named.contains("\nfrom: new\n") && named.contains("\nto: old\n"), "{named}");
    let article = site.read("content/news/2026-01-31-hello-world-1.md");
    assert!(article.contains("\ntitle: 'Hello: \"World\" # 1'\n"), "{article}");
    assert!(article.contains("\ndate: 2026-01-31\n") && article.contains("\ndraft: true\n"));
    let page = site.read("output/news/bao-mi-you-jian-zen-me-fa/index.html");
    assert!(page.contains("保密邮件怎么发"));
    assert!(site.read("output/products/mail/index.html").contains("id=\"secret-mail\""));
}

#[test]
fn an_address_from_a_title_is_shown_to_be_looked_at() {
    let site = Site::base();
    let run = new(&site, &["article", "长期"]);
    assert!(run.stdout.contains("--slug"), "{}", run.stdout);
    let run = new(&site, &["article", "in-short"]);
    assert!(!run.stdout.contains("--slug"), "{}", run.stdout);
}

#[test]
fn the_language_becomes_part_of_the_name() {
    let site = Site::base();
    let settings = site.read("crosswalk.yaml");
    site.write(
        "crosswalk.yaml",
        settings
            + "languages:
  zh-Hans: {name: 简体中文}
  en: {name: English}
",
    );
    let path = made(&site, &["article", "hello-there", "--language", "en"]);
    assert_eq!(path, "content/news/2026-01-31-hello-there.en.md");
    assert_eq!(
        made(&site, &["article", "hello-there", "--language", "zh-Hans"]),
        "content/news/2026-01-31-hello-there.md"
    );
    refused(&site, &["article", "x-y", "--language", "fr"], "unknown-language");
}

#[test]
fn nothing_takes_the_place_of_what_is_there() {
    let site = Site::base();
    new(&site, &["article", "note", "--now", "2026-01-01"]);
    for args in [
        &["article", "note"][..],
        &["article", "note", "--now", "2026-01-01"],
        &["article", "hello"],
        &["page", "news"],
        &["product", "mail"],
        &["feature", "mail/archive"],
        &["upgrade", "mail/old-to-new"],
    ] {
        refused(&site, args, "already-there");
    }
}

#[test]
fn names_that_cannot_be_addresses_are_refused_with_the_reason() {
    let site = Site::base();
    let long = "a".repeat(300);
    for (args, code) in [
        (&["article", "../../x"][..], "bad-new-name"),
        (&["article", "news/../../x"], "bad-new-name"),
        (&["article", "/etc/x"], "bad-new-name"),
        (&["article", "..\\x"], "bad-new-name"),
        (&["article", "c:x"], "bad-new-name"),
        (&["article", "%2e%2e/x"], "bad-new-name"),
        (&["article", "con"], "bad-new-name"),
        (&["article", "com1.txt"], "bad-new-name"),
        (&["article", ""], "bad-new-name"),
        (&["article", "两\n行"], "bad-new-name"),
        (&["article", "a\u{202e}b c"], "bad-new-name"),
        (&["article", "响\u{7}铃"], "bad-new-name"),
        (&["article", "标题", "--slug", &long], "bad-new-name"),
        (&["article", "标题", "--slug", "../x"], "bad-new-name"),
        (&["article", "标题", "--section", "../x"], "bad-new-name"),
        (&["article", "标题", "--section", "products/mail/upgrades"], "bad-new-name"),
        (&["article", "！？"], "no-address-from-title"),
        (&["page", "products/x"], "bad-new-name"),
        (&["product", "a-vs-b"], "bad-new-name"),
        (&["product", "a/b"], "bad-new-name"),
        (&["product", "nul.x"], "bad-new-name"),
        (&["feature", "secret-mail"], "new-without-product"),
        (&["feature", "mial/secret-mail"], "unknown-product"),
        (&["feature", "mail/a-vs-b"], "bad-new-name"),
        (&["feature", "mail/x", "--group", "konsole"], "unknown-group"),
        (&["feature", "mail/../x"], "bad-new-name"),
        (&["upgrade", "mail/x", "--from", "odl", "--to", "new"], "unknown-edition"),
        (&["upgrade", "mail/x", "--from", "old"], "which-editions"),
        (&["upgrade", "mail/x", "--from", "old", "--to", "old"], "which-editions"),
    ] {
        refused(&site, args, code);
    }
    assert!(refused(&site, &["article", "标题", "--slug", &long], "bad-new-name").contains("300"));
    let mend = refused(&site, &["feature", "secret-mail"], "new-without-product");
    assert!(mend.contains("mail/secret-mail"), "{mend}");
}

#[test]
fn a_feature_is_added_and_nothing_else_is_touched() {
    let feature = |indent: &str| {
        let lines = [
            "- id: secret-mail",
            "  name: Secret mail",
            "  type: support",
            "  cells:",
            "    old:",
            "      is: 未核实",
            "    new:",
            "      is: 未核实",
        ];
        lines.map(|line| format!("{indent}{line}\n")).concat()
    };
    let head = "# 注释\nproduct: mail\nname: 邮箱\neditions:\n  - {id: old, name: 旧版}\n  - {id: new, name: 新版}\ngroups:\n";
    let row = |id: &str| {
        format!(
            "- id: {id}\n  name: 甲{id}\n  type: support\n  cells: {{old: 无, new: 有}}  # 尾注\n"
        )
    };
    let indented =
        |text: &str, by: &str| text.lines().map(|l| format!("{by}{l}\n")).collect::<String>();
    let first = format!(
        "{head}  - id: one\n    name: 一\n    features:\n{}",
        indented(&row("a"), "      ")
    );
    let second = format!(
        "  # 下一组\n  - id: two\n    name: 二\n    features:\n{}\n{}",
        indented(&row("b"), "    "),
        indented(&row("c"), "    ")
    );
    let site = Site::base();
    site.remove("content/products/mail/upgrades/old-to-new.md");
    site.remove("content/news/hello.md");
    for (group, before, gap, after) in [
        ("one", first.clone(), feature("      "), second.clone()),
        ("two", format!("{first}{second}"), format!("\n{}", feature("    ")), String::new()),
    ] {
        for crlf in [false, true] {
            let ends = |text: &str| if crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
            site.write(PRODUCT, ends(&format!("{before}{after}")));
            made(&site, &["feature", "mail/secret-mail", "--group", group]);
            assert_eq!(site.read(PRODUCT), ends(&format!("{before}{gap}{after}")), "{group}");
        }
    }
    // Without a line break at the end, and with words in a block there.
    let last = format!("{first}        verified: 2026-01-01\n").trim_end().to_owned();
    site.write(PRODUCT, &last);
    made(&site, &["feature", "mail/secret-mail"]);
    assert_eq!(site.read(PRODUCT), format!("{last}\n{}", feature("      ")));
}

#[test]
fn a_feature_goes_where_its_group_stands() {
    let site = Site::base();
    let more = "content/products/mail/features/more.yaml";
    site.write(more, "groups:\n- id: more\n  name: 更多\n  features:\n  - id: x\n    name: 别的\n    type: support\n    cells:\n      old: 无\n      new:\n        is: 有\n        md: |-\n          一行\n          两行\n");
    let before = site.read(more);
    let error = refused(&site, &["feature", "mail/secret-mail"], "which-group");
    assert!(error.contains("console, more"), "{error}");
    assert_eq!(made(&site, &["feature", "mail/secret-mail", "--group", "more"]), more);
    assert!(site.read(more).starts_with(&before));
    site.write(more, "groups: [{id: more, name: 更多, features: [{id: x, name: 别的, type: support, cells: {old: 无, new: 有}}]}]\n");
    refused(&site, &["feature", "mail/other", "--group", "more"], "group-not-in-block-style");
}

#[test]
fn a_site_may_have_archetypes_of_its_own() {
    let site = Site::base();
    site.write("archetypes/article.md", "---\ntitle: {{ title }}\ndate: {{ time }}\nauthors: [\"{{ title }}\"]\ntags: [{{ year }}]\n---\n\n{{ 甲 }} {{ slug }} {{ section }} {{ language }} {{ date }}\n");
    let path = made(&site, &["article", "注: 甲 \"乙\""]);
    assert_eq!(
        site.read(&path),
        "---\ntitle: '注: 甲 \"乙\"'\ndate: 2026-01-31T20:00:00+08:00\nauthors: [\"注: 甲 \\\"乙\\\"\"]\ntags: [2026]\n---\n\n{{ 甲 }} zhu-jia-yi news zh-Hans 2026-01-31\n"
    );
    site.write("archetypes/page.md", "---\ntitle: {{ titel }}\n---\n");
    let error = refused(&site, &["page", "甲"], "unknown-placeholder");
    assert!(error.contains("archetypes/page.md:2:8") && error.contains("title"), "{error}");
    site.write("archetypes/product.yaml", b"\xce\xc4");
    refused(&site, &["product", "甲"], "archetype-not-text");
}

#[test]
fn what_is_wrong_elsewhere_does_not_stop_a_new_file() {
    let site = Site::base();
    site.write("content/news/broken.md", "---\ntitle: [\n---\n");
    assert_eq!(new(&site, &["article", "标题"]).code, 0);
    site.write("crosswalk.yaml", "title: [\n");
    assert_eq!(new(&site, &["article", "别的标题"]).code, 1);
    fs::remove_file(site.path("crosswalk.yaml")).expect("the settings");
    assert_eq!(new(&site, &["article", "别的标题"]).code, 2);
    assert!(!site.path("content/news/2026-01-31-bie-de-biao-ti.md").exists());
}

#[cfg(unix)]
#[test]
fn a_linked_folder_does_not_lead_a_new_file_out() {
    let site = Site::base();
    fs::create_dir(site.path("../outside")).expect("a folder");
    std::os::unix::fs::symlink("../../outside", site.path("content/out")).expect("a link");
    refused(&site, &["article", "x-y", "--section", "out"], "bad-new-name");
}
