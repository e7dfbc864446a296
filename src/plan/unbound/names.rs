//! Names of features, found in text whatever its spaces, widths and cases.

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;

use crate::base::Lang;
use crate::model::{Feature, half_width};
use crate::plan::Plan;

/// The names of features in one language, ready to be looked for.
pub struct Names {
    automaton: AhoCorasick,
    /// By pattern: product and feature.
    pub bearers: Vec<Vec<(usize, usize)>>,
}

/// Per language that articles are written in.
pub type Lexicon = FxHashMap<Lang, Names>;

/// The names that texts may mention, in the languages that somebody writes.
pub fn lexicon(plan: &Plan) -> Lexicon {
    let written = plan.catalog.site.languages.iter().filter(|language| language.derive.is_none());
    let tags = written.map(|language| &language.tag);
    tags.filter_map(|tag| Some((tag.clone(), Names::of(plan, tag)?))).collect()
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
        .map(|found| Mention {
            start: folded.origins[found.start()],
            end: folded.origins[found.end()..].iter().copied().next().unwrap_or(text.len()),
            pattern: found.pattern().as_usize(),
        })
        .filter(|m| {
            let own = &text[m.start..m.end];
            let cut_before =
                latin(own.chars().next()) && latin(text[..m.start].chars().next_back());
            let cut_after = latin(own.trim_end().chars().next_back())
                && latin(text[m.end..].chars().next())
                && !own.ends_with(char::is_whitespace);
            !cut_before && !cut_after
        })
        .collect()
}
