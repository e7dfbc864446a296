//! Facts about facts: the table of differences row by row, the founding matrix's trickiest rows,
//! and laws that hold for whatever an editor may write.

mod cases;
mod changes;
mod comparison;
mod crossing;
mod laws;
mod paths;
mod related;
mod seed;
mod table;
mod under;

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::base::{Range, SourcePath};
use crate::model::{
    Better, Case, Cell, ComparePairs, Condition, Dimension, Edition, Fact, Feature, Formula, Given,
    Group, Kind, Limit, Literal, Of, Product, Prose, ProseText, Quantity, SetOption, Text, Units,
    Value,
};

pub(super) const LEGACY: usize = 0;
pub(super) const FUSION: usize = 1;

pub(super) const FREE: usize = 0;
pub(super) const PAID: usize = 1;
pub(super) const BASIC: usize = 2;
pub(super) const PRO: usize = 3;
pub(super) const VIP: usize = 4;
pub(super) const WECOM_ON: usize = 5;
pub(super) const ACTIVE: usize = 6;
pub(super) const BOUND: usize = 7;

/// The founding matrix's conditions, in the order of the constants above.
const CONDITIONS: [(&str, Of, &[usize]); 8] = [
    ("free", Of::Plan, &[LEGACY]),
    ("paid", Of::Plan, &[LEGACY]),
    ("basic", Of::Plan, &[FUSION]),
    ("pro", Of::Plan, &[FUSION]),
    ("vip", Of::Member, &[]),
    ("wecom-on", Of::Org, &[]),
    ("active", Of::Member, &[]),
    ("bound", Of::Member, &[]),
];

pub(super) fn product(features: Vec<Feature>) -> Product {
    let name = |id: &str| Text::plain(id);
    Product {
        id: "exmail".into(),
        source: SourcePath::new("content/products/exmail/product.yaml"),
        at: Range::default(),
        name: name("exmail"),
        description: None,
        vendor: None,
        homepage: None,
        verified: None,
        verified_at: Range::default(),
        stale_after: None,
        sources: Vec::new(),
        clauses: Vec::new(),
        units: Units::default(),
        conditions: CONDITIONS.into_iter().map(condition).collect(),
        editions: ["legacy", "fusion"].into_iter().map(edition).collect(),
        compare: ComparePairs::Consecutive,
        counts: Vec::new(),
        ladder: Vec::new(),
        all_paths: false,
        moved: Vec::new(),
        groups: vec![Group { id: "console".into(), name: name("console"), features }],
    }
}

fn condition((id, of, editions): (&str, Of, &[usize])) -> Condition {
    let (name, editions) = (Text::plain(id), editions.to_vec());
    Condition { id: id.into(), name, not: None, of, editions, ask: None, words: None }
}

pub(super) fn edition(id: &str) -> Edition {
    let name = Text::plain(id);
    Edition {
        id: id.into(),
        at: Range::default(),
        name,
        status: None,
        released: None,
        closes: None,
        inherits: None,
    }
}

pub(super) fn feature(facts: Vec<Fact>) -> Feature {
    Feature {
        id: "feature".into(),
        source: SourcePath::new("content/products/exmail/product.yaml"),
        at: Range::default(),
        name: Text::plain("feature"),
        aliases: Vec::new(),
        question: None,
        audience: Vec::new(),
        facts,
        verified: None,
        verified_at: Range::default(),
        stale_after: None,
    }
}

pub(super) fn given(legacy: &[usize], fusion: &[usize]) -> Given {
    Given(vec![(LEGACY, legacy.to_vec()), (FUSION, fusion.to_vec())])
}

pub(super) fn fact(kind: Kind) -> Fact {
    let better = match kind {
        Kind::Support | Kind::Limit | Kind::Set => Better::More,
        Kind::Text => Better::None,
    };
    let option = |id| SetOption { id: Arc::from(id), name: Text::plain(id) };
    let options = ["a", "b", "c", "d"].map(option).to_vec();
    Fact { part: None, kind, better, unit: None, per: None, options, cells: Vec::new() }
}

pub(super) fn better(better: Better, fact: Fact) -> Fact {
    Fact { better, ..fact }
}

/// A fact of the two editions.
pub(super) fn stated(fact: Fact, legacy: Cell, fusion: Cell) -> Fact {
    Fact { cells: vec![legacy, fusion], ..fact }
}

pub(super) fn prose(words: &str) -> ProseText {
    let prose = Prose { source: words.into(), plain: words.into(), ..Prose::default() };
    ProseText::new(Arc::new(prose), Vec::new())
}

pub(super) fn is(value: Value) -> Cell {
    Cell::bare(value)
}

pub(super) fn yes() -> Cell {
    is(Value::Yes)
}

pub(super) fn partial() -> Cell {
    is(Value::Partial)
}

pub(super) fn planned() -> Cell {
    is(Value::Planned(None))
}

pub(super) fn no() -> Cell {
    is(Value::No)
}

pub(super) fn unknown() -> Cell {
    is(Value::Unknown)
}

pub(super) fn na() -> Cell {
    is(Value::Na)
}

pub(super) fn text(words: &str) -> Cell {
    is(Value::Text).words(words)
}

pub(super) fn set(options: &[u16]) -> Cell {
    is(Value::Set(options.to_vec()))
}

pub(super) fn unlimited() -> Cell {
    is(Value::Limit(Limit::Unlimited))
}

pub(super) fn amount(base: i64) -> Cell {
    measured(base, Dimension::Number)
}

pub(super) fn measured(base: i64, dimension: Dimension) -> Cell {
    let (number, unit) = (base.to_string().into(), Text::default());
    let quantity = Quantity { base: Decimal::from(base), number, unit, dimension };
    is(Value::Limit(Limit::Amount(Box::new(quantity))))
}

pub(super) fn formula(text: &str) -> Cell {
    let formula = Formula::parse(text, &["accounts", "lists"], None).unwrap();
    is(Value::Limit(Limit::Formula(formula.into())))
}

pub(super) fn when(condition: usize) -> Literal {
    Literal { condition, negated: false }
}

pub(super) fn not(condition: usize) -> Literal {
    Literal { condition, negated: true }
}

/// What an editor writes beside a value.
pub(super) trait Beside {
    fn words(self, words: &str) -> Self;
    fn instead(self, words: &str) -> Self;
    fn per(self, scope: &str) -> Self;
    /// A case that says what another cell says.
    fn case<const N: usize>(self, when: [Literal; N], says: Cell) -> Self;
    /// A case that is shown and not compared.
    fn remark<const N: usize>(self, when: [Literal; N], words: &str) -> Self;
}

impl Beside for Cell {
    fn words(self, words: &str) -> Self {
        Self { words: Some(prose(words)), ..self }
    }

    fn instead(self, words: &str) -> Self {
        Self { instead: Some(prose(words)), ..self }
    }

    fn per(self, scope: &str) -> Self {
        Self { per: Some(scope.into()), ..self }
    }

    fn case<const N: usize>(mut self, when: [Literal; N], says: Cell) -> Self {
        self.cases.push(Case { when: when.into(), value: Some(says.value), words: says.words });
        self
    }

    fn remark<const N: usize>(mut self, when: [Literal; N], words: &str) -> Self {
        self.cases.push(Case { when: when.into(), value: None, words: Some(prose(words)) });
        self
    }
}
