//! Days as people write them.

use jiff::civil::Date;

use crate::base::Bilingual;

/// How a day is to be written: the one that was meant, where its numbers can be read.
pub fn mend(text: &str, with_time: bool) -> Bilingual {
    let (days, form) = match numbers(text) {
        None => (None, "2021-07-13".to_owned()),
        Some((year, month, day)) => match Date::new(year, month, day) {
            Ok(date) => (None, date.to_string()),
            Err(_) => match Date::new(year, month, 1) {
                Ok(first) => {
                    (Some((year, month, first.days_in_month())), first.last_of_month().to_string())
                }
                Err(_) => (None, "2021-07-13".to_owned()),
            },
        },
    };
    let time = if with_time {
        Bilingual::new(
            format!("，要写时刻时用 {form} 17:28:04 的形式"),
            format!("; with a time: {form} 17:28:04"),
        )
    } else {
        Bilingual::new("", "")
    };
    match days {
        Some((year, month, days)) => Bilingual::new(
            format!("{year} 年 {month} 月只有 {days} 天，例如写 {form}"),
            format!("{year}-{month:02} has {days} days only; write {form}, say"),
        ),
        None => {
            Bilingual::new(format!("写成 {form}{}", time.zh), format!("write {form}{}", time.en))
        }
    }
}

/// The first three numbers of `2026/2/3`, `2026.2.3` or `2026年2月3日`.
fn numbers(text: &str) -> Option<(i16, i8, i8)> {
    let mut found = text.split(|c: char| !c.is_ascii_digit()).filter(|piece| !piece.is_empty());
    Some((
        found.next()?.parse().ok().filter(|year| *year > 999)?,
        found.next()?.parse().ok()?,
        found.next()?.parse().ok()?,
    ))
}
