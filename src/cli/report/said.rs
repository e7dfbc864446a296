//! What a cell says, in one line of plain words.

use crate::base::Tongue;
use crate::derive::Difference;
use crate::model::{
    Better, Cell, Fact, Feature, Formula, Function, Kind, Limit, Literal, Notation, Product, Value,
};

/// Words for one reader of messages.
#[derive(Clone, Copy)]
pub struct Said {
    /// The language.
    pub tongue: Tongue,
}

impl Said {
    /// One of two wordings.
    pub fn say<'t>(self, zh: &'t str, en: &'t str) -> &'t str {
        match self.tongue {
            Tongue::Zh => zh,
            Tongue::En => en,
        }
    }

    /// What an edition says about a row.
    pub fn row(self, product: &Product, feature: &Feature, edition: usize) -> String {
        let one = |fact: &Fact| {
            let said = self.cell(product, fact, &fact.cells[edition]);
            match &fact.part {
                Some((_, name)) => format!("{}{}{said}", name.base(), self.say("：", ": ")),
                None => said,
            }
        };
        let all: Vec<String> = feature.facts.iter().map(one).collect();
        // Within a part `；` stands before each of its cases.
        all.join(" / ")
    }

    /// What a cell says.
    pub fn cell(self, product: &Product, fact: &Fact, cell: &Cell) -> String {
        let mut out = self.with_words(product, &cell.value, fact, plain(cell.words.as_ref()));
        if let Some(per) = cell.per.as_ref().or(fact.per.as_ref())
            && matches!(cell.value, Value::Limit(_))
        {
            let per = self.scope(per);
            out.push_str(&format!("{}{per}{}", self.say("（", " ("), self.say("）", ")")));
        }
        for case in &cell.cases {
            let said = match &case.value {
                Some(value) => self.with_words(product, value, fact, plain(case.words.as_ref())),
                None => plain(case.words.as_ref()).to_owned(),
            };
            let when = self.when(product, &case.when);
            out.push_str(&format!("{}{when}{}{said}", self.say("；", "; "), self.say("：", ": ")));
        }
        if let Some(instead) = &cell.instead {
            let words = plain(Some(instead));
            out.push_str(&format!("{}{words}", self.say("；可以改用：", "; instead: ")));
        }
        out
    }

    fn with_words(self, product: &Product, value: &Value, fact: &Fact, words: &str) -> String {
        let value = self.value(product, value, fact);
        match (value.as_str(), words) {
            ("", words) => words.to_owned(),
            (_, "") => value,
            (_, words) => format!("{value}{}{words}{}", self.say("（", " ("), self.say("）", ")")),
        }
    }

    fn value(self, product: &Product, value: &Value, fact: &Fact) -> String {
        match value {
            Value::Yes => self.say("有", "yes").to_owned(),
            Value::Partial => self.say("部分", "partial").to_owned(),
            Value::Planned(_) => self.say("计划", "planned").to_owned(),
            Value::No => self.say("无", "no").to_owned(),
            Value::Unknown => self.say("未核实", "not verified").to_owned(),
            Value::Na => self.say("不适用", "not applicable").to_owned(),
            Value::Limit(Limit::Unlimited) => self.say("不限", "unlimited").to_owned(),
            Value::Limit(Limit::Amount(amount)) => measured(&amount.number, amount.unit.base()),
            Value::Limit(Limit::Formula(formula)) => self.formula(product, formula),
            Value::Set(options) => {
                let names = options.iter().map(|at| fact.options[usize::from(*at)].name.base());
                names.collect::<Vec<_>>().join(self.say("、", ", "))
            }
            Value::Text => String::new(),
        }
    }

    fn formula(self, product: &Product, formula: &Formula) -> String {
        let mut out = formula.write(&InWords { said: self, product });
        let unit = formula.unit.base();
        if !unit.is_empty() {
            out.push_str(&format!("{}{unit}{}", self.say("（", " ("), self.say("）", ")")));
        }
        for (bound, zh, en) in
            [(&formula.min, "，最少 ", ", at least "), (&formula.max, "，最多 ", ", at most ")]
        {
            if let Some(bound) = bound {
                out.push_str(self.say(zh, en));
                out.push_str(&bound.number);
            }
        }
        out
    }

    /// Of what an amount is: 每家企业.
    fn scope(self, id: &str) -> &str {
        let known = SCOPES.iter().find(|(scope, ..)| *scope == id);
        known.map_or(id, |(_, zh, en)| self.say(zh, en))
    }

    /// What a count is called.
    pub fn count(self, product: &Product, id: &str) -> String {
        let named = product.count(id).and_then(|count| count.name.as_ref());
        named.map_or_else(|| self.say("帐号数", "accounts"), |name| name.base()).to_owned()
    }

    /// Conditions as words.
    pub fn when(self, product: &Product, when: &[Literal]) -> String {
        let name = |literal: &Literal| {
            let condition = &product.conditions[literal.condition];
            match (literal.negated, &condition.not) {
                (false, _) => condition.name.base().to_owned(),
                (true, Some(not)) => not.base().to_owned(),
                (true, None) => format!("{}{}", self.say("不是", "not "), condition.name.base()),
            }
        };
        let names: Vec<String> = when.iter().map(name).collect();
        names.join(self.say("且", " and "))
    }

    /// The word for a difference.
    pub fn difference(self, difference: Difference) -> &'static str {
        let (zh, en) = match difference {
            Difference::Lost => ("失去", "lost"),
            Difference::Deferred => ("推迟", "deferred"),
            Difference::Lowered => ("降低", "lowered"),
            Difference::Narrowed => ("收窄", "narrowed"),
            Difference::Mixed => ("有增有减", "mixed"),
            Difference::Changed => ("改变", "changed"),
            Difference::Unknown => ("未核实", "unknown"),
            Difference::Raised => ("提高", "raised"),
            Difference::Widened => ("放宽", "widened"),
            Difference::Gained => ("新增", "gained"),
            Difference::Same => ("不变", "same"),
        };
        self.say(zh, en)
    }

    /// By which rule one thing differs from another.
    pub fn rule(self, fact: &Fact, difference: Difference) -> &'static str {
        let (zh, en) = match difference {
            Difference::Same => ("两边说的一样", "both say the same"),
            Difference::Unknown => ("有一边还没核实", "one side is not verified"),
            Difference::Changed if fact.kind == Kind::Text => {
                ("文字不分高下", "words are never judged")
            }
            Difference::Changed if fact.better == Better::None => {
                ("没有规定哪边更好（better: none）", "neither way is better (better: none)")
            }
            Difference::Changed => ("说法不同，分不出高下", "otherwise, and neither way better"),
            Difference::Lost => {
                ("原来有，现在没有，也没有别的办法", "it was there and is gone, with no other way")
            }
            Difference::Deferred => ("原来有，现在只在计划中", "it was there and is only planned"),
            Difference::Lowered if fact.better == Better::Less => (
                "数变大，而越少越好（better: less）",
                "the number rises, and less is better (better: less)",
            ),
            Difference::Lowered => (
                "数变小，而越多越好（better: more）",
                "the number falls, and more is better (better: more)",
            ),
            Difference::Raised if fact.better == Better::Less => (
                "数变小，而越少越好（better: less）",
                "the number falls, and less is better (better: less)",
            ),
            Difference::Raised => (
                "数变大，而越多越好（better: more）",
                "the number rises, and more is better (better: more)",
            ),
            Difference::Narrowed if fact.kind == Kind::Set => {
                ("选项变少", "there are fewer options")
            }
            Difference::Narrowed => {
                ("条件变多，或只能改用别的办法", "with more reserve, or by another way only")
            }
            Difference::Widened if fact.kind == Kind::Set => ("选项变多", "there are more options"),
            Difference::Widened => {
                ("条件变少，或不必再用别的办法", "with less reserve, or no longer by another way")
            }
            Difference::Mixed if fact.kind == Kind::Limit => {
                ("要看数量：有时变多，有时变少", "it hangs on a count: now more, now less")
            }
            Difference::Mixed => ("有的多了，有的少了", "some came and some went"),
            Difference::Gained => ("原来没有，现在有", "it was not there and is now"),
        };
        self.say(zh, en)
    }
}

/// Of what amounts are, as the default theme calls it.
const SCOPES: [(&str, &str, &str); 9] = [
    ("org", "每家企业", "per organisation"),
    ("member", "每位成员", "per member"),
    ("admin", "每位管理员", "per administrator"),
    ("domain", "每个域名", "per domain"),
    ("group", "每个群组", "per group"),
    ("mail", "每封邮件", "per message"),
    ("file", "每个文件", "per file"),
    ("day", "每天", "per day"),
    ("month", "每月", "per month"),
];

/// A formula as it reads on pages.
struct InWords<'p> {
    said: Said,
    product: &'p Product,
}

impl Notation for InWords<'_> {
    fn count(&self, id: &str) -> String {
        self.said.count(self.product, id)
    }

    fn function(&self, function: Function) -> String {
        let (zh, en) = match function {
            Function::Floor => ("取整", "floor"),
            Function::Ceil => ("进位取整", "ceil"),
            Function::Round => ("四舍五入", "round"),
            Function::Min => ("取较小", "min"),
            Function::Max => ("取较大", "max"),
        };
        self.said.say(zh, en).to_owned()
    }
}

fn plain(words: Option<&crate::model::ProseText>) -> &str {
    words.and_then(|words| words.all().next()).map_or("", |prose| prose.plain.trim())
}

/// A unit in letters stands apart, one in Han does not.
fn measured(number: &str, unit: &str) -> String {
    let apart = !unit.is_empty() && unit.is_ascii() && unit != "%";
    format!("{number}{}{unit}", if apart { " " } else { "" })
}
