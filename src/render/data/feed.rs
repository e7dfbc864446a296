//! Feeds: Atom (RFC 4287) and JSON Feed 1.1.

use std::fmt::Write;

use serde_json::json;

use super::xml;
use crate::render::compose::{Entry, Feed};

/// An Atom feed. `texts` are the entries' texts, where feeds hold them.
pub fn atom(feed: &Feed, texts: &[Option<String>]) -> Vec<u8> {
    let mut out = String::with_capacity(16 << 10);
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n<id>{home}</id>\n<link rel=\"alternate\" href=\"{home}\"/>\n<link rel=\"self\" href=\"{}\"/>\n<updated>{}</updated>\n<generator>crosswalk</generator>\n",
        xml(&feed.lang),
        xml(&feed.title),
        xml(&feed.own),
        feed.updated,
        home = xml(&feed.home),
    );
    for (entry, text) in feed.entries.iter().zip(texts) {
        atom_entry(entry, text.as_deref(), &mut out);
    }
    out.push_str("</feed>\n");
    out.into_bytes()
}

fn atom_entry(entry: &Entry, text: Option<&str>, out: &mut String) {
    let url = xml(&entry.url);
    let _ = write!(
        out,
        "<entry>\n<title>{}</title>\n<id>{url}</id>\n<link rel=\"alternate\" href=\"{url}\"/>\n<published>{}</published>\n<updated>{}</updated>\n",
        xml(&entry.title),
        entry.published,
        entry.updated,
    );
    for author in &entry.authors {
        let _ = writeln!(out, "<author><name>{}</name></author>", xml(author));
    }
    for tag in &entry.tags {
        let _ = writeln!(out, "<category term=\"{}\"/>", xml(tag));
    }
    let _ = writeln!(out, "<summary>{}</summary>", xml(&entry.summary));
    if let Some(text) = text {
        let _ = writeln!(out, "<content type=\"html\">{}</content>", xml(text));
    }
    out.push_str("</entry>\n");
}

/// A JSON Feed, version 1.1.
pub fn json_feed(feed: &Feed, texts: &[Option<String>]) -> Vec<u8> {
    let items: Vec<_> = feed.entries.iter().zip(texts).map(|(e, text)| item(e, text)).collect();
    let mut whole = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.own,
    });
    if !feed.description.is_empty() {
        whole["description"] = json!(feed.description);
    }
    whole["language"] = json!(feed.lang);
    whole["items"] = json!(items);
    super::json(&whole)
}

fn item(entry: &Entry, text: &Option<String>) -> serde_json::Value {
    let authors: Vec<_> = entry.authors.iter().map(|name| json!({ "name": name })).collect();
    let mut item = json!({ "id": entry.url, "url": entry.url, "title": entry.title });
    match text {
        Some(html) => item["content_html"] = json!(html),
        None => item["content_text"] = json!(entry.summary),
    }
    item["summary"] = json!(entry.summary);
    item["date_published"] = json!(entry.published);
    item["date_modified"] = json!(entry.updated);
    item["authors"] = json!(authors);
    item["tags"] = json!(entry.tags);
    item
}
