//! Files that are data: feeds, maps, and the matrix for other programs.

mod api;
mod calendar;
mod cells;
mod changes;
mod csv;
pub mod feed;
mod guide;
mod history;
mod host;
mod llms;
mod markdown;
mod matrix;
mod sheet;
mod sitemap;
mod wechat;
#[cfg(feature = "spreadsheets")]
mod xlsx;

pub use changes::{changes, differences};
use sheet::Sheet;

use super::catalogue as problem;
use super::compose::Composer;
use super::theme::Theme;
use crate::base::Diagnostic;
use crate::plan::{ChangesAs, Compared, Page, PageKind, Plan, TableFormat, TableOf};

/// The bytes of a data file that no text stands in; empty for others.
///
/// # Errors
/// A workbook that would have more rows or columns than workbooks can.
pub fn file(plan: &Plan, theme: &Theme, page: &Page) -> Result<Vec<u8>, Diagnostic> {
    let composer = || Composer::new(plan, theme, &page.lang);
    Ok(match page.kind {
        PageKind::Sitemap => sitemap::sitemap(plan),
        PageKind::Llms => llms::llms(&composer()),
        PageKind::Calendar(of) => calendar::calendar(&composer(), of),
        PageKind::Headers => host::headers(plan),
        PageKind::Redirects => host::redirects(plan),
        PageKind::NginxMap => host::nginx(plan),
        PageKind::Robots => sitemap::robots(plan),
        PageKind::ConsentJson(at) => plan.consent(at).bytes,
        PageKind::Changes(at, ChangesAs::Json) => history::history(plan, at),
        PageKind::Changes(at, ChangesAs::Feed) => {
            let (changes, texts) = composer().changes_feed(page, at);
            feed::atom(&changes, &texts)
        }
        PageKind::Table(of, format) => {
            let (product, comparison) = match of {
                TableOf::Product(product) => (product, None),
                TableOf::Pair { product, comparison } => {
                    (product, Some(&plan.comparisons[comparison]))
                }
            };
            return table(&composer(), product, comparison, format);
        }
        PageKind::Api(of) => api::document(&composer(), of),
        _ => Vec::new(),
    })
}

/// A product's matrix, or two of its editions compared, as a file. `compared` is of that product.
///
/// # Errors
/// A workbook that would have more rows or columns than workbooks can.
pub fn table(
    composer: &Composer<'_>,
    product: usize,
    compared: Option<&Compared>,
    format: TableFormat,
) -> Result<Vec<u8>, Diagnostic> {
    let sheet = Sheet::new(composer, product, compared);
    Ok(match (format, compared) {
        (TableFormat::Json, None) => matrix::product(sheet.product, None),
        (TableFormat::Json, Some(compared)) => {
            matrix::comparison(sheet.product, &compared.comparison, &compared.given, None)
        }
        (TableFormat::Csv, _) => csv::csv(&sheet),
        (TableFormat::Markdown, _) => markdown::markdown(&sheet),
        (TableFormat::Xlsx, _) => return workbook(&sheet),
    })
}

#[cfg(feature = "spreadsheets")]
fn workbook(sheet: &Sheet<'_>) -> Result<Vec<u8>, Diagnostic> {
    let at = sheet.product.source.whole();
    xlsx::xlsx(sheet).map_err(|reason| problem::no_workbook(at, &*sheet.product.id, reason))
}

/// Without the writer of workbooks no page asks for one.
#[cfg(not(feature = "spreadsheets"))]
fn workbook(_: &Sheet<'_>) -> Result<Vec<u8>, Diagnostic> {
    Ok(Vec::new())
}

/// The same for pasting into an article on WeChat.
pub fn wechat(composer: &Composer<'_>, product: usize, compared: Option<&Compared>) -> Vec<u8> {
    wechat::wechat(&Sheet::new(composer, product, compared))
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
