//! What an editor is told while the site is served: one line per round, or one object per line.

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use serde_json::{Value, json};

use super::{Format, Report, Texts, milliseconds, position};
use crate::base::{Diagnostic, Severity, Tongue};
use crate::build::{Built, Outcome};
use crate::serve::{Changes, Problem};

/// How many names a line holds.
const NAMES: usize = 3;

impl Report {
    /// Prints a problem that has no place in a file.
    pub fn note(&self, diagnostic: &Diagnostic) {
        let text = match self.format {
            Format::Json => self.json(diagnostic, &Texts::default()),
            _ => self.human(diagnostic, &Texts::default()),
        };
        let _ = writeln!(std::io::stderr(), "{text}");
    }

    /// Prints a build's problems.
    pub fn all(&self, built: &Built) {
        self.problems(&built.diagnostics, &built.snapshot);
    }

    /// A build's problems as a browser shows them.
    pub fn shown(&self, built: &Built) -> Vec<Problem> {
        let plain = Self { colors: false, ..*self };
        let texts = Self::texts(&built.diagnostics, &|path| super::text(&built.snapshot, path));
        built.diagnostics.iter().map(|diagnostic| plain.problem(diagnostic, &texts)).collect()
    }

    fn problem(&self, diagnostic: &Diagnostic, texts: &Texts<'_>) -> Problem {
        let place = diagnostic.span.as_ref().map(|span| position(&texts[&span.path], span.range));
        Problem {
            code: diagnostic.code.clone(),
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            path: diagnostic.span.as_ref().map(|span| span.path.to_string()),
            line: place.map(|(line, _)| line),
            column: place.map(|(_, column)| column),
            message: diagnostic.message.get(self.tongue).to_owned(),
            help: diagnostic.help.as_ref().map(|help| help.get(self.tongue).to_owned()),
            excerpt: excerpt(&self.human(diagnostic, texts)),
        }
    }

    /// Says where the site can be looked at.
    pub fn serving(&self, built: &Built, address: &str, pages: usize, took: Duration) {
        let hidden = match &built.outcome {
            Outcome::Published(published) => &published.hidden[..],
            Outcome::Refused | Outcome::Failed => &[],
        };
        self.object(
            || json!({"event": "serving", "url": address, "pages": pages, "took_ms": exact(took)}),
        );
        for (path, reason) in hidden {
            self.line(
                &format!("没有显示 {path}：{}", reason.zh),
                &format!("not shown: {path}: {}", reason.en),
            );
        }
        let took = milliseconds(took);
        match built.outcome {
            Outcome::Published(_) => self.line(
                &format!("预览：{address}（{pages} 页，用时 {took}）。保存后自动刷新，按 Ctrl-C 结束"),
                &format!("serving {address} ({pages} pages in {took}); what you save shows by itself, Ctrl-C ends"),
            ),
            Outcome::Refused | Outcome::Failed => self.line(
                &format!("预览：{address}。改正以上错误后才有页面，按 Ctrl-C 结束"),
                &format!("serving {address}; there are pages once the errors are mended, Ctrl-C ends"),
            ),
        }
    }

    /// Says what a round changed.
    pub fn rebuilt(&self, changes: &Changes, by: &[String], took: Duration) {
        self.object(|| {
            let Changes { written, gone } = changes;
            json!({"event": "rebuilt", "by": by, "written": written, "gone": gone, "took_ms": exact(took)})
        });
        let all: Vec<String> =
            changes.written.iter().chain(&changes.gone).map(|file| address(file)).collect();
        let (zh, en, took) = (some(by, Tongue::Zh), some(by, Tongue::En), milliseconds(took));
        let gone = changes.gone.len();
        let left = |words: String| if gone == 0 { String::new() } else { words };
        if all.is_empty() {
            self.line(
                &format!("{zh}：页面没有变化，用时 {took}"),
                &format!("{en}: no page changed, {took}"),
            );
        } else {
            self.line(
                &format!(
                    "{zh}：更新 {} 个文件{}（{}），用时 {took}",
                    changes.written.len(),
                    left(format!("，删去 {gone} 个")),
                    list(&all, Tongue::Zh)
                ),
                &format!(
                    "{en}: {} files updated{} ({}) in {took}",
                    changes.written.len(),
                    left(format!(", {gone} gone")),
                    list(&all, Tongue::En)
                ),
            );
        }
    }

    /// Says that the last site stands.
    pub fn stands(&self, built: &Built, by: &[String], took: Duration) {
        let errors = built.diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
        let warnings = built.diagnostics.len() - errors;
        self.object(|| {
            json!({"event": "refused", "by": by, "errors": errors, "warnings": warnings, "took_ms": exact(took)})
        });
        if !self.quiet {
            let tail = self.say("页面保持改坏之前的样子", "the pages stay as they were before");
            self.refused(&built.diagnostics, tail);
        }
    }

    /// Says that the loop has ended.
    pub fn ended(&self) {
        self.object(|| json!({"event": "stopped"}));
        self.line("预览已结束", "stopped");
    }

    /// Says that no browser could be started.
    pub fn not_opened(&self, address: &str) {
        self.line(
            &format!("没能打开浏览器，请自己打开 {address}"),
            &format!("no browser could be started; open {address}"),
        );
    }

    /// A host that is none: a matter of usage.
    pub fn bad_host(&self, host: &str) -> ExitCode {
        let _ = writeln!(
            std::io::stderr(),
            "{}",
            match self.tongue {
                Tongue::Zh =>
                    format!("错误：--host「{host}」不是地址，写成 127.0.0.1、::1 或 0.0.0.0"),
                Tongue::En =>
                    format!("error: --host {host} is no address; write 127.0.0.1, ::1 or 0.0.0.0"),
            }
        );
        ExitCode::from(2)
    }

    /// Prints a line for programs.
    fn object(&self, event: impl FnOnce() -> Value) {
        if !self.quiet && self.format == Format::Json {
            let _ = writeln!(std::io::stdout(), "{}", event());
        }
    }
}

/// The lines of a report that quote files: what lies between its place and its help.
fn excerpt(report: &str) -> String {
    let lines = report.lines().skip_while(|line| !line.trim_start().starts_with("-->")).skip(1);
    let lines = lines.take_while(|line| !line.trim_start().starts_with("= "));
    let lines: Vec<&str> = lines.collect();
    lines.join("\n").trim_end().trim_end_matches('|').trim_end().to_owned()
}

/// Milliseconds with their thousandths.
fn exact(took: Duration) -> f64 {
    (took.as_secs_f64() * 1e6).round() / 1e3
}

/// The address of a file of the output.
fn address(file: &str) -> String {
    let folder =
        file.strip_suffix("index.html").filter(|below| below.is_empty() || below.ends_with('/'));
    format!("/{}", folder.unwrap_or(file))
}

/// Which inputs a round was made for.
fn some(by: &[String], tongue: Tongue) -> String {
    match (by.is_empty(), tongue) {
        (true, Tongue::Zh) => "重新生成".to_owned(),
        (true, Tongue::En) => "rebuilt".to_owned(),
        (false, tongue) => list(by, tongue),
    }
}

/// The first names of a list.
fn list(names: &[String], tongue: Tongue) -> String {
    let (comma, more) = match tongue {
        Tongue::Zh => ("、", " 等"),
        Tongue::En => (", ", " …"),
    };
    let first = names.iter().take(NAMES).map(String::as_str).collect::<Vec<_>>().join(comma);
    if names.len() > NAMES { first + more } else { first }
}
