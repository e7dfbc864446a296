//! The law: after any edits the output is that of a clean build, byte for byte, and files whose
//! bytes did not change are not written again.
//!
//! A failure prints its seed and what was done; `CROSSWALK_LAW_SEED=<seed>` plays it again alone.

use std::fmt::Write;
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;
use std::time::{Duration, Instant};

use jiff::ToSpan;

use super::edit::{self, INVALID, VALID};
use super::ground::{Manner, Rename, Time, put};
use super::random::Random;
use super::site::Site;
use super::tree::Tree;
use super::world::{World, ending, published};

/// How many sequences there are, in how many parts, and how long each is.
const SEQUENCES: u64 = 100;
const PARTS: u64 = 2;
const EDITS: usize = 6;

/// So long after a change a file's stamp can be trusted.
pub const SETTLED: Duration = Duration::from_millis(2_100);

/// How often what happened.
#[derive(Default)]
struct Tally {
    published: AtomicUsize,
    refused: AtomicUsize,
    kept: AtomicUsize,
    made: AtomicUsize,
}

/// One sequence.
struct Sequence {
    seed: u64,
    world: World,
    random: Random,
    /// Whether builds wait until the files' stamps can be trusted.
    patient: bool,
    log: String,
    written: Instant,
    /// A cache of an earlier day.
    backup: Option<Tree>,
}

#[test]
fn after_any_edits_the_output_is_that_of_a_clean_build() {
    let tally = Tally::default();
    let alone = std::env::var("CROSSWALK_LAW_SEED").ok().and_then(|seed| seed.parse().ok());
    if let Some(seed) = alone {
        play(vec![seed], &tally);
        return;
    }
    for part in 0..PARTS {
        play((0..SEQUENCES).filter(|seed| seed % PARTS == part).collect(), &tally);
    }
    let [published, refused, kept, made] =
        [&tally.published, &tally.refused, &tally.kept, &tally.made].map(|n| n.load(SeqCst));
    println!("{published} builds published, {refused} did not; {made} files made, {kept} kept");
    assert!(published > 300, "only {published} builds published anything");
    assert!(refused > 40, "only {refused} builds met an error");
    assert!(kept > 2 * made, "only {kept} files were taken over, {made} were made again");
}

/// Plays sequences side by side: while the patient ones wait, the others are built.
fn play(seeds: Vec<u64>, tally: &Tally) {
    let mut all: Vec<Sequence> = seeds.into_iter().map(Sequence::new).collect();
    each(&mut all, |sequence| {
        published(&sequence.world.build());
        sequence.check(tally)
    });
    for _ in 0..EDITS {
        let (patient, hasty): (Vec<_>, Vec<_>) = all.iter_mut().partition(|s| s.patient);
        let mut patient: Vec<&mut Sequence> = patient;
        let mut hasty: Vec<&mut Sequence> = hasty;
        patient.iter_mut().for_each(|sequence| sequence.edit());
        each(&mut hasty, |sequence| {
            sequence.edit();
            sequence.check(tally)
        });
        each(&mut patient, |sequence| sequence.check(tally));
    }
}

/// Does something with every sequence, on two threads; fails with the seeds that went wrong.
fn each<T: AsMut<Sequence> + Send>(
    all: &mut [T],
    act: impl Fn(&mut Sequence) -> Result<(), String> + Sync,
) {
    let half = all.len().div_ceil(2).max(1);
    let failures: Vec<String> = thread::scope(|scope| {
        let act = &act;
        let parts = all.chunks_mut(half).map(|part| {
            scope.spawn(move || {
                let all = part.iter_mut().map(AsMut::as_mut);
                all.filter_map(|s| act(s).err().map(|e| s.report(&e))).collect::<Vec<_>>()
            })
        });
        let threads: Vec<_> = parts.collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    });
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

impl AsMut<Self> for Sequence {
    fn as_mut(&mut self) -> &mut Self {
        self
    }
}

impl Sequence {
    fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let site = Site::new(36, 3, &mut random);
        let manner = Manner { replace: false, time: Time::LongAgo };
        let world = World::new(site, manner);
        let patient = (seed / PARTS) % 2 == 1;
        let (log, written) = (String::new(), Instant::now());
        Self { seed, world, random, patient, log, written, backup: None }
    }

    fn report(&self, failure: &str) -> String {
        format!("seed {}{}\n{failure:.4000}", self.seed, self.log)
    }

    /// Does something to the site, its surroundings, or the day.
    fn edit(&mut self) {
        let manner = Manner {
            replace: self.random.percent(40),
            time: *self.random.pick(&[Time::Now, Time::LongAgo, Time::AsBefore, Time::AsBefore]),
        };
        let mut renames = Vec::new();
        let mut done = Vec::new();
        if self.world.site.broken.is_some() && self.random.percent(70) {
            self.world.site.broken = None;
            done.push("mended");
        }
        let more = if self.random.percent(20) { 1 + self.random.below(3) } else { 0 };
        for _ in 0..=more {
            done.push(match self.random.below(100) {
                0..12 => self.change(INVALID, &mut renames),
                12..19 => self.clock(),
                19..21 => "nothing",
                21..23 => self.touch(),
                23..28 => self.output(),
                28..33 => self.cache(),
                33..36 => self.flags(),
                _ => self.change(VALID, &mut renames),
            });
            self.world.write(&renames, manner);
            renames.clear();
        }
        self.written = Instant::now();
        let now = self.world.args.moment.now;
        let _ = write!(self.log, "\n  {} ({manner:?}, now {now})", done.join("; "));
    }

    fn change(&mut self, kinds: &[&[edit::Kind]], renames: &mut Vec<Rename>) -> &'static str {
        let (name, moved) = edit::change(&mut self.world.site, kinds, &mut self.random);
        *renames = moved;
        name
    }

    /// Days go by, or back.
    fn clock(&mut self) -> &'static str {
        let hours = i64::try_from(self.random.below(24 * 30)).unwrap_or(0) - 24 * 10;
        let now = &mut self.world.args.moment.now;
        *now = now.checked_add(hours.hours()).unwrap();
        "the day changes"
    }

    fn flags(&mut self) -> &'static str {
        let args = &mut self.world.args;
        match self.random.below(4) {
            0 => args.moment.drafts = !args.moment.drafts,
            1 => args.moment.future = !args.moment.future,
            2 => args.moment.expired = !args.moment.expired,
            _ => args.strict = !args.strict,
        }
        "other arguments"
    }

    fn touch(&mut self) -> &'static str {
        let paths = self.world.ground.paths();
        let path = *self.random.pick(&paths);
        self.world.ground.touch(path);
        "a file is touched"
    }

    /// Somebody meddles with the output.
    fn output(&mut self) -> &'static str {
        let output = self.world.output();
        let tree = Tree::read(&output);
        let files: Vec<&str> = tree.files().map(|(path, _)| path).collect();
        let Some(at) = self.random.at(&files) else { return "nothing" };
        let place = output.join(files[at]);
        // A change within one tick of the system's clock after the last one could not be seen.
        thread::sleep(Duration::from_millis(20));
        match self.random.below(4) {
            0 => {
                let path = format!("foreign-{}.txt", self.random.below(1000));
                fs::write(output.join(&path), "not ours").unwrap();
                self.world.foreign.push(path);
                "somebody else's file in the output"
            }
            1 if !self.world.foreign.contains(&files[at].to_owned()) => {
                let manner = Manner { replace: true, time: Time::AsBefore };
                put(&place, b"overwritten", manner);
                "a file of the output is replaced"
            }
            2 => {
                let folder = place.parent().filter(|folder| *folder != output);
                folder.map(fs::remove_dir_all).transpose().unwrap();
                "a folder of the output is deleted"
            }
            _ => {
                self.world.foreign.retain(|path| path != files[at]);
                fs::remove_file(place).unwrap();
                "a file of the output is deleted"
            }
        }
    }

    /// Something happens to the cache.
    fn cache(&mut self) -> &'static str {
        let cache = self.world.ground.root.join(".crosswalk");
        let tree = Tree::read(&cache);
        if self.random.percent(30) {
            let _ = fs::remove_dir_all(cache);
            return "the cache is deleted";
        }
        if self.random.percent(50) {
            let Some(backup) = self.backup.replace(tree) else { return "the cache is copied" };
            for (path, node) in backup.files() {
                put(&cache.join(path), &node.bytes, Manner { replace: true, time: Time::Now });
            }
            return "the cache of an earlier day comes back";
        }
        let files: Vec<(&str, &[u8])> = tree.files().map(|(p, node)| (p, &*node.bytes)).collect();
        let Some(at) = self.random.at(&files) else { return "nothing" };
        let (path, bytes) = files[at];
        let mut damaged = bytes.to_vec();
        match self.random.below(3) {
            0 => damaged.truncate(bytes.len() / 2),
            1 => damaged.clear(),
            _ => damaged.iter_mut().skip(7).step_by(97).for_each(|byte| *byte = !*byte),
        }
        fs::write(cache.join(path), damaged).unwrap();
        "the cache is damaged"
    }

    /// Builds and compares; now and then builds again with nothing changed.
    fn check(&mut self, tally: &Tally) -> Result<(), String> {
        if self.patient {
            thread::sleep(SETTLED.saturating_sub(self.written.elapsed()));
        }
        let built = self.world.check()?;
        if let crosswalk::build::Outcome::Published(published) = &built.outcome {
            tally.published.fetch_add(1, SeqCst);
            let rendered = published.rendered;
            tally.made.fetch_add(rendered.fresh, SeqCst);
            tally.kept.fetch_add(rendered.files.saturating_sub(rendered.fresh), SeqCst);
        } else {
            tally.refused.fetch_add(1, SeqCst);
        }
        let _ = write!(self.log, " {}", ending(&built));
        if self.random.percent(35) { self.world.rest(&built) } else { Ok(()) }
    }
}
