//! A disk that fails when it is told to.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::{Disk, OsDisk};

/// An operation of the disk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Op {
    CreateDir,
    WriteNew,
    HardLink,
    Rename,
    Exchange,
    RemoveFile,
    RemoveDir,
    Sync,
    Lock,
}

/// Every kind of operation.
pub const OPS: [Op; 9] = [
    Op::CreateDir,
    Op::WriteNew,
    Op::HardLink,
    Op::Rename,
    Op::Exchange,
    Op::RemoveFile,
    Op::RemoveDir,
    Op::Sync,
    Op::Lock,
];

/// Which operation fails.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plan {
    /// Only operations of this kind count.
    pub kind: Option<Op>,
    /// The number of the one that fails, from 0.
    pub at: Option<usize>,
    /// All later ones fail as well, whatever their kind: the process was killed.
    pub crash: bool,
    /// Names cannot be exchanged, nor a folder moved, for this reason.
    pub no_exchange: Option<ErrorKind>,
    /// Files cannot have a second name.
    pub no_links: bool,
}

/// The disk of this machine, until it fails.
pub struct FailingDisk {
    plan: Plan,
    counted: AtomicUsize,
    done: Mutex<Vec<Op>>,
}

impl FailingDisk {
    pub fn new(plan: Plan) -> Self {
        Self { plan, counted: AtomicUsize::new(0), done: Mutex::default() }
    }

    /// How many operations of the plan's kind there were.
    pub fn count(&self) -> usize {
        self.counted.load(SeqCst)
    }

    /// Whether the operation that is to fail was reached.
    pub fn failed(&self) -> bool {
        self.plan.at.is_some_and(|at| self.count() > at)
    }

    /// What was done, in order.
    pub fn done(&self) -> Vec<Op> {
        self.done.lock().unwrap().clone()
    }

    fn step(&self, op: Op) -> io::Result<()> {
        let dead = self.plan.crash && self.failed();
        let counts = self.plan.kind.is_none_or(|kind| kind == op);
        let number = if counts { self.counted.fetch_add(1, SeqCst) } else { usize::MAX };
        if dead || self.plan.at == Some(number) {
            return Err(io::Error::other("the disk failed"));
        }
        self.done.lock().unwrap().push(op);
        Ok(())
    }
}

impl Disk for FailingDisk {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.step(Op::CreateDir)?;
        OsDisk.create_dir(path)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let dead = self.plan.crash && self.failed();
        self.step(Op::WriteNew).inspect_err(|_| {
            // A full disk, or a kill in the middle, leaves half a file.
            if !dead {
                let _ = OsDisk.write_new(path, &bytes[..bytes.len() / 2]);
            }
        })?;
        OsDisk.write_new(path, bytes)
    }

    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Op::HardLink)?;
        if self.plan.no_links {
            return Err(ErrorKind::CrossesDevices.into());
        }
        OsDisk.hard_link(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Op::Rename)?;
        match self.plan.no_exchange {
            Some(kind) if from.is_dir() => Err(kind.into()),
            _ => OsDisk.rename(from, to),
        }
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.step(Op::Exchange)?;
        match self.plan.no_exchange {
            Some(kind) => Err(kind.into()),
            None => OsDisk.exchange(one, other),
        }
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step(Op::RemoveFile)?;
        OsDisk.remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.step(Op::RemoveDir)?;
        OsDisk.remove_dir(path)
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        self.step(Op::Sync)?;
        assert!(path.is_file(), "{}", path.display());
        Ok(())
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.step(Op::Sync)?;
        assert!(path.is_dir(), "{}", path.display());
        Ok(())
    }

    fn sync_all(&self, _: &Path) -> io::Result<()> {
        self.step(Op::Sync)
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        self.step(Op::Lock)?;
        OsDisk.open_lock(path)
    }
}
