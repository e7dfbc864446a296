//! One side of a comparison: files of today, files somewhere else, or files of a revision.

use std::io;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use crate::base::{Diagnostic, SourcePath};
use crate::build::catalogue as problem;
use crate::cli::report::reason;

/// The texts of one side, named as in a site.
pub struct Side {
    /// What was typed.
    pub name: String,
    /// Whether it is one product by what was typed.
    pub single: bool,
    /// Settings, products, guides.
    pub files: Vec<(SourcePath, Vec<u8>)>,
    /// What people call the files.
    shown: FxHashMap<SourcePath, SourcePath>,
}

type Read = Result<Side, Box<Diagnostic>>;

impl Side {
    /// Whether something of that name lies on the disk.
    pub fn lies_at(name: &str) -> bool {
        Path::new(name).exists()
    }

    /// Reads what was typed: a file, a folder, else a revision; the site itself where nothing was.
    pub fn read(root: &Path, written: Option<&str>) -> Read {
        let Some(name) = written else {
            return Self::new(root.display().to_string(), false).site(root);
        };
        let path = Path::new(name);
        if path.is_file() {
            let folder = path.parent().unwrap_or(Path::new(""));
            let side = Self::new(name.to_owned(), true).settings(folder, root)?;
            let whole = matches!(
                path.file_name().and_then(|n| n.to_str()),
                Some("product.yaml" | "product.yml")
            );
            if whole { side.product(folder, None) } else { side.product(folder, Some(path)) }
        } else if path.join("product.yaml").is_file() || path.join("product.yml").is_file() {
            Self::new(name.to_owned(), true).settings(path, root)?.product(path, None)
        } else if path.is_dir() {
            Self::new(name.to_owned(), false).site(path)
        } else {
            Self::revision(root, name)
        }
    }

    fn new(name: String, single: bool) -> Self {
        Self { name, single, files: Vec::new(), shown: FxHashMap::default() }
    }

    /// Names the places of problems as people know the files.
    pub fn rename(&self, diagnostics: &mut [Diagnostic]) {
        for diagnostic in diagnostics {
            let labels = diagnostic.labels.iter_mut().map(|label| &mut label.span);
            for span in diagnostic.span.iter_mut().chain(labels) {
                if let Some(shown) = self.shown.get(&span.path) {
                    span.path = shown.clone();
                }
            }
        }
    }

    /// The texts by what people call the files.
    pub fn texts(self) -> FxHashMap<SourcePath, Vec<u8>> {
        let shown = self.shown;
        let name = |path: SourcePath| shown.get(&path).cloned().unwrap_or(path);
        self.files.into_iter().map(|(path, bytes)| (name(path), bytes)).collect()
    }

    fn add(&mut self, path: String, shown: String, bytes: Vec<u8>) {
        let path = SourcePath::new(path);
        self.shown.insert(path.clone(), SourcePath::new(shown));
        self.files.push((path, bytes));
    }

    fn file(&mut self, at: &Path, path: String) -> Result<(), Box<Diagnostic>> {
        match std::fs::read(at) {
            Ok(bytes) => {
                self.add(path, at.display().to_string(), bytes);
                Ok(())
            }
            Err(error) => Err(self.unreadable(at, &error)),
        }
    }

    fn unreadable(&self, at: &Path, error: &io::Error) -> Box<Diagnostic> {
        let reason = reason(error);
        Box::new(problem::side_unreadable(None, at.display().to_string(), reason))
    }

    /// The settings of the site that holds a product's folder, else those of the site that is worked on:
    /// units and languages may stand in them.
    fn settings(mut self, folder: &Path, root: &Path) -> Read {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let own = folder.ancestors().nth(3).map(|site| site.join("crosswalk.yaml"));
        let found = own.into_iter().chain([root.join("crosswalk.yaml")]).find(|p| p.is_file());
        if let Some(settings) = found {
            self.file(&settings, "crosswalk.yaml".to_owned())?;
        }
        Ok(self)
    }

    /// A product's folder, or one file alone.
    fn product(mut self, folder: &Path, alone: Option<&Path>) -> Read {
        let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let id = whole
            .file_name()
            .map_or_else(|| "product".into(), |n| n.to_string_lossy().into_owned());
        let base = format!("content/products/{id}");
        if let Some(file) = alone {
            self.file(file, format!("{base}/product.yaml"))?;
            return Ok(self);
        }
        self.folder(folder, &base)?;
        Ok(self)
    }

    fn folder(&mut self, folder: &Path, base: &str) -> Result<(), Box<Diagnostic>> {
        for name in ["product.yaml", "product.yml"] {
            let path = folder.join(name);
            if path.is_file() {
                self.file(&path, format!("{base}/{name}"))?;
            }
        }
        let yaml = &[".yaml", ".yml"][..];
        for (below, ends) in [("features", yaml), ("upgrades", &[".md"]), ("changes", yaml)] {
            for path in self.sorted(&folder.join(below))? {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                if path.is_file() && ends.iter().any(|end| name.ends_with(end)) {
                    self.file(&path, format!("{base}/{below}/{name}"))?;
                }
            }
        }
        Ok(())
    }

    /// What a folder holds, by name; nothing where there is none.
    fn sorted(&self, folder: &Path) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(self.unreadable(folder, &error)),
        };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        Ok(paths)
    }

    /// A site's folder, or the folder of its products.
    fn site(mut self, folder: &Path) -> Read {
        let settings = folder.join("crosswalk.yaml");
        if settings.is_file() {
            self.file(&settings, "crosswalk.yaml".to_owned())?;
        }
        let products = folder.join("content/products");
        let products = if products.is_dir() { products } else { folder.to_owned() };
        for path in self.sorted(&products)?.into_iter().filter(|path| path.is_dir()) {
            let id = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            self.folder(&path, &format!("content/products/{id}"))?;
        }
        Ok(self)
    }

    #[cfg(feature = "git")]
    fn revision(root: &Path, name: &str) -> Read {
        let mut side = Self::new(name.to_owned(), false);
        for (path, bytes) in crate::source::revision(root, name)? {
            let shown = format!("{name}:{path}");
            side.add(path.as_str().to_owned(), shown, bytes);
        }
        Ok(side)
    }

    #[cfg(not(feature = "git"))]
    fn revision(_: &Path, name: &str) -> Read {
        Err(Box::new(problem::nothing_to_compare(None, name)))
    }
}
