//! Products, comparisons and upgrade guides.

use serde::Serialize;

use super::{
    AfterwardsView, ChoiceView, ConsentLink, Crumb, EditionView, FitView, FootnoteView, HopView,
    LossGroupView, MarkView, MetaView, MoreView, OnTheWayView, RestView, SheetLink, SourceView,
    TableView, TicketView, ToolsView, VerdictView, WayView,
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

/// An edition that inherits another, and the rows in which it differs after all.
#[derive(Clone, Debug, Serialize)]
pub struct LikeView {
    /// The edition's name.
    pub edition: String,
    /// The name of the one that it inherits.
    pub like: String,
    /// The first rows that differ, in the order of the matrix.
    pub rows: Vec<Crumb>,
    /// How many differ in all.
    pub count: usize,
    /// Where the two are compared, or empty.
    pub url: String,
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

/// A product at a glance: in a panel of the home page, and on the page of all products.
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
    /// How many features it has.
    pub features: usize,
    /// When the matrix was last looked at, or empty.
    pub verified: String,
    /// After how many days without another look that day counts as stale, if it does today; else 0.
    pub stale: i64,
    /// The page of its changes, where there is one.
    pub changes: Option<super::ChangesLink>,
    /// Where each of its editions leads, or empty.
    pub upgrades: String,
    /// The list of its news, or empty.
    pub news: String,
    /// How many articles that list holds.
    pub articles: usize,
}

/// A table as a file to take away.
#[derive(Clone, Debug, Serialize)]
pub struct FileLink {
    /// `csv xlsx md`; words in `t.format`.
    pub format: String,
    /// The address.
    pub url: String,
    /// A name for the file on the reader's machine.
    pub name: String,
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
    /// After how many days without another look that day counts as stale, if it does today; else 0.
    pub stale: i64,
    /// The matrix; without rows where it is too long for one page.
    pub table: TableView,
    /// The pages of its rows, where it is.
    pub sheets: Vec<SheetLink>,
    /// The page that names every row of the product, where there are sheets; else empty.
    pub names: String,
    /// The editions that inherit another, with what they have otherwise.
    pub likes: Vec<LikeView>,
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
    /// Where each of its editions leads, or empty.
    pub upgrades: String,
    /// Its sources, where no footnote of the table is one.
    pub sources: Vec<SourceView>,
    /// The matrix as data.
    pub json: String,
    /// The matrix as files for spreadsheets and texts.
    pub files: Vec<FileLink>,
    /// Closing and review dates as a calendar, or empty.
    pub calendar: String,
    /// The page of what changed, where changes are recorded.
    pub changes: Option<super::ChangesLink>,
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
    /// The losses and restrictions, worst first; none where the table is too long for one page.
    pub losses: Vec<LossView>,
    /// The whole table; without rows where it is too long for one page.
    pub table: TableView,
    /// The pages of its rows, where it is.
    pub sheets: Vec<SheetLink>,
    /// The page that names every row of the product, where there are sheets; else empty.
    pub names: String,
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
    /// The comparison as files for spreadsheets and texts.
    pub files: Vec<FileLink>,
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
    /// Whether that says not to upgrade: such a loss stands before the others.
    pub blocks: bool,
    /// On a way of several transitions: those at which it is lost (`13 → 14`).
    pub at: Vec<String>,
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
    /// The same as a program, as in `FitAmount`, or empty.
    pub allowed: String,
    /// What is said of a count that is more than that, or empty.
    pub over: String,
    /// Whether it must be known.
    pub required: bool,
    /// What helps to fill it in, or empty.
    pub hint: String,
    /// What it may look like, or empty.
    pub placeholder: String,
    /// What may be chosen.
    pub options: Vec<String>,
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
    /// Of a step that was told before: its number there, to be done again. 0 for all others.
    pub again: usize,
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
    /// Whether it leads to an older edition.
    pub downgrade: bool,
    /// Whether there is a way back.
    pub reversible: bool,
    /// Why there is none, as HTML, or empty.
    pub no_way_back: String,
    /// The ways that lead back, where some are written.
    pub ways_back: Vec<WayView>,
    /// The parts of the guide for one role each: the role as `name`.
    pub roles: Vec<Crumb>,
    /// Where every edition of the product leads.
    pub overview: String,
    /// The guides that it leads through, where it is made of several.
    pub hops: Vec<HopView>,
    /// What is lost on the way and there again at the end.
    pub on_the_way: Vec<OnTheWayView>,
    /// Other ways between the same editions.
    pub alternatives: Vec<WayView>,
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
    /// The losses and restrictions, worst first: of very many the first ones.
    pub losses: Vec<LossView>,
    /// The others.
    pub more_losses: Vec<LossGroupView>,
    /// Reasons not to start, as HTML.
    pub hold_if: Vec<String>,
    /// What must be true.
    pub preconditions: Vec<PreconditionView>,
    /// What must be known.
    pub collect: Vec<FieldView>,
    /// What is sent to those who do it.
    pub ticket: TicketView,
    /// Whether what somebody uses today has room; `None` where nothing could be in the way.
    pub fit: Option<FitView>,
    /// The sheet to sign.
    pub consent: ConsentLink,
    /// Stands for what the lists to tick say: another one, and everything is to be ticked anew.
    pub progress: String,
    /// What is done.
    pub phases: Vec<PhaseView>,
    /// Everything that differs and is no loss, by whom it concerns.
    pub changes: Vec<AfterwardsView>,
    /// The footnotes of those tables, which share them.
    pub notes: Vec<FootnoteView>,
    /// What stays the same: names; none where `rest` counts them.
    pub same: Vec<String>,
    /// What is not listed here, where the matrix is too long for one page.
    pub rest: Option<RestView>,
    /// Questions and answers.
    pub questions: Vec<QuestionView>,
    /// The comparison page, or empty.
    pub compare: String,
    /// Further reading from the cells that differ, where no footnote is it.
    pub more: Vec<MoreView>,
    /// The sources that the cells rest on, where no footnote is one.
    pub sources: Vec<SourceView>,
    /// When the matrix was last looked at, or empty.
    pub verified: String,
    /// After how many days without another look that day counts as stale, if it does today; else 0.
    pub stale: i64,
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
