//! What is to be written, and its lines.

use super::scalar::{self, Place};

/// How far one level stands to the right of the one above.
const INDENT: usize = 2;

/// From which width on, in columns, a text gets lines of its own.
const LONG: usize = 80;

/// Something to write behind a key or a dash.
#[derive(Clone, Debug)]
pub enum Item {
    /// Words.
    Text(String),
    /// A value that is no text.
    Token(String),
    /// An id, quoted where YAML would read it as a number.
    Name(String),
    /// Names in brackets.
    Names(Vec<String>),
    /// Line by line.
    List(Vec<Item>),
    /// Line by line, with an empty line before each.
    Spaced(Vec<Item>),
    /// Keys and values.
    Map(Map),
}

impl Item {
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    pub fn token(value: &str) -> Self {
        Self::Token(value.to_owned())
    }

    pub fn name(name: &str) -> Self {
        Self::Name(name.to_owned())
    }

    pub fn names<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self::Names(names.into_iter().map(str::to_owned).collect())
    }

    /// Writes the item behind its key or dash, with what stands before it on the line already written.
    fn write(&self, out: &mut String, indent: usize) {
        match self {
            Self::Text(text) if is_long(text) && scalar::can_be_block(text) => {
                out.push_str(" |-\n");
                for line in text.split('\n') {
                    pad(out, if line.is_empty() { 0 } else { indent });
                    out.push_str(line);
                    out.push('\n');
                }
            }
            Self::Text(text) => line(out, &scalar::text(text, Place::Block)),
            Self::Token(value) => line(out, &scalar::token(value)),
            Self::Name(name) => line(out, &scalar::name(name, Place::Block)),
            Self::Names(names) => {
                let names: Vec<_> = names.iter().map(|n| scalar::name(n, Place::Flow)).collect();
                line(out, &format!("[{}]", names.join(", ")));
            }
            Self::List(items) if items.is_empty() => line(out, "[]"),
            Self::List(items) | Self::Spaced(items) => {
                out.push('\n');
                for (at, item) in items.iter().enumerate() {
                    if at > 0 && matches!(self, Self::Spaced(_)) {
                        out.push('\n');
                    }
                    pad(out, indent);
                    item.write_behind_dash(out, indent + INDENT);
                }
            }
            Self::Map(map) => {
                out.push('\n');
                map.write(out, indent, false);
            }
        }
    }

    fn write_behind_dash(&self, out: &mut String, indent: usize) {
        out.push('-');
        match self {
            Self::Map(map) => {
                out.push(' ');
                map.write(out, indent, true);
            }
            _ => self.write(out, indent),
        }
    }
}

fn line(out: &mut String, text: &str) {
    out.push(' ');
    out.push_str(text);
    out.push('\n');
}

fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}

/// Whether a text deserves lines of its own; outside ASCII a character takes two columns.
fn is_long(text: &str) -> bool {
    let width: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    text.contains('\n') || width > LONG
}

/// Keys and values in the order of writing; what is not there is left out.
#[derive(Clone, Debug, Default)]
pub struct Map(Vec<(String, Item)>);

impl From<Map> for Item {
    fn from(map: Map) -> Self {
        Self::Map(map)
    }
}

impl Map {
    pub fn new() -> Self {
        Self::default()
    }

    /// The keys and values.
    pub fn into_entries(self) -> impl Iterator<Item = (String, Item)> {
        self.0.into_iter()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn set(&mut self, key: &str, item: Option<Item>) {
        self.0.extend(item.map(|item| (key.to_owned(), item)));
    }

    pub fn text(&mut self, key: &str, text: Option<impl ToString>) {
        self.set(key, text.map(|text| Item::Text(text.to_string())));
    }

    pub fn list(&mut self, key: &str, items: impl Iterator<Item = Map>) {
        let items: Vec<_> = items.map(Item::Map).collect();
        self.set(key, (!items.is_empty()).then_some(Item::List(items)));
    }

    /// A list whose items are long: they stand apart.
    pub fn spaced(&mut self, key: &str, items: impl Iterator<Item = Map>) {
        let items: Vec<_> = items.map(Item::Map).collect();
        self.set(key, (!items.is_empty()).then_some(Item::Spaced(items)));
    }

    /// A mapping whose keys are ids.
    pub fn keyed<'i>(
        &mut self,
        key: &str,
        entries: impl Iterator<Item = (&'i crate::base::Located<String>, Map)>,
    ) {
        self.keyed_items(key, entries.map(|(id, map)| (id, map.into())));
    }

    /// The same with values of any kind.
    pub fn keyed_items<'i>(
        &mut self,
        key: &str,
        entries: impl Iterator<Item = (&'i crate::base::Located<String>, Item)>,
    ) {
        let map = Self(entries.map(|(id, item)| (id.value.clone(), item)).collect());
        self.set(key, (map.len() > 0).then_some(Item::Map(map)));
    }

    /// The whole text of a file: an empty line stands before what takes several lines.
    pub fn into_sections(self) -> String {
        let mut out = String::new();
        for (at, (key, item)) in self.0.iter().enumerate() {
            if at > 0 && matches!(item, Item::List(_) | Item::Spaced(_) | Item::Map(_)) {
                out.push('\n');
            }
            entry(&mut out, key, item, 0);
        }
        out
    }

    fn write(&self, out: &mut String, indent: usize, first_stands: bool) {
        if self.0.is_empty() {
            // Behind a key or a dash, where a line has been ended or a space written.
            out.truncate(out.trim_end().len());
            out.push_str(" {}\n");
        }
        for (at, (key, item)) in self.0.iter().enumerate() {
            if at > 0 || !first_stands {
                pad(out, indent);
            }
            entry(out, key, item, indent);
        }
    }
}

fn entry(out: &mut String, key: &str, item: &Item, indent: usize) {
    out.push_str(&scalar::name(key, Place::Key));
    out.push(':');
    item.write(out, indent + INDENT);
}
