//! Files that are copied as they are.

use std::sync::Arc;

use super::Asset;
use crate::base::{Route, SourcePath};
use crate::syntax::FileKind;

/// Files that are copied: below `static/`, and pictures beside articles.
pub fn assets(files: &[SourcePath]) -> Vec<Asset> {
    files
        .iter()
        .filter(|path| FileKind::of(path) == FileKind::Asset)
        .map(|path| {
            let below = path
                .as_str()
                .strip_prefix("static/")
                .or_else(|| path.as_str().strip_prefix("content/"));
            Asset {
                source: path.clone(),
                route: Route::new(Arc::from(below.unwrap_or(path.as_str()))),
            }
        })
        .collect()
}
