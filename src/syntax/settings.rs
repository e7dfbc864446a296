//! `crosswalk.yaml` as written.

use serde::{Deserialize, Serialize};

use super::catalogue as problem;
use super::fields::Reader;
use super::limits::{self, Limits};
use super::lists::{self, FeedsDoc, TaxonomyDoc};
use super::secrets;
use super::seo;
use super::text::is_address;
use super::unit::{self, UnitDoc};
use super::words::Words;
use super::yaml::Node;
use crate::base::{Bilingual, Level, Located, Range, SourcePath};
use crate::model::{Outputs, PictureHost, Seo, Shown, host_of};

/// The settings as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct SettingsDoc {
    /// The file.
    pub path: SourcePath,
    /// Where it begins.
    pub at: Range,
    /// `title`.
    pub title: Option<Words>,
    /// `description`.
    pub description: Option<Words>,
    /// `base_url`.
    pub base_url: Option<Located<String>>,
    /// `default_language`.
    pub default_language: Option<Located<String>>,
    /// `languages`: tag and name.
    pub languages: Vec<LanguageDoc>,
    /// `timezone`.
    pub timezone: Option<Located<String>>,
    /// `theme`.
    pub theme: Option<Located<String>>,
    /// `output_dir`.
    pub output_dir: Option<Located<String>>,
    /// `organisation.name`.
    pub organisation: Option<Words>,
    /// `organisation.contacts`, in order.
    pub contacts: Vec<(String, Words)>,
    /// `organisation.icp`.
    pub icp: Option<Located<String>>,
    /// `organisation.public_security`.
    pub public_security: Option<Located<String>>,
    /// `organisation.logo`.
    pub logo: Option<Located<String>>,
    /// `menu`.
    pub menu: Vec<(Words, Located<String>)>,
    /// `paginate`.
    pub paginate: Option<Located<i64>>,
    /// `audiences`.
    pub audiences: Vec<(Located<String>, Words)>,
    /// `units`.
    pub units: Vec<UnitDoc>,
    /// `publish`: `exchange`, `journal`, or a mapping with `mode` and `sync`.
    pub journal: bool,
    /// `publish.sync`.
    pub sync: bool,
    /// `publish.wait`, in seconds.
    pub wait: Option<u64>,
    /// `raw_html`.
    pub raw_html: bool,
    /// `picture_hosts`.
    pub picture_hosts: Vec<PictureHost>,
    /// `limits`.
    pub limits: Limits,
    /// `checks`: codes and their levels.
    pub checks: Vec<(Located<String>, Level)>,
    /// `taxonomies`.
    pub taxonomies: Vec<TaxonomyDoc>,
    /// `feeds`.
    pub feeds: FeedsDoc,
    /// `counters`.
    pub counters: Shown,
    /// `outputs`.
    pub outputs: Outputs,
    /// `seo`.
    pub seo: Seo,
    /// `old_after`, in years; 0 for never.
    pub old_after: Option<Located<i64>>,
}

/// Reads the settings.
pub fn read(reader: &mut Reader, node: &Node<'_>) -> Option<SettingsDoc> {
    let mut fields = reader.fields(node, Bilingual::new("网站设置", "crosswalk.yaml"))?;
    fields.version(reader);
    let mut doc = SettingsDoc {
        path: reader.path.clone(),
        at: node.at,
        title: fields.need("title", reader).and_then(|n| reader.words(n)),
        description: fields.read("description", reader, Reader::words),
        base_url: fields.need("base_url", reader).and_then(|n| reader.string(n)),
        default_language: fields.read("default_language", reader, Reader::string),
        languages: fields.take("languages").map(|n| languages(reader, n)).unwrap_or_default(),
        timezone: fields.read("timezone", reader, Reader::string),
        theme: fields.read("theme", reader, Reader::string),
        output_dir: fields.read("output_dir", reader, Reader::string),
        organisation: None,
        contacts: Vec::new(),
        icp: None,
        public_security: None,
        logo: None,
        menu: fields.each("menu", reader, menu_item),
        paginate: fields.read("paginate", reader, lists::number),
        audiences: fields.take("audiences").map(|n| audiences(reader, n)).unwrap_or_default(),
        units: fields.keyed("units", reader, unit::read),
        journal: false,
        sync: false,
        wait: None,
        raw_html: fields.read("raw_html", reader, Reader::boolean).unwrap_or(false),
        picture_hosts: fields.each("picture_hosts", reader, picture_host),
        limits: fields.read("limits", reader, limits::read).unwrap_or_default(),
        checks: fields.take("checks").map(|n| checks(reader, n)).unwrap_or_default(),
        taxonomies: match fields.take("taxonomies") {
            Some(node) => lists::taxonomies(reader, node).unwrap_or_default(),
            None => lists::all_taxonomies(),
        },
        feeds: fields.read("feeds", reader, lists::feeds).unwrap_or_default(),
        counters: fields.read("counters", reader, lists::counters).unwrap_or_default(),
        outputs: fields.read("outputs", reader, lists::outputs).unwrap_or_default(),
        seo: fields.read("seo", reader, seo::read).unwrap_or_default(),
        old_after: fields.read("old_after", reader, lists::number),
    };
    secrets::refuse(reader, node);
    if let Some(node) = fields.take("organisation") {
        organisation(reader, node, &mut doc);
    }
    if let Some(node) = fields.take("publish") {
        publish(reader, node, &mut doc);
    }
    // Read beforehand, for the walk; here for their form.
    fields.each_name("allow_links", reader, Reader::item);
    fields.read("search", reader, Reader::boolean);
    fields.read("deploy", reader, deploy);
    fields.finish(reader);
    Some(doc)
}

/// `deploy`: targets by name. Like `search` it is read for its form alone: a site need not change when
/// what it asks for comes.
fn deploy(reader: &mut Reader, node: &Node<'_>) -> Option<()> {
    for (key, _) in reader.entries(node) {
        reader.key_id(key);
    }
    Some(())
}

/// A language as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct LanguageDoc {
    /// Its tag.
    pub tag: Located<String>,
    /// `name`.
    pub name: Option<String>,
    /// `derive`.
    pub derive: Option<DeriveDoc>,
}

/// How a language is made from another, as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct DeriveDoc {
    /// `from`.
    pub from: Option<Located<String>>,
    /// `with`.
    pub with: Option<Located<String>>,
    /// `glossary`, in order.
    pub glossary: Vec<(String, String)>,
}

fn derive(reader: &mut Reader, node: &Node<'_>) -> Option<DeriveDoc> {
    let mut fields = reader.fields(node, Bilingual::new("derive 设置", "derive"))?;
    let from = fields.read("from", reader, Reader::string);
    let with = fields.read("with", reader, Reader::string);
    let mut glossary = Vec::new();
    if let Some(node) = fields.take("glossary") {
        for (key, value) in reader.entries(node) {
            let to = reader.string(value);
            glossary.extend(to.map(|to| (key.text.clone().into_owned(), to.value)));
        }
    }
    fields.finish(reader);
    Some(DeriveDoc { from, with, glossary })
}

fn languages(reader: &mut Reader, node: &Node<'_>) -> Vec<LanguageDoc> {
    let entries = reader.entries(node);
    let mut all = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let tag = Located::new(key.text.clone().into_owned(), key.at);
        let Some(mut fields) = reader.fields(value, Bilingual::new("语言", "a language")) else {
            continue;
        };
        let name = fields.read("name", reader, Reader::string).map(|name| name.value);
        let derive = fields.read("derive", reader, derive);
        fields.finish(reader);
        all.push(LanguageDoc { tag, name, derive });
    }
    all
}

fn organisation(reader: &mut Reader, node: &Node<'_>, doc: &mut SettingsDoc) {
    let Some(mut fields) = reader.fields(node, Bilingual::new("organisation 设置", "organisation"))
    else {
        return;
    };
    doc.organisation = fields.read("name", reader, Reader::words);
    doc.icp = fields.read("icp", reader, Reader::string);
    doc.public_security = fields.read("public_security", reader, Reader::string);
    doc.logo = fields.read("logo", reader, Reader::string);
    if let Some(node) = fields.take("contacts") {
        let entries = reader.entries(node);
        for (key, value) in entries {
            let words = reader.words(value);
            doc.contacts.extend(words.map(|words| (key.text.clone().into_owned(), words)));
        }
    }
    fields.finish(reader);
}

fn publish(reader: &mut Reader, node: &Node<'_>, doc: &mut SettingsDoc) {
    const MODES: &[(&str, bool)] = &[("exchange", false), ("journal", true)];
    if node.scalar().is_some() {
        doc.journal = reader.choice(node, MODES).unwrap_or(false);
        return;
    }
    let Some(mut fields) = reader.fields(node, Bilingual::new("publish 设置", "publish")) else {
        return;
    };
    doc.journal = fields.read("mode", reader, |r, n| r.choice(n, MODES)).unwrap_or(false);
    doc.sync = fields.read("sync", reader, Reader::boolean).unwrap_or(false);
    doc.wait = fields.read("wait", reader, limits::seconds);
    fields.finish(reader);
}

fn checks(reader: &mut Reader, node: &Node<'_>) -> Vec<(Located<String>, Level)> {
    const LEVELS: &[(&str, Level)] =
        &[("off", Level::Off), ("warn", Level::Warn), ("error", Level::Error)];
    let mut all = Vec::new();
    for (key, value) in reader.entries(node) {
        let level = reader.choice(value, LEVELS);
        let code = Located::new(key.text.clone().into_owned(), key.at);
        all.extend(level.map(|level| (code, level)));
    }
    all
}

/// What was meant by a host that is written wrong counts as allowed: its pictures are not the fault.
fn picture_host(reader: &mut Reader, node: &Node<'_>) -> Option<PictureHost> {
    let written = reader.item(node)?;
    let host = PictureHost::parse(&written.value);
    if host.is_some() {
        return host;
    }
    let bare = written.value.split('/').next().unwrap_or_default();
    let meant = PictureHost::parse(host_of(&written.value).unwrap_or(bare));
    let near = meant.as_ref().map_or("img.example.com", PictureHost::as_str);
    reader.report(problem::bad_picture_host(reader.span(written.at), &written.value, near));
    meant
}

fn menu_item(reader: &mut Reader, node: &Node<'_>) -> Option<(Words, Located<String>)> {
    let mut fields = reader.fields(node, Bilingual::new("菜单里的一项", "a menu entry"))?;
    let name = fields.need("name", reader).and_then(|n| reader.words(n));
    let url = fields.need("url", reader).and_then(|n| reader.string(n));
    if let Some(url) = url.as_ref().filter(|url| !leads_somewhere(&url.value)) {
        reader.report(problem::bad_menu_address(reader.span(url.at), &url.value));
    }
    fields.finish(reader);
    Some((name?, url?))
}

/// To a page of the site, or to an address elsewhere.
fn leads_somewhere(url: &str) -> bool {
    let own = url.starts_with('/') && !url.starts_with("//") && !url.contains(['\\', ' ']);
    own || is_address(url)
}

fn audiences(reader: &mut Reader, node: &Node<'_>) -> Vec<(Located<String>, Words)> {
    let entries = reader.entries(node);
    let mut all = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let words = reader.words(value);
        let id = reader.key_id(key);
        all.extend(words.map(|words| (id, words)));
    }
    all
}
