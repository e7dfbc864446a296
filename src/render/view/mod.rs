//! What templates see: one typed view per page kind. A view holds everything its page shows and
//! nothing else, so its fingerprint decides whether the page must be rendered again.

mod block;
mod feature;
mod matrix;
mod news;
mod page;
mod product;

pub use block::{CheckView, ChecklistView, ContactView, ContactWay, FigureView, Plain};
pub use feature::{AnswerView, ChangeView, FeatureView};
pub use matrix::{
    CaseView, CellView, ChoiceView, EditionView, GroupView, MarkView, MoreView, PartView, RowView,
    SourceView, TableView, ToolsView, VerdictPart, VerdictView,
};
pub use news::{
    ArchiveView, ArticleView, CreditView, HomeView, ListView, MovedView, PagerView, PlainView,
    TeaserView, TermView, TermsView, TocView, YearView,
};
pub use page::{Crumb, MetaTag, MetaView, PictureView, SiteView};
pub use product::{
    CompareView, FieldView, GuideLink, GuideView, ImpactView, LossView, PairLink, PhaseView,
    PreconditionView, ProductPanel, ProductView, QuestionView, StepView, UpgradeBlockView,
    VariantLink,
};
