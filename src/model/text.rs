//! Words in one or several languages.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thin_vec::ThinVec;

use crate::base::Lang;

/// Words in the site's default language, and in others where they were given.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Text {
    base: Arc<str>,
    others: ThinVec<(Lang, Arc<str>)>,
}

impl Text {
    /// Words in the default language alone.
    pub fn plain(words: impl Into<Arc<str>>) -> Self {
        Self { base: words.into(), others: ThinVec::new() }
    }

    /// Words in the default language and in others.
    pub fn new(base: impl Into<Arc<str>>, others: Vec<(Lang, Arc<str>)>) -> Self {
        Self { base: base.into(), others: others.into() }
    }

    /// The words in a language; in the default one where there are none.
    pub fn get(&self, lang: &Lang) -> &str {
        self.others.iter().find(|(l, _)| l == lang).map_or(&self.base, |(_, words)| words)
    }

    /// The words in the default language.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Whether two texts are the same words in the default language, or in another that both have.
    pub fn agrees(&self, other: &Self) -> bool {
        self.base == other.base || self.others.iter().any(|own| other.others.contains(own))
    }

    /// Every wording, the default language's first.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.base).chain(self.others.iter().map(|(_, words)| &**words))
    }
}
