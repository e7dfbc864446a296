//! Footnotes and tables: what the parser's own HTML leaves open.

use pulldown_cmark::Event;

use super::catalogue;
use super::pieces::escape;
use super::walk::Walk;

/// A footnote: its number, whether it is met for the first time, and its id, escaped.
struct Note {
    number: usize,
    is_first: bool,
    id: String,
}

impl<'a> Walk<'a, '_> {
    /// The number of a footnote, in the order in which they are first met, and whether it is new.
    fn note(&mut self, name: &str) -> Note {
        let next = self.notes.len() + 1;
        let number = *self.notes.entry(name.to_owned()).or_insert(next);
        // No id has white space in it.
        let words: Vec<&str> = name.split_whitespace().collect();
        let id = match words[..] {
            [_] => name.to_owned(),
            _ => format!("{}-{number}", words.join("-")),
        };
        if number == next && self.anchored {
            self.body.notes.push(format!("fn-{id}"));
        }
        Note { number, is_first: number == next, id: escape(&id) }
    }

    pub(super) fn note_reference(&mut self, name: &str) -> Event<'a> {
        let Note { number, is_first, id } = self.note(name);
        let html = if self.anchored {
            let own = if is_first { format!(" id=\"fnref-{id}\"") } else { String::new() };
            format!(
                "<sup class=\"footnote-reference\"{own}><a href=\"#fn-{id}\">{number}</a></sup>"
            )
        } else {
            format!("<sup class=\"footnote-reference\">{number}</sup>")
        };
        Event::InlineHtml(html.into())
    }

    pub(super) fn note_start(&mut self, name: &str) -> Event<'a> {
        self.end_line();
        self.note_from = self.body.plain.len();
        let Note { number, is_first, id } = self.note(name);
        let label = if is_first || !self.anchored {
            format!("{number}")
        } else {
            format!("<a href=\"#fnref-{id}\">{number}</a>")
        };
        let own = if self.anchored { format!(" id=\"fn-{id}\"") } else { String::new() };
        let html = format!(
            "<div class=\"footnote-definition\"{own}><sup class=\"footnote-definition-label\">{label}</sup>\n"
        );
        Event::Html(html.into())
    }

    pub(super) fn note_end(&mut self) -> Event<'a> {
        self.end_line();
        self.aside_since(self.note_from);
        Event::Html("</div>\n".into())
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
