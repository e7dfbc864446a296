//! Words around a number that make it something else than a statement about a feature.

use crate::model::Clause;

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
    "可能",
    "也许",
    "也許",
    "或许",
    "或許",
    "预计",
    "預計",
    "将来",
    "將來",
    "希望",
    "倍",
    "分之",
    "might ",
    "perhaps",
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
    "首",
    "一年",
    "两年",
    "兩年",
    "三年",
    "半年",
    "全年",
    "年付",
    "季付",
    "日均",
    "月均",
    "年均",
    "人均",
    "优惠",
    "優惠",
    "合计",
    "合計",
    "共计",
    "共計",
    "总计",
    "總計",
    "累计",
    "累計",
    "平均",
    "低至",
    "立减",
    "立減",
    "折",
    "返",
    "省",
    "赠",
    "贈",
    "原价",
    "原價",
    "促销",
    "促銷",
    "试用",
    "試用",
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
    "first ",
    "total",
    "average",
    "as low as",
    "discount",
    "trial",
    "not ",
];

/// Right before a number: an increase, a range, a part of something longer.
const BEFORE: &[&str] = &[
    "增加", "提高", "减少", "減少", "降低", "扩容", "擴容", "扩大", "擴大", "上调", "下调", "增",
    "减", "減", "加", "前", "后", "後", "近", "再", "又", "到期", "by",
];

/// With what a statement comes to its number: 月费是 39 元, and not 月费押金 39 元.
const REACHING: &[&str] = &[
    "是", "为", "為", "有", "到", "成", "至", "达", "達", "多", "少", "过", "過", "限", "限制",
    "上限", "即", "共", "仅", "僅", "只", "只要", "只需", "只能", "就", "才", "也", "都", "均",
    "仍", "则", "則", "可", "能", "可以", "见", "見", "在", "于", "於", "由", "从", "從", "和",
    "与", "與", "或", "及", "给", "給", "支持", "支援", "提供", "含", "包括", "容纳", "容納",
    "允许", "允許", "设置", "設置", "现在", "現在", "目前", "如今", "默认", "默認", "通常", "一般",
    "一律", "统一", "統一", "固定", "永远", "永遠", "依然", "里", "裡", "中", "内", "內", "上",
    "下", "数", "數", "数量", "數量", "额度", "額度", "了",
];

/// The same in English: whole words.
const REACHING_WORDS: &[&str] = &[
    "is",
    "are",
    "be",
    "was",
    "were",
    "of",
    "to",
    "at",
    "by",
    "has",
    "have",
    "gets",
    "get",
    "offers",
    "includes",
    "allows",
    "supports",
    "only",
    "just",
    "now",
    "currently",
    "always",
    "remains",
    "stays",
    "reaches",
    "with",
    "a",
    "and",
    "or",
    "limit",
    "maximum",
    "max",
    "costs",
    "in",
    "on",
    "for",
    "from",
    "the",
];

/// With what a clause may begin that turns to another edition.
const TURNS: &[&str] =
    &["而", "但", "到了", "升级到", "升級到", "换成", "換成", "but ", "and ", "the "];

/// What may stand between an edition and its number, and leaves the number the edition's.
const LINKS: &[&str] = &[
    "", "为", "為", "则为", "則為", "是", "则是", "則是", "有", "则有", "則有", "只有", "最多",
    "至多", "可达", "可達", "：", ":", "is", "has",
];

/// Words of increase: a clause with one may name what lies between two values.
const STEPS: &[&str] = &[
    "增",
    "多",
    "少",
    "减",
    "減",
    "加",
    "涨",
    "漲",
    "升",
    "降",
    "提高",
    "提升",
    "扩",
    "擴",
    "差",
    "超",
    "额外",
    "額外",
    "翻",
    "more",
    "less",
    "fewer",
    "extra",
    "additional",
    "increas",
    "decreas",
    "rais",
    "grow",
    "grew",
    "differ",
    "drop",
    "reduc",
    "lower",
    "higher",
    " up ",
    " by ",
];

/// Words that hold one of those and speak of none.
const STEADY: &[&str] = &[
    "最多", "最少", "至多", "至少", "多少", "升级", "升級", "许多", "許多", "很多", "多种", "多種",
    "多个", "多個", "增值", "参加", "參加", "加密", "加入", "减免", "減免",
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

/// Whether a clause speaks of an increase of something, but for what it has come to: `增加到 40 个`.
pub fn speaks_of_a_step(clause: &Clause, subject: &str, number: usize) -> bool {
    let came_to = clause.text[..number].trim_end().ends_with(['到', '至', '成']);
    let mut words = format!("{} {}", clause.before, clause.text).replace(subject, " ");
    words.make_ascii_lowercase();
    for steady in STEADY {
        words = words.replace(steady, " ");
    }
    !came_to && STEPS.iter().any(|step| words.contains(step))
}

/// Whether words between a feature's name and a number lead from one to the other, and name no third thing.
pub fn reaches_a_number(between: &str) -> bool {
    let words = between.trim_end();
    let Some(last) = words.chars().next_back().filter(|c| c.is_alphanumeric()) else { return true };
    if !last.is_ascii() {
        return REACHING.iter().any(|word| words.ends_with(word));
    }
    let word = words.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or(words);
    REACHING_WORDS.iter().any(|reaching| reaching.eq_ignore_ascii_case(word))
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
    fn another_noun_takes_the_number() {
        for plain in ["", "：", "是", "提高到了 ", " | 50 个 | ", "现在", " is up to ", " (max "]
        {
            assert!(reaches_a_number(plain), "{plain}");
        }
        for other in ["押金", "定向", "滞纳金 ", "加油包", " deposit ", "抵扣"] {
            assert!(!reaches_a_number(other), "{other}");
        }
    }
}
