//! Guides as a graph and by role, on whole sites of other fields than mail: a database's major versions
//! with downtime, in two languages, and the plans of a service with prices.

mod long;
mod made;
mod overview;
mod roles;
mod ways;

use std::collections::BTreeSet;
use std::path::Path;

use crate::real_site::html::{Element, all};
use crate::support::{Site, Tree};

const DATABASE: &str = "products/shiku/upgrades/";
const PLANS: &str = "products/yunjian/upgrades/";

/// One of the sites.
pub fn site(name: &str) -> Site {
    let site = Site::empty();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    site.overlay(&root.join("tests/suite/upgrades/sites").join(name));
    site
}

fn page(tree: &Tree, path: &str) -> String {
    let bytes = tree.get(path).unwrap_or_else(|| panic!("there is no {path}"));
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

fn guide(tree: &Tree, below: &str) -> String {
    page(tree, &format!("{below}index.html"))
}

/// The folders of a product's guides.
fn guides(tree: &Tree, upgrades: &str) -> BTreeSet<String> {
    let names = tree.keys().filter_map(|path| path.strip_prefix(upgrades));
    let names = names.filter_map(|rest| rest.strip_suffix("/index.html"));
    names.filter(|name| !name.contains('/')).map(str::to_owned).collect()
}

/// The element of a kind with a class, which must be there once.
fn one<'h>(html: &'h str, tag: &str, class: &str) -> Element<'h> {
    let with = |e: &Element<'_>| {
        e.attribute("class").is_some_and(|all| all.split(' ').any(|own| own == class))
    };
    let found: Vec<_> = all(html, tag).into_iter().filter(with).collect();
    assert_eq!(found.len(), 1, "{tag}.{class}");
    found[0]
}

/// The section whose heading has an id.
fn section<'h>(html: &'h str, id: &str) -> Element<'h> {
    let labelled = |e: &Element<'_>| e.attribute("aria-labelledby") == Some(id);
    all(html, "section").into_iter().find(labelled).unwrap_or_else(|| panic!("no section {id}"))
}

fn texts(all: &[Element<'_>]) -> Vec<String> {
    all.iter().map(Element::text).collect()
}
