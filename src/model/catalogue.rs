//! The problems of names that several stages look up.

use super::{Product, RequestedGiven};
use crate::base::{Diagnostic, Range, SourcePath, Span, problems};

problems! {
    /// An edition that the product does not have.
    "unknown-edition" Error fn unknown_edition(id, near) why "产品里没有这个版本。";
    zh "没有「{id}」这个版本", "{near}";
    en "there is no edition {id}", "{near}";

    /// A condition that the product does not have.
    "unknown-condition" Error fn unknown_condition(id, near) why "产品里没有这个条件。";
    zh "没有「{id}」这个条件", "{near}";
    en "there is no condition {id}", "{near}";

    /// A source that the product does not have.
    "unknown-source" Error fn unknown_source(id, near) why "产品里没有这个来源。";
    zh "没有「{id}」这个来源", "{near}";
    en "there is no source {id}", "{near}";

    /// A reader is on a plan of each edition, and on one only.
    "impossible-given" Error fn impossible_given(condition, edition) why "读者在每个版本里只用一种套餐。";
    zh "版本 {edition} 里不可能有条件 {condition}，或它与前面写的条件互相排斥", "改成这个版本的一个套餐，或删掉它";
    en "{condition} cannot hold in edition {edition}, or what stands before excludes it", "name one plan of that edition, or delete it";

    /// What is known of a reader in an edition that is not compared says nothing.
    "given-of-another" Error fn given_of_another(edition, editions) why "版本不在比较之列，读者在那里的情况就用不上。";
    zh "这里说的是 {editions}，given 里却写了版本 {edition}", "把 {edition} 改成其中一个，或删掉它";
    en "this is about {editions}, but given speaks of {edition}", "write one of these in place of {edition}, or delete it";

    /// A product that does not exist.
    "unknown-product" Error fn unknown_product(id, near) why "网站里没有这个产品。";
    zh "没有「{id}」这个产品", "{near}";
    en "there is no product {id}", "{near}";

    /// A feature that the product does not have.
    "unknown-feature" Error fn unknown_feature(id, near) why "产品里没有这项功能。";
    zh "没有「{id}」这项功能", "{near}";
    en "there is no feature {id}", "{near}";

    /// A feature that became several cannot be meant as one.
    "split-name" Error fn split_name(id, today) why "已经拆成几项的功能，不能再当一项来指。";
    zh "「{id}」已拆分为 {today}", "改成其中一个";
    en "{id} was split into {today}", "name one of them";

    /// A group that the product does not have.
    "unknown-group" Error fn unknown_group(id, near) why "产品里没有这个分组。";
    zh "没有「{id}」这个分组", "{near}";
    en "there is no group {id}", "{near}";

    /// A guide that does not exist.
    "unknown-guide" Error fn unknown_guide(id, near) why "网站里没有这份升级指南。";
    zh "没有「{id}」这份升级指南", "{near}";
    en "there is no upgrade guide {id}", "{near}";
}

/// Where a reader's case is told for editions that are not compared: a problem each. One that does not exist is
/// reported elsewhere.
pub fn given_elsewhere(
    product: &Product,
    requested: &RequestedGiven,
    compared: &[usize],
    span: impl Fn(Range) -> Span,
) -> Vec<Diagnostic> {
    let ids: Vec<&str> = compared.iter().map(|at| &*product.editions[*at].id).collect();
    let is_beside = |id: &str| product.edition(id).is_some_and(|at| !compared.contains(&at));
    let editions = requested.iter().map(|(edition, _)| edition);
    let beside = editions.filter(|edition| is_beside(&edition.value));
    beside.map(|id| given_of_another(span(id.at), &id.value, ids.join(", "))).collect()
}

/// Whether a problem only follows from files that could not be read at all: it misses a name that
/// one of them would have declared, and that file was reported.
pub fn follows_from(diagnostic: &Diagnostic, unread: &[SourcePath]) -> bool {
    let lost = |part: &str| unread.iter().any(|path| path.as_str().contains(part));
    let misses = |part: &str| {
        let mut names = unread.iter().filter(|p| p.as_str().contains(part)).map(declared);
        names.any(|name| !name.is_empty() && diagnostic.message.en.contains(name))
    };
    match diagnostic.code.as_str() {
        "guide-without-product" | "features-without-product" | "changes-without-product" => {
            lost("/product.y")
        }
        "unknown-product" => misses("/product.y"),
        "unknown-feature" | "unknown-group" => lost("/features/"),
        "unknown-guide" => misses("/upgrades/") || misses("/product.y"),
        "unknown-language" | "missing-default-language" | "unknown-audience" | "raw-html" => {
            lost("crosswalk.yaml")
        }
        "dead-link" => misses(""),
        _ => false,
    }
}

/// The name by which others refer to what a file declares: a product's folder; else the file's name
/// without date, language and ending, or the folder's for `index.md`.
fn declared(path: &SourcePath) -> &str {
    let stem = path.file_name().split('.').next().unwrap_or_default();
    if matches!(stem, "product" | "index" | "_index") {
        return path.folder().rsplit('/').next().unwrap_or_default();
    }
    match stem.split_at_checked("2021-07-13-".len()) {
        Some((date, name)) if date.bytes().all(|b| b.is_ascii_digit() || b == b'-') => name,
        _ => stem,
    }
}
