//! Places on pages that a link can name after `#`.

use std::collections::BTreeMap;

use super::follow::Found;
use super::local::did_you_mean;
use super::part::Part;
use super::{LinkScope, Target, decode};
use crate::base::{Bilingual, Diagnostic, Route, nearest};
use crate::model::{Article, BlockRequest, Piece, Product, Prose};
use crate::plan::catalogue as problem;
use crate::plan::{ListingOf, Page, PageKind, Plan, Vocabulary, address};

/// The places that a theme's templates put on pages themselves (`id="_steps"`), by template. Their
/// names begin with `_`, so that they are no feature's and no heading's.
#[derive(Clone, Debug, Default)]
pub struct Places {
    by_template: BTreeMap<String, Vec<String>>,
}

impl Places {
    /// Notes the places of a template; those whose names only a page knows are left out.
    pub fn read(&mut self, template: &str, text: &str) {
        let found = text.match_indices("id=\"_").filter_map(|(at, _)| {
            let name = text[at + 4..].split('"').next()?;
            let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
            name.chars().all(plain).then(|| name.to_owned())
        });
        let known = self.by_template.entry(template.to_owned()).or_default();
        known.extend(found);
    }

    /// The places that pages of a template can have: its own, and those of what every page may take in.
    fn of<'p>(&'p self, template: &'p str) -> impl Iterator<Item = &'p str> {
        let shared = |name: &str| name == "base.html" || name.contains('/');
        let here =
            self.by_template.iter().filter(move |(name, _)| *name == template || shared(name));
        here.flat_map(|(_, names)| names).map(String::as_str)
    }
}

impl Plan {
    /// What a link with an id leads to, and the place behind `#` on the page at a route.
    pub(super) fn placed(
        &self,
        found: Target,
        route: &Route,
        path: &str,
        tail: Part<'_>,
        scope: &LinkScope<'_>,
        words: Option<&Vocabulary>,
    ) -> Found {
        if tail.text.is_empty() {
            return Ok(found);
        }
        self.anchor(route, path, tail, scope, words)?;
        Ok(found.at(tail.text))
    }

    /// Checks that a page has the place that `#…` names.
    pub(super) fn anchor(
        &self,
        route: &Route,
        path: &str,
        tail: Part<'_>,
        scope: &LinkScope<'_>,
        words: Option<&Vocabulary>,
    ) -> Result<(), Diagnostic> {
        let Some((_, anchor)) = tail.split_once('#') else { return Ok(()) };
        let wanted = decode(anchor.text);
        let Some(page) = self.page(route).filter(|page| page.kind.is_html()) else {
            return Ok(());
        };
        let (known, theme) = (self.anchors(page), places(page, words));
        // Empty is the top of the page.
        let is_there = known.contains(&wanted) || theme.contains(&&*wanted);
        if wanted.is_empty() || is_there || (wanted.starts_with('_') && self.is_open(page, words)) {
            return Ok(());
        }
        let names = known.iter().map(String::as_str);
        let near = nearest(&wanted, names.clone().chain(theme));
        let help = match near.name() {
            Some(name) => did_you_mean(&format!("{path}#{name}")),
            None if known.is_empty() => Bilingual::new(
                "那一页没有标题可以链接；删掉 # 和后面的部分",
                "that page has no heading to link to; delete the # and what follows",
            ),
            None => {
                let list: Vec<String> = names.take(8).map(|id| format!("#{id}")).collect();
                Bilingual::new(
                    format!("可以写：{}", list.join("、")),
                    format!("one of: {}", list.join(", ")),
                )
            }
        };
        Err(problem::dead_anchor(anchor.span(), anchor.text, self.name_of(route, scope), help))
    }

    /// Where no theme was read, or a text chose a template, `_…` may be anything.
    fn is_open(&self, page: &Page, words: Option<&Vocabulary>) -> bool {
        let text = match page.kind {
            PageKind::Article(at) | PageKind::Plain(at) => Some(&self.catalog.articles[at]),
            PageKind::List { listing, .. } => match self.listings[listing].of {
                ListingOf::Section(at) => Some(&self.catalog.sections[at].text),
                _ => None,
            },
            PageKind::Home => self.home_text(page),
            _ => None,
        };
        words.is_none() || text.is_some_and(|text| text.template.is_some())
    }

    /// The text of a home page, where one was written.
    fn home_text(&self, page: &Page) -> Option<&Article> {
        let home = |s: &&crate::model::Section| s.folder.is_empty() && s.lang == page.lang;
        self.catalog.sections.iter().find(home).map(|section| &section.text)
    }

    /// Every place on a page that content gives a name.
    fn anchors(&self, page: &Page) -> Vec<String> {
        match page.kind {
            PageKind::Article(at) | PageKind::Plain(at) => self.in_text(&self.catalog.articles[at]),
            PageKind::Home => {
                self.home_text(page).map(|text| self.in_text(text)).unwrap_or_default()
            }
            PageKind::List { listing, page } => match self.listings[listing].of {
                ListingOf::Section(at) if page == 0 => {
                    self.in_text(&self.catalog.sections[at].text)
                }
                _ => Vec::new(),
            },
            // Where rows stand on sheets of their own, the overview has none.
            PageKind::Product(at) if !self.sheets[at].matrix.is_empty() => {
                editions(&self.catalog.products[at]).collect()
            }
            PageKind::Compare { product, .. } if !self.sheets[product].pair.is_empty() => {
                Vec::new()
            }
            PageKind::Product(at) => {
                let product = &self.catalog.products[at];
                rows(product).chain(groups(product)).chain(editions(product)).collect()
            }
            PageKind::Compare { product, .. } => {
                let product = &self.catalog.products[product];
                rows(product).chain(groups(product)).collect()
            }
            PageKind::Sheet { product, comparison, sheet } => {
                let sheets = &self.sheets[product];
                let sheets = if comparison.is_some() { &sheets.pair } else { &sheets.matrix };
                let here = sheets[sheet].rows.clone();
                let product = &self.catalog.products[product];
                let here = product.features().skip(here.start).take(here.len());
                here.map(|feature| feature.id.to_string()).chain(groups(product)).collect()
            }
            PageKind::Changes(at, _) => {
                let records = &self.catalog.histories[at].records;
                let changes = records.iter().flat_map(|record| &record.changes);
                let names = records.iter().map(|record| record.name.to_string());
                names.chain(changes.map(|change| change.id.to_string())).collect()
            }
            PageKind::Feature { product, .. } => {
                editions(&self.catalog.products[product]).collect()
            }
            PageKind::Guide(at) | PageKind::Role { guide: at, .. } => self.in_guide(at, page),
            PageKind::Upgrades(at) => editions(&self.catalog.products[at]).collect(),
            _ => Vec::new(),
        }
    }

    fn in_text(&self, text: &Article) -> Vec<String> {
        let mut all: Vec<String> = text.headings.iter().map(|h| h.id.clone()).collect();
        for product in self.tables_of(text) {
            all.extend(rows(&self.catalog.products[product]));
        }
        all.extend(text.notes.iter().cloned());
        all
    }

    /// What differs, and what its prose names.
    fn in_guide(&self, at: usize, page: &Page) -> Vec<String> {
        let guide = &self.catalog.guides[at];
        let product = &self.catalog.products[guide.product];
        let told = self.told(at);
        let differs = product.features().enumerate();
        let differs = differs.filter(|(row, _)| told.binary_search(row).is_ok());
        let differs = differs.map(|(_, feature)| feature.id.to_string());
        // Steps are counted through all transitions.
        let hops = guide.hops.iter().map(|hop| self.catalog.guides[*hop].steps.len());
        let steps = guide.steps.len().max(hops.sum());
        let steps = (1..=steps).map(|step| format!("_step_{step}"));
        let hops = (1..=guide.hops.len()).map(|hop| format!("_hop_{hop}"));
        differs.chain(ids(guide.body.get(&page.lang))).chain(steps).chain(hops).collect()
    }

    /// The products whose tables a text shows.
    fn tables_of(&self, text: &Article) -> Vec<usize> {
        let of = |block: &BlockRequest| match block {
            BlockRequest::Compare(request) => {
                self.index.products.get(&request.product.as_ref()?.value).copied()
            }
            _ => None,
        };
        text.blocks.iter().filter_map(|block| of(&block.value)).collect()
    }
}

/// The places of the theme's own on a page.
fn places<'w>(page: &Page, words: Option<&'w Vocabulary>) -> Vec<&'w str> {
    let template = match page.kind {
        PageKind::Home => "home.html",
        PageKind::List { .. } => "list.html",
        PageKind::Terms(_) => "terms.html",
        PageKind::Archive => "archive.html",
        PageKind::Article(_) => "article.html",
        PageKind::Plain(_) => "page.html",
        PageKind::Product(_) => "product.html",
        PageKind::Compare { .. } => "compare.html",
        PageKind::Feature { .. } => "feature.html",
        PageKind::Guide(_) => "guide.html",
        PageKind::Role { .. } => "role.html",
        PageKind::Upgrades(_) => "upgrades.html",
        PageKind::Consent(_) => "consent.html",
        PageKind::Changes(..) => "changes.html",
        PageKind::Sheet { .. } => "sheet.html",
        PageKind::Names(..) => "names.html",
        PageKind::NotFound => "404.html",
        _ => "base.html",
    };
    words.map(|words| words.places.of(template).collect()).unwrap_or_default()
}

/// The rows of a matrix, by the ids of today and of before.
fn rows(product: &Product) -> impl Iterator<Item = String> {
    let today = product.features().map(|feature| feature.id.to_string());
    today.chain(product.moved.iter().map(|(old, _)| old.to_string()))
}

fn groups(product: &Product) -> impl Iterator<Item = String> {
    product.groups.iter().map(|group| format!("_{}", group.id))
}

fn editions(product: &Product) -> impl Iterator<Item = String> {
    product.editions.iter().map(address::edition_anchor)
}

/// The ids in rendered Markdown: headings and footnotes.
fn ids(prose: &Prose) -> impl Iterator<Item = String> {
    let html = prose.pieces.iter().filter_map(|piece| match piece {
        Piece::Html(html) => Some(html.as_str()),
        _ => None,
    });
    let ids = html.flat_map(|html| html.split(" id=\"").skip(1));
    ids.filter_map(|rest| rest.split('"').next()).map(str::to_owned)
}
