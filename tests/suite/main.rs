//! The integration tests: sites in, sites and messages out. `tests/README.md` says how to add a case.
#![allow(clippy::disallowed_methods, reason = "tests make sites and read what came out")]

mod architecture;
mod changing;
mod consent;
mod crossing;
mod determinism;
mod exporting;
mod footnotes;
mod fuzzed;
mod guides;
mod history;
mod incremental;
mod languages;
mod making;
mod meaning;
mod messages;
mod news;
mod publishing;
mod readers;
mod real_site;
mod seed;
#[cfg(feature = "serve")]
mod serve;
mod sheets;
mod support;
mod theme;
mod truth;
mod upgrades;
mod variants;
