//! The only readers of the site's files: a snapshot of what is there, and bytes on demand.
#![allow(clippy::disallowed_methods, reason = "this room is where the site is read")]

pub mod catalogue;
#[cfg(feature = "git")]
mod revision;
mod snapshot;
mod walk;

#[cfg(feature = "git")]
pub use revision::{Version, revision, versions};
pub use snapshot::{Input, Snapshot};
pub use walk::{ROOTS, input_name, snapshot};
