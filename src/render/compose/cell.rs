//! Cells.

use super::Composer;
use crate::model::{
    Case, Cell, Evidence, Fact, Feature, Formula, Function, Limit, Literal, Notation, Product,
    Value,
};
use crate::render::view::{CaseView, CellView, MoreView, PartView, SourceView};

/// A formula as customers read it.
struct InWords<'a> {
    composer: &'a Composer<'a>,
    product: &'a Product,
}

impl Notation for InWords<'_> {
    fn count(&self, id: &str) -> String {
        self.composer.count(self.product, id)
    }

    fn function(&self, function: Function) -> String {
        let key = match function {
            Function::Floor => "formula_floor",
            Function::Ceil => "formula_ceil",
            Function::Round => "formula_round",
            Function::Min => "formula_least",
            Function::Max => "formula_most",
        };
        self.composer.words.get(key).to_owned()
    }
}

/// Where a cell stands.
pub struct CellAt<'p> {
    /// The product's position.
    pub product_at: usize,
    /// The product.
    pub product: &'p Product,
    /// The edition.
    pub edition: usize,
    /// The feature.
    pub feature: &'p Feature,
}

impl Composer<'_> {
    /// What an edition says about a feature: one fact, or one for each part.
    pub(super) fn cell(&self, at: &CellAt<'_>, cells: &[std::borrow::Cow<'_, Cell>]) -> CellView {
        if !at.feature.has_parts() {
            return at
                .feature
                .facts
                .first()
                .map(|fact| self.fact_cell(at, fact, &cells[0]))
                .unwrap_or_default();
        }
        let part = |(fact, cell): (&Fact, &std::borrow::Cow<'_, Cell>)| {
            let (id, name) = fact.part.as_ref()?;
            Some(PartView {
                id: id.to_string(),
                name: self.text(name),
                cell: self.fact_cell(at, fact, cell),
            })
        };
        let edition = &at.product.editions[at.edition];
        CellView {
            edition: edition.id.to_string(),
            edition_name: self.text(&edition.name),
            state: "parts".to_owned(),
            parts: at.feature.facts.iter().zip(cells).filter_map(part).collect(),
            ..CellView::default()
        }
    }

    fn fact_cell(&self, at: &CellAt<'_>, fact: &Fact, cell: &Cell) -> CellView {
        let edition = &at.product.editions[at.edition];
        let (number, unit) = self.amount(&cell.value, at.product);
        let fresh = at.product.freshness(at.feature, cell);
        // Of what nobody knows there is nothing to look at again.
        let stale = fresh.stale(self.plan.catalog.today).filter(|_| cell.value != Value::Unknown);
        let review = if let Value::Planned(Some(date)) = cell.value {
            date.to_string()
        } else {
            String::new()
        };
        CellView {
            edition: edition.id.to_string(),
            edition_name: self.text(&edition.name),
            state: cell.value.state().to_owned(),
            number,
            formula: is_formula(&cell.value),
            unit,
            per: cell
                .per
                .as_ref()
                .or(fact.per.as_ref())
                .filter(|_| matches!(cell.value, Value::Limit(_)))
                .map(ToString::to_string)
                .unwrap_or_default(),
            options: self.options(&cell.value, fact),
            short: self.optional(cell.short.as_ref()),
            words: self.optional_prose(cell.words.as_ref(), at.product_at),
            instead: self.optional_prose(cell.instead.as_ref(), at.product_at),
            cases: cell.cases.iter().map(|case| self.case(at, fact, case)).collect(),
            note: self.optional_prose(cell.note.as_ref(), at.product_at),
            note_number: 0,
            numbers: Vec::new(),
            since: cell.since.as_deref().unwrap_or_default().to_owned(),
            review,
            verified: fresh.verified.map(|date| date.to_string()).unwrap_or_default(),
            stale: stale.unwrap_or_default(),
            sources: cell.sources.iter().map(|e| self.source(at.product, e)).collect(),
            more: cell.more.iter().map(|e| self.more(at.product, e)).collect(),
            parts: Vec::new(),
        }
    }

    fn case(&self, at: &CellAt<'_>, fact: &Fact, case: &Case) -> CaseView {
        let (number, unit) =
            case.value.as_ref().map(|value| self.amount(value, at.product)).unwrap_or_default();
        CaseView {
            when: self.when(at.product, &case.when),
            state: case.value.as_ref().map(Value::state).unwrap_or_default().to_owned(),
            number,
            formula: case.value.as_ref().is_some_and(is_formula),
            unit,
            options: case.value.as_ref().map(|value| self.options(value, fact)).unwrap_or_default(),
            words: self.optional_prose(case.words.as_ref(), at.product_at),
        }
    }

    /// Of what an amount is: 每家企业.
    pub fn scope(&self, id: &str) -> String {
        let key = format!("per.{id}");
        let words = self.words.get(&key);
        if words == key { id.to_owned() } else { words.to_owned() }
    }

    /// Conditions as words: `VIP 成员 且 未登录激活`.
    pub fn when(&self, product: &Product, when: &[Literal]) -> String {
        let name = |literal: &Literal| {
            let condition = &product.conditions[literal.condition];
            match (literal.negated, &condition.not) {
                (false, _) => self.text(&condition.name),
                (true, Some(not)) => self.text(not),
                (true, None) => {
                    self.words.fill("not_when", &[("name", condition.name.get(self.lang))])
                }
            }
        };
        when.iter().map(name).collect::<Vec<_>>().join(self.words.get("and"))
    }

    /// A limit's number and its unit.
    pub(super) fn amount(&self, value: &Value, product: &Product) -> (String, String) {
        match value {
            Value::Limit(Limit::Unlimited) => {
                (self.words.get("unlimited").to_owned(), String::new())
            }
            Value::Limit(Limit::Amount(quantity)) => {
                (quantity.number_in(self.lang).into_owned(), self.text(&quantity.unit))
            }
            Value::Limit(Limit::Formula(formula)) => {
                (self.formula(formula, product), self.text(&formula.unit))
            }
            _ => (String::new(), String::new()),
        }
    }

    /// `3 + 取整(帐号数 ÷ 10)，最多 100`.
    pub fn formula(&self, formula: &Formula, product: &Product) -> String {
        let notation = InWords { composer: self, product };
        let bounds = [("formula_min", &formula.min), ("formula_max", &formula.max)];
        bounds.into_iter().fold(formula.write(&notation), |text, (key, bound)| match bound {
            Some(bound) => {
                let unit = if bound.unit == formula.unit { "" } else { bound.unit.get(self.lang) };
                let bound = format!("{}{unit}", bound.number_in(self.lang));
                self.words.fill(key, &[("value", &text), ("bound", &bound)])
            }
            None => text,
        })
    }

    pub(super) fn options(&self, value: &Value, fact: &Fact) -> Vec<String> {
        let Value::Set(options) = value else { return Vec::new() };
        self.option_names(options, fact)
    }

    pub(super) fn option_names(&self, options: &[u16], fact: &Fact) -> Vec<String> {
        options.iter().map(|o| self.text(&fact.options[usize::from(*o)].name)).collect()
    }

    pub(super) fn source(&self, product: &Product, evidence: &Evidence) -> SourceView {
        let record = &product.sources[evidence.source];
        SourceView {
            title: self.text(&record.title),
            url: record.url.as_deref().unwrap_or_default().to_owned(),
            seen: record.seen.map(|date| date.to_string()).unwrap_or_default(),
            quote: self.optional(evidence.quote.as_ref()),
            number: 0,
        }
    }

    pub(super) fn more(&self, product: &Product, evidence: &Evidence) -> MoreView {
        let record = &product.sources[evidence.source];
        MoreView {
            title: self.text(&record.title),
            url: record.url.as_deref().unwrap_or_default().to_owned(),
            seen: record.seen.map(|date| date.to_string()).unwrap_or_default(),
            number: 0,
        }
    }
}

fn is_formula(value: &Value) -> bool {
    matches!(value, Value::Limit(Limit::Formula(_)))
}
