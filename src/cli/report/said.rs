//! What a cell says, in one line of plain words.

use crate::base::{Lang, Tongue};
use crate::derive::{Difference, FeatureDifference, is_turned};
use crate::model::{
    Better, Cell, Fact, Feature, Formula, Function, Kind, Limit, Literal, Notation, Product,
    ProseText, Site, Text, Value, unit_word,
};

/// Words for one reader of messages.
#[derive(Clone, Copy)]
pub struct Said<'l> {
    /// The language of messages.
    tongue: Tongue,
    /// The site's language that is nearest to it; without one its default language speaks.
    lang: Option<&'l Lang>,
}

impl<'l> Said<'l> {
    /// Words in a tongue about what a site holds.
    pub fn new(tongue: Tongue, site: &'l Site) -> Self {
        let languages = site.languages.iter().map(|language| &language.tag);
        Self { tongue, lang: tongue.among(languages) }
    }

    /// The language of messages.
    pub fn tongue(self) -> Tongue {
        self.tongue
    }

    /// The site's words in it.
    pub fn text(self, text: &Text) -> &str {
        self.lang.map_or(text.base(), |lang| text.get(lang))
    }

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
                Some((_, name)) => format!("{}{}{said}", self.text(name), self.say("：", ": ")),
                None => said,
            }
        };
        let all: Vec<String> = feature.facts.iter().map(one).collect();
        // Within a part `；` stands before each of its cases.
        all.join(" / ")
    }

    /// What a cell says.
    pub fn cell(self, product: &Product, fact: &Fact, cell: &Cell) -> String {
        let per = cell.per.as_ref().or(fact.per.as_ref());
        let per = per.filter(|_| matches!(cell.value, Value::Limit(_)));
        let per = per.map(|per| self.scope(per));
        let mut out = self.stated(product, fact, &cell.value, (per, cell.words.as_ref()));
        for case in &cell.cases {
            let said = match &case.value {
                Some(value) => self.stated(product, fact, value, (None, case.words.as_ref())),
                None => self.plain(case.words.as_ref()).to_owned(),
            };
            let when = self.when(product, &case.when);
            out.push_str(&format!("{}{when}{}{said}", self.say("；", "; "), self.say("：", ": ")));
        }
        if let Some(instead) = &cell.instead {
            let words = self.plain(Some(instead));
            out.push_str(&format!("{}{words}", self.say("；可以改用：", "; instead: ")));
        }
        out
    }

    /// A value, and in one pair of brackets whatever else is said of it.
    fn stated(
        self,
        product: &Product,
        fact: &Fact,
        value: &Value,
        (per, words): (Option<&str>, Option<&ProseText>),
    ) -> String {
        let words = self.plain(words);
        let (value, unit) = self.value(product, value, fact);
        if value.is_empty() {
            return words.to_owned();
        }
        let notes = [unit.as_deref(), per, Some(words)].into_iter().flatten();
        let notes: Vec<&str> = notes.filter(|note| !note.is_empty()).collect();
        if notes.is_empty() {
            return value;
        }
        self.bracketed(&value, &notes.join(self.say("，", ", ")))
    }

    fn bracketed(self, words: &str, notes: &str) -> String {
        format!("{words}{}{notes}{}", self.say("（", " ("), self.say("）", ")"))
    }

    /// A value, and the unit of one that has no end at which it could stand.
    fn value(self, product: &Product, value: &Value, fact: &Fact) -> (String, Option<String>) {
        let word = match value {
            Value::Yes => self.say("有", "yes").to_owned(),
            Value::Partial => self.say("部分", "partial").to_owned(),
            Value::Planned(_) => self.say("计划", "planned").to_owned(),
            Value::No => self.say("无", "no").to_owned(),
            Value::Unknown => self.say("未核实", "not verified").to_owned(),
            Value::Na => self.say("不适用", "not applicable").to_owned(),
            Value::Limit(Limit::Unlimited) => self.say("不限", "unlimited").to_owned(),
            Value::Limit(Limit::Amount(amount)) => {
                measured(&amount.number, &self.unit(&amount.unit, &amount.number))
            }
            Value::Limit(Limit::Formula(formula)) => return self.formula(product, formula),
            Value::Set(options) => {
                let names =
                    options.iter().map(|at| self.text(&fact.options[usize::from(*at)].name));
                names.collect::<Vec<_>>().join(self.say("、", ", "))
            }
            Value::Text => String::new(),
        };
        (word, None)
    }

    /// A unit behind a number. Those that everybody knows have words even where the site has none in this language.
    fn unit(self, unit: &Text, number: &str) -> String {
        let written = self.text(unit);
        let own = Lang::new(self.say("zh-Hans", "en"));
        let lang = self.lang.unwrap_or(&own);
        unit_word(written, number == "1", lang).unwrap_or(written).to_owned()
    }

    fn formula(self, product: &Product, formula: &Formula) -> (String, Option<String>) {
        let mut out = formula.write(&InWords { said: self, product });
        let unit = Some(self.unit(&formula.unit, "")).filter(|unit| !unit.is_empty());
        let bounds =
            [(&formula.min, "，最少 ", ", at least "), (&formula.max, "，最多 ", ", at most ")];
        if bounds.iter().all(|(bound, ..)| bound.is_none()) {
            return (out, unit);
        }
        if let Some(unit) = unit {
            out = self.bracketed(&out, &unit);
        }
        for (bound, zh, en) in bounds {
            if let Some(bound) = bound {
                out.push_str(self.say(zh, en));
                out.push_str(&bound.number);
            }
        }
        (out, None)
    }

    /// Of what an amount is: 每家企业.
    fn scope(self, id: &str) -> &str {
        let known = SCOPES.iter().find(|(scope, ..)| *scope == id);
        known.map_or(id, |(_, zh, en)| self.say(zh, en))
    }

    /// What a count is called.
    pub fn count(self, product: &Product, id: &str) -> String {
        let named = product.count(id).and_then(|count| count.name.as_ref());
        named.map_or_else(|| self.say("帐号数", "accounts"), |name| self.text(name)).to_owned()
    }

    /// Conditions as words.
    pub fn when(self, product: &Product, when: &[Literal]) -> String {
        let name = |literal: &Literal| {
            let condition = &product.conditions[literal.condition];
            match (literal.negated, &condition.not) {
                (false, _) => self.text(&condition.name).to_owned(),
                (true, Some(not)) => self.text(not).to_owned(),
                (true, None) => {
                    format!("{}{}", self.say("不是", "not "), self.text(&condition.name))
                }
            }
        };
        let names: Vec<String> = when.iter().map(name).collect();
        names.join(self.say("且", " and "))
    }

    /// The site's words, without markup.
    fn plain(self, words: Option<&ProseText>) -> &str {
        let Some(words) = words else { return "" };
        self.lang.map_or(words.base(), |lang| words.get(lang)).plain.trim()
    }

    /// The word for how a row differs: that of the fact which is as bad as the row. Where less is better it says
    /// which way the thing went, and for whom that is good.
    pub fn differs(
        self,
        feature: &Feature,
        facts: impl Iterator<Item = Difference>,
        worst: Difference,
    ) -> &'static str {
        let fact = feature.facts.iter().zip(facts).find(|(_, found)| *found == worst);
        let turned = fact.is_some_and(|(fact, found)| is_turned(fact, found));
        let (zh, en) = match worst {
            Difference::Lost if turned => ("新增，不利", "added, worse"),
            Difference::Lowered if turned => ("升高，不利", "higher, worse"),
            Difference::Narrowed if turned => ("变多，不利", "more, worse"),
            Difference::Raised if turned => ("降低，有利", "lower, better"),
            Difference::Widened if turned => ("变少，有利", "less, better"),
            Difference::Gained if turned => ("去除，有利", "gone, better"),
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

    /// The same for a row of a comparison.
    pub fn row_differs(self, feature: &Feature, row: &FeatureDifference) -> &'static str {
        self.differs(feature, row.facts.iter().map(|fact| fact.difference), row.difference)
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
    said: Said<'p>,
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

/// A unit in letters stands apart, one in Han does not.
fn measured(number: &str, unit: &str) -> String {
    let apart = !unit.is_empty() && unit.is_ascii() && unit != "%";
    format!("{number}{}{unit}", if apart { " " } else { "" })
}
