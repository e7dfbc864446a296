//! What is different afterwards, beside the losses: by whom it concerns.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Composer;
use super::table::TableSpec;
use super::verdict::is_loss;
use crate::derive::{Comparison, Difference};
use crate::model::{Feature, Group, Guide, Product};
use crate::render::view::{AfterwardsView, ImpactView, LossGroupView, LossView, RestView};

/// How many losses stand open on a page.
pub const OPEN: usize = 60;

impl Composer<'_> {
    /// Losses with what the guide says about them; on a way of several transitions with where they
    /// happen.
    pub(super) fn guide_losses(
        &self,
        guide: &Guide,
        comparison: &Comparison,
        wanted: &dyn Fn(&Feature) -> bool,
    ) -> Vec<LossView> {
        let product = &self.plan.catalog.products[guide.product];
        let features: Vec<&Feature> = product.features().collect();
        let mut at: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for met in self.met(guide, comparison) {
            let hop = self.hop_name(guide.hops[met.hop]);
            at.entry(&features[met.feature].id).or_default().push(hop);
        }
        let theirs = features.into_iter().filter(|feature| wanted(feature));
        let theirs: BTreeSet<&str> = theirs.map(|feature| &*feature.id).collect();
        let mut losses = self.losses(guide.product, comparison, &guide.given, Some(guide));
        losses.retain(|loss| theirs.contains(&*loss.feature));
        for loss in &mut losses {
            loss.at = at.remove(&*loss.feature).unwrap_or_default();
        }
        losses
    }

    /// The losses that stand open on a page, and the others by group, to be folded away: somebody who reads from
    /// top to bottom reads so many and no more. What stops an upgrade is always among the first.
    pub(super) fn folded(
        &self,
        product: &Product,
        mut losses: Vec<LossView>,
    ) -> (Vec<LossView>, Vec<LossGroupView>) {
        let stops = losses.iter().take_while(|loss| loss.blocks).count();
        let mut rest = losses.split_off(OPEN.max(stops).min(losses.len()));
        let group = |group: &Group| {
            let theirs: BTreeSet<&str> = group.features.iter().map(|f| &*f.id).collect();
            let (own, others) = std::mem::take(&mut rest)
                .into_iter()
                .partition::<Vec<_>, _>(|loss| theirs.contains(&*loss.feature));
            rest = others;
            LossGroupView { name: self.text(&group.name), losses: own }
        };
        let groups = product.groups.iter().map(group).filter(|group| !group.losses.is_empty());
        let groups = groups.collect();
        (losses, groups)
    }

    /// A section for each role that rows concern alone, then one for what concerns several or nobody
    /// in particular. Where there is only one of them it needs no name.
    pub(super) fn changes_by_audience(
        &self,
        guide_at: usize,
        comparison: &Comparison,
    ) -> Vec<AfterwardsView> {
        let guide = &self.plan.catalog.guides[guide_at];
        let told = self.plan.told(guide_at);
        let product = &self.plan.catalog.products[guide.product];
        let rows = product.features().zip(&comparison.rows).enumerate();
        let rows = rows
            .filter(|(at, (_, row))| is_change(row.difference) && told.binary_search(at).is_ok());
        let mut sections: Vec<&[Arc<str>]> = Vec::new();
        for (_, (feature, _)) in rows {
            let of = alone(feature);
            if !sections.contains(&of) {
                sections.push(of);
            }
        }
        // What concerns everybody stands at the end; roles as the matrix names them.
        sections.sort_by_key(|of| of.is_empty());
        let lone = sections.len() == 1;
        let section = |(at, of): (usize, &&[Arc<str>])| {
            let audience = of.first().map(ToString::to_string).unwrap_or_default();
            let name = match &*audience {
                _ if lone => String::new(),
                "" => self.words.get("ui.everybody").to_owned(),
                id => self.audience(id),
            };
            let prefix = match (at, &*audience) {
                (0, _) => String::new(),
                (_, "") => "all-".to_owned(),
                (_, id) => format!("{id}-"),
            };
            self.changes(guide_at, comparison, &|f| alone(f) == *of, (audience, name), &prefix)
        };
        sections.iter().enumerate().map(section).collect()
    }

    /// The rows that differ, are no loss (losses have cards of their own) and are wanted.
    pub(super) fn changes(
        &self,
        guide_at: usize,
        comparison: &Comparison,
        wanted: &dyn Fn(&Feature) -> bool,
        (audience, name): (String, String),
        prefix: &str,
    ) -> AfterwardsView {
        let guide = &self.plan.catalog.guides[guide_at];
        let told = self.plan.told(guide_at);
        let product = &self.plan.catalog.products[guide.product];
        let shown = |at: usize, f: &Feature| {
            let is_told = || told.binary_search(&at).is_ok();
            is_change(comparison.rows[at].difference) && wanted(f) && is_told()
        };
        let table = self.table(&TableSpec {
            product: guide.product,
            editions: &[guide.from, guide.to],
            given: &guide.given,
            comparison: Some(comparison),
            shown: &shown,
            prefix,
            caption: self.pair_title(guide.product, guide.from, guide.to, "compare_caption"),
            follows: false,
        });
        let rows = product.features().enumerate().filter(|(at, f)| shown(*at, f));
        let explained = guide.explained();
        let impact = |feature: &Feature| -> Option<(String, ImpactView)> {
            let impact = explained.get(&*feature.id)?;
            Some((self.text(&feature.name), self.impact(guide, impact)))
        };
        let impacts = rows.filter_map(|(_, feature)| impact(feature)).collect();
        AfterwardsView { audience, name, table, impacts }
    }
}

impl Composer<'_> {
    /// What a guide to a matrix too long for one page leaves to the comparison: of what is otherwise, and of what
    /// stays as it is.
    pub(super) fn rest(
        &self,
        guide_at: usize,
        comparison: &Comparison,
        wanted: &dyn Fn(&Feature) -> bool,
    ) -> Option<RestView> {
        let guide = &self.plan.catalog.guides[guide_at];
        if !self.plan.is_long(guide.product) {
            return None;
        }
        let product = &self.plan.catalog.products[guide.product];
        let told = self.plan.told(guide_at);
        let rows = product.features().zip(&comparison.rows).enumerate();
        let left = rows.filter(|(at, (f, _))| wanted(f) && told.binary_search(at).is_err());
        let (same, changes): (Vec<_>, Vec<_>) =
            left.partition(|(_, (_, row))| row.difference == Difference::Same);
        let compare = self.url_for(guide.product, guide.from, guide.to, &guide.given);
        let url = match &*compare {
            "" => self.plan.product_url(self.lang, product),
            _ => compare,
        };
        Some(RestView { changes: changes.len(), same: same.len(), url })
    }
}

/// Whether a difference belongs among what is otherwise, and not among losses.
pub fn is_change(difference: Difference) -> bool {
    difference != Difference::Same && !is_loss(difference.group())
}

/// The one role that a row concerns; none where it concerns several or nobody in particular.
fn alone(feature: &Feature) -> &[Arc<str>] {
    if feature.audience.len() == 1 { &feature.audience } else { &[] }
}
