//! Verdicts: counts, a sentence, and the losses as cards.

use super::Composer;
use super::cell::CellAt;
use super::table::resolved;
use crate::derive::{Comparison, FeatureDifference, VerdictGroup};
use crate::model::{Feature, Given, Guide, Level, Product};
use crate::render::view::{ImpactView, LossView, VerdictPart, VerdictView};

/// How many features a stretch of the bar names.
const NAMED: usize = 5;

impl Composer<'_> {
    /// The counts of a comparison, losses first.
    pub(super) fn verdict(
        &self,
        product: &Product,
        comparison: &Comparison,
        irreversible: bool,
        url: String,
    ) -> VerdictView {
        self.verdict_of(product, comparison, irreversible, url, &|_| true)
    }

    /// The same of some features.
    pub(super) fn verdict_of(
        &self,
        product: &Product,
        comparison: &Comparison,
        irreversible: bool,
        url: String,
        counted: &dyn Fn(&Feature) -> bool,
    ) -> VerdictView {
        let rows = product.features().zip(&comparison.rows).filter(|(f, _)| counted(f));
        let rows: Vec<(&Feature, &FeatureDifference)> = rows.collect();
        let mut counts = [0; 11];
        for (_, row) in &rows {
            counts[row.difference as usize] += 1;
        }
        let some = Comparison { rows: Vec::new(), counts, ..*comparison };
        let mut parts = Vec::new();
        for (group, count) in some.verdict().into_iter().filter(|(_, count)| *count > 0) {
            let members = rows.iter().filter(|(_, row)| row.difference.group() == group);
            let names = members.take(NAMED).map(|(feature, _)| self.text(&feature.name)).collect();
            parts.push(VerdictPart { group: group.slug().to_owned(), count, names });
        }
        VerdictView {
            parts,
            total: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            sentence: self.sentence(&some, irreversible),
            irreversible,
            url,
            frozen: None,
        }
    }

    /// 升级后失去 2 项，受限 3 项，新增 6 项；不可回退。 What stays the same is named only where nothing else is.
    pub fn sentence(&self, comparison: &Comparison, irreversible: bool) -> String {
        let all = comparison.verdict();
        let differing: Vec<_> = all
            .iter()
            .filter(|(group, count)| *count > 0 && *group != VerdictGroup::Same)
            .collect();
        let told = if differing.is_empty() {
            all.iter().filter(|(_, count)| *count > 0).collect()
        } else {
            differing
        };
        let part = |(group, count): &&(VerdictGroup, u32)| {
            let name = self.words.get(match group {
                VerdictGroup::Lost => "group.lost",
                VerdictGroup::Restricted => "group.restricted",
                VerdictGroup::Changed => "group.changed",
                VerdictGroup::Unverified => "group.unknown",
                VerdictGroup::Improved => "group.improved",
                VerdictGroup::New => "group.new",
                VerdictGroup::Same => "group.same",
            });
            self.words.fill("verdict_part", &[("group", name), ("count", &count.to_string())])
        };
        let parts =
            told.iter().map(part).collect::<Vec<_>>().join(self.words.get("verdict_joiner"));
        let down = comparison.to < comparison.from;
        let (head, tail) = match down {
            true => ("verdict_downgrade", "verdict_downgrade_irreversible"),
            false => ("verdict_upgrade", "verdict_irreversible"),
        };
        let tail = if irreversible { self.words.get(tail) } else { "" };
        format!(
            "{}{tail}{}",
            self.words.fill(head, &[("parts", &parts)]),
            self.words.get("verdict_end")
        )
    }

    /// Losses and restrictions, the worst first; a guide explains them.
    pub(super) fn losses(
        &self,
        product_at: usize,
        comparison: &Comparison,
        given: &Given,
        guide: Option<&Guide>,
    ) -> Vec<LossView> {
        let product = &self.plan.catalog.products[product_at];
        let mut rows: Vec<_> = product
            .features()
            .zip(&comparison.rows)
            .filter(|(_, row)| is_loss(row.difference.group()))
            .collect();
        let blocks = |feature: &Feature| {
            let impacts = guide.iter().flat_map(|guide| &guide.impacts);
            impacts.into_iter().any(|i| i.feature == feature.id && i.severity == Level::Block)
        };
        rows.sort_by_key(|(feature, row)| (!blocks(feature), row.difference));
        let cell = |feature: &Feature, edition: usize| {
            let at = CellAt { product_at, product, edition, feature };
            self.cell(&at, &resolved(product, feature, edition, given))
        };
        rows.into_iter()
            .map(|(feature, row)| LossView {
                feature: feature.id.to_string(),
                name: self.text(&feature.name),
                url: format!("#{}", feature.id),
                mark: self.mark(product, feature, row, comparison, given),
                before: cell(feature, comparison.from),
                after: cell(feature, comparison.to),
                impact: guide.and_then(|guide| self.impact(guide, &feature.id)),
                blocks: blocks(feature),
                at: Vec::new(),
            })
            .collect()
    }

    /// A guide's explanation of a feature's difference.
    pub(super) fn impact(&self, guide: &Guide, feature: &str) -> Option<ImpactView> {
        let impact = guide.impacts.iter().find(|impact| *impact.feature == *feature)?;
        let severity = match impact.severity {
            Level::Info => "info",
            Level::Warn => "warn",
            Level::Block => "block",
        };
        let words = impact
            .words
            .as_ref()
            .map(|words| self.html_of(words.get(self.lang), guide.product, &guide.source));
        Some(ImpactView { severity: severity.to_owned(), words: words.unwrap_or_default() })
    }
}

/// Whether a group is a loss for the customer.
pub fn is_loss(group: VerdictGroup) -> bool {
    matches!(group, VerdictGroup::Lost | VerdictGroup::Restricted)
}
