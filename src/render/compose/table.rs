//! Tables of editions.

use std::borrow::Cow;

use super::Composer;
use super::cell::CellAt;
use super::footnotes;
use crate::derive::{
    Comparison, Difference, FactDifference, FeatureDifference, compare_features, under,
};
use crate::model::{Cell, Fact, Feature, Given, Product, Status, Value};
use crate::plan::Sheet;
use crate::render::view::{EditionView, GroupView, MarkView, RowView, TableView};

/// What a table shows.
pub struct TableSpec<'a> {
    /// The product's position.
    pub product: usize,
    /// The columns.
    pub editions: &'a [usize],
    /// The reader's plans.
    pub given: &'a Given,
    /// The comparison, when two editions stand against each other.
    pub comparison: Option<&'a Comparison>,
    /// Whether a row is shown, by its position in the product.
    pub shown: &'a dyn Fn(usize, &Feature) -> bool,
    /// What stands before the rows' anchors: empty for the first table on a page.
    pub prefix: &'a str,
    /// The caption.
    pub caption: String,
    /// Whether a script can follow a reader through it.
    pub follows: bool,
}

impl Composer<'_> {
    /// A table of editions.
    pub(super) fn table(&self, spec: &TableSpec<'_>) -> TableView {
        let product = self.plan.catalog.matrix(spec.product);
        let mut position = 0;
        let mut hidden = 0;
        let mut groups = Vec::with_capacity(product.groups.len());
        for group in &product.groups {
            let mut rows = Vec::with_capacity(group.features.len());
            for feature in &group.features {
                if (spec.shown)(position, feature) {
                    rows.push(self.row(spec, product, feature, position));
                } else {
                    hidden += 1;
                }
                position += 1;
            }
            if !rows.is_empty() {
                groups.push(GroupView {
                    id: group.id.to_string(),
                    name: self.text(&group.name),
                    rows,
                });
            }
        }
        self.frame(spec, groups, hidden)
    }

    /// The rows of a sheet.
    pub(super) fn sheet_table(&self, spec: &TableSpec<'_>, sheet: &Sheet) -> TableView {
        let product = &self.plan.catalog.matrix(spec.product);
        let group = &product.groups[sheet.group];
        let before: usize = product.groups[..sheet.group].iter().map(|g| g.features.len()).sum();
        let row = |at: usize| self.row(spec, product, &group.features[at - before], at);
        let groups = vec![GroupView {
            id: group.id.to_string(),
            name: self.text(&group.name),
            rows: sheet.rows.clone().map(row).collect(),
        }];
        self.frame(spec, groups, 0)
    }

    /// A table with its rows; with none where they stand on sheets of their own.
    pub(super) fn frame(
        &self,
        spec: &TableSpec<'_>,
        groups: Vec<GroupView>,
        hidden: usize,
    ) -> TableView {
        let product = &self.plan.catalog.matrix(spec.product);
        let id = |edition: Option<usize>| {
            edition.map(|e| product.editions[e].id.to_string()).unwrap_or_default()
        };
        let rows = groups.iter().flat_map(|group| &group.rows);
        let changed = rows.filter(|row| row.later.is_some()).count();
        let mut table = TableView {
            product: product.id.to_string(),
            product_name: self.text(&product.name),
            caption: spec.caption.clone(),
            from: id(spec.comparison.map(|c| c.from)),
            to: id(spec.comparison.map(|c| c.to)),
            editions: spec.editions.iter().map(|e| self.edition(product, *e, spec.given)).collect(),
            groups,
            columns: 1 + spec.editions.len() + usize::from(spec.comparison.is_some()),
            hidden,
            frozen: self.frozen(spec.product, changed),
            verified: product.verified.map(|date| date.to_string()).unwrap_or_default(),
            stale: product.stale(self.plan.catalog.today).unwrap_or_default(),
            notes_prefix: spec.prefix.to_owned(),
            notes: Vec::new(),
        };
        table.notes = footnotes::number([&mut table]);
        table
    }

    fn row(
        &self,
        spec: &TableSpec<'_>,
        product: &Product,
        feature: &Feature,
        position: usize,
    ) -> RowView {
        let row = spec.comparison.map(|c| (&c.rows[position], c));
        let cells = spec.editions.iter().map(|edition| {
            let at = CellAt { product_at: spec.product, product, edition: *edition, feature };
            self.cell(&at, &resolved(product, feature, *edition, spec.given))
        });
        let alike = self.alike(spec, product, feature);
        RowView {
            same: alike.iter().all(|kind| *kind == 0) && alike.len() > 1,
            alike: alike.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
            anchor: format!("{}{}", spec.prefix, feature.id),
            former: former(product, feature, spec.prefix),
            feature: feature.id.to_string(),
            name: self.text(&feature.name),
            url: self.plan.feature_url(self.lang, spec.product, feature),
            mark: row.map(|(row, c)| self.mark(product, feature, row, (c.from, c.to), spec.given)),
            part_marks: row
                .map(|(row, c)| self.part_marks(product, feature, row, (c.from, c.to)))
                .unwrap_or_default(),
            cells: cells.collect(),
            audience: feature.audience.iter().map(ToString::to_string).collect(),
            recent: self.recent(spec, position),
            later: self.later(spec.product, spec.editions, feature),
            cases: self.row_cases(spec, feature),
        }
    }

    /// For each column the first one that says the same; none where no two do, or where a mark tells.
    fn alike(&self, spec: &TableSpec<'_>, product: &Product, feature: &Feature) -> Vec<usize> {
        if !spec.follows || spec.comparison.is_some() {
            return Vec::new();
        }
        let says_the_same = |a: usize, b: usize| {
            compare_features(product, feature, a, b, spec.given).difference == Difference::Same
        };
        let mut kinds: Vec<usize> = Vec::with_capacity(spec.editions.len());
        for (at, edition) in spec.editions.iter().enumerate() {
            let first = (0..at).find(|earlier| {
                kinds[*earlier] == *earlier && says_the_same(spec.editions[*earlier], *edition)
            });
            kinds.push(first.unwrap_or(at));
        }
        if kinds.iter().enumerate().all(|(at, kind)| at == *kind) {
            kinds.clear();
        }
        kinds
    }

    /// An edition as a column's head.
    pub(super) fn edition(&self, product: &Product, at: usize, given: &Given) -> EditionView {
        let edition = &product.editions[at];
        EditionView {
            id: edition.id.to_string(),
            name: self.text(&edition.name),
            status: edition.status.map(Status::word).unwrap_or_default().to_owned(),
            closes: edition.closes.map(|date| date.to_string()).unwrap_or_default(),
            plan: self.plans(product, at, given),
        }
    }

    /// The mark of a row, with the condition under which it holds.
    pub(super) fn mark(
        &self,
        product: &Product,
        feature: &Feature,
        row: &FeatureDifference,
        pair: (usize, usize),
        given: &Given,
    ) -> MarkView {
        let worst = row.facts.iter().position(|fact| fact.difference == row.difference);
        let Some((fact, difference)) =
            worst.and_then(|at| Some((feature.facts.get(at)?, &row.facts[at])))
        else {
            return self.bare_mark(None, row.difference);
        };
        let mut mark = self.fact_mark(product, fact, difference, pair);
        if mark.condition.is_empty() && matches!(mark.group.as_str(), "new" | "improved") {
            let cell = under(product, &fact.cells[pair.1], pair.1, given);
            mark.condition = self.only_when(product, &cell);
        }
        mark
    }

    /// For something that is only partly there: the conditions under which it is.
    fn only_when(&self, product: &Product, cell: &Cell) -> String {
        if cell.value != Value::Partial {
            return String::new();
        }
        let full = cell.cases.iter().filter(|case| case.value == Some(Value::Yes));
        full.map(|case| self.when(product, &case.when)).collect::<Vec<_>>().join("、")
    }

    pub(super) fn part_marks(
        &self,
        product: &Product,
        feature: &Feature,
        row: &FeatureDifference,
        pair: (usize, usize),
    ) -> Vec<(String, MarkView)> {
        let facts = feature.facts.iter().zip(&row.facts);
        facts
            .filter_map(|(fact, difference)| {
                let (_, name) = fact.part.as_ref()?;
                Some((self.text(name), self.fact_mark(product, fact, difference, pair)))
            })
            .collect()
    }

    fn fact_mark(
        &self,
        product: &Product,
        fact: &Fact,
        difference: &FactDifference,
        pair: (usize, usize),
    ) -> MarkView {
        MarkView {
            crossover: self.crossover(product, fact, difference, pair),
            condition: difference
                .because
                .as_ref()
                .map(|when| self.when(product, when))
                .unwrap_or_default(),
            came: self.option_names(&difference.came, fact),
            went: self.option_names(&difference.went, fact),
            ..self.bare_mark(Some(fact), difference.difference)
        }
    }
}

/// A feature's cells in one edition, under what is given.
pub fn resolved<'p>(
    product: &'p Product,
    feature: &'p Feature,
    edition: usize,
    given: &Given,
) -> Vec<Cow<'p, Cell>> {
    feature.facts.iter().map(|fact| under(product, &fact.cells[edition], edition, given)).collect()
}

/// Past ids that lead to a row: of a feature that was split, to the first of its parts.
fn former(product: &Product, feature: &Feature, prefix: &str) -> Vec<String> {
    let leads_here = |today: &[std::sync::Arc<str>]| today.first() == Some(&feature.id);
    let past = product.moved.iter().filter(|(_, today)| prefix.is_empty() && leads_here(today));
    past.map(|(old, _)| old.to_string()).collect()
}
