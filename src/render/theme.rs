//! A theme: templates, words and assets, the site's own over the embedded one file by file.

use std::collections::BTreeMap;

use serde::Deserialize;
use tera::Tera;

use super::bounds::{self, Bounded};
use super::breaks;
use super::catalogue as problem;
use super::embedded;
use super::fault::{self, Own, OwnTemplate};
use super::version;
use super::words::{Entry, Words};
use crate::base::{
    Bilingual, Checked, Diagnostic, Hash, Hasher, Lang, Range, Route, SourcePath, nearest,
};
use crate::model::Site;
use crate::plan::{Places, StateWords, Vocabulary};

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
pub(super) struct Manifest {
    #[serde(default)]
    pub(super) version: Option<u64>,
    #[serde(default)]
    pub(super) crosswalk: Option<String>,
    #[serde(default)]
    slices: BTreeMap<String, usize>,
}

/// A theme, ready to render with.
#[derive(Debug)]
pub struct Theme {
    /// The templates.
    pub(super) tera: Tera,
    /// The site's own ones among them.
    pub(super) own: Own,
    languages: Vec<(Lang, Words)>,
    assets: BTreeMap<String, Vec<u8>>,
    /// Stands for everything that the theme could do to a page.
    pub fingerprint: Hash,
    /// How many of the newest articles the home page asks for.
    pub latest: usize,
    /// What content can name: words for states, and places on pages.
    pub vocabulary: Vocabulary,
}

/// How many articles the home page lists when the theme does not say.
const LATEST: usize = 10;

/// A theme's files by their path below its folder; `None` for the embedded ones.
type Files = BTreeMap<String, File>;

/// Where a file lies, if it is the site's own, and what it holds.
type File = (Option<SourcePath>, Vec<u8>);

impl Theme {
    /// Loads the theme that the site names, over the embedded one.
    pub fn load(site: &Site, own: Vec<ThemeFile>, themes: &[String]) -> Checked<Self> {
        let mut out = Vec::new();
        let files = files(site, own, themes, &mut out);
        let manifest: Manifest =
            files.get("theme.yaml").and_then(|file| parse(file, &mut out)).unwrap_or_default();
        version::check(site, &manifest, files.get("theme.yaml"), &mut out);
        let languages: Vec<_> = site
            .languages
            .iter()
            .map(|l| (l.tag.clone(), words(&l.tag, &files, &mut out)))
            .collect();
        let own = own_templates(&files);
        let tera = templates(&files, &own, &mut out);
        let assets = files
            .iter()
            .filter_map(|(path, (_, bytes))| {
                Some((path.strip_prefix("assets/")?.to_owned(), bytes.clone()))
            })
            .collect();
        let latest = manifest.slices.get("latest").copied().unwrap_or(LATEST);
        let vocabulary = vocabulary(&languages, &files);
        let fingerprint = fingerprint(&files);
        Checked::new(Self { tera, own, languages, assets, fingerprint, latest, vocabulary }, out)
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

    /// The names of the assets, below `assets/`.
    pub fn asset_names(&self) -> impl Iterator<Item = &str> {
        self.assets.keys().map(String::as_str)
    }

    /// The address of an asset below the base path, with its fingerprint.
    pub fn asset(&self, name: &str) -> String {
        let version = self
            .assets
            .get(name)
            .map_or_else(String::new, |bytes| format!("?v={}", Hash::of(bytes).short()));
        format!("assets/{name}{version}")
    }
}

/// What content can name: words for states, and places on pages.
fn vocabulary(languages: &[(Lang, Words)], files: &Files) -> Vocabulary {
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
    let mut places = Places::default();
    for (path, (_, bytes)) in files {
        if let Some(name) = path.strip_prefix("templates/") {
            places.read(name, &String::from_utf8_lossy(bytes));
        }
    }
    Vocabulary { languages: languages.iter().map(of).collect(), places }
}

/// The word shown in tables always counts, and comes first.
fn with(mut list: Vec<String>, shown: &str) -> Vec<String> {
    list.retain(|word| word != shown);
    list.insert(0, shown.to_owned());
    list
}

/// The embedded files, and the site's own over them; texts that cannot be read are left out.
fn files(site: &Site, own: Vec<ThemeFile>, themes: &[String], out: &mut Vec<Diagnostic>) -> Files {
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
            if !below.starts_with("assets/")
                && let Err(diagnostic) = crate::syntax::decode(&file.bytes, &file.path)
            {
                out.push(diagnostic);
                continue;
            }
            files.insert(below.to_owned(), (Some(file.path.clone()), file.bytes));
        }
    }
    if !found && site.theme.is_some() && name != "default" {
        let near = nearest(name, themes.iter().map(String::as_str).chain(["default"]));
        out.push(problem::missing_theme(site.written.theme.clone(), name, near));
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

/// Reads a file of the theme: first as YAML with the words that editors get, then as what it has to be.
fn parse<T: for<'d> Deserialize<'d>>(file: &File, out: &mut Vec<Diagnostic>) -> Option<T> {
    let text = String::from_utf8_lossy(&file.1);
    let error = match serde_saphyr::from_str(&text) {
        Ok(value) => return Some(value),
        Err(error) => error,
    };
    let slips = file.0.as_ref().map(|path| crate::syntax::yaml_problems(path, &file.1));
    match slips {
        Some(slips) if !slips.is_empty() => out.extend(slips),
        _ => out.push(unfit(file, &text, &error)),
    }
    None
}

/// YAML that is none of what the file has to be.
fn unfit(file: &File, text: &str, error: &serde_saphyr::Error) -> Diagnostic {
    let place = error.location().map(|l| (l.line() as usize, l.column() as usize));
    let (line, column) = place.unwrap_or((1, 1));
    let start = fault::offset(text, line, column);
    let at = file.0.as_ref().map(|path| path.at(Range::new(start, start + 1)));
    let said = error.to_string();
    let first = said.lines().next().unwrap_or_default();
    let reason = first.rsplit_once(&format!("column {column}: ")).map_or(first, |(_, words)| words);
    problem::bad_theme_file(at, in_words(reason))
}

/// The reader's words, with a Chinese form for what theme authors meet.
fn in_words(en: &str) -> Bilingual {
    let zh = if en.contains("expected mapping") {
        "这里应该由「键: 值」组成"
    } else if en.contains("expected sequence") {
        "这里应该是一个列表"
    } else if en.contains("unknown field") {
        "没有这个键"
    } else if en.contains("missing field") {
        "缺少一个键"
    } else if en.contains("duplicate") {
        "同一个键写了两次"
    } else {
        "这里的内容不是应有的类型"
    };
    Bilingual::new(format!("{zh}（{en}）"), en.to_owned())
}

/// A language's words: English under everything, then the language's own file. What a file of the
/// site's own leaves out is said as the embedded one says it.
fn words(lang: &Lang, files: &Files, out: &mut Vec<Diagnostic>) -> Words {
    let read = |name: &str, out: &mut Vec<Diagnostic>| -> Option<Entry> {
        let path = format!("i18n/{name}.yaml");
        let file = files.get(&path)?;
        let embedded = embedded::FILES.iter().find(|(name, _)| **name == *path && file.0.is_some());
        let under = embedded.and_then(|(_, bytes)| parse(&(None, bytes.to_vec()), out));
        let own = parse(file, out);
        match (under, own) {
            (Some(under), Some(own)) => {
                let mut words = Words::new(under);
                words.override_with(own);
                Some(words.root().clone())
            }
            (under, own) => own.or(under),
        }
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

/// The site's own templates, by name.
fn own_templates(files: &Files) -> Own {
    let own = files.iter().filter_map(|(path, (own, bytes))| {
        let name = path.strip_prefix("templates/")?.to_owned();
        let text = String::from_utf8_lossy(bytes).into_owned();
        let bounded = Bounded::new(&text);
        Some((name, OwnTemplate { path: own.clone()?, text, bounded }))
    });
    own.collect()
}

fn templates(files: &Files, own: &Own, out: &mut Vec<Diagnostic>) -> Tera {
    let mut tera = Tera::new();
    bounds::register(&mut tera);
    breaks::register(&mut tera);
    let texts = files.iter().filter_map(|(path, (_, bytes))| {
        let name = path.strip_prefix("templates/")?;
        let text = match own.get(name) {
            Some(own) => own.bounded.text.clone(),
            None => String::from_utf8_lossy(bytes).into_owned(),
        };
        Some((name, text))
    });
    if let Err(error) = tera.add_raw_templates(texts.collect::<Vec<_>>()) {
        out.extend(fault::problems(&error, "templates", own));
    }
    tera
}
