//! When a manifest is believed, and when the files are read again.

use super::*;

const SITE: &[(&str, &str)] = &[("index.html", "home"), ("a/one.html", "1"), ("a/two.html", "2")];
const NEXT: &[(&str, &str)] = &[("index.html", "newer"), ("a/one.html", "1"), ("b/c.html", "3")];

/// The manifest of the live tree.
fn noted(place: &Place) -> PathBuf {
    place.control().join(format!("tree-{}.manifest", tree::key(place.output()).unwrap()))
}

#[test]
fn untouched_sees_what_was_done_to_folders() {
    let place = Place::published(SITE);
    let id = peek(place.output()).unwrap();
    assert!(untouched(place.output(), &id));
    place.write("a/mine.txt", "m");
    assert!(!untouched(place.output(), &id));
    assert_eq!(peek(place.output()), Some(id), "a peek does not look that far");
    fs::remove_file(place.output().join("a/mine.txt")).unwrap();
    assert!(!untouched(place.output(), &id));
    assert_eq!(place.publish(&files(SITE)).unwrap().how, How::Nothing);
    assert!(untouched(place.output(), &id), "looked at again and noted");
    place.publish(&files(NEXT)).unwrap();
    assert!(!untouched(place.output(), &id));
    assert_eq!(peek(&place.folder.path().join("nowhere")), None);
}

#[test]
fn deleted_and_replaced_files_are_published_again() {
    for round in [SITE, NEXT] {
        let place = Place::published(SITE);
        place.publish(&files(NEXT)).unwrap();
        place.publish(&files(SITE)).unwrap();
        tick();
        fs::remove_file(place.output().join("a/one.html")).unwrap();
        fs::write(place.output().join("new"), "somebody's").unwrap();
        fs::rename(place.output().join("new"), place.output().join("index.html")).unwrap();
        let publisher = place.open().unwrap();
        assert_eq!(publisher.live_hash("a/one.html"), None);
        assert_eq!(publisher.live_hash("index.html"), Some(Hash::of(b"somebody's")));
        put_all(&publisher, &files(round)).unwrap();
        publisher.commit().unwrap();
        assert_eq!(tree(place.output()), files(round));
        assert_sound(&place);
        place.publish(&files(NEXT)).unwrap();
        place.publish(&files(SITE)).unwrap();
        assert_eq!(tree(place.output()), files(SITE));
    }
}

#[test]
fn verify_reads_what_was_overwritten_in_place() {
    let mut place = Place::published(SITE);
    place.publish(&files(NEXT)).unwrap();
    fs::write(place.output().join("a/one.html"), "X").unwrap();
    assert_eq!(place.publish(&files(NEXT)).unwrap().how, How::Nothing);
    assert_eq!(fs::read(place.output().join("a/one.html")).unwrap(), b"X");
    place.options.verify = true;
    let receipt = place.publish(&files(NEXT)).unwrap();
    assert_eq!(receipt.changed, ["a/one.html"]);
    assert_eq!(tree(place.output()), files(NEXT));
    place.options.verify = false;
    place.publish(&files(SITE)).unwrap();
    assert_eq!(tree(place.output()), files(SITE));
    assert_sound(&place);
}

/// An editor that saves in place and leaves a trace in the folder: the spare tree shares the file.
#[test]
fn a_file_shared_with_the_spare_tree_is_not_trusted_there() {
    let place = Place::published(SITE);
    place.publish(&files(NEXT)).unwrap();
    place.publish(&files(SITE)).unwrap();
    fs::write(place.output().join("a/one.html"), "X").unwrap();
    place.write("a/.swp", "");
    fs::remove_file(place.output().join("a/.swp")).unwrap();
    place.publish(&files(SITE)).unwrap();
    assert_eq!(tree(place.output()), files(SITE));
    place.publish(&files(NEXT)).unwrap();
    assert_eq!(tree(place.output()), files(NEXT));
}

#[test]
fn a_spare_tree_that_was_meddled_with_is_mended() {
    for path in ["index.html", "a/one.html"] {
        let place = Place::published(SITE);
        place.publish(&files(NEXT)).unwrap();
        place.publish(&files(SITE)).unwrap();
        tick();
        // As `find -delete` would, in both trees.
        fs::remove_file(place.control().join("spare").join(path)).unwrap();
        fs::remove_file(place.output().join("a/two.html")).unwrap();
        fs::write(place.control().join("spare/stray"), "?").unwrap();
        place.publish(&files(NEXT)).unwrap();
        assert_eq!(tree(place.output()), files(NEXT));
        assert_sound(&place);
    }
}

/// Whoever was in the live tree without touching a file of ours may have been in the spare one.
#[test]
fn a_visitor_in_the_live_tree_makes_the_spare_one_suspect() {
    let place = Place::published(SITE);
    place.publish(&files(NEXT)).unwrap();
    place.publish(&files(SITE)).unwrap();
    place.write("a/passing", "by");
    fs::remove_file(place.output().join("a/passing")).unwrap();
    fs::remove_file(place.control().join("spare/a/one.html")).unwrap();
    place.publish(&files(NEXT)).unwrap();
    assert_eq!(tree(place.output()), files(NEXT));
}

#[test]
fn folders_that_others_emptied_do_not_stay() {
    for mode in [Mode::Exchange, Mode::Journal] {
        let mut place = Place::published(SITE);
        place.options.mode = mode;
        let rest = files(&[("index.html", "home")]);
        tick();
        fs::remove_file(place.output().join("a/one.html")).unwrap();
        fs::remove_file(place.output().join("a/two.html")).unwrap();
        place.publish(&rest).unwrap();
        assert_eq!(tree(place.output()), rest);
        assert_eq!(empty_folders(place.output()), Vec::<String>::new());
        // The spare tree now has that empty folder, also if the next site is given up.
        let publisher = place.open().unwrap();
        put(&publisher, "z", "z").unwrap();
        publisher.abandon().unwrap();
        place.publish(&files(&[("z", "z")])).unwrap();
        assert_eq!(empty_folders(place.output()), Vec::<String>::new());
        assert_sound(&place);
    }
}

#[test]
fn lost_or_replaced_dot_directories() {
    let place = Place::published(SITE);
    fs::remove_dir_all(place.control().join("spare")).ok();
    fs::write(place.control().join("spare"), "a file").unwrap();
    place.publish(&files(NEXT)).unwrap();
    assert_eq!(tree(place.output()), files(NEXT));
    fs::remove_dir_all(place.control()).unwrap();
    assert_eq!(place.open().map(|_| ()).unwrap_err().code, "output-not-ours");
    fs::remove_dir_all(place.output()).unwrap();
    place.publish(&files(SITE)).unwrap();
    fs::remove_dir_all(place.output()).unwrap();
    place.publish(&files(NEXT)).unwrap();
    assert_eq!(tree(place.output()), files(NEXT));
    assert_sound(&place);
}

#[cfg(unix)]
#[test]
fn a_copied_site_is_adopted() {
    let place = Place::published(SITE);
    place.publish(&files(NEXT)).unwrap();
    place.write("mine.txt", "m");
    let mut copy = Place::new();
    let root = copy.folder.path().join("copy");
    let copied =
        std::process::Command::new("cp").arg("-a").arg(&place.options.root).arg(&root).status();
    assert!(copied.unwrap().success());
    copy.options = Options { output: root.join("output"), root, ..place.options.clone() };
    assert_eq!(peek(copy.output()), None);
    let publisher = copy.open().unwrap();
    for (path, text) in files(NEXT) {
        assert_eq!(publisher.live_hash(&path), Some(Hash::of(text.as_bytes())));
        assert!(publisher.keep(&path));
    }
    let receipt = publisher.commit().unwrap();
    assert_eq!((receipt.how, receipt.foreign), (How::Nothing, vec!["mine.txt".to_owned()]));
    assert!(untouched(copy.output(), &receipt.live));
    copy.publish(&files(SITE)).unwrap();
    fs::remove_file(copy.output().join("mine.txt")).unwrap();
    assert_eq!(tree(copy.output()), files(SITE));
    copy.publish(&files(NEXT)).unwrap();
    assert_eq!(tree(copy.output()), files(NEXT));
    assert_eq!(tree(place.output()).len(), 4, "the original is another tree");
    assert_sound(&copy);
}

#[test]
fn a_manifest_that_cannot_be_read_is_as_none() {
    let damages: [fn(&mut Vec<u8>); 5] = [
        |bytes| bytes[7] += 1,
        |bytes| bytes[45] = 0xff,
        |bytes| *bytes.last_mut().unwrap() ^= 1,
        |bytes| bytes.truncate(70),
        Vec::clear,
    ];
    for damage in damages {
        let place = Place::published(SITE);
        place.publish(&files(NEXT)).unwrap();
        let mut bytes = fs::read(noted(&place)).unwrap();
        damage(&mut bytes);
        fs::write(noted(&place), &bytes).unwrap();
        // The other tree's manifest still vouches for what both trees list.
        let publisher = place.open().unwrap();
        assert_eq!(publisher.live_hash("a/one.html"), Some(Hash::of(b"1")));
        assert_eq!(publisher.live_hash("b/c.html"), None);
        drop(publisher);
        let problem = place.publish(&files(NEXT)).unwrap_err();
        assert_eq!(problem.code, "output-path-taken", "what no manifest lists is foreign");
        fs::remove_dir_all(place.output()).unwrap();
        place.publish(&files(NEXT)).unwrap();
        assert_eq!(tree(place.output()), files(NEXT));
    }
}

#[test]
fn after_a_restart_unsynced_files_are_read_again() {
    let place = Place::published(SITE);
    place.publish(&files(NEXT)).unwrap();
    let id = peek(place.output()).unwrap();
    // As after a power cut: a page lost its contents, and the manifest is of an earlier start.
    fs::write(place.output().join("b/c.html"), "").unwrap();
    for entry in fs::read_dir(place.control()).unwrap().map(|e| e.unwrap().path()) {
        if entry.extension().is_some_and(|e| e == "manifest") {
            let manifest = manifest::Manifest::load(&entry).unwrap();
            fs::write(&entry, manifest.encode_at(Hash::of(b"earlier"))).unwrap();
        }
    }
    assert!(!untouched(place.output(), &id));
    assert_eq!(peek(place.output()), None);
    let receipt = place.publish(&files(NEXT)).unwrap();
    assert_eq!(receipt.changed, ["b/c.html"]);
    assert_eq!(tree(place.output()), files(NEXT));
    assert!(untouched(place.output(), &receipt.live));
}

#[test]
fn a_damaged_journal_makes_nobody_guess() {
    for damage in [true, false] {
        let mut place = Place::journalled();
        place.publish(&files(SITE)).unwrap();
        place.publish(&files(NEXT)).unwrap();
        let plan =
            failing::Plan { kind: Some(failing::Op::Rename), crash: true, ..Default::default() };
        // The renames are: the spare tree's manifest, the journal, then the pages.
        let disk = failing::FailingDisk::new(failing::Plan { at: Some(3), ..plan });
        place.publish_on(Arc::new(disk), &files(SITE)).unwrap_err();
        let journal = place.control().join("journal");
        assert!(journal.exists());
        assert_eq!(peek(place.output()), None, "neither the one site nor the other");
        if damage {
            fs::write(&journal, "?").unwrap();
        } else {
            fs::remove_dir_all(place.control().join("spare")).unwrap();
        }
        place.options.mode = Mode::Exchange;
        let publisher = place.open().unwrap();
        assert!(!journal.exists());
        for (path, text) in tree(place.output()) {
            let leftover = path.ends_with(".tmp");
            let hash = Some(Hash::of(text.as_bytes())).filter(|_| !leftover);
            assert_eq!(publisher.live_hash(&path), hash, "{path}");
        }
        drop(publisher);
        place.publish(&files(NEXT)).unwrap();
        let pages = tree(place.output()).into_iter().filter(|(path, _)| !path.ends_with(".tmp"));
        assert_eq!(pages.collect::<Files>(), files(NEXT));
    }
}

/// Run by the test below in a process of its own: the umask belongs to the whole process.
#[cfg(unix)]
#[test]
#[ignore = "run by modes_do_not_depend_on_the_umask"]
fn under_a_strict_umask() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::published(SITE);
    place.publish(&files(NEXT)).unwrap();
    let mode = |place: &Path| fs::symlink_metadata(place).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(place.output()), 0o755);
    walk(place.output(), "", &mut |path, place, kind| {
        assert_eq!(mode(place), if kind.is_dir() { 0o755 } else { 0o644 }, "{path}");
    });
    fs::write(place.folder.path().join("probe"), "").unwrap();
    assert_eq!(mode(&place.folder.path().join("probe")), 0o600, "the umask was in force");
}

#[cfg(unix)]
#[test]
fn modes_do_not_depend_on_the_umask() {
    let mut child = std::process::Command::new("sh");
    child.args(["-c", "umask 077; exec \"$0\" \"$@\""]).arg(std::env::current_exe().unwrap());
    child.args(["publish::tests::trust::under_a_strict_umask", "--exact", "--ignored"]);
    let output = child.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}
