//! What a publication does when all goes well.

use super::*;

const FIRST: &[(&str, &str)] = &[
    ("index.html", "home"),
    ("news/one/index.html", "one"),
    ("news/two/index.html", "two"),
    ("style.css", "css"),
];
const SECOND: &[(&str, &str)] = &[
    ("index.html", "home, newer"),
    ("news/one/index.html", "one"),
    ("news/three/index.html", "three"),
    ("style.css", "css"),
];

#[test]
fn first_publication() {
    let place = Place::new();
    let publisher = place.open().unwrap();
    assert_eq!(publisher.live_id(), None);
    assert_eq!(publisher.live_hash("index.html"), None);
    assert!(!publisher.keep("index.html"));
    put_all(&publisher, &files(FIRST)).unwrap();
    assert!(!place.output().exists(), "nothing is visible before the end");
    let receipt = publisher.commit().unwrap();
    assert_eq!(receipt.how, How::First);
    assert_eq!((receipt.files, receipt.written, receipt.deleted), (4, 4, 0));
    assert_eq!((receipt.bytes, receipt.written_bytes), (13, 13));
    assert_eq!(receipt.changed, files(FIRST).into_keys().collect::<Vec<_>>());
    assert!(receipt.foreign.is_empty());
    assert_eq!(tree(place.output()), files(FIRST));
    assert_eq!(peek(place.output()), Some(receipt.live));
    assert_sound(&place);
}

#[test]
fn second_publication() {
    let place = Place::published(FIRST);
    let receipt = place.publish(&files(SECOND)).unwrap();
    assert_eq!(receipt.how, How::Exchanged);
    assert_eq!((receipt.files, receipt.written, receipt.deleted), (4, 2, 1));
    let changed = ["index.html", "news/three/index.html", "news/two/index.html"];
    assert_eq!(receipt.changed, changed);
    assert_eq!(tree(place.output()), files(SECOND));
    assert_eq!(empty_folders(place.output()), Vec::<String>::new());
    assert_sound(&place);
}

#[test]
fn third_and_fourth_reuse_the_spare_tree() {
    let place = Place::published(FIRST);
    for round in [SECOND, FIRST, SECOND, &[], FIRST, FIRST, SECOND] {
        place.publish(&files(round)).unwrap();
        assert_eq!(tree(place.output()), files(round));
        assert_eq!(empty_folders(place.output()), Vec::<String>::new());
        assert_sound(&place);
    }
}

#[cfg(unix)]
#[test]
fn untouched_files_keep_inode_and_time() {
    let place = Place::published(FIRST);
    let before = stamps(place.output());
    for round in [SECOND, FIRST, SECOND] {
        place.publish(&files(round)).unwrap();
        let after = stamps(place.output());
        for path in ["news/one/index.html", "style.css"] {
            assert_eq!(before[path], after[path], "{path}");
        }
    }
}

#[cfg(unix)]
#[test]
fn nothing_changed_writes_nothing() {
    for keep in [true, false] {
        let place = Place::published(FIRST);
        place.publish(&files(SECOND)).unwrap();
        let (before, control) = (stamps(place.output()), stamps(&place.control()));
        let publisher = place.open().unwrap();
        let id = publisher.live_id().unwrap();
        for (path, text) in files(SECOND) {
            assert_eq!(publisher.live_hash(&path), Some(Hash::of(text.as_bytes())));
            if keep {
                assert!(publisher.keep(&path));
            } else {
                put(&publisher, &path, &text).unwrap();
            }
        }
        let receipt = publisher.commit().unwrap();
        assert_eq!((receipt.how, receipt.live), (How::Nothing, id));
        assert_eq!((receipt.files, receipt.written, receipt.deleted), (4, 0, 0));
        assert_eq!(receipt.bytes, SECOND.iter().map(|(_, text)| text.len() as u64).sum::<u64>());
        assert_eq!(stamps(place.output()), before);
        let mut after = stamps(&place.control());
        after.insert("lock".to_owned(), control["lock"]);
        assert_eq!(after, control);
    }
}

#[test]
fn what_is_neither_kept_nor_put_goes() {
    let place = Place::published(FIRST);
    let publisher = place.open().unwrap();
    assert!(publisher.keep("style.css"));
    assert!(publisher.keep("style.css"), "keeping twice is no mistake");
    assert!(!publisher.keep("nowhere.html"));
    let receipt = publisher.commit().unwrap();
    assert_eq!((receipt.written, receipt.deleted), (0, 3));
    assert_eq!(tree(place.output()), files(&[("style.css", "css")]));
    assert_eq!(empty_folders(place.output()), Vec::<String>::new());
}

#[test]
fn a_file_becomes_a_folder_and_back() {
    let flat = &[("a", "1"), ("b", "2"), ("d/e/f", "3"), ("d/e/g", "4")];
    let deep = &[("a/x", "1"), ("a/y/z", "2"), ("b", "2"), ("d/e", "5")];
    for mode in [Mode::Exchange, Mode::Journal] {
        let mut place = Place::published(flat);
        place.options.mode = mode;
        for round in [deep, flat, deep, deep, flat] {
            place.publish(&files(round)).unwrap();
            assert_eq!(tree(place.output()), files(round));
            assert_eq!(empty_folders(place.output()), Vec::<String>::new());
            assert_sound(&place);
        }
    }
}

#[test]
fn many_threads_put_at_once() {
    use rayon::prelude::*;
    let place = Place::published(&[("x", "a file that becomes a folder"), ("old/y", "goes")]);
    let site: Files =
        (0..2000).map(|i| (format!("x/{}/{}/p{i}", i % 7, i % 50), format!("page {i}"))).collect();
    let publisher = place.open().unwrap();
    site.par_iter().try_for_each(|(path, text)| put(&publisher, path, text)).unwrap();
    publisher.commit().unwrap();
    assert_eq!(tree(place.output()), site);
    assert_sound(&place);
}

#[test]
fn abandoned_work_is_not_lost() {
    let place = Place::published(FIRST);
    let publisher = place.open().unwrap();
    put_all(&publisher, &files(SECOND)).unwrap();
    publisher.abandon().unwrap();
    assert_eq!(tree(place.output()), files(FIRST));
    assert_sound(&place);
    let disk = Arc::new(failing::FailingDisk::new(failing::Plan::default()));
    place.publish_on(disk.clone(), &files(SECOND)).unwrap();
    assert_eq!(tree(place.output()), files(SECOND));
    let writes = disk.done().into_iter().filter(|op| *op == failing::Op::WriteNew).count();
    assert_eq!(writes, 1, "only the manifest: the pages lie in the spare tree");
    assert_sound(&place);
}

#[test]
fn dropped_without_an_end_the_old_site_stands() {
    let place = Place::published(FIRST);
    put_all(&place.open().unwrap(), &files(SECOND)).unwrap();
    assert_eq!(tree(place.output()), files(FIRST));
    place.publish(&files(SECOND)).unwrap();
    assert_eq!(tree(place.output()), files(SECOND));
    assert_sound(&place);
}

#[cfg(unix)]
#[test]
fn an_interrupted_spare_tree_keeps_what_it_shares() {
    let place = Place::published(FIRST);
    place.publish(&files(SECOND)).unwrap();
    put(&place.open().unwrap(), "half", "done").unwrap();
    assert!(place.control().join("spare/half").exists());
    let disk = Arc::new(failing::FailingDisk::new(failing::Plan::default()));
    let mut third = files(SECOND);
    third.insert("index.html".to_owned(), "newest".to_owned());
    place.publish_on(disk.clone(), &third).unwrap();
    assert_eq!(tree(place.output()), third);
    let links = disk.done().into_iter().filter(|op| *op == failing::Op::HardLink).count();
    assert_eq!(links, 1, "only the page of the last change is linked again");
    assert_sound(&place);
}

#[cfg(unix)]
#[test]
fn an_output_behind_a_link_is_exchanged_where_it_lies() {
    let mut place = Place::new();
    let real = place.folder.path().join("www");
    std::os::unix::fs::symlink("../www", place.output()).unwrap();
    place.publish(&files(FIRST)).unwrap();
    place.publish(&files(SECOND)).unwrap();
    assert!(place.output().is_symlink());
    assert_eq!(tree(&real), files(SECOND));
    assert!(place.folder.path().join(".www.crosswalk").is_dir());
    assert!(!place.control().exists());
    place.options.output = place.output().join("deep/er");
    place.publish(&files(FIRST)).unwrap();
    assert_eq!(tree(&real.join("deep/er")), files(FIRST));
}

#[test]
fn an_empty_folder_may_be_published_to() {
    let place = Place::new();
    fs::create_dir(place.output()).unwrap();
    assert_eq!(peek(place.output()), None);
    assert_eq!(place.open().unwrap().live_id(), None);
    let receipt = place.publish(&files(FIRST)).unwrap();
    assert_eq!(receipt.how, How::First);
    assert_eq!(tree(place.output()), files(FIRST));
    assert_sound(&place);
}

#[test]
fn the_identity_tells_sites_apart() {
    let (one, other) = (Place::published(FIRST), Place::published(FIRST));
    let (a, b) = (peek(one.output()).unwrap(), peek(other.output()).unwrap());
    assert_eq!(a.files, b.files);
    assert_ne!(a.tree, b.tree);
    let json = postcard::to_stdvec(&a).unwrap();
    assert_eq!(postcard::from_bytes::<LiveId>(&json).unwrap(), a);
    let after = one.publish(&files(SECOND)).unwrap().live;
    assert_ne!(a, after);
    assert_eq!(one.open().unwrap().live_id(), Some(after));
}

#[test]
fn mistakes_are_errors() {
    let place = Place::published(FIRST);
    let code = |result: Result<(), Diagnostic>| result.unwrap_err().code;
    let publisher = place.open().unwrap();
    put(&publisher, "new", "1").unwrap();
    assert_eq!(code(put(&publisher, "new", "1")), "output-claimed-twice");
    publisher.keep("style.css");
    assert_eq!(code(put(&publisher, "style.css", "css")), "output-claimed-twice");
    assert_eq!(code(put(&publisher, "new/below", "1")), "output-file-and-folder");
    for path in ["", "/etc/x", "../x", "a/../b", "./a", "a//b", "a/", "a\0b"] {
        assert_eq!(code(put(&publisher, path, "x")), "output-path-outside", "{path:?}");
    }
    publisher.abandon().unwrap();
    let publisher = place.open().unwrap();
    assert!(publisher.keep("style.css"));
    put(&publisher, "style.css/x", "x").unwrap();
    assert_eq!(publisher.commit().unwrap_err().code, "output-file-and-folder");
    assert_eq!(tree(place.output()), files(FIRST));
    place.publish(&files(SECOND)).unwrap();
    assert_eq!(tree(place.output()), files(SECOND));
    assert_sound(&place);
}

#[test]
fn syncing_waits_for_every_new_file() {
    use failing::{FailingDisk, Op, Plan};
    let mut place = Place::new();
    place.options.sync = true;
    let syncs = |place: &Place, site: &Files| {
        let disk = Arc::new(FailingDisk::new(Plan { kind: Some(Op::Sync), ..Plan::default() }));
        place.publish_on(disk.clone(), site).unwrap();
        disk.count()
    };
    // 4 files, 4 folders; then the manifest, the folder above the output and the dot directory.
    assert_eq!(syncs(&place, &files(FIRST)), 4 + 4 + 3);
    // Of the second: 2 files; 3 + 1 folders (the spare tree is new); the rest as before.
    assert_eq!(syncs(&place, &files(SECOND)), 2 + 4 + 3);
    let many: Files = (0..100).map(|i| (format!("p{i}"), i.to_string())).collect();
    assert_eq!(syncs(&place, &many), 1 + 3, "many files: the file system as a whole");
    assert_eq!(syncs(&place, &many), 0);
    place.options.sync = false;
    place.publish(&files(FIRST)).unwrap();
    place.options.sync = true;
    assert_eq!(syncs(&place, &files(FIRST)), 1 + 1, "what was not synced then is synced now");
    // Files that cannot be linked are copied: then kept ones are new to the medium as well.
    fs::remove_dir_all(place.control().join("spare")).unwrap();
    let kind = Some(Op::Sync);
    let disk = Arc::new(FailingDisk::new(Plan { kind, no_links: true, ..Plan::default() }));
    place.publish_on(disk.clone(), &files(SECOND)).unwrap();
    assert_eq!(disk.count(), 1 + 3);
    assert_sound(&place);
}
