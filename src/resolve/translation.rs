//! Numbers in a text and in its translation.
//!
//! Better silent than wrong: a translation may spell a number out, or turn a date round. Only where both texts
//! hold as many numbers, and they are not the same ones, something is said.

use rust_decimal::Decimal;

use crate::model::half_width;

/// Words behind a number that make it larger.
const MAGNITUDES: &[(&str, u64)] = &[
    ("万", 10_000),
    ("萬", 10_000),
    ("亿", 100_000_000),
    ("億", 100_000_000),
    ("千", 1_000),
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
];

/// What a translation says and what it should say, where its numbers are others than its original's.
pub fn disagreement(base: &str, other: &str) -> Option<(String, String)> {
    let (meant, said) = (numbers(base), numbers(other));
    let sorted = |numbers: &[(Decimal, String)]| {
        let mut values: Vec<Decimal> = numbers.iter().map(|(value, _)| *value).collect();
        values.sort_unstable();
        values
    };
    let (meant_values, said_values) = (sorted(&meant), sorted(&said));
    if meant.is_empty() || meant.len() != said.len() || meant_values == said_values {
        return None;
    }
    let words = |own: &[(Decimal, String)], others: &[Decimal]| {
        let odd = own.iter().filter(|(value, _)| !others.contains(value));
        let odd: Vec<&str> = odd.map(|(_, words)| words.as_str()).collect();
        if odd.is_empty() {
            own.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(", ")
        } else {
            odd.join(", ")
        }
    };
    Some((words(&said, &meant_values), words(&meant, &said_values)))
}

/// The numbers of a text, but for those in dates, times, ranges, versions and words.
fn numbers(text: &str) -> Vec<(Decimal, String)> {
    if !text.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
        return Vec::new();
    }
    let text = half_width(text);
    let joins =
        |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '/' | ':' | '~' | '–');
    let mut found = Vec::new();
    let mut rest = &*text;
    let mut before = ' ';
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        before = rest[..at].chars().next_back().unwrap_or(before);
        let end = rest[at..].find(|c| !joins(c)).map_or(rest.len(), |n| at + n);
        let token = rest[at..end].trim_end_matches(|c: char| !c.is_ascii_digit());
        let whole = !token.contains(['-', '/', ':', '~', '–']);
        let behind = &rest[at + token.len()..];
        if whole
            && !before.is_ascii_alphanumeric()
            && !matches!(before, '.' | '-' | '/' | '#' | '_')
        {
            let factor = MAGNITUDES.iter().find(|(w, _)| behind.trim_start().starts_with(w));
            let factor = factor.map_or(1, |(_, factor)| *factor);
            let value = token.replace(',', "").parse::<Decimal>().ok();
            let value = value.and_then(|value| value.checked_mul(factor.into()));
            found.extend(value.map(|value| (value.normalize(), token.to_owned())));
        }
        before = token.chars().next_back().unwrap_or(before);
        rest = behind;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::disagreement;

    #[test]
    fn other_numbers_are_told_and_other_spellings_are_not() {
        let odd = disagreement("默认 200 个帐号", "50 accounts by default");
        assert_eq!(odd, Some(("50".to_owned(), "200".to_owned())));
        for (base, other) in [
            ("1万个", "10,000 accounts"),
            ("２００ 个", "200 accounts"),
            ("三步", "3 steps"),
            ("2021 年 7 月 13 日", "13 July 2021"),
            ("2021-07-13 起", "since 13/07/2021"),
            ("5 个起购，200 个封顶", "at most 200, at least 5"),
            ("help-508", "help-161"),
        ] {
            assert_eq!(disagreement(base, other), None, "{base}: {other}");
        }
    }
}
