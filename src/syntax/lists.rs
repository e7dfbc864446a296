//! Settings of lists and of what goes to other programs: `taxonomies`, `feeds`, `counters`, `outputs`.

use serde::{Deserialize, Serialize};

use super::fields::Reader;
use super::words::Words;
use super::yaml::{Data, Node};
use crate::base::{Bilingual, Located};
use crate::model::{Axis, Feeds, Output, Outputs, Shown};

/// A taxonomy as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct TaxonomyDoc {
    /// What it sorts by.
    pub axis: Axis,
    /// `name`.
    pub name: Option<Words>,
    /// `slug`.
    pub slug: Option<Located<String>>,
    /// `feed`.
    pub feed: Option<bool>,
    /// `paginate`.
    pub paginate: Option<Located<i64>>,
}

impl TaxonomyDoc {
    fn of(axis: Axis) -> Self {
        Self { axis, name: None, slug: None, feed: None, paginate: None }
    }
}

/// Every taxonomy, as a site has them that says nothing.
pub fn all_taxonomies() -> Vec<TaxonomyDoc> {
    Axis::ALL.map(TaxonomyDoc::of).into()
}

/// Reads `taxonomies`: `true`, `false`, a list of those that are on, or a mapping that says of some
/// how they are.
pub fn taxonomies(reader: &mut Reader, node: &Node<'_>) -> Option<Vec<TaxonomyDoc>> {
    match &node.data {
        Data::Scalar { .. } if is_switch(node) => {
            let on = reader.boolean(node)?;
            Some(if on { all_taxonomies() } else { Vec::new() })
        }
        Data::Map(_) => {
            let mut fields =
                reader.fields(node, Bilingual::new("taxonomies 设置", "taxonomies"))?;
            let mut all = Vec::new();
            for axis in Axis::ALL {
                match fields.take(axis.key()) {
                    Some(node) => all.extend(taxonomy(reader, node, axis)),
                    None => all.push(TaxonomyDoc::of(axis)),
                }
            }
            fields.finish(reader);
            Some(all)
        }
        _ => {
            let names = Axis::ALL.map(|axis| (axis.key(), axis));
            let chosen: Vec<Axis> =
                reader.list(node).iter().filter_map(|item| reader.choice(item, &names)).collect();
            Some(
                Axis::ALL.into_iter().filter(|a| chosen.contains(a)).map(TaxonomyDoc::of).collect(),
            )
        }
    }
}

fn is_switch(node: &Node<'_>) -> bool {
    matches!(node.scalar(), Some("true" | "false"))
}

fn taxonomy(reader: &mut Reader, node: &Node<'_>, axis: Axis) -> Option<TaxonomyDoc> {
    if node.scalar().is_some() {
        return reader.boolean(node)?.then(|| TaxonomyDoc::of(axis));
    }
    let mut fields = reader.fields(node, Bilingual::new("taxonomies 里的一项", "a taxonomy"))?;
    let doc = TaxonomyDoc {
        axis,
        name: fields.read("name", reader, Reader::words),
        slug: fields.read("slug", reader, Reader::id),
        feed: fields.read("feed", reader, Reader::boolean),
        paginate: fields.read("paginate", reader, number),
    };
    fields.finish(reader);
    Some(doc)
}

/// A number with its place.
pub fn number(reader: &mut Reader, node: &Node<'_>) -> Option<Located<i64>> {
    reader.integer(node).map(|value| Located::new(value, node.at))
}

/// `feeds` as written; its number of entries is judged later.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct FeedsDoc {
    /// Everything but the number.
    pub feeds: Feeds,
    /// `entries`.
    pub entries: Option<Located<i64>>,
}

/// Reads `feeds`: `true`, `false`, or a mapping.
pub fn feeds(reader: &mut Reader, node: &Node<'_>) -> Option<FeedsDoc> {
    const CONTENT: &[(&str, bool)] = &[("summary", false), ("full", true)];
    let usual = Feeds::default();
    if node.scalar().is_some() {
        let on = reader.boolean(node)?;
        let feeds = Feeds { atom: on, json: on, sections: on, ..usual };
        return Some(FeedsDoc { feeds, entries: None });
    }
    let mut fields = reader.fields(node, Bilingual::new("feeds 设置", "feeds"))?;
    let mut switch =
        |key, reader: &mut Reader| fields.read(key, reader, Reader::boolean).unwrap_or(true);
    let (atom, json, sections) =
        (switch("atom", reader), switch("json", reader), switch("sections", reader));
    let full = fields.read("content", reader, |r, n| r.choice(n, CONTENT)).unwrap_or(usual.full);
    let entries = fields.read("entries", reader, number);
    fields.finish(reader);
    Some(FeedsDoc { feeds: Feeds { atom, json, sections, full, ..usual }, entries })
}

/// Reads `counters`: `true`, `false`, or which of them are shown.
pub fn counters(reader: &mut Reader, node: &Node<'_>) -> Option<Shown> {
    if node.scalar().is_some() {
        let on = reader.boolean(node)?;
        return Some(Shown { views: on, likes: on });
    }
    let mut fields = reader.fields(node, Bilingual::new("counters 设置", "counters"))?;
    let shown = Shown {
        views: fields.read("views", reader, Reader::boolean).unwrap_or(true),
        likes: fields.read("likes", reader, Reader::boolean).unwrap_or(true),
    };
    fields.finish(reader);
    Some(shown)
}

/// The kinds of files, by their keys under `outputs`.
const OUTPUTS: &[(&str, Output)] = &[
    ("features", Output::Features),
    ("matrix", Output::Matrix),
    ("csv", Output::Csv),
    ("xlsx", Output::Xlsx),
    ("md", Output::Markdown),
    ("api", Output::Api),
    ("changes", Output::Changes),
    ("archive", Output::Archive),
    ("calendar", Output::Calendar),
    ("sitemap", Output::Sitemap),
    ("robots", Output::Robots),
    ("llms", Output::Llms),
    ("headers", Output::Headers),
    ("redirects", Output::Redirects),
    ("aliases", Output::Aliases),
];

/// Reads `outputs`: each kind `true` or `false`.
pub fn outputs(reader: &mut Reader, node: &Node<'_>) -> Option<Outputs> {
    let mut fields = reader.fields(node, Bilingual::new("outputs 设置", "outputs"))?;
    let mut off = Vec::new();
    for (key, kind) in OUTPUTS {
        if fields.read(key, reader, Reader::boolean) == Some(false) {
            off.push(*kind);
        }
    }
    fields.finish(reader);
    Some(Outputs { off })
}
