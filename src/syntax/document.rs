//! One file to one document: its kind follows from its path.

use serde::{Deserialize, Serialize};

use super::article::{self, ArticleDoc};
use super::catalogue as problem;
use super::feature::GroupDoc;
use super::fields::{Reader, Within};
use super::front::{self, Front};
use super::guide::{self, GuideDoc};
use super::markdown::{self, Body};
use super::places::Places;
use super::product::{self, ProductDoc};
use super::record::{self, RECORDED, RecordDoc, RecordedDoc};
use super::settings::{self, SettingsDoc};
use super::text;
use super::words::{ProseWords, lone};
use super::yaml;
use crate::base::{Checked, Diagnostic, Hash, Located, Range, SourcePath};

/// What a path says about a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileKind {
    /// `crosswalk.yaml`.
    Settings,
    /// `content/products/<p>/product.yaml`.
    Product,
    /// `content/products/<p>/features/*.yaml`.
    Features,
    /// `content/products/<p>/upgrades/*.md`.
    Guide,
    /// `content/products/<p>/changes/<date>.yaml`.
    Record,
    /// `content/products/<p>/changes/recorded.yaml`.
    Recorded,
    /// `_index.md`, or `_index.<lang>.md`.
    Section,
    /// Any other `.md` below `content/`.
    Article,
    /// Below `static/`, or beside an article: copied.
    Asset,
    /// Below `themes/`.
    Theme,
    /// YAML below `content/` in a place where nothing looks for it.
    Unused,
    /// Below `content/`, and called almost as an article is.
    Misnamed,
    /// Read by other rooms, or by none.
    Other,
}

impl FileKind {
    /// The kind of a file by its path.
    pub fn of(path: &SourcePath) -> Self {
        let parts: Vec<&str> = path.as_str().split('/').collect();
        match parts[..] {
            ["crosswalk.yaml"] => Self::Settings,
            ["static", ..] => Self::Asset,
            ["themes", ..] => Self::Theme,
            ["content", "products", _, "product.yaml" | "product.yml"] => Self::Product,
            ["content", "products", _, "features", name] if is_yaml(name) => Self::Features,
            ["content", "products", _, "upgrades", name] if name.ends_with(".md") => Self::Guide,
            ["content", "products", _, "changes", RECORDED] => Self::Recorded,
            ["content", "products", _, "changes", name] if is_yaml(name) => Self::Record,
            ["content", "products", _, "changes", _] => Self::Other,
            ["content", .., name] if is_section(name) => Self::Section,
            ["content", .., name] if name.ends_with(".md") => Self::Article,
            ["content", .., name] if is_yaml(name) => Self::Unused,
            ["content", .., name] if article_name(name).is_some() => Self::Misnamed,
            ["content", ..] => Self::Asset,
            _ => Self::Other,
        }
    }

    /// Whether the file is read into a document.
    pub fn is_document(self) -> bool {
        !matches!(self, Self::Asset | Self::Theme | Self::Other)
    }
}

fn is_yaml(name: &str) -> bool {
    name.ends_with(".yaml") || name.ends_with(".yml")
}

fn is_section(name: &str) -> bool {
    let language = name.strip_prefix("_index").and_then(|rest| rest.strip_suffix(".md"));
    language.is_some_and(|tag| tag.is_empty() || tag.rfind('.') == Some(0))
}

/// The name that an article should have which systems or editors have called otherwise: `a.MD`, `a.markdown`,
/// `a.md.txt`.
fn article_name(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    let endings = [".md", ".markdown", ".mdown", ".md.txt", ".md.bak", ".md.orig"];
    let ending = endings.into_iter().find(|ending| lower.ends_with(ending))?;
    let stem = &name[..name.len() - ending.len()];
    (!stem.is_empty()).then(|| format!("{stem}.md"))
}

/// A file, read.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Document {
    /// The settings.
    Settings(Box<SettingsDoc>),
    /// A product.
    Product(Box<ProductDoc>),
    /// More groups of a product.
    Features(SourcePath, Vec<GroupDoc>),
    /// A guide.
    Guide(Box<GuideDoc>),
    /// What changed in a product's matrix.
    Record(Box<RecordDoc>),
    /// A product's matrix as it was recorded last.
    Recorded(Box<RecordedDoc>),
    /// A section.
    Section(Box<ArticleDoc>),
    /// An article or a plain page.
    Article(Box<ArticleDoc>),
}

/// A document, and the text of an article that it was read with: kept when its page is to be
/// rendered in the same run, read again otherwise.
pub type Parsed = (Option<Document>, Option<Body>);

/// Reads a file of a site without blocks of its own.
pub fn parse(path: &SourcePath, bytes: &[u8]) -> Checked<Parsed> {
    parse_within(path, bytes, &Within::default())
}

/// Reads a file within what its site allows.
pub fn parse_within(path: &SourcePath, bytes: &[u8], within: &Within) -> Checked<Parsed> {
    let mut reader = Reader { within: within.clone(), ..Reader::new(path) };
    let parsed = match text::decode(bytes, path) {
        Ok(decoded) => read(&mut reader, &decoded, Hash::of(bytes)),
        Err(diagnostic) => {
            reader.report(diagnostic);
            (None, None)
        }
    };
    Checked::new(parsed, reader.out)
}

/// What is wrong with a file as YAML, whatever it says.
pub fn yaml_problems(path: &SourcePath, bytes: &[u8]) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    match text::decode(bytes, path) {
        Ok(decoded) => {
            drop(yaml::parse(decoded.text, decoded.shift, yaml::MAX_DEPTH, path, &mut out))
        }
        Err(diagnostic) => out.push(diagnostic),
    }
    out
}

/// Reads an article's text again.
pub fn body_of(path: &SourcePath, bytes: &[u8], within: &Within) -> Body {
    parse_within(path, bytes, within).value.1.unwrap_or_default()
}

fn read(reader: &mut Reader, decoded: &text::Decoded<'_>, hash: Hash) -> Parsed {
    match FileKind::of(&reader.path) {
        FileKind::Settings => (
            read_yaml(reader, decoded, settings::read).map(|d| Document::Settings(Box::new(d))),
            None,
        ),
        FileKind::Product => (
            read_yaml(reader, decoded, product::read).map(|d| Document::Product(Box::new(d))),
            None,
        ),
        FileKind::Features => {
            let groups = read_yaml(reader, decoded, product::read_features);
            (groups.map(|groups| Document::Features(reader.path.clone(), groups)), None)
        }
        FileKind::Guide => {
            (read_guide(reader, decoded).map(|d| Document::Guide(Box::new(d))), None)
        }
        FileKind::Record => {
            (read_yaml(reader, decoded, record::read).map(|d| Document::Record(Box::new(d))), None)
        }
        FileKind::Recorded => (
            read_yaml(reader, decoded, record::read_recorded)
                .map(|d| Document::Recorded(Box::new(d))),
            None,
        ),
        FileKind::Section => read_article(reader, decoded, hash, Document::Section),
        FileKind::Article => read_article(reader, decoded, hash, Document::Article),
        FileKind::Unused => {
            reader.report(problem::unused_file(reader.path.whole()));
            (None, None)
        }
        FileKind::Misnamed => {
            let name = article_name(reader.path.file_name()).unwrap_or_default();
            reader.report(problem::misnamed_article(reader.path.whole(), name));
            (None, None)
        }
        FileKind::Asset | FileKind::Theme | FileKind::Other => (None, None),
    }
}

fn read_yaml<T>(
    reader: &mut Reader,
    decoded: &text::Decoded<'_>,
    read: impl FnOnce(&mut Reader, &yaml::Node<'_>) -> Option<T>,
) -> Option<T> {
    let node = yaml::parse(
        decoded.text,
        decoded.shift,
        reader.within.depth,
        &reader.path,
        &mut reader.out,
    );
    if node.is_none() && reader.out.is_empty() {
        reader.report(problem::empty_file(reader.path.whole()));
    }
    read(reader, &node?)
}

/// A front matter with the text below it.
struct Matter<'s> {
    node: yaml::Node<'s>,
    body: &'s str,
    body_at: usize,
}

fn front_matter<'s>(reader: &mut Reader, decoded: &text::Decoded<'s>) -> Option<Matter<'s>> {
    let path = reader.path.clone();
    let problem = match front::cut(decoded.text) {
        Front::Cut(parts) => {
            if let Some((at, sign)) = text::turn(parts.body) {
                let start = parts.body_at + decoded.shift + at;
                let place = path.at(Range::new(start, start + sign.len_utf8()));
                reader.report(problem::direction_in_text(place, text::code(sign)));
            }
            let before = reader.out.len();
            let node = yaml::parse(
                parts.yaml,
                parts.yaml_at + decoded.shift,
                reader.within.depth,
                &path,
                &mut reader.out,
            );
            match node {
                Some(node) => {
                    return Some(Matter {
                        node,
                        body: parts.body,
                        body_at: parts.body_at + decoded.shift,
                    });
                }
                None if reader.out.len() > before => return None,
                None => {
                    let start = parts.yaml_at + decoded.shift;
                    problem::empty_front_matter(path.at(Range::new(start, start)))
                }
            }
        }
        Front::Almost(line) => {
            let written = decoded.text[line.clone()].to_owned();
            let place = path.at(Range::new(line.start, line.end).shifted(decoded.shift));
            problem::front_matter_line(place, written)
        }
        Front::Open => {
            problem::unterminated_front_matter(path.at(Range::new(0, 3).shifted(decoded.shift)))
        }
        Front::None => problem::no_front_matter(path.whole()),
    };
    reader.report(problem);
    None
}

fn read_article(
    reader: &mut Reader,
    decoded: &text::Decoded<'_>,
    hash: Hash,
    wrap: impl FnOnce(Box<ArticleDoc>) -> Document,
) -> Parsed {
    let Some(matter) = front_matter(reader, decoded) else { return (None, None) };
    let body = markdown::body(matter.body, matter.body_at, reader);
    let doc = article::read(reader, &matter.node, hash, &body);
    (doc.map(|doc| wrap(Box::new(doc))), Some(body))
}

fn read_guide(reader: &mut Reader, decoded: &text::Decoded<'_>) -> Option<GuideDoc> {
    let matter = front_matter(reader, decoded)?;
    let end = matter.body_at + matter.body.len();
    let body: ProseWords = if matter.body.trim().is_empty() {
        ProseWords::new()
    } else {
        let prose = markdown::long_prose(matter.body, matter.body_at, reader);
        lone(Located::new(prose, Range::new(matter.body_at, end)))
    };
    guide::read(reader, &matter.node, decoded, body)
}

/// Reads a short Markdown text that stands bare in a cell.
pub fn prose_of(
    text: &str,
    places: &Places,
    path: &SourcePath,
) -> Checked<std::sync::Arc<crate::model::Prose>> {
    let mut reader = Reader::new(path);
    let prose = markdown::prose(text, places, &mut reader);
    Checked::new(prose, reader.out)
}
