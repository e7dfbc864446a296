//! The tree that visitors see.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, Ordering::SeqCst};
use std::time::{Duration, Instant};

use super::catalogue::{self, NOWHERE, read_failed, write_failed};
use super::disk::Disk;
use super::manifest::{Manifest, Record};
use super::places::Places;
use super::receipt::LiveId;
use super::table::{Table, above};
use super::tree::Found;
use super::{guard, tree};
use crate::base::Diagnostic;

/// What becomes of a file of the live tree.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Mark {
    /// Nobody asked for it: it goes.
    Unasked,
    /// It stays as it is.
    Kept,
    /// New contents take its place.
    Replaced,
}

/// What somebody else did to a tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Doubt {
    /// Nothing that shows.
    None,
    /// Folders were changed, our files in them were not.
    Folders,
    /// Files were changed, or nothing is known.
    Files,
}

/// The live tree, as it was found.
pub(super) struct Live {
    pub root: PathBuf,
    /// The key of its top folder.
    pub key: u64,
    pub manifest: Manifest,
    /// What becomes of each file of the manifest.
    marks: Vec<AtomicU8>,
    /// The manifest on disk says something else.
    pub stale: bool,
    /// What somebody else did to it since it was published.
    pub doubt: Doubt,
    /// Nothing was ever published here.
    pub first: bool,
    looked: Instant,
}

/// A build that took longer than this looks at the tree again before it publishes.
const FRESH: Duration = Duration::from_millis(200);

impl Live {
    /// Looks at the tree; `None` if there is none yet.
    pub fn load(places: &Places, verify: bool) -> Result<Option<Self>, Diagnostic> {
        let root = places.output.clone();
        let key = match tree::key(&root) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            key => key.map_err(|e| read_failed(&root, &e))?,
        };
        let (noted, first) = noted(places, key)?;
        let known = noted.is_some();
        let mut manifest = match noted {
            Some(noted) => noted,
            None => adopted(places)?,
        };
        if verify {
            manifest.distrust();
        }
        let found = tree::check(&root, manifest)?;
        if !known && found.manifest.files.is_empty() {
            return Err(not_ours(places));
        }
        let doubt = match found {
            _ if !known || verify => Doubt::Files,
            Found { disturbed: true, .. } => Doubt::Files,
            Found { stale: true, .. } => Doubt::Folders,
            _ => Doubt::None,
        };
        let marks =
            found.manifest.files.iter().map(|_| AtomicU8::new(Mark::Unasked as u8)).collect();
        Ok(Some(Self {
            root,
            key,
            manifest: found.manifest,
            marks,
            stale: found.stale || !known || first,
            doubt,
            first,
            looked: Instant::now(),
        }))
    }

    /// Its identity.
    pub fn id(&self) -> LiveId {
        LiveId { tree: self.key, files: self.manifest.id() }
    }

    /// Notes that a file stays as it is; `false` if something else was noted of it before.
    pub fn keep(&self, row: usize) -> bool {
        self.mark(row, Mark::Kept) || self.kept(row)
    }

    /// Notes, for the first time, that a file stays or is replaced; `false` at the second time.
    pub fn claim(&self, row: usize, stays: bool) -> bool {
        self.mark(row, if stays { Mark::Kept } else { Mark::Replaced })
    }

    fn mark(&self, row: usize, mark: Mark) -> bool {
        let first = Mark::Unasked as u8;
        self.marks[row].compare_exchange(first, mark as u8, SeqCst, SeqCst).is_ok()
    }

    fn kept(&self, row: usize) -> bool {
        self.marks[row].load(SeqCst) == Mark::Kept as u8
    }

    /// Whether every file stays, and nothing else is to be done.
    pub fn all_stay(&self) -> bool {
        (0..self.marks.len()).all(|row| self.kept(row)) && !self.littered()
    }

    /// Whether somebody deleted all that lay in a folder of ours.
    fn littered(&self) -> bool {
        let mut folders = self.manifest.folders.iter();
        self.doubt != Doubt::None
            && folders
                .any(|(path, folder)| folder.ours && !path.is_empty() && bare(&self.manifest, path))
    }

    /// The files it holds.
    pub fn files(&self) -> Table<Record> {
        self.manifest.files.clone()
    }

    /// The files that stay.
    pub fn staying(&self) -> impl Iterator<Item = (&str, &Record)> {
        let rows = self.manifest.files.iter().enumerate();
        rows.filter(|(row, _)| self.kept(*row)).map(|(_, entry)| entry)
    }

    /// Looks again after a long build: what was kept must still be there, and foreign files that
    /// came meanwhile must not be lost.
    pub fn look_again(&mut self) -> Result<(), Diagnostic> {
        if self.looked.elapsed() < FRESH {
            return Ok(());
        }
        let found = tree::check(&self.root, self.manifest.clone())?;
        if found.disturbed {
            return Err(catalogue::disturbed(NOWHERE, self.root.display().to_string()));
        }
        self.stale |= found.stale;
        self.manifest = found.manifest;
        Ok(())
    }

    /// Writes down how the tree was found, if that is not what its manifest says: the tree is
    /// about to become the spare one, and is then taken at the manifest's word.
    pub fn note(&mut self, disk: &dyn Disk, places: &Places) -> Result<(), Diagnostic> {
        if self.stale {
            let path = places.manifest(self.key);
            self.manifest.save(disk, &path).map_err(|e| write_failed(&path, &e))?;
            self.stale = false;
        }
        Ok(())
    }
}

/// What is noted of the live tree, and whether it is an empty folder of which nothing is.
fn noted(places: &Places, key: u64) -> Result<(Option<Manifest>, bool), Diagnostic> {
    match Manifest::load(&places.manifest(key)) {
        Some(noted) => Ok((Some(noted), false)),
        None if guard::empty(&places.output)? => Ok((Some(Manifest::empty(0)), true)),
        None => Ok((None, false)),
    }
}

/// A tree without a manifest of its own was copied or restored with the dot directory beside it:
/// what any manifest there lists is ours, once it was read.
fn adopted(places: &Places) -> Result<Manifest, Diagnostic> {
    Manifest::all_in(&places.control).ok_or_else(|| not_ours(places))
}

fn not_ours(places: &Places) -> Diagnostic {
    catalogue::not_ours(NOWHERE, places.output.display().to_string(), places.setting.clone())
}

/// Where a path meets what is not ours: the foreign path, if there is one.
pub(super) fn foreign_at<'a>(manifest: &'a Manifest, path: &'a str) -> Option<&'a str> {
    let foreign: &Table<()> = &manifest.foreign;
    let shut = |path: &str| format!("{path}/");
    let met = above(path).find(|one| foreign.has(one) || foreign.has(&shut(one)));
    if met.is_some() {
        return met;
    }
    let inside = foreign.below(path).next().map(|row| foreign.path(row));
    let folders = manifest.folders.find(path).into_iter().chain(manifest.folders.below(path));
    let foreign = |row: &usize| !manifest.folders.value(*row).ours;
    inside.or_else(|| folders.into_iter().find(foreign).map(|row| manifest.folders.path(row)))
}

/// All that lies in a tree and is not ours; of folders, those that hold nothing else.
pub(super) fn foreign(manifest: &Manifest) -> Vec<String> {
    let folders = manifest.folders.iter();
    let folders = folders.filter(|(path, folder)| !folder.ours && bare(manifest, path));
    let folders = folders.map(|(path, _)| format!("{path}/"));
    let mut all: Vec<_> = manifest.foreign.paths().map(str::to_owned).chain(folders).collect();
    all.sort();
    all
}

/// Whether a folder holds nothing.
fn bare(manifest: &Manifest, path: &str) -> bool {
    let Manifest { files, folders, foreign, .. } = manifest;
    files.below(path).is_empty() && folders.below(path).is_empty() && foreign.below(path).is_empty()
}

/// For messages: a path below the live tree.
pub(super) fn shown(root: &Path, path: &str) -> String {
    root.join(path).display().to_string()
}
