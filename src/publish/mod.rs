//! Publishing: the only writers of output.
//!
//! Beside the output lies a dot directory with a second tree of hard links to the same files, one
//! generation behind. The next site is put together there, and then the two trees exchange their
//! names in one step: what a visitor sees is wholly the old site or wholly the new one, and the
//! cost goes with what changed. Where names cannot be exchanged, or somebody else's files lie in
//! the output, the new files are moved in one by one from a journal, which the next run completes
//! if this one does not.
//!
//! Each tree has a manifest, found by the tree's inode, so that an exchange of names never parts
//! the two. Only what a manifest lists is ever deleted or replaced.
#![allow(clippy::disallowed_methods, reason = "the room that writes the output uses std::fs")]
#![allow(clippy::result_large_err, reason = "an error ends the run: its size does not matter")]

pub mod catalogue;
mod commit;
mod disk;
mod guard;
mod journal;
mod live;
mod lock;
mod manifest;
mod peek;
mod places;
mod receipt;
mod spare;
mod table;
#[cfg(test)]
mod tests;
mod tree;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

pub use disk::{Disk, OsDisk};
pub use peek::{peek, untouched};
pub use receipt::{How, LiveId, Receipt};

use crate::base::{Diagnostic, Hash};
use catalogue::NOWHERE;
use live::Live;
use lock::Lock;
use manifest::Record;
use places::Places;
use spare::Spare;

/// How the new site takes the old one's place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// In one step if the system can, else as [`Mode::Journal`].
    #[default]
    Exchange,
    /// File by file, each of them whole.
    Journal,
}

/// How long to wait for another writer, unless a setting says otherwise.
pub const LOCK_WAIT: Duration = Duration::from_secs(10);

/// Where to publish, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder that visitors see; it is made if need be. A symbolic link to it is resolved.
    pub output: PathBuf,
    /// Whether it was named on the command line, and not in the settings.
    pub asked: bool,
    /// The site's own folder.
    pub root: PathBuf,
    /// Source folders: the output may not be one of them, lie in one or contain one.
    pub protected: Vec<PathBuf>,
    /// The user's home directory, which may not be the output.
    pub home: Option<PathBuf>,
    /// How the new site takes the old one's place.
    pub mode: Mode,
    /// Whether to wait until the new site has reached the medium.
    pub sync: bool,
    /// Whether to read every published file again instead of trusting the manifest.
    pub verify: bool,
    /// How long to wait for another run that writes the same output; usually [`LOCK_WAIT`].
    pub lock_wait: Duration,
}

/// One publication, from the look at what is there to its end by [`commit`](Self::commit) or
/// [`abandon`](Self::abandon). Holds the output's lock. Dropped without either, the old site
/// stands and the next publication is a little slower.
pub struct Publisher {
    disk: Arc<dyn Disk>,
    options: Options,
    places: Places,
    live: Option<Live>,
    /// Opened by the first change.
    spare: OnceLock<Result<Spare, Diagnostic>>,
    /// What was put and differs from the live tree.
    put: Mutex<BTreeMap<Box<str>, Record>>,
    /// Something could not be written: what the spare tree holds is not known.
    failed: AtomicBool,
    _lock: Lock,
}

/// Takes the output's lock, completes a publication that was interrupted, and looks at what is
/// there.
///
/// # Errors
/// When the output lies where none may be, holds what this tool did not publish, is being written
/// by another run for longer than `lock_wait`, or when the disk fails. The output is untouched.
pub fn open(disk: Arc<dyn Disk>, options: Options) -> Result<Publisher, Diagnostic> {
    let places = Places::of(&options.output, options.asked)?;
    guard::place(&places, &options)?;
    guard::contents(&places)?;
    places.make(disk.as_ref())?;
    let lock = lock::take(disk.as_ref(), &places.lock(), options.lock_wait)?;
    journal::recover(disk.as_ref(), &places)?;
    guard::contents(&places)?;
    let live = Live::load(&places, options.verify)?;
    let (spare, put, failed) = Default::default();
    Ok(Publisher { disk, options, places, live, spare, put, failed, _lock: lock })
}

/// Whether the output may be published to, as [`open()`] would find; nothing is made or written.
///
/// # Errors
/// When the output lies where none may be, or holds what this tool did not publish.
pub fn examine(options: &Options) -> Result<(), Diagnostic> {
    let places = Places::of(&options.output, options.asked)?;
    guard::place(&places, options)?;
    guard::contents(&places)
}

impl Publisher {
    /// The identity of what visitors see now; `None` before the first publication.
    pub fn live_id(&self) -> Option<LiveId> {
        self.live.as_ref().filter(|live| !live.first).map(Live::id)
    }

    /// The fingerprint of what visitors get at a path, relative to the output with `/` between
    /// folders; `None` if there is no file of ours.
    pub fn live_hash(&self, path: &str) -> Option<Hash> {
        Some(self.live.as_ref()?.manifest.files.get(path)?.hash)
    }

    /// Puts a file into the new site. `hash` is [`Hash::of`] its bytes. Many threads may do so at
    /// once. Bytes that visitors see already cost nothing.
    ///
    /// # Errors
    /// When the path was put or kept before, is a folder of another file, leads out of the output,
    /// or when the disk fails. The old site stands.
    pub fn put(&self, path: &str, bytes: &[u8], hash: Hash) -> Result<(), Diagnostic> {
        debug_assert_eq!(hash, Hash::of(bytes), "the fingerprint of {path}");
        if !table::safe(path) {
            return Err(catalogue::outside(NOWHERE, path.to_owned()));
        }
        let twice = || catalogue::twice(NOWHERE, path.to_owned());
        if let Some((live, row)) = self.row(path) {
            let stays = live.manifest.files.value(row).hash == hash;
            match live.claim(row, stays) {
                false => return Err(twice()),
                true if stays => return Ok(()),
                true => {}
            }
        }
        let record = Record { hash, len: bytes.len() as u64 };
        if self.noted_puts().insert(path.into(), record).is_some() {
            return Err(twice());
        }
        let placed = self.spare().and_then(|spare| spare.place(path, bytes, hash));
        placed.inspect_err(|_| self.failed.store(true, SeqCst))
    }

    /// Keeps the file that visitors see at a path: `true` if there is one of ours and it will be
    /// kept. Whatever is neither kept nor put goes.
    pub fn keep(&self, path: &str) -> bool {
        self.row(path).is_some_and(|(live, row)| live.keep(row))
    }

    /// Makes the new site visible.
    ///
    /// # Errors
    /// When somebody else's file lies where one is to be written, the output was changed
    /// meanwhile, a path is both a file and a folder, or the disk fails. The old site then stands;
    /// only after the last decision (`output-unfinished`) may it be partly new.
    pub fn commit(self) -> Result<Receipt, Diagnostic> {
        commit::run(self)
    }

    /// Gives the new site up; the old one stands. What was written for it helps the next run.
    ///
    /// # Errors
    /// When the disk fails. The old site stands all the same.
    pub fn abandon(mut self) -> Result<(), Diagnostic> {
        commit::give_up(&mut self)
    }

    fn row(&self, path: &str) -> Option<(&Live, usize)> {
        let live = self.live.as_ref()?;
        Some((live, live.manifest.files.find(path)?))
    }

    fn noted_puts(&self) -> std::sync::MutexGuard<'_, BTreeMap<Box<str>, Record>> {
        self.put.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The spare tree, opened at the first need of it.
    fn spare(&self) -> Result<&Spare, Diagnostic> {
        let live = self.live.as_ref();
        let open = || Spare::open(&self.disk, &self.places, live);
        self.spare.get_or_init(open).as_ref().map_err(Clone::clone)
    }
}
