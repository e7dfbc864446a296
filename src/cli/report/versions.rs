//! How one version of a product reads against an earlier one, in words.

use std::sync::Arc;

use super::changed::{Line, cell, lines, markdown};
use super::names;
use super::said::Said;
use crate::base::Tongue;
use crate::derive::{Changes, Difference, NameChange};
use crate::model::{Feature, Product};

/// One product's changes on their way to the reader.
pub(super) struct Page<'a> {
    /// Words.
    pub said: Said<'a>,
    /// The product as it was.
    pub old: &'a Product,
    /// The product as it is.
    pub new: &'a Product,
    /// What changed.
    pub changes: &'a Changes,
    /// What changed beside the cells.
    pub names: &'a [NameChange],
    /// Whether the rules are told.
    pub why: bool,
}

impl Page<'_> {
    fn rows(&self) -> Vec<Line> {
        let (was, is): (Vec<_>, Vec<_>) =
            (self.old.features().collect(), self.new.features().collect());
        let row = |change: &crate::derive::CellChange| {
            let (before, after) = (was[change.old.feature], is[change.new.feature]);
            let edition = self.said.text(&self.new.editions[change.new.edition].name);
            let rule = |fact: &crate::model::Fact, found: &Difference| self.said.rule(fact, *found);
            let why = after.facts.iter().zip(&change.facts).map(|(fact, found)| rule(fact, found));
            Line {
                change: self.said.differs(after, change.facts.iter().copied(), change.change),
                place: format!("{} · {edition}", self.said.text(&after.name)),
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
            name(at.iter().map(|at| said.text(&of.editions[*at].name)).collect())
        };
        let features = |of: &[&Feature], at: &[usize]| {
            name(at.iter().map(|at| said.text(&of[*at].name)).collect())
        };
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
        out.extend(self.moves());
        out.extend(self.names.iter().map(|change| names::line(said, change)));
        out
    }

    /// Features that go by another id, became several, or were several.
    fn moves(&self) -> Vec<String> {
        let moved = &self.changes.moved;
        let joined = |new: &[Arc<str>]| moved.iter().filter(|(_, other)| **other == *new).count();
        let mut out: Vec<String> = Vec::new();
        for (at, (old, new)) in moved.iter().enumerate() {
            let first = moved.iter().position(|(_, other)| other == new) == Some(at);
            let line = match &new[..] {
                [only] if joined(new) == 1 => self.renamed(old, only),
                [only] if first => {
                    let all = moved.iter().filter(|(_, other)| other == new);
                    let all: Vec<&str> = all.map(|(old, _)| self.name(self.old, old)).collect();
                    self.joined(&all, self.name(self.new, only))
                }
                [_] => continue,
                several => {
                    let all: Vec<&str> = several.iter().map(|id| self.name(self.new, id)).collect();
                    self.split(self.name(self.old, old), &all)
                }
            };
            out.push(line);
        }
        out
    }

    /// What a feature is called; its id where it has no name.
    fn name<'n>(&'n self, of: &'n Product, id: &'n str) -> &'n str {
        of.feature(id).map_or(id, |feature| self.said.text(&feature.name))
    }

    fn renamed(&self, old: &str, new: &str) -> String {
        let name = self.name(self.new, new);
        match self.said.tongue() {
            Tongue::Zh => format!("改了代号：「{name}」{old} → {new}"),
            Tongue::En => format!("another id: {name}: {old} → {new}"),
        }
    }

    fn split(&self, old: &str, new: &[&str]) -> String {
        let count = new.len();
        match self.said.tongue() {
            Tongue::Zh => {
                format!("「{old}」拆成 {count} 项：{}；以前的变更记录在各项下接着算", quoted(new))
            }
            Tongue::En => format!(
                "{old} became {count} features: {}; its history continues in each of them",
                new.join(", ")
            ),
        }
    }

    fn joined(&self, old: &[&str], new: &str) -> String {
        match self.said.tongue() {
            Tongue::Zh => {
                format!("{}合成一项：「{new}」；以前的变更记录接着算", quoted(old))
            }
            Tongue::En => {
                format!(
                    "{} became one feature: {new}; their history continues there",
                    old.join(", ")
                )
            }
        }
    }

    /// Cells of which only what stands beside the value changed.
    fn beside(&self) -> Option<String> {
        let told = |at| self.changes.cells.iter().any(|change| change.new == at);
        let count = self.changes.evidence.iter().filter(|e| !told(e.new)).count();
        let said = match self.said.tongue() {
            Tongue::Zh => format!("另有 {count} 格只改了日期、出处或备注，读者读到的不变"),
            Tongue::En => format!(
                "dates, sources or notes changed in {count} cells; readers read the same there"
            ),
        };
        (count > 0).then_some(said)
    }

    fn head(&self) -> String {
        let name = self.said.text(&self.new.name);
        let same = self.changes.is_empty() && self.names.is_empty();
        match (same, self.said.tongue()) {
            (true, Tongue::Zh) => format!("{name}：客户读到的没有变化"),
            (true, Tongue::En) => format!("{name}: customers read the same as before"),
            (false, Tongue::Zh) => format!("{name}：客户现在会读到"),
            (false, Tongue::En) => format!("{name}: customers will now read"),
        }
    }

    /// For a terminal.
    pub fn lines(&self) -> String {
        let mut out = format!("{}\n", self.head());
        self.structure().iter().for_each(|line| out.push_str(&format!("  {line}\n")));
        out.push_str(&lines(self.said, &self.rows()));
        if let Some(beside) = self.beside() {
            out.push_str(&format!("  {beside}\n"));
        }
        out
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        let mut out = markdown(self.said, &self.head(), &self.rows());
        let more: Vec<String> = self.structure().into_iter().chain(self.beside()).collect();
        if !more.is_empty() && !out.ends_with("\n\n") {
            out.push('\n');
        }
        more.iter().for_each(|line| out.push_str(&format!("- {}\n", cell(line))));
        out
    }
}

/// Names as they stand in a Chinese sentence.
fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("「{name}」")).collect::<Vec<_>>().join("、")
}
