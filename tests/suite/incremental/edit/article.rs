//! Edits of articles.

use super::{Kind, done, turned};
use crate::incremental::ground::Rename;
use crate::incremental::random::Random;
use crate::incremental::site::{Article, Site, TAGS, day, name, paragraph, sentence};

/// Every kind of them.
pub const KINDS: &[Kind] = &[
    ("article: a paragraph", 8, |site, random| {
        let article = any(site, random)?;
        let at = random.at(&article.body)?;
        article.body[at] = paragraph(random);
        done()
    }),
    ("article: a word of the same length", 8, |site, random| {
        let article = any(site, random)?;
        let at = random.at(&article.body)?;
        article.body[at] = turned(&article.body[at])?;
        done()
    }),
    ("article: a new paragraph", 2, |site, random| {
        any(site, random)?.body.push(paragraph(random));
        done()
    }),
    ("article: title", 4, |site, random| {
        any(site, random)?.title = name(random);
        done()
    }),
    ("article: tags", 5, |site, random| {
        let tags = (0..random.below(4)).map(|_| (*random.pick(TAGS)).to_owned()).collect();
        any(site, random)?.tags = tags;
        done()
    }),
    ("article: date", 4, |site, random| {
        loose(site, random)?.date = day(random);
        done()
    }),
    ("article: draft", 4, |site, random| {
        let article = loose(site, random)?;
        article.draft = !article.draft;
        done()
    }),
    ("article: publish_date", 4, |site, random| {
        loose(site, random)?.publish = random.percent(70).then(|| day(random));
        done()
    }),
    ("article: expiry_date", 4, |site, random| {
        loose(site, random)?.expiry = random.percent(70).then(|| day(random));
        done()
    }),
    ("article: weight", 2, |site, random| {
        any(site, random)?.weight = random.below(9);
        done()
    }),
    ("article: links, facts and table", 5, |site, random| {
        let at = random.at(&site.articles)?;
        let mut article = site.articles[at].clone();
        (article.facts, article.block, article.links) = (Vec::new(), None, Vec::new());
        site.connect(&mut article, random);
        site.articles[at] = article;
        done()
    }),
    ("article: a warning comes or goes", 3, |site, random| {
        let article = any(site, random)?;
        article.warned = !article.warned;
        done()
    }),
    ("article: a picture's bytes", 4, |site, random| {
        let at = random.at(&with_pictures(site))?;
        let at = with_pictures(site)[at];
        let picture = site.articles[at].picture.take()?;
        let same = turned(std::str::from_utf8(&picture).ok()?);
        let fresh = if random.percent(50) { same? } else { sentence(random) };
        site.articles[at].picture = Some(fresh.into_bytes());
        done()
    }),
    ("article: a picture comes or goes", 3, |site, random| {
        moved(site, random, |article, random| match article.picture.take() {
            Some(_) => {}
            None => article.picture = Some(sentence(random).into_bytes()),
        })
    }),
    ("article: new", 5, |site, random| {
        let mut article = Article::new(site.next(), site.sections.len(), random);
        site.connect(&mut article, random);
        let at = random.below(site.articles.len() + 1);
        site.articles.insert(at, article);
        done()
    }),
    ("article: deleted", 5, |site, random| {
        let at = random.at(&site.articles)?;
        site.articles.remove(at);
        done()
    }),
    ("article: renamed", 5, |site, random| {
        let fresh = format!("renamed-{}", site.next());
        moved(site, random, |article, _| article.stem = fresh)
    }),
    ("article: another section", 3, |site, random| {
        let section = random.below(site.sections.len());
        moved(site, random, |article, _| article.section = article.section.map(|_| section))
    }),
    ("article: two change names", 4, |site, random| {
        let (one, other) = (random.at(&site.articles)?, random.at(&site.articles)?);
        let paths = (site.articles[one].path(site), site.articles[other].path(site));
        let alike = |a: &Article| (a.section, a.picture.is_some(), a.english);
        let (first, second) = (&site.articles[one], &site.articles[other]);
        if one == other || alike(first) != alike(second) || first.picture.is_some() {
            return None;
        }
        let stems = (second.stem.clone(), first.stem.clone());
        (site.articles[one].stem, site.articles[other].stem) = stems;
        let aside = format!("{}.aside", paths.0);
        Some(vec![(paths.0.clone(), aside.clone()), (paths.1.clone(), paths.0), (aside, paths.1)])
    }),
    ("article: two change texts", 2, |site, random| {
        let (one, other) = (random.at(&site.articles)?, random.at(&site.articles)?);
        let body = site.articles[one].body.clone();
        site.articles[one].body = std::mem::replace(&mut site.articles[other].body, body);
        done()
    }),
    ("article: a copy", 2, |site, random| {
        let mut copy = any(site, random)?.clone();
        copy.id = site.next();
        copy.stem = format!("copy-{}", copy.id);
        site.articles.push(copy);
        done()
    }),
];

fn any<'s>(site: &'s mut Site, random: &mut Random) -> Option<&'s mut Article> {
    let at = random.at(&site.articles)?;
    site.articles.get_mut(at)
}

/// An article to which nobody links: it may vanish from the site.
fn loose<'s>(site: &'s mut Site, random: &mut Random) -> Option<&'s mut Article> {
    any(site, random).filter(|article| !article.fixed)
}

fn with_pictures(site: &Site) -> Vec<usize> {
    let all = site.articles.iter().enumerate();
    all.filter(|(_, article)| article.picture.is_some()).map(|(at, _)| at).collect()
}

/// Changes what decides an article's path; its file is renamed.
fn moved(
    site: &mut Site,
    random: &mut Random,
    change: impl FnOnce(&mut Article, &mut Random),
) -> Option<Vec<Rename>> {
    let at = random.at(&site.articles)?;
    let places = |site: &Site| {
        let article = &site.articles[at];
        [Some(article.path(site)), article.picture_path(site)]
    };
    let before = places(site);
    change(&mut site.articles[at], random);
    let after = places(site);
    let both = before.into_iter().zip(after);
    Some(both.filter_map(|(from, to)| Some((from?, to?))).filter(|(from, to)| from != to).collect())
}
