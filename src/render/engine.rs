//! Renders what has changed, hands every file to a sink.

use std::sync::Mutex;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;
use tera::{Context, Value};

use super::bounds::{self, Bounds, Spent};
use super::catalogue as problem;
use super::compose::{BlockView, BodyPart, Composed, Composer, Entry, Feed, View, absolute};
use super::fault;
use super::keys::Keys;
use super::theme::Theme;
use super::view::{Plain, SiteView};
use super::{assets, data, html};
use crate::base::{Bilingual, Diagnostic, Hash, Hasher, Lang, Span};
use crate::model::converted;
use crate::plan::{Page, PageKind, Plan, TextAt};
use crate::syntax::Body;

/// Where an article's text comes from: kept from this run's reading, or read again.
pub trait Bodies: Sync {
    /// A text of the site.
    fn body(&self, text: TextAt) -> Result<std::borrow::Cow<'_, Body>, Diagnostic>;

    /// The bytes of a file that is copied.
    fn bytes(&self, asset: usize) -> Result<Vec<u8>, Diagnostic>;

    /// Stands for the bytes of a file that is copied, without reading it; `None` where only the
    /// bytes can, because the file was written a moment ago.
    fn stamp(&self, asset: usize) -> Option<Hash>;

    /// Stands for every file that a product is read from, and for the settings; `None` where that is
    /// not known.
    fn product(&self, product: usize) -> Option<Hash>;
}

/// Where files go.
pub trait Sink: Sync {
    /// Takes a file over from the last run if it was made from the same key; whether it could.
    fn keep(&self, file: &str, key: Hash) -> bool;

    /// Takes a file. What goes wrong with writing is the sink's to remember: it concerns no page.
    fn put(&self, file: &str, key: Hash, bytes: &[u8]);
}

/// What rendering did.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rendered {
    /// How many pages people read.
    pub pages: usize,
    /// How many files in all.
    pub files: usize,
    /// How many of them had to be made again.
    pub fresh: usize,
}

/// One language's prebuilt values: cloning them is free.
struct Shared {
    site: Value,
    words: Value,
    key: Hash,
}

struct Engine<'a> {
    plan: &'a Plan,
    theme: &'a Theme,
    bodies: &'a dyn Bodies,
    sink: &'a dyn Sink,
    shared: FxHashMap<&'a Lang, Shared>,
    keys: Keys<'a>,
    problems: Mutex<Vec<Diagnostic>>,
    /// Templates that did not end, and what was said of that: they are not tried for every page.
    endless: Mutex<FxHashMap<String, Diagnostic>>,
}

/// Renders every page and data file that the sink does not hold yet.
pub fn render(
    plan: &Plan,
    theme: &Theme,
    bodies: &dyn Bodies,
    sink: &dyn Sink,
) -> (Rendered, Vec<Diagnostic>) {
    let engine = Engine::new(plan, theme, bodies, sink);
    let fresh = plan.pages.par_iter().filter(|page| engine.page(page)).count();
    let copied = assets::copy(plan, theme, bodies, sink);
    let pages = plan.pages.iter().filter(|page| page.kind.is_html()).count();
    let files = plan.pages.len() + plan.assets.len() + theme.assets().count();
    let mut problems = engine.problems.into_inner().unwrap_or_default();
    let copied = match copied {
        Ok(copied) => copied,
        Err(diagnostic) => {
            problems.push(diagnostic);
            0
        }
    };
    (Rendered { pages, files, fresh: fresh + copied }, problems)
}

/// Renders some pages, where it is known that no other file changes.
pub fn render_some(
    plan: &Plan,
    theme: &Theme,
    bodies: &dyn Bodies,
    sink: &dyn Sink,
    pages: &[&Page],
) -> Vec<Diagnostic> {
    let engine = Engine::new(plan, theme, bodies, sink);
    pages.par_iter().for_each(|page| {
        engine.page(page);
    });
    engine.problems.into_inner().unwrap_or_default()
}

impl Shared {
    fn of(plan: &Plan, theme: &Theme, lang: &Lang) -> Self {
        let site: SiteView = Composer::new(plan, theme, lang).site();
        let mut hasher = Hasher::default();
        hasher.value(&site).value(&theme.fingerprint);
        Self {
            key: hasher.finish(),
            site: Value::from_serializable(&site),
            words: Value::from_serializable(theme.words(lang).root()),
        }
    }
}

impl<'a> Engine<'a> {
    fn new(plan: &'a Plan, theme: &'a Theme, bodies: &'a dyn Bodies, sink: &'a dyn Sink) -> Self {
        let languages = plan.catalog.site.languages.iter();
        let shared = languages.map(|l| (&l.tag, Shared::of(plan, theme, &l.tag))).collect();
        let keys = Keys::new(plan, theme, bodies);
        let (problems, endless) = Default::default();
        Self { plan, theme, bodies, sink, shared, keys, problems, endless }
    }

    /// Makes a page unless the sink has it; whether it was made.
    fn page(&self, page: &Page) -> bool {
        let made = if page.kind.is_html() { self.html(page) } else { self.data(page) };
        made.unwrap_or_else(|diagnostic| {
            self.report(diagnostic);
            false
        })
    }

    fn report(&self, diagnostic: Diagnostic) {
        if let Ok(mut problems) = self.problems.lock() {
            problems.push(diagnostic);
        }
    }

    fn html(&self, page: &Page) -> Result<bool, Diagnostic> {
        let composer = Composer::new(self.plan, self.theme, &page.lang);
        let Some(mut composed) = composer.page(page) else { return Ok(false) };
        let shared = &self.shared[&page.lang];
        let key = Hash::of_value(&(shared.key, &composed));
        let file = page.route.file();
        if self.sink.keep(&file, key) {
            return Ok(false);
        }
        composer.describe(page, &mut composed.view);
        let bytes = self.bytes(&composed, shared, &file)?;
        self.sink.put(&file, key, &bytes);
        Ok(true)
    }

    fn bytes(
        &self,
        composed: &Composed,
        shared: &Shared,
        page: &str,
    ) -> Result<Vec<u8>, Diagnostic> {
        let mut context = shared.context();
        match &composed.view {
            View::Home(view) => context.insert("page", view),
            View::List(view) => context.insert("page", view),
            View::Moved(view) => context.insert("page", view),
            View::Split(view) => context.insert("page", view),
            View::Archive(view) => context.insert("page", view),
            View::Terms(view) => context.insert("page", view),
            View::Article(view) => context.insert("page", view),
            View::Plain(view) => context.insert("page", view),
            View::Product(view) => context.insert("page", view),
            View::Compare(view) => context.insert("page", view),
            View::Feature(view) => context.insert("page", view),
            View::Sheet(view) => context.insert("page", view),
            View::Names(view) => context.insert("page", view),
            View::Guide(view) => context.insert("page", view),
            View::Changes(view) => context.insert("page", view),
            View::Role(view) => context.insert("page", view),
            View::Upgrades(view) => context.insert("page", view),
            View::Consent(view) => context.insert("page", view),
        }
        if let Some(body) = self.body(&composed.body, shared, page)? {
            context.insert_value("body", Value::from(body));
        }
        self.template(&composed.template, &context, page)
    }

    fn template(&self, name: &str, context: &Context, page: &str) -> Result<Vec<u8>, Diagnostic> {
        if let Some(said) = self.endless.lock().ok().and_then(|endless| endless.get(name).cloned())
        {
            return Err(said);
        }
        let mut bytes = Vec::with_capacity(16 << 10);
        let site = &self.plan.catalog.site;
        bounds::reset(Bounds { loops: site.loops, time: site.page_time });
        let rendered = self.theme.tera.render_to(name, context, &mut bytes);
        rendered.map(|()| bytes).map_err(|error| {
            let found = fault::first(&error, name, &self.theme.own);
            let said = match bounds::spent() {
                Some(Spent::Loops) => problem::too_many_loops(found.span, name, page, site.loops),
                Some(Spent::Time) => {
                    problem::too_slow(found.span, name, page, site.page_time.as_secs())
                }
                None => return found,
            };
            match self.endless.lock() {
                Ok(mut endless) => endless.entry(name.to_owned()).or_insert(said).clone(),
                Err(_) => said,
            }
        })
    }

    /// A page's text, its holes filled.
    fn body(
        &self,
        body: &BodyPart,
        shared: &Shared,
        page: &str,
    ) -> Result<Option<String>, Diagnostic> {
        match body {
            BodyPart::None => Ok(None),
            BodyPart::Html(html) => Ok(Some(html.clone())),
            BodyPart::Markdown { text, attributes, values, blocks, .. } => {
                let blocks = blocks
                    .iter()
                    .map(|block| self.block(block, shared, page))
                    .collect::<Result<Vec<_>, _>>()?;
                let body = self.bodies.body(*text)?;
                let site = &self.plan.catalog.site;
                let made = site.conversion(self.plan.text(*text).0);
                let made = made.map(|by| converted(&body.pieces, by));
                let pieces = made.as_ref().unwrap_or(&body.pieces);
                Ok(Some(html::fill(pieces, attributes, values, &blocks)))
            }
        }
    }

    fn block(&self, block: &BlockView, shared: &Shared, page: &str) -> Result<String, Diagnostic> {
        let mut context = shared.context();
        let template = match block {
            BlockView::Compare(view) => insert(&mut context, view, "blocks/compare.html"),
            BlockView::Verdict(view) => insert(&mut context, view, "blocks/verdict.html"),
            BlockView::Upgrade(view) => insert(&mut context, view, "blocks/upgrade.html"),
            BlockView::Checklist(view) => insert(&mut context, view, "blocks/checklist.html"),
            BlockView::Contact(view) => insert(&mut context, view, "blocks/contact.html"),
            BlockView::Figure(view) => insert(&mut context, view, "blocks/figure.html"),
            BlockView::Custom { name, data, at } => {
                context.insert("block", &Plain(data));
                let template = format!("blocks/{name}.html");
                let made = self.template(&template, &context, page);
                return made.map(lossless).map_err(|problem| at_block(problem, at.as_ref()));
            }
            BlockView::Broken => return Ok(String::new()),
        };
        self.template(template, &context, page).map(lossless)
    }

    /// A file that is data: where what it is made from has no key, the fingerprint of its bytes is its
    /// key, for they cost little.
    fn data(&self, page: &Page) -> Result<bool, Diagnostic> {
        let composer = Composer::new(self.plan, self.theme, &page.lang);
        match page.kind {
            PageKind::Feed(of) => return self.feed(page, &composer.feed(page, of), of.json),
            PageKind::GuideFeed(at) => {
                return self.feed(page, &composer.guide_feed(page, at), false);
            }
            _ => {}
        }
        let file = page.route.file();
        let known = self.keys.of(page);
        if known.is_some_and(|key| self.sink.keep(&file, key)) {
            return Ok(false);
        }
        let bytes = data::file(self.plan, self.theme, page)?;
        let key = known.unwrap_or_else(|| Hash::of(&bytes));
        if known.is_none() && self.sink.keep(&file, key) {
            return Ok(false);
        }
        self.sink.put(&file, key, &bytes);
        Ok(true)
    }
}

impl Engine<'_> {
    /// A feed: as with pages, what stands in it is its key.
    fn feed(&self, page: &Page, feed: &Feed, json: bool) -> Result<bool, Diagnostic> {
        let shared = &self.shared[&page.lang];
        // Only whole texts hold what templates make.
        let made_by = self.plan.catalog.site.feeds.full.then_some(shared.key);
        let key = Hash::of_value(&(made_by, json, feed));
        let file = page.route.file();
        if self.sink.keep(&file, key) {
            return Ok(false);
        }
        let text = |entry: &Entry| -> Result<Option<String>, Diagnostic> {
            let text = self.body(&entry.body, shared, &file)?;
            Ok(text.map(|text| absolute(&text, &feed.origin, &entry.url)))
        };
        let texts = feed.entries.iter().map(text).collect::<Result<Vec<_>, _>>()?;
        let make = if json { data::feed::json_feed } else { data::feed::atom };
        self.sink.put(&file, key, &make(feed, &texts));
        Ok(true)
    }
}

fn lossless(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_default()
}

/// What a theme's block misses is most likely missing in the article: the problem stands there, and
/// shows the template's line.
fn at_block(mut problem: Diagnostic, at: Option<&Span>) -> Diagnostic {
    if let Some(at) = at {
        let template = problem.span.replace(at.clone());
        let words = Bilingual::new("模板的这一处用到它", "the template asks for it here");
        if let Some(template) = template {
            problem = problem.label(template, words);
        }
    }
    problem
}

fn insert<T: Serialize>(context: &mut Context, view: &T, template: &'static str) -> &'static str {
    context.insert("block", view);
    template
}

impl Shared {
    fn context(&self) -> Context {
        let mut context = Context::new();
        context.insert_value("site", self.site.clone());
        context.insert_value("t", self.words.clone());
        context
    }
}
