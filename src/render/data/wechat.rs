//! A comparison for pasting into the editor of WeChat articles: no script, no class, no id, no link and
//! no picture, only the tags and styles that the editor keeps.

use std::fmt::Write;

use super::sheet::{Line, Said, Sheet};
use crate::derive::{Difference, FactDifference, VerdictGroup};
use crate::render::html::escaped;

/// A table as cards: losses first where two editions are compared, by group otherwise.
pub fn wechat(sheet: &Sheet<'_>) -> Vec<u8> {
    let mut page = Page { sheet, out: String::with_capacity(16 << 10) };
    page.opening();
    match sheet.comparison {
        Some(_) => page.differences(),
        None => page.groups(),
    }
    page.closing();
    page.out.into_bytes()
}

const OUTER: &str = "font-size:16px;line-height:1.75;color:#1b1c1e;";
const TITLE: &str = "margin:0 0 8px;font-size:20px;line-height:1.4;";
const VERDICT: &str = "margin:0 0 20px;padding:10px 14px;background-color:#f2f0e9;";
const GROUP: &str =
    "margin:24px 0 10px;padding-bottom:4px;border-bottom:1px solid #dcd9d0;font-size:17px;";
const NAME: &str = "margin:0 0 4px;";
const LINE: &str = "margin:0;";
const QUIET: &str = "margin:6px 0 0;font-size:13px;color:#605f59;";
const LABEL: &str = "color:#605f59;";

/// Ink and wash of a group of differences, as in the theme.
fn pigment(group: VerdictGroup) -> (&'static str, &'static str) {
    match group {
        VerdictGroup::Lost => ("#b3261e", "#fbedea"),
        VerdictGroup::Restricted => ("#7d5200", "#faf1dc"),
        VerdictGroup::Changed => ("#14598a", "#e8f1f8"),
        VerdictGroup::Improved | VerdictGroup::New => ("#1f6b4a", "#e6f3ec"),
        VerdictGroup::Unverified | VerdictGroup::Same => ("#605f59", "#f2f0e9"),
    }
}

struct Page<'s, 'a> {
    sheet: &'s Sheet<'a>,
    out: String,
}

impl<'a> Page<'_, 'a> {
    // Writing to a string cannot fail.
    fn paragraph(&mut self, style: &str, html: &str) {
        let _ = writeln!(self.out, "<p style=\"{style}\">{html}</p>");
    }

    fn opening(&mut self) {
        let _ = writeln!(self.out, "<section style=\"{OUTER}\">");
        let title = escaped(&self.sheet.title());
        self.paragraph(TITLE, &format!("<strong>{title}</strong>"));
        if let Some(verdict) = self.sheet.verdict() {
            self.paragraph(VERDICT, &format!("<strong>{}</strong>", escaped(&verdict)));
        }
    }

    /// The differing rows, the worst first, then the names of the others.
    fn differences(&mut self) {
        let sheet = self.sheet;
        let of = |line: &Line<'a>| line.difference.map(|d| d.difference).unwrap_or_default();
        // The sentence counts rows, so what is the same is counted by rows as well.
        let row = |line: &Line<'a>| {
            sheet.comparison.is_some_and(|c| c.rows[line.row].difference == Difference::Same)
        };
        let (same, rest): (Vec<_>, Vec<_>) = sheet.lines().partition(row);
        let (same_parts, mut differing): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|line| of(line) == Difference::Same);
        differing.sort_by_key(of);
        for line in differing {
            let (ink, wash) = pigment(of(&line).group());
            self.card_start(ink, wash);
            self.name(line, line.difference);
            for edition in &sheet.editions {
                self.edition(line, *edition);
            }
            self.sources(line);
            self.card_end();
        }
        let words = sheet.composer.words;
        let parts: Vec<String> = same_parts.iter().map(|line| sheet.name(*line)).collect();
        self.names(&sheet.word("same_parts"), &parts);
        let mut rows: Vec<Line<'a>> = same;
        rows.dedup_by_key(|line| line.row);
        let name = |line: &Line<'a>| line.feature.name.get(sheet.composer.lang).to_owned();
        let names: Vec<String> = rows.iter().map(name).collect();
        self.names(&words.fill("ui.same", &[("n", &names.len().to_string())]), &names);
    }

    fn names(&mut self, head: &str, names: &[String]) {
        if !names.is_empty() {
            let names = names.join(self.sheet.composer.words.get("ui.comma"));
            self.paragraph(QUIET, &escaped(&self.sheet.named(head, &names)));
        }
    }

    /// Every row with every edition.
    fn groups(&mut self) {
        let sheet = self.sheet;
        let mut group = None;
        for line in sheet.lines() {
            if group.replace(&line.group.id) != Some(&line.group.id) {
                let name = escaped(line.group.name.get(sheet.composer.lang));
                self.paragraph(GROUP, &format!("<strong>{name}</strong>"));
            }
            let (ink, wash) = pigment(VerdictGroup::Same);
            self.card_start(ink, wash);
            self.name(line, None);
            for edition in &sheet.editions {
                self.edition(line, *edition);
            }
            self.sources(line);
            self.card_end();
        }
    }

    fn card_start(&mut self, ink: &str, wash: &str) {
        let _ = writeln!(
            self.out,
            "<section style=\"margin:0 0 12px;padding:10px 14px;border-left:3px solid {ink};background-color:{wash};\">"
        );
    }

    fn card_end(&mut self) {
        self.out.push_str("</section>\n");
    }

    fn name(&mut self, line: Line<'a>, difference: Option<&FactDifference>) {
        let mut html = format!("<strong>{}</strong>", escaped(&self.sheet.name(line)));
        if let Some(difference) = difference {
            let group = difference.difference.group();
            let (ink, _) = pigment(group);
            let sign = self.sheet.composer.sign_of(line.fact, difference.difference);
            let (word, because) = self.sheet.change(line, difference);
            let aside = if because.is_empty() { because } else { self.sheet.aside(&because) };
            let mark = escaped(&format!("{sign} {word}{aside}"));
            let _ = write!(html, " <span style=\"color:{ink};\">{mark}</span>");
        }
        self.paragraph(NAME, &html);
    }

    /// `旧版：有`, what holds besides on lines of their own.
    fn edition(&mut self, line: Line<'a>, edition: usize) {
        let sheet = self.sheet;
        let said = sheet.said(line, edition);
        let Said { words, instead, cases, note, .. } = &said;
        let arrow = if sheet.comparison.is_some_and(|c| c.to == edition) { "→ " } else { "" };
        let label = sheet.named(&format!("{arrow}{}", sheet.edition(edition)), " ");
        let label = format!("<span style=\"{LABEL}\">{}</span>", escaped(label.trim_end()));
        let value = sheet.listed([said.whole(sheet), words.clone()]);
        self.paragraph(LINE, &format!("{label}{}", escaped(&value)));
        let named = sheet.named(&sheet.word("instead"), instead);
        let remark = sheet.named(&sheet.word("note"), note);
        for more in [&named, cases, &remark].into_iter().filter(|words| !words.is_empty()) {
            self.paragraph(LINE, &escaped(more));
        }
    }

    /// The titles of what the row rests on, as plain text.
    fn sources(&mut self, line: Line<'a>) {
        let sheet = self.sheet;
        let mut all = Vec::new();
        for at in sheet.editions.iter().flat_map(|e| sheet.said(line, *e).sources) {
            if !all.contains(&at) {
                all.push(at);
            }
        }
        let titles = all.iter().map(|at| sheet.source(*at).title.get(sheet.composer.lang));
        let titles = sheet.listed(titles.map(ToOwned::to_owned));
        if !titles.is_empty() {
            self.paragraph(QUIET, &escaped(&sheet.named(&sheet.word("sources"), &titles)));
        }
    }

    fn closing(&mut self) {
        if let Some(date) = self.sheet.product.verified {
            let verified = self.sheet.composer.words.get("ui.verified");
            self.paragraph(QUIET, &escaped(&format!("{verified} {date}")));
        }
        self.out.push_str("</section>\n");
    }
}
