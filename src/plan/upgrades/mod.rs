//! Guides beside each other: ways through several of them, guides made from those ways, and the parts
//! of a guide that each role reads.

mod check;
mod impacts;
mod join;
mod roles;
mod told;
mod versions;

pub use check::check;
pub use impacts::check_impacts;
pub use join::stops;
pub use roles::{concerns, roles};
pub use versions::check_versions;

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Compared;
use crate::derive::{self, Hop, Way};
use crate::model::{Catalog, Guide, Product};

/// A way from one edition to another through written guides.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WayTold {
    /// The guides, by position, in their order; at least one.
    pub hops: Vec<usize>,
    /// The guide that tells all of it, by position: the only hop itself, or one made from the hops.
    pub guide: Option<usize>,
}

/// A product's written guides as a graph: their positions, and what ways need of each.
pub struct Graph {
    /// The positions.
    pub guides: Vec<usize>,
    /// The transitions, in the same order.
    pub hops: Vec<Hop>,
}

impl Graph {
    fn of(catalog: &Catalog, product: usize, compared: &[Compared], of_guides: &[usize]) -> Self {
        let written = catalog.guides.iter().enumerate();
        let written = written.filter(|(_, g)| g.product == product && g.is_written());
        let (guides, hops) = written
            .map(|(at, guide)| {
                let rows = &compared[of_guides[at]].comparison.rows;
                let losses = rows.iter().filter(|row| row.difference.direction().is_lt()).count();
                let hop = Hop {
                    from: guide.from,
                    to: guide.to,
                    given: guide.given.clone(),
                    losses: u32::try_from(losses).unwrap_or(u32::MAX),
                    reversible: guide.reversible,
                };
                (at, hop)
            })
            .unzip();
        Self { guides, hops }
    }
}

/// The written guides of every product as graphs.
pub fn graphs(catalog: &Catalog, compared: &[Compared], of_guides: &[usize]) -> Vec<Graph> {
    let products = 0..catalog.products.len();
    products.map(|product| Graph::of(catalog, product, compared, of_guides)).collect()
}

/// The ways of every product. Where a product asks for it (`paths: all`), a guide is made for each
/// that leads through several, and added to the catalogue.
pub fn tell(catalog: &mut Catalog, graphs: &[Graph]) -> Vec<Vec<WayTold>> {
    let mut all = Vec::with_capacity(graphs.len());
    for (product, graph) in graphs.iter().enumerate() {
        let ways = derive::ways(&catalog.products[product], &graph.hops);
        let mut names = Names::of(catalog, product);
        let mut told: Vec<WayTold> = Vec::with_capacity(ways.len());
        for (at, way) in ways.iter().enumerate() {
            let hops: Vec<usize> = way.hops.iter().map(|hop| graph.guides[*hop]).collect();
            let guide = match hops[..] {
                [only] => Some(only),
                _ if catalog.products[product].all_paths => {
                    let is_best =
                        at == 0 || ways[at - 1].ends(&graph.hops) != way.ends(&graph.hops);
                    let id = names.choose(&catalog.products[product], way, &graph.hops, is_best);
                    let guide = join::joined(catalog, &hops, id);
                    catalog.guides.push(guide);
                    Some(catalog.guides.len() - 1)
                }
                _ => None,
            };
            told.push(WayTold { hops, guide });
        }
        all.push(told);
    }
    all
}

/// The names of a product's guides. What an editor called a guide stays its name.
struct Names {
    taken: FxHashSet<Arc<str>>,
    /// Pairs of editions that a written guide connects.
    direct: FxHashSet<(usize, usize)>,
}

impl Names {
    fn of(catalog: &Catalog, product: usize) -> Self {
        let ours = || catalog.guides.iter().filter(|guide: &&Guide| guide.product == product);
        Self {
            taken: ours().map(|guide| Arc::clone(&guide.id)).collect(),
            direct: ours().map(|guide| (guide.from, guide.to)).collect(),
        }
    }

    /// `a-to-d`; for other plans `a-free-to-d-basic`; for another way between the same two
    /// `a-to-d-via-b-c`; then with a number.
    fn choose(&mut self, product: &Product, way: &Way, hops: &[Hop], is_best: bool) -> Arc<str> {
        let id = |edition: &usize| &*product.editions[*edition].id;
        let with_plans = |(edition, plans): (usize, &[usize])| {
            let plans = plans.iter().map(|plan| format!("-{}", product.conditions[*plan].id));
            format!("{}{}", id(&edition), plans.collect::<String>())
        };
        let editions = way.editions(hops);
        let (from, to) = way.ends(hops);
        let plain = format!("{}-to-{}", id(&from.0), id(&to.0));
        let planned = format!("{}-to-{}", with_plans(from), with_plans(to));
        let between: Vec<&str> = editions[1..editions.len() - 1].iter().map(id).collect();
        let via = format!("{plain}-via-{}", between.join("-"));
        let numbered = (2..).map(|n: usize| format!("{via}-{n}"));
        let is_direct = self.direct.contains(&(from.0, to.0));
        let first = (is_best && !is_direct).then_some(plain);
        let second = is_best.then_some(planned);
        let mut names = first.into_iter().chain(second).chain([via.clone()]).chain(numbered);
        let name: Arc<str> = names.find(|name| !self.taken.contains(&**name)).unwrap_or(via).into();
        self.taken.insert(Arc::clone(&name));
        name
    }
}
