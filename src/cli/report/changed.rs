//! What readers will read differently: over time, or from one edition to another.

use std::io::Write;
use std::process::ExitCode;

use rustc_hash::FxHashMap;

use super::crossover::crossings;
use super::names;
use super::said::Said;
use super::versions::Page;
use super::{Report, text_of};
use crate::base::{Diagnostic, SourcePath, Tongue};
use crate::build::{Built, Recording};
use crate::cli::args::Format;
use crate::derive::{self, Changes, Comparison, Difference, NameChange};
use crate::model::{Feature, Product, Site};

/// A product before, now, and what changed.
pub struct Changed<'p> {
    old: &'p Product,
    new: &'p Product,
    changes: Changes,
    /// What changed beside the cells.
    names: Vec<NameChange>,
}

impl<'p> Changed<'p> {
    /// What changed from one version to the other.
    pub fn between(old: &'p Product, new: &'p Product) -> Self {
        let changes = derive::changes(old, new);
        let names = derive::name_changes(old, new, &changes);
        Self { old, new, changes, names }
    }

    /// Whether anything did, for readers or editors.
    pub fn says_something(&self) -> bool {
        !self.changes.is_empty() || !self.changes.evidence.is_empty() || !self.names.is_empty()
    }

    fn json(&self) -> serde_json::Value {
        let mut told = crate::render::changes_json(self.old, self.new, &self.changes);
        if let (Some(told), false) = (told.as_object_mut(), self.names.is_empty()) {
            let names: Vec<_> = self.names.iter().map(names::json).collect();
            told.insert("names".to_owned(), names.into());
        }
        told
    }
}

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
    pub fn changes(&self, site: &Site, found: &[Changed<'_>], why: bool) {
        let said = self.said(site);
        for (at, changed) in found.iter().enumerate() {
            if self.format == Format::Json {
                put(&format!("{}\n", changed.json()));
                continue;
            }
            if at > 0 {
                put("\n");
            }
            let Changed { old, new, changes, names } = changed;
            let page = Page { said, old, new, changes, names, why };
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
    pub fn recorded(&self, site: &Site, recording: &Recording, dry: bool) {
        let said = self.said(site);
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
            if !self.quiet && !changes.is_empty() {
                let names = &derive::name_changes(old, new, changes);
                let page = Page { said, old, new, changes, names, why: false };
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
        let name = said.text(&recording.new.name);
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
    pub fn differences(&self, site: &Site, product: &Product, comparison: &Comparison, why: bool) {
        let said = self.said(site);
        let features: Vec<&Feature> = product.features().collect();
        let because = |at: usize| reasons(said, product, features[at], comparison, at);
        if self.format == Format::Json {
            let counted = |at| crossings(said, product, features[at], comparison, at);
            let all = |at| std::iter::once(because(at)).chain(counted(at)).collect::<Vec<_>>();
            let why = |at| why.then(|| all(at).join(said.say("；", "; ")));
            put(&format!("{}\n", crate::render::differences_json(product, comparison, why)));
            return;
        }
        let name = |at: usize| said.text(&product.editions[at].name);
        let title = format!(
            "{}{}{} → {}",
            said.text(&product.name),
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
            change: said.row_differs(features[at], &comparison.rows[at]),
            place: said.text(&features[at].name).to_owned(),
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

    fn said<'l>(&self, site: &'l Site) -> Said<'l> {
        Said::new(self.tongue, site)
    }
}

/// Writes to standard output; a reader that has gone away is no reason to fail.
fn put(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// By which rule each fact of a row differs, and on which condition that hangs.
fn reasons(
    said: Said<'_>,
    product: &Product,
    feature: &Feature,
    comparison: &Comparison,
    at: usize,
) -> String {
    let one = |(fact, found): (&crate::model::Fact, &derive::FactDifference)| {
        let part = fact.part.as_ref().map(|(_, name)| said.text(name).to_owned());
        let when = found.because.as_ref().filter(|when| !when.is_empty());
        let of = part.into_iter().chain(when.map(|when| said.when(product, when)));
        let of: Vec<String> = of.collect();
        let rule = said.rule(fact, found.difference);
        match of.is_empty() {
            true => rule.to_owned(),
            false => format!("{}{}{rule}", of.join(said.say("，", ", ")), said.say("：", ": ")),
        }
    };
    let all = feature.facts.iter().zip(&comparison.rows[at].facts).map(one);
    all.collect::<Vec<_>>().join(said.say("；", "; "))
}

/// A row of what is printed.
pub(super) struct Line {
    /// The word for how it reads now.
    pub change: &'static str,
    /// Which row, and of which edition.
    pub place: String,
    /// What it said.
    pub old: String,
    /// What it says.
    pub new: String,
    /// From which number on which edition has more.
    pub counted: Option<String>,
    /// By which rule.
    pub why: Option<String>,
}

pub(super) fn lines(said: Said<'_>, rows: &[Line]) -> String {
    let mut out = String::new();
    for row in rows {
        let word = row.change;
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

pub(super) fn markdown(said: Said<'_>, title: &str, rows: &[Line]) -> String {
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
        let word = row.change;
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
pub(super) fn cell(words: &str) -> String {
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
