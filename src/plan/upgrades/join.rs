//! Several guides joined to one.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::Lang;
use crate::derive::{Difference, compare_features};
use crate::model::{
    Catalog, Feature, Field, Given, Guide, Impact, Precondition, Product, ProseText, Step, Text,
};

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
    let given = Given(given);
    let product = &catalog.products[first.product];
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
        reversible: guides.iter().all(|guide| guide.reversible),
        no_way_back: distinct(guides.iter().flat_map(|g| &g.no_way_back), |a, b| a == b),
        hold_if: distinct(guides.iter().flat_map(|g| &g.hold_if), |a, b| a.words == b.words),
        preconditions: preconditions(&guides),
        collect: fields(&guides),
        steps: steps(&guides),
        impacts: impacts(product, &guides, (first.from, last.to, &given)),
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
        given,
    }
}

/// `13 → 14 → 15`, with the plans that each is for, in every language of the site.
fn title(catalog: &Catalog, guides: &[&Guide]) -> Text {
    let product = &catalog.products[guides[0].product];
    let name = |lang: &Lang| {
        let names = stops(guides).into_iter().map(|(edition, plans)| {
            let plans = plans.iter().map(|at| product.conditions[*at].name.get(lang));
            let plans = plans.collect::<Vec<_>>();
            let name = product.editions[edition].name.get(lang);
            match lang.as_str().split('-').next() {
                _ if plans.is_empty() => name.to_owned(),
                Some("zh") => format!("{name}·{}", plans.join("、")),
                _ => format!("{name} ({})", plans.join(", ")),
            }
        });
        names.collect::<Vec<_>>().join(" → ")
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

/// The editions that guides lead through, each with the plans that they speak of there: those of who goes on,
/// else of who arrives.
pub fn stops<'g>(guides: &[&'g Guide]) -> Vec<(usize, &'g [usize])> {
    let mut all: Vec<(usize, &[usize])> = Vec::with_capacity(guides.len() + 1);
    for guide in guides {
        match (all.last_mut(), guide.given.of(guide.from)) {
            (None, plans) => all.push((guide.from, plans)),
            (Some(stop), plans) if !plans.is_empty() => stop.1 = plans,
            (Some(_), _) => {}
        }
        all.push((guide.to, guide.given.of(guide.to)));
    }
    all
}

/// One explanation per feature of those that hold at the end: the gravest, and of equals the last, which is
/// nearest to the end. What only one of the transitions does is told there.
fn impacts(
    product: &Product,
    guides: &[&Guide],
    (from, to, given): (usize, usize, &Given),
) -> Vec<Impact> {
    let features: BTreeMap<&str, &Feature> =
        product.features().map(|feature| (&*feature.id, feature)).collect();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut kept: Vec<Impact> = Vec::new();
    let all = guides.iter().enumerate();
    let all = all.flat_map(|(hop, guide)| guide.impacts.iter().map(move |each| (hop, each)));
    for (hop, each) in all {
        let Some(feature) = features.get(&*each.feature) else { continue };
        let end = compare_features(product, feature, from, to, given).difference;
        let mut here = guides[hop..].iter().map(|guide| {
            compare_features(product, feature, guide.from, guide.to, &guide.given).difference
        });
        let own = here.next().unwrap_or_default();
        if !holds(own, here, end) {
            continue;
        }
        match places.get(&*each.feature).map(|at| &mut kept[*at]) {
            Some(known) if each.severity < known.severity => {}
            Some(known) => *known = each.clone(),
            None => {
                places.insert(&each.feature, kept.len());
                kept.push(each.clone());
            }
        }
    }
    kept
}

/// Whether what one transition does to a feature is so at the end, too: it is better, worse or otherwise
/// there in the same way, and no later transition turns it round, nor what is only otherwise into something else.
fn holds(own: Difference, mut later: impl Iterator<Item = Difference>, end: Difference) -> bool {
    let way = own.direction();
    let agrees = end != Difference::Same && end.direction() == way;
    let turns = |next: Difference| match way {
        Ordering::Equal => next != Difference::Same,
        way => next.direction() == way.reverse(),
    };
    agrees && !later.any(turns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_transition_does_holds_at_the_end() {
        use Difference::{Changed, Gained, Lost, Lowered, Narrowed, Raised, Same, Unknown};
        for (own, later, end, expected) in [
            (Lost, vec![], Lost, true),
            (Lost, vec![Same, Same], Lost, true),
            (Narrowed, vec![Lowered], Lost, true),
            // Another way to the same end goes, too.
            (Narrowed, vec![Changed], Lost, true),
            (Changed, vec![], Lost, false),
            (Lost, vec![Gained], Same, false),
            (Lost, vec![Gained], Raised, false),
            // It comes back in part.
            (Lost, vec![Gained], Narrowed, false),
            (Gained, vec![Lost], Same, false),
            (Gained, vec![Raised], Gained, true),
            (Changed, vec![Same], Changed, true),
            (Changed, vec![Changed], Changed, false),
            (Changed, vec![Lost], Lost, false),
            (Unknown, vec![], Unknown, true),
        ] {
            assert_eq!(
                holds(own, later.clone().into_iter(), end),
                expected,
                "{own} {later:?} {end}"
            );
        }
    }
}
