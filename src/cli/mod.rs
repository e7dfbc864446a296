//! Arguments, one file per command, and the only place that prints.
#![allow(clippy::disallowed_methods, reason = "this room is where environment and clock are read")]

mod args;
mod asking;
mod build;
mod check;
mod consent;
mod diff;
mod edit;
mod editing;
mod environment;
mod explain;
mod export;
mod init;
mod making;
mod new;
mod record;
mod report;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod write;

use clap::Parser;
use std::process::ExitCode;

use args::{Cli, Command};

/// Runs the program: 0 fine, 1 content errors, 2 usage or environment.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors; clap knows.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match &cli.command {
        Command::Init(command) => init::run(&cli.global, command),
        Command::New(command) => new::run(&cli.global, command),
        Command::Build(command) => build::run(&cli.global, command),
        #[cfg(feature = "serve")]
        Command::Serve(command) => serve::run(&cli.global, command),
        Command::Check(command) => check::run(&cli.global, command),
        Command::Diff(command) => diff::run(&cli.global, command),
        Command::Export(command) => export::run(&cli.global, command),
        Command::Impact(command) => asking::impact(&cli.global, command),
        Command::Set(command) => edit::set(&cli.global, command),
        Command::Verify(command) => edit::verify(&cli.global, command),
        Command::Record(command) => record::run(&cli.global, command),
        Command::Explain(command) => explain::run(&cli.global, command),
        Command::Schema(command) => schema::run(&cli.global, command),
        Command::Completions(command) => {
            report::completions(command.shell);
            ExitCode::SUCCESS
        }
    }
}
