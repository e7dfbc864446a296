//! A site in memory, kept from one build to the next: what an editor looks at while writing. The
//! stages are those of a build; only what stands at both ends differs, the memo and the sink.

use std::sync::Arc;

use jiff::Timestamp;
use rustc_hash::FxHashMap;

use super::memo::Memo;
use super::sink::Keeping;
use super::{Args, Built, Made, Outcome, Published, Run, checks};
use crate::base::{Bilingual, Diagnostic, Hash};
use crate::plan::PageKind;
use crate::render::Rendered;
use crate::source::Snapshot;

/// A file of the site, and what it was made from.
#[derive(Clone, Debug)]
pub struct File {
    /// The key of its view.
    pub(super) key: Hash,
    /// Its bytes: the same ones for as long as they do not change.
    pub bytes: Arc<[u8]>,
}

/// The files by their path in the output.
pub type Files = FxHashMap<String, File>;

/// The last site that was without an error.
#[derive(Clone, Debug, Default)]
pub struct Live {
    /// What a build would have written.
    pub files: Files,
    /// The path of the site's address, between two slashes; empty before the first site.
    pub base_path: Arc<str>,
    /// Pages that an ordinary build would leave out, and why.
    pub marks: FxHashMap<String, Bilingual>,
    /// The first moment at which the same content makes another site.
    pub valid_until: Option<Timestamp>,
}

/// The site and what its next build needs to be quick.
#[derive(Default)]
pub struct Preview {
    pub(super) memo: Memo,
    pub(super) live: Arc<Live>,
    /// What the last whole build left, if it had no error.
    pub(super) last: Option<Last>,
}

/// What a whole build leaves for one that changes little.
pub(super) struct Last {
    pub(super) made: Made,
    pub(super) snapshot: Snapshot,
    /// The size that no file may exceed, in bytes.
    pub(super) largest: u64,
    pub(super) now: Timestamp,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) rendered: Rendered,
}

impl Preview {
    /// The last site that was without an error.
    pub fn live(&self) -> &Arc<Live> {
        &self.live
    }

    /// Builds the site as [`build`](super::build) would, and writes nothing. Where it has errors, the last one stands.
    ///
    /// `changed` names the inputs that have been written since the last build, none if that is not
    /// known; from one build to the next `args` may differ in the moment only.
    pub fn build(&mut self, args: &Args, changed: &[String]) -> Built {
        match super::patch::patch(self, args, changed) {
            Some(built) => built,
            None => self.whole(args),
        }
    }

    fn whole(&mut self, args: &Args) -> Built {
        // A large site takes longer to be given back than a page to be made: nobody waits for that.
        if let Some(last) = self.last.take() {
            rayon::spawn(move || drop(last));
        }
        let mut run = match Run::begin(args) {
            Ok(run) => run,
            Err(built) => return *built,
        };
        let made = run.make(&mut self.memo);
        if run.has_errors() {
            return run.end(Outcome::Refused);
        }
        let sink = Keeping::new(&self.live.files);
        let (rendered, problems) =
            crate::render::render(&made.plan, &made.theme, &made.bodies(&run.snapshot), &sink);
        run.diagnostics.extend(problems);
        checks::apply(&made.plan.catalog.site, &mut run.diagnostics);
        if run.has_errors() {
            return run.end(Outcome::Refused);
        }
        self.live = Arc::new(Live {
            files: sink.finish(),
            base_path: made.plan.catalog.site.base_path.clone(),
            marks: marks(&made),
            valid_until: made.valid_until,
        });
        let (largest, now) = (run.limits.file_size, args.moment.now);
        let outcome = published(&made, rendered);
        let built = run.end(outcome);
        let (snapshot, diagnostics) = (built.snapshot.clone(), built.diagnostics.clone());
        self.last = Some(Last { made, snapshot, largest, now, diagnostics, rendered });
        built
    }
}

/// How a build without an error ends.
pub(super) fn published(made: &Made, rendered: Rendered) -> Outcome {
    let (output, receipt, hidden) = (Default::default(), None, made.hidden.clone());
    Outcome::Published(Box::new(Published { output, rendered, receipt, hidden }))
}

fn marks(made: &Made) -> FxHashMap<String, Bilingual> {
    let plan = &made.plan;
    let marked = plan.pages.iter().filter_map(|page| match page.kind {
        PageKind::Article(at) | PageKind::Plain(at) => {
            let reason = plan.catalog.articles[at].not_yet.clone()?;
            Some((page.route.file(), reason))
        }
        _ => None,
    });
    marked.collect()
}
