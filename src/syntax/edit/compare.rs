//! What differs between a file and its changed self.

use crate::base::SourcePath;
use crate::syntax::text;
use crate::syntax::yaml::{self, Data, Node};

/// Where two files differ: keys and positions from the root on.
pub type Change = Vec<String>;

/// Every place in which the second file says something else than the first, however it is laid out;
/// `None` where one of them cannot be read.
pub fn changed(path: &SourcePath, old: &[u8], new: &[u8]) -> Option<Vec<Change>> {
    let (old, new) = (text::decode(old, path).ok()?, text::decode(new, path).ok()?);
    let mut out = Vec::new();
    let was = yaml::parse(old.text, 0, yaml::MAX_DEPTH, path, &mut Vec::new())?;
    let is = yaml::parse(new.text, 0, yaml::MAX_DEPTH, path, &mut Vec::new())?;
    differ(&was, &is, &mut Vec::new(), &mut out);
    Some(out)
}

fn differ(was: &Node<'_>, is: &Node<'_>, at: &mut Change, out: &mut Vec<Change>) {
    let inner = |name: String, was: &Node<'_>, is: &Node<'_>, at: &mut Change, out: &mut _| {
        at.push(name);
        differ(was, is, at, out);
        at.pop();
    };
    match (&was.data, &is.data) {
        (Data::Scalar { text: a, .. }, Data::Scalar { text: b, .. }) if a == b => {}
        (Data::List(a), Data::List(b)) if a.len() == b.len() => {
            for (position, (a, b)) in a.iter().zip(b).enumerate() {
                inner(position.to_string(), a, b, at, out);
            }
        }
        (Data::Map(a), Data::Map(b)) => {
            for (key, value) in a {
                match is.get(&key.text) {
                    Some(other) => inner(key.text.clone().into_owned(), value, other, at, out),
                    None => out.push([at.as_slice(), &[key.text.clone().into_owned()]].concat()),
                }
            }
            let came = b.iter().filter(|(key, _)| was.get(&key.text).is_none());
            out.extend(came.map(|(key, _)| [at.as_slice(), &[key.text.to_string()]].concat()));
        }
        _ => out.push(at.clone()),
    }
}

/// Whether every comment of a text stands in the other, in the same order.
pub fn comments_survive(path: &SourcePath, old: &str, new: &str) -> bool {
    let Some(kept) = comments(path, new) else { return false };
    let mut rest = kept.into_iter();
    let old = comments(path, old).unwrap_or_default();
    old.into_iter().all(|comment| rest.any(|kept| kept == comment))
}

/// The comments of a text: what follows a sign for one between its words.
fn comments<'t>(path: &SourcePath, text: &'t str) -> Option<Vec<&'t str>> {
    let root = yaml::parse(text, 0, yaml::MAX_DEPTH, path, &mut Vec::new())?;
    let mut words = Vec::new();
    scalars(&root, &mut words);
    words.sort_unstable();
    let mut all = Vec::new();
    let mut done = 0;
    for (start, end) in words.into_iter().chain([(text.len(), text.len())]) {
        if let Some(gap) = text.get(done..start) {
            let lines =
                gap.lines().filter_map(|line| line.find('#').map(|at| line[at..].trim_end()));
            all.extend(lines);
        }
        done = done.max(end);
    }
    Some(all)
}

/// Where the words of a tree stand.
fn scalars(node: &Node<'_>, out: &mut Vec<(usize, usize)>) {
    let mut push = |at: crate::base::Range| out.push((at.start as usize, at.end as usize));
    match &node.data {
        Data::Scalar { .. } => push(node.at),
        Data::List(items) => items.iter().for_each(|item| scalars(item, out)),
        Data::Map(entries) => {
            for (key, value) in entries {
                out.push((key.at.start as usize, key.at.end as usize));
                scalars(value, out);
            }
        }
    }
}
