//! Languages: those of a site's text, and the two that messages are written in.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A language of the site's text: a BCP 47 tag, `zh-Hans`, `zh-Hant`, `en`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Lang(Arc<str>);

impl Lang {
    /// Wraps a tag.
    pub fn new(tag: impl Into<Arc<str>>) -> Self {
        Self(tag.into())
    }

    /// The tag as it stands in `<html lang>`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Han, kana, their punctuation and full-width forms: scripts that put no space between words.
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{312f}' | '\u{31a0}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{323af}')
        || matches!(c, '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' | '\u{2014}' | '\u{2026}')
}

/// A digit, of ordinary or of full width.
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{ff10}'..='\u{ff19}')
}

/// The languages that messages to the editor are written in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Tongue {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Tongue {
    /// The first of some languages that is this tongue: the words of a site that its editor reads. `None` where the
    /// site speaks another language.
    pub fn among<'l>(self, languages: impl IntoIterator<Item = &'l Lang>) -> Option<&'l Lang> {
        let primary = match self {
            Self::Zh => "zh",
            Self::En => "en",
        };
        let is_it = |lang: &&Lang| lang.as_str().split('-').next() == Some(primary);
        languages.into_iter().find(is_it)
    }
}

/// One sentence in both tongues.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Bilingual {
    /// Simplified Chinese.
    pub zh: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

impl Bilingual {
    /// Joins the two.
    pub fn new(zh: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The sentence in one tongue.
    pub fn get(&self, tongue: Tongue) -> &str {
        match tongue {
            Tongue::Zh => &self.zh,
            Tongue::En => &self.en,
        }
    }
}

/// Anything that can stand in a message, in either tongue.
pub trait Say {
    /// Its words.
    fn say(&self, tongue: Tongue) -> String;
}

impl<T: Say + ?Sized> Say for &T {
    fn say(&self, tongue: Tongue) -> String {
        (**self).say(tongue)
    }
}

impl Say for Bilingual {
    fn say(&self, tongue: Tongue) -> String {
        self.get(tongue).to_owned()
    }
}

macro_rules! say_by_display {
    ($($kind:ty),*) => {$(
        impl Say for $kind {
            fn say(&self, _: Tongue) -> String {
                visible(&self.to_string())
            }
        }
    )*};
}

say_by_display!(str, String, usize, u64, u32, super::SourcePath, Lang, super::Route);

/// Writes out what a terminal would swallow, reorder or act upon: control and bidi characters.
fn visible(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.chars()
        .map(|c| if hidden(c) { c.escape_unicode().to_string() } else { c.to_string() })
        .collect()
}
