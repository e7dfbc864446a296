//! Two amounts of one count, and all the places where the one overtakes the other.
//!
//! A span is settled where the bounds of the difference have one sign, or where the difference is a line
//! and a rest that repeats; else it is halved. Every answer is proven; where a proof would take too many steps there is none.

use std::cmp::Ordering;

use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub};

use super::form::{Bounds, Form, Span};
use super::{Ahead, Lead};
use crate::model::{Exact, Expr, Operator};

/// How many spans and single counts are looked at before the search is given up.
const STEPS: usize = 60_000;

/// So few counts are tried one by one.
const FEW: i128 = 16;

/// Where the sign follows no order over more counts than this, they are told together.
const BAND: i128 = 600;

/// Two amounts as expressions of one count.
pub(super) struct Race<'a> {
    from: &'a Expr,
    to: &'a Expr,
    /// Their difference as a sum; what both have in common is gone.
    terms: Vec<(Exact, &'a Expr)>,
    line: Form,
    /// The last count that there may be.
    end: i128,
    steps: usize,
    leads: Vec<Lead>,
}

/// Who is ahead over a span; neighbours that say the same are one. `None` where that would take too long.
pub(super) fn leads(from: &Expr, to: &Expr, span: Span) -> Option<Vec<Lead>> {
    let mut sum = Sum::default();
    let one = Exact::from_integer(1);
    sum.add(to, one)?;
    sum.add(from, Exact::from_integer(-1))?;
    let line = sum.line()?;
    let terms = sum.terms;
    let mut race = Race { from, to, terms, line, end: span.last, steps: 0, leads: Vec::new() };
    race.search(span)?;
    Some(race.leads)
}

impl Race<'_> {
    fn step(&mut self) -> Option<()> {
        self.steps += 1;
        (self.steps <= STEPS).then_some(())
    }

    /// By how much `to` is ahead for one count; nothing where one of the two has no value.
    fn difference(&mut self, n: i128) -> Option<Option<Exact>> {
        self.step()?;
        let (from, to) = (self.from.value(&[n]), self.to.value(&[n]));
        Some(from.zip(to).and_then(|(from, to)| to.checked_sub(&from)))
    }

    fn ahead(&mut self, n: i128) -> Option<Ahead> {
        Some(self.difference(n)?.map_or(Ahead::default(), |by| Ahead::of(sign(by))))
    }

    fn push(&mut self, first: i128, last: i128, who: Ahead) {
        match self.leads.last_mut() {
            _ if first > last => {}
            Some(lead) if lead.who == who => lead.last = Some(last),
            _ => self.leads.push(Lead { first, last: Some(last), who }),
        }
    }

    /// The difference over a span, where both sides certainly have a value.
    fn form(&self, span: Span) -> Option<Form> {
        Form::of(self.from, span)?;
        Form::of(self.to, span)?;
        self.terms.iter().try_fold(self.line.clone(), |sum, (times, expr)| {
            sum.plus(&Form::of(expr, span)?.scaled(*times)?)
        })
    }

    fn search(&mut self, span: Span) -> Option<()> {
        self.step()?;
        if let Some(form) = self.form(span) {
            let settled = form.bounds(span).and_then(settled);
            if let Some(who) = settled {
                self.push(span.first, span.last, who);
                return Some(());
            }
            if let Some(period) = form.period
                && (period < span.len() || span.len() <= BAND)
            {
                return self.repeating(span, period, form.slope);
            }
        }
        if span.len() <= FEW {
            return self.each(span);
        }
        let middle = span.first + span.len() / 2;
        self.search(Span { last: middle - 1, ..span })?;
        self.search(Span { first: middle, ..span })
    }

    fn each(&mut self, span: Span) -> Option<()> {
        for n in span.first..=span.last {
            let who = self.ahead(n)?;
            self.push(n, n, who);
        }
        Some(())
    }

    /// A span over which the difference is a line and a rest that repeats.
    fn repeating(&mut self, span: Span, period: i128, slope: Exact) -> Option<()> {
        if span.len() <= period.max(FEW) {
            return self.each(span);
        }
        let grown = slope.checked_mul(&Exact::from_integer(period))?;
        match sign(grown) {
            Ordering::Equal => self.level(span, period),
            way => self.rising(span, period, grown, way),
        }
    }

    /// The pattern of one period, again and again.
    fn level(&mut self, span: Span, period: i128) -> Option<()> {
        if span.len() <= BAND {
            return self.each(span);
        }
        let pattern: Option<Vec<Ahead>> =
            (0..period).map(|at| self.ahead(span.first + at)).collect();
        let pattern = pattern?;
        let at = |n: i128| usize::try_from((n - span.first) % period).map(|at| pattern[at]).ok();
        let (start, end) = (at(span.first)?, at(span.last)?);
        let Some(other) =
            (span.first..=span.last).take(pattern.len()).find(|n| at(*n) != Some(start))
        else {
            self.push(span.first, span.last, start);
            return Some(());
        };
        // What repeats for as long as there are counts does not end where they do.
        let mut back = (span.first..=span.last).rev().find(|n| at(*n) != Some(end))?;
        if span.last == self.end {
            back = span.last;
        }
        let all = pattern.iter().fold(Ahead::default(), |all, who| all.and(*who));
        self.push(span.first, other - 1, start);
        self.push(other, back, all);
        self.push(back + 1, span.last, end);
        Some(())
    }

    /// A difference that grows by `grown` from period to period: each place in the period changes sides once.
    fn rising(&mut self, span: Span, period: i128, grown: Exact, way: Ordering) -> Option<()> {
        let (mut first, mut last) = (span.last + 1, span.first - 1);
        let mut is_level = false;
        for at in 0..period {
            let start = span.first + at;
            let by = self.difference(start)??;
            let turn = by.checked_div(&grown)?;
            // How many periods on the difference is nothing, or would be.
            let turn = Exact::from_integer(0).checked_sub(&turn)?;
            let most = (span.last - start) / period;
            let after = turn.ceil().to_integer().max(0);
            let before = turn.floor().to_integer().min(most);
            if after <= most {
                first = first.min(start + after * period);
            }
            if before >= 0 {
                last = last.max(start + before * period);
            }
            is_level |= turn.is_integer() && (0..=most).contains(&turn.to_integer());
        }
        self.push(span.first, first - 1, Ahead::of(way.reverse()));
        self.band(Span { first, last }, period, is_level)?;
        self.push(last.max(first - 1) + 1, span.last, Ahead::of(way));
        Some(())
    }

    /// Where the sides change: count by count, or told together.
    fn band(&mut self, span: Span, period: i128, is_level: bool) -> Option<()> {
        if span.len() <= BAND.max(2 * period) {
            return self.each(span);
        }
        let mut all = Ahead { level: is_level, ..Ahead::default() };
        for at in 0..period {
            all = all.and(self.ahead(span.first + at)?).and(self.ahead(span.last - at)?);
        }
        self.push(span.first, span.last, all);
        Some(())
    }
}

fn sign(by: Exact) -> Ordering {
    by.cmp(&Exact::from_integer(0))
}

/// Who is ahead wherever the difference lies between two numbers.
fn settled((low, high): Bounds) -> Option<Ahead> {
    let (low, high) = (sign(low), sign(high));
    (low == high).then(|| Ahead::of(low)).filter(|_| low.is_ne() || high.is_eq())
}

/// A sum of terms, of which equal ones are one.
struct Sum<'a> {
    rest: Exact,
    slope: Exact,
    terms: Vec<(Exact, &'a Expr)>,
}

impl Default for Sum<'_> {
    fn default() -> Self {
        let none = Exact::from_integer(0);
        Self { rest: none, slope: none, terms: Vec::new() }
    }
}

impl<'a> Sum<'a> {
    /// Adds an expression a number of times.
    fn add(&mut self, expr: &'a Expr, times: Exact) -> Option<()> {
        match expr {
            Expr::Number(number) => {
                self.rest = self.rest.checked_add(&number.checked_mul(&times)?)?;
            }
            Expr::Count(_) => self.slope = self.slope.checked_add(&times)?,
            Expr::Binary(Operator::Add, a, b) => {
                self.add(a, times)?;
                self.add(b, times)?;
            }
            Expr::Binary(Operator::Subtract, a, b) => {
                self.add(a, times)?;
                self.add(b, Exact::from_integer(0).checked_sub(&times)?)?;
            }
            Expr::Binary(Operator::Multiply, a, b) => match (number(a), number(b)) {
                (_, Some(by)) => self.add(a, times.checked_mul(&by)?)?,
                (Some(by), _) => self.add(b, times.checked_mul(&by)?)?,
                _ => self.term(expr, times)?,
            },
            Expr::Binary(Operator::Divide, a, b) => match number(b) {
                Some(by) => self.add(a, times.checked_div(&by)?)?,
                None => self.term(expr, times)?,
            },
            Expr::Call(..) => self.term(expr, times)?,
        }
        Some(())
    }

    fn term(&mut self, expr: &'a Expr, times: Exact) -> Option<()> {
        match self.terms.iter_mut().find(|(_, known)| *known == expr) {
            Some((known, _)) => *known = known.checked_add(&times)?,
            None => self.terms.push((times, expr)),
        }
        self.terms.retain(|(times, _)| sign(*times).is_ne());
        Some(())
    }

    /// The part that is a line.
    fn line(&self) -> Option<Form> {
        let everywhere = Span { first: 0, last: 0 };
        let count = Form::of(&Expr::Count(0), everywhere)?.scaled(self.slope)?;
        count.plus(&Form::of(&Expr::Number(self.rest), everywhere)?)
    }
}

/// What an expression without a count comes to.
fn number(expr: &Expr) -> Option<Exact> {
    expr.value(&[])
}
