//! Files that are data: feeds, maps, and the matrix for other programs.

mod changes;
pub mod feed;
mod host;
mod llms;
mod matrix;
mod sitemap;

pub use changes::{changes, differences};

use super::compose::Composer;
use super::theme::Theme;
use crate::plan::{Page, PageKind, Plan};

/// The bytes of a data file that no text stands in; empty for others.
pub fn file(plan: &Plan, theme: &Theme, page: &Page) -> Vec<u8> {
    match page.kind {
        PageKind::Sitemap => sitemap::sitemap(plan),
        PageKind::Llms => llms::llms(&Composer::new(plan, theme, &page.lang)),
        PageKind::Headers => host::headers(plan),
        PageKind::Redirects => host::redirects(plan),
        PageKind::NginxMap => host::nginx(plan),
        PageKind::Robots => sitemap::robots(plan),
        PageKind::ConsentJson(at) => plan.consent(at).bytes,
        PageKind::MatrixJson(at) => matrix::matrix(plan, at),
        PageKind::CompareJson { product, comparison } => {
            matrix::comparison(plan, product, comparison)
        }
        _ => Vec::new(),
    }
}

/// A value as JSON for people: indented, with a line feed at the end.
fn json<T: serde::Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Text in XML: escaped, and without what XML 1.0 forbids (section 2.2).
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if u32::from(c) < 0x20 || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                out.push('\u{fffd}')
            }
            c => out.push(c),
        }
    }
    out
}
