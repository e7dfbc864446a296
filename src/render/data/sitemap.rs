//! What search engines read: `sitemap.xml` (sitemaps.org, protocol 0.9) and `robots.txt` (RFC 9309).

use std::fmt::Write;

use super::xml;
use crate::model::Output;
use crate::plan::{Page, PageKind, Plan};

/// Every page that people read and search engines are not asked to leave out.
pub fn sitemap(plan: &Plan) -> Vec<u8> {
    let mut out = String::with_capacity(plan.pages.len() * 96 + 128);
    out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for page in plan.pages.iter().filter(|page| page.kind.is_html() && !plan.is_kept_out(page)) {
        // Writing to a string cannot fail.
        let _ = write!(out, "<url><loc>{}</loc>", xml(&plan.absolute(&page.route)));
        if let Some(day) = last_change(plan, page) {
            let _ = write!(out, "<lastmod>{day}</lastmod>");
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

/// The day of a page's last change, where the content says so.
fn last_change(plan: &Plan, page: &Page) -> Option<jiff::civil::Date> {
    let article = match page.kind {
        PageKind::Article(at) | PageKind::Plain(at) => &plan.catalog.articles[at],
        PageKind::Product(at)
        | PageKind::Compare { product: at, .. }
        | PageKind::Sheet { product: at, .. }
        | PageKind::Names(at, _)
        | PageKind::Feature { product: at, .. }
        | PageKind::Upgrades(at) => {
            return plan.catalog.products[at].verified;
        }
        PageKind::Guide(at) | PageKind::Role { guide: at, .. } => {
            return plan.catalog.products[plan.catalog.guides[at].product].verified;
        }
        PageKind::Changes(at, _) => {
            let history = &plan.catalog.histories[at];
            let last = history.news().next_back().map(|at| &history.records[at]);
            return last.or(history.records.first()).map(|record| record.date);
        }
        _ => return None,
    };
    let stamp = article.updated.or(article.date)?;
    Some(stamp.to_zoned(plan.catalog.site.timezone.clone()).date())
}

/// Everything may be read; the map is named.
pub fn robots(plan: &Plan) -> Vec<u8> {
    let mut out = "User-agent: *\nAllow: /\n".to_owned();
    if plan.catalog.site.outputs.has(Output::Sitemap) {
        let lang = plan.catalog.site.default_language();
        let _ = write!(out, "\nSitemap: {}\n", plan.absolute(&plan.route(lang, "sitemap.xml")));
    }
    out.into_bytes()
}
