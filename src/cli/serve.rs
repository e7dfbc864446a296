//! `crosswalk serve`.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use super::args::{Global, Seen, Serve};
use super::environment;
use super::report::Report;
use crate::base::{Diagnostic, Tongue};
use crate::build::{Args, Built};
use crate::serve::{Bound, Desk, Event, Problem, bind};

/// Shows the site in a browser while it is written.
pub fn run(global: &Global, command: &Serve) -> ExitCode {
    let report = Report::new(global);
    let args = match environment::args(global, &command.seen) {
        Ok(args) => args,
        Err(time) => return report.bad_time(&time),
    };
    let Some(host) = host(&command.host) else { return report.bad_host(&command.host) };
    let bound = match bind(host, command.port) {
        Ok(bound) => bound,
        Err(diagnostic) => {
            report.note(&diagnostic);
            return ExitCode::from(2);
        }
    };
    if let Some(warning) = bound.warning() {
        report.note(&warning);
    }
    match serve(global, command, args, report, bound) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(2),
        Err(diagnostic) => {
            Report::new(global).note(&diagnostic);
            ExitCode::from(2)
        }
    }
}

fn serve(
    global: &Global,
    command: &Serve,
    mut args: Args,
    report: Report,
    bound: Bound,
) -> Result<bool, Diagnostic> {
    let root: PathBuf = args.root.clone();
    let origin = bound.origin();
    args.overrides.origin = Some(origin.clone());
    let desk: Arc<dyn Desk> = Arc::new(Terminal {
        report,
        tongue: environment::tongue(global),
        global: global.clone(),
        seen: command.seen.clone(),
        args,
        origin,
        open: command.open,
        told: Mutex::default(),
    });
    bound.serve(&root, &desk)
}

/// A number, or the one name that every machine has for itself.
fn host(written: &str) -> Option<IpAddr> {
    if written.eq_ignore_ascii_case("localhost") {
        return Some(Ipv4Addr::LOCALHOST.into());
    }
    written.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

/// An editor before a terminal, or a program that reads lines.
struct Terminal {
    report: Report,
    tongue: Tongue,
    global: Global,
    seen: Seen,
    args: Args,
    origin: String,
    open: bool,
    /// What was said about the content last: warnings are not said again with every round.
    told: Mutex<Vec<Diagnostic>>,
}

impl Desk for Terminal {
    fn args(&self) -> Args {
        let mut args = self.args.clone();
        if let Ok(newer) = environment::args(&self.global, &self.seen) {
            args.moment = newer.moment;
        }
        args
    }

    fn problems(&self, built: &Built) -> Vec<Problem> {
        self.report.shown(built)
    }

    fn tell(&self, event: &Event<'_>) {
        let is_new = |built: &Built| {
            let mut told = self.told.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let is_new = *told != built.diagnostics;
            told.clone_from(&built.diagnostics);
            is_new
        };
        match event {
            Event::Serving { built, base_path, pages, took } => {
                self.report.all(built);
                is_new(built);
                let below = if base_path.is_empty() { "/" } else { base_path };
                let address = format!("{}{below}", self.origin);
                self.report.serving(built, &address, *pages, *took);
                if self.open && open::that_detached(&address).is_err() {
                    self.report.not_opened(&address);
                }
            }
            Event::Rebuilt { built, changes, by, took } => {
                if is_new(built) {
                    self.report.all(built);
                }
                self.report.rebuilt(changes, by, *took);
            }
            Event::Refused { built, by, took, .. } => {
                is_new(built);
                self.report.all(built);
                self.report.stands(built, by, *took);
            }
            Event::Note(diagnostic) => self.report.note(diagnostic),
            Event::Stopped => self.report.ended(),
        }
    }

    fn tongue(&self) -> Tongue {
        self.tongue
    }
}
