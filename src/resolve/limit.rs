//! Limits as written to limits as meant: amounts and formulas.

use super::catalogue as problem;
use super::cell::FactScope;
use super::scope::Scope;
use crate::base::{Bilingual, Diagnostic, Located, Span, nearest};
use crate::model::{
    AmountError, FUNCTIONS, Formula, FormulaError, FormulaFault, Limit, Misread, Quantity, Unit,
    Units, Value, misread,
};
use crate::syntax::{FormulaDoc, quoted, suggested_id};

/// An amount: `50`, `1 GiB`, `不限`.
pub fn amount(
    text: &Located<String>,
    fact: &FactScope<'_>,
    scope: &mut Scope<'_>,
) -> Option<Value> {
    let units = &fact.product.units;
    let problem = match Limit::parse(&text.value, fact.unit.as_ref(), units) {
        Ok(Limit::Amount(amount)) => {
            let is_one = amount.value() == 1.into();
            let unit = super::unit::words(amount.unit, is_one, scope);
            return Some(Value::Limit(Limit::Amount(Box::new(Quantity { unit, ..*amount }))));
        }
        Ok(limit) => return Some(Value::Limit(limit)),
        Err(error) => refused(&error, &text.value, fact, scope.span(text.at)),
    };
    scope.report(problem);
    None
}

/// Why words are no amount. What is left over after a number is a unit only where it can be nothing else.
fn refused(error: &AmountError, text: &str, fact: &FactScope<'_>, at: Span) -> Diagnostic {
    let (own, units) = (fact.unit.as_ref(), &fact.product.units);
    match error {
        AmountError::Negative => return problem::negative_amount(at, text),
        AmountError::Grouping => return problem::digit_groups(at, text),
        _ => {}
    }
    let counts: Vec<&str> = fact.product.counts.iter().map(|count| &*count.id).collect();
    if counts.iter().any(|id| text.contains(id)) && Formula::parse(text, &counts, own).is_ok() {
        return problem::formula_as_amount(
            at,
            text,
            format!("{{limit: {{formula: {}}}}}", quoted(text)),
        );
    }
    match misread(text, own, units) {
        Some(Misread::Notation(meant)) => return problem::amount_notation(at, text, meant),
        Some(Misread::Remark(amount)) => {
            return problem::amount_with_words(at, text, amount, quoted(text));
        }
        Some(Misread::Day) => return problem::day_as_amount(at, text, quoted(text)),
        None => {}
    }
    match error {
        AmountError::UnknownUnit(symbol) => unknown_unit(at, symbol, own, units),
        AmountError::Mismatch { unit, wanted, alike } => {
            problem::unit_mismatch(at, unit, wanted, units_of(alike))
        }
        _ => problem::bad_amount(at, text),
    }
}

/// In a feature with a unit another one can only be a slip, or another name of it; elsewhere it can be
/// declared.
fn unknown_unit(at: Span, symbol: &str, own: Option<&Unit>, units: &Units) -> Diagnostic {
    let near = nearest(symbol, units.names());
    match own {
        Some(own) => problem::foreign_unit(at, symbol, units_of(&units.alike(own))),
        None => problem::unknown_unit(at, symbol, suggested_id(symbol), near),
    }
}

/// Units to choose from.
fn units_of(names: &[String]) -> Bilingual {
    Bilingual::new(names.join("、"), names.join(", "))
}

/// An amount that hangs on counts.
pub fn formula(doc: &FormulaDoc, fact: &FactScope<'_>, scope: &mut Scope<'_>) -> Option<Value> {
    let known: Vec<&str> = fact.product.counts.iter().map(|count| &*count.id).collect();
    let before = scope.out.len();
    let parsed = Formula::parse(&doc.formula.value, &known, fact.unit.as_ref());
    let min = doc.min.as_ref().and_then(|text| bound(text, fact, scope));
    let max = doc.max.as_ref().and_then(|text| bound(text, fact, scope));
    match parsed {
        Ok(formula) if formula.divides_by_nothing() => {
            scope.report(problem::formula_divides_by_nothing(scope.span(doc.formula.at)));
            None
        }
        Ok(_) if scope.out.len() == before && is_crossed(min.as_ref(), max.as_ref()) => {
            let place = doc.max.as_ref().map_or(doc.formula.at, |max| max.at);
            scope.report(problem::formula_bounds_crossed(scope.span(place)));
            None
        }
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

/// Whether the least is more than the most.
fn is_crossed(min: Option<&Quantity>, max: Option<&Quantity>) -> bool {
    let pair = min.zip(max).filter(|(min, max)| min.dimension == max.dimension);
    pair.is_some_and(|(min, max)| min.base > max.base)
}

/// A bound of a formula: an amount, and not the lack of one.
fn bound(text: &Located<String>, fact: &FactScope<'_>, scope: &mut Scope<'_>) -> Option<Quantity> {
    let (own, units) = (fact.unit.as_ref(), &fact.product.units);
    let at = scope.span(text.at);
    let problem = match Limit::parse(&text.value, own, units) {
        Ok(Limit::Amount(quantity)) => return Some(*quantity),
        Ok(_) | Err(AmountError::NotAnAmount) => problem::formula_without_bound(at),
        Err(error @ (AmountError::Negative | AmountError::Grouping)) => {
            refused(&error, &text.value, fact, at)
        }
        Err(error) => match misread(&text.value, own, units) {
            // No words can stand beside a bound.
            Some(Misread::Notation(meant) | Misread::Remark(meant)) => {
                problem::amount_notation(at, &text.value, meant)
            }
            Some(Misread::Day) => problem::formula_without_bound(at),
            None => refused(&error, &text.value, fact, at),
        },
    };
    scope.report(problem);
    None
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
