//! Words that say of something that it is there, or is not.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// Words that hardly mean anything else, and whether they say no.
const PLAIN: &[(&str, bool)] = &[
    ("支持", false),
    ("支援", false),
    ("提供", false),
    ("可用", false),
    ("不再支持", true),
    ("暂不支持", true),
    ("尚未支持", true),
    ("还不支持", true),
    ("不支持", true),
    ("不再支援", true),
    ("不支援", true),
    ("没有", true),
    ("沒有", true),
    ("不提供", true),
    ("不可用", true),
    ("supports", false),
    ("is supported", false),
    ("is available", false),
    ("does not support", true),
    ("doesn't support", true),
    ("is not supported", true),
    ("is not available", true),
    ("is unavailable", true),
];

/// Words that say so only where hardly anything else is said, and whether they say no.
const SLIGHT: &[(&str, bool)] = &[
    ("可以", false),
    ("可", false),
    ("能", false),
    ("能够", false),
    ("能夠", false),
    ("有", false),
    ("具有", false),
    ("拥有", false),
    ("擁有", false),
    ("带", false),
    ("帶", false),
    ("带有", false),
    ("自带", false),
    ("含", false),
    ("含有", false),
    ("包含", false),
    ("具备", false),
    ("具備", false),
    ("允许", false),
    ("允許", false),
    ("不可以", true),
    ("不可", true),
    ("不能", true),
    ("不能够", true),
    ("不能夠", true),
    ("无", true),
    ("無", true),
    ("无法", true),
    ("無法", true),
    ("不带", true),
    ("不帶", true),
    ("不含", true),
    ("不包含", true),
    ("不具备", true),
    ("不具備", true),
    ("不允许", true),
    ("不允許", true),
    ("can", false),
    ("has", false),
    ("includes", false),
    ("offers", false),
    ("cannot", true),
    ("can't", true),
    ("can not", true),
    ("has no", true),
    ("lacks", true),
    ("does not include", true),
    ("does not offer", true),
];

/// Words in which the signs of the others mean something else.
const NEITHER: &[&str] = &[
    "功能",
    "性能",
    "智能",
    "职能",
    "效能",
    "节能",
    "技能",
    "能力",
    "能源",
    "可能",
    "只能",
    "才能",
    "能不能",
    "能否",
    "可是",
    "可见",
    "可見",
    "可靠",
    "可选",
    "可選",
    "许可",
    "許可",
    "认可",
    "認可",
    "可否",
    "可不可",
    "所有",
    "有效",
    "有时",
    "有時",
    "有关",
    "有關",
    "有些",
    "有限",
    "有的",
    "有人",
    "有点",
    "有助",
    "有利",
    "有趣",
    "有权",
    "有權",
    "有没有",
    "有沒有",
    "有无",
    "有無",
    "含义",
    "含義",
    "含量",
    "无论",
    "無論",
    "无限",
    "無限",
    "无须",
    "無須",
    "无需",
    "無需",
    "无线",
    "無線",
    "无关",
    "無關",
    "无效",
    "無效",
    "毫无",
    "毫無",
    "带宽",
    "帶寬",
    "宽带",
    "寬帶",
    "携带",
    "攜帶",
    "附带",
    "附帶",
    "带来",
    "帶來",
    "顺带",
    "順帶",
];

/// What a cell of a table may hold alone, beside those words.
const SIGNS: &[(&str, bool)] = &[
    ("是", false),
    ("√", false),
    ("✓", false),
    ("✔", false),
    ("✅", false),
    ("yes", false),
    ("否", true),
    ("×", true),
    ("✗", true),
    ("✘", true),
    ("❌", true),
    ("no", true),
];

static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let claims = PLAIN.iter().chain(SLIGHT).map(|(word, _)| *word);
    let words = claims.chain(NEITHER.iter().copied());
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok()
});

/// Such a word in a text.
pub struct YesNo {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last one.
    pub end: usize,
    /// Whether it says no.
    pub denies: bool,
    /// Whether it says so only where hardly anything else is said.
    pub is_slight: bool,
}

/// Whether a text may have one: cheaper than to look where.
pub fn is_likely(text: &str) -> bool {
    WORDS.as_ref().is_some_and(|words| words.is_match(text))
}

/// The words of a text that say yes or no, in order. Of several that begin at one place the longest is meant; one that
/// begins earlier holds the later.
pub fn find(text: &str) -> impl Iterator<Item = YesNo> {
    let found = WORDS.iter().flat_map(move |words| words.find_iter(text));
    found.filter_map(move |found| {
        let at = found.pattern().as_usize();
        let plain = PLAIN.get(at);
        let (_, denies) = plain.or_else(|| SLIGHT.get(at.checked_sub(PLAIN.len())?))?;
        let (start, end) = (found.start(), found.end());
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let is_cut = latin(text[start..].chars().next())
            && (latin(text[..start].chars().next_back()) || latin(text[end..].chars().next()));
        (!is_cut).then_some(YesNo { start, end, denies: *denies, is_slight: plain.is_none() })
    })
}

/// Whether a cell of a table says yes or no and nothing else, and which: `Some(true)` for no.
pub fn alone(cell: &str) -> Option<bool> {
    let all = || PLAIN.iter().chain(SLIGHT).chain(SIGNS);
    all().find(|(word, _)| word.eq_ignore_ascii_case(cell)).map(|(_, denies)| *denies)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<(&str, bool)> {
        find(text).map(|found| (&text[found.start..found.end], found.denies)).collect()
    }

    #[test]
    fn the_longest_word_is_meant() {
        assert_eq!(said("旧版暂不支持归档"), [("暂不支持", true)]);
        assert_eq!(said("旧版不能归档，新版能够"), [("不能", true), ("能够", false)]);
        assert_eq!(said("Lite cannot, Plus can"), [("cannot", true), ("can", false)]);
    }

    #[test]
    fn words_inside_others_say_nothing() {
        for text in ["这项功能", "可能", "所有成员", "无需登录", "带宽", "能否", "a scan, the hash"]
        {
            assert_eq!(said(text), [], "{text}");
        }
    }

    #[test]
    fn a_cell_says_it_alone() {
        assert_eq!(alone("有"), Some(false));
        assert_eq!(alone("No"), Some(true));
        assert_eq!(alone("有的"), None);
    }
}
