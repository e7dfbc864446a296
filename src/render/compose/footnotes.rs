//! Footnotes: what the cells of a table rest on, each remark and each source once.

use rustc_hash::FxHashMap;

use crate::render::view::{CellView, Crumb, FootnoteView, TableView};

/// How many rows a footnote leads back to by name.
const ROWS: usize = 6;

/// What makes two footnotes one: the words of a remark, or a source's title and address.
type Key = (String, String, String);

/// Footnotes in the order in which cells name them.
#[derive(Default)]
struct Register {
    notes: Vec<FootnoteView>,
    known: FxHashMap<Key, usize>,
    /// By footnote: the last row that named it.
    last: Vec<usize>,
    /// The row whose cells are being read, counted from 0.
    row: usize,
}

impl Register {
    /// The number, counted from 1, of what a cell in `row` names.
    fn number(&mut self, key: Key, seen: &str, row: &Crumb) -> usize {
        let at = match self.known.get(&key) {
            Some(at) => *at,
            None => self.add(key, seen),
        };
        if self.last[at] != self.row {
            self.last[at] = self.row;
            let note = &mut self.notes[at];
            match note.rows.len() < ROWS {
                true => note.rows.push(row.clone()),
                false => note.others += 1,
            }
        }
        at + 1
    }

    fn add(&mut self, key: Key, seen: &str) -> usize {
        let at = self.notes.len();
        let (words, title, url) = key.clone();
        let seen = seen.to_owned();
        self.notes.push(FootnoteView { words, title, url, seen, ..FootnoteView::default() });
        self.last.push(usize::MAX);
        self.known.insert(key, at);
        at
    }

    /// Numbers what a cell rests on. Its numbers stand in it once each, ascending.
    fn cell(&mut self, cell: &mut CellView, row: &Crumb) {
        let mut numbers = Vec::new();
        if !cell.note.is_empty() {
            let key = (cell.note.clone(), String::new(), String::new());
            cell.note_number = self.number(key, "", row);
            numbers.push(cell.note_number);
        }
        for source in &mut cell.sources {
            let key = (String::new(), source.title.clone(), source.url.clone());
            source.number = self.number(key, &source.seen, row);
            numbers.push(source.number);
        }
        for more in &mut cell.more {
            let key = (String::new(), more.title.clone(), more.url.clone());
            more.number = self.number(key, &more.seen, row);
            numbers.push(more.number);
        }
        for part in &mut cell.parts {
            self.cell(&mut part.cell, row);
            numbers.extend(&part.cell.numbers);
        }
        numbers.sort_unstable();
        numbers.dedup();
        cell.numbers = numbers;
    }
}

/// Numbers the footnotes of tables that share one list, in the order in which they are read; gives the list.
pub fn number<'t>(tables: impl IntoIterator<Item = &'t mut TableView>) -> Vec<FootnoteView> {
    let mut register = Register::default();
    for table in tables {
        for row in table.groups.iter_mut().flat_map(|group| &mut group.rows) {
            let place = Crumb { name: row.name.clone(), url: format!("#{}", row.anchor) };
            for cell in &mut row.cells {
                register.cell(cell, &place);
            }
            register.row += 1;
        }
    }
    register.notes
}

/// Whether a source has a footnote already.
pub fn holds(notes: &[FootnoteView], title: &str, url: &str) -> bool {
    notes.iter().any(|note| note.words.is_empty() && note.title == title && note.url == url)
}
