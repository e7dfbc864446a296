//! What is known of a picture without decoding it.

use serde::{Deserialize, Serialize};

/// A picture, as its first bytes describe it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Picture {
    /// Width and height in pixels.
    Sized(u32, u32),
    /// A picture without a size of its own, or whose size was not found.
    Scalable,
    /// An empty file.
    Empty,
    /// No picture, whatever its name says.
    Broken,
}

/// Whether words are the address of a picture of the site: what a contact shows instead of them.
pub fn is_own_picture(words: &str) -> bool {
    const ENDINGS: [&str; 6] = [".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif"];
    words.starts_with('/') && ENDINGS.iter().any(|ending| words.to_lowercase().ends_with(ending))
}
