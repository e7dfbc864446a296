//! From which number of accounts on an edition has more, in the language of messages.

use super::said::Said;
use crate::base::Tongue;
use crate::derive::{Comparison, Crossover, FactDifference};
use crate::model::{Fact, Feature, Product};
use crate::render::CrossoverTold;

impl Said<'_> {
    /// Where which of two editions has more.
    pub fn crossover(
        self,
        product: &Product,
        fact: &Fact,
        crossover: &Crossover,
        (from, to): (usize, usize),
    ) -> String {
        let editions = [from, to].map(|at| self.text(&product.editions[at].name));
        let fill = |key: &str, values: &[(&str, &str)]| {
            values.iter().fold(self.words(key).to_owned(), |text, (name, value)| {
                text.replace(&format!("{{{name}}}"), value)
            })
        };
        CrossoverTold { fact, crossover, editions }.words(&fill, &|id| self.count(product, id))
    }

    fn words(self, key: &str) -> &'static str {
        let words: &[(&str, &str)] = match self.tongue() {
            Tongue::Zh => &[
                ("told", "{range}，{what}"),
                ("joiner", "；"),
                ("comma", "，"),
                ("and", "和"),
                ("open", "{from}和{to}哪边更多，要看{counts}"),
                ("accounts_single", "{first} 个帐号时"),
                ("accounts_one", "{first} 个帐号时"),
                ("accounts_range", "{first}–{last} 个帐号时"),
                ("accounts_from", "{first} 个帐号起"),
                ("accounts_any", "不论多少个帐号"),
                ("count_single", "{name}为 {first} 时"),
                ("count_one", "{name}为 {first} 时"),
                ("count_range", "{name}为 {first}–{last} 时"),
                ("count_from", "{name}从 {first} 起"),
                ("count_any", "不论{name}是多少"),
                ("more", "{edition}更多"),
                ("longer", "{edition}更长"),
                ("dearer", "{edition}更高"),
                ("same", "两边相同"),
                ("sometimes", "有时{what}"),
                ("none", "算不出多少"),
            ],
            Tongue::En => &[
                ("told", "{range}, {what}"),
                ("joiner", "; "),
                ("comma", ", "),
                ("and", " and "),
                ("open", "whether {from} or {to} allows more depends on {counts}"),
                ("accounts_single", "with 1 account"),
                ("accounts_one", "with {first} accounts"),
                ("accounts_range", "for {first}–{last} accounts"),
                ("accounts_from", "from {first} accounts"),
                ("accounts_any", "for any number of accounts"),
                ("count_single", "where {name} is {first}"),
                ("count_one", "where {name} is {first}"),
                ("count_range", "where {name} is {first}–{last}"),
                ("count_from", "where {name} is {first} or more"),
                ("count_any", "whatever {name} is"),
                ("more", "{edition} allows more"),
                ("longer", "{edition} lasts longer"),
                ("dearer", "{edition} costs more"),
                ("same", "both are the same"),
                ("sometimes", "sometimes {what}"),
                ("none", "there is no value"),
            ],
        };
        words.iter().find(|(known, _)| *known == key).map_or("", |(_, words)| words)
    }
}

/// From which number on which edition has more, of each fact of which that hangs on a count.
pub fn crossings(
    said: Said<'_>,
    product: &Product,
    feature: &Feature,
    comparison: &Comparison,
    at: usize,
) -> Option<String> {
    let pair = (comparison.from, comparison.to);
    let one = |(fact, found): (&Fact, &FactDifference)| {
        let told = said.crossover(product, fact, found.crossover.as_deref()?, pair);
        Some(match &fact.part {
            Some((_, name)) => format!("{}{}{told}", said.text(name), said.say("：", ": ")),
            None => told,
        })
    };
    let all = feature.facts.iter().zip(&comparison.rows[at].facts).filter_map(one);
    let all: Vec<String> = all.collect();
    (!all.is_empty()).then(|| all.join(said.say("；", "; ")))
}
