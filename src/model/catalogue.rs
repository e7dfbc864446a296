//! The problems of names that several stages look up.

use crate::base::problems;

problems! {
    /// An edition that the product does not have.
    "unknown-edition" Error fn unknown_edition(id, near);
    zh "没有「{id}」这个版本", "{near}";
    en "there is no edition {id}", "{near}";

    /// A condition that the product does not have.
    "unknown-condition" Error fn unknown_condition(id, near);
    zh "没有「{id}」这个条件", "{near}";
    en "there is no condition {id}", "{near}";

    /// A source that the product does not have.
    "unknown-source" Error fn unknown_source(id, near);
    zh "没有「{id}」这个来源", "{near}";
    en "there is no source {id}", "{near}";

    /// A product that does not exist.
    "unknown-product" Error fn unknown_product(id, near);
    zh "没有「{id}」这个产品", "{near}";
    en "there is no product {id}", "{near}";

    /// A feature that the product does not have.
    "unknown-feature" Error fn unknown_feature(id, near);
    zh "没有「{id}」这项功能", "{near}";
    en "there is no feature {id}", "{near}";

    /// A group that the product does not have.
    "unknown-group" Error fn unknown_group(id, near);
    zh "没有「{id}」这个分组", "{near}";
    en "there is no group {id}", "{near}";

    /// A guide that does not exist.
    "unknown-guide" Error fn unknown_guide(id, near);
    zh "没有「{id}」这份升级指南", "{near}";
    en "there is no upgrade guide {id}", "{near}";
}
