//! What speaks of a feature: articles and guides, for the feature's page.

use rustc_hash::FxHashMap;

use super::{Block, Plan, RowAt, Target};
use crate::derive::Difference;
use crate::model::Output;

/// What speaks of a feature.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// Articles by position, the newest first; then plain pages. At most 20 per language.
    pub articles: Vec<u32>,
    /// Guides by position.
    pub guides: Vec<usize>,
    /// Whether a link in an article leads here, not a table alone.
    pub linked: bool,
}

/// A page names the newest articles: without a bound, a fact that every article mentions would make
/// the site grow with the square of its articles.
const MOST: usize = 20;

/// What speaks of each row. An article does where a link leads to the row, or where one of its
/// tables shows it; a guide does where the row differs.
pub fn mentions(plan: &Plan) -> FxHashMap<RowAt, Mentions> {
    let mut all: FxHashMap<RowAt, Mentions> = FxHashMap::default();
    if !plan.catalog.site.outputs.has(Output::Features) {
        return all;
    }
    let plain = (0..plan.catalog.articles.len()).filter_map(|at| u32::try_from(at).ok());
    let plain = plain.filter(|at| plan.catalog.articles[*at as usize].section.is_empty());
    let mut seen: FxHashMap<(RowAt, &crate::base::Lang), usize> = FxHashMap::default();
    for at in plan.newest.iter().flatten().copied().chain(plain) {
        let lang = &plan.catalog.articles[at as usize].lang;
        for row in rows_of(plan, at as usize) {
            let count = seen.entry((row, lang)).or_default();
            if *count < MOST {
                *count += 1;
                all.entry(row).or_default().articles.push(at);
            }
        }
        let targets = plan.linked[at as usize].targets.iter().filter_map(Target::row);
        for row in targets.filter_map(|row| today(plan, row)) {
            all.entry(row).or_default().linked = true;
        }
    }
    let guides = plan.catalog.guides.iter().enumerate();
    for (at, guide) in guides.filter(|(_, guide)| guide.is_written()) {
        let comparison = plan.guide_comparison(at);
        for (feature, row) in comparison.rows.iter().enumerate() {
            if row.difference != Difference::Same {
                let row = RowAt { product: guide.product, feature };
                all.entry(row).or_default().guides.push(at);
            }
        }
    }
    all
}

/// Today's row for one that may be of the past; none where it is gone.
fn today(plan: &Plan, row: RowAt) -> Option<RowAt> {
    let Some(past) = plan.catalog.past(row.product) else { return Some(row) };
    let product = past.product;
    let (feature, _) = past.heir(row.feature, &plan.catalog.products[product])?;
    Some(RowAt { product, feature })
}

/// The rows that an article speaks of, each once.
fn rows_of(plan: &Plan, article: usize) -> Vec<RowAt> {
    let linked = &plan.linked[article];
    let targets = linked.targets.iter().filter_map(Target::row);
    let mut rows: Vec<RowAt> = targets.filter_map(|row| today(plan, row)).collect();
    for block in &linked.blocks {
        let Block::Compare(table) = block else { continue };
        let shown = table.rows(plan).into_iter();
        let shown = shown.map(|feature| RowAt { product: table.product, feature });
        rows.extend(shown.filter_map(|row| today(plan, row)));
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}
