//! Hears of changes to the site's files.
//!
//! The site's folder is watched by itself (an output beside the content may be huge, and is no
//! input), the folders of content below it whole. A folder that is deleted and made again, or exchanged for
//! another, is a new one to the system and is watched anew: its identity is looked at every second.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};

use crate::source;

/// What the loop waits for.
#[derive(Debug)]
pub enum Signal {
    /// Files have changed: their paths below the site's folder, as far as they are known.
    Changed(Vec<String>),
    /// The loop is to end.
    Stop,
}

/// How long files have to be left alone before they are read: editors write in several steps.
const QUIET: Duration = Duration::from_millis(25);

/// How often the debouncer looks whether they are.
const TICK: Duration = Duration::from_millis(5);

/// Which folder or file a name stands for; nothing where there is none.
type Identity = Option<(u64, u64)>;

/// A watch over a site.
pub struct Watch {
    /// Where the site is, as the system names it.
    root: PathBuf,
    debouncer: Option<Debouncer<RecommendedWatcher, NoCache>>,
    /// What is watched, and what stood there when that began.
    watched: Vec<(PathBuf, RecursiveMode, Identity)>,
    /// Why some of it is not.
    fault: Option<String>,
}

impl Watch {
    /// Watches the site in a folder and sends what changes.
    pub fn over(root: &Path, to: Sender<Signal>) -> Self {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let below = root.clone();
        let hear = move |result: DebounceEventResult| {
            if let Some(paths) = heard(&below, result) {
                let _ = to.send(Signal::Changed(paths));
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        let made = new_debouncer_opt(QUIET, Some(TICK), hear, NoCache::new(), config);
        let fault = made.as_ref().err().map(ToString::to_string);
        let top = (root.clone(), RecursiveMode::NonRecursive, None);
        let folders =
            source::ROOTS.iter().map(|name| (root.join(name), RecursiveMode::Recursive, None));
        let watched = std::iter::once(top).chain(folders).collect();
        let mut watch = Self { root, debouncer: made.ok(), watched, fault };
        watch.renew();
        watch
    }

    /// Watches what stands at another place than when it was last looked at; whether anything does.
    pub fn renew(&mut self) -> bool {
        let mut renewed = false;
        for (path, mode, seen) in &mut self.watched {
            let now = identity(path);
            if now == *seen {
                continue;
            }
            renewed = true;
            let is_file = path.is_file();
            *seen = now;
            // The settings are a file of the site's own folder: that tells of them.
            let Some(debouncer) = self.debouncer.as_mut().filter(|_| !is_file) else { continue };
            let _ = debouncer.unwatch(&*path);
            let watched = now.map_or(Ok(()), |_| debouncer.watch(&*path, *mode));
            self.fault = watched.err().map(|error| error.to_string()).or(self.fault.take());
        }
        renewed
    }

    /// Why the system cannot tell of every change; then they have to be looked for.
    pub fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    /// The site's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }
}

/// The inputs among the paths of events; `None` if there is none, or the events are none of writing.
/// The build itself opens and reads every file: to hear of that would never end.
fn heard(root: &Path, result: DebounceEventResult) -> Option<Vec<String>> {
    let events = match result {
        Ok(events) => events,
        // What went wrong is not told by file: everything is looked at.
        Err(_) => return Some(Vec::new()),
    };
    let written = |kind: &EventKind| match kind {
        EventKind::Access(access) => *access == AccessKind::Close(AccessMode::Write),
        _ => true,
    };
    let rescan = events.iter().any(|event| event.need_rescan());
    let paths = events.iter().filter(|event| written(&event.kind)).flat_map(|event| &event.paths);
    let inputs = paths.filter_map(|path| source::input_name(root, path));
    let mut inputs: Vec<String> = inputs.collect();
    inputs.sort_unstable();
    inputs.dedup();
    (rescan || !inputs.is_empty()).then_some(inputs)
}

#[cfg(unix)]
fn identity(path: &Path) -> Identity {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|meta| (meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Identity {
    let made = std::fs::metadata(path).ok()?.created().ok()?;
    let since = made.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some((since.as_secs(), u64::from(since.subsec_nanos())))
}
