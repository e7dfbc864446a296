//! New sites and new files: what stands in them, before anything is on the disk.
//!
//! The starter and the archetypes are embedded; `cli` reads a site's own archetypes and writes.

mod address;
mod archetype;
pub mod catalogue;
mod files;
mod name;
mod product;
mod record;
mod schema;
mod starter;

pub use archetype::{Archetype, KINDS};
pub use files::{article, page};
pub use product::{feature, product, upgrade};
pub use record::{Last, Now, Recorded, record, retold};
pub use schema::{FILES as SCHEMAS, MARK as SCHEMA_MARK};
pub use starter::FILES as STARTER;

use crate::base::{Diagnostic, SourcePath};
use crate::model::Catalog;

/// What the files of a site are made from.
pub struct Ground<'g> {
    /// The site as it is.
    pub catalog: &'g Catalog,
    /// The day in the site's zone.
    pub moment: jiff::Zoned,
    /// What the new file is made from.
    pub archetype: Archetype,
    /// The address that was asked for; else one is suggested.
    pub slug: Option<String>,
    /// The title that was asked for; else the name is one.
    pub title: Option<String>,
}

/// A file that is to be written.
#[derive(Debug)]
pub struct Made {
    /// Where, from the site's folder.
    pub path: SourcePath,
    /// What is to stand there.
    pub text: String,
    /// What stands there now, for a file that is added to; it may not have changed meanwhile.
    pub instead_of: Option<Vec<u8>>,
    /// The address that was made from the title, for the editor to look at.
    pub suggested: Option<String>,
    /// Other paths that may not exist either: they would have the same address.
    pub unless: Vec<String>,
}

/// A file, or why there is none.
pub type Result<T> = std::result::Result<T, Box<Diagnostic>>;
