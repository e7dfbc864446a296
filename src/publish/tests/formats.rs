//! The tables and the files that keep them.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::manifest::{Folder, Manifest, Record};
use super::super::table::{Table, folders, join, safe};
use super::*;

fn table(paths: &[&str]) -> Table<()> {
    paths.iter().map(|path| (*path, ())).collect()
}

#[test]
fn tables_find_and_range() {
    let all = table(&["", "a", "a-b", "a-b/c", "a/b", "a/b/c", "a0"]);
    assert_eq!(all.find("a/b"), Some(4));
    assert_eq!(all.find("a/c"), None);
    let below = |folder| all.below(folder).map(|row| all.path(row)).collect::<Vec<_>>();
    assert_eq!(below("a"), ["a/b", "a/b/c"]);
    assert_eq!(below("a/b/c"), Vec::<&str>::new());
    assert_eq!(below("").len(), 6);
}

#[test]
fn unsafe_paths_are_known() {
    assert!(["a", "a/b", ".well-known/x", "a..b", "..."].into_iter().all(safe));
    let bad = ["", "/", "a/", "/a", "a//b", ".", "..", "a/./b", "a/..", "../a", "a\0"];
    assert!(!bad.into_iter().any(safe));
    for path in bad.into_iter().filter(|path| !path.is_empty() && *path != "a/") {
        assert!(!table(&[path]).sound(), "{path:?}");
        assert!(!table(&["x", &format!("y/{path}/z")]).sound() || path == "a", "{path:?}");
    }
    assert!(table(&["", ".a", "a/.b", "a/b"]).sound());
}

fn paths() -> impl Strategy<Value = BTreeSet<String>> {
    prop::collection::btree_set("[a-c.é-]{1,3}(/[a-c-]{1,2}){0,3}", 0..40)
}

proptest! {
    #[test]
    fn folders_are_all_ancestors(all in paths()) {
        let mut expected = BTreeSet::from([""]);
        for path in &all {
            expected.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
        }
        let found = folders(all.iter().map(String::as_str));
        prop_assert_eq!(found.paths().collect::<Vec<_>>(), expected.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn joins_are_unions(a in paths(), b in paths()) {
        let of = |set: &BTreeSet<String>| set.iter().map(|p| (p.as_str(), ())).collect::<Table<_>>();
        let (left, right) = (of(&a), of(&b));
        let joined: Vec<_> = join(left.iter(), right.iter()).collect();
        prop_assert_eq!(joined.len(), a.union(&b).count());
        for (path, x, y) in joined {
            prop_assert_eq!((x.is_some(), y.is_some()), (a.contains(path), b.contains(path)));
        }
    }

    #[test]
    fn manifests_come_back_or_are_refused(all in paths(), at in any::<prop::sample::Index>(), bit in 0..8u8) {
        let record = |path: &str| Record { hash: Hash::of(path.as_bytes()), len: path.len() as u64 };
        let rows = all.iter().filter(|path| safe(path));
        let files: Table<_> = rows.map(|path| (path.as_str(), record(path))).collect();
        let folder = Folder { mtime: -5, ours: false };
        let folders = folders(files.paths()).paths().map(|path| (path, folder)).collect();
        let manifest = Manifest { files, folders, foreign: table(&["f", "g/"]), durable: false };
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("m");
        manifest.save(&OsDisk, &path).unwrap();
        let again = Manifest::load(&path);
        prop_assert_eq!(again.as_ref(), Some(&manifest));
        prop_assert_eq!(Manifest::peek(&path), Some(manifest.id()));
        let outline = Manifest::outline(&path).unwrap();
        prop_assert_eq!((outline.0, &outline.1), (manifest.id(), &manifest.folders));
        let mut bytes = fs::read(&path).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        fs::write(&path, bytes).unwrap();
        prop_assert_eq!(Manifest::load(&path), None);
    }
}
