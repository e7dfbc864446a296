//! What things mean: a product and its facts, guides, articles, the site. No reading, no writing, no page.

mod amount;
mod article;
mod block;
mod catalog;
pub mod catalogue;
mod cell;
mod formula;
mod freshness;
mod guide;
mod history;
mod lists;
mod misread;
mod picture;
mod product;
mod prose;
mod quantity;
mod reading;
mod seo;
mod site;
mod text;
mod ticket;
mod unit_words;

pub use amount::{AmountError, half_width};
pub use article::{Article, Counters, Credit, Hidden, Section, Standing, Stretch};
pub use block::{
    ChecklistOf, ChecklistRequest, ContactRequest, CustomRequest, Data, FigureRequest,
};
pub use catalog::Catalog;
pub use cell::{Case, Cell, Evidence, Limit, Literal, Value};
pub use formula::{
    Exact, Expr, FUNCTIONS, Formula, FormulaError, FormulaFault, Function, Notation, Operator,
    Source, exact,
};
pub use freshness::{DatedBy, Freshness};
pub use guide::{
    Actor, Combination, Field, FieldType, Given, Guide, GuidePlaces, HoldIf, Impact, Level, Phase,
    Precondition, Question, Step,
};
pub use history::{Change, Changed, FIRST_CONSENT, History, Past, Record};
pub use lists::{Axis, Feeds, Output, Outputs, Shown, Taxonomy};
pub use misread::{Misread, misread};
pub use picture::{Picture, PictureHost, host_of, is_own_picture};
pub use product::{
    Better, ComparePairs, Condition, Count, Edition, Fact, Feature, Group, Kind, Moment, Of,
    Product, Rung, RungKind, SetOption, SourceRecord, Status,
};
pub use prose::{
    BAR, BlockRequest, Clause, CompareRequest, Heading, Link, LooseClaim, LooseNumber, Piece,
    Prose, ProseText, RequestedGiven, Show, UpgradeRequest, converted,
};
pub use quantity::{Dimension, Quantity, Unit, Units};
pub use reading::plain_reading;
pub use seo::Seo;
pub use site::{Derive, Language, MenuItem, Organisation, PublishMode, Site, Written};
pub use text::Text;
pub use ticket::{TICKET_WORDS, TicketPart, joined_tickets, renamed_ticket, ticket_parts};
pub use unit_words::{in_languages, word as unit_word};
