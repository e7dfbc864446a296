//! Wherever the disk fails, the old site stands, and the next build makes the new one.

use std::sync::Arc;

use crosswalk::build::Outcome;
use crosswalk::publish::OsDisk;

use super::Cycle;
use super::failing::{ACTS, Act, Failing, When};
use crate::incremental::site::Site;
use crate::incremental::tree::Tree;
use crate::incremental::world::{ending, scratch};

/// What is true of a tree in which publishing was interrupted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Law {
    /// It is the old one or the new one.
    Whole,
    /// Each of its files is that of the old one or that of the new one.
    EachFile,
}

/// Builds on a disk that fails once, or from then on; whether it did.
fn fails(cycle: &mut Cycle, when: When, law: Law) -> bool {
    let disk = Arc::new(Failing::new(when));
    cycle.turn();
    cycle.world.args.disk = disk.clone();
    let built = cycle.world.build();
    cycle.world.args.disk = Arc::new(OsDisk);
    let seen = cycle.seen();
    let is_old = seen.differs(cycle.old()).is_none();
    let is_new = seen.differs(cycle.wanted()).is_none();
    match &built.outcome {
        Outcome::Published(_) => assert!(is_new, "{when:?}: published, but not what it should"),
        Outcome::Refused => panic!("{when:?}: a disk is not the content's fault"),
        Outcome::Failed => {
            assert!(disk.failed(), "{when:?}: {:#?}", built.diagnostics);
            let last = built.diagnostics.last().map(|problem| problem.code.as_str());
            let unfinished = last == Some("output-unfinished");
            match law {
                Law::Whole => {
                    assert!(is_old || unfinished && is_new, "{when:?}: {last:?}, a mixture")
                }
                Law::EachFile => {
                    assert!(is_old || unfinished, "{when:?}: {last:?}, but not the old site");
                    each_is_whole(&seen, cycle, when);
                }
            }
        }
    }
    cycle.build(&format!("after {when:?}"));
    cycle.world.rest(&cycle.world.build()).unwrap_or_else(|e| panic!("{when:?}: {e}"));
    disk.failed()
}

/// Whether each file is that of the old site or that of the new one.
fn each_is_whole(seen: &Tree, cycle: &Cycle, when: When) {
    for (path, node) in seen.files().filter(|(path, _)| !path.ends_with(".tmp")) {
        let known = cycle.trees.iter().filter_map(|tree| tree.0.get(path));
        let whole = known.into_iter().any(|known| known.bytes == node.bytes);
        assert!(whole, "{when:?}: {path} is neither old nor new");
    }
}

/// Does the same to each of the three edits; whether the disk failed at any of them.
fn fails_at_any(cycle: &mut Cycle, when: When, law: Law) -> bool {
    (0..3).fold(false, |failed, _| fails(cycle, when, law) || failed)
}

/// Lets each act of each kind fail, until there is none left; how many failed.
fn each_act(cycle: &mut Cycle, law: Law) -> usize {
    let of_kind =
        |act| (0..).take_while(|at| fails_at_any(cycle, When::Once(act, *at), law)).count();
    ACTS.into_iter().map(of_kind).sum()
}

/// Ends the process at each act, until it comes to its end.
fn each_end(cycle: &mut Cycle, law: Law) -> usize {
    (0..).take_while(|at| fails_at_any(cycle, When::From(*at), law)).count()
}

fn cycle(seed: u64, set: impl Fn(&mut Site)) -> Cycle {
    let cycle = Cycle::on(scratch(), 3, seed, set);
    cycle.build("first");
    cycle
}

#[test]
fn wherever_an_act_fails_the_old_site_stands() {
    let failed = each_act(&mut cycle(71, |_| {}), Law::Whole);
    assert!(failed > 60, "only {failed} acts could fail");
}

#[test]
fn wherever_the_process_ends_the_old_site_stands() {
    let ends = each_end(&mut cycle(72, |_| {}), Law::Whole);
    assert!(ends > 60, "only {ends} acts");
}

#[test]
fn with_a_journal_each_file_is_whole() {
    let journal = |site: &mut Site| site.settings.journal = true;
    let failed = each_act(&mut cycle(73, journal), Law::EachFile);
    assert!(failed > 60, "only {failed} acts could fail");
    let ends = each_end(&mut cycle(73, journal), Law::EachFile);
    assert!(ends > 60, "only {ends} acts");
}

#[test]
fn with_waiting_for_the_medium_the_old_site_stands() {
    let mut cycle = cycle(74, |_| {});
    cycle.world.args.sync = true;
    cycle.build("synced");
    let waits =
        (0..).take_while(|at| fails_at_any(&mut cycle, When::Once(Act::Sync, *at), Law::Whole));
    let waits = waits.count();
    assert!(waits > 3, "only {waits} waits");
}

#[test]
fn where_a_first_publication_fails_there_is_none() {
    for at in 0.. {
        let cycle = Cycle::on(scratch(), 3, 75, |_| {});
        let mut args = cycle.world.args.clone();
        let disk = Arc::new(Failing::new(When::From(at)));
        args.disk = disk.clone();
        let built = crosswalk::build::build(&args);
        let seen = cycle.seen();
        if !disk.failed() {
            assert_eq!(seen.differs(cycle.wanted()), None);
            assert!(at > 30, "only {at} acts");
            break;
        }
        if ending(&built) == "failed" {
            assert!(!cycle.world.output().exists(), "act {at}: something can be seen");
        } else {
            assert_eq!(seen.differs(cycle.wanted()), None, "act {at}");
        }
        cycle.build(&format!("after act {at}"));
    }
}
