//! Moving a new site in file by file, from a list that the next run completes.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::catalogue::{self, NOWHERE, read_failed, unfinished, write_failed};
use super::disk::{
    Disk, create_if_missing, link_or_copy, remove_if_empty, remove_if_there, sync_tree, write_whole,
};
use super::live::shown;
use super::manifest::{Folder, Manifest};
use super::places::Places;
use super::spare::same_file;
use super::table::{Table, above, folders, join, parent, safe};
use super::tree::{self, Root, stamp};
use crate::base::{Diagnostic, Hash};

/// All that is needed to complete a publication, whatever was done of it already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Journal {
    /// The key of the live tree's top folder.
    tree: u64,
    /// Files to be moved in from the spare tree; whether there was none of ours before.
    puts: Vec<(String, bool)>,
    /// Files to be deleted, with what they held.
    deletes: Vec<(String, Hash)>,
    /// Our folders that the new site does not need.
    unused: Vec<String>,
    /// Folders that it needs and the old one did not have, those above first.
    fresh: Vec<String>,
    /// What the tree then holds.
    manifest: Manifest,
}

const MAGIC: &[u8; 8] = b"CWjourn\x01";

/// Makes the live tree, which holds `old`, hold what the spare tree holds, which is `new`.
pub(super) fn run(
    disk: &dyn Disk,
    places: &Places,
    tree: u64,
    old: &Manifest,
    new: Manifest,
) -> Result<(), Diagnostic> {
    let journal = Journal::new(tree, old, new);
    journal.look_out(places, old)?;
    let path = places.journal();
    journal.save(disk, &path).map_err(|e| write_failed(&path, &e))?;
    journal.roll(disk, places, false)
}

/// Completes a publication that was interrupted, if there is one.
pub(super) fn recover(disk: &dyn Disk, places: &Places) -> Result<(), Diagnostic> {
    let path = places.journal();
    let bytes = match fs::read(&path) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(()),
        bytes => bytes.map_err(|e| read_failed(&path, &e))?,
    };
    let here = tree::key(&places.output).ok();
    match Journal::decode(&bytes) {
        Some(mut journal) if here == Some(journal.tree) && journal.can_roll(places) => {
            journal.make_room(disk, places);
            journal.roll(disk, places, true)
        }
        lost => {
            if let Some(key) = here {
                doubt(disk, places, key, lost.as_ref())?;
            }
            disk.remove_file(&path).map_err(|e| write_failed(&path, &e))
        }
    }
}

/// A journal that cannot be completed: the live tree may hold files of either site, so all that
/// any manifest lists is to be read again.
fn doubt(
    disk: &dyn Disk,
    places: &Places,
    key: u64,
    lost: Option<&Journal>,
) -> Result<(), Diagnostic> {
    let mut listed = Manifest::all_in(&places.control).unwrap_or_default();
    if let Some(journal) = lost {
        listed = listed.union(&journal.manifest);
        for path in journal.paths() {
            let _ = disk.remove_file(&beside(&places.output.join(path)));
        }
    }
    let path = places.manifest(key);
    listed.union(&Manifest::default()).save(disk, &path).map_err(|e| write_failed(&path, &e))
}

impl Journal {
    fn new(tree: u64, old: &Manifest, new: Manifest) -> Self {
        let (mut puts, mut deletes) = (Vec::new(), Vec::new());
        for (path, before, after) in join(old.files.iter(), new.files.iter()) {
            match (before, after) {
                (Some(before), None) => deletes.push((path.to_owned(), before.hash)),
                (before, Some(_)) if before != after => {
                    puts.push((path.to_owned(), before.is_none()));
                }
                _ => {}
            }
        }
        let needed = folders(new.files.paths());
        let (mut unused, mut fresh, mut noted) = (Vec::new(), Vec::new(), Table::default());
        for (path, before, after) in join(old.folders.iter(), needed.iter()) {
            match (before, after) {
                (Some(folder), None) if folder.ours => unused.push(path.to_owned()),
                (None, Some(_)) => fresh.push(path.to_owned()),
                _ => {}
            }
            noted.push(path, before.copied().unwrap_or(Folder { mtime: 0, ours: true }));
        }
        let foreign = old.foreign.clone();
        let manifest = Manifest { folders: noted, foreign, ..new };
        Self { tree, puts, deletes, unused, fresh, manifest }
    }

    /// Refuses if a file that nobody noted lies where a new one goes.
    fn look_out(&self, places: &Places, old: &Manifest) -> Result<(), Diagnostic> {
        let mut new = self.puts.iter().filter(|(path, new)| *new && !old.folders.has(path));
        match new.find(|(path, _)| stamp(&places.output.join(path)).is_ok()) {
            Some((path, _)) => Err(catalogue::taken(NOWHERE, shown(&places.output, path))),
            None => Ok(()),
        }
    }

    fn save(&self, disk: &dyn Disk, path: &Path) -> io::Result<()> {
        let body = postcard::to_stdvec(self).expect("tables have a known length");
        let bytes = [MAGIC.as_slice(), Hash::of(&body).as_bytes(), &body].concat();
        write_whole(disk, path, &bytes, self.manifest.durable)
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let (sum, body) = bytes.strip_prefix(MAGIC)?.split_at_checked(16)?;
        let journal: Self =
            (Hash::of(body).as_bytes() == sum).then_some(body).map(postcard::from_bytes)?.ok()?;
        journal.sound().then_some(journal)
    }

    /// Whether no path of a journal that was read from a file leads out of the tree.
    fn sound(&self) -> bool {
        let deletes = self.deletes.iter().map(|(path, _)| path);
        let mut all = self.paths().chain(deletes).chain(&self.unused).chain(&self.fresh);
        all.all(|path| safe(path)) && self.manifest.sound()
    }

    /// The paths of the files to be moved in.
    fn paths(&self) -> impl Iterator<Item = &String> {
        self.puts.iter().map(|(path, _)| path)
    }

    /// Takes out what somebody else put where a new file was to go, since the interruption.
    fn make_room(&mut self, disk: &dyn Disk, places: &Places) {
        let (output, spare) = (&places.output, places.spare());
        let files = &self.manifest.files;
        let taken = |path: &str| {
            let target = output.join(path);
            let here = stamp(&target).is_ok_and(|found| !found.folder);
            let hash = files.get(path).map(|record| record.hash);
            here && !same_file(&target, &spare.join(path))
                && !hash.is_some_and(|h| holds(&target, h))
        };
        let lost: HashSet<String> = self
            .puts
            .iter()
            .filter(|(path, new)| *new && taken(path))
            .map(|(p, _)| p.clone())
            .collect();
        for path in &lost {
            let _ = disk.remove_file(&beside(&output.join(path)));
        }
        self.puts.retain(|(path, _)| !lost.contains(path));
        let rows = files.iter().filter(|(path, _)| !lost.contains(*path));
        self.manifest.files = rows.map(|(path, record)| (path, *record)).collect();
    }

    /// Whether the spare tree still holds all that is to be moved in.
    fn can_roll(&self, places: &Places) -> bool {
        let spare = places.spare();
        let noted = tree::key(&spare).ok().and_then(|key| Manifest::load(&places.manifest(key)));
        noted.is_some_and(|noted| noted.files == self.manifest.files)
            && self.paths().all(|path| stamp(&spare.join(path)).is_ok_and(|s| !s.folder))
    }

    /// Moves everything in. Every step may have been done before, by a run that was interrupted.
    fn roll(&self, disk: &dyn Disk, places: &Places, again: bool) -> Result<(), Diagnostic> {
        let root = &places.output;
        // A page that becomes a folder, or a folder that becomes a page, has to go first.
        self.delete(disk, root, again, true)?;
        self.remove_folders(disk, root)?;
        for folder in &self.fresh {
            let place = root.join(folder);
            create_if_missing(disk, &place).map_err(|e| unfinished(&place, &e))?;
        }
        let spare = places.spare();
        self.puts.par_iter().try_for_each(|(path, _)| {
            let target = root.join(path);
            move_in(disk, &spare.join(path), &target).map_err(|e| unfinished(&target, &e))
        })?;
        self.delete(disk, root, again, false)?;
        self.remove_folders(disk, root)?;
        if self.manifest.durable {
            let files = self.manifest.files.paths();
            sync_tree(disk, root, files).map_err(|e| unfinished(root, &e))?;
        }
        let (path, journal) = (places.manifest(self.tree), places.journal());
        let manifest = self.noting(root, again)?;
        manifest.save(disk, &path).map_err(|e| unfinished(&path, &e))?;
        disk.remove_file(&journal).map_err(|e| unfinished(&journal, &e))
    }

    /// Deletes the files that stand in a new one's way, or all the others.
    fn delete(
        &self,
        disk: &dyn Disk,
        root: &Path,
        again: bool,
        first: bool,
    ) -> Result<(), Diagnostic> {
        for (path, hash) in self.deletes.iter().filter(|(path, _)| self.in_the_way(path) == first) {
            let place = root.join(path);
            if stamp(&place).is_ok_and(|found| !found.folder) && (!again || holds(&place, *hash)) {
                remove_if_there(disk, &place).map_err(|e| unfinished(&place, &e))?;
            }
        }
        Ok(())
    }

    fn in_the_way(&self, path: &str) -> bool {
        self.manifest.folders.has(path) || above(path).any(|folder| self.manifest.files.has(folder))
    }

    fn remove_folders(&self, disk: &dyn Disk, root: &Path) -> Result<(), Diagnostic> {
        self.unused.iter().rev().try_for_each(|folder| {
            let place = root.join(folder);
            remove_if_empty(disk, &place).map(|_| ()).map_err(|e| unfinished(&place, &e))
        })
    }

    /// What is to be noted of the live tree. After an interruption nobody knows what else happened
    /// in the folders that were changed: the look that follows reads them again.
    fn noting(&self, root: &Path, again: bool) -> Result<Manifest, Diagnostic> {
        let deleted = self.deletes.iter().map(|(path, _)| path);
        let changed = self.paths().chain(deleted).chain(&self.fresh).chain(&self.unused);
        let changed: BTreeSet<&str> = changed.map(|path| parent(path)).collect();
        let changed: Vec<&str> =
            changed.into_iter().chain(self.fresh.iter().map(String::as_str)).collect();
        let open = Root::open(root).map_err(|e| unfinished(root, &e))?;
        let seen = if again { vec![0; changed.len()] } else { open.mtimes(&changed) };
        let seen: rustc_hash::FxHashMap<_, _> = changed.into_iter().zip(seen).collect();
        let unused: HashSet<&str> = self.unused.iter().map(String::as_str).collect();
        let left = |path: &str| !unused.contains(path) || root.join(path).is_dir();
        let noted =
            self.manifest.folders.iter().filter(|(path, _)| left(path)).map(|(path, folder)| {
                let mtime = seen.get(path).copied().unwrap_or(folder.mtime);
                (path, Folder { mtime, ..*folder })
            });
        Ok(Manifest { folders: noted.collect(), ..self.manifest.clone() })
    }
}

/// Puts a file in place by a second name and a rename, so that it is never seen in part.
fn move_in(disk: &dyn Disk, from: &Path, to: &Path) -> io::Result<()> {
    // A rename of one name of a file over another would do nothing and leave both.
    if same_file(from, to) {
        return Ok(());
    }
    let fresh = beside(to);
    match link_or_copy(disk, from, &fresh) {
        Err(e) if e.kind() == ErrorKind::AlreadyExists => {
            disk.remove_file(&fresh)?;
            link_or_copy(disk, from, &fresh)?
        }
        done => done?,
    };
    disk.rename(&fresh, to)
}

/// A name beside a file, the same whenever it is the same file's: a run that completes another's
/// journal finds what that one left, even if fewer files are to be moved in by then.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    path.with_file_name(format!(".crosswalk-{}.tmp", Hash::of(name).short()))
}

fn holds(path: &Path, hash: Hash) -> bool {
    fs::read(path).is_ok_and(|bytes| Hash::of(&bytes) == hash)
}
