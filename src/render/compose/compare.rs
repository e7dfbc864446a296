//! Comparisons: for everyone, and for readers of whom something is known.

use super::table::TableSpec;
use super::{BodyPart, Composed, Composer, View};
use crate::model::{Combination, Given, Guide, Output, Product};
use crate::plan::{Page, compare_folder};
use crate::render::view::{CompareView, PairLink, ToolsView, VariantLink};

impl Composer<'_> {
    pub(super) fn compare(&self, page: &Page, at: usize, position: usize) -> Composed {
        let product = &self.plan.catalog.products[at];
        let compared = &self.plan.comparisons[position];
        let (comparison, given) = (&compared.comparison, &compared.given);
        let (from, to) = (comparison.from, comparison.to);
        let pair = compared.combination();
        let title = self.combination_title(product, &pair, "compare_title");
        let irreversible = self.is_irreversible(at, from, to, given);
        let verdict = self.verdict(product, comparison, irreversible, String::new());
        let sheets = self.sheet_links(at, Some(compared));
        let spec = TableSpec {
            product: at,
            editions: &[from, to],
            given,
            comparison: Some(comparison),
            shown: &|_, _| true,
            prefix: "",
            caption: self.pair_title(at, from, to, "compare_caption"),
            follows: true,
        };
        let (table, losses) = match sheets.is_empty() {
            true => (self.table(&spec), self.losses(at, comparison, given, None)),
            false => (self.frame(&spec, Vec::new(), 0), Vec::new()),
        };
        let product_url = self.plan.product_url(self.lang, product);
        let everyone = self.pair_title(at, from, to, "compare_title");
        let mut trail = vec![(product.name.get(self.lang), product_url.clone())];
        if !given.is_empty() {
            trail.push((&everyone, self.pair_url(at, from, to)));
        }
        let folder = compare_folder(product, &pair);
        let view = CompareView {
            meta: self.meta(page, &title, &verdict.sentence, &trail),
            title,
            product_name: self.text(&product.name),
            product_url,
            losses,
            verdict,
            table,
            tools: match sheets.is_empty() {
                true => self.tools(at, given.is_empty().then_some((from, to))),
                false => ToolsView::default(),
            },
            names: self.plan.names_url(self.lang, at, 0),
            sheets,
            variants: self.variants(at, &pair),
            guides: self.guides(at, |guide| concerns(guide, from, to, given)),
            pairs: self.pairs(at, Some((from, to))),
            json: self.data_url(
                &format!("api/v1/products/{}/compare/{folder}.json", product.id),
                Output::Api,
            ),
            files: self.files(
                &format!("products/{}/compare/{folder}/", product.id),
                &format!("{}-{}", product.id, folder.replace('/', "-")),
            ),
        };
        Composed {
            template: "compare.html".into(),
            view: View::Compare(Box::new(view)),
            body: BodyPart::None,
        }
    }

    /// The pages of a pair of editions: that for everyone, then those for readers of whom something is
    /// known. None where the pair has one page only.
    fn variants(&self, at: usize, shown: &Combination) -> Vec<VariantLink> {
        let product = &self.plan.catalog.products[at];
        let of_pair =
            self.plan.variants[at].iter().map(|c| self.plan.comparisons[*c].combination());
        let of_pair = of_pair.filter(|pair| pair.plain() == shown.plain());
        let mut all: Vec<VariantLink> = std::iter::once(shown.plain())
            .chain(of_pair)
            .map(|pair| VariantLink {
                name: self.variant_name(product, &pair),
                url: self.combination_url(product, &pair),
                is_current: pair == *shown,
            })
            .collect();
        if all.len() == 1 {
            all.clear();
        }
        all
    }

    /// 免费版 → 基础版. A side of which nothing is known goes by its edition's name.
    fn variant_name(&self, product: &Product, pair: &Combination) -> String {
        if pair.given.is_empty() {
            return self.words.get("variant_all").to_owned();
        }
        let side = |edition: usize| {
            let plans = self.plans(product, edition, &pair.given);
            if plans.is_empty() { self.text(&product.editions[edition].name) } else { plans }
        };
        let sides = [("from", side(pair.from)), ("to", side(pair.to))];
        self.words.fill("compare_caption", &sides.each_ref().map(|(key, name)| (*key, &**name)))
    }

    /// What is known of the reader in an edition, as words: 免费版.
    pub(super) fn plans(&self, product: &Product, edition: usize, given: &Given) -> String {
        self.conditions(product, given.of(edition))
    }

    fn conditions(&self, product: &Product, held: &[usize]) -> String {
        let names = held.iter().map(|at| self.text(&product.conditions[*at].name));
        names.collect::<Vec<_>>().join(self.words.get("ui.comma"))
    }

    /// The same by their ids: `free`.
    pub(super) fn ids(&self, product: &Product, edition: usize, given: &Given) -> String {
        let ids = given.of(edition).iter().map(|at| &*product.conditions[*at].id);
        ids.collect::<Vec<_>>().join(",")
    }

    /// The comparisons of a product for everyone, but for one.
    pub(super) fn pairs(&self, at: usize, but: Option<(usize, usize)>) -> Vec<PairLink> {
        let listed = self.plan.pairs[at].iter().filter(|(from, to, _)| Some((*from, *to)) != but);
        listed
            .map(|(from, to, comparison)| PairLink {
                name: self.pair_title(at, *from, *to, "compare_caption"),
                url: self.pair_url(at, *from, *to),
                verdict: self.sentence_of(
                    &self.plan.comparisons[*comparison].comparison,
                    self.is_irreversible(at, *from, *to, &Given::default()),
                ),
            })
            .collect()
    }

    pub fn pair_title(&self, at: usize, from: usize, to: usize, key: &str) -> String {
        let plain = Combination { from, to, given: Given::default() };
        self.combination_title(self.plan.catalog.matrix(at), &plain, key)
    }

    /// Names both editions, with what is known of the reader.
    pub fn combination_title(&self, product: &Product, pair: &Combination, key: &str) -> String {
        let name = |edition: usize| self.edition_name(product, edition, &pair.given);
        let (from, to) = (name(pair.from), name(pair.to));
        let product = product.name.get(self.lang);
        self.words.fill(key, &[("product", product), ("from", &from), ("to", &to)])
    }

    /// 旧版（免费版）: an edition with what is known of the reader in it.
    pub fn edition_name(&self, product: &Product, edition: usize, given: &Given) -> String {
        self.edition_on(product, edition, given.of(edition))
    }

    /// The same for conditions by position.
    pub(super) fn edition_on(&self, product: &Product, edition: usize, held: &[usize]) -> String {
        let name = product.editions[edition].name.get(self.lang);
        match &*self.conditions(product, held) {
            "" => name.to_owned(),
            plan => self.words.fill("edition_plan", &[("edition", name), ("plan", plan)]),
        }
    }

    pub(super) fn pair_url(&self, at: usize, from: usize, to: usize) -> String {
        let plain = Combination { from, to, given: Given::default() };
        self.combination_url(&self.plan.catalog.products[at], &plain)
    }

    pub(super) fn combination_url(&self, product: &Product, pair: &Combination) -> String {
        self.plan.compared_url(self.lang, product, pair)
    }

    /// The page of two editions for a reader of whom `given` is known: their own, else that for
    /// everyone; empty where there is none.
    pub(super) fn url_for(&self, at: usize, from: usize, to: usize, given: &Given) -> String {
        let found = self.plan.page_for(at, from, to, given);
        let pair = found.map(|found| self.plan.comparisons[found].combination());
        let product = &self.plan.catalog.products[at];
        pair.map(|pair| self.combination_url(product, &pair)).unwrap_or_default()
    }

    /// Whether every guide for a pair of editions says that there is no way back: of those that concern
    /// a reader of whom `given` is known.
    pub fn is_irreversible(&self, at: usize, from: usize, to: usize, given: &Given) -> bool {
        let guides = self.plan.catalog.guides.iter();
        let mut guides =
            guides.filter(|g| g.product == at && concerns(g, from, to, given)).peekable();
        guides.peek().is_some() && guides.all(|g| !g.reversible)
    }
}

/// Whether a guide is one for two editions, and may be for readers of whom `given` is known: in each of them one of
/// the two says no more than the other.
fn concerns(guide: &Guide, from: usize, to: usize, given: &Given) -> bool {
    let agrees = |edition: usize| {
        let (own, known) = (guide.given.of(edition), given.of(edition));
        let within = |a: &[usize], b: &[usize]| a.iter().all(|condition| b.contains(condition));
        within(own, known) || within(known, own)
    };
    (guide.from, guide.to) == (from, to) && agrees(from) && agrees(to)
}
