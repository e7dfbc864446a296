//! Footnotes and tables: what the parser's own HTML leaves open.

use pulldown_cmark::Event;

use super::catalogue;
use super::pieces::escape;
use super::walk::Walk;

impl<'a> Walk<'a, '_> {
    /// The number of a footnote, in the order in which they are first met, and whether it is new.
    fn note(&mut self, name: &str) -> (usize, bool) {
        let next = self.notes.len() + 1;
        let number = *self.notes.entry(name.to_owned()).or_insert(next);
        if number == next {
            self.body.notes.push(format!("fn-{name}"));
        }
        (number, number == next)
    }

    pub(super) fn note_reference(&mut self, name: &str) -> Event<'a> {
        let (number, is_first) = self.note(name);
        let id = if is_first { format!(" id=\"fnref-{}\"", escape(name)) } else { String::new() };
        let to = escape(name);
        let html = format!(
            "<sup class=\"footnote-reference\"{id}><a href=\"#fn-{to}\">{number}</a></sup>"
        );
        Event::InlineHtml(html.into())
    }

    pub(super) fn note_start(&mut self, name: &str) -> Event<'a> {
        let (number, is_first) = self.note(name);
        let name = escape(name);
        let label = if is_first {
            format!("{number}")
        } else {
            format!("<a href=\"#fnref-{name}\">{number}</a>")
        };
        let html = format!(
            "<div class=\"footnote-definition\" id=\"fn-{name}\"><sup class=\"footnote-definition-label\">{label}</sup>\n"
        );
        Event::Html(html.into())
    }

    /// Reports a row that has not as many cells as the table's head: the parser would drop or
    /// invent some without a word.
    pub(super) fn table_row(&mut self, range: &std::ops::Range<usize>) {
        self.row += 1;
        let at = self.at(range);
        let written =
            self.text.get(self.prepared.original(range.start)..self.prepared.original(range.end));
        let found = written.map_or(self.columns, cells);
        if found != self.columns {
            let (row, columns) = (self.row, self.columns);
            self.report(|span| catalogue::ragged_row(span, row, found, columns), at);
        }
    }
}

/// How many cells a row has as written: bars that no `\` stands before separate them.
fn cells(row: &str) -> usize {
    let row = row.lines().next().unwrap_or_default().trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut bars = 0;
    let mut escaped = false;
    let mut last = ' ';
    for c in row.chars() {
        if c == '|' && !escaped {
            bars += 1;
            last = '|';
        } else if !c.is_whitespace() {
            last = 'x';
        }
        escaped = c == '\\' && !escaped;
    }
    bars + usize::from(last != '|')
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn cells_are_counted_as_written() {
        for (row, count) in [
            ("| a | b |", 2),
            ("a | b", 2),
            ("| a | b | c", 3),
            ("| a \\| b | c |", 2),
            ("| a | |", 2),
            ("|a|b|  ", 2),
            ("a", 1),
        ] {
            assert_eq!(cells(row), count, "{row}");
        }
    }
}
