//! Where a page lives, below the site's address.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// An address below the site's own, without the leading `/`: `news/free-to-basic/`, `atom.xml`.
/// It ends in `/` (or is empty) exactly when it stands for a page in a folder of its own.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Route(Arc<str>);

impl Route {
    /// Wraps an address.
    pub fn new(address: impl Into<Arc<str>>) -> Self {
        let address = address.into();
        debug_assert!(!address.starts_with('/'), "routes are relative: {address}");
        Self(address)
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file in the output that a host serves for it.
    pub fn file(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') {
            format!("{}index.html", self.0)
        } else {
            self.0.to_string()
        }
    }

    /// A route below this page's folder.
    #[must_use]
    pub fn join(&self, below: &str) -> Self {
        Self(format!("{}{below}", self.0).into())
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}
