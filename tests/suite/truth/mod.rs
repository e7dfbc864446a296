//! One truth: a value or a date changed in its place, what contradicts it, what shows it, and when it grows old.

mod asking;
mod calendar;
mod dates;
mod fresh;
mod set;
mod stated;

use crate::support::{Run, Site};

/// The product's file.
const PRODUCT: &str = "content/products/mail/product.yaml";

/// A site with another matrix than the base's.
fn site(product: &str) -> Site {
    let site = Site::base();
    site.write(PRODUCT, product);
    site
}

/// A run that must go well.
fn fine(run: &Run) -> &Run {
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    run
}

/// The lines that differ, as `-old` and `+new`.
fn lines(old: &str, new: &str) -> Vec<String> {
    let (was, is): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let head = was.iter().zip(&is).take_while(|(a, b)| a == b).count();
    let left = was.len().min(is.len()) - head;
    let tail = was.iter().rev().zip(is.iter().rev()).take_while(|(a, b)| a == b).count().min(left);
    let gone = was[head..was.len() - tail].iter().map(|line| format!("-{}", line.trim_end()));
    let come = is[head..is.len() - tail].iter().map(|line| format!("+{}", line.trim_end()));
    gone.chain(come).collect()
}
