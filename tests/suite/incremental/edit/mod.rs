//! What editors do to a site, one small thing at a time.

mod article;
mod broken;
mod product;
mod settings;

use super::ground::Rename;
use super::random::Random;
use super::site::Site;

/// An edit; `None` where there is nothing that it could be done to. Files that only get another
/// name are named.
pub type Change = fn(&mut Site, &mut Random) -> Option<Vec<Rename>>;

/// A kind of edit: its name, how often it is done, and what it does.
pub type Kind = (&'static str, usize, Change);

/// What leaves a valid site valid.
pub const VALID: &[&[Kind]] = &[article::KINDS, product::KINDS, settings::KINDS];

/// What makes a site invalid.
pub const INVALID: &[&[Kind]] = &[broken::KINDS];

/// Does one of the edits; its name, and what was renamed.
pub fn change(
    site: &mut Site,
    kinds: &[&[Kind]],
    random: &mut Random,
) -> (&'static str, Vec<Rename>) {
    let all: Vec<&Kind> = kinds.iter().copied().flatten().collect();
    let total: usize = all.iter().map(|(_, weight, _)| weight).sum();
    loop {
        let mut at = random.below(total);
        let chosen = all.iter().find(|(_, weight, _)| {
            let found = at < *weight;
            at = at.saturating_sub(*weight);
            found
        });
        if let Some((name, _, change)) = chosen
            && let Some(renames) = change(site, random)
        {
            return (name, renames);
        }
    }
}

/// An edit that renames nothing.
fn done() -> Option<Vec<Rename>> {
    Some(Vec::new())
}

/// The same words, as long as before: the first two characters change places.
pub fn turned(text: &str) -> Option<String> {
    let mut characters: Vec<char> = text.chars().collect();
    let other = characters.iter().skip(1).position(|c| *c != characters[0])? + 1;
    characters.swap(0, other);
    Some(characters.into_iter().collect())
}
