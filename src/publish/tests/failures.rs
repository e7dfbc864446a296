//! Every operation fails once, in every way; the old site stands and the next run mends all.

use super::failing::{FailingDisk, OPS, Op, Plan};
use super::*;

const ROUNDS: [&[(&str, &str)]; 3] = [
    &[
        ("index.html", "home 1"),
        ("a/b/c.html", "c1"),
        ("a/d.html", "d1"),
        ("gone/x.html", "x1"),
        ("f", "f1"),
    ],
    &[
        ("index.html", "home 22"),
        ("a/b", "a file now"),
        ("a/d.html", "d1"),
        ("f/g/h.html", "h2"),
        ("n.html", "n2"),
    ],
    &[
        ("index.html", "home 333"),
        ("a/b/c.html", "c3"),
        ("a/d.html", "d1"),
        ("f", "f1"),
        ("n.html", "n3"),
    ],
];

/// One way to publish.
#[derive(Clone, Copy, Debug)]
struct Way {
    mode: Mode,
    sync: bool,
    plan: Plan,
    foreign: bool,
}

impl Way {
    fn place(self) -> Place {
        let mut place = Place::new();
        place.options.mode = self.mode;
        place.options.sync = self.sync;
        place
    }

    fn expected(self, round: usize) -> Files {
        let mine = if self.foreign && round > 0 { &[("a/mine", "m")][..] } else { &[] };
        files(ROUNDS[round]).into_iter().chain(files(mine)).collect()
    }

    /// Publishes all rounds; where one fails, looks at what is left and publishes it once more.
    fn run(self, disk: &Arc<FailingDisk>) {
        let place = self.place();
        for (round, site) in ROUNDS.into_iter().map(files).enumerate() {
            if self.foreign && round == 1 {
                place.write("a/mine", "m");
            }
            let old = place.output().exists().then(|| tree(place.output()));
            if let Err(problem) = place.publish_on(disk.clone(), &site) {
                assert!(disk.failed(), "{problem:?}");
                self.inspect(&place, old.as_ref(), &self.expected(round), &problem);
                place.publish(&site).unwrap_or_else(|e| panic!("{self:?} {e:?}"));
            }
            assert_eq!(tree(place.output()), self.expected(round), "{self:?}, round {round}");
            assert_eq!(empty_folders(place.output()), Vec::<String>::new(), "{self:?}");
        }
        // What is left over from a failure is removed by the next publications.
        for last in [files(&[("last", "1")]), files(ROUNDS[2])] {
            place.publish(&last).unwrap();
        }
        assert_eq!(tree(place.output()), self.expected(2), "{self:?}");
        assert_sound(&place);
    }

    /// After a failure: wholly old or wholly new; with a journal, every file is.
    fn inspect(self, place: &Place, old: Option<&Files>, new: &Files, problem: &Diagnostic) {
        let now = place.output().exists().then(|| tree(place.output()));
        if place.control().join("journal").exists() {
            assert_eq!(problem.code, "output-unfinished");
            let (none, now) = (Files::new(), now.unwrap());
            let old = old.unwrap_or(&none);
            for (path, text) in now.iter().filter(|(path, _)| !path.ends_with(".tmp")) {
                assert!(Some(text) == old.get(path) || Some(text) == new.get(path), "{path}");
            }
            let stays = old.iter().filter(|(path, text)| new.get(*path) == Some(text));
            stays.for_each(|(path, text)| assert_eq!(now.get(path), Some(text)));
        } else if problem.code == "output-unfinished" {
            assert_eq!(now.as_ref(), Some(new), "{self:?}");
        } else {
            let bare = now.as_ref().is_some_and(|now| now.is_empty() && old.is_none());
            assert!(bare || now.as_ref() == old, "{self:?}");
        }
    }
}

/// Fails the n-th operation of a kind, for every n.
fn sweep(way: Way, kind: Option<Op>) -> usize {
    for at in 0.. {
        let plan = Plan { kind, at: Some(at), ..way.plan };
        let disk = Arc::new(FailingDisk::new(plan));
        Way { plan, ..way }.run(&disk);
        if !disk.failed() {
            return at;
        }
    }
    unreachable!()
}

const EXCHANGE: Way = Way {
    mode: Mode::Exchange,
    sync: true,
    foreign: false,
    plan: Plan { kind: None, at: None, crash: false, no_exchange: None, no_links: false },
};
const JOURNAL: Way = Way { mode: Mode::Journal, ..EXCHANGE };
const CRASH: Plan = Plan { crash: true, ..EXCHANGE.plan };
const NO_EXCHANGE: Plan =
    Plan { no_exchange: Some(std::io::ErrorKind::CrossesDevices), ..EXCHANGE.plan };

#[test]
fn each_kind_of_operation_fails() {
    for kind in OPS {
        let count = sweep(EXCHANGE, Some(kind));
        assert!(count > 0, "{kind:?} was never used");
    }
}

#[test]
fn each_kind_of_operation_fails_with_a_journal() {
    OPS.into_iter().for_each(|kind| {
        sweep(JOURNAL, Some(kind));
    });
}

#[test]
fn killed_at_every_operation() {
    assert!(sweep(Way { plan: CRASH, ..EXCHANGE }, None) > 60);
}

#[test]
fn killed_at_every_operation_with_a_journal() {
    assert!(sweep(Way { plan: CRASH, ..JOURNAL }, None) > 90);
}

#[test]
fn killed_at_every_operation_beside_foreign_files() {
    sweep(Way { plan: CRASH, foreign: true, sync: false, ..EXCHANGE }, None);
}

#[test]
fn killed_where_names_cannot_be_exchanged() {
    let plan = Plan { crash: true, ..NO_EXCHANGE };
    sweep(Way { plan, sync: false, ..EXCHANGE }, None);
    sweep(Way { plan: Plan { no_links: true, ..plan }, sync: false, ..EXCHANGE }, None);
}

/// A recovery that is itself killed, at every operation, after a kill at every operation.
#[test]
fn killed_twice() {
    let prepared = || {
        let place = Way { sync: false, ..JOURNAL }.place();
        place.publish(&files(ROUNDS[0])).unwrap();
        place.publish(&files(ROUNDS[2])).unwrap();
        place
    };
    let crash = |at| Arc::new(FailingDisk::new(Plan { at: Some(at), ..CRASH }));
    let mut tried = 0;
    for first in 0.. {
        let place = prepared();
        if place.publish_on(crash(first), &files(ROUNDS[1])).is_ok() {
            break;
        }
        if !place.control().join("journal").exists() {
            continue;
        }
        for second in 0.. {
            let place = prepared();
            place.publish_on(crash(first), &files(ROUNDS[1])).unwrap_err();
            let recovered = place.open_on(crash(second)).and_then(Publisher::abandon).is_ok();
            place.open().unwrap().abandon().unwrap();
            assert_eq!(tree(place.output()), files(ROUNDS[1]), "{first} {second}");
            assert_eq!(empty_folders(place.output()), Vec::<String>::new());
            assert_sound(&place);
            tried += 1;
            if recovered {
                break;
            }
        }
    }
    assert!(tried > 100, "{tried}");
}
