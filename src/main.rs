//! The binary: exit codes only.

use std::process::ExitCode;

fn main() -> ExitCode {
    crosswalk::cli::run()
}
