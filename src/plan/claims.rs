//! Every output path is claimed by exactly one page or asset.

use rustc_hash::{FxHashMap, FxHashSet};

use super::catalogue as problem;
use super::owner::owner;
use super::redirect::old_route;
use super::{Page, PageKind, Plan};
use crate::base::{Bilingual, Diagnostic, Route, SourcePath, Span};

/// Where the theme's files lie.
const THEME: &str = "assets/";

/// A file that something claims: by its source, if it has one, and by what it is called.
type Owner = (Option<SourcePath>, String);

/// Reports every path that is claimed twice, naming both sources; two sources that meet in several languages
/// meet for one reason.
pub fn check(plan: &Plan, out: &mut Vec<Diagnostic>) {
    let mut claimed: FxHashMap<String, Owner> = FxHashMap::default();
    claimed.reserve(plan.pages.len() + plan.assets.len());
    let mut told: FxHashSet<(String, String)> = FxHashSet::default();
    // Pages at old addresses are judged with these.
    let standing = plan.pages.iter().filter(|page| !matches!(page.kind, PageKind::Moved(_)));
    let default = plan.catalog.site.default_language();
    let (ours, others): (Vec<&Page>, Vec<&Page>) = standing.partition(|p| p.lang == *default);
    let pages = ours.into_iter().chain(others).map(|page| {
        let owner = owner(&plan.catalog, &plan.listings, &page.kind);
        (&page.route, owner, slug_of(plan, &page.kind))
    });
    let assets = plan
        .assets
        .iter()
        .map(|asset| (&asset.route, (Some(asset.source.clone()), asset.source.to_string()), None));
    for (route, owner, slug) in pages.chain(assets) {
        let file = route.file();
        let Some(first) = claimed.get(&file) else {
            claimed.insert(file, owner);
            continue;
        };
        if !told.insert((first.1.clone(), owner.1.clone())) {
            continue;
        }
        let at = owner.0.as_ref().or(first.0.as_ref()).map(SourcePath::whole);
        let mut diagnostic = problem::same_address(slug.or(at), route, &first.1);
        if let (Some(path), Some(_)) = (&first.0, &owner.0) {
            diagnostic = diagnostic
                .label(path.whole(), Bilingual::new("另一个在这里", "the other one is here"));
        }
        out.push(diagnostic);
    }
    aliases(plan, &mut claimed, out);
    folders(plan, &claimed, out);
}

/// A name is a file or a folder: of what is claimed, nothing may lie below another.
fn folders(plan: &Plan, claimed: &FxHashMap<String, Owner>, out: &mut Vec<Diagnostic>) {
    let mut found: Vec<(&String, &Owner, &Owner)> = claimed
        .iter()
        .filter_map(|(file, owner)| Some((file, owner, above(claimed, file)?)))
        .collect();
    found.sort_by(|a, b| a.0.cmp(b.0));
    for (file, owner, of_file) in found {
        let route = Route::new(file.clone());
        let source = owner.0.as_ref().or(of_file.0.as_ref());
        let chosen = plan.pages.iter().find(|page| page.route.file() == *file);
        let at =
            chosen.and_then(|page| slug_of(plan, &page.kind)).or(source.map(SourcePath::whole));
        out.push(problem::same_address(at, &route, &of_file.1));
    }
}

/// The file that stands where a path needs a folder.
fn above<'c>(claimed: &'c FxHashMap<String, Owner>, file: &str) -> Option<&'c Owner> {
    let mut ends = file.match_indices('/').map(|(at, _)| at);
    ends.find_map(|end| claimed.get(&file[..end]))
}

/// Where a page's address was chosen, if it is not its file's name.
fn slug_of(plan: &Plan, kind: &PageKind) -> Option<Span> {
    let (PageKind::Article(at) | PageKind::Plain(at)) = kind else { return None };
    let article = &plan.catalog.articles[*at];
    article.slug_at.map(|at| article.source.at(at))
}

/// Old addresses lead to one page each, and to none that is there.
fn aliases(plan: &Plan, claimed: &mut FxHashMap<String, Owner>, out: &mut Vec<Diagnostic>) {
    let sections = plan.catalog.sections.iter().map(|section| &section.text);
    for article in plan.catalog.articles.iter().chain(sections) {
        for alias in &article.aliases {
            let at = article.source.at(alias.at);
            let Some(route) = old_route(&alias.value) else {
                out.push(problem::bad_alias(at, &alias.value, suggested(&alias.value)));
                continue;
            };
            let file = route.file();
            let theirs = file.starts_with(THEME).then_some(THEME);
            if let Some(owner) = theirs.or(above(claimed, &file).map(|owner| owner.1.as_str())) {
                out.push(problem::alias_taken(at, &alias.value, owner));
                continue;
            }
            let owner = (Some(article.source.clone()), article.source.to_string());
            let Some(first) = claimed.insert(route.file(), owner) else { continue };
            let mut diagnostic = problem::alias_taken(at, &alias.value, &first.1);
            if let Some(path) = first.0.filter(|path| *path != article.source) {
                let words = Bilingual::new("另一个在这里", "the other one is here");
                diagnostic = diagnostic.label(path.whole(), words);
            }
            out.push(diagnostic);
        }
    }
}

/// An old address that says what a bad one was to say.
fn suggested(alias: &str) -> String {
    let path = alias.split(['?', '#']).next().unwrap_or_default();
    let path =
        path.split_once("//").map_or(path, |(_, rest)| rest.find('/').map_or("", |n| &rest[n..]));
    let parts: Vec<String> = path
        .split('/')
        .map(|part| part.trim_matches('.').replace(char::is_whitespace, "-"))
        .filter(|part| !part.is_empty())
        .collect();
    let meant = format!("/{}/", parts.join("/"));
    if old_route(&meant).is_some() { meant } else { "/old-page/".to_owned() }
}
