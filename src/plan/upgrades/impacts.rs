//! Impacts explain derived differences: they neither invent one nor leave a loss without a word.

use std::collections::BTreeSet;

use crate::base::{Bilingual, Diagnostic, Lang, Say, Tongue, nearest};
use crate::derive::{Comparison, Difference, FeatureDifference, under};
use crate::model::{Feature, Guide, Product};
use crate::plan::catalogue as problem;
use crate::plan::fact::say;
use crate::plan::{Plan, Vocabulary};

/// Holds the impacts of every written guide against the differences that were derived.
pub fn check_impacts(plan: &Plan, words: &Vocabulary, out: &mut Vec<Diagnostic>) {
    let guides = plan.catalog.guides.iter().zip(&plan.guide_comparisons);
    for (guide, comparison) in guides.filter(|(guide, _)| guide.is_written()) {
        let product = &plan.catalog.products[guide.product];
        let comparison = &plan.comparisons[*comparison].comparison;
        let before = out.len();
        invented(product, guide, comparison, out);
        // One that explains nothing may be meant for what nothing explains.
        if out.len() == before {
            let lang = plan.catalog.site.default_language();
            unexplained(product, guide, comparison, lang, words, out);
        }
    }
}

fn is_broken(feature: &Feature) -> bool {
    feature.facts.iter().flat_map(|fact| &fact.cells).any(|cell| cell.broken)
}

fn invented(product: &Product, guide: &Guide, comparison: &Comparison, out: &mut Vec<Diagnostic>) {
    let rows = || product.features().zip(&comparison.rows);
    let differing = rows().filter(|(_, row)| row.difference != Difference::Same);
    let differing: Vec<&str> = differing.map(|(feature, _)| &*feature.id).collect();
    let same = rows().filter(|(f, row)| row.difference == Difference::Same && !is_broken(f));
    let same: BTreeSet<&str> = same.map(|(feature, _)| &*feature.id).collect();
    for impact in guide.impacts.iter().filter(|impact| same.contains(&*impact.feature)) {
        let at = guide.source.at(impact.at);
        let near = nearest(&impact.feature, differing.iter().copied());
        let near = match differing.is_empty() {
            true => Bilingual::new("这次升级里没有一项有变化", "nothing differs in this upgrade"),
            false => Bilingual::new(near.say(Tongue::Zh), near.say(Tongue::En)),
        };
        out.push(problem::impact_without_difference(at, &*impact.feature, near));
    }
}

/// What nothing explains: a warning at every impact without words, and one for all losses that no impact names,
/// with what to paste.
fn unexplained(
    product: &Product,
    guide: &Guide,
    comparison: &Comparison,
    lang: &Lang,
    words: &Vocabulary,
    out: &mut Vec<Diagnostic>,
) {
    let explained = guide.explained();
    let has_note = |feature: &Feature| {
        let noted = |edition: usize| feature.facts.iter().any(|f| f.cells[edition].note.is_some());
        noted(comparison.from) || noted(comparison.to)
    };
    let entry = |feature: &Feature, row: &FeatureDifference| {
        let words = difference(product, guide, feature, row, comparison, lang, words);
        format!("{}: {{severity: warn, md: {}}}", feature.id, quoted(&words))
    };
    let losses = product.features().zip(&comparison.rows).filter(|(feature, row)| {
        row.difference.direction().is_lt() && !is_broken(feature) && !has_note(feature)
    });
    let mut open = Vec::new();
    for (feature, row) in losses {
        match explained.get(&*feature.id) {
            None => open.push((feature, row)),
            // A severity alone explains nothing.
            Some(impact) if impact.words.is_none() => {
                let at = guide.source.at(impact.at);
                let name = feature.name.base();
                out.push(problem::impact_without_words(at, name, entry(feature, row)));
            }
            Some(_) => {}
        }
    }
    // An impact that names nothing known may be meant for one of them.
    if open.is_empty() || !guide.impacts_known {
        return;
    }
    let names: Vec<&str> = open.iter().map(|(feature, _)| feature.name.base()).collect();
    let names = Bilingual::new(names.join("、"), names.join(", "));
    let paste: String =
        open.iter().map(|(feature, row)| format!("\n  {}", entry(feature, row))).collect();
    let paste = Bilingual::new(paste.clone(), paste);
    out.push(problem::loss_without_impact(guide.source.at(guide.at.begin()), names, paste));
}

/// The old words and the new ones of what makes a row as bad as it is: 有 → 无.
fn difference(
    product: &Product,
    guide: &Guide,
    feature: &Feature,
    row: &FeatureDifference,
    comparison: &Comparison,
    lang: &Lang,
    words: &Vocabulary,
) -> String {
    let worst = row.facts.iter().position(|fact| fact.difference == row.difference);
    let Some(fact) = worst.and_then(|at| feature.facts.get(at)) else { return String::new() };
    let told = |edition: usize| {
        let cell = under(product, &fact.cells[edition], edition, &guide.given);
        match &cell.short {
            Some(short) => short.get(lang).to_owned(),
            None => say(&cell.value, cell.words.as_ref(), fact, lang, words),
        }
    };
    format!("{} → {}", told(comparison.from), told(comparison.to))
}

/// Words as a YAML scalar in double quotes, on one line and without what a terminal would swallow.
fn quoted(words: &str) -> String {
    let mut out = String::from("\"");
    for c in words.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() || matches!(c, '\u{200e}'..='\u{2069}' | '\u{feff}') => {
                out.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
