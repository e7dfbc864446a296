//! Addresses as written: schemes, percent signs, relative paths.

/// The scheme of an address, if it has one: letters, then a colon, before any `/`, `?` or `#`. Control
/// characters and white space are looked through, as browsers do.
pub fn scheme(to: &str) -> Option<(String, &str)> {
    let colon = to.find(':')?;
    let clean: String =
        to[..colon].chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let is_scheme = clean.chars().next().is_some_and(|c| c.is_ascii_alphabetic())
        && clean.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then(|| (clean, &to[colon + 1..]))
}

/// Percent-decodes once; what is no UTF-8 afterwards stays as it was.
pub fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match hex.filter(|_| bytes[at] == b'%') {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// Joins a folder and a relative path; `None` where it leads out of the project.
pub fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A file's path as a link in a folder spells it: `../news/hello.md`.
pub fn relative(folder: &str, file: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    let to: Vec<&str> = file.split('/').collect();
    let common = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - common);
    up.chain(to[common..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_there_and_back() {
        for (folder, file, path) in [
            ("content/news", "content/news/a.md", "a.md"),
            ("content", "content/news/a.md", "news/a.md"),
            ("content/news", "content/about.md", "../about.md"),
            ("content/news/b", "static/x.png", "../../../static/x.png"),
        ] {
            assert_eq!(relative(folder, file), path);
            assert_eq!(join(folder, path).as_deref(), Some(file));
        }
        assert_eq!(join("content", "../../x"), None);
    }

    #[test]
    fn schemes_are_seen_through_white_space() {
        assert_eq!(scheme("java\tscript:x").map(|(s, _)| s).as_deref(), Some("javascript"));
        assert_eq!(scheme("\u{1}javascript:x").map(|(s, _)| s).as_deref(), Some("javascript"));
        assert!(scheme("a/b:c").is_none() && scheme("#a:b").is_none());
    }
}
