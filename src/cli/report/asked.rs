//! What shows a fact, and the state of the matrices.

use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value as Json, json};

use super::{Report, Texts, position, text};
use crate::check::{self, Due, Impact, ProductReport};
use crate::cli::args::Format;
use crate::plan::Plan;
use crate::source::Snapshot;

/// Kinds of pages and their names, in the order in which they are listed.
const KINDS: [(&str, &str, &str); 9] = [
    ("product", "功能总表", "matrices"),
    ("feature", "功能页", "feature pages"),
    ("compare", "版本对比", "comparisons"),
    ("guide", "升级指南", "guides"),
    ("article", "文章", "articles"),
    ("page", "页面", "pages"),
    ("home", "首页", "home pages"),
    ("feed", "订阅", "feeds"),
    ("data", "数据文件", "data files"),
];

impl Report {
    /// Prints what shows something, and the links that name it.
    pub fn impact(&self, plan: &Plan, found: &Impact, name: &str, snapshot: &Snapshot) -> ExitCode {
        let mut texts = Texts::default();
        for bound in &found.bound {
            let path = &bound.at.path;
            texts.entry(path).or_insert_with(|| text(snapshot, path));
        }
        let place = |bound: &check::Bound| position(&texts[&bound.at.path], bound.at.range);
        if self.format == Format::Json {
            let shown = found.shown.iter().map(|shown| {
                json!({
                    "kind": shown.kind,
                    "url": plan.url(&shown.route),
                    "lang": shown.lang.as_str(),
                    "path": shown.source.as_ref().map(|path| path.as_str()),
                })
            });
            let bound = found.bound.iter().map(|bound| {
                let (line, column) = place(bound);
                json!({
                    "path": bound.at.path.as_str(),
                    "line": line,
                    "column": column,
                    "to": bound.to,
                    "words": bound.words,
                })
            });
            let (shown, bound): (Vec<Json>, Vec<Json>) = (shown.collect(), bound.collect());
            println!("{}", json!({ "of": name, "shown": shown, "bound": bound }));
            return ExitCode::SUCCESS;
        }
        let (pages, links) = (found.shown.len(), found.bound.len());
        self.line(
            &format!("{name}：{pages} 个页面和文件用到它，{links} 处链接写着它"),
            &format!("{name}: pages and files that show it: {pages}, links that name it: {links}"),
        );
        for (kind, zh, en) in KINDS {
            let ours: Vec<_> = found.shown.iter().filter(|shown| shown.kind == kind).collect();
            if ours.is_empty() {
                continue;
            }
            self.line(&format!("\n{zh}（{}）", ours.len()), &format!("\n{en} ({})", ours.len()));
            for shown in ours {
                let from = match &shown.source {
                    Some(path) if matches!(kind, "article" | "page" | "guide") => {
                        format!("  {path}")
                    }
                    _ => String::new(),
                };
                let url = &shown.route;
                self.line(&format!("  {url}{from}"), &format!("  {url}{from}"));
            }
        }
        if !found.bound.is_empty() {
            self.line(&format!("\n链接（{links}）"), &format!("\nlinks ({links})"));
        }
        for bound in &found.bound {
            let (line, column) = place(bound);
            let shown =
                format!("  {}:{line}:{column}  [{}]({})", bound.at.path, bound.words, bound.to);
            self.line(&shown, &shown);
        }
        ExitCode::SUCCESS
    }

    /// Prints the state of the matrices.
    pub fn state(&self, found: &check::Report) -> ExitCode {
        match self.format {
            Format::Json => println!("{}", state_json(found)),
            Format::Md => print!("{}", check::markdown(&check::sections(found, self.tongue))),
            _ => {
                for section in check::sections(found, self.tongue) {
                    self.section(&section);
                }
            }
        }
        ExitCode::SUCCESS
    }

    /// Prints where the report was written.
    pub fn state_written(&self, found: &check::Report, file: &Path) -> ExitCode {
        if self.format == Format::Json {
            println!("{}", state_json(found));
        }
        let file = file.display();
        self.line(&format!("报告写在 {file}"), &format!("the report is in {file}"));
        ExitCode::SUCCESS
    }

    fn section(&self, section: &check::Section) {
        let gap = if section.level > 1 { "\n" } else { "" };
        self.line(&format!("{gap}{}", section.title), &format!("{gap}{}", section.title));
        if !section.words.is_empty() {
            self.line(&section.words, &section.words);
        }
        let columns = section.columns.len();
        let widths: Vec<usize> = (0..columns)
            .map(|at| section.rows.iter().map(|row| width(&row[at])).max().unwrap_or(0))
            .collect();
        for row in &section.rows {
            let cells = row.iter().zip(&widths);
            let cells: Vec<String> = cells
                .map(|(cell, most)| format!("{cell}{}", " ".repeat(most - width(cell))))
                .collect();
            let line = format!("  {}", cells.join("  "));
            self.line(line.trim_end(), line.trim_end());
        }
    }
}

/// How many columns of a terminal a text takes: two for a Han character.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum()
}

/// The state of the matrices, for programs.
pub fn state_json(found: &check::Report) -> Json {
    let due = |all: &[Due]| -> Vec<Json> {
        all.iter()
            .map(|due| {
                json!({
                    "day": due.day.to_string(),
                    "of": due.target,
                    "name": due.name,
                    "passed": due.passed,
                })
            })
            .collect()
    };
    let named = |all: &[(String, String)]| -> Vec<Json> {
        all.iter().map(|(target, name)| json!({ "of": target, "name": name })).collect()
    };
    let product = |p: &ProductReport| {
        json!({
            "product": p.id,
            "name": p.name,
            "cells": p.cells,
            "sourced": p.sourced,
            "unsourced": named(&p.unsourced),
            "unknown": named(&p.unknown),
            "undated": p.undated,
            "oldest": due(&p.oldest),
            "stale": due(&p.stale),
            "plans": due(&p.plans),
            "closings": due(&p.closings),
            "articles": p.articles,
            "guides": p.guides,
        })
    };
    let products: Vec<Json> = found.products.iter().map(product).collect();
    json!({ "today": found.today.to_string(), "products": products })
}
