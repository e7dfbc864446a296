//! The settings, understood.

use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;

use super::catalogue as problem;
use super::lists;
use super::scope::Scope;
use crate::base::{Conversion, Diagnostic, Lang, SCHEMES, Span};
use crate::model::{
    Axis, Derive, Feeds, Language, MenuItem, Organisation, Outputs, PublishMode, Seo, Shown, Site,
    Taxonomy, Text, Units, Written,
};
use crate::model::{half_width, is_own_picture};
use crate::syntax::{DeriveDoc, LanguageDoc, SettingsDoc};

/// What the command line says in place of the settings.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// `--base-url`.
    pub base_url: Option<String>,
    /// Scheme, host and port in place of the address's own; its path stays.
    pub origin: Option<String>,
    /// `--output`: taken as it is, relative to the working folder.
    pub output_dir: Option<String>,
}

const DEFAULT_LANGUAGE: &str = "zh-Hans";

/// The zone of dates where the settings name none.
const SHANGHAI: &str = "Asia/Shanghai";

/// Reads the settings; without them a placeholder, so that the rest can still be checked.
pub fn resolve(doc: Option<SettingsDoc>, overrides: &Overrides, out: &mut Vec<Diagnostic>) -> Site {
    let mut site = placeholder();
    let Some(doc) = doc else { return site };
    languages(&doc, &mut site);
    let view = site.clone();
    let mut scope = Scope { site: &view, path: doc.path.clone(), out };
    check_languages(&doc, &mut scope);
    base_url(&doc, overrides, &mut site, &mut scope);
    if let Some(origin) = &overrides.origin {
        site.origin = origin.as_str().into();
    }
    timezone(&doc, &mut site, &mut scope);
    site.title = scope.text_or_empty(doc.title);
    site.description = doc.description.map(|words| scope.text(words));
    site.written.theme = doc.theme.as_ref().map(|theme| scope.span(theme.at));
    let output = doc.output_dir.as_ref().filter(|_| overrides.output_dir.is_none());
    site.written.output_dir = output.map(|dir| scope.span(dir.at));
    site.theme = doc.theme.map(|theme| theme.value.into());
    if let Some(output) = overrides.output_dir.clone().or(doc.output_dir.map(|dir| dir.value)) {
        site.output_dir = output.into();
    }
    let pictures = doc.contacts.iter().flat_map(|(_, words)| words).map(|(_, words)| words);
    let pictures = pictures.filter(|words| is_own_picture(&words.value)).cloned().collect();
    site.organisation = Organisation {
        pictures,
        name: doc.organisation.map(|words| scope.text(words)),
        contacts: doc
            .contacts
            .into_iter()
            .map(|(key, words)| (key.into(), scope.text(words)))
            .collect(),
        icp: doc.icp.map(|text| text.value.into()),
        public_security: doc.public_security.map(|text| text.value.into()),
        logo: doc.logo,
    };
    site.menu = doc
        .menu
        .into_iter()
        .map(|(name, url)| MenuItem { name: scope.text(name), url: url.value.into(), at: url.at })
        .collect();
    if let Some(paginate) = doc.paginate.and_then(|n| lists::number(&n, 1, &mut scope)) {
        site.paginate = paginate;
    }
    site.taxonomies = lists::taxonomies(doc.taxonomies, &mut scope);
    site.feeds = lists::feeds(&doc.feeds, &mut scope);
    site.old_after = lists::old_after(doc.old_after.as_ref(), &mut scope);
    (site.counters, site.outputs, site.seo) = (doc.counters, doc.outputs, doc.seo);
    site.audiences =
        doc.audiences.into_iter().map(|(id, words)| (id.value.into(), scope.text(words))).collect();
    site.units = super::unit::resolve(doc.units, &Units::default(), &mut scope);
    site.publish = if doc.journal { PublishMode::Journal } else { PublishMode::Exchange };
    site.sync = doc.sync;
    site.wait = doc.wait.map(Duration::from_secs);
    let checks = doc.checks.into_iter();
    site.checks = checks
        .map(|(code, level)| (code.value.as_str().into(), level, scope.span(code.at)))
        .collect();
    site.raw_html = doc.raw_html;
    site.picture_hosts = doc.picture_hosts;
    site.loops = doc.limits.loops;
    site.cells = doc.limits.cells;
    site.page_time = Duration::from_secs(doc.limits.page_time);
    site
}

fn placeholder() -> Site {
    Site {
        title: Text::plain(""),
        description: None,
        origin: "https://example.com".into(),
        base_path: "/".into(),
        languages: vec![Language {
            tag: Lang::new(DEFAULT_LANGUAGE),
            name: DEFAULT_LANGUAGE.into(),
            derive: None,
        }],
        timezone: TimeZone::UTC,
        written: Written::default(),
        theme: None,
        output_dir: "output".into(),
        organisation: Organisation::default(),
        menu: Vec::new(),
        paginate: 20,
        audiences: Vec::new(),
        units: Units::default(),
        publish: PublishMode::default(),
        sync: false,
        wait: None,
        checks: Vec::new(),
        raw_html: false,
        picture_hosts: Vec::new(),
        loops: crate::syntax::limits::LOOPS,
        cells: crate::syntax::limits::CELLS,
        page_time: Duration::from_secs(crate::syntax::limits::PAGE_TIME),
        taxonomies: Axis::ALL.map(Taxonomy::of).into(),
        feeds: Feeds::default(),
        counters: Shown::default(),
        outputs: Outputs::default(),
        seo: Seo::default(),
        old_after: Some(lists::OLD_AFTER),
    }
}

/// The default language first, then the others in their order.
fn languages(doc: &SettingsDoc, site: &mut Site) {
    let first = doc.languages.first().map(|language| language.tag.value.as_str());
    let default =
        doc.default_language.as_ref().map_or(first.unwrap_or(DEFAULT_LANGUAGE), |tag| &tag.value);
    let language = |tag: &str| {
        let written = doc.languages.iter().find(|language| language.tag.value == tag);
        let name = written.and_then(|language| language.name.clone());
        let derive = written.and_then(|language| language.derive.as_ref()).and_then(derive);
        let name = name.unwrap_or_else(|| tag.to_owned()).into();
        Language { tag: Lang::new(tag), name, derive: derive.filter(|_| tag != default) }
    };
    site.languages = vec![language(default)];
    let others = doc.languages.iter().map(|language| language.tag.value.as_str());
    site.languages.extend(others.filter(|tag| *tag != default).map(language));
}

/// How a language is made from another; `None` where that cannot be understood, which
/// [`check_languages`] reports.
fn derive(doc: &DeriveDoc) -> Option<Derive> {
    let scheme = doc.with.as_ref().map_or(SCHEMES[0], |with| &with.value);
    let from = doc.from.as_ref().map_or(DEFAULT_LANGUAGE, |from| &from.value);
    let by = Conversion::new(scheme, &doc.glossary)?;
    Some(Derive { from: Lang::new(from), by: Arc::new(by) })
}

/// The default language is one of the languages, where these are listed; what others are made from
/// is written.
fn check_languages(doc: &SettingsDoc, scope: &mut Scope<'_>) {
    let tags = doc.languages.iter().map(|language| language.tag.value.as_str());
    if let Some(default) = doc.default_language.as_ref().filter(|_| !doc.languages.is_empty()) {
        scope.position(default, tags.clone(), |s, tag, near| {
            problem::unknown_language(s, tag, near)
        });
    }
    let default = scope.site.default_language().clone();
    for language in &doc.languages {
        let Some(written) = &language.derive else { continue };
        let own = language.tag.value.as_str();
        let from = written.from.as_ref();
        let known = from.is_none_or(|from| {
            let known = scope.position(from, tags.clone(), |s, tag, near| {
                problem::unknown_language(s, tag, near)
            });
            known.is_some()
        });
        let from_tag = from.map_or(DEFAULT_LANGUAGE, |from| &from.value);
        // That the default language is none was said of the language itself.
        let is_written = from_tag == default.as_str() && own != from_tag;
        let is_made =
            |l: &LanguageDoc| l.tag.value == from_tag && l.derive.is_some() && !is_written;
        if known && (own == default.as_str() || doc.languages.iter().any(is_made)) {
            let at = from.map_or(language.tag.at, |from| from.at);
            let place = scope.span(at);
            scope.report(problem::derived_twice(place, own, from_tag));
        }
        if let Some(with) = &written.with {
            scope.position(with, SCHEMES.into_iter(), |s, with, near| {
                problem::unknown_scheme(s, with, near)
            });
        }
    }
}

fn base_url(doc: &SettingsDoc, overrides: &Overrides, site: &mut Site, scope: &mut Scope<'_>) {
    let (written, at) = match (&overrides.base_url, &doc.base_url) {
        (Some(url), _) => (url.clone(), None),
        (None, Some(url)) => (url.value.clone(), Some(scope.span(url.at))),
        (None, None) => return,
    };
    match split_url(&written) {
        Some((origin, path)) => (site.origin, site.base_path) = (origin, path),
        None => scope.report(unfit(at, &written)),
    }
}

/// Why an address cannot be a site's, where it is no setting.
pub fn bad_base_url(url: &str) -> Option<Diagnostic> {
    split_url(url).is_none().then(|| unfit(None, url))
}

fn unfit(at: Option<Span>, url: &str) -> Diagnostic {
    problem::bad_base_url(at, url, suggested_url(url))
}

/// Quotes that editors put in place of the ASCII ones; in an address they are never meant.
const QUOTES: [char; 6] = ['“', '”', '‘', '’', '「', '」'];

/// Scheme and host, and the path between two slashes.
fn split_url(url: &str) -> Option<(Arc<str>, Arc<str>)> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    if url.contains(['?', '#', ' ', '"', '<', '>', '\\']) || url.chars().any(char::is_control) {
        return None;
    }
    if url.contains(QUOTES) || url != half_width(url) {
        return None;
    }
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let port_is_wrong = host.split_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_err());
    if host.is_empty() || host.contains('@') || port_is_wrong {
        return None;
    }
    if path.split('/').any(|part| part == "..") {
        return None;
    }
    let origin = &url[..url.len() - rest.len() + host.len()];
    let path = path.trim_matches('/');
    let path = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
    Some((origin.into(), path.into()))
}

/// The address that was most likely meant.
fn suggested_url(url: &str) -> String {
    let url = half_width(url).replace(QUOTES, "");
    let url = url.split(['?', '#']).next().unwrap_or_default().trim();
    let rest = url.split_once("//").map_or(url, |(_, rest)| rest);
    let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    let meant = format!("https://{}/", rest.trim_matches('/'));
    match split_url(&meant) {
        Some(_) if rest.contains('.') => meant,
        _ => "https://www.example.com/".to_owned(),
    }
}

fn timezone(doc: &SettingsDoc, site: &mut Site, scope: &mut Scope<'_>) {
    let name = doc.timezone.as_ref().map_or(SHANGHAI, |name| &name.value);
    match TimeZone::get(name) {
        Ok(zone) => site.timezone = zone,
        Err(_) => {
            let at = doc.timezone.as_ref().map(|name| scope.span(name.at));
            scope.report(problem::unknown_timezone(at, name, near_zone(name)));
        }
    }
}

/// What people call zones, without spaces and in lower case. `CST` is what a computer in China says.
const ZONES: &[(&str, &str)] = &[
    ("北京", SHANGHAI),
    ("上海", SHANGHAI),
    ("中国", SHANGHAI),
    ("东八区", SHANGHAI),
    ("beijing", SHANGHAI),
    ("shanghai", SHANGHAI),
    ("china", SHANGHAI),
    ("cst", SHANGHAI),
    ("香港", "Asia/Hong_Kong"),
    ("澳门", "Asia/Macau"),
    ("台北", "Asia/Taipei"),
    ("新加坡", "Asia/Singapore"),
    ("东京", "Asia/Tokyo"),
];

/// The zone that was most likely meant: by what people call it, by its hours from Greenwich, or one whose name
/// differs by two letters at most; else the one that most sites want.
fn near_zone(name: &str) -> String {
    let plain: String = name.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.trim_end_matches("时间").trim_end_matches("时区").trim_end_matches('市');
    if let Some((_, zone)) = ZONES.iter().find(|(word, _)| *word == plain) {
        return (*zone).to_owned();
    }
    if let Some(hours) = hours_from_greenwich(plain) {
        // The database counts these the other way round.
        let zone = format!("Etc/GMT{:+}", -hours);
        return if hours == 8 { SHANGHAI.to_owned() } else { zone };
    }
    let reach = (name.chars().count() / 3).min(2);
    let zones = jiff::tz::db().available();
    let near = zones.map(|zone| (strsim::damerau_levenshtein(zone.as_str(), name), zone));
    let near =
        near.filter(|(distance, _)| *distance <= reach).min_by_key(|(distance, _)| *distance);
    near.map_or_else(|| SHANGHAI.to_owned(), |(_, zone)| zone.to_string())
}

/// `UTC+8`, `GMT+08:00`, `+8`: whole hours that have a zone.
fn hours_from_greenwich(name: &str) -> Option<i8> {
    let offset = name.strip_prefix("utc").or_else(|| name.strip_prefix("gmt")).unwrap_or(name);
    let hours = offset.trim_end_matches(":00");
    let hours: i8 = hours.parse().ok().filter(|_| hours.starts_with(['+', '-']))?;
    (hours != 0 && (-12..=14).contains(&hours)).then_some(hours)
}
