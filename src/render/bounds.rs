//! Loops that end. The engine knows no limit of steps, so the site's own templates are put to it with
//! every loop's list sent through a filter that counts, and with one that looks at the clock in every
//! round: `for x in list` becomes `for x in (list) | counted`, and `{{ "" | timed }}` follows.

use std::cell::Cell;
use std::ops::Range;
use std::time::{Duration, Instant};

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// The name of the filter that counts.
const FILTER: &str = "counted";

/// The name of the filter that looks at the clock.
const CLOCK: &str = "timed";

/// What a page's template may use up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// Items of loops.
    pub loops: usize,
    /// Time. It only ever stops a build: no byte depends on it.
    pub time: Duration,
}

/// What a template used up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Spent {
    /// The items of its loops.
    Loops,
    /// Its time.
    Time,
}

/// What is left for the page that this thread renders.
#[derive(Clone, Copy)]
struct Left {
    loops: usize,
    until: Option<Instant>,
    spent: Option<Spent>,
}

thread_local! {
    static LEFT: Cell<Left> = const { Cell::new(Left { loops: usize::MAX, until: None, spent: None }) };
}

#[expect(clippy::disallowed_methods, reason = "a limit that stops a build and changes no byte")]
fn now() -> Instant {
    Instant::now()
}

/// Begins to count anew; to be called before a template is rendered.
pub(super) fn reset(bounds: Bounds) {
    let until = now().checked_add(bounds.time);
    LEFT.set(Left { loops: bounds.loops, until, spent: None });
}

/// Why the template that was rendered last had to be stopped, if it had to.
pub(super) fn spent() -> Option<Spent> {
    LEFT.get().spent
}

/// Teaches the engine the filters.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter(FILTER, counted);
    tera.register_filter(CLOCK, timed);
}

fn counted(list: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let left = LEFT.get();
    match left.loops.checked_sub(list.len().unwrap_or(0)) {
        Some(loops) => LEFT.set(Left { loops, ..left }),
        None => return Err(stop(Spent::Loops)),
    }
    Ok(list.clone())
}

fn timed(nothing: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let over = LEFT.get().until.is_some_and(|until| now() > until);
    if over { Err(stop(Spent::Time)) } else { Ok(nothing.clone()) }
}

fn stop(spent: Spent) -> Error {
    LEFT.set(Left { spent: Some(spent), ..LEFT.get() });
    Error::message("too many iterations")
}

/// A template with its loops counted, and where something was put in.
#[derive(Debug)]
pub(super) struct Bounded {
    /// What the engine gets.
    pub text: String,
    /// What nobody wrote.
    inserted: Vec<Inserted>,
}

/// A stretch of a bounded template that nobody wrote.
#[derive(Debug)]
struct Inserted {
    /// Where it begins.
    at: usize,
    /// How long it is.
    length: usize,
    /// What it stands for, in what was written.
    list: Range<usize>,
}

impl Bounded {
    /// Counts the loops of a template.
    pub fn new(written: &str) -> Self {
        let mut scan = Scan { written, at: 0, depth: 0, loops: Vec::new(), inserts: Vec::new() };
        while scan.at < written.len() {
            scan.step();
        }
        let mut bounded = Self { text: String::with_capacity(written.len()), inserted: Vec::new() };
        let mut from = 0;
        for (at, words, list) in scan.inserts {
            bounded.text.push_str(&written[from..at]);
            bounded.inserted.push(Inserted { at: bounded.text.len(), length: words.len(), list });
            bounded.text.push_str(&words);
            from = at;
        }
        bounded.text.push_str(&written[from..]);
        bounded
    }

    /// Where a stretch of the engine's text stands in what was written; a filter stands for its list.
    pub fn written(&self, range: Range<usize>) -> Range<usize> {
        let within = |i: &&Inserted| (i.at..i.at + i.length).contains(&range.start);
        match self.inserted.iter().find(within) {
            Some(inserted) => inserted.list.clone(),
            None => self.offset(range.start)..self.offset(range.end.max(range.start)),
        }
    }

    fn offset(&self, offset: usize) -> usize {
        let before = self.inserted.iter().take_while(|i| i.at < offset);
        offset - before.map(|i| i.length.min(offset - i.at)).sum::<usize>()
    }
}

/// A loop whose list has not ended yet.
struct Loop {
    depth: usize,
    /// Whether it is one in a list, `[x for x in y if z]`, and no statement.
    inner: bool,
    /// Where its list begins, once its `in` was met.
    list: Option<usize>,
}

/// Reads a template as far as its loops need it.
struct Scan<'t> {
    written: &'t str,
    at: usize,
    /// How many brackets are open; 0 outside of tags, and a tag opens one.
    depth: usize,
    loops: Vec<Loop>,
    /// Where, what, and which list it stands for.
    inserts: Vec<(usize, String, Range<usize>)>,
}

impl<'t> Scan<'t> {
    fn rest(&self) -> &'t str {
        &self.written[self.at..]
    }

    fn step(&mut self) {
        if self.depth == 0 {
            return self.outside();
        }
        let rest = self.rest();
        let sign = rest.chars().next().unwrap_or(' ');
        let end = ["-%}", "%}", "-}}", "}}"].into_iter().find(|end| rest.starts_with(end));
        if let Some(end) = end.filter(|_| self.depth == 1) {
            let list = self.end_of_list(false);
            self.loops.clear();
            self.depth = 0;
            self.at += end.len();
            if let Some(list) = list {
                // A tag that swallows the space behind it leaves that to the next one.
                let close = if end.starts_with('-') { "-}}" } else { "}}" };
                self.inserts.push((self.at, format!("{{{{ \"\" | {CLOCK} {close}"), list));
            }
        } else if matches!(sign, '"' | '\'' | '`') {
            self.at += 1 + rest[1..].find(sign).map_or(rest.len() - 1, |n| n + 1);
        } else if sign.is_alphabetic() || sign == '_' {
            self.word();
        } else {
            self.bracket(sign);
            self.at += sign.len_utf8();
        }
    }

    /// Up to and into the next tag; comments and raw text are passed over.
    fn outside(&mut self) {
        let Some(open) = self.rest().find('{') else {
            self.at = self.written.len();
            return;
        };
        self.at += open;
        let rest = self.rest();
        let tag = rest[1..].trim_start_matches(['%', '-']).trim_start();
        let length = if rest.starts_with("{#") {
            rest.find("#}").map_or(rest.len(), |n| n + 2)
        } else if rest.starts_with("{%") && tag.starts_with("raw") {
            rest.find("endraw").map_or(rest.len(), |n| n)
        } else if rest.starts_with("{%") || rest.starts_with("{{") {
            self.depth = 1;
            2
        } else {
            1
        };
        self.at += length;
    }

    fn bracket(&mut self, sign: char) {
        match sign {
            '(' | '[' | '{' => self.depth += 1,
            ')' | ']' | '}' => {
                self.end_of_list(true);
                self.depth = self.depth.saturating_sub(1).max(1);
            }
            _ => {}
        }
    }

    fn word(&mut self) {
        let rest = self.rest();
        let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let word = rest[..length].to_owned();
        let before = self.written[..self.at].trim_end();
        let is_field = before.ends_with('.');
        let depth = self.depth;
        let open = self.loops.last_mut().filter(|l| l.depth == depth && l.list.is_none());
        match word.as_str() {
            _ if is_field => {}
            "for" => {
                let inner = !before.trim_end_matches('-').ends_with("{%");
                self.loops.push(Loop { depth, inner, list: None });
            }
            "in" => {
                if let Some(open) = open {
                    let begin = self.at + length;
                    open.list = Some(begin);
                    self.inserts.push((begin, " (".to_owned(), begin..begin));
                }
            }
            "if" => {
                self.end_of_list(true);
            }
            _ => {}
        }
        self.at += length;
    }

    /// The list of the innermost loop ends here, if it is one at this depth; gives the list.
    fn end_of_list(&mut self, inner: bool) -> Option<Range<usize>> {
        let last = self.loops.last().filter(|l| l.depth == self.depth && l.inner == inner)?;
        let begin = last.list?;
        self.loops.pop();
        let words = &self.written[begin..self.at];
        let begin = begin + words.len() - words.trim_start().len();
        let list = begin..(begin + words.trim().len());
        self.inserts.push((self.at, format!(") | {FILTER} "), list.clone()));
        Some(list)
    }
}

#[cfg(test)]
mod tests {
    use super::Bounded;

    fn bounded(text: &str) -> String {
        Bounded::new(text).text
    }

    #[test]
    fn every_loop_is_counted_and_nothing_else_is_touched() {
        assert_eq!(
            bounded("{% for x in a.b %}x{% endfor %}"),
            "{% for x in ( a.b ) | counted %}{{ \"\" | timed }}x{% endfor %}"
        );
        assert_eq!(
            bounded("{%- for k, v in m | pairs -%}"),
            "{%- for k, v in ( m | pairs ) | counted -%}{{ \"\" | timed -}}"
        );
        assert_eq!(
            bounded("{{ [x for x in a if x in b] }}"),
            "{{ [x for x in ( a ) | counted if x in b] }}"
        );
        assert_eq!(
            bounded("{{ [[y for y in x] for x in a] }}"),
            "{{ [[y for y in ( x) | counted ] for x in ( a) | counted ] }}"
        );
        for plain in [
            "{# for x in y #} for x in y { % for",
            "{% raw %}{% for x in y %}{% endraw %}",
            "{{ page.for }} {% if a in b %}{% endif %} {{ \"for x in y\" }}",
            "{{ {a: {b: 1}} }} for x in y",
        ] {
            assert_eq!(bounded(plain), plain);
        }
    }

    #[test]
    fn places_are_those_of_what_was_written() {
        let written = "{% for x in list %}{{ x.nix }}{% endfor %}";
        let bounded = Bounded::new(written);
        let place = |word: &str| {
            let at = bounded.text.find(word).expect("a word of the template");
            &written[bounded.written(at..at + word.len())]
        };
        assert_eq!((place("list"), place("nix"), place("endfor")), ("list", "nix", "endfor"));
        assert_eq!((place("counted"), place("timed")), ("list", "list"), "filters stand for lists");
    }
}
