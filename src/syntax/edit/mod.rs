//! One value of a matrix changed in its file, and every other byte left alone: comments, layout, quotes,
//! line breaks, a byte-order mark.
//!
//! What comes out is read again before anybody gets it: nothing but what was asked for may have changed.

mod cell;
mod compare;
mod dates;
mod patch;

pub use compare::{Change, changed};
pub use dates::{Dated, verify};
pub use patch::Put;

use jiff::civil::Date;

use super::text;
use super::yaml::{self, Data, Node};
use crate::base::SourcePath;

/// Why a file cannot be changed in that place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The file cannot be read, or has no such place.
    Missing,
    /// It is written in a way that leaves no room for it.
    Layout,
    /// A comment would be lost.
    Comment,
}

/// A cell of a row, as its file names it.
#[derive(Clone, Debug)]
pub struct CellName<'a> {
    /// The feature's id.
    pub feature: &'a str,
    /// The part's, of a row that has parts.
    pub part: Option<&'a str>,
    /// All parts of the row.
    pub parts: &'a [&'a str],
    /// The edition's.
    pub edition: &'a str,
    /// The edition whose cell holds where the row has none for this one.
    pub like: &'a str,
    /// Which of its cases, if one is meant.
    pub case: Option<usize>,
    /// The key that a value would stand under that now stands there bare.
    pub bare: &'static str,
}

/// What is to stand in a cell or in a case.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NewCell {
    /// The key of the value, and the value.
    pub value: Option<(&'static str, Option<Put>)>,
    /// Keys beside it.
    pub beside: Vec<(&'static str, Put)>,
}

/// A file's text with the cell changed.
///
/// # Errors
/// Why it cannot be.
pub fn set(
    path: &SourcePath,
    bytes: &[u8],
    name: &CellName<'_>,
    new: &NewCell,
) -> Result<Vec<u8>, Refusal> {
    // A cell that is inherited gets an entry of its own first, which is then changed as any other.
    let own = rewrite(path, bytes, |text, root| cell::own(text, root, name))?;
    let done = rewrite(path, &own, |text, root| cell::set(text, root, name, new))?;
    let decoded = text::decode(&done, path).map_err(|_| Refusal::Layout)?;
    let root = yaml::parse(decoded.text, 0, yaml::MAX_DEPTH, path, &mut Vec::new());
    let said = root.is_some_and(|root| cell::says(&root, name, new));
    said.then_some(done).ok_or(Refusal::Layout)
}

/// Exchanges stretches of a file, and looks whether its comments have survived.
fn rewrite(
    path: &SourcePath,
    bytes: &[u8],
    patch: impl FnOnce(&str, &Node<'_>) -> Result<String, Refusal>,
) -> Result<Vec<u8>, Refusal> {
    let decoded = text::decode(bytes, path).map_err(|_| Refusal::Missing)?;
    let root = yaml::parse(decoded.text, 0, yaml::MAX_DEPTH, path, &mut Vec::new());
    let new = patch(decoded.text, &root.ok_or(Refusal::Missing)?)?;
    if !compare::comments_survive(path, decoded.text, &new) {
        return Err(Refusal::Comment);
    }
    let mut out = bytes[..decoded.shift].to_vec();
    out.extend_from_slice(new.as_bytes());
    Ok(out)
}

/// The features of a file, whatever groups they stand in.
fn features<'n, 's>(root: &'n Node<'s>) -> Vec<&'n Node<'s>> {
    let list = |node: Option<&'n Node<'s>>| -> &'n [Node<'s>] {
        match node.map(|node| &node.data) {
            Some(Data::List(items)) => items,
            _ => &[],
        }
    };
    let groups = list(root.get("groups"));
    groups.iter().flat_map(|group| list(group.get("features"))).collect()
}

fn feature<'n, 's>(root: &'n Node<'s>, id: &str) -> Result<&'n Node<'s>, Refusal> {
    let is_it = |node: &&&Node<'_>| node.get("id").and_then(Node::scalar) == Some(id);
    features(root).iter().find(is_it).copied().ok_or(Refusal::Missing)
}

/// The day that a node says, if it says one.
fn day(node: &Node<'_>) -> Option<Date> {
    node.scalar().and_then(super::words::day)
}
