//! Articles, plain pages and sections: addresses, dates, and whether they are to be seen.

use crate::resolve::records;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Span, Timestamp};

use super::Moment;
use super::catalogue as problem;
use super::lists;
use super::scope::Scope;
use super::suffix;
use crate::base::{Bilingual, Diagnostic, Lang, Located, SourcePath};
use crate::model::catalogue as unknown;
use crate::model::{Article, Catalog, Hidden, Link, Section, Site, Standing};
use crate::syntax::{ArticleDoc, When, is_reserved, turns};

/// The ids that articles may name.
pub struct Names {
    products: Vec<Arc<str>>,
}

impl Names {
    /// The ids of a catalogue.
    pub fn of(catalog: &Catalog) -> Self {
        Self { products: catalog.products.iter().map(|p| Arc::clone(&p.id)).collect() }
    }
}

/// What does not show, and when that changes by itself.
#[derive(Default)]
pub struct Turns {
    /// The first moment at which something appears or disappears.
    pub valid_until: Option<Timestamp>,
    /// What is not published, and why.
    pub hidden: Vec<Hidden>,
}

impl Turns {
    /// Notes that something changes when a day begins.
    pub fn note(&mut self, day: Option<Date>, site: &Site) {
        let Some(day) = day else { return };
        let turn = day.to_zoned(site.timezone.clone()).map_or(Timestamp::MAX, |z| z.timestamp());
        self.valid_until = Some(self.valid_until.map_or(turn, |until| until.min(turn)));
    }
}

/// A path below `content/`, taken apart.
struct Place<'p> {
    folder: &'p str,
    stem: &'p str,
    lang: Option<&'p str>,
}

impl<'p> Place<'p> {
    /// `news/2021-07-13-x.en.md` → folder `news`, stem `2021-07-13-x`, language `en`;
    /// `news/x/index.md` → folder `news`, stem `x`.
    fn of(path: &'p SourcePath, site: &Site) -> Self {
        let below = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
        let (folder, file) = below.rsplit_once('/').unwrap_or(("", below));
        let stem = file.strip_suffix(".md").unwrap_or(file);
        let (stem, lang) = match stem.rsplit_once('.') {
            Some((stem, tag)) if suffix::declared(tag, site) => (stem, Some(tag)),
            _ => (stem, None),
        };
        match folder.rsplit_once('/') {
            Some((parent, name)) if stem == "index" => Self { folder: parent, stem: name, lang },
            None if stem == "index" && !folder.is_empty() => {
                Self { folder: "", stem: folder, lang }
            }
            _ => Self { folder, stem, lang },
        }
    }

    fn lang(&self, site: &Site) -> Lang {
        self.lang.map_or_else(|| site.default_language().clone(), Lang::new)
    }

    /// The date at the front of a file's name, which is no part of the address.
    fn dated(&self) -> (Option<Date>, &'p str) {
        let date = self.stem.get(..10).and_then(|d| d.parse::<Date>().ok());
        match (date, self.stem.get(10..).and_then(|rest| rest.strip_prefix('-'))) {
            (Some(date), Some(rest)) if !rest.is_empty() => (Some(date), rest),
            _ => (None, self.stem),
        }
    }
}

/// Resolves a section, or the home page; `None` if it is not to be seen at this moment: its articles are.
pub fn section(
    doc: ArticleDoc,
    site: &Site,
    moment: &Moment,
    turns: &mut Turns,
    out: &mut Vec<Diagnostic>,
) -> Option<Section> {
    if !suffix::check(&doc.path, site, out) {
        return None;
    }
    let place = Place::of(&doc.path, site);
    if !place.folder.is_empty()
        && let Some((_, reason, false)) = standing(&doc, None, site, moment, turns)
    {
        let (above, name) = place.folder.rsplit_once('/').unwrap_or(("", place.folder));
        let (lang, section, slug) = (place.lang(site), above.into(), name.into());
        turns.hidden.push(Hidden { lang, section, slug, reason, source: doc.path });
        return None;
    }
    let mut scope = super::scope(site, &doc.path, out);
    let paginate = doc.paginate.as_ref().and_then(|n| lists::number(n, 1, &mut scope));
    let lang = place.lang(site);
    let folder: Arc<str> = place.folder.into();
    raw_html(&doc, &mut scope);
    let text = text(doc, Address { lang: lang.clone(), section: Arc::clone(&folder) }, &mut scope);
    Some(Section {
        folder,
        lang,
        title: Arc::clone(&text.title.value),
        description: text.description.clone(),
        paginate,
        source: text.source.clone(),
        text,
    })
}

/// The language and the folder of a text.
struct Address {
    lang: Lang,
    section: Arc<str>,
}

/// What sections, articles and plain pages have in common.
fn text(doc: ArticleDoc, address: Address, scope: &mut Scope<'_>) -> Article {
    let site = scope.site;
    Article {
        hash: doc.hash,
        lang: address.lang,
        section: address.section,
        slug: "".into(),
        slug_at: doc.slug.as_ref().map(|slug| slug.at),
        title: doc.title.map_or_else(|| Located::new("".into(), doc.at), |t| t.map(Arc::from)),
        description: doc.description.map(Arc::from),
        opening: doc.opening,
        lead: doc.lead.map(Arc::from),
        date: doc.date.as_ref().map(|d| stamp(&d.value, site)),
        updated: doc.updated.as_ref().map(|d| stamp(&d.value, site)),
        authors: doc.authors.into_iter().map(Arc::from).collect(),
        credit: doc.credit,
        tags: doc.tags.into_iter().map(|t| t.map(Arc::from)).collect(),
        categories: doc.categories.into_iter().map(Arc::from).collect(),
        products: Vec::new(),
        misses_product: false,
        weight: doc.weight,
        aliases: doc.aliases,
        counters: doc.counters,
        ai_generated: doc.ai_generated,
        headings: doc.headings,
        notes: doc.notes,
        clauses: doc.clauses,
        links: doc.links,
        blocks: doc.blocks,
        minutes: doc.minutes,
        age: None,
        standing: Standing::Live,
        not_yet: None,
        image: doc.image.map(|image| Link::picture(&image.value, image.at)),
        template: doc.template.map(|name| name.map(Arc::from)),
        frozen: None,
        derived: false,
        source: doc.path,
    }
}

/// Resolves an article or a plain page; `None` if it is not to be seen at this moment.
pub fn resolve(
    doc: ArticleDoc,
    site: &Site,
    names: &Names,
    moment: &Moment,
    turns: &mut Turns,
    out: &mut Vec<Diagnostic>,
) -> Option<Article> {
    suffix::check(&doc.path, site, out);
    let mut scope = super::scope(site, &doc.path, out);
    raw_html(&doc, &mut scope);
    let place = Place::of(&doc.path, site);
    let (file_date, stem) = place.dated();
    let date = doc.date.as_ref().map(|d| stamp(&d.value, site));
    let date = date.or_else(|| {
        file_date.and_then(|d| d.to_zoned(site.timezone.clone()).ok()).map(|z| z.timestamp())
    });
    let frozen = frozen(&doc, date, &mut scope);
    let products = products(&doc.products, names, &mut scope);
    let misses_product = products.len() < doc.products.len();
    let slug = slug(&doc, stem, &mut scope);
    let (lang, section) = (place.lang(site), Arc::<str>::from(place.folder));
    let standing = standing(&doc, date, site, moment, turns);
    if let Some((_, reason, false)) = standing {
        let (slug, source) = (slug.into(), doc.path);
        turns.hidden.push(Hidden { lang, section, slug, reason, source });
        return None;
    }
    updated_in_future(&doc, moment, turns, &mut scope);
    let text = text(doc, Address { lang, section }, &mut scope);
    let is_news = !text.section.is_empty();
    let changed = text.updated.max(date).filter(|_| is_news);
    let age = changed.and_then(|changed| age(changed, site, moment, turns));
    let (standing, not_yet) =
        standing.map_or((Standing::Live, None), |(standing, reason, _)| (standing, Some(reason)));
    let slug = slug.into();
    Some(Article { slug, date, products, misses_product, age, standing, not_yet, frozen, ..text })
}

/// The day on which an article's tables stay, and where it says so.
fn frozen(
    doc: &ArticleDoc,
    date: Option<Timestamp>,
    scope: &mut Scope<'_>,
) -> Option<Located<Date>> {
    let at = doc.freeze?;
    let Some(date) = date else {
        scope.report(records::frozen_without_date(scope.span(at)));
        return None;
    };
    Some(Located::new(date.to_zoned(scope.site.timezone.clone()).date(), at))
}

/// How old an article is in full years, if that is worth a notice; notes when that changes.
fn age(changed: Timestamp, site: &Site, moment: &Moment, turns: &mut Turns) -> Option<i16> {
    let least = site.old_after?;
    let day = |stamp: Timestamp| stamp.to_zoned(site.timezone.clone()).date();
    let (from, today) = (day(changed), day(moment.now));
    let after = |years: i16| from.checked_add(Span::new().years(years)).ok();
    let mut years = today.year().saturating_sub(from.year()).max(0);
    if after(years).is_none_or(|birthday| birthday > today) {
        years -= 1;
    }
    turns.note(after((years + 1).max(least)), site);
    (years >= least).then_some(years)
}

/// Reports a day of change that is still to come.
fn updated_in_future(doc: &ArticleDoc, moment: &Moment, turns: &mut Turns, scope: &mut Scope<'_>) {
    let site = scope.site;
    let day = |stamp: Timestamp| stamp.to_zoned(site.timezone.clone()).date();
    let today = day(moment.now);
    let Some(updated) = &doc.updated else { return };
    let said = day(stamp(&updated.value, site));
    if said > today {
        turns.note(Some(said), site);
        let (said, today) = (said.to_string(), today.to_string());
        scope.report(problem::date_in_future(scope.span(updated.at), "updated", said, today));
    }
}

fn raw_html(doc: &ArticleDoc, scope: &mut Scope<'_>) {
    if scope.site.raw_html {
        for what in &doc.refused_html {
            scope.report(crate::syntax::catalogue::refused_html(scope.span(what.at), &what.value));
        }
        return;
    }
    for at in &doc.raw_html {
        scope.report(crate::syntax::catalogue::raw_html(scope.span(*at)));
    }
}

fn products(ids: &[Located<String>], names: &Names, scope: &mut Scope<'_>) -> Vec<usize> {
    let known = names.products.iter().map(|id| &**id);
    ids.iter()
        .filter_map(|id| {
            scope.position(id, known.clone(), |s, id, near| unknown::unknown_product(s, id, near))
        })
        .collect()
}

/// A moment in the zone that was written, or in the site's.
fn stamp(when: &When, site: &Site) -> Timestamp {
    match when.offset {
        Some(offset) => offset.to_timestamp(when.civil).unwrap_or(Timestamp::UNIX_EPOCH),
        None => when
            .civil
            .to_zoned(site.timezone.clone())
            .map_or(Timestamp::UNIX_EPOCH, |z| z.timestamp()),
    }
}

fn slug(doc: &ArticleDoc, stem: &str, scope: &mut Scope<'_>) -> String {
    let (slug, at) = match &doc.slug {
        Some(slug) => (slug.value.as_str(), slug.at),
        None => (stem, doc.at.begin()),
    };
    if slug.len() > 255 {
        scope.report(problem::slug_too_long(scope.span(at), slug.len()));
    } else if !is_slug(slug) {
        scope.report(problem::bad_slug(scope.span(at), slug, suggested(slug)));
    }
    slug.to_owned()
}

/// A slug is one part of an address: no separators in any spelling, nothing hidden, nothing that a system reserves.
fn is_slug(slug: &str) -> bool {
    // What turns the direction was reported where it was read.
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.') || turns(c);
    !slug.is_empty()
        && slug.chars().all(allowed)
        && !slug.contains("..")
        && !slug.starts_with('.')
        && !slug.ends_with('.')
        && !is_reserved(slug)
}

/// A slug that says what a bad one was to say.
fn suggested(slug: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '-' };
    let mapped: String = slug.chars().map(kept).collect();
    let words: Vec<&str> = mapped.split('-').filter(|word| !word.is_empty()).collect();
    let joined = words.join("-");
    if is_slug(&joined) { joined } else { "my-page".to_owned() }
}

/// Why an ordinary build leaves an article out, and whether this one shows it all the same; notes the
/// next day on which that may change.
fn standing(
    doc: &ArticleDoc,
    date: Option<Timestamp>,
    site: &Site,
    moment: &Moment,
    turns: &mut Turns,
) -> Option<(Standing, Bilingual, bool)> {
    let draft = Bilingual::new("草稿（draft: true）", "a draft (draft: true)");
    let draft = doc.draft.then_some((Standing::Draft, draft, moment.drafts));
    if matches!(draft, Some((.., false))) {
        return draft;
    }
    let day = |stamp: Timestamp| stamp.to_zoned(site.timezone.clone()).date();
    let today = day(moment.now);
    let publish = doc.publish_date.as_ref().map(|d| stamp(&d.value, site)).or(date).map(day);
    let expiry = doc.expiry_date.as_ref().map(|d| day(stamp(&d.value, site)));
    for turn in [publish, expiry].into_iter().flatten().filter(|d| *d > today) {
        turns.note(Some(turn), site);
    }
    let early = publish.filter(|publish| *publish > today).map(|publish| {
        Bilingual::new(format!("定于 {publish} 发布"), format!("scheduled for {publish}"))
    });
    let late = expiry.filter(|expiry| *expiry <= today).map(|expiry| {
        Bilingual::new(format!("已于 {expiry} 到期"), format!("expired on {expiry}"))
    });
    let early = early.map(|reason| (Standing::Scheduled, reason, moment.future));
    let late = late.map(|reason| (Standing::Expired, reason, moment.expired));
    // What hides it comes before what would have.
    [draft, early, late].into_iter().flatten().min_by_key(|(.., shown)| *shown)
}
