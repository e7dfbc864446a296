//! Consent sheets.

use serde::Serialize;

use super::{EditionView, LossView, MetaView, PreconditionView, VerdictView};

/// A pointer from a guide to its consent sheet.
#[derive(Clone, Debug, Serialize)]
pub struct ConsentLink {
    /// The sheet.
    pub url: String,
    /// The first digits of its version.
    pub short: String,
}

/// What a customer signs before they follow a guide, as `page`: made to be printed.
#[derive(Clone, Debug, Serialize)]
pub struct ConsentView {
    /// Head and breadcrumb.
    pub meta: MetaView,
    /// The title.
    pub title: String,
    /// The guide's title.
    pub guide_title: String,
    /// The guide.
    pub guide: String,
    /// What the product is called.
    pub product_name: String,
    /// Who the customer deals with.
    pub operator: String,
    /// The old edition.
    pub from: EditionView,
    /// The new edition.
    pub to: EditionView,
    /// Whether it leads to an older edition.
    pub downgrade: bool,
    /// Whether there is a way back.
    pub reversible: bool,
    /// Why there is none, as HTML, or empty.
    pub no_way_back: String,
    /// Reasons not to start, as HTML.
    pub hold_if: Vec<String>,
    /// The counts.
    pub verdict: VerdictView,
    /// The losses and restrictions, worst first.
    pub losses: Vec<LossView>,
    /// What must be true and is nobody's to sign.
    pub preconditions: Vec<PreconditionView>,
    /// What the customer confirms.
    pub confirmations: Vec<PreconditionView>,
    /// The version: SHA-256 of the data, in hexadecimal digits.
    pub hash: String,
    /// Its first digits, for people.
    pub short: String,
    /// The data.
    pub json: String,
    /// The language whose words the version is made from, where that is not the page's; or empty.
    pub language: String,
}
