//! Numbers, and the units that everybody knows, in the words of the page's language.

use std::borrow::Cow;

use super::{Quantity, Text};
use crate::base::Lang;

/// One unit: its names in Simplified Chinese, as many in Traditional, and one and several in English.
type Names = (&'static [&'static str], &'static [&'static str], [&'static str; 2]);

/// Signs such as `GB` are no words: they stay as they were written, as do the codes of currencies.
const WORDS: &[Names] = &[
    (&["秒"], &["秒"], ["second", "seconds"]),
    (&["分钟"], &["分鐘"], ["minute", "minutes"]),
    (&["小时"], &["小時"], ["hour", "hours"]),
    (&["天", "日"], &["天", "日"], ["day", "days"]),
    (&["周", "星期"], &["週", "星期"], ["week", "weeks"]),
    (&["个月", "月"], &["個月", "月"], ["month", "months"]),
    (&["季度"], &["季度"], ["quarter", "quarters"]),
    (&["年"], &["年"], ["year", "years"]),
    (&["字节"], &["位元組"], ["byte", "bytes"]),
];

/// Currencies: in Chinese as written, elsewhere by their codes.
const MONEY: &[(&[&str], &str)] = &[
    (&["元", "人民币"], "CNY"),
    (&["美元"], "USD"),
    (&["欧元"], "EUR"),
    (&["英镑"], "GBP"),
    (&["港元", "港币"], "HKD"),
    (&["新台币"], "TWD"),
    (&["日元"], "JPY"),
];

/// Words for large numbers, in Simplified and in Traditional characters.
const SCALES: [(char, char); 2] = [('万', '萬'), ('亿', '億')];

impl Quantity {
    /// The number as it is read in a language: `1.2万` as `1.2萬` in Traditional Chinese, and as `12,000` where
    /// there are no such words.
    pub fn number_in(&self, lang: &Lang) -> Cow<'_, str> {
        if self.number.is_ascii() {
            return Cow::Borrowed(&self.number);
        }
        if !lang.as_str().starts_with("zh") {
            return Cow::Owned(by_thousands(&self.value().to_string()));
        }
        let full = is_traditional(lang);
        let sign = |c: char| {
            let pair =
                SCALES.iter().find(|(simple, traditional)| c == *simple || c == *traditional);
            pair.map_or(c, |(simple, traditional)| if full { *traditional } else { *simple })
        };
        Cow::Owned(self.number.chars().map(sign).collect())
    }
}

fn is_traditional(lang: &Lang) -> bool {
    ["zh-Hant", "zh-TW", "zh-HK"].iter().any(|own| lang.as_str().starts_with(own))
}

/// `12000.5` as `12,000.5`.
fn by_thousands(number: &str) -> String {
    let (whole, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
    let mut out = String::with_capacity(number.len() + whole.len() / 3);
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

/// What stands behind a number in each language of a site, the default one first; `None` for units
/// that have no other words.
pub fn in_languages<'l>(
    written: &Text,
    is_one: bool,
    default: &Lang,
    languages: impl Iterator<Item = &'l Lang>,
) -> Option<Text> {
    let base = written.base();
    let word = |lang: &Lang| word(base, is_one, lang);
    let others = languages.filter(|lang| *lang != default);
    let others = others.map(|lang| Some((lang.clone(), word(lang)?.into())));
    Some(Text::new(word(default)?, others.collect::<Option<_>>()?))
}

/// A unit's word in a language: as written where that is one of them. `None` for what is no word, or not a known one.
pub fn word<'w>(written: &'w str, is_one: bool, lang: &Lang) -> Option<&'w str> {
    let tag = lang.as_str();
    if let Some((_, code)) = MONEY.iter().find(|(names, _)| names.contains(&written)) {
        return Some(if tag.starts_with("zh") { written } else { code });
    }
    let is_called = |(simple, full, english): &&Names| {
        [*simple, *full, english].iter().any(|n| n.contains(&written))
    };
    let (simple, full, english) = WORDS.iter().find(is_called)?;
    let own = if is_traditional(lang) { full } else { simple };
    let at = [*simple, *full].iter().find_map(|names| names.iter().position(|n| *n == written));
    Some(match tag {
        _ if tag.starts_with("zh") => own[at.unwrap_or(0)],
        _ if tag.starts_with("en") => english[usize::from(!is_one)],
        _ => written,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Limit, Units};

    #[test]
    fn numbers_are_read_in_every_language() {
        let said = |text: &str, lang: &str| {
            let Ok(Limit::Amount(amount)) = Limit::parse(text, None, &Units::default()) else {
                panic!("{text} is an amount");
            };
            amount.number_in(&Lang::new(lang)).into_owned()
        };
        assert_eq!(said("1.2万", "zh-Hans"), "1.2万");
        assert_eq!(said("1.2万", "zh-Hant"), "1.2萬");
        assert_eq!(said("3亿", "zh-Hant-HK"), "3億");
        assert_eq!(said("3億", "zh-Hans"), "3亿");
        assert_eq!(said("1.2万", "en"), "12,000");
        assert_eq!(said("1.23456万", "en"), "12,345.6");
        assert_eq!(said("1,000", "en"), "1,000");
        assert_eq!(said("5百", "ja"), "500");
    }
}
