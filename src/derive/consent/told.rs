//! The data of a sheet.

use std::cell::RefCell;
use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use super::ConsentForm;
use crate::derive::{
    Ahead, Comparison, Crossover, Difference, FactDifference, FeatureDifference, under,
};
use crate::model::{
    Case, Catalog, Cell, Fact, Feature, Guide, Level, Limit, Literal, Product, ProseText, Quantity,
    Source, Text, Value,
};

/// A guide on its way into data.
pub struct Told<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) product: &'a Product,
    /// What links without words of their own say, by their addresses.
    pub(super) filled: RefCell<Object>,
    form: ConsentForm,
    guide: &'a Guide,
    comparison: &'a Comparison,
}

type Object = Map<String, Json>;

impl<'a> Told<'a> {
    pub(super) fn new(
        form: ConsentForm,
        catalog: &'a Catalog,
        guide: &'a Guide,
        comparison: &'a Comparison,
    ) -> Self {
        let product = &catalog.products[guide.product];
        Self { catalog, product, filled: RefCell::default(), form, guide, comparison }
    }

    pub(super) fn guide(&self) -> Json {
        let guide = self.guide;
        let mut hold_if: Vec<&str> =
            guide.hold_if.iter().filter_map(|h| self.written(Some(&h.words))).collect();
        hold_if.sort_unstable();
        let features = || self.product.features().zip(&self.comparison.rows);
        let losses = features().filter(|(_, row)| row.difference.direction().is_lt());
        let mut losses: Vec<&str> = losses.map(|(feature, _)| &*feature.id).collect();
        losses.sort_unstable();
        let rows = features();
        let differences: Object = rows
            .filter(|(_, row)| row.difference != Difference::Same)
            .map(|(feature, row)| (feature.id.to_string(), self.row(feature, row)))
            .collect();
        let mut out = Object::new();
        put(&mut out, "schema", Some(self.form.schema()));
        put(&mut out, "language", Some(self.catalog.site.default_language().as_str()));
        put(&mut out, "guide", Some(&*guide.id));
        put(&mut out, "title", Some(&self.title()));
        out.insert("product".to_owned(), named(&self.product.id, self.product.name.base()));
        for (key, at) in [("from", self.comparison.from), ("to", self.comparison.to)] {
            let edition = &self.product.editions[at];
            out.insert(key.to_owned(), named(&edition.id, edition.name.base()));
        }
        out.insert("given".to_owned(), Json::Object(self.given()));
        out.insert("reversible".to_owned(), json!(guide.reversible));
        out.insert("hold_if".to_owned(), json!(hold_if));
        out.insert("preconditions".to_owned(), Json::Object(self.preconditions()));
        out.insert("differences".to_owned(), Json::Object(differences));
        match self.form {
            ConsentForm::First => {
                put(&mut out, "no_way_back", self.written(guide.no_way_back.first()));
            }
            ConsentForm::Second => self.beside(&mut out, &losses),
        }
        out.insert("losses".to_owned(), json!(losses));
        Json::Object(out)
    }

    /// What the guide is called. The first form knew no plans in the titles of guides that are made of others.
    fn title(&self) -> String {
        if self.form == ConsentForm::Second || self.guide.is_written() {
            return self.guide.title.base().to_owned();
        }
        let on_it = self.guide.hops.iter().map(|hop| self.catalog.guides[*hop].to);
        let on_it = std::iter::once(self.guide.from).chain(on_it);
        let names = on_it.map(|edition| self.product.editions[edition].name.base());
        names.collect::<Vec<_>>().join(" → ")
    }

    /// What the first form left out, though sheets show it.
    fn beside(&self, out: &mut Object, losses: &[&str]) {
        let reasons = self.guide.no_way_back.iter().filter_map(|text| self.written(Some(text)));
        out.insert("no_way_back".to_owned(), json!(reasons.collect::<Vec<_>>()));
        put(out, "operator", Some(self.catalog.site.operator().base()));
        let stops = self.guide.impacts.iter().filter(|impact| {
            impact.severity == Level::Block && losses.binary_search(&&*impact.feature).is_ok()
        });
        let stops: Object = stops
            .map(|impact| {
                let mut told = Object::new();
                put(&mut told, "md", self.written(impact.words.as_ref()));
                (impact.feature.to_string(), Json::Object(told))
            })
            .collect();
        out.insert("stops".to_owned(), Json::Object(stops));
        // Last: by now every text has been looked at.
        let filled = self.filled.take();
        if !filled.is_empty() {
            out.insert("filled".to_owned(), Json::Object(filled));
        }
    }

    /// Per edition what is known to hold in it: `{"fusion": {"basic": "基础版"}}`.
    fn given(&self) -> Object {
        let known = self.guide.given.0.iter().filter(|(_, conditions)| !conditions.is_empty());
        let edition = |(edition, conditions): &(usize, Vec<usize>)| {
            let of = conditions.iter().map(|at| &self.product.conditions[*at]);
            let of: Object =
                of.map(|c| (c.id.to_string(), c.name.base().to_owned().into())).collect();
            (self.product.editions[*edition].id.to_string(), Json::Object(of))
        };
        known.map(edition).collect()
    }

    fn row(&self, feature: &Feature, row: &FeatureDifference) -> Json {
        let mut out = Object::new();
        put(&mut out, "name", Some(feature.name.base()));
        put(&mut out, "difference", Some(row.difference.word()));
        let facts = feature.facts.iter().zip(&row.facts);
        if feature.has_parts() {
            let part = |(fact, found): (&Fact, &FactDifference)| {
                let (id, name) = fact.part.as_ref()?;
                let mut out = self.sides(fact, found);
                put(&mut out, "name", Some(name.base()));
                put(&mut out, "difference", Some(found.difference.word()));
                Some((id.to_string(), Json::Object(out)))
            };
            out.insert("parts".to_owned(), Json::Object(facts.filter_map(part).collect()));
        } else if let Some((fact, found)) = facts.into_iter().next() {
            out.extend(self.sides(fact, found));
        }
        Json::Object(out)
    }

    /// A fact before and after.
    fn sides(&self, fact: &Fact, found: &FactDifference) -> Object {
        let side = |key: &str, at: usize| {
            let cell = under(self.product, &fact.cells[at], at, &self.guide.given);
            (key.to_owned(), Json::Object(self.cell(fact, &cell)))
        };
        let sides = [side("from", self.comparison.from), side("to", self.comparison.to)];
        let mut out: Object = sides.into_iter().collect();
        if let (ConsentForm::Second, Some(crossover)) = (self.form, &found.crossover) {
            out.insert("more".to_owned(), self.crossover(crossover));
        }
        out
    }

    /// Where which edition has more, and of which counts that hangs.
    fn crossover(&self, crossover: &Crossover) -> Json {
        let leads = crossover.leads.iter().map(|lead| {
            let Ahead { from, level, to } = lead.who;
            let who = [("from", from), ("level", level), ("to", to)].into_iter();
            let who: Vec<&str> = who.filter(|(_, is)| *is).map(|(word, _)| word).collect();
            let last = lead.last.map(|last| last.to_string());
            json!({ "first": lead.first.to_string(), "last": last, "who": who })
        });
        json!({ "counts": self.counts(&crossover.counts), "leads": leads.collect::<Vec<_>>() })
    }

    /// What counts are called, by their ids.
    fn counts(&self, ids: &[Arc<str>]) -> Object {
        let name = |id: &Arc<str>| {
            let count = self.product.count(id).and_then(|count| count.name.as_ref());
            (id.to_string(), json!(count.map(Text::base)))
        };
        ids.iter().map(name).collect()
    }

    pub(super) fn cell(&self, fact: &Fact, cell: &Cell) -> Object {
        let mut out = self.value(&cell.value, fact);
        if matches!(cell.value, Value::Limit(_)) {
            put(&mut out, "per", cell.per.as_deref().or(fact.per.as_deref()));
        }
        put(&mut out, "md", self.written(cell.words.as_ref()));
        put(&mut out, "short", cell.short.as_ref().map(|short| short.base()));
        put(&mut out, "instead", self.written(cell.instead.as_ref()));
        if !cell.cases.is_empty() {
            let cases = cell.cases.iter().map(|case| Json::Object(self.case(fact, case)));
            out.insert("cases".to_owned(), cases.collect());
        }
        out
    }

    /// The first case that holds wins, so their order says something and stays.
    fn case(&self, fact: &Fact, case: &Case) -> Object {
        let mut out = case.value.as_ref().map(|v| self.value(v, fact)).unwrap_or_default();
        put(&mut out, "md", self.written(case.words.as_ref()));
        let when: Object = case.when.iter().map(|literal| self.literal(literal)).collect();
        out.insert("when".to_owned(), Json::Object(when));
        out
    }

    fn literal(&self, literal: &Literal) -> (String, Json) {
        let condition = &self.product.conditions[literal.condition];
        let name = condition.not.as_ref().filter(|_| literal.negated).unwrap_or(&condition.name);
        let not = if literal.negated { "not " } else { "" };
        (format!("{not}{}", condition.id), name.base().into())
    }

    fn preconditions(&self) -> Object {
        let one = |p: &crate::model::Precondition| {
            let mut out = Object::new();
            put(&mut out, "md", self.written(Some(&p.words)));
            put(&mut out, "by", p.by.as_deref());
            out.insert("consent".to_owned(), json!(p.consent));
            (p.id.to_string(), Json::Object(out))
        };
        self.guide.preconditions.iter().map(one).collect()
    }

    /// The Markdown as written, in the default language.
    fn written<'t>(&self, text: Option<&'t ProseText>) -> Option<&'t str> {
        let prose = text?.all().next()?;
        self.fill(prose);
        Some(&prose.source)
    }

    /// A value; of a formula with the names of its counts.
    fn value(&self, value: &Value, fact: &Fact) -> Object {
        let mut out = self::value(value, fact);
        if let (ConsentForm::Second, Value::Limit(Limit::Formula(formula))) = (self.form, value) {
            out.insert("counts".to_owned(), Json::Object(self.counts(&formula.counts)));
        }
        out
    }
}

/// `state`, and what goes with it.
fn value(value: &Value, fact: &Fact) -> Object {
    let mut out = Object::new();
    put(&mut out, "state", Some(value.state()));
    let amount = |quantity: &Quantity| words(&quantity.number, quantity.unit.base());
    match value {
        Value::Limit(Limit::Unlimited) => put(&mut out, "amount", Some("unlimited")),
        Value::Limit(Limit::Amount(quantity)) => put(&mut out, "amount", Some(&amount(quantity))),
        Value::Limit(Limit::Formula(formula)) => {
            let unit = formula.unit.base();
            put(&mut out, "formula", Some(&words(&formula.write(&Source), unit)));
            put(&mut out, "min", formula.min.as_ref().map(amount).as_deref());
            put(&mut out, "max", formula.max.as_ref().map(amount).as_deref());
        }
        Value::Set(options) => {
            let option = |at: &u16| &fact.options[usize::from(*at)];
            let options = options.iter().map(option);
            let options: Object =
                options.map(|o| (o.id.to_string(), o.name.base().to_owned().into())).collect();
            out.insert("options".to_owned(), Json::Object(options));
        }
        Value::Planned(review) => {
            put(&mut out, "review", review.map(|day| day.to_string()).as_deref());
        }
        Value::Yes | Value::No | Value::Partial | Value::Unknown | Value::Na | Value::Text => {}
    }
    out
}

fn named(id: &str, name: &str) -> Json {
    json!({ "id": id, "name": name })
}

fn words(number: &str, unit: &str) -> String {
    format!("{number} {unit}").trim().to_owned()
}

fn put(out: &mut Object, key: &str, words: Option<&str>) {
    if let Some(words) = words {
        out.insert(key.to_owned(), words.into());
    }
}
