//! Stretches of a text exchanged for others; what lies between them stays, byte for byte.

use std::ops::Range as Bytes;

use super::Refusal;
use crate::base::Range;
use crate::syntax::write::{Place, can_be_block, like, name, text};
use crate::syntax::yaml::{Data, Node};

/// What is to stand behind a key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Put {
    /// A text.
    Text(String),
    /// Names in brackets.
    Names(Vec<String>),
    /// A mapping in braces, as YAML.
    Raw(String),
}

impl Put {
    /// As YAML.
    pub fn yaml(&self, place: Place) -> String {
        match self {
            Self::Text(words) => text(words, place),
            Self::Names(names) => {
                let names: Vec<String> = names.iter().map(|n| name(n, Place::Flow)).collect();
                format!("[{}]", names.join(", "))
            }
            Self::Raw(yaml) => yaml.clone(),
        }
    }
}

/// A text and what is to be exchanged in it. Ranges are those of the text.
pub struct Patches<'t> {
    pub text: &'t str,
    all: Vec<(Bytes<usize>, String)>,
}

impl<'t> Patches<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, all: Vec::new() }
    }

    /// The text with everything exchanged. Two that touch the same bytes are refused, but for one
    /// that is asked for twice: an anchor's node is met at each of its aliases.
    pub fn apply(mut self) -> Result<String, Refusal> {
        self.all.sort_by_key(|(at, _)| (at.start, at.end));
        self.all.dedup();
        let mut out = String::with_capacity(self.text.len() + 64);
        let mut done = 0;
        for (at, new) in &self.all {
            let kept = self.text.get(done..at.start).ok_or(Refusal::Layout)?;
            out.push_str(kept);
            out.push_str(new);
            done = at.end;
        }
        out.push_str(self.text.get(done..).ok_or(Refusal::Layout)?);
        Ok(out)
    }

    pub fn put(&mut self, at: Bytes<usize>, new: impl Into<String>) {
        self.all.push((at, new.into()));
    }

    /// Where the words of a node end: a block's range may go on to the next line.
    pub fn end(&self, at: Range) -> usize {
        let (start, end) = (at.start as usize, at.end as usize);
        start + self.text[start..end].trim_end().len()
    }

    /// What a node is written as.
    pub fn written(&self, at: Range) -> &'t str {
        &self.text[at.start as usize..self.end(at)]
    }

    /// Whether a list or mapping stands in brackets.
    pub fn is_flow(&self, node: &Node<'_>) -> bool {
        self.text[node.at.start as usize..].starts_with(['[', '{'])
    }

    /// How many columns of its line stand before an offset.
    pub fn column(&self, at: usize) -> usize {
        at - self.line_start(at)
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |n| n + 1)
    }

    /// The offset behind the line that holds an offset, and whether a line break stands there.
    fn line_end(&self, at: usize) -> (usize, bool) {
        self.text[at..].find('\n').map_or((self.text.len(), false), |n| (at + n + 1, true))
    }

    fn line_break(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// Puts a line of its own behind the line on which something ends.
    pub fn add_line(&mut self, end: usize, line: &str) {
        let (at, broken) = self.line_end(end);
        let end = self.line_break();
        let line = if broken { format!("{line}{end}") } else { format!("{end}{line}") };
        self.put(at..at, line);
    }

    /// Takes away the line of something that stands alone on it, from its first byte to its last.
    fn drop_lines(&mut self, start: usize, end: usize) -> Result<(), Refusal> {
        let from = self.line_start(start);
        if !self.text[from..start].chars().all(|c| c == ' ') {
            return Err(Refusal::Layout);
        }
        let (to, _) = self.line_end(end);
        self.put(from..to, "");
        Ok(())
    }

    /// Adds an entry to a mapping, behind the entry at a position, or as the only one.
    pub fn add_entry(&mut self, map: &Node<'_>, behind: usize, key: &str, value: &Put) {
        let Data::Map(entries) = &map.data else { return };
        let flow = self.is_flow(map);
        let place = if flow { Place::Flow } else { Place::Block };
        let entry = format!("{key}: {}", value.yaml(place));
        match entries.get(behind) {
            None => {
                let at = map.at.start as usize + usize::from(flow);
                self.put(at..at, entry);
            }
            Some((_, before)) if flow => {
                let at = self.end(before.at);
                self.put(at..at, format!(", {entry}"));
            }
            Some((key, before)) => {
                let indent = " ".repeat(self.column(entries[0].0.at.start as usize));
                let end = self.end(before.at).max(key.at.end as usize);
                self.add_line(end, &format!("{indent}{entry}"));
            }
        }
    }

    /// Takes an entry out of a mapping of several.
    pub fn drop_entry(&mut self, map: &Node<'_>, at: usize) -> Result<(), Refusal> {
        let Data::Map(entries) = &map.data else { return Err(Refusal::Layout) };
        let (key, value) = &entries[at];
        let (start, end) = (key.at.start as usize, self.end(value.at));
        if !self.is_flow(map) {
            return self.drop_lines(start, end);
        }
        match (entries.get(at + 1), at.checked_sub(1)) {
            (Some((next, _)), _) => self.put(start..next.at.start as usize, ""),
            (None, Some(before)) => {
                let from = self.end(entries[before].1.at);
                self.put(from..end, "");
            }
            (None, None) => return Err(Refusal::Layout),
        }
        Ok(())
    }

    /// Where the `|-` or `>` of a block of text stands, of which a node is the lines.
    fn block_sign(&self, node: &Node<'_>) -> Option<Bytes<usize>> {
        let Data::Scalar { plain: false, .. } = node.data else { return None };
        let head = self.text[..node.at.start as usize].trim_end();
        let start = head.rfind('\n').map_or(0, |n| n + 1);
        let line = head[start..].split(" #").next().unwrap_or_default().trim_end();
        let sign = line.rfind([' ', ':']).map_or(0, |n| n + 1);
        let (first, rest) = line[sign..].split_at_checked(1)?;
        let is_sign =
            ["|", ">"].contains(&first) && rest.chars().all(|c| matches!(c, '+' | '-' | '1'..='9'));
        let below = head.len() < self.line_start(node.at.start as usize);
        (is_sign && below).then_some(start + sign..start + line.len())
    }

    /// Words for the place of a block of text, and the lines below: again a block where they have several.
    fn block(&self, node: &Node<'_>, words: &str, place: Place) -> (String, String) {
        if !words.contains('\n') || !can_be_block(words) {
            return (text(words, place), String::new());
        }
        let start = node.at.start as usize;
        let first = &self.text[self.line_start(start)..];
        let indent = &first[..first.len() - first.trim_start_matches(' ').len()];
        let lines = words.split('\n').map(|line| match line {
            "" => self.line_break().to_owned(),
            words => format!("{}{indent}{words}", self.line_break()),
        });
        ("|-".to_owned(), lines.collect())
    }

    /// Adds names to a list of them that stay as they are, be they in brackets, line by line, or a single one.
    pub fn add_names(&mut self, node: &Node<'_>, names: &[String]) -> Result<(), Refusal> {
        let id =
            |node: &Node<'_>| node.scalar().or_else(|| node.get("id")?.scalar()).map(str::to_owned);
        let there: Vec<String> = match &node.data {
            Data::List(items) => items.iter().filter_map(id).collect(),
            _ => id(node).into_iter().collect(),
        };
        let new: Vec<String> = names.iter().filter(|name| !there.contains(name)).cloned().collect();
        let Data::List(items) = &node.data else {
            let place = if node.scalar().is_some() { Place::Block } else { Place::Flow };
            let all = [vec![self.written(node.at).to_owned()], new].concat();
            return self.replace(node, &Put::Raw(format!("[{}]", all.join(", "))), place);
        };
        let (Some(last), false) = (items.last(), new.is_empty()) else {
            return if new.is_empty() {
                Ok(())
            } else {
                self.replace(node, &Put::Names(new), Place::Flow)
            };
        };
        let end = self.end(last.at);
        let new = new.iter().map(|it| name(it, Place::Flow));
        if self.is_flow(node) {
            self.put(end..end, new.map(|it| format!(", {it}")).collect::<String>());
            return Ok(());
        }
        let start = self.text[..last.at.start as usize].trim_end().strip_suffix('-');
        let indent = " ".repeat(self.column(start.ok_or(Refusal::Layout)?.len()));
        let lines: Vec<String> = new.map(|it| format!("{indent}- {it}")).collect();
        self.add_line(end, &lines.join(self.line_break()));
        Ok(())
    }

    /// Puts something else in a node's place. Of a list in block style the items are exchanged one by one,
    /// so that what stands between them stays.
    pub fn replace(&mut self, node: &Node<'_>, new: &Put, place: Place) -> Result<(), Refusal> {
        let flow = self.is_flow(node);
        if let Some(sign) = self.block_sign(node) {
            // What stands behind the sign, a comment, stays; the lines below it go.
            let (new, lines) = match new {
                Put::Text(words) => self.block(node, words, place),
                other => (other.yaml(place), String::new()),
            };
            let below = self.text[..node.at.start as usize].trim_end().len();
            self.put(sign, new);
            self.put(below..self.end(node.at), lines);
            return Ok(());
        }
        match (&node.data, new) {
            (Data::Scalar { .. }, Put::Text(words)) => {
                let new = like(words, self.written(node.at), place);
                self.put(node.at.start as usize..self.end(node.at), new);
            }
            (Data::List(items), Put::Names(names)) if !flow && !items.is_empty() => {
                return self.exchange(items, names);
            }
            (Data::Scalar { .. }, _) => {
                self.put(node.at.start as usize..self.end(node.at), new.yaml(place));
            }
            _ if flow => self.put(node.at.start as usize..self.end(node.at), new.yaml(place)),
            _ => {
                // A block begins on a line of its own; what takes its place follows the colon.
                let start = node.at.start as usize;
                let before = self.text[..start].trim_end().len();
                let colon = self.text[..before].ends_with(':');
                let from = if colon { before } else { start };
                let space = if colon { " " } else { "" };
                self.put(from..self.end(node.at), format!("{space}{}", new.yaml(place)));
            }
        }
        Ok(())
    }

    fn exchange(&mut self, items: &[Node<'_>], names: &[String]) -> Result<(), Refusal> {
        let known = |node: &&Node<'_>| node.scalar().is_some_and(|s| names.iter().any(|n| n == s));
        let there = |name: &&String| items.iter().any(|node| node.scalar() == Some(name.as_str()));
        let gone: Vec<&Node<'_>> = items.iter().filter(|node| !known(node)).collect();
        let come: Vec<&String> = names.iter().filter(|name| !there(name)).collect();
        let pairs = gone.len().min(come.len());
        for (node, new) in gone.iter().zip(&come) {
            let old = self.written(node.at);
            let new = match old.starts_with(['"', '\'']) {
                true => like(new, old, Place::Block),
                false => name(new, Place::Block),
            };
            self.put(node.at.start as usize..self.end(node.at), new);
        }
        let dash = |start: usize| self.text[..start].trim_end().strip_suffix('-').map(str::len);
        for node in &gone[pairs..] {
            let start = dash(node.at.start as usize).ok_or(Refusal::Layout)?;
            self.drop_lines(start, self.end(node.at))?;
        }
        let Some(last) = items.last() else { return Ok(()) };
        let start = dash(last.at.start as usize).ok_or(Refusal::Layout)?;
        let indent = " ".repeat(self.column(start));
        let more: Vec<String> =
            come[pairs..].iter().map(|n| format!("{indent}- {}", name(n, Place::Block))).collect();
        if !more.is_empty() {
            let line_break = self.line_break();
            self.add_line(self.end(last.at), &more.join(line_break));
        }
        Ok(())
    }
}
