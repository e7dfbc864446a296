//! Plan to views: what each page shows, in its language.

mod afterwards;
mod blocks;
mod cell;
mod changes;
mod changes_feed;
mod compare;
mod consent;
mod crossover;
mod feature;
mod feed;
mod fit;
mod footnotes;
mod guide;
mod likeness;
mod lists;
mod mark;
mod news;
mod notice;
mod product;
mod prose;
mod role;
mod seo;
mod sheet;
mod site;
mod split;
mod summary;
mod table;
mod ticket;
mod timeline;
mod tools;
mod verdict;
mod ways;

pub use feed::{Entry, Feed, absolute};
pub use news::template_name;
use std::borrow::Cow;

use serde::Serialize;

use super::theme::Theme;
use super::view::{
    ArchiveView, ArticleView, ChangesView, ChecklistView, CompareView, ConsentView, ContactView,
    Crumb, FeatureView, FigureView, GuideView, HomeView, ListView, MetaView, MovedView, NamesView,
    PlainView, ProductView, RoleView, SheetView, SplitView, TableView, TermsView, UpgradeBlockView,
    UpgradesView, VerdictView,
};
use super::words::Words;
use crate::base::{Hash, Lang, Route, Span};
use crate::model::{Data, Text};
use crate::plan::{ChangesAs, Page, PageKind, Plan, TextAt};

/// A page's view.
#[derive(Clone, Debug, Serialize)]
pub enum View {
    /// The home page.
    Home(Box<HomeView>),
    /// A list.
    List(ListView),
    /// All terms of a taxonomy.
    Terms(TermsView),
    /// The archive.
    Archive(ArchiveView),
    /// A page at an old address.
    Moved(MovedView),
    /// A page at the address of a feature that became several.
    Split(Box<SplitView>),
    /// An article.
    Article(Box<ArticleView>),
    /// A plain page, or the 404 page.
    Plain(PlainView),
    /// A product.
    Product(Box<ProductView>),
    /// A comparison.
    Compare(Box<CompareView>),
    /// Rows of a long table.
    Sheet(Box<SheetView>),
    /// The names of its rows.
    Names(Box<NamesView>),
    /// A feature.
    Feature(Box<FeatureView>),
    /// A guide.
    Guide(Box<GuideView>),
    /// What changed in a product.
    Changes(Box<ChangesView>),
    /// A guide's part for one role.
    Role(Box<RoleView>),
    /// Where each edition of a product leads.
    Upgrades(Box<UpgradesView>),
    /// A consent sheet.
    Consent(Box<ConsentView>),
}

impl View {
    /// Its head and breadcrumb.
    fn meta(&mut self) -> &mut MetaView {
        match self {
            Self::Home(view) => &mut view.meta,
            Self::List(view) => &mut view.meta,
            Self::Terms(view) => &mut view.meta,
            Self::Archive(view) => &mut view.meta,
            Self::Moved(view) => &mut view.meta,
            Self::Split(view) => &mut view.meta,
            Self::Article(view) => &mut view.meta,
            Self::Plain(view) => &mut view.meta,
            Self::Product(view) => &mut view.meta,
            Self::Compare(view) => &mut view.meta,
            Self::Guide(view) => &mut view.meta,
            Self::Changes(view) => &mut view.meta,
            Self::Role(view) => &mut view.meta,
            Self::Upgrades(view) => &mut view.meta,
            Self::Consent(view) => &mut view.meta,
            Self::Feature(view) => &mut view.meta,
            Self::Sheet(view) => &mut view.meta,
            Self::Names(view) => &mut view.meta,
        }
    }
}

/// A block's view.
#[derive(Clone, Debug, Serialize)]
pub enum BlockView {
    /// A table.
    Compare(TableView),
    /// A verdict.
    Verdict(VerdictView),
    /// A pointer to a guide.
    Upgrade(UpgradeBlockView),
    /// A list to go through.
    Checklist(ChecklistView),
    /// How to reach the organisation.
    Contact(ContactView),
    /// A picture with its caption.
    Figure(FigureView),
    /// One that the theme adds.
    Custom {
        /// Its name.
        name: String,
        /// Its data.
        data: Data,
        /// Where it stands: for problems, and no part of what it shows.
        #[serde(skip)]
        at: Option<Span>,
    },
    /// Reported elsewhere.
    Broken,
}

/// The text of a page, beside its view.
#[derive(Clone, Debug, Serialize)]
pub enum BodyPart {
    /// None.
    None,
    /// Ready.
    Html(String),
    /// Markdown of a file: its fingerprint, and what stands in its holes.
    Markdown {
        /// Where the text is found, not what it says: the position moves whenever another article
        /// comes or goes.
        #[serde(skip)]
        text: TextAt,
        /// The fingerprint of its file.
        hash: Hash,
        /// What converts it, where it was made from another language's.
        converted: Option<Hash>,
        /// What stands in the tags of its links and pictures.
        attributes: Vec<String>,
        /// The values of its facts, by link.
        values: Vec<String>,
        /// Its blocks.
        blocks: Vec<BlockView>,
    },
}

/// Everything that decides a page's bytes, apart from the theme and the site.
#[derive(Clone, Debug, Serialize)]
pub struct Composed {
    /// The template.
    pub template: Cow<'static, str>,
    /// The view.
    pub view: View,
    /// The text.
    pub body: BodyPart,
}

/// Composes the pages of one language.
pub struct Composer<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The theme.
    pub theme: &'a Theme,
    /// The language.
    pub lang: &'a Lang,
    /// The theme's words in it.
    pub words: &'a Words,
}

impl<'a> Composer<'a> {
    /// A composer for a language.
    pub fn new(plan: &'a Plan, theme: &'a Theme, lang: &'a Lang) -> Self {
        Self { plan, theme, lang, words: theme.words(lang) }
    }

    /// Composes a page that people read.
    pub fn page(&self, page: &Page) -> Option<Composed> {
        Some(match page.kind {
            PageKind::Home => self.home(page),
            PageKind::List { listing, page: number } => self.list(page, listing, number),
            PageKind::Terms(taxonomy) => self.terms(page, taxonomy),
            PageKind::Archive => self.archive(page),
            PageKind::Moved(at) => self.moved(page, at),
            PageKind::Article(at) => self.article(page, at),
            PageKind::Plain(at) => self.plain(page, at),
            PageKind::Product(at) => self.product(page, at),
            PageKind::Compare { product, comparison } => self.compare(page, product, comparison),
            PageKind::Feature { product, group, feature } => {
                self.feature(page, product, group, feature)
            }
            PageKind::Sheet { product, comparison, sheet } => {
                self.sheet(page, product, comparison, sheet)
            }
            PageKind::Names(at, number) => self.names(page, at, number),
            PageKind::Guide(at) => self.guide(page, at),
            PageKind::Changes(at, ChangesAs::Page) => self.history(page, at),
            PageKind::Role { guide, role } => self.role(page, guide, role),
            PageKind::Upgrades(at) => self.upgrades(page, at),
            PageKind::Consent(at) => self.consent(page, at),
            PageKind::NotFound => self.not_found(page),
            _ => return None,
        })
    }

    /// A menu entry's address: one of the site gets the base path.
    fn menu_url(&self, url: &str) -> String {
        let Some(below) = url.strip_prefix('/') else { return url.to_owned() };
        let page = self.plan.page(&Route::new(below)).filter(|page| page.lang != *self.lang);
        // What stands behind the path, and files that are no pages, stay as they were written.
        match page.and_then(|page| self.plan.in_language(page, self.lang)) {
            Some(page) => self.plan.url(&page.route),
            None => format!("{}{below}", self.plan.catalog.site.base_path),
        }
    }

    /// The address of something in this language.
    fn url(&self, below: &str) -> String {
        self.plan.url(&self.plan.route(self.lang, below))
    }

    fn text(&self, text: &Text) -> String {
        text.get(self.lang).to_owned()
    }

    fn optional(&self, text: Option<&Text>) -> String {
        text.map(|text| self.text(text)).unwrap_or_default()
    }

    /// Head and breadcrumb. `trail` leads from home (left out) to the page's parent.
    fn meta(
        &self,
        page: &Page,
        title: &str,
        description: &str,
        trail: &[(&str, String)],
    ) -> MetaView {
        let home = Crumb { name: self.words.get("home").to_owned(), url: self.url("") };
        let mut breadcrumb = vec![home];
        breadcrumb.extend(
            trail.iter().map(|(name, url)| Crumb { name: (*name).to_owned(), url: url.clone() }),
        );
        if page.kind != PageKind::Home {
            breadcrumb.push(Crumb { name: title.to_owned(), url: String::new() });
        }
        MetaView {
            title: title.to_owned(),
            description: description.to_owned(),
            url: self.plan.url(&page.route),
            canonical: self.plan.absolute(&page.route),
            breadcrumb,
            alternates: self.alternates(page),
            kind: "website".to_owned(),
            image: self.plan.image.as_ref().and_then(|image| self.picture(image)),
            noindex: self.plan.is_kept_out(page),
            ..MetaView::default()
        }
    }
}
