//! Workbooks (ECMA-376): numbers as numbers, dates as dates, words never as formulas.

use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, Workbook,
    Worksheet, XlsxError,
};

use super::sheet::{Line, Said, Sheet};
use crate::derive::VerdictGroup;

/// A table as a workbook: the table, then sources and dates.
///
/// # Errors
/// What a sheet cannot hold: too many rows or columns.
pub fn xlsx(sheet: &Sheet<'_>) -> Result<Vec<u8>, String> {
    whole(sheet).map_err(|error| error.to_string())
}

fn whole(sheet: &Sheet<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Equal tables are equal bytes: the day on which a workbook was made is no part of it.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(
        &DocProperties::new().set_title(sheet.title()).set_creation_datetime(&made),
    );
    let names = sheet_names(&[short_title(sheet), sheet.word("evidence")]);
    table(sheet, workbook.add_worksheet().set_name(&names[0])?)?;
    evidence(sheet, workbook.add_worksheet().set_name(&names[1])?)?;
    workbook.save_to_buffer()
}

/// The product's name, or the pair's.
fn short_title(sheet: &Sheet<'_>) -> String {
    match sheet.comparison {
        Some(c) => format!("{} → {}", sheet.edition(c.from), sheet.edition(c.to)),
        None => sheet.product.name.get(sheet.composer.lang).to_owned(),
    }
}

/// Where the columns of the first edition begin: the name, the id and the change stand before them.
fn first_column(sheet: &Sheet<'_>) -> u16 {
    if sheet.comparison.is_some() { 3 } else { 2 }
}

/// Columns are numbered with 16 bits; what lies beyond is refused by the writer.
fn column(first: u16, edition: usize) -> u16 {
    u16::try_from(edition * 2).map_or(u16::MAX, |at| at.saturating_add(first))
}

fn table(sheet: &Sheet<'_>, out: &mut Worksheet) -> Result<(), XlsxError> {
    let looks = Looks::new();
    let first = first_column(sheet);
    out.set_freeze_panes(1, 1)?;
    out.set_repeat_rows(0, 0)?;
    out.set_landscape();
    out.set_print_fit_to_pages(1, 0);
    out.set_column_width(0, 30)?;
    out.set_column_width(1, 20)?;
    text(out, 0, 0, &sheet.word("name"), &looks.head)?;
    text(out, 0, 1, &sheet.word("id"), &looks.head)?;
    if sheet.comparison.is_some() {
        text(out, 0, 2, &sheet.word("change"), &looks.head)?;
        out.set_column_width(2, 14)?;
    }
    for (at, edition) in sheet.editions.iter().enumerate() {
        let (value, words) = (column(first, at), column(first, at).saturating_add(1));
        let name = sheet.edition(*edition);
        text(out, 0, value, &name, &looks.head)?;
        text(out, 0, words, &format!("{name} {}", sheet.word("words")), &looks.head)?;
        out.set_column_width(value, 18)?;
        out.set_column_width(words, 36)?;
    }
    let (mut row, mut group) = (0, None);
    let last = column(first, sheet.editions.len()).saturating_sub(1);
    for line in sheet.lines() {
        if group.replace(&line.group.id) != Some(&line.group.id) {
            row += 1;
            text(out, row, 0, line.group.name.get(sheet.composer.lang), &looks.group)?;
            for column in 1..=last {
                out.write_blank(row, column, &looks.group)?;
            }
        }
        row += 1;
        self::row(sheet, line, out, row, &looks)?;
    }
    Ok(())
}

fn row(
    sheet: &Sheet<'_>,
    line: Line<'_>,
    out: &mut Worksheet,
    row: u32,
    looks: &Looks,
) -> Result<(), XlsxError> {
    text(out, row, 0, &sheet.name(line), &looks.name)?;
    text(out, row, 1, &sheet.id(line), &looks.quiet)?;
    if let Some(difference) = line.difference {
        let (word, because) = sheet.change(line, difference);
        let aside = if because.is_empty() { because } else { sheet.aside(&because) };
        let look = looks.of_group(difference.difference.group());
        text(out, row, 2, &format!("{word}{aside}"), look)?;
    }
    for (at, edition) in sheet.editions.iter().enumerate() {
        let said = sheet.said(line, *edition);
        let first = column(first_column(sheet), at);
        value(&said, out, row, first, looks)?;
        let words = sheet.listed([
            if said.number.is_some() { said.per.clone() } else { String::new() },
            said.words.clone(),
            sheet.named(&sheet.word("instead"), &said.instead),
            said.cases.clone(),
            sheet.named(&sheet.word("since"), &said.since),
        ]);
        text(out, row, first.saturating_add(1), &words, &looks.words)?;
        if !said.note.is_empty() {
            let note = Note::new(fitting(&said.note)).add_author_prefix(false);
            out.insert_note(row, first, &note)?;
        }
    }
    Ok(())
}

/// A number as a number with its unit behind it, everything else as words.
fn value(
    said: &Said,
    out: &mut Worksheet,
    row: u32,
    column: u16,
    looks: &Looks,
) -> Result<(), XlsxError> {
    // A workbook's numbers are binary fractions of 53 bits; what they would round stays words.
    let exact = said.number.and_then(|n| n.to_f64().filter(|f| f.to_string() == n.to_string()));
    match exact {
        Some(number) => {
            let look = looks.number.clone().set_num_format(with_unit(&said.unit));
            out.write_number_with_format(row, column, number, &look)?;
        }
        None => {
            let words = crate::plan::joined(&said.value, &said.unit);
            text(out, row, column, &words, looks.of_state(said.state))?;
        }
    }
    Ok(())
}

/// A number's format that shows its unit.
fn with_unit(unit: &str) -> String {
    let unit: String = unit.chars().filter(|c| *c != '"' && *c != '\\').collect();
    if unit.is_empty() { "General".to_owned() } else { format!("General\" {unit}\"") }
}

/// Where facts come from and when they were looked at: the sources, then every row.
fn evidence(sheet: &Sheet<'_>, out: &mut Worksheet) -> Result<(), XlsxError> {
    let looks = Looks::new();
    let lang = sheet.composer.lang;
    for (at, key) in ["source_id", "title", "url", "seen"].into_iter().enumerate() {
        text(out, 0, column(0, 0) + u16::try_from(at).unwrap_or(0), &sheet.word(key), &looks.head)?;
    }
    out.set_column_width(0, 30)?;
    out.set_column_width(1, 36)?;
    let mut row = 0;
    for record in &sheet.product.sources {
        row += 1;
        text(out, row, 0, &record.id, &looks.quiet)?;
        text(out, row, 1, record.title.get(lang), &looks.name)?;
        text(out, row, 2, record.url.as_deref().unwrap_or_default(), &looks.quiet)?;
        date(out, row, 3, record.seen, &looks)?;
    }
    row += 2;
    text(out, row, 0, &sheet.word("name"), &looks.head)?;
    text(out, row, 1, &sheet.word("id"), &looks.head)?;
    for (at, edition) in sheet.editions.iter().enumerate() {
        let (first, name) = (column(2, at), sheet.edition(*edition));
        text(out, row, first, &format!("{name} {}", sheet.word("verified")), &looks.head)?;
        let second = first.saturating_add(1);
        text(out, row, second, &format!("{name} {}", sheet.word("sources")), &looks.head)?;
        out.set_column_width(first, 20)?;
        out.set_column_width(second, 20)?;
    }
    for line in sheet.lines() {
        row += 1;
        text(out, row, 0, &sheet.name(line), &looks.name)?;
        text(out, row, 1, &sheet.id(line), &looks.quiet)?;
        for (at, edition) in sheet.editions.iter().enumerate() {
            let said = sheet.said(line, *edition);
            let first = column(2, at);
            date(out, row, first, said.verified, &looks)?;
            let ids: Vec<&str> = said.sources.iter().map(|at| &*sheet.source(*at).id).collect();
            text(out, row, first.saturating_add(1), &ids.join(", "), &looks.quiet)?;
        }
    }
    Ok(())
}

/// Words as words: what begins with `=` is no formula either.
fn text(
    out: &mut Worksheet,
    row: u32,
    column: u16,
    words: &str,
    look: &Format,
) -> Result<(), XlsxError> {
    if words.is_empty() {
        return Ok(());
    }
    out.write_string_with_format(row, column, fitting(words), look)?;
    Ok(())
}

/// The most characters that a cell may hold.
const LONGEST: usize = 32_767;

/// Words that fit into a cell, cut with a sign where they must be.
fn fitting(words: &str) -> String {
    match words.char_indices().nth(LONGEST) {
        None => words.to_owned(),
        Some(_) => words.chars().take(LONGEST - 1).chain(['…']).collect(),
    }
}

/// A day as a date; one before the calendar of workbooks as words.
fn date(
    out: &mut Worksheet,
    row: u32,
    column: u16,
    date: Option<Date>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let Some(date) = date else { return Ok(()) };
    let part = |n: i8| u8::try_from(n).unwrap_or_default();
    let year = u16::try_from(date.year()).unwrap_or_default();
    match ExcelDateTime::from_ymd(year, part(date.month()), part(date.day())) {
        Ok(day) => drop(out.write_datetime_with_format(row, column, &day, &looks.date)?),
        Err(_) => text(out, row, column, &date.to_string(), &looks.quiet)?,
    }
    Ok(())
}

/// How cells look: ink on paper, and the pigments of the theme's light side.
struct Looks {
    head: Format,
    group: Format,
    name: Format,
    words: Format,
    quiet: Format,
    number: Format,
    date: Format,
    gained: Format,
    lost: Format,
    restricted: Format,
    changed: Format,
    unknown: Format,
}

impl Looks {
    fn new() -> Self {
        let plain =
            || Format::new().set_text_wrap().set_align(FormatAlign::Top).set_font_color(INK);
        let pigment = |ink: u32, wash: u32| {
            plain().set_font_color(Color::RGB(ink)).set_background_color(Color::RGB(wash))
        };
        let heading = || plain().set_bold().set_background_color(WASH);
        Self {
            head: heading().set_border_bottom(FormatBorder::Thin),
            group: heading(),
            name: plain(),
            words: plain(),
            quiet: plain().set_font_color(QUIET),
            number: plain().set_align(FormatAlign::Right),
            date: plain().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            gained: pigment(0x001f_6b4a, 0x00e6_f3ec),
            lost: pigment(0x00b3_261e, 0x00fb_edea),
            restricted: pigment(0x007d_5200, 0x00fa_f1dc),
            changed: pigment(0x0014_598a, 0x00e8_f1f8),
            unknown: plain().set_background_color(WASH),
        }
    }

    fn of_state(&self, state: &str) -> &Format {
        match state {
            "yes" => &self.gained,
            "no" => &self.lost,
            "partial" | "planned" => &self.restricted,
            "unknown" => &self.unknown,
            "na" => &self.quiet,
            _ => &self.name,
        }
    }

    fn of_group(&self, group: VerdictGroup) -> &Format {
        match group {
            VerdictGroup::Lost => &self.lost,
            VerdictGroup::Restricted => &self.restricted,
            VerdictGroup::Changed => &self.changed,
            VerdictGroup::Unverified => &self.unknown,
            VerdictGroup::Improved | VerdictGroup::New => &self.gained,
            VerdictGroup::Same => &self.quiet,
        }
    }
}

const INK: Color = Color::RGB(0x001b_1c1e);
const QUIET: Color = Color::RGB(0x0060_5f59);
const WASH: Color = Color::RGB(0x00f2_f0e9);

/// Names that a workbook takes for its sheets: at most 31 characters, none of `[]:*?/\`, no `'` at
/// either end, not `History`, and each once, whatever the case of its letters. The same names always
/// become the same names.
fn sheet_names(wanted: &[String]) -> Vec<String> {
    let mut taken: Vec<String> = Vec::with_capacity(wanted.len());
    for name in wanted {
        let plain: String = name.chars().filter(|c| !c.is_control()).collect();
        let plain = plain.replace(['[', ']', ':', '*', '?', '/', '\\'], "-");
        let plain = plain.trim().trim_matches('\'').trim();
        let plain = if plain.is_empty() { "Sheet" } else { plain };
        let is_free = |name: &str| {
            let lower = name.to_lowercase();
            lower != "history" && !taken.iter().any(|other| other.to_lowercase() == lower)
        };
        let first = cut(plain, "");
        let mut counted = (2..).map(|n| cut(plain, &format!(" ({n})")));
        let name = if is_free(&first) { Some(first) } else { counted.find(|name| is_free(name)) };
        taken.extend(name);
    }
    taken
}

/// A name with an ending, in 31 of the units that workbooks count characters in.
fn cut(name: &str, ending: &str) -> String {
    let mut room = 31 - ending.len();
    let fits = |c: &char| {
        let left = room.checked_sub(c.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    let kept: String = name.chars().take_while(fits).collect();
    format!("{}{ending}", kept.trim_end_matches(['\'', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(wanted: &[&str]) -> Vec<String> {
        sheet_names(&wanted.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn sheets_have_names_that_workbooks_take() {
        assert_eq!(names(&["邮箱", "来源与日期"]), ["邮箱", "来源与日期"]);
        assert_eq!(names(&["来源与日期", "来源与日期"]), ["来源与日期", "来源与日期 (2)"]);
        assert_eq!(names(&["Mail", "MAIL"]), ["Mail", "MAIL (2)"]);
        assert_eq!(names(&["a/b:c*[d]?\\", "'x'"]), ["a-b-c--d---", "x"]);
        assert_eq!(names(&["", "History"]), ["Sheet", "History (2)"]);
        let long = "一二三四五六七八九十".repeat(4);
        let cut = names(&[&long, &format!("{long}甲")]);
        assert_eq!(cut[0].chars().count(), 31);
        assert_eq!(cut[1].chars().count(), 31);
        assert!(cut[1].ends_with(" (2)") && cut[0] != cut[1]);
    }

    #[test]
    fn words_fit_into_a_cell() {
        assert_eq!(fitting("短"), "短");
        assert_eq!(fitting(&"长".repeat(LONGEST)).chars().count(), LONGEST);
        let cut = fitting(&"长".repeat(LONGEST + 1));
        assert_eq!((cut.chars().count(), cut.chars().last()), (LONGEST, Some('…')));
    }
}
