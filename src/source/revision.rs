//! A site's texts as a git repository remembers them, without the git program.

use std::path::{Path, PathBuf};

use gix::bstr::{BStr, ByteSlice};
use gix::open::Options;
use gix::sec::trust::Mapping;

use super::catalogue as problem;
use crate::base::{Diagnostic, SourcePath};

/// The settings and the products of the site in `root` at a revision: `HEAD~1`, a branch, a tag, a commit.
///
/// # Errors
/// There is no repository around the site, or none of its commits goes by that name.
pub fn revision(root: &Path, name: &str) -> Result<Vec<(SourcePath, Vec<u8>)>, Box<Diagnostic>> {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    // What a user has set up for git elsewhere has no say in what a site was.
    let trust = Mapping { full: Options::isolated(), reduced: Options::isolated() };
    let found = gix::ThreadSafeRepository::discover_opts(&root, Default::default(), trust);
    let repository = found.map_err(|_| problem::no_repository(None, name))?.to_thread_local();
    let unknown = || Box::new(problem::unknown_revision(None, name));
    let id = repository.rev_parse_single(BStr::new(name)).map_err(|_| unknown())?;
    let unreadable = |error: &dyn std::error::Error| {
        Box::new(problem::broken_revision(None, name, error.to_string()))
    };
    let object = id.object().map_err(|e| unreadable(&e))?;
    let tree = object.peel_to_tree().map_err(|_| unknown())?;
    let within = below(&repository, &root);
    let mut walk = Walk { repository: &repository, files: Vec::new() };
    let entry =
        |path: &str| tree.lookup_entry_by_path(within.join(path)).map_err(|e| unreadable(&e));
    if let Some(settings) = entry("crosswalk.yaml")?.filter(|e| e.mode().is_blob()) {
        walk.blob("crosswalk.yaml".to_owned(), settings.object_id())
            .map_err(|e| unreadable(&*e))?;
    }
    if let Some(products) = entry("content/products")?.filter(|e| e.mode().is_tree()) {
        walk.tree("content/products", products.object_id()).map_err(|e| unreadable(&*e))?;
    }
    Ok(walk.files)
}

/// Where the site lies in the repository.
fn below(repository: &gix::Repository, root: &Path) -> PathBuf {
    let top = repository.workdir().and_then(|top| top.canonicalize().ok());
    top.and_then(|top| root.strip_prefix(top).ok().map(Path::to_owned)).unwrap_or_default()
}

struct Walk<'r> {
    repository: &'r gix::Repository,
    files: Vec<(SourcePath, Vec<u8>)>,
}

type Walked = Result<(), Box<dyn std::error::Error>>;

impl Walk<'_> {
    fn tree(&mut self, path: &str, id: gix::ObjectId) -> Walked {
        let tree = self.repository.find_object(id)?.into_tree();
        for entry in tree.iter() {
            let entry = entry?;
            // What is no Unicode is no name of a site's file.
            let Ok(name) = entry.filename().to_str() else { continue };
            let path = format!("{path}/{name}");
            match entry.mode() {
                mode if mode.is_tree() => self.tree(&path, entry.object_id())?,
                mode if mode.is_blob() => self.blob(path, entry.object_id())?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes the texts; what lies beside them says nothing about a matrix.
    fn blob(&mut self, path: String, id: gix::ObjectId) -> Walked {
        if [".yaml", ".yml", ".md"].iter().any(|end| path.ends_with(end)) {
            let bytes = self.repository.find_object(id)?.detach().data;
            self.files.push((SourcePath::new(path), bytes));
        }
        Ok(())
    }
}
