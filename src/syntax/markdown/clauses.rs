//! Clauses of a text in which numbers, or a yes or no, stand that no link holds: what is later held against
//! the matrix.

use super::yes_no;
use crate::base::{Range, is_digit};
use crate::model::{BAR, Clause, LooseClaim, LooseNumber};

/// Collects running text and cuts it into clauses.
#[derive(Default)]
pub struct Clauses {
    text: String,
    stretches: Vec<Stretch>,
    table: Table,
    /// The clauses found so far.
    pub found: Vec<Clause>,
}

/// How long a clause may be in which little words such as 有 count, in bytes: it says hardly anything else.
const SHORT: usize = 144;

/// The table that is being read.
#[derive(Default)]
struct Table {
    heads: Vec<String>,
    /// The first cell of the row.
    label: String,
    /// The cell's column, and where it begins in the text.
    column: usize,
    from: usize,
    in_head: bool,
}

/// A piece of the text from one event.
struct Stretch {
    /// Where it begins in the text.
    start: usize,
    /// Where it begins in the file; `None` where the two differ, or where its numbers do not count.
    at: Option<usize>,
}

impl Clauses {
    /// Adds text; `at` is where it stands in the file, for text whose numbers count.
    pub fn push(&mut self, text: &str, at: Option<usize>) {
        self.stretches.push(Stretch { start: self.text.len(), at });
        self.text.push_str(text);
    }

    /// Begins a table, with its head.
    pub fn table(&mut self) {
        self.end();
        self.table = Table { in_head: true, ..Table::default() };
    }

    /// Ends a cell of a table: what it states is of what its column's head names.
    pub fn end_cell(&mut self) {
        let cell = self.text[self.table.from..].trim().to_owned();
        if self.table.in_head {
            self.table.heads.push(cell);
        } else if self.table.column == 0 {
            self.table.label = cell;
        } else if cell.contains(is_digit) || yes_no::alone(&cell).is_some() {
            self.found.extend(self.cell_clause(&cell));
        }
        self.table.column += 1;
        self.push(BAR, None);
        self.table.from = self.text.len();
    }

    fn cell_clause(&self, cell: &str) -> Option<Clause> {
        let Table { heads, label, column, from, .. } = &self.table;
        let head = heads.get(*column).filter(|head| !head.is_empty() && !label.is_empty())?;
        let lead = format!("{label}{BAR}{head}{BAR}");
        let space = self.text[*from..].len() - self.text[*from..].trim_start().len();
        let start = from + space;
        let mut numbers = self.numbers(start, start + cell.len());
        let moved = u32::try_from(lead.len()).ok()?;
        for number in &mut numbers {
            (number.start, number.end) = (number.start + moved, number.end + moved);
        }
        let alone = yes_no::alone(cell).zip(self.place(start, cell.len()));
        let claim = |(denies, at)| LooseClaim {
            start: moved,
            end: moved + at_most(cell.len()),
            denies,
            is_slight: false,
            at,
        };
        let claims: Vec<LooseClaim> = alone.map(claim).into_iter().collect();
        (!numbers.is_empty() || !claims.is_empty()).then(|| Clause {
            text: lead + cell,
            numbers,
            claims,
            markup: true,
            before: String::new(),
            label: u32::try_from(label.len()).ok(),
        })
    }

    /// Ends the head of a table.
    pub fn end_head(&mut self) {
        self.end();
        self.table.in_head = false;
    }

    /// Ends a paragraph, a heading, an item, a row.
    pub fn end(&mut self) {
        (self.table.column, self.table.from) = (0, 0);
        if self.text.contains(is_digit) || yes_no::is_likely(&self.text) {
            self.cut();
        }
        self.forget();
    }

    fn forget(&mut self) {
        self.text.clear();
        self.stretches.clear();
    }

    fn cut(&mut self) {
        let mut start = 0;
        let mut before = "";
        let ends = ends(&self.text);
        for end in ends.into_iter().chain([self.text.len()]) {
            // White space around a clause states nothing, and YAML does not keep it around a plain scalar.
            let clause = self.text[start..end].trim_start();
            let first = end - clause.len();
            let numbers = self.numbers(first, end);
            let claims = self.claims(first, end);
            if !numbers.is_empty() || !claims.is_empty() {
                let text = clause.trim_end().to_owned();
                let before = before.to_owned();
                self.found.push(Clause {
                    text,
                    numbers,
                    claims,
                    markup: true,
                    before,
                    label: None,
                });
            }
            let goes_on = clause.trim_end().ends_with(['，', ',', '；', ';']);
            before = if goes_on { self.text[start..end].trim() } else { "" };
            start = end;
        }
    }

    /// The numbers between two offsets that stand in the file as they are.
    fn numbers(&self, start: usize, end: usize) -> Vec<LooseNumber> {
        let text = &self.text[..end];
        let mut numbers = Vec::new();
        let mut at = start;
        while let Some(found) = text[at..].find(is_digit) {
            let from = at + found;
            let rest = &text[from..];
            let long = rest.find(|c| !is_digit(c) && !matches!(c, ',' | '.' | '，' | '．'));
            let token = rest[..long.unwrap_or(rest.len())].trim_end_matches([',', '.', '，', '．']);
            at = from + token.len();
            if stands_alone(text[start..from].chars().next_back()) {
                numbers.extend(self.place(from, token.len()).map(|place| LooseNumber {
                    start: at_most(from - start),
                    end: at_most(from - start + token.len()),
                    at: place,
                }));
            }
        }
        numbers
    }

    /// Where something is said to be there, or not to be, between two offsets.
    fn claims(&self, start: usize, end: usize) -> Vec<LooseClaim> {
        let text = &self.text[start..end];
        let is_short = text.len() <= SHORT;
        let found = yes_no::find(text).filter(|found| is_short || !found.is_slight);
        let claim = |found: yes_no::YesNo| {
            let place = self.place(start + found.start, found.end - found.start)?;
            Some(LooseClaim {
                start: at_most(found.start),
                end: at_most(found.end),
                denies: found.denies,
                is_slight: found.is_slight,
                at: place,
            })
        };
        found.filter_map(claim).collect()
    }

    fn place(&self, from: usize, length: usize) -> Option<Range> {
        let last =
            self.stretches.partition_point(|stretch| stretch.start <= from).checked_sub(1)?;
        let stretch = &self.stretches[last];
        let next = self.stretches.get(last + 1).map_or(self.text.len(), |next| next.start);
        let start = stretch.at? + from - stretch.start;
        (from + length <= next).then(|| Range::new(start, start + length))
    }
}

fn at_most(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// Moves what stands in a clause to where it stands in a file.
pub fn place(clause: &mut Clause, moved: impl Fn(Range) -> Range) {
    clause.numbers.iter_mut().for_each(|number| number.at = moved(number.at));
    clause.claims.iter_mut().for_each(|claim| claim.at = moved(claim.at));
}

/// Whether a number may begin after this character: not inside a word, a version, a date, an address.
fn stands_alone(before: Option<char>) -> bool {
    !before.is_some_and(|c| {
        c.is_ascii_alphanumeric()
            || matches!(c, '.' | '-' | '/' | ':' | '_' | '#' | '+' | '~' | '–' | '—' | '第')
    })
}

/// Where clauses end: after a mark that separates them, but for a comma inside a number.
fn ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut before = ' ';
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let after = signs.peek().map_or(' ', |(_, c)| *c);
        let separates = match sign {
            '。' | '！' | '？' | '；' | '!' | '?' | ';' | '\n' => true,
            '，' | ',' => !(is_digit(before) && is_digit(after)),
            '.' => after.is_whitespace(),
            _ => false,
        };
        if separates {
            ends.push(at + sign.len_utf8());
        }
        before = sign;
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Vec<String>)> {
        let mut clauses = Clauses::default();
        clauses.push(text, Some(100));
        clauses.end();
        let number = |clause: &Clause, n: &LooseNumber| {
            assert_eq!(n.at.end - n.at.start, n.end - n.start);
            clause.text[n.start as usize..n.end as usize].to_owned()
        };
        let numbers = |c: &Clause| c.numbers.iter().map(|n| number(c, n)).collect();
        clauses.found.iter().map(|c| (c.text.clone(), numbers(c))).collect()
    }

    #[test]
    fn clauses_with_numbers_are_kept() {
        let all = found("上限提高了。现在是 1,000 个，不是 ２００ 个；别的一样");
        let expected = [("现在是 1,000 个，", "1,000"), ("不是 ２００ 个；", "２００")];
        let expected = expected.map(|(text, number)| (text.to_owned(), vec![number.to_owned()]));
        assert_eq!(all, expected);
        assert_eq!(found("一个数字也看不见"), []);
        assert_eq!(found("一个数字也无")[0].0, "一个数字也无");
        assert_eq!(found(&format!("{}也无", "很长的话".repeat(12))), []);
        assert_eq!(found("没有数字")[0].1, [""; 0]);
        assert_eq!(found("暂不支持")[0].0, "暂不支持");
    }

    #[test]
    fn versions_dates_and_ordinals_are_no_numbers() {
        for text in ["v1.2", "2021-07-13"] {
            let numbers: Vec<String> = found(text).into_iter().flat_map(|(_, n)| n).collect();
            assert!(!numbers.iter().any(|n| ["2", "07", "13"].contains(&n.as_str())), "{text}");
        }
        assert_eq!(found("第3步"), []);
    }
}
