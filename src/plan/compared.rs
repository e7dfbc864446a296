//! The comparisons that pages show, each made once, and where their pages live.

use std::sync::Arc;

use super::upgrades;
use crate::derive::{self, Comparison};
use crate::model::{Catalog, Combination, Given, Product};

/// A comparison that some page shows.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The product's position.
    pub product: usize,
    /// Under which plans.
    pub given: Given,
    /// The result.
    pub comparison: Comparison,
}

impl Compared {
    /// What was compared.
    pub fn combination(&self) -> Combination {
        Combination::new(self.comparison.from, self.comparison.to, &self.given)
    }
}

/// Where a comparison's page and data live below `compare/`: `legacy-vs-fusion`, and for readers of
/// whom something is known `legacy-vs-fusion/free_to_basic`, `…/from_free`, `…/to_basic`.
///
/// Ids hold neither `_` nor `,`, so the part behind the pair has two or three words between `_`, and
/// no two combinations of a pair share it.
pub fn compare_folder(product: &Product, pair: &Combination) -> String {
    let id = |edition: usize| &product.editions[edition].id;
    let folder = format!("{}-vs-{}", id(pair.from), id(pair.to));
    let held = |edition: usize| {
        let ids = pair.given.of(edition).iter().map(|at| &*product.conditions[*at].id);
        ids.collect::<Vec<_>>().join(",")
    };
    match (&*held(pair.from), &*held(pair.to)) {
        ("", "") => folder,
        (from, "") => format!("{folder}/from_{from}"),
        ("", to) => format!("{folder}/to_{to}"),
        (from, to) => format!("{folder}/{from}_to_{to}"),
    }
}

/// Per product: the pairs with a page for everyone.
pub type Pairs = Vec<Vec<(usize, usize, usize)>>;

/// Comparisons, each made once.
#[derive(Default)]
pub(super) struct Comparisons {
    pub(super) all: Vec<Compared>,
}

impl Comparisons {
    pub(super) fn add(
        &mut self,
        catalog: &Catalog,
        product: usize,
        from: usize,
        to: usize,
        given: Given,
    ) -> usize {
        let found = self.all.iter().rposition(|c| {
            c.product == product
                && c.comparison.from == from
                && c.comparison.to == to
                && c.given == given
        });
        found.unwrap_or_else(|| self.push(catalog, product, Combination { from, to, given }))
    }

    /// What needs no looking up: of one product each combination is listed once.
    fn push(&mut self, catalog: &Catalog, product: usize, pair: Combination) -> usize {
        let Combination { from, to, given } = pair;
        let comparison = derive::compare(catalog.matrix(product), from, to, &given);
        self.all.push(Compared { product, given, comparison });
        self.all.len() - 1
    }

    /// Per product: the pairs that get a page for everyone, and the comparisons that get one for
    /// readers of whom something is known.
    pub(super) fn of_products(&mut self, catalog: &Catalog) -> (Pairs, Vec<Vec<usize>>) {
        let (mut pairs, mut variants) = (Pairs::new(), Vec::new());
        for (at, product) in catalog.products.iter().enumerate() {
            let guides = catalog.guides.iter().filter(|guide| guide.product == at);
            let guided: Vec<_> = guides.map(|g| Combination::new(g.from, g.to, &g.given)).collect();
            let (mut plain, mut own) = (Vec::new(), Vec::new());
            for pair in derive::pairs(product, &guided) {
                let (from, to, everyone) = (pair.from, pair.to, pair.given.is_empty());
                let comparison = self.push(catalog, at, pair);
                if everyone {
                    plain.push((from, to, comparison));
                } else {
                    own.push(comparison);
                }
            }
            pairs.push(plain);
            variants.push(own);
        }
        (pairs, variants)
    }

    /// Those of the guides from a position on.
    pub(super) fn of_guides(&mut self, catalog: &Catalog, from: usize) -> Vec<usize> {
        let guides = catalog.guides[from..].iter();
        guides.map(|g| self.add(catalog, g.product, g.from, g.to, g.given.clone())).collect()
    }

    /// Per guide: the roles that have a page of their own.
    pub(super) fn roles(&self, catalog: &Catalog, of_guides: &[usize]) -> Vec<Vec<Arc<str>>> {
        let guides = catalog.guides.iter().zip(of_guides);
        guides.map(|(g, at)| upgrades::roles(catalog, g, &self.all[*at].comparison)).collect()
    }

    /// Per product: every comparison that has a page, with its folder below `compare/`.
    pub(super) fn with_pages(
        &self,
        catalog: &Catalog,
        pairs: &Pairs,
        variants: &[Vec<usize>],
    ) -> Vec<Vec<(usize, String)>> {
        let products = catalog.products.iter().zip(pairs.iter().zip(variants));
        let of_product = |(product, (pairs, variants)): (&Product, (&Vec<_>, &Vec<usize>))| {
            let plain = pairs.iter().map(|(_, _, at): &(usize, usize, usize)| *at);
            let all = plain.chain(variants.iter().copied());
            all.map(|at| (at, compare_folder(product, &self.all[at].combination()))).collect()
        };
        products.map(of_product).collect()
    }
}
