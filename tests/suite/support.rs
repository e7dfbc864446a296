//! Helpers that the tests share: sites in temporary folders, the library and the binary run over
//! them, and trees of files read back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use crosswalk::base::Diagnostic;
use crosswalk::build::{self, Args, Built, Outcome};
use tempfile::TempDir;

/// Files by their path below a folder, with `/` between folders.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// A day on which every site here is built, unless a test says otherwise.
pub const TODAY: &str = "2026-01-31T12:00:00Z";

/// A site of its own in a temporary folder, deleted when it is dropped.
pub struct Site {
    folder: TempDir,
}

impl Site {
    /// A folder without a file. It lies one level down, so that a test may put something beside it.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("site")).expect("a folder for the site");
        Self { folder }
    }

    /// The small site that the cases in `tests/sites` are laid over.
    pub fn base() -> Self {
        let site = Self::empty();
        site.overlay(&sites().join("_base"));
        site
    }

    /// A copy of the repository's own site, with the sources of its theme.
    pub fn real() -> Self {
        let site = Self::empty();
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        for below in ["content", "static", "themes"] {
            if repository.join(below).is_dir() {
                copy(&repository.join(below), &site.path(below));
            }
        }
        fs::copy(repository.join("crosswalk.yaml"), site.path("crosswalk.yaml")).expect("settings");
        site
    }

    /// Copies a folder's files over the site's.
    pub fn overlay(&self, folder: &Path) {
        copy(folder, &self.root());
    }

    /// The site's folder.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// A path below the site's folder.
    pub fn path(&self, below: &str) -> PathBuf {
        self.root().join(below)
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, below: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(&path, bytes).unwrap_or_else(|error| panic!("write {below}: {error}"));
    }

    /// Reads a text file.
    pub fn read(&self, below: &str) -> String {
        fs::read_to_string(self.path(below)).unwrap_or_else(|error| panic!("read {below}: {error}"))
    }

    /// Replaces the first occurrence of `from` in a file, which must be there.
    pub fn edit(&self, below: &str, from: &str, to: &str) {
        let text = self.read(below);
        assert!(text.contains(from), "{below} does not contain {from:?}");
        self.write(below, text.replacen(from, to, 1));
    }

    /// Deletes a file.
    pub fn remove(&self, below: &str) {
        fs::remove_file(self.path(below)).unwrap_or_else(|error| panic!("delete {below}: {error}"));
    }

    /// What the library is told to build this site on [`TODAY`], with nothing else asked for.
    pub fn args(&self) -> Args {
        Args::new(self.root(), TODAY.parse().expect("a moment"))
    }

    /// Builds through the library.
    pub fn build(&self) -> Built {
        build::build(&self.args())
    }

    /// Checks through the library.
    pub fn check(&self) -> Built {
        build::check(&self.args())
    }

    /// Builds through the library, and insists that nothing is said and something is published.
    pub fn publish(&self) -> Tree {
        let built = self.build();
        assert!(built.diagnostics.is_empty(), "{}", said(&built.diagnostics));
        assert!(matches!(built.outcome, Outcome::Published(_)), "{:?}", built.outcome);
        self.output()
    }

    /// The published files.
    pub fn output(&self) -> Tree {
        tree(&self.path("output"))
    }

    /// Runs the binary on this site, in its folder.
    pub fn run(&self, args: &[&str]) -> Run {
        let mut command = binary();
        command.current_dir(self.root()).args(args);
        Run::of(&mut command)
    }
}

/// How a run of the binary ended.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// What it printed.
    pub stdout: String,
    /// What it complained about.
    pub stderr: String,
}

impl Run {
    /// Runs a command to its end.
    pub fn of(command: &mut Command) -> Self {
        let output = command.stdin(Stdio::null()).output().expect("the binary runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the binary prints UTF-8");
        Self {
            code: output.status.code().expect("the binary exits"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

/// The binary in an environment that says nothing: no locale, no home, a fixed day.
pub fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crosswalk"));
    let moment: jiff::Timestamp = TODAY.parse().expect("a moment");
    command.env_clear().env("SOURCE_DATE_EPOCH", moment.as_second().to_string());
    command
}

/// The folder of the cases.
pub fn sites() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites")
}

/// Problems as one line each, for a test's own message.
pub fn said(diagnostics: &[Diagnostic]) -> String {
    let line = |d: &Diagnostic| {
        let place =
            d.span.as_ref().map_or("-".to_owned(), |s| format!("{}@{}", s.path, s.range.start));
        format!("{place} {}: {}", d.code, d.message.en)
    };
    diagnostics.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Every regular file below a folder, with its bytes; links are not followed. Empty if there is no
/// such folder.
pub fn tree(root: &Path) -> Tree {
    walk(root).into_iter().map(|(name, path)| (name, fs::read(path).expect("a file"))).collect()
}

/// What a file looks like from outside and inside: another inode or moment is another file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// When they were last written.
    pub modified: SystemTime,
    /// Which file it is; 0 where systems have no such number.
    pub inode: u64,
}

/// Every file below a folder, with what would change if it were written again.
pub fn stamps(root: &Path) -> BTreeMap<String, Stamp> {
    let stamp = |path: &Path| {
        let meta = fs::symlink_metadata(path).expect("a file");
        Stamp {
            bytes: fs::read(path).expect("a file"),
            modified: meta.modified().expect("a moment"),
            inode: inode(&meta),
        }
    };
    walk(root).into_iter().map(|(name, path)| (name, stamp(&path))).collect()
}

#[cfg(unix)]
fn inode(meta: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(meta)
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> u64 {
    0
}

/// The names and paths of the regular files below a folder.
fn walk(root: &Path) -> Vec<(String, PathBuf)> {
    let entries = walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok);
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (name_below(root, entry.path()), entry.into_path()))
        .collect()
}

fn name_below(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).expect("a path below the root");
    below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Copies a folder's regular files into another, over what is there.
pub fn copy(from: &Path, to: &Path) {
    for (name, path) in walk(from) {
        let target = to.join(&name);
        fs::create_dir_all(target.parent().expect("a folder")).expect("folders");
        fs::copy(&path, &target).unwrap_or_else(|error| panic!("copy {name}: {error}"));
    }
}

/// What differs between two trees, one line each; nothing if they are equal.
pub fn differences(old: &Tree, new: &Tree) -> Vec<String> {
    let gone = old.keys().filter(|name| !new.contains_key(*name)).map(|name| format!("- {name}"));
    let come = new.keys().filter(|name| !old.contains_key(*name)).map(|name| format!("+ {name}"));
    let changed = old
        .iter()
        .filter(|(name, bytes)| new.get(*name).is_some_and(|now| now != *bytes))
        .map(|(name, _)| format!("~ {name}"));
    gone.chain(come).chain(changed).collect()
}

/// Holds what reads eight times as much (`long`) to about eight times the work of `short`; where every
/// part looked at every other it would be sixty-four. The machine may be busy: one good run of three is
/// enough.
pub fn in_proportion(name: &str, short: impl Fn(), long: impl Fn()) {
    let mut growth = 0.0;
    for _ in 0..3 {
        growth = seconds_of(&long) / seconds_of(&short);
        if growth < 24.0 {
            return;
        }
    }
    panic!("{name}: eight times as long took {growth:.1} times as long");
}

/// Seconds of this thread's work for one round. Some clocks tick only a hundred times a second: rounds
/// are doubled until they have seen many ticks.
fn seconds_of(work: impl Fn()) -> f64 {
    let mut rounds = 1;
    loop {
        let start = own_seconds();
        (0..rounds).for_each(|_| work());
        let spent = own_seconds() - start;
        if spent >= 0.1 {
            return spent / f64::from(rounds);
        }
        rounds *= 2;
    }
}

/// Seconds of work that this thread has done: what else the machine does is no part of it.
#[cfg(target_os = "linux")]
fn own_seconds() -> f64 {
    let clock = nix::time::ClockId::CLOCK_THREAD_CPUTIME_ID;
    let spent = nix::time::clock_gettime(clock).expect("the thread's time");
    spent.tv_sec() as f64 + spent.tv_nsec() as f64 / 1e9
}

/// Seconds on the clock, where a thread's own work is not told.
#[cfg(not(target_os = "linux"))]
fn own_seconds() -> f64 {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed().as_secs_f64()
}
