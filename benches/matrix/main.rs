//! Times reading, resolving and comparing one very large product against the YAML reader's events alone.
//!
//! `cargo bench --bench matrix -- --help` lists the arguments; `benches/README.md` says what is measured.
#![allow(clippy::disallowed_methods, reason = "a benchmark measures time and prepares a site")]

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

mod product;
mod report;
mod stages;

#[path = "../build/process.rs"]
#[allow(dead_code, reason = "the other benchmark needs the rest")]
mod process;
#[path = "../build/random.rs"]
mod random;
#[path = "../build/spread.rs"]
mod spread;
#[path = "../build/system.rs"]
#[allow(dead_code, reason = "the other benchmark needs the rest")]
mod system;
#[path = "../build/tree.rs"]
#[allow(dead_code, reason = "the other benchmark needs the rest")]
mod tree;

use product::Size;
use stages::Stage;

/// The program's own, so that both sides of a ratio get their memory as they would in use.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// First argument of the process whose peak memory is one stage's; the stage and the file follow.
const PEAK: &str = "--peak-of";

const HELP: &str = "\
cargo bench --bench matrix -- [OPTIONS]

  --features N    features of the product    [default: 20000]
  --editions N    editions of the product    [default: 17]
  --runs N        timed runs                 [default: 7]
  --seed N        which product is generated [default: 1]
  --check         also run `crosswalk check` over a site with the product
  --build         also build that site, whole and after an edit of one note
  --dir DIR       where the site is written  [default: below target/tmp]";

struct Options {
    size: Size,
    runs: usize,
    check: bool,
    build: bool,
    directory: PathBuf,
}

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    let result = match &arguments[..] {
        [task, stage, file] if task == PEAK => peak(stage, file.as_ref()),
        [task, log, program, rest @ ..] if task == process::ARGUMENT => {
            process::child(log.as_ref(), program.as_ref(), rest)
        }
        _ => bench(&arguments),
    };
    if let Err(error) = result {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Cargo says `--bench` when it runs a benchmark; `cargo test --all-targets` starts this program too.
fn bench(arguments: &[OsString]) -> io::Result<()> {
    if !arguments.iter().any(|word| word == "--bench") {
        println!("a benchmark, nothing to test; run it with: cargo bench --bench matrix");
        return Ok(());
    }
    if arguments.iter().any(|word| word == "--help") {
        println!("{HELP}");
        return Ok(());
    }
    let options = options(arguments).map_err(io::Error::other)?;
    let file = site(&options)?;
    let bytes = fs::read(&file)?;
    let mut runs = Vec::with_capacity(options.runs);
    // The first run pays for memory that later ones find ready.
    stages::run(&bytes)?;
    for _ in 0..options.runs {
        runs.push(stages::run(&bytes)?);
    }
    let size = bytes.len();
    drop(bytes);
    let peaks = Stage::ALL.map(|stage| peak_of(stage, &file));
    println!("{}", report::stages(&options.size, size, &runs, &peaks));
    if options.check {
        println!("{}", report::program("crosswalk check", &check(&options)?, &runs));
    }
    if options.build {
        let (whole, edited) = (builds(&options, &file, false)?, builds(&options, &file, true)?);
        println!("{}", report::program("crosswalk build", &whole, &runs));
        println!("{}", report::program("after an edit of one note", &edited, &runs));
        println!("{}", report::output(&options.directory.join("output"))?);
    }
    Ok(())
}

/// Writes the site and returns the product's file.
fn site(options: &Options) -> io::Result<PathBuf> {
    let folder = options.directory.join("content/products/large");
    fs::create_dir_all(&folder)?;
    fs::write(options.directory.join("crosswalk.yaml"), stages::SETTINGS)?;
    fs::write(options.directory.join("content/_index.md"), "---\ntitle: 首页\n---\n")?;
    let file = folder.join("product.yaml");
    fs::write(&file, product::write(options.size))?;
    Ok(file)
}

fn check(options: &Options) -> io::Result<Vec<process::Cost>> {
    let arguments = ["check", "-q"].map(OsString::from);
    let job = process::Job {
        program: Path::new(env!("CARGO_BIN_EXE_crosswalk")),
        arguments: &arguments,
        directory: options.directory.clone(),
        log: options.directory.join(".log"),
    };
    (0..options.runs.min(3)).map(|_| job.run()).collect()
}

/// Full builds without a cache, or builds that find the cache of the one before, after an edit each.
fn builds(options: &Options, file: &Path, edits: bool) -> io::Result<Vec<process::Cost>> {
    let whole: &[&str] = if edits { &["build", "-q"] } else { &["build", "-q", "--no-cache"] };
    let arguments: Vec<OsString> = whole.iter().map(OsString::from).collect();
    let job = process::Job {
        program: Path::new(env!("CARGO_BIN_EXE_crosswalk")),
        arguments: &arguments,
        directory: options.directory.clone(),
        log: options.directory.join(".log"),
    };
    let product = fs::read_to_string(file)?;
    let mut costs = Vec::new();
    for run in 0..options.runs.min(3) + usize::from(edits) {
        if edits {
            fs::write(file, product::edited(&product, run).ok_or_else(no_cell)?)?;
        }
        costs.push(job.run()?);
    }
    fs::write(file, product)?;
    // The first of the builds after an edit fills the cache.
    Ok(costs.split_off(usize::from(edits)))
}

fn no_cell() -> io::Error {
    io::Error::other("the product has no note to edit")
}

/// The peak memory of a process that goes as far as a stage and no further, in bytes.
fn peak_of(stage: Stage, file: &Path) -> io::Result<u64> {
    let mut command = process::myself(PEAK)?;
    let [peak] = process::numbers(command.arg(stage.name()).arg(file))?;
    Ok(peak)
}

/// The process itself: prints the largest resident set that it had.
fn peak(stage: &OsStr, file: &Path) -> io::Result<()> {
    let named = Stage::ALL.into_iter().find(|known| stage == known.name());
    let stage = named.ok_or_else(|| io::Error::other("there is no such stage"))?;
    stages::alone(&fs::read(file)?, stage)?;
    println!("{}", high_water()?);
    Ok(())
}

/// The largest resident set since this program began; what its parent held does not count.
fn high_water() -> io::Result<u64> {
    let Ok(status) = fs::read_to_string("/proc/self/status") else {
        return Ok(system::own()?.peak);
    };
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    Ok(kibibytes.unwrap_or(0) * 1024)
}

fn options(arguments: &[OsString]) -> Result<Options, String> {
    let mut options = Options {
        size: Size { features: 20_000, editions: 17, seed: 1 },
        runs: 7,
        check: false,
        build: false,
        directory: PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench-matrix"),
    };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let name = argument.to_string_lossy();
        let mut value = || arguments.next().ok_or(format!("{name} needs a value"));
        match &*name {
            "--bench" => {}
            "--features" => options.size.features = number(value()?)?,
            "--editions" => options.size.editions = number(value()?)?,
            "--seed" => options.size.seed = number(value()?)? as u64,
            "--runs" => options.runs = number(value()?)?,
            "--check" => options.check = true,
            "--build" => options.build = true,
            "--dir" => options.directory = value()?.into(),
            _ => return Err(format!("unknown argument {name}\n\n{HELP}")),
        }
    }
    Ok(options)
}

fn number(word: &OsString) -> Result<usize, String> {
    let word = word.to_string_lossy();
    let number = word.trim().parse().ok().filter(|number| *number > 0);
    number.ok_or(format!("not a number above 0: {word}"))
}
