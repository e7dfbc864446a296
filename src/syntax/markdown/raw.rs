//! HTML that authors write: an allow-list, tag by tag.
//!
//! Only tags and attributes that cannot run, load or hide anything pass. Whatever else stands there
//! is left out and named, so that it can be reported. Tags are balanced, so that no author's tag
//! closes one of the page's.

/// Elements without an end.
const EMPTY: &[&str] = &["br", "hr", "wbr", "col"];

/// Elements that pass.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements that stand among words.
const WORDS: &[&str] = &[
    "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "time", "u", "var",
];

/// Attributes that pass on every element.
const EVERYWHERE: &[&str] = &["class", "dir", "lang", "title"];

/// Attributes that pass on one.
const ON_ONE: &[(&str, &str)] = &[
    ("a", "href"),
    ("details", "open"),
    ("ol", "start"),
    ("ol", "reversed"),
    ("td", "colspan"),
    ("td", "rowspan"),
    ("th", "colspan"),
    ("th", "rowspan"),
    ("th", "scope"),
    ("time", "datetime"),
];

/// Elements whose content is no text.
const SWALLOWED: &[&str] =
    &["script", "style", "template", "textarea", "title", "iframe", "noscript"];

/// How many columns or rows a cell may span.
const SPAN: u32 = 100;

/// How deep an author's elements may stand in each other.
const DEPTH: usize = 64;

/// Passes HTML through the list, in the order in which it stands in a text.
#[derive(Default)]
pub struct Sieve {
    open: Vec<&'static str>,
    /// What was left out of the last piece: a tag or an attribute.
    pub refused: Option<String>,
}

impl Sieve {
    /// What passes of a piece of HTML.
    pub fn pass(&mut self, html: &str) -> String {
        self.refused = None;
        let mut out = String::with_capacity(html.len());
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            out.push_str(&rest[..at]);
            rest = self.tag(&rest[at..], &mut out);
        }
        out.push_str(rest);
        out
    }

    /// Closes what was left open.
    pub fn finish(&mut self) -> String {
        let mut out = String::new();
        self.close_to(0, &mut out);
        out
    }

    /// Closes elements of words at the end of a paragraph: they may not reach into the next one.
    pub fn close_words(&mut self) -> Option<String> {
        let words = self.open.iter().rev().take_while(|name| WORDS.contains(name)).count();
        let mut out = String::new();
        self.close_to(self.open.len() - words, &mut out);
        (words > 0).then_some(out)
    }

    /// Handles what begins with `<`; returns what follows.
    fn tag<'h>(&mut self, html: &'h str, out: &mut String) -> &'h str {
        if let Some(comment) = html.strip_prefix("<!--") {
            return comment.find("-->").map_or("", |end| &comment[end + 3..]);
        }
        let (body, closing) = match html[1..].strip_prefix('/') {
            Some(body) => (body, true),
            None => (&html[1..], false),
        };
        if !body.starts_with(|c: char| c.is_ascii_alphabetic()) {
            if body.starts_with(['!', '?']) {
                self.refuse("<!");
                return body.find('>').map_or("", |end| &body[end + 1..]);
            }
            out.push_str("&lt;");
            return &html[1..];
        }
        let long = body.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        let (name, attributes) = body.split_at(long.unwrap_or(body.len()));
        let name = name.to_ascii_lowercase();
        let known = ELEMENTS.iter().find(|element| **element == name);
        let (attributes, rest) = cut(attributes);
        match known {
            Some(name) if closing => self.close(name, out),
            Some(name) => self.open(name, attributes, out),
            None => return self.refuse_element(&name, closing, rest),
        }
        rest
    }

    fn refuse(&mut self, what: &str) {
        self.refused.get_or_insert_with(|| what.to_owned());
    }

    fn refuse_element<'h>(&mut self, name: &str, closing: bool, rest: &'h str) -> &'h str {
        self.refuse(&format!("<{name}>"));
        if closing || !SWALLOWED.contains(&name) {
            return rest;
        }
        let end = rest.to_ascii_lowercase().find(&format!("</{name}"));
        end.map_or("", |end| rest[end..].find('>').map_or("", |close| &rest[end + close + 1..]))
    }

    fn open(&mut self, name: &'static str, attributes: &str, out: &mut String) {
        if self.open.len() == DEPTH {
            return self.refuse(&format!("<{name}>"));
        }
        out.push('<');
        out.push_str(name);
        for (key, value) in Attributes(attributes) {
            match passed(name, &key, value) {
                Some(value) => {
                    out.push_str(&format!(" {key}=\"{}\"", super::pieces::escape(&value)));
                }
                None => self.refuse(&key),
            }
        }
        out.push('>');
        if !EMPTY.contains(&name) {
            self.open.push(name);
        }
    }

    fn close(&mut self, name: &str, out: &mut String) {
        if let Some(at) = self.open.iter().rposition(|open| *open == name) {
            self.close_to(at, out);
        }
    }

    fn close_to(&mut self, depth: usize, out: &mut String) {
        for name in self.open.drain(depth..).rev() {
            out.push_str(&format!("</{name}>"));
        }
    }
}

/// A tag's attributes up to the `>` outside quotes, and what follows it.
fn cut(html: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, c) in html.char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '>') => return (&html[..at], &html[at + 1..]),
            _ => {}
        }
    }
    (html, "")
}

/// Names and values between white space, as HTML cuts them.
struct Attributes<'h>(&'h str);

impl<'h> Iterator for Attributes<'h> {
    type Item = (String, &'h str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/'));
        let (name, rest) = rest.split_at(end.unwrap_or(rest.len()));
        if name.is_empty() && !rest.starts_with('=') {
            return None;
        }
        let (value, rest) = match rest.trim_start().strip_prefix('=') {
            None => ("", rest),
            Some(value) => value_of(value.trim_start()),
        };
        self.0 = rest;
        Some((name.to_ascii_lowercase(), value))
    }
}

fn value_of(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    let end = text.find(|c: char| c.is_ascii_whitespace());
    text.split_at(end.unwrap_or(text.len()))
}

/// An attribute's value, if it may stand on the element.
fn passed(element: &str, key: &str, value: &str) -> Option<String> {
    let listed = EVERYWHERE.contains(&key) || ON_ONE.contains(&(element, key));
    let value = unescaped(value);
    let fits = match key {
        "href" => is_harmless(&value),
        "colspan" | "rowspan" => value.parse::<u32>().is_ok_and(|n| (1..=SPAN).contains(&n)),
        _ => true,
    };
    (listed && fits).then_some(value)
}

/// Entities as the Markdown parser reads them; what is still one afterwards is escaped again.
fn unescaped(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let link = format!("[x](<{}>)", value.replace(['<', '>', '\n'], ""));
    let mut events = pulldown_cmark::Parser::new(&link);
    events
        .find_map(|event| match event {
            pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link { dest_url, .. }) => {
                Some(dest_url.to_string())
            }
            _ => None,
        })
        .unwrap_or_default()
}

/// An address of the web, of mail, of a telephone, or one of this site from its root.
fn is_harmless(url: &str) -> bool {
    let own = url.starts_with('#') || (url.starts_with('/') && !url.starts_with("//"));
    (own && !url.contains(['\\', '\t', '\n', '\r'])) || crate::syntax::text::is_address(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pass(html: &str) -> (String, Option<String>) {
        let mut sieve = Sieve::default();
        let mut out = sieve.pass(html);
        let refused = sieve.refused.take();
        out.push_str(&sieve.finish());
        (out, refused)
    }

    #[test]
    fn harmless_html_passes() {
        for html in [
            "<b>加粗</b>",
            "<table class=\"x\"><tr><td colspan=\"2\">甲</td></tr></table>",
            "甲<br>乙",
            "<a href=\"https://www.example.org/\">外面</a>",
            "1 &lt; 2 &amp; 3",
        ] {
            assert_eq!(pass(html), (html.to_owned(), None));
        }
        assert_eq!(pass("<B Title='a\"b'>x").0, "<b title=\"a&quot;b\">x</b>");
    }

    #[test]
    fn the_rest_is_left_out_and_named() {
        for (html, out, refused) in [
            ("<script>alert(1)</script>后", "后", "<script>"),
            ("<SCRIPT src=x>", "", "<script>"),
            ("<img src=x onerror=alert(1)>", "", "<img>"),
            ("<b onclick=\"x\">甲</b>", "<b>甲</b>", "onclick"),
            ("<b style='x'>甲</b>", "<b>甲</b>", "style"),
            ("<a href='java&#115;cript:x'>甲</a>", "<a>甲</a>", "href"),
            ("<a href=' javascript:x'>甲</a>", "<a>甲</a>", "href"),
            ("<svg/onload=x>", "", "<svg>"),
            ("<b-x>甲</b-x>", "甲", "<b-x>"),
            ("<td colspan=1000000000>", "<td></td>", "colspan"),
            ("<!DOCTYPE x>", "", "<!"),
        ] {
            assert_eq!(pass(html), (out.to_owned(), Some(refused.to_owned())), "{html}");
        }
    }

    #[test]
    fn tags_are_balanced() {
        assert_eq!(pass("</div></article>甲").0, "甲");
        assert_eq!(pass("<div><b>甲</div>").0, "<div><b>甲</b></div>");
        assert_eq!(pass("a < b <3 <").0, "a &lt; b &lt;3 &lt;");
    }
}
