//! The arguments of the benchmark.

use std::ffi::OsString;
use std::path::PathBuf;

/// What `--help` prints.
pub const HELP: &str = "\
cargo bench --bench build -- [OPTIONS]

  --sizes N,N,…   numbers of articles        [default: 100,1000,10000]
  --runs N        timed runs of each program [default: 5]
  --seed N        which site is generated    [default: 1]
  --peers         also time hugo and blades, where installed
  --scenarios     also time builds after small edits, each a new process with a cache
  --dir DIR       where sites are written    [default: below target/tmp]
  --keep          leave the sites in place
  --generate      write the sites and time nothing; keeps them";

/// The arguments as read.
pub struct Options {
    pub sizes: Vec<usize>,
    pub runs: usize,
    pub seed: u64,
    pub peers: bool,
    pub scenarios: bool,
    pub directory: PathBuf,
    pub keep: bool,
    pub generate: bool,
    pub help: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            sizes: vec![100, 1_000, 10_000],
            runs: 5,
            seed: 1,
            peers: false,
            scenarios: false,
            directory: PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench-build"),
            keep: false,
            generate: false,
            help: false,
        }
    }
}

impl Options {
    /// Reads the arguments after the program's name; `--bench`, which cargo adds, means nothing here.
    pub fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Self, String> {
        let mut options = Self::default();
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            let name = argument.to_string_lossy();
            let mut value = || arguments.next().ok_or(format!("{name} needs a value"));
            match &*name {
                "--bench" => {}
                "--sizes" => options.sizes = sizes(&value()?)?,
                "--runs" => options.runs = positive(&value()?.to_string_lossy())?,
                "--seed" => options.seed = number(&value()?.to_string_lossy())?,
                "--dir" => options.directory = absolute(&value()?)?,
                "--peers" => options.peers = true,
                "--scenarios" => options.scenarios = true,
                "--keep" => options.keep = true,
                "--generate" => options.generate = true,
                "-h" | "--help" => options.help = true,
                _ => return Err(format!("unknown argument {name}\n\n{HELP}")),
            }
        }
        Ok(options)
    }
}

/// Programs run in directories of their own, so a relative path would mean another place there.
fn absolute(path: &OsString) -> Result<PathBuf, String> {
    std::path::absolute(path).map_err(|error| error.to_string())
}

fn sizes(words: &OsString) -> Result<Vec<usize>, String> {
    words.to_string_lossy().split(',').map(positive).collect()
}

fn positive(word: &str) -> Result<usize, String> {
    let number: usize = number(word)?;
    if number == 0 { Err("0 is too few".to_owned()) } else { Ok(number) }
}

fn number<T: std::str::FromStr>(word: &str) -> Result<T, String> {
    word.trim().parse().map_err(|_| format!("not a number: {word}"))
}
