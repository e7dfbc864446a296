//! A page per feature: a question and its answers.

use serde::Serialize;

use super::{
    CellView, Crumb, EditionView, GuideLink, MarkView, MetaView, MomentView, SourceView, TeaserView,
};

/// One feature in every edition, as `page`.
#[derive(Clone, Debug, Serialize)]
pub struct FeatureView {
    /// Head and breadcrumb.
    pub meta: MetaView,
    /// The feature's id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The question that the page answers: its headline.
    pub question: String,
    /// The answer in one sentence.
    pub answer: String,
    /// What else it is called.
    pub aliases: Vec<String>,
    /// Whom it concerns (管理员), as names.
    pub audience: Vec<String>,
    /// What the product is called.
    pub product_name: String,
    /// The product page.
    pub product_url: String,
    /// The group that it belongs to: its rows in the matrix.
    pub group: Crumb,
    /// What each edition says, oldest first.
    pub answers: Vec<AnswerView>,
    /// How it differs between the editions that are compared.
    pub changes: Vec<ChangeView>,
    /// How it came to be so, the newest first.
    pub history: Vec<MomentView>,
    /// From which day on changes are recorded, or empty.
    pub recorded_since: String,
    /// The page of all changes of the product, or empty.
    pub changes_url: String,
    /// Articles that speak of it, the newest first.
    pub articles: Vec<TeaserView>,
    /// Guides in which it differs.
    pub guides: Vec<GuideLink>,
    /// Everything that the answers rest on, each once.
    pub sources: Vec<SourceView>,
    /// The feature before it in the matrix.
    pub previous: Option<Crumb>,
    /// The feature after it.
    pub next: Option<Crumb>,
}

/// What one edition says.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerView {
    /// The edition.
    pub edition: EditionView,
    /// Its cell.
    pub cell: CellView,
    /// The edition from which it takes that over, or empty.
    pub inherited: String,
}

/// How a feature differs between two editions.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeView {
    /// The two editions: 旧版 → 新版.
    pub name: String,
    /// Its row in the comparison.
    pub url: String,
    /// The mark.
    pub mark: MarkView,
    /// For a feature of parts: each part's name and mark.
    pub parts: Vec<(String, MarkView)>,
}
