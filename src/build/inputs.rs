//! Inputs to documents, through the memo; and their bytes again where a page needs them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::catalogue as problem;
use super::memo::{Memo, Parsed};
use crate::base::{Checked, Diagnostic, Hash, SourcePath};
use crate::model::Site;
use crate::plan::{Plan, TextAt};
use crate::render::{Bodies, ThemeFile};
use crate::source::{Input, Snapshot};
use crate::syntax::{self, BlockNames, Body, Document, FileKind, Within};

/// What reading left over for rendering.
pub struct Inputs {
    bodies: FxHashMap<SourcePath, Body>,
    within: Within,
    /// The fingerprints of the settings and of what products are read from.
    contents: BTreeMap<SourcePath, Hash>,
    /// Documents that could not be read at all.
    pub unread: Vec<SourcePath>,
}

/// One file, read or remembered.
struct Read {
    path: SourcePath,
    parsed: Parsed,
    document: Option<Document>,
    body: Option<Body>,
    diagnostics: Vec<Diagnostic>,
}

impl Inputs {
    /// Reads every document that the memo does not know, in parallel.
    pub fn read(
        snapshot: &Snapshot,
        depth: usize,
        memo: &mut Memo,
        out: &mut Vec<Diagnostic>,
    ) -> (Self, Vec<Document>) {
        let within = Within { depth, blocks: block_names(snapshot) };
        memo.expect(Hash::of_value(&(depth, &*within.blocks)));
        let known = &*memo;
        let files: Vec<&Input> =
            snapshot.files.iter().filter(|f| FileKind::of(&f.path).is_document()).collect();
        let results: Vec<Result<Read, Diagnostic>> =
            files.into_par_iter().map(|file| one(snapshot, file, &within, known)).collect();
        let bodies = FxHashMap::default();
        let (contents, unread) = (BTreeMap::new(), Vec::new());
        let mut inputs = Self { within, bodies, contents, unread };
        let mut documents = Vec::with_capacity(results.len());
        let mut parsed = FxHashMap::default();
        for result in results {
            match result {
                Ok(read) => {
                    out.extend(read.diagnostics);
                    inputs.unread.extend(read.document.is_none().then(|| read.path.clone()));
                    documents.extend(read.document);
                    inputs.bodies.extend(read.body.map(|body| (read.path.clone(), body)));
                    if decides_products(&read.path) {
                        inputs.contents.insert(read.path.clone(), read.parsed.content);
                    }
                    parsed.insert(read.path, read.parsed);
                }
                Err(diagnostic) => {
                    inputs.unread.extend(diagnostic.span.as_ref().map(|span| span.path.clone()));
                    out.push(diagnostic);
                }
            }
        }
        let others = snapshot.files.iter().filter(|f| !FileKind::of(&f.path).is_document());
        memo.set_inputs(parsed, others.map(|f| (f.path.clone(), f.stamp())).collect());
        (inputs, documents)
    }
}

impl Inputs {
    /// Reads a file again that has been written since.
    pub fn reread(
        &self,
        path: &SourcePath,
        bytes: &[u8],
    ) -> Checked<(Option<Document>, Option<Body>)> {
        syntax::parse_within(path, bytes, &self.within)
    }

    /// Puts another text in an article's place.
    pub fn exchange(&mut self, path: SourcePath, body: Body) {
        self.bodies.insert(path, body);
    }
}

/// Whether a product's matrix or guides may change with a file.
fn decides_products(path: &SourcePath) -> bool {
    let kind = FileKind::of(path);
    matches!(kind, FileKind::Settings | FileKind::Product | FileKind::Features | FileKind::Guide)
}

/// A file whose stamp is the memo's is not read; one whose bytes are the memo's is not parsed.
fn one(
    snapshot: &Snapshot,
    file: &Input,
    within: &Within,
    memo: &Memo,
) -> Result<Read, Diagnostic> {
    let stamp = if snapshot.is_racy(file) { Hash::default() } else { file.stamp() };
    let known = memo.parsed(&file.path);
    if let Some(known) = known.filter(|known| known.stamp == stamp && stamp != Hash::default())
        && let Some(read) = remembered(file, known, stamp)
    {
        return Ok(read);
    }
    let bytes = snapshot.read(&file.path)?;
    let content = Hash::of(&bytes);
    if let Some(known) = known.filter(|known| known.content == content)
        && let Some(read) = remembered(file, known, stamp)
    {
        return Ok(read);
    }
    let checked = syntax::parse_within(&file.path, &bytes, within);
    let (document, body) = checked.value;
    let result = Memo::encode(&(&document, &checked.diagnostics));
    let parsed = Parsed { stamp, content, result };
    Ok(Read { path: file.path.clone(), parsed, document, body, diagnostics: checked.diagnostics })
}

fn remembered(file: &Input, known: &Parsed, stamp: Hash) -> Option<Read> {
    let (document, diagnostics) = Memo::decode(&known.result)?;
    let parsed = Parsed { stamp, ..known.clone() };
    Some(Read { path: file.path.clone(), parsed, document, body: None, diagnostics })
}

/// The blocks that the site's themes add, by the names of their templates, in order. They decide
/// what fenced code in an article means.
fn block_names(snapshot: &Snapshot) -> BlockNames {
    let name = |path: &SourcePath| match path.as_str().split('/').collect::<Vec<_>>()[..] {
        ["themes", _, "templates", "blocks", file] => file.strip_suffix(".html").map(str::to_owned),
        _ => None,
    };
    let mut names: Vec<String> = snapshot.files.iter().filter_map(|f| name(&f.path)).collect();
    names.sort_unstable();
    names.dedup();
    names.into()
}

/// The files of the site's own theme.
pub fn theme_files(snapshot: &Snapshot, site: &Site, out: &mut Vec<Diagnostic>) -> Vec<ThemeFile> {
    let folder = format!("themes/{}/", site.theme.as_deref().unwrap_or("default"));
    let mut files = Vec::new();
    for file in snapshot.files.iter().filter(|file| file.path.as_str().starts_with(&folder)) {
        match snapshot.read(&file.path) {
            Ok(bytes) => files.push(ThemeFile { path: file.path.clone(), bytes }),
            Err(diagnostic) => out.push(diagnostic),
        }
    }
    files
}

/// The names of the folders below `themes/`.
pub fn theme_names(snapshot: &Snapshot) -> Vec<String> {
    let below = snapshot.files.iter().filter_map(|file| file.path.as_str().strip_prefix("themes/"));
    let mut names: Vec<String> =
        below.filter_map(|path| Some(path.split_once('/')?.0.to_owned())).collect();
    names.dedup();
    names
}

/// Hands the renderer texts and files.
pub struct SiteBodies<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// What reading left over.
    pub inputs: &'a Inputs,
    /// Where the rest is read.
    pub snapshot: &'a Snapshot,
}

impl Bodies for SiteBodies<'_> {
    fn body(&self, text: TextAt) -> Result<Cow<'_, Body>, Diagnostic> {
        let (article, _) = self.plan.text(text);
        let path = &article.source;
        if let Some(body) = self.inputs.bodies.get(path) {
            return Ok(Cow::Borrowed(body));
        }
        let bytes = self.snapshot.read(path)?;
        // The page's view is made from what the file said before: the two may not be mixed.
        if Hash::of(&bytes) != article.hash {
            return Err(problem::changed_meanwhile(path.whole()));
        }
        Ok(Cow::Owned(syntax::body_of(path, &bytes, &self.inputs.within)))
    }

    fn bytes(&self, asset: usize) -> Result<Vec<u8>, Diagnostic> {
        self.snapshot.read(&self.plan.assets[asset].source)
    }

    fn stamp(&self, asset: usize) -> Option<Hash> {
        let file = self.snapshot.find(&self.plan.assets[asset].source)?;
        (!self.snapshot.is_racy(file)).then(|| file.stamp())
    }

    fn product(&self, product: usize) -> Option<Hash> {
        let folder = format!("{}/", self.plan.catalog.products[product].source.folder());
        let settings = SourcePath::new("crosswalk.yaml");
        let contents = &self.inputs.contents;
        let files = contents.iter().filter(|(path, _)| path.as_str().starts_with(&folder));
        let files: Vec<_> = files.map(|(path, content)| (path.as_str(), content)).collect();
        Some(Hash::of_value(&(contents.get(&settings)?, files)))
    }
}
