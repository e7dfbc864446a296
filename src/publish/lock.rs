//! One writer at a time.

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::catalogue::{self, NOWHERE, write_failed};
use super::disk::Disk;
use crate::base::{Bilingual, Diagnostic};

/// Holds the output for this process; let go when dropped, and by the system when the process ends.
pub(super) struct Lock(#[allow(dead_code, reason = "held, not used")] File);

/// How long to sleep between two tries.
const PAUSE: Duration = Duration::from_millis(25);

/// Waits up to `wait` for the lock and writes this process's number into it.
pub(super) fn take(disk: &dyn Disk, path: &Path, wait: Duration) -> Result<Lock, Diagnostic> {
    let mut file = disk.open_lock(path).map_err(|e| write_failed(path, &e))?;
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::Error(e)) => return Err(write_failed(path, &e)),
            Err(TryLockError::WouldBlock) if start.elapsed() >= wait => {
                let folder = path.parent().unwrap_or(path).display().to_string();
                return Err(catalogue::busy(NOWHERE, holder(path), wait.as_secs(), folder));
            }
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE.min(wait)),
        }
    }
    // The number is a courtesy to whoever waits: a full disk must not fail the build here.
    let _ = file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id()));
    Ok(Lock(file))
}

/// Who holds the lock; on some systems a locked file cannot be read.
fn holder(path: &Path) -> Bilingual {
    let pid = fs::read_to_string(path).ok().and_then(|text| text.trim().parse::<u32>().ok());
    match pid {
        Some(pid) => Bilingual::new(format!("进程 {pid}"), format!("process {pid}")),
        None => Bilingual::new("另一个进程", "another process"),
    }
}
