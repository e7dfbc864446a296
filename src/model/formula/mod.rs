//! Limits that hang on counts: `3 + floor(accounts / 10)`, at most 100. Exact: fractions, never
//! floating point.

mod parse;
mod program;

use std::sync::Arc;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub};
use rust_decimal::Decimal;

use super::{Dimension, Quantity, Text, Unit};

pub use parse::{FUNCTIONS, FormulaError, FormulaFault};

/// An exact fraction.
pub type Exact = Ratio<i128>;

/// An amount that hangs on counts which a customer can name.
#[derive(Clone, Debug)]
pub struct Formula {
    /// What is computed.
    pub expr: Expr,
    /// The names of the counts that it uses, sorted.
    pub counts: Vec<Arc<str>>,
    /// It is never less.
    pub min: Option<Quantity>,
    /// It is never more.
    pub max: Option<Quantity>,
    /// What stands behind the number.
    pub unit: Text,
    /// How much of the base unit one is.
    pub factor: Decimal,
    /// What is measured.
    pub dimension: Dimension,
}

/// An operation between two numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// What can be done to numbers besides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Function {
    /// The whole number at or below.
    Floor,
    /// The whole number at or above.
    Ceil,
    /// The nearest whole number; a half goes away from zero.
    Round,
    /// The least.
    Min,
    /// The greatest.
    Max,
}

/// A computation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expr {
    /// A number.
    Number(Exact),
    /// A count, by its position in [`Formula::counts`].
    Count(usize),
    /// Two numbers and what is done with them.
    Binary(Operator, Box<Self>, Box<Self>),
    /// A function of one or more numbers.
    Call(Function, Vec<Self>),
}

impl PartialEq for Formula {
    /// Written alike, but for spaces. Whether two formulas always give the same is for
    /// `derive` to find out.
    fn eq(&self, other: &Self) -> bool {
        self.expr == other.expr
            && self.counts == other.counts
            && (&self.min, &self.max) == (&other.min, &other.max)
            && (self.factor, &self.dimension) == (other.factor, &other.dimension)
    }
}

impl Eq for Formula {}

impl Formula {
    /// Reads a formula whose result is in `unit`. `known` are the counts that it may use.
    ///
    /// # Errors
    /// The first fault, with its place in the text.
    pub fn parse(text: &str, known: &[&str], unit: Option<&Unit>) -> Result<Self, FormulaError> {
        let (expr, counts) = parse::parse(text, known)?;
        let (factor, dimension) = unit.map_or((Decimal::ONE, Dimension::Number), |unit| {
            (unit.factor, unit.dimension.clone())
        });
        let unit = unit.map(|unit| unit.name.clone()).unwrap_or_default();
        Ok(Self { expr, counts, min: None, max: None, unit, factor, dimension })
    }

    /// Whether it divides by what is nothing whatever the counts are.
    pub fn divides_by_nothing(&self) -> bool {
        self.expr.divides_by_nothing()
    }

    /// The amount in the base unit of its dimension, for counts in the order of
    /// [`counts`](Self::counts). `None` where it divides by nothing or grows beyond what is exact.
    pub fn at(&self, counts: &[i128]) -> Option<Exact> {
        let value = self.expr.value(counts)?.checked_mul(&exact(self.factor)?)?;
        let value = match &self.min {
            Some(min) => value.max(exact(min.base)?),
            None => value,
        };
        match &self.max {
            Some(max) => Some(value.min(exact(max.base)?)),
            None => Some(value),
        }
    }
}

impl Formula {
    /// What [`at`](Self::at) computes, unit and bounds included, as one expression.
    pub fn whole(&self) -> Option<Expr> {
        let factor = Expr::Number(exact(self.factor)?);
        let mut whole =
            Expr::Binary(Operator::Multiply, Box::new(self.expr.clone()), Box::new(factor));
        for (bound, function) in [(&self.min, Function::Max), (&self.max, Function::Min)] {
            if let Some(bound) = bound {
                let bound = Expr::Number(exact(bound.base)?);
                whole = Expr::Call(function, vec![whole, bound]);
            }
        }
        Some(whole)
    }
}

/// A decimal as a fraction.
pub fn exact(value: Decimal) -> Option<Exact> {
    let scale = 10_i128.checked_pow(value.scale())?;
    Some(Ratio::new(value.mantissa(), scale))
}

impl Expr {
    fn divides_by_nothing(&self) -> bool {
        match self {
            Self::Number(_) | Self::Count(_) => false,
            Self::Binary(operator, a, b) => {
                // Counts that are missing make the value of what holds one none.
                let nothing = b.value(&[]) == Some(Exact::from_integer(0));
                let here = *operator == Operator::Divide && nothing;
                here || a.divides_by_nothing() || b.divides_by_nothing()
            }
            Self::Call(_, arguments) => arguments.iter().any(Self::divides_by_nothing),
        }
    }

    /// What it comes to for counts by position; `None` where it divides by nothing or grows beyond what is
    /// exact.
    pub fn value(&self, counts: &[i128]) -> Option<Exact> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Count(at) => counts.get(*at).map(|count| Ratio::from_integer(*count)),
            Self::Binary(operator, a, b) => {
                let (a, b) = (a.value(counts)?, b.value(counts)?);
                match operator {
                    Operator::Add => a.checked_add(&b),
                    Operator::Subtract => a.checked_sub(&b),
                    Operator::Multiply => a.checked_mul(&b),
                    Operator::Divide => a.checked_div(&b),
                }
            }
            Self::Call(function, arguments) => {
                let values: Option<Vec<Exact>> =
                    arguments.iter().map(|argument| argument.value(counts)).collect();
                function.of(&values?)
            }
        }
    }

    /// How tightly it binds, for brackets: a sum 1, a product 2, everything else 3.
    pub fn binds(&self) -> u8 {
        match self {
            Self::Binary(Operator::Add | Operator::Subtract, ..) => 1,
            Self::Binary(..) => 2,
            Self::Number(_) | Self::Count(_) | Self::Call(..) => 3,
        }
    }
}

impl Function {
    fn of(self, values: &[Exact]) -> Option<Exact> {
        let first = *values.first()?;
        match self {
            Self::Floor => Some(first.floor()),
            Self::Ceil => Some(first.ceil()),
            Self::Round => Some(first.round()),
            Self::Min => values.iter().min().copied(),
            Self::Max => values.iter().max().copied(),
        }
    }
}

impl Operator {
    /// The sign as a formula is written.
    pub fn sign(self) -> char {
        match self {
            Self::Add => '+',
            Self::Subtract => '-',
            Self::Multiply => '*',
            Self::Divide => '/',
        }
    }
}

/// Writes a formula with names and signs of the caller's choice. What [`Source`]
/// writes reads back as the same formula.
pub trait Notation {
    /// A count's name.
    fn count(&self, id: &str) -> String;
    /// A function's name.
    fn function(&self, function: Function) -> String;
    /// An operator's sign: the printed one, unless a notation has another.
    fn operator(&self, operator: Operator) -> char {
        match operator {
            Operator::Add => '+',
            Operator::Subtract => '−',
            Operator::Multiply => '×',
            Operator::Divide => '÷',
        }
    }
}

/// The notation that editors write.
pub struct Source;

impl Notation for Source {
    fn count(&self, id: &str) -> String {
        id.to_owned()
    }

    fn function(&self, function: Function) -> String {
        let named = FUNCTIONS.iter().find(|(_, known)| *known == function);
        named.map_or("", |(name, _)| name).to_owned()
    }

    fn operator(&self, operator: Operator) -> char {
        operator.sign()
    }
}

impl Formula {
    /// The computation in a notation, without its bounds.
    pub fn write(&self, notation: &dyn Notation) -> String {
        self.part(&self.expr, notation)
    }

    fn part(&self, expr: &Expr, notation: &dyn Notation) -> String {
        match expr {
            Expr::Number(number) => written(number),
            Expr::Count(at) => notation.count(&self.counts[*at]),
            Expr::Binary(operator, a, b) => {
                let sign = notation.operator(*operator);
                // What stands behind `-` or `/` keeps its brackets even where it binds alike.
                let left = self.within(a, expr.binds(), notation);
                let right = self.within(b, expr.binds() + 1, notation);
                format!("{left} {sign} {right}")
            }
            Expr::Call(function, arguments) => {
                let all: Vec<String> = arguments.iter().map(|a| self.part(a, notation)).collect();
                format!("{}({})", notation.function(*function), all.join(", "))
            }
        }
    }

    fn within(&self, expr: &Expr, binds: u8, notation: &dyn Notation) -> String {
        let text = self.part(expr, notation);
        if expr.binds() < binds { format!("({text})") } else { text }
    }
}

/// A number that was read from decimal digits, as such; one that was not, as a fraction.
fn written(number: &Exact) -> String {
    let scale = (0..=28_u32)
        .find(|scale| 10_i128.checked_pow(*scale).is_some_and(|power| power % number.denom() == 0));
    let decimal = scale.and_then(|scale| {
        let power = 10_i128.checked_pow(scale)? / number.denom();
        Decimal::try_from_i128_with_scale(number.numer().checked_mul(&power)?, scale).ok()
    });
    decimal.map_or_else(
        || format!("({} / {})", number.numer(), number.denom()),
        |decimal| decimal.to_string(),
    )
}
