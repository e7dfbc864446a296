//! Just enough reading of HTML and XML to look at pages that crosswalk itself wrote.

/// An element: its attributes as written, and what stands in it.
#[derive(Clone, Copy, Debug)]
pub struct Element<'h> {
    /// The attributes.
    pub attributes: &'h str,
    /// The content.
    pub inner: &'h str,
}

/// Every element of a kind, outer ones before inner ones, in the order of their beginnings.
pub fn all<'h>(html: &'h str, tag: &str) -> Vec<Element<'h>> {
    let (open, close) = (format!("<{tag}"), format!("</{tag}>"));
    let starts = html.match_indices(&open).map(|(at, _)| at + open.len());
    let starts = starts.filter(|at| html[*at..].starts_with([' ', '>', '\n', '/']));
    let element = |at: usize| {
        let head = at + html[at..].find('>').expect("a tag ends");
        let inner = &html[head + 1..];
        let mut depth = 1;
        let mut from = 0;
        while let Some(end) = inner[from..].find(&close).map(|n| n + from) {
            depth += inner[from..end].matches(&open).count();
            depth -= 1;
            if depth == 0 {
                return Element { attributes: &html[at..head], inner: &inner[..end] };
            }
            from = end + close.len();
        }
        // Elements such as <meta> have no end.
        Element { attributes: &html[at..head], inner: "" }
    };
    starts.map(element).collect()
}

impl<'h> Element<'h> {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&'h str> {
        let start = format!(" {name}=\"");
        let rest = &self.attributes[self.attributes.find(&start)? + start.len()..];
        rest.split_once('"').map(|(value, _)| value)
    }

    /// The elements of a kind in it.
    pub fn all(&self, tag: &str) -> Vec<Element<'h>> {
        all(self.inner, tag)
    }

    /// Its words.
    pub fn text(&self) -> String {
        text(self.inner)
    }
}

/// The words of a piece of HTML, with one space where there was any amount of white space.
pub fn text(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        words.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    words.push_str(rest);
    let words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    let words = words.replace("&#x27;", "'").replace("&#39;", "'").replace("&amp;", "&");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What keeps a text from being well-formed XML, as far as this tool writes any: one root, tags in
/// pairs, quoted attributes, and no bare `&` or `<`.
pub fn well_formed(xml: &str) -> Result<(), String> {
    let body = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let mut rest = body.ok_or("no XML declaration")?.trim_end();
    let mut open: Vec<&str> = Vec::new();
    loop {
        let (words, tag) = rest.split_once('<').ok_or("no tag")?;
        bare(words)?;
        let (tag, after) = tag.split_once('>').ok_or("a tag without an end")?;
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        match tag.strip_prefix('/') {
            Some(_) if open.pop() != Some(name) => return Err(format!("</{name}> ends nothing")),
            Some(_) => {}
            None => {
                quoted(tag.trim_end_matches('/').split_once(' ').map_or("", |(_, rest)| rest))?;
                open.extend((!tag.ends_with('/')).then_some(name));
            }
        }
        rest = after;
        if open.is_empty() {
            return if rest.is_empty() { Ok(()) } else { Err(format!("after the root: {rest}")) };
        }
    }
}

fn bare(words: &str) -> Result<(), String> {
    let names = ["amp;", "lt;", "gt;", "quot;", "apos;", "#"];
    let entity = |rest: &str| names.iter().any(|name| rest.starts_with(name));
    match words.split('&').skip(1).find(|rest| !entity(rest)) {
        Some(rest) => Err(format!("a bare & before {rest}")),
        None => Ok(()),
    }
}

fn quoted(attributes: &str) -> Result<(), String> {
    let pieces: Vec<&str> = attributes.split('"').collect();
    let wrong = || format!("attributes: {attributes}");
    if pieces.len().is_multiple_of(2) || pieces.last().is_some_and(|rest| !rest.trim().is_empty()) {
        return Err(wrong());
    }
    for pair in pieces.chunks_exact(2) {
        let name = pair[0].trim_start().strip_suffix('=').ok_or_else(wrong)?;
        if name.is_empty() || name.contains([' ', '=']) {
            return Err(wrong());
        }
        bare(pair[1])?;
    }
    Ok(())
}

#[test]
fn elements_are_found() {
    let html =
        "<ul class=\"a\"><li>一</li><li id=\"b\"><ul><li>二 &amp;\n三</li></ul></li></ul><ultra>";
    assert_eq!(all(html, "ul").len(), 2);
    let items = all(html, "li");
    assert_eq!(items[1].attribute("id"), Some("b"));
    assert_eq!(items[1].text(), "二 & 三");
    assert_eq!(items[1].all("li")[0].text(), "二 & 三");
}

#[test]
fn faults_in_xml_are_found() {
    let of =
        |body: &str| well_formed(&format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{body}"));
    assert_eq!(of("<a b=\"c &amp; d\"><e/>x<f>y</f></a>\n"), Ok(()));
    for bad in
        ["<a>", "<a></b>", "<a/><b/>", "<a b=c/>", "<a>x & y</a>", "<a b=\"&\"/>", "<a></a>x"]
    {
        assert!(of(bad).is_err(), "{bad}");
    }
}
