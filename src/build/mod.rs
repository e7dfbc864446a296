//! The order of the stages, and the only cache.

pub mod catalogue;
mod checks;
mod explain;
mod inputs;
mod look;
mod memo;
mod patch;
mod pictures;
mod preview;
mod record;
mod root;
mod sink;
mod tables;
mod version;

pub use checks::entries;
pub use look::{look, survey};
pub use preview::{File, Files, Live, Preview};
pub use record::{Recording, Recordings, recordings};
pub use tables::tables;
pub use version::{Told, recorded, told, version};

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::base::{Bilingual, Diagnostic, Hash, Severity, SourcePath};
use crate::model::PublishMode;
use crate::plan::Plan;
use crate::publish::{self, Disk, Mode, OsDisk, Receipt};
use crate::render::{Rendered, Theme};
use crate::resolve::{Moment, Overrides, Unpublished};
use crate::source::{self, Snapshot};
use crate::syntax::limits::{self, Limits};
use inputs::Inputs;
use memo::Memo;
use root::{Record, RootKey};

/// What a build is told. Every setting of the run arrives here as a value; nothing below reads
/// the environment or the clock.
#[derive(Clone)]
pub struct Args {
    /// The site's folder.
    pub root: PathBuf,
    /// What the command line says in place of the settings.
    pub overrides: Overrides,
    /// When it is, and what else is to be seen.
    pub moment: Moment,
    /// Whether warnings are errors.
    pub strict: bool,
    /// Whether the cache is left aside and every published file looked at.
    pub no_cache: bool,
    /// Whether every published file is looked at.
    pub verify: bool,
    /// Whether files reach the disk before the swap, whatever the settings say.
    pub sync: bool,
    /// The user's home folder, which may not be the output.
    pub home: Option<PathBuf>,
    /// How long to wait for another build of the same output, whatever the settings say.
    pub lock_wait: Option<Duration>,
    /// Stands for the program: another one trusts no cache.
    pub tool: Hash,
    /// What writes: tests put failures here.
    pub disk: Arc<dyn Disk>,
}

impl Args {
    /// A build of the site in a folder at a moment, with nothing asked for.
    pub fn new(root: PathBuf, now: jiff::Timestamp) -> Self {
        Self {
            root,
            overrides: Overrides::default(),
            moment: Moment { now, drafts: false, future: false, expired: false },
            strict: false,
            no_cache: false,
            verify: false,
            sync: false,
            home: None,
            lock_wait: None,
            tool: Hash::of(env!("CARGO_PKG_VERSION").as_bytes()),
            disk: Arc::new(OsDisk),
        }
    }
}

/// How a build ended.
#[derive(Debug)]
pub enum Outcome {
    /// The site is published, or was already.
    Published(Box<Published>),
    /// The content has errors; nothing was published.
    Refused,
    /// The machine said no: its reason is the last diagnostic.
    Failed,
}

/// What was published.
#[derive(Debug)]
pub struct Published {
    /// Where it is.
    pub output: PathBuf,
    /// What the site has.
    pub rendered: Rendered,
    /// What the output got; `None` where nothing had changed since the last build.
    pub receipt: Option<Receipt>,
    /// What is not published, and why.
    pub hidden: Vec<Unpublished>,
}

/// A build's end, everything that was said about the content, and which inputs had changed.
#[derive(Debug)]
pub struct Built {
    /// How it ended.
    pub outcome: Outcome,
    /// Problems, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// Why something had to be done, for `--explain`.
    pub reasons: Vec<Bilingual>,
    /// The inputs, to read excerpts from.
    pub snapshot: Snapshot,
}

/// Builds and publishes the site.
pub fn build(args: &Args) -> Built {
    let mut run = match Run::begin(args) {
        Ok(run) => run,
        Err(built) => return *built,
    };
    let record = if args.no_cache { None } else { Record::load(args) };
    // What was wrong with looking at the inputs (a link that leads nowhere) is in no key.
    let same = record.as_ref().filter(|_| run.diagnostics.is_empty());
    if let Some(published) =
        same.and_then(|record| record.still_holds(args, &run.snapshot, &run.key))
    {
        let diagnostics = record.map(|record| record.diagnostics).unwrap_or_default();
        return Built {
            outcome: Outcome::Published(Box::new(published)),
            diagnostics,
            reasons: Vec::new(),
            snapshot: run.snapshot,
        };
    }
    run.racy = root::racy(&run.snapshot);
    let mut memo = if args.no_cache { Memo::default() } else { Memo::load(args, &mut run.notes) };
    run.reasons = explain::reasons(record.as_ref(), &memo, args, &run.snapshot, &run.key);
    let made = run.make(&mut memo);
    if run.has_errors() {
        memo.save(args);
        return run.end(Outcome::Refused);
    }
    let outcome = match run.publish(&made, &mut memo) {
        Ok(published) => Outcome::Published(Box::new(published)),
        Err(Stop::Content) => Outcome::Refused,
        Err(Stop::Machine(diagnostic)) => {
            run.diagnostics.push(*diagnostic);
            return run.end(Outcome::Failed);
        }
    };
    run.end(outcome)
}

/// Checks the site as a build would, and writes nothing.
pub fn check(args: &Args) -> Built {
    let mut run = match Run::begin(args) {
        Ok(run) => run,
        Err(built) => return *built,
    };
    let made = run.make(&mut Memo::default());
    if let Err(diagnostic) = publish::examine(&run.options(&made)) {
        run.diagnostics.push(at_setting(&made, diagnostic));
        return run.end(Outcome::Failed);
    }
    if !run.has_errors() {
        let (_, problems) = crate::render::render(
            &made.plan,
            &made.theme,
            &made.bodies(&run.snapshot),
            &sink::Nowhere,
        );
        run.diagnostics.extend(problems);
        checks::apply(&made.plan.catalog.site, &mut run.diagnostics);
    }
    let outcome = if run.has_errors() {
        Outcome::Refused
    } else {
        Outcome::Published(Box::new(made.unpublished()))
    };
    run.end(outcome)
}

/// What is wrong with the output's place stands where the settings name it.
fn at_setting(made: &Made, diagnostic: Diagnostic) -> Diagnostic {
    let span = diagnostic.span.or_else(|| made.plan.catalog.site.written.output_dir.clone());
    Diagnostic { span, ..diagnostic }
}

/// Why a build stopped after planning.
enum Stop {
    Content,
    Machine(Box<Diagnostic>),
}

impl From<Diagnostic> for Stop {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Machine(Box::new(diagnostic))
    }
}

/// A build on its way.
struct Run<'a> {
    args: &'a Args,
    snapshot: Snapshot,
    key: RootKey,
    limits: Limits,
    /// Inputs that had just been written, as they were before anything was read for this build.
    racy: Vec<(SourcePath, Hash)>,
    /// What is wrong with the content.
    diagnostics: Vec<Diagnostic>,
    /// What is wrong with the cache: it concerns this run alone, and stops nothing.
    notes: Vec<Diagnostic>,
    reasons: Vec<Bilingual>,
}

/// Everything that pages are rendered from.
struct Made {
    plan: Plan,
    theme: Theme,
    inputs: Inputs,
    valid_until: Option<jiff::Timestamp>,
    hidden: Vec<Unpublished>,
}

impl<'a> Run<'a> {
    fn begin(args: &'a Args) -> Result<Self, Box<Built>> {
        let mut diagnostics = Vec::new();
        let mut snapshot = source::snapshot(&args.root).into(&mut diagnostics);
        // Even the file that sets the limits has one.
        let settings = SourcePath::new("crosswalk.yaml");
        let usual = Limits::default();
        let readable = snapshot.find(&settings).filter(|file| file.size <= usual.file_size);
        let bytes = readable.and_then(|file| snapshot.read(&file.path).ok());
        let links = bytes.as_deref().map(limits::links).unwrap_or_default();
        diagnostics.extend(snapshot.allow(&links));
        if snapshot.find(&settings).is_none() && diagnostics.is_empty() {
            let nowhere =
                crate::syntax::catalogue::no_settings(None, args.root.display().to_string());
            let (outcome, reasons) = (Outcome::Failed, Vec::new());
            return Err(Box::new(Built { outcome, diagnostics: vec![nowhere], reasons, snapshot }));
        }
        let limits = bytes.map_or(usual, |bytes| limits::of(&bytes));
        diagnostics.extend(snapshot.limit(limits.file_size));
        let key = RootKey::of(args, &snapshot);
        let (racy, notes, reasons) = Default::default();
        Ok(Self { args, snapshot, key, limits, racy, diagnostics, notes, reasons })
    }

    fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| self.args.strict || d.severity == Severity::Error)
    }

    fn end(mut self, outcome: Outcome) -> Built {
        self.diagnostics.append(&mut self.notes);
        crate::base::sort(&mut self.diagnostics);
        Built {
            outcome,
            diagnostics: self.diagnostics,
            reasons: self.reasons,
            snapshot: self.snapshot,
        }
    }

    /// Reads, resolves and plans.
    fn make(&mut self, memo: &mut Memo) -> Made {
        let (inputs, documents) =
            Inputs::read(&self.snapshot, self.limits.depth, memo, &mut self.diagnostics);
        let (overrides, moment) = (&self.args.overrides, &self.args.moment);
        let unread = inputs.unread.clone();
        let resolved = crate::resolve::resolve(documents, unread, overrides, moment);
        let resolved = resolved.into(&mut self.diagnostics);
        let own =
            inputs::theme_files(&self.snapshot, &resolved.catalog.site, &mut self.diagnostics);
        let theme = Theme::load(&resolved.catalog.site, own, &inputs::theme_names(&self.snapshot))
            .into(&mut self.diagnostics);
        let paths: Vec<SourcePath> =
            self.snapshot.files.iter().map(|file| file.path.clone()).collect();
        let pictures = pictures::read(&self.snapshot, memo, &mut self.diagnostics);
        let plan = crate::plan::plan(resolved.catalog, &paths, pictures, &theme.vocabulary)
            .into(&mut self.diagnostics);
        theme.check_chosen(&plan, &mut self.diagnostics);
        theme.check_files(&plan, &mut self.diagnostics);
        checks::apply(&plan.catalog.site, &mut self.diagnostics);
        self.diagnostics.extend(checks::problems(&plan.catalog.site));
        Made { plan, theme, inputs, valid_until: resolved.valid_until, hidden: resolved.hidden }
    }

    fn publish(&mut self, made: &Made, memo: &mut Memo) -> Result<Published, Stop> {
        let options = self.options(made);
        let output = options.output.clone();
        publish::examine(&options).map_err(|diagnostic| at_setting(made, diagnostic))?;
        let publisher = publish::open(Arc::clone(&self.args.disk), options)?;
        let sink = sink::Publishing::new(publisher, memo);
        let (rendered, problems) =
            crate::render::render(&made.plan, &made.theme, &made.bodies(&self.snapshot), &sink);
        self.diagnostics.extend(problems);
        checks::apply(&made.plan.catalog.site, &mut self.diagnostics);
        let (publisher, renders, failure) = sink.finish();
        if let Some(failure) = failure {
            // The reason for stopping matters more than whether the spare tree could be tidied.
            let _ = publisher.abandon();
            return Err(failure.into());
        }
        if self.has_errors() {
            publisher.abandon()?;
            return Err(Stop::Content);
        }
        let receipt = publisher.commit()?;
        memo.set_renders(renders);
        memo.save(self.args);
        crate::base::sort(&mut self.diagnostics);
        Record::save(
            self.args,
            &self.racy,
            &self.key,
            made,
            &output,
            &receipt,
            rendered,
            &self.diagnostics,
        );
        Ok(Published { output, rendered, receipt: Some(receipt), hidden: made.hidden.clone() })
    }

    fn options(&self, made: &Made) -> publish::Options {
        let site = &made.plan.catalog.site;
        let root = &self.args.root;
        // On the command line a folder is meant from where one stands, in the settings from the site.
        let output = match &self.args.overrides.output_dir {
            Some(dir) => PathBuf::from(dir),
            None => root.join(&*site.output_dir),
        };
        let protected = ["content", "static", "themes", ".crosswalk", ".git"]
            .map(|name| root.join(name))
            .into();
        let mode = match site.publish {
            PublishMode::Exchange => Mode::Exchange,
            PublishMode::Journal => Mode::Journal,
        };
        publish::Options {
            output,
            asked: self.args.overrides.output_dir.is_some(),
            root: root.clone(),
            protected,
            home: self.args.home.clone(),
            mode,
            sync: self.args.sync || site.sync,
            verify: self.args.verify || self.args.no_cache,
            lock_wait: self.args.lock_wait.or(site.wait).unwrap_or(publish::LOCK_WAIT),
        }
    }
}

impl Made {
    fn bodies<'m>(&'m self, snapshot: &'m Snapshot) -> inputs::SiteBodies<'m> {
        inputs::SiteBodies { plan: &self.plan, inputs: &self.inputs, snapshot }
    }

    fn unpublished(self) -> Published {
        let pages = self.plan.pages.iter().filter(|page| page.kind.is_html()).count();
        let rendered = Rendered { pages, files: self.plan.pages.len(), fresh: 0 };
        Published { output: PathBuf::new(), rendered, receipt: None, hidden: self.hidden }
    }
}
