//! `freeze: true`: the tables, verdicts and facts of an article as they stood on its day.

use super::{CHANGES, PRODUCT, site};
use crate::support::Site;

const ARTICLE: &str = "content/news/then.md";
const PAGE: &str = "news/then/index.html";

fn article(day: &str, freeze: bool, text: &str) -> String {
    format!("---\ntitle: 当时\ndate: {day}\nfreeze: {freeze}\n---\n\n{text}\n")
}

fn page(site: &Site) -> String {
    String::from_utf8(site.publish()[PAGE].clone()).expect("UTF-8")
}

/// A text without what stands between two words, wherever they stand.
fn without(text: &str, from: &str, to: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(from) {
        out.push_str(&rest[..at]);
        let end = rest[at..].find(to).map_or(rest.len(), |end| at + end + to.len());
        rest = &rest[end..];
    }
    out + rest
}

/// The tables and verdicts of a page, without what leads on to today.
fn shown(page: &str) -> String {
    let mut out = String::new();
    for (from, to) in [("<table", "</table>"), ("<div class=\"verdict\">", "</div>")] {
        for piece in page.split(from).skip(1) {
            out.push_str(piece.split(to).next().unwrap_or_default());
        }
    }
    for (from, to) in [
        ("<span class=\"later\">", "</span>"),
        ("<span class=\"recent\">", "</span>"),
        ("<a href=\"", ">"),
        ("<span id=\"", "</span>"),
    ] {
        out = without(&out, from, to);
    }
    out.replace("</a>", "")
}

/// An article of a recorded day shows what the matrix was that day, to the letter; a day between two shows the
/// earlier.
#[test]
fn tables_stand_as_they_stood() {
    let (site, days) = site();
    let blocks = "```compare\nproduct: mail\n```\n\n```compare\nproduct: mail\neditions: [old, new]\ngiven: {new: [pro]}\nshow: differences\n```\n\n```verdict\nproduct: mail\neditions: [old, new]\n```";
    let between = ["2025-09-30", "2025-11-14", "2026-01-19", "2026-01-31"];
    for ((day, product), late) in days.0.iter().zip(between) {
        let then = Site::base();
        then.remove("content/news/hello.md");
        then.write(PRODUCT, product);
        then.write(ARTICLE, article(day, false, blocks));
        let wanted = shown(&page(&then));
        for day in [day, late] {
            site.write(ARTICLE, article(day, true, blocks));
            let found = page(&site);
            assert_eq!(shown(&found), wanted, "{day}");
            assert!(found.contains("这里保持"), "{day}");
        }
    }
}

#[test]
fn rows_that_changed_since_are_marked() {
    let (site, _) = site();
    site.write(ARTICLE, article("2025-10-15", true, "```compare\nproduct: mail\n```"));
    let found = page(&site);
    assert!(found.contains("这里保持 2025-10-01 的样子，此后有 4 项已变，逐项标出。"), "{found}");
    assert_eq!(found.matches("class=\"later\"").count(), 4);
    let row = found.split("<tr id=\"account-cap\"").nth(1).expect("the row");
    let row = row.split("</tr>").next().unwrap_or_default();
    assert!(row.contains("/products/mail/features/seats/"), "it leads to what it became: {row}");
    assert!(row.contains("/products/mail/changes/#account-cap-"), "to its first change: {row}");
    let gone = found.split("<tr id=\"sign-in\"").nth(1).expect("the row");
    let gone = gone.split("</th>").next().unwrap_or_default();
    assert!(!gone.contains("features/sign-in"), "it has no page any more: {gone}");
    site.write(ARTICLE, article("2026-01-25", true, "```compare\nproduct: mail\n```"));
    let found = page(&site);
    assert!(found.contains("此后没有变化") && !found.contains("class=\"later\""), "{found}");
    // What no record tells may be in the very row.
    site.edit(PRODUCT, "old: 60", "old: 70");
    let told = site.build().diagnostics;
    assert!(told.iter().any(|problem| problem.code == "unrecorded-changes"));
    let found = String::from_utf8(site.output()[PAGE].clone()).expect("UTF-8");
    assert!(found.contains("此后的改动还没有记录") && !found.contains("此后没有变化"), "{found}");
}

/// Facts are held against their day, by the ids of that day and by those of today.
#[test]
fn facts_stand_as_they_stood() {
    let (site, _) = site();
    let text = "当时[200 个](cell:mail/account-cap/new)，也写作[](cell:mail/seats/new)。";
    site.write(ARTICLE, article("2025-10-15", true, text));
    let found = page(&site);
    assert!(
        found.contains(">200 个</a>，也写作<a href=\"/products/mail/features/seats/\">200 个</a>"),
        "{found}"
    );
    site.write(ARTICLE, article("2025-10-15", true, "现在[300 个](cell:mail/seats/new)。"));
    let run = site.run(&["check"]);
    assert!(
        run.code == 1 && run.stderr.contains("[200 个](cell:mail/seats/new)"),
        "{}",
        run.stderr
    );
    site.write(ARTICLE, article("2025-10-15", false, "现在[300 个](cell:mail/seats/new)。"));
    assert_eq!(site.run(&["check", "--strict"]).code, 0);
}

/// A record that was mended by hand would show a table that never was: nothing is published.
#[test]
fn an_edited_record_publishes_nothing() {
    let (site, _) = site();
    site.publish();
    let path = format!("{CHANGES}/2025-11-15.yaml");
    let old = site.output();
    let record = site.read(&path);
    for (from, to) in [
        ("limit: 200", "limit: 250"),
        ("limit: 300", "limit: 350"),
        ("was: account-cap", "was: cap"),
    ] {
        assert!(record.contains(from), "{from}");
        site.write(&path, record.replacen(from, to, 1));
        let run = site.run(&["build"]);
        assert!(run.code == 1 && run.stderr.contains("[record-edited]"), "{}", run.stderr);
        assert_eq!(run.stderr.matches("错误[").count(), 1, "{}", run.stderr);
        assert_eq!(site.output(), old);
    }
}
