//! Words in prose: which ones mean the same, and which mean a state.

use crate::base::Lang;
use crate::model::half_width;
use crate::plan::Places;

/// What the theme knows and content can name: words that count as a state in prose, from its language
/// files, and places on pages, from its templates.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Per language.
    pub languages: Vec<StateWords>,
    /// The places that its templates make.
    pub places: Places,
}

/// One language's words; the first of each list is the one that tables show.
#[derive(Clone, Debug)]
pub struct StateWords {
    /// The language.
    pub lang: Lang,
    /// For yes.
    pub yes: Vec<String>,
    /// For no.
    pub no: Vec<String>,
    /// For partial.
    pub partial: Vec<String>,
    /// Planned.
    pub planned: Vec<String>,
    /// Not known.
    pub unknown: Vec<String>,
    /// Makes no sense.
    pub na: Vec<String>,
    /// No bound.
    pub unlimited: Vec<String>,
    /// What turns a word for yes into one for no: 不, not.
    pub negations: Vec<String>,
    /// What stands between the items of a list.
    pub comma: String,
}

impl Vocabulary {
    /// The words of a language.
    pub fn of(&self, lang: &Lang) -> Option<&StateWords> {
        self.languages.iter().find(|words| words.lang == *lang)
    }
}

impl StateWords {
    /// Whether words that are already normal say no: by a word of their own, or by a negation
    /// before a word for yes.
    pub fn denies(&self, spoken: &str) -> bool {
        let negated = |negation: &String| {
            let rest = spoken.strip_prefix(&normal(negation));
            rest.is_some_and(|rest| holds(&self.yes, rest.trim_start()))
        };
        holds(&self.no, spoken) || self.negations.iter().any(negated)
    }
}

/// Whether a list has words that are already [`normal`].
pub fn holds(list: &[String], spoken: &str) -> bool {
    list.iter().any(|word| normal(word) == spoken)
}

/// Words without what does not matter to their meaning: the width of letters and marks, case, the
/// full stop at the end, and white space but for that between two Latin words.
pub fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in half_width(text).chars().map(ascii_mark) {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if gap && c.is_ascii_alphanumeric() && out.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            out.push(' ');
        }
        gap = false;
        out.extend(c.to_lowercase());
    }
    out.truncate(out.trim_end_matches(['.', ';']).len());
    out
}

fn ascii_mark(c: char) -> char {
    match c {
        '。' => '.',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_and_spaces_do_not_matter() {
        assert_eq!(normal("由 管理员，转让"), normal("由管理员,转让。"));
        assert_eq!(normal("用 VIP 名额（另购）"), normal("用VIP名额(另购)"));
        assert_eq!(normal("Not  Supported"), "not supported");
        assert_ne!(normal("now here"), normal("nowhere"));
        assert_eq!(normal("“甲”"), normal("\"甲\""));
    }

    #[test]
    fn negations_turn_a_yes_into_a_no() {
        let list = |words: &[&str]| words.iter().map(ToString::to_string).collect();
        let words = StateWords {
            lang: Lang::new("zh-Hans"),
            yes: list(&["有", "支持", "available"]),
            no: list(&["无"]),
            partial: Vec::new(),
            planned: Vec::new(),
            unknown: Vec::new(),
            na: Vec::new(),
            unlimited: Vec::new(),
            negations: list(&["不", "没", "尚未", "not"]),
            comma: "、".to_owned(),
        };
        for no in ["无", "不支持", "尚未支持", "没有", "not available"] {
            assert!(words.denies(&normal(no)), "{no}");
        }
        for other in ["支持", "有", "不", "notable", "不限"] {
            assert!(!words.denies(&normal(other)), "{other}");
        }
    }
}
