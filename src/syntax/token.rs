//! What is no text: ids, numbers, states and addresses, and the quotes and brackets of a Chinese keyboard
//! around them.

use super::catalogue::full_width_bracket;
use super::cell::CellDoc;
use super::fields::Reader;
use super::line::catalogue as problem;
use super::yaml::Node;
use super::{WrittenValue, slip};
use crate::base::{Bilingual, Diagnostic, Located, SourcePath, Span};

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

/// A text in the quotes of a Chinese keyboard: the two signs, and what stands between them.
pub fn in_quotes(text: &str) -> Option<((char, char), &str)> {
    between(text, QUOTES).filter(|(_, inner)| !inner.is_empty())
}

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

/// `“mk1”: 50`: no quotes are needed around a key.
pub fn curly_key(at: Span, (first, last): (char, char), key: &str) -> Diagnostic {
    let mended = if key.contains([':', '#']) { slip::quoted(key) } else { key.to_owned() };
    problem::curly_quotes(at, format!("{first} {last}"), format!("{mended}:"))
}

/// `key, app`, `【key, app】` and `-key -app`: lists that are written as one text, and their items.
fn list(node: &Node<'_>, path: &SourcePath) -> Option<(Diagnostic, Vec<String>)> {
    let text = plain(node)?;
    let items = |text: &str| {
        let items = text.split(COMMAS).map(|item| item.trim().to_owned());
        items.filter(|item| !item.is_empty()).collect::<Vec<_>>()
    };
    if let Some(((first, _), inner)) = between(text, BRACKETS) {
        let items = items(inner);
        let mended = format!("[{}]", items.join(", "));
        return Some((full_width_bracket(path.at(node.at), first.to_string(), mended), items));
    }
    let dashed: Vec<String> = text
        .split_whitespace()
        .map_while(|item| item.strip_prefix('-').filter(|item| !item.is_empty()))
        .map(str::to_owned)
        .collect();
    if !dashed.is_empty() && dashed.len() == text.split_whitespace().count() {
        let mended = match &*dashed {
            [one] => Bilingual::new(format!("- {one}"), format!("- {one}")),
            [one, ..] => Bilingual::new(
                format!("- {one}，每一行都这样"),
                format!("- {one}, and every line like this"),
            ),
            [] => return None,
        };
        return Some((problem::yaml_dash(path.at(node.at.begin()), mended), dashed));
    }
    let items = text.contains(COMMAS).then(|| items(text))?;
    let mended = format!("[{}]", items.join(", "));
    Some((problem::list_without_brackets(path.at(node.at), mended), items))
}

impl Reader {
    /// A scalar that is no text. Curly quotes around it are reported, and what stands between them is kept.
    pub fn token(&mut self, node: &Node<'_>) -> Option<Located<String>> {
        let text = self.string(node)?;
        let Some(problem) = curly(node, &self.path) else { return Some(text) };
        self.report(problem);
        between(&text.value, QUOTES).map(|(_, inner)| Located::new(inner.to_owned(), text.at))
    }

    /// A bare cell that is written in signs of a Chinese keyboard, or a list without brackets: reported, and
    /// read as it is meant. `kind` is the number of its type, if that is known.
    pub fn mistyped_cell(&mut self, node: &Node<'_>, kind: Option<u8>) -> Option<CellDoc> {
        let text = plain(node).filter(|_| kind.is_some_and(|kind| kind != TEXT))?;
        let located = |word: &str| Located::new(word.to_owned(), node.at);
        let (problem, value) = if let Some(problem) = curly(node, &self.path) {
            let (_, inner) = between(text, QUOTES)?;
            (problem, WrittenValue::Bare(located(inner)))
        } else if kind == Some(SET) {
            let (problem, items) = list(node, &self.path)?;
            (problem, WrittenValue::BareList(items.iter().map(|item| located(item)).collect()))
        } else {
            return None;
        };
        self.report(problem);
        Some(CellDoc { at: node.at, value: Some(value), ..CellDoc::default() })
    }
}
