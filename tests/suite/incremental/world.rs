//! A site that is built again and again, and what has to be true each time.

use std::fs;
use std::path::{Path, PathBuf};

use crosswalk::build::{Args, Built, Outcome, Published, build};
use jiff::Timestamp;
use tempfile::TempDir;

use super::ground::{Ground, Manner, Rename, Time};
use super::random::Random;
use super::site::Site;
use super::tree::Tree;

/// A site in a folder of its own.
pub struct World {
    /// What the editor thinks.
    pub site: Site,
    /// What lies on disk.
    pub ground: Ground,
    /// What a build is told.
    pub args: Args,
    /// Files that somebody else put into the output.
    pub foreign: Vec<String>,
    scratch: TempDir,
    copies: usize,
}

/// A folder for many small files: in memory where there is room for them.
pub fn scratch() -> TempDir {
    let memory = Path::new("/dev/shm");
    let room = rustix::fs::statvfs(memory).is_ok_and(|fs| fs.f_bavail * fs.f_frsize > 1 << 30);
    let folder = if room { TempDir::new_in(memory) } else { TempDir::new() };
    folder.unwrap()
}

/// How a build ended, in the least words.
pub fn ending(built: &Built) -> &'static str {
    match built.outcome {
        Outcome::Published(_) => "published",
        Outcome::Refused => "refused",
        Outcome::Failed => "failed",
    }
}

/// What was published.
pub fn published(built: &Built) -> &Published {
    match &built.outcome {
        Outcome::Published(published) => published,
        _ => panic!("{} with {:#?}", ending(built), built.diagnostics),
    }
}

/// The day on which every test begins: the articles' dates lie around it.
pub fn first_day() -> Timestamp {
    "2026-03-10T04:00:00Z".parse().unwrap()
}

impl World {
    /// Writes a site into a new folder.
    pub fn new(site: Site, manner: Manner) -> Self {
        Self::on(scratch(), site, manner)
    }

    /// Writes a site into a folder.
    pub fn on(scratch: TempDir, site: Site, manner: Manner) -> Self {
        let mut ground = Ground::new(scratch.path().join("site"));
        ground.write(&site, &[], manner);
        let args = Args::new(ground.root.clone(), first_day());
        Self { site, ground, args, foreign: Vec::new(), scratch, copies: 0 }
    }

    /// A small site, built once.
    pub fn small(seed: u64) -> Self {
        let site = Site::new(8, 1, &mut Random::new(seed));
        let world = Self::new(site, Manner { replace: false, time: Time::LongAgo });
        published(&world.build());
        world
    }

    /// Writes the site as it is now; how many files changed.
    pub fn write(&mut self, renames: &[Rename], manner: Manner) -> usize {
        self.ground.write(&self.site, renames, manner)
    }

    /// Where visitors look.
    pub fn output(&self) -> PathBuf {
        self.ground.root.join("output")
    }

    /// Everything that a build may write: the output, what lies beside it, and the cache.
    pub fn written(&self) -> [Tree; 3] {
        ["output", ".output.crosswalk", ".crosswalk"]
            .map(|name| Tree::read(&self.ground.root.join(name)))
    }

    /// Builds.
    pub fn build(&self) -> Built {
        build(&self.args)
    }

    /// Builds a copy of the site elsewhere, as if for the first time.
    pub fn clean(&mut self) -> (Built, Tree) {
        self.copies += 1;
        let place = self.scratch.path().join(format!("copy-{}", self.copies));
        let root = place.join("elsewhere");
        fs::create_dir_all(&root).unwrap();
        self.ground.copy(&root);
        let mut args = self.args.clone();
        (args.root, args.no_cache) = (root, false);
        let output = place.join("other/out");
        args.overrides.output_dir = Some(output.to_str().unwrap().to_owned());
        let built = build(&args);
        let tree = Tree::read(&output);
        fs::remove_dir_all(place).unwrap();
        (built, tree)
    }

    /// Builds, and holds the result against a clean build: the same end, the same words, the same
    /// bytes and modes; what did not change is still the same file.
    pub fn check(&mut self) -> Result<Built, String> {
        let before = Tree::read(&self.output());
        let built = self.build();
        let after = Tree::read(&self.output());
        let (clean, mut wanted) = self.clean();
        same_words(&built, &clean)?;
        let Outcome::Published(now) = &built.outcome else {
            return match before.moved(&after) {
                Some(path) => Err(format!("{}, but the output moved: {path}", ending(&built))),
                None => Ok(built),
            };
        };
        let then = published(&clean);
        let counts = |p: &Published| (p.rendered.pages, p.rendered.files, p.hidden.clone());
        if counts(now) != counts(then) {
            return Err(format!("counts {:?} instead of {:?}", counts(now), counts(then)));
        }
        for path in &self.foreign {
            let node = after.0.get(path).ok_or_else(|| format!("{path} was ours to keep"))?;
            wanted.0.insert(path.clone(), node.clone());
        }
        if let Some(path) = after.differs(&wanted) {
            return Err(format!("not as a clean build: {path}"));
        }
        match before.rewritten(&after) {
            Some(path) => Err(format!("{path} has the same bytes but is another file")),
            None => Ok(built),
        }
    }

    /// Builds once more with nothing changed: nothing is done, and the same is said.
    pub fn rest(&self, last: &Built) -> Result<(), String> {
        let before = self.written();
        let again = self.build();
        let after = self.written();
        same_words(&again, last)?;
        let all = matches!(again.outcome, Outcome::Published(_));
        for (before, after) in before.iter().zip(&after).take(if all { 3 } else { 1 }) {
            if let Some(path) = before.without_record().stirred(&after.without_record()) {
                return Err(format!("nothing had changed, but {path}"));
            }
        }
        match &again.outcome {
            Outcome::Published(p) if p.receipt.is_some() => Err("it published again".to_owned()),
            Outcome::Published(_) if !again.reasons.is_empty() => {
                Err(format!("nothing had changed, but {:?}", again.reasons))
            }
            _ => Ok(()),
        }
    }
}

/// Whether two builds end alike and say the same about the content.
fn same_words(one: &Built, other: &Built) -> Result<(), String> {
    if ending(one) != ending(other) {
        let said = (&one.diagnostics, &other.diagnostics);
        return Err(format!("{} instead of {}: {said:#?}", ending(one), ending(other)));
    }
    let of_content = |built: &Built| {
        let mut all = built.diagnostics.clone();
        all.retain(|diagnostic| diagnostic.code != "broken-cache");
        all
    };
    // Without settings there is no site, and the message names the folder.
    if ending(one) != "failed" && of_content(one) != of_content(other) {
        return Err(format!("{:#?}\ninstead of\n{:#?}", one.diagnostics, other.diagnostics));
    }
    Ok(())
}
