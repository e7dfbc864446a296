//! Amounts with units: compared by meaning, shown as written.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::Text;

/// What is measured: amounts compare only within one dimension.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Dimension {
    /// Storage, in bytes.
    Bytes,
    /// Time, in seconds.
    Time,
    /// Money, in the smallest named unit's whole (元).
    Money(&'static str),
    /// A plain ratio, in per cent.
    Ratio,
    /// Things that are counted; every declared unit counts things of its own.
    Count(Arc<str>),
    /// A number without a unit.
    Number,
}

/// A unit: its dimension, and how much of the dimension's base one of it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unit {
    /// The id in `units:` or the built-in symbol.
    pub id: Arc<str>,
    /// What stands behind the number.
    pub name: Text,
    /// What it measures.
    pub dimension: Dimension,
    /// How much of the base unit one is.
    pub factor: Decimal,
}

/// An exact amount.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// In the base unit of its dimension.
    pub base: Decimal,
    /// The number as it was written, normalised to half-width digits.
    pub number: Arc<str>,
    /// The unit behind the number: as written, or the name of the feature's unit.
    pub unit: Text,
    /// What it measures.
    pub dimension: Dimension,
}

impl PartialEq for Quantity {
    /// Equal by meaning: `1 G` is `1024 MB`.
    fn eq(&self, other: &Self) -> bool {
        self.base == other.base && self.dimension == other.dimension
    }
}

impl Eq for Quantity {}

/// The units that a product may use: its own, then the built-in ones.
#[derive(Clone, Debug, Default)]
pub struct Units {
    /// Declared in the product.
    pub own: Vec<Unit>,
}

/// Symbol, dimension, factor. A bare K, M, G, T is binary, as mail quotas are (IEC 80000-13 names them KiB …).
const BUILT_IN: &[(&str, Dimension, u64)] = &[
    ("B", Dimension::Bytes, 1),
    ("字节", Dimension::Bytes, 1),
    ("K", Dimension::Bytes, 1 << 10),
    ("KB", Dimension::Bytes, 1 << 10),
    ("KiB", Dimension::Bytes, 1 << 10),
    ("M", Dimension::Bytes, 1 << 20),
    ("MB", Dimension::Bytes, 1 << 20),
    ("MiB", Dimension::Bytes, 1 << 20),
    ("G", Dimension::Bytes, 1 << 30),
    ("GB", Dimension::Bytes, 1 << 30),
    ("GiB", Dimension::Bytes, 1 << 30),
    ("T", Dimension::Bytes, 1 << 40),
    ("TB", Dimension::Bytes, 1 << 40),
    ("TiB", Dimension::Bytes, 1 << 40),
    ("P", Dimension::Bytes, 1 << 50),
    ("PB", Dimension::Bytes, 1 << 50),
    ("PiB", Dimension::Bytes, 1 << 50),
    ("second", Dimension::Time, 1),
    ("秒", Dimension::Time, 1),
    ("minute", Dimension::Time, 60),
    ("分钟", Dimension::Time, 60),
    ("hour", Dimension::Time, 3600),
    ("小时", Dimension::Time, 3600),
    ("day", Dimension::Time, 86_400),
    ("days", Dimension::Time, 86_400),
    ("天", Dimension::Time, 86_400),
    ("日", Dimension::Time, 86_400),
    ("week", Dimension::Time, 604_800),
    ("周", Dimension::Time, 604_800),
    ("元", Dimension::Money("CNY"), 1),
    ("CNY", Dimension::Money("CNY"), 1),
    ("USD", Dimension::Money("USD"), 1),
    ("美元", Dimension::Money("USD"), 1),
    ("EUR", Dimension::Money("EUR"), 1),
    ("%", Dimension::Ratio, 1),
];

impl Unit {
    /// Whether it goes by this id or name.
    pub fn is_called(&self, symbol: &str) -> bool {
        *self.id == *symbol || self.name.all().any(|name| name == symbol)
    }
}

impl Units {
    /// Finds a unit by id, by its name in any language, or by a built-in symbol (in any case of letters
    /// where that is not ambiguous).
    pub fn find(&self, symbol: &str) -> Option<Unit> {
        let own = self.own.iter().find(|unit| unit.is_called(symbol));
        own.cloned().or_else(|| built_in(symbol))
    }

    /// Every name that [`find`](Self::find) knows.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.own.iter().map(|u| &*u.id).chain(BUILT_IN.iter().map(|(symbol, ..)| *symbol))
    }
}

fn built_in(symbol: &str) -> Option<Unit> {
    let exact = BUILT_IN.iter().find(|(s, ..)| *s == symbol);
    let (name, dimension, factor) =
        exact.or_else(|| BUILT_IN.iter().find(|(s, ..)| s.eq_ignore_ascii_case(symbol)))?;
    Some(Unit {
        id: (*name).into(),
        name: Text::plain(*name),
        dimension: dimension.clone(),
        factor: Decimal::from(*factor),
    })
}
