//! Somebody else's files, and moving files in one by one.

use super::failing::{FailingDisk, Op, Plan};
use super::*;
use std::io::ErrorKind;

const FIRST: &[(&str, &str)] = &[("index.html", "home"), ("a/b/c.html", "c"), ("a/d.html", "d")];
const SECOND: &[(&str, &str)] = &[("index.html", "newer"), ("a/d.html", "d"), ("e/f.html", "f")];

fn with(list: &[(&str, &str)], more: &[(&str, &str)]) -> Files {
    files(list).into_iter().chain(files(more)).collect()
}

#[test]
fn foreign_files_survive_and_are_reported() {
    let place = Place::published(FIRST);
    let mine = &[("mine.txt", "m"), ("a/b/mine.txt", "m"), ("other/deep/mine.txt", "m")];
    mine.iter().for_each(|(path, text)| place.write(path, text));
    fs::create_dir(place.output().join("bare")).unwrap();
    for round in [SECOND, FIRST, SECOND, SECOND] {
        let receipt = place.publish(&files(round)).unwrap();
        assert_eq!(receipt.foreign, ["a/b/mine.txt", "bare/", "mine.txt", "other/deep/mine.txt"]);
        assert_eq!(tree(place.output()), with(round, mine));
        assert_eq!(empty_folders(place.output()), ["bare"]);
        assert!(untouched(place.output(), &receipt.live));
        assert_sound(&place);
    }
    // Once they are gone, the trees are exchanged again.
    for path in ["mine.txt", "a/b/mine.txt"] {
        fs::remove_file(place.output().join(path)).unwrap();
    }
    fs::remove_dir_all(place.output().join("other")).unwrap();
    fs::remove_dir(place.output().join("bare")).unwrap();
    let receipt = place.publish(&files(FIRST)).unwrap();
    assert_eq!((receipt.how, receipt.foreign), (How::Exchanged, Vec::new()));
    assert_eq!(tree(place.output()), files(FIRST));
    assert_eq!(empty_folders(place.output()), Vec::<String>::new());
}

#[test]
fn nothing_changed_still_names_them() {
    let place = Place::published(FIRST);
    place.write("mine.txt", "m");
    for _ in 0..2 {
        let receipt = place.publish(&files(FIRST)).unwrap();
        assert_eq!((receipt.how, receipt.foreign), (How::Nothing, vec!["mine.txt".to_owned()]));
        assert!(untouched(place.output(), &receipt.live));
    }
}

#[test]
fn a_foreign_file_where_a_page_must_go_is_named() {
    let cases = [
        ("e/f.html", "e/f.html"),      // the file itself
        ("e", "e"),                    // a file where a folder must go
        ("e/f.html/mine", "e/f.html"), // a folder where the file must go
    ];
    for (mine, named) in cases {
        let place = Place::published(FIRST);
        place.write(mine, "m");
        let problem = place.publish(&files(SECOND)).unwrap_err();
        assert_eq!(problem.code, "output-path-taken");
        let shown = place.output().join(named).display().to_string();
        assert!(problem.message.zh.contains(&shown), "{}", problem.message.zh);
        assert_eq!(tree(place.output()), with(FIRST, &[(mine, "m")]));
        assert_sound(&place);
    }
}

#[test]
fn a_page_may_join_files_in_a_foreign_folder() {
    let place = Place::published(FIRST);
    place.write("e/mine.txt", "m");
    place.publish(&files(SECOND)).unwrap();
    assert_eq!(tree(place.output()), with(SECOND, &[("e/mine.txt", "m")]));
    fs::remove_file(place.output().join("e/mine.txt")).unwrap();
    place.publish(&files(FIRST)).unwrap();
    assert_eq!(tree(place.output()), files(FIRST));
    assert_eq!(empty_folders(place.output()), ["e"], "that folder is not ours to remove");
}

#[cfg(unix)]
#[test]
fn links_in_the_output_are_not_followed() {
    let place = Place::published(FIRST);
    let outside = place.folder.path().join("outside");
    fs::create_dir(&outside).unwrap();
    tick();
    std::os::unix::fs::symlink(&outside, place.output().join("e")).unwrap();
    assert_eq!(place.publish(&files(SECOND)).unwrap_err().code, "output-path-taken");
    // One of our folders was moved away and linked to.
    fs::remove_file(place.output().join("e")).unwrap();
    fs::rename(place.output().join("a"), outside.join("a")).unwrap();
    std::os::unix::fs::symlink(outside.join("a"), place.output().join("a")).unwrap();
    assert_eq!(place.publish(&files(SECOND)).unwrap_err().code, "output-path-taken");
    assert_eq!(tree(&outside), files(&[("a/b/c.html", "c"), ("a/d.html", "d")]));
    let receipt = place.publish(&files(&[("index.html", "alone")])).unwrap();
    assert_eq!(receipt.foreign, ["a"]);
    assert_eq!(tree(&outside), files(&[("a/b/c.html", "c"), ("a/d.html", "d")]));
}

#[cfg(unix)]
#[test]
fn names_that_are_not_text_are_left_alone() {
    use std::os::unix::ffi::OsStrExt;
    let place = Place::published(FIRST);
    tick();
    let odd = place.output().join(std::ffi::OsStr::from_bytes(b"a/\xff\xfe"));
    if fs::create_dir(&odd).is_err() {
        return; // this file system has only text for names
    }
    fs::write(odd.join("x"), "x").unwrap();
    for round in [SECOND, FIRST] {
        let receipt = place.publish(&files(round)).unwrap();
        assert_eq!(receipt.foreign, ["a/\u{fffd}\u{fffd}/"]);
        assert!(untouched(place.output(), &receipt.live));
    }
    assert!(odd.join("x").exists());
}

#[test]
fn foreign_files_that_come_during_a_long_build_are_seen() {
    let place = Place::published(FIRST);
    let publisher = place.open().unwrap();
    thread::sleep(Duration::from_millis(250));
    place.write("mine.txt", "m");
    put_all(&publisher, &files(SECOND)).unwrap();
    let receipt = publisher.commit().unwrap();
    assert_eq!(receipt.foreign, ["mine.txt"]);
    assert_eq!(tree(place.output()), with(SECOND, &[("mine.txt", "m")]));
}

#[test]
fn foreign_files_that_come_at_the_last_moment_are_not_overwritten() {
    let place = Place::journalled();
    place.publish(&files(FIRST)).unwrap();
    let publisher = place.open().unwrap();
    put_all(&publisher, &files(SECOND)).unwrap();
    place.write("e/f.html", "mine");
    assert_eq!(publisher.commit().unwrap_err().code, "output-path-taken");
    assert_eq!(tree(place.output()), with(FIRST, &[("e/f.html", "mine")]));
}

/// Between a kill and the next run, somebody saves files into the half-published output.
#[test]
fn what_happens_before_a_recovery_is_not_undone_by_it() {
    let place = Place::journalled();
    place.publish(&files(FIRST)).unwrap();
    // The renames are: the spare tree's manifest, the journal, then the pages.
    let plan = Plan { kind: Some(Op::Rename), at: Some(3), crash: true, ..Plan::default() };
    place.publish_on(Arc::new(FailingDisk::new(plan)), &files(SECOND)).unwrap_err();
    assert!(place.control().join("journal").exists());
    let mine = &[("a/b/c.html", "mine now"), ("a/b/mine", "m"), ("mine", "m")];
    mine.iter().for_each(|(path, text)| place.write(path, text));
    let receipt = place.publish(&files(SECOND)).unwrap();
    assert_eq!(receipt.foreign, ["a/b/c.html", "a/b/mine", "mine"]);
    assert_eq!(tree(place.output()), with(SECOND, mine));
    assert_sound(&place);
}

#[test]
fn a_recovery_overwrites_nothing_either() {
    for mine in ["e/f.html", "e"] {
        let place = Place::journalled();
        place.publish(&files(FIRST)).unwrap();
        let plan = Plan { kind: Some(Op::Rename), at: Some(2), crash: true, ..Plan::default() };
        place.publish_on(Arc::new(FailingDisk::new(plan)), &files(SECOND)).unwrap_err();
        assert_eq!(tree(place.output()).get("e/f.html"), None);
        walk(place.output(), "e", &mut |_, place, _| fs::remove_file(place).unwrap());
        if mine == "e" {
            fs::remove_dir(place.output().join("e")).unwrap();
        }
        place.write(mine, "mine");
        let problem = place.publish(&files(SECOND)).unwrap_err();
        let code = if mine == "e" { "output-unfinished" } else { "output-path-taken" };
        assert_eq!(problem.code, code);
        assert_eq!(tree(place.output())[mine], "mine");
        fs::remove_file(place.output().join(mine)).unwrap();
        place.publish(&files(SECOND)).unwrap();
        assert_eq!(tree(place.output()), files(SECOND));
        assert_sound(&place);
    }
}

#[test]
fn published_files_that_change_during_a_long_build_stop_it() {
    let place = Place::published(FIRST);
    let publisher = place.open().unwrap();
    thread::sleep(Duration::from_millis(250));
    fs::remove_file(place.output().join("a/d.html")).unwrap();
    put_all(&publisher, &files(SECOND)).unwrap();
    assert_eq!(publisher.commit().unwrap_err().code, "output-changed-meanwhile");
    place.publish(&files(SECOND)).unwrap();
    assert_eq!(tree(place.output()), files(SECOND));
}

#[test]
fn the_journal_on_request() {
    let place = Place::journalled();
    assert_eq!(place.publish(&files(FIRST)).unwrap().how, How::First);
    for round in [SECOND, FIRST, &[], SECOND, SECOND] {
        let before = fs::canonicalize(place.output()).and_then(fs::metadata).unwrap();
        let nothing = tree(place.output()) == files(round);
        let how = place.publish(&files(round)).unwrap().how;
        assert!(matches!(how, How::Journal { .. }) || nothing);
        assert_eq!(tree(place.output()), files(round));
        assert_eq!(empty_folders(place.output()), Vec::<String>::new());
        assert_eq!(before.created().ok(), fs::metadata(place.output()).unwrap().created().ok());
        assert_sound(&place);
    }
}

#[cfg(unix)]
#[test]
fn the_journal_leaves_untouched_files_alone() {
    let place = Place::journalled();
    place.publish(&files(FIRST)).unwrap();
    let before = stamps(place.output());
    place.publish(&files(SECOND)).unwrap();
    let after = stamps(place.output());
    assert_eq!((before["a/d.html"], before[""].0), (after["a/d.html"], after[""].0));
}

#[test]
fn no_exchange_then_the_journal() {
    for kind in [
        ErrorKind::CrossesDevices,
        ErrorKind::ResourceBusy,
        ErrorKind::InvalidInput,
        ErrorKind::Unsupported,
    ] {
        for no_links in [false, true] {
            let place = Place::new();
            let plan = Plan { no_exchange: Some(kind), no_links, ..Plan::default() };
            for round in [FIRST, SECOND, FIRST, SECOND, SECOND] {
                let disk = Arc::new(FailingDisk::new(plan));
                let nothing = place.output().exists() && tree(place.output()) == files(round);
                let receipt = place.publish_on(disk, &files(round)).unwrap();
                assert!(matches!(receipt.how, How::Journal { .. }) || nothing, "{:?}", receipt.how);
                assert_eq!(tree(place.output()), files(round));
                assert_eq!(empty_folders(place.output()), Vec::<String>::new());
                assert!(untouched(place.output(), &receipt.live));
                assert_sound(&place);
            }
        }
    }
}

#[test]
fn a_failed_exchange_is_not_taken_for_an_impossible_one() {
    let place = Place::published(FIRST);
    let plan = Plan { kind: Some(Op::Exchange), at: Some(0), ..Plan::default() };
    let problem = place.publish_on(Arc::new(FailingDisk::new(plan)), &files(SECOND)).unwrap_err();
    assert_eq!(problem.code, "output-write-failed");
    assert_eq!(tree(place.output()), files(FIRST));
}
