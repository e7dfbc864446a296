//! The root key: when nothing at all has changed, nothing at all is done.
#![allow(clippy::disallowed_methods, reason = "the record is part of the build's cache")]

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::memo::{self, checked, folder};
use super::{Args, Made, Published};
use crate::base::{Diagnostic, Hash, Hasher, SourcePath};
use crate::publish::{self, LiveId, Receipt};
use crate::render::Rendered;
use crate::resolve::Unpublished;
use crate::source::Snapshot;

/// Stands for the program, what it was told, and how every input looks from outside.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RootKey {
    /// The program and what it was told.
    pub told: Hash,
    /// The inputs.
    pub inputs: Hash,
}

impl RootKey {
    /// The key of a run.
    pub fn of(args: &Args, snapshot: &Snapshot) -> Self {
        let moment = &args.moment;
        let told = (
            args.tool,
            &args.overrides.base_url,
            &args.overrides.output_dir,
            moment.drafts,
            moment.future,
            moment.expired,
            args.strict,
            args.sync,
        );
        let mut inputs = Hasher::default();
        inputs.value(&snapshot.files);
        Self { told: Hash::of_value(&told), inputs: inputs.finish() }
    }
}

/// The inputs whose stamps cannot be trusted, with their bytes' fingerprints. To be taken before a
/// build reads anything: what is changed while it runs then differs from this.
pub fn racy(snapshot: &Snapshot) -> Vec<(SourcePath, Hash)> {
    let racy = snapshot.files.par_iter().filter(|file| snapshot.is_racy(file));
    racy.map(|file| {
        let bytes = snapshot.read(&file.path);
        (file.path.clone(), bytes.map_or_else(|_| Hash::default(), |bytes| Hash::of(&bytes)))
    })
    .collect()
}

/// What the last build left behind.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record {
    /// Its key.
    pub key: RootKey,
    /// What the output was then.
    live: LiveId,
    output: PathBuf,
    /// The day of the build, and the first moment at which another one comes out differently.
    from: Timestamp,
    until: Option<Timestamp>,
    /// Inputs whose stamps could not be trusted, with their bytes' fingerprints.
    racy: Vec<(SourcePath, Hash)>,
    rendered: (usize, usize),
    hidden: Vec<Unpublished>,
    /// What was said about the content.
    pub diagnostics: Vec<Diagnostic>,
}

impl Record {
    /// Loads the record of the last build.
    pub fn load(args: &Args) -> Option<Self> {
        let bytes = std::fs::read(folder(args).join("root")).ok()?;
        postcard::from_bytes(checked(&bytes)?).ok()
    }

    /// Whether the last build's output is this one's too; then what it was.
    pub fn still_holds(
        &self,
        args: &Args,
        snapshot: &Snapshot,
        key: &RootKey,
    ) -> Option<Published> {
        let now = args.moment.now;
        let in_time = self.from <= now && self.until.is_none_or(|until| now < until);
        let holds = self.key == *key
            && in_time
            && !args.verify
            && publish::untouched(&self.output, &self.live);
        if !holds || self.rewritten(snapshot).next().is_some() {
            return None;
        }
        if self
            .racy
            .iter()
            .any(|(path, _)| snapshot.find(path).is_some_and(|input| !snapshot.is_racy(input)))
        {
            self.settled(snapshot).write(args);
        }
        let (pages, files) = self.rendered;
        let rendered = Rendered { pages, files, fresh: 0 };
        Some(Published {
            output: self.output.clone(),
            rendered,
            receipt: None,
            hidden: self.hidden.clone(),
        })
    }

    /// The inputs that hold something else now although they may look the same from outside.
    pub fn rewritten(&self, snapshot: &Snapshot) -> impl Iterator<Item = &SourcePath> {
        let same = |path: &SourcePath, hash: Hash| {
            snapshot.read(path).is_ok_and(|bytes| Hash::of(&bytes) == hash)
        };
        self.racy.iter().filter(move |(path, hash)| !same(path, *hash)).map(|(path, _)| path)
    }

    /// The same record without the inputs that have become trustworthy meanwhile.
    fn settled(&self, snapshot: &Snapshot) -> Self {
        let mut record = self.clone();
        record
            .racy
            .retain(|(path, _)| snapshot.find(path).is_none_or(|input| snapshot.is_racy(input)));
        record
    }

    /// Notes what a build did.
    #[allow(clippy::too_many_arguments, reason = "a record is what a build knows at its end")]
    pub fn save(
        args: &Args,
        racy: &[(SourcePath, Hash)],
        key: &RootKey,
        made: &Made,
        output: &Path,
        receipt: &Receipt,
        rendered: Rendered,
        diagnostics: &[Diagnostic],
    ) {
        let zone = &made.plan.catalog.site.timezone;
        let from = args
            .moment
            .now
            .to_zoned(zone.clone())
            .start_of_day()
            .map_or(args.moment.now, |day| day.timestamp());
        let record = Self {
            key: *key,
            live: receipt.live,
            output: output.to_owned(),
            from,
            until: made.valid_until,
            racy: racy.to_vec(),
            rendered: (rendered.pages, rendered.files),
            hidden: made.hidden.clone(),
            diagnostics: diagnostics.to_vec(),
        };
        record.write(args);
    }

    fn write(&self, args: &Args) {
        if let Ok(bytes) = postcard::to_stdvec(self) {
            memo::write(&folder(args).join("root"), &bytes);
        }
    }
}
