//! One value or one date of a matrix changed, on behalf of a command: names to places, words to values, and the proof that
//! nothing else has changed. Nothing is written here; `cli` does that.

pub mod catalogue;
mod proof;
mod set;
mod verify;

pub use set::{Done as SetDone, Set, set};
pub use verify::{Done as VerifyDone, Verify, verify};

use catalogue as problem;
use jiff::civil::Date;

use crate::base::{Checked, Diagnostic, SourcePath};
use crate::model::{Catalog, Cell, Fact, Feature, Kind, Product, Value};
use crate::plan::named::Named;
use crate::syntax::day_mend;
use crate::syntax::edit::Refusal;

/// Files of a site by path, with their bytes.
pub type Files = [(SourcePath, Vec<u8>)];

/// A site whose files are to be changed.
pub struct Site<'s> {
    /// What it declares.
    pub catalog: &'s Catalog,
    /// The files of its matrices, and those that say how they are read.
    pub files: &'s Files,
    /// Reads such files: what matrices there are, and what is wrong with them.
    pub read: &'s dyn Fn(&Files) -> Checked<Catalog>,
}

/// A file that is to be changed.
#[derive(Clone, Debug)]
pub struct Rewritten {
    /// Which.
    pub path: SourcePath,
    /// What stands there now; it may not have changed meanwhile.
    pub old: Vec<u8>,
    /// What is to stand there.
    pub new: Vec<u8>,
}

/// Why nothing was changed.
#[derive(Debug)]
pub enum Stop {
    /// A matter of usage: a name, a layout.
    Usage(Box<Diagnostic>),
    /// What would be wrong with the files then, and the files.
    Content(Vec<Diagnostic>, Vec<(SourcePath, Vec<u8>)>),
}

impl From<Diagnostic> for Stop {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Usage(diagnostic.into())
    }
}

impl From<Box<Diagnostic>> for Stop {
    fn from(diagnostic: Box<Diagnostic>) -> Self {
        Self::Usage(diagnostic)
    }
}

/// A fact of an edition, by position.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct At {
    /// The product.
    pub product: usize,
    /// The feature, counted through all groups.
    pub feature: usize,
    /// Which of its facts.
    pub fact: usize,
    /// The edition.
    pub edition: usize,
}

impl At {
    /// The row, the fact and the cell.
    pub fn of<'p>(&self, product: &'p Product) -> Option<(&'p Feature, &'p Fact, &'p Cell)> {
        let feature = product.features().nth(self.feature)?;
        let fact = feature.facts.get(self.fact)?;
        Some((feature, fact, fact.cells.get(self.edition)?))
    }
}

/// A day as a command names it.
fn day(text: &str) -> Result<Date, Stop> {
    Ok(text.parse().map_err(|_| problem::bad_day(None, text, day_mend(text)))?)
}

/// The key under which a bare value would stand.
fn bare_key(fact: &Fact, cell: &Cell) -> &'static str {
    match (&cell.value, fact.kind) {
        (Value::Limit(_), _) => "limit",
        (Value::Set(_), _) => "set",
        (Value::Text, _) => "md",
        (_, Kind::Support) => "is",
        _ => "is",
    }
}

/// A place as commands name it.
fn target(product: &Product, named: &Named) -> String {
    let mut out = product.id.to_string();
    if let Some(feature) = named.feature.and_then(|at| product.features().nth(at)) {
        out.push_str(&format!("/{}", feature.id));
        let part = named.fact.and_then(|at| feature.facts.get(at)?.part.as_ref());
        out.extend(part.map(|(id, _)| format!(".{id}")));
    }
    out.extend(named.edition.map(|at| format!("/{}", product.editions[at].id)));
    for (at, literal) in named.when.iter().enumerate() {
        let not = if literal.negated { "not+" } else { "" };
        let start = if at == 0 { "?when=" } else { "," };
        out.push_str(&format!("{start}{not}{}", product.conditions[literal.condition].id));
    }
    out
}

/// What a refusal means to who asked.
fn refused(refusal: Refusal, target: &str, path: &SourcePath) -> Stop {
    match refusal {
        Refusal::Comment => problem::loses_comment(None, target, path).into(),
        Refusal::Missing | Refusal::Layout => problem::no_room(None, target, path).into(),
    }
}

/// The bytes of a file.
fn bytes<'f>(files: &'f Files, path: &SourcePath) -> Option<&'f Vec<u8>> {
    files.iter().find(|(known, _)| known == path).map(|(_, bytes)| bytes)
}
