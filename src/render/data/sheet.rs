//! A matrix as rows for people: what CSV, workbooks, Markdown and articles have in common.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::derive::{Comparison, FactDifference, under};
use crate::model::{
    Case, Cell, Combination, Evidence, Fact, Feature, Given, Group, Limit, Product, ProseText,
    SourceRecord, Value,
};
use crate::plan::{Compared, joined};
use crate::render::compose::Composer;

/// A table in the default language: all editions, or two and how they differ.
pub struct Sheet<'a> {
    /// Whose words are used.
    pub composer: &'a Composer<'a>,
    /// The product's position.
    pub product_at: usize,
    /// The product.
    pub product: &'a Product,
    /// The columns, as positions of editions.
    pub editions: Vec<usize>,
    /// The comparison, where two editions stand against each other.
    pub comparison: Option<&'a Comparison>,
    /// What is known of the reader: cells are as they find them.
    given: Given,
}

/// A row: one fact of a feature.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    /// The feature's position among the product's.
    pub row: usize,
    /// The group that it stands in.
    pub group: &'a Group,
    /// The feature.
    pub feature: &'a Feature,
    /// The fact: the only one, or a part's.
    pub fact: &'a Fact,
    /// How the fact differs, where two editions are compared.
    pub difference: Option<&'a FactDifference>,
}

/// What an edition says about a fact, in words.
#[derive(Default)]
pub struct Said {
    /// `yes no partial planned unknown na limit set text`.
    pub state: &'static str,
    /// The value as people read it: 有, 50, 微信扫码、帐号密码. Of a limit only the number.
    pub value: String,
    /// The number, where the value is an amount, in the unit beside it.
    pub number: Option<Decimal>,
    /// The unit, or empty.
    pub unit: String,
    /// Of what an amount is (每家企业), or empty.
    pub per: String,
    /// The words beside the value, and when something planned is looked at again, or empty.
    pub words: String,
    /// The other way to the same end, or empty.
    pub instead: String,
    /// What holds under conditions, or empty.
    pub cases: String,
    /// A remark, or empty.
    pub note: String,
    /// Since when, as written, or empty.
    pub since: String,
    /// When somebody last looked: at the cell, else at the row, else at the product.
    pub verified: Option<Date>,
    /// The sources that it rests on, by position, each once.
    pub sources: Vec<usize>,
}

impl<'a> Sheet<'a> {
    /// A product's whole matrix, or the part of it that a comparison is about.
    pub fn new(
        composer: &'a Composer<'a>,
        product_at: usize,
        compared: Option<&'a Compared>,
    ) -> Self {
        let product = &composer.plan.catalog.products[product_at];
        let comparison = compared.map(|compared| &compared.comparison);
        let given = compared.map(|compared| compared.given.clone()).unwrap_or_default();
        let all = || (0..product.editions.len()).collect();
        let editions = comparison.map_or_else(all, |c| vec![c.from, c.to]);
        Self { composer, product_at, product, editions, comparison, given }
    }

    /// Words of the theme under `export`.
    pub fn word(&self, key: &str) -> String {
        self.composer.words.get(&format!("export.{key}")).to_owned()
    }

    /// Words in brackets.
    pub fn aside(&self, words: &str) -> String {
        self.composer.words.fill("answer_aside", &[("words", words)])
    }

    /// Several words as one list; empty ones are left out.
    pub fn listed(&self, words: impl IntoIterator<Item = String>) -> String {
        let words: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
        words.join(self.composer.words.get("answer_joiner"))
    }

    /// `替代办法：转让创建人`, or empty where there is nothing to name.
    pub fn named(&self, name: &str, words: &str) -> String {
        let colon = self.composer.words.get("answer_colon");
        if words.is_empty() { String::new() } else { format!("{name}{colon}{words}") }
    }

    /// What an edition is called, with what is known of the reader in it.
    pub fn edition(&self, at: usize) -> String {
        self.composer.edition_name(self.product, at, &self.given)
    }

    /// What the table is called.
    pub fn title(&self) -> String {
        match self.comparison {
            Some(c) => {
                let pair = Combination::new(c.from, c.to, &self.given);
                self.composer.combination_title(self.product, &pair, "compare_title")
            }
            None => {
                let name = self.product.name.get(self.composer.lang);
                self.composer.words.fill("matrix_caption", &[("product", name)])
            }
        }
    }

    /// The verdict in one sentence, where two editions are compared.
    pub fn verdict(&self) -> Option<String> {
        let c = self.comparison?;
        let irreversible =
            self.composer.is_irreversible(self.product_at, c.from, c.to, &self.given);
        Some(self.composer.sentence_of(c, irreversible))
    }

    /// The rows, in the order of the matrix.
    pub fn lines(&self) -> impl Iterator<Item = Line<'a>> {
        let groups = self.product.groups.iter();
        let features = groups.flat_map(|group| group.features.iter().map(move |f| (group, f)));
        let comparison = self.comparison;
        features.enumerate().flat_map(move |(at, (group, feature))| {
            let found = comparison.map(|c| &c.rows[at].facts);
            feature.facts.iter().enumerate().map(move |(which, fact)| Line {
                row: at,
                group,
                feature,
                fact,
                difference: found.map(|facts| &facts[which]),
            })
        })
    }

    /// What a row is called: the feature, or the feature and its part.
    pub fn name(&self, line: Line<'_>) -> String {
        let feature = line.feature.name.get(self.composer.lang);
        match self.part(line) {
            "" => feature.to_owned(),
            part => format!("{feature} · {part}"),
        }
    }

    /// What a row's part is called, or empty.
    pub fn part(&self, line: Line<'a>) -> &'a str {
        line.fact.part.as_ref().map_or("", |(_, name)| name.get(self.composer.lang))
    }

    /// The id that a row goes by in `cell:` links: `wecom.jump`.
    pub fn id(&self, line: Line<'_>) -> String {
        match &line.fact.part {
            Some((part, _)) => format!("{}.{part}", line.feature.id),
            None => line.feature.id.to_string(),
        }
    }

    /// How a row differs (新增), and on what that hangs, or empty: conditions, and from which count on which
    /// edition has more.
    pub fn change(&self, line: Line<'_>, difference: &FactDifference) -> (String, String) {
        let word = self.composer.word(line.fact, difference.difference).to_owned();
        let because = difference.because.as_deref().unwrap_or_default();
        let when = self.composer.when(self.product, because);
        let crossover = self
            .comparison
            .map(|c| self.composer.crossover(self.product, line.fact, difference, (c.from, c.to)));
        let parts = [when, crossover.unwrap_or_default()];
        (word, self.listed(parts.into_iter().filter(|part| !part.is_empty())))
    }

    /// What an edition says in a row.
    pub fn said(&self, line: Line<'_>, edition: usize) -> Said {
        let cell = &*under(self.product, &line.fact.cells[edition], edition, &self.given);
        let (value, number, unit) = self.value(&cell.value, cell.words.as_ref(), line.fact);
        let is_text = matches!(cell.value, Value::Text);
        let per = cell.per.as_ref().or(line.fact.per.as_ref());
        let per = per.filter(|_| matches!(cell.value, Value::Limit(_)));
        let words = self.plain(cell.words.as_ref().filter(|_| !is_text));
        let review = match cell.value {
            Value::Planned(Some(date)) => {
                self.composer.words.fill("ui.review", &[("date", &date.to_string())])
            }
            _ => String::new(),
        };
        Said {
            state: cell.value.state(),
            value,
            number,
            unit,
            per: per.map(|id| self.composer.scope(id)).unwrap_or_default(),
            words: self.listed([words, review]),
            instead: self.plain(cell.instead.as_ref()),
            cases: self.cases(cell, line.fact),
            note: self.plain(cell.note.as_ref()),
            since: cell.since.as_deref().unwrap_or_default().to_owned(),
            verified: cell.verified.or(line.feature.verified).or(self.product.verified),
            sources: once(&cell.sources),
        }
    }

    fn plain(&self, text: Option<&ProseText>) -> String {
        text.map(|text| self.composer.bare(text, self.product_at)).unwrap_or_default()
    }

    /// A value in words, its number where it is an amount, and its unit.
    fn value(
        &self,
        value: &Value,
        words: Option<&ProseText>,
        fact: &Fact,
    ) -> (String, Option<Decimal>, String) {
        let unit = |unit: &crate::model::Text| unit.get(self.composer.lang).to_owned();
        match value {
            Value::Text => (self.plain(words), None, String::new()),
            Value::Limit(Limit::Amount(quantity)) => {
                let number = quantity.value();
                (number.to_string(), Some(number), unit(&quantity.unit))
            }
            Value::Limit(Limit::Formula(formula)) => {
                let words = self.composer.formula(formula, self.product);
                (words, None, unit(&formula.unit))
            }
            _ => {
                let words = self.composer.value(value, words, fact, self.product);
                (words, None, String::new())
            }
        }
    }

    /// `VIP 成员：有；已验证或认证主体：不限（可申请扩容）`
    fn cases(&self, cell: &Cell, fact: &Fact) -> String {
        let case = |case: &Case| {
            let when = self.composer.when(self.product, &case.when);
            let (value, _, unit) = case
                .value
                .as_ref()
                .map(|value| self.value(value, case.words.as_ref(), fact))
                .unwrap_or_default();
            let is_text = matches!(case.value, Some(Value::Text));
            let aside = self.plain(case.words.as_ref().filter(|_| !is_text));
            let value = joined(&value, &unit);
            let said = match (&*value, &*aside) {
                (_, "") => value,
                ("", _) => aside,
                _ => format!("{value}{}", self.aside(&aside)),
            };
            self.named(&when, &said)
        };
        self.listed(cell.cases.iter().map(case))
    }

    /// A source.
    pub fn source(&self, at: usize) -> &'a SourceRecord {
        &self.product.sources[at]
    }
}

impl Said {
    /// The unit and of what an amount is: `个（每家企业）`.
    pub fn measure(&self, sheet: &Sheet<'_>) -> String {
        match &*self.per {
            "" => self.unit.clone(),
            per => format!("{}{}", self.unit, sheet.aside(per)),
        }
    }

    /// The value with its unit and scope: `200 个（每家企业）`.
    pub fn whole(&self, sheet: &Sheet<'_>) -> String {
        let value = joined(&self.value, &self.unit);
        match &*self.per {
            "" => value,
            per => format!("{value}{}", sheet.aside(per)),
        }
    }
}

/// Each source once, in the order in which they are named.
fn once(evidence: &[Evidence]) -> Vec<usize> {
    let mut all = Vec::with_capacity(evidence.len());
    for evidence in evidence {
        if !all.contains(&evidence.source) {
            all.push(evidence.source);
        }
    }
    all
}
