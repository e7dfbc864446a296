//! The order in which files are read is not the order in which they mean something.

use std::fs;
use std::path::Path;

use crosswalk::base::{self, SourcePath};
use crosswalk::syntax::{self, Document, FileKind};
use proptest::prelude::*;

use super::resolved;
use crate::support::{Site, sites};

/// The documents of a site, and the files that are none.
fn documents(site: &Site) -> (Vec<Document>, Vec<SourcePath>) {
    let (mut documents, mut unread) = (Vec::new(), Vec::new());
    let mut folders = vec![site.root()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
        for path in entries.map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = below(&path, &site.root());
            if !FileKind::of(&source).is_document() {
                continue;
            }
            match syntax::parse(&source, &fs::read(&path).expect("a file")).value.0 {
                Some(document) => documents.push(document),
                None => unread.push(source),
            }
        }
    }
    (documents, unread)
}

fn below(path: &Path, root: &Path) -> SourcePath {
    let path = path.strip_prefix(root).expect("below the root").to_string_lossy();
    SourcePath::new(path.replace('\\', "/"))
}

/// Everything that resolving says, in the order of printing.
fn said(documents: Vec<Document>, unread: Vec<SourcePath>) -> (String, Vec<base::Diagnostic>) {
    let (catalog, mut diagnostics) = resolved(documents, unread);
    base::sort(&mut diagnostics);
    (format!("{catalog:#?}"), diagnostics)
}

/// A site of `tests/sites`, faults and all: the base, with the case's files over it.
fn any_site() -> impl Strategy<Value = String> {
    let entries = fs::read_dir(sites()).expect("tests/sites");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names.filter_map(|name| name.into_string().ok()).collect();
    names.sort();
    prop::sample::select(names)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_files_does_not_matter(
        name in any_site(),
        orders in prop::collection::vec(any::<prop::sample::Index>(), 40),
    ) {
        let site = Site::base();
        let over = sites().join(&name).join("site");
        if over.is_dir() {
            site.overlay(&over);
        }
        let (documents, mut unread) = documents(&site);
        unread.sort();
        let mut shuffled = documents.clone();
        for (at, order) in orders.iter().enumerate().take(documents.len()) {
            shuffled.swap(at, order.index(documents.len()));
        }
        prop_assert_eq!(said(documents, unread.clone()), said(shuffled, unread), "{}", name);
    }
}
