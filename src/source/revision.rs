//! A site's texts as a git repository remembers them, without the git program.

use std::path::{Path, PathBuf};

use gix::bstr::{BStr, ByteSlice};
use gix::open::Options;
use gix::revision::walk::Sorting;
use gix::sec::trust::Mapping;
use gix::traverse::commit::simple::CommitTimeOrder;
use rustc_hash::FxHashSet;

use super::catalogue as problem;
use crate::base::{Diagnostic, SourcePath};

/// The settings and the products of a site.
type Files = Vec<(SourcePath, Vec<u8>)>;

/// The settings and the products of the site in `root` at a revision: `HEAD~1`, a branch, a tag, a commit.
///
/// # Errors
/// There is no repository around the site, or none of its commits goes by that name.
pub fn revision(root: &Path, name: &str) -> Result<Files, Box<Diagnostic>> {
    let (repository, within) = open(root).ok_or_else(|| problem::no_repository(None, name))?;
    let unknown = || Box::new(problem::unknown_revision(None, name));
    let id = repository.rev_parse_single(BStr::new(name)).map_err(|_| unknown())?;
    let unreadable = |error: &dyn std::error::Error| {
        Box::new(problem::broken_revision(None, name, error.to_string()))
    };
    let object = id.object().map_err(|e| unreadable(&e))?;
    let tree = object.peel_to_tree().map_err(|_| unknown())?;
    let site = Entries::of(&tree, &within).map_err(|e| unreadable(&*e))?;
    site.files(&repository).map_err(|e| unreadable(&*e))
}

/// A version of a site that git remembers.
#[derive(Clone, Debug)]
pub struct Version {
    /// The commit's number.
    pub commit: String,
    /// When it was committed, in seconds since 1970 (UTC).
    pub time: i64,
    /// Its settings and products.
    pub files: Files,
}

/// Shows the versions of the site in `root` that lead to what is checked out now, the newest first and
/// each once, until `look` has seen enough; at most `most` commits are gone through. A site without a repository has none, and what a
/// shallow clone lacks ends them.
pub fn versions(root: &Path, most: usize, mut look: impl FnMut(Version) -> bool) {
    let Some((repository, within)) = open(root) else { return };
    let Ok(head) = repository.head_id() else { return };
    let newest = Sorting::ByCommitTime(CommitTimeOrder::NewestFirst);
    let Ok(walk) = repository.rev_walk([head]).sorting(newest).all() else { return };
    let mut seen = FxHashSet::default();
    for commit in walk.take(most) {
        let found = commit.ok().and_then(|commit| {
            let commit = commit.object().ok()?;
            let site = Entries::of(&commit.tree().ok()?, &within).ok()?;
            let time = commit.time().ok()?.seconds;
            Some((commit.id.to_string(), time, site))
        });
        let Some((commit, time, site)) = found else { return };
        if seen.insert(site.clone())
            && let Ok(files) = site.files(&repository)
            && look(Version { commit, time, files })
        {
            return;
        }
    }
}

/// The repository around a site, and where the site lies in it.
fn open(root: &Path) -> Option<(gix::Repository, PathBuf)> {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    // What a user has set up for git elsewhere has no say in what a site was.
    let trust = Mapping { full: Options::isolated(), reduced: Options::isolated() };
    let found = gix::ThreadSafeRepository::discover_opts(&root, Default::default(), trust);
    let repository = found.ok()?.to_thread_local();
    let within = below(&repository, &root);
    Some((repository, within))
}

/// What a commit holds of a site: two commits with the same are one version.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Entries {
    settings: Option<gix::ObjectId>,
    products: Option<gix::ObjectId>,
}

type Failure = Box<dyn std::error::Error>;

impl Entries {
    fn of(tree: &gix::Tree<'_>, within: &Path) -> Result<Self, Failure> {
        let entry = |path: &str| tree.lookup_entry_by_path(within.join(path));
        Ok(Self {
            settings: entry("crosswalk.yaml")?
                .filter(|e| e.mode().is_blob())
                .map(|e| e.object_id()),
            products: entry("content/products")?
                .filter(|e| e.mode().is_tree())
                .map(|e| e.object_id()),
        })
    }

    fn files(&self, repository: &gix::Repository) -> Result<Files, Failure> {
        let mut walk = Walk { repository, files: Vec::new() };
        if let Some(settings) = self.settings {
            walk.blob("crosswalk.yaml".to_owned(), settings)?;
        }
        if let Some(products) = self.products {
            walk.tree("content/products", products)?;
        }
        Ok(walk.files)
    }
}

/// Where the site lies in the repository.
fn below(repository: &gix::Repository, root: &Path) -> PathBuf {
    let top = repository.workdir().and_then(|top| top.canonicalize().ok());
    top.and_then(|top| root.strip_prefix(top).ok().map(Path::to_owned)).unwrap_or_default()
}

struct Walk<'r> {
    repository: &'r gix::Repository,
    files: Files,
}

type Walked = Result<(), Failure>;

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
