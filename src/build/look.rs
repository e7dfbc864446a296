//! A look at the site as it is, for commands that add to it.

use super::inputs::Inputs;
use super::memo::Memo;
use super::{Args, Built, Run};
use crate::model::Catalog;
use crate::plan::Plan;
use crate::source::Snapshot;

/// What the site declares, whatever else is wrong with it; drafts and what is scheduled count, too.
/// `Err` where there is no site, or its settings cannot be read.
pub fn look(args: &Args) -> Result<(Catalog, Snapshot), Box<Built>> {
    let mut args = args.clone();
    (args.moment.drafts, args.moment.future, args.moment.expired) = (true, true, true);
    let mut run = Run::begin(&args)?;
    let mut memo = Memo::default();
    let (inputs, documents) =
        Inputs::read(&run.snapshot, run.limits.depth, &mut memo, &mut run.diagnostics);
    let resolved = crate::resolve::resolve(documents, inputs.unread, &args.overrides, &args.moment);
    let catalog = resolved.into(&mut run.diagnostics).catalog;
    run.diagnostics.retain(|d| {
        d.is_error() && d.span.as_ref().is_some_and(|s| s.path.as_str() == "crosswalk.yaml")
    });
    if run.diagnostics.is_empty() {
        return Ok((catalog, run.snapshot));
    }
    Err(Box::new(run.end(super::Outcome::Refused)))
}

/// The site as it would be built, for commands that ask what shows what; without a word about what is wrong
/// with it, but where that leaves no site.
pub fn survey(args: &Args) -> Result<(Plan, Snapshot), Box<Built>> {
    let mut run = Run::begin(args)?;
    let made = run.make(&mut Memo::default());
    let unreadable = |d: &crate::base::Diagnostic| {
        d.is_error() && d.span.as_ref().is_some_and(|s| s.path.as_str() == "crosswalk.yaml")
    };
    run.diagnostics.retain(unreadable);
    if run.diagnostics.is_empty() {
        return Ok((made.plan, run.snapshot));
    }
    Err(Box::new(run.end(super::Outcome::Refused)))
}
