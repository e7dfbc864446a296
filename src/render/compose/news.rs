//! Home, articles and plain pages.

use std::borrow::Cow;

use jiff::Timestamp;

use super::{BodyPart, Composed, Composer, View};
use crate::model::{Article, Axis, Heading};
use crate::plan::{Page, TextAt};
use crate::render::view::{
    ArticleView, CreditView, HomeView, MetaView, MovedView, PairLink, PlainView, TeaserView,
    TocView,
};

impl Composer<'_> {
    pub(super) fn home(&self, page: &Page) -> Composed {
        let site = &self.plan.catalog.site;
        let mut sections = self.plan.catalog.sections.iter();
        let own_at = sections.position(|s| s.folder.is_empty() && s.lang == *self.lang);
        let own = own_at.map(|at| &self.plan.catalog.sections[at]);
        let title = own.map_or_else(|| self.text(&site.title), |section| section.title.to_string());
        let described = own.and_then(|section| section.description.as_deref());
        let description =
            described.map_or_else(|| self.optional(site.description.as_ref()), str::to_owned);
        let front = self.plan.front(self.lang);
        let news = self.plan.all_news(self.lang, &front);
        let mut teasers = front.iter().take(1 + self.theme.latest).map(|at| self.teaser(*at));
        let text = own_at.map(TextAt::Section).filter(|at| self.plan.has_text(*at));
        let view = HomeView {
            meta: self.meta(page, &title, &description, &[]),
            title,
            lead: teasers.next(),
            latest: teasers.collect(),
            news: news.map(|route| self.plan.url(&route)).unwrap_or_default(),
            products: (0..self.plan.catalog.products.len()).map(|at| self.panel(at)).collect(),
            has_text: text.is_some(),
        };
        Composed {
            template: own.map_or("home.html".into(), |own| self.template(&own.text, "home.html")),
            view: View::Home(Box::new(view)),
            body: text.map_or(BodyPart::None, |at| self.body(at)),
        }
    }

    pub(super) fn teaser(&self, at: u32) -> TeaserView {
        let article = &self.plan.catalog.articles[at as usize];
        TeaserView {
            title: article.title.to_string(),
            url: self.article_url(article),
            date: article.date.map(|date| self.day(date)).unwrap_or_default(),
            description: self.description(TextAt::Article(at as usize)),
        }
    }

    fn article_url(&self, article: &Article) -> String {
        self.plan.url(&self.plan.article_route(article))
    }

    fn day(&self, stamp: Timestamp) -> String {
        stamp.to_zoned(self.plan.catalog.site.timezone.clone()).date().to_string()
    }

    /// A moment as readers see it: without the time where that is midnight.
    fn moment(&self, stamp: Timestamp) -> String {
        let zoned = stamp.to_zoned(self.plan.catalog.site.timezone.clone());
        let midnight = zoned.time() == jiff::civil::Time::midnight();
        if midnight {
            zoned.date().to_string()
        } else {
            zoned.strftime("%Y-%m-%d %H:%M:%S").to_string()
        }
    }

    /// A moment in RFC 3339, in the site's zone.
    pub fn rfc3339(&self, stamp: Timestamp) -> String {
        stamp
            .to_zoned(self.plan.catalog.site.timezone.clone())
            .strftime("%Y-%m-%dT%H:%M:%S%:z")
            .to_string()
    }

    pub(super) fn article(&self, page: &Page, at: usize) -> Composed {
        let article = &self.plan.catalog.articles[at];
        let linked = &self.plan.linked[at];
        let shown = self.plan.catalog.site.counters;
        let description = self.description(TextAt::Article(at));
        let mut meta = self.meta(page, &article.title, &description, &self.trail(article));
        meta.kind = "article".to_owned();
        meta.published = article.date.map(|date| self.rfc3339(date)).unwrap_or_default();
        meta.updated = article.updated.map(|date| self.rfc3339(date)).unwrap_or_default();
        meta.ai_generated = article.ai_generated;
        let image = linked.image.as_ref().and_then(|image| self.picture(image));
        meta.image = image.clone().or(meta.image);
        let view = ArticleView {
            title: article.title.to_string(),
            authors: self.terms_of(Axis::Authors, article.authors.iter().map(|name| &**name)),
            date: article.date.map(|date| self.moment(date)).unwrap_or_default(),
            date_time: meta.published.clone(),
            updated: article.updated.map(|date| self.moment(date)).unwrap_or_default(),
            updated_time: meta.updated.clone(),
            credit: article.credit.as_ref().map(|c| CreditView {
                name: c.name.clone(),
                url: c.url.clone().unwrap_or_default(),
            }),
            lead: article.lead.as_deref().unwrap_or_default().to_owned(),
            views: article.counters.views.filter(|_| shown.views),
            likes: article.counters.likes.filter(|_| shown.likes),
            minutes: article.minutes,
            tags: self.terms_of(Axis::Tags, article.tags.iter().map(|tag| &*tag.value)),
            categories: self
                .terms_of(Axis::Categories, article.categories.iter().map(|name| &**name)),
            age: article.age.unwrap_or_default(),
            standing: article.standing.key(),
            image,
            toc: toc(&article.headings),
            products: self.products_of(article),
            related: linked.related.iter().map(|at| self.teaser(*at)).collect(),
            previous: linked.neighbours.0.map(|at| self.teaser(at)),
            next: linked.neighbours.1.map(|at| self.teaser(at)),
            ai_generated: article.ai_generated,
            meta,
        };
        Composed {
            template: self.template(article, "article.html"),
            view: View::Article(Box::new(view)),
            body: self.body(TextAt::Article(at)),
        }
    }

    /// The sections above an article that have a page.
    fn trail(&self, article: &Article) -> Vec<(&str, String)> {
        let default = self.plan.catalog.site.default_language();
        let all = &self.plan.catalog.sections;
        let sections = all.iter().filter(|s| {
            let below = article.section.strip_prefix(&*s.folder);
            let is_own = s.lang == *self.lang;
            let is_lent = s.lang == *default
                && !all.iter().any(|own| own.folder == s.folder && own.lang == *self.lang);
            (is_own || is_lent)
                && !s.folder.is_empty()
                && below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        sections.map(|s| (&*s.title, self.url(&format!("{}/", s.folder)))).collect()
    }

    fn products_of(&self, article: &Article) -> Vec<PairLink> {
        article
            .products
            .iter()
            .map(|at| {
                let product = &self.plan.catalog.products[*at];
                PairLink {
                    name: self.text(&product.name),
                    url: self.plan.product_url(self.lang, product),
                    verdict: String::new(),
                }
            })
            .collect()
    }

    pub(super) fn plain(&self, page: &Page, at: usize) -> Composed {
        let article = &self.plan.catalog.articles[at];
        let description = self.description(TextAt::Article(at));
        let mut meta = self.meta(page, &article.title, &description, &[]);
        meta.ai_generated = article.ai_generated;
        let image = self.plan.linked[at].image.as_ref().and_then(|image| self.picture(image));
        meta.image = image.or(meta.image);
        let view = PlainView {
            meta,
            title: article.title.to_string(),
            toc: toc(&article.headings),
            standing: article.standing.key(),
        };
        Composed {
            template: self.template(article, "page.html"),
            view: View::Plain(view),
            body: self.body(TextAt::Article(at)),
        }
    }

    /// The template that a text asks for, or the usual one.
    pub(super) fn template(&self, text: &Article, usual: &'static str) -> Cow<'static, str> {
        let own = text.template.as_ref();
        own.map_or(Cow::Borrowed(usual), |name| Cow::Owned(template_name(name)))
    }

    pub(super) fn not_found(&self, page: &Page) -> Composed {
        let title = self.words.get("not_found").to_owned();
        let meta = self.meta(page, &title, self.words.get("ui.lost_way"), &[]);
        let view = PlainView { meta, title, toc: Vec::new(), standing: "" };
        Composed { template: "404.html".into(), view: View::Plain(view), body: BodyPart::None }
    }

    /// The page at an old address: it sends readers on where the host does not.
    pub(super) fn moved(&self, page: &Page, at: usize) -> Composed {
        let redirect = &self.plan.redirects[at];
        if let Some(split) = &redirect.split {
            return self.split(page, split);
        }
        let view = MovedView {
            meta: MetaView {
                title: redirect.title.to_string(),
                url: self.plan.url(&page.route),
                canonical: self.plan.absolute(&redirect.to),
                noindex: true,
                ..MetaView::default()
            },
            title: redirect.title.to_string(),
            target: self.plan.url(&redirect.to),
        };
        Composed { template: "moved.html".into(), view: View::Moved(view), body: BodyPart::None }
    }

    /// A text, and what stands in its holes.
    pub(super) fn body(&self, text: TextAt) -> BodyPart {
        let (article, linked) = self.plan.text(text);
        let mut tables = 0;
        let blocks =
            linked.blocks.iter().map(|block| self.block(block, article, &mut tables)).collect();
        BodyPart::Markdown {
            text,
            hash: article.hash,
            converted: self.plan.catalog.site.conversion(article).map(|by| by.key),
            attributes: self.attributes(&article.links, &linked.targets),
            values: self.values(&linked.targets),
            blocks,
        }
    }
}

/// A template's name as the theme has it; authors may leave the ending out.
pub fn template_name(written: &str) -> String {
    if written.ends_with(".html") { written.to_owned() } else { format!("{written}.html") }
}

/// From how many headings on a table of contents is worth its room.
const CONTENTS: usize = 3;

/// The table of contents: the second and third levels.
fn toc(headings: &[Heading]) -> Vec<TocView> {
    let levels = headings.iter().filter(|h| matches!(h.level, 2 | 3));
    let all: Vec<_> = levels
        .map(|h| TocView { level: h.level, id: h.id.clone(), words: h.words.clone() })
        .collect();
    if all.len() < CONTENTS { Vec::new() } else { all }
}
