//! How a feature came to be as it is: what was recorded, and since when editors say that it is so.

use super::Composer;
use crate::model::{Changed, Feature, Product};
use crate::plan::RowAt;
use crate::render::view::MomentView;

impl Composer<'_> {
    /// The newest first; what editors wrote without a day comes last.
    pub(super) fn moments(
        &self,
        row: RowAt,
        product: &Product,
        feature: &Feature,
    ) -> Vec<MomentView> {
        let mut all = self.recorded(row);
        all.extend(self.since(product, feature));
        // A year or a month sorts before its days; the sort keeps the order of one day.
        let key = |moment: &MomentView| {
            let is_dated = moment.date.starts_with(|c: char| c.is_ascii_digit());
            is_dated.then(|| moment.date.clone())
        };
        all.sort_by_key(|moment| std::cmp::Reverse(key(moment)));
        all
    }

    fn recorded(&self, row: RowAt) -> Vec<MomentView> {
        let Some(history) = self.plan.catalog.history(row.product) else { return Vec::new() };
        if self.plan.changes_url(self.lang, row.product, "").is_empty() {
            return Vec::new();
        }
        let mut all = Vec::new();
        for record in history.records.iter().skip(1).rev() {
            let ours = record.changes.iter().filter(|change| {
                let whole =
                    matches!(change.what, Changed::EditionCame(_) | Changed::EditionWent(_));
                !whole && change.today.contains(&row.feature)
            });
            for change in ours {
                let Some(told) = self.changed(history, record, change) else { continue };
                all.push(MomentView {
                    date: record.date.to_string(),
                    url: self.plan.changes_url(self.lang, row.product, &change.id),
                    change: Some(told),
                    editions: String::new(),
                });
            }
        }
        all
    }

    /// `since` of the cells: editions that say the same are named together.
    fn since(&self, product: &Product, feature: &Feature) -> Vec<MomentView> {
        let mut all: Vec<(String, Vec<String>)> = Vec::new();
        for (at, edition) in product.editions.iter().enumerate() {
            let mut dates: Vec<&str> =
                feature.facts.iter().filter_map(|fact| fact.cells[at].since.as_deref()).collect();
            dates.dedup();
            for date in dates {
                let name = self.text(&edition.name);
                match all.iter_mut().find(|(known, _)| known == date) {
                    Some((_, names)) => names.push(name),
                    None => all.push((date.to_owned(), vec![name])),
                }
            }
        }
        let comma = self.words.get("ui.comma");
        let view = |(date, names): (String, Vec<String>)| MomentView {
            date,
            url: String::new(),
            change: None,
            editions: names.join(comma),
        };
        all.into_iter().map(view).collect()
    }
}
