//! What search engines and messengers are told.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::Located;

/// The setting `seo`.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Seo {
    /// The picture of pages that have none of their own.
    pub image: Option<Located<String>>,
    /// What proves to search engines whose site it is: names and contents of `<meta>`.
    pub verification: Vec<(Arc<str>, Arc<str>)>,
    /// Whether each page asks proxies and search engines to leave it as it is, with `no-transform` and
    /// `no-siteapp` in `<meta http-equiv="Cache-Control">`. HTML does not know that name, so validators
    /// complain: off by default. `_headers` says `no-transform` in any case.
    pub no_transform: bool,
    /// Whether pages say what they are in JSON-LD.
    pub json_ld: bool,
    /// Whether search engines are asked to leave the whole site out.
    pub noindex: bool,
}

impl Default for Seo {
    fn default() -> Self {
        Self {
            image: None,
            verification: Vec::new(),
            no_transform: false,
            json_ld: true,
            noindex: false,
        }
    }
}
