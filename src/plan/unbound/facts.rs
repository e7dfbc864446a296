//! What the matrix says about a feature that has amounts, and what numbers beside its name can be of it.

use super::{behind, editions};
use crate::base::Lang;
use crate::model::{
    Cell, Dimension, Fact, Feature, Kind, Limit, Product, ProseText, Quantity, Value, half_width,
};
use crate::plan::fact::joined;

/// What only counts, whatever it counts: behind the number of a limit without a unit it says nothing more.
const COUNTERS: &[&str] = &[
    "个", "個", "位", "人", "名", "条", "條", "项", "項", "次", "封", "份", "张", "張", "台", "臺",
    "件", "套", "家", "组", "組", "users", "people", "members", "items",
];

/// The amounts of a feature.
pub struct Facts<'p> {
    product: &'p Product,
    feature: &'p Feature,
    lang: &'p Lang,
    amounts: Vec<(usize, &'p Quantity)>,
    /// The editions of which a value cannot be told.
    open: Vec<usize>,
}

/// A number with its unit, as an amount of a feature.
pub struct Said {
    /// As it stands in the clause, without a word that only counts.
    pub words: String,
    /// What it comes to.
    amount: Quantity,
    /// The edition that is named behind it.
    pub edition: Option<usize>,
    /// Whether the statement goes on: the number begins a range or a list.
    pub goes_on: bool,
}

/// A number where it stands in a clause.
#[derive(Clone, Copy)]
pub struct Place<'c> {
    pub text: &'c str,
    pub start: usize,
    pub end: usize,
    /// Whether nothing but links stands between the feature's name and the number.
    pub links: bool,
}

impl<'p> Facts<'p> {
    /// `None` where the feature has no amounts.
    pub fn of(product: &'p Product, feature: usize, lang: &'p Lang) -> Option<Self> {
        let feature = product.features().nth(feature)?;
        let mut facts = Self { product, feature, lang, amounts: Vec::new(), open: Vec::new() };
        for (_, fact) in facts.limits() {
            for (edition, cell) in fact.cells.iter().enumerate() {
                facts.read(edition, cell);
            }
        }
        (!facts.amounts.is_empty()).then_some(facts)
    }

    fn read(&mut self, edition: usize, cell: &'p Cell) {
        let cases = cell.cases.iter().filter_map(|case| case.value.as_ref());
        for value in std::iter::once(&cell.value).chain(cases) {
            match value {
                Value::Limit(Limit::Amount(quantity)) => self.amounts.push((edition, quantity)),
                Value::Limit(Limit::Unlimited) | Value::No | Value::Na => {}
                _ => self.open.push(edition),
            }
        }
        if cell.broken {
            self.open.push(edition);
        }
    }

    /// Its facts that have amounts, each with its position.
    pub fn limits(&self) -> impl Iterator<Item = (usize, &'p Fact)> + use<'p> {
        self.feature.facts.iter().enumerate().filter(|(_, fact)| fact.kind == Kind::Limit)
    }

    /// The number with its unit, if it can be an amount of this feature.
    pub fn said(&self, at: &Place<'_>) -> Option<Said> {
        let tail = &at.text[at.end..];
        let magnitude = tail.trim_start().trim_start_matches(['千', '万', '亿', '萬', '億']);
        let unit = magnitude.trim_start();
        let known = self.product.units.names().chain(self.own_names());
        let longest = known.filter(|name| begins(unit, name)).map(str::len).max().unwrap_or(0);
        let counter = self.counter(unit, at.links).filter(|counter| *counter >= longest);
        let has_unit = longest > 0 && counter.is_none();
        let rest = if has_unit { &unit[longest..] } else { magnitude };
        let words = at.text[at.start..at.text.len() - rest.len()].to_owned();
        let rest = counter.map_or(rest, |counter| &unit[counter..]);
        let counted = |(_, q): &(usize, &Quantity)| {
            matches!(q.dimension, Dimension::Count(_) | Dimension::Number)
        };
        let bare = !has_unit && counter.is_none() && magnitude.len() == tail.trim_start().len();
        if bare && (!self.amounts.iter().all(counted) || is_year(&words)) {
            return None;
        }
        let names = std::iter::once(&self.feature.name).chain(&self.feature.aliases);
        let names = names.map(|name| name.get(self.lang));
        let closing = editions::closing(self.product, self.lang, rest);
        let ends = closing.is_some() || behind::ends_a_statement(rest, bare, names);
        let amount = self.parsed(&words).filter(|_| ends)?;
        let goes_on = behind::goes_on(rest);
        Some(Said { words, amount, edition: closing.map(|(edition, _)| edition), goes_on })
    }

    /// How long the word is that only counts, where the limit has no unit and the number is plainly its.
    fn counter(&self, unit: &str, links: bool) -> Option<usize> {
        let is_number = |(_, q): &(usize, &Quantity)| q.dimension == Dimension::Number;
        if !links || !self.amounts.iter().all(is_number) {
            return None;
        }
        COUNTERS.iter().filter(|word| begins(unit, word)).map(|word| word.len()).max()
    }

    fn own_names(&self) -> impl Iterator<Item = &'p str> + use<'p> {
        self.product.units.own.iter().flat_map(|unit| unit.name.all())
    }

    /// The amount that words name, in a dimension of this feature.
    fn parsed(&self, said: &str) -> Option<Quantity> {
        self.amounts.iter().find_map(|(_, amount)| {
            let units = &self.product.units;
            let own = units.own.iter().find(|unit| unit.dimension == amount.dimension);
            match Limit::parse(said, own, units) {
                Ok(Limit::Amount(said)) if said.dimension == amount.dimension => Some(*said),
                _ => None,
            }
        })
    }

    /// Whether a number may be true: some case or word of the matrix has it, of one edition where one is spoken of,
    /// or nobody knows. `steps` says that the clause speaks of an increase.
    pub fn allow(
        &self,
        said: &Said,
        digits: &str,
        edition: Option<usize>,
        steps: impl Fn() -> bool,
    ) -> bool {
        let is_spoken_of = |at: usize| edition.is_none_or(|edition| edition == at);
        let is_value =
            |(at, amount): &(usize, &Quantity)| is_spoken_of(*at) && said.amount == **amount;
        self.open.iter().any(|at| is_spoken_of(*at))
            || edition.is_some_and(|edition| self.is_senseless(edition))
            || self.amounts.iter().any(is_value)
            || (self.is_a_step(&said.amount) && steps())
            || self.is_in_words(&half_width(digits), is_spoken_of)
    }

    /// Whether the question makes no sense for an edition.
    fn is_senseless(&self, edition: usize) -> bool {
        self.limits().any(|(_, fact)| fact.cells[edition].value == Value::Na)
    }

    /// Whether an amount is what lies between two values: an increase.
    fn is_a_step(&self, said: &Quantity) -> bool {
        let of_one = |q: &&Quantity| q.dimension == said.dimension;
        let bases = || self.amounts.iter().map(|(_, q)| *q).filter(of_one).map(|q| q.base);
        bases().any(|a| bases().any(|b| a - b == said.base))
    }

    fn is_in_words(&self, digits: &str, is_spoken_of: impl Fn(usize) -> bool) -> bool {
        let has = |text: &str| {
            let text = half_width(text);
            text.match_indices(digits).any(|(at, _)| {
                let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
                !digit(text[..at].chars().next_back())
                    && !digit(text[at + digits.len()..].chars().next())
            })
        };
        let prose = |text: Option<&ProseText>| text.is_some_and(|t| t.all().any(|p| has(&p.plain)));
        let cells = self.feature.facts.iter().flat_map(|fact| fact.cells.iter().enumerate());
        cells.filter(|(at, _)| is_spoken_of(*at)).any(|(_, cell)| {
            prose(cell.words.as_ref())
                || prose(cell.note.as_ref())
                || prose(cell.instead.as_ref())
                || cell.short.as_ref().is_some_and(|short| short.all().any(has))
                || cell.cases.iter().any(|case| prose(case.words.as_ref()))
        })
    }

    /// Every value once, in the order of the editions; those of one edition where it is spoken of.
    pub fn in_words(&self, edition: Option<usize>) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        let spoken = |at: usize| edition.is_none_or(|edition| edition == at);
        for (_, amount) in self.amounts.iter().filter(|(at, _)| spoken(*at)) {
            let words = joined(&amount.number_in(self.lang), amount.unit.get(self.lang));
            if !all.contains(&words) {
                all.push(words);
            }
        }
        all
    }
}

/// Whether a text begins with a word: in any case of letters, and not with the beginning of a longer one.
fn begins(text: &str, word: &str) -> bool {
    let found = text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    let goes_on = || text[word.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
    found && !(word.is_ascii() && goes_on())
}

/// A bare number that is more likely a year.
fn is_year(number: &str) -> bool {
    let number = half_width(number);
    let number = number.trim();
    number.len() == 4 && (number.starts_with("19") || number.starts_with("20"))
}
