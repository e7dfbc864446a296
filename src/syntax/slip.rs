//! What is valid YAML and not what an editor meant; and the words that have to be quoted.

use super::catalogue as problem;
use super::text::{code, is_hidden};
use super::yaml::Node;
use crate::base::{Bilingual, Diagnostic, Range, SourcePath, Span};

/// A line, and where it starts.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    /// Its first byte.
    pub at: usize,
    /// Its words, without the line's end.
    pub text: &'a str,
}

impl<'a> Line<'a> {
    /// The line that holds an offset.
    pub fn of(text: &'a str, offset: usize) -> Self {
        let at = text[..offset].rfind('\n').map_or(0, |n| n + 1);
        let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
        Self { at, text: text[at..end].trim_end_matches('\r') }
    }

    /// The line above, if there is one.
    pub fn above(self, text: &'a str) -> Option<Self> {
        self.at.checked_sub(1).map(|end| Self::of(text, end))
    }

    /// Where it ends.
    pub fn end(self) -> usize {
        self.at + self.text.len()
    }

    /// Where its content begins, after indentation of any kind.
    pub fn indent(self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// Whether it is blank or a comment.
    pub fn says_nothing(self) -> bool {
        let content = self.text.trim_start();
        content.is_empty() || content.starts_with('#')
    }
}

/// A text as it has to stand in YAML: between double quotes, without the “ ” that an editor may have
/// put there instead.
pub fn quoted(text: &str) -> String {
    let text = text.trim();
    let inner = text.strip_prefix('“').and_then(|text| text.strip_suffix('”')).unwrap_or(text);
    format!("\"{}\"", inner.replace('\\', r"\\").replace('"', r#"\""#))
}

/// Where the words that hold an offset end: at the line's end, between brackets also at the next
/// comma or bracket.
pub fn words_end(text: &str, offset: usize) -> usize {
    let line = Line::of(text, offset);
    let (before, after) = line.text.split_at(offset - line.at);
    let count = |signs: [char; 2]| before.matches(signs).count();
    let inside = count(['{', '[']) > count(['}', ']']);
    let words = if inside { after.split([',', '}', ']']).next() } else { None };
    offset + words.unwrap_or(after).trim_end().len()
}

/// A node that the reader took for something else than an editor meant.
pub struct Place<'a> {
    /// The YAML.
    pub text: &'a str,
    /// How many bytes of its file stand before it.
    pub shift: usize,
    /// The file.
    pub path: &'a SourcePath,
    /// Where the node stands in the file.
    pub at: Range,
}

impl Place<'_> {
    fn start(&self) -> usize {
        self.at.start as usize - self.shift
    }

    fn within(&self, start: usize, end: usize) -> Span {
        self.path.at(Range::new(start, end).shifted(self.shift))
    }

    /// The last place before the node, on its line, where something stands.
    fn before(&self, what: &str) -> Option<usize> {
        let line = Line::of(self.text, self.start());
        Some(line.at + line.text.get(..self.start() - line.at)?.rfind(what)?)
    }

    /// `!!python/name:os.system`: the place is the tag's.
    pub fn tag(&self, tag: String) -> Diagnostic {
        let start = self.before(&tag);
        let found = start.map(|start| self.within(start, start + tag.len()));
        let start = start.unwrap_or_else(|| self.start());
        let quoted = quoted(&self.text[start..words_end(self.text, start)]);
        problem::yaml_tag(found.unwrap_or_else(|| self.path.at(self.at)), tag, quoted)
    }

    /// `md: &重要 通知`: an anchor, to YAML; what people name is in ASCII, and something follows.
    pub fn words_as_anchor(&self) -> Option<Diagnostic> {
        let start = self.before("&")?;
        let name = self.text[start + 1..self.start()].split_whitespace().next().unwrap_or_default();
        let says_nothing = self.at.start == self.at.end;
        (says_nothing || !name.is_ascii()).then(|| {
            let quoted = quoted(&self.text[start..words_end(self.text, start)]);
            problem::sign_in_words(self.within(start, start + 1), "&", quoted)
        })
    }

    /// `"\0"`: escapes can write characters that no feed may hold.
    pub fn hidden(&self, text: &str) -> Option<Diagnostic> {
        let sign = text.chars().find(|sign| is_hidden(*sign))?;
        let place = self.path.at(self.at);
        Some(problem::control_character(place, self.at.start as usize, code(sign)))
    }

    /// `*名字`, and nothing is called so; Markdown's emphasis has more stars than a name.
    pub fn unknown_alias(&self, name: &str) -> Diagnostic {
        let start = self.start();
        let quoted = quoted(&self.text[start..words_end(self.text, start)]);
        if name.contains('*') {
            return problem::sign_in_words(self.within(start, start + 1), "*", quoted);
        }
        problem::unknown_alias(self.path.at(self.at), name, quoted)
    }

    /// `md: 见 #3`: a comment that looks like words.
    pub fn cut_off(&self, text: &str) -> Option<Diagnostic> {
        let end = self.at.end as usize - self.shift;
        if !matches!(self.text.as_bytes().get(end), Some(b' ' | b'\t')) {
            return None;
        }
        let line = self.text[end..].lines().next().unwrap_or_default();
        let comment = line.trim();
        let words = comment.strip_prefix('#')?;
        if words.is_empty() || words.starts_with([' ', '\t', '#', '!']) {
            return None;
        }
        let start = end + line.len() - line.trim_start().len();
        let quoted = quoted(&format!("{text} {comment}"));
        Some(problem::cut_off_comment(self.within(start, start + comment.len()), comment, quoted))
    }
}

/// How names and values are written.
pub fn pairs() -> Bilingual {
    Bilingual::new(
        "每行写一个 名字: 内容，冒号后面留一个空格",
        "write one name: value per line, with a space after the colon",
    )
}

/// `键：值` is one text, and no key with a value.
pub fn full_width_colon(node: &Node<'_>, path: &SourcePath) -> Option<Diagnostic> {
    let (_, at) = node.find_plain(&['：'])?;
    Some(problem::full_width_colon(path.at(at)))
}
