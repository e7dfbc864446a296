//! What an address gets: looked up in the map of the site's files, never on disk.

use std::borrow::Cow;
use std::sync::Arc;

use crate::base::Hash;
use crate::build::Live;
use crate::plan::encode;

/// What stands at an address.
#[derive(Debug)]
pub enum Found<'l> {
    /// A file, by its path in the output.
    File(String, &'l Arc<[u8]>),
    /// A page whose address ends in a slash: the address below this host, encoded.
    Moved(String),
    /// Nothing; the page that says so, if the site has one.
    Missing(Option<(String, &'l Arc<[u8]>)>),
    /// No site has been without an error yet.
    NotYet,
}

/// Looks a decoded path up.
pub fn find<'l>(live: &'l Live, path: &str) -> Found<'l> {
    let base = &*live.base_path;
    if base.is_empty() {
        return Found::NotYet;
    }
    if base != "/" && (path == "/" || format!("{path}/") == base) {
        return Found::Moved(encode(base));
    }
    let Some(below) = path.strip_prefix(base) else { return missing(live, "") };
    let is_folder = below.is_empty() || below.ends_with('/');
    let file = if is_folder { format!("{below}index.html") } else { below.to_owned() };
    if let Some(found) = live.files.get(&file) {
        return Found::File(file, &found.bytes);
    }
    if !is_folder && live.files.contains_key(&format!("{below}/index.html")) {
        return Found::Moved(format!("{}/", encode(path)));
    }
    missing(live, below)
}

/// The 404 page of the language, else of the site.
fn missing<'l>(live: &'l Live, below: &str) -> Found<'l> {
    let folder = below.split('/').next().unwrap_or_default();
    let places = [format!("{folder}/404.html"), "404.html".to_owned()];
    let found =
        places.into_iter().find_map(|path| Some((path.clone(), &live.files.get(&path)?.bytes)));
    Found::Missing(found)
}

/// Stands for what a page shows at an address, apart from the versions of its style sheets: those are
/// put in its place without loading it again.
pub fn shape(live: &Live, path: &str) -> String {
    let (status, bytes): (u16, &[u8]) = match find(live, path) {
        Found::File(_, bytes) => (200, bytes),
        Found::Moved(_) => (302, b""),
        Found::Missing(page) => (404, page.map_or(&b""[..], |(_, bytes)| bytes)),
        Found::NotYet => (503, b""),
    };
    Hash::of_value(&(status, &*without_versions(bytes))).short()
}

/// A page without the fingerprints in the addresses of its style sheets.
fn without_versions(page: &[u8]) -> Cow<'_, [u8]> {
    const MARK: &[u8] = b".css?v=";
    let Some(first) = position(page, MARK) else { return Cow::Borrowed(page) };
    let mut out = Vec::with_capacity(page.len());
    let (mut rest, mut next) = (page, Some(first));
    while let Some(at) = next {
        let (before, after) = rest.split_at(at + MARK.len());
        out.extend_from_slice(before);
        let digits = after.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        rest = &after[digits..];
        next = position(rest, MARK);
    }
    out.extend_from_slice(rest);
    Cow::Owned(out)
}

fn position(text: &[u8], word: &[u8]) -> Option<usize> {
    text.windows(word.len()).position(|window| window == word)
}

/// A page with a tag before the end of its body; at its own end where it names none.
pub fn with_tag(page: &[u8], tag: &str) -> Vec<u8> {
    const END: &[u8] = b"</body";
    let place = page.windows(END.len()).rposition(|window| window.eq_ignore_ascii_case(END));
    let (before, after) = page.split_at(place.unwrap_or(page.len()));
    [before, tag.as_bytes(), after].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_style_sheets_are_no_change() {
        let page = |version: &str, words: &str| {
            format!("<link href=\"/a.css?v={version}\"><link href=\"/b.css?v={version}\">{words}")
                .into_bytes()
        };
        assert_eq!(
            without_versions(&page("0123456789", "x")),
            without_versions(&page("abcdefabcd", "x"))
        );
        assert_ne!(
            without_versions(&page("0123456789", "x")),
            without_versions(&page("0123456789", "y"))
        );
    }

    #[test]
    fn the_tag_stands_before_the_end_of_the_last_body() {
        assert_eq!(with_tag(b"<body>a</BODY></html>", "T"), b"<body>aT</BODY></html>");
        assert_eq!(with_tag(b"<pre></body></pre></body>", "T"), b"<pre></body></pre>T</body>");
        assert_eq!(with_tag(b"words", "T"), b"wordsT");
        assert_eq!(with_tag(b"", "T"), b"T");
    }
}
