//! Tables are not made again where nothing that they are made from has changed, and are where it has.

use std::collections::BTreeSet;

use super::{awkward, text};
use crate::support::{Site, stamps};

const PRODUCT: &str = "content/products/mail/product.yaml";

/// A rebuild after an edit equals a clean build; returns what was written anew below a folder.
fn rebuilt(site: &Site, edit: impl Fn(&Site)) -> BTreeSet<String> {
    site.publish();
    let before = stamps(&site.path("output"));
    edit(site);
    let built = site.build();
    assert!(built.diagnostics.iter().all(|d| !d.is_error()), "{:?}", built.diagnostics);
    let after = stamps(&site.path("output"));
    let again = site.run(&["build", "--no-cache", "-o", "clean"]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    let clean = crate::support::tree(&site.path("clean"));
    assert_eq!(crate::support::differences(&site.output(), &clean), [""; 0]);
    after
        .into_iter()
        .filter(|(path, stamp)| before.get(path) != Some(stamp))
        .map(|(path, _)| path)
        .collect()
}

#[test]
fn one_product_does_not_touch_another() {
    let written = rebuilt(&awkward(), |site| site.edit(PRODUCT, "old: 50", "old: 60"));
    assert!(written.contains("products/mail/matrix.csv"), "{written:?}");
    assert!(written.contains("api/v1/products/mail/upgrades/old-to-new.json"), "{written:?}");
    // A word of another product is filled in from this one's other edition: nothing of it changed.
    assert!(!written.iter().any(|path| path.contains("odd")), "{written:?}");
}

#[test]
fn what_is_filled_in_from_elsewhere_is_no_less_new() {
    let site = awkward();
    let written = rebuilt(&site, |site| {
        site.edit(PRODUCT, "limit: 200", "limit: 300");
        site.edit("content/news/hello.md", "[200 个]", "[300 个]");
    });
    assert!(written.contains("products/odd/matrix.csv"), "{written:?}");
    assert!(text(&site.output(), "products/odd/matrix.csv").contains("上限是 300 个"));
}

#[test]
fn settings_words_and_guides_count() {
    let words = "themes/default/i18n/zh-Hans.yaml";
    let written = rebuilt(&Site::base(), |site| {
        site.write(words, "words: {\"yes\": [提供]}\nexport: {name: 项目}\n");
    });
    assert!(written.contains("products/mail/matrix.md"), "{written:?}");
    let guide = "content/products/mail/upgrades/old-to-new.md";
    let written = rebuilt(&Site::base(), |site| {
        let text = site.read(guide);
        site.write(guide, text.replacen("title: ", "title: 新的", 1));
    });
    assert!(written.contains("api/v1/products/mail/upgrades/old-to-new.json"), "{written:?}");
    assert!(written.contains("api/v1/index.json"), "{written:?}");
    let written = rebuilt(&Site::base(), |site| {
        site.edit("crosswalk.yaml", "https://www.example.com/", "https://www.example.org/");
    });
    assert!(written.contains("api/v1/products/mail.json"), "{written:?}");
}

#[test]
fn equal_sites_are_equal_bytes() {
    assert_eq!(crate::support::differences(&awkward().publish(), &awkward().publish()), [""; 0]);
}

#[test]
fn a_name_that_is_taken_is_told_and_nothing_is_published() {
    for (path, bytes) in [
        ("static/products/mail/matrix.csv", "a,b"),
        ("static/api/v1/products/mail.json", "{}"),
        ("static/products/mail/compare/old-vs-new/matrix.md", "x"),
        ("static/api/v1/openapi.json", "{}"),
    ] {
        let site = Site::base();
        site.write(path, bytes);
        let built = site.build();
        let codes: Vec<String> = built.diagnostics.iter().map(|d| d.code.to_string()).collect();
        assert_eq!(codes, ["same-address"], "{path}");
        assert!(!site.path("output").exists(), "{path}");
    }
    let site = Site::base();
    site.write(
        "content/news/old.md",
        "---\ntitle: 旧\naliases: [/products/mail/matrix.csv]\n---\n字。\n",
    );
    let codes: Vec<String> = site.build().diagnostics.iter().map(|d| d.code.to_string()).collect();
    assert_eq!(codes, ["alias-taken"]);
}
