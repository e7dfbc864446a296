//! The cases in `tests/sites`: what each site is told, and that its mended twin is told nothing.

use std::fs;
use std::path::{Path, PathBuf};

use crosswalk::build::Outcome;
use rayon::prelude::*;

use super::{diff, expect, made};
use crate::support::{Site, said, sites, stamps};

/// A folder of `tests/sites`.
struct Case {
    name: String,
    folder: PathBuf,
    make: Option<made::Make>,
}

impl Case {
    /// Every case, by name.
    fn all() -> Vec<Self> {
        let entries = fs::read_dir(sites()).expect("tests/sites");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<String> =
            names.map(|name| name.into_string().expect("a name in UTF-8")).collect();
        names.extend(made::SITES.iter().map(|(name, _)| (*name).to_owned()));
        names.retain(|name| !name.starts_with(['_', '.']));
        names.sort();
        names.dedup();
        names.into_iter().map(Self::named).collect()
    }

    fn named(name: String) -> Self {
        let make = made::SITES.iter().find(|(made, _)| *made == name).map(|(_, make)| *make);
        Self { folder: sites().join(&name), make, name }
    }

    fn has(&self, below: &str) -> bool {
        self.folder.join(below).exists()
    }

    /// The command line; `check` unless `args.txt` says otherwise.
    fn args(&self) -> Vec<String> {
        let written = fs::read_to_string(self.folder.join("args.txt"));
        let words = written.as_deref().unwrap_or("check");
        words.split_whitespace().map(str::to_owned).collect()
    }

    /// The base site, published, with the case's files over it.
    fn site(&self) -> Site {
        let site = Site::base();
        site.publish();
        site.overlay(&self.folder.join("site"));
        if let Some(make) = self.make {
            make(&site);
        }
        site
    }

    /// Runs the case: Chinese from its own command, English from a build. Both must find the same;
    /// a check writes nothing, and a build that fails leaves the old output as it was.
    fn run(&self) -> Result<String, String> {
        let site = self.site();
        let args = self.args();
        let zh = self.json(&site, &args, "zh")?;
        let mut as_build = args;
        as_build[0] = "build".to_owned();
        let en = self.json(&site, &as_build, "en")?;
        if zh.0 != en.0 {
            return Err(format!("exit {} in Chinese, {} in English", zh.0, en.0));
        }
        expect::write(zh.0, &zh.1, &en.1)
    }

    fn json(
        &self,
        site: &Site,
        args: &[String],
        tongue: &str,
    ) -> Result<(i32, Vec<expect::Problem>), String> {
        let untouched = if args[0] == "check" { site.root() } else { site.path("output") };
        let before = stamps(&untouched);
        let mut all: Vec<&str> = args.iter().map(String::as_str).collect();
        all.extend(["--format", "json", "--lang", tongue]);
        let run = site.run(&all);
        if (args[0] == "check" || run.code != 0) && stamps(&untouched) != before {
            return Err(format!("`{}` changed {}", args.join(" "), untouched.display()));
        }
        if !run.stdout.is_empty() {
            return Err(format!("printed to standard output: {}", run.stdout));
        }
        let problems = expect::problems(&anonymous(&site.root(), &run.stderr))?;
        let fails =
            |p: &expect::Problem| p.severity == "error" || args.iter().any(|a| a == "--strict");
        if problems.iter().any(fails) != (run.code != 0) {
            return Err(format!("exit {} with {problems:?}", run.code));
        }
        Ok((run.code, problems))
    }

    /// What people see, in Chinese.
    fn human(&self) -> String {
        let site = self.site();
        let args = self.args();
        let mut all: Vec<&str> = args.iter().map(String::as_str).collect();
        all.extend(["--lang", "zh"]);
        anonymous(&site.root(), &site.run(&all).stderr)
    }

    /// Compares what was said with a file of the case, or writes the file.
    fn compare(&self, file: &str, found: &str) -> Result<(), String> {
        let path = self.folder.join(file);
        if std::env::var_os("CROSSWALK_UPDATE").is_some() {
            fs::create_dir_all(&self.folder).expect("the case's folder");
            fs::write(path, found).expect("the expectation");
            return Ok(());
        }
        let expected = fs::read_to_string(path).unwrap_or_default();
        if expected == found {
            Ok(())
        } else {
            Err(format!("{file}:\n{}", diff::lines(&expected, found)))
        }
    }

    fn is_told(&self) -> Result<(), String> {
        self.compare("expect.txt", &self.run()?)?;
        if self.has("human.txt") { self.compare("human.txt", &self.human()) } else { Ok(()) }
    }

    fn is_mended(&self) -> Result<(), String> {
        let site = Site::base();
        site.overlay(&self.folder.join("site"));
        site.overlay(&self.folder.join("good"));
        let built = site.check();
        let fine = built.diagnostics.is_empty() && matches!(built.outcome, Outcome::Published(_));
        if fine { Ok(()) } else { Err(format!("good/ is not:\n{}", said(&built.diagnostics))) }
    }
}

/// The site's folder, and the temporary one above it, go by one name in every run.
fn anonymous(root: &Path, text: &str) -> String {
    let real = root.canonicalize().expect("the site's folder");
    let above = |path: &Path| path.parent().expect("a folder above").to_path_buf();
    let names = [(real.clone(), "<site>"), (root.into(), "<site>")];
    let names = names.into_iter().chain([(above(&real), "<above>"), (above(root), "<above>")]);
    names.fold(text.to_owned(), |text, (path, name)| text.replace(&*path.to_string_lossy(), name))
}

/// Runs a test over cases and reports every failing one.
fn every(cases: &[Case], test: impl Fn(&Case) -> Result<(), String> + Sync) {
    let failures: Vec<String> = cases
        .par_iter()
        .filter_map(|case| test(case).err().map(|why| format!("{}: {why}", case.name)))
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {} cases fail (CROSSWALK_UPDATE=1 accepts what is found):\n\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n")
    );
}

#[test]
fn every_site_is_told_what_is_expected() {
    every(&Case::all(), Case::is_told);
}

#[test]
fn every_mended_site_is_told_nothing() {
    let mended: Vec<Case> = Case::all().into_iter().filter(|case| case.has("good")).collect();
    every(&mended, Case::is_mended);
}
