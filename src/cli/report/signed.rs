//! What a signed consent sheet told, and where that was found.

use std::process::ExitCode;

use serde_json::json;

use super::Report;
use crate::base::{Diagnostic, SourcePath, Tongue};
use crate::build::Told;
use crate::cli::args::Format;
use crate::derive::SHORT_CONSENT;

/// Where a version was found.
#[derive(Clone, Debug)]
pub enum Signed {
    /// In the site as it is.
    Today,
    /// In a record of changes.
    Record(SourcePath),
    /// In a commit, with its time in seconds since 1970.
    Commit(String, i64),
}

impl Report {
    /// Prints that nothing of the kind was found: the answer is no.
    pub fn not_signed(&self, diagnostic: Diagnostic) -> ExitCode {
        let _ = self.stopped(diagnostic);
        ExitCode::from(1)
    }

    /// Prints which guide told it; `now` is what that guide tells today.
    pub fn signed(&self, told: &Told, place: &Signed, now: Option<&Told>) -> ExitCode {
        let current = now.map(|now| &*now.hash);
        if self.format == Format::Json {
            let found = match place {
                Signed::Today => json!({ "site": true }),
                Signed::Record(path) => json!({ "record": path.as_str() }),
                Signed::Commit(commit, time) => json!({ "commit": commit, "date": day(*time) }),
            };
            let (product, guide, hash) = (&told.product, &told.guide, &told.hash);
            let title = Some(&told.title).filter(|title| !title.is_empty());
            let schema = &told.form;
            println!(
                "{}",
                json!({ "product": product, "guide": guide, "title": title, "hash": hash, "schema": schema, "found": found, "current": current })
            );
            return ExitCode::SUCCESS;
        }
        let guide = format!("content/products/{}/upgrades/{}.md", told.product, told.guide);
        let title = match (self.tongue, &*told.title) {
            (_, "") => String::new(),
            (Tongue::Zh, title) => format!("《{title}》"),
            (Tongue::En, title) => format!(" ({title})"),
        };
        self.line(&format!("{guide}{title}"), &format!("{guide}{title}"));
        self.line(&format!("版本 {}", told.hash), &format!("version {}", told.hash));
        let (zh, en) = match place {
            Signed::Today => {
                ("就是网站现在的内容".to_owned(), "it is what the site tells now".to_owned())
            }
            Signed::Record(path) => (format!("记录在 {path}"), format!("recorded in {path}")),
            Signed::Commit(commit, time) => {
                let (commit, day) = (&commit[..SHORT_CONSENT.min(commit.len())], day(*time));
                (
                    format!("最后见于 git 的版本 {commit}（{day}）"),
                    format!("last told in the revision {commit} ({day})"),
                )
            }
        };
        self.line(&zh, &en);
        match current {
            None => self.line("网站里现在没有这份指南", "the site has no such guide now"),
            // What is told today, in a form of some day before.
            Some(current) if current != told.hash && matches!(place, Signed::Today) => self.line(
                &format!("现在的版本是 {current}：内容没有改动，是计算版本的方法换了（{}）", told.form),
                &format!(
                    "the version now is {current}: nothing that is told has changed, but the form that versions are made from ({})",
                    told.form
                ),
            ),
            Some(current) if current != told.hash => self.line(
                &format!("现在的版本是 {current}：内容已有改动"),
                &format!("the version now is {current}: what is told has changed since"),
            ),
            Some(_) => {}
        }
        ExitCode::SUCCESS
    }
}

/// The day of a moment, in UTC.
fn day(seconds: i64) -> String {
    let moment = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    moment.strftime("%Y-%m-%d").to_string()
}
