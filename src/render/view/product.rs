//! Products, comparisons and upgrade guides.

use serde::Serialize;

use super::{
    ChoiceView, EditionView, MarkView, MetaView, MoreView, SourceView, TableView, ToolsView,
    VerdictView,
};

/// A link to the comparison of two editions, or another named page.
#[derive(Clone, Debug, Serialize)]
pub struct PairLink {
    /// The words.
    pub name: String,
    /// The address.
    pub url: String,
    /// The verdict's sentence, or empty.
    pub verdict: String,
}

/// A link to the same comparison for other readers.
#[derive(Clone, Debug, Serialize)]
pub struct VariantLink {
    /// The words: 免费版 → 基础版.
    pub name: String,
    /// The address.
    pub url: String,
    /// Whether it is the page itself.
    pub is_current: bool,
}

/// A link to a guide.
#[derive(Clone, Debug, Serialize)]
pub struct GuideLink {
    /// The guide's title.
    pub title: String,
    /// The address.
    pub url: String,
    /// From which edition.
    pub from: String,
    /// To which edition.
    pub to: String,
    /// The plans that it is for, by id: `free|basic`; a side is empty where it is for any.
    pub given: String,
    /// Whether there is a way back.
    pub reversible: bool,
}

/// A product in a panel of the home page.
#[derive(Clone, Debug, Serialize)]
pub struct ProductPanel {
    /// The id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it is, or empty.
    pub description: String,
    /// The product page.
    pub url: String,
    /// The editions, oldest first.
    pub editions: Vec<EditionView>,
    /// Its comparisons.
    pub pairs: Vec<PairLink>,
    /// Its guides.
    pub guides: Vec<GuideLink>,
    /// The verdict of the newest pair.
    pub verdict: Option<VerdictView>,
}

/// A product with its whole matrix, as `page`.
#[derive(Clone, Debug, Serialize)]
pub struct ProductView {
    /// Head and breadcrumb.
    pub meta: MetaView,
    /// The list of its news, or empty.
    pub news: String,
    /// The id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it is, or empty.
    pub description: String,
    /// Who makes it, or empty.
    pub vendor: String,
    /// The maker's page, or empty.
    pub homepage: String,
    /// When the matrix was last looked at, or empty.
    pub verified: String,
    /// The matrix.
    pub table: TableView,
    /// What a script needs to choose rows and columns of it.
    pub tools: ToolsView,
    /// The comparisons of two columns: both ids with a space between, and the address as the name.
    pub columns: Vec<ChoiceView>,
    /// How many features it has.
    pub features: usize,
    /// Its comparisons.
    pub pairs: Vec<PairLink>,
    /// Its guides.
    pub guides: Vec<GuideLink>,
    /// Its sources.
    pub sources: Vec<SourceView>,
    /// The matrix as data.
    pub json: String,
}

/// Two editions compared, as `page`.
#[derive(Clone, Debug, Serialize)]
pub struct CompareView {
    /// Head and breadcrumb.
    pub meta: MetaView,
    /// The title.
    pub title: String,
    /// What the product is called.
    pub product_name: String,
    /// The product page.
    pub product_url: String,
    /// The counts.
    pub verdict: VerdictView,
    /// The losses and restrictions, worst first.
    pub losses: Vec<LossView>,
    /// The whole table.
    pub table: TableView,
    /// What a script needs to choose rows of it, and the reader's own case.
    pub tools: ToolsView,
    /// The same two editions for everyone and for readers on certain plans; empty where there is one page.
    pub variants: Vec<VariantLink>,
    /// Guides for this pair.
    pub guides: Vec<GuideLink>,
    /// The other comparisons.
    pub pairs: Vec<PairLink>,
    /// The comparison as data.
    pub json: String,
}

/// A loss as a card: the old words and the new ones.
#[derive(Clone, Debug, Serialize)]
pub struct LossView {
    /// The feature's id.
    pub feature: String,
    /// What it is called.
    pub name: String,
    /// Its row on this page.
    pub url: String,
    /// The mark.
    pub mark: MarkView,
    /// The old cell.
    pub before: super::CellView,
    /// The new cell.
    pub after: super::CellView,
    /// The guide's explanation.
    pub impact: Option<ImpactView>,
}

/// An explanation of a difference.
#[derive(Clone, Debug, Serialize)]
pub struct ImpactView {
    /// `info warn block`; words in `t.severity`.
    pub severity: String,
    /// Its words as HTML, or empty.
    pub words: String,
}

/// Something that must be true before the start.
#[derive(Clone, Debug, Serialize)]
pub struct PreconditionView {
    /// Its id.
    pub id: String,
    /// Its words as HTML.
    pub words: String,
    /// Who sees to it (经销商), or empty.
    pub by: String,
    /// Whether the customer signs it.
    pub consent: bool,
}

/// Something that must be known before the start.
#[derive(Clone, Debug, Serialize)]
pub struct FieldView {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// `text email phone count date url choice`; words in `t.field`.
    pub kind: String,
    /// What the target allows (`新版：200 个，已验证或认证主体可申请扩容`) as HTML, or empty.
    pub limit: String,
}

/// A step.
#[derive(Clone, Debug, Serialize)]
pub struct StepView {
    /// Its id.
    pub id: String,
    /// Who does it (经销商), or empty.
    pub by: String,
    /// Its words as HTML.
    pub words: String,
}

/// The steps of one phase.
#[derive(Clone, Debug, Serialize)]
pub struct PhaseView {
    /// `before during after`; words in `t.phase`.
    pub phase: String,
    /// The number of its first step: numbering runs through all phases.
    pub start: usize,
    /// The steps.
    pub steps: Vec<StepView>,
}

/// A question with its answer as HTML.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionView {
    /// The question.
    pub question: String,
    /// The answer as HTML.
    pub answer: String,
}

/// An upgrade guide, as `page`. Its prose stands beside it, as `body`.
#[derive(Clone, Debug, Serialize)]
pub struct GuideView {
    /// Head and breadcrumb.
    pub meta: MetaView,
    /// The title.
    pub title: String,
    /// What the product is called.
    pub product_name: String,
    /// The product page.
    pub product_url: String,
    /// The old edition.
    pub from: EditionView,
    /// The new edition.
    pub to: EditionView,
    /// Whether there is a way back.
    pub reversible: bool,
    /// Why there is none, as HTML, or empty.
    pub no_way_back: String,
    /// Who does something in it (经销商、管理员), in order of appearance.
    pub actors: Vec<String>,
    /// How long it takes, as HTML, or empty: unknown.
    pub duration: String,
    /// How long the service is down, as HTML, or empty: unknown.
    pub downtime: String,
    /// What it costs, as HTML, or empty: unknown.
    pub cost: String,
    /// Whether it can be done once only, as HTML, or empty: unknown.
    pub once: String,
    /// The counts.
    pub verdict: VerdictView,
    /// The losses and restrictions, worst first.
    pub losses: Vec<LossView>,
    /// Reasons not to start, as HTML.
    pub hold_if: Vec<String>,
    /// What must be true.
    pub preconditions: Vec<PreconditionView>,
    /// What must be known.
    pub collect: Vec<FieldView>,
    /// What is done.
    pub phases: Vec<PhaseView>,
    /// Everything that differs and is no loss.
    pub table: TableView,
    /// What stays the same: names.
    pub same: Vec<String>,
    /// Questions and answers.
    pub questions: Vec<QuestionView>,
    /// Impacts on features that are no losses: name as `title`, HTML as `url`'s neighbour in order.
    pub impacts: Vec<(String, ImpactView)>,
    /// The comparison page.
    pub compare: String,
    /// Further reading from the cells that differ.
    pub more: Vec<MoreView>,
    /// The sources that the cells rest on.
    pub sources: Vec<SourceView>,
    /// When the matrix was last looked at, or empty.
    pub verified: String,
    /// Whether there is prose.
    pub has_body: bool,
}

/// A pointer to a guide inside an article, as `block`.
#[derive(Clone, Debug, Serialize)]
pub struct UpgradeBlockView {
    /// The guide.
    pub guide: GuideLink,
    /// The verdict.
    pub verdict: VerdictView,
}
