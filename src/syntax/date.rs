//! Days as people write them.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::base::Bilingual;

/// How a day is to be written: the one that was meant, where its numbers can be read. Where they cannot, an
/// example that is none of a date, so that nobody copies it for one.
pub fn mend(text: &str, with_time: bool) -> Bilingual {
    let text = text.trim();
    if let Some(date) = serial(text) {
        return Bilingual::new(
            format!("这像是表格软件里的日期序号，相当于 {date}：写成 {date}"),
            format!("this looks like a spreadsheet's number for {date}: write {date}"),
        );
    }
    let Some((year, month, day)) = numbers(text) else {
        let time = if with_time {
            ("，要写时刻时后面加空格和 17:28:04", ", with a space and 17:28:04 for a time")
        } else {
            ("", "")
        };
        return Bilingual::new(
            format!("按「年-月-日」写，年四位，月和日各两位，例如 2021-07-13{}", time.0),
            format!(
                "write year, month and day with 4, 2 and 2 digits, such as 2021-07-13{}",
                time.1
            ),
        );
    };
    if let Ok(date) = Date::new(year, month, day) {
        let time = if with_time {
            (
                format!("，要写时刻时用 {date} 17:28:04 的形式"),
                format!("; with a time: {date} 17:28:04"),
            )
        } else {
            Default::default()
        };
        return Bilingual::new(format!("写成 {date}{}", time.0), format!("write {date}{}", time.1));
    }
    match Date::new(year, month, 1) {
        Ok(first) => {
            let (days, last) = (first.days_in_month(), first.last_of_month());
            Bilingual::new(
                format!("{year} 年 {month} 月只有 {days} 天，例如写 {last}"),
                format!("{year}-{month:02} has {days} days only; write {last}, say"),
            )
        }
        Err(_) => Bilingual::new(
            "按「年-月-日」写，例如 2021-07-13；月是 01 到 12",
            "write year, month and day, such as 2021-07-13; a month is 01 to 12",
        ),
    }
}

/// The same for a day without a time.
pub fn day_mend(text: &str) -> Bilingual {
    mend(text, false)
}

/// The day that a spreadsheet means by a number: days since 1899-12-30, from 1954 to 2119.
fn serial(text: &str) -> Option<Date> {
    let number: i64 = text.parse().ok().filter(|number| (20_000..80_000).contains(number))?;
    Date::constant(1899, 12, 30).checked_add(number.days()).ok()
}

/// The first three numbers of `2026/2/3`, `2026.2.3`, `2026年2月3日` or `20260203`.
fn numbers(text: &str) -> Option<(i16, i8, i8)> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return numbers(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]));
    }
    let mut found = text.split(|c: char| !c.is_ascii_digit()).filter(|piece| !piece.is_empty());
    Some((
        found.next()?.parse().ok().filter(|year| *year > 999)?,
        found.next()?.parse().ok()?,
        found.next()?.parse().ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_that_was_meant_is_offered() {
        for (text, day) in [
            ("44390", "2021-07-13"),
            ("46328", "2026-11-02"),
            ("20261101", "2026-11-01"),
            ("2026/2/3", "2026-02-03"),
        ] {
            assert!(mend(text, false).zh.contains(&format!("写成 {day}")), "{text}");
        }
        for text in ["11-02", "昨天", "12345678901"] {
            assert!(!mend(text, true).zh.contains("写成"), "{text}");
        }
    }
}
