//! `llms.txt` (llmstxt.org): what the site holds, for programs that read in its stead.

use std::fmt::Write;

use crate::plan::{ApiOf, ChangesAs, PageKind, TableOf, TextAt};
use crate::render::compose::Composer;

/// How many articles it names: the newest ones.
const ARTICLES: usize = 50;

/// The default language's products, pages and newest articles, each with a sentence.
pub fn llms(composer: &Composer<'_>) -> Vec<u8> {
    let plan = composer.plan;
    let site = &plan.catalog.site;
    let mut out = format!("# {}\n", line(site.title.get(composer.lang)));
    if let Some(description) = &site.description {
        // Writing to a string cannot fail.
        let _ = write!(out, "\n> {}\n", line(description.get(composer.lang)));
    }
    let ours = || plan.pages.iter().filter(|page| page.lang == *composer.lang);
    let mut products: Vec<(usize, u8, String)> = Vec::new();
    for page in ours() {
        let (product, rank, title) = match page.kind {
            PageKind::Product(at) => {
                (at, 0, plan.catalog.products[at].name.get(composer.lang).to_owned())
            }
            PageKind::Compare { product, comparison } => {
                let pair = plan.comparisons[comparison].combination();
                let of = &plan.catalog.products[product];
                (product, 1, composer.combination_title(of, &pair, "compare_title"))
            }
            PageKind::Changes(at, ChangesAs::Page) => {
                let product = plan.catalog.histories[at].product;
                let name = plan.catalog.products[product].name.get(composer.lang);
                (product, 2, composer.words.fill("changes_title", &[("product", name)]))
            }
            PageKind::Guide(at) => {
                let guide = &plan.catalog.guides[at];
                (guide.product, 2, composer.guide_title(guide))
            }
            PageKind::Upgrades(at) => {
                let product = plan.catalog.products[at].name.get(composer.lang);
                (at, 1, composer.words.fill("upgrades_title", &[("product", product)]))
            }
            PageKind::Table(TableOf::Product(at), _) => (at, 3, page.route.to_string()),
            PageKind::Api(ApiOf::Product(at) | ApiOf::Compare { product: at, .. }) => {
                (at, 4, page.route.to_string())
            }
            PageKind::Api(ApiOf::Guide(at)) => {
                (plan.catalog.guides[at].product, 4, page.route.to_string())
            }
            _ => continue,
        };
        products.push((product, rank, entry(&title, &plan.absolute(&page.route), "")));
    }
    products.sort_by_key(|(product, rank, _)| (*product, *rank));
    let products: Vec<String> = products.into_iter().map(|(.., entry)| entry).collect();
    section(&mut out, composer.words.get("taxonomy.products"), &products);
    let text = |at: usize, route: &crate::base::Route| {
        let text = TextAt::Article(at);
        let title = &plan.text(text).0.title.value;
        entry(title, &plan.absolute(route), &composer.description(text))
    };
    let newest = plan.newest.first().map(|newest| &newest[..]).unwrap_or_default();
    let news: Vec<String> = newest
        .iter()
        .take(ARTICLES)
        .map(|at| {
            let article = &plan.catalog.articles[*at as usize];
            text(*at as usize, &plan.article_route(article))
        })
        .collect();
    section(&mut out, composer.words.get("news"), &news);
    let pages: Vec<String> = ours()
        .filter_map(|page| match page.kind {
            PageKind::Plain(at) => Some(text(at, &page.route)),
            _ => None,
        })
        .collect();
    section(&mut out, composer.words.get("pages"), &pages);
    out.into_bytes()
}

fn section(out: &mut String, title: &str, entries: &[String]) {
    if !entries.is_empty() {
        let _ = write!(out, "\n## {}\n\n{}\n", line(title), entries.join("\n"));
    }
}

fn entry(title: &str, url: &str, words: &str) -> String {
    let title = line(title).replace('[', "\\[").replace(']', "\\]");
    let words = if words.is_empty() { String::new() } else { format!(": {}", line(words)) };
    format!("- [{title}]({url}){words}")
}

/// Words on one line.
fn line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
