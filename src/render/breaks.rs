//! Where a headline may break. Browsers break Chinese between any two characters, also inside a word;
//! held together (`word-break: keep-all`) it breaks at its punctuation alone, which reads better as long as
//! what stands between fits on a line.

use tera::{Kwargs, State, Tera, TeraResult};

/// The name of the filter.
pub(super) const FILTER: &str = "keeps";

/// What a line may begin with after a break before it.
const OPENING: &[char] = &['（', '「', '『', '《', '〈', '【', '〔', '“', '‘', '('];

/// What a line may end with.
const CLOSING: &[char] = &[
    '，', '。', '！', '？', '；', '：', '、', '）', '」', '』', '》', '〉', '】', '〕', '”', '’',
    '…',
];

/// Teaches the engine the filter.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter(FILTER, keeps);
}

/// Whether every stretch of a headline between two places where it may break when held together is at most
/// `within` Han characters wide.
#[expect(clippy::needless_pass_by_value, reason = "the engine hands filters their arguments so")]
fn keeps(words: &str, kwargs: Kwargs, _: &State<'_>) -> TeraResult<bool> {
    let within: usize = kwargs.must_get("within")?;
    Ok(widest(words) <= within * HAN)
}

/// A Han character, in the unit that widths are counted in.
const HAN: usize = 10;

/// The widest stretch without a break. Latin letters, also bold ones, are on average a little more than half as
/// wide as Han.
fn widest(words: &str) -> usize {
    let (mut widest, mut here) = (0, 0);
    for sign in words.chars() {
        if OPENING.contains(&sign) || sign.is_whitespace() {
            here = 0;
        }
        here += if sign.is_whitespace() {
            0
        } else if sign < '\u{2000}' {
            6
        } else {
            HAN
        };
        widest = widest.max(here);
        if CLOSING.contains(&sign) {
            here = 0;
        }
    }
    widest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_end_at_punctuation_and_spaces() {
        assert_eq!(widest(""), 0);
        assert_eq!(widest("升级新版后，管理员不能再做哪些事"), 100, "ten behind the comma");
        assert_eq!(widest("旧版（免费版）升级新版（基础版）"), 50, "brackets go with their words");
        assert_eq!(widest("VIP 帐号该给谁买"), 60, "a space parts");
        assert_eq!(widest("QQ邮箱"), 32, "Latin letters are narrow");
        assert_eq!(widest("能否从邮箱后台进入它的后台？"), 140);
    }
}
