//! What does not change the meaning changes no difference: other words for a state, other units for
//! an amount, another layout of the YAML, another order of the files.

mod order;
mod written;

use crosswalk::base::{Diagnostic, SourcePath};
use crosswalk::derive::{self, Comparison, Difference};
use crosswalk::model::{Catalog, Given};
use crosswalk::resolve::{self, Moment, Overrides};
use crosswalk::syntax::{self, Document};
use proptest::prelude::*;

use written::{Style, Written};

/// Files to a catalogue and everything that is wrong with them.
fn resolved(documents: Vec<Document>, unread: Vec<SourcePath>) -> (Catalog, Vec<Diagnostic>) {
    let now = crate::support::TODAY.parse().expect("a moment");
    let moment = Moment { now, drafts: false, future: false, expired: false };
    let checked = resolve::resolve(documents, unread, &Overrides::default(), &moment);
    (checked.value.catalog, checked.diagnostics)
}

/// How the second edition of a product differs from the first; panics where the file is wrong.
fn compared(product: &str) -> Comparison {
    let files = [
        ("crosswalk.yaml", "version: 1\ntitle: 站点\nbase_url: https://example.com\n"),
        ("content/products/mail/product.yaml", product),
    ];
    let parsed = files.map(|(path, text)| syntax::parse(&SourcePath::new(path), text.as_bytes()));
    let problems: Vec<_> = parsed.iter().flat_map(|file| &file.diagnostics).cloned().collect();
    assert_eq!(problems, [], "{product}");
    let documents = parsed.into_iter().filter_map(|file| file.value.0).collect();
    let (catalog, problems) = resolved(documents, Vec::new());
    assert_eq!(problems, [], "{product}");
    derive::compare(&catalog.products[0], 0, 1, &Given::default())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn a_rewritten_cell_is_the_same(
        cell in written::cell(),
        styles in [any::<Style>(), any::<Style>()],
    ) {
        let product = written::product(&cell, &cell, &styles);
        let found = compared(&product);
        prop_assert_eq!(found.rows[0].difference, Difference::Same, "{}", product);
    }

    #[test]
    fn rewriting_changes_no_difference(
        (a, b) in written::pair(),
        styles in [any::<Style>(), any::<Style>()],
    ) {
        let plain = written::product(&a, &b, &[Style::PLAIN, Style::PLAIN]);
        let other = written::product(&a, &b, &styles);
        prop_assert_eq!(&compared(&plain).rows, &compared(&other).rows, "{}\n{}", plain, other);
    }
}

/// The generator reaches what it is there for: no two amounts that it takes for equal are spelt alike.
#[test]
fn amounts_are_spelt_in_several_ways() {
    for cell in [Written::bytes(1), Written::count(10_000), Written::days(3)] {
        assert!(cell.spellings().len() > 3, "{:?}", cell.spellings());
    }
}
