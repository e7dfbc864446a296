//! The Atom feed (RFC 4287).

use std::fmt::Write;

use super::xml;
use crate::model::Article;
use crate::plan::{ListingOf, Page};
use crate::render::compose::Composer;

/// How many entries a feed holds.
const ENTRIES: usize = 20;

/// The newest articles of a language. Its `updated` is the newest entry's, so that a build without
/// edits does not change it.
pub fn atom(composer: &Composer<'_>, page: &Page) -> Vec<u8> {
    let site = &composer.plan.catalog.site;
    let newest = newest(composer);
    let updated = newest.iter().filter_map(|a| a.updated.or(a.date)).max();
    let home = composer.plan.absolute(&composer.plan.route(composer.lang, ""));
    let own = composer.plan.absolute(&page.route);
    let mut out = String::with_capacity(16 << 10);
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n<id>{home}</id>\n<link rel=\"alternate\" href=\"{home}\"/>\n<link rel=\"self\" href=\"{own}\"/>\n<updated>{}</updated>\n<generator>crosswalk</generator>\n",
        xml(composer.lang.as_str()),
        xml(site.title.get(composer.lang)),
        composer.rfc3339(updated.unwrap_or(jiff::Timestamp::UNIX_EPOCH)),
    );
    for article in newest {
        entry(composer, article, &mut out);
    }
    out.push_str("</feed>\n");
    out.into_bytes()
}

fn newest<'a>(composer: &Composer<'a>) -> Vec<&'a Article> {
    let plan = composer.plan;
    let sections = plan
        .listings
        .iter()
        .filter(|l| l.lang == *composer.lang && matches!(l.of, ListingOf::Section(_)));
    let mut newest: Vec<&Article> = sections
        .flat_map(|l| l.articles.iter().take(ENTRIES))
        .map(|at| &plan.catalog.articles[*at as usize])
        .collect();
    newest.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.source.cmp(&b.source)));
    newest.truncate(ENTRIES);
    newest
}

fn entry(composer: &Composer<'_>, article: &Article, out: &mut String) {
    let plan = composer.plan;
    let url = plan
        .absolute(&plan.route(&article.lang, &format!("{}/{}/", article.section, article.slug)));
    let published = article.date.unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let _ = write!(
        out,
        "<entry>\n<title>{}</title>\n<id>{url}</id>\n<link rel=\"alternate\" href=\"{url}\"/>\n<published>{}</published>\n<updated>{}</updated>\n",
        xml(&article.title.value),
        composer.rfc3339(published),
        composer.rfc3339(article.updated.unwrap_or(published)),
    );
    let organisation =
        plan.catalog.site.organisation.name.as_ref().unwrap_or(&plan.catalog.site.title);
    let fallback = [std::sync::Arc::from(organisation.get(composer.lang))];
    let authors = if article.authors.is_empty() { &fallback[..] } else { &article.authors[..] };
    for author in authors {
        let _ = writeln!(out, "<author><name>{}</name></author>", xml(author));
    }
    for tag in &article.tags {
        let _ = writeln!(out, "<category term=\"{}\"/>", xml(&tag.value));
    }
    let _ = write!(out, "<summary>{}</summary>\n</entry>\n", xml(&article.description));
}
