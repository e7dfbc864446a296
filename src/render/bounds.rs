//! Loops that end. The engine knows no limit of steps, so the site's own templates are put to it with
//! every loop's list sent through a filter that counts: `for x in list` becomes `for x in (list) | counted`.

use std::cell::Cell;
use std::ops::Range;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// The name of the filter.
const FILTER: &str = "counted";

thread_local! {
    /// What is left for the page that this thread renders; `None` once it was not enough.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Begins to count anew, up to a limit; to be called before a template is rendered.
pub(super) fn reset(limit: usize) {
    LEFT.set(Some(limit));
}

/// Whether the template that was rendered last had to be stopped.
pub(super) fn stopped() -> bool {
    LEFT.get().is_none()
}

/// Teaches the engine the filter.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter(FILTER, counted);
}

fn counted(list: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    LEFT.set(LEFT.get().and_then(|left| left.checked_sub(list.len().unwrap_or(0))));
    if stopped() { Err(Error::message("too many iterations")) } else { Ok(list.clone()) }
}

/// A template with its loops counted, and where something was put in.
#[derive(Debug)]
pub(super) struct Bounded {
    /// What the engine gets.
    pub text: String,
    /// Offsets in that text, and how many bytes stand there that nobody wrote.
    inserted: Vec<(usize, usize)>,
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
        for (at, words) in scan.inserts {
            bounded.text.push_str(&written[from..at]);
            bounded.inserted.push((bounded.text.len(), words.len()));
            bounded.text.push_str(&words);
            from = at;
        }
        bounded.text.push_str(&written[from..]);
        bounded
    }

    /// Where a stretch of the engine's text stands in what was written; the filter stands for the list.
    pub fn written(&self, range: Range<usize>) -> Range<usize> {
        let within = |(at, length): &(usize, usize)| (*at..at + length).contains(&range.start);
        let filter = self.inserted.iter().position(within);
        let start = filter.and_then(|n| n.checked_sub(1)).map_or(range.start, |n| {
            let (at, length) = self.inserted[n];
            at + length + 1
        });
        self.offset(start)..self.offset(range.end.max(start))
    }

    fn offset(&self, offset: usize) -> usize {
        let before = self.inserted.iter().take_while(|(at, _)| *at < offset);
        offset - before.map(|(at, length)| (*length).min(offset - at)).sum::<usize>()
    }
}

/// A loop whose list has not ended yet.
struct Loop {
    depth: usize,
    /// Whether it is one in a list, `[x for x in y if z]`, and no statement.
    inner: bool,
    /// Whether its `in` was met.
    in_list: bool,
}

/// Reads a template as far as its loops need it.
struct Scan<'t> {
    written: &'t str,
    at: usize,
    /// How many brackets are open; 0 outside of tags, and a tag opens one.
    depth: usize,
    loops: Vec<Loop>,
    inserts: Vec<(usize, String)>,
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
            self.end_of_list(false);
            self.loops.clear();
            self.depth = 0;
            self.at += end.len();
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
        let open = self.loops.last_mut().filter(|l| l.depth == depth && !l.in_list);
        match word.as_str() {
            _ if is_field => {}
            "for" => {
                let inner = !before.trim_end_matches('-').ends_with("{%");
                self.loops.push(Loop { depth, inner, in_list: false });
            }
            "in" => {
                if let Some(open) = open {
                    open.in_list = true;
                    self.inserts.push((self.at + length, " (".to_owned()));
                }
            }
            "if" => self.end_of_list(true),
            _ => {}
        }
        self.at += length;
    }

    /// The list of the innermost loop ends here, if it is one at this depth.
    fn end_of_list(&mut self, inner: bool) {
        let ends = |l: &&Loop| l.depth == self.depth && l.in_list && l.inner == inner;
        if self.loops.last().filter(ends).is_some() {
            self.loops.pop();
            self.inserts.push((self.at, format!(") | {FILTER} ")));
        }
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
            "{% for x in ( a.b ) | counted %}x{% endfor %}"
        );
        assert_eq!(
            bounded("{%- for k, v in m | pairs -%}"),
            "{%- for k, v in ( m | pairs ) | counted -%}"
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
        assert_eq!(place("counted").trim(), "list", "the filter stands for what it counts");
    }
}
