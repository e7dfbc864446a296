//! From which number of accounts on an edition has more, in words.

use crate::derive::{Ahead, Crossover, Lead};
use crate::model::{Dimension, Fact, Limit, Value};

/// What is told, and of whom.
pub struct Told<'a> {
    /// The fact whose amounts cross.
    pub fact: &'a Fact,
    /// Where they do.
    pub crossover: &'a Crossover,
    /// The two editions by name: that which the customer has, and that which they go to.
    pub editions: [&'a str; 2],
}

/// Puts values into the words under a key: `more`, `accounts_from` …
pub type Fill<'a> = &'a dyn Fn(&str, &[(&str, &str)]) -> String;

impl Told<'_> {
    /// `1–30 个帐号时，旧版更多；31 个帐号起，新版更多`. `fill` has the words, `count` the name of a count by its id.
    pub fn words(&self, fill: Fill<'_>, count: &dyn Fn(&str) -> String) -> String {
        let counts = &self.crossover.counts;
        let [one] = counts.as_slice() else { return self.open(fill, count) };
        if self.crossover.leads.is_empty() {
            return self.open(fill, count);
        }
        let leads = self.crossover.leads.iter().map(|lead| {
            let range = range(lead, one, fill, count);
            fill("told", &[("range", &range), ("what", &self.who(lead.who, fill))])
        });
        leads.collect::<Vec<_>>().join(&fill("joiner", &[]))
    }

    /// Nothing but what it hangs on.
    fn open(&self, fill: Fill<'_>, count: &dyn Fn(&str) -> String) -> String {
        let names: Vec<String> = self.crossover.counts.iter().map(|id| count(id)).collect();
        let names = names.join(&fill("and", &[]));
        let [from, to] = self.editions;
        fill("open", &[("counts", &names), ("from", from), ("to", to)])
    }

    /// `新版更多`; `有时相同，有时新版更多`.
    fn who(&self, who: Ahead, fill: Fill<'_>) -> String {
        let more = |edition: &str| fill(self.more(), &[("edition", edition)]);
        let [from, to] = self.editions;
        let mut all = Vec::new();
        if who.level {
            all.push(fill("same", &[]));
        }
        if who.from {
            all.push(more(from));
        }
        if who.to {
            all.push(more(to));
        }
        match all.as_slice() {
            [] => fill("none", &[]),
            [one] => one.clone(),
            _ => {
                let each = all.iter().map(|what| fill("sometimes", &[("what", what)]));
                each.collect::<Vec<_>>().join(&fill("comma", &[]))
            }
        }
    }

    /// The key of how more of it is called: time is longer, money is higher.
    fn more(&self) -> &'static str {
        let formulas = self.fact.cells.iter().flat_map(|cell| {
            let cases = cell.cases.iter().filter_map(|case| case.value.as_ref());
            std::iter::once(&cell.value).chain(cases)
        });
        let mut dimensions = formulas.filter_map(|value| match value {
            Value::Limit(Limit::Formula(formula)) => Some(&formula.dimension),
            _ => None,
        });
        match dimensions.next() {
            Some(Dimension::Time | Dimension::Months) => "longer",
            Some(Dimension::Money(_)) => "dearer",
            _ => "more",
        }
    }
}

/// `31 个帐号起`.
fn range(lead: &Lead, id: &str, fill: Fill<'_>, count: &dyn Fn(&str) -> String) -> String {
    let kind = match lead.last {
        None if lead.first == 1 => "any",
        None => "from",
        Some(1) => "single",
        Some(last) if last == lead.first => "one",
        Some(_) => "range",
    };
    let of = if id == "accounts" { "accounts" } else { "count" };
    let last = lead.last.unwrap_or(lead.first).to_string();
    let (first, name) = (lead.first.to_string(), count(id));
    fill(&format!("{of}_{kind}"), &[("first", &first), ("last", &last), ("name", &name)])
}
