//! `crosswalk check --consent`: which guide told what somebody signed.

use std::process::ExitCode;

use super::args::{Check, Global};
use super::diff::side::Side;
use super::environment;
use super::report::{Report, Signed};
use crate::base::{Diagnostic, SourcePath};
use crate::build::{self, Told, catalogue as problem};
use crate::derive::SHORT_CONSENT;

/// How many commits are gone through: more than a site's matrix sees in decades.
#[cfg(feature = "git")]
const MOST_COMMITS: usize = 20_000;

/// Looks for a version in the site as it is, in its records of changes, and in git.
pub fn run(global: &Global, command: &Check, written: &str, report: &Report) -> ExitCode {
    let now = match environment::args(global, &command.seen) {
        Ok(args) => args.moment.now,
        Err(time) => return report.bad_time(&time),
    };
    let wanted = written.trim().to_ascii_lowercase();
    let is_hash = wanted.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_hash || !(SHORT_CONSENT..=64).contains(&wanted.len()) {
        return report.stopped(problem::bad_consent(None, written, SHORT_CONSENT));
    }
    let site = match Side::read(&global.root, None) {
        Ok(site) => site.files,
        Err(diagnostic) => return report.stopped(*diagnostic),
    };
    let today = told(&site, now);
    let found = find(&wanted, today.iter().map(|told| (told.clone(), Signed::Today)))
        .or_else(|| {
            let records = build::recorded(&site).into_iter();
            find(&wanted, records.map(|(path, told)| (told, Signed::Record(path))))
        })
        .or_else(|| in_git(global, now, &wanted));
    match found {
        None => report.not_signed(problem::unknown_consent(None, &*wanted)),
        Some(Err(diagnostic)) => report.stopped(*diagnostic),
        Some(Ok((told, place))) => {
            let now = today.iter().find(|n| n.product == told.product && n.guide == told.guide);
            report.signed(&told, &place, now)
        }
    }
}

fn told(files: &[(SourcePath, Vec<u8>)], now: jiff::Timestamp) -> Vec<Told> {
    build::told(build::version(files, now).value)
}

type Found = Result<(Told, Signed), Box<Diagnostic>>;

/// The version that begins with these digits, and where it was met first; a problem where there are several.
fn find(wanted: &str, all: impl Iterator<Item = (Told, Signed)>) -> Option<Found> {
    let mut fitting = all.filter(|(told, _)| told.hash.starts_with(wanted));
    let first = fitting.next()?;
    let other = fitting.find(|(told, _)| told.hash != first.0.hash);
    Some(match other {
        None => Ok(first),
        Some((other, _)) => {
            let both = format!("{}, {}", first.0.hash, other.hash);
            Err(Box::new(problem::ambiguous_consent(None, wanted, both)))
        }
    })
}

#[cfg(feature = "git")]
fn in_git(global: &Global, now: jiff::Timestamp, wanted: &str) -> Option<Found> {
    let mut found = None;
    crate::source::versions(&global.root, MOST_COMMITS, |version| {
        let place = || Signed::Commit(version.commit.clone(), version.time);
        let guides = told(&version.files, now).into_iter();
        let records = build::recorded(&version.files).into_iter().map(|(_, told)| told);
        found = find(wanted, guides.chain(records).map(|told| (told, place())));
        found.is_some()
    });
    found
}

#[cfg(not(feature = "git"))]
fn in_git(_: &Global, _: jiff::Timestamp, _: &str) -> Option<Found> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(guide: &str, hash: &str) -> (Told, Signed) {
        let (product, title) = ("mail".to_owned(), String::new());
        let (guide, hash, form) = (guide.to_owned(), hash.to_owned(), String::new());
        let told = Told { product, guide, title, hash, form };
        (told, Signed::Today)
    }

    #[test]
    fn digits_that_begin_two_versions_name_neither() {
        let all = [version("a", "0123456789abcd"), version("b", "0123456789abce")];
        let one = find("0123456789abcd", all.clone().into_iter()).expect("found");
        assert_eq!(one.expect("one").0.guide, "a");
        let both = find("0123456789ab", all.clone().into_iter()).expect("found");
        assert_eq!(both.expect_err("two").code, "ambiguous-consent");
        assert!(find("ffffffffffff", all.into_iter()).is_none());
        let same = [version("a", "0123456789abcd"), version("b", "0123456789abcd")];
        assert!(find("0123456789ab", same.into_iter()).expect("found").is_ok());
    }
}
