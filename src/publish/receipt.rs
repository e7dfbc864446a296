//! What a publication did.

use serde::{Deserialize, Serialize};

use crate::base::{Bilingual, Hash};

/// The identity of what visitors see: equal identities, equal files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LiveId {
    /// The output's inode (where there are none: when it was made).
    pub(super) tree: u64,
    /// Fingerprint of all paths and contents.
    pub(super) files: Hash,
}

/// How the new site took the old one's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// It did not have to: nothing changed, and nothing was written.
    Nothing,
    /// There was none.
    First,
    /// In one step.
    Exchanged,
    /// File by file, each of them whole, from a journal that the next run would have completed.
    Journal {
        /// Why not in one step.
        reason: Bilingual,
    },
}

/// What a publication did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// What visitors see now.
    pub live: LiveId,
    /// How it got there.
    pub how: How,
    /// How many files the site has.
    pub files: usize,
    /// The bytes of all of them.
    pub bytes: u64,
    /// How many files are new or have new contents.
    pub written: usize,
    /// The bytes of those.
    pub written_bytes: u64,
    /// How many files are gone.
    pub deleted: usize,
    /// What lies in the output and is not ours, sorted; it was left alone. Folders end in `/` if
    /// they were not looked into.
    pub foreign: Vec<String>,
    /// The paths that were written or deleted, sorted.
    pub changed: Vec<String>,
}
