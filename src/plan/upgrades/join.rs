//! Several guides joined to one.

use std::sync::Arc;

use crate::model::{Catalog, Field, Given, Guide, Impact, Precondition, ProseText, Step, Text};

/// The guide that leads through others, in their order: what is asked, confirmed and done in all of
/// them, each once. It has no way back where one of them has none.
pub fn joined(catalog: &Catalog, hops: &[usize], id: Arc<str>) -> Guide {
    let guides: Vec<&Guide> = hops.iter().map(|at| &catalog.guides[*at]).collect();
    let (first, last) = (guides[0], guides[guides.len() - 1]);
    let mut given: Vec<(usize, Vec<usize>)> = vec![
        (first.from, first.given.of(first.from).to_vec()),
        (last.to, last.given.of(last.to).to_vec()),
    ];
    given.retain(|(_, conditions)| !conditions.is_empty());
    given.sort();
    let each = |prose: fn(&Guide) -> &Option<ProseText>| {
        guides.iter().find_map(|guide| prose(guide).clone())
    };
    Guide {
        product: first.product,
        id,
        source: first.source.clone(),
        at: first.at,
        places: first.places,
        hops: hops.to_vec(),
        title: title(catalog, &guides),
        description: None,
        from: first.from,
        to: last.to,
        given: Given(given),
        reversible: guides.iter().all(|guide| guide.reversible),
        no_way_back: each(|guide| &guide.no_way_back),
        hold_if: distinct(guides.iter().flat_map(|g| &g.hold_if), |a, b| a.words == b.words),
        preconditions: preconditions(&guides),
        collect: fields(&guides),
        steps: steps(&guides),
        impacts: impacts(&guides),
        impacts_known: guides.iter().all(|guide| guide.impacts_known),
        questions: distinct(guides.iter().flat_map(|g| &g.questions), |a, b| {
            a.question == b.question && a.answer == b.answer
        }),
        // How long each takes is said at each; what they come to nobody has said.
        once: None,
        duration: None,
        downtime: None,
        cost: None,
        // What is sent is put together from the tickets of the hops, in each language's own words.
        ticket: None,
        body: ProseText::default(),
        // What the guides state was looked at where they were written.
        clauses: Vec::new(),
    }
}

/// `13 → 14 → 15`, in every language of the site.
fn title(catalog: &Catalog, guides: &[&Guide]) -> Text {
    let editions = &catalog.products[guides[0].product].editions;
    let on_it = || std::iter::once(guides[0].from).chain(guides.iter().map(|guide| guide.to));
    let name = |lang| {
        let names: Vec<&str> = on_it().map(|at| editions[at].name.get(lang)).collect();
        names.join(" → ")
    };
    let site = &catalog.site;
    let others = site.languages.iter().skip(1).map(|l| (l.tag.clone(), name(&l.tag).into()));
    Text::new(name(site.default_language()), others.collect())
}

/// What differs from all that stand before it, in order.
fn distinct<'g, T: Clone + 'g>(
    all: impl Iterator<Item = &'g T>,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for each in all {
        if !kept.iter().any(|known| same(known, each)) {
            kept.push(each.clone());
        }
    }
    kept
}

/// Whether two preconditions are one.
pub fn same_precondition(a: &Precondition, b: &Precondition) -> bool {
    a.id == b.id && a.words == b.words
}

/// Whether two fields are one: what they are held against may differ from guide to guide.
pub fn same_field(a: &Field, b: &Field) -> bool {
    a.id == b.id && a.name == b.name && a.kind == b.kind && a.options == b.options
}

/// Whether two steps are one.
pub fn same_step(a: &Step, b: &Step) -> bool {
    a.id == b.id && a.words == b.words
}

fn preconditions(guides: &[&Guide]) -> Vec<Precondition> {
    let mut kept: Vec<Precondition> = Vec::new();
    for each in guides.iter().flat_map(|guide| &guide.preconditions) {
        match kept.iter_mut().find(|known| same_precondition(known, each)) {
            // What one of them has signed is signed.
            Some(known) => known.consent |= each.consent,
            None => kept.push(each.clone()),
        }
    }
    apart(&mut kept, |p| &mut p.id);
    kept
}

fn fields(guides: &[&Guide]) -> Vec<Field> {
    let mut kept = distinct(guides.iter().flat_map(|guide| &guide.collect), same_field);
    apart(&mut kept, |field| &mut field.id);
    kept
}

fn steps(guides: &[&Guide]) -> Vec<Step> {
    let in_order = guides.iter().flat_map(|guide| {
        let mut steps: Vec<&Step> = guide.steps.iter().collect();
        steps.sort_by_key(|step| step.phase);
        steps
    });
    let mut kept = distinct(in_order, same_step);
    apart(&mut kept, |step| &mut step.id);
    kept
}

/// Ids that mean several things get a number, so that each names one.
fn apart<T>(all: &mut [T], id: impl Fn(&mut T) -> &mut Arc<str>) {
    let mut seen: Vec<Arc<str>> = Vec::with_capacity(all.len());
    for each in all {
        let id = id(each);
        let numbered = (2..).map(|n: usize| Arc::from(format!("{id}-{n}")));
        let mut names = std::iter::once(Arc::clone(id)).chain(numbered);
        if let Some(free) = names.find(|name| !seen.contains(name)) {
            *id = free;
        }
        seen.push(Arc::clone(id));
    }
}

/// One explanation per feature: the gravest, and of equals the last, which is nearest to the end.
fn impacts(guides: &[&Guide]) -> Vec<Impact> {
    let mut kept: Vec<Impact> = Vec::new();
    for each in guides.iter().flat_map(|guide| &guide.impacts) {
        match kept.iter_mut().find(|known| known.feature == each.feature) {
            Some(known) if each.severity < known.severity => {}
            Some(known) => *known = each.clone(),
            None => kept.push(each.clone()),
        }
    }
    kept
}
