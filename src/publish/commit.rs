//! The end of a publication: deciding, and making it visible.

use std::io::{self, ErrorKind};
use std::sync::atomic::Ordering::SeqCst;

use super::catalogue::{self, NOWHERE, reason, unfinished, write_failed};
use super::disk::{create_if_missing, sync_tree};
use super::journal;
use super::live::{Live, foreign, foreign_at, shown};
use super::manifest::{Manifest, Record};
use super::receipt::{How, LiveId, Receipt};
use super::spare::Spare;
use super::table::{Table, folders, join};
use super::{Mode, Publisher, tree};
use crate::base::{Bilingual, Diagnostic};

/// The new site, as decided on.
struct Plan {
    files: Table<Record>,
    folders: Table<()>,
    /// Paths that differ from the live tree, with what is to be there.
    changed: Vec<(String, Option<Record>)>,
}

/// Makes the new site visible.
pub(super) fn run(mut publisher: Publisher) -> Result<Receipt, Diagnostic> {
    if let Some(files) = publisher.live.as_ref().filter(|_| unchanged(&publisher)).map(Live::files)
    {
        stand(&mut publisher)?;
        return receipt(&publisher, files, Vec::new(), How::Nothing);
    }
    let plan = match plan(&mut publisher) {
        Ok(plan) => plan,
        Err(problem) => {
            // What stopped it is worth more to the editor than what comes of tidying up.
            let _ = give_up(&mut publisher);
            return Err(problem);
        }
    };
    let how = publish(&mut publisher, &plan)?;
    publisher.places.tidy(publisher.disk.as_ref());
    receipt(&publisher, plan.files, plan.changed, how)
}

/// Whether all of the live tree stays, and nothing is added.
fn unchanged(publisher: &Publisher) -> bool {
    let put = publisher.noted_puts();
    put.is_empty() && publisher.live.as_ref().is_some_and(Live::all_stay)
}

/// Leaves the live tree as it is, and writes down what both trees hold.
pub(super) fn give_up(publisher: &mut Publisher) -> Result<(), Diagnostic> {
    if let Some(live) = &mut publisher.live {
        live.note(publisher.disk.as_ref(), &publisher.places)?;
    }
    match publisher.spare.get() {
        Some(Ok(spare)) if !publisher.failed.load(SeqCst) => {
            let files = spare.holding(&publisher.noted_puts());
            spare.prune(&folders(files.paths()))?;
            save(publisher, spare.key, &spare.noting(files, false)?)
        }
        _ => Ok(()),
    }
}

fn plan(publisher: &mut Publisher) -> Result<Plan, Diagnostic> {
    if let Some(live) = &mut publisher.live {
        live.look_again()?;
    }
    let put = publisher.noted_puts();
    let staying = publisher.live.iter().flat_map(Live::staying);
    let files: Table<Record> = join(staying, put.iter().map(|(path, record)| (&**path, record)))
        .filter_map(|(path, stays, put)| Some((path, *put.or(stays)?)))
        .collect();
    let folders = folders(files.paths());
    if let Some(path) = clash(&files, &folders) {
        return Err(catalogue::clash(NOWHERE, path.to_owned()));
    }
    let none = Manifest::default();
    let old = publisher.live.as_ref().map_or(&none, |live| &live.manifest);
    let changed: Vec<_> = join(old.files.iter(), files.iter())
        .filter(|(_, old, new)| old != new)
        .map(|(path, _, new)| (path.to_owned(), new.copied()))
        .collect();
    if let Some(path) = taken(old, &changed) {
        return Err(catalogue::taken(NOWHERE, shown(&publisher.places.output, path)));
    }
    Ok(Plan { files, folders, changed })
}

/// A path that is both a file and a folder of another.
fn clash<'a>(files: &'a Table<Record>, folders: &'a Table<()>) -> Option<&'a str> {
    let mut both = join(files.iter(), folders.iter());
    both.find(|(_, file, folder)| file.is_some() && folder.is_some()).map(|(path, ..)| path)
}

/// Somebody else's file where one is to be written.
fn taken<'a>(old: &'a Manifest, changed: &'a [(String, Option<Record>)]) -> Option<&'a str> {
    if !has_foreign(old) {
        return None;
    }
    puts(changed).find_map(|(path, _)| foreign_at(old, path))
}

/// Of all changes, the files that are written.
fn puts(changed: &[(String, Option<Record>)]) -> impl Iterator<Item = (&str, Record)> {
    changed.iter().filter_map(|(path, new)| Some((path.as_str(), (*new)?)))
}

fn has_foreign(manifest: &Manifest) -> bool {
    !manifest.foreign.is_empty() || manifest.folders.iter().any(|(_, folder)| !folder.ours)
}

/// Nothing changed: at most the manifest is brought up to date, never the tree.
fn stand(publisher: &mut Publisher) -> Result<(), Diagnostic> {
    let Some(live) = &mut publisher.live else { return Ok(()) };
    if publisher.options.sync && !live.manifest.durable {
        let (disk, files) = (publisher.disk.as_ref(), live.manifest.files.paths());
        sync_tree(disk, &live.root, files).map_err(|e| write_failed(&live.root, &e))?;
        live.manifest.durable = true;
        live.stale = true;
    }
    live.note(publisher.disk.as_ref(), &publisher.places)
}

fn publish(publisher: &mut Publisher, plan: &Plan) -> Result<How, Diagnostic> {
    let from = publisher.places.output.clone();
    let spare = publisher.spare()?;
    spare.settle(&plan.files, &plan.folders, &publisher.noted_puts(), &from)?;
    let durable = sync(publisher, spare, plan)?;
    let manifest = spare.noting(plan.files.clone(), durable)?;
    save(publisher, spare.key, &manifest)?;
    if let Some(live) = &mut publisher.live {
        live.note(publisher.disk.as_ref(), &publisher.places)?;
    }
    let how = swap(publisher, manifest)?;
    if durable {
        let (output, control) = (&publisher.places.output, &publisher.places.control);
        for folder in [output.parent().unwrap_or(output), control] {
            publisher.disk.sync_dir(folder).map_err(|e| unfinished(folder, &e))?;
        }
    }
    Ok(how)
}

fn save(publisher: &Publisher, key: u64, manifest: &Manifest) -> Result<(), Diagnostic> {
    let path = publisher.places.manifest(key);
    manifest.save(publisher.disk.as_ref(), &path).map_err(|e| write_failed(&path, &e))
}

/// Up to so many files are synced one by one; beyond that, the file system as a whole.
const SINGLE: usize = 64;

/// Waits for the medium if that is asked for; whether all of the new tree has reached it.
fn sync(publisher: &Publisher, spare: &Spare, plan: &Plan) -> Result<bool, Diagnostic> {
    if !publisher.options.sync {
        return Ok(false);
    }
    let disk = publisher.disk.as_ref();
    let touched = spare.touched();
    let live = publisher.live.as_ref().is_none_or(|live| live.manifest.durable);
    let before = live && spare.held.durable && !spare.copied();
    if !before || plan.changed.len() > SINGLE || touched.len() > SINGLE {
        sync_tree(disk, &spare.root, plan.files.paths())
            .map_err(|e| write_failed(&spare.root, &e))?;
        return Ok(true);
    }
    for (path, _) in puts(&plan.changed) {
        let place = spare.root.join(path);
        disk.sync_file(&place).map_err(|e| write_failed(&place, &e))?;
    }
    for folder in touched.iter().filter(|folder| plan.folders.has(folder)) {
        let place = spare.root.join(&**folder);
        disk.sync_dir(&place).map_err(|e| write_failed(&place, &e))?;
    }
    Ok(true)
}

/// Gives the new tree, which is complete, the output's name.
fn swap(publisher: &Publisher, new: Manifest) -> Result<How, Diagnostic> {
    let (disk, places) = (publisher.disk.as_ref(), &publisher.places);
    let Some(live) = &publisher.live else { return first(publisher, new) };
    let reason = if has_foreign(&live.manifest) {
        Bilingual::new("输出目录里有别人放的文件", "somebody else's files lie in the output")
    } else if publisher.options.mode == Mode::Journal {
        Bilingual::new("设置要求如此", "the settings ask for it")
    } else {
        match disk.exchange(&places.spare(), &places.output) {
            Ok(()) if live.first => return Ok(How::First),
            Ok(()) => return Ok(How::Exchanged),
            Err(e) if impossible(&e) => no_exchange(&e),
            Err(e) => return Err(write_failed(&places.output, &e)),
        }
    };
    journal::run(disk, places, live.key, &live.manifest, new)?;
    Ok(How::Journal { reason })
}

/// Gives the new tree the output's name, which is free.
fn first(publisher: &Publisher, new: Manifest) -> Result<How, Diagnostic> {
    let (disk, places) = (publisher.disk.as_ref(), &publisher.places);
    let failed = |e: io::Error| write_failed(&places.output, &e);
    match disk.rename(&places.spare(), &places.output) {
        Ok(()) => Ok(How::First),
        Err(e) if impossible(&e) => {
            create_if_missing(disk, &places.output).map_err(failed)?;
            let key = tree::key(&places.output).map_err(failed)?;
            let old = Manifest::empty(0);
            save(publisher, key, &old)?;
            journal::run(disk, places, key, &old, new)?;
            Ok(How::Journal { reason: no_exchange(&e) })
        }
        Err(e) => Err(failed(e)),
    }
}

fn no_exchange(error: &io::Error) -> Bilingual {
    let Bilingual { zh, en } = reason(error);
    let zh = format!("系统不能一步交换两个目录的名字：{zh}");
    Bilingual::new(zh, format!("the system cannot exchange two folders' names in one step: {en}"))
}

/// Whether the system says that it never exchanges these names, rather than that it failed to.
fn impossible(error: &io::Error) -> bool {
    use ErrorKind::{CrossesDevices, InvalidInput, ResourceBusy, Unsupported};
    matches!(error.kind(), CrossesDevices | InvalidInput | ResourceBusy | Unsupported)
}

fn receipt(
    publisher: &Publisher,
    files: Table<Record>,
    changed: Vec<(String, Option<Record>)>,
    how: How,
) -> Result<Receipt, Diagnostic> {
    let output = &publisher.places.output;
    let tree = tree::key(output).map_err(|e| unfinished(output, &e))?;
    let whole = Manifest { files, ..Manifest::default() };
    let written: Vec<u64> = puts(&changed).map(|(_, new)| new.len).collect();
    Ok(Receipt {
        live: LiveId { tree, files: whole.id() },
        how,
        files: whole.files.len(),
        bytes: whole.bytes(),
        written: written.len(),
        written_bytes: written.iter().sum(),
        deleted: changed.len() - written.len(),
        foreign: publisher.live.as_ref().map(|live| foreign(&live.manifest)).unwrap_or_default(),
        changed: changed.into_iter().map(|(path, _)| path).collect(),
    })
}
