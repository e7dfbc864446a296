//! What happens when files are saved.

use std::fs;

use super::served::Served;
use crate::support::Site;

const NOTE: &str = "content/news/note.md";

fn note(words: &str) -> String {
    format!("---\ntitle: 便条\ndate: 2021-01-01\n---\n\n{words}\n")
}

fn site() -> Site {
    let site = Site::base();
    site.write(NOTE, note("第一稿。"));
    site
}

#[test]
fn a_saved_page_is_loaded_again_and_others_are_not() {
    let site = site();
    let served = Served::start(&site, &[]);
    let (mut note_page, mut home) =
        (served.listen("/news/note/"), served.listen("/products/mail/"));
    assert_eq!(note_page.next()["reload"], false);
    assert_eq!(home.next()["reload"], false);
    site.write(NOTE, note("第二稿。"));
    note_page.until_reload();
    assert_eq!(home.next()["reload"], false);
    assert!(served.get("/news/note/").text().contains("第二稿"));
    let event = served.event("rebuilt");
    assert_eq!(event["by"][0], NOTE);
    let written = event["written"].as_array().expect("a list");
    assert!(written.contains(&"news/note/index.html".into()), "{event}");
}

#[test]
fn a_page_that_went_away_is_loaded_again() {
    let site = site();
    let served = Served::start(&site, &[]);
    let mut page = served.listen("/news/note/");
    site.remove(NOTE);
    page.until_reload();
    assert_eq!(served.get("/news/note/").status, 404);
    let mut missing = served.listen("/news/note/");
    site.write(NOTE, note("又来了。"));
    missing.until_reload();
    assert_eq!(served.get("/news/note/").status, 200);
}

#[test]
fn a_broken_edit_leaves_the_last_good_page_and_says_why() {
    let site = site();
    let served = Served::start(&site, &["--lang", "zh"]);
    let mut page = served.listen("/news/note/");
    let before = served.get("/news/note/").plain();
    site.write(NOTE, note("看[这里](gone.md)。"));
    let message = page.until_problem("dead-link");
    assert_eq!(message["reload"], false);
    let problem = &message["problems"][0];
    assert_eq!(problem["severity"], "error");
    assert_eq!(
        (&problem["path"], &problem["line"], &problem["column"]),
        (&NOTE.into(), &6.into(), &7.into())
    );
    assert!(
        problem["excerpt"]
            .as_str()
            .is_some_and(|lines| lines.contains("gone.md") && lines.contains('^'))
    );
    let check = site.run(&["check", "--format", "json", "--lang", "zh"]);
    let said: serde_json::Value =
        serde_json::from_str(check.stderr.lines().next().expect("a line")).expect("JSON");
    for key in ["code", "severity", "path", "line", "column", "message", "help"] {
        assert_eq!(problem[key], said[key], "{key}");
    }
    assert_eq!(served.get("/news/note/").plain(), before);
    assert_eq!(served.event("refused")["errors"], 1);
    // A page that is opened now hears of it at once.
    served.listen("/").until_problem("dead-link");
    site.write(NOTE, note("改好了。"));
    let mended = page.until_mended();
    assert_eq!(mended["reload"], true);
}

#[test]
fn an_emptied_file_changes_nothing_until_it_is_full_again() {
    let site = site();
    let served = Served::start(&site, &[]);
    let mut page = served.listen("/news/note/");
    site.write(NOTE, "");
    page.until_problem("empty-file");
    assert!(served.get("/news/note/").text().contains("第一稿"));
    site.write(NOTE, note("第二稿。"));
    page.until_reload();
    assert!(served.get("/news/note/").text().contains("第二稿"));
}

#[test]
fn style_sheets_are_exchanged_and_pages_stay() {
    let site = site();
    site.write("themes/default/assets/style.css", "body { color: black }\n");
    let served = Served::start(&site, &[]);
    let mut page = served.listen("/news/note/");
    assert_eq!(page.next()["files"], serde_json::json!([]));
    site.write("themes/default/assets/style.css", "body { color: navy }\n");
    let message = page.next();
    assert_eq!(message["files"], serde_json::json!(["/assets/style.css"]));
    assert_eq!(message["reload"], false, "the new fingerprint in every page is no change of it");
    assert_eq!(served.get("/assets/style.css").text(), "body { color: navy }\n");
    let event = served.event("rebuilt");
    assert!(
        event["written"].as_array().is_some_and(|all| all.len() > 5),
        "yet a build would write them: {event}"
    );
}

#[test]
fn a_page_that_missed_something_hears_of_it() {
    let site = site();
    let served = Served::start(&site, &[]);
    let old = served.get("/news/note/");
    site.write(NOTE, note("第二稿。"));
    served.event("rebuilt");
    let place = format!(
        "/_crosswalk/events?token={}&path=/news/note/&shape={}&since={}",
        old.data("token"),
        old.data("shape"),
        old.data("since")
    );
    let mut stream = served.listen_at(&place);
    assert_eq!(stream.next()["reload"], true);
}

#[test]
fn files_that_are_exchanged_for_others_are_read() {
    let site = site();
    let served = Served::start(&site, &[]);
    let mut page = served.listen("/news/note/");
    // As many editors save: a new file takes the old one's name.
    site.write("content/news/.note.md.tmp", note("第二稿。"));
    fs::rename(site.path("content/news/.note.md.tmp"), site.path(NOTE)).expect("a rename");
    page.until_reload();
    assert!(served.get("/news/note/").text().contains("第二稿"));
}

#[test]
fn a_folder_that_comes_back_is_watched_again() {
    let site = site();
    let served = Served::start(&site, &[]);
    fs::rename(site.path("content"), site.path("aside")).expect("a rename");
    let mut page = served.listen("/news/note/");
    page.until(|message| message["reload"] == true || message["problems"] != serde_json::json!([]));
    fs::create_dir(site.path("content")).expect("a folder");
    crate::support::copy(&site.path("aside"), &site.path("content"));
    let mut page = served.listen("/news/note/");
    page.until(|message| message["problems"] == serde_json::json!([]));
    for words in ["第二稿。", "第三稿。"] {
        while !served.get("/news/note/").text().contains("便条") {
            served.event("rebuilt");
        }
        let mut page = served.listen("/news/note/");
        site.write(NOTE, note(words));
        page.until_reload();
        while !served.get("/news/note/").text().contains(words) {
            served.event("rebuilt");
        }
    }
    fs::remove_dir_all(site.path("content/news")).expect("a folder less");
    served.event("rebuilt");
    site.write("content/news/_index.md", "---\ntitle: 新闻\n---\n");
    site.write(NOTE, note("第四稿。"));
    while !served.get("/news/note/").text().contains("第四稿") {
        served.event("rebuilt");
    }
}

#[test]
fn a_site_that_begins_broken_is_shown_once_it_is_mended() {
    let site = site();
    site.write(NOTE, note("看[这里](gone.md)。"));
    let served = Served::start(&site, &[]);
    let page = served.get("/news/note/");
    assert_eq!(page.status, 503);
    let mut stream = served.listen("/news/note/");
    stream.until_problem("dead-link");
    site.write(NOTE, note("改好了。"));
    stream.until_reload();
    assert_eq!(served.get("/news/note/").status, 200);
}

#[test]
fn settings_and_templates_count_too() {
    let site = site();
    let served = Served::start(&site, &[]);
    let mut page = served.listen("/news/note/");
    site.write(
        "themes/default/templates/article.html",
        "<!DOCTYPE html><title>x</title>{{ body | safe }}",
    );
    page.until_reload();
    let text = served.get("/news/note/").text();
    assert!(
        text.starts_with("<!DOCTYPE html><title>x</title>") && text.contains("/_crosswalk/live.js"),
        "{text}"
    );
    let settings = site.read("crosswalk.yaml");
    site.write("crosswalk.yaml", settings + "\nnonsense: 1\n");
    served.event("refused");
}
