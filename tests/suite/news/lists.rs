//! Terms, the archive, their pages and their feeds.

use roxmltree::Document;
use serde_json::Value;

use super::{main_of, newspaper, page};
use crate::support::{Site, Tree};

/// The titles of a feed's entries, read by a parser that forgives nothing.
fn entries(tree: &Tree, path: &str) -> Vec<String> {
    let feed = Document::parse(page(tree, path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    let is_entry = |node: &roxmltree::Node<'_, '_>| node.has_tag_name("entry");
    let entries: Vec<_> = feed.descendants().filter(is_entry).collect();
    let title = |entry: &roxmltree::Node<'_, '_>| {
        let title = entry.children().find(|node| node.has_tag_name("title")).expect("a title");
        title.text().unwrap_or_default().to_owned()
    };
    entries.iter().map(title).collect()
}

fn has(tree: &Tree, path: &str) -> bool {
    tree.contains_key(path)
}

#[test]
fn every_taxonomy_has_its_terms_their_lists_and_a_feed_beside_each() {
    let tree = newspaper().publish();
    for (overview, term) in [
        ("tags/", "tags/vip-帐号/"),
        ("categories/", "categories/公告/"),
        ("authors/", "authors/张三/"),
        ("products/", "products/mail/news/"),
    ] {
        let address = |below: &str| below.replace("帐号", "%E5%B8%90%E5%8F%B7");
        let terms = main_of(&tree, &format!("{overview}index.html"));
        let link = match overview {
            "categories/" => "/categories/%E5%85%AC%E5%91%8A/".to_owned(),
            "authors/" => "/authors/%E5%BC%A0%E4%B8%89/".to_owned(),
            _ => format!("/{}", address(term)),
        };
        assert!(terms.contains(&format!("href=\"{link}\"")), "{terms}");
        let first = main_of(&tree, &format!("{term}index.html"));
        assert!(first.contains("第 5 篇") && !first.contains("第 3 篇"), "{term}: two to a page");
        assert!(main_of(&tree, &format!("{term}page/2/index.html")).contains("第 3 篇"), "{term}");
        assert_eq!(
            entries(&tree, &format!("{term}atom.xml"))[..2],
            ["第 5 篇", "第 4 篇"],
            "{term}"
        );
    }
    assert_eq!(entries(&tree, "authors/张三/atom.xml").len(), 4, "one is by somebody else");
    assert_eq!(entries(&tree, "authors/李四/atom.xml"), ["第 1 篇"]);
    assert!(main_of(&tree, "news/story-2/index.html").contains("href=\"/tags/c++/\""));
}

#[test]
fn the_page_of_products_shows_each_at_a_glance() {
    let tree = newspaper().publish();
    let main = main_of(&tree, "products/index.html");
    for part in [
        "<h2><a href=\"/products/mail/\">",
        "<ol class=\"ladder\"",
        "class=\"counts\"",
        "项功能",
        "href=\"/products/mail/news/\"",
        "href=\"/products/mail/compare/old-vs-new/\"",
    ] {
        assert!(main.contains(part), "{part}: {main}");
    }
    let terms = main_of(&tree, "tags/index.html");
    assert!(!terms.contains("ladder"), "other terms are no products");
}

#[test]
fn each_language_has_lists_and_feeds_of_its_own() {
    let tree = newspaper().publish();
    assert_eq!(entries(&tree, "en/atom.xml"), ["Story 2", "Story 1"]);
    assert_eq!(entries(&tree, "en/news/atom.xml"), ["Story 2", "Story 1"]);
    assert_eq!(entries(&tree, "en/tags/mail/atom.xml"), ["Story 2", "Story 1"]);
    assert!(!has(&tree, "tags/mail/index.html") && !has(&tree, "en/categories/index.html"));
    assert!(main_of(&tree, "en/archive/index.html").contains("href=\"/en/archive/2024/02/\""));
    assert!(!main_of(&tree, "en/archive/index.html").contains("/2024/03/"));
    // The section was written in Chinese alone: its list is there all the same.
    assert!(main_of(&tree, "en/news/index.html").contains("Story 2"));
    assert!(page(&tree, "en/news/story-1/index.html").contains("href=\"/en/news/\""));
}

#[test]
fn the_archive_leads_to_years_and_months() {
    let tree = newspaper().publish();
    let archive = main_of(&tree, "archive/index.html");
    let place = |what: &str| archive.find(what).unwrap_or_else(|| panic!("{what}: {archive}"));
    assert!(place("/archive/2024/\"") < place("/archive/2021/\""), "newest first");
    assert!(place("/archive/2024/05/") < place("/archive/2024/04/"));
    assert!(main_of(&tree, "archive/2024/05/index.html").contains("第 5 篇"));
    assert!(main_of(&tree, "archive/2024/page/3/index.html").contains("第 1 篇"));
    assert!(!has(&tree, "archive/2024/06/index.html"));
}

#[test]
fn the_settings_decide_what_is_listed() {
    let site = newspaper();
    site.edit(
        "crosswalk.yaml",
        "paginate: 2\n",
        "paginate: 2\ntaxonomies:\n  tags: {slug: topics, name: 话题, feed: false, paginate: 5}\n  \
         authors: false\n  products: {slug: about}\noutputs: {archive: false}\n",
    );
    let tree = site.publish();
    assert!(main_of(&tree, "topics/index.html").contains("话题"));
    assert!(has(&tree, "topics/vip-帐号/index.html") && has(&tree, "categories/公告/index.html"));
    assert!(!has(&tree, "topics/vip-帐号/page/2/index.html"), "five to a page");
    assert!(!has(&tree, "topics/vip-帐号/atom.xml"));
    assert!(has(&tree, "about/mail/index.html") && has(&tree, "about/mail/atom.xml"));
    let none = |prefix: &str| tree.keys().all(|path| !path.starts_with(prefix));
    assert!(none("tags/") && none("authors/") && none("archive/"));
    // An author without a list stands there without a link.
    let article = main_of(&tree, "news/story-2/index.html");
    assert!(article.contains("张三") && !article.contains("/authors/"));
    site.edit("crosswalk.yaml", "outputs: {archive: false}", "outputs: {archive: true}");
    site.edit("crosswalk.yaml", "taxonomies:\n", "taxonomies: [categories]\nextra:\n");
    let tree = site.publish();
    assert!(has(&tree, "categories/公告/index.html") && has(&tree, "archive/2024/index.html"));
    assert!(!tree.keys().any(|path| path.starts_with("topics/") || path.starts_with("tags/")));
}

#[test]
fn what_an_editor_wrote_stands_where_an_overview_would() {
    let site = newspaper();
    site.write("content/authors.md", "---\ntitle: 我们的作者\n---\n文字。\n");
    site.write("content/archive.md", "---\ntitle: 旧闻\n---\n文字。\n");
    let tree = site.publish();
    assert!(main_of(&tree, "authors/index.html").contains("我们的作者"));
    assert!(main_of(&tree, "archive/index.html").contains("旧闻"));
    assert!(has(&tree, "authors/张三/index.html"));
}

#[test]
fn spellings_of_one_address_are_one_term() {
    let site = newspaper();
    site.edit("content/news/2024-05-01-story-5.md", "VIP 帐号", "vip-帐号");
    let tree = site.publish();
    assert_eq!(entries(&tree, "tags/vip-帐号/atom.xml").len(), 5);
}

#[test]
fn feeds_hold_what_the_settings_ask_for() {
    let site = newspaper();
    let tree = site.publish();
    let json: Value = serde_json::from_str(page(&tree, "feed.json")).expect("JSON");
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(json["feed_url"], "https://www.example.com/feed.json");
    assert_eq!(json["items"].as_array().map(Vec::len), Some(6));
    assert_eq!(json["items"][0]["content_text"], "正文见这里。");
    assert!(!page(&tree, "atom.xml").contains("<content"));
    site.edit("crosswalk.yaml", "paginate: 2\n", "feeds: {entries: 2, content: full}\n");
    let tree = site.publish();
    assert_eq!(entries(&tree, "atom.xml").len(), 2);
    let json: Value = serde_json::from_str(page(&tree, "feed.json")).expect("JSON");
    let link = "<a href=\"https://www.example.com/news/hello/\">";
    assert!(json["items"][0]["content_html"].as_str().expect("HTML").contains(link), "{json}");
    let feed = Document::parse(page(&tree, "atom.xml")).expect("XML");
    let content = feed.descendants().find(|node| node.has_tag_name("content")).expect("a text");
    assert!(content.text().unwrap_or_default().contains(link));
    for (setting, gone) in [
        ("feeds: false", &["atom.xml", "feed.json", "news/atom.xml", "tags/vip-帐号/atom.xml"][..]),
        ("feeds: {json: false, sections: false}", &["feed.json", "news/atom.xml"][..]),
    ] {
        let site = newspaper();
        site.edit("crosswalk.yaml", "paginate: 2", setting);
        let tree = site.publish();
        for path in gone {
            assert!(!has(&tree, path), "{setting}: {path}");
            let address = format!("href=\"/{path}\"");
            assert!(!page(&tree, "index.html").contains(&address), "{setting}: {path}");
        }
    }
}

#[test]
fn feeds_parse_whatever_stands_in_the_text() {
    let site = Site::base();
    site.write(
        "content/news/odd.md",
        "---\ntitle: \"a & b < c > \\\"d\\\" ]]> \u{fffd}\"\ndate: 2024-01-01\nauthors: [\"<b>\"]\n\
         tags: [\"x & y\"]\ncategories: [\"'\"]\n---\n`]]>` &amp; &#7; &#x1b; 𝄞 \u{200b}\n",
    );
    for content in ["summary", "full"] {
        site.write(
            "crosswalk.yaml",
            format!(
                "version: 1\ntitle: \"A & <B>\"\nbase_url: https://www.example.com/\n\
                 feeds: {{content: {content}}}\n"
            ),
        );
        let built = site.build();
        assert!(built.diagnostics.iter().all(|d| d.severity != crosswalk::base::Severity::Error));
        let tree = site.output();
        for path in tree.keys().filter(|path| path.ends_with(".xml")) {
            let text = page(&tree, path);
            Document::parse(text).unwrap_or_else(|e| panic!("{path}: {e}\n{text}"));
        }
        serde_json::from_str::<Value>(page(&tree, "feed.json")).expect("JSON");
        assert_eq!(entries(&tree, "atom.xml")[0], "a & b < c > \"d\" ]]> \u{fffd}");
    }
}

/// A site with two sections: news, and help in an order of its own.
fn two_sections() -> Site {
    let site = Site::base();
    site.write("content/help/_index.md", "---\ntitle: 帮助\n---\n");
    for (name, front) in [("z", "weight: 1"), ("a", "weight: 2"), ("n", "date: 2020-01-01")] {
        let text = format!("---\ntitle: 帮助 {name}\n{front}\n---\n\n文字。\n");
        site.write(&format!("content/help/{name}.md"), text);
    }
    for day in 1..4 {
        let text = format!("---\ntitle: 新闻 {day}\ndate: 2024-01-0{day}\n---\n\n文字。\n");
        site.write(&format!("content/news/day-{day}.md"), text);
    }
    site
}

/// The order in which words stand in a text.
fn in_order(text: &str, words: &[&str]) {
    let places: Vec<_> = words.iter().map(|word| text.find(word).expect(word)).collect();
    assert!(places.is_sorted(), "{words:?}: {text}");
}

#[test]
fn what_has_a_weight_comes_first_in_its_section_and_not_in_its_feed() {
    let site = two_sections();
    let tree = site.publish();
    in_order(main_of(&tree, "help/index.html"), &["帮助 z", "帮助 a", "帮助 n"]);
    assert_eq!(entries(&tree, "help/atom.xml")[0], "帮助 n");
    in_order(main_of(&tree, "news/index.html"), &["新闻 3", "新闻 2", "新闻 1"]);
    site.edit("content/news/day-1.md", "date:", "weight: -1\ndate:");
    in_order(main_of(&site.publish(), "news/index.html"), &["新闻 1", "新闻 3", "新闻 2"]);
}

#[test]
fn the_front_page_shows_the_news_of_all_sections() {
    let site = two_sections();
    let tree = site.publish();
    let home = main_of(&tree, "index.html");
    in_order(home, &["新闻 3", "新闻 2", "新闻 1", "帮助 n", "href=\"/news/\">"]);
    assert!(!home.contains("帮助 a"), "without a date it is no news: {home}");
}

#[test]
fn a_section_that_is_a_draft_has_no_list() {
    let site = two_sections();
    site.write("content/help/_index.md", "---\ntitle: 帮助\ndraft: true\n---\n");
    let tree = site.publish();
    assert!(!has(&tree, "help/index.html") && has(&tree, "help/z/index.html"));
    assert_eq!(site.check().diagnostics.len(), 0);
}
