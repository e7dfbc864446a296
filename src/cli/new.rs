//! `crosswalk new`.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use super::args::{Global, New, NewKind, Seen};
use super::environment;
use super::report::{Report, reason};
use super::write::{self, Making};
use crate::base::{Bilingual, Diagnostic, SourcePath};
use crate::build;
use crate::create::{self, Archetype, Ground, KINDS, Made, catalogue as problem};
use crate::source::{Input, Snapshot};
use crate::syntax::FileKind;

/// Makes a file from an archetype, and says where; what lies there already stays as it is.
pub fn run(global: &Global, command: &New) -> ExitCode {
    let report = Report::new(global);
    let file = command.kind.file();
    let seen = Seen { now: file.now.clone(), ..Seen::default() };
    let args = match environment::args(global, &seen) {
        Ok(args) => args,
        Err(time) => return report.bad_time(&time),
    };
    let mut found = match build::look(&args) {
        Ok(site) => site,
        Err(built) => return report.built(&built, std::time::Duration::ZERO),
    };
    let archetype = archetype(command.kind.archetype(), &mut found.snapshot);
    let (catalog, snapshot) = (&found.site, &found.snapshot);
    let made = archetype.and_then(|archetype| {
        let moment = args.moment.now.to_zoned(catalog.site.timezone.clone());
        let (slug, title) = (file.slug.clone(), file.title.clone());
        let ground = Ground { catalog, moment, archetype, slug, title };
        let made = make(&command.kind, &ground, snapshot)?;
        put(&snapshot.root, &made)?;
        Ok(made)
    });
    match made {
        Ok(made) => report.file_made(&snapshot.root, &made),
        Err(diagnostic) => report.stopped_in(&found.cause(*diagnostic), snapshot),
    }
}

/// The site's own archetype, else the embedded one.
fn archetype(kind: &str, snapshot: &mut Snapshot) -> create::Result<Archetype> {
    let own = KINDS.iter().find(|(k, _)| *k == kind).map(|(_, file)| format!("archetypes/{file}"));
    let own = SourcePath::new(own.unwrap_or_default());
    let path = snapshot.root.join(own.as_str());
    let meta = match std::fs::metadata(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Archetype::embedded(kind));
        }
        meta => meta.ok().filter(std::fs::Metadata::is_file),
    };
    let text = meta.as_ref().and_then(|_| std::fs::read_to_string(&path).ok());
    let (Some(meta), Some(text)) = (meta, text) else {
        return Err(problem::archetype_not_text(None, own.as_str()).into());
    };
    // Problems in it are shown with an excerpt.
    snapshot.files.push(Input::new(own.clone(), &meta));
    snapshot.files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok(Archetype { path: own, text })
}

fn make(kind: &NewKind, ground: &Ground<'_>, snapshot: &Snapshot) -> create::Result<Made> {
    let name = &kind.file().name;
    match kind {
        NewKind::Article { section, language, .. } => {
            create::article(ground, name, section.as_deref(), language.as_deref())
        }
        NewKind::Page { language, .. } => create::page(ground, name, language.as_deref()),
        NewKind::Product { .. } => create::product(ground, name),
        NewKind::Feature { group, .. } => {
            let matrix = |path: &SourcePath| {
                matches!(FileKind::of(path), FileKind::Product | FileKind::Features)
            };
            let files = snapshot.files.iter().filter(|file| matrix(&file.path));
            let read = |file: &Input| Ok((file.path.clone(), snapshot.read(&file.path)?));
            let files = files.map(read).collect::<Result<Vec<_>, Diagnostic>>()?;
            create::feature(ground, name, group.as_deref(), &files)
        }
        NewKind::Upgrade { from, to, .. } => {
            create::upgrade(ground, name, from.as_deref(), to.as_deref())
        }
    }
}

fn put(root: &Path, made: &Made) -> create::Result<()> {
    let path = root.join(made.path.as_str());
    let cannot = |error: &io::Error| {
        Box::new(problem::cannot_create(None, made.path.as_str(), reason(error)))
    };
    let taken = |path: &str| Err(problem::already_there(None, path).into());
    stays_inside(root, &path, made)?;
    if let Some(old) = &made.instead_of {
        return match write::replace(&path, old, &made.text) {
            Ok(true) => Ok(()),
            Ok(false) => Err(build::catalogue::changed_meanwhile(made.path.whole()).into()),
            Err(error) => Err(cannot(&error)),
        };
    }
    if let Some(other) = made.unless.iter().find(|p| root.join(p).symlink_metadata().is_ok()) {
        return taken(other);
    }
    let mut making = Making::default();
    match making.file(&path, &made.text) {
        Ok(()) => {
            making.keep();
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => taken(made.path.as_str()),
        Err(error) => Err(cannot(&error)),
    }
}

/// A linked folder may not lead the new file out of the site.
fn stays_inside(root: &Path, path: &Path, made: &Made) -> create::Result<()> {
    let there = path.ancestors().skip(1).find_map(|folder| folder.canonicalize().ok());
    let inside = there.zip(root.canonicalize().ok());
    match inside {
        Some((there, root)) if !there.starts_with(&root) => {
            let reason = Bilingual::new(
                format!("文件夹是一个链接，指向网站外面的 {}", there.display()),
                format!("its folder is a link that leads out of the site, to {}", there.display()),
            );
            Err(problem::bad_name(None, made.path.as_str(), reason, "news").into())
        }
        _ => Ok(()),
    }
}
