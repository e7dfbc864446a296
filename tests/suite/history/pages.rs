//! What readers see of the records.

use serde_json::{Value, json};

use super::{PRODUCT, edit, record, site};
use crate::support::{Site, Tree};

fn text(files: &Tree, path: &str) -> String {
    let bytes = files.get(path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

/// Words in the order in which they must stand.
fn in_order(text: &str, words: &[&str]) {
    let mut rest = text;
    for word in words {
        let at = rest.find(word).unwrap_or_else(|| panic!("{word} in {rest}"));
        rest = &rest[at + word.len()..];
    }
}

/// Where readers and programs look for what changed.
#[test]
fn pages_lead_to_what_changed_and_to_the_days_that_matter() {
    let (site, _) = site();
    site.edit(PRODUCT, "id: new, name: 新版", "id: new, name: 新版, closes: 2030-12-31");
    let built = site.build();
    assert!(built.diagnostics.iter().all(|d| !d.is_error()), "{:?}", built.diagnostics);
    let tree = site.output();
    let page = |file: &str| String::from_utf8_lossy(&tree[file]).into_owned();
    let product = page("products/mail/index.html");
    let data = product
        .rsplit("<p class=\"data\">")
        .next()
        .unwrap()
        .split("</p>")
        .next()
        .unwrap()
        .to_owned();
    for there in ["href=\"/products/mail/changes/\"", "href=\"/products/mail/calendar.ics\""] {
        assert!(data.contains(there), "{there}: {data}");
    }
    let changes = page("products/mail/changes/index.html");
    assert!(changes.contains("href=\"/products/mail/calendar.ics\""));
    assert!(page("index.html").contains("href=\"/calendar.ics\""), "the colophon");
    assert!(page("llms.txt").contains("](https://www.example.com/products/mail/changes/)"));
}

#[test]
fn the_page_of_changes() {
    let (site, _) = site();
    let files = site.publish();
    let page = text(&files, "products/mail/changes/index.html");
    in_order(
        &page,
        &[
            "自 2025-09-01 起记录变更",
            "id=\"2026-01-20\"",
            "不再列出",
            "登录方式",
            "id=\"2025-11-15\"",
            "下一版",
            "改名",
            "席位数",
            "原名“帐号数上限”",
            "移交",
            "现在分为移交管理员、移交邮件",
            "<del>",
            "200",
            "<ins>",
            "300",
            "id=\"2025-10-01\"",
            "提高",
            "50",
            "60",
        ],
    );
    assert!(!page.contains("id=\"2025-09-01\""), "the base tells no change");
    let api: Value =
        serde_json::from_slice(&files["api/v1/products/mail/changes.json"]).expect("JSON");
    assert_eq!(api["since"], "2025-09-01");
    let records = api["records"].as_array().expect("records");
    let days: Vec<&Value> = records.iter().map(|record| &record["date"]).collect();
    assert_eq!(days, [&json!("2025-10-01"), &json!("2025-11-15"), &json!("2026-01-20")]);
    let mut count = 0;
    for change in records.iter().flat_map(|r| r["changes"].as_array().expect("changes")) {
        let id = change["id"].as_str().expect("an id");
        // What only goes by another id is no news to readers; these have another name, too.
        assert!(page.contains(&format!("<li id=\"{id}\">")), "{id}");
        count += 1;
    }
    assert_eq!(count, page.matches("<li id=\"").count());
    let came_true = &records[0]["changes"][1];
    let told = (&came_true["feature"], &came_true["change"], &came_true["old"]["state"]);
    assert_eq!(told, (&json!("archive"), &json!("gained"), &json!("planned")));
    let feed = text(&files, "products/mail/changes/atom.xml");
    in_order(&feed, &["#2026-01-20", "#2025-11-15", "席位数", "200 个", "300 个", "#2025-10-01"]);
    assert_eq!(feed.matches("<entry>").count(), 3);
    assert!(text(&files, "sitemap.xml").contains("/products/mail/changes/"));
    assert!(text(&files, "products/mail/index.html").contains("最近变更 2026-01-20"));
}

/// A feature's page tells its life, also under the names that it had.
#[test]
fn how_a_feature_came_to_be_so() {
    let (site, _) = site();
    let files = site.publish();
    let seats = text(&files, "products/mail/features/seats/index.html");
    in_order(
        &seats,
        &["变更经过", "2025-11-15", "改名", "2025-10-01", "50", "60", "自 2025-09-01 起记录变更"],
    );
    let archive = text(&files, "products/mail/features/archive/index.html");
    in_order(
        &archive,
        &["变更经过", "2026-01-20", "2025-10-01", "新增", "2025-09", "旧版", "起即如此"],
    );
    for half in ["transfer-admin", "transfer-mail"] {
        let page = text(&files, &format!("products/mail/features/{half}/index.html"));
        in_order(&page, &["变更经过", "2025-11-15", "拆分"]);
    }
    let wecom = text(&files, "products/mail/features/wecom/index.html");
    assert!(!wecom.contains("变更经过"), "nothing has changed there");
}

/// Marks of what changed lately end by themselves: a build on a later day differs, and equals a clean one.
#[test]
fn marks_end_after_ninety_days() {
    let (site, _) = site();
    let build = |now: &str| {
        let run = site.run(&["build", "--now", now]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        text(&site.output(), "products/mail/index.html")
    };
    let marks = |page: &str| page.matches("class=\"recent\"").count();
    let (first, same, second, last) =
        (build("2026-01-31"), build("2026-02-12"), build("2026-02-13"), build("2026-04-20"));
    // Seats, both halves and the archive; the one that came in January. What changed twice has the younger mark.
    assert_eq!((marks(&first), marks(&second), marks(&last)), (5, 2, 0), "{first}");
    assert_eq!(first, same);
    assert!(first.contains("近 90 天有变 <time datetime=\"2026-01-20\">"), "{first}");
    let run = site.run(&["build", "--now", "2026-04-20", "--no-cache"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(text(&site.output(), "products/mail/index.html"), last);
}

#[test]
fn a_site_can_do_without() {
    let (site, _) = site();
    site.write("crosswalk.yaml", site.read("crosswalk.yaml") + "outputs: {changes: false}\n");
    let files = site.publish();
    assert!(!files.keys().any(|path| path.contains("changes")), "{:?}", files.keys());
    let page = text(&files, "products/mail/index.html");
    assert!(!page.contains("class=\"recent\"") && !page.contains("变更"), "{page}");
    let seats = text(&files, "products/mail/features/seats/index.html");
    assert!(!seats.contains("变更经过"));
}

#[test]
fn a_base_alone_is_no_page_for_search_engines() {
    let site = Site::base();
    record(&site, "2026-01-01");
    let files = site.publish();
    let page = text(&files, "products/mail/changes/index.html");
    assert!(page.contains("noindex") && page.contains("还没有变化"), "{page}");
    assert!(!text(&files, "sitemap.xml").contains("/changes/"));
}

/// Only who has an id or a place of its own moved is no news.
#[test]
fn an_id_alone_is_no_news() {
    let site = Site::base();
    record(&site, "2026-01-01");
    edit(
        &site,
        PRODUCT,
        &[
            ("id: archive", "id: mail-archive"),
            ("groups:\n", "moved: {archive: mail-archive}\ngroups:\n"),
        ],
    );
    record(&site, "2026-01-02");
    let files = site.publish();
    assert!(!text(&files, "products/mail/index.html").contains("class=\"recent\""));
    assert!(!text(&files, "products/mail/changes/index.html").contains("<li id="));
}
