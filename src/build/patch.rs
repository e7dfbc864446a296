//! The change that editors make most: words in the text of an article, and nothing that another page
//! shows. Then one page is made and nothing else is looked at. Whatever is less certain is left to a
//! whole build.

use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::memo::Memo;
use super::preview::{Last, Live, Preview, published};
use super::sink::Keeping;
use super::{Args, Built};
use crate::base::{Diagnostic, SourcePath};
use crate::plan::{Page, PageKind};
use crate::render::{Rendered, render_some};
use crate::syntax::Document;

/// How many articles are changed at once by hand.
const FEW: usize = 8;

/// Puts changed texts into the last site; `None` where that may not be all that has changed.
pub fn patch(preview: &mut Preview, args: &Args, changed: &[String]) -> Option<Built> {
    // Where something else turns up on the way, the half-patched site is let go.
    let mut last = preview.last.take_if(|_| !changed.is_empty() && changed.len() <= FEW)?;
    let until = preview.live.valid_until;
    let in_time =
        same_day(&last, args.moment.now) && until.is_none_or(|until| args.moment.now < until);
    // Feeds with whole texts show them, too.
    if last.made.plan.catalog.site.feeds.full || !in_time {
        return None;
    }
    let mut articles = Vec::with_capacity(changed.len());
    for path in changed {
        let path = SourcePath::new(path.as_str());
        // Some editors try the folder with a file that is gone at once.
        if !last.snapshot.is_nothing(&path) {
            articles.push(exchange(&mut last, &preview.memo, &path)?);
        }
    }
    let plan = &last.made.plan;
    let shows = |page: &&Page| match page.kind {
        PageKind::Article(at) | PageKind::Plain(at) => articles.contains(&at),
        _ => false,
    };
    let pages: Vec<&Page> = plan.pages.iter().filter(shows).collect();
    let sink = Keeping::over(&preview.live.files);
    let bodies = last.made.bodies(&last.snapshot);
    if !render_some(plan, &last.made.theme, &bodies, &sink, &pages).is_empty() {
        return None;
    }
    let rendered = Rendered { fresh: pages.len(), ..last.rendered };
    let old = &preview.live;
    let (base_path, marks, files) = (old.base_path.clone(), old.marks.clone(), sink.finish());
    preview.live = Arc::new(Live { files, base_path, marks, valid_until: until });
    let (outcome, reasons) = (published(&last.made, rendered), Vec::new());
    let (diagnostics, snapshot) = (last.diagnostics.clone(), last.snapshot.clone());
    preview.last = Some(last);
    Some(Built { outcome, diagnostics, reasons, snapshot })
}

fn same_day(last: &Last, now: Timestamp) -> bool {
    let zone = &last.made.plan.catalog.site.timezone;
    let day = |moment: Timestamp| moment.to_zoned(zone.clone()).date();
    day(last.now) == day(now)
}

/// Puts a file's text in the place of the one that it had; the article's position. `None` where it
/// says anything else that the site shows, or where something was or is said about it.
fn exchange(last: &mut Last, memo: &Memo, path: &SourcePath) -> Option<usize> {
    let articles = &last.made.plan.catalog.articles;
    let at = articles.iter().position(|article| article.source == *path)?;
    // Other languages may be made from it.
    if articles[at + 1..].iter().any(|article| article.source == *path) {
        return None;
    }
    if !last.snapshot.look_again(path) || last.snapshot.find(path)?.size > last.largest {
        return None;
    }
    let bytes = last.snapshot.read(path).ok()?;
    let known: (Option<Document>, Vec<Diagnostic>) = Memo::decode(&memo.parsed(path)?.result)?;
    let read = last.made.inputs.reread(path, &bytes);
    let ((Some(Document::Article(old)), said), (Some(Document::Article(mut new)), Some(body))) =
        (known, read.value)
    else {
        return None;
    };
    let hash = new.hash;
    new.hash = old.hash;
    // The text's beginning is shown where nothing else was written for lists.
    let is_unused = old.description.is_some() || old.lead.is_some();
    if is_unused && old.opening.is_empty() == new.opening.is_empty() {
        new.opening.clone_from(&old.opening);
    }
    let same = meaning(&old)? == meaning(&new)?;
    let silent = said.is_empty() && read.diagnostics.is_empty();
    if !silent || !same || is_spoken_of(&last.diagnostics, path) {
        return None;
    }
    last.made.plan.catalog.articles[at].hash = hash;
    last.made.inputs.exchange(path.clone(), body);
    Some(at)
}

/// Whether a problem points into a file: what stands in it has moved.
fn is_spoken_of(diagnostics: &[Diagnostic], path: &SourcePath) -> bool {
    let spans = |d: &Diagnostic| {
        d.span.iter().chain(d.labels.iter().map(|l| &l.span)).any(|span| span.path == *path)
    };
    diagnostics.iter().any(spans)
}

/// What a document says, wherever in its file it says it: no page shows that.
fn meaning<T: Serialize>(document: &T) -> Option<Value> {
    let mut value = serde_json::to_value(document).ok()?;
    erase(&mut value);
    Some(value)
}

/// Takes the places out. Data that an editor wrote is never a mapping of numbers here: it is written as
/// what it is (`Integer`), in pairs.
fn erase(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            let is_place = fields.len() == 2
                && ["start", "end"].iter().all(|key| fields.get(*key).is_some_and(Value::is_u64));
            match is_place {
                true => *value = Value::Null,
                false => fields.values_mut().for_each(erase),
            }
        }
        Value::Array(items) => items.iter_mut().for_each(erase),
        _ => {}
    }
}
