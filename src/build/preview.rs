//! A site in memory, kept from one build to the next: what an editor looks at while writing. The
//! stages are those of a build; only what stands at both ends differs, the memo and the sink.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::memo::Memo;
use super::sink::Keeping;
use super::{Args, Built, Made, Outcome, Published, Run, checks};
use crate::base::{Bilingual, Hash};
use crate::plan::PageKind;

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
    pub valid_until: Option<jiff::Timestamp>,
}

/// The site and what its next build needs to be quick.
#[derive(Debug, Default)]
pub struct Preview {
    memo: Memo,
    live: Arc<Live>,
}

impl Preview {
    /// The last site that was without an error.
    pub fn live(&self) -> &Arc<Live> {
        &self.live
    }

    /// Builds the site as [`build`](super::build) would, and writes nothing. Where it has errors, the last one stands.
    pub fn build(&mut self, args: &Args) -> Built {
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
        let (output, receipt, hidden) = (Default::default(), None, made.hidden.clone());
        drop_elsewhere(made);
        run.end(Outcome::Published(Box::new(Published { output, rendered, receipt, hidden })))
    }
}

/// A large site takes longer to be given back than a page to be made: nobody waits for that.
fn drop_elsewhere(made: Made) {
    rayon::spawn(move || drop(made));
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
