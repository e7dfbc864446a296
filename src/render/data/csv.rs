//! Comma-separated values (RFC 4180) as spreadsheets read them: UTF-8 with a byte-order mark, and no
//! field that a spreadsheet would take for a formula.

use super::sheet::{Line, Said, Sheet};

/// A table as CSV: a line per fact, and for each edition the columns of [`COLUMNS`].
pub fn csv(sheet: &Sheet<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(64 << 10);
    out.extend_from_slice("\u{feff}".as_bytes());
    head(sheet, &mut out);
    for line in sheet.lines() {
        row(sheet, line, &mut out);
    }
    out
}

/// What stands behind the value of each edition, by the words' keys.
const COLUMNS: [&str; 8] =
    ["unit", "words", "instead", "cases", "note", "since", "verified", "sources"];

fn head(sheet: &Sheet<'_>, out: &mut Vec<u8>) {
    let mut record = Record::new(out);
    for key in ["group", "id", "name", "part"] {
        record.field(&sheet.word(key));
    }
    if sheet.comparison.is_some() {
        record.field(&sheet.word("change"));
        record.field(&sheet.word("because"));
    }
    for edition in &sheet.editions {
        let name = format!("{} ({})", sheet.edition(*edition), sheet.product.editions[*edition].id);
        record.field(&name);
        for key in COLUMNS {
            record.field(&format!("{name} {}", sheet.word(key)));
        }
    }
    record.end();
}

fn row(sheet: &Sheet<'_>, line: Line<'_>, out: &mut Vec<u8>) {
    let mut record = Record::new(out);
    record.field(line.group.name.get(sheet.composer.lang));
    record.field(&sheet.id(line));
    record.field(line.feature.name.get(sheet.composer.lang));
    record.field(sheet.part(line));
    if let Some(difference) = line.difference {
        let (word, because) = sheet.change(line, difference);
        record.field(&word);
        record.field(&because);
    }
    for edition in &sheet.editions {
        cell(sheet, &sheet.said(line, *edition), &mut record);
    }
    record.end();
}

fn cell(sheet: &Sheet<'_>, said: &Said, record: &mut Record<'_>) {
    record.field(&said.value);
    record.field(&said.measure(sheet));
    for words in [&said.words, &said.instead, &said.cases, &said.note, &said.since] {
        record.field(words);
    }
    record.field(&said.verified.map(|date| date.to_string()).unwrap_or_default());
    let source = |at: &usize| {
        let record = sheet.source(*at);
        let title = record.title.get(sheet.composer.lang);
        match &record.url {
            Some(url) => format!("{title}{}", sheet.aside(url)),
            None => title.to_owned(),
        }
    };
    record.field(&sheet.listed(said.sources.iter().map(source)));
}

/// A record on its way out.
struct Record<'o> {
    out: &'o mut Vec<u8>,
    is_first: bool,
}

impl<'o> Record<'o> {
    fn new(out: &'o mut Vec<u8>) -> Self {
        Self { out, is_first: true }
    }

    fn field(&mut self, words: &str) {
        if !std::mem::take(&mut self.is_first) {
            self.out.push(b',');
        }
        let words = harmless(words);
        if !words.contains([',', '"', '\n', '\r']) {
            self.out.extend_from_slice(words.as_bytes());
            return;
        }
        self.out.push(b'"');
        self.out.extend_from_slice(words.replace('"', "\"\"").as_bytes());
        self.out.push(b'"');
    }

    fn end(self) {
        self.out.extend_from_slice(b"\r\n");
    }
}

/// Signs with which spreadsheets begin a formula, in both widths (OWASP, CSV injection).
const SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Words that no spreadsheet computes: a `'` stands before what would begin a formula. A plain number
/// is none, whatever its sign.
fn harmless(words: &str) -> std::borrow::Cow<'_, str> {
    let is_number = words.parse::<rust_decimal::Decimal>().is_ok();
    if words.starts_with(SIGNS) && !is_number {
        return format!("'{words}").into();
    }
    words.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_words() {
        for (words, field) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+86 21 5555", "'+86 21 5555"),
            ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
            ("\tx", "'\tx"),
            ("＝1", "'＝1"),
            ("-5", "-5"),
            ("-5.25", "-5.25"),
            ("+5", "+5"),
            ("-", "'-"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(harmless(words), field);
        }
    }

    #[test]
    fn fields_are_quoted_where_they_must() {
        let mut out = Vec::new();
        let mut record = Record::new(&mut out);
        ["有", "a,b", "他说\"好\"", "两\n行", ""].iter().for_each(|words| record.field(words));
        record.end();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "有,\"a,b\",\"他说\"\"好\"\"\",\"两\n行\",\r\n"
        );
    }
}
