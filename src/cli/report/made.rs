//! What was made, and what comes next.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::CommandFactory;
use serde_json::json;

use super::Report;
use crate::base::{Bilingual, Diagnostic};
use crate::build::{Built, Outcome};
use crate::cli::args::{Cli, Format};
use crate::create::Made;
use crate::source::Snapshot;

impl Report {
    /// Prints why a command did nothing: a matter of usage or environment.
    pub fn stopped(&self, diagnostic: Diagnostic) -> ExitCode {
        self.stopped_in(&[diagnostic], &Snapshot::begin(Path::new("")))
    }

    /// The same, with an excerpt of a site's file.
    pub fn stopped_in(&self, diagnostics: &[Diagnostic], snapshot: &Snapshot) -> ExitCode {
        self.problems(diagnostics, snapshot);
        ExitCode::from(2)
    }

    /// Prints where a site was made, and how to look at it.
    pub fn site_made(&self, folder: &Path, paths: &[PathBuf]) -> ExitCode {
        paths.iter().for_each(|path| self.made(&path.display().to_string(), "created"));
        let (shown, count) = (folder.display(), paths.len());
        let here = folder == Path::new(".") || folder.as_os_str().is_empty();
        let place = match here {
            true => String::new(),
            false => format!(" -r {}", argument(&folder.display().to_string())),
        };
        let next = match cfg!(feature = "serve") {
            true => format!("crosswalk serve{place} --open"),
            false => format!("crosswalk build{place}"),
        };
        self.line(
            &format!("已在 {shown} 建好示例网站（{count} 个文件）。先看 README.md，从 crosswalk.yaml 改起"),
            &format!("made an example site in {shown} ({count} files); read README.md and begin with crosswalk.yaml"),
        );
        self.line(&format!("接下来：{next}"), &format!("next: {next}"));
        ExitCode::SUCCESS
    }

    /// Prints where the schemas are, and how an editor finds them.
    pub fn schemas_made(&self, folder: &Path, paths: &[PathBuf]) -> ExitCode {
        paths.iter().for_each(|path| self.made(&path.display().to_string(), "created"));
        let (shown, count) = (folder.display(), paths.len());
        let line = "# yaml-language-server: $schema=…/product.schema.json";
        self.line(
            &format!("已在 {shown} 写好 {count} 个 JSON Schema。在 YAML 文件的第一行写 {line}，编辑器就会提示和检查"),
            &format!("wrote {count} JSON Schemas into {shown}; with {line} in its first line, a file is completed and checked by editors"),
        );
        ExitCode::SUCCESS
    }

    /// Prints which file was made or added to.
    pub fn file_made(&self, root: &Path, made: &Made) -> ExitCode {
        let path = root.join(made.path.as_str());
        let path = path.strip_prefix(".").unwrap_or(&path).display().to_string();
        match made.instead_of {
            None => {
                self.made(&path, "created");
                self.line(&format!("已新建 {path}"), &format!("made {path}"));
            }
            Some(_) => {
                self.made(&path, "changed");
                self.line(&format!("已添加到 {path}"), &format!("added to {path}"));
            }
        }
        if let Some(slug) = &made.suggested {
            self.line(
                &format!("网址取自标题的拼音：{slug}；多音字可能不对，要换就删掉它，再加 --slug 新建一次"),
                &format!("the address was made from the title: {slug}; to choose another, delete it and run again with --slug"),
            );
        }
        if made.text.lines().any(|line| line == "draft: true") && made.instead_of.is_none() {
            self.line(
                "这是草稿：用 crosswalk serve --drafts 预览；删掉 draft: true 这一行就发布",
                "it is a draft: crosswalk serve --drafts shows it; delete the line draft: true to publish it",
            );
        }
        ExitCode::SUCCESS
    }

    /// Prints a table.
    pub fn bytes(&self, bytes: &[u8]) -> ExitCode {
        // A reader that has gone away is no reason to fail.
        let _ = std::io::stdout().write_all(bytes);
        ExitCode::SUCCESS
    }

    /// Prints where a table is.
    pub fn exported(&self, path: &Path) -> ExitCode {
        let shown = path.display();
        self.line(&format!("已写入 {shown}"), &format!("written to {shown}"));
        ExitCode::SUCCESS
    }

    /// Prints the errors for which no table can be trusted.
    pub fn not_exported(&self, built: &Built) -> ExitCode {
        self.problems(&built.diagnostics, &built.snapshot);
        if matches!(built.outcome, Outcome::Failed) {
            return ExitCode::from(2);
        }
        self.refused(&built.diagnostics, self.say("没有导出", "nothing was exported"));
        ExitCode::from(1)
    }

    fn made(&self, path: &str, what: &str) {
        if self.format == Format::Json {
            println!("{}", json!({ what: path }));
        }
    }
}

/// Prints what a shell needs to complete commands.
pub fn completions(shell: clap_complete::Shell) {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "crosswalk", &mut script);
    // A reader that has gone away is no reason to fail.
    let _ = std::io::stdout().write_all(&script);
}

/// A path as a shell takes it for one word.
fn argument(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_');
    if path.chars().all(plain) && !path.starts_with('-') {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

/// The system's words, with a Chinese name for what is common.
pub fn reason(error: &std::io::Error) -> Bilingual {
    crate::publish::catalogue::reason(error)
}
