//! Limits as programs for a stack of exact numbers, small enough for a page's script: `3 $accounts 10 / floor +`.

use super::{Exact, Expr, Formula, Function, exact};
use crate::model::Limit;

impl Limit {
    /// The amount in the base unit of its dimension, as words for a stack, from left to right: a number
    /// (`200`, `1/3`) or a count (`$accounts`) is put on it; `+ - * /` take two and put one; `floor`,
    /// `ceil` and `round` take one; `min:3` and `max:3` take three. `unlimited` stands alone; `None` where a
    /// number is beyond what is exact.
    pub fn program(&self) -> Option<String> {
        match self {
            Self::Unlimited => Some("unlimited".to_owned()),
            Self::Amount(quantity) => Some(quantity.base.normalize().to_string()),
            Self::Formula(formula) => formula.program(),
        }
    }
}

impl Formula {
    /// What [`at`](Self::at) computes, in its order.
    fn program(&self) -> Option<String> {
        let mut out = Vec::new();
        self.push(&self.expr, &mut out);
        let factor = exact(self.factor)?;
        if factor != Exact::from_integer(1) {
            out.extend([factor.to_string(), "*".to_owned()]);
        }
        for (bound, word) in [(&self.min, "max:2"), (&self.max, "min:2")] {
            if let Some(bound) = bound {
                out.extend([exact(bound.base)?.to_string(), word.to_owned()]);
            }
        }
        Some(out.join(" "))
    }

    fn push(&self, expr: &Expr, out: &mut Vec<String>) {
        match expr {
            Expr::Number(number) => out.push(number.to_string()),
            Expr::Count(at) => out.push(format!("${}", self.counts[*at])),
            Expr::Binary(operator, a, b) => {
                self.push(a, out);
                self.push(b, out);
                out.push(operator.sign().to_string());
            }
            Expr::Call(function, arguments) => {
                arguments.iter().for_each(|argument| self.push(argument, out));
                out.push(match function {
                    Function::Floor => "floor".to_owned(),
                    Function::Ceil => "ceil".to_owned(),
                    Function::Round => "round".to_owned(),
                    Function::Min => format!("min:{}", arguments.len()),
                    Function::Max => format!("max:{}", arguments.len()),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::Units;

    fn program(text: &str, unit: Option<&str>, max: Option<&str>) -> String {
        let units = Units::default();
        let unit = unit.and_then(|unit| units.find(unit));
        let mut formula = Formula::parse(text, &["accounts", "seats"], unit.as_ref()).expect(text);
        formula.max = max.and_then(|max| match Limit::parse(max, unit.as_ref(), &units) {
            Ok(Limit::Amount(quantity)) => Some(*quantity),
            _ => None,
        });
        Limit::Formula(Arc::new(formula)).program().expect(text)
    }

    #[test]
    fn formulas() {
        assert_eq!(program("3 + floor(accounts / 10)", None, None), "3 $accounts 10 / floor +");
        assert_eq!(program("accounts - (seats - 1)", None, None), "$accounts $seats 1 - -");
        assert_eq!(program("0.5 * accounts", None, Some("100")), "1/2 $accounts * 100 min:2");
        assert_eq!(program("max(1, accounts, seats)", None, None), "1 $accounts $seats max:3");
        assert_eq!(
            program("2 * accounts", Some("KiB"), Some("1 MiB")),
            "2 $accounts * 1024 * 1048576 min:2"
        );
    }

    #[test]
    fn amounts() {
        let units = Units::default();
        let of = |text: &str| Limit::parse(text, None, &units).expect(text).program();
        assert_eq!(of("1 GiB").as_deref(), Some("1073741824"));
        assert_eq!(of("1.50 元").as_deref(), Some("1.5"));
        assert_eq!(of("不限").as_deref(), Some("unlimited"));
    }
}
