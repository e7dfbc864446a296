//! Cells in many spellings.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// Options of the set, in the order of their declaration.
const OPTIONS: [&str; 4] = ["wechat", "wecom", "password", "phone"];

/// How a cell is written; what it means does not hang on any of this.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    flow: bool,
    /// Which of several spellings.
    spelling: usize,
    /// By how many places the keys are turned.
    keys: usize,
    quotes: Quotes,
    /// Whether a value with nothing beside it stands bare.
    bare: bool,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Quotes {
    None,
    Single,
    Double,
}

impl Style {
    pub const PLAIN: Self =
        Self { flow: false, spelling: 0, keys: 0, quotes: Quotes::None, bare: false };
}

impl Arbitrary for Style {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let quotes = select(vec![Quotes::None, Quotes::Single, Quotes::Double]);
        (any::<bool>(), 0..60usize, 0..6usize, quotes, any::<bool>())
            .prop_map(|(flow, spelling, keys, quotes, bare)| Self {
                flow,
                spelling,
                keys,
                quotes,
                bare,
            })
            .boxed()
    }
}

/// A value, whatever its spelling.
#[derive(Clone, PartialEq, Debug)]
enum Value {
    Yes,
    No,
    Unknown,
    Na,
    Unlimited,
    /// GiB.
    Bytes(u64),
    Count(u64),
    Days(u64),
    Set(Vec<usize>),
}

/// A cell: a value and what stands beside it.
#[derive(Clone, PartialEq, Debug)]
pub struct Written {
    value: Value,
    md: Option<&'static str>,
    note: Option<&'static str>,
    instead: Option<&'static str>,
    case: Option<Value>,
}

impl Written {
    pub fn bytes(gib: u64) -> Self {
        Self::of(Value::Bytes(gib))
    }

    pub fn count(count: u64) -> Self {
        Self::of(Value::Count(count))
    }

    pub fn days(days: u64) -> Self {
        Self::of(Value::Days(days))
    }

    fn of(value: Value) -> Self {
        Self { value, md: None, note: None, instead: None, case: None }
    }

    /// Every way to write the value.
    pub fn spellings(&self) -> Vec<String> {
        self.value.spellings()
    }

    /// The cell behind its key, at an indentation of 10.
    fn text(&self, style: Style) -> String {
        let value = self.value.text(style);
        let mut fields = vec![format!("{}: {value}", self.value.key())];
        fields.extend(self.md.map(|md| format!("md: {}", style.quoted(md))));
        fields.extend(self.note.map(|note| format!("note: {}", style.quoted(note))));
        fields.extend(self.instead.map(|way| format!("instead: {}", style.quoted(way))));
        if let Some(case) = &self.case {
            let (key, value) = (case.key(), case.text(style));
            fields.push(if style.flow {
                format!("cases: [{{when: vip, {key}: {value}}}]")
            } else {
                format!("cases:\n              - {key}: {value}\n                when: [vip]")
            });
        }
        let count = fields.len();
        fields.rotate_left(style.keys % count);
        match (count, style.bare, style.flow) {
            (1, true, _) => format!(" {value}\n"),
            (_, _, true) => format!(" {{{}}}\n", fields.join(", ")),
            _ => {
                fields.iter().map(|field| format!("\n            {field}")).collect::<String>()
                    + "\n"
            }
        }
    }
}

impl Value {
    fn key(&self) -> &'static str {
        match self {
            Self::Yes | Self::No | Self::Unknown | Self::Na => "is",
            Self::Unlimited | Self::Bytes(_) | Self::Count(_) | Self::Days(_) => "limit",
            Self::Set(_) => "set",
        }
    }

    fn spellings(&self) -> Vec<String> {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        match self {
            Self::Yes => words(&["有", "yes", "支持"]),
            Self::No => words(&["无", "no", "不支持"]),
            Self::Unknown => words(&["未核实", "unknown"]),
            Self::Na => words(&["不适用", "na"]),
            Self::Unlimited => words(&["不限", "unlimited", "Unlimited", "无上限", "不限量"]),
            Self::Bytes(n) => bytes(*n),
            Self::Count(n) => count(*n),
            Self::Days(n) => vec![
                format!("{n} 天"),
                format!("{n}日"),
                format!("{} 小时", n * 24),
                format!("{}分钟", n * 1440),
                format!("{n} day"),
            ],
            Self::Set(options) => orders(options),
        }
    }

    fn text(&self, style: Style) -> String {
        let spellings = self.spellings();
        let word = &spellings[style.spelling % spellings.len()];
        match self {
            Self::Set(_) if style.flow => format!("[{word}]"),
            Self::Set(_) => format!("[ {} ]", word.replace(", ", " , ")),
            // Between braces a comma ends the value.
            _ if style.flow && word.contains(',') => format!("'{word}'"),
            _ => style.quoted(word),
        }
    }
}

impl Style {
    fn quoted(self, text: &str) -> String {
        match self.quotes {
            Quotes::None => text.to_owned(),
            Quotes::Single => format!("'{text}'"),
            Quotes::Double => format!("\"{text}\""),
        }
    }
}

fn bytes(gib: u64) -> Vec<String> {
    let mib = gib * 1024;
    vec![
        format!("{gib}G"),
        format!("{gib} GiB"),
        format!("{gib} gb"),
        format!("{mib} MB"),
        format!("{mib}M"),
        wide(&format!("{gib}G")),
        format!("{} KiB", mib * 1024),
        format!("{} B", mib * 1024 * 1024),
    ]
}

fn count(n: u64) -> Vec<String> {
    let mut all = vec![n.to_string(), wide(&n.to_string()), format!("{n}.0"), format!("{n} 个")];
    if n >= 1000 {
        all.push(format!("{},{:03}", n / 1000, n % 1000));
    }
    if n.is_multiple_of(1000) {
        all.push(format!("{}.{}万", n / 10_000, n % 10_000 / 1000));
    }
    all
}

/// The same in full-width characters.
fn wide(text: &str) -> String {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c);
    text.chars().map(wide).collect()
}

/// The options from either end, and from the middle on.
fn orders(options: &[usize]) -> Vec<String> {
    let names: Vec<&str> = options.iter().map(|at| OPTIONS[*at]).collect();
    let mut back = names.clone();
    back.reverse();
    let mut turned = names.clone();
    turned.rotate_left(names.len() / 2);
    [names, back, turned].map(|names| names.join(", ")).into()
}

/// A value of a fact's type, or one that is legal in every type.
fn value(kind: usize) -> BoxedStrategy<Value> {
    let anywhere = select(vec![Value::No, Value::Unknown, Value::Na]);
    let numbers = || select(vec![1u64, 2, 5, 50]);
    let typed = match kind {
        0 => Just(Value::Yes).boxed(),
        1 => prop_oneof![Just(Value::Unlimited), numbers().prop_map(Value::Bytes)].boxed(),
        2 => select(vec![5u64, 1000, 2000, 10_000, 12_000]).prop_map(Value::Count).boxed(),
        3 => numbers().prop_map(Value::Days).boxed(),
        _ => subsequence(vec![0, 1, 2, 3], 1..=4).prop_map(Value::Set).boxed(),
    };
    prop_oneof![1 => anywhere, 4 => typed].boxed()
}

fn of_kind(kind: usize) -> BoxedStrategy<Written> {
    let words = || option::weighted(0.4, select(vec!["需要申请", "由管理员设置"]));
    (value(kind), words(), words(), words(), option::weighted(0.4, value(kind)))
        .prop_map(|(value, md, note, instead, case)| Written { value, md, note, instead, case })
        .boxed()
}

/// Any cell.
pub fn cell() -> impl Strategy<Value = (usize, Written)> {
    (0..5usize).prop_flat_map(|kind| (Just(kind), of_kind(kind)))
}

/// Two cells of one fact.
pub fn pair() -> impl Strategy<Value = ((usize, Written), (usize, Written))> {
    let two = |kind| vec(of_kind(kind), 2).prop_map(move |cells| (kind, cells));
    (0..5usize)
        .prop_flat_map(two)
        .prop_map(|(kind, cells)| ((kind, cells[0].clone()), (kind, cells[1].clone())))
}

/// A product with one row of two cells.
pub fn product(a: &(usize, Written), b: &(usize, Written), styles: &[Style; 2]) -> String {
    let kind = [
        "type: support",
        "type: limit\n        unit: GiB",
        "type: limit\n        unit: account",
        "type: limit\n        unit: day",
        "type: set\n        options: {wechat: 微信, wecom: 企业微信, password: 密码, phone: 手机}",
    ];
    format!(
        "product: mail\nname: 邮箱\nunits: {{account: {{name: 个}}}}\n\
         conditions: {{vip: {{name: VIP, of: member}}}}\n\
         editions:\n  - {{id: old, name: 旧版}}\n  - {{id: new, name: 新版}}\n\
         groups:\n  - id: all\n    name: 全部\n    features:\n      - id: row\n        name: 一项\n        \
         question: 怎样？\n        better: more\n        {}\n        cells:\n          old:{}          new:{}",
        kind[a.0],
        a.1.text(styles[0]),
        b.1.text(styles[1]),
    )
}
