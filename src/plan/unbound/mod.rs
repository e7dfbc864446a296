//! Numbers, and yes and no, in prose that no link binds, beside the name of a feature whose values they are not.
//!
//! Better silent than wrong: a number counts only if its clause names exactly one feature before it,
//! if it has that feature's unit, and if nothing around it makes it something else than a statement.

mod apart;
mod behind;
mod claims;
mod editions;
mod facts;
mod hedges;
mod names;

use jiff::civil::Date;

use super::Plan;
use super::catalogue as problem;
use super::fact::{FactAt, Vocabulary};
use crate::base::{Bilingual, Diagnostic, Lang, Range, SourcePath};
use crate::model::{Clause, LooseNumber, Product, ProseText, Value};
use editions::Lead;
use facts::{Facts, Place};
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
    let mut told: Vec<Range> = Vec::new();
    for clause in clauses.into_iter().filter(|clause| !hedges::is_supposed(&clause.text)) {
        let mentions = names::mentions(&clause.text, names);
        if let Some(label) = clause.label {
            let found = judge.cell(clause, label as usize, &mentions);
            // The row of the cell follows as a clause of its own.
            told.extend(clause.numbers.iter().map(|n| n.at).filter(|_| found.is_some()));
            out.extend(found);
        } else if mentions.is_empty() {
            out.extend(judge.second(clause));
            out.extend(claims::second(&judge, clause));
        } else {
            let numbers = clause.numbers.iter().filter(|n| !told.contains(&n.at));
            out.extend(numbers.filter_map(|n| judge.number(clause, n, &mentions)));
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
        let name = &clause.text[mention.start..mention.end];
        self.of(mention.pattern, name, clause, n, |product| {
            editions::lead(product, self.speaker.lang, clause, mention, start)
        })
    }

    /// A number that is said to be of a feature whose name is known, in products that a way to the number fits.
    fn of(
        &self,
        pattern: usize,
        name: &str,
        clause: &Clause,
        n: &LooseNumber,
        lead: impl Fn(&Product) -> Option<Lead>,
    ) -> Option<Diagnostic> {
        let (start, end) = (n.start as usize, n.end as usize);
        let steps = || hedges::speaks_of_a_step(clause, name, start);
        let mut seen: Option<(FactAt, Option<usize>, String)> = None;
        for (product, feature) in &self.names.bearers[pattern] {
            let ours = &self.speaker.products;
            if !ours.is_empty() && !ours.contains(product) {
                continue;
            }
            let (product, feature) = self.then(*product, *feature)?;
            let matrix = self.plan.catalog.matrix(product);
            let lead = lead(matrix)?;
            let facts = Facts::of(matrix, feature, self.speaker.lang)?;
            let place = Place { text: &clause.text, start, end, links: lead.links };
            let said = facts.said(&place)?;
            let behind = said.edition.filter(|_| lead.is_open);
            let edition = lead.edition.or(behind).filter(|_| !said.goes_on);
            if facts.allow(&said, &clause.text[start..end], edition, steps) {
                return None;
            }
            let (fact, _) = facts.limits().next()?;
            let shown = edition.or_else(|| self.shown(clause, matrix, &facts))?;
            let at = FactAt { product, feature, fact, edition: shown, case: None };
            seen.get_or_insert((at, edition, said.words));
        }
        let (at, edition, said) = seen?;
        self.problem(clause, n, &at, edition, said.trim())
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

    /// The edition whose value a message proposes, where a number may be any edition's.
    fn shown(&self, clause: &Clause, product: &Product, facts: &Facts<'_>) -> Option<usize> {
        let (_, fact) = facts.limits().next()?;
        let has_amount = |e: &usize| matches!(fact.cells[*e].value, Value::Limit(_));
        let all = editions::named(product, self.speaker.lang, &clause.text, None);
        let named = all.iter().map(|named| named.edition).find(has_amount);
        named.or_else(|| (0..product.editions.len()).rev().find(has_amount))
    }

    fn problem(
        &self,
        clause: &Clause,
        n: &LooseNumber,
        at: &FactAt,
        edition: Option<usize>,
        said: &str,
    ) -> Option<Diagnostic> {
        let lang = self.speaker.lang;
        let product = self.plan.catalog.matrix(at.product);
        let feature = product.features().nth(at.feature)?;
        let facts = Facts::of(product, at.feature, lang)?;
        let (fact, cell) = at.cell(product)?;
        let value = at.say(fact, cell, lang, self.words);
        let mut values = facts.in_words(edition).join("、");
        if values.is_empty() {
            values.clone_from(&value);
        }
        let mend = mend(clause, value, &at.address(product).unwrap_or_default());
        let place = self.speaker.source.at(n.at);
        let name = feature.name.get(lang);
        let of = problem::in_edition(edition.map(|e| product.editions[e].name.get(lang)));
        let words = problem::unbound_number(place, said, name, of, values, mend);
        Some(in_matrix(words, product, at))
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
