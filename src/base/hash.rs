//! One fingerprint for bytes and for values.

use std::fmt;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

/// The first 128 bits of a BLAKE3 digest: enough that two different pages never share one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Hash([u8; 16]);

impl Hash {
    /// The fingerprint of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = Hasher::default();
        hasher.bytes(bytes);
        hasher.finish()
    }

    /// The fingerprint of a value: of its postcard encoding, which has no padding and no order of its own.
    pub fn of_value<T: Serialize + ?Sized>(value: &T) -> Self {
        let mut hasher = Hasher::default();
        hasher.value(value);
        hasher.finish()
    }

    /// The raw bytes.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// A fingerprint read back from its bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The first ten hexadecimal digits, for names.
    pub fn short(&self) -> String {
        self.to_string()[..10].to_owned()
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// Collects several things into one fingerprint.
#[derive(Default)]
pub struct Hasher(blake3::Hasher);

impl Hasher {
    /// Adds bytes and their length, so that neighbours cannot run into each other.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// Adds a value by its postcard encoding.
    pub fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> &mut Self {
        let sink = io::BufWriter::with_capacity(4096, Sink(&mut self.0));
        // The only failures are those of the writer, which has none, and of types without a known
        // length, which the views do not contain.
        postcard::to_io(value, sink)
            .expect("a view can be encoded")
            .flush()
            .expect("hashing cannot fail");
        self
    }

    /// The fingerprint of all that was added.
    pub fn finish(&self) -> Hash {
        let mut out = [0; 16];
        out.copy_from_slice(&self.0.finalize().as_bytes()[..16]);
        Hash(out)
    }
}

struct Sink<'a>(&'a mut blake3::Hasher);

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
