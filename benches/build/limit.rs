//! The write limit: how long it takes to write a finished site from memory, with two threads.
//!
//! It runs in a process of its own, so that the benchmark itself never holds a whole site.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::process::{myself, numbers};
use crate::system;
use crate::tree;

/// First argument of the process that writes; the finished site and the new place follow.
pub const ARGUMENT: &str = "--write-limit";

/// What writing a site took.
#[derive(Clone, Copy)]
pub struct Limit {
    /// Wall time until the last file was closed.
    pub written: Duration,
    /// User and system time for the same.
    pub cpu: Duration,
    /// Wall time until the file system had all of it on disk.
    pub synced: Duration,
}

/// Writes the files of `site` anew to `target`, in a new process, and removes them.
pub fn measure(site: &Path, target: &Path) -> io::Result<Limit> {
    tree::remove(target)?;
    system::sync(site)?;
    let [written, cpu, synced] = numbers(myself(ARGUMENT)?.arg(site).arg(target))?;
    tree::remove(target)?;
    let [written, cpu, synced] = [written, cpu, synced].map(Duration::from_nanos);
    Ok(Limit { written, cpu, synced })
}

/// The process that writes: prints three numbers of nanoseconds, in the order of [`Limit`].
pub fn child(site: &Path, target: &Path) -> io::Result<()> {
    let loaded = load(site, target)?;
    fs::create_dir(target)?;
    let (start, before) = (Instant::now(), system::own()?.cpu);
    write(&loaded)?;
    let (written, cpu) = (start.elapsed(), system::own()?.cpu.saturating_sub(before));
    system::sync(target)?;
    println!("{} {} {}", written.as_nanos(), cpu.as_nanos(), start.elapsed().as_nanos());
    Ok(())
}

/// Each file's new path and bytes.
fn load(site: &Path, target: &Path) -> io::Result<Vec<(PathBuf, Vec<u8>)>> {
    let read = |file: PathBuf| {
        let path = target.join(file.strip_prefix(site).map_err(io::Error::other)?);
        Ok((path, fs::read(file)?))
    };
    tree::files(site)?.into_iter().map(read).collect()
}

/// Writes the first half of the files on one thread and the second half on another.
fn write(files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
    let (first, second) = files.split_at(files.len() / 2);
    thread::scope(|scope| {
        let other = scope.spawn(|| write_in_order(second));
        write_in_order(first)?;
        other.join().map_err(|_| io::Error::other("the second thread panicked"))?
    })
}

fn write_in_order(files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
    let mut made = None;
    for (path, bytes) in files {
        let parent = path.parent();
        if let Some(directory) = parent.filter(|_| parent != made) {
            fs::create_dir_all(directory)?;
            made = parent;
        }
        fs::write(path, bytes)?;
    }
    Ok(())
}
