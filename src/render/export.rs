//! Tables for people who want a file and no site.

use super::compose::Composer;
use super::data;
use super::theme::Theme;
use crate::base::Diagnostic;
use crate::plan::{Compared, Plan, TableFormat};

/// A product's matrix, or two of its editions compared, in the default language: the bytes that a site
/// publishes. Without a format: HTML for pasting into an article on WeChat.
///
/// # Errors
/// A workbook that would have more rows or columns than workbooks can.
pub fn export(
    plan: &Plan,
    theme: &Theme,
    product: usize,
    compared: Option<&Compared>,
    format: Option<TableFormat>,
) -> Result<Vec<u8>, Diagnostic> {
    let lang = plan.catalog.site.default_language();
    let composer = Composer::new(plan, theme, lang);
    match format {
        Some(format) => data::table(&composer, product, compared, format),
        None => Ok(data::wechat(&composer, product, compared)),
    }
}
