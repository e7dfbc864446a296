//! A look at the site as it is, for commands that ask what is there or add to it.

use super::inputs::Inputs;
use super::memo::Memo;
use super::{Args, Built, Run};
use crate::base::{Diagnostic, SourcePath};
use crate::model::Catalog;
use crate::model::catalogue::follows_from;
use crate::plan::Plan;
use crate::source::Snapshot;

/// A site as it was found.
pub struct Look<S> {
    /// The site.
    pub site: S,
    /// Its files.
    pub snapshot: Snapshot,
    /// Why files could not be read at all.
    unread: Vec<Diagnostic>,
}

impl<S> Look<S> {
    /// `Err` where there are no settings to read the rest by.
    fn new(mut run: Run<'_>, site: S, unread: &[SourcePath]) -> Result<Self, Box<Built>> {
        let is_in = |d: &Diagnostic, path: &str| {
            d.is_error() && d.span.as_ref().is_some_and(|span| span.path.as_str() == path)
        };
        if run.diagnostics.iter().any(|d| is_in(d, "crosswalk.yaml")) {
            run.diagnostics.retain(|d| is_in(d, "crosswalk.yaml"));
            return Err(Box::new(run.end(super::Outcome::Refused)));
        }
        run.diagnostics.retain(|d| unread.iter().any(|path| is_in(d, path.as_str())));
        let Built { diagnostics: unread, snapshot, .. } = run.end(super::Outcome::Refused);
        Ok(Self { site, snapshot, unread })
    }

    /// What is to be mended first: where a problem only follows from files that could not be read, what is
    /// wrong with those.
    pub fn cause(&self, problem: Diagnostic) -> Vec<Diagnostic> {
        let paths = self.unread.iter().filter_map(|d| Some(d.span.as_ref()?.path.clone()));
        match follows_from(&problem, &paths.collect::<Vec<_>>()) {
            true => self.unread.clone(),
            false => vec![problem],
        }
    }
}

/// What the site declares, whatever else is wrong with it; drafts and what is scheduled count, too.
/// `Err` where there is no site, or its settings cannot be read.
pub fn look(args: &Args) -> Result<Look<Catalog>, Box<Built>> {
    let mut args = args.clone();
    (args.moment.drafts, args.moment.future, args.moment.expired) = (true, true, true);
    let mut run = Run::begin(&args)?;
    let mut memo = Memo::default();
    let (inputs, documents) =
        Inputs::read(&run.snapshot, run.limits.depth, &mut memo, &mut run.diagnostics);
    let resolved = crate::resolve::resolve(documents, inputs.unread, &args.overrides, &args.moment);
    let catalog = resolved.into(&mut run.diagnostics).catalog;
    let unread = catalog.unread.clone();
    Look::new(run, catalog, &unread)
}

/// The site as it would be built, for commands that ask what shows what; without a word about what is wrong
/// with it, but where that leaves no site.
pub fn survey(args: &Args) -> Result<Look<Plan>, Box<Built>> {
    let mut run = Run::begin(args)?;
    let plan = run.make(&mut Memo::default()).plan;
    let unread = plan.catalog.unread.clone();
    Look::new(run, plan, &unread)
}
