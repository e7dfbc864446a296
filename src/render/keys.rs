//! What tables and documents of the API are made from: a key that costs less than their bytes.

use std::sync::OnceLock;

use super::compose::Composer;
use super::engine::Bodies;
use super::theme::Theme;
use crate::base::Hash;
use crate::plan::{ApiOf, Page, PageKind, Plan, TableOf};

/// The keys of products, each made when it is first asked for.
pub struct Keys<'a> {
    plan: &'a Plan,
    theme: &'a Theme,
    bodies: &'a dyn Bodies,
    products: Vec<OnceLock<Option<Hash>>>,
}

impl<'a> Keys<'a> {
    /// No key is made yet.
    pub fn new(plan: &'a Plan, theme: &'a Theme, bodies: &'a dyn Bodies) -> Self {
        let products = plan.catalog.products.iter().map(|_| OnceLock::new()).collect();
        Self { plan, theme, bodies, products }
    }

    /// The key of a file that one product alone decides; none for files that are better made to know
    /// whether they changed.
    pub fn of(&self, page: &Page) -> Option<Hash> {
        let product = match page.kind {
            PageKind::Table(TableOf::Product(at) | TableOf::Pair { product: at, .. }, _)
            | PageKind::Api(ApiOf::Product(at) | ApiOf::Compare { product: at, .. }) => at,
            PageKind::Api(ApiOf::Guide(at)) => self.plan.catalog.guides[at].product,
            _ => return None,
        };
        let whole = self.products[product].get_or_init(|| self.product(product));
        // Which editions or which guide it is about stands in its address.
        whole.map(|key| Hash::of_value(&(key, page.route.as_str())))
    }

    /// The product's files and the settings as they were written, the theme's words, the site's address,
    /// and whatever else is looked up while its words are written.
    fn product(&self, at: usize) -> Option<Hash> {
        let site = &self.plan.catalog.site;
        let written = self.bodies.product(at)?;
        let composer = Composer::new(self.plan, self.theme, site.default_language());
        let filled = filled(&composer, at);
        Some(Hash::of_value(&(
            written,
            self.theme.fingerprint,
            &site.origin,
            &site.base_path,
            self.plan.catalog.history(at).is_some(),
            filled,
        )))
    }
}

/// Words with links that are filled in from elsewhere: from another product, or from an article's title.
fn filled(composer: &Composer<'_>, at: usize) -> Vec<String> {
    let product = &composer.plan.catalog.products[at];
    let cells = product.features().flat_map(|f| &f.facts).flat_map(|fact| &fact.cells);
    let all = cells.flat_map(|cell| {
        let own = [&cell.words, &cell.instead, &cell.note].into_iter();
        own.chain(cell.cases.iter().map(|case| &case.words)).flatten()
    });
    let holes = all.filter(|text| text.get(composer.lang).links.iter().any(|link| link.empty));
    holes.map(|text| composer.bare(text, at)).collect()
}
