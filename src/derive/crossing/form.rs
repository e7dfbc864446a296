//! What an expression of one count comes to over a stretch of it: a line with a rest between bounds.
//!
//! `floor`, `ceil` and `round` keep a rest that repeats: `floor(n / 10)` is `n / 10` less at most one, and after ten counts
//! it has grown by exactly one. So two sums of such terms differ by a line and a rest that repeats, and
//! the sign of that is known everywhere from one period.

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub};

use crate::model::{Exact, Expr, Function, Operator};

/// Rests that repeat only after more counts than this are not followed.
pub(super) const LONGEST: i128 = 2_520;

/// Whole numbers from the first to the last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Span {
    pub(super) first: i128,
    pub(super) last: i128,
}

impl Span {
    pub(super) fn len(self) -> i128 {
        self.last - self.first + 1
    }
}

/// For every count `n` of a span: `slope × n` and a rest between `low` and `high`.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// How much one more of the count adds.
    pub(super) slope: Exact,
    low: Exact,
    high: Exact,
    /// After how many counts the rest repeats, where it certainly does.
    pub(super) period: Option<i128>,
}

/// Numbers between two.
pub(super) type Bounds = (Exact, Exact);

impl Form {
    /// The form of an expression over a span. `None` where it may have no value somewhere, or
    /// the numbers grow beyond what is exact.
    pub(super) fn of(expr: &Expr, span: Span) -> Option<Self> {
        match expr {
            Expr::Number(number) => Some(Self::flat(*number)),
            Expr::Count(_) => {
                let none = Exact::from_integer(0);
                Some(Self { slope: Exact::from_integer(1), low: none, high: none, period: Some(1) })
            }
            Expr::Binary(operator, a, b) => {
                let (a, b) = (Self::of(a, span)?, Self::of(b, span)?);
                match operator {
                    Operator::Add => a.plus(&b),
                    Operator::Subtract => a.minus(&b),
                    Operator::Multiply => a.times(&b, span),
                    Operator::Divide => a.over(&b, span),
                }
            }
            Expr::Call(function, arguments) => {
                let mut all = arguments.iter().map(|argument| Self::of(argument, span));
                let first = all.next()??;
                match function {
                    Function::Min | Function::Max => {
                        let is_min = *function == Function::Min;
                        all.try_fold(first, |best, next| best.best(&next?, is_min, span))
                    }
                    _ => first.whole(*function, span),
                }
            }
        }
    }

    /// A number, whatever the count.
    fn flat(number: Exact) -> Self {
        Self { slope: Exact::from_integer(0), low: number, high: number, period: Some(1) }
    }

    /// Whatever lies between two numbers.
    fn between((low, high): Bounds, period: Option<i128>) -> Self {
        Self { slope: Exact::from_integer(0), low, high, period }
    }

    fn is_level(&self) -> bool {
        self.slope == Exact::from_integer(0)
    }

    /// Whether there is no rest to speak of.
    fn is_line(&self) -> bool {
        self.low == self.high
    }

    /// The number that it is, whatever the count.
    fn constant(&self) -> Option<Exact> {
        (self.is_level() && self.is_line()).then_some(self.low)
    }

    /// What it lies between over a span.
    pub(super) fn bounds(&self, span: Span) -> Option<Bounds> {
        let at = |n: i128| self.slope.checked_mul(&Exact::from_integer(n));
        let (a, b) = (at(span.first)?, at(span.last)?);
        Some((a.min(b).checked_add(&self.low)?, a.max(b).checked_add(&self.high)?))
    }

    pub(super) fn plus(&self, other: &Self) -> Option<Self> {
        Some(Self {
            slope: self.slope.checked_add(&other.slope)?,
            low: self.low.checked_add(&other.low)?,
            high: self.high.checked_add(&other.high)?,
            period: self.together(other),
        })
    }

    fn minus(&self, other: &Self) -> Option<Self> {
        self.plus(&other.scaled(Exact::from_integer(-1))?)
    }

    pub(super) fn scaled(&self, by: Exact) -> Option<Self> {
        let (a, b) = (self.low.checked_mul(&by)?, self.high.checked_mul(&by)?);
        let slope = self.slope.checked_mul(&by)?;
        Some(Self { slope, low: a.min(b), high: a.max(b), period: self.period })
    }

    fn times(&self, other: &Self, span: Span) -> Option<Self> {
        match (self.constant(), other.constant()) {
            (_, Some(by)) => self.scaled(by),
            (Some(by), _) => other.scaled(by),
            _ => self.corners(other, span, CheckedMul::checked_mul),
        }
    }

    fn over(&self, other: &Self, span: Span) -> Option<Self> {
        let none = Exact::from_integer(0);
        if let Some(by) = other.constant() {
            return self.scaled(Exact::from_integer(1).checked_div(&by)?);
        }
        let (low, high) = other.bounds(span)?;
        if low <= none && none <= high {
            return None;
        }
        if self.is_line() && other.is_line() {
            return self.quotient(other, span);
        }
        self.corners(other, span, CheckedDiv::checked_div)
    }

    /// A line over a line that does not come to nothing only rises or only falls, or is one number.
    fn quotient(&self, other: &Self, span: Span) -> Option<Self> {
        let at = |n: i128| {
            let here = Span { first: n, last: n };
            self.bounds(here)?.0.checked_div(&other.bounds(here)?.0)
        };
        let (a, b) = (at(span.first)?, at(span.last)?);
        Some(if a == b { Self::flat(a) } else { Self::between((a.min(b), a.max(b)), None) })
    }

    /// What is least and most where each of two is least or most; it repeats where both only repeat.
    fn corners(
        &self,
        other: &Self,
        span: Span,
        of: fn(&Exact, &Exact) -> Option<Exact>,
    ) -> Option<Self> {
        let (a, b) = (self.bounds(span)?, other.bounds(span)?);
        let all = [of(&a.0, &b.0)?, of(&a.0, &b.1)?, of(&a.1, &b.0)?, of(&a.1, &b.1)?];
        let low = all.iter().min().copied()?;
        let high = all.iter().max().copied()?;
        let repeats = self.is_level() && other.is_level();
        Some(Self::between((low, high), self.together(other).filter(|_| repeats)))
    }

    /// After how many counts both rests repeat.
    fn together(&self, other: &Self) -> Option<i128> {
        let (a, b) = (self.period?, other.period?);
        let least = *Ratio::new(a, b).numer();
        let both = least.checked_mul(b)?;
        (both <= LONGEST).then_some(both)
    }

    /// The smaller or the larger of two: one of them where it always is that one; both where they rise alike.
    fn best(&self, other: &Self, is_min: bool, span: Span) -> Option<Self> {
        let none = Exact::from_integer(0);
        let (low, high) = self.minus(other)?.bounds(span)?;
        if high <= none {
            return Some(if is_min { self.clone() } else { other.clone() });
        }
        if low >= none {
            return Some(if is_min { other.clone() } else { self.clone() });
        }
        let pick = |a: Exact, b: Exact| if is_min { a.min(b) } else { a.max(b) };
        if self.slope == other.slope {
            let (low, high) = (pick(self.low, other.low), pick(self.high, other.high));
            return Some(Self { slope: self.slope, low, high, period: self.together(other) });
        }
        let (a, b) = (self.bounds(span)?, other.bounds(span)?);
        Some(Self::between((pick(a.0, b.0), pick(a.1, b.1)), None))
    }

    /// The whole number below, above or nearest: one number where the whole span leads to it, else less or
    /// more by a rest that repeats.
    fn whole(&self, function: Function, span: Span) -> Option<Self> {
        let none = Exact::from_integer(0);
        let (low, high) = self.bounds(span)?;
        let whole = |value: Exact| match function {
            Function::Floor => value.floor(),
            Function::Ceil => value.ceil(),
            _ => value.round(),
        };
        if whole(low) == whole(high) {
            return Some(Self::flat(whole(low)));
        }
        if self.is_line() && self.low.is_integer() && self.slope.is_integer() {
            return Some(self.clone());
        }
        let (one, half) = (Exact::from_integer(1), Exact::new(1, 2));
        let (less, more) = match function {
            Function::Floor => (one, none),
            Function::Ceil => (none, one),
            _ => (half, half),
        };
        // A half is rounded away from zero, and so otherwise on either side of it.
        let alike = function != Function::Round || low >= none || high <= none;
        let period = self.period.filter(|_| alike).and_then(|period| self.repeating(period));
        let (low, high) = (self.low.checked_sub(&less)?, self.high.checked_add(&more)?);
        Some(Self { slope: self.slope, low, high, period })
    }

    /// The first multiple of a period over which the line grows by a whole number.
    fn repeating(&self, period: i128) -> Option<i128> {
        let grown = self.slope.checked_mul(&Exact::from_integer(period))?;
        period.checked_mul(*grown.denom()).filter(|period| *period <= LONGEST)
    }
}
