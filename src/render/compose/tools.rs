//! What a script needs to follow a reader through a table. All judgements are made here, by the engine;
//! the script looks them up.

use serde_json::{Map, Value as Json, json};

use super::Composer;
use super::table::TableSpec;
use crate::derive::{
    Choice, Difference, FactDifference, FeatureDifference, Outcome, ReaderCase, Reading, RowCases,
    VerdictGroup, is_turned, keeps_instead, row_cases, under,
};
use crate::model::{Better, Cell, Fact, Feature, Given, Of, Product};
use crate::render::view::{ChoiceView, ToolsView};

impl Composer<'_> {
    /// The tools of a table over the whole of a product; `pair` where two editions are compared for
    /// everyone.
    pub(super) fn tools(&self, at: usize, pair: Option<(usize, usize)>) -> ToolsView {
        let product = &self.plan.catalog.products[at];
        let mut audiences: Vec<&str> = Vec::new();
        for id in product.features().flat_map(|feature| &feature.audience) {
            if !audiences.contains(&&**id) {
                audiences.push(id);
            }
        }
        let audience = |id: &&str| ChoiceView { id: (*id).to_owned(), name: self.audience(id) };
        let mut tools = ToolsView {
            audiences: audiences.iter().map(audience).collect(),
            words: self.tool_words(product, pair.is_some_and(|(from, to)| to < from)),
            ..ToolsView::default()
        };
        if let Some(pair) = pair {
            self.add_conditions(product, pair, &mut tools);
        }
        tools
    }

    /// The comparisons of two columns that have a page.
    pub(super) fn pair_choices(&self, at: usize) -> Vec<ChoiceView> {
        let id = |edition: usize| &self.plan.catalog.products[at].editions[edition].id;
        let choice = |(from, to, _): &(usize, usize, usize)| ChoiceView {
            id: format!("{} {}", id(*from), id(*to)),
            name: self.pair_url(at, *from, *to),
        };
        self.plan.pairs[at].iter().map(choice).collect()
    }

    /// What a reader can say of themselves: only what some row depends on.
    fn add_conditions(&self, product: &Product, (from, to): (usize, usize), tools: &mut ToolsView) {
        let rows: Vec<RowCases> =
            product.features().filter_map(|f| row_cases(product, f, from, to)).collect();
        let choice = |at: usize| {
            let condition = &product.conditions[at];
            ChoiceView { id: condition.id.to_string(), name: self.text(&condition.name) }
        };
        let all = 0..product.conditions.len();
        let plans = |edition: usize| {
            all.clone().filter(move |at| is_plan_of(product, *at, edition)).map(choice).collect()
        };
        if rows.iter().any(|row| !row.from.is_empty()) {
            tools.from_plans = plans(from);
        }
        if rows.iter().any(|row| !row.to.is_empty()) {
            tools.to_plans = plans(to);
        }
        let asked = |at: &usize| rows.iter().any(|row| row.conditions.contains(at));
        tools.conditions = all.clone().filter(asked).map(choice).collect();
    }

    /// `d`: group, sign and word of each difference, and as `lowered.` where less is better; `g`: each group, its sign and its word; `s`: the
    /// sentence; `n`: how many rows are shown.
    fn tool_words(&self, product: &Product, down: bool) -> String {
        let word = |key: &str| self.words.get(key).to_owned();
        let sign = |group: VerdictGroup| word(&format!("sign.{}", group.slug()));
        let told = |turned: bool, d: Difference| {
            json!([d.group().slug(), self.sign(turned, d), self.word_of(turned, d)])
        };
        let plain = Difference::ALL.iter().map(|d| (d.word().to_owned(), told(false, *d)));
        let turned = Difference::ALL.iter().map(|d| (format!("{}.", d.word()), told(true, *d)));
        let mut facts = product.features().flat_map(|feature| &feature.facts);
        let less = facts.any(|fact| fact.better == Better::Less);
        let differences = plain.chain(turned.filter(|_| less));
        let groups = VerdictGroup::ALL.map(|group| {
            json!([group.slug(), sign(group), word(&format!("group.{}", group.slug()))])
        });
        let sentence = SENTENCE.iter().map(|key| {
            let here = match *key {
                "upgrade" if down => "downgrade",
                "irreversible" if down => "downgrade_irreversible",
                key => key,
            };
            ((*key).to_owned(), json!(word(&format!("verdict.{here}"))))
        });
        quoted(&json!({
            "d": differences.collect::<Map<String, Json>>(),
            "g": groups,
            "s": sentence.collect::<Map<String, Json>>(),
            "n": word("ui.shown"),
        }))
    }

    /// A row in every case of a reader, for the script; empty where it has one only.
    pub(super) fn row_cases(&self, spec: &TableSpec<'_>, feature: &Feature) -> String {
        let product = self.plan.catalog.matrix(spec.product);
        let Some(pair) = spec.comparison.filter(|_| spec.follows && spec.given.is_empty()) else {
            return String::new();
        };
        let (from, to) = (pair.from, pair.to);
        let Some(cases) = row_cases(product, feature, from, to) else { return String::new() };
        let ids = |all: &[usize]| -> Vec<&str> {
            all.iter().map(|at| &*product.conditions[*at].id).collect()
        };
        let mut outcomes: Vec<Json> = Vec::new();
        let mut keys = Map::new();
        for (case, outcome) in &cases.outcomes {
            let told = self.outcome(product, feature, (from, to), case, outcome);
            let known = outcomes.iter().position(|known| *known == told);
            let at = known.unwrap_or_else(|| {
                outcomes.push(told);
                outcomes.len() - 1
            });
            if at > 0 {
                keys.insert(key(product, case), json!(at));
            }
        }
        if keys.is_empty() {
            return String::new();
        }
        quoted(&json!({
            "p": [ids(&cases.from), ids(&cases.to)],
            "c": ids(&cases.conditions),
            "r": outcomes,
            "k": keys,
        }))
    }

    fn outcome(
        &self,
        product: &Product,
        feature: &Feature,
        (from, to): (usize, usize),
        case: &ReaderCase,
        outcome: &Outcome,
    ) -> Json {
        let row: &FeatureDifference = &outcome.difference;
        let mark = self.mark(product, feature, row, (from, to), &case.given(product, from, to));
        let sides = |edition: usize, readings: &[Reading]| -> Vec<Json> {
            let cells = feature.facts.iter().map(|fact| &fact.cells[edition]).zip(readings);
            cells.map(|(cell, reading)| side(product, cell, edition, reading)).collect()
        };
        let facts = || feature.facts.iter().zip(&row.facts);
        let painted = |(fact, found): (&Fact, &FactDifference)| {
            let turned = if is_turned(fact, found.difference) { "." } else { "" };
            format!("{}{turned}", found.difference)
        };
        let parts = facts().filter(|_| feature.has_parts());
        let parts: Vec<String> = parts.map(painted).collect();
        let worst = facts().find(|(_, found)| found.difference == row.difference);
        let mut told = vec![
            json!(worst.map_or_else(|| row.difference.word().to_owned(), painted)),
            json!(mark.condition),
            json!(sides(from, &outcome.from)),
            json!(sides(to, &outcome.to)),
            json!(parts),
        ];
        if !mark.crossover.is_empty() && parts.is_empty() {
            told.push(json!(mark.crossover));
        }
        Json::Array(told)
    }
}

/// The keys of the sentence's words.
const SENTENCE: &[&str] = &[
    "upgrade",
    "lost",
    "restricted",
    "changed",
    "unknown",
    "improved",
    "new",
    "one",
    "many",
    "later",
    "joiner",
    "last",
    "same",
    "same_one",
    "irreversible",
    "end",
];

fn is_plan_of(product: &Product, at: usize, edition: usize) -> bool {
    let condition = &product.conditions[at];
    let editions = &condition.editions;
    condition.of == Of::Plan && (editions.is_empty() || editions.contains(&edition))
}

/// How the cases of a cell stand that everybody is shown: those that are open; where one has become the
/// base, which, its state, and whether another way is still of use.
fn side(product: &Product, cell: &Cell, edition: usize, reading: &Reading) -> Json {
    let open: Vec<usize> = reading.open.iter().map(|(at, _)| *at).collect();
    let shown = under(product, cell, edition, &Given::default());
    match reading.base.and_then(|at| Some((at, shown.cases[at].value.as_ref()?))) {
        None => json!([open]),
        Some((at, value)) => json!([open, at, value.state(), keeps_instead(value)]),
    }
}

/// `free|basic|vip`: the plans, `*` for one that the row does not name; and the conditions that are met.
fn key(product: &Product, case: &ReaderCase) -> String {
    let id = |at: usize| &*product.conditions[at].id;
    let plan = |choice: Choice| match choice {
        Choice::Open => "",
        Choice::Plan(at) => id(at),
        Choice::Other(_) => "*",
    };
    let held: Vec<&str> = case.held.iter().map(|at| id(*at)).collect();
    format!("{}|{}|{}", plan(case.from), plan(case.to), held.join(","))
}

/// JSON for an attribute in single quotes.
fn quoted(value: &Json) -> String {
    let text = value.to_string();
    text.replace('&', "&amp;").replace('\'', "&#39;").replace('<', "&lt;").replace('>', "&gt;")
}
