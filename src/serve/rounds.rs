//! The loop: wait for a change, build, show.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use tokio::sync::watch::Sender;

use super::catalogue as problem;
use super::mime;
use super::state::{Changes, State};
use super::watch::{Signal, Watch};
use super::{Desk, Event};
use crate::base::Diagnostic;
use crate::build::{Built, Outcome, Preview};
use crate::source;

/// How long nothing has to be heard before folders are looked at.
const PULSE: Duration = Duration::from_secs(1);

/// Problems that go away by themselves: somebody is writing at this moment.
const PASSING: &[&str] = &["unreadable-file", "input-changed-meanwhile"];

/// How often a build is begun anew because files went away under it; what goes on for longer is told.
const ANEW: usize = 3;

/// Builds the site again and again.
pub struct Rounds {
    desk: Arc<dyn Desk>,
    preview: Preview,
    states: Sender<Arc<State>>,
    /// How the inputs looked from outside, where nobody tells of changes.
    looked: Vec<source::Input>,
    /// Whether the last round failed for a reason that may have passed.
    again: bool,
}

impl Rounds {
    /// Rounds that show their results through a channel.
    pub fn new(desk: Arc<dyn Desk>, states: Sender<Arc<State>>) -> Self {
        let (preview, looked) = Default::default();
        Self { desk, preview, states, looked, again: false }
    }

    /// Builds for the first time; whether there is a site at all.
    pub fn first(&mut self) -> bool {
        let start = Instant::now();
        let built = self.preview.build(&self.desk.args(), &[]);
        self.show(&built);
        let there = !matches!(built.outcome, Outcome::Failed);
        if there {
            let (pages, base_path) = (pages(&built), &*self.preview.live().base_path);
            let took = start.elapsed();
            self.desk.tell(&Event::Serving { built: &built, base_path, pages, took });
        } else {
            self.desk.tell(&Event::Refused { built: &built, by: &[], took: start.elapsed() });
        }
        there
    }

    /// Builds whenever something changes, until it is told to stop.
    pub fn run(mut self, mut watch: Watch, signals: &Receiver<Signal>) {
        let mut told = false;
        loop {
            if let Some(reason) = watch.fault().filter(|_| !told) {
                self.desk.tell(&Event::Note(problem::not_watched(None, reason.to_owned())));
                told = true;
            }
            match signals.recv_timeout(PULSE) {
                Ok(Signal::Changed(mut paths)) => {
                    // What has come meanwhile is one change with it.
                    while let Ok(signal) = signals.try_recv() {
                        match signal {
                            Signal::Changed(more) => paths.extend(more),
                            Signal::Stop => return,
                        }
                    }
                    paths.sort_unstable();
                    paths.dedup();
                    watch.renew();
                    self.round(&paths);
                }
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {
                    let renewed = watch.renew();
                    if renewed || self.again || self.is_due() || (told && self.differs(&watch)) {
                        self.round(&[]);
                    }
                }
            }
        }
    }

    /// Whether a day has come on which something appears or disappears.
    fn is_due(&self) -> bool {
        let until = self.preview.live().valid_until;
        until.is_some_and(|until| until <= self.desk.args().moment.now)
    }

    /// Whether the inputs look otherwise than a second ago.
    fn differs(&mut self, watch: &Watch) -> bool {
        let files = source::snapshot(watch.root()).value.files;
        let differs = files != self.looked;
        self.looked = files;
        differs
    }

    /// Builds; anew where a file went away between being listed and being read: an editor's own, that nobody
    /// else is to hear of.
    fn build(&mut self, by: &[String]) -> Built {
        let mut built = self.preview.build(&self.desk.args(), by);
        for _ in 0..ANEW {
            let args = self.desk.args();
            if !has_vanished(&args.root, &built.diagnostics) {
                break;
            }
            built = self.preview.build(&args, &[]);
        }
        built
    }

    /// Builds once, and says what came of it. `by` names the inputs that changed, if they are known.
    fn round(&mut self, by: &[String]) {
        let start = Instant::now();
        let before = Arc::clone(self.preview.live());
        let said = Arc::clone(&self.states.borrow().problems);
        let built = self.build(by);
        let problems = self.show(&built);
        let took = start.elapsed();
        let event = match &built.outcome {
            Outcome::Published(_) => {
                let changes = Changes::between(&before.files, &self.preview.live().files);
                if by.is_empty() && changes.is_empty() && said.is_empty() {
                    return;
                }
                Event::Rebuilt { built: &built, changes, by, took }
            }
            // What is tried again by itself is not told again.
            Outcome::Refused | Outcome::Failed if by.is_empty() && *said == *problems => return,
            Outcome::Refused | Outcome::Failed => Event::Refused { built: &built, by, took },
        };
        self.desk.tell(&event);
    }

    /// Puts a round's result where everybody sees it; the problems that stand in its way.
    fn show(&mut self, built: &Built) -> Arc<[super::Problem]> {
        self.again = built.diagnostics.iter().any(|d| PASSING.contains(&d.code.as_str()));
        let problems: Arc<[super::Problem]> = match built.outcome {
            Outcome::Published(_) => Arc::default(),
            Outcome::Refused | Outcome::Failed => self.desk.problems(built).into(),
        };
        let last = Arc::clone(&self.states.borrow());
        let live = Arc::clone(self.preview.live());
        let same_site = Arc::ptr_eq(&last.live, &live);
        if same_site && last.problems == problems {
            return problems;
        }
        let generation = last.generation + 1;
        let mut touched = last.touched.clone();
        if !same_site && !last.live.base_path.is_empty() {
            let changes = Changes::between(&last.live.files, &live.files);
            let beside = changes.written.into_iter().filter(|path| !mime::is_page(path));
            touched.extend(beside.map(|path| (path, generation)));
        }
        let state = State { generation, live, touched, problems: Arc::clone(&problems) };
        self.states.send_replace(Arc::new(state));
        problems
    }
}

fn pages(built: &Built) -> usize {
    match &built.outcome {
        Outcome::Published(published) => published.rendered.pages,
        Outcome::Refused | Outcome::Failed => 0,
    }
}

/// Whether a file that could not be read is not there any more.
fn has_vanished(root: &Path, diagnostics: &[Diagnostic]) -> bool {
    let unread = diagnostics.iter().filter(|d| d.code == "unreadable-file");
    let mut paths =
        unread.filter_map(|d| d.span.as_ref()).map(|span| root.join(span.path.as_str()));
    paths.any(|path| path.symlink_metadata().is_err())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SourcePath;

    #[test]
    fn a_file_that_went_away_is_told_from_one_that_cannot_be_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let unread = |name: &str| {
            let snapshot = source::Snapshot::begin(folder.path());
            snapshot.read(&SourcePath::new(name)).expect_err("nothing to read")
        };
        std::fs::create_dir(folder.path().join("there")).expect("a folder in it");
        assert!(!has_vanished(folder.path(), &[unread("there")]));
        assert!(has_vanished(folder.path(), &[unread("there"), unread("gone.md")]));
        assert!(!has_vanished(folder.path(), &[]));
    }
}
