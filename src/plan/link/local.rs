//! Addresses inside the site: absolute below its root, a file beside this one, or an anchor.

use super::address::{join, relative};
use super::follow::Found;
use super::part::Part;
use super::{Dweller, LinkScope, Target, decode};
use crate::base::{Bilingual, Diagnostic, Lang, Route, SourcePath};
use crate::plan::address;
use crate::plan::catalogue as problem;
use crate::plan::{ListingOf, Page, PageKind, Plan, Vocabulary};

/// What an address inside the site leads to.
enum Inside {
    /// A page or file, by its route.
    There(Route),
    /// An article that is not to be seen now.
    Hidden(Bilingual),
}

impl Plan {
    pub(super) fn local(
        &self,
        whole: Part<'_>,
        scope: &LinkScope<'_>,
        words: Option<&Vocabulary>,
    ) -> Found {
        let to = whole.text;
        if to.trim().is_empty() {
            return Err(problem::empty_link(whole.span()));
        }
        // Browsers take `\` for `/`, and `//` for the beginning of a host's name.
        if to.replace('\\', "/").trim_start().starts_with("//") {
            return Err(problem::forbidden_link(whole.span(), to));
        }
        let (path, tail) = split_tail(whole);
        if path.text.is_empty() {
            return self.here(whole, tail, scope, words);
        }
        match self.inside(path, scope)? {
            Inside::Hidden(reason) => Ok(Target::Hidden(Box::new(problem::link_to_hidden(
                path.span(),
                path.text,
                reason,
            )))),
            Inside::There(route) => {
                self.anchor(&route, path.text, tail, scope, words)?;
                let twin = self.page(&route).filter(|_| scope.derived);
                let twin = twin.and_then(|page| self.in_language(page, scope.lang));
                let route = twin.map_or(route, |page| page.route.clone());
                let name = self.name_of(&route, scope);
                Ok(Target::Named(self.url(&route) + tail.text, name))
            }
        }
    }

    /// The same page in another language, where it is there.
    pub fn in_language(&self, page: &Page, lang: &Lang) -> Option<&Page> {
        let site = &self.catalog.site;
        let default = page.lang == *site.default_language();
        let prefix = if default { 0 } else { page.lang.as_str().len() + 1 };
        self.page(&address::localised(site, lang, &page.route.as_str()[prefix..]))
    }

    /// An anchor on the page that the link stands on. Words of the matrix stand on many pages, so
    /// only texts and guides know their own.
    fn here(
        &self,
        whole: Part<'_>,
        tail: Part<'_>,
        scope: &LinkScope<'_>,
        words: Option<&Vocabulary>,
    ) -> Found {
        if let Some(Dweller::Route(route)) = self.index.by_source.get(scope.source)
            && self.page(route).is_some_and(|page| is_text(&page.kind))
        {
            self.anchor(route, "", tail, scope, words)?;
        }
        Ok(Target::Named(whole.text.to_owned(), whole.text.to_owned()))
    }

    fn inside(&self, path: Part<'_>, scope: &LinkScope<'_>) -> Result<Inside, Diagnostic> {
        let decoded = decode(path.text);
        let found = match decoded.strip_prefix('/') {
            Some(below) => self.below_root(below),
            None => {
                let Some(file) = join(scope.source.folder(), &decoded) else {
                    return Err(problem::link_outside_site(path.span(), path.text));
                };
                self.index.by_source.get(&SourcePath::new(file)).map(Dweller::inside)
            }
        };
        found.ok_or_else(|| self.dead(path, scope))
    }

    /// A page by its address, with or without the last `/` or `index.html`.
    fn below_root(&self, below: &str) -> Option<Inside> {
        let page = Route::new(below.trim_start_matches('/'));
        let name = page.as_str().trim_end_matches('/');
        let folder = Route::new(if name.is_empty() { String::new() } else { format!("{name}/") });
        let index = page.as_str().strip_suffix("index.html").map(Route::new);
        let spellings: Vec<Route> =
            [Some(page), index, Some(folder)].into_iter().flatten().collect();
        let there = spellings.iter().find(|route| self.index.routes.contains(*route)).cloned();
        let hidden = || spellings.iter().find_map(|route| self.index.hidden.get(route));
        there.map(Inside::There).or_else(|| hidden().cloned().map(Inside::Hidden))
    }

    /// The page at a route.
    pub fn page(&self, route: &Route) -> Option<&Page> {
        let at = self.pages.binary_search_by(|page| page.route.cmp(route)).ok()?;
        Some(&self.pages[at])
    }

    /// What a page is called.
    pub(super) fn name_of(&self, route: &Route, scope: &LinkScope<'_>) -> String {
        let catalog = &self.catalog;
        let Some(page) = self.page(route) else { return route.to_string() };
        match page.kind {
            PageKind::Article(at) | PageKind::Plain(at) => catalog.articles[at].title.to_string(),
            PageKind::Product(at) => catalog.products[at].name.get(scope.lang).to_owned(),
            PageKind::Feature { product, group, feature } => {
                let group = &catalog.products[product].groups[group];
                group.features[feature].name.get(scope.lang).to_owned()
            }
            PageKind::Guide(at) | PageKind::Role { guide: at, .. } => {
                catalog.guides[at].title.get(scope.lang).to_owned()
            }
            PageKind::Home => catalog.site.title.get(scope.lang).to_owned(),
            PageKind::List { listing, .. } => match &self.listings[listing].of {
                ListingOf::Section(at) => catalog.sections[*at].title.to_string(),
                ListingOf::Term(term) => term.name.to_string(),
                ListingOf::Year(_) | ListingOf::Month(..) => route.to_string(),
            },
            _ => route.to_string(),
        }
    }

    /// Nothing lives there: the nearest address in the spelling that was used.
    fn dead(&self, path: Part<'_>, scope: &LinkScope<'_>) -> Diagnostic {
        let written = decode(path.text);
        if let Some(whole) = elsewhere(&written) {
            let help = Bilingual::new(
                format!("这像是别处的地址，要写完整：{whole}"),
                format!("this looks like an address elsewhere; write all of it: {whole}"),
            );
            return problem::dead_link(path.span(), path.text, help);
        }
        let candidates: Vec<String> = if written.starts_with('/') {
            self.index.routes.iter().map(ToString::to_string).collect()
        } else {
            let folder = scope.source.folder();
            self.index.by_source.keys().map(|file| relative(folder, file.as_str())).collect()
        };
        let near = candidates
            .iter()
            .filter_map(|known| distance(&written, known).map(|distance| (distance, known)))
            .min()
            .map(|(_, known)| known);
        let help = match near {
            Some(known) => did_you_mean(known),
            None if written.starts_with('/') => Bilingual::new(
                "以 / 开头的网址要和生成的页面一致；链接到文章，也可以写它的 .md 文件",
                "an address that begins with / must be that of a page; an article can be linked by its .md file",
            ),
            None => Bilingual::new(
                "检查文件名和路径：链接到文章，写从这个文件到那篇 .md 的相对路径",
                "check the file's name and path: an article is linked by the relative path of its .md file",
            ),
        };
        problem::dead_link(path.span(), path.text, help)
    }
}

/// The whole address that `www.example.com` or `a@example.com` stands for.
fn elsewhere(written: &str) -> Option<String> {
    let host = |text: &str| {
        let parts = || text.split('.');
        parts().count() > 1
            && parts().all(|part| !part.is_empty() && !part.contains(char::is_whitespace))
    };
    match written.split_once('@') {
        Some((name, at)) if !name.is_empty() && !written.contains('/') && host(at) => {
            Some(format!("mailto:{written}"))
        }
        _ if written.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("www.")) => {
            let name = written.split('/').next().unwrap_or_default();
            host(name).then(|| format!("https://{written}"))
        }
        _ => None,
    }
}

impl Dweller {
    fn inside(&self) -> Inside {
        match self {
            Self::Route(route) => Inside::There(route.clone()),
            Self::Hidden(reason) => Inside::Hidden(reason.clone()),
        }
    }
}

/// Path, and `?…#…` behind it.
pub(super) fn split_tail(whole: Part<'_>) -> (Part<'_>, Part<'_>) {
    let end = whole.text.find(['#', '?']).unwrap_or(whole.text.len());
    (whole.slice(0, end), whole.from(end))
}

fn is_text(kind: &PageKind) -> bool {
    use PageKind::{Article, Guide, Home, List, Plain};
    matches!(kind, Article(_) | Plain(_) | Guide(_) | Home | List { .. })
}

pub fn did_you_mean(name: &str) -> Bilingual {
    Bilingual::new(format!("是不是想写 {name}？"), format!("did you mean {name}?"))
}

/// How far apart two addresses are, if near: first by their last parts, then as a whole.
pub fn distance(written: &str, known: &str) -> Option<(usize, usize)> {
    let last = |path: &str| {
        let path = path.trim_end_matches('/');
        path.rsplit('/').next().unwrap_or(path).to_lowercase()
    };
    let (name, mut other) = (last(written), last(known));
    if !name.ends_with(".md") {
        other.truncate(other.strip_suffix(".md").map_or(other.len(), str::len));
    }
    let reach = name.chars().count().max(other.chars().count()) / 3;
    if name.chars().count().abs_diff(other.chars().count()) > reach {
        return None;
    }
    let near = strsim::damerau_levenshtein(&name, &other);
    (near <= reach).then(|| (near, strsim::damerau_levenshtein(written, known)))
}
