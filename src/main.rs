//! The binary: exit codes only.

use std::process::ExitCode;

/// Rendering makes millions of short-lived values; the system's allocator spends a fifth of a build on them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    crosswalk::cli::run()
}
