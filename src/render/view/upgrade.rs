//! Ways from edition to edition: what guides have beside their own, and the pages around them.

use serde::Serialize;

use super::{
    CellView, Crumb, EditionView, FieldView, ImpactView, LossView, MarkView, MetaView, PhaseView,
    PreconditionView, TableView, VerdictView,
};

/// A way from one edition to another.
#[derive(Clone, Debug, Serialize)]
pub struct WayView {
    /// The guide that tells all of it, or what it is called where there is none: `13 → 14 → 15`.
    pub title: String,
    /// That guide's page, or empty.
    pub url: String,
    /// The edition that it starts from, with the plan that it is for.
    pub from: EditionView,
    /// The edition that it leads to, with the plan that one gets.
    pub to: EditionView,
    /// The guides on the way, in order: `13 → 14` as `name`.
    pub hops: Vec<Crumb>,
    /// Whether there is a way back from every one of them.
    pub reversible: bool,
    /// Whether it leads to an older edition.
    pub downgrade: bool,
    /// Whether a better way between the same two stands before it.
    pub alternative: bool,
    /// The verdict as a sentence, or empty; whether there is a way back is not said in it.
    pub verdict: String,
}

/// One of the guides that a longer way leads through.
#[derive(Clone, Debug, Serialize)]
pub struct HopView {
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// `13 → 14`.
    pub name: String,
    /// From this edition.
    pub from: EditionView,
    /// To this edition.
    pub to: EditionView,
    /// Whether there is a way back.
    pub reversible: bool,
    /// Why there is none, as HTML, or empty.
    pub no_way_back: String,
    /// How long it takes, as HTML, or empty: unknown.
    pub duration: String,
    /// How long the service is down, as HTML, or empty: unknown.
    pub downtime: String,
    /// What it costs, as HTML, or empty: unknown.
    pub cost: String,
    /// What is done in it.
    pub phases: Vec<PhaseView>,
}

/// Something that is lost or restricted on the way, and not at its end, or not as much.
#[derive(Clone, Debug, Serialize)]
pub struct OnTheWayView {
    /// The feature's id.
    pub feature: String,
    /// What it is called.
    pub name: String,
    /// The mark at the transition.
    pub mark: MarkView,
    /// What it was before that.
    pub before: CellView,
    /// What it is after that.
    pub after: CellView,
    /// At which transition: `13 → 14`.
    pub hop: String,
    /// At which one it comes back, or empty where it only turns into something else.
    pub back: String,
    /// Whether only some of it comes back, so that there is less at the end, too.
    pub partly: bool,
    /// What that transition's guide says about it.
    pub impact: Option<ImpactView>,
}

/// The losses of a group that a page has no room to show open.
#[derive(Clone, Debug, Serialize)]
pub struct LossGroupView {
    /// The group's name.
    pub name: String,
    /// The losses and restrictions, worst first.
    pub losses: Vec<LossView>,
}

/// What is different afterwards, for one role or for everybody.
#[derive(Clone, Debug, Serialize)]
pub struct AfterwardsView {
    /// The role's id, or empty for what concerns several or nobody in particular.
    pub audience: String,
    /// What it is called, or empty.
    pub name: String,
    /// The rows that differ and are no loss.
    pub table: TableView,
    /// What the guide says about some of them: the feature's name and the explanation.
    pub impacts: Vec<(String, ImpactView)>,
}

/// What a page leaves to the comparison, because all of it would be too long.
#[derive(Clone, Debug, Serialize)]
pub struct RestView {
    /// How many rows that differ are not listed: none of them a loss.
    pub changes: usize,
    /// How many rows stay as they are.
    pub same: usize,
    /// Where all of them stand.
    pub url: String,
}

/// A text to pass on.
#[derive(Clone, Debug, Serialize)]
pub struct NoticeView {
    /// Without markup.
    pub text: String,
    /// The same as HTML, to be shown as source.
    pub html: String,
}

/// A guide's part for one role, as `page`: only their rows, steps and confirmations.
#[derive(Clone, Debug, Serialize)]
pub struct RoleView {
    /// Head and breadcrumb.
    pub meta: MetaView,
    /// The title.
    pub title: String,
    /// The role's id: `admin member reseller …`.
    pub role: String,
    /// What the role is called.
    pub role_name: String,
    /// What the product is called.
    pub product_name: String,
    /// The product page.
    pub product_url: String,
    /// The whole guide's title.
    pub guide_title: String,
    /// The whole guide.
    pub guide_url: String,
    /// The guide's other roles.
    pub roles: Vec<Crumb>,
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
    /// The counts of the role's rows; nothing where none of them differs.
    pub verdict: Option<VerdictView>,
    /// The role's losses and restrictions, worst first: of very many the first ones.
    pub losses: Vec<LossView>,
    /// The others.
    pub more_losses: Vec<LossGroupView>,
    /// What they lose on the way and have again at the end.
    pub on_the_way: Vec<OnTheWayView>,
    /// Whether the role does or confirms something itself.
    pub acts: bool,
    /// Reasons not to start, as HTML, for who acts.
    pub hold_if: Vec<String>,
    /// What the role must see to.
    pub preconditions: Vec<PreconditionView>,
    /// What must be known, for who acts.
    pub collect: Vec<FieldView>,
    /// What the role does, where the guide is one transition.
    pub phases: Vec<PhaseView>,
    /// What the role does, transition by transition, where there are several.
    pub hops: Vec<HopView>,
    /// What else is different for the role.
    pub changes: Vec<AfterwardsView>,
    /// What is not listed here, where the matrix is too long for one page.
    pub rest: Option<RestView>,
    /// A text for the role, to pass on.
    pub notice: Option<NoticeView>,
}

/// A line of text in a drawing.
#[derive(Clone, Debug, Serialize)]
pub struct LineView {
    /// Its middle.
    pub x: i32,
    /// Its baseline.
    pub y: i32,
    /// Its words.
    pub words: String,
}

/// An edition in the drawing.
#[derive(Clone, Debug, Serialize)]
pub struct NodeView {
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Its name, on one line or two.
    pub lines: Vec<LineView>,
    /// The edition's status, or empty; words in `t.status`.
    pub status: String,
    /// Where the status stands.
    pub status_y: i32,
}

/// A transition in the drawing.
#[derive(Clone, Debug, Serialize)]
pub struct EdgeView {
    /// The line, as the `d` of a path.
    pub line: String,
    /// Its head, as the `d` of a path.
    pub head: String,
    /// Whether there is a way back, for every plan.
    pub reversible: bool,
    /// Whether there is one for some plans and none for others.
    pub differs: bool,
    /// The middle of the sign on it.
    pub x: i32,
    /// The baseline of the sign.
    pub y: i32,
}

/// The editions and transitions as a drawing, in the units of its view box.
#[derive(Clone, Debug, Serialize)]
pub struct GraphView {
    /// The width of the view box.
    pub width: i32,
    /// The height of the view box.
    pub height: i32,
    /// What it shows.
    pub title: String,
    /// The same content in words.
    pub description: String,
    /// The editions, oldest first.
    pub nodes: Vec<NodeView>,
    /// The transitions.
    pub edges: Vec<EdgeView>,
    /// Whether some transition can be undone on some plans and not on others.
    pub differs: bool,
}

/// Where one edition leads.
#[derive(Clone, Debug, Serialize)]
pub struct EditionWaysView {
    /// The edition.
    pub edition: EditionView,
    /// The ways to newer editions, the nearest first.
    pub up: Vec<WayView>,
    /// The ways to older editions.
    pub down: Vec<WayView>,
    /// Plans of the edition that none of the ways to newer ones is for.
    pub left_out: Vec<String>,
    /// The transitions from older editions that say one can go back, though no guide tells how: with the
    /// plans that they are for, `团队版·按月付费 → 商务版·按月付费`.
    pub returns: Vec<String>,
    /// Those that say there is no way back, and from which no guide leads back.
    pub stays: Vec<String>,
    /// Whether that differs, or some guide leads back: then the transitions are named.
    pub by_way: bool,
    /// Whether it is the oldest, so that there is nothing to go back to.
    pub oldest: bool,
    /// Whether it is the newest.
    pub newest: bool,
}

/// Where each edition of a product leads, as `page`.
#[derive(Clone, Debug, Serialize)]
pub struct UpgradesView {
    /// Head and breadcrumb.
    pub meta: MetaView,
    /// The title.
    pub title: String,
    /// What the product is called.
    pub product_name: String,
    /// The product page.
    pub product_url: String,
    /// The drawing.
    pub graph: GraphView,
    /// Where each edition leads, oldest first.
    pub editions: Vec<EditionWaysView>,
    /// When the matrix was last looked at, or empty.
    pub verified: String,
}
