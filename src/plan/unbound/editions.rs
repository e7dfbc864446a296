//! Of which edition a clause speaks.
//!
//! A statement is one edition's only where nothing but links stands around the edition's name: 标准版的席位数是 50 is, and
//! 标准版升级后席位数是 50 is not.

use super::{Mention, hedges, short_name};
use crate::base::Lang;
use crate::model::{Clause, Product};

/// What may stand before and behind the name of an edition, and between it and the feature's.
pub const AROUND: &[&str] = &[
    "在",
    "于",
    "於",
    "对",
    "對",
    "对于",
    "對於",
    "来说",
    "來說",
    "而言",
    "而",
    "但",
    "那么",
    "其中",
    "目前",
    "现在",
    "現在",
    "如今",
    "另外",
    "此外",
    "同时",
    "同時",
    "我们",
    "我們",
    "这个",
    "這個",
    "的",
    "里",
    "裡",
    "里面",
    "裡面",
    "中",
    "上",
    "下",
    "内",
    "內",
    "版本",
    "套餐",
    "用户",
    "用戶",
    "客户",
    "客戶",
    "默认",
    "默認",
    "最新",
    "但是",
    "不过",
    "不過",
    "因为",
    "因為",
    "由于",
    "由於",
    "虽然",
    "雖然",
    "所以",
    "因此",
    "注意",
    "请注意",
    "請注意",
    "也",
    "都",
    "均",
    "仍",
    "还",
    "還",
    "已",
    "已经",
    "已經",
    "，",
    ",",
    "：",
    ":",
    "the",
    "in",
    "on",
    "with",
    "for",
    "under",
    "our",
    "and",
    "but",
    "also",
    "edition",
    "plan",
    "version",
    "'s",
    "’s",
];

/// What may stand between the name of a feature and its number.
const LINKING: &[&str] = &[
    "是",
    "为",
    "為",
    "则",
    "則",
    "有",
    "只有",
    "最多",
    "至多",
    "可达",
    "可達",
    "达",
    "達",
    "达到",
    "達到",
    "就",
    "共",
    "一共",
    "限",
    "上限",
    "数量",
    "數量",
    "is",
    "are",
    "has",
    "have",
    "of",
    "up to",
    "at most",
    "limited to",
    "a",
    "maximum",
    "limit",
    "=",
];

/// What may stand before the name of an edition that closes a statement: `25 GB on Lite`.
const PLACING: &[&str] = &["on ", "in ", "with ", "for ", "under ", "at ", "（", "("];

/// The name of an edition in a text.
#[derive(Clone, Copy)]
pub struct Named {
    pub edition: usize,
    pub start: usize,
    pub end: usize,
}

/// Where a text names editions as whole words, but for what the name of a feature holds. Longer names go before those
/// that they begin with; a name that several editions share names none.
pub fn named(product: &Product, lang: &Lang, text: &str, taken: Option<&Mention>) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for (edition, full) in product.editions.iter().map(|e| e.name.get(lang)).enumerate() {
        let short = short_name(full);
        let alike = product.editions.iter().filter(|e| short_name(e.name.get(lang)) == short);
        let names = [Some(full), Some(short).filter(|_| alike.count() == 1)];
        for name in names.into_iter().flatten().filter(|name| name.chars().nth(1).is_some()) {
            let places = text.match_indices(name).map(|(start, _)| (start, start + name.len()));
            let whole = places.filter(|(start, end)| is_whole(text, *start, *end));
            found.extend(whole.map(|(start, end)| Named { edition, start, end }));
        }
    }
    found.sort_by_key(|named| (named.start, std::cmp::Reverse(named.end)));
    let mut behind = 0;
    found.retain(|named| {
        let is_free = taken.is_none_or(|m| named.end <= m.start || m.end <= named.start);
        let keeps = is_free && named.start >= behind;
        behind = if keeps { named.end } else { behind };
        keeps
    });
    found
}

/// Whether a name is no part of a longer word: Pro in Product, 新版 in 新版本.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let name = &text[start..end];
    let cut_before = latin(name.chars().next()) && latin(text[..start].chars().next_back());
    let cut_behind = latin(name.chars().next_back()) && latin(text[end..].chars().next());
    let goes_on = name.ends_with('版') && text[end..].starts_with('本');
    !cut_before && !cut_behind && !goes_on
}

/// How a clause leads to its number.
pub struct Lead {
    /// The edition whose number it is.
    pub edition: Option<usize>,
    /// Whether no edition is named before the number, and nothing hinders that one is named behind it.
    pub is_open: bool,
    /// Whether nothing but links stands between the feature's name and the number.
    pub links: bool,
}

/// Reads what stands before a number that is said to be of a feature.
///
/// `None` where the number is of a third thing.
pub fn lead(
    product: &Product,
    lang: &Lang,
    clause: &Clause,
    of: &Mention,
    number: usize,
) -> Option<Lead> {
    let text = &clause.text;
    let all = named(product, lang, text, Some(of));
    let is_known = is_own(product, lang, &without(text, 0, of.start, &all));
    let between = without(text, of.end, number, &all);
    let links = is_made_of(&between, &[LINKING, AROUND]);
    let pair = all.iter().rfind(|named| named.start >= of.end && named.end <= number);
    let pair = pair.filter(|named| hedges::only_links(&text[named.end..number]));
    let before = named(product, lang, &clause.before, None);
    let told = without(&clause.before, 0, clause.before.len(), &before);
    let is_told = is_own(product, lang, &told);
    let edition = match (pair, one(&all)) {
        (Some(pair), _) => Some(pair.edition),
        (None, Some(named)) => Some(named.edition).filter(|_| links && named.end <= number),
        (None, None) if all.is_empty() && links && is_told => one(&before).map(|n| n.edition),
        _ => None,
    };
    let is_open = is_known && links && all.iter().all(|named| named.start >= number);
    let lead = Lead { edition: edition.filter(|_| is_known), is_open, links };
    hedges::reaches_a_number(&between).then_some(lead)
}

/// The first of several names of one and the same edition.
fn one(all: &[Named]) -> Option<&Named> {
    all.first().filter(|first| all.iter().all(|named| named.edition == first.edition))
}

/// Whether the beginning of a clause, without its editions, says nothing but that the product is spoken of.
pub fn is_own(product: &Product, lang: &Lang, beginning: &str) -> bool {
    let names = [product.name.get(lang), short_name(product.name.get(lang))];
    is_made_of(beginning, &[AROUND, &names])
}

/// A stretch of a text with a space for each edition that it names.
pub fn without(text: &str, start: usize, end: usize, all: &[Named]) -> String {
    let mut left = String::with_capacity(end.saturating_sub(start));
    let mut at = start;
    for named in all.iter().filter(|named| named.start >= start && named.end <= end) {
        left.push_str(&text[at..named.start]);
        left.push(' ');
        at = named.end;
    }
    left.push_str(&text[at..end]);
    left
}

/// Whether a text is made of nothing but such words.
pub fn is_made_of(text: &str, lists: &[&[&str]]) -> bool {
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let fits = |word: &&&str| {
            let head = rest.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word));
            let is_latin = word.ends_with(|c: char| c.is_ascii_alphanumeric());
            let goes_on =
                rest[head.map_or(0, str::len)..].starts_with(|c: char| c.is_ascii_alphanumeric());
            head.is_some() && !word.is_empty() && !(is_latin && goes_on)
        };
        let words = lists.iter().flat_map(|list| list.iter());
        let Some(word) = words.filter(fits).max_by_key(|word| word.len()) else { return false };
        rest = rest[word.len()..].trim_start();
    }
    true
}

/// The edition that closes a statement, and what follows on it: ` on Lite`, `（标准版）`.
pub fn closing<'t>(product: &Product, lang: &Lang, rest: &'t str) -> Option<(usize, &'t str)> {
    let rest = rest.trim_start();
    let place = PLACING.iter().find(|place| rest.starts_with(**place))?;
    let behind = rest[place.len()..].trim_start();
    let behind = behind.strip_prefix("the ").unwrap_or(behind);
    let all = named(product, lang, behind, None);
    let first = all.first().filter(|named| named.start == 0)?;
    let after = behind[first.end..].trim_start();
    if place.trim_end().is_ascii() && !place.starts_with('(') {
        let kind = ["edition", "plan", "version"].iter().find_map(|kind| after.strip_prefix(kind));
        let after = kind.unwrap_or(after);
        return is_end(after).then_some((first.edition, after));
    }
    let after = after.strip_prefix(['）', ')'])?;
    is_end(after).then_some((first.edition, after))
}

/// Whether a clause ends here: at once or with a mark.
pub fn is_end(rest: &str) -> bool {
    let ends = ['，', '。', '；', '！', ',', '.', ';', '!', '？', '?'];
    rest.trim_start().chars().next().is_none_or(|c| ends.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_told_from_other_words() {
        for links in ["", "的", "在  里", " is up to ", "：", "上限为"] {
            assert!(is_made_of(links, &[LINKING, AROUND]), "{links}");
        }
        for other in ["升级后", "从", "有一个", "island", "比"] {
            assert!(!is_made_of(other, &[LINKING, AROUND]), "{other}");
        }
    }
}
