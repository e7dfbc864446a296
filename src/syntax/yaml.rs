//! YAML as a tree that knows where everything stands.
//!
//! The typed layer of the YAML reader stops at its first problem and guesses types (`1.10` becomes
//! a number); editors need every problem of a run and every value as written. So documents are
//! read from the reader's events into this tree, and typed from there.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, Span as EventSpan, options};

use super::catalogue as problem;
use super::growing::{Entry, Growing, Index};
use super::line::Lines;
use super::mend;
use super::places::Places;
use super::slip::{Line, Place};
use super::token;
use crate::base::{Diagnostic, Range, SourcePath};

/// How deep lists and mappings may nest.
pub const MAX_DEPTH: usize = 64;

/// How many nodes aliases may add to a file: enough for any honest use, too few for a bomb.
pub const MAX_ALIASED: usize = 100_000;

/// A piece of YAML with its place in the file.
#[derive(Clone, Debug)]
pub struct Node<'s> {
    /// Where it stands.
    pub at: Range,
    /// What it is.
    pub data: Data<'s>,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub enum Data<'s> {
    /// A scalar, exactly as written; `plain` if it stood without quotes.
    Scalar {
        /// The text.
        text: Cow<'s, str>,
        /// Whether it stood without quotes and outside a block.
        plain: bool,
        /// The same with quotes, escapes, line ends and indentation.
        raw: &'s str,
    },
    /// A list.
    List(Vec<Node<'s>>),
    /// A mapping, in order, with each key's place.
    Map(Vec<(Key<'s>, Node<'s>)>),
}

/// A key and its place.
#[derive(Clone, Debug)]
pub struct Key<'s> {
    /// Where it stands.
    pub at: Range,
    /// The key as written.
    pub text: Cow<'s, str>,
    /// Whether it stood without quotes.
    pub plain: bool,
}

impl Node<'_> {
    /// The text of a scalar.
    pub fn scalar(&self) -> Option<&str> {
        match &self.data {
            Data::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether it is a text without quotes.
    pub fn is_plain(&self) -> bool {
        matches!(self.data, Data::Scalar { plain: true, .. })
    }

    /// The value of a key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.data {
            Data::Map(entries) => entries.iter().find(|(k, _)| k.text == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// Where the words of a scalar stand.
    pub fn places(&self) -> Places {
        match &self.data {
            Data::Scalar { text, raw, .. } => Places::new(self.at, raw, text),
            _ => Places::whole(self.at, ""),
        }
    }

    /// Whether it is a text without a word in it, in quotes or not.
    pub fn says_nothing(&self) -> bool {
        self.scalar().is_some_and(|text| text.trim().is_empty())
    }

    /// Whether nothing stands here: an empty plain scalar.
    pub fn is_blank(&self) -> bool {
        matches!(&self.data, Data::Scalar { text, plain: true, .. } if text.is_empty())
    }

    /// The first of some characters in a text without quotes, and its place.
    pub fn find_plain(&self, signs: &[char]) -> Option<(char, Range)> {
        let Data::Scalar { text, plain: true, .. } = &self.data else { return None };
        let (at, sign) = text.char_indices().find(|(_, c)| signs.contains(c))?;
        Some((sign, self.at.stretch(text, at..at + sign.len_utf8())))
    }

    fn count(&self) -> usize {
        1 + match &self.data {
            Data::Scalar { .. } => 0,
            Data::List(items) => items.iter().map(Node::count).sum(),
            Data::Map(entries) => entries.iter().map(|(_, value)| 1 + value.count()).sum(),
        }
    }
}

/// Reads the one document in `text`, which starts `shift` bytes into the file. `None` with a
/// problem if it is no YAML; repeated keys are reported and the first one kept.
pub fn parse<'s>(
    text: &'s str,
    shift: usize,
    depth: usize,
    path: &SourcePath,
    out: &mut Vec<Diagnostic>,
) -> Option<Node<'s>> {
    let first = out.len();
    let options = options! { emit_comments: false, emit_unresolved_aliases: true };
    let mut builder = Builder {
        path,
        text,
        shift,
        depth,
        out,
        stack: Vec::new(),
        items: Vec::new(),
        entries: Vec::new(),
        anchors: FxHashMap::default(),
        aliased: 0,
        root: None,
    };
    for event in Parser::new_from_str_with_options(text, options) {
        let step = match event {
            Ok((event, span)) => builder.event(event, span),
            Err(error) => Err(mend::problem(&error, text, shift, path)),
        };
        if let Err(diagnostic) = step {
            // What was a warning in that line is the error, or follows from it.
            let line = |problem: &Diagnostic| {
                let start = problem.span.as_ref()?.range.start as usize;
                Some(Line::of(text, start.checked_sub(shift)?.min(text.len())).at)
            };
            let here = line(&diagnostic);
            let mut own = builder.out.split_off(first);
            own.retain(|other| other.is_error() || line(other) != here);
            builder.out.append(&mut own);
            builder.out.push(*diagnostic);
            return None;
        }
    }
    builder.root
}

struct Builder<'s, 'o> {
    path: &'o SourcePath,
    text: &'s str,
    shift: usize,
    depth: usize,
    out: &'o mut Vec<Diagnostic>,
    stack: Vec<Open<'s>>,
    /// What the open lists hold so far, the innermost one's last: a list gets its room when it ends.
    items: Vec<Node<'s>>,
    /// The same of the open mappings.
    entries: Vec<Entry<'s>>,
    anchors: FxHashMap<usize, Option<Node<'s>>>,
    aliased: usize,
    root: Option<Node<'s>>,
}

/// A list or mapping that has begun.
struct Open<'s> {
    at: Range,
    anchor: usize,
    /// Where what it holds begins among all that open ones hold.
    first: usize,
    inside: Inside<'s>,
}

enum Inside<'s> {
    List,
    /// The key whose value comes next, and where the others stand.
    Map(Option<Key<'s>>, Index<'s>),
}

type Step = Result<(), Box<Diagnostic>>;

impl<'s> Builder<'s, '_> {
    fn event(&mut self, event: Event<'s>, span: EventSpan) -> Step {
        let at = range(span, self.shift);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_tag(tag.as_deref().map(|t| t.original()), at)?;
                let plain = style == ScalarStyle::Plain;
                self.refuse_slips(&text, plain, anchor, at)?;
                if plain && at.start == at.end {
                    // The reader says `~` where nothing is written.
                    return self.value(self.blank(at), anchor);
                }
                let (start, end) = (at.start as usize - self.shift, at.end as usize - self.shift);
                let raw = self.text.get(start..end).unwrap_or_default();
                self.value(Node { at, data: Data::Scalar { text, plain, raw } }, anchor)
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse_tag(tag.as_deref().map(|t| t.original()), at)?;
                self.open(Inside::List, at, anchor)
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse_tag(tag.as_deref().map(|t| t.original()), at)?;
                self.open(Inside::Map(None, Index::default()), at, anchor)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(at),
            Event::Alias(anchor) => self.alias(anchor, at),
            Event::UnresolvedAlias(name) => Err(self.place(at).unknown_alias(&name).into()),
            Event::DocumentStart(..) if self.root.is_some() => {
                Err(problem::two_documents(self.path.at(at)).into())
            }
            _ => Ok(()),
        }
    }

    /// Nothing at all; the place to write something is behind the colon.
    fn blank(&self, at: Range) -> Node<'s> {
        let start = at.start as usize;
        let colon = self.text.as_bytes().get(start - self.shift) == Some(&b':');
        let start = start + usize::from(colon);
        let data = Data::Scalar { text: Cow::Borrowed(""), plain: true, raw: "" };
        Node { at: Range::new(start, start), data }
    }

    fn place(&self, at: Range) -> Place<'_> {
        Place { text: self.text, shift: self.shift, path: self.path, at }
    }

    fn refuse_tag(&self, tag: Option<String>, at: Range) -> Step {
        tag.map_or(Ok(()), |tag| Err(self.place(at).tag(tag).into()))
    }

    fn refuse_slips(&mut self, text: &str, plain: bool, anchor: usize, at: Range) -> Step {
        let place = self.place(at);
        let anchored = if anchor == 0 { None } else { place.words_as_anchor() };
        let hidden = if plain { None } else { place.hidden(text) };
        match anchored.or(hidden) {
            Some(problem) => Err(problem.into()),
            None => {
                let cut_off = if plain { self.place(at).cut_off(text) } else { None };
                self.out.extend(cut_off);
                Ok(())
            }
        }
    }

    fn open(&mut self, inside: Inside<'s>, at: Range, anchor: usize) -> Step {
        if self.stack.len() >= self.depth {
            return Err(problem::too_deep(self.path.at(at), self.depth).into());
        }
        if anchor != 0 {
            self.anchors.insert(anchor, None);
        }
        let first = match inside {
            Inside::List => self.items.len(),
            Inside::Map(..) => self.entries.len(),
        };
        self.stack.push(Open { at, anchor, first, inside });
        Ok(())
    }

    fn close(&mut self, end: Range) -> Step {
        let Some(Open { mut at, anchor, first, inside }) = self.stack.pop() else { return Ok(()) };
        let (data, last) = match inside {
            Inside::List => {
                let items: Vec<_> = self.items.drain(first..).collect();
                let last = items.last().map(|item| item.at.end);
                (Data::List(items), last)
            }
            Inside::Map(..) => {
                let entries: Vec<_> = self.entries.drain(first..).collect();
                let last = entries.last().map(|(_, value)| value.at.end);
                (Data::Map(entries), last)
            }
        };
        // A block's end is where the next token begins; a flow collection's is its bracket.
        let flow = end.end > end.start;
        at.end = if flow { end.end } else { last.unwrap_or(at.end) };
        self.value(Node { at, data }, anchor)
    }

    fn alias(&mut self, anchor: usize, at: Range) -> Step {
        let Some(Some(target)) = self.anchors.get(&anchor) else {
            return Err(problem::alias_to_itself(self.path.at(at)).into());
        };
        self.aliased += target.count();
        if self.aliased > MAX_ALIASED {
            return Err(problem::alias_bomb(self.path.at(at), MAX_ALIASED).into());
        }
        let copy = target.clone();
        self.value(copy, 0)
    }

    fn value(&mut self, node: Node<'s>, anchor: usize) -> Step {
        if anchor != 0 {
            self.anchors.insert(anchor, Some(node.clone()));
        }
        let lines = Lines { text: self.text, shift: self.shift, path: self.path };
        let Some(open) = self.stack.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match &mut open.inside {
            Inside::List => self.items.push(node),
            Inside::Map(key, index) => match key.take() {
                None => *key = Some(as_key(node, lines, self.out)?),
                Some(key) => {
                    let mut map = Growing { all: &mut self.entries, first: open.first, index };
                    map.insert(key, node, self.path, self.out);
                }
            },
        }
        Ok(())
    }
}

fn as_key<'s>(
    node: Node<'s>,
    lines: Lines<'_>,
    out: &mut Vec<Diagnostic>,
) -> Result<Key<'s>, Box<Diagnostic>> {
    let path = lines.path;
    let has_brace =
        matches!(&node.data, Data::Scalar { text, plain: true, .. } if text.contains('{'));
    let start = (node.at.start as usize).saturating_sub(lines.shift);
    if let Some(problem) = has_brace.then(|| lines.missing_colon(start)).flatten() {
        return Err(problem.into());
    }
    match node.data {
        Data::Scalar { text, plain: true, .. } if text.starts_with(['\u{3000}', '\u{a0}']) => {
            let space = text.chars().next().map_or(0, char::len_utf8);
            Err(problem::wide_space(path.at(node.at.stretch(&text, 0..space))).into())
        }
        Data::Scalar { text, plain, .. } => {
            let quoted = token::in_quotes(&text).filter(|_| plain);
            let Some((quotes, inner)) = quoted else { return Ok(Key { at: node.at, text, plain }) };
            // The key is the one that is meant, so that what refers to it is not reported as well.
            let inner = inner.to_owned();
            out.push(token::curly_key(path.at(node.at), quotes, &inner));
            Ok(Key { at: node.at, text: inner.into(), plain })
        }
        _ => Err(problem::key_not_text(path.at(node.at)).into()),
    }
}

fn range(span: EventSpan, shift: usize) -> Range {
    let start = span.start.byte_offset().unwrap_or(0);
    let end = span.end.byte_offset().unwrap_or(start);
    Range::new(start, end).shifted(shift)
}
