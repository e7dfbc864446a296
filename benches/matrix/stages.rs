//! The stages, timed one by one within one run, so that whatever slows the machine slows them all.

use std::io;
use std::time::{Duration, Instant};

use crosswalk::base::SourcePath;
use crosswalk::derive::{self, Comparison};
use crosswalk::model::{Catalog, Given};
use crosswalk::resolve::{self, Moment, Overrides};
use crosswalk::syntax::{self, Document};
use serde_saphyr::granit_parser::{Parser, options};

use crate::system;

/// What is timed; each stage needs those before it, except the events, which need none.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The YAML reader's events, and nothing made of them: what everything else is measured by.
    Events,
    /// Bytes to a document.
    Syntax,
    /// Documents to a catalogue.
    Resolve,
    /// Each edition against the next.
    Compare,
}

impl Stage {
    pub const ALL: [Self; 4] = [Self::Events, Self::Syntax, Self::Resolve, Self::Compare];

    pub fn name(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Syntax => "syntax",
            Self::Resolve => "resolve",
            Self::Compare => "compare",
        }
    }
}

/// What one stage took.
#[derive(Clone, Copy)]
pub struct Cost {
    pub wall: Duration,
    /// User and system time of all threads.
    pub cpu: Duration,
}

/// Goes through all stages once; the costs are in the order of [`Stage::ALL`].
pub fn run(bytes: &[u8]) -> io::Result<[Cost; 4]> {
    let (events, _) = timed(|| events(bytes))?;
    let (syntax, document) = timed(|| read(bytes))?;
    let (resolve, catalog) = timed(|| resolved(document))?;
    let (compare, _) = timed(|| compared(&catalog))?;
    Ok([events, syntax, resolve, compare])
}

/// Goes as far as a stage, and no further than it needs.
pub fn alone(bytes: &[u8], stage: Stage) -> io::Result<()> {
    if stage == Stage::Events {
        return events(bytes).map(|_| ());
    }
    let document = read(bytes)?;
    if stage == Stage::Syntax {
        return Ok(());
    }
    let catalog = resolved(document)?;
    if stage == Stage::Compare {
        compared(&catalog)?;
    }
    Ok(())
}

fn timed<T>(work: impl FnOnce() -> io::Result<T>) -> io::Result<(Cost, T)> {
    let (start, cpu) = (Instant::now(), system::own()?.cpu);
    let result = work()?;
    let wall = start.elapsed();
    Ok((Cost { wall, cpu: system::own()?.cpu.saturating_sub(cpu) }, result))
}

fn events(bytes: &[u8]) -> io::Result<usize> {
    let text = std::str::from_utf8(bytes).map_err(io::Error::other)?;
    let options = options! { emit_comments: false, emit_unresolved_aliases: true };
    let mut count = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        std::hint::black_box(event.map_err(|error| io::Error::other(error.info()))?);
        count += 1;
    }
    Ok(count)
}

fn read(bytes: &[u8]) -> io::Result<Document> {
    let path = SourcePath::new("content/products/large/product.yaml");
    let checked = syntax::parse(&path, bytes);
    if let Some(problem) = checked.diagnostics.first() {
        return Err(io::Error::other(problem.message.en.clone()));
    }
    checked.value.0.ok_or_else(|| io::Error::other("there is no document"))
}

fn resolved(document: Document) -> io::Result<Catalog> {
    let path = SourcePath::new("crosswalk.yaml");
    let settings = syntax::parse(&path, SETTINGS.as_bytes()).value.0;
    // Later than every date that the product names.
    let now = jiff::Timestamp::constant(1_767_225_600, 0);
    let moment = Moment { now, drafts: false, future: false, expired: false };
    let documents = settings.into_iter().chain([document]).collect();
    let checked = resolve::resolve(documents, Vec::new(), &Overrides::default(), &moment);
    match checked.diagnostics.first() {
        Some(problem) => Err(io::Error::other(problem.message.en.clone())),
        None => Ok(checked.value.catalog),
    }
}

/// The settings of the site that holds the product.
pub const SETTINGS: &str = "version: 1\ntitle: 很大的功能表\nbase_url: https://example.com\n";

fn compared(catalog: &Catalog) -> io::Result<Vec<Comparison>> {
    let product = catalog.products.first().ok_or_else(|| io::Error::other("no product"))?;
    let given = Given::default();
    let pairs = derive::pairs(product, &[]);
    Ok(pairs.iter().map(|pair| derive::compare(product, pair.from, pair.to, &given)).collect())
}
