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
    /// Time by the calendar, in months: how many days that is hangs on the month.
    Months,
    /// Money of one currency.
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
    /// What else it is called.
    pub aliases: Vec<Text>,
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

/// Names, dimension, factor. A bare K, M, G, T is binary, as mail quotas are (IEC 80000-13 names
/// them KiB …).
const BUILT_IN: &[(&[&str], Dimension, Decimal)] = &[
    (&["B", "字节", "byte", "bytes"], Dimension::Bytes, whole(1)),
    (&["K", "KB", "KiB"], Dimension::Bytes, whole(1 << 10)),
    (&["M", "MB", "MiB"], Dimension::Bytes, whole(1 << 20)),
    (&["G", "GB", "GiB"], Dimension::Bytes, whole(1 << 30)),
    (&["T", "TB", "TiB"], Dimension::Bytes, whole(1 << 40)),
    (&["P", "PB", "PiB"], Dimension::Bytes, whole(1 << 50)),
    (&["second", "seconds", "秒"], Dimension::Time, whole(1)),
    (&["minute", "minutes", "分钟"], Dimension::Time, whole(60)),
    (&["hour", "hours", "小时"], Dimension::Time, whole(3600)),
    (&["day", "days", "天", "日"], Dimension::Time, whole(86_400)),
    (&["week", "weeks", "周", "星期"], Dimension::Time, whole(604_800)),
    (&["month", "months", "个月", "月"], Dimension::Months, whole(1)),
    (&["quarter", "quarters", "季度"], Dimension::Months, whole(3)),
    (&["year", "years", "年"], Dimension::Months, whole(12)),
    (&["元", "CNY", "RMB", "人民币"], Dimension::Money("CNY"), whole(1)),
    (&["角"], Dimension::Money("CNY"), Decimal::from_parts(1, 0, 0, false, 1)),
    (&["分"], Dimension::Money("CNY"), Decimal::from_parts(1, 0, 0, false, 2)),
    (&["美元", "USD"], Dimension::Money("USD"), whole(1)),
    (&["欧元", "EUR"], Dimension::Money("EUR"), whole(1)),
    (&["英镑", "GBP"], Dimension::Money("GBP"), whole(1)),
    (&["港元", "港币", "HKD"], Dimension::Money("HKD"), whole(1)),
    (&["新台币", "TWD"], Dimension::Money("TWD"), whole(1)),
    (&["日元", "JPY"], Dimension::Money("JPY"), whole(1)),
    (&["%"], Dimension::Ratio, whole(1)),
];

/// Unsigned, so that it can stand in a constant.
const fn whole(n: u64) -> Decimal {
    Decimal::from_parts(n as u32, (n >> 32) as u32, 0, false, 0)
}

impl Unit {
    /// Whether it goes by this id or name.
    pub fn is_called(&self, symbol: &str) -> bool {
        let mut names = self.aliases.iter().chain([&self.name]).flat_map(Text::all);
        *self.id == *symbol || names.any(|name| name == symbol)
    }
}

impl Units {
    /// Finds a unit by id, by its name in any language, or by a built-in symbol (in any case of letters
    /// where that is not ambiguous).
    pub fn find(&self, symbol: &str) -> Option<Unit> {
        let own = self.own.iter().find(|unit| unit.is_called(symbol));
        own.cloned().or_else(|| built_in(symbol))
    }

    /// What units that measure the same as `unit` are called, `unit` first.
    pub fn alike(&self, unit: &Unit) -> Vec<String> {
        let own = self.own.iter().filter(|other| other.dimension == unit.dimension);
        let built_in = BUILT_IN.iter().filter(|(_, dimension, _)| *dimension == unit.dimension);
        let others = own.map(|other| other.name.base()).chain(built_in.map(|(names, ..)| names[0]));
        let mut all = vec![unit.name.base().to_owned()];
        for name in others {
            if !all.iter().any(|known| known == name) {
                all.push(name.to_owned());
            }
        }
        all
    }

    /// Every name that [`find`](Self::find) knows.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let built_in = BUILT_IN.iter().flat_map(|(names, ..)| names.iter().copied());
        self.own.iter().map(|u| &*u.id).chain(built_in)
    }
}

/// By its exact name, else whatever the case of its letters.
fn built_in(symbol: &str) -> Option<Unit> {
    let named = |is: fn(&str, &str) -> bool| {
        BUILT_IN.iter().find_map(|(names, dimension, factor)| {
            let name = names.iter().find(|name| is(name, symbol))?;
            Some((*name, dimension, factor))
        })
    };
    let (name, dimension, factor) =
        named(|name, symbol| name == symbol).or_else(|| named(str::eq_ignore_ascii_case))?;
    Some(Unit {
        id: name.into(),
        name: Text::plain(name),
        aliases: Vec::new(),
        dimension: dimension.clone(),
        factor: *factor,
    })
}
