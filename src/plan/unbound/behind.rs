//! What follows a number, and says whether the statement ends with it.

use crate::base::is_digit;

/// What may follow a unit, beside the end of the clause and the feature's own words.
const AFTER: &[&str] = &[
    "提",
    "增",
    "降",
    "减",
    "減",
    "升",
    "变",
    "變",
    "改",
    "放",
    "扩",
    "擴",
    "起",
    "吗",
    "嗎",
    "呢",
    "了",
    "和",
    "与",
    "與",
    "及",
    "或",
    "到",
    "至",
    "上限",
    "限制",
    "额度",
    "額度",
    "的上限",
    "的限制",
    "的额度",
];

/// What makes a number the beginning of a range, a list or a change.
const ONWARDS: &[&str] = &[
    "到", "至", "起", "提", "增", "降", "减", "減", "升", "变", "變", "改", "放", "扩", "擴", "吗",
    "嗎", "呢", "to ", "or ", "？", "?",
];

/// Whether a statement goes on behind its number: a range, a list of numbers, a change, a question.
pub fn goes_on(rest: &str) -> bool {
    let rest = rest.trim_start();
    let list = rest.strip_prefix(['、', '和', '与', '與', '或', '及']);
    let list = list.or_else(|| rest.strip_prefix("and "));
    ONWARDS.iter().any(|word| rest.starts_with(word))
        || list.is_some_and(|rest| rest.trim_start().starts_with(is_digit))
}

/// Whether nothing follows that makes the number one of something else: the end of the clause, a
/// mark, a verb, or the thing that the feature counts.
pub fn ends_a_statement<'n>(
    rest: &str,
    bare: bool,
    mut names: impl Iterator<Item = &'n str>,
) -> bool {
    let rest = rest.trim_start();
    let Some(first) = rest.chars().next() else { return true };
    if !first.is_alphanumeric() {
        return !matches!(first, '%' | '％' | '/' | '-' | '~' | '–' | '—' | '+' | ':' | '°' | '′');
    }
    if bare {
        return false;
    }
    AFTER.iter().any(|word| rest.starts_with(word))
        || names.any(|name| begins_with_a_word_of(rest, name))
}

/// Whether a text begins with what a name is made of: 帐号 of 帐号数上限, seats of Seat limit.
fn begins_with_a_word_of(text: &str, name: &str) -> bool {
    let latin = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    if latin > 0 {
        let word = text[..latin].to_ascii_lowercase();
        let word = word.strip_suffix('s').unwrap_or(&word);
        let name = name.to_lowercase();
        return word.len() > 2 && name.split(' ').any(|own| own.starts_with(word));
    }
    let head: String = text.chars().take(2).collect();
    head.chars().count() == 2 && name.contains(&head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_says_of_what_the_number_is() {
        let ends = |rest| ends_a_statement(rest, false, std::iter::once("帐号数上限"));
        assert!(
            ends("") && ends("。") && ends("帐号") && ends("提高到 200 个") && ends("（默认）")
        );
        assert!(!ends("版本里") && !ends("月") && !ends("以上") && !ends("-400 个"));
        assert!(!ends_a_statement("年", true, std::iter::empty()));
    }
}
