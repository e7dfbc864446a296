//! What search engines are told of a page: schema.org and Baidu's own words, as JSON-LD.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Composer, View};
use crate::base::Lang;
use crate::model::Article;
use crate::plan::{Page, PageKind};
use crate::render::view::{Crumb, MetaView, PictureView, QuestionView};

impl Composer<'_> {
    /// Adds what a page says of itself, unless the settings want none of it. All of it follows from the
    /// page's view and the site's, so that it is no part of their keys and costs nothing where a page
    /// is kept.
    pub fn describe(&self, page: &Page, view: &mut View) {
        if !self.plan.catalog.site.seo.json_ld {
            return;
        }
        self.tell_way(view.meta());
        match (&page.kind, view) {
            (PageKind::Home, View::Home(home)) => self.tell_home(&mut home.meta),
            (PageKind::Article(at), View::Article(article)) => {
                self.tell_article(&mut article.meta, &self.plan.catalog.articles[*at]);
            }
            (PageKind::Product(at), View::Product(product)) => {
                self.tell_product(&mut product.meta, *at);
            }
            (PageKind::Guide(_), View::Guide(guide)) => {
                self.tell_questions(&mut guide.meta, &guide.questions);
            }
            (PageKind::Feature { .. }, View::Feature(feature)) => {
                let (question, answer) = (feature.question.clone(), feature.answer.clone());
                self.tell_questions(&mut feature.meta, &[QuestionView { question, answer }]);
            }
            _ => {}
        }
    }

    fn tell(&self, meta: &mut MetaView, mut thing: Value) {
        if thing.get("@context").is_none() {
            let mut whole = json!({ "@context": "https://schema.org" });
            if let (Some(whole), Some(thing)) = (whole.as_object_mut(), thing.as_object_mut()) {
                whole.append(thing);
            }
            thing = whole;
        }
        meta.json_ld.push(embedded(&thing));
    }

    /// The way from home to a page.
    fn tell_way(&self, meta: &mut MetaView) {
        if meta.breadcrumb.len() < 2 {
            return;
        }
        let origin = &self.plan.catalog.site.origin;
        let step = |(at, crumb): (usize, &Crumb)| {
            let url = match &*crumb.url {
                "" => meta.canonical.clone(),
                url => format!("{origin}{url}"),
            };
            json!({ "@type": "ListItem", "position": at + 1, "name": crumb.name, "item": url })
        };
        let steps: Vec<Value> = meta.breadcrumb.iter().enumerate().map(step).collect();
        self.tell(meta, json!({ "@type": "BreadcrumbList", "itemListElement": steps }));
    }

    /// Who runs the site.
    fn organisation(&self) -> Value {
        let site = &self.plan.catalog.site;
        let home = self.plan.absolute(&self.plan.route(site.default_language(), ""));
        let mut all =
            json!({ "@type": "Organization", "name": self.text(site.operator()), "url": home });
        if let Some(logo) = self.plan.logo.as_ref().and_then(|logo| self.picture(logo)) {
            all["logo"] = picture(&logo);
        }
        for (key, words) in &site.organisation.contacts {
            let property = match &**key {
                "phone" | "mobile" => "telephone",
                "mail" | "email" => "email",
                "address" => "address",
                _ => continue,
            };
            if all.get(property).is_none() {
                all[property] = json!(self.text(words));
            }
        }
        all
    }

    /// The site itself, on its home page.
    fn tell_home(&self, meta: &mut MetaView) {
        let site = &self.plan.catalog.site;
        let mut whole = json!({
            "@type": "WebSite",
            "name": self.text(&site.title),
            "url": meta.canonical,
            "inLanguage": self.lang.as_str(),
        });
        if let Some(description) = &site.description {
            whole["description"] = json!(self.text(description));
        }
        self.tell(meta, self.organisation());
        self.tell(meta, whole);
    }

    /// An article, and when it was published, as Baidu asks for it.
    fn tell_article(&self, meta: &mut MetaView, article: &Article) {
        let kind = if article.date.is_some() { "NewsArticle" } else { "Article" };
        let mut whole = json!({
            "@type": kind,
            "headline": meta.title,
            "description": meta.description,
            "inLanguage": article.lang.as_str(),
            "mainEntityOfPage": meta.canonical,
        });
        if !meta.published.is_empty() {
            whole["datePublished"] = json!(meta.published);
            let updated = if meta.updated.is_empty() { &meta.published } else { &meta.updated };
            whole["dateModified"] = json!(updated);
        }
        whole["author"] = if article.authors.is_empty() {
            self.organisation()
        } else {
            let person = |name| json!({ "@type": "Person", "name": name });
            article.authors.iter().map(|name| person(&**name)).collect()
        };
        whole["publisher"] = self.organisation();
        if let Some(image) = &meta.image {
            whole["image"] = picture(image);
        }
        if let Some(url) = article.credit.as_ref().and_then(|credit| credit.url.as_ref()) {
            whole["isBasedOn"] = json!(url);
        }
        if !article.tags.is_empty() {
            let tags: Vec<&str> = article.tags.iter().map(|tag| &*tag.value).collect();
            whole["keywords"] = json!(tags.join(","));
        }
        self.tell(meta, whole);
        if let Some(date) = article.date {
            let local = |stamp: Timestamp| {
                let zoned = stamp.to_zoned(self.plan.catalog.site.timezone.clone());
                zoned.strftime("%Y-%m-%dT%H:%M:%S").to_string()
            };
            let images: Vec<&str> = meta.image.iter().map(|image| &*image.absolute).collect();
            let baidu = json!({
                "@context": "https://ziyuan.baidu.com/contexts/cambrian.jsonld",
                "@id": meta.canonical,
                "title": meta.title,
                "images": images,
                "description": meta.description,
                "pubDate": local(date),
                "upDate": local(article.updated.unwrap_or(date)),
            });
            self.tell(meta, baidu);
        }
    }

    /// Questions whose answers stand on the page.
    fn tell_questions(&self, meta: &mut MetaView, questions: &[QuestionView]) {
        if questions.is_empty() {
            return;
        }
        let one = |q: &QuestionView| {
            let answer = json!({ "@type": "Answer", "text": q.answer });
            json!({ "@type": "Question", "name": q.question, "acceptedAnswer": answer })
        };
        let all: Vec<Value> = questions.iter().map(one).collect();
        self.tell(meta, json!({ "@type": "FAQPage", "mainEntity": all }));
    }

    /// A product.
    fn tell_product(&self, meta: &mut MetaView, at: usize) {
        let product = &self.plan.catalog.products[at];
        let mut whole = json!({
            "@type": "Product",
            "name": self.text(&product.name),
            "url": meta.canonical,
        });
        if let Some(description) = &product.description {
            whole["description"] = json!(self.text(description));
        }
        if let Some(vendor) = &product.vendor {
            whole["brand"] = json!({ "@type": "Brand", "name": self.text(vendor) });
        }
        if let Some(homepage) = &product.homepage {
            whole["sameAs"] = json!(homepage);
        }
        self.tell(meta, whole);
    }

    /// The same page in the site's languages, where it is there in more than one.
    pub(super) fn alternates(&self, page: &Page) -> Vec<Crumb> {
        let site = &self.plan.catalog.site;
        let alone = matches!(page.kind, PageKind::NotFound | PageKind::Moved(_));
        if site.languages.len() < 2 || alone {
            return Vec::new();
        }
        let url = |lang: &Lang| {
            let twin = self.plan.in_language(page, lang)?;
            Some(self.plan.absolute(&twin.route))
        };
        let found = site.languages.iter().filter_map(|l| Some((&l.tag, url(&l.tag)?)));
        let mut all: Vec<Crumb> =
            found.map(|(tag, url)| Crumb { name: tag.to_string(), url }).collect();
        if all.len() < 2 {
            return Vec::new();
        }
        let fallback =
            url(site.default_language()).map(|url| Crumb { name: "x-default".to_owned(), url });
        all.extend(fallback);
        all
    }
}

fn picture(image: &PictureView) -> Value {
    let mut whole = json!({ "@type": "ImageObject", "url": image.absolute });
    if let (Some(width), Some(height)) = (image.width, image.height) {
        whole["width"] = json!(width);
        whole["height"] = json!(height);
    }
    whole
}

/// JSON that can stand in a `<script>`: no character in it can end one or begin a comment (HTML
/// Standard, 4.12.1.3).
fn embedded(value: &Value) -> String {
    let text = value.to_string();
    text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_ends_the_script() {
        let value = json!({ "headline": "</script><!-- & \u{2028}" });
        let text = embedded(&value);
        assert!(!text.contains(['<', '>', '&']), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
