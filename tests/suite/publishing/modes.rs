//! Where names can be exchanged and where they cannot: the same site.

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::Path;
use std::process::Command;

use crosswalk::publish::How;
use tempfile::TempDir;

use super::{Cycle, PLAIN};
use crate::incremental::tree::Tree;
use crate::incremental::world::published;
use crate::support::{Run, binary};

#[test]
fn a_journal_comes_to_the_same_as_an_exchange() {
    let mut exchange = Cycle::new(20, 101, |_| {});
    let mut journal = Cycle::new(20, 101, |site| site.settings.journal = true);
    assert_eq!(exchange.wanted().differs(journal.wanted()), None);
    for round in 0..4 {
        let one = exchange.build("exchange");
        let other = journal.build("journal");
        let how = |built| published(built).receipt.as_ref().unwrap().how.clone();
        if round > 0 {
            assert_eq!(how(&one), How::Exchanged);
            assert!(matches!(how(&other), How::Journal { .. }), "{:?}", how(&other));
        }
        let counts = |built| {
            let receipt = published(built).receipt.as_ref().unwrap();
            (
                receipt.files,
                receipt.bytes,
                receipt.written,
                receipt.deleted,
                receipt.changed.clone(),
            )
        };
        assert_eq!(counts(&one), counts(&other), "round {round}");
        exchange.turn();
        journal.turn();
    }
}

#[test]
fn a_journal_leaves_alone_what_did_not_change() {
    let mut cycle = Cycle::new(20, 102, |site| site.settings.journal = true);
    for round in 0..4 {
        let before = cycle.seen();
        cycle.build("journal");
        assert_eq!(before.rewritten(&cycle.seen()), None, "round {round}");
        cycle.turn();
    }
}

#[test]
fn the_way_of_publishing_can_change() {
    let mut cycle = Cycle::new(10, 103, |_| {});
    for round in 0..6 {
        for site in &mut cycle.sites {
            site.settings.journal = round % 3 == 1;
        }
        let before = cycle.seen();
        cycle.build("either way");
        assert_eq!(before.rewritten(&cycle.seen()), None, "round {round}");
        cycle.turn();
    }
}

#[test]
fn a_link_to_the_output_is_followed_and_stays() {
    let mut cycle = Cycle::new(10, 104, |_| {});
    let elsewhere = TempDir::new().unwrap();
    let real = elsewhere.path().join("public");
    symlink(&real, cycle.world.output()).unwrap();
    for _ in 0..3 {
        cycle.build("through a link");
        assert!(fs::symlink_metadata(cycle.world.output()).unwrap().is_symlink());
        assert!(real.join("index.html").is_file());
        cycle.turn();
    }
    assert!(!cycle.world.ground.root.join(".output.crosswalk").exists());
}

#[test]
fn the_output_may_lie_on_another_file_system() {
    let memory = Path::new("/dev/shm");
    let mut cycle = Cycle::new(10, 105, |_| {});
    let device = |path: &Path| fs::metadata(path).map(|meta| meta.dev()).ok();
    if device(memory).is_none_or(|there| Some(there) == device(&cycle.world.ground.root)) {
        println!("there is no other file system at hand");
        return;
    }
    let folder = TempDir::new_in(memory).unwrap();
    let output = folder.path().join("public");
    cycle.world.args.overrides.output_dir = Some(output.to_str().unwrap().to_owned());
    let mut before = Tree::default();
    for round in 0..4 {
        let built = cycle.world.build();
        let how = &published(&built).receipt.as_ref().unwrap().how;
        assert_eq!(*how, if round == 0 { How::First } else { How::Exchanged });
        let seen = Tree::read(&output);
        assert_eq!(seen.differs(cycle.wanted()), None, "round {round}");
        assert_eq!(before.rewritten(&seen), None, "round {round}");
        before = seen;
        cycle.turn();
    }
}

/// Runs a script in a mount space of its own, where `mount` may be used; `None` where it may not.
fn mounted(script: &str, arguments: &[&Path]) -> Option<Run> {
    let allowed = Command::new("unshare").args(["--mount", "true"]).output();
    if !allowed.is_ok_and(|output| output.status.success()) {
        println!("this user may not mount");
        return None;
    }
    let mut command = Command::new("unshare");
    command.args(["--mount", "/bin/sh", "-euc", script, "sh"]);
    command.arg(binary().get_program()).args(arguments);
    command.env("SOURCE_DATE_EPOCH", "1773115200");
    Some(Run::of(&mut command))
}

/// Builds into a small file system; then a file comes that does not fit, and then it goes again.
const FULL: &str = r#"
    mount -t tmpfs -o size=4m tmpfs "$3"
    "$1" --root "$2" build --output "$3/public" >/dev/null
    cp -a "$3/public" "$4/before"
    head -c 8000000 /dev/zero > "$2/static/large.bin"
    code=0
    "$1" --root "$2" build --output "$3/public" >/dev/null || code=$?
    cp -a "$3/public" "$4/full"
    rm "$2/static/large.bin"
    echo "code $code"
    "$1" --root "$2" build --output "$3/public" --base-url https://later.example/ >/dev/null
    cp -a "$3/public" "$4/after"
"#;

#[test]
fn on_a_full_disk_the_old_site_stands() {
    let mut cycle = Cycle::new(6, 106, |_| {});
    let (small, copies) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let root = cycle.world.ground.root.clone();
    let Some(run) = mounted(FULL, &[&root, small.path(), copies.path()]) else { return };
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("code 2"), "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("output-write-failed"), "{}", run.stderr);
    for copy in ["before", "full"] {
        let seen = Tree::read(&copies.path().join(copy));
        assert_eq!(seen.differs(cycle.wanted()), None, "{copy}");
    }
    cycle.world.args.overrides.base_url = Some("https://later.example/".to_owned());
    let (_, wanted) = cycle.world.clean();
    assert_eq!(Tree::read(&copies.path().join("after")).differs(&wanted), None);
}

/// Builds into the top of a file system, whose name cannot be exchanged, before and after an edit.
const TOP: &str = r#"
    mount -t tmpfs -o size=64m tmpfs "$2/output"
    "$1" --root "$2" --lang en build
    cp -a "$2/output" "$3/first"
    rm "$2/static/robots-extra.txt"
    "$1" --root "$2" --lang en build
    cp -a "$2/output" "$3/second"
"#;

#[test]
fn where_names_cannot_be_exchanged_files_are_moved_in_one_by_one() {
    let mut cycle = Cycle::new(6, 107, |_| {});
    let copies = TempDir::new().unwrap();
    let root = cycle.world.ground.root.clone();
    fs::create_dir(root.join("output")).unwrap();
    let Some(run) = mounted(TOP, &[&root, copies.path()]) else { return };
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(run.stdout.matches("file by file").count(), 2, "{}", run.stdout);
    let seen = |copy: &str| Tree::read(&copies.path().join(copy));
    assert_eq!(seen("first").differs(cycle.wanted()), None);
    cycle.world.site.copied.remove("robots-extra.txt");
    fs::write(root.join("static/robots-extra.txt"), "as before").unwrap();
    cycle.world.write(&[], PLAIN);
    let (_, wanted) = cycle.world.clean();
    assert_eq!(seen("second").differs(&wanted), None);
}
