//! Markdown, read: pieces of HTML with holes for what only the whole site knows.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thin_vec::ThinVec;

use super::reading::reading;
use crate::base::{Conversion, HtmlConversion, Lang, Located, Range};

/// A piece of rendered Markdown.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Piece {
    /// HTML, ready.
    Html(String),
    /// What stands in a link's tag: its address, and for a picture its size; by the link's position.
    Attributes(u32),
    /// The words of a link that has none of its own, by its position.
    Value(u32),
    /// A block, by its position.
    Block(u32),
}

/// A link as written: its address may need the site to be understood.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Link {
    /// The address as written: a URL, a path to a `.md` file, `cell:…`, `feature:…`, `src:…` …
    pub to: String,
    /// Its words, without markup; empty where they are to be filled in.
    pub words: String,
    /// Where the link stands.
    pub at: Range,
    /// Where the address stands; all of `at` where that is not known.
    pub to_at: Range,
    /// Whether it is a picture.
    pub image: bool,
    /// Whether it holds neither words nor a picture: they are to be filled in.
    pub empty: bool,
}

impl Link {
    /// A lone address with a place of its own.
    pub fn bare(to: &str, at: Range) -> Self {
        Self { to: to.to_owned(), words: String::new(), at, to_at: at, image: false, empty: false }
    }

    /// A picture that is named beside the text.
    pub fn picture(to: &str, at: Range) -> Self {
        Self { image: true, ..Self::bare(to, at) }
    }

    /// The same with its words in another script.
    pub fn converted(&self, by: &Conversion) -> Self {
        Self { words: by.convert(&self.words), ..self.clone() }
    }

    /// Whether its words are to be filled in.
    pub fn is_empty(&self) -> bool {
        self.empty
    }
}

/// A short stretch of Markdown: a cell's words, a step of a guide.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Prose {
    /// The Markdown as written, trimmed.
    pub source: Arc<str>,
    /// The same without markup.
    pub plain: Arc<str>,
    /// Rendered, with holes.
    pub pieces: Vec<Piece>,
    /// What the holes stand for.
    pub links: Vec<Link>,
    /// Its clauses that state something which no link holds.
    pub clauses: Vec<Clause>,
}

impl Prose {
    /// The same in another script. What is compared stays as it was written.
    pub fn converted(&self, by: &Conversion) -> Self {
        Self {
            source: Arc::clone(&self.source),
            plain: by.convert(&self.plain).into(),
            pieces: converted(&self.pieces, by),
            links: self.links.iter().map(|link| link.converted(by)).collect(),
            // What they state was looked at where it was written.
            clauses: Vec::new(),
        }
    }
}

/// Pieces of HTML in another script.
pub fn converted(pieces: &[Piece], by: &Conversion) -> Vec<Piece> {
    let mut html = HtmlConversion::new(by);
    let mut piece = |piece: &Piece| match piece {
        Piece::Html(text) => Piece::Html(html.convert(text)),
        hole => hole.clone(),
    };
    pieces.iter().map(&mut piece).collect()
}

/// Prose in one or several languages, the default one first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ProseText {
    base: Arc<Prose>,
    others: ThinVec<(Lang, Arc<Prose>)>,
}

impl ProseText {
    /// Joins the wordings.
    pub fn new(base: Arc<Prose>, others: Vec<(Lang, Arc<Prose>)>) -> Self {
        Self { base, others: others.into() }
    }

    /// The words in a language; in the default one where there are none.
    pub fn get(&self, lang: &Lang) -> &Prose {
        self.others.iter().find(|(l, _)| l == lang).map_or(&self.base, |(_, prose)| prose)
    }

    /// The words in the default language.
    pub fn base(&self) -> &Prose {
        &self.base
    }

    /// Every wording with its language; the first is in the default one.
    pub fn by_language<'t>(
        &'t self,
        default: &'t Lang,
    ) -> impl Iterator<Item = (&'t Lang, &'t Prose)> {
        let others = self.others.iter().map(|(lang, prose)| (lang, &**prose));
        std::iter::once((default, &*self.base)).chain(others)
    }

    /// Every wording.
    pub fn all(&self) -> impl Iterator<Item = &Prose> {
        std::iter::once(&*self.base).chain(self.others.iter().map(|(_, prose)| &**prose))
    }
}

impl PartialEq for ProseText {
    /// Equal words read alike in the default language, however their lines are broken: a translation that lags behind is
    /// no change.
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (&*self.base, &*other.base);
        let unread = a.pieces.is_empty() || b.pieces.is_empty();
        a.source == b.source || (!unread && reading(a) == reading(b))
    }
}

impl Eq for ProseText {}

/// What stands between the parts of a clause from a table.
pub const BAR: &str = " | ";

/// A clause in which numbers stand, or a yes or no, that no link holds.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Clause {
    /// Its words without markup.
    pub text: String,
    /// Its loose numbers, in order.
    pub numbers: Vec<LooseNumber>,
    /// Where it says that something is there, or is not, in order.
    pub claims: Vec<LooseClaim>,
    /// Whether a link can stand there: the text is Markdown.
    pub markup: bool,
    /// The clause before it in the same sentence; empty where there is none.
    pub before: String,
    /// In a table: how many bytes of the words are the label of the row. Behind it stand the head of the column and
    /// the cell, each after a bar.
    pub label: Option<u32>,
}

/// A yes or no in running text: 支持, 不支持, is not supported.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct LooseClaim {
    /// Its first byte in the clause.
    pub start: u32,
    /// The byte after its last one.
    pub end: u32,
    /// Whether it says no.
    pub denies: bool,
    /// Whether the word says so only where hardly anything else is said: 有, 能.
    pub is_slight: bool,
    /// Where it stands in the file.
    pub at: Range,
}

/// A number in running text.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct LooseNumber {
    /// Its first byte in the clause.
    pub start: u32,
    /// The byte after its last one.
    pub end: u32,
    /// Where it stands in the file.
    pub at: Range,
}

/// A heading of an article.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its id on the page, unique there.
    pub id: String,
    /// Its words.
    pub words: String,
}

/// Which rows a table shows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Show {
    /// All.
    #[default]
    All,
    /// All but the unchanged ones.
    Differences,
    /// What is lost or restricted.
    Losses,
    /// What is improved or new.
    Gains,
}

/// Which plan the reader is on, per edition, as written.
pub type RequestedGiven = Vec<(Located<String>, Vec<Located<String>>)>;

/// A `compare` or `verdict` block as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct CompareRequest {
    /// The product.
    pub product: Option<Located<String>>,
    /// The editions; two of them are compared, more stand side by side.
    pub editions: Vec<Located<String>>,
    /// The reader's plans.
    pub given: RequestedGiven,
    /// Only these groups.
    pub groups: Vec<Located<String>>,
    /// Only these features.
    pub features: Vec<Located<String>>,
    /// Which rows.
    pub show: Show,
}

/// An `upgrade` block as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct UpgradeRequest {
    /// `product/guide`.
    pub guide: Located<String>,
}

/// A block in an article: data that a template shows.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum BlockRequest {
    /// A table of editions.
    Compare(CompareRequest),
    /// The verdict's counts alone.
    Verdict(CompareRequest),
    /// A pointer to a guide.
    Upgrade(UpgradeRequest),
    /// A list to go through.
    Checklist(super::ChecklistRequest),
    /// How to reach the organisation.
    Contact(super::ContactRequest),
    /// A picture with its caption.
    Figure(Box<super::FigureRequest>),
    /// One that a theme adds.
    Custom(super::CustomRequest),
    /// Not understood; reported where it was read.
    Broken,
}
