//! Verdicts: counts, a sentence, and the losses as cards.

use super::Composer;
use super::cell::CellAt;
use super::table::resolved;
use crate::derive::{Comparison, VerdictGroup, groups};
use crate::model::{Feature, Given, Guide, Impact, Level, Product};
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
        let rows: Vec<usize> = (0..comparison.rows.len()).collect();
        self.verdict_of(product, comparison, &rows, irreversible, url)
    }

    /// The same of some of its rows, by position.
    pub(super) fn verdict_of(
        &self,
        product: &Product,
        comparison: &Comparison,
        rows: &[usize],
        irreversible: bool,
        url: String,
    ) -> VerdictView {
        let features: Vec<&Feature> = product.features().collect();
        let counts = comparison.counts_of(rows);
        let mut parts = Vec::new();
        for (group, count) in groups(&counts).into_iter().filter(|(_, count)| *count > 0) {
            let members =
                rows.iter().filter(|at| comparison.rows[**at].difference.group() == group);
            let names = members.take(NAMED).map(|at| self.text(&features[*at].name)).collect();
            parts.push(VerdictPart { group: group.slug().to_owned(), count, names });
        }
        VerdictView {
            parts,
            title: String::new(),
            total: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            sentence: self.sentence(&counts, comparison.to < comparison.from, irreversible),
            irreversible,
            url,
            frozen: None,
        }
    }

    /// The sentence of a whole comparison.
    pub fn sentence_of(&self, comparison: &Comparison, irreversible: bool) -> String {
        self.sentence(&comparison.counts, comparison.to < comparison.from, irreversible)
    }

    /// 升级后失去 2 项，受限 3 项，新增 6 项；不可回退。 What stays the same is told only where nothing else is.
    fn sentence(&self, counts: &[u32; 11], down: bool, irreversible: bool) -> String {
        let all = groups(counts);
        let differing: Vec<_> = all
            .iter()
            .filter(|(group, count)| *count > 0 && *group != VerdictGroup::Same)
            .collect();
        let told = match differing.split_last() {
            None => self.all_the_same(counts.iter().sum()),
            Some((last, before)) => {
                let mut told = String::new();
                for (at, (group, count)) in before.iter().enumerate() {
                    let joiner = if at == 0 { "" } else { self.words.get("verdict.joiner") };
                    told = format!("{told}{joiner}{}", self.items(*group, *count, at == 0));
                }
                let joiner = if before.is_empty() { "" } else { self.words.get("verdict.last") };
                let last = self.items(last.0, last.1, before.is_empty());
                let head = if down { "verdict.downgrade" } else { "verdict.upgrade" };
                self.words.fill(head, &[("parts", &format!("{told}{joiner}{last}"))])
            }
        };
        let tail = match (irreversible, down) {
            (false, _) => "",
            (true, false) => self.words.get("verdict.irreversible"),
            (true, true) => self.words.get("verdict.downgrade_irreversible"),
        };
        format!("{told}{tail}{}", self.words.get("verdict.end"))
    }

    /// 失去 2 项. The first group names what is counted.
    fn items(&self, group: VerdictGroup, count: u32, first: bool) -> String {
        let form = match (first, count) {
            (true, 1) => "verdict.one",
            (true, _) => "verdict.many",
            (false, _) => "verdict.later",
        };
        let items = self.words.fill(form, &[("n", &count.to_string())]);
        let key = match group {
            VerdictGroup::Lost => "verdict.lost",
            VerdictGroup::Restricted => "verdict.restricted",
            VerdictGroup::Changed => "verdict.changed",
            VerdictGroup::Unverified => "verdict.unknown",
            VerdictGroup::Improved => "verdict.improved",
            VerdictGroup::New => "verdict.new",
            VerdictGroup::Same => "group.same",
        };
        self.words.fill(key, &[("items", &items)])
    }

    fn all_the_same(&self, count: u32) -> String {
        let key = if count == 1 { "verdict.same_one" } else { "verdict.same" };
        self.words.fill(key, &[("n", &count.to_string())])
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
        let explained = guide.map(Guide::explained).unwrap_or_default();
        let impact = |feature: &Feature| Some((guide?, *explained.get(&*feature.id)?));
        let blocks =
            |feature: &Feature| impact(feature).is_some_and(|(_, i)| i.severity == Level::Block);
        rows.sort_by_cached_key(|(feature, row)| (!blocks(feature), row.difference));
        let cell = |feature: &Feature, edition: usize| {
            let at = CellAt { product_at, product, edition, feature };
            self.cell(&at, &resolved(product, feature, edition, given))
        };
        rows.into_iter()
            .map(|(feature, row)| LossView {
                feature: feature.id.to_string(),
                name: self.text(&feature.name),
                url: format!("#{}", feature.id),
                mark: self.mark(product, feature, row, (comparison.from, comparison.to), given),
                before: cell(feature, comparison.from),
                after: cell(feature, comparison.to),
                impact: impact(feature).map(|(guide, impact)| self.impact(guide, impact)),
                blocks: blocks(feature),
                at: Vec::new(),
            })
            .collect()
    }

    /// A guide's explanation of a feature's difference.
    pub(super) fn impact(&self, guide: &Guide, impact: &Impact) -> ImpactView {
        let severity = match impact.severity {
            Level::Info => "info",
            Level::Warn => "warn",
            Level::Block => "block",
        };
        let words = impact
            .words
            .as_ref()
            .map(|words| self.html_of(words.get(self.lang), guide.product, &guide.source));
        ImpactView { severity: severity.to_owned(), words: words.unwrap_or_default() }
    }
}

/// Whether a group is a loss for the customer.
pub fn is_loss(group: VerdictGroup) -> bool {
    matches!(group, VerdictGroup::Lost | VerdictGroup::Restricted)
}
