//! Articles, plain pages and sections as written.

use serde::{Deserialize, Serialize};

use super::catalogue as problem;
use super::cjk;
use super::fields::{Fields, Reader};
use super::markdown::{Body, clauses};
use super::words::When;
use super::yaml::Node;
use crate::base::{Bilingual, Hash, Located, Range, SourcePath, is_cjk};
use crate::model::{BlockRequest, Clause, Counters, Credit, Heading, Link, Stretch};

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
    /// Its clauses that state something which no link holds, those of the front matter first.
    pub clauses: Vec<Clause>,
    /// Its links.
    pub links: Vec<Link>,
    /// Its blocks.
    pub blocks: Vec<Located<BlockRequest>>,
    /// HTML that the author wrote.
    pub raw_html: Vec<Range>,
    /// What of it is not harmless.
    pub refused_html: Vec<Located<String>>,
    /// `image`.
    pub image: Option<Located<String>>,
    /// `template`.
    pub template: Option<Located<String>>,
    /// The beginning of the text, for lists.
    pub opening: Vec<Stretch>,
    /// Minutes of reading.
    pub minutes: u32,
    /// Where `freeze: true` stands.
    pub freeze: Option<Range>,
}

/// How many characters a summary has at most.
const SUMMARY: usize = 120;

/// How many characters of a text's beginning are kept: what fills its links makes it longer or
/// leaves it shorter than a summary.
const OPENING: usize = 200;

/// Han characters read in a minute, silently: between the 300 and the 500 that the curriculum for
/// compulsory education (语文课程标准, 2022) asks of grades 5–6 and 7–9 at least.
const HAN_PER_MINUTE: usize = 400;

/// Words of Latin script read in a minute, silently: the mean for non-fiction in M. Brysbaert, "How
/// many words do we read per minute?", Journal of Memory and Language 109 (2019).
const WORDS_PER_MINUTE: usize = 238;

/// Reads an article's or a section's front matter.
pub fn read(reader: &mut Reader, node: &Node<'_>, hash: Hash, body: &Body) -> Option<ArticleDoc> {
    let mut fields =
        reader.fields(node, Bilingual::new("文章的开头部分", "an article's front matter"))?;
    fields.version(reader);
    let title = fields.need("title", reader).and_then(|n| reader.string(n));
    let description = fields.read("description", reader, Reader::string);
    let lead = fields.read("lead", reader, Reader::string);
    let heads = [&title, &description, &lead].into_iter().flatten();
    let heads = heads.flat_map(|text| clauses(&text.value, text.at));
    let doc = ArticleDoc {
        path: reader.path.clone(),
        hash,
        at: node.at,
        clauses: heads.chain(body.clauses.iter().cloned()).collect(),
        title,
        description: description.map(|text| text.value),
        lead: lead.map(|text| text.value),
        date: fields.read("date", reader, Reader::when),
        updated: fields.read("updated", reader, Reader::when),
        publish_date: fields.read("publish_date", reader, Reader::when),
        expiry_date: fields.read("expiry_date", reader, Reader::when),
        authors: texts(&mut fields, "authors", reader),
        credit: fields.read("source", reader, credit),
        tags: fields.each_name("tags", reader, Reader::item),
        categories: texts(&mut fields, "categories", reader),
        products: fields.each_name("products", reader, Reader::item),
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
        links: body.links.clone(),
        blocks: body.blocks.clone(),
        raw_html: body.raw_html.clone(),
        refused_html: body.refused_html.clone(),
        image: fields.read("image", reader, Reader::string),
        template: fields.read("template", reader, Reader::string),
        opening: opening(body),
        minutes: minutes(&body.plain),
        freeze: fields.read("freeze", reader, freeze).unwrap_or_default(),
    };
    fields.finish(reader);
    Some(doc)
}

/// Where `freeze: true` stands.
fn freeze(reader: &mut Reader, node: &Node<'_>) -> Option<Option<Range>> {
    reader.boolean(node).map(|is_on| is_on.then_some(node.at))
}

fn texts(fields: &mut Fields<'_, '_>, key: &'static str, reader: &mut Reader) -> Vec<String> {
    fields.each_name(key, reader, |r, n| r.item(n).map(|text| text.value))
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
        let count = reader.integer(node)?;
        if count < 0 {
            reader.report(problem::expected_integer(reader.span(node.at), count.to_string()));
        }
        u64::try_from(count).ok()
    };
    let mut fields = reader.fields(node, Bilingual::new("计数", "a counters mapping"))?;
    let counters = Counters {
        views: fields.read("views", reader, count),
        likes: fields.read("likes", reader, count),
    };
    fields.finish(reader);
    Some(counters)
}

/// The beginning of a text, cut after the last 。！？ that fits and the quotation marks and brackets that close
/// with it. Where that would leave next to nothing, cut anywhere, with an ellipsis.
pub fn summary(plain: &str) -> String {
    let mut out = String::new();
    let mut count = 0;
    for line in plain.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let gap = if needs_space(out.chars().next_back()) { " " } else { "" };
        for c in gap.chars().chain(line.chars()) {
            if count == SUMMARY {
                return cut(&out);
            }
            out.push(c);
            count += 1;
        }
    }
    out
}

/// Whether a space parts a line from the one before it that ends so: not where a mark of Han does, and
/// not at the beginning.
fn needs_space(last: Option<char>) -> bool {
    last.is_some_and(|c| c.is_alphanumeric() || !is_cjk(c) || matches!(c, '”' | '’'))
}

fn cut(text: &str) -> String {
    match sentences(text).filter(|end| text[..*end].chars().count() * 4 >= SUMMARY) {
        Some(end) => text[..end].to_owned(),
        None => format!("{}…", text.trim_end()),
    }
}

/// Where the last whole sentence ends.
fn sentences(text: &str) -> Option<usize> {
    let last = text.rfind(['。', '！', '？'])?;
    let closing =
        |c: &char| matches!(c, '。' | '！' | '？' | '”' | '’' | '」' | '』' | '）' | '》');
    Some(last + text[last..].chars().take_while(closing).map(char::len_utf8).sum::<usize>())
}

/// The beginning of a text, its lines joined, with the places of what fills its links; without
/// headings and code.
fn opening(body: &Body) -> Vec<Stretch> {
    let mut out = Vec::new();
    let mut words = String::new();
    let (mut count, mut start) = (0, 0);
    // Whether the next line begins after a space.
    let mut apart = false;
    let mut fills = body.fills.iter().peekable();
    let mut asides = body.asides.iter().peekable();
    for line in body.plain.split_inclusive('\n') {
        let (from, end) = (start, start + line.len());
        start = end;
        while asides.next_if(|aside| aside.end <= from).is_some() {}
        if asides.peek().is_some_and(|aside| aside.start <= from) {
            while fills.next_if(|(place, _)| *place < end).is_some() {}
            continue;
        }
        let own = line.trim_end_matches('\n');
        let indent = own.len() - own.trim_start().len();
        for (at, c) in line.char_indices().skip_while(|(at, _)| *at < indent) {
            let filled = fills.peek().is_some_and(|(place, _)| *place <= from + at);
            if std::mem::take(&mut apart) && (filled || c != '\n') {
                words.push(' ');
            }
            while let Some((_, link)) = fills.next_if(|(place, _)| *place <= from + at) {
                out.push(Stretch::Words(std::mem::take(&mut words)));
                out.push(Stretch::Value(*link));
            }
            if count == OPENING {
                break;
            }
            if c != '\n' {
                words.push(c);
                count += 1;
            }
        }
        if count == OPENING {
            break;
        }
        words.truncate(words.trim_end().len());
        let value = words.is_empty() && matches!(out.last(), Some(Stretch::Value(_)));
        apart = value || needs_space(words.chars().next_back());
    }
    out.push(Stretch::Words(words));
    if count < OPENING {
        out.extend(fills.map(|(_, link)| Stretch::Value(*link)));
    }
    out.retain(|stretch| !matches!(stretch, Stretch::Words(words) if words.is_empty()));
    out
}

fn minutes(plain: &str) -> u32 {
    let han = plain.chars().filter(|c| cjk::is_han(*c)).count();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).count();
    // In one division, so that neither script is rounded for itself.
    let work = han * WORDS_PER_MINUTE + words * HAN_PER_MINUTE;
    u32::try_from(work.div_ceil(HAN_PER_MINUTE * WORDS_PER_MINUTE).max(1)).unwrap_or(u32::MAX)
}
