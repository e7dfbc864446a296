//! Times full builds of generated sites against the time to write the same bytes, and against peers.
//!
//! `cargo bench --bench build -- --help` lists the arguments; `benches/README.md` says what is measured.
#![allow(clippy::disallowed_methods, reason = "a benchmark measures time and prepares sites")]

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

mod article;
mod limit;
mod options;
mod process;
mod product;
mod race;
mod random;
mod report;
mod scenarios;
mod sites;
mod spread;
mod system;
mod text;
mod tools;
mod tree;

use options::{HELP, Options};
use sites::Plan;
use tools::Tool;

/// A file in every directory that a run has made and a later one may remove.
const MARK: &str = ".made-by-the-build-benchmark";

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    if let Some(result) = inner_task(&arguments) {
        return exit(result);
    }
    // Cargo says so when it runs a benchmark; `cargo test --all-targets` starts this program too.
    if !arguments.iter().any(|word| word == "--bench") {
        println!("a benchmark, nothing to test; run it with: cargo bench --bench build");
        return ExitCode::SUCCESS;
    }
    match Options::parse(arguments.into_iter()) {
        Ok(options) if options.help => println!("{HELP}"),
        Ok(options) => return exit(bench(&options)),
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

/// What a process does that the benchmark itself has started; nothing where a user has.
fn inner_task(arguments: &[OsString]) -> Option<io::Result<()>> {
    match arguments {
        [task, log, program, rest @ ..] if task == process::ARGUMENT => {
            Some(process::child(log.as_ref(), program.as_ref(), rest))
        }
        [task, site, target] if task == limit::ARGUMENT => {
            Some(limit::child(site.as_ref(), target.as_ref()))
        }
        _ => None,
    }
}

fn exit(result: io::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn bench(options: &Options) -> io::Result<()> {
    let mut tools = vec![tools::crosswalk()];
    if options.peers {
        tools.extend(tools::peers());
    }
    fs::create_dir_all(&options.directory)?;
    println!("{}\n", machine(&options.directory));
    for &articles in &options.sizes {
        let root = prepare(&options.directory, articles)?;
        let plan = Plan { seed: options.seed, articles };
        let ran = size(options, plan, &root, &tools);
        if !options.keep && !options.generate {
            tree::remove(&root)?;
        }
        ran?;
    }
    Ok(())
}

/// Generates the sites of one size, times the tools over them and prints the tables.
fn size(options: &Options, plan: Plan, root: &Path, tools: &[Tool]) -> io::Result<()> {
    eprintln!("{} articles: writing the sites to {}", plan.articles, root.display());
    sites::generate(root, plan)?;
    if options.generate {
        return Ok(());
    }
    let lanes = race::run(tools, root, options.runs, plan.least_pages())?;
    println!("{}", report::race(plan.articles, options.runs, &lanes));
    let Some(crosswalk) = lanes.iter().map(|lane| lane.tool).find(|tool| tool.is_under_test())
    else {
        return Err(io::Error::other("crosswalk did not build"));
    };
    if options.scenarios {
        let outcomes = scenarios::run(crosswalk, root, plan, options.runs)?;
        println!("{}", report::scenarios(&outcomes));
    }
    Ok(())
}

/// An empty directory for the sites of one size; refuses to remove one that no run has made.
fn prepare(directory: &Path, articles: usize) -> io::Result<PathBuf> {
    let root = directory.join(format!("n{articles}"));
    if root.exists() && !root.join(MARK).exists() {
        return Err(io::Error::other(format!("{} is in the way", root.display())));
    }
    tree::remove(&root)?;
    fs::create_dir_all(&root)?;
    fs::write(root.join(MARK), "")?;
    Ok(root)
}

/// What a reader must know to compare figures: cores, how busy they were before, and the file system.
fn machine(directory: &Path) -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let kind = file_system(directory).unwrap_or_else(|| "unknown".to_owned());
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().filter(|word| !word.is_empty()).unwrap_or("unknown");
    format!("{cores} cores, load {load} before the first run, file system {kind}")
}

/// The kind of file system that holds the directory, such as `ext4`, where the kernel tells.
fn file_system(directory: &Path) -> Option<String> {
    let directory = directory.canonicalize().ok()?;
    let mounts = fs::read_to_string("/proc/mounts").ok()?;
    let mounts = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        Some((words.next()?, words.next()?))
    });
    let holding = mounts.filter(|(point, _)| directory.starts_with(point));
    holding.max_by_key(|(point, _)| point.len()).map(|(_, kind)| kind.to_owned())
}
