//! Titles to addresses, and what may be one.

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;

use super::Result;
use super::catalogue as problem;
use crate::base::Bilingual;
use crate::syntax::{is_id, is_reserved, turns};

/// How many bytes an address made from a title has at most; it ends with a word.
const SUGGESTED: usize = 60;

/// How many bytes an address that was asked for may have: with a date before and a language behind it the
/// file's name stays below the 255 bytes of most file systems.
const LONGEST: usize = 200;

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// One part of an article's or page's address.
    Page,
    /// The id of a product, feature or guide.
    Id,
}

/// An address in ASCII from a title: Han by their pinyin without tones, each syllable a word. Characters
/// with several readings may get the wrong one.
pub fn suggested(title: &str) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    // Full-width letters become plain ones, accents go away.
    for c in title.nfkd() {
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        } else if let Some(reading) = c.to_pinyin() {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
            words.push(reading.plain().replace('ü', "v"));
        } else if !is_mark(c) {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    joined(words)
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\'' | '’')
}

fn joined(words: Vec<String>) -> Option<String> {
    let mut slug = String::new();
    for mut word in words {
        word.truncate(SUGGESTED);
        if !slug.is_empty() && slug.len() + 1 + word.len() > SUGGESTED {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word);
    }
    (!slug.is_empty()).then_some(slug)
}

/// Refuses what cannot be an address, and says why.
pub fn check(name: &str, of: Of) -> Result<()> {
    match fault(name, of) {
        None => Ok(()),
        Some(reason) => {
            let shown: String = name.chars().take(60).flat_map(char::escape_debug).collect();
            let fine = suggested(name).filter(|slug| fault(slug, of).is_none());
            let fine = fine.unwrap_or_else(|| "my-page".to_owned());
            Err(problem::bad_name(None, shown, reason, fine).into())
        }
    }
}

fn fault(name: &str, of: Of) -> Option<Bilingual> {
    let say = |zh: &'static str, en: &'static str| Some(Bilingual::new(zh, en));
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    if name.is_empty() {
        return say("它是空的", "it is empty");
    }
    if name == "." || name.contains("..") || name.starts_with(['/', '\\']) {
        return say("它指到了别的文件夹", "it leads to another folder");
    }
    if name.len() > LONGEST {
        let length = name.len();
        return Some(Bilingual::new(
            format!("它有 {length} 个字节，最多 {LONGEST} 个"),
            format!("it has {length} bytes, the most is {LONGEST}"),
        ));
    }
    if is_reserved(name) {
        return say("Windows 保留了这个名字", "Windows reserves it");
    }
    if of == Of::Id && name.contains("-vs-") {
        return say(
            "代号里不能有 -vs-，对比页的网址用它连接两个版本",
            "ids have no -vs-, which joins two editions in an address",
        );
    }
    let allowed = |c: char| plain(c) || (of == Of::Page && c == '_');
    if !name.chars().all(allowed) {
        return say(
            "网址和代号只用小写字母、数字、- 和 .",
            "addresses and ids consist of lower-case letters, digits, - and .",
        );
    }
    if !name.starts_with(|c: char| c.is_ascii_alphanumeric()) || name.ends_with('.') {
        return say(
            "要以字母或数字开头，不能以点结尾",
            "it begins with a letter or digit and does not end in a dot",
        );
    }
    (of == Of::Id && !is_id(name)).then(|| Bilingual::new("它不能当作代号", "it cannot be an id"))
}

/// Refuses titles with what no page may show.
pub fn check_title(title: &str) -> Result<()> {
    let hidden =
        |c: char| c.is_control() || turns(c) || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}');
    let reason = if title.trim().is_empty() {
        Bilingual::new("标题是空的", "the title is empty")
    } else if title.contains(hidden) {
        Bilingual::new(
            "标题里有看不见的字符或换行",
            "the title holds hidden characters or line breaks",
        )
    } else {
        return Ok(());
    };
    let shown: String = title.chars().take(60).flat_map(char::escape_default).collect();
    let shown = if title.contains(hidden) { shown } else { title.to_owned() };
    let clean: String = title.chars().filter(|c| !hidden(*c)).collect();
    let clean = if clean.trim().is_empty() { "my-page" } else { clean.trim() };
    Err(problem::bad_name(None, shown, reason, clean).into())
}

#[cfg(test)]
mod tests {
    use super::{Of, check, suggested};

    #[test]
    fn titles_become_addresses() {
        for (title, slug) in [
            ("保密邮件怎么发", "bao-mi-you-jian-zen-me-fa"),
            ("Hello, World!", "hello-world"),
            ("企业邮箱 2.0 上线", "qi-ye-you-xiang-2-0-shang-xian"),
            ("ＡＢＣ１２", "abc12"),
            ("Café don't", "cafe-dont"),
            ("绿色", "lv-se"),
        ] {
            assert_eq!(suggested(title).as_deref(), Some(slug), "{title}");
        }
        assert_eq!(suggested("！？…"), None);
        let long = suggested(&"长".repeat(500)).unwrap();
        assert!(long.len() <= 60 && !long.ends_with('-'), "{long}");
    }

    #[test]
    fn what_cannot_be_an_address_is_refused() {
        for name in [
            "", "..", "../x", "/etc", "a/b", "a\\b", "con", "com1.x", "A", "a b", "字", "-a", "a.",
            "%2e",
        ] {
            assert!(check(name, Of::Page).is_err(), "{name:?}");
            assert!(check(name, Of::Id).is_err(), "{name:?}");
        }
        assert!(check("a-vs-b", Of::Page).is_ok());
        assert!(check("a-vs-b", Of::Id).is_err());
        assert!(check(&"a".repeat(201), Of::Page).is_err());
    }
}
