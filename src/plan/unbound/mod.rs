//! Numbers, and yes and no, in prose that no link binds, beside the name of a feature whose values they are not.
//!
//! Better silent than wrong: a number counts only if its clause names exactly one feature before it,
//! if it has that feature's unit, and if nothing around it makes it something else than a statement.

mod apart;
mod claims;
mod hedges;
mod names;

use jiff::civil::Date;

use super::Plan;
use super::catalogue as problem;
use super::fact::{FactAt, Vocabulary, joined};
use crate::base::{Bilingual, Diagnostic, Lang, SourcePath};
use crate::model::{
    Cell, Clause, Dimension, Feature, Kind, Limit, LooseNumber, Product, ProseText, Quantity,
    Value, half_width,
};
pub use names::{Lexicon, lexicon};
use names::{Mention, Names};

/// How far behind a feature's name a number may stand, in characters.
const REACH: usize = 20;

/// Who says something: in which file and language, and about which products.
pub struct Speaker<'a> {
    pub source: &'a SourcePath,
    pub lang: &'a Lang,
    pub products: &'a [usize],
    /// The day on which an article's tables and facts stay.
    pub day: Option<Date>,
}

/// Looks at everything that a text states.
pub fn check<'c>(
    plan: &Plan,
    speaker: &Speaker<'_>,
    clauses: impl IntoIterator<Item = &'c Clause>,
    lexicon: &Lexicon,
    words: &Vocabulary,
    out: &mut Vec<Diagnostic>,
) {
    let Some(names) = lexicon.get(speaker.lang) else { return };
    let judge = Judge { plan, speaker, names, words };
    for clause in clauses.into_iter().filter(|clause| !hedges::is_supposed(&clause.text)) {
        let mentions = names::mentions(&clause.text, names);
        if let Some(label) = clause.label {
            out.extend(judge.cell(clause, label as usize, &mentions));
        } else if mentions.is_empty() {
            out.extend(judge.second(clause));
        } else {
            out.extend(clause.numbers.iter().filter_map(|n| judge.number(clause, n, &mentions)));
            out.extend(claims::judge(&judge, clause, &mentions));
        }
    }
}

/// Looks at everything that the texts of products and guides state.
pub fn check_data(plan: &Plan, lexicon: &Lexicon, words: &Vocabulary, out: &mut Vec<Diagnostic>) {
    let default = plan.catalog.site.default_language();
    let prose = |source: &SourcePath, product: usize, text: &ProseText, out: &mut Vec<_>| {
        for (lang, prose) in text.by_language(default).filter(|(_, p)| !p.clauses.is_empty()) {
            let speaker = Speaker { source, lang, products: &[product], day: None };
            check(plan, &speaker, &prose.clauses, lexicon, words, out);
        }
    };
    let heads = |source: &SourcePath, product: usize, all: &[(Lang, Clause)], out: &mut Vec<_>| {
        for (lang, clause) in all {
            let speaker = Speaker { source, lang, products: &[product], day: None };
            check(plan, &speaker, [clause], lexicon, words, out);
        }
    };
    for (at, product) in plan.catalog.products.iter().enumerate() {
        heads(&product.source, at, &product.clauses, out);
        for condition in product.conditions.iter().filter_map(|c| c.words.as_ref()) {
            prose(&product.source, at, condition, out);
        }
        for feature in product.features() {
            // What editions inherit was written once.
            let mut seen = Vec::new();
            for cell in feature.facts.iter().flat_map(|fact| &fact.cells) {
                if !seen.contains(&cell.at) {
                    seen.push(cell.at);
                    cell.prose().for_each(|text| prose(&feature.source, at, text, out));
                }
            }
        }
    }
    for guide in plan.catalog.guides.iter().filter(|guide| guide.is_written()) {
        heads(&guide.source, guide.product, &guide.clauses, out);
        guide.prose().for_each(|text| prose(&guide.source, guide.product, text, out));
    }
}

struct Judge<'a> {
    plan: &'a Plan,
    speaker: &'a Speaker<'a>,
    names: &'a Names,
    words: &'a Vocabulary,
}

impl Judge<'_> {
    fn number(&self, clause: &Clause, n: &LooseNumber, mentions: &[Mention]) -> Option<Diagnostic> {
        let start = n.start as usize;
        let mention = mentions.iter().rev().find(|m| m.end <= start)?;
        let between = &clause.text[mention.end..start];
        if between.chars().count() > REACH || !hedges::is_statement(between) {
            return None;
        }
        self.of(mention.pattern, clause, n, |_| true)
    }

    /// A number that is said to be of a feature whose name is known, in products that fit.
    fn of(
        &self,
        pattern: usize,
        clause: &Clause,
        n: &LooseNumber,
        fits: impl Fn(&Product) -> bool,
    ) -> Option<Diagnostic> {
        let (start, end) = (n.start as usize, n.end as usize);
        let mut seen: Option<(usize, usize, String)> = None;
        for (product, feature) in &self.names.bearers[pattern] {
            let ours = &self.speaker.products;
            if !ours.is_empty() && !ours.contains(product) {
                continue;
            }
            let (product, feature) = self.then(*product, *feature)?;
            let matrix = self.plan.catalog.matrix(product);
            if !fits(matrix) {
                return None;
            }
            let facts = Facts::of(matrix, feature)?;
            let said = facts.said(&clause.text, start, end)?;
            if facts.knows(&said, &clause.text[start..end]) {
                return None;
            }
            seen.get_or_insert((product, feature, said));
        }
        let (product, feature, said) = seen?;
        self.problem(clause, n, product, feature, said.trim())
    }

    /// A row as the article shows it: as it stood on its day, if it is kept so.
    fn then(&self, product: usize, feature: usize) -> Option<(usize, usize)> {
        let catalog = &self.plan.catalog;
        let at = catalog.as_of(product, self.speaker.day);
        match catalog.past(at) {
            None => Some((at, feature)),
            Some(past) => {
                past.heirs.iter().position(|heirs| heirs.contains(&feature)).map(|row| (at, row))
            }
        }
    }

    fn problem(
        &self,
        clause: &Clause,
        n: &LooseNumber,
        product_at: usize,
        feature_at: usize,
        said: &str,
    ) -> Option<Diagnostic> {
        let lang = self.speaker.lang;
        let product = self.plan.catalog.matrix(product_at);
        let feature = product.features().nth(feature_at)?;
        let facts = Facts::of(product, feature_at)?;
        let (fact_at, fact) = facts.limits().next()?;
        let mut amounts =
            (0..product.editions.len()).filter(|e| matches!(fact.cells[*e].value, Value::Limit(_)));
        let named = amounts.clone().find(|e| {
            let name = product.editions[*e].name.get(lang);
            clause.text.contains(short_name(name))
        });
        let edition = named.or_else(|| amounts.next_back())?;
        let at =
            FactAt { product: product_at, feature: feature_at, fact: fact_at, edition, case: None };
        let value = at.say(fact, &fact.cells[edition], lang, self.words);
        let mend = mend(clause, value, &at.address(product).unwrap_or_default());
        let place = self.speaker.source.at(n.at);
        let values = facts.in_words(lang).join("、");
        let words = problem::unbound_number(place, said, feature.name.get(lang), values, mend);
        Some(in_matrix(words, product, &at))
    }
}

/// An edition as people call it: without what stands in brackets.
fn short_name(name: &str) -> &str {
    name.split(['（', '(']).next().unwrap_or(name).trim()
}

/// What to write: a link that is held against the matrix, or the bare words where no link can stand.
fn mend(clause: &Clause, value: String, address: &str) -> String {
    if clause.markup { format!("[{value}](cell:{address})") } else { value }
}

/// Adds where the matrix says what it says.
fn in_matrix(problem: Diagnostic, product: &Product, at: &FactAt) -> Diagnostic {
    let here = Bilingual::new("功能表里写在这里", "the matrix says so here");
    match at.place(product) {
        Some(place) => problem.label(place, here),
        None => problem,
    }
}

/// What the matrix says about a feature that has amounts.
struct Facts<'p> {
    product: &'p Product,
    feature: &'p Feature,
    amounts: Vec<&'p Quantity>,
}

impl<'p> Facts<'p> {
    /// `None` where the feature has no amounts, or where one of its values cannot be told.
    fn of(product: &'p Product, feature: usize) -> Option<Self> {
        let feature = product.features().nth(feature)?;
        let mut facts = Self { product, feature, amounts: Vec::new() };
        let cells: Vec<&Cell> = facts.limits().flat_map(|(_, fact)| &fact.cells).collect();
        for cell in cells {
            let cases = cell.cases.iter().filter_map(|case| case.value.as_ref());
            for value in std::iter::once(&cell.value).chain(cases) {
                match value {
                    Value::Limit(Limit::Amount(quantity)) => facts.amounts.push(quantity),
                    Value::Limit(Limit::Unlimited) | Value::No | Value::Na => {}
                    _ => return None,
                }
            }
            if cell.broken {
                return None;
            }
        }
        (!facts.amounts.is_empty()).then_some(facts)
    }

    fn limits(&self) -> impl Iterator<Item = (usize, &'p crate::model::Fact)> {
        self.feature.facts.iter().enumerate().filter(|(_, fact)| fact.kind == Kind::Limit)
    }

    /// The number with its unit as it stands in a clause, if it can be an amount of this feature.
    fn said(&self, text: &str, start: usize, end: usize) -> Option<String> {
        let tail = &text[end..];
        let magnitude = tail.trim_start().trim_start_matches(['千', '万', '亿', '萬', '億']);
        let unit = magnitude.trim_start();
        let known = || self.product.units.names().chain(self.own_names());
        let fits = |name: &&str| {
            let found = unit.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
            let goes_on = || unit[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
            found && !(name.is_ascii() && goes_on())
        };
        let longest = known().filter(fits).map(str::len).max().unwrap_or(0);
        let rest = if longest == 0 { magnitude } else { &unit[longest..] };
        let said = &text[start..text.len() - rest.len()];
        let counted =
            |q: &&Quantity| matches!(q.dimension, Dimension::Count(_) | Dimension::Number);
        let bare = longest == 0 && magnitude.len() == tail.trim_start().len();
        if bare && (!self.amounts.iter().all(counted) || is_year(said)) {
            return None;
        }
        let names = [self.feature.name.base()];
        let names = names.into_iter().chain(self.feature.aliases.iter().map(|name| name.base()));
        let ends = hedges::ends_a_statement(rest, bare, names);
        (ends && self.parsed(said).is_some()).then(|| said.to_owned())
    }

    fn own_names(&self) -> impl Iterator<Item = &'p str> {
        self.product.units.own.iter().flat_map(|unit| unit.name.all())
    }

    /// The amount that words name, in a dimension of this feature.
    fn parsed(&self, said: &str) -> Option<Quantity> {
        self.amounts.iter().find_map(|amount| {
            let units = &self.product.units;
            let own = units.own.iter().find(|unit| unit.dimension == amount.dimension);
            match Limit::parse(said, own, units) {
                Ok(Limit::Amount(said)) if said.dimension == amount.dimension => Some(*said),
                _ => None,
            }
        })
    }

    /// Whether some edition, case or word of the matrix has the number.
    fn knows(&self, said: &str, digits: &str) -> bool {
        let said = self.parsed(said);
        let is_value = self.amounts.iter().any(|amount| said.as_ref() == Some(*amount));
        is_value || self.is_a_step(said.as_ref()) || self.is_in_words(&half_width(digits))
    }

    /// Whether it is what lies between two values: an increase.
    fn is_a_step(&self, said: Option<&Quantity>) -> bool {
        let Some(said) = said else { return false };
        let of_one = |a: &&Quantity| a.dimension == said.dimension;
        let bases = || self.amounts.iter().filter(|a| of_one(a)).map(|a| a.base);
        bases().any(|a| bases().any(|b| a - b == said.base))
    }

    fn is_in_words(&self, digits: &str) -> bool {
        let has = |text: &str| {
            let text = half_width(text);
            text.match_indices(digits).any(|(at, _)| {
                let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
                !digit(text[..at].chars().next_back())
                    && !digit(text[at + digits.len()..].chars().next())
            })
        };
        let prose = |text: Option<&ProseText>| text.is_some_and(|t| t.all().any(|p| has(&p.plain)));
        self.feature.facts.iter().flat_map(|fact| &fact.cells).any(|cell| {
            prose(cell.words.as_ref())
                || prose(cell.note.as_ref())
                || prose(cell.instead.as_ref())
                || cell.short.as_ref().is_some_and(|short| short.all().any(has))
                || cell.cases.iter().any(|case| prose(case.words.as_ref()))
        })
    }

    /// Every value once, in the order of the editions.
    fn in_words(&self, lang: &Lang) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for amount in &self.amounts {
            let words = joined(&amount.number_in(lang), amount.unit.get(lang));
            if !all.contains(&words) {
                all.push(words);
            }
        }
        all
    }
}

/// A bare number that is more likely a year.
fn is_year(number: &str) -> bool {
    let number = half_width(number);
    let number = number.trim();
    number.len() == 4 && (number.starts_with("19") || number.starts_with("20"))
}
