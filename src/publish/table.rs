//! Rows sorted by path, all their paths in one piece of text: 12,500 of them load as two blocks.

use std::cmp::Ordering;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A sorted list of paths, each with a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Table<T> {
    text: String,
    /// Where each path ends in `text`, and its value.
    rows: Vec<(u32, T)>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { text: String::new(), rows: Vec::new() }
    }
}

impl<T> Table<T> {
    /// Adds a row behind all others.
    pub fn push(&mut self, path: &str, value: T) {
        debug_assert!(
            self.is_empty() || self.path(self.len() - 1) < path,
            "rows come sorted: {path}"
        );
        self.text.push_str(path);
        let end = u32::try_from(self.text.len()).expect("the paths of a site are less than 4 GiB");
        self.rows.push((end, value));
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The path of a row.
    pub fn path(&self, row: usize) -> &str {
        &self.text[self.begin(row)..self.rows[row].0 as usize]
    }

    fn begin(&self, row: usize) -> usize {
        row.checked_sub(1).map_or(0, |before| self.rows[before].0 as usize)
    }

    /// The value of a row.
    pub fn value(&self, row: usize) -> &T {
        &self.rows[row].1
    }

    /// The row of a path.
    pub fn find(&self, path: &str) -> Option<usize> {
        let row = self.partition(|other| other < path);
        (row < self.len() && self.path(row) == path).then_some(row)
    }

    /// The value at a path.
    pub fn get(&self, path: &str) -> Option<&T> {
        self.find(path).map(|row| self.value(row))
    }

    /// Whether a path is listed.
    pub fn has(&self, path: &str) -> bool {
        self.find(path).is_some()
    }

    /// The rows below a folder, without the folder itself.
    pub fn below(&self, folder: &str) -> Range<usize> {
        if folder.is_empty() {
            return usize::from(self.has(""))..self.len();
        }
        let folder = format!("{folder}/");
        let start = self.partition(|other| other < folder.as_str());
        start..self.partition(|other| other < folder.as_str() || other.starts_with(&folder))
    }

    /// The first row for which `before` no longer holds.
    fn partition(&self, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if before(self.path(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// All rows in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.rows.iter().scan(0, |begin, (end, value)| {
            let path = &self.text[*begin..*end as usize];
            *begin = *end as usize;
            Some((path, value))
        })
    }

    /// All paths in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(path, _)| path)
    }

    /// All values, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.rows.iter_mut().map(|(_, value)| value)
    }

    /// Whether a table that was read from a file can be trusted not to panic and not to lead out
    /// of its tree: ends on character boundaries, paths sorted and safe.
    pub fn sound(&self) -> bool {
        let whole = self.rows.last().map_or(0, |(end, _)| *end as usize) == self.text.len();
        // Nearly always no name starts with a dot, and one look at the whole text proves it.
        let odd = |pair: &[u8]| pair[0] == b'/' && matches!(pair[1], b'/' | b'.' | 0);
        let plain = !cfg!(windows)
            && !self.text.as_bytes().windows(2).fold(false, |any, pair| any | odd(pair))
            && !self.text.contains('\0');
        let fine = |path: &str| {
            let edges = !path.starts_with(['/', '.']) && !path.ends_with('/');
            (plain && edges) || path.is_empty() || safe(path.trim_end_matches('/'))
        };
        let (mut begin, mut before) = (0, None);
        whole
            && self.rows.iter().all(|(end, _)| {
                let Some(path) = self.text.get(begin..*end as usize) else { return false };
                begin = *end as usize;
                before.replace(path).is_none_or(|before| before < path) && fine(path)
            })
    }
}

impl<'a, T> FromIterator<(&'a str, T)> for Table<T> {
    fn from_iter<I: IntoIterator<Item = (&'a str, T)>>(rows: I) -> Self {
        let mut table = Self::default();
        rows.into_iter().for_each(|(path, value)| table.push(path, value));
        table
    }
}

/// A path of two lists, with the value that each has for it.
pub(super) type Both<'a, A, B> = (&'a str, Option<&'a A>, Option<&'a B>);

/// Walks two sorted lists side by side.
pub(super) fn join<'a, A: 'a, B: 'a>(
    left: impl Iterator<Item = (&'a str, &'a A)>,
    right: impl Iterator<Item = (&'a str, &'a B)>,
) -> impl Iterator<Item = Both<'a, A, B>> {
    let (mut left, mut right) = (left.peekable(), right.peekable());
    std::iter::from_fn(move || {
        let order = match (left.peek(), right.peek()) {
            (None, None) => return None,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some((a, _)), Some((b, _))) => a.cmp(b),
        };
        let a = order.is_le().then(|| left.next()).flatten();
        let b = order.is_ge().then(|| right.next()).flatten();
        let path = a.map(|(path, _)| path).or(b.map(|(path, _)| path))?;
        Some((path, a.map(|(_, value)| value), b.map(|(_, value)| value)))
    })
}

/// The folder that holds a path; empty at the top.
pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path and all folders above it, the top included.
pub(super) fn above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| (!path.is_empty()).then(|| parent(path)))
}

/// Whether a relative path stays inside its tree on every system.
pub(super) fn safe(path: &str) -> bool {
    let bad = |c: char| c == '\0' || (cfg!(windows) && matches!(c, '\\' | ':'));
    !path.contains(bad) && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// All folders that some sorted paths lie in, the top included.
pub(super) fn folders<'a>(paths: impl Iterator<Item = &'a str>) -> Table<()> {
    let (mut all, mut last) = (vec![""], "");
    for path in paths {
        let mut folder = parent(path);
        let own = folder;
        // What lies in one folder stands together, so a folder is new unless the last path was in it.
        while !folder.is_empty() && !inside(last, folder) {
            all.push(folder);
            folder = parent(folder);
        }
        last = own;
    }
    // `a-b/` comes before `a/`, but `a` before `a-b`.
    all.sort();
    all.dedup();
    all.into_iter().map(|folder| (folder, ())).collect()
}

/// Whether a path is a folder or lies in it.
fn inside(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
