//! Written words and moments, before the site's languages and zone are known.

use std::sync::Arc;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};
use thin_vec::ThinVec;

use crate::base::{Lang, Located};
use crate::model::Prose;

/// A text in one language (no tag), or in several. Cells have many, and mostly none: a word of memory each.
pub type Words = ThinVec<(Option<Located<Lang>>, Located<String>)>;

/// Markdown in one language, or in several.
pub type ProseWords = ThinVec<(Option<Located<Lang>>, Located<Arc<Prose>>)>;

/// Words without a language: those of the default one.
pub fn lone<T>(words: Located<T>) -> ThinVec<(Option<Located<Lang>>, Located<T>)> {
    [(None, words)].into()
}

/// A moment as written: without an offset it is in the site's zone.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct When {
    /// Day and time of day.
    pub civil: DateTime,
    /// The offset from UTC, if one was written.
    #[serde(with = "offset_seconds")]
    pub offset: Option<Offset>,
}

impl When {
    /// `2021-07-13`, `2021-07-13 17:28:04`, `2021-07-13T17:28:04+08:00`.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(date) = day(text) {
            return Some(Self { civil: date.to_datetime(Time::midnight()), offset: None });
        }
        let pieces = jiff::fmt::temporal::Pieces::parse(text).ok();
        if let Some(offset) = pieces.and_then(|pieces| pieces.to_numeric_offset()) {
            let stamp = text.parse::<jiff::Timestamp>().ok()?;
            return Some(Self { civil: offset.to_datetime(stamp), offset: Some(offset) });
        }
        text.parse::<DateTime>().ok().map(|civil| Self { civil, offset: None })
    }
}

/// A day and nothing else: the date library would also take a moment, and drop its time.
pub fn day(text: &str) -> Option<Date> {
    text.parse().ok().filter(|_| text.len() == "2021-07-13".len())
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
