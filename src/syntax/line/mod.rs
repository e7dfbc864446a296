//! Slips that show in one line alone: signs that look like YAML's, and pairs that no braces hold.
//!
//! The reader often goes on for a line before it stops; what is looked at here is the line where it stopped
//! and the one above.

pub mod catalogue;

use catalogue as problem;

use super::catalogue::{full_width_bracket, full_width_comma, yaml_tab};
use super::cell::{KEYS, holder};
use super::slip::{Line, quoted};
use crate::base::{Bilingual, Diagnostic, Range, SourcePath, Span};

/// What people write at the beginning of an item instead of `- `.
const DASHES: &[char] = &['-', '‐', '–', '—', '―', '−', '－', '•', '·', '・', '●', '＊', '*'];

/// What people write between pairs instead of `, `.
const COMMAS: &[char] = &['，', '、', ';', '；'];

/// What is left behind a bracket without being meant.
const LEFT_BEHIND: &[char] = &[',', '，', '.', '。', ';', '；', '、', ']', '}', '】', '｝', '］'];

/// Signs with which a value begins that is no bare text.
const SIGNS: &[char] = &['"', '\'', '{', '[', '(', '（'];

/// A text in which the YAML reader stopped.
#[derive(Clone, Copy)]
pub struct Lines<'a> {
    /// The YAML.
    pub text: &'a str,
    /// How many bytes of its file stand before it.
    pub shift: usize,
    /// The file.
    pub path: &'a SourcePath,
}

/// One line, and where its value stands.
struct Written<'a> {
    from: Lines<'a>,
    line: Line<'a>,
    /// Where the value begins, in the line: behind dashes and the first key.
    value: usize,
    /// Whether a key stands before the value.
    keyed: bool,
}

impl<'a> Lines<'a> {
    /// `new {is: 有}`: the key in a line is cut off from its braces by nothing.
    pub fn missing_colon(self, offset: usize) -> Option<Diagnostic> {
        Written::of(self, Line::of(self.text, offset)).missing_colon()
    }

    /// What is wrong in the line that holds an offset, or in the one above.
    pub fn slip(self, offset: usize) -> Option<Diagnostic> {
        let lines = self.until(offset);
        lines.iter().rev().take(2).find_map(|line| {
            let written = Written::of(self, *line);
            written.tab().or_else(|| written.slip())
        })
    }

    /// The bracket above an offset with which a value begins, and which never closes: the line below
    /// it stands no deeper and is one of the level above, or the text ends.
    pub fn left_open(self, offset: usize, reach: usize) -> Option<usize> {
        let lines = self.until(offset);
        let mut below = lines.iter().rev().take(reach);
        below.find_map(|line| {
            let written = Written::of(self, *line);
            let open = line.at + written.value;
            let opens = written.value().starts_with(['{', '[']);
            (opens && self.close(open, line.indent()).is_none()).then_some(open)
        })
    }

    /// Where a bracket closes, looked for down to the next line that stands no deeper than its own and
    /// begins with neither bracket nor comma.
    fn close(self, open: usize, indent: usize) -> Option<usize> {
        let mut depth = 0;
        let mut quote = None;
        let mut at = open;
        let mut before = ' ';
        let mut sign = ' ';
        while let Some(c) = self.text[at..].chars().next() {
            match (quote, c) {
                (Some(open), c) if open == c => quote = None,
                (Some('"'), '\\') => {
                    at += self.text[at + 1..].chars().next().map_or(0, char::len_utf8);
                }
                (Some(_), _) => {}
                (None, '"' | '\'') if "{[,:".contains(sign) => quote = Some(c),
                (None, '#') if before == ' ' => {
                    at = Line::of(self.text, at).end();
                    continue;
                }
                (None, '{' | '[') => depth += 1,
                (None, '}' | ']') => depth -= 1,
                (None, '\n') => {
                    let line = Line::of(self.text, at + 1);
                    let content = line.text.trim_start();
                    let closes = content.starts_with(['}', ']', ',', '{', '[']);
                    if !line.says_nothing() && line.indent() <= indent && !closes {
                        return None;
                    }
                }
                _ => {}
            }
            if depth == 0 {
                return Some(at);
            }
            before = c;
            sign = if c.is_whitespace() { sign } else { c };
            at += c.len_utf8();
        }
        None
    }

    /// The lines down to an offset's that are more than words: no blank ones, comments, and lines of
    /// a text in a block.
    pub fn until(self, offset: usize) -> Vec<Line<'a>> {
        let mut lines = Vec::new();
        let mut block: Option<usize> = None;
        let mut at = 0;
        for text in self.text.split_inclusive('\n') {
            if at > offset {
                break;
            }
            let line = Line::of(self.text, at);
            at += text.len();
            if line.says_nothing() || block.is_some_and(|indent| line.indent() > indent) {
                continue;
            }
            let opens = line.text.rsplit(' ').next().is_some_and(is_block_head);
            block = opens.then(|| line.indent());
            lines.push(line);
        }
        lines
    }

    fn span(self, start: usize, end: usize) -> Span {
        self.path.at(Range::new(start, end).shifted(self.shift))
    }
}

/// `|`, `>-`, `|2+`: a text in a block begins on the next line.
fn is_block_head(word: &str) -> bool {
    word.strip_prefix(['|', '>'])
        .is_some_and(|rest| rest.chars().all(|c| matches!(c, '+' | '-' | '1'..='9')))
}

/// The ASCII word before a colon with which a text begins, and what follows the colon.
fn pair(text: &str) -> Option<(&str, &str)> {
    let (key, rest) = text.split_once(':')?;
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let apart = rest.is_empty() || rest.starts_with(' ');
    (apart && !key.is_empty() && key.chars().all(is_word)).then_some((key, rest.trim()))
}

impl<'a> Written<'a> {
    fn of(from: Lines<'a>, line: Line<'a>) -> Self {
        let mut value = line.indent();
        let mut keyed = false;
        while let Some(rest) = line.text[value..].strip_prefix("- ") {
            value = line.text.len() - rest.trim_start().len();
        }
        let key = line.text[value..].find(": ");
        if let Some(colon) = key.filter(|n| !line.text[value..value + n].contains(SIGNS)) {
            let rest = &line.text[value + colon + 1..];
            keyed = true;
            value = line.text.len() - rest.trim_start().len();
        }
        Self { from, line, value, keyed }
    }

    /// The value, without a comment behind it.
    fn value(&self) -> &'a str {
        let value = &self.line.text[self.value..];
        value.find(" #").map_or(value, |at| &value[..at]).trim_end()
    }

    /// Stretches of the line's value.
    fn span(&self, start: usize, end: usize) -> Span {
        let value = self.line.at + self.value;
        self.from.span(value + start, value + end)
    }

    fn tab(&self) -> Option<Diagnostic> {
        let indent = self.line.text.len() - self.line.text.trim_start_matches([' ', '\t']).len();
        let tab = self.line.at + self.line.text[..indent].find('\t')?;
        Some(yaml_tab(self.from.span(tab, tab + 1)))
    }

    fn slip(&self) -> Option<Diagnostic> {
        self.dash()
            .or_else(|| self.round_bracket())
            .or_else(|| self.comma())
            .or_else(|| self.item_of_pairs())
            .or_else(|| self.cell_of_pairs())
            .or_else(|| self.missing_colon())
            .or_else(|| self.after_bracket())
            .or_else(|| self.dash_in_line())
    }

    /// `-id: cap`, `• id: cap`: no item begins like this.
    fn dash(&self) -> Option<Diagnostic> {
        let content = &self.line.text[self.line.indent()..];
        let rest = content.strip_prefix(DASHES)?;
        let item = rest.trim();
        if content.starts_with("- ") || !(pair(item).is_some() || item.starts_with('{')) {
            return None;
        }
        let start = self.line.at + self.line.indent();
        let sign = content.len() - rest.len();
        Some(problem::yaml_dash(self.from.span(start, start + sign), format!("- {item}")))
    }

    /// `(id: mk1, name: 一代)`: round brackets, narrow or wide, hold no pairs.
    fn round_bracket(&self) -> Option<Diagnostic> {
        let value = self.value();
        let inner = value.strip_prefix(['(', '（'])?.trim_end_matches([')', '）']);
        pair(inner)?;
        let sign = value.chars().next()?;
        let plain = format!("{{{}}}", with_commas(inner));
        Some(full_width_bracket(self.span(0, sign.len_utf8()), sign.to_string(), plain))
    }

    /// `{is: 有，note: 甲}`: what parts the pairs is no comma.
    fn comma(&self) -> Option<Diagnostic> {
        let value = self.value();
        let open = value.find('{')?;
        let inside = &value[open..];
        let (at, comma) = false_comma(inside)?;
        let words = inside[..at].rfind([':', ',', '{']).map_or(0, |n| n + 1);
        let end = inside[at..].find([',', '}', ']']).map_or(inside.len(), |n| at + n);
        let place = self.span(open + at, open + at + comma.len_utf8());
        let (mended, whole) = (with_commas(inside), quoted(&inside[words..end]));
        Some(full_width_comma(place, comma.to_string(), mended, whole))
    }

    /// `- id: mk1, name: 一代`: an item of several pairs, without braces.
    fn item_of_pairs(&self) -> Option<Diagnostic> {
        let value = self.value();
        let item = self.line.indent() + 2;
        let is_item = self.line.text[self.line.indent()..].starts_with("- ");
        if !is_item || !self.keyed || value.starts_with(SIGNS) || !has_more(value) {
            return None;
        }
        let end = self.value + value.len();
        let whole = self.line.text[item..end].trim_start();
        let place = self.from.span(self.line.at + end - whole.len(), self.line.at + end);
        let mended = format!("{{{}}}", with_commas(whole));
        Some(problem::keys_in_line(place, mended, quoted(value)))
    }

    /// `mk2: 有, note: 甲` and `mk2: is: 有`: a cell of pairs, without braces.
    fn cell_of_pairs(&self) -> Option<Diagnostic> {
        let value = self.value();
        let in_front_matter = self.from.path.as_str().ends_with(".md");
        if !self.keyed || in_front_matter || value.starts_with(SIGNS) {
            return None;
        }
        let pairs = match pair(value) {
            Some((key, rest)) => {
                (KEYS.contains(&key) && !rest.is_empty()).then(|| with_commas(value))?
            }
            None => {
                has_more(value).then(|| format!("{}: {}", holder(value), with_commas(value)))?
            }
        };
        let place = self.span(0, value.len());
        Some(problem::keys_in_line(place, format!("{{{pairs}}}"), quoted(value)))
    }

    /// `vip {name: 会员}`: the brace follows its key at once.
    fn missing_colon(&self) -> Option<Diagnostic> {
        let value = self.value();
        let brace = value.find('{')?;
        let key = value[..brace].trim_end();
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        if self.keyed || key.is_empty() || !key.chars().all(is_word) || !value.ends_with('}') {
            return None;
        }
        let place = self.span(0, key.len());
        Some(problem::missing_colon(place, key, format!("{key}: {}", &value[brace..])))
    }

    /// `[key]。`, `{is: 有},`: the bracket has closed.
    fn after_bracket(&self) -> Option<Diagnostic> {
        let value = self.value();
        if !value.starts_with(['[', '{']) {
            return None;
        }
        let mut depth = 0;
        let end = value.char_indices().find_map(|(at, c)| {
            depth += i32::from(matches!(c, '[' | '{')) - i32::from(matches!(c, ']' | '}'));
            (depth == 0).then_some(at + 1)
        })?;
        let rest = &value[end..];
        let only_signs = rest.chars().all(|c| c == ' ' || LEFT_BEHIND.contains(&c));
        let start = value.len() - rest.trim_start().len();
        let place = self.span(start, value.len());
        (only_signs && !rest.is_empty()).then(|| problem::after_bracket(place, rest.trim()))
    }

    /// `mk1: -` and `mk1: - key`: an item cannot stand in its key's line.
    fn dash_in_line(&self) -> Option<Diagnostic> {
        let value = self.value();
        let item = value.strip_prefix('-').filter(|_| self.keyed)?;
        let mend = match item.trim() {
            "" => Bilingual::new(
                "没有就写 无，不知道写 未核实，不适用写 不适用；真是一个减号时写 \"-\"",
                "write no, unknown or na, whichever it is; a dash that is meant is written \"-\"",
            ),
            word if item.starts_with(' ') => Bilingual::new(
                format!("去掉减号，只写 {word}；有几项时写成 [甲, 乙]"),
                format!("leave out the dash and write {word}; several are written [a, b]"),
            ),
            _ => return None,
        };
        Some(problem::dash_in_line(self.span(0, 1), mend))
    }
}

/// The first sign that looks like a comma, outside quotes, and has a pair behind it.
fn false_comma(text: &str) -> Option<(usize, char)> {
    let is_open = |at: usize| text[..at].matches('"').count() % 2 == 1;
    let mut signs = text.char_indices().filter(|(_, c)| COMMAS.contains(c));
    signs.find(|(at, c)| pair(text[at + c.len_utf8()..].trim_start()).is_some() && !is_open(*at))
}

/// Whether a comma, or what is taken for one, has a pair of a cell or an edition behind it.
fn has_more(text: &str) -> bool {
    with_commas(text).split(", ").skip(1).any(|part| pair(part).is_some())
}

/// A text whose pairs are parted by commas.
fn with_commas(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, sign)) = false_comma(rest) {
        out.push_str(rest[..at].trim_end());
        out.push_str(", ");
        rest = rest[at + sign.len_utf8()..].trim_start();
    }
    out + rest
}
