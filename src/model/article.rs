//! News and plain pages.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{BlockRequest, Heading, Link};
use crate::base::{Conversion, Hash, Lang, Located, Range, SourcePath};

/// Where an article was taken from.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Credit {
    /// The name printed.
    pub name: String,
    /// Its address, if it has one.
    pub url: Option<String>,
}

/// Counts that an editor knows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Counters {
    /// How often it was read.
    pub views: Option<u64>,
    /// How many readers liked it.
    pub likes: Option<u64>,
}

/// A stretch of a text's beginning.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Stretch {
    /// Words as they stand.
    Words(String),
    /// What fills the link at a position.
    Value(u32),
}

/// Whether an article is for everybody at this moment.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Standing {
    /// It is.
    #[default]
    Live,
    /// Not before its author is done.
    Draft,
    /// Not yet.
    Scheduled,
    /// No longer.
    Expired,
}

impl Standing {
    /// Its word in theme and data; empty for what is live.
    pub fn key(self) -> &'static str {
        match self {
            Self::Live => "",
            Self::Draft => "draft",
            Self::Scheduled => "scheduled",
            Self::Expired => "expired",
        }
    }
}

/// An article of a section, or a plain page.
#[derive(Clone, Debug)]
pub struct Article {
    /// Where it was written.
    pub source: SourcePath,
    /// The fingerprint of the file: stands for its body in keys.
    pub hash: Hash,
    /// Its language.
    pub lang: Lang,
    /// The section's folder below `content/`; empty for plain pages.
    pub section: Arc<str>,
    /// The last part of its address.
    pub slug: Arc<str>,
    /// Where that was written, if not as the file's name.
    pub slug_at: Option<Range>,
    /// The headline.
    pub title: Located<Arc<str>>,
    /// One sentence for lists and search engines, where the author wrote one.
    pub description: Option<Arc<str>>,
    /// How its text begins, for lists where nothing was written for them.
    pub opening: Vec<Stretch>,
    /// The lead paragraph.
    pub lead: Option<Arc<str>>,
    /// When it was published.
    pub date: Option<Timestamp>,
    /// When it was last changed.
    pub updated: Option<Timestamp>,
    /// Who wrote it.
    pub authors: Vec<Arc<str>>,
    /// Where it was taken from.
    pub credit: Option<Credit>,
    /// Its tags.
    pub tags: Vec<Located<Arc<str>>>,
    /// Its categories.
    pub categories: Vec<Arc<str>>,
    /// Positions of the products it is about.
    pub products: Vec<usize>,
    /// Whether it names a product that is not there; reported.
    pub misses_product: bool,
    /// Its place before those without one, the smallest first; 0 for none.
    pub weight: i64,
    /// Old addresses.
    pub aliases: Vec<Located<String>>,
    /// Known counts.
    pub counters: Counters,
    /// Whether a machine wrote it.
    pub ai_generated: bool,
    /// Its headings.
    pub headings: Vec<Heading>,
    /// Other places of its text that can be linked: footnotes.
    pub notes: Vec<String>,
    /// Its clauses that state something which no link holds.
    pub clauses: Vec<super::Clause>,
    /// Its links, in order: what the body's holes stand for.
    pub links: Vec<Link>,
    /// Its blocks, in order.
    pub blocks: Vec<Located<BlockRequest>>,
    /// Why an ordinary build would leave it out, where more was asked to be seen.
    pub not_yet: Option<crate::base::Bilingual>,
    /// How many minutes it takes to read.
    pub minutes: u32,
    /// How many full years have passed since it was last changed, where that is worth a notice.
    pub age: Option<i16>,
    /// Whether it is for everybody; what is not is seen only on request.
    pub standing: Standing,
    /// The picture that stands for it.
    pub image: Option<Link>,
    /// The theme's template that shows it.
    pub template: Option<Located<Arc<str>>>,
    /// The day on which its tables and facts stay, and where it says so.
    pub frozen: Option<Located<jiff::civil::Date>>,
    /// Whether it was made from one in another language: its file's text is converted when shown.
    pub derived: bool,
}

impl Article {
    /// The day on which its tables and facts stay.
    pub fn day(&self) -> Option<jiff::civil::Date> {
        self.frozen.as_ref().map(|day| day.value)
    }

    /// The same in another language, made word by word.
    pub fn converted(&self, lang: &Lang, by: &Conversion) -> Self {
        let word = |text: &Arc<str>| Arc::<str>::from(by.convert(text));
        let located = |text: &Located<Arc<str>>| Located::new(word(&text.value), text.at);
        let stretch = |stretch: &Stretch| match stretch {
            Stretch::Words(words) => Stretch::Words(by.convert(words)),
            value => value.clone(),
        };
        let heading =
            |heading: &Heading| Heading { words: by.convert(&heading.words), ..heading.clone() };
        let block =
            |block: &Located<BlockRequest>| Located::new(block.value.converted(by), block.at);
        let credit = |credit: &Credit| Credit { name: by.convert(&credit.name), ..credit.clone() };
        Self {
            lang: lang.clone(),
            title: located(&self.title),
            description: self.description.as_ref().map(word),
            opening: self.opening.iter().map(stretch).collect(),
            lead: self.lead.as_ref().map(word),
            authors: self.authors.iter().map(word).collect(),
            credit: self.credit.as_ref().map(credit),
            tags: self.tags.iter().map(located).collect(),
            categories: self.categories.iter().map(word).collect(),
            headings: self.headings.iter().map(heading).collect(),
            links: self.links.iter().map(|link| link.converted(by)).collect(),
            blocks: self.blocks.iter().map(block).collect(),
            // Old addresses lead to what was written; numbers were looked at there.
            aliases: Vec::new(),
            clauses: Vec::new(),
            derived: true,
            ..self.clone()
        }
    }
}

/// An article that is not to be seen now: a draft, scheduled for later, or expired.
#[derive(Clone, Debug)]
pub struct Hidden {
    /// Where it was written.
    pub source: SourcePath,
    /// Its language.
    pub lang: Lang,
    /// The section's folder.
    pub section: Arc<str>,
    /// The last part of its address.
    pub slug: Arc<str>,
    /// Why it is not to be seen.
    pub reason: crate::base::Bilingual,
}

/// A folder of articles.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its folder below `content/`; empty for the home page.
    pub folder: Arc<str>,
    /// Where it was written.
    pub source: SourcePath,
    /// Its language.
    pub lang: Lang,
    /// What it is called.
    pub title: Arc<str>,
    /// What it holds.
    pub description: Option<Arc<str>>,
    /// How many articles a page lists.
    pub paginate: Option<usize>,
    /// The text of its page.
    pub text: Article,
}
