//! What editors are told: every fault once, at its place, in words that help; and the old site stands.

mod carets;
mod cascade;
mod cases;
mod diff;
mod docs;
mod expect;
mod garbage;
mod made;
mod markdown;
mod registry;
mod rules;
