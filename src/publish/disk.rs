//! The seam to the disk: every operation that changes something, so that tests can make it fail.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Every operation by which this room changes the disk. Reading does not go through it.
pub trait Disk: Send + Sync {
    /// Makes one folder, open to all readers (0755) whatever the umask is.
    fn create_dir(&self, path: &Path) -> io::Result<()>;
    /// Writes a file that does not exist yet, readable by all (0644) whatever the umask is.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Gives a file a second name, which must be free.
    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Moves a file or a folder; a file (or an empty folder) that has the new name is replaced.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Exchanges two names in one step.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;
    /// Removes a file or a symbolic link.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;
    /// Waits until a file has reached the medium.
    fn sync_file(&self, path: &Path) -> io::Result<()>;
    /// Waits until a folder's names have reached the medium.
    fn sync_dir(&self, path: &Path) -> io::Result<()>;
    /// Waits until all of the file system that holds `path` has reached the medium; `Unsupported`
    /// where there is no such call.
    fn sync_all(&self, path: &Path) -> io::Result<()>;
    /// Opens the lock file for reading and writing, making it if need be.
    fn open_lock(&self, path: &Path) -> io::Result<File>;
}

/// The disk of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsDisk;

const FILE_MODE: u32 = 0o644;
const FOLDER_MODE: u32 = 0o755;

impl Disk for OsDisk {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        #[cfg_attr(not(unix), allow(unused_mut, reason = "only Unix has a mode to set"))]
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, FOLDER_MODE);
        builder.create(path)?;
        open_to_all(path, &fs::symlink_metadata(path)?, FOLDER_MODE)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut options = OpenOptions::new();
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, FILE_MODE);
        let mut file = options.write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        open_to_all(path, &file.metadata()?, FILE_MODE)
    }

    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        // Windows flushes only through a handle that may write.
        OpenOptions::new().read(true).write(cfg!(windows)).open(path)?.sync_all()
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
    }

    #[cfg(any(target_os = "linux", target_os = "android"))]
    fn sync_all(&self, path: &Path) -> io::Result<()> {
        Ok(rustix::fs::syncfs(File::open(path)?)?)
    }

    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    fn sync_all(&self, _: &Path) -> io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
    }
}

/// Undoes what the umask took away. Looking first is cheaper than changing always.
#[cfg(unix)]
fn open_to_all(path: &Path, found: &fs::Metadata, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    // The bits above 0777 (a folder's inherited group) are the system's business.
    if found.permissions().mode() & 0o777 == mode {
        return Ok(());
    }
    let above = found.permissions().mode() & 0o7000;
    fs::set_permissions(path, fs::Permissions::from_mode(above | mode))
}

#[cfg(not(unix))]
fn open_to_all(_: &Path, _: &fs::Metadata, _: u32) -> io::Result<()> {
    Ok(())
}

/// Removes a file that may be gone already; `true` if there was one.
pub(super) fn remove_if_there(disk: &dyn Disk, path: &Path) -> io::Result<bool> {
    match disk.remove_file(path) {
        Ok(()) => Ok(true),
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(false),
        Err(e) => Err(e),
    }
}

/// Removes a folder if it is there and empty; `true` if it did.
pub(super) fn remove_if_empty(disk: &dyn Disk, path: &Path) -> io::Result<bool> {
    use ErrorKind::{DirectoryNotEmpty, NotADirectory, NotFound};
    match disk.remove_dir(path) {
        Ok(()) => Ok(true),
        Err(e) if matches!(e.kind(), DirectoryNotEmpty | NotADirectory | NotFound) => Ok(false),
        Err(e) => Err(e),
    }
}

/// Makes a folder that may be there already.
pub(super) fn create_if_missing(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    match disk.create_dir(path) {
        Err(e) if e.kind() == ErrorKind::AlreadyExists => {
            if fs::symlink_metadata(path)?.is_dir() {
                Ok(())
            } else {
                Err(e)
            }
        }
        done => done,
    }
}

/// Gives a file a second name, or copies it where a link is not to be had: another file system,
/// one without links, or a file that belongs to somebody else. `true` if it was copied.
pub(super) fn link_or_copy(disk: &dyn Disk, from: &Path, to: &Path) -> io::Result<bool> {
    use ErrorKind::{CrossesDevices, PermissionDenied, TooManyLinks, Unsupported};
    let Err(e) = disk.hard_link(from, to) else { return Ok(false) };
    match e.kind() {
        CrossesDevices | PermissionDenied | TooManyLinks | Unsupported => {
            disk.write_new(to, &fs::read(from)?).map(|()| true)
        }
        _ => Err(e),
    }
}

/// Writes a file as a whole or not at all, over the one that has the name.
pub(super) fn write_whole(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    sync: bool,
) -> io::Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".tmp");
    let fresh = Path::new(&name);
    remove_if_there(disk, fresh)?;
    disk.write_new(fresh, bytes)?;
    if sync {
        disk.sync_file(fresh)?;
    }
    disk.rename(fresh, path)
}

/// Waits until a tree has reached the medium: with its whole file system where that can be had,
/// else file by file.
pub(super) fn sync_tree<'a>(
    disk: &dyn Disk,
    root: &Path,
    files: impl Iterator<Item = &'a str>,
) -> io::Result<()> {
    match disk.sync_all(root) {
        Err(e) if e.kind() == ErrorKind::Unsupported => {
            files.map(|path| root.join(path)).try_for_each(|path| disk.sync_file(&path))
        }
        done => done,
    }
}
