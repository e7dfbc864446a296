//! A page per feature.

use super::cell::CellAt;
use super::table::resolved;
use super::{BodyPart, Composed, Composer, View};
use crate::derive::Comparison;
use crate::model::{Case, Cell, Fact, Feature, Given, Kind, Product, Value};
use crate::plan::{FactAt, Mentions, Page, RowAt};
use crate::render::view::{AnswerView, CellView, ChangeView, Crumb, FeatureView, SourceView};

/// How many characters of an edition's own words still belong into a sentence.
const SHORT: usize = 40;

/// Of how many pairs of editions the answer says where they cross.
const ANSWERED: usize = 2;

impl Composer<'_> {
    /// A feature by its group and its place there.
    pub(super) fn feature(&self, page: &Page, at: usize, group: usize, place: usize) -> Composed {
        let product = &self.plan.catalog.products[at];
        let (row, feature) = self.plan.row(at, group, place);
        let group = &product.groups[group];
        let given = Given::default();
        let answers: Vec<AnswerView> = (0..product.editions.len())
            .map(|edition| {
                let cell = CellAt { product_at: at, product, edition, feature };
                AnswerView {
                    edition: self.edition(product, edition, &given),
                    inherited: self.inherited(product, feature, edition),
                    cell: self.cell(&cell, &resolved(product, feature, edition, &given)),
                }
            })
            .collect();
        let nobody = Mentions::default();
        let mentions = self.plan.mentions.get(&row).unwrap_or(&nobody);
        let question = self.question(product, feature);
        let answer = self.answer(row, product, feature);
        let product_url = self.plan.product_url(self.lang, product);
        let matrix = self.plan.matrix_url(self.lang, at, feature);
        let group_link =
            Crumb { name: self.text(&group.name), url: format!("{matrix}#_{}", group.id) };
        let trail = [
            (product.name.get(self.lang), product_url.clone()),
            (group.name.get(self.lang), group_link.url.clone()),
        ];
        let name = self.text(&feature.name);
        let mut meta = self.meta(page, &question, &answer, &trail);
        if let Some(last) = meta.breadcrumb.last_mut() {
            last.name.clone_from(&name);
        }
        let ours = |at: &&u32| self.plan.catalog.articles[**at as usize].lang == *self.lang;
        let neighbour = |at: Option<usize>| {
            let feature = group.features.get(at?)?;
            let url = self.plan.feature_url(self.lang, row.product, feature);
            Some(Crumb { name: self.text(&feature.name), url })
        };
        let view = FeatureView {
            id: feature.id.to_string(),
            name,
            question,
            answer,
            aliases: feature.aliases.iter().map(|alias| self.text(alias)).collect(),
            audience: feature.audience.iter().map(|id| self.audience(id)).collect(),
            product_name: self.text(&product.name),
            product_url,
            group: group_link,
            changes: self.changes_of(row, product, feature),
            history: self.moments(row, product, feature),
            recorded_since: self.changes_link(at).map(|link| link.since).unwrap_or_default(),
            changes_url: self.plan.changes_url(self.lang, at, ""),
            articles: mentions.articles.iter().filter(ours).map(|at| self.teaser(*at)).collect(),
            guides: mentions.guides.iter().map(|at| self.guide_link(*at)).collect(),
            sources: sources_of(&answers),
            answers,
            previous: neighbour(place.checked_sub(1)),
            next: neighbour(place.checked_add(1)),
            meta,
        };
        Composed {
            template: "feature.html".into(),
            view: View::Feature(Box::new(view)),
            body: BodyPart::None,
        }
    }

    /// The question that the feature's page answers: the editor's, else one by its type.
    pub(super) fn question(&self, product: &Product, feature: &Feature) -> String {
        if let Some(question) = &feature.question {
            return self.text(question);
        }
        let key = match feature.facts.first() {
            Some(fact) if !feature.has_parts() => match fact.kind {
                Kind::Support => "question_support",
                Kind::Limit => "question_limit",
                Kind::Set => "question_set",
                Kind::Text => "question_text",
            },
            _ => "question_text",
        };
        let product = product.name.get(self.lang);
        self.words.fill(key, &[("product", product), ("name", feature.name.get(self.lang))])
    }

    /// The answer in one sentence: 旧版不支持；新版部分支持（VIP 成员：有）。 Editions that say the same
    /// are named together.
    fn answer(&self, row: RowAt, product: &Product, feature: &Feature) -> String {
        let mut told: Vec<(Vec<&str>, String, String)> = Vec::new();
        for (edition, known) in product.editions.iter().enumerate() {
            let (key, value) = self.told(row, product, feature, edition);
            let name = known.name.get(self.lang);
            match told.last_mut() {
                Some((names, k, v)) if *k == key && *v == value => names.push(name),
                _ => told.push((vec![name], key, value)),
            }
        }
        let clause = |(names, key, value): (Vec<&str>, String, String)| {
            let editions = names.join(self.words.get("answer_editions"));
            self.words.fill(&key, &[("editions", &editions), ("value", &value)])
        };
        let mut clauses: Vec<String> = told.into_iter().map(clause).collect();
        clauses.extend(self.crossings(row, product, feature));
        let end = self.words.get("answer_end");
        let sentence = clauses.join(self.words.get("answer_joiner"));
        format!("{}{end}", sentence.trim_end_matches(['。', '.', '；', ';']))
    }

    /// From which number of accounts on which edition has more, of each pair that is compared.
    fn crossings(&self, row: RowAt, product: &Product, feature: &Feature) -> Vec<String> {
        if feature.has_parts() {
            return Vec::new();
        }
        let of = |(from, to, comparison): &(usize, usize, usize)| {
            let found = &self.plan.comparisons[*comparison].comparison.rows[row.feature];
            let fact = feature.facts.first()?;
            Some(self.crossover(product, fact, found.facts.first()?, (*from, *to)))
        };
        let all = self.plan.pairs[row.product].iter().filter_map(of);
        all.filter(|told| !told.is_empty()).take(ANSWERED).collect()
    }

    /// How an edition's answer is put, and what it says beside its state.
    fn told(
        &self,
        row: RowAt,
        product: &Product,
        feature: &Feature,
        edition: usize,
    ) -> (String, String) {
        if feature.has_parts() {
            let colon = self.words.get("answer_colon");
            let part = |(at, fact): (usize, &Fact)| {
                let (_, name) = fact.part.as_ref()?;
                let value = self.told_fact(row, at, fact, edition, product);
                Some(format!("{}{colon}{value}", name.get(self.lang)))
            };
            let parts: Vec<String> = feature.facts.iter().enumerate().filter_map(part).collect();
            return ("answer_parts".to_owned(), parts.join(self.words.get("answer_comma")));
        }
        let Some(fact) = feature.facts.first() else { return Default::default() };
        let cell = &fact.cells[edition];
        let state = cell.value.state();
        let by_state =
            fact.kind == Kind::Support || matches!(cell.value, Value::Unknown | Value::Na);
        if by_state && cell.value != Value::Text {
            return (format!("answer_{state}"), self.aside(cell, fact, product, true));
        }
        ("answer_value".to_owned(), self.told_fact(row, 0, fact, edition, product))
    }

    /// A fact with its conditions, as words.
    fn told_fact(
        &self,
        row: RowAt,
        fact_at: usize,
        fact: &Fact,
        edition: usize,
        product: &Product,
    ) -> String {
        let cell = &fact.cells[edition];
        let at = FactAt {
            product: row.product,
            feature: row.feature,
            fact: fact_at,
            edition,
            case: None,
        };
        let value = self.fact(&at);
        let beside = cell.short.is_none() && cell.value != Value::Text;
        let aside = self.aside(cell, fact, product, beside);
        format!("{}{aside}", value.trim_end_matches(['。', '.']))
    }

    /// What stands in brackets behind a value: short words `beside` it, and what holds under conditions.
    pub(super) fn aside(
        &self,
        cell: &Cell,
        fact: &Fact,
        product: &Product,
        beside: bool,
    ) -> String {
        let mut told: Vec<String> = Vec::new();
        let words = match (beside, &cell.short, &cell.words) {
            (true, Some(short), _) => short.get(self.lang),
            (true, None, Some(words)) => &words.get(self.lang).plain,
            _ => "",
        };
        let words = words.trim().trim_end_matches(['。', '.']);
        if !words.is_empty() && words.chars().count() <= SHORT {
            told.push(words.to_owned());
        }
        let colon = self.words.get("answer_colon");
        let case = |case: &Case| {
            let value = self.value(case.value.as_ref()?, None, fact, product);
            Some(format!("{}{colon}{value}", self.when(product, &case.when)))
        };
        told.extend(cell.cases.iter().filter_map(case));
        if told.is_empty() {
            return String::new();
        }
        let told = told.join(self.words.get("answer_comma"));
        self.words.fill("answer_aside", &[("words", &told)])
    }

    fn changes_of(&self, row: RowAt, product: &Product, feature: &Feature) -> Vec<ChangeView> {
        let view = |(from, to, comparison): &(usize, usize, usize)| {
            let pair = (*from, *to);
            let comparison: &Comparison = &self.plan.comparisons[*comparison].comparison;
            let difference = &comparison.rows[row.feature];
            let page = self.plan.pair_row_url(self.lang, row.product, pair, row.feature);
            ChangeView {
                name: self.pair_title(row.product, *from, *to, "compare_caption"),
                url: format!("{page}#{}", feature.id),
                mark: self.mark(product, feature, difference, pair, &Given::default()),
                parts: self.part_marks(product, feature, difference, pair),
            }
        };
        self.plan.pairs[row.product].iter().map(view).collect()
    }
}

/// The evidence of all cells, each source once.
fn sources_of(answers: &[AnswerView]) -> Vec<SourceView> {
    fn collect<'c>(cell: &'c CellView, all: &mut Vec<&'c SourceView>) {
        all.extend(&cell.sources);
        for part in &cell.parts {
            collect(&part.cell, all);
        }
    }
    let mut all = Vec::new();
    for answer in answers {
        collect(&answer.cell, &mut all);
    }
    let mut once: Vec<SourceView> = Vec::new();
    for source in all {
        if !once.iter().any(|known| known.title == source.title && known.url == source.url) {
            once.push(SourceView { quote: String::new(), ..source.clone() });
        }
    }
    once
}
