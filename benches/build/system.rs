//! What the standard library cannot tell: time and memory used, and when a file system is idle.
//!
//! Where the system has no such call, times and memory read as zero and a sync does nothing.

use std::io;
use std::path::Path;
use std::time::Duration;

/// What processes have used.
#[derive(Clone, Copy, Default)]
pub struct Usage {
    /// User and system time of all threads.
    pub cpu: Duration,
    /// The largest resident set of any one process, in bytes.
    pub peak: u64,
}

/// What this process has used so far.
pub fn own() -> io::Result<Usage> {
    usage::read(usage::Who::RUSAGE_SELF)
}

/// What the children that this process waited for have used.
pub fn children() -> io::Result<Usage> {
    usage::read(usage::Who::RUSAGE_CHILDREN)
}

/// Writes out everything that the file system of `path` still holds in memory.
#[cfg(target_os = "linux")]
pub fn sync(path: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(std::fs::File::open(path)?)?)
}

/// Does nothing: there is no call for one file system here.
#[cfg(not(target_os = "linux"))]
pub fn sync(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
mod usage {
    use std::io;
    use std::time::Duration;

    pub use nix::sys::resource::UsageWho as Who;
    use nix::sys::resource::getrusage;
    use nix::sys::time::{TimeVal, TimeValLike};

    use super::Usage;

    /// Bytes in the unit of `ru_maxrss`.
    const PEAK_UNIT: u64 = if cfg!(target_vendor = "apple") { 1 } else { 1024 };

    pub fn read(who: Who) -> io::Result<Usage> {
        let usage = getrusage(who)?;
        let peak = u64::try_from(usage.max_rss()).unwrap_or(0) * PEAK_UNIT;
        Ok(Usage { cpu: duration(usage.user_time()) + duration(usage.system_time()), peak })
    }

    fn duration(time: TimeVal) -> Duration {
        Duration::from_micros(u64::try_from(time.num_microseconds()).unwrap_or(0))
    }
}

#[cfg(not(unix))]
mod usage {
    use std::io;

    use super::Usage;

    #[allow(non_camel_case_types, reason = "the names of the system call")]
    pub enum Who {
        RUSAGE_SELF,
        RUSAGE_CHILDREN,
    }

    pub fn read(_: Who) -> io::Result<Usage> {
        Ok(Usage::default())
    }
}
