//! The only place that prints.

mod asked;
mod changed;
mod crossover;
mod edited;
mod explained;
mod made;
mod names;
mod readable;
mod said;
#[cfg(feature = "serve")]
mod serving;
mod signed;
mod versions;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use rustc_hash::FxHashMap;
use serde_json::json;

pub use asked::state_json;
pub use changed::Changed;
pub use made::{completions, reason};
pub use signed::Signed;

use super::args::{Format, Global};
use super::environment;
use crate::base::{Bilingual, Diagnostic, Range, Say, Severity, SourcePath, Tongue};
use crate::build::{Built, Outcome, Published, catalogue as problem};
use crate::publish::How;
use crate::resolve::Unpublished;
use crate::source::Snapshot;
use crate::syntax::day_mend;

/// Prints, in one language and form.
pub struct Report {
    tongue: Tongue,
    format: Format,
    colors: bool,
    quiet: bool,
    verbose: bool,
}

/// The problem whose line is never shown.
const SECRET: &str = "secret-in-settings";

/// The texts of files that problems point into, read once.
type Texts<'s> = FxHashMap<&'s SourcePath, Text>;

/// A file's text, without a byte-order mark.
struct Text {
    words: String,
    /// How many bytes stand before them.
    mark: usize,
    /// Where each line begins.
    lines: Vec<usize>,
}

impl Report {
    /// A report as the command line asks for it.
    pub fn new(global: &Global) -> Self {
        let (tongue, colors) = (environment::tongue(global), environment::colors(global));
        Self { tongue, format: global.format, colors, quiet: global.quiet, verbose: global.verbose }
    }

    fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        match self.tongue {
            Tongue::Zh => zh,
            Tongue::En => en,
        }
    }

    /// A time that cannot be read: a matter of usage.
    pub fn bad_time(&self, time: &str) -> ExitCode {
        self.stopped(problem::bad_time(None, time, day_mend(time)))
    }

    /// Prints why something had to be done.
    pub fn reasons(&self, reasons: &[Bilingual]) {
        for reason in reasons {
            println!("{}", reason.get(self.tongue));
        }
    }

    /// Prints a build's problems and its end.
    pub fn built(&self, built: &Built, took: Duration) -> ExitCode {
        self.problems(&built.diagnostics, &built.snapshot);
        match &built.outcome {
            Outcome::Published(published) => {
                self.published(published, took);
                ExitCode::SUCCESS
            }
            Outcome::Refused => {
                self.refused(
                    &built.diagnostics,
                    self.say(
                        "没有发布，原来的网站没有动",
                        "nothing was published; the old site stands",
                    ),
                );
                ExitCode::from(1)
            }
            Outcome::Failed => ExitCode::from(2),
        }
    }

    /// Prints what a check found.
    pub fn checked(&self, built: &Built, took: Duration) -> ExitCode {
        self.problems(&built.diagnostics, &built.snapshot);
        match &built.outcome {
            Outcome::Published(published) => {
                let (pages, took) = (published.rendered.pages, milliseconds(took));
                self.hidden(&published.hidden);
                self.line(
                    &format!("检查通过：{pages} 页，{took}"),
                    &format!("checked: {pages} pages in {took}"),
                );
                ExitCode::SUCCESS
            }
            Outcome::Refused => {
                self.refused(&built.diagnostics, "");
                ExitCode::from(1)
            }
            Outcome::Failed => ExitCode::from(2),
        }
    }

    fn line(&self, zh: &str, en: &str) {
        if !self.quiet && self.format != Format::Json {
            // Nobody has to be there to read it.
            let _ = writeln!(std::io::stdout(), "{}", self.say(zh, en));
        }
    }

    fn refused(&self, diagnostics: &[Diagnostic], tail: &str) {
        if self.format == Format::Json {
            return;
        }
        let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
        let warnings = diagnostics.len() - errors;
        let joined = if tail.is_empty() {
            String::new()
        } else {
            format!("{}{tail}", self.say("；", "; "))
        };
        eprintln!(
            "{}",
            match self.tongue {
                Tongue::Zh => format!("{errors} 个错误，{warnings} 个警告{joined}"),
                Tongue::En => format!("{errors} errors, {warnings} warnings{joined}"),
            }
        );
    }

    fn published(&self, published: &Published, took: Duration) {
        let Published { output, rendered, receipt, hidden } = published;
        let (pages, took) = (rendered.pages, milliseconds(took));
        let place = output.display();
        match receipt {
            Some(receipt) if receipt.how != How::Nothing => {
                let (new, gone, files) = (receipt.written, receipt.deleted, receipt.files);
                self.line(
                    &format!("已生成 {pages} 页（{files} 个文件，新写 {new} 个，删去 {gone} 个），用时 {took}"),
                    &format!("built {pages} pages ({files} files: {new} written, {gone} deleted) in {took}"),
                );
                if let How::Journal { reason } = &receipt.how {
                    self.line(
                        &format!("逐个文件发布：{}", reason.zh),
                        &format!("published file by file: {}", reason.en),
                    );
                }
                for path in &receipt.foreign {
                    self.line(
                        &format!("不是本程序写的，没有动：{path}"),
                        &format!("not ours, left alone: {path}"),
                    );
                }
                if self.verbose {
                    receipt.changed.iter().for_each(|path| self.line(path, path));
                }
            }
            _ => self.line(
                &format!("没有变化：{pages} 页，用时 {took}"),
                &format!("nothing changed: {pages} pages, {took}"),
            ),
        }
        self.hidden(hidden);
        self.line(
            &format!("在 {place}；预览：{}", preview(output)),
            &format!("in {place}; look at it with: {}", preview(output)),
        );
    }

    /// Names every page that is held back, and why.
    fn hidden(&self, hidden: &[Unpublished]) {
        for (path, reason) in hidden {
            self.line(
                &format!("没有发布 {path}：{}", reason.zh),
                &format!("not published: {path}: {}", reason.en),
            );
            if self.format == Format::Json {
                let note = json!({
                    "code": "not-published",
                    "severity": "note",
                    "path": path.as_str(),
                    "line": 1,
                    "column": 1,
                    "message": reason.get(self.tongue),
                    "help": null,
                });
                eprintln!("{note}");
            }
        }
    }

    fn problems(&self, diagnostics: &[Diagnostic], snapshot: &Snapshot) {
        self.problems_of(diagnostics, &Self::texts(diagnostics, &|path| text(snapshot, path)));
    }

    fn problems_of(&self, diagnostics: &[Diagnostic], texts: &Texts<'_>) {
        let mut out = String::new();
        for diagnostic in diagnostics {
            match self.format {
                Format::Json => out.push_str(&self.json(diagnostic, texts)),
                _ => out.push_str(&self.human(diagnostic, texts)),
            }
            out.push('\n');
        }
        // A reader that has gone away is no reason to fail.
        let _ = std::io::stderr().write_all(out.as_bytes());
    }

    /// What the files say that problems point into.
    fn texts<'s>(diagnostics: &'s [Diagnostic], read: &dyn Fn(&SourcePath) -> Text) -> Texts<'s> {
        let mut texts = Texts::default();
        let spans =
            diagnostics.iter().flat_map(|d| d.span.iter().chain(d.labels.iter().map(|l| &l.span)));
        for span in spans {
            texts.entry(&span.path).or_insert_with(|| read(&span.path));
        }
        texts
    }

    fn json(&self, diagnostic: &Diagnostic, texts: &Texts<'_>) -> String {
        let place = diagnostic.span.as_ref().map(|span| position(&texts[&span.path], span.range));
        json!({
            "code": diagnostic.code,
            "severity": diagnostic.severity,
            "path": diagnostic.span.as_ref().map(|span| span.path.as_str()),
            "line": place.map(|(line, _)| line),
            "column": place.map(|(_, column)| column),
            "message": diagnostic.message.get(self.tongue),
            "help": diagnostic.help.as_ref().map(|help| help.get(self.tongue)),
        })
        .to_string()
    }

    fn human(&self, diagnostic: &Diagnostic, texts: &Texts<'_>) -> String {
        let (level, name) = match diagnostic.severity {
            Severity::Error => (Level::ERROR, self.say("错误", "error")),
            Severity::Warning => (Level::WARNING, self.say("警告", "warning")),
        };
        let title = level
            .with_name(name)
            .primary_title(diagnostic.message.get(self.tongue))
            .id(&*diagnostic.code);
        let mut group = Group::with_title(title);
        for path in places(diagnostic) {
            let name = path.say(self.tongue);
            group = if texts[path].words.is_empty() {
                group.element(Origin::path(name))
            } else if diagnostic.code == SECRET {
                let place = diagnostic.span.as_ref().map(|span| position(&texts[path], span.range));
                let (line, column) = place.unwrap_or((1, 1));
                group.element(Origin::path(name).line(line).char_column(column))
            } else {
                group.element(self.excerpt(diagnostic, path, &texts[path]).path(name))
            };
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(
                Level::HELP.with_name(self.say("改法", "help")).message(help.get(self.tongue)),
            );
        }
        let renderer = if self.colors { Renderer::styled() } else { Renderer::plain() };
        renderer.decor_style(DecorStyle::Ascii).render(&[group]) + "\n"
    }

    /// What a file says at the places that belong to a problem: the lines from the first to the last.
    fn excerpt<'t>(
        &'t self,
        diagnostic: &'t Diagnostic,
        path: &SourcePath,
        text: &'t Text,
    ) -> Snippet<'t, Annotation<'t>> {
        let primary = diagnostic.span.iter().map(|span| (AnnotationKind::Primary, span, None));
        let labels = diagnostic.labels.iter().map(|label| {
            (AnnotationKind::Context, &label.span, Some(label.words.get(self.tongue)))
        });
        let here = primary.chain(labels).filter(|(_, span, _)| span.path == *path);
        let places: Vec<_> =
            here.map(|(kind, span, words)| (kind, within(text, span.range), words)).collect();
        let first = places.iter().map(|(_, place, _)| place.start).min().unwrap_or(0);
        let last = places.iter().map(|(_, place, _)| place.end).max().unwrap_or(0);
        let line = text.line(first);
        let (from, to) = (text.lines[line - 1], text.line_end(last));
        let annotations = places.into_iter().map(|(kind, place, words)| {
            kind.span(place.start - from..place.end - from).label(words)
        });
        Snippet::source(&text.words[from..to]).line_start(line).annotations(annotations)
    }
}

/// The files that a problem points into, its own first.
fn places(diagnostic: &Diagnostic) -> Vec<&SourcePath> {
    let labels = diagnostic.labels.iter().map(|label| &label.span.path);
    let mut paths: Vec<&SourcePath> = Vec::new();
    for path in diagnostic.span.iter().map(|span| &span.path).chain(labels) {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    paths
}

/// A file's text as far as it is text; nothing of what the snapshot refused: a pipe would never end,
/// and a link that leads out of the site is not shown either.
fn text(snapshot: &Snapshot, path: &SourcePath) -> Text {
    let known = snapshot.find(path).and_then(|input| snapshot.read(&input.path).ok());
    text_of(known.unwrap_or_default())
}

fn text_of(bytes: Vec<u8>) -> Text {
    let words =
        String::from_utf8(bytes).unwrap_or_else(|error| readable::readable(error.as_bytes()));
    let (words, mark) = match words.strip_prefix('\u{feff}') {
        Some(rest) => (rest.to_owned(), '\u{feff}'.len_utf8()),
        None => (words, 0),
    };
    let lines = std::iter::once(0).chain(words.match_indices('\n').map(|(at, _)| at + 1));
    Text { lines: lines.collect(), words, mark }
}

impl Text {
    /// The line that holds an offset, from 1.
    fn line(&self, offset: usize) -> usize {
        self.lines.partition_point(|line| *line <= offset)
    }

    /// Where the line that holds an offset ends.
    fn line_end(&self, offset: usize) -> usize {
        let rest = &self.words[offset..];
        rest.find(['\n', '\r']).map_or(self.words.len(), |n| offset + n)
    }
}

/// A range that lies in the text, on its characters' borders, and ends on the line where it begins.
fn within(text: &Text, range: Range) -> std::ops::Range<usize> {
    let words = &text.words;
    let border = |at: u32| {
        let mut at = (at as usize).saturating_sub(text.mark).min(words.len());
        while !words.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (border(range.start), border(range.end));
    start..end.clamp(start, text.line_end(start))
}

/// Line and column of a range's start, both from 1, the column in characters.
fn position(text: &Text, range: Range) -> (usize, usize) {
    let start = within(text, range).start;
    let line = text.line(start);
    (line, text.words[text.lines[line - 1]..start].chars().count() + 1)
}

fn milliseconds(took: Duration) -> String {
    let ms = took.as_secs_f64() * 1000.0;
    if ms < 1000.0 { format!("{ms:.0} ms") } else { format!("{:.2} s", ms / 1000.0) }
}

/// A command that anybody has who has a browser to look with.
fn preview(output: &Path) -> String {
    format!("python3 -m http.server 8000 -d {}  →  http://127.0.0.1:8000/", output.display())
}
