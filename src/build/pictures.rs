//! What the site's pictures say of themselves, through the memo.

use rayon::prelude::*;

use super::memo::Memo;
use crate::base::{Diagnostic, Hash};
use crate::plan::Pictures;
use crate::source::{Input, Snapshot};
use crate::syntax::{self, FileKind};

/// Reads the beginning of every picture whose stamp is not the memo's.
pub fn read(snapshot: &Snapshot, memo: &mut Memo, out: &mut Vec<Diagnostic>) -> Pictures {
    let is_picture =
        |f: &&Input| FileKind::of(&f.path) == FileKind::Asset && syntax::is_picture(&f.path);
    let files: Vec<&Input> = snapshot.files.iter().filter(is_picture).collect();
    let known = &*memo;
    let read: Vec<_> = files
        .into_par_iter()
        .map(|file| {
            let stamp = if snapshot.is_racy(file) { Hash::default() } else { file.stamp() };
            let remembered = known.picture(&file.path).filter(|(seen, _)| *seen == stamp);
            if let Some((_, picture)) = remembered.filter(|_| stamp != Hash::default()) {
                return Ok((file.path.clone(), (stamp, picture)));
            }
            let head = snapshot.head(&file.path, syntax::PICTURE_HEAD)?;
            Ok((file.path.clone(), (stamp, syntax::picture(&file.path, &head))))
        })
        .collect();
    let mut pictures = Pictures::default();
    let mut kept = rustc_hash::FxHashMap::default();
    for result in read {
        match result {
            Ok((path, (stamp, picture))) => {
                pictures.insert(path.clone(), picture);
                kept.insert(path, (stamp, picture));
            }
            Err(diagnostic) => out.push(diagnostic),
        }
    }
    memo.set_pictures(kept);
    pictures
}
