//! Two builds of one output: one after the other.

use std::fs::{self, File};
use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use super::Cycle;
use crate::support::{Run, binary};

fn command(cycle: &Cycle) -> Command {
    let mut command = binary();
    command.arg("--root").arg(&cycle.world.ground.root).args(["--lang", "en", "build"]);
    command.args(["--now", "2026-03-10T04:00:00Z"]).stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Holds the output's lock, as another build would.
fn hold(cycle: &Cycle, pid: u32) -> File {
    let path = cycle.world.ground.root.join(".output.crosswalk/lock");
    let mut lock = fs::OpenOptions::new().write(true).open(path).unwrap();
    lock.lock().unwrap();
    lock.set_len(0).unwrap();
    writeln!(lock, "{pid}").unwrap();
    lock
}

#[test]
fn two_builds_at_once_both_succeed() {
    let mut cycle = Cycle::new(20, 91, |_| {});
    cycle.build("first");
    for round in 0..6 {
        cycle.turn();
        if round % 2 == 1 {
            // Without a cache both have everything to do.
            fs::remove_dir_all(cycle.world.ground.root.join(".crosswalk")).unwrap();
        }
        let mut children: Vec<Child> = (0..3).map(|_| command(&cycle).spawn().unwrap()).collect();
        for child in &mut children {
            assert!(child.wait().unwrap().success(), "round {round}");
        }
        assert_eq!(cycle.seen().differs(cycle.wanted()), None, "round {round}");
        cycle.build("alone again");
    }
}

#[test]
fn a_build_waits_for_the_one_before_it() {
    let mut cycle = Cycle::new(4, 92, |_| {});
    cycle.build("first");
    cycle.turn();
    let lock = hold(&cycle, std::process::id());
    let mut waiting = command(&cycle).spawn().unwrap();
    thread::sleep(Duration::from_millis(600));
    assert!(waiting.try_wait().unwrap().is_none(), "it did not wait");
    assert_eq!(cycle.seen().differs(cycle.old()), None, "it wrote while it waited");
    drop(lock);
    assert!(waiting.wait().unwrap().success());
    assert_eq!(cycle.seen().differs(cycle.wanted()), None);
}

#[test]
fn a_build_that_waits_for_too_long_names_who_is_in_its_way() {
    let mut cycle = Cycle::new(4, 93, |_| {});
    cycle.build("first");
    cycle.turn();
    let lock = hold(&cycle, 4_194_301);
    let mut hasty = command(&cycle);
    hasty.env("CROSSWALK_LOCK_WAIT", "1").stderr(Stdio::piped());
    let run = Run::of(&mut hasty);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("output-busy"), "{}", run.stderr);
    assert!(run.stderr.contains("process 4194301"), "{}", run.stderr);
    assert_eq!(cycle.seen().differs(cycle.old()), None);
    drop(lock);
    cycle.build("once it is free");
}

#[test]
fn nothing_to_do_needs_no_lock() {
    let cycle = Cycle::new(4, 94, |_| {});
    let mut first = command(&cycle);
    assert_eq!(Run::of(&mut first).code, 0);
    let _lock = hold(&cycle, 1);
    let mut again = command(&cycle);
    assert_eq!(Run::of(again.env("CROSSWALK_LOCK_WAIT", "0")).code, 0);
}
