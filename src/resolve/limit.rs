//! Limits as written to limits as meant: amounts and formulas.

use super::catalogue as problem;
use super::cell::FactScope;
use super::scope::Scope;
use crate::base::{Diagnostic, Located, Span, nearest};
use crate::model::{
    AmountError, FUNCTIONS, Formula, FormulaError, FormulaFault, Limit, Quantity, Value,
};
use crate::syntax::FormulaDoc;

/// An amount: `50`, `1 GiB`, `不限`.
pub fn amount(
    text: &Located<String>,
    fact: &FactScope<'_>,
    scope: &mut Scope<'_>,
) -> Option<Value> {
    let units = &fact.product.units;
    let span = scope.span(text.at);
    let problem = match Limit::parse(&text.value, fact.unit.as_ref(), units) {
        Ok(Limit::Amount(amount)) => {
            let is_one = amount.value() == 1.into();
            let unit = super::unit::words(amount.unit, is_one, scope);
            return Some(Value::Limit(Limit::Amount(Quantity { unit, ..amount })));
        }
        Ok(limit) => return Some(Value::Limit(limit)),
        Err(AmountError::NotAnAmount) => problem::bad_amount(span, &text.value),
        Err(AmountError::Negative) => problem::negative_amount(span, &text.value),
        Err(AmountError::Grouping) => problem::digit_groups(span, &text.value),
        Err(AmountError::UnknownUnit(symbol)) => {
            problem::unknown_unit(span, &symbol, nearest(&symbol, units.names()))
        }
        Err(AmountError::Mismatch { unit, wanted }) => problem::unit_mismatch(span, unit, wanted),
    };
    scope.report(problem);
    None
}

/// An amount that hangs on counts.
pub fn formula(doc: &FormulaDoc, fact: &FactScope<'_>, scope: &mut Scope<'_>) -> Option<Value> {
    let known: Vec<&str> = fact.product.counts.iter().map(|(id, _)| &**id).collect();
    let before = scope.out.len();
    let parsed = Formula::parse(&doc.formula.value, &known, fact.unit.as_ref());
    let min = doc.min.as_ref().and_then(|text| bound(text, fact, scope));
    let max = doc.max.as_ref().and_then(|text| bound(text, fact, scope));
    match parsed {
        Ok(formula) if scope.out.len() == before => {
            let formula = Formula { min, max, ..formula };
            Some(Value::Limit(Limit::Formula(formula.into())))
        }
        Ok(_) => None,
        Err(error) => {
            scope.report(fault(&error, &doc.formula, &known, scope));
            None
        }
    }
}

/// A bound of a formula: an amount, and not the lack of one.
fn bound(text: &Located<String>, fact: &FactScope<'_>, scope: &mut Scope<'_>) -> Option<Quantity> {
    match amount(text, fact, scope)? {
        Value::Limit(Limit::Amount(quantity)) => Some(quantity),
        _ => {
            scope.report(problem::formula_without_bound(scope.span(text.at)));
            None
        }
    }
}

fn fault(
    error: &FormulaError,
    text: &Located<String>,
    known: &[&str],
    scope: &Scope<'_>,
) -> Diagnostic {
    let at = place(text, &error.at, scope);
    match &error.fault {
        FormulaFault::ExpectedValue => problem::formula_needs_value(at),
        FormulaFault::ExpectedOperator => problem::formula_needs_operator(at),
        FormulaFault::Unclosed => problem::formula_unclosed(at),
        FormulaFault::UnknownCount(name) => {
            problem::unknown_count(at, name, nearest(name, known.iter().copied()))
        }
        FormulaFault::UnknownFunction(name) => {
            let near = nearest(name, FUNCTIONS.iter().map(|(name, _)| *name));
            problem::unknown_function(at, name, near)
        }
        FormulaFault::OneArgument(name) => problem::formula_one_argument(at, name),
        FormulaFault::TooLarge => problem::bad_amount(at, &text.value[error.at.clone()]),
        FormulaFault::TooDeep => problem::formula_too_long(at),
    }
}

/// A place within a text. At its end the last character stands for what is missing.
fn place(text: &Located<String>, within: &std::ops::Range<usize>, scope: &Scope<'_>) -> Span {
    let mut within = within.clone();
    if within.is_empty() {
        let end = text.value.trim_end().len();
        let last = text.value.trim_end().chars().next_back().map_or(0, char::len_utf8);
        within = end - last..end;
    }
    scope.span(text.at.stretch(&text.value, within))
}
