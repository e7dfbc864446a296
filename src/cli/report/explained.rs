//! What a message means, in general.

use std::process::ExitCode;

use super::Report;
use crate::base::{Entry, Nearest, Severity, Tongue};
use crate::build::catalogue::unknown_message;

impl Report {
    /// Prints what a message means; `…` stands for what it names.
    pub fn explained(&self, entry: &Entry) -> ExitCode {
        let error = entry.severity == Severity::Error;
        let (words, help) = self.say_pair(entry.zh, entry.en);
        let level = match error {
            true => self.say("错误，网站不会发布", "error: nothing is published"),
            false => self.say("警告，照常发布", "warning: published all the same"),
        };
        let level = self.say(&format!("（{level}）"), &format!(" ({level})")).to_owned();
        println!("{}{level}\n\n{}", entry.code, general(words));
        let (zh, en) = entry.why;
        println!("{}", self.say(zh, en).trim());
        // A help that is made where the problem is found cannot be said in general.
        if !matches!(&*general(help), "" | "…") {
            println!("\n{}: {}", self.say("改法", "help"), general(help));
        }
        ExitCode::SUCCESS
    }

    fn say_pair<'t>(&self, zh: (&'t str, &'t str), en: (&'t str, &'t str)) -> (&'t str, &'t str) {
        match self.tongue {
            Tongue::Zh => zh,
            Tongue::En => en,
        }
    }

    /// A code that no message has: a matter of usage.
    pub fn no_such_code(&self, code: &str, near: &Nearest) -> ExitCode {
        self.stopped(unknown_message(None, code, near))
    }
}

/// A catalogue's words, with `…` where values stand.
fn general(words: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for sign in words.replace("{{", "\u{1}").replace("}}", "\u{2}").chars() {
        match sign {
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                out.push('…');
            }
            _ if depth > 0 => {}
            _ => out.push(sign),
        }
    }
    out.replace('\u{1}', "{").replace('\u{2}', "}")
}
