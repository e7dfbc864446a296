//! Tables in GitHub Flavored Markdown: one per group, sources as footnotes.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::sheet::{Line, Sheet};

/// A table as Markdown.
pub fn markdown(sheet: &Sheet<'_>) -> Vec<u8> {
    let mut page = Page { sheet, out: String::with_capacity(16 << 10), cited: BTreeSet::new() };
    page.opening();
    let mut group = None;
    for line in sheet.lines() {
        if group.replace(&line.group.id) != Some(&line.group.id) {
            page.head(line.group.name.get(sheet.composer.lang));
        }
        page.row(line);
    }
    page.notes();
    page.out.into_bytes()
}

struct Page<'s, 'a> {
    sheet: &'s Sheet<'a>,
    out: String,
    /// The sources that rows refer to.
    cited: BTreeSet<usize>,
}

// Writing to a string cannot fail.
impl Page<'_, '_> {
    fn opening(&mut self) {
        let _ = writeln!(self.out, "# {}", escaped(&self.sheet.title()));
        if let Some(verdict) = self.sheet.verdict() {
            let _ = write!(self.out, "\n{}\n", escaped(&verdict));
        }
        if let Some(date) = self.sheet.product.verified {
            let verified = self.sheet.composer.words.get("ui.verified");
            let _ = write!(self.out, "\n{} {date}\n", escaped(verified));
        }
    }

    fn head(&mut self, group: &str) {
        let sheet = self.sheet;
        let mut columns = vec![sheet.word("name")];
        columns.extend(sheet.editions.iter().map(|at| sheet.edition(*at)));
        if sheet.comparison.is_some() {
            columns.insert(2, sheet.word("change"));
        }
        let columns: Vec<String> = columns.iter().map(|name| escaped(name)).collect();
        let _ = write!(
            self.out,
            "\n## {}\n\n| {} |\n|{}\n",
            escaped(group),
            columns.join(" | "),
            " --- |".repeat(columns.len()),
        );
    }

    fn row(&mut self, line: Line<'_>) {
        let sheet = self.sheet;
        let mut cells = vec![escaped(&sheet.name(line))];
        for edition in &sheet.editions {
            cells.push(self.cell(line, *edition));
        }
        if let Some(difference) = line.difference {
            let (word, because) = sheet.change(line, difference);
            let aside = match &*because {
                "" => String::new(),
                because => sheet.aside(because),
            };
            cells.insert(2, escaped(&format!("{word}{aside}")));
        }
        let _ = writeln!(self.out, "| {} |", cells.join(" | "));
    }

    /// The value, what holds besides, and the numbers of its sources.
    fn cell(&mut self, line: Line<'_>, edition: usize) -> String {
        let (sheet, words) = (self.sheet, self.sheet.composer.words);
        let said = sheet.said(line, edition);
        let since = match &*said.since {
            "" => String::new(),
            since => words.fill("ui.since", &[("date", since)]),
        };
        let all = [
            said.whole(sheet),
            said.words.clone(),
            sheet.named(&sheet.word("instead"), &said.instead),
            said.cases.clone(),
            sheet.named(&sheet.word("note"), &said.note),
            since,
        ];
        let mut out = escaped(&sheet.listed(all));
        for at in said.sources {
            let _ = write!(out, "[^{}]", sheet.source(at).id);
            self.cited.insert(at);
        }
        out
    }

    fn notes(&mut self) {
        let words = self.sheet.composer.words;
        for at in std::mem::take(&mut self.cited) {
            let record = self.sheet.source(at);
            let mut note = escaped(record.title.get(self.sheet.composer.lang));
            if let Some(url) = &record.url {
                let _ = write!(note, "{}<{url}>", words.get("answer_comma"));
            }
            if let Some(seen) = record.seen {
                let seen = words.fill("ui.seen", &[("date", &seen.to_string())]);
                let _ = write!(note, "{}{}", words.get("answer_comma"), escaped(&seen));
            }
            let _ = write!(self.out, "\n[^{}]: {note}\n", record.id);
        }
    }
}

/// Words on one line that no sign of Markdown, HTML or a table's columns is read in.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for c in words.trim().chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '|' | '\\' | '<' | '>' | '*' | '_' | '`' | '[' | ']' | '&' | '~' | '#' | '$' | '!'
            | '^' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
