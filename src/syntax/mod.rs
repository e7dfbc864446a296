//! Text to located documents: what was written, file by file, before anything is connected.

mod article;
mod block;
pub mod catalogue;
mod cell;
mod cjk;
mod date;
mod document;
pub mod edit;
mod feature;
mod fields;
mod front;
mod gap;
mod growing;
mod guide;
mod highlight;
mod id;
mod keys;
pub mod limits;
pub mod line;
mod listed;
mod lists;
mod markdown;
mod mend;
mod picture;
mod places;
mod product;
mod record;
mod secrets;
mod seo;
mod settings;
mod slip;
mod stray;
mod text;
mod ticket;
mod token;
mod unit;
mod words;
pub mod write;
mod yaml;

pub use article::{ArticleDoc, summary};
pub use cell::{CaseDoc, CellDoc, EvidenceDoc, FormulaDoc, WrittenValue};
pub use date::day_mend;
pub use document::{
    Document, FileKind, Parsed, body_of, parse, parse_within, prose_of, yaml_problems,
};
pub use feature::{FeatureDoc, GroupDoc, PartDoc, TypeDoc};
pub use fields::{BlockNames, Within};
pub use gap::{Gap, gap, has_feature};
pub use guide::{CollectDoc, GuideDoc, ImpactDoc, PreconditionDoc, StepDoc};
pub use id::{broken_rule, is_id, is_reserved, suggested_id};
pub use lists::{FeedsDoc, TaxonomyDoc};
pub use markdown::catalogue as markdown_catalogue;
pub use markdown::{Body, clauses};
pub use picture::{HEAD as PICTURE_HEAD, is_picture, read as picture};
pub use places::Places;
pub use product::{CompareDoc, ConditionDoc, EditionDoc, PairDoc, ProductDoc, SourceDoc};
pub use record::{
    ChangeDoc, Matrix, RECORDED, RecordDoc, RecordedDoc, Step, Tree, record_text, recorded_text,
};
pub use settings::{DeriveDoc, LanguageDoc, SettingsDoc};
pub use slip::quoted;
pub use text::{decode, turns};
pub use ticket::TicketDoc;
pub use unit::UnitDoc;
pub use words::{ProseWords, When, Words, lone};
