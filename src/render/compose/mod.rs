//! Plan to views: what each page shows, in its language.

mod blocks;
mod cell;
mod feed;
mod guide;
mod lists;
mod news;
mod product;
mod prose;
mod table;
mod verdict;

pub use cell::state;
pub use feed::{Entry, Feed, absolute};
use serde::Serialize;

use super::theme::Theme;
use super::view::{
    ArchiveView, ArticleView, ChecklistView, CompareView, ContactView, Crumb, FigureView,
    GuideView, HomeView, ListView, MetaView, PlainView, ProductView, SiteView, TableView,
    TermsView, UpgradeBlockView, VerdictView,
};
use super::words::Words;
use crate::base::{Hash, Lang, Span};
use crate::model::{Data, Text};
use crate::plan::{Page, PageKind, Plan};

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
    /// An article.
    Article(Box<ArticleView>),
    /// A plain page, or the 404 page.
    Plain(PlainView),
    /// A product.
    Product(Box<ProductView>),
    /// A comparison.
    Compare(Box<CompareView>),
    /// A guide.
    Guide(Box<GuideView>),
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
    /// An article's: its file's fingerprint, and what stands in its holes.
    Article {
        /// The article's position: where its text is found, not what it says. It moves whenever
        /// another article comes or goes.
        #[serde(skip)]
        article: usize,
        /// The fingerprint of its file.
        hash: Hash,
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
    pub template: &'static str,
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
            PageKind::Article(at) => self.article(page, at),
            PageKind::Plain(at) => self.plain(page, at),
            PageKind::Product(at) => self.product(page, at),
            PageKind::Compare { product, comparison } => self.compare(page, product, comparison),
            PageKind::Guide(at) => self.guide(page, at),
            PageKind::NotFound => self.not_found(page),
            _ => return None,
        })
    }

    /// What every page of the language sees.
    pub fn site(&self) -> SiteView {
        let site = &self.plan.catalog.site;
        let below = |path: String| format!("{}{path}", site.base_path);
        let organisation = site.organisation.name.as_ref().unwrap_or(&site.title);
        SiteView {
            lang: self.lang.to_string(),
            title: self.text(&site.title),
            description: self.optional(site.description.as_ref()),
            home: self.url(""),
            menu: site
                .menu
                .iter()
                .map(|item| Crumb { name: self.text(&item.name), url: self.menu_url(&item.url) })
                .collect(),
            organisation: self.text(organisation),
            contacts: site
                .organisation
                .contacts
                .iter()
                .map(|(key, words)| Crumb { name: key.to_string(), url: self.text(words) })
                .collect(),
            icp: site.organisation.icp.as_deref().unwrap_or_default().to_owned(),
            public_security: site
                .organisation
                .public_security
                .as_deref()
                .unwrap_or_default()
                .to_owned(),
            feed: if site.feeds.atom { self.url("atom.xml") } else { String::new() },
            json_feed: if site.feeds.json { self.url("feed.json") } else { String::new() },
            archive: self.archive_url(),
            style: below(self.theme.asset("style.css")),
            icon: below(self.theme.asset("icon.svg")),
            languages: self.languages(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    fn languages(&self) -> Vec<Crumb> {
        let all = &self.plan.catalog.site.languages;
        let home = |tag: &Lang| self.plan.url(&self.plan.route(tag, ""));
        all.iter().map(|l| Crumb { name: l.name.to_string(), url: home(&l.tag) }).collect()
    }

    /// A menu entry's address: one of the site gets the base path.
    fn menu_url(&self, url: &str) -> String {
        match url.strip_prefix('/') {
            Some(below) => format!("{}{below}", self.plan.catalog.site.base_path),
            None => url.to_owned(),
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
            ..MetaView::default()
        }
    }

    /// The same page in the site's languages, where it is made in all of them.
    fn alternates(&self, page: &Page) -> Vec<Crumb> {
        let languages = &self.plan.catalog.site.languages;
        let everywhere = matches!(
            page.kind,
            PageKind::Home | PageKind::Product(_) | PageKind::Compare { .. } | PageKind::Guide(_)
        );
        if languages.len() < 2 || !everywhere {
            return Vec::new();
        }
        let default = self.plan.catalog.site.default_language();
        let prefix = if page.lang == *default { 0 } else { page.lang.as_str().len() + 1 };
        let below = &page.route.as_str()[prefix..];
        let url = |lang: &Lang| self.plan.absolute(&self.plan.route(lang, below));
        let each = languages.iter().map(|l| Crumb { name: l.tag.to_string(), url: url(&l.tag) });
        each.chain(std::iter::once(Crumb { name: "x-default".to_owned(), url: url(default) }))
            .collect()
    }
}
