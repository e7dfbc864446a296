//! What readers will read differently: over time, or from one edition to another.

use std::io::Write;
use std::process::ExitCode;

use rustc_hash::FxHashMap;

use super::crossover::crossings;
use super::said::Said;
use super::{Report, text_of};
use crate::base::{Diagnostic, SourcePath, Tongue};
use crate::build::{Built, Recording};
use crate::cli::args::Format;
use crate::derive::{Changes, Comparison, Difference};
use crate::model::{Feature, Product};

/// A product before, now, and what changed.
pub type Changed<'p> = (&'p Product, &'p Product, Changes);

impl Report {
    /// Prints the errors for which nothing could be compared.
    pub fn not_compared(
        &self,
        diagnostics: &[Diagnostic],
        texts: &FxHashMap<SourcePath, Vec<u8>>,
    ) -> ExitCode {
        let read = |path: &SourcePath| text_of(texts.get(path).cloned().unwrap_or_default());
        self.problems_of(diagnostics, &Self::texts(diagnostics, &read));
        self.refused(diagnostics, self.say("没有比较", "nothing was compared"));
        ExitCode::from(1)
    }

    /// Prints what changed from one version to another.
    pub fn changes(&self, found: &[Changed<'_>], why: bool) {
        for (at, (old, new, changes)) in found.iter().enumerate() {
            if self.format == Format::Json {
                put(&format!("{}\n", crate::render::changes_json(old, new, changes)));
                continue;
            }
            if at > 0 {
                put("\n");
            }
            let page = Page { said: self.said(), old, new, changes, why };
            let text = if self.format == Format::Md { page.markdown() } else { page.lines() };
            put(&text);
        }
    }

    /// Prints why nothing could be recorded.
    pub fn not_recorded(&self, built: &Built) -> ExitCode {
        self.problems(&built.diagnostics, &built.snapshot);
        let placed = built.diagnostics.iter().any(|d| d.span.is_some());
        if placed {
            self.refused(&built.diagnostics, self.say("没有记录", "nothing was recorded"));
        }
        ExitCode::from(if placed { 1 } else { 2 })
    }

    /// Prints what was recorded, or would be, and where.
    pub fn recorded(&self, recording: &Recording, dry: bool) {
        let path = recording.files.path.as_str();
        if self.format == Format::Json {
            let nothing = &recording.new;
            let old = recording.old.as_ref().unwrap_or(nothing);
            let mut told = crate::render::changes_json(old, nothing, &recording.changes);
            if let Some(told) = told.as_object_mut() {
                told.insert("guides".to_owned(), serde_json::json!(recording.guides));
                told.insert("record".to_owned(), serde_json::json!(path));
                told.insert("written".to_owned(), serde_json::json!(!dry));
            }
            put(&format!("{told}\n"));
            return;
        }
        if let Some(old) = &recording.old {
            let (new, changes) = (&recording.new, &recording.changes);
            let page = Page { said: self.said(), old, new, changes, why: false };
            if !self.quiet && !changes.is_empty() {
                put(&if self.format == Format::Md { page.markdown() } else { page.lines() });
            }
        }
        if recording.old.is_some() && !recording.guides.is_empty() {
            self.line(
                &format!("告知书有了新版本的升级指南：{}", recording.guides.join("、")),
                &format!(
                    "guides whose consent sheets have a new version: {}",
                    recording.guides.join(", ")
                ),
            );
        }
        let name = recording.new.name.base();
        match (recording.old.is_some(), dry) {
            (false, false) => self.line(
                &format!("「{name}」从这一天开始记录变更：已写入 {path}"),
                &format!("changes of {name} are recorded from this day on: wrote {path}"),
            ),
            (false, true) => self.line(
                &format!("「{name}」会从这一天开始记录变更，写入 {path}（--dry-run，没有写）"),
                &format!("changes of {name} would be recorded from this day on, in {path} (--dry-run: nothing written)"),
            ),
            (true, false) => self.line(
                &format!("已写入 {path}；可以补写 title、summary 和每条的 note"),
                &format!("wrote {path}; title, summary and a note for each change are yours to add"),
            ),
            (true, true) => self.line(
                &format!("会写入 {path}（--dry-run，没有写）"),
                &format!("would write {path} (--dry-run: nothing written)"),
            ),
        }
    }

    /// Says that everything is recorded.
    pub fn nothing_recorded(&self) {
        self.line("没有要记录的改动", "there is nothing to record");
    }

    /// Prints how two editions differ.
    pub fn differences(&self, product: &Product, comparison: &Comparison, why: bool) {
        let said = self.said();
        let features: Vec<&Feature> = product.features().collect();
        let because = |at: usize| reasons(said, product, features[at], comparison, at);
        if self.format == Format::Json {
            let counted = |at| crossings(said, product, features[at], comparison, at);
            let all = |at| std::iter::once(because(at)).chain(counted(at)).collect::<Vec<_>>();
            let why = |at| why.then(|| all(at).join(said.say("；", "; ")));
            put(&format!("{}\n", crate::render::differences_json(product, comparison, why)));
            return;
        }
        let name = |at: usize| product.editions[at].name.base();
        let title = format!(
            "{}{}{} → {}",
            product.name.base(),
            said.say("：", ": "),
            name(comparison.from),
            name(comparison.to)
        );
        let mut rows: Vec<usize> = (0..features.len()).collect();
        rows.retain(|at| {
            comparison.rows[*at].difference != Difference::Same || (why && self.verbose)
        });
        rows.sort_by_key(|at| comparison.rows[*at].difference);
        let rows = rows.into_iter().map(|at| Line {
            change: comparison.rows[at].difference,
            place: features[at].name.base().to_owned(),
            old: said.row(product, features[at], comparison.from),
            new: said.row(product, features[at], comparison.to),
            counted: crossings(said, product, features[at], comparison, at),
            why: why.then(|| because(at)),
        });
        let rows: Vec<Line> = rows.collect();
        let same = comparison.count(Difference::Same);
        let tail = match self.format {
            Format::Md => markdown(said, &title, &rows),
            _ => format!("{title}\n{}", lines(said, &rows)),
        };
        let same = match self.tongue {
            Tongue::Zh => format!("不变：{same} 项"),
            Tongue::En => format!("same: {same}"),
        };
        put(&format!("{tail}\n{same}\n"));
    }

    fn said(&self) -> Said {
        Said { tongue: self.tongue }
    }
}

/// Writes to standard output; a reader that has gone away is no reason to fail.
fn put(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// By which rule each fact of a row differs, and on which condition that hangs.
fn reasons(
    said: Said,
    product: &Product,
    feature: &Feature,
    comparison: &Comparison,
    at: usize,
) -> String {
    let one = |(fact, found): (&crate::model::Fact, &crate::derive::FactDifference)| {
        let mut out = said.rule(fact, found.difference).to_owned();
        if let Some((_, name)) = &fact.part {
            out = format!("{}{}{out}", name.base(), said.say("：", ": "));
        }
        if let Some(when) = found.because.as_ref().filter(|when| !when.is_empty()) {
            let when = said.when(product, when);
            out.push_str(&format!("{}{when}{}", said.say("（", " ("), said.say("）", ")")));
        }
        out
    };
    let all = feature.facts.iter().zip(&comparison.rows[at].facts).map(one);
    all.collect::<Vec<_>>().join(said.say("；", "; "))
}

/// A row of what is printed.
struct Line {
    change: Difference,
    place: String,
    old: String,
    new: String,
    /// From which number on which edition has more.
    counted: Option<String>,
    why: Option<String>,
}

fn lines(said: Said, rows: &[Line]) -> String {
    let mut out = String::new();
    for row in rows {
        let word = said.difference(row.change);
        out.push_str(&format!("  [{word}] {}\n      {} → {}\n", row.place, row.old, row.new));
        if let Some(counted) = &row.counted {
            out.push_str(&format!("      {counted}\n"));
        }
        if let Some(why) = &row.why {
            out.push_str(&format!("      {}{why}\n", said.say("依据：", "why: ")));
        }
    }
    out
}

fn markdown(said: Said, title: &str, rows: &[Line]) -> String {
    let mut out = format!("## {}\n\n", cell(title));
    if rows.is_empty() {
        return out;
    }
    let with_why = rows.iter().any(|row| row.why.is_some());
    let mut head = vec![
        said.say("变化", "change"),
        said.say("功能", "feature"),
        said.say("原来", "before"),
        said.say("现在", "now"),
    ];
    head.extend(with_why.then(|| said.say("依据", "why")));
    out.push_str(&format!("| {} |\n|{}\n", head.join(" | "), " --- |".repeat(head.len())));
    for row in rows {
        let word = said.difference(row.change);
        let mut cells = vec![
            match &row.counted {
                Some(counted) => {
                    cell(&format!("{word}{}{counted}{}", said.say("（", " ("), said.say("）", ")")))
                }
                None => word.to_owned(),
            },
            cell(&row.place),
            cell(&row.old),
            cell(&row.new),
        ];
        cells.extend(row.why.as_deref().map(cell));
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    out
}

/// Words as they stand in a cell of a Markdown table.
fn cell(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '|' | '\\' | '<' | '*' | '_' | '`' | '[' | ']' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// One product's changes on their way to the reader.
struct Page<'a> {
    said: Said,
    old: &'a Product,
    new: &'a Product,
    changes: &'a Changes,
    why: bool,
}

impl Page<'_> {
    fn rows(&self) -> Vec<Line> {
        let (was, is): (Vec<_>, Vec<_>) =
            (self.old.features().collect(), self.new.features().collect());
        let row = |change: &crate::derive::CellChange| {
            let (before, after) = (was[change.old.feature], is[change.new.feature]);
            let edition = self.new.editions[change.new.edition].name.base();
            let rule = |fact: &crate::model::Fact, found: &Difference| self.said.rule(fact, *found);
            let why = after.facts.iter().zip(&change.facts).map(|(fact, found)| rule(fact, found));
            Line {
                change: change.change,
                place: format!("{} · {edition}", after.name.base()),
                old: self.said.row(self.old, before, change.old.edition),
                new: self.said.row(self.new, after, change.new.edition),
                counted: None,
                why: self.why.then(|| why.collect::<Vec<_>>().join(self.said.say("；", "; "))),
            }
        };
        self.changes.cells.iter().map(row).collect()
    }

    /// Editions and features that came, went or go by another id.
    fn structure(&self) -> Vec<String> {
        let said = self.said;
        let (was, is): (Vec<_>, Vec<_>) =
            (self.old.features().collect(), self.new.features().collect());
        let name = |names: Vec<&str>| names.join(said.say("、", ", "));
        let editions = |of: &Product, at: &[usize]| -> String {
            at.iter()
                .map(|at| of.editions[*at].name.base())
                .collect::<Vec<_>>()
                .join(said.say("、", ", "))
        };
        let features =
            |of: &[&Feature], at: &[usize]| name(at.iter().map(|at| of[*at].name.base()).collect());
        let changes = self.changes;
        let mut out = Vec::new();
        let mut line = |zh: &str, en: &str, names: String| {
            if !names.is_empty() {
                out.push(format!("{}{names}", said.say(zh, en)));
            }
        };
        line("新的版本：", "new editions: ", editions(self.new, &changes.editions_added));
        line(
            "不再列出的版本：",
            "editions no longer listed: ",
            editions(self.old, &changes.editions_removed),
        );
        line("新的功能：", "new features: ", features(&is, &changes.features_added));
        line(
            "不再列出的功能：",
            "features no longer listed: ",
            features(&was, &changes.features_removed),
        );
        for (old, new) in &changes.moved {
            let ids = new.iter().map(|id| &**id).collect::<Vec<_>>().join(", ");
            let (zh, en) = if new.len() == 1 {
                ("改了代号：", "another id: ")
            } else {
                ("拆成几项：", "split: ")
            };
            line(zh, en, format!("{old} → {ids}"));
        }
        out
    }

    /// Cells of which only what stands beside the value changed.
    fn beside(&self) -> Option<String> {
        let told = |at| self.changes.cells.iter().any(|change| change.new == at);
        let count = self.changes.evidence.iter().filter(|e| !told(e.new)).count();
        let said = match self.said.tongue {
            Tongue::Zh => format!("另有 {count} 格只改了日期、出处或备注，读者读到的不变"),
            Tongue::En => format!(
                "dates, sources or notes changed in {count} cells; readers read the same there"
            ),
        };
        (count > 0).then_some(said)
    }

    fn head(&self) -> String {
        let name = self.new.name.base();
        match (self.changes.is_empty(), self.said.tongue) {
            (true, Tongue::Zh) => format!("{name}：客户读到的没有变化"),
            (true, Tongue::En) => format!("{name}: customers read the same as before"),
            (false, Tongue::Zh) => format!("{name}：客户现在会读到"),
            (false, Tongue::En) => format!("{name}: customers will now read"),
        }
    }

    fn lines(&self) -> String {
        let mut out = format!("{}\n", self.head());
        self.structure().iter().for_each(|line| out.push_str(&format!("  {line}\n")));
        out.push_str(&lines(self.said, &self.rows()));
        if let Some(beside) = self.beside() {
            out.push_str(&format!("  {beside}\n"));
        }
        out
    }

    fn markdown(&self) -> String {
        let mut out = markdown(self.said, &self.head(), &self.rows());
        let more: Vec<String> = self.structure().into_iter().chain(self.beside()).collect();
        if !more.is_empty() && !out.ends_with("\n\n") {
            out.push('\n');
        }
        more.iter().for_each(|line| out.push_str(&format!("- {}\n", cell(line))));
        out
    }
}
