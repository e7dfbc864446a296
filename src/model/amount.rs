//! Amounts in words: `50`, `1 GiB`, `1,000`, `1万`, `不限`.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::{Dimension, Limit, Quantity, Text, Unit, Units};

/// Words for "no bound".
const UNLIMITED: &[&str] = &["unlimited", "不限", "无限", "无上限", "不限量"];

/// Why words are no amount.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AmountError {
    /// There is no number, or it is too large to be exact.
    NotAnAmount,
    /// The unit is neither declared nor built in.
    UnknownUnit(String),
    /// The unit measures something else than the feature's.
    Mismatch {
        /// The unit as written.
        unit: String,
        /// The feature's.
        wanted: String,
    },
}

impl Limit {
    /// Reads an amount. `own` is the feature's unit: for numbers without one, and the first to be
    /// meant where several share a name.
    pub fn parse(text: &str, own: Option<&Unit>, units: &Units) -> Result<Self, AmountError> {
        let half = half_width(text);
        let trimmed = half.trim();
        if UNLIMITED.iter().any(|word| trimmed.eq_ignore_ascii_case(word)) {
            return Ok(Self::Unlimited);
        }
        let is_digit = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '_');
        let digits = trimmed.find(|c| !is_digit(c)).unwrap_or(trimmed.len());
        let (number, rest) = trimmed.split_at(digits);
        let rest = rest.trim_start();
        let (factor, symbol) = magnitude(rest);
        let plain = Decimal::from_str(&number.replace([',', '_'], ""))
            .map_err(|_| AmountError::NotAnAmount)?;
        let value = plain.checked_mul(Decimal::from(factor)).ok_or(AmountError::NotAnAmount)?;
        let shown = format!("{number}{}", &rest[..rest.len() - symbol.len()]);
        quantity(value, &shown, symbol.trim(), own, units).map(Self::Amount)
    }
}

impl Quantity {
    /// Whether words in prose name this amount, by meaning.
    pub fn is_said_by(&self, words: &str, units: &Units) -> bool {
        let own = units.own.iter().find(|unit| unit.dimension == self.dimension);
        matches!(Limit::parse(words, own, units), Ok(Limit::Amount(said)) if said == *self)
    }
}

fn quantity(
    value: Decimal,
    shown: &str,
    symbol: &str,
    own: Option<&Unit>,
    units: &Units,
) -> Result<Quantity, AmountError> {
    let unit = match own.filter(|own| symbol.is_empty() || own.is_called(symbol)) {
        Some(own) => Some(own.clone()),
        None if symbol.is_empty() => None,
        None => {
            Some(units.find(symbol).ok_or_else(|| AmountError::UnknownUnit(symbol.to_owned()))?)
        }
    };
    let (factor, dimension) = unit
        .as_ref()
        .map_or((Decimal::ONE, Dimension::Number), |u| (u.factor, u.dimension.clone()));
    if let Some(own) = own.filter(|own| own.dimension != dimension) {
        return Err(AmountError::Mismatch {
            unit: symbol.to_owned(),
            wanted: own.name.base().to_owned(),
        });
    }
    let base = value.checked_mul(factor).ok_or(AmountError::NotAnAmount)?;
    let unit = if symbol.is_empty() {
        unit.map(|u| u.name).unwrap_or_default()
    } else {
        Text::plain(symbol)
    };
    Ok(Quantity { base, number: shown.trim().into(), unit, dimension })
}

/// 万 and 亿 before the unit: their factor, and what is left.
fn magnitude(text: &str) -> (u64, &str) {
    let mut factor = 1;
    let mut rest = text;
    loop {
        if let Some(after) = rest.strip_prefix('万') {
            (factor, rest) = (factor * 10_000, after);
        } else if let Some(after) = rest.strip_prefix('亿') {
            (factor, rest) = (factor * 100_000_000, after);
        } else if let Some(after) = rest.strip_prefix('千') {
            (factor, rest) = (factor * 1_000, after);
        } else {
            return (factor, rest);
        }
        if factor > 100_000_000_000_000_000 / 10_000 {
            return (factor, rest);
        }
    }
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
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(amount("lots", None), Err(AmountError::NotAnAmount));
        assert_eq!(amount("5 furlongs", None), Err(AmountError::UnknownUnit("furlongs".into())));
        assert!(matches!(amount("5 天", Some("GiB")), Err(AmountError::Mismatch { .. })));
        assert_eq!(amount("", None), Err(AmountError::NotAnAmount));
        assert_eq!(
            amount("99999999999999999999999999999 TiB", None),
            Err(AmountError::NotAnAmount)
        );
    }
}
