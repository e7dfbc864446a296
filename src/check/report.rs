//! How fresh and how well founded each matrix is.

use jiff::civil::Date;

use crate::model::{Cell, Fact, Feature, Product, Status, Value};
use crate::plan::{Plan, RowAt};

/// How many of the oldest facts are named.
const OLDEST: usize = 10;

/// A fact, and a day that matters to it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Due {
    /// The day.
    pub day: Date,
    /// As commands name it: `exmail/account-cap/fusion`; an edition as `exmail/fusion`.
    pub target: String,
    /// In words.
    pub name: String,
    /// Whether the day has passed.
    pub passed: bool,
}

/// What there is to say about one product.
#[derive(Clone, Debug)]
pub struct ProductReport {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// How many cells were written; inherited ones count once.
    pub cells: usize,
    /// Those that rest on a source.
    pub sourced: usize,
    /// Those that do not, as commands name them.
    pub unsourced: Vec<(String, String)>,
    /// Those of which nobody knows.
    pub unknown: Vec<(String, String)>,
    /// Those that nobody ever dated.
    pub undated: usize,
    /// Those that were looked at longest ago.
    pub oldest: Vec<Due>,
    /// Those that are stale, with the day of the last look.
    pub stale: Vec<Due>,
    /// What is planned, by the day on which to look again.
    pub plans: Vec<Due>,
    /// When editions close.
    pub closings: Vec<Due>,
    /// How many articles and pages speak of it.
    pub articles: usize,
    /// How many guides it has.
    pub guides: usize,
}

/// What there is to say about the matrices on a day.
#[derive(Clone, Debug)]
pub struct Report {
    /// The day.
    pub today: Date,
    /// Product by product.
    pub products: Vec<ProductReport>,
}

/// Looks at every cell once.
pub fn report(plan: &Plan) -> Report {
    let products = (0..plan.catalog.products.len()).map(|at| of_product(plan, at)).collect();
    Report { today: plan.catalog.today, products }
}

fn of_product(plan: &Plan, at: usize) -> ProductReport {
    let (product, today) = (&plan.catalog.products[at], plan.catalog.today);
    let mut out = ProductReport {
        id: product.id.to_string(),
        name: product.name.base().to_owned(),
        cells: 0,
        sourced: 0,
        unsourced: Vec::new(),
        unknown: Vec::new(),
        undated: 0,
        oldest: Vec::new(),
        stale: Vec::new(),
        plans: Vec::new(),
        closings: closings(product, today),
        articles: articles(plan, at),
        guides: plan.catalog.guides.iter().filter(|guide| guide.product == at).count(),
    };
    for feature in product.features() {
        let mut seen = Vec::new();
        for fact in &feature.facts {
            for (edition, cell) in fact.cells.iter().enumerate() {
                if !seen.contains(&cell.at) {
                    seen.push(cell.at);
                    out.cell(product, feature, fact, edition, cell, today);
                }
            }
        }
    }
    out.oldest.sort();
    out.oldest.truncate(OLDEST);
    out.stale.sort();
    out.plans.sort();
    out
}

impl ProductReport {
    fn cell(
        &mut self,
        product: &Product,
        feature: &Feature,
        fact: &Fact,
        edition: usize,
        cell: &Cell,
        today: Date,
    ) {
        let of = &product.editions[edition];
        let (part, part_name) = match &fact.part {
            Some((id, name)) => (format!(".{id}"), format!("：{}", name.base())),
            None => (String::new(), String::new()),
        };
        let target = format!("{}/{}{part}/{}", product.id, feature.id, of.id);
        let name = format!("{}{part_name}（{}）", feature.name.base(), of.name.base());
        let due = |day, passed| Due { day, target: target.clone(), name: name.clone(), passed };
        self.cells += 1;
        match cell.sources.is_empty() {
            true => self.unsourced.push((target.clone(), name.clone())),
            false => self.sourced += 1,
        }
        if cell.value == Value::Unknown {
            self.unknown.push((target.clone(), name.clone()));
        }
        let fresh = product.freshness(feature, cell);
        match fresh.verified {
            None => self.undated += 1,
            Some(day) => {
                let stale = fresh.stale(today).is_some() && cell.value != Value::Unknown;
                self.oldest.push(due(day, stale));
                self.stale.extend(stale.then(|| due(day, true)));
            }
        }
        self.plans.extend(cell.review().map(|day| due(day, day < today)));
    }
}

fn closings(product: &Product, today: Date) -> Vec<Due> {
    let mut all: Vec<Due> = product
        .editions
        .iter()
        .filter_map(|edition| {
            Some(Due {
                day: edition.closes?,
                target: format!("{}/{}", product.id, edition.id),
                name: edition.name.base().to_owned(),
                passed: edition.closes? <= today || edition.status == Some(Status::Closed),
            })
        })
        .collect();
    all.sort();
    all
}

/// How many articles and pages speak of a product's rows, by link or by table.
fn articles(plan: &Plan, product: usize) -> usize {
    let mut all: Vec<u32> = plan
        .mentions
        .iter()
        .filter(|(RowAt { product: at, .. }, _)| *at == product)
        .flat_map(|(_, mentions)| mentions.articles.iter().copied())
        .collect();
    all.sort_unstable();
    all.dedup();
    all.len()
}
