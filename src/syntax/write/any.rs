//! Products with everything that the language has, and words that are hard to write.

use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use thin_vec::{ThinVec, thin_vec};

use crate::base::{Lang, Located, Range, SourcePath};
use crate::syntax::{
    self, CaseDoc, CellDoc, CompareDoc, ConditionDoc, EditionDoc, EvidenceDoc, FeatureDoc,
    FormulaDoc, GroupDoc, PairDoc, PartDoc, ProductDoc, ProseWords, SourceDoc, TypeDoc, UnitDoc,
    Words, WrittenValue,
};

/// Pieces of words that mean something to YAML, or to a reader of it.
const PIECES: &[&str] = &[
    "yes",
    "1.10",
    "010",
    "~",
    "null",
    "true",
    "# x",
    " #",
    "#",
    ": ",
    ":",
    "：",
    "，",
    "🎉",
    "𠮷",
    "\u{3000}",
    "\n",
    "\n\n",
    " ",
    "  ",
    "'",
    "\"",
    "\\",
    "- ",
    "-",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "|",
    ">",
    "%",
    "@",
    "`",
    "&a",
    "*b",
    "!t",
    "---",
    "...",
    "\t",
    "<<",
    "汉字",
    "word",
    "=",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}",
    "\r\n",
    "登录后可以自行修改，也可以由管理员在后台统一修改。",
    "２０２１",
    "1,000",
    "不限",
    "e\u{301}",
];

/// Ids, among them those that YAML would read as numbers.
const IDS: &[&str] = &["a", "account-cap", "1.10", "2021", "0x1f", "1e3", "v2.0", "wecom", "x-1"];

fn at<T>(value: T) -> Located<T> {
    Located::new(value, Range::default())
}

pub fn path() -> SourcePath {
    SourcePath::new("content/products/any/product.yaml")
}

/// Words that are more than space.
fn text() -> impl Strategy<Value = String> {
    vec(select(PIECES), 1..6)
        .prop_map(|pieces| pieces.concat())
        .prop_filter("blank", |text| !syntax::fields::is_blank(text))
}

fn located() -> impl Strategy<Value = Located<String>> {
    text().prop_map(at)
}

fn id() -> impl Strategy<Value = Located<String>> {
    select(IDS).prop_map(|id| at(id.to_owned()))
}

fn ids(least: usize) -> impl Strategy<Value = Vec<Located<String>>> {
    vec(id(), least..4)
}

/// What stands under ids, each of which stands once.
fn keyed<T: std::fmt::Debug>(
    value: impl Strategy<Value = T>,
    most: usize,
) -> impl Strategy<Value = Vec<(Located<String>, T)>> {
    vec((id(), value), 0..most).prop_map(|mut all| {
        let mut seen = std::collections::BTreeSet::new();
        all.retain(|(id, _)| seen.insert(id.value.clone()));
        all
    })
}

fn day() -> impl Strategy<Value = Option<Date>> {
    option::weighted(0.2, select(vec![date(2021, 7, 13), date(1999, 12, 31)]))
}

fn located_day() -> impl Strategy<Value = Option<Located<Date>>> {
    day().prop_map(|day| day.map(at))
}

fn languages<T: Clone + std::fmt::Debug>(
    value: impl Strategy<Value = T> + Clone,
) -> impl Strategy<Value = ThinVec<(Option<Located<Lang>>, Located<T>)>> {
    let tagged = |tag, value| (Some(at(Lang::new(tag))), at(value));
    let one = value.clone().prop_map(|value| syntax::lone(at(value)));
    let two = (value.clone(), value)
        .prop_map(move |(zh, en)| thin_vec![tagged("zh-Hans", zh), tagged("en", en)]);
    prop_oneof![4 => one, 1 => two]
}

fn words() -> impl Strategy<Value = Words> {
    languages(text().boxed())
}

fn prose() -> impl Strategy<Value = ProseWords> {
    let prose =
        text().prop_map(|text| syntax::prose_of(&text, &syntax::Places::default(), &path()).value);
    languages(prose.boxed())
}

fn some<T: std::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
    option::weighted(0.3, value)
}

fn value(bare: bool) -> impl Strategy<Value = WrittenValue> {
    let items = || vec(located(), 1..4);
    let keyed = prop_oneof![
        located().prop_map(WrittenValue::Is),
        located().prop_map(WrittenValue::Limit),
        items().prop_map(WrittenValue::Set),
        (located(), some(located()), some(located())).prop_map(|(formula, min, max)| {
            WrittenValue::Formula(Box::new(FormulaDoc { formula, min, max }))
        }),
    ];
    let alone = prop_oneof![
        located().prop_map(WrittenValue::Bare),
        items().prop_map(WrittenValue::BareList),
    ];
    if bare { alone.boxed() } else { keyed.boxed() }
}

fn evidence() -> impl Strategy<Value = ThinVec<EvidenceDoc>> {
    vec((id(), some(words())).prop_map(|(id, quote)| EvidenceDoc { id, quote }), 0..3)
        .prop_map(ThinVec::from)
}

fn case() -> impl Strategy<Value = CaseDoc> {
    let when = select(vec!["vip", "not active", "org-verified"]);
    let when = vec(when.prop_map(|when| at(when.to_owned())), 1..3);
    (when, some(value(false)), some(prose())).prop_map(|(when, value, words)| CaseDoc {
        at: Range::default(),
        when,
        value,
        words,
    })
}

/// A cell with a value alone, or with whatever may stand beside one.
fn cell() -> impl Strategy<Value = CellDoc> {
    let bare = value(true).prop_map(|value| CellDoc { value: Some(value), ..CellDoc::default() });
    let words = (some(prose()), some(words()), some(prose()), some(prose()));
    let about = (evidence(), evidence(), some(located()), located_day(), located_day());
    let last = (some(located()), some(located()));
    let full = (some(value(false)), words, vec(case(), 0..3), about, last).prop_map(
        |(value, (words, short, instead, note), cases, about, (stale_after, per))| {
            let (sources, more, since, verified, review) = about;
            let at = Range::default();
            CellDoc {
                places: syntax::Places::default(),
                at,
                value,
                words,
                short,
                instead,
                cases: cases.into(),
                note,
                sources,
                more,
                since: since.map(Box::new),
                verified,
                stale_after: stale_after.map(Box::new),
                review,
                per: per.map(Box::new),
                parts: ThinVec::new(),
            }
        },
    );
    prop_oneof![bare, full]
}

fn fact() -> impl Strategy<Value = TypeDoc> {
    (0..4u8, some(located()), some(located()), option::of(0..3u8), keyed(words(), 3)).prop_map(
        |(kind, unit, per, better, options)| TypeDoc {
            kind: Some(kind),
            unit,
            per,
            better,
            options,
        },
    )
}

fn part() -> impl Strategy<Value = (Option<Words>, TypeDoc)> {
    (some(words()).prop_filter("a name", Option::is_some), fact())
}

/// The cells of a row: of its parts, if it has any.
fn cells(parts: Vec<Located<String>>) -> impl Strategy<Value = Vec<(Located<String>, CellDoc)>> {
    let one = if parts.is_empty() {
        cell().boxed()
    } else {
        let cells = vec(cell(), parts.len());
        let by_part = cells.prop_map(move |cells| CellDoc {
            parts: parts.iter().cloned().zip(cells).collect(),
            ..CellDoc::default()
        });
        by_part.boxed()
    };
    keyed(one, 4)
}

fn feature() -> impl Strategy<Value = FeatureDoc> {
    let parts = keyed(part(), 3);
    parts.prop_flat_map(|parts| {
        let names = parts.iter().map(|(id, _)| id.clone()).collect();
        let fact = if parts.is_empty() { fact().boxed() } else { Just(TypeDoc::default()).boxed() };
        let head = (id(), words(), vec(words(), 0..3), some(words()), ids(0));
        let dates = (located_day(), some(located()));
        (head, dates, fact, cells(names)).prop_map(move |(head, dates, fact, cells)| {
            let (id, name, aliases, question, audience) = head;
            let (verified, stale_after) = dates;
            let part = |(id, (name, fact)): (_, (_, _))| PartDoc { id, name, fact };
            let parts = parts.clone().into_iter().map(part).collect();
            let (at, name, cells) = (Range::default(), Some(name), Some(cells));
            FeatureDoc {
                at,
                id,
                name,
                aliases,
                question,
                audience,
                verified,
                stale_after,
                fact,
                parts,
                beside: Vec::new(),
                cells,
            }
        })
    })
}

fn group() -> impl Strategy<Value = GroupDoc> {
    (id(), words(), ids(0), vec(feature(), 0..3)).prop_map(|(id, name, audience, features)| {
        GroupDoc { id, name: Some(name), audience, features }
    })
}

fn edition() -> impl Strategy<Value = EditionDoc> {
    (id(), words(), option::of(0..5u8), day(), day(), some(id())).prop_map(
        |(id, name, status, released, closes, inherits)| EditionDoc {
            id,
            name: Some(name),
            status,
            released,
            closes,
            inherits,
        },
    )
}

fn source() -> impl Strategy<Value = SourceDoc> {
    let url = select(vec!["https://example.com/?a=1&b=#c", "mailto:a@example.com"]);
    (words(), some(url), day()).prop_map(|(title, url, seen)| SourceDoc {
        id: at(String::new()),
        title: Some(title),
        url: url.map(|url| at(url.to_owned())),
        seen: seen.map(at),
    })
}

fn unit() -> impl Strategy<Value = UnitDoc> {
    (words(), vec(words(), 0..3), some(located()), some(located())).prop_map(
        |(name, aliases, of, factor)| UnitDoc {
            id: at(String::new()),
            name: Some(name),
            aliases,
            of,
            factor,
        },
    )
}

fn condition() -> impl Strategy<Value = ConditionDoc> {
    (words(), some(words()), 0..4u8, ids(0), some(words()), some(prose())).prop_map(
        |(name, not, of, editions, ask, words)| ConditionDoc {
            id: at(String::new()),
            name: Some(name),
            not,
            of: Some(of),
            editions,
            ask,
            words,
        },
    )
}

fn compare() -> impl Strategy<Value = CompareDoc> {
    prop_oneof![
        Just(CompareDoc::Consecutive),
        Just(CompareDoc::All),
        vec(pair(), 0..3).prop_map(CompareDoc::Listed),
    ]
}

fn pair() -> impl Strategy<Value = PairDoc> {
    // A mapping knows each edition once.
    let given =
        (vec(id(), 0..3), vec(vec(id(), 0..3), 3)).prop_map(|(mut editions, conditions)| {
            editions.sort_by(|a, b| a.value.cmp(&b.value));
            editions.dedup_by(|a, b| a.value == b.value);
            editions.into_iter().zip(conditions).collect()
        });
    (id(), id(), given).prop_map(|(from, to, given)| PairDoc {
        at: Range::default(),
        from,
        to,
        given,
    })
}

pub fn product() -> impl Strategy<Value = ProductDoc> {
    let head = (id(), words(), some(words()), some(words()), located_day(), some(located()));
    let lists = (keyed(source(), 3), keyed(unit(), 3), keyed(condition(), 3));
    let rest = (vec(edition(), 1..4), some(compare()), vec(group(), 0..3));
    let renamed = (ids(0), any::<bool>(), keyed(id(), 3), keyed(ids(1), 3));
    (head, lists, rest, renamed).prop_map(|(head, (sources, units, conditions), rest, renamed)| {
        let (id, name, description, vendor, verified, stale_after) = head;
        let (editions, compare, groups) = rest;
        let (ladder, all_paths, moved, split) = renamed;
        ProductDoc {
            path: path(),
            at: Range::default(),
            id: Some(id),
            name: Some(name),
            description,
            vendor,
            homepage: Some(at("https://example.com/".to_owned())),
            verified,
            stale_after,
            sources: sources.into_iter().map(|(id, doc)| SourceDoc { id, ..doc }).collect(),
            units: units.into_iter().map(|(id, doc)| UnitDoc { id, ..doc }).collect(),
            ladder,
            all_paths,
            moved,
            split,
            conditions: conditions
                .into_iter()
                .map(|(id, doc)| ConditionDoc { id, ..doc })
                .collect(),
            editions,
            compare,
            groups,
        }
    })
}
