//! Killed at any moment, the program leaves the old site or the new one.

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use super::Cycle;
use crate::incremental::random::Random;
use crate::support::{Run, binary};

/// How often the program is killed at least, and how often that is tried at most.
const KILLED: usize = 25;
const TRIES: usize = 150;

/// The program over the cycle's site.
fn command(cycle: &Cycle) -> std::process::Command {
    let mut command = binary();
    command.arg("--root").arg(&cycle.world.ground.root);
    command.args(["build", "--now", "2026-03-10T04:00:00Z"]).stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Builds to the end; how long it took.
fn whole(cycle: &Cycle, when: &str) -> Duration {
    let start = Instant::now();
    let run = Run::of(command(cycle).stderr(Stdio::piped()));
    assert_eq!(run.code, 0, "{when}: {}", run.stderr);
    let took = start.elapsed();
    assert_eq!(cycle.seen().differs(cycle.wanted()), None, "{when}");
    took
}

#[test]
fn killed_at_any_moment_the_site_is_wholly_old_or_wholly_new() {
    let mut random = Random::new(81);
    let mut cycle = Cycle::new(150, 82, |_| {});
    whole(&cycle, "first");
    cycle.turn();
    // Moments are spread over what a run takes, which the tries themselves keep finding out.
    let mut span = whole(&cycle, "second");
    let (mut killed, mut tries) = (0, 0);
    while killed < KILLED && tries < TRIES {
        tries += 1;
        cycle.turn();
        let mut child = command(&cycle).spawn().unwrap();
        thread::sleep(span.mul_f64(random.below(1_000) as f64 / 1_000.0));
        child.kill().unwrap();
        let ended = child.wait().unwrap();
        killed += usize::from(!ended.success());
        span = span.mul_f64(if ended.success() { 0.9 } else { 1.05 });
        let seen = cycle.seen();
        if seen.differs(cycle.old()).is_none() {
            assert!(!ended.success(), "try {tries}: it succeeded with the old site");
        } else {
            let mixed = seen.differs(cycle.wanted());
            assert_eq!(mixed, None, "try {tries}: neither the old site nor the new one");
        }
        // Every other time the next build finds yet another edit to make.
        if tries % 2 == 0 {
            cycle.turn();
        }
        whole(&cycle, &format!("after try {tries}"));
    }
    assert_eq!(killed, KILLED, "of {tries} runs only so many could be killed");
}

#[test]
fn killed_before_anything_was_published_there_is_nothing_or_the_site() {
    let mut random = Random::new(83);
    let mut cycle = Cycle::new(60, 84, |_| {});
    let usual = whole(&cycle, "first");
    for at in 0..10 {
        for name in ["output", ".output.crosswalk", ".crosswalk"] {
            fs::remove_dir_all(cycle.world.ground.root.join(name)).unwrap();
        }
        let mut child = command(&cycle).spawn().unwrap();
        thread::sleep(usual.mul_f64((at * 100 + random.below(100)) as f64 / 1_000.0));
        child.kill().unwrap();
        child.wait().unwrap();
        if cycle.world.output().exists() {
            assert_eq!(cycle.seen().differs(cycle.wanted()), None, "try {at}");
        }
        cycle.turn();
        whole(&cycle, &format!("after try {at}"));
    }
}
