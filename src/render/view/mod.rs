//! What templates see: one typed view per page kind. A view holds everything its page shows and
//! nothing else, so its fingerprint decides whether the page must be rendered again.

mod block;
mod changes;
mod consent;
mod feature;
mod fit;
mod matrix;
mod news;
mod page;
mod product;
mod sheet;
mod ticket;
mod upgrade;

pub use block::{CheckView, ChecklistView, ContactView, ContactWay, FigureView, Plain};
pub use changes::{ChangedView, ChangesLink, ChangesView, MomentView, RecordView};
pub use consent::{ConsentLink, ConsentView};
pub use feature::{AnswerView, ChangeView, FeatureView};
pub use fit::{FitAmount, FitCase, FitCount, FitLimit, FitUnit, FitView};
pub use matrix::{
    CaseView, CellView, ChoiceView, EditionView, FootnoteView, FrozenView, GroupView, MarkView,
    MarkedChange, MoreView, PartView, RowView, SourceView, TableView, ToolsView, VerdictPart,
    VerdictView,
};
pub use news::{
    ArchiveView, ArticleView, CreditView, HomeView, ListView, MovedView, PagerView, PlainView,
    SplitView, TeaserView, TermView, TermsView, TocView, YearView,
};
pub use page::{Crumb, MetaTag, MetaView, PictureView, SiteView};
pub use product::{
    CompareView, FieldView, FileLink, GuideLink, GuideView, ImpactView, LikeView, LossView,
    PairLink, PhaseView, PreconditionView, ProductPanel, ProductView, QuestionView, StepView,
    UpgradeBlockView, VariantLink,
};
pub use sheet::{NamesView, SheetLink, SheetNames, SheetView};
pub use ticket::{TicketPartView, TicketView};
pub use upgrade::{
    AfterwardsView, EdgeView, EditionWaysView, GraphView, HopView, LineView, LossGroupView,
    NodeView, NoticeView, OnTheWayView, RestView, RoleView, UpgradesView, WayView,
};
