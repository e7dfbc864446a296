//! Amounts in words: `50`, `1 GiB`, `1,000`, `1万`, `不限`.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::{Dimension, Limit, Quantity, Text, Unit, Units};

/// Words for "no bound".
const UNLIMITED: &[&str] = &["unlimited", "不限", "无限", "无上限", "不限量"];

/// Signs of money that stand before the number.
const SIGNS: &[(&str, &str)] =
    &[("HK$", "港元"), ("¥", "元"), ("￥", "元"), ("$", "USD"), ("€", "EUR"), ("£", "GBP")];

/// Why words are no amount.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AmountError {
    /// There is no number, or it is too large to be exact.
    NotAnAmount,
    /// Less than nothing.
    Negative,
    /// The commas do not part the digits by thousands.
    Grouping,
    /// The unit is neither declared nor built in.
    UnknownUnit(String),
    /// The unit measures something else than the feature's.
    Mismatch {
        /// The unit as written.
        unit: String,
        /// The feature's.
        wanted: String,
        /// What else measures the same.
        alike: Vec<String>,
    },
}

impl Limit {
    /// Reads an amount. `own` is the feature's unit: for numbers without one, and the first to be
    /// meant where several share a name.
    ///
    /// # Errors
    /// Why the words are no amount.
    pub fn parse(text: &str, own: Option<&Unit>, units: &Units) -> Result<Self, AmountError> {
        let half = half_width(text);
        let trimmed = half.trim();
        if UNLIMITED.iter().any(|word| trimmed.eq_ignore_ascii_case(word)) {
            return Ok(Self::Unlimited);
        }
        Quantity::parse(trimmed, own, units).map(|amount| Self::Amount(Box::new(amount)))
    }
}

impl Quantity {
    /// Reads an amount that has a bound, in half-width characters.
    ///
    /// # Errors
    /// Why the words are no amount.
    fn parse(text: &str, own: Option<&Unit>, units: &Units) -> Result<Self, AmountError> {
        let (sign, text) = money_sign(text);
        let digits = text.find(|c| !is_digit(c)).unwrap_or(text.len());
        let (digits, rest) = text.split_at(digits);
        let rest = rest.trim_start();
        let symbol = rest.trim_start_matches(is_scale);
        let magnitude = &rest[..rest.len() - symbol.len()];
        let factor = scale(magnitude).ok_or(AmountError::NotAnAmount)?;
        let value = decimal(digits)?.checked_mul(factor).ok_or(AmountError::NotAnAmount)?;
        let symbol = match (symbol.trim(), sign) {
            ("", Some(sign)) => sign,
            (symbol, _) => symbol,
        };
        let unit = unit(symbol, own, units)?;
        let (factor, dimension) = unit
            .as_ref()
            .map_or((Decimal::ONE, Dimension::Number), |u| (u.factor, u.dimension.clone()));
        let base = value.checked_mul(factor).ok_or(AmountError::NotAnAmount)?;
        let number = format!("{digits}{magnitude}").into();
        Ok(Self { base, number, unit: shown(unit, symbol), dimension })
    }

    /// The number in the unit that was written: 10000 for `1万 个`, 1 for `1 GiB`.
    pub fn value(&self) -> Decimal {
        let mark = self.number.find(|c| !is_digit(c)).unwrap_or(self.number.len());
        let (digits, marks) = self.number.split_at(mark);
        let value = decimal(digits).ok().zip(scale(marks)).and_then(|(n, by)| n.checked_mul(by));
        // A quantity was read from these very words.
        value.unwrap_or(self.base).normalize()
    }

    /// Whether words in prose name this amount, by meaning.
    /// `feature` is the unit of the fact: a number without one has it.
    pub fn is_said_by(&self, words: &str, feature: Option<&Unit>, units: &Units) -> bool {
        let of_kind = || units.own.iter().find(|unit| unit.dimension == self.dimension);
        let own = feature.filter(|unit| unit.dimension == self.dimension).or_else(of_kind);
        matches!(Limit::parse(words, own, units), Ok(Limit::Amount(said)) if *said == *self)
    }
}

/// `¥` before the number stands for 元.
fn money_sign(text: &str) -> (Option<&'static str>, &str) {
    let found = SIGNS.iter().find_map(|(sign, unit)| Some((*unit, text.strip_prefix(sign)?)));
    found.map_or((None, text), |(unit, rest)| (Some(unit), rest.trim_start()))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '_')
}

/// Digits with `,` by thousands or `_` anywhere, and a decimal point.
fn decimal(digits: &str) -> Result<Decimal, AmountError> {
    if digits.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return Err(AmountError::Negative);
    }
    let whole = digits.split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(',');
    if grouped && (!(1..=3).contains(&first.len()) || groups.any(|group| group.len() != 3)) {
        return Err(AmountError::Grouping);
    }
    let clean = digits.replace('_', "");
    let clean = if grouped { clean.replace(',', "") } else { clean };
    if !clean.starts_with(|c: char| c.is_ascii_digit()) || clean.ends_with('.') {
        return Err(AmountError::NotAnAmount);
    }
    Decimal::from_str(&clean).map_err(|_| AmountError::NotAnAmount)
}

/// The unit that a symbol names, of the feature's dimension; without a symbol, the feature's.
fn unit(symbol: &str, own: Option<&Unit>, units: &Units) -> Result<Option<Unit>, AmountError> {
    if let Some(own) = own.filter(|own| symbol.is_empty() || own.is_called(symbol)) {
        return Ok(Some(own.clone()));
    }
    if symbol.is_empty() {
        return Ok(None);
    }
    let unit = units.find(symbol).ok_or_else(|| AmountError::UnknownUnit(symbol.to_owned()))?;
    match own.filter(|own| own.dimension != unit.dimension) {
        Some(own) => Err(AmountError::Mismatch {
            unit: symbol.to_owned(),
            wanted: own.name.base().to_owned(),
            alike: units.alike(own),
        }),
        None => Ok(Some(unit)),
    }
}

/// The unit as readers see it: as written, or as the same name is in their language; by its name,
/// where its id or nothing was written.
fn shown(unit: Option<Unit>, symbol: &str) -> Text {
    let Some(unit) = unit else { return Text::plain(symbol) };
    if symbol.is_empty() || *unit.id == *symbol {
        return unit.name;
    }
    let mut names = std::iter::once(unit.name).chain(unit.aliases);
    names.find(|name| name.all().any(|word| word == symbol)).unwrap_or_else(|| Text::plain(symbol))
}

fn is_scale(c: char) -> bool {
    matches!(c, '百' | '千' | '万' | '萬' | '亿' | '億')
}

/// What 百, 千, 万 and 亿 before a unit multiply by; `None` beyond what is exact.
pub(super) fn scale(marks: &str) -> Option<Decimal> {
    let factor = |mark| match mark {
        '百' => 100_u64,
        '千' => 1_000,
        '万' | '萬' => 10_000,
        _ => 100_000_000,
    };
    marks.chars().try_fold(Decimal::ONE, |all, mark| all.checked_mul(factor(mark).into()))
}

/// Full-width letters, digits and marks become their ASCII twins.
pub fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str, unit: Option<&str>) -> Result<Limit, AmountError> {
        let units = Units::default();
        let unit = unit.and_then(|u| units.find(u));
        Limit::parse(text, unit.as_ref(), &units)
    }

    #[test]
    fn equal_by_meaning() {
        assert_eq!(amount("1 G", None), amount("1024 MB", None));
        assert_eq!(amount("1万", None), amount("10,000", None));
        assert_eq!(amount("５０", None), amount("50", None));
        assert_eq!(amount("1.5 GiB", None), amount("1536 MiB", None));
        assert_eq!(amount("3 天", None), amount("72 小时", None));
        assert_eq!(amount("不限", None), Ok(Limit::Unlimited));
        assert_eq!(amount("1亿", None), amount("10000万", None));
        assert_ne!(amount("1 G", None), amount("1000 MB", None));
        assert_eq!(amount("¥1,200", None), amount("1200 元", None));
        assert_eq!(amount("￥0.5", None), amount("5 角", None));
        assert_eq!(amount("2 年", None), amount("24 个月", None));
        assert_eq!(amount("1_000", None), amount("1，000", None));
        assert_eq!(amount("3千万", None), amount("30,000,000", None));
    }

    #[test]
    fn the_number_in_the_unit_that_was_written() {
        for (text, value) in
            [("1,000 GiB", "1000"), ("1.50 G", "1.5"), ("3千万 元", "30000000"), ("1_0 天", "10")]
        {
            let Ok(Limit::Amount(quantity)) = amount(text, None) else { panic!("{text}") };
            assert_eq!(quantity.value().to_string(), value, "{text}");
        }
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(amount("lots", None), Err(AmountError::NotAnAmount));
        assert_eq!(amount("5 furlongs", None), Err(AmountError::UnknownUnit("furlongs".into())));
        assert!(matches!(amount("5 天", Some("GiB")), Err(AmountError::Mismatch { .. })));
        assert_eq!(amount("", None), Err(AmountError::NotAnAmount));
        assert_eq!(amount("-5", None), Err(AmountError::Negative));
        assert_eq!(amount("1,00", None), Err(AmountError::Grouping));
        assert_eq!(amount("1,0000,000", None), Err(AmountError::Grouping));
        assert_eq!(amount("1.2.3", None), Err(AmountError::NotAnAmount));
        assert_eq!(amount("5.", None), Err(AmountError::NotAnAmount));
        assert_eq!(amount("--5", None), Err(AmountError::NotAnAmount));
        assert_eq!(
            amount("99999999999999999999999999999 TiB", None),
            Err(AmountError::NotAnAmount)
        );
    }
}
