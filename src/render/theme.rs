//! A theme: templates, words and assets, the site's own over the embedded one file by file.

use std::collections::BTreeMap;

use serde::Deserialize;
use tera::Tera;

use super::catalogue as problem;
use super::embedded;
use super::words::{Entry, Words};
use crate::base::{Checked, Diagnostic, Hash, Hasher, Lang, Range, Route, SourcePath};
use crate::model::Site;
use crate::plan::{StateWords, Vocabulary};

/// A file of the site's own theme.
#[derive(Clone, Debug)]
pub struct ThemeFile {
    /// Where it lies.
    pub path: SourcePath,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// `theme.yaml`, as far as building needs it.
#[derive(Clone, Debug, Default, Deserialize)]
struct Manifest {
    #[serde(default)]
    slices: BTreeMap<String, usize>,
}

/// A theme, ready to render with.
#[derive(Debug)]
pub struct Theme {
    /// The templates.
    pub(super) tera: Tera,
    languages: Vec<(Lang, Words)>,
    assets: BTreeMap<String, Vec<u8>>,
    /// Stands for everything that the theme could do to a page.
    pub fingerprint: Hash,
    /// How many of the newest articles the home page asks for.
    pub latest: usize,
}

/// How many articles the home page lists when the theme does not say.
const LATEST: usize = 10;

/// A theme's files by their path below its folder; `None` for the embedded ones.
type Files = BTreeMap<String, (Option<SourcePath>, Vec<u8>)>;

impl Theme {
    /// Loads the theme that the site names, over the embedded one.
    pub fn load(site: &Site, own: Vec<ThemeFile>) -> Checked<Self> {
        let mut out = Vec::new();
        let files = files(site, own, &mut out);
        let manifest: Manifest =
            files.get("theme.yaml").and_then(|file| parse(file, &mut out)).unwrap_or_default();
        let languages = site
            .languages
            .iter()
            .map(|l| (l.tag.clone(), words(&l.tag, &files, &mut out)))
            .collect();
        let tera = templates(&files, &mut out);
        let assets = files
            .iter()
            .filter_map(|(path, (_, bytes))| {
                Some((path.strip_prefix("assets/")?.to_owned(), bytes.clone()))
            })
            .collect();
        let latest = manifest.slices.get("latest").copied().unwrap_or(LATEST);
        Checked::new(
            Self { tera, languages, assets, fingerprint: fingerprint(&files), latest },
            out,
        )
    }

    /// The words of a language.
    pub fn words(&self, lang: &Lang) -> &Words {
        let found = self.languages.iter().find(|(l, _)| l == lang);
        found.map_or(&self.languages[0].1, |(_, words)| words)
    }

    /// The assets: route and bytes.
    pub fn assets(&self) -> impl Iterator<Item = (Route, &[u8])> {
        self.assets
            .iter()
            .map(|(path, bytes)| (Route::new(format!("assets/{path}")), bytes.as_slice()))
    }

    /// The address of an asset below the base path, with its fingerprint.
    pub fn asset(&self, name: &str) -> String {
        let version = self
            .assets
            .get(name)
            .map_or_else(String::new, |bytes| format!("?v={}", Hash::of(bytes).short()));
        format!("assets/{name}{version}")
    }

    /// The words that count as a state in prose.
    pub fn vocabulary(&self) -> Vocabulary {
        let of = |(lang, words): &(Lang, Words)| StateWords {
            lang: lang.clone(),
            yes: with(words.list("words.yes"), words.get("state.yes")),
            no: with(words.list("words.no"), words.get("state.no")),
            partial: with(words.list("words.partial"), words.get("state.partial")),
            planned: with(words.list("words.planned"), words.get("state.planned")),
            unknown: with(words.list("words.unknown"), words.get("state.unknown")),
            na: with(words.list("words.na"), words.get("state.na")),
            unlimited: with(words.list("words.unlimited"), words.get("unlimited")),
            negations: words.list("words.negations"),
            comma: words.get("ui.comma").to_owned(),
        };
        Vocabulary { languages: self.languages.iter().map(of).collect() }
    }
}

/// The word shown in tables always counts, and comes first.
fn with(mut list: Vec<String>, shown: &str) -> Vec<String> {
    list.retain(|word| word != shown);
    list.insert(0, shown.to_owned());
    list
}

/// The embedded files, and the site's own over them.
fn files(site: &Site, own: Vec<ThemeFile>, out: &mut Vec<Diagnostic>) -> Files {
    let name = site.theme.as_deref().unwrap_or("default");
    let mut files: Files = embedded::FILES
        .iter()
        .map(|(path, bytes)| ((*path).to_owned(), (None, bytes.to_vec())))
        .collect();
    let folder = format!("themes/{name}/");
    let mut found = false;
    for file in own {
        if let Some(below) = file.path.as_str().strip_prefix(&folder) {
            found = true;
            files.insert(below.to_owned(), (Some(file.path.clone()), file.bytes));
        }
    }
    if !found && site.theme.is_some() && name != "default" {
        out.push(problem::missing_theme(SourcePath::new("crosswalk.yaml").whole(), name));
    }
    files
}

fn fingerprint(files: &Files) -> Hash {
    let mut hasher = Hasher::default();
    for (path, (_, bytes)) in files {
        // Assets enter pages by their addresses, which hold their own fingerprints.
        if !path.starts_with("assets/") {
            hasher.bytes(path.as_bytes()).bytes(bytes);
        }
    }
    hasher.finish()
}

fn parse<T: for<'d> Deserialize<'d>>(
    file: &(Option<SourcePath>, Vec<u8>),
    out: &mut Vec<Diagnostic>,
) -> Option<T> {
    let text = String::from_utf8_lossy(&file.1);
    serde_saphyr::from_str(&text)
        .map_err(|error| {
            let offset = error
                .location()
                .and_then(|l| usize::try_from(l.span().byte_offset()?).ok())
                .unwrap_or(0);
            let at = file.0.as_ref().map(|path| path.at(Range::new(offset, offset + 1)));
            let reason = error.to_string().lines().next().unwrap_or_default().to_owned();
            out.push(problem::bad_theme_file(at, reason));
        })
        .ok()
}

/// A language's words: English under everything, then the language's own file.
fn words(lang: &Lang, files: &Files, out: &mut Vec<Diagnostic>) -> Words {
    let read = |name: &str, out: &mut Vec<Diagnostic>| -> Option<Entry> {
        files.get(&format!("i18n/{name}.yaml")).and_then(|file| parse(file, out))
    };
    let fallback = if lang.as_str().starts_with("zh") { "zh-Hans" } else { "en" };
    let mut words = Words::new(read(fallback, out).unwrap_or_else(|| Entry::Map(BTreeMap::new())));
    if lang.as_str() != fallback
        && let Some(own) = read(lang.as_str(), out)
    {
        words.override_with(own);
    }
    words
}

fn templates(files: &Files, out: &mut Vec<Diagnostic>) -> Tera {
    let mut tera = Tera::new();
    let texts: Vec<(&str, String)> = files
        .iter()
        .filter_map(|(path, (_, bytes))| {
            Some((path.strip_prefix("templates/")?, String::from_utf8_lossy(bytes).into_owned()))
        })
        .collect();
    if let Err(error) =
        tera.add_raw_templates(texts.iter().map(|(name, text)| (*name, text.as_str())))
    {
        let own = files.iter().find(|(path, (own, _))| {
            own.is_some() && error.to_string().contains(path.trim_start_matches("templates/"))
        });
        let at = own.and_then(|(_, (path, _))| path.as_ref().map(SourcePath::whole));
        let name = own.map_or("default", |(path, _)| path.as_str()).to_owned();
        out.push(problem::template_error(at, name, one_line(&error)));
    }
    tera
}

/// An engine's message on one line.
pub(super) fn one_line(error: &tera::Error) -> String {
    let text = error.to_string();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
