//! What is no text: ids, numbers, states and addresses, and the quotes and brackets of a Chinese keyboard
//! around them.

use super::catalogue::full_width_bracket;
use super::cell::CellDoc;
use super::fields::Reader;
use super::line::catalogue as problem;
use super::yaml::{Data, Node};
use super::{WrittenValue, slip};
use crate::base::{Diagnostic, Located, SourcePath};

/// Quotes that are none to YAML: the first and the last sign.
const QUOTES: &[(char, char)] = &[('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('＂', '＂')];

/// Brackets that are none to YAML.
const BRACKETS: &[(char, char)] = &[('【', '】'), ('［', '］'), ('（', '）'), ('(', ')')];

/// What people write between the items of a list.
const COMMAS: &[char] = &[',', '，', '、'];

/// Text, as far as a cell's type goes; it may stand between any signs.
pub const TEXT: u8 = 3;

/// The number of the type whose cells are lists.
pub const SET: u8 = 2;

/// A plain text between two signs: the signs, and what stands between them.
fn between<'t>(text: &'t str, signs: &[(char, char)]) -> Option<((char, char), &'t str)> {
    signs.iter().find_map(|(first, last)| {
        let inner = text.strip_prefix(*first)?.strip_suffix(*last)?;
        Some(((*first, *last), inner.trim()))
    })
}

fn plain<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    node.scalar().filter(|_| node.is_plain())
}

/// `“50”`: the quotes are a part of what is written.
fn curly(node: &Node<'_>, path: &SourcePath) -> Option<Diagnostic> {
    let ((first, last), inner) = between(plain(node)?, QUOTES)?;
    let needs_quotes = inner.contains(": ") || inner.contains(" #") || inner.is_empty();
    let mended = if needs_quotes { slip::quoted(inner) } else { inner.to_owned() };
    Some(problem::curly_quotes(path.at(node.at), format!("{first} {last}"), mended))
}

/// `key, app`, `【key, app】` and `-key -app`: lists that are written as one text.
fn list(node: &Node<'_>, path: &SourcePath) -> Option<Diagnostic> {
    let text = plain(node)?;
    let items = |text: &str| {
        let items = text.split(COMMAS).map(|item| item.trim().to_owned());
        items.filter(|item| !item.is_empty()).collect::<Vec<_>>().join(", ")
    };
    if let Some(((first, _), inner)) = between(text, BRACKETS) {
        let mended = format!("[{}]", items(inner));
        return Some(full_width_bracket(path.at(node.at), first.to_string(), mended));
    }
    let dashed = || text.split_whitespace().all(|item| item.len() > 1 && item.starts_with('-'));
    if dashed() {
        let item = text.split_whitespace().next()?.trim_start_matches('-');
        return Some(problem::yaml_dash(path.at(node.at.begin()), format!("- {item}")));
    }
    let several = text.contains(COMMAS);
    several.then(|| problem::list_in_line(path.at(node.at), format!("[{}]", items(text))))
}

impl Reader {
    /// A scalar that is no text. Curly quotes around it are reported, and what stands between them is kept.
    pub fn token(&mut self, node: &Node<'_>) -> Option<Located<String>> {
        let text = self.string(node)?;
        let Some(problem) = curly(node, &self.path) else { return Some(text) };
        self.report(problem);
        between(&text.value, QUOTES).map(|(_, inner)| Located::new(inner.to_owned(), text.at))
    }

    /// A cell whose value is written in signs of a Chinese keyboard, or a list without brackets: reported,
    /// and as a whole unknown. `kind` is the number of its type, if that is known.
    pub fn mistyped_cell(&mut self, node: &Node<'_>, kind: Option<u8>) -> Option<CellDoc> {
        let problem = match &node.data {
            Data::Scalar { .. } if kind == Some(TEXT) || kind.is_none() => None,
            Data::Scalar { .. } => {
                let is_set = kind == Some(SET);
                curly(node, &self.path).or_else(|| is_set.then(|| list(node, &self.path)).flatten())
            }
            Data::Map(_) => {
                let value = |key| node.get(key).and_then(|value| curly(value, &self.path));
                let set = node.get("set").and_then(|set| list(set, &self.path));
                value("is").or_else(|| value("limit")).or(set)
            }
            Data::List(_) => None,
        };
        self.report(problem?);
        let unknown = WrittenValue::Is(Located::new("unknown".to_owned(), node.at));
        Some(CellDoc { at: node.at, value: Some(unknown), ..CellDoc::default() })
    }
}
