//! A recorded matrix to a product.

use crate::base::{Located, Range};
use crate::model::{Product, Site};
use crate::resolve::product;
use crate::syntax::{CollectDoc, Matrix};

/// The product as it was recorded. Nothing is said about it: it was sound when it was recorded, and what the
/// site has given up since (a language, an audience) it does without.
pub fn recorded(matrix: &Matrix, today: &Product, site: &Site) -> Option<Product> {
    let doc = matrix.doc(&today.source)?;
    let known = today.counts.iter().map(|count| count.id.to_string());
    let counts: Vec<CollectDoc> = known.chain(matrix.counts()).map(count).collect();
    let counts: Vec<&CollectDoc> = counts.iter().collect();
    let mut product = product::resolve(doc, Vec::new(), &counts, site, &mut Vec::new());
    for count in &mut product.counts {
        if let Some(known) = today.count(&count.id) {
            count.clone_from(known);
        }
    }
    product.id.clone_from(&today.id);
    Some(product)
}

/// Something that a formula counts, of which nothing but its id is known.
fn count(id: String) -> CollectDoc {
    let id = Located::new(id, Range::default());
    CollectDoc {
        id,
        name: None,
        kind: 3,
        check: None,
        options: Vec::new(),
        required: true,
        hint: None,
        placeholder: None,
    }
}
