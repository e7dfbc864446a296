//! The tree beside the output in which the next site is put together.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::catalogue::{self, NOWHERE, read_failed, write_failed};
use super::disk::{Disk, create_if_missing, link_or_copy, remove_if_empty, remove_if_there};
use super::live::{Doubt, Live};
use super::manifest::{Folder, Manifest, Record};
use super::places::Places;
use super::table::{Table, folders, join, parent};
use super::tree::{self, Root, as_left, stamp};
use crate::base::{Diagnostic, Hash};

/// The spare tree, open for changes: it has no manifest on disk until it is noted again.
pub(super) struct Spare {
    disk: Arc<dyn Disk>,
    pub root: PathBuf,
    /// The key of its top folder.
    pub key: u64,
    /// What it held when it was opened.
    pub held: Manifest,
    /// Rows of `held.files` that were removed or replaced since.
    gone: Vec<AtomicBool>,
    /// Folders that something was changed in.
    touched: Mutex<BTreeSet<Box<str>>>,
    /// A file was copied that could not be linked.
    copied: AtomicBool,
    /// Held while what stands in a new file's way is removed.
    clearing: Mutex<()>,
}

impl Spare {
    /// Opens the spare tree and marks it as being changed, by removing its manifest. A tree that
    /// cannot be trusted keeps what it shares with the live tree, and nothing else. Whoever
    /// meddled with the live tree may have been here too; else only the top folder is looked at.
    pub fn open(
        disk: &Arc<dyn Disk>,
        places: &Places,
        live: Option<&Live>,
    ) -> Result<Self, Diagnostic> {
        let root = places.spare();
        let failed = |e: io::Error| write_failed(&root, &e);
        if stamp(&root).is_ok_and(|found| !found.folder) {
            disk.remove_file(&root).map_err(failed)?;
        }
        create_if_missing(disk.as_ref(), &root).map_err(failed)?;
        let key = tree::key(&root).map_err(failed)?;
        let path = places.manifest(key);
        let doubt = live.map_or(Doubt::None, |live| live.doubt);
        let noted = Manifest::load(&path).filter(|noted| match doubt {
            Doubt::None => {
                noted.folders.get("").map(|top| top.mtime) == stamp(&root).ok().map(|s| s.mtime)
            }
            Doubt::Folders => as_left(&root, &noted.folders),
            Doubt::Files => false,
        });
        remove_if_there(disk.as_ref(), &path).map_err(|e| write_failed(&path, &e))?;
        let held = match noted {
            Some(noted) => noted,
            None => salvage(disk.as_ref(), &root, live)?,
        };
        let gone = held.files.iter().map(|_| AtomicBool::new(false)).collect();
        let (touched, copied, clearing) = Default::default();
        Ok(Self { disk: disk.clone(), root, key, held, gone, touched, copied, clearing })
    }

    /// Puts new contents at a path, unless it holds them already.
    pub fn place(&self, path: &str, bytes: &[u8], hash: Hash) -> Result<(), Diagnostic> {
        if self.holds(path, hash) {
            return Ok(());
        }
        let target = self.make_way(path)?;
        self.disk.write_new(&target, bytes).map_err(|e| wont_fit(path, &target, &e))
    }

    /// Takes a file over from elsewhere, by a second name where that can be had.
    pub fn take_over(&self, path: &str, from: &Path) -> Result<(), Diagnostic> {
        let target = self.make_way(path)?;
        let copied = link_or_copy(self.disk.as_ref(), from, &target)
            .map_err(|e| wont_fit(path, &target, &e))?;
        self.copied.fetch_or(copied, SeqCst);
        Ok(())
    }

    /// Whether files that did not change had to be copied, and so are new to the medium.
    pub fn copied(&self) -> bool {
        self.copied.load(SeqCst)
    }

    /// Whether it held these contents at a path when it was opened, and still does.
    pub fn holds(&self, path: &str, hash: Hash) -> bool {
        let row = self.held.files.find(path);
        row.is_some_and(|row| self.stands(row) && self.held.files.value(row).hash == hash)
    }

    fn stands(&self, row: usize) -> bool {
        !self.gone[row].load(SeqCst)
    }

    /// The rows that still stand as they were.
    pub fn standing(&self) -> impl Iterator<Item = (&str, &Record)> {
        let rows = self.held.files.iter().enumerate();
        rows.filter(|(row, _)| self.stands(*row)).map(|(_, entry)| entry)
    }

    fn make_way(&self, path: &str) -> Result<PathBuf, Diagnostic> {
        self.enter(parent(path))?;
        self.remove(path)?;
        if self.held.folders.has(path) {
            self.clear_folder(path)?;
        }
        Ok(self.root.join(path))
    }

    /// Makes sure that a folder is there, and notes that it is being changed.
    fn enter(&self, folder: &str) -> Result<(), Diagnostic> {
        if lock(&self.touched).contains(folder) {
            return Ok(());
        }
        if !self.held.folders.has(folder) {
            self.enter(parent(folder))?;
            if self.held.files.has(folder) {
                let _alone = lock(&self.clearing);
                self.remove(folder)?;
            }
            let place = self.root.join(folder);
            create_if_missing(self.disk.as_ref(), &place)
                .map_err(|e| wont_fit(folder, &place, &e))?;
        }
        lock(&self.touched).insert(folder.into());
        Ok(())
    }

    /// Removes a file that it held; nothing if it is gone already.
    pub fn remove(&self, path: &str) -> Result<(), Diagnostic> {
        let Some(row) = self.held.files.find(path) else { return Ok(()) };
        if self.gone[row].swap(true, SeqCst) {
            return Ok(());
        }
        let place = self.root.join(path);
        remove_if_there(self.disk.as_ref(), &place).map_err(|e| write_failed(&place, &e))?;
        lock(&self.touched).insert(parent(path).into());
        Ok(())
    }

    /// Removes a folder that a file is to replace, with all it held.
    fn clear_folder(&self, folder: &str) -> Result<(), Diagnostic> {
        let _alone = lock(&self.clearing);
        for row in self.held.files.below(folder) {
            self.remove(self.held.files.path(row))?;
        }
        let below = self.held.folders.below(folder).rev();
        below
            .map(|row| self.held.folders.path(row))
            .try_for_each(|path| self.remove_folder(path))?;
        self.remove_folder(folder)
    }

    /// Removes a folder if it is there and empty.
    pub fn remove_folder(&self, folder: &str) -> Result<(), Diagnostic> {
        let place = self.root.join(folder);
        if remove_if_empty(self.disk.as_ref(), &place).map_err(|e| write_failed(&place, &e))? {
            lock(&self.touched).insert(parent(folder).into());
        }
        Ok(())
    }

    /// The folders that something was changed in.
    pub fn touched(&self) -> Vec<Box<str>> {
        lock(&self.touched).iter().cloned().collect()
    }

    /// Brings the tree to exactly these files: what it should hold and does not, and was not put
    /// there since it was opened, is taken over from the live tree at `from`.
    pub fn settle(
        &self,
        files: &Table<Record>,
        folders: &Table<()>,
        put: &BTreeMap<Box<str>, Record>,
        from: &Path,
    ) -> Result<(), Diagnostic> {
        let both = || join(self.standing(), files.iter());
        let stale: Vec<&str> =
            both().filter(|(_, _, wanted)| wanted.is_none()).map(|(path, _, _)| path).collect();
        stale.into_par_iter().try_for_each(|path| self.remove(path))?;
        self.prune(folders)?;
        let missing: Vec<&str> = both()
            .filter(|(_, held, wanted)| wanted.is_some() && held != wanted)
            .map(|(path, _, _)| path)
            .filter(|path| !put.contains_key(*path))
            .collect();
        missing.into_par_iter().try_for_each(|path| self.take_over(path, &from.join(path)))
    }

    /// Removes the folders that are not needed, as far as they are empty.
    pub fn prune(&self, needed: &Table<()>) -> Result<(), Diagnostic> {
        let both = join(self.held.folders.iter(), needed.iter());
        let unused: Vec<&str> =
            both.filter(|(_, _, needed)| needed.is_none()).map(|(path, _, _)| path).collect();
        unused.into_iter().rev().try_for_each(|folder| self.remove_folder(folder))
    }

    /// The files that it holds now, with those that were put there since it was opened.
    pub fn holding(&self, put: &BTreeMap<Box<str>, Record>) -> Table<Record> {
        let put = put.iter().map(|(path, record)| (&**path, record));
        let both = join(self.standing(), put);
        both.filter_map(|(path, held, put)| Some((path, *put.or(held)?))).collect()
    }

    /// The manifest of the tree, now that it holds these files and no others.
    pub fn noting(&self, files: Table<Record>, durable: bool) -> Result<Manifest, Diagnostic> {
        let touched = lock(&self.touched);
        let needed = folders(files.paths());
        let mut noted: Vec<(&str, i64)> = join(self.held.folders.iter(), needed.iter())
            .filter(|(_, _, needed)| needed.is_some())
            .map(|(path, before, _)| (path, before.map_or(0, |folder| folder.mtime)))
            .collect();
        let unknown = |(path, mtime): &&mut (&str, i64)| *mtime == 0 || touched.contains(*path);
        let mut unknown: Vec<_> = noted.iter_mut().filter(unknown).collect();
        let paths: Vec<&str> = unknown.iter().map(|(path, _)| *path).collect();
        let root = Root::open(&self.root).map_err(|e| read_failed(&self.root, &e))?;
        for (row, mtime) in unknown.iter_mut().zip(root.mtimes(&paths)) {
            row.1 = mtime;
        }
        let folder = |(path, mtime)| (path, Folder { mtime, ours: true });
        let folders = noted.into_iter().map(folder).collect();
        Ok(Manifest { files, folders, foreign: Table::default(), durable })
    }
}

/// Reduces a tree of unknown state to what it shares with the live tree, file by file.
fn salvage(disk: &dyn Disk, root: &Path, live: Option<&Live>) -> Result<Manifest, Diagnostic> {
    let mut shared = Vec::new();
    Salvage { disk, root, live, shared: &mut shared }.folder(Path::new(""))?;
    shared.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    let files: Table<Record> = shared.iter().map(|(path, r)| (path.as_str(), *r)).collect();
    let durable = live.is_none_or(|live| live.manifest.durable);
    Ok(Manifest { durable, ..Manifest::unseen(files) })
}

struct Salvage<'a> {
    disk: &'a dyn Disk,
    root: &'a Path,
    live: Option<&'a Live>,
    shared: &'a mut Vec<(String, Record)>,
}

impl Salvage<'_> {
    /// Walks one folder; `true` if something is left in it.
    fn folder(&mut self, below: &Path) -> Result<bool, Diagnostic> {
        let place = self.root.join(below);
        let entries = fs::read_dir(&place).map_err(|e| read_failed(&place, &e))?;
        let mut left = false;
        for entry in entries {
            let entry = entry.map_err(|e| read_failed(&place, &e))?;
            let (path, place) = (below.join(entry.file_name()), entry.path());
            let failed = |e: io::Error| write_failed(&place, &e);
            if entry.file_type().map_err(failed)?.is_dir() {
                if self.folder(&path)? {
                    left = true;
                } else {
                    self.disk.remove_dir(&place).map_err(failed)?;
                }
            } else if let Some((path, record)) = self.shared(&path, &place) {
                self.shared.push((path, record));
                left = true;
            } else {
                self.disk.remove_file(&place).map_err(failed)?;
            }
        }
        Ok(left)
    }

    fn shared(&self, path: &Path, place: &Path) -> Option<(String, Record)> {
        let live = self.live?;
        let path = path.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
        let record = *live.manifest.files.get(&path)?;
        same_file(place, &live.root.join(&path)).then_some((path, record))
    }
}

/// Whether two names are of one file.
pub(super) fn same_file(one: &Path, other: &Path) -> bool {
    let (one, other) = (stamp(one), stamp(other));
    one.is_ok_and(|one| one.identity != (0, 0) && other.is_ok_and(|o| o.identity == one.identity))
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file whose folder is a file, or the other way round, is somebody's mistake, not the disk's.
fn wont_fit(path: &str, place: &Path, error: &io::Error) -> Diagnostic {
    use ErrorKind::{AlreadyExists, DirectoryNotEmpty, IsADirectory, NotADirectory};
    match error.kind() {
        AlreadyExists | DirectoryNotEmpty | IsADirectory | NotADirectory => {
            catalogue::clash(NOWHERE, path.to_owned())
        }
        _ => write_failed(place, error),
    }
}
