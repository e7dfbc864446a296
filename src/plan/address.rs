//! Addresses: tags as a part of one, percent-encoding, languages as prefixes.

use super::sheet::Sheet;
use crate::base::{Lang, Route};
use crate::model::{Catalog, Edition, Feature, Guide, Product, Site};

/// A tag as a part of an address: lower case, its letters and digits in any script, `-` between.
pub fn tag_slug(tag: &str) -> String {
    let mut slug = String::with_capacity(tag.len());
    for c in tag.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || matches!(c, '.' | '_' | '+') {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_matches(['-', '.']).to_owned();
    if slug.is_empty() { crate::base::Hash::of(tag.as_bytes()).short() } else { slug }
}

/// Percent-encodes what may not stand in an address (RFC 3986); `/` stays.
pub fn encode(path: &str) -> String {
    if path.bytes().all(is_plain) {
        return path.to_owned();
    }
    let mut out = String::with_capacity(path.len() * 3);
    for byte in path.bytes() {
        if is_plain(byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~' | b'+' | b',' | b'@')
}

/// The route of something in a language: the default one has no prefix.
pub fn localised(site: &Site, lang: &Lang, below: &str) -> Route {
    if lang == site.default_language() {
        Route::new(below)
    } else {
        Route::new(format!("{}/{below}", lang.as_str().to_lowercase()))
    }
}

/// Where a product's page lives, without its language's prefix.
pub fn product(product: &Product) -> String {
    format!("products/{}/", product.id)
}

/// Where a feature's page lives, without its language's prefix.
pub fn feature(product: &Product, feature: &Feature) -> String {
    format!("{}features/{}/", self::product(product), feature.id)
}

/// Where a comparison lives, by the name of its folder, without its language's prefix.
pub fn compared(product: &Product, folder: &str) -> String {
    format!("{}compare/{folder}/", self::product(product))
}

/// Where a sheet lives of the table whose page lives `below`.
pub fn sheet(product: &Product, below: &str, sheet: &Sheet) -> String {
    let group = &product.groups[sheet.group].id;
    match sheet.part {
        0 => format!("{below}groups/{group}/"),
        part => format!("{below}groups/{group}/page/{}/", part + 1),
    }
}

/// Where the names of the rows of a long matrix live, by the number of the page.
pub fn names(product: &Product, page: usize) -> String {
    let below = format!("{}names/", self::product(product));
    if page == 0 { below } else { format!("{below}page/{}/", page + 1) }
}

/// Where what changed in a product is told, without its language's prefix.
pub fn changes(product: &Product) -> String {
    format!("{}changes/", self::product(product))
}

/// Where a product's upgrades are told, without its language's prefix.
pub fn upgrades(product: &Product) -> String {
    format!("{}upgrades/", self::product(product))
}

/// Where a guide lives, without its language's prefix.
pub fn guide(catalog: &Catalog, guide: &Guide) -> String {
    format!("{}{}/", upgrades(&catalog.products[guide.product]), guide.id)
}

/// Where its consent sheet lives.
pub fn consent(catalog: &Catalog, of: &Guide) -> String {
    format!("{}consent/", guide(catalog, of))
}

/// The place of an edition on its product's page. Ids hold no `_`, so it is no row's and no group's.
pub fn edition_anchor(edition: &Edition) -> String {
    format!("_edition_{}", edition.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_addresses() {
        assert_eq!(tag_slug("企业微信"), "企业微信");
        assert_eq!(tag_slug("VIP 帐号"), "vip-帐号");
        assert_eq!(tag_slug("C++"), "c++");
        assert_eq!(tag_slug("../../x"), "x");
        assert_eq!(tag_slug("a/b"), "a-b");
        assert_eq!(tag_slug("…").len(), 10);
    }

    #[test]
    fn addresses_are_encoded() {
        assert_eq!(encode("tags/微信/"), "tags/%E5%BE%AE%E4%BF%A1/");
        assert_eq!(encode("a b"), "a%20b");
    }
}
