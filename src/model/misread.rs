//! What was most likely meant by words that are no amount: for messages, never for values.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::amount::{half_width, scale};
use super::{Limit, Unit, Units};

/// What words are that an amount could not be read from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Misread {
    /// An amount in another notation: `1e3`, `10 000`, `2OO`. Holds how it is written here.
    Notation(String),
    /// An amount and words about it: `200+`, `10~20`, `50/人`. Holds the amount alone.
    Remark(String),
    /// A day: `2021/7/13`.
    Day,
}

/// Words that hedge an amount, before it.
const BEFORE: &[&str] = &[
    ">=",
    "<=",
    ">",
    "<",
    "≥",
    "≤",
    "~",
    "≈",
    "+",
    "不超过",
    "不少于",
    "最多",
    "最少",
    "至少",
    "至多",
    "大约",
    "大概",
    "约为",
    "约",
    "近",
    "超过",
    "about ",
    "up to ",
    "at least ",
    "at most ",
];

/// Words that hedge an amount, behind it.
const BEHIND: &[&str] = &[
    "+", "~", "左右", "上下", "以上", "以下", "以内", "之内", "起", "多", "余", "不等", " or more",
    " or less",
];

/// What stands between the two ends of a range; the longest first.
const RANGE: &[&str] = &["——", "~", "〜", "–", "—", "至", "到", "-", " to "];

/// Signs that end a sentence, not an amount.
const ENDS: &[char] = &['。', '.', ',', ';', ':', '!', '?', '、'];

/// What words are that [`Limit::parse`] refuses, if that can be told. Whatever is offered instead can be read.
pub fn misread(text: &str, own: Option<&Unit>, units: &Units) -> Option<Misread> {
    let half = half_width(text).replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ");
    let text = half.trim();
    let reads = |meant: &str| {
        let starts = meant.starts_with(|c: char| c.is_ascii_digit() || "¥$€£H".contains(c));
        starts && matches!(Limit::parse(meant, own, units), Ok(Limit::Amount(_)))
    };
    if is_day(text) {
        return Some(Misread::Day);
    }
    let other = notations(text).into_iter().flatten().find(|meant| reads(meant));
    if let Some(meant) = other {
        return Some(Misread::Notation(ungrouped(&meant)));
    }
    let meant = remarks(text).into_iter().find(|meant| reads(meant));
    let meant = meant.or_else(|| head(text, reads));
    meant.map(|meant| Misread::Remark(ungrouped(&meant)))
}

/// Between braces a comma would end the amount.
fn ungrouped(amount: &str) -> String {
    amount.trim().replace([',', '_'], "")
}

/// Three numbers, of which the first is a year.
fn is_day(text: &str) -> bool {
    let pieces: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|piece| !piece.is_empty()).collect();
    let [year, month, day] = pieces[..] else { return false };
    let within = |piece: &str, most: u8| piece.parse::<u8>().is_ok_and(|n| (1..=most).contains(&n));
    let signs = text.chars().all(|c| c.is_ascii_digit() || "-/.年月日号 ".contains(c));
    signs && year.len() == 4 && within(month, 12) && within(day, 31)
}

/// The same amount as it is written here, for each notation that may have been used.
fn notations(text: &str) -> [Option<String>; 6] {
    let unended = text.trim_end_matches(ENDS);
    [
        (unended != text).then(|| unended.to_owned()),
        letters_for_digits(text),
        exponent(text),
        text.strip_prefix("0x")
            .and_then(|hex| Some(u64::from_str_radix(hex, 16).ok()?.to_string())),
        parted_by(text, [' ', '\'', '’']),
        summed(text),
    ]
}

/// `2OO`: the letter O for a zero.
fn letters_for_digits(text: &str) -> Option<String> {
    let end =
        text.find(|c: char| !c.is_ascii_digit() && !matches!(c, 'O' | 'o')).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    number.contains(['O', 'o']).then(|| format!("{}{rest}", number.replace(['O', 'o'], "0")))
}

/// `1e3`.
fn exponent(text: &str) -> Option<String> {
    text.contains(['e', 'E']).then(|| Decimal::from_scientific(text).ok()).flatten().map(|n| {
        let number = n.normalize();
        number.to_string()
    })
}

/// `10 000`: thousands parted by something else than a comma.
fn parted_by(text: &str, signs: [char; 3]) -> Option<String> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !signs.contains(&c)).unwrap_or(text.len());
    let number = text[..end].trim_end();
    let mut groups = number.split(signs);
    let first = groups.next()?.len();
    let mut behind = groups.peekable();
    let parted = behind.peek().is_some() && behind.all(|group| group.len() == 3);
    let whole = || format!("{}{}", number.replace(signs, ""), &text[number.len()..]);
    (parted && (1..=3).contains(&first)).then(whole)
}

/// `1万2千`: each number with its scale, added up.
fn summed(text: &str) -> Option<String> {
    let mut sum = Decimal::ZERO;
    let mut rest = text;
    let mut terms = 0;
    while let Some(end) =
        rest.find(|c: char| !c.is_ascii_digit() && c != '.').filter(|end| *end > 0)
    {
        let behind = rest[end..].trim_start_matches(['百', '千', '万', '亿']);
        let marks = &rest[end..rest.len() - behind.len()];
        if marks.is_empty() {
            break;
        }
        let number = Decimal::from_str(&rest[..end]).ok()?;
        sum = sum.checked_add(number.checked_mul(scale(marks)?)?)?;
        (rest, terms) = (behind, terms + 1);
    }
    (terms > 1).then(|| format!("{}{rest}", sum.normalize()))
}

/// The amount without the words about it, for each kind of words.
fn remarks(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let bare = BEFORE.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text).trim_start();
    let bare = BEHIND.iter().find_map(|word| bare.strip_suffix(word)).unwrap_or(bare).trim_end();
    all.push(bare.to_owned());
    // The word may stand between number and unit: `200+ 个`, `200多个`.
    let digits = bare.find(|c: char| !c.is_ascii_digit()).unwrap_or(bare.len());
    let (number, unit) = bare.split_at(digits);
    let hedged = BEHIND.iter().find_map(|word| unit.trim_start().strip_prefix(word));
    let hedged = hedged.filter(|unit| !unit.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    all.extend(hedged.map(|unit| format!("{number}{unit}")));
    // A comma before a digit parts digits, if wrongly.
    let begins = |(at, sign): &(usize, char)| {
        let behind = bare[at + sign.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
        "#([/;:、。".contains(*sign) || (*sign == ',' && !behind)
    };
    let aside = bare.char_indices().find(begins).map(|(at, _)| at);
    let alone = bare[..aside.unwrap_or(bare.len())].trim();
    for sign in RANGE {
        for range in [bare, alone] {
            let ends = range.split_once(sign);
            let ends = ends.filter(|(from, _)| from.starts_with(|c: char| c.is_ascii_digit()));
            all.extend(ends.map(|(_, to)| to.trim().to_owned()));
        }
    }
    all.push(alone.to_owned());
    all
}

/// The longest beginning that is an amount with its unit, where a word ends.
fn head(text: &str, reads: impl Fn(&str) -> bool) -> Option<String> {
    let unit = text.find(|c: char| !c.is_ascii_digit() && !".,_ 百千万亿".contains(c))?;
    let ends = text.char_indices().skip_while(|(at, _)| *at <= unit).filter(|(at, next)| {
        let before = text[..*at].chars().next_back();
        !(next.is_alphanumeric()
            && next.is_ascii()
            && before.is_some_and(|c| c.is_ascii_alphanumeric()))
    });
    let heads: Vec<&str> = ends.map(|(at, _)| text[..at].trim_end()).collect();
    heads.into_iter().rev().find(|head| reads(head)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Misread> {
        misread(text, Units::default().find("天").as_ref(), &Units::default())
    }

    #[test]
    fn another_notation_is_translated() {
        for (text, meant) in [
            ("1e3", "1000"),
            ("0x10", "16"),
            ("50。", "50"),
            ("1万2千", "12000"),
            ("1万2千天", "12000天"),
            ("10 000", "10000"),
            ("2OO", "200"),
            ("1'000 天", "1000 天"),
        ] {
            assert_eq!(read(text), Some(Misread::Notation(meant.into())), "{text}");
        }
    }

    #[test]
    fn words_about_an_amount_are_parted_from_it() {
        for (text, amount) in [
            ("200+", "200"),
            ("10~20", "20"),
            ("10～20 天", "20 天"),
            ("10-20", "20"),
            ("50天左右", "50天"),
            ("约 1,000", "1000"),
            ("200多天", "200天"),
            ("50#说明", "50"),
            ("50/人", "50"),
            ("50（每人）", "50"),
            ("50 天 每人", "50 天"),
            ("不超过 3 天", "3 天"),
            ("10~20天/人", "20天"),
            ("200~", "200"),
        ] {
            assert_eq!(read(text), Some(Misread::Remark(amount.into())), "{text}");
        }
    }

    #[test]
    fn days_are_told_and_units_are_left() {
        for text in ["2021/7/13", "2021-07-13", "2021年7月13日"] {
            assert_eq!(read(text), Some(Misread::Day), "{text}");
        }
        for text in ["5 furlongs", "50颗", "很多", "N/A", "5 dayz", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_offered_can_be_read(text in r"[0-9]{1,4}[0-9OeE万千+~/.,。天 #-]{0,6}") {
            let units = Units::default();
            let meant = misread(&text, None, &units);
            if let Some(Misread::Remark(meant)) = &meant {
                let number: String = meant.chars().take_while(char::is_ascii_digit).collect();
                let all = text.replace([',', '_'], "");
                let mut numbers = all.split(|c: char| !c.is_ascii_digit());
                proptest::prop_assert!(numbers.any(|written| written == number), "{meant}");
            }
            if let Some(Misread::Notation(meant) | Misread::Remark(meant)) = meant {
                proptest::prop_assert!(Limit::parse(&meant, None, &units).is_ok(), "{meant}");
            }
        }
    }
}
