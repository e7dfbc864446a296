//! The levels that a site gives to kinds of problems.

use super::catalogue as problem;
use crate::base::{Diagnostic, Entry, Level, Severity, level, nearest};
use crate::model::Site;

/// Every problem of every stage.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    let stages = [
        super::catalogue::CATALOGUE,
        crate::create::catalogue::CATALOGUE,
        crate::edit::catalogue::CATALOGUE,
        crate::model::catalogue::CATALOGUE,
        crate::plan::catalogue::CATALOGUE,
        crate::publish::catalogue::CATALOGUE,
        crate::render::catalogue::CATALOGUE,
        crate::resolve::catalogue::CATALOGUE,
        crate::resolve::records::CATALOGUE,
        crate::source::catalogue::CATALOGUE,
        crate::syntax::catalogue::CATALOGUE,
        crate::syntax::line::catalogue::CATALOGUE,
        crate::syntax::markdown_catalogue::CATALOGUE,
    ];
    stages.into_iter().flatten()
}

/// What is wrong with the levels themselves.
pub fn problems(site: &Site) -> Vec<Diagnostic> {
    let one = |(code, level, at): &(std::sync::Arc<str>, Level, crate::base::Span)| match entries()
        .find(|entry| entry.code == &**code)
    {
        None => {
            let near = nearest(
                code,
                entries().filter(|e| e.severity == Severity::Warning).map(|e| e.code),
            );
            Some(problem::unknown_check(at.clone(), &**code, near))
        }
        Some(entry) if entry.severity == Severity::Error && *level != Level::Error => {
            Some(problem::check_of_error(at.clone(), &**code))
        }
        Some(_) => None,
    };
    site.checks.iter().filter_map(one).collect()
}

/// Puts problems at the levels that the site wishes.
pub fn apply(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (code, wished, _) in &site.checks {
        level(diagnostics, code, *wished);
    }
}
