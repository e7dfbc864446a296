//! Names of features, found in text whatever its spaces, widths and cases.

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::Lang;
use crate::model::{Article, Cell, Feature, Guide, Product, half_width};
use crate::plan::Plan;

/// The names of features in one language, ready to be looked for.
pub struct Names {
    automaton: AhoCorasick,
    /// By pattern: product and feature.
    pub bearers: Vec<Vec<(usize, usize)>>,
}

/// Per language that articles are written in.
pub type Lexicon = FxHashMap<Lang, Names>;

/// The names that texts may mention, in the languages in which some text states something.
pub fn lexicon(plan: &Plan) -> Lexicon {
    let mut all = Lexicon::default();
    for lang in spoken(plan) {
        all.extend(Names::of(plan, lang).map(|names| (lang.clone(), names)));
    }
    all
}

/// The languages in which something is stated that no link holds.
fn spoken(plan: &Plan) -> FxHashSet<&Lang> {
    let catalog = &plan.catalog;
    let default = catalog.site.default_language();
    let stating = |text: &&Article| !text.clauses.is_empty();
    let sections = catalog.sections.iter().map(|section| &section.text);
    let texts = catalog.articles.iter().chain(sections).filter(stating);
    let mut all: FxHashSet<&Lang> = texts.map(|text| &text.lang).collect();
    let products = catalog.products.iter().flat_map(|product| &product.clauses);
    let guides = catalog.guides.iter().flat_map(|guide| &guide.clauses);
    all.extend(products.chain(guides).map(|(lang, _)| lang));
    let cells = catalog.products.iter().flat_map(Product::features);
    let cells = cells.flat_map(|f| &f.facts).flat_map(|fact| &fact.cells);
    let conditions = catalog.products.iter().flat_map(|product| &product.conditions);
    let data = cells.flat_map(Cell::prose).chain(conditions.filter_map(|c| c.words.as_ref()));
    for text in data.chain(catalog.guides.iter().flat_map(Guide::prose)) {
        let stated = text.by_language(default).filter(|(_, prose)| !prose.clauses.is_empty());
        all.extend(stated.map(|(lang, _)| lang));
    }
    all
}

impl Names {
    fn of(plan: &Plan, lang: &Lang) -> Option<Self> {
        let mut positions: FxHashMap<String, usize> = FxHashMap::default();
        let mut bearers: Vec<Vec<(usize, usize)>> = Vec::new();
        let mut patterns = Vec::new();
        for (product_at, product) in plan.catalog.products.iter().enumerate() {
            for (feature_at, feature) in product.features().enumerate() {
                for name in names(feature, lang).filter(|name| name.chars().count() > 1) {
                    let at = *positions.entry(name.clone()).or_insert_with(|| {
                        patterns.push(name);
                        bearers.push(Vec::new());
                        bearers.len() - 1
                    });
                    bearers[at].push((product_at, feature_at));
                }
            }
        }
        let automaton =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns).ok()?;
        Some(Self { automaton, bearers })
    }
}

fn names<'f>(feature: &'f Feature, lang: &'f Lang) -> impl Iterator<Item = String> + 'f {
    let all = std::iter::once(&feature.name).chain(&feature.aliases);
    all.map(|name| Folded::of(name.get(lang)).text)
}

/// A text without spaces, widths and cases, and the way back to its offsets.
struct Folded {
    text: String,
    /// By byte of the folded text, and one more for its end.
    origins: Vec<usize>,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), origins: Vec::new() };
        for ((at, _), c) in text.char_indices().zip(half_width(text).chars()) {
            let small = c.to_lowercase().next().filter(|c| !c.is_whitespace());
            if let Some(c) = small {
                folded.text.push(c);
                folded.origins.resize(folded.text.len(), at);
            }
        }
        folded.origins.push(text.len());
        folded
    }
}

/// A name in a clause: its bytes there, and whose it is.
pub struct Mention {
    pub start: usize,
    pub end: usize,
    pub pattern: usize,
}

/// Where names stand in a text.
pub fn mentions(text: &str, names: &Names) -> Vec<Mention> {
    let folded = Folded::of(text);
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let found = names.automaton.find_iter(&folded.text);
    found
        .map(|found| {
            let (start, behind) = (folded.origins[found.start()], folded.origins[found.end()]);
            let end = start + text[start..behind].trim_end().len();
            Mention { start, end, pattern: found.pattern().as_usize() }
        })
        .filter(|m| {
            let own = &text[m.start..m.end];
            let cut_before =
                latin(own.chars().next()) && latin(text[..m.start].chars().next_back());
            let cut_after = latin(own.chars().next_back()) && latin(text[m.end..].chars().next());
            !cut_before && !cut_after
        })
        .collect()
}
