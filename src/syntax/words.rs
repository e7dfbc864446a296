//! Written words and moments, before the site's languages and zone are known.

use std::sync::Arc;

use jiff::civil::DateTime;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

use crate::base::{Lang, Located};
use crate::model::Prose;

/// A text in one language (no tag), or in several.
pub type Words = Vec<(Option<Located<Lang>>, Located<String>)>;

/// Markdown in one language, or in several.
pub type ProseWords = Vec<(Option<Located<Lang>>, Located<Arc<Prose>>)>;

/// A moment as written: without an offset it is in the site's zone.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct When {
    /// Day and time of day.
    pub civil: DateTime,
    /// The offset from UTC, if one was written.
    #[serde(with = "offset_seconds")]
    pub offset: Option<Offset>,
}

mod offset_seconds {
    use jiff::tz::Offset;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(offset: &Option<Offset>, to: S) -> Result<S::Ok, S::Error> {
        offset.map(Offset::seconds).serialize(to)
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Option<Offset>, D::Error> {
        let seconds = Option::<i32>::deserialize(from)?;
        Ok(seconds.and_then(|s| Offset::from_seconds(s).ok()))
    }
}
