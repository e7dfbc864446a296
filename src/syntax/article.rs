//! Articles, plain pages and sections as written.

use serde::{Deserialize, Serialize};

use super::cjk;
use super::fields::{Fields, Reader};
use super::markdown::Body;
use super::words::When;
use super::yaml::Node;
use crate::base::{Bilingual, Hash, Located, Range, SourcePath};
use crate::model::{BlockRequest, Clause, Counters, Credit, Heading, Link};

/// An article's front matter, and what other pages need of its text.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct ArticleDoc {
    /// The file.
    pub path: SourcePath,
    /// The file's fingerprint.
    pub hash: Hash,
    /// The front matter.
    pub at: Range,
    /// `title`.
    pub title: Option<Located<String>>,
    /// `description`.
    pub description: Option<String>,
    /// `lead`.
    pub lead: Option<String>,
    /// `date`.
    pub date: Option<Located<When>>,
    /// `updated`.
    pub updated: Option<Located<When>>,
    /// `publish_date`.
    pub publish_date: Option<Located<When>>,
    /// `expiry_date`.
    pub expiry_date: Option<Located<When>>,
    /// `authors`.
    pub authors: Vec<String>,
    /// `source`.
    pub credit: Option<Credit>,
    /// `tags`.
    pub tags: Vec<Located<String>>,
    /// `categories`.
    pub categories: Vec<String>,
    /// `products`.
    pub products: Vec<Located<String>>,
    /// `draft`.
    pub draft: bool,
    /// `slug`.
    pub slug: Option<Located<String>>,
    /// `aliases`.
    pub aliases: Vec<Located<String>>,
    /// `weight`.
    pub weight: i64,
    /// `counters`.
    pub counters: Counters,
    /// `ai_generated`.
    pub ai_generated: bool,
    /// `paginate`: of a section.
    pub paginate: Option<Located<i64>>,
    /// The headings of the text.
    pub headings: Vec<Heading>,
    /// Other places of the text that can be linked: footnotes.
    pub notes: Vec<String>,
    /// Its clauses with loose numbers.
    pub clauses: Vec<Clause>,
    /// Its links.
    pub links: Vec<Link>,
    /// Its blocks.
    pub blocks: Vec<Located<BlockRequest>>,
    /// HTML that the author wrote.
    pub raw_html: Vec<Range>,
    /// What of it is not harmless.
    pub refused_html: Vec<Located<String>>,
    /// The beginning of the text, for lists.
    pub summary: String,
    /// Minutes of reading.
    pub minutes: u32,
}

/// How many characters a summary has at most.
const SUMMARY: usize = 120;

/// Han characters read in a minute.
const PER_MINUTE: usize = 400;

/// Reads an article's or a section's front matter.
pub fn read(reader: &mut Reader, node: &Node<'_>, hash: Hash, body: &Body) -> Option<ArticleDoc> {
    let mut fields =
        reader.fields(node, Bilingual::new("文章的开头部分", "an article's front matter"))?;
    fields.version(reader);
    let doc = ArticleDoc {
        path: reader.path.clone(),
        hash,
        at: node.at,
        title: fields.need("title", reader).and_then(|n| reader.string(n)),
        description: text(&mut fields, "description", reader),
        lead: text(&mut fields, "lead", reader),
        date: fields.read("date", reader, Reader::when),
        updated: fields.read("updated", reader, Reader::when),
        publish_date: fields.read("publish_date", reader, Reader::when),
        expiry_date: fields.read("expiry_date", reader, Reader::when),
        authors: texts(&mut fields, "authors", reader),
        credit: fields.read("source", reader, credit),
        tags: fields.each("tags", reader, Reader::item),
        categories: texts(&mut fields, "categories", reader),
        products: fields.each("products", reader, Reader::item),
        draft: fields.read("draft", reader, Reader::boolean).unwrap_or(false),
        slug: fields.read("slug", reader, Reader::string),
        aliases: fields.each("aliases", reader, Reader::string),
        weight: fields.read("weight", reader, Reader::integer).unwrap_or(0),
        counters: fields.read("counters", reader, counters).unwrap_or_default(),
        ai_generated: fields.read("ai_generated", reader, Reader::boolean).unwrap_or(false),
        paginate: fields
            .read("paginate", reader, |r, n| r.integer(n).map(|value| Located::new(value, n.at))),
        headings: body.headings.clone(),
        notes: body.notes.clone(),
        clauses: body.clauses.clone(),
        links: body.links.clone(),
        blocks: body.blocks.clone(),
        raw_html: body.raw_html.clone(),
        refused_html: body.refused_html.clone(),
        summary: summary(&body.plain),
        minutes: minutes(&body.plain),
    };
    // Checked for their form; what they do comes with the pages that show it.
    for words in ["image", "template"] {
        fields.read(words, reader, Reader::string);
    }
    fields.read("freeze", reader, Reader::boolean);
    fields.finish(reader);
    Some(doc)
}

fn text(fields: &mut Fields<'_, '_>, key: &'static str, reader: &mut Reader) -> Option<String> {
    fields.read(key, reader, Reader::string).map(|text| text.value)
}

fn texts(fields: &mut Fields<'_, '_>, key: &'static str, reader: &mut Reader) -> Vec<String> {
    fields.each(key, reader, |r, n| r.item(n).map(|text| text.value))
}

fn credit(reader: &mut Reader, node: &Node<'_>) -> Option<Credit> {
    if node.scalar().is_some() {
        return reader.string(node).map(|name| Credit { name: name.value, url: None });
    }
    let mut fields = reader.fields(node, Bilingual::new("来源", "a source"))?;
    let name = fields.need("name", reader).and_then(|n| reader.string(n));
    let url = fields.read("url", reader, Reader::address).map(|url| url.value);
    fields.finish(reader);
    Some(Credit { name: name?.value, url })
}

fn counters(reader: &mut Reader, node: &Node<'_>) -> Option<Counters> {
    let count = |reader: &mut Reader, node: &Node<'_>| {
        reader.integer(node).and_then(|n| u64::try_from(n).ok())
    };
    let mut fields = reader.fields(node, Bilingual::new("计数", "a counters mapping"))?;
    let counters = Counters {
        views: fields.read("views", reader, count),
        likes: fields.read("likes", reader, count),
    };
    fields.finish(reader);
    Some(counters)
}

/// The beginning of a text, cut after 。！？ if one stands in the second half of the room, else with an ellipsis.
pub fn summary(plain: &str) -> String {
    let text = plain.trim_start().lines().map(str::trim).filter(|line| !line.is_empty());
    let mut out = String::new();
    for (count, c) in text.flat_map(str::chars).enumerate() {
        if count == SUMMARY {
            return cut(&out);
        }
        out.push(c);
    }
    out
}

fn cut(text: &str) -> String {
    let end = text
        .char_indices()
        .filter(|(_, c)| matches!(c, '。' | '！' | '？'))
        .map(|(at, c)| at + c.len_utf8())
        .next_back();
    match end.filter(|end| *end * 2 >= text.len()) {
        Some(end) => text[..end].to_owned(),
        None => format!("{}…", text.trim_end()),
    }
}

fn minutes(plain: &str) -> u32 {
    let han = plain.chars().filter(|c| cjk::is_han(*c)).count();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).count();
    u32::try_from((han + words * 2).div_ceil(PER_MINUTE).max(1)).unwrap_or(u32::MAX)
}
