//! Words around a number that make it something else than a statement about a feature.

/// What is supposed, and what serves as an example.
const SUPPOSED: &[&str] = &[
    "例如",
    "比如",
    "譬如",
    "假如",
    "如果",
    "假设",
    "假設",
    "若",
    "举例",
    "舉例",
    "倍",
    "分之",
    "for example",
    "e.g.",
    "for instance",
    "suppose",
    "if ",
    "times",
];

/// Between a feature's name and a number: the number is of something else, or only near.
const APART: &[&str] = &[
    "以外",
    "之外",
    "除",
    "另",
    "相差",
    "相比",
    "相对",
    "超过",
    "超過",
    "超出",
    "不足",
    "不到",
    "约",
    "約",
    "将近",
    "將近",
    "已有",
    "现有",
    "現有",
    "已建",
    "已用",
    "还有",
    "還有",
    "剩",
    "申请",
    "申請",
    "购买",
    "購買",
    "每",
    "第",
    "其中",
    "不是",
    "并非",
    "並非",
    "而非",
    "曾",
    "版本",
    "步",
    "页",
    "頁",
    "about",
    "over ",
    "more than",
    "less than",
    "nearly",
    "another",
    "not ",
];

/// Right before a number: an increase, a range, a part of something longer.
const BEFORE: &[&str] = &[
    "增加", "提高", "减少", "減少", "降低", "扩容", "擴容", "扩大", "擴大", "上调", "下调", "增",
    "减", "減", "加", "前", "后", "後", "近", "再", "又", "到期", "by",
];

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

/// With what a clause may begin that turns to another edition.
const TURNS: &[&str] =
    &["而", "但", "到了", "升级到", "升級到", "换成", "換成", "but ", "and ", "the "];

/// What may stand between an edition and its number, and leaves the number the edition's.
const LINKS: &[&str] = &[
    "", "为", "為", "则为", "則為", "是", "则是", "則是", "有", "则有", "則有", "只有", "最多",
    "至多", "可达", "可達", "：", ":", "is", "has",
];

/// A beginning of a clause without what turns to something else.
pub fn without_turn(before: &str) -> &str {
    TURNS.iter().find_map(|turn| before.strip_prefix(turn)).unwrap_or(before)
}

/// Whether words only link what stands before them to what stands behind.
pub fn only_links(words: &str) -> bool {
    LINKS.contains(&words.trim())
}

/// Whether a clause only supposes what it says.
pub fn is_supposed(clause: &str) -> bool {
    let small = clause.to_lowercase();
    SUPPOSED.iter().any(|word| small.contains(word))
}

/// Whether what stands between a feature's name and a number lets the number be the feature's.
pub fn is_statement(between: &str) -> bool {
    let small = between.to_lowercase();
    let before = small.trim_end();
    let step = before.strip_suffix('了');
    let came_to = |before: &str| ["到", "成", "为", "為", "至"].iter().any(|w| before.ends_with(w));
    let more = before.ends_with(['多', '少'])
        && !before.ends_with("最多")
        && !before.ends_with("最少")
        && !before.ends_with("至多")
        && !before.ends_with("至少");
    !APART.iter().any(|word| small.contains(word))
        && !BEFORE.iter().any(|word| before.ends_with(word))
        && !more
        && step.is_none_or(came_to)
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
    let head: String = rest.chars().take(2).collect();
    AFTER.iter().any(|word| rest.starts_with(word))
        || (head.chars().count() == 2 && names.any(|name| name.contains(&head)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_told_from_steps() {
        for statement in ["提高到 ", "是", "最多", "：", "达到了 ", " is "] {
            assert!(is_statement(statement), "{statement}");
        }
        for other in ["提高了 ", "增加", "以外还有", "约", "比旧版多", "每"] {
            assert!(!is_statement(other), "{other}");
        }
    }

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
