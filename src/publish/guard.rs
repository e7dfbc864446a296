//! What may not be an output.

use std::fs;
use std::path::{Path, PathBuf};

use super::catalogue::{self, NOWHERE, read_failed};
use super::places::{Places, resolve};
use super::{Options, tree};
use crate::base::Diagnostic;

/// Refuses an output that lies where it must not.
pub(super) fn place(places: &Places, options: &Options) -> Result<(), Diagnostic> {
    let Places { output, setting, .. } = places;
    let setting = setting.clone();
    let shown = output.display().to_string();
    let real = |path: &PathBuf| resolve(path).unwrap_or_else(|_| path.clone());
    if output.parent().is_none() {
        return Err(catalogue::system_root(NOWHERE, shown, setting));
    }
    if options.output.iter().any(|part| part == "~") {
        return Err(catalogue::tilde(NOWHERE, options.output.display().to_string()));
    }
    let root = real(&options.root);
    if same(output, &root) {
        return Err(catalogue::site_root(NOWHERE, shown, setting));
    }
    if options.home.as_ref().is_some_and(|home| within(&real(home), output)) {
        return Err(catalogue::home(NOWHERE, shown, setting));
    }
    if within(&root, output) {
        let root = root.display().to_string();
        return Err(catalogue::holds_site(NOWHERE, shown, root, setting));
    }
    options.protected.iter().try_for_each(|folder| source(places, &real(folder)))
}

fn source(places: &Places, folder: &Path) -> Result<(), Diagnostic> {
    let Places { output, setting, .. } = places;
    let setting = setting.clone();
    let (shown, named) = (output.display().to_string(), folder.display().to_string());
    if same(output, folder) {
        Err(catalogue::is_source(NOWHERE, shown, setting))
    } else if within(output, folder) {
        Err(catalogue::in_source(NOWHERE, shown, named, setting))
    } else if within(folder, output) {
        Err(catalogue::holds_source(NOWHERE, shown, named, setting))
    } else {
        Ok(())
    }
}

/// Whether `path` is `folder` or lies in it.
fn within(path: &Path, folder: &Path) -> bool {
    path.ancestors().any(|above| same(above, folder))
}

/// Whether two paths are one place: by name, or by inode where letter case or mounts hide it.
fn same(one: &Path, other: &Path) -> bool {
    let identity = |path| tree::stamp(path).ok().map(|s| s.identity).filter(|id| *id != (0, 0));
    one == other || identity(one).is_some_and(|id| identity(other) == Some(id))
}

/// Refuses an output that holds something and was never published by this tool.
pub(super) fn contents(places: &Places) -> Result<(), Diagnostic> {
    let (shown, setting) = (places.output.display().to_string(), places.setting.clone());
    match tree::stamp(&places.output) {
        Err(_) => Ok(()),
        Ok(found) if !found.folder => Err(catalogue::not_a_folder(NOWHERE, shown, setting)),
        Ok(_) if places.control.is_dir() || empty(&places.output)? => Ok(()),
        Ok(_) => Err(catalogue::not_ours(NOWHERE, shown, setting)),
    }
}

/// Whether a folder holds nothing.
pub(super) fn empty(folder: &Path) -> Result<bool, Diagnostic> {
    let mut entries = fs::read_dir(folder).map_err(|e| read_failed(folder, &e))?;
    Ok(entries.next().is_none())
}
