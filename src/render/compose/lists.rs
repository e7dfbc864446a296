//! Lists of articles, the pages that lead to them, and the archive.

use super::{BodyPart, Composed, Composer, View};
use crate::model::{Axis, Taxonomy};
use crate::plan::{FeedOf, Listing, ListingOf, Page, PageKind, TextAt, tag_slug};
use crate::render::view::{ArchiveView, Crumb, ListView, PagerView, TermView, TermsView, YearView};

impl Composer<'_> {
    pub(super) fn list(&self, page: &Page, listing_at: usize, number: usize) -> Composed {
        let listing = &self.plan.listings[listing_at];
        let name = self.list_title(listing);
        let section = match listing.of {
            ListingOf::Section(at) => Some(at),
            _ => None,
        };
        let known = section.map(|at| &self.plan.catalog.sections[at]);
        let description = known.and_then(|s| s.description.as_deref()).unwrap_or_default();
        // A section lends another language its name, and not its text.
        let own = section.filter(|_| known.is_some_and(|s| s.lang == *self.lang) && number == 0);
        let text = own.map(TextAt::Section).filter(|at| self.plan.has_text(*at));
        let mut trail = self.list_trail(listing);
        if number > 0 {
            trail.push((name.clone(), self.plan.url(&listing.route)));
        }
        let of_page = self.words.fill("page_n", &[("page", &(number + 1).to_string())]);
        let title = if number == 0 { name.clone() } else { format!("{name} · {of_page}") };
        let trail: Vec<_> = trail.iter().map(|(name, url)| (&**name, url.clone())).collect();
        let about = match description {
            "" => self.about("list_about", &title),
            description => description.to_owned(),
        };
        let mut meta = self.meta(page, &title, &about, &trail);
        meta.feed = self.feed_url(listing_at, listing);
        let view = ListView {
            meta,
            title: name,
            description: description.to_owned(),
            items: listing.on_page(number).iter().map(|at| self.teaser(*at)).collect(),
            total: listing.articles.len(),
            pager: self.pager(listing, number),
            has_text: text.is_some(),
        };
        Composed {
            template: section.map_or("list.html".into(), |at| {
                self.template(&self.plan.catalog.sections[at].text, "list.html")
            }),
            view: View::List(view),
            body: text.map_or(BodyPart::None, |at| self.body(at)),
        }
    }

    /// A sentence for search engines about a page that nobody described.
    fn about(&self, key: &str, title: &str) -> String {
        let site = self.text(&self.plan.catalog.site.title);
        self.words.fill(key, &[("site", &site), ("title", title)])
    }

    /// What a list is called.
    pub fn list_title(&self, listing: &Listing) -> String {
        match &listing.of {
            ListingOf::Section(at) => self.plan.catalog.sections[*at].title.to_string(),
            ListingOf::Term(term) => {
                let taxonomy = &self.plan.catalog.site.taxonomies[term.taxonomy];
                let kind = self.taxonomy(taxonomy);
                let key = if term.product.is_some() { "product_news" } else { "term_title" };
                self.words.fill(key, &[("taxonomy", &kind), ("term", &term.name)])
            }
            ListingOf::Year(year) => self.year(*year),
            ListingOf::Month(year, month) => self.month(*year, *month),
        }
    }

    fn list_trail(&self, listing: &Listing) -> Vec<(String, String)> {
        let archive = || (self.words.get("archive").to_owned(), self.url("archive/"));
        match &listing.of {
            ListingOf::Section(_) => Vec::new(),
            ListingOf::Term(term) => {
                let taxonomy = &self.plan.catalog.site.taxonomies[term.taxonomy];
                let overview = self.url(&format!("{}/", taxonomy.slug));
                let mut trail = vec![(self.taxonomy(taxonomy), overview)];
                let product = term.product.map(|at| &self.plan.catalog.products[at]);
                trail.extend(
                    product.map(|p| (self.text(&p.name), self.plan.product_url(self.lang, p))),
                );
                trail
            }
            ListingOf::Year(_) => vec![archive()],
            ListingOf::Month(year, _) => {
                vec![archive(), (self.year(*year), self.url(&format!("archive/{year:04}/")))]
            }
        }
    }

    fn year(&self, year: i16) -> String {
        self.words.fill("archive_year", &[("year", &year.to_string())])
    }

    fn month(&self, year: i16, month: i8) -> String {
        let values = [("year", &*year.to_string()), ("month", &month.to_string())];
        self.words.fill("archive_month", &values)
    }

    /// What a taxonomy is called.
    fn taxonomy(&self, taxonomy: &Taxonomy) -> String {
        let key = format!("taxonomy.{}", taxonomy.axis.key());
        let named = taxonomy.name.as_ref().map(|name| self.text(name));
        named.unwrap_or_else(|| self.words.get(&key).to_owned())
    }

    /// The address of a list's own feed, or empty.
    fn feed_url(&self, at: usize, listing: &Listing) -> String {
        let route = listing.route.join("atom.xml");
        let kind = PageKind::Feed(FeedOf { listing: Some(at), json: false });
        let feed = self.plan.page(&route).filter(|page| page.kind == kind);
        feed.map(|page| self.plan.url(&page.route)).unwrap_or_default()
    }

    /// Links to the first and last pages and to those around this one; a gap stands for the others.
    fn pager(&self, listing: &Listing, number: usize) -> PagerView {
        pager(listing.pages(), number, &|page| self.plan.url(&listing.page_route(page)))
    }

    pub(super) fn terms(&self, page: &Page, taxonomy: usize) -> Composed {
        let known = &self.plan.catalog.site.taxonomies[taxonomy];
        let products = &self.plan.catalog.products;
        let about = |product: usize| self.plan.product_url(self.lang, &products[product]);
        let mut terms = Vec::new();
        let mut news = vec![false; products.len()];
        for listing in self.plan.listings.iter().filter(|l| l.lang == *self.lang) {
            let ListingOf::Term(term) = &listing.of else { continue };
            if term.taxonomy != taxonomy {
                continue;
            }
            if let Some(product) = term.product {
                news[product] = true;
            }
            terms.push(TermView {
                name: term.name.to_string(),
                url: self.plan.url(&listing.route),
                about: term.product.map(about).unwrap_or_default(),
                count: listing.articles.len(),
            });
        }
        let silent = (0..products.len())
            .filter(|product| known.axis == Axis::Products && !news[*product])
            .map(|product| TermView {
                name: self.text(&products[product].name),
                url: String::new(),
                about: about(product),
                count: 0,
            });
        terms.extend(silent);
        terms.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        let title = self.taxonomy(known);
        let about = self.about("terms_about", &title);
        let products = match known.axis {
            Axis::Products => (0..products.len()).map(|at| self.panel(at)).collect(),
            _ => Vec::new(),
        };
        let meta = self.meta(page, &title, &about, &[]);
        let view = TermsView { meta, title, terms, products };
        Composed { template: "terms.html".into(), view: View::Terms(view), body: BodyPart::None }
    }

    /// An article's terms, each with its list where the site has one.
    pub(super) fn terms_of<'n>(
        &self,
        axis: Axis,
        names: impl Iterator<Item = &'n str>,
    ) -> Vec<Crumb> {
        let taxonomy = self.plan.catalog.site.taxonomies.iter().find(|t| t.axis == axis);
        let url = |name: &str| taxonomy.map(|t| self.url(&t.below(&tag_slug(name))));
        names
            .map(|name| Crumb { name: name.to_owned(), url: url(name).unwrap_or_default() })
            .collect()
    }

    /// The list of a product's news.
    pub(super) fn news_list(&self, product: usize) -> Option<&Listing> {
        let site = &self.plan.catalog.site;
        let taxonomy = site.taxonomies.iter().find(|t| t.axis == Axis::Products)?;
        let below = taxonomy.below(&self.plan.catalog.products[product].id);
        match self.plan.page(&self.plan.route(self.lang, &below))?.kind {
            PageKind::List { listing, .. } => Some(&self.plan.listings[listing]),
            _ => None,
        }
    }

    /// The address of the list of a product's news, or empty.
    pub(super) fn news_of(&self, product: usize) -> String {
        self.news_list(product).map(|list| self.plan.url(&list.route)).unwrap_or_default()
    }

    /// The address of the archive, or empty.
    pub(super) fn archive_url(&self) -> String {
        let route = self.plan.route(self.lang, "archive/");
        let archive = self.plan.page(&route).filter(|page| page.kind == PageKind::Archive);
        archive.map(|page| self.plan.url(&page.route)).unwrap_or_default()
    }

    pub(super) fn archive(&self, page: &Page) -> Composed {
        let mut years: Vec<YearView> = Vec::new();
        let mut months: Vec<(i16, TermView)> = Vec::new();
        for listing in self.plan.listings.iter().filter(|l| l.lang == *self.lang) {
            let term = |name: String| TermView {
                name,
                url: self.plan.url(&listing.route),
                about: String::new(),
                count: listing.articles.len(),
            };
            match listing.of {
                ListingOf::Year(year) => {
                    years.push(YearView { year, all: term(self.year(year)), months: Vec::new() })
                }
                ListingOf::Month(year, month) => {
                    months.push((year, term(self.month(year, month))));
                }
                _ => {}
            }
        }
        years.sort_by_key(|year| std::cmp::Reverse(year.year));
        for (year, month) in months {
            let found = years.iter_mut().find(|known| known.year == year);
            if let Some(found) = found {
                found.months.push(month);
            }
        }
        let title = self.words.get("archive").to_owned();
        let about = self.about("archive_about", &title);
        let view = ArchiveView { meta: self.meta(page, &title, &about, &[]), title, years };
        Composed {
            template: "archive.html".into(),
            view: View::Archive(view),
            body: BodyPart::None,
        }
    }
}

/// The pages of a list, seen from one of them, counted from 0: the ends, and what is near.
pub fn pager(pages: usize, number: usize, url: &dyn Fn(usize) -> String) -> PagerView {
    let mut links: Vec<Crumb> = Vec::new();
    let mut last = 0;
    for page in (0..pages).filter(|p| *p == 0 || *p + 1 == pages || p.abs_diff(number) <= 2) {
        if page > last + 1 {
            links.push(Crumb { name: "…".to_owned(), url: String::new() });
        }
        links.push(Crumb { name: (page + 1).to_string(), url: url(page) });
        last = page;
    }
    PagerView {
        page: number + 1,
        pages,
        previous: number.checked_sub(1).map(url).unwrap_or_default(),
        next: if number + 1 < pages { url(number + 1) } else { String::new() },
        links,
    }
}
