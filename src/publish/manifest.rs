//! What one tree holds: the only licence to delete.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::disk::{Disk, write_whole};
use super::table::{Table, folders, join};
use crate::base::{Hash, Hasher};

/// A file that this tool wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    pub hash: Hash,
    /// Bytes.
    pub len: u64,
}

/// A folder of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Folder {
    /// Nanoseconds since 1970 when this tool last left it; 0: not known, look again.
    pub mtime: i64,
    /// Made by this tool, so that it may remove it once it is empty.
    pub ours: bool,
}

/// What a tree holds, as this tool left it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub files: Table<Record>,
    pub folders: Table<Folder>,
    /// What lies in the tree and is not ours; folders that were not looked into end in `/`.
    pub foreign: Table<()>,
    /// All of it had reached the medium. If not, a restart of the machine may have damaged it.
    pub durable: bool,
}

/// The format's name and number; another number is another tool's manifest.
const MAGIC: &[u8; 8] = b"CWtree\0\x01";
const HEADER: usize = 64;

/// The first bytes of a manifest.
struct Header {
    /// Fingerprint of the files section.
    id: Hash,
    /// The machine's start since which the tree counts as whole; zero: always.
    boot: Hash,
    /// Length of the head section (folders and foreign paths).
    head: usize,
    /// Fingerprint of all of this and the head section.
    sum: Hash,
}

impl Header {
    fn read(bytes: &[u8]) -> Option<Self> {
        let hash = |at: usize| Some(Hash::from_bytes(bytes.get(at..at + 16)?.try_into().ok()?));
        (bytes.get(..8)? == MAGIC).then_some(())?;
        let head = u64::from_le_bytes(bytes.get(40..48)?.try_into().ok()?);
        let head = usize::try_from(head).ok()?;
        Some(Self { id: hash(8)?, boot: hash(24)?, head, sum: hash(48)? })
    }

    fn trusted(&self) -> bool {
        self.boot == Hash::default() || self.boot == boot()
    }
}

fn sum(header: &[u8], head: &[u8]) -> Hash {
    Hasher::default().bytes(header).bytes(head).finish()
}

/// This start of the machine; zero where that cannot be told.
fn boot() -> Hash {
    static BOOT: OnceLock<Hash> = OnceLock::new();
    let read = || fs::read("/proc/sys/kernel/random/boot_id");
    *BOOT.get_or_init(|| read().map_or_else(|_| Hash::default(), |id| Hash::of(&id)))
}

impl Manifest {
    /// The manifest of a tree that holds nothing.
    pub fn empty(mtime: i64) -> Self {
        let top = Folder { mtime, ours: true };
        Self { folders: [("", top)].into_iter().collect(), durable: true, ..Self::default() }
    }

    /// Fingerprint of the files, their paths included.
    pub fn id(&self) -> Hash {
        Hash::of(&encoded(&self.files))
    }

    /// The bytes of all files.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|(_, record)| record.len).sum()
    }

    /// Forgets when the folders were left, so that a look at the tree reads everything.
    pub fn distrust(&mut self) {
        self.folders.values_mut().for_each(|folder| folder.mtime = 0);
    }

    /// What either of two manifests lists, nothing of it trusted.
    pub fn union(&self, other: &Self) -> Self {
        let rows = join(self.files.iter(), other.files.iter());
        Self::unseen(rows.filter_map(|(path, a, b)| Some((path, *a.or(b)?))).collect())
    }

    /// The manifest of a tree that should hold these files, nothing of it trusted.
    pub fn unseen(files: Table<Record>) -> Self {
        let unknown = Folder { mtime: 0, ours: true };
        let folders = folders(files.paths()).paths().map(|path| (path, unknown)).collect();
        Self { files, folders, foreign: Table::default(), durable: false }
    }

    /// The bytes to be kept in a file.
    fn encode(&self) -> Vec<u8> {
        self.encode_at(if self.durable { Hash::default() } else { boot() })
    }

    pub(super) fn encode_at(&self, boot: Hash) -> Vec<u8> {
        let (head, files) = (encoded(&(&self.folders, &self.foreign)), encoded(&self.files));
        let mut bytes = Vec::with_capacity(HEADER + head.len() + files.len());
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(Hash::of(&files).as_bytes());
        bytes.extend_from_slice(boot.as_bytes());
        bytes.extend_from_slice(&(head.len() as u64).to_le_bytes());
        let sum = sum(&bytes, &head);
        bytes.extend_from_slice(sum.as_bytes());
        bytes.extend_from_slice(&head);
        bytes.extend_from_slice(&files);
        bytes
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let header = Header::read(bytes)?;
        let (head, files) = bytes.get(HEADER..)?.split_at_checked(header.head)?;
        let whole = Hash::of(files) == header.id && sum(&bytes[..48], head) == header.sum;
        let (folders, foreign) = decode_head(whole.then_some(head)?)?;
        let files: Table<Record> = postcard::from_bytes(files).ok()?;
        let durable = header.boot == Hash::default();
        let mut manifest = Self { files, folders, foreign, durable };
        if !header.trusted() {
            manifest.distrust();
        }
        manifest.sound().then_some(manifest)
    }

    /// Whether no path of a manifest that was read from a file leads out of the tree.
    pub fn sound(&self) -> bool {
        let Self { files, folders, foreign, .. } = self;
        files.sound() && folders.sound() && foreign.sound() && folders.has("")
    }

    /// The manifest in a file; `None` if there is none, or none that this version can read.
    pub fn load(path: &Path) -> Option<Self> {
        Self::decode(&fs::read(path).ok()?)
    }

    /// Keeps the manifest in a file, whole or not at all.
    pub fn save(&self, disk: &dyn Disk, path: &Path) -> io::Result<()> {
        write_whole(disk, path, &self.encode(), self.durable)
    }

    /// Every manifest in a folder, joined; `None` if there is none that can be read.
    pub fn all_in(folder: &Path) -> Option<Self> {
        let names = fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
        let manifests = names.filter(|path| path.extension().is_some_and(|e| e == "manifest"));
        let mut paths: Vec<_> = manifests.collect();
        paths.sort();
        let found = paths.iter().filter_map(|path| Self::load(path));
        found.fold(None, |all: Option<Self>, one| Some(all.unwrap_or_default().union(&one)))
    }

    /// The id in the header of a manifest that counts as whole, without reading the rest.
    pub fn peek(path: &Path) -> Option<Hash> {
        let mut header = [0; HEADER];
        File::open(path).ok()?.read_exact(&mut header).ok()?;
        Header::read(&header).filter(Header::trusted).map(|header| header.id)
    }

    /// The id and the folders of a manifest that counts as whole, without reading the files.
    pub fn outline(path: &Path) -> Option<(Hash, Table<Folder>)> {
        let mut file = File::open(path).ok()?;
        let limit = file.metadata().ok()?.len();
        let mut start = [0; HEADER];
        file.read_exact(&mut start).ok()?;
        let header = Header::read(&start).filter(Header::trusted)?;
        let mut head = vec![0; Some(header.head).filter(|len| *len as u64 <= limit)?];
        file.read_exact(&mut head).ok()?;
        let whole = sum(&start[..48], &head) == header.sum;
        let (folders, _) = decode_head(whole.then_some(&head)?)?;
        folders.sound().then_some((header.id, folders))
    }
}

fn encoded<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_stdvec(value).expect("tables have a known length")
}

fn decode_head(bytes: &[u8]) -> Option<(Table<Folder>, Table<()>)> {
    postcard::from_bytes(bytes).ok()
}
