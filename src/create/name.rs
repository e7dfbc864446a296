//! What was typed as NAME: a title, or a path of addresses.

use super::address::{self, Of};
use super::{Ground, Result};
use crate::create::catalogue as problem;

/// A name, understood.
pub struct Name {
    /// What readers see.
    pub title: String,
    /// Folders before the address, where a path was typed.
    pub folders: Vec<String>,
    /// The address.
    pub slug: String,
    /// Whether the address was made from the title.
    pub suggested: bool,
}

impl Name {
    /// Reads a name. What has no space and only ASCII is a path if it is written like one: `hello-world`,
    /// `help/faq`, `content/help/faq.md`; everything else is a title.
    pub fn read(written: &str, of: Of, ground: &Ground<'_>) -> Result<Self> {
        let steps_out = |part: &str| part == ".." || part == ".";
        if written.split(['/', '\\']).any(steps_out) || written.starts_with(['/', '\\']) {
            address::check(written, of)?;
        }
        let (folders, last) = if is_path(written) { parts(written) } else { (Vec::new(), None) };
        for folder in &folders {
            address::check(folder, Of::Page)?;
        }
        let title = match (&ground.title, last) {
            (Some(title), _) => title.clone(),
            (None, Some(slug)) => as_words(slug),
            (None, None) => written.trim().to_owned(),
        };
        address::check_title(&title)?;
        let (slug, suggested) = match (&ground.slug, last) {
            (Some(slug), _) => (slug.clone(), false),
            (None, Some(slug)) => (slug.to_owned(), false),
            (None, None) => {
                let slug = address::suggested(written);
                (slug.ok_or_else(|| problem::no_address(None, written))?, true)
            }
        };
        address::check(&slug, of)?;
        Ok(Self { title, folders, slug, suggested })
    }

    /// The address, if the editor should look at it: that of a title in Latin letters is as expected.
    pub fn to_look_at(&self) -> Option<String> {
        let is_guessed = self.suggested && !self.title.is_ascii();
        is_guessed.then(|| self.slug.clone())
    }
}

fn is_path(written: &str) -> bool {
    let word = |c: char| c.is_ascii_graphic() && !c.is_ascii_uppercase();
    let address = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-._".contains(c);
    !written.is_empty()
        && written.chars().all(word)
        && (written.contains(['/', '\\', '%', ':']) || written.chars().all(address))
}

/// Folders and address of a path, with or without `content/` before and `.md` behind it.
fn parts(path: &str) -> (Vec<String>, Option<&str>) {
    let path = path.strip_prefix("content/").unwrap_or(path);
    let path = path.strip_suffix(".md").unwrap_or(path);
    let mut parts: Vec<&str> = path.split('/').collect();
    let last = parts.pop();
    (parts.into_iter().map(str::to_owned).collect(), last)
}

/// `hello-world` as words: `Hello world`.
fn as_words(slug: &str) -> String {
    let words = slug.replace(['-', '_'], " ");
    let mut chars = words.trim().chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect::<String>())
}
