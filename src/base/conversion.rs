//! Traditional Chinese made from Simplified, word by word, by the tables of OpenCC.

use std::fmt;

use aho_corasick::{AhoCorasick, MatchKind};
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

use super::Hash;

/// The tables that `with:` can name. `s2twp` also exchanges words that Taiwan calls otherwise.
pub const SCHEMES: [&str; 4] = ["s2twp", "s2tw", "s2hk", "s2t"];

/// Words that the tables get wrong for software: 账号 comes out as 賬號, 登录 as 登錄.
const USUAL: [(&str, &str); 6] = [
    ("帐号", "帳號"),
    ("账号", "帳號"),
    ("帐户", "帳戶"),
    ("账户", "帳戶"),
    ("登录", "登入"),
    ("登陆", "登入"),
];

/// A way from Simplified to Traditional Chinese, with words that have a translation of their own.
pub struct Conversion {
    tables: OpenCC,
    /// Finds the words of the glossary, the longest where several begin.
    terms: AhoCorasick,
    /// What they become, in the order of `terms`.
    translations: Vec<String>,
    /// Stands for everything that the conversion could do to a text.
    pub key: Hash,
}

impl Conversion {
    /// The tables of a scheme under a glossary of the site; `None` if there is no such scheme.
    pub fn new(scheme: &str, glossary: &[(String, String)]) -> Option<Self> {
        let config = match scheme {
            "s2twp" => BuiltinConfig::S2twp,
            "s2tw" => BuiltinConfig::S2tw,
            "s2hk" => BuiltinConfig::S2hk,
            "s2t" => BuiltinConfig::S2t,
            _ => return None,
        };
        let usual = USUAL.iter().filter(|_| scheme == "s2twp");
        let usual = usual.map(|(from, to)| ((*from).to_owned(), (*to).to_owned()));
        let own = glossary.iter().filter(|(from, _)| !from.is_empty()).cloned();
        let mut glossary: Vec<(String, String)> = own.chain(usual).collect();
        // Stable: of two translations of one word the site's own comes first, and stays.
        glossary.sort_by(|a, b| a.0.cmp(&b.0));
        glossary.dedup_by(|later, earlier| later.0 == earlier.0);
        let key = Hash::of_value(&(scheme, &glossary));
        let (terms, translations): (Vec<_>, Vec<_>) = glossary.into_iter().unzip();
        let terms = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&terms);
        Some(Self {
            tables: OpenCC::from_config(config).ok()?,
            terms: terms.ok()?,
            translations,
            key,
        })
    }

    /// A text in Traditional Chinese.
    pub fn convert(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for term in self.terms.find_iter(text) {
            out.push_str(&self.by_tables(&text[done..term.start()]));
            out.push_str(&self.translations[term.pattern().as_usize()]);
            done = term.end();
        }
        out.push_str(&self.by_tables(&text[done..]));
        out
    }

    fn by_tables(&self, text: &str) -> String {
        if text.is_ascii() { text.to_owned() } else { self.tables.convert(text) }
    }
}

impl fmt::Debug for Conversion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Conversion").field("key", &self.key).finish_non_exhaustive()
    }
}

/// Converts HTML that comes in pieces: words, and the words in `alt` and `title`; no other
/// attribute, and no code. A piece may end within a tag.
pub struct HtmlConversion<'c> {
    conversion: &'c Conversion,
    in_tag: bool,
    /// How many `<code>` and `<pre>` are open.
    code: usize,
}

impl<'c> HtmlConversion<'c> {
    /// At the beginning of a text.
    pub fn new(conversion: &'c Conversion) -> Self {
        Self { conversion, in_tag: false, code: 0 }
    }

    /// The next piece.
    pub fn convert(&mut self, html: &str) -> String {
        let mut out = String::with_capacity(html.len());
        let mut rest = html;
        while !rest.is_empty() {
            let end = rest.find(if self.in_tag { '>' } else { '<' });
            let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
            if self.in_tag {
                out.push_str(&self.tag(part));
            } else if self.code > 0 {
                out.push_str(part);
            } else {
                out.push_str(&self.conversion.convert(part));
            }
            if end.is_some() {
                self.in_tag = !self.in_tag;
            }
            // The `<` stays with its tag, the `>` goes with it.
            rest = after;
            if let Some(words) = rest.strip_prefix('>') {
                out.push('>');
                rest = words;
            }
        }
        out
    }

    /// A tag, or the part of one that stands in this piece.
    fn tag(&mut self, tag: &str) -> String {
        let name = |name: &str| {
            tag.strip_prefix(name)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        };
        if name("<code") || name("<pre") {
            self.code += 1;
        } else if name("</code") || name("</pre") {
            self.code = self.code.saturating_sub(1);
        }
        let mut out = tag.to_owned();
        for attribute in [" alt=\"", " title=\""] {
            let Some(start) = out.find(attribute).map(|at| at + attribute.len()) else { continue };
            let end = out[start..].find('"').map_or(out.len(), |at| start + at);
            let words = self.conversion.convert(&out[start..end]);
            out.replace_range(start..end, &words);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taiwan() -> Conversion {
        let own = [
            ("企业微信".to_owned(), "企業微信".to_owned()),
            ("微信".to_owned(), "WeChat".to_owned()),
        ];
        Conversion::new("s2twp", &own).expect("a scheme")
    }

    #[test]
    fn words_are_exchanged_by_phrases() {
        let conversion = taiwan();
        assert_eq!(conversion.convert("怎么登录新的帐号"), "怎麼登入新的帳號");
        assert_eq!(conversion.convert("支持网络与软件"), "支援網路與軟體");
        assert_eq!(conversion.convert("plain text"), "plain text");
    }

    #[test]
    fn the_longest_word_of_the_glossary_comes_first() {
        assert_eq!(taiwan().convert("企业微信和微信"), "企業微信和WeChat");
    }

    #[test]
    fn tags_and_code_stay() {
        let conversion = taiwan();
        let mut html = HtmlConversion::new(&conversion);
        assert_eq!(
            html.convert("<h2 id=\"登录\">登录</h2><p>见 <a"),
            "<h2 id=\"登录\">登入</h2><p>見 <a"
        );
        assert_eq!(html.convert(" title=\"帐号\">帐号</a> "), " title=\"帳號\">帳號</a> ");
        assert_eq!(html.convert("<code>登录</code>登录"), "<code>登录</code>登入");
        assert_eq!(
            html.convert("<img src=\"登录.png\" alt=\"登录\">"),
            "<img src=\"登录.png\" alt=\"登入\">"
        );
    }

    #[test]
    fn the_key_tells_glossaries_apart() {
        let plain = Conversion::new("s2twp", &[]).expect("a scheme");
        assert_ne!(plain.key, taiwan().key);
        assert!(Conversion::new("s2x", &[]).is_none());
    }
}
