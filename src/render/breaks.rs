//! Where words may break. Browsers break Chinese between any two characters, also inside a word; a headline
//! held together (`word-break: keep-all`) breaks at its punctuation alone, which reads better as long as
//! what stands between fits on a line. Even so there is a place to break in `新增 4 项`, on both sides of the
//! number.

use tera::{Kwargs, State, Tera, TeraResult};

use super::html::push_escaped;

/// The filter that says whether a headline may be held together.
pub(super) const KEEPS: &str = "keeps";

/// The filter that holds numbers beside what they count.
pub(super) const HELD: &str = "held";

/// The filter that keeps what a formula takes together on a line, where a line has room for it.
pub(super) const TERMS: &str = "terms";

/// What a line may begin with after a break before it.
const OPENING: &[char] = &['（', '「', '『', '《', '〈', '【', '〔', '“', '‘', '('];

/// What a line may end with.
const CLOSING: &[char] = &[
    '，', '。', '！', '？', '；', '：', '、', '）', '」', '』', '》', '〉', '】', '〕', '”', '’',
    '…',
];

/// Teaches the engine the filters.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter(KEEPS, keeps);
    tera.register_filter(HELD, held);
    tera.register_filter(TERMS, terms);
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

/// Words as HTML in which a number and what it counts share a line: `<span class="whole">新增 4 项</span>`.
fn held(words: &str, _: Kwargs, _: &State<'_>) -> String {
    let mut out = String::with_capacity(words.len() + 128);
    let mut rest = words;
    while let Some((start, end)) = counted(rest) {
        push_escaped(&mut out, &rest[..start]);
        out.push_str("<span class=\"whole\">");
        push_escaped(&mut out, &rest[start..end]);
        out.push_str("</span>");
        rest = &rest[end..];
    }
    push_escaped(&mut out, rest);
    out
}

/// A formula as HTML in which brackets with what they hold are a piece of their own, and its bounds do not break:
/// `1 + <span class="term">取整(线路数 ÷ 3)，</span>最多 9`.
fn terms(formula: &str, _: Kwargs, _: &State<'_>) -> String {
    pieces(formula)
}

fn pieces(formula: &str) -> String {
    let mut out = String::with_capacity(formula.len() + 96);
    let mut push = |piece: &str| {
        let bare = piece.trim();
        let before = piece.len() - piece.trim_start().len();
        out.push_str(&piece[..before]);
        if bare.contains(' ') {
            out.push_str("<span class=\"term\">");
            push_escaped(&mut out, bare);
            out.push_str("</span>");
        } else {
            push_escaped(&mut out, bare);
        }
        out.push_str(&piece[before + bare.len()..]);
    };
    let (mut start, mut depth) = (0, 0_usize);
    for (at, sign) in formula.char_indices() {
        let after = at + sign.len_utf8();
        let rest = &formula[after..];
        match sign {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ' ' if depth == 0 => {
                push(&formula[start..after]);
                start = after;
            }
            // Behind it stand bounds, which are short. The unit follows them on the same line.
            '，' | ',' if depth == 0 && !rest.starts_with(|c: char| c.is_ascii_digit()) => {
                push(&formula[start..after]);
                let bound = rest.trim_start();
                out.push_str(&rest[..rest.len() - bound.len()]);
                push_escaped(&mut out, &bound.replace(' ', "\u{a0}"));
                return out;
            }
            _ => {}
        }
    }
    push(&formula[start..]);
    out
}

/// How many characters of Han before a number go with it.
const BEFORE: usize = 8;

/// The first number that is followed by a space and what it counts: from the Han word before it, if there is
/// one, to the end of the counter, which is one character of Han or a Latin word.
fn counted(words: &str) -> Option<(usize, usize)> {
    words.match_indices(' ').find_map(|(space, _)| {
        let (before, after) = (&words[..space], &words[space + 1..]);
        let number = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let first = after.chars().next().filter(|c| c.is_alphabetic())?;
        if number.len() == before.len() {
            return None;
        }
        let counter = if is_han(first) {
            first.len_utf8()
        } else {
            after.find(|c: char| !c.is_alphabetic() || is_han(c)).unwrap_or(after.len())
        };
        let word = number.strip_suffix(' ').map(|word| {
            let han = word.char_indices().rev().take(BEFORE).take_while(|(_, c)| is_han(*c));
            han.last().map_or(number.len(), |(at, _)| at)
        });
        Some((word.unwrap_or(number.len()), space + 1 + counter))
    })
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_what_it_counts() {
        let parts = |mut words: &'static str| {
            let mut all = Vec::new();
            while let Some((start, end)) = counted(words) {
                all.push(&words[start..end]);
                words = &words[end..];
            }
            all
        };
        assert_eq!(
            parts("升级后受限 9 项，新增 4 项；不可回退。"),
            ["升级后受限 9 项", "新增 4 项"]
        );
        assert_eq!(parts("升级后 25 项功能都不变。"), ["升级后 25 项"]);
        assert_eq!(parts("另有 3 项，共 12 个"), ["另有 3 项", "共 12 个"]);
        assert_eq!(parts("Upgrading loses 2 features, adds 4."), ["2 features"]);
        assert_eq!(parts("leaves 3 unverified and 12"), ["3 unverified"]);
        assert_eq!(parts("没有数字 的句子"), Vec::<&str>::new());
        assert_eq!(parts("一二三四五六七八九 1 项"), ["二三四五六七八九 1 项"], "not a whole line");
    }

    #[test]
    fn a_formula_breaks_between_its_terms() {
        let pieces = |formula: &str| {
            pieces(formula).replace("<span class=\"term\">", "[").replace("</span>", "]")
        };
        assert_eq!(pieces("1 + 取整(线路数 ÷ 3)，最多 9"), "1 + [取整(线路数 ÷ 3)，]最多\u{a0}9");
        assert_eq!(
            pieces("1 + floor(lines ÷ 3), at most 9"),
            "1 + [floor(lines ÷ 3),] at\u{a0}most\u{a0}9"
        );
        assert_eq!(pieces("1,000 × 帐号数"), "1,000 × 帐号数");
        assert_eq!(pieces("取较小(a, 取整(b ÷ 2)) + c"), "[取较小(a, 取整(b ÷ 2))] + c");
        assert_eq!(pieces("<b>"), "&lt;b&gt;");
    }

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
