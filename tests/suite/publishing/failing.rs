//! A disk on which something goes wrong.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use crosswalk::publish::{Disk, OsDisk};

/// What can go wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    Folder,
    Write,
    Link,
    Rename,
    Exchange,
    Remove,
    Sync,
    Lock,
}

/// Everything that can.
pub const ACTS: [Act; 8] = [
    Act::Folder,
    Act::Write,
    Act::Link,
    Act::Rename,
    Act::Exchange,
    Act::Remove,
    Act::Sync,
    Act::Lock,
];

/// Which of the acts fail.
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// The n-th of one kind, counted from 0, and no other.
    Once(Act, usize),
    /// The n-th of any kind, and everything after it: the end of the process.
    From(usize),
}

/// A disk that fails when it is told to. A write that fails leaves half a file.
pub struct Failing {
    when: When,
    acts: AtomicUsize,
}

impl Failing {
    /// A disk that will fail.
    pub fn new(when: When) -> Self {
        Self { when, acts: AtomicUsize::new(0) }
    }

    /// Whether it did.
    pub fn failed(&self) -> bool {
        let (When::Once(_, at) | When::From(at)) = self.when;
        self.acts.load(SeqCst) > at
    }

    fn fails(&self, act: Act) -> bool {
        match self.when {
            When::Once(kind, at) => kind == act && self.acts.fetch_add(1, SeqCst) == at,
            When::From(at) => self.acts.fetch_add(1, SeqCst) >= at,
        }
    }

    fn act<T>(&self, act: Act, done: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        if self.fails(act) { Err(io::Error::other("the disk has failed")) } else { done() }
    }
}

impl Disk for Failing {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.act(Act::Folder, || OsDisk.create_dir(path))
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if self.fails(Act::Write) {
            let _ = OsDisk.write_new(path, &bytes[..bytes.len() / 2]);
            return Err(io::ErrorKind::StorageFull.into());
        }
        OsDisk.write_new(path, bytes)
    }

    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.act(Act::Link, || OsDisk.hard_link(from, to))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.act(Act::Rename, || OsDisk.rename(from, to))
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.act(Act::Exchange, || OsDisk.exchange(one, other))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.act(Act::Remove, || OsDisk.remove_file(path))
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.act(Act::Remove, || OsDisk.remove_dir(path))
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        self.act(Act::Sync, || OsDisk.sync_file(path))
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.act(Act::Sync, || OsDisk.sync_dir(path))
    }

    // What reaches the medium cannot be seen here, and it takes long.
    fn sync_all(&self, _: &Path) -> io::Result<()> {
        self.act(Act::Sync, || Ok(()))
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        self.act(Act::Lock, || OsDisk.open_lock(path))
    }
}
