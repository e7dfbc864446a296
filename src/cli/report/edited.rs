//! Values and dates that were changed.

use std::process::ExitCode;

use serde_json::json;

use super::said::Said;
use super::{Report, Texts, text_of};
use crate::base::{Diagnostic, SourcePath};
use crate::cli::args::Format;
use crate::edit::{Rewritten, SetDone, VerifyDone};
use crate::model::Site;

/// How many lines around a change are shown.
const AROUND: usize = 3;

impl Report {
    /// Prints what was wrong with a change that was not made.
    pub fn not_changed(
        &self,
        diagnostics: &[Diagnostic],
        files: &[(SourcePath, Vec<u8>)],
    ) -> ExitCode {
        let read = |path: &SourcePath| {
            let bytes = files.iter().find(|(known, _)| known == path).map(|(_, bytes)| bytes);
            text_of(bytes.cloned().unwrap_or_default())
        };
        let texts: Texts<'_> = Self::texts(diagnostics, &read);
        self.problems_of(diagnostics, &texts);
        self.refused(diagnostics, self.say("什么也没有写", "nothing was written"));
        ExitCode::from(1)
    }

    /// Prints which cell says what now.
    pub fn cell_set(&self, site: &Site, done: &SetDone, dry: bool) -> ExitCode {
        let said = Said::new(self.tongue, site);
        let of = |product| {
            let (_, fact, cell) = done.at.of(product)?;
            Some(said.cell(product, fact, cell))
        };
        let old = of(&done.products.0).unwrap_or_default();
        let new = of(&done.products.1).unwrap_or_default();
        let edition = |at: &usize| &done.products.0.editions[*at];
        let same = done.file.old == done.file.new;
        if self.format == Format::Json {
            let followers: Vec<&str> = done.followers.iter().map(|at| &*edition(at).id).collect();
            println!(
                "{}",
                json!({
                    "changed": (!same).then_some(done.file.path.as_str()),
                    "cell": done.target,
                    "old": old,
                    "new": new,
                    "line": changed_line(&done.file),
                    "overrides": done.overrides.as_ref().map(|at| &*edition(at).id),
                    "followers": followers,
                    "written": !dry && !same,
                })
            );
            return ExitCode::SUCCESS;
        }
        if same {
            self.line(
                &format!("没有变化：{} 本来就是{new}", done.target),
                &format!("nothing changed: {} says {new} already", done.target),
            );
            return ExitCode::SUCCESS;
        }
        if dry {
            self.diff(&done.file);
        }
        let (target, path, line) = (&done.target, &done.file.path, changed_line(&done.file));
        let verb = if dry { self.say("（没有写）", " (not written)") } else { "" };
        self.line(
            &format!("{target}：{old} → {new}，在 {path}:{line}{verb}"),
            &format!("{target}: {old} → {new}, in {path}:{line}{verb}"),
        );
        if let Some(other) = &done.overrides {
            let other = said.text(&edition(other).name);
            self.line(
                &format!("这个版本原来沿用「{other}」，现在有了自己的一格"),
                &format!("the edition inherited {other} here, and has a cell of its own now"),
            );
        }
        if !done.followers.is_empty() {
            let names: Vec<&str> =
                done.followers.iter().map(|at| said.text(&edition(at).name)).collect();
            self.line(
                &format!("沿用它的版本也跟着变：{}", names.join("、")),
                &format!("editions that inherit it change with it: {}", names.join(", ")),
            );
        }
        self.line(
            &format!("写着旧值的文章会在检查时报出来：crosswalk check；哪些页面用到它：crosswalk impact {target}"),
            &format!("crosswalk check names the articles that still say the old value; crosswalk impact {target} lists the pages that show it"),
        );
        ExitCode::SUCCESS
    }

    /// Prints which dates were moved.
    pub fn dates_moved(&self, done: &VerifyDone, dry: bool) -> ExitCode {
        let (target, on, cells) = (&done.target, done.on, done.cells);
        if self.format == Format::Json {
            let paths: Vec<&str> = done.files.iter().map(|file| file.path.as_str()).collect();
            println!(
                "{}",
                json!({
                    "verified": target,
                    "on": on.to_string(),
                    "cells": cells,
                    "changed": paths,
                    "written": !dry && !paths.is_empty(),
                })
            );
            return ExitCode::SUCCESS;
        }
        if done.files.is_empty() {
            self.line(
                &format!("没有变化：{target} 在 {on} 或以后已经核实过"),
                &format!("nothing changed: {target} was verified on {on} or later already"),
            );
            return ExitCode::SUCCESS;
        }
        if dry {
            done.files.iter().for_each(|file| self.diff(file));
        }
        let verb = if dry { self.say("（没有写）", " (not written)") } else { "" };
        self.line(
            &format!("{target} 核实于 {on}：{cells} 格的日期更新了{verb}"),
            &format!("{target} verified on {on}: {cells} cells have a new date{verb}"),
        );
        ExitCode::SUCCESS
    }

    /// Prints what changes in a file, line by line: from the first line that differs to the last.
    fn diff(&self, file: &Rewritten) {
        if self.quiet {
            return;
        }
        let (old, new) = (String::from_utf8_lossy(&file.old), String::from_utf8_lossy(&file.new));
        let (was, is): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
        let (head, tail) = common(&was, &is);
        let from = head.saturating_sub(AROUND);
        let after = tail.min(AROUND);
        let (old_end, new_end) = (was.len() - tail, is.len() - tail);
        println!("--- {0}\n+++ {0}", file.path);
        let counts = (old_end + after - from, new_end + after - from);
        println!("@@ -{},{} +{},{} @@", from + 1, counts.0, from + 1, counts.1);
        was[from..head].iter().for_each(|line| println!(" {line}"));
        was[head..old_end].iter().for_each(|line| println!("-{line}"));
        is[head..new_end].iter().for_each(|line| println!("+{line}"));
        was[old_end..old_end + after].iter().for_each(|line| println!(" {line}"));
    }
}

/// How many lines two texts have in common at the beginning, and at the end.
fn common(was: &[&str], is: &[&str]) -> (usize, usize) {
    let head = was.iter().zip(is).take_while(|(a, b)| a == b).count();
    let left = was.len().min(is.len()) - head;
    let tail = was.iter().rev().zip(is.iter().rev()).take_while(|(a, b)| a == b).count();
    (head, tail.min(left))
}

/// The first line that differs, from 1.
fn changed_line(file: &Rewritten) -> usize {
    let lines = |bytes: &[u8]| -> Vec<Vec<u8>> {
        bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
    };
    let (was, is) = (lines(&file.old), lines(&file.new));
    was.iter().zip(&is).take_while(|(a, b)| a == b).count() + 1
}
