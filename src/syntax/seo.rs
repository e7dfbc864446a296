//! The setting `seo` as written.

use std::sync::Arc;

use super::catalogue as problem;
use super::fields::Reader;
use super::yaml::Node;
use crate::base::{Bilingual, nearest};
use crate::model::Seo;

/// Search engines, and the name that each gives its `<meta>`.
const ENGINES: &[(&str, &str)] = &[
    ("baidu", "baidu-site-verification"),
    ("bing", "msvalidate.01"),
    ("bytedance", "bytedance-verification-code"),
    ("google", "google-site-verification"),
    ("shenma", "shenma-site-verification"),
    ("so", "360-site-verification"),
    ("sogou", "sogou_site_verification"),
    ("yandex", "yandex-verification"),
];

/// Reads `seo`.
pub fn read(reader: &mut Reader, node: &Node<'_>) -> Option<Seo> {
    let mut fields = reader.fields(node, Bilingual::new("seo 设置", "seo"))?;
    let usual = Seo::default();
    let mut switch = |key, usual, reader: &mut Reader| {
        fields.read(key, reader, Reader::boolean).unwrap_or(usual)
    };
    let no_transform = switch("no_transform", usual.no_transform, reader);
    let json_ld = switch("json_ld", usual.json_ld, reader);
    let noindex = switch("noindex", usual.noindex, reader);
    let seo = Seo {
        image: fields.read("image", reader, Reader::string),
        verification: fields
            .take("verification")
            .map(|node| verification(reader, node))
            .unwrap_or_default(),
        no_transform,
        json_ld,
        noindex,
    };
    fields.finish(reader);
    Some(seo)
}

/// Codes by search engine, or by the whole name of a `<meta>`.
fn verification(reader: &mut Reader, node: &Node<'_>) -> Vec<(Arc<str>, Arc<str>)> {
    let mut all = Vec::new();
    for (key, value) in reader.entries(node) {
        let engine = ENGINES.iter().find(|(name, _)| *name == key.text).map(|(_, meta)| *meta);
        let meta = engine.or_else(|| key.text.contains("verif").then_some(&*key.text));
        let Some(meta) = meta else {
            let near = nearest(&key.text, ENGINES.iter().map(|(name, _)| *name));
            reader.report(problem::unknown_choice(reader.span(key.at), &*key.text, near));
            continue;
        };
        let code = reader.string(value);
        all.extend(code.map(|code| (Arc::from(meta), Arc::from(code.value))));
    }
    all
}
