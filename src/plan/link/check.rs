//! Every link of the site, followed once.

use rayon::prelude::*;

use super::follow::Found;
use super::picture::remarks;
use super::{LinkScope, Target};
use crate::base::{Diagnostic, Located, SourcePath};
use crate::model::{Article, Cell, Link, ProseText};
use crate::plan::{Linked, Plan, Vocabulary, block, unbound};

/// Follows the links and reads the blocks of every article, and of every section's own text.
pub fn articles(
    plan: &Plan,
    words: &Vocabulary,
    out: &mut Vec<Diagnostic>,
) -> (Vec<Linked>, Vec<Linked>) {
    let lexicon = unbound::lexicon(plan);
    unbound::check_data(plan, &lexicon, words, out);
    let one = |article: &Article| {
        let scope = LinkScope {
            source: &article.source,
            products: &article.products,
            lang: &article.lang,
            day: article.day(),
            derived: article.derived,
        };
        let mut problems = Vec::new();
        let targets = follow_all(plan, &article.links, &scope, words, &mut problems);
        let blocks = article
            .blocks
            .iter()
            .map(|request| block::resolve(plan, request, &scope, words, &mut problems))
            .collect();
        let image = article.image.as_ref().map(|image| lone(plan, image, &scope, &mut problems));
        let (source, lang, products) = (&article.source, &article.lang, &article.products);
        let day = article.day();
        let speaker = unbound::Speaker { source, lang, products, day };
        unbound::check(plan, &speaker, &article.clauses, &lexicon, words, &mut problems);
        if article.misses_product {
            // Which one is meant was said; that it was not found, too.
            problems.retain(|d: &Diagnostic| d.code != "which-product");
        }
        if article.derived {
            problems.clear();
        }
        (Linked { targets, blocks, image, ..Linked::default() }, problems)
    };
    let articles: Vec<_> = plan.catalog.articles.par_iter().map(one).collect();
    let sections: Vec<_> = plan.catalog.sections.iter().map(|s| one(&s.text)).collect();
    let mut gather = |all: Vec<(Linked, Vec<Diagnostic>)>| {
        all.into_iter()
            .map(|(linked, problems)| {
                out.extend(problems);
                linked
            })
            .collect()
    };
    (gather(articles), gather(sections))
}

/// Follows a picture that stands for a page or for the site: it needs no words.
fn lone(plan: &Plan, link: &Link, scope: &LinkScope<'_>, out: &mut Vec<Diagnostic>) -> Target {
    let described = Link { words: "-".to_owned(), ..link.clone() };
    keep(&described, plan.target(link, scope, None), scope, out)
}

/// Follows the pictures that the settings name: contacts' codes, the logo, and the one that is shared.
pub fn site_pictures(plan: &Plan, out: &mut Vec<Diagnostic>) -> (Option<Target>, Option<Target>) {
    let source = SourcePath::new("crosswalk.yaml");
    let site = &plan.catalog.site;
    let scope = LinkScope {
        source: &source,
        products: &[],
        lang: site.default_language(),
        day: None,
        derived: false,
    };
    let mut one = |written: &Option<Located<String>>| {
        let link = written.as_ref().map(|image| Link::picture(&image.value, image.at));
        link.map(|link| lone(plan, &link, &scope, out))
    };
    let pictures = (one(&site.organisation.logo), one(&site.seo.image));
    for picture in &site.organisation.pictures {
        one(&Some(picture.clone()));
    }
    pictures
}

/// Follows links in their order.
pub fn follow_all(
    plan: &Plan,
    links: &[Link],
    scope: &LinkScope<'_>,
    words: &Vocabulary,
    out: &mut Vec<Diagnostic>,
) -> Vec<Target> {
    let follow = |link: &Link| keep(link, plan.target(link, scope, Some(words)), scope, out);
    links.iter().map(follow).collect()
}

fn keep(link: &Link, found: Found, scope: &LinkScope<'_>, out: &mut Vec<Diagnostic>) -> Target {
    match found {
        Ok(target) => {
            remarks(link, &target, scope, out);
            if let Target::Hidden(warning) = &target {
                out.push((**warning).clone());
            }
            target
        }
        Err(diagnostic) => {
            out.push(diagnostic);
            Target::Broken
        }
    }
}

/// What else stands in a menu was judged where it was read.
fn is_of_the_site(url: &str) -> bool {
    url.starts_with('/') && !url.starts_with("//") && !url.contains(['\\', ' '])
}

/// Follows the links of the menu.
pub fn check_menu(plan: &Plan, out: &mut Vec<Diagnostic>) {
    let source = SourcePath::new("crosswalk.yaml");
    let site = &plan.catalog.site;
    let scope = LinkScope {
        source: &source,
        products: &[],
        lang: site.default_language(),
        day: None,
        derived: false,
    };
    for item in site.menu.iter().filter(|item| is_of_the_site(&item.url)) {
        let link = Link::bare(&item.url, item.at);
        keep(&link, plan.target(&link, &scope, None), &scope, out);
    }
}

/// Follows every link in the words of products, of the records of their changes, and of guides.
pub fn check_products(plan: &Plan, words: &Vocabulary, out: &mut Vec<Diagnostic>) {
    let results: Vec<Vec<Diagnostic>> = plan
        .catalog
        .products
        .par_iter()
        .enumerate()
        .map(|(at, product)| {
            let mut check = Check { plan, words: Some(words), product: at, out: Vec::new() };
            for feature in product.features() {
                for cell in feature.facts.iter().flat_map(|fact| &fact.cells) {
                    check.cell(cell, &feature.source);
                }
            }
            for condition in &product.conditions {
                check.texts(&product.source, condition.words.iter());
            }
            let records = plan.catalog.history(at).map_or(&[][..], |history| &history.records);
            for (record, newer) in records.iter().zip((0..records.len()).rev()) {
                // What an older record said was true on its day; only where it leads can still be judged.
                check.words = (newer == 0).then_some(words);
                let notes = record.changes.iter().filter_map(|change| change.note.as_ref());
                check.texts(&record.source, record.summary.iter().chain(notes));
            }
            check.out
        })
        .collect();
    out.extend(results.into_iter().flatten());
    for guide in plan.catalog.guides.iter().filter(|guide| guide.is_written()) {
        let mut check = Check { plan, words: Some(words), product: guide.product, out: Vec::new() };
        check.texts(&guide.source, guide.prose());
        out.append(&mut check.out);
    }
}

struct Check<'a> {
    plan: &'a Plan,
    /// None where facts are not held against today's matrix.
    words: Option<&'a Vocabulary>,
    product: usize,
    out: Vec<Diagnostic>,
}

impl Check<'_> {
    fn cell(&mut self, cell: &Cell, source: &SourcePath) {
        self.texts(source, cell.prose());
    }

    fn texts<'t>(&mut self, source: &SourcePath, texts: impl Iterator<Item = &'t ProseText>) {
        for prose in texts.flat_map(ProseText::all).filter(|prose| !prose.links.is_empty()) {
            let lang = self.plan.catalog.site.default_language();
            let scope =
                LinkScope { source, products: &[self.product], lang, day: None, derived: false };
            for link in &prose.links {
                keep(link, self.plan.target(link, &scope, self.words), &scope, &mut self.out);
            }
        }
    }
}
