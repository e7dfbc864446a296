//! Whether records are what was recorded, and follow each other.

use super::Ground;
use crate::base::{Bilingual, Diagnostic, Located};
use crate::resolve::records;
use crate::syntax::{ChangeDoc, Matrix, RECORDED, RecordDoc, RecordedDoc, Step, Tree};

/// Whether a record is as it was sealed.
fn is_sealed(doc: &RecordDoc) -> bool {
    doc.digest.as_ref().is_some_and(|digest| digest.value == doc.seal())
}

/// Reports what is wrong with the chain of records; whether nothing is, so that its facts can be held against
/// each other.
pub fn records(
    records: &[&RecordDoc],
    recorded: Option<&RecordedDoc>,
    ground: &Ground<'_>,
    out: &mut Vec<Diagnostic>,
) -> bool {
    let before = out.len();
    let (Some(last), Some(recorded)) = (records.last(), recorded) else {
        match (records.last(), recorded) {
            (Some(last), _) => out.push(records::record_missing(last.path.whole(), RECORDED)),
            (None, Some(recorded)) => {
                let name = recorded.record.as_ref().map_or("", |name| &name.value);
                let name = format!("{name}.yaml");
                out.push(records::record_missing(recorded.path.whole(), name));
            }
            (None, None) => {}
        }
        return false;
    };
    chain(records, out);
    for doc in records {
        let future = doc.date.as_ref().filter(|date| date.value > ground.day);
        out.extend(
            future.map(|date| {
                records::record_in_future(doc.path.at(date.at), date.value.to_string())
            }),
        );
    }
    if let Some(name) = recorded.record.as_ref().filter(|name| name.value != last.name()) {
        let at = recorded.path.at(name.at);
        let known = records.iter().any(|doc| doc.name() == name.value);
        out.push(match known {
            true => records::records_disagree(at, last.name(), RECORDED),
            false => records::record_missing(at, format!("{}.yaml", name.value)),
        });
    }
    if out.len() > before {
        let unsealed = records.iter().filter(|doc| !is_sealed(doc));
        let unsealed: Vec<Diagnostic> = unsealed.map(|doc| edited(doc)).collect();
        // What an edited record says of its neighbours, and they of it, follows from that.
        if !unsealed.is_empty() {
            out.truncate(before);
            out.extend(unsealed);
        }
    }
    if let Some(digest) = recorded.digest.as_ref().filter(|d| d.value != recorded.seal()) {
        out.push(records::record_edited(recorded.path.at(digest.at), restore()));
    }
    out.len() == before
}

/// Each record names the one before it.
fn chain(records: &[&RecordDoc], out: &mut Vec<Diagnostic>) {
    for (at, doc) in records.iter().enumerate() {
        let earlier = at.checked_sub(1).map(|at| records[at]);
        match (&doc.follows, earlier) {
            (None, None) => {}
            (Some(name), Some(earlier)) if name.value == earlier.name() => {}
            (None, Some(earlier)) => {
                out.push(records::records_disagree(doc.path.whole(), earlier.name(), doc.name()));
            }
            (Some(name), earlier) => {
                let place = doc.path.at(name.at);
                let there = records.iter().any(|known| known.name() == name.value);
                out.push(match earlier.filter(|_| there) {
                    Some(earlier) => records::records_disagree(place, earlier.name(), doc.name()),
                    None => records::record_missing(place, format!("{}.yaml", name.value)),
                });
            }
        }
    }
}

/// Holds a record's cells against the matrix after it and against earlier records. What does not fit was
/// edited where the record is not as it was sealed; else two of them disagree.
pub fn fits(
    doc: &RecordDoc,
    step: &Step,
    after: &Matrix,
    earlier: &[&RecordDoc],
    out: &mut Vec<Diagnostic>,
) {
    let (before, sealed) = (out.len(), is_sealed(doc));
    for change in &doc.changes {
        let (Some(feature), Some(edition)) = (&change.feature, &change.edition) else { continue };
        let now = after.cell(&feature.value, &edition.value);
        let then = told_before(earlier, step.former(&feature.value), &edition.value);
        for (written, should) in [(&change.new, now), (&change.old, then)] {
            let wrong = written.as_ref().zip(should).filter(|(w, should)| w.value != **should);
            out.extend(wrong.map(|(written, should)| {
                let at = doc.path.at(written.at);
                match sealed {
                    false => records::record_edited(at, should_be(should)),
                    true => records::records_disagree(at, RECORDED, doc.name()),
                }
            }));
        }
    }
    if !sealed && out.len() == before {
        out.push(edited(doc));
    }
}

/// What the last earlier record says of a cell, unless the row went by another name in between.
fn told_before<'r>(earlier: &[&'r RecordDoc], feature: &str, edition: &str) -> Option<&'r Tree> {
    let is = |id: &Option<Located<String>>, wanted: &str| {
        id.as_ref().is_some_and(|id| id.value == wanted)
    };
    let told = |change: &&ChangeDoc| is(&change.feature, feature) && is(&change.edition, edition);
    let moved = |doc: &RecordDoc| {
        let names = |c: &ChangeDoc| is(&c.feature, feature) && c.edition.is_none();
        doc.changes.iter().any(names) || doc.before.is_some()
    };
    for doc in earlier.iter().rev() {
        if !is_sealed(doc) {
            return None;
        }
        if let Some(change) = doc.changes.iter().find(told) {
            return change.new.as_ref().map(|new| &new.value);
        }
        // What stands beside the value may have changed without a word.
        if moved(doc) {
            return None;
        }
    }
    None
}

/// A record whose facts are not those that it was sealed with.
fn edited(doc: &RecordDoc) -> Diagnostic {
    let at = doc.digest.as_ref().map_or(doc.at.begin(), |digest| digest.at);
    records::record_edited(doc.path.at(at), restore())
}

fn restore() -> Bilingual {
    Bilingual::new(
        "从备份或 git 里取回原来的文件；能改的只有 title、summary 和 note。功能表写错了，就改 product.yaml，再运行 crosswalk record",
        "take the file back from a backup or from git; only title, summary and note are yours. If the matrix is wrong, change product.yaml and run crosswalk record",
    )
}

fn should_be(tree: &Tree) -> Bilingual {
    let value = tree.brief();
    Bilingual::new(
        format!(
            "这里原来是 {value}，改回去；功能表写错了，就改 product.yaml，再运行 crosswalk record"
        ),
        format!(
            "put back what stood here: {value}. If the matrix is wrong, change product.yaml and run crosswalk record"
        ),
    )
}
