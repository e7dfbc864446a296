//! The real site's articles, its feed and its map.

use std::collections::BTreeSet;

use super::html::{Element, all, text, well_formed};
use super::{ARTICLE, articles, file, pages};
use crate::support::Site;

#[test]
fn the_site_is_whole_before_its_newest_articles_appear() {
    let early = Site::real().publish();
    let articles: Vec<_> = early.keys().filter(|path| path.starts_with("news/")).collect();
    assert_eq!(articles, ["news/atom.xml", "news/free-to-basic/index.html", "news/index.html"]);
}

#[test]
fn the_home_page_leads_to_every_article() {
    let home = file("index.html");
    for (path, _) in articles() {
        let address = format!("href=\"/{}\"", path.trim_end_matches("index.html"));
        assert!(home.contains(&address), "{path}");
    }
}

#[test]
fn articles_have_what_readers_look_for() {
    assert!(articles().count() > 8, "beside the founding one");
    for (path, html) in articles() {
        let head = all(html, "article")[0].all("header")[0];
        let lead = head.all("p").last().map(Element::text).unwrap_or_default();
        assert!(lead.chars().count() > 40, "{path}: {lead}");
        assert!(head.all("time").len() == 1, "{path}: a date");
        assert!(html.contains("<meta name=\"description\""), "{path}");
        let tags = all(html, "ul").into_iter().find(|ul| ul.attribute("class") == Some("tags"));
        assert!(tags.is_some_and(|tags| tags.all("li").len() > 1), "{path}: tags");
        assert!(path == ARTICLE || !head.text().contains("访问量"), "{path}: nobody counted");
    }
}

#[test]
fn feed_and_map_are_well_formed_and_complete() {
    for path in ["atom.xml", "sitemap.xml"] {
        well_formed(file(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"));
    }
    let feed = file("atom.xml");
    let entries = all(feed, "entry");
    assert_eq!(entries.len(), articles().count());
    for entry in &entries {
        for tag in ["title", "id", "published", "updated", "summary", "author"] {
            assert_eq!(entry.all(tag).len(), 1, "{tag}");
            assert!(!entry.all(tag)[0].text().is_empty(), "{tag}");
        }
    }
    let oldest = entries.last().expect("an article");
    assert_eq!(oldest.all("published")[0].text(), "2021-07-13T17:28:04+08:00");
    assert_eq!(text(all(feed, "id")[0].inner), "https://www.example.com/");
    let listed: BTreeSet<String> =
        all(file("sitemap.xml"), "loc").iter().map(Element::text).collect();
    let address = |(path, html): (&str, &str)| {
        if html.contains("<meta name=\"robots\" content=\"noindex\">") {
            return None;
        }
        let path = path.strip_suffix("index.html")?;
        let encode =
            |b: u8| if b.is_ascii() { char::from(b).to_string() } else { format!("%{b:02X}") };
        Some(format!("https://www.example.com/{}", path.bytes().map(encode).collect::<String>()))
    };
    assert_eq!(listed, pages().filter_map(address).collect());
}
