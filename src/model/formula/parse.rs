//! From the text of a formula to what is computed.

use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Exact, Expr, Function, Operator, exact};
use crate::model::amount::{half_width, scale};

/// How deep brackets may nest.
const DEPTH: usize = 32;

/// How many numbers, names and signs a formula may have: it is walked by recursion.
const LENGTH: usize = 500;

/// The functions by name.
pub const FUNCTIONS: &[(&str, Function)] = &[
    ("floor", Function::Floor),
    ("ceil", Function::Ceil),
    ("round", Function::Round),
    ("min", Function::Min),
    ("max", Function::Max),
];

/// What is wrong with a formula, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormulaError {
    /// The place in the text, in bytes.
    pub at: Range<usize>,
    /// What is wrong there.
    pub fault: FormulaFault,
}

/// What is wrong with a formula.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FormulaFault {
    /// A number, a count or a bracket should stand here.
    ExpectedValue,
    /// An operator should stand here, or nothing.
    ExpectedOperator,
    /// A bracket is open to the end.
    Unclosed,
    /// No such count.
    UnknownCount(String),
    /// No such function.
    UnknownFunction(String),
    /// A function wants one number.
    OneArgument(String),
    /// A number with too many digits.
    TooLarge,
    /// Too many brackets within brackets, or too long.
    TooDeep,
}

/// Reads a formula; also returns the counts it uses, sorted.
pub(super) fn parse(text: &str, known: &[&str]) -> Result<(Expr, Vec<Arc<str>>), FormulaError> {
    let tokens = tokens(text)?;
    if let Some((at, _)) = tokens.get(LENGTH) {
        return Err(FormulaError { at: at.clone(), fault: FormulaFault::TooDeep });
    }
    let mut parser =
        Parser { tokens, next: 0, end: text.len(), known, counts: Vec::new(), depth: 0 };
    let mut expr = parser.sum()?;
    if let Some((at, _)) = parser.tokens.get(parser.next) {
        return Err(FormulaError { at: at.clone(), fault: FormulaFault::ExpectedOperator });
    }
    let counts = std::mem::take(&mut parser.counts);
    let mut sorted = counts.clone();
    sorted.sort();
    expr.renumber(&counts, &sorted);
    Ok((expr, sorted))
}

impl Expr {
    fn renumber(&mut self, from: &[Arc<str>], to: &[Arc<str>]) {
        match self {
            Self::Number(_) => {}
            Self::Count(at) => *at = to.binary_search(&from[*at]).unwrap_or(*at),
            Self::Binary(_, a, b) => {
                a.renumber(from, to);
                b.renumber(from, to);
            }
            Self::Call(_, arguments) => arguments.iter_mut().for_each(|a| a.renumber(from, to)),
        }
    }
}

#[derive(Clone, PartialEq, Debug)]
enum Token {
    Number(Exact),
    Name(String),
    Operator(Operator),
    Open,
    Close,
    Comma,
}

/// Splits a text into tokens; full-width signs count as their ASCII twins.
fn tokens(text: &str) -> Result<Vec<(Range<usize>, Token)>, FormulaError> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (length, token) = token(&text[at..], c)
            .map_err(|fault| FormulaError { at: at..at + c.len_utf8(), fault })?;
        all.push((at..at + length, token));
        at += length;
    }
    Ok(all)
}

/// The token that a text begins with, and its length.
fn token(text: &str, first: char) -> Result<(usize, Token), FormulaFault> {
    let sign = match narrow(first) {
        '+' => Token::Operator(Operator::Add),
        '-' | '−' => Token::Operator(Operator::Subtract),
        '*' | '×' => Token::Operator(Operator::Multiply),
        '/' | '÷' => Token::Operator(Operator::Divide),
        '(' => Token::Open,
        ')' => Token::Close,
        ',' | '、' => Token::Comma,
        c if c.is_ascii_digit() => {
            let digits =
                leading(text, |c| narrow(c).is_ascii_digit() || matches!(narrow(c), '.' | '_'));
            let units = leading(&text[digits.len()..], |c| matches!(c, '百' | '千' | '万' | '亿'));
            return Ok((digits.len() + units.len(), Token::Number(number(digits, units)?)));
        }
        _ => {
            let name = leading(text, |c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_'));
            // A minus behind a name is an operator; within it, a part of the id. A full-width one is none.
            let name = name.trim_end_matches(['-', '.']);
            if name.is_empty() {
                return Err(FormulaFault::ExpectedValue);
            }
            return Ok((name.len(), Token::Name(name.to_owned())));
        }
    };
    Ok((first.len_utf8(), sign))
}

fn narrow(c: char) -> char {
    half_width(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c)
}

/// The part of a text up to the first character that does not belong.
fn leading(text: &str, belongs: impl Fn(char) -> bool) -> &str {
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    &text[..end]
}

fn number(digits: &str, units: &str) -> Result<Exact, FormulaFault> {
    let digits = half_width(digits).replace('_', "");
    let plain = Decimal::from_str(&digits).map_err(|_| FormulaFault::TooLarge)?;
    let value = scale(units).and_then(|factor| plain.checked_mul(factor));
    value.and_then(exact).ok_or(FormulaFault::TooLarge)
}

/// Recursive descent: sums of products of values.
struct Parser<'k> {
    tokens: Vec<(Range<usize>, Token)>,
    next: usize,
    end: usize,
    known: &'k [&'k str],
    counts: Vec<Arc<str>>,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(_, token)| token)
    }

    /// The place of the next token, or the end of the text.
    fn place(&self) -> Range<usize> {
        self.tokens.get(self.next).map_or(self.end..self.end, |(at, _)| at.clone())
    }

    fn fail<T>(&self, fault: FormulaFault) -> Result<T, FormulaError> {
        Err(FormulaError { at: self.place(), fault })
    }

    fn sum(&mut self) -> Result<Expr, FormulaError> {
        let sums = |o| matches!(o, Operator::Add | Operator::Subtract);
        self.chain(sums, Self::product)
    }

    fn product(&mut self) -> Result<Expr, FormulaError> {
        let products = |o| matches!(o, Operator::Multiply | Operator::Divide);
        self.chain(products, Self::value)
    }

    fn chain(
        &mut self,
        belongs: fn(Operator) -> bool,
        part: fn(&mut Self) -> Result<Expr, FormulaError>,
    ) -> Result<Expr, FormulaError> {
        let mut left = part(self)?;
        while let Some(Token::Operator(operator)) = self.peek().cloned()
            && belongs(operator)
        {
            self.next += 1;
            left = Expr::Binary(operator, Box::new(left), Box::new(part(self)?));
        }
        Ok(left)
    }

    fn value(&mut self) -> Result<Expr, FormulaError> {
        match self.peek().cloned() {
            Some(Token::Number(number)) => {
                self.next += 1;
                Ok(Expr::Number(number))
            }
            Some(Token::Name(name)) => self.name(name),
            Some(Token::Open) => {
                let mut inner = self.bracket()?;
                match inner.pop() {
                    Some(expr) if inner.is_empty() => Ok(expr),
                    _ => self.fail(FormulaFault::ExpectedOperator),
                }
            }
            _ => self.fail(FormulaFault::ExpectedValue),
        }
    }

    fn name(&mut self, name: String) -> Result<Expr, FormulaError> {
        if self.tokens.get(self.next + 1).is_some_and(|(_, token)| *token == Token::Open) {
            return self.call(name);
        }
        if !self.known.contains(&&*name) {
            return self.fail(FormulaFault::UnknownCount(name));
        }
        self.next += 1;
        let at = self.counts.iter().position(|count| **count == *name).unwrap_or_else(|| {
            self.counts.push(name.into());
            self.counts.len() - 1
        });
        Ok(Expr::Count(at))
    }

    fn call(&mut self, name: String) -> Result<Expr, FormulaError> {
        let Some((_, function)) = FUNCTIONS.iter().find(|(known, _)| *known == name) else {
            return self.fail(FormulaFault::UnknownFunction(name));
        };
        let at = self.place();
        self.next += 1;
        let arguments = self.bracket()?;
        let many = matches!(function, Function::Min | Function::Max);
        if arguments.len() != 1 && !many {
            return Err(FormulaError { at, fault: FormulaFault::OneArgument(name) });
        }
        Ok(Expr::Call(*function, arguments))
    }

    /// What stands in brackets, between commas; the opening one is next.
    fn bracket(&mut self) -> Result<Vec<Expr>, FormulaError> {
        let open = self.place();
        if self.depth == DEPTH {
            return self.fail(FormulaFault::TooDeep);
        }
        self.depth += 1;
        self.next += 1;
        let mut all = vec![self.sum()?];
        while self.peek() == Some(&Token::Comma) {
            self.next += 1;
            all.push(self.sum()?);
        }
        match self.peek() {
            Some(Token::Close) => {}
            Some(_) => return self.fail(FormulaFault::ExpectedOperator),
            None => return Err(FormulaError { at: open, fault: FormulaFault::Unclosed }),
        }
        self.depth -= 1;
        self.next += 1;
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::formula::{Formula, Source};

    fn formula(text: &str) -> Formula {
        Formula::parse(text, &["accounts", "mail-lists"], None).unwrap()
    }

    fn at(text: &str, accounts: i128) -> Exact {
        let formula = formula(text);
        let counts = vec![accounts; formula.counts.len()];
        formula.at(&counts).unwrap()
    }

    fn fault(text: &str) -> (Range<usize>, FormulaFault) {
        let error = Formula::parse(text, &["accounts"], None).unwrap_err();
        (error.at, error.fault)
    }

    #[test]
    fn computes_exactly() {
        assert_eq!(at("3 + floor(accounts / 10)", 29), Exact::from_integer(5));
        assert_eq!(at("accounts / 3 * 3", 10), Exact::from_integer(10));
        assert_eq!(at("0.1 + 0.2", 0), Exact::new(3, 10));
        assert_eq!(at("2 - 1 - 1", 0), Exact::from_integer(0));
        assert_eq!(at("min(accounts, 100, 1万)", 200), Exact::from_integer(100));
        assert_eq!(at("ceil(accounts / 4)", 5), Exact::from_integer(2));
    }

    #[test]
    fn reads_what_a_chinese_keyboard_types() {
        assert_eq!(formula("３＋floor（accounts÷１０）"), formula("3 + floor(accounts / 10)"));
        assert_eq!(formula("2×accounts－1"), formula("2 * accounts - 1"));
    }

    #[test]
    fn a_minus_within_an_id_belongs_to_it() {
        assert_eq!(&*formula("mail-lists - 1").counts, ["mail-lists".into()]);
        assert_eq!(&*formula("accounts- 1").counts, ["accounts".into()]);
    }

    #[test]
    fn what_is_written_reads_back() {
        for text in [
            "3 + floor(accounts / 10)",
            "(1 + accounts) * 2 / (3 - accounts)",
            "8 - (4 - 2)",
            "1.25 * accounts",
            "max(1, min(accounts, 5)) + mail-lists",
        ] {
            assert_eq!(formula(text).write(&Source), text);
        }
    }

    #[test]
    fn faults_name_their_place() {
        assert_eq!(fault("3 + "), (4..4, FormulaFault::ExpectedValue));
        assert_eq!(fault("3 4"), (2..3, FormulaFault::ExpectedOperator));
        assert_eq!(fault("(3 + 4"), (0..1, FormulaFault::Unclosed));
        assert_eq!(fault("users + 1"), (0..5, FormulaFault::UnknownCount("users".into())));
        assert_eq!(fault("log(2)"), (0..3, FormulaFault::UnknownFunction("log".into())));
        assert_eq!(fault("floor(1, 2)"), (0..5, FormulaFault::OneArgument("floor".into())));
        assert_eq!(fault("3 # 4"), (2..3, FormulaFault::ExpectedValue));
        assert_eq!(fault(&"(".repeat(99)), (32..33, FormulaFault::TooDeep));
    }

    #[test]
    fn what_has_no_value_is_none() {
        let formula = formula("1 / (accounts - 1)");
        assert_eq!(formula.at(&[1]), None);
        assert_eq!(formula.at(&[2]), Some(Exact::from_integer(1)));
    }
}
