//! What is known of a picture without decoding it, and from where pictures may come.

use serde::{Deserialize, Serialize};

/// A picture, as its first bytes describe it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Picture {
    /// Width and height in pixels.
    Sized(u32, u32),
    /// A picture without a size of its own, or whose size was not found.
    Scalable,
    /// An empty file.
    Empty,
    /// No picture, whatever its name says.
    Broken,
}

/// Whether words are the address of a picture of the site: what a contact shows instead of them.
pub fn is_own_picture(words: &str) -> bool {
    const ENDINGS: [&str; 6] = [".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif"];
    words.starts_with('/') && ENDINGS.iter().any(|ending| words.to_lowercase().ends_with(ending))
}

/// A host whose pictures pages may show: `img.example.com`, with a port where it has one, or `*.example.com`
/// for every host below a name. It is written into a policy that browsers hold pages to.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct PictureHost(String);

impl PictureHost {
    /// Reads a host as settings name it; `None` where it is none.
    pub fn parse(written: &str) -> Option<Self> {
        let name = written.strip_prefix("*.").unwrap_or(written);
        let (name, port) = name.split_once(':').map_or((name, None), |(n, p)| (n, Some(p)));
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let labels = name.split('.').all(|label| !label.is_empty() && label.chars().all(plain));
        let port = port.is_none_or(|port| port.parse::<u16>().is_ok());
        (labels && port).then(|| Self(written.to_ascii_lowercase()))
    }

    /// Whether an address lies on this host.
    pub fn holds(&self, url: &str) -> bool {
        let Some(host) = host_of(url).map(str::to_ascii_lowercase) else { return false };
        match self.0.strip_prefix('*') {
            Some(below) => host.len() > below.len() && host.ends_with(below),
            None => host == self.0,
        }
    }

    /// The host, as policies write it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The host of a web address with its port, as browsers see it; `None` where it is not plain to see.
pub fn host_of(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let web = ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    // Browsers take a backslash for a slash.
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    (web && !host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_names_and_nothing_else() {
        for written in ["img.example.com", "*.example.com", "IMG.example.com:8443", "localhost"] {
            assert!(PictureHost::parse(written).is_some(), "{written}");
        }
        for written in [
            "",
            "*",
            "*.",
            "https://a.b",
            "a.b/",
            "a..b",
            "a.b:x",
            "a b",
            "图.中国",
            "'self'",
            "a.*.b",
        ] {
            assert_eq!(PictureHost::parse(written), None, "{written}");
        }
    }

    #[test]
    fn an_address_lies_where_browsers_look_for_it() {
        let one = PictureHost::parse("img.example.com").expect("a host");
        for url in [
            "https://img.example.com/a.png",
            "HTTP://IMG.example.com",
            "https://x@img.example.com/",
        ] {
            assert!(one.holds(url), "{url}");
        }
        for url in [
            "https://example.com/a.png",
            "https://img.example.com.evil.net/a.png",
            "https://evil.net/img.example.com",
            "https://evil.net\\@img.example.com/",
            "https://img.example.com@evil.net/",
            "https://img.example.com:8443/a.png",
            "https:img.example.com/a.png",
            "ftp://img.example.com/a.png",
        ] {
            assert!(!one.holds(url), "{url}");
        }
        let below = PictureHost::parse("*.example.com").expect("hosts");
        assert!(below.holds("https://a.b.example.com/a.png"));
        assert!(!below.holds("https://example.com/") && !below.holds("https://anexample.com/"));
    }
}
