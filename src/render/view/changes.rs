//! What changed in a product, and when.

use serde::Serialize;

use super::{CellView, GuideLink, MarkView, MetaView};

/// A link to the page of what changed.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesLink {
    /// The page.
    pub url: String,
    /// The day of the last change (`2026-01-31`), or empty where nothing has changed yet.
    pub date: String,
    /// From which day on changes are recorded.
    pub since: String,
}

/// One change, in a customer's words.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedView {
    /// Stays the same for ever: its place on the page.
    pub id: String,
    /// The feature's name, or empty where an edition came or went.
    pub feature: String,
    /// The feature's page of today, or empty.
    pub url: String,
    /// The edition's name, or empty where the feature as a whole is meant.
    pub edition: String,
    /// How it changed. Beside the words of differences, `word` may be the theme's own word for what came, went,
    /// has another name or was split.
    pub mark: MarkView,
    /// What it was called, or which features it became, in words; or empty.
    pub names: String,
    /// What the cell said.
    pub before: Option<CellView>,
    /// What it says.
    pub after: Option<CellView>,
    /// The editor's words as HTML, or empty.
    pub note: String,
}

/// What changed at once.
#[derive(Clone, Debug, Serialize)]
pub struct RecordView {
    /// Its place on the page.
    pub id: String,
    /// The day (`2026-01-31`).
    pub date: String,
    /// What the editor calls it, or empty.
    pub title: String,
    /// What the editor says of it, as HTML, or empty.
    pub summary: String,
    /// The changes.
    pub changes: Vec<ChangedView>,
    /// The guides whose consent sheets have another version since.
    pub guides: Vec<GuideLink>,
}

/// What changed in a product, as `page`.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesView {
    /// Head and breadcrumb.
    pub meta: MetaView,
    /// What the product is called.
    pub product_name: String,
    /// The product page.
    pub product_url: String,
    /// From which day on changes are recorded.
    pub since: String,
    /// The records, the newest first.
    pub records: Vec<RecordView>,
    /// The feed, or empty.
    pub feed: String,
    /// The product's closing and review dates as a calendar, or empty.
    pub calendar: String,
    /// The same as data, or empty.
    pub json: String,
}

/// Something in a feature's past.
#[derive(Clone, Debug, Serialize)]
pub struct MomentView {
    /// The day, or what an editor wrote of it (`2021`).
    pub date: String,
    /// Its place on the page of changes, or empty.
    pub url: String,
    /// The change; `None` where an edition only says since when it is so.
    pub change: Option<ChangedView>,
    /// The editions that are so since then, joined; or empty.
    pub editions: String,
}
