//! What stands in a feed.

use std::borrow::Cow;
use std::cmp::Reverse;

use jiff::Timestamp;
use serde::Serialize;

use super::{BodyPart, Composer};
use crate::model::Article;
use crate::plan::{FeedOf, Page, TextAt};

/// A feed: everything that decides its bytes.
#[derive(Clone, Debug, Serialize)]
pub struct Feed {
    /// Its title.
    pub title: String,
    /// What the site is, or empty.
    pub description: String,
    /// The page that lists the same.
    pub home: String,
    /// Its own address.
    pub own: String,
    /// Scheme and host, without a slash at the end.
    pub origin: String,
    /// The language's tag.
    pub lang: String,
    /// The newest change, in RFC 3339.
    pub updated: String,
    /// Its articles.
    pub entries: Vec<Entry>,
}

/// An article in a feed.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// The headline.
    pub title: String,
    /// The absolute address.
    pub url: String,
    /// Publication in RFC 3339.
    pub published: String,
    /// Last change in RFC 3339.
    pub updated: String,
    /// Who wrote it; who runs the site where nobody is named.
    pub authors: Vec<String>,
    /// Tags and categories.
    pub tags: Vec<String>,
    /// One sentence.
    pub summary: String,
    /// The text, where feeds hold it.
    pub body: BodyPart,
}

impl Composer<'_> {
    /// The newest articles of a list, or of a language. Its `updated` is the newest entry's, so that
    /// a build without edits does not change it.
    pub fn feed(&self, page: &Page, of: FeedOf) -> Feed {
        let plan = self.plan;
        let site = &plan.catalog.site;
        let listing = of.listing.map(|at| &plan.listings[at]);
        let newest = match listing {
            Some(listing) => {
                // A section may put others before.
                let mut articles = listing.articles.clone();
                articles.sort_by_key(|at| Reverse(plan.catalog.articles[*at as usize].date));
                Cow::Owned(articles)
            }
            None => {
                let at = site.languages.iter().position(|l| l.tag == *self.lang);
                Cow::Borrowed(at.map(|at| &plan.newest[at][..]).unwrap_or_default())
            }
        };
        let newest = &newest[..newest.len().min(site.feeds.entries)];
        let dates = newest.iter().map(|at| &plan.catalog.articles[*at as usize]);
        let updated = dates.filter_map(|article| article.updated.max(article.date)).max();
        let home = listing.map_or_else(|| plan.route(self.lang, ""), |l| l.route.clone());
        let title = self.text(&site.title);
        Feed {
            title: listing.map_or_else(
                || title.clone(),
                |listing| format!("{} - {title}", self.list_title(listing)),
            ),
            description: self.optional(site.description.as_ref()),
            home: plan.absolute(&home),
            own: plan.absolute(&page.route),
            origin: site.origin.to_string(),
            lang: self.lang.to_string(),
            updated: self.rfc3339(updated.unwrap_or(Timestamp::UNIX_EPOCH)),
            entries: newest.iter().map(|at| self.entry(*at as usize)).collect(),
        }
    }

    fn entry(&self, at: usize) -> Entry {
        let plan = self.plan;
        let article = &plan.catalog.articles[at];
        let site = &plan.catalog.site;
        let url = plan.absolute(&plan.article_route(article));
        let published = article.date.unwrap_or(Timestamp::UNIX_EPOCH);
        // A word may be both; readers of feeds know one kind.
        let mut tags: Vec<String> = article.tags.iter().map(|tag| tag.to_string()).collect();
        for category in article.categories.iter().map(|name| name.to_string()) {
            if !tags.contains(&category) {
                tags.push(category);
            }
        }
        let full = site.feeds.full;
        Entry {
            title: article.title.to_string(),
            published: self.rfc3339(published),
            updated: self.rfc3339(article.updated.unwrap_or(published)),
            authors: self.authors(article),
            tags,
            summary: self.description(TextAt::Article(at)),
            body: if full { self.body(TextAt::Article(at)) } else { BodyPart::None },
            url,
        }
    }

    /// The guides of a product, with whether there is a way back. A guide has no date of its own: it is
    /// as old as the last look at the matrix.
    pub fn guide_feed(&self, page: &Page, product: usize) -> Feed {
        let plan = self.plan;
        let site = &plan.catalog.site;
        let product_at = &plan.catalog.products[product];
        let looked = product_at.verified.and_then(|day| {
            day.to_zoned(site.timezone.clone()).ok().map(|zoned| zoned.timestamp())
        });
        let updated = self.rfc3339(looked.unwrap_or(Timestamp::UNIX_EPOCH));
        let entry = |at: usize| {
            let guide = &plan.catalog.guides[at];
            let comparison = plan.guide_comparison(at);
            let title = self.guide_title(guide);
            let card = self.card_title(guide, &title);
            let url = self.plan.guide_url(self.lang, at);
            Entry {
                title: if card.is_empty() { title } else { card },
                url: format!("{}{url}", site.origin),
                published: updated.clone(),
                updated: updated.clone(),
                authors: vec![self.text(site.operator())],
                tags: vec![self.way_back(guide).to_owned()],
                summary: self.guide_description(guide, comparison),
                body: BodyPart::None,
            }
        };
        let ours =
            (0..plan.catalog.guides.len()).filter(|at| plan.catalog.guides[*at].product == product);
        let overview = self.plan.upgrades_url(self.lang, product_at);
        let name = [("product", product_at.name.get(self.lang))];
        Feed {
            title: format!(
                "{} - {}",
                self.words.fill("upgrades_title", &name),
                self.text(&site.title)
            ),
            description: self.words.fill("upgrades_about", &name),
            home: format!("{}{overview}", site.origin),
            own: plan.absolute(&page.route),
            origin: site.origin.to_string(),
            lang: self.lang.to_string(),
            updated: updated.clone(),
            entries: ours.map(entry).collect(),
        }
    }

    fn authors(&self, article: &Article) -> Vec<String> {
        if article.authors.is_empty() {
            return vec![self.text(self.plan.catalog.site.operator())];
        }
        article.authors.iter().map(ToString::to_string).collect()
    }
}

/// Addresses that begin at the site's root or at the page, made whole.
pub fn absolute(html: &str, origin: &str, page: &str) -> String {
    let mut out = html.to_owned();
    for name in ["href", "src"] {
        out = out.replace(&format!(" {name}=\"/"), &format!(" {name}=\"{origin}/"));
        out = out.replace(&format!(" {name}=\"#"), &format!(" {name}=\"{page}#"));
    }
    out
}
