//! Colours in code: words of a language in spans with a class each, which the theme colours.

/// How many bytes of a text's code are coloured at most.
pub const MOST: usize = 32 << 10;

/// The longest line that is coloured. Some grammars need a time that grows with the square of a line's
/// length: a second and a half for 2,000 backquotes in Markdown.
#[cfg(feature = "highlight")]
const LINE: usize = 250;

/// Whether code of a language is coloured. Words that say no language, or one without a grammar, stay as
/// they are.
pub fn knows(info: &str) -> bool {
    #[cfg(feature = "highlight")]
    return grammar::of(info).is_some();
    #[cfg(not(feature = "highlight"))]
    {
        let _ = info;
        false
    }
}

/// Code as HTML; `None` where it is better left plain.
pub fn html(info: &str, code: &str) -> Option<String> {
    #[cfg(feature = "highlight")]
    {
        grammar::html(grammar::of(info)?, code)
    }
    #[cfg(not(feature = "highlight"))]
    {
        let _ = (info, code);
        None
    }
}

#[cfg(feature = "highlight")]
mod grammar {
    use std::sync::LazyLock;

    use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

    static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

    /// Scopes as TextMate's grammars name them, and the class that stands for each and all below it;
    /// the first that fits counts.
    const CLASSES: &[(&str, &str)] = &[
        ("comment", "comment"),
        ("punctuation.definition.comment", "comment"),
        ("markup.inserted", "inserted"),
        ("markup.deleted", "deleted"),
        ("markup.heading", "keyword"),
        ("meta.diff.header", "keyword"),
        ("meta.diff.range", "number"),
        ("constant.character.escape", "number"),
        ("punctuation.definition.string", "string"),
        ("string", "string"),
        ("constant", "number"),
        ("keyword.operator", "operator"),
        ("keyword", "keyword"),
        ("storage", "keyword"),
        ("entity.name.function", "function"),
        ("support.function", "function"),
        ("variable.function", "function"),
        ("entity.name.tag", "keyword"),
        ("entity.other.attribute-name", "type"),
        ("entity.name", "type"),
        ("support.type", "type"),
        ("support.class", "type"),
    ];

    static SCOPES: LazyLock<Vec<(Scope, &str)>> = LazyLock::new(|| {
        let scope = |(name, class): &(&str, &'static str)| Some((Scope::new(name).ok()?, *class));
        CLASSES.iter().filter_map(scope).collect()
    });

    /// The grammar of the language that an info string begins with.
    pub fn of(info: &str) -> Option<&'static SyntaxReference> {
        let end = info.find(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | ':'));
        let name = info[..end.unwrap_or(info.len())].trim_start_matches("language-");
        if name.is_empty() {
            return None;
        }
        let found = SYNTAXES.find_syntax_by_token(name)?;
        (found.name != "Plain Text").then_some(found)
    }

    pub fn html(grammar: &SyntaxReference, code: &str) -> Option<String> {
        let mut state = ParseState::new(grammar);
        let mut stack = ScopeStack::new();
        let mut out = Spans { html: String::with_capacity(code.len() * 2), open: "" };
        for line in code.split_inclusive('\n') {
            if line.len() > super::LINE {
                out.push(line, "");
                continue;
            }
            let steps = state.parse_line(line, &SYNTAXES).ok()?;
            let mut done = 0;
            for (at, step) in steps {
                out.push(line.get(done..at)?, class(&stack));
                done = at;
                stack.apply(&step).ok()?;
            }
            out.push(&line[done..], class(&stack));
        }
        out.close();
        Some(out.html)
    }

    /// What the innermost scope that has a class is coloured as.
    fn class(stack: &ScopeStack) -> &'static str {
        let of = |scope: &Scope| SCOPES.iter().find(|(known, _)| known.is_prefix_of(*scope));
        stack.as_slice().iter().rev().find_map(of).map_or("", |(_, class)| *class)
    }

    /// HTML in which neighbours of one class share a span.
    struct Spans {
        html: String,
        open: &'static str,
    }

    impl Spans {
        fn push(&mut self, text: &str, class: &'static str) {
            if text.is_empty() {
                return;
            }
            // White space has no colour of its own.
            if class != self.open && !text.trim().is_empty() {
                self.close();
                if !class.is_empty() {
                    self.html.push_str("<span class=\"hl-");
                    self.html.push_str(class);
                    self.html.push_str("\">");
                    self.open = class;
                }
            }
            // Writing to a string cannot fail.
            let _ = pulldown_cmark_escape::escape_html_body_text(&mut self.html, text);
        }

        fn close(&mut self) {
            if !self.open.is_empty() {
                self.html.push_str("</span>");
                self.open = "";
            }
        }
    }
}

#[cfg(all(test, feature = "highlight"))]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_language_get_a_class() {
        let code = html("rust", "// 注\nfn main() { let s = \"<b>\"; }\n").unwrap();
        for part in [
            "<span class=\"hl-comment\">// 注\n</span>",
            "<span class=\"hl-function\">main</span>",
            "<span class=\"hl-string\">\"&lt;b&gt;\"</span>",
        ] {
            assert!(code.contains(part), "{part}: {code}");
        }
        for info in ["yaml", "toml", "json", "sh", "diff", "html", "css", "js", "ts", "python"] {
            assert!(knows(info), "{info}");
        }
        assert!(knows("rust,ignore") && knows("sh {1}"));
    }

    #[test]
    fn other_words_stay_as_they_are() {
        for info in ["", "text", "txt", "没有这种", "no-such-language"] {
            assert!(!knows(info), "{info}");
        }
        let long = "1".repeat(LINE + 1);
        assert_eq!(html("rust", &long), Some(long));
    }

    #[test]
    fn no_word_is_lost() {
        let code = "a: 1 # b\n- <x> & \"y\"\n\n\tz\r\nlast";
        for info in ["yaml", "c", "html", "md", "diff"] {
            let html = html(info, code).unwrap();
            let mut text = String::new();
            let mut inside = false;
            for c in html.chars() {
                match c {
                    '<' => inside = true,
                    '>' if inside => inside = false,
                    c if !inside => text.push(c),
                    _ => {}
                }
            }
            let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            assert_eq!(text, code, "{info}");
        }
    }
}
