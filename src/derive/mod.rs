//! Pure facts about what the catalogue holds: how editions differ, and which articles belong together.
//!
//! Nothing here reads, writes or words anything; the same catalogue always gives the same facts.
//! *Difference* always means from one edition to another, and is derived, never stored; *change* means over time.

mod amounts;
mod cases;
mod cells;
mod changes;
mod comparison;
mod consent;
mod crossing;
mod difference;
mod ladder;
mod likeness;
mod names;
mod paths;
mod related;
mod stamp;
mod statement;
mod under;

#[cfg(test)]
mod tests;

pub use cases::{Choice, Outcome, ReaderCase, RowCases, row_cases};
pub use cells::{FactDifference, compare_cells};
pub use changes::{Beside, CellAt, CellChange, Changes, EvidenceChange, changes};
pub use comparison::{Comparison, FeatureDifference, compare, compare_features, groups, pairs};
pub use consent::{Consent, ConsentForm, SHORT_CONSENT, consent, consent_in};
pub use crossing::{Ahead, Crossover, Lead};
pub use difference::{Difference, VerdictGroup};
pub use ladder::{BrokenLadder, broken_ladders};
pub use likeness::{Likeness, likenesses};
pub use names::{Aspect, NameChange, Reads, name_changes};
pub use paths::{Hop, Met, Way, cycles, joins, met, ways};
pub use related::{RelatedItem, related};
pub use stamp::{change_id, event_id};
pub use statement::is_turned;
pub use under::{Reading, keeps_instead, reading, under};
