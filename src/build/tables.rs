//! A plan to take tables out of, without publishing: what is wrong with articles does not matter there.

use super::memo::Memo;
use super::{Args, Built, Outcome, Run};
use crate::base::Diagnostic;
use crate::plan::Plan;
use crate::render::Theme;
use crate::syntax::FileKind;

/// Reads the site as a build would, and writes nothing.
///
/// # Errors
/// What is wrong with the settings, the matrices, their guides or the theme: then no table can be
/// trusted.
pub fn tables(args: &Args) -> Result<(Plan, Theme), Box<Built>> {
    let mut run = Run::begin(args)?;
    let made = run.make(&mut Memo::load(args, &mut Vec::new()));
    run.diagnostics.retain(|problem| problem.is_error() && decides_tables(problem));
    if run.has_errors() {
        return Err(Box::new(run.end(Outcome::Refused)));
    }
    Ok((made.plan, made.theme))
}

/// Whether what a problem is about can change a table.
fn decides_tables(problem: &Diagnostic) -> bool {
    problem.span.as_ref().is_none_or(|span| {
        let kind = FileKind::of(&span.path);
        !matches!(
            kind,
            FileKind::Article
                | FileKind::Section
                | FileKind::Asset
                | FileKind::Unused
                | FileKind::Misnamed
        )
    })
}
