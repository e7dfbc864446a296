//! Cheap looks at the output, without the lock.

use std::path::Path;

use super::manifest::Manifest;
use super::places::Places;
use super::receipt::LiveId;
use super::tree;

/// The identity of what visitors see now, from two looks at the disk; `None` if nothing was
/// published there, a publication was interrupted, or the machine was restarted before what was
/// published had surely reached the medium. Whether somebody changed the files since
/// is not looked at: see [`untouched`].
pub fn peek(output: &Path) -> Option<LiveId> {
    let (places, tree) = find(output)?;
    Some(LiveId { tree, files: Manifest::peek(&places.manifest(tree))? })
}

/// Whether visitors still see what a [`Receipt`](super::Receipt) said, and nobody added, removed
/// or replaced a file since: every folder is as it was left. (A file that was overwritten in
/// place is found only by [`Options::verify`](super::Options::verify).)
pub fn untouched(output: &Path, live: &LiveId) -> bool {
    let outline = || {
        let (places, tree) = find(output).filter(|(_, tree)| *tree == live.tree)?;
        let (id, folders) = Manifest::outline(&places.manifest(tree))?;
        (id == live.files && tree::as_left(&places.output, &folders)).then_some(())
    };
    outline().is_some()
}

fn find(output: &Path) -> Option<(Places, u64)> {
    let places = Places::of(output, false).ok()?;
    let key = tree::key(&places.output).ok()?;
    (!places.journal().exists()).then_some((places, key))
}
