//! `crosswalk diff`.

pub mod side;

use std::process::ExitCode;

use super::args::{Diff, Global, Seen};
use super::environment;
use super::report::{Changed, Report};
use crate::base::{Diagnostic, nearest};
use crate::build::{self, catalogue as problem};
use crate::derive;
use crate::model::catalogue as unknown;
use crate::model::{Catalog, Cell, Condition, Given, Product};
use crate::plan::can_hold;
use side::Side;

/// Why nothing can be compared.
enum Stop {
    Usage(Box<Diagnostic>),
    /// One side's matrix has errors, and says nothing that could be compared.
    Content(Vec<Diagnostic>, Side),
}

impl From<Diagnostic> for Stop {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Usage(diagnostic.into())
    }
}

impl From<Box<Diagnostic>> for Stop {
    fn from(diagnostic: Box<Diagnostic>) -> Self {
        Self::Usage(diagnostic)
    }
}

/// Compares two versions of a matrix, or two editions. Differences are no failure.
pub fn run(global: &Global, command: &Diff) -> ExitCode {
    let report = Report::new(global);
    let now = match environment::args(global, &Seen::default()) {
        Ok(args) => args.moment.now,
        Err(time) => return report.bad_time(&time),
    };
    let done = match editions(command) {
        Some(pair) => of_editions(global, command, pair, now, &report),
        None => of_versions(global, command, now, &report),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Usage(diagnostic)) => report.stopped(*diagnostic),
        Err(Stop::Content(diagnostics, side)) => report.not_compared(&diagnostics, &side.texts()),
    }
}

/// A product's id and an edition's.
type EditionName<'a> = (&'a str, &'a str);

/// `exmail@legacy`, and nothing that lies on the disk.
fn editions(command: &Diff) -> Option<(EditionName<'_>, EditionName<'_>)> {
    let name = |written: &'_ str| -> bool {
        written.contains('@') && !written.contains(['/', '{', '~', '^']) && !Side::lies_at(written)
    };
    let new = command.new.as_deref()?;
    if !name(&command.old) || !name(new) {
        return None;
    }
    Some((command.old.split_once('@')?, new.split_once('@')?))
}

fn read(side: Side, now: jiff::Timestamp) -> Result<(Catalog, Side), Stop> {
    let mut diagnostics = Vec::new();
    let catalog = build::version(&side.files, now).into(&mut diagnostics);
    if !diagnostics.is_empty() {
        side.rename(&mut diagnostics);
        return Err(Stop::Content(diagnostics, side));
    }
    if catalog.products.is_empty() {
        return Err(problem::nothing_to_compare(None, &*side.name).into());
    }
    Ok((catalog, side))
}

fn of_versions(
    global: &Global,
    command: &Diff,
    now: jiff::Timestamp,
    report: &Report,
) -> Result<(), Stop> {
    let (before, old) = read(Side::read(&global.root, Some(&command.old))?, now)?;
    let (after, new) = read(Side::read(&global.root, command.new.as_deref())?, now)?;
    let (was, is) = (before.products, after.products);
    let mut pairs = match (&was[..], &is[..]) {
        ([was], [is]) if was.id == is.id || (old.single && new.single) => {
            vec![(was.clone(), is.clone())]
        }
        _ if old.single || new.single => vec![twins(&was, &is)?],
        _ => paired(&was, &is),
    };
    if let Some(id) = &command.product {
        let known: Vec<String> = pairs.iter().map(|(_, is)| is.id.to_string()).collect();
        pairs.retain(|(_, is)| *is.id == **id);
        if pairs.is_empty() {
            let near = nearest(id, known.iter().map(String::as_str));
            return Err(unknown::unknown_product(None, id, near).into());
        }
    }
    let mut found: Vec<_> = pairs.iter().map(|(was, is)| Changed::between(was, is)).collect();
    // Of several products those are told in which something changed, and one if none did.
    match found.iter().any(Changed::says_something) {
        true => found.retain(Changed::says_something),
        false => found.truncate(1),
    }
    report.changes(&after.site, &found, command.why);
    Ok(())
}

/// A file or a product's folder against a site: the product of its id there.
fn twins(was: &[Product], is: &[Product]) -> Result<(Product, Product), Stop> {
    let twin = was.iter().find_map(|was| Some((was, is.iter().find(|is| is.id == was.id)?)));
    let (was, is) = twin.ok_or_else(|| {
        let ids: Vec<&str> = was.iter().chain(is).map(|product| &*product.id).collect();
        problem::which_of_products(None, ids.join(", "))
    })?;
    Ok((was.clone(), is.clone()))
}

/// Products by id: those that both sides have, those that came, and those that went.
fn paired(was: &[Product], is: &[Product]) -> Vec<(Product, Product)> {
    let nothing = |of: &Product| Product { editions: Vec::new(), groups: Vec::new(), ..of.clone() };
    let mut pairs: Vec<_> = is
        .iter()
        .map(|is| {
            let earlier = was.iter().find(|was| was.id == is.id).cloned();
            (earlier.unwrap_or_else(|| nothing(is)), is.clone())
        })
        .collect();
    let gone = was.iter().filter(|was| !is.iter().any(|is| is.id == was.id));
    pairs.extend(gone.map(|was| (was.clone(), nothing(was))));
    pairs.sort_by(|a, b| a.1.id.cmp(&b.1.id));
    pairs
}

fn of_editions(
    global: &Global,
    command: &Diff,
    (from, to): (EditionName<'_>, EditionName<'_>),
    now: jiff::Timestamp,
    report: &Report,
) -> Result<(), Stop> {
    let (Catalog { site, products, .. }, _) = read(Side::read(&global.root, None)?, now)?;
    if from.0 != to.0 {
        return Err(
            problem::editions_of_two(None, &*command.old, format!("{}@{}", to.0, to.1)).into()
        );
    }
    let near = || nearest(from.0, products.iter().map(|product| &*product.id));
    let product = products.iter().find(|product| *product.id == *from.0);
    let product = product.ok_or_else(|| unknown::unknown_product(None, from.0, near()))?;
    let edition = |id: &str| {
        let ids = product.editions.iter().map(|edition| &*edition.id);
        product.edition(id).ok_or_else(|| unknown::unknown_edition(None, id, nearest(id, ids)))
    };
    let (from, to) = (edition(from.1)?, edition(to.1)?);
    let given = given(product, &command.given)?;
    let product = under(product, from, to, &given);
    let comparison = derive::compare(&product, from, to, &Given::default());
    report.differences(&site, &product, &comparison, command.why);
    Ok(())
}

/// What `--given legacy=free --given fusion=basic,vip` says; `legacy=free,fusion=basic,vip` says the same.
pub fn given(product: &Product, written: &[String]) -> Result<Given, Box<Diagnostic>> {
    let mut given = Given::default();
    for (part, id, conditions) in written.iter().flat_map(|part| by_edition(part)) {
        let edition = product.edition(id);
        let refused = || {
            // Of a known edition only what can hold in it can be written.
            let is_open = |of: &&Condition| {
                let at = edition.filter(|_| !of.editions.is_empty());
                at.is_none_or(|at| of.editions.contains(&at))
            };
            let names = product.conditions.iter().filter(is_open).map(|condition| &*condition.id);
            let known = names.collect::<Vec<_>>().join(", ");
            Box::new(problem::given_not_understood(None, part, known))
        };
        let edition = edition.ok_or_else(refused)?;
        for id in conditions {
            let at = product.condition(id.trim()).ok_or_else(refused)?;
            if !can_hold(product, edition, at, given.of(edition)) {
                let edition = &*product.editions[edition].id;
                return Err(unknown::impossible_given(None, id.trim(), edition).into());
            }
            match given.0.iter_mut().find(|(at, _)| *at == edition) {
                Some((_, all)) => all.push(at),
                None => given.0.push((edition, vec![at])),
            }
        }
    }
    Ok(given)
}

/// What was written, an edition in it, and the conditions that follow it.
fn by_edition(written: &str) -> Vec<(&str, &str, Vec<&str>)> {
    let mut all: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for word in written.split(',') {
        match (word.split_once('='), all.last_mut()) {
            (Some((edition, condition)), _) => {
                all.push((written, edition.trim(), vec![condition]));
            }
            (None, Some((.., conditions))) => conditions.push(word),
            (None, None) => all.push((written, word, vec![""])),
        }
    }
    all
}

/// The product as a customer reads it of whom something is known, in the two editions.
fn under(product: &Product, from: usize, to: usize, given: &Given) -> Product {
    let mut read = product.clone();
    let facts = read.groups.iter_mut().flat_map(|g| &mut g.features).flat_map(|f| &mut f.facts);
    for fact in facts {
        for at in [from, to] {
            let cell: Cell = derive::under(product, &fact.cells[at], at, given).into_owned();
            fact.cells[at] = cell;
        }
    }
    read
}
