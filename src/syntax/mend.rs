//! From what stopped the YAML reader to what an editor has to mend.
//!
//! The reader says where it could not go on; the slip is often some characters or a line before:
//! a full-width colon, a sentence with a colon in it, a bracket that was never closed.

use serde_saphyr::granit_parser::{ErrorKind, ScanError};

use super::catalogue as problem;
use super::line::Lines;
use super::slip::{Line, quoted, words_end};
use super::yaml::MAX_DEPTH;
use crate::base::{Bilingual, Diagnostic, Range, SourcePath, Span};

/// How many lines back an open bracket is looked for.
const REACH: usize = 50;

/// What is wrong in a text that starts `shift` bytes into its file.
pub fn problem(error: &ScanError, text: &str, shift: usize, path: &SourcePath) -> Box<Diagnostic> {
    let offset = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let fault = Fault { text, offset, shift, path };
    let found = fault.of_lines(error.kind()).or_else(|| fault.slip(error.kind()));
    Box::new(found.unwrap_or_else(|| problem::yaml_syntax(fault.here(), reason(error))))
}

/// Where the reader stopped.
struct Fault<'a> {
    text: &'a str,
    offset: usize,
    shift: usize,
    path: &'a SourcePath,
}

impl<'a> Fault<'a> {
    fn at(&self, start: usize, end: usize) -> Span {
        self.path.at(Range::new(start, end).shifted(self.shift))
    }

    fn here(&self) -> Span {
        self.sign(self.offset)
    }

    /// The one character at an offset.
    fn sign(&self, at: usize) -> Span {
        let length = self.text[at..].chars().next().map_or(0, char::len_utf8);
        self.at(at, at + length)
    }

    fn line(&self) -> Line<'a> {
        Line::of(self.text, self.offset)
    }

    /// What shows in the lines themselves, wherever the reader stopped.
    fn of_lines(&self, kind: &ErrorKind) -> Option<Diagnostic> {
        use ErrorKind as K;
        let in_quotes = matches!(
            kind,
            K::RecursionLimitExceeded
                | K::UnclosedQuotedScalar
                | K::DocumentIndicatorInQuotedScalar
                | K::InvalidTrailingDoubleQuotedScalar
                | K::InvalidTrailingSingleQuotedScalar
                | K::UnknownQuotedScalarEscape
        );
        if in_quotes {
            return None;
        }
        let lines = Lines { text: self.text, shift: self.shift, path: self.path };
        match lines.left_open(self.offset, REACH) {
            Some(open) => self.comment_in_brackets(open).or_else(|| Some(self.open_bracket(open))),
            None => lines.slip(self.offset),
        }
    }

    fn slip(&self, kind: &ErrorKind) -> Option<Diagnostic> {
        use ErrorKind as K;
        match kind {
            K::RecursionLimitExceeded => Some(problem::too_deep(self.here(), MAX_DEPTH)),
            K::TabNotAllowed
            | K::TabInBlockIndentation
            | K::TabInIndentation
            | K::TabInPlainScalar
            | K::TabAtBlockScalarStart => Some(problem::yaml_tab(self.sign(self.tab()))),
            K::MappingValueNotAllowed => {
                self.colon_in_words().or_else(|| self.look_alike()).or_else(|| self.indentation())
            }
            K::ExpectedBlockMappingKey | K::ExpectedBlockSequenceEntry | K::InvalidIndentation => {
                self.bracket_in_words().or_else(|| self.look_alike()).or_else(|| self.indentation())
            }
            K::SimpleKeyExpected | K::InvalidSimpleKey => self.look_alike(),
            K::ExpectedFlowMappingSeparator
            | K::ExpectedFlowSequenceSeparator
            | K::InvalidColonPlacement => self.bracket_in_words().or_else(|| self.colon_in_words()),
            K::UnclosedFlowCollection { .. } | K::MismatchedFlowCollectionEnd { .. } => {
                let open = self.offset;
                self.comment_in_brackets(open).or_else(|| Some(self.open_bracket(open)))
            }
            K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => {
                Some(problem::unclosed_quote(self.here()))
            }
            K::InvalidTrailingDoubleQuotedScalar | K::InvalidTrailingSingleQuotedScalar => {
                Some(problem::after_quote(self.here()))
            }
            K::UnknownQuotedScalarEscape => Some(problem::escape(self.sign(self.backslash()))),
            _ => self.sign_in_words(),
        }
    }

    /// The first tab in an indentation, from the line on where the reader was.
    fn tab(&self) -> usize {
        let start = self.line().at;
        let mut at = start;
        for line in self.text[start..].split_inclusive('\n') {
            let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
            if let Some(tab) = line[..indent].find('\t') {
                return at + tab;
            }
            at += line.len();
        }
        self.text[start..].find('\t').map_or(self.offset, |tab| start + tab)
    }

    /// `md: 注: 见下`: the text that would have to be quoted begins after the first colon.
    fn colon_in_words(&self) -> Option<Diagnostic> {
        let line = self.line();
        let before = &line.text[..self.offset - line.at];
        let piece = before.rfind(['{', ',', '[']).map_or(0, |n| n + 1);
        let colon = before[piece..].find(": ")?;
        let rest = &before[piece + colon + 1..];
        let start = self.offset - rest.trim_start().len();
        if let Some(sign) = self.text[start..].chars().next().filter(|c| "｛［".contains(*c)) {
            let plain = if sign == '｛' { "{ }" } else { "[ ]" };
            return Some(problem::full_width_bracket(self.sign(start), sign.to_string(), plain));
        }
        let end = words_end(self.text, self.offset);
        Some(problem::colon_in_words(self.at(start, end), quoted(&self.text[start..end])))
    }

    /// The problem of a text that begins with one of YAML's own signs.
    fn sign_problem(&self, at: usize, from: usize) -> Option<Diagnostic> {
        let sign = self.text[at..].chars().next()?;
        let words = quoted(&self.text[at..words_end(self.text, from)]);
        Some(problem::sign_in_words(self.sign(at), sign.to_string(), words))
    }

    /// `md: [登录页](src:x)扫码`: a bracket that was closed, and then the words go on.
    fn bracket_in_words(&self) -> Option<Diagnostic> {
        let line = self.line();
        let before = line.text[..self.offset - line.at].trim_end();
        let close = before.chars().next_back().filter(|c| matches!(c, ']' | '}'))?;
        let open = if close == ']' { '[' } else { '{' };
        let mut depth = 0;
        for (at, c) in before.char_indices().rev() {
            depth += i32::from(c == close) - i32::from(c == open);
            if depth == 0 {
                return self.sign_problem(line.at + at, line.at + before.len());
            }
        }
        None
    }

    /// What looks like a colon or a space and is none, in this line or the one above.
    fn look_alike(&self) -> Option<Diagnostic> {
        let mut line = self.line();
        for _ in 0..REACH {
            if let Some(found) = self.look_alike_in(line) {
                return Some(found);
            }
            let was_here = line.at == self.line().at;
            line = line.above(self.text)?;
            if !was_here && !line.says_nothing() {
                return None;
            }
            while line.says_nothing() {
                line = line.above(self.text)?;
            }
        }
        None
    }

    fn look_alike_in(&self, line: Line<'_>) -> Option<Diagnostic> {
        let wide = |c: char| matches!(c, '\u{3000}' | '\u{a0}');
        let content = &line.text[line.indent()..];
        let colon = content.find(':').map(|n| n + 1);
        let behind = colon.filter(|n| content[*n..].starts_with(wide));
        let space = line.text[..line.indent()].find(wide).or(behind.map(|n| line.indent() + n));
        if let Some(space) = space {
            return Some(problem::wide_space(self.sign(line.at + space)));
        }
        if content.contains(": ") || content.ends_with(':') {
            return None;
        }
        let content_at = line.at + line.indent();
        if let Some(colon) = content.find('：') {
            return Some(problem::full_width_colon(self.sign(content_at + colon)));
        }
        let (key, rest) = content.trim_start_matches("- ").split_once(':')?;
        let is_key = !key.contains(char::is_whitespace) && !rest.starts_with('/');
        let colon = content_at + content.find(':')?;
        is_key.then(|| problem::colon_without_space(self.sign(colon)))
    }

    /// Nothing but the indentation is left to be wrong.
    fn indentation(&self) -> Option<Diagnostic> {
        let blank = |text: &str| text.len() - text.trim_start().len();
        // A reader that stops in a blank line means the words below it.
        let line = Line::of(self.text, self.line().at + blank(&self.text[self.line().at..]));
        let start = line.at + line.indent();
        let end = line.at + line.text.trim_end().len();
        Some(problem::indentation(self.at(start, end.max(start))))
    }

    /// `{md: 见 #3}`: the comment swallowed the bracket at the end of the line.
    fn comment_in_brackets(&self, open: usize) -> Option<Diagnostic> {
        let rest = &self.text[open..Line::of(self.text, open).end()];
        let hash = rest.find(" #").map(|n| n + 1).filter(|n| rest[*n..].contains(['}', ']']))?;
        let start = rest[..hash].rfind([',', '{', '[']).map_or(0, |n| n + 1);
        let words = rest[start..].split([',', '}', ']']).next()?;
        let words = words.split_once(": ").map_or(words, |(_, value)| value);
        let at = self.at(open + hash, open + rest.trim_end().len());
        Some(problem::comment_in_brackets(at, rest[hash..].trim_end(), quoted(words)))
    }

    fn open_bracket(&self, at: usize) -> Diagnostic {
        let (open, close) = if self.text[at..].starts_with('{') { ("{", "}") } else { ("[", "]") };
        let words = quoted(&self.text[at..Line::of(self.text, at).end()]);
        problem::unclosed_bracket(self.sign(at), open, close, words)
    }

    /// The backslash that is followed by what cannot be escaped.
    fn backslash(&self) -> usize {
        let mut escaped = false;
        for (at, c) in self.text[self.offset..].char_indices() {
            if escaped && !"0abt\tnvfre \"/\\N_LPxuU\n\r".contains(c) {
                return self.offset + at - 1;
            }
            escaped = c == '\\' && !escaped;
        }
        self.offset
    }

    /// A text that begins with one of YAML's own signs.
    fn sign_in_words(&self) -> Option<Diagnostic> {
        let sign = self.text[self.offset..].chars().next()?;
        if "!%&*@`|>?-#".contains(sign) {
            self.sign_problem(self.offset, self.offset)
        } else {
            None
        }
    }
}

/// The reader's own words, for what editors hardly ever meet.
fn reason(error: &ScanError) -> Bilingual {
    use ErrorKind as K;
    let en = error.info();
    let zh = match error.kind() {
        K::MisplacedFlowCollectionEnd => "多出了一个括号",
        K::MismatchedFlowCollectionEnd { .. } | K::UnclosedFlowCollection { .. } => "括号不成对",
        K::ExpectedFlowMappingSeparator => "花括号里缺少逗号或 }",
        K::ExpectedFlowSequenceSeparator => "方括号里缺少逗号或 ]",
        K::InvalidColonPlacement => "冒号的位置不对",
        K::SimpleKeyExpected | K::InvalidSimpleKey => "这一行缺少冒号",
        K::InvalidFlowScalarIndent | K::InvalidBlockScalarIndent | K::InvalidQuotedScalarIndent => {
            "缩进不对"
        }
        K::CommentNotSeparated => "# 前面要有空格",
        _ => return Bilingual::new(en.clone(), en),
    };
    Bilingual::new(zh, en)
}
