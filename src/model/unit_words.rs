//! Units that everybody knows, in the words of the page's language.

use super::Text;
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
    let traditional = ["zh-Hant", "zh-TW", "zh-HK"].iter().any(|own| tag.starts_with(own));
    if let Some((_, code)) = MONEY.iter().find(|(names, _)| names.contains(&written)) {
        return Some(if tag.starts_with("zh") { written } else { code });
    }
    let is_called = |(simple, full, english): &&Names| {
        [*simple, *full, english].iter().any(|n| n.contains(&written))
    };
    let (simple, full, english) = WORDS.iter().find(is_called)?;
    let own = if traditional { full } else { simple };
    let at = [*simple, *full].iter().find_map(|names| names.iter().position(|n| *n == written));
    Some(match tag {
        _ if tag.starts_with("zh") => own[at.unwrap_or(0)],
        _ if tag.starts_with("en") => english[usize::from(!is_one)],
        _ => written,
    })
}
