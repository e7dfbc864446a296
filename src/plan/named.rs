//! What a command names: `exmail`, `exmail/account-cap`, `exmail/wecom.jump/fusion?when=vip`.

use super::catalogue as problem;
use crate::base::{Bilingual, Diagnostic, nearest};
use crate::model::catalogue as unknown;
use crate::model::{Catalog, Feature, Literal, Product};

/// A place in the matrices, as far as it was named; numbers are positions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// The product.
    pub product: usize,
    /// The feature, counted through all groups.
    pub feature: Option<usize>,
    /// The part, of a row that has parts.
    pub fact: Option<usize>,
    /// The edition.
    pub edition: Option<usize>,
    /// The conditions of a case, sorted.
    pub when: Vec<Literal>,
}

/// Why nothing has such a name.
pub type Unnamed = Box<Diagnostic>;

/// Looks a name up.
///
/// # Errors
/// A problem without a place, which names what is nearest.
pub fn named(catalog: &Catalog, text: &str) -> Result<Named, Unnamed> {
    let text = text.strip_prefix("cell:").unwrap_or(text);
    let (path, when) = text.split_once("?when=").map_or((text, None), |(p, w)| (p, Some(w)));
    let mut parts = path.split('/');
    let product = product(catalog, parts.next().unwrap_or_default())?;
    let mut found = Named { product, feature: None, fact: None, edition: None, when: Vec::new() };
    let product = &catalog.products[product];
    if let Some(id) = parts.next() {
        let (feature, fact) = row(product, id)?;
        (found.feature, found.fact) = (Some(feature), fact);
    }
    if let Some(id) = parts.next() {
        found.edition = Some(edition(product, id)?);
    }
    if parts.next().is_some() || (when.is_some() && found.edition.is_none()) {
        let form = Bilingual::new("产品/功能/版本", "product/feature/edition");
        return Err(problem::bad_fact_link(None, text, form).into());
    }
    let when = when.unwrap_or_default().replace('+', " ").replace("when=", "");
    for id in when.split([',', '&']).filter(|id| !id.is_empty()) {
        found.when.push(literal(product, id)?);
    }
    found.when.sort_unstable();
    Ok(found)
}

/// A product by its id.
///
/// # Errors
/// The nearest one.
pub fn product(catalog: &Catalog, id: &str) -> Result<usize, Unnamed> {
    let ids = || catalog.products.iter().map(|product| &*product.id);
    let found = ids().position(|known| known == id);
    found.ok_or_else(|| unknown::unknown_product(None, id, nearest(id, ids())).into())
}

/// An edition by its id.
///
/// # Errors
/// The nearest one.
pub fn edition(product: &Product, id: &str) -> Result<usize, Unnamed> {
    let ids = product.editions.iter().map(|edition| &*edition.id);
    product.edition(id).ok_or_else(|| unknown::unknown_edition(None, id, nearest(id, ids)).into())
}

fn feature<'p>(product: &'p Product, id: &str) -> Result<(usize, &'p Feature), Unnamed> {
    let today = match product.moved_to(id) {
        None => id,
        Some([today]) => today,
        Some(several) => {
            let several = Bilingual::new(several.join("、"), several.join(", "));
            return Err(unknown::split_name(None, id, several).into());
        }
    };
    let found = product.features().enumerate().find(|(_, feature)| *feature.id == *today);
    found.ok_or_else(|| {
        let near = nearest(id, product.features().map(|feature| &*feature.id));
        unknown::unknown_feature(None, id, near).into()
    })
}

/// `wecom` or `wecom.jump`; ids may hold dots themselves, so the longest feature is tried first.
fn row(product: &Product, id: &str) -> Result<(usize, Option<usize>), Unnamed> {
    let whole = feature(product, id);
    let Err(unknown) = whole else { return whole.map(|(at, _)| (at, None)) };
    let mut splits = id.rmatch_indices('.').map(|(at, _)| (&id[..at], &id[at + 1..]));
    let found = splits.find_map(|(head, part)| Some((feature(product, head).ok()?, part)));
    let Some(((at, feature), part)) = found else { return Err(unknown) };
    let parts = || feature.facts.iter().filter_map(|fact| fact.part.as_ref().map(|(id, _)| &**id));
    match parts().position(|known| known == part) {
        Some(fact) => Ok((at, Some(fact))),
        None if feature.has_parts() => {
            Err(problem::unknown_part(None, part, nearest(part, parts())).into())
        }
        None => Err(problem::no_parts(None, &*feature.id).into()),
    }
}

/// `vip`, or `not vip` in any of the spellings that a shell lets through.
fn literal(product: &Product, id: &str) -> Result<Literal, Unnamed> {
    let id = id.trim();
    let bare = id.strip_prefix("not ").or_else(|| id.strip_prefix("not-")).map(str::trim);
    // A condition may be called so.
    let bare = bare.filter(|_| product.condition(id).is_none());
    let (negated, id) = (bare.is_some(), bare.unwrap_or(id));
    let ids = product.conditions.iter().map(|condition| &*condition.id);
    let condition = product
        .condition(id)
        .ok_or_else(|| unknown::unknown_condition(None, id, nearest(id, ids)))?;
    Ok(Literal { condition, negated })
}
