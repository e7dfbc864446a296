//! Runs programs and tells what they took.
//!
//! Between the benchmark and each program it times stands a process of its own, for two reasons: the
//! system adds up the time of all children and keeps the peak of the largest, so there must be only one;
//! and a child's peak starts at what its parent held when it was started, so the parent must be small.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::system;

/// First argument of the process in between; the log, the program and its arguments follow.
pub const ARGUMENT: &str = "--measure";

/// What one run of a program took.
#[derive(Clone, Copy)]
pub struct Cost {
    pub wall: Duration,
    /// User and system time of all its threads.
    pub cpu: Duration,
    /// The largest resident set, in bytes.
    pub peak: u64,
}

/// A program with its arguments and the directory in which it runs.
pub struct Job<'a> {
    pub program: &'a Path,
    pub arguments: &'a [OsString],
    pub directory: PathBuf,
    /// Receives what the program prints.
    pub log: PathBuf,
}

impl Job<'_> {
    /// Runs the program to its end; when it fails, the error holds the last lines that it printed.
    pub fn run(&self) -> io::Result<Cost> {
        let mut command = myself(ARGUMENT)?;
        command.current_dir(&self.directory).arg(&self.log).arg(self.program).args(self.arguments);
        let [wall, cpu, peak] = numbers(&mut command).map_err(|error| self.explain(&error))?;
        Ok(Cost { wall: Duration::from_nanos(wall), cpu: Duration::from_nanos(cpu), peak })
    }

    fn explain(&self, error: &io::Error) -> io::Error {
        let said = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = said.lines().collect();
        let last = &lines[lines.len().saturating_sub(12)..];
        io::Error::other(format!("{error}{}", last.join("\n")))
    }
}

/// The process in between: runs one program and prints nanoseconds of wall, of cpu, and bytes at the peak.
pub fn child(log: &Path, program: &Path, arguments: &[OsString]) -> io::Result<()> {
    let output = File::create(log)?;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output);
    let start = Instant::now();
    let status = command.status()?;
    let wall = start.elapsed();
    if !status.success() {
        return Err(io::Error::other(format!("{} ended with {status}", program.display())));
    }
    let used = system::children()?;
    println!("{} {} {}", wall.as_nanos(), used.cpu.as_nanos(), used.peak);
    Ok(())
}

/// A command that starts this program anew with one of its inner tasks.
pub fn myself(task: &str) -> io::Result<Command> {
    let mut command = Command::new(env::current_exe()?);
    command.arg(task);
    Ok(command)
}

/// Runs a command that prints `K` numbers.
pub fn numbers<const K: usize>(command: &mut Command) -> io::Result<[u64; K]> {
    let output = command.output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<u64> = said.split_whitespace().map_while(|word| word.parse().ok()).collect();
    let failed = |_| io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned());
    numbers.try_into().map_err(failed)
}
