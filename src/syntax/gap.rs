//! Where something can be added to a file without touching the rest of it.

use super::text;
use super::yaml::{self, Data, Node};
use crate::base::SourcePath;

/// Room for one more item of a list in block style.
#[derive(Debug)]
pub struct Gap {
    /// The offset, at the beginning of a line or the end of the file.
    pub at: usize,
    /// How many spaces stand before the dash of the other items.
    pub indent: usize,
    /// Whether an empty line stands between the other items.
    pub apart: bool,
}

/// Room behind the last feature of a group; `None` if the file has no such group, or writes its features
/// in brackets.
pub fn gap(path: &SourcePath, bytes: &[u8], group: &str) -> Option<Gap> {
    let decoded = text::decode(bytes, path).ok()?;
    let node = yaml::parse(decoded.text, 0, yaml::MAX_DEPTH, path, &mut Vec::new())?;
    let features = features(&node, group)?;
    let Data::List(items) = &features.data else { return None };
    let text = decoded.text;
    let last = items.last()?;
    let (start, indent) = dash(text, last)?;
    let end = text[..features.at.end as usize].trim_end().len().max(last.at.start as usize);
    let at = text[end..].find('\n').map_or(text.len(), |n| end + n + 1);
    let above = items.len().checked_sub(2).map(|n| items[n].at.end as usize);
    let apart = above.is_some_and(|above| {
        let between = &text[above.min(start)..start];
        between.lines().skip(1).any(|line| line.trim().is_empty())
    });
    Some(Gap { at: at + decoded.shift, indent, apart })
}

/// Whether a group of the file has a feature, and nothing is wrong with the file as YAML.
pub fn has_feature(path: &SourcePath, bytes: &[u8], group: &str, feature: &str) -> bool {
    let Ok(decoded) = text::decode(bytes, path) else { return false };
    let mut out = Vec::new();
    let node = yaml::parse(decoded.text, 0, yaml::MAX_DEPTH, path, &mut out);
    let found = node.as_ref().and_then(|node| features(node, group));
    let Some(Node { data: Data::List(items), .. }) = found else { return false };
    let last = items.last().and_then(|item| item.get("id")).and_then(Node::scalar);
    last == Some(feature) && !out.iter().any(crate::base::Diagnostic::is_error)
}

fn features<'n, 's>(node: &'n Node<'s>, group: &str) -> Option<&'n Node<'s>> {
    let Data::List(groups) = &node.get("groups")?.data else { return None };
    let is_it = |node: &&Node<'_>| node.get("id").and_then(Node::scalar) == Some(group);
    groups.iter().find(is_it)?.get("features")
}

/// Where the line of an item's dash begins, and the spaces before the dash; `None` if anything else stands there.
fn dash(text: &str, item: &Node<'_>) -> Option<(usize, usize)> {
    let before = text.get(..item.at.start as usize)?;
    let dash = before.rfind('-').filter(|at| before[at + 1..].trim().is_empty())?;
    let line = before[..dash].rfind('\n').map_or(0, |n| n + 1);
    before[line..dash].chars().all(|c| c == ' ').then_some((line, dash - line))
}
