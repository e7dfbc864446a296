//! A record leads back to exactly the matrix before it, whatever stands in either.

use proptest::prelude::*;
use rustc_hash::FxHashSet;

use super::{ChangeDoc, Matrix, RecordDoc, RecordedDoc, Step, Tree, record_text, recorded_text};
use crate::base::{Located, Range, SourcePath};
use crate::syntax::write::any;
use crate::syntax::{self, Document, ProductDoc};

fn at<T>(value: T) -> Located<T> {
    Located::new(value, Range::default())
}

/// A product of which no row, group or edition stands twice, as a matrix that nobody would refuse.
fn matrix() -> impl Strategy<Value = Matrix> {
    any::product().prop_map(|mut doc| {
        fn once<T>(all: &mut Vec<T>, id: impl Fn(&T) -> String) {
            let mut seen = FxHashSet::default();
            all.retain(|thing| seen.insert(id(thing)));
        }
        once(&mut doc.editions, |edition| edition.id.value.clone());
        once(&mut doc.groups, |group| group.id.value.clone());
        let mut seen = FxHashSet::default();
        for group in &mut doc.groups {
            group.features.retain(|feature| seen.insert(feature.id.value.clone()));
        }
        // Blank never means no: a missing cell is refused.
        let mut matrix = Matrix::of(&doc, &[], &[]);
        let editions: Vec<String> = matrix.0[6].iter().map(|(id, _)| id.clone()).collect();
        for (_, row) in &mut matrix.0[super::matrix::CELLS] {
            let Tree::Map(row) = row else { continue };
            for edition in &editions {
                if super::tree::get(row, edition).is_none() {
                    row.push((edition.clone(), Tree::Text("未核实".to_owned())));
                }
            }
        }
        matrix.tidy();
        matrix
    })
}

/// The cells that two matrices both have, chosen by a coin for each.
fn cells(old: &Matrix, new: &Matrix, coins: &[bool]) -> Vec<(String, String)> {
    let mut coins = coins.iter().cycle();
    let rows = new.0[super::matrix::CELLS].iter();
    let all = rows.flat_map(|(feature, row)| {
        row.entries().iter().map(move |(edition, _)| (feature.clone(), edition.clone()))
    });
    let both = all.filter(|(feature, edition)| old.cell(feature, edition).is_some());
    both.filter(|_| *coins.next().unwrap_or(&true)).collect()
}

fn doc_of(matrix: &Matrix) -> Option<ProductDoc> {
    matrix.doc(&any::path())
}

fn record(step: &Step) -> RecordDoc {
    let event = |id: &str| ChangeDoc {
        at: Range::default(),
        id: at(id.to_owned()),
        change: at("changed".to_owned()),
        feature: None,
        edition: None,
        was: None,
        into: Vec::new(),
        old: None,
        new: None,
        note: None,
    };
    let moved = step.moved.iter().map(|(old, new)| ChangeDoc {
        was: Some(at(old.clone())),
        feature: Some(at(new.clone())),
        ..event("moved")
    });
    let cells = step.cells.iter().map(|cell| ChangeDoc {
        feature: Some(at(cell.feature.clone())),
        edition: Some(at(cell.edition.clone())),
        old: Some(at(cell.old.clone())),
        new: Some(at(cell.new.clone())),
        ..event("cell")
    });
    RecordDoc {
        path: SourcePath::new("content/products/any/changes/2026-01-31.yaml"),
        at: Range::default(),
        date: Some(at(jiff::civil::date(2026, 1, 31))),
        follows: Some(at("2026-01-30".to_owned())),
        title: None,
        summary: None,
        changes: moved.chain(cells).collect(),
        before: step.before.clone(),
        guides: vec![(at("free-to-basic".to_owned()), at("0".repeat(64)))],
        consent: Some(at("crosswalk-consent/2".to_owned())),
        digest: None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn a_step_leads_back(old in matrix(), new in matrix(), coins in prop::collection::vec(any::<bool>(), 1..9)) {
        let step = Step::between(&old, &new, Vec::new(), &cells(&old, &new, &coins));
        let mut back = new;
        step.undo(&mut back);
        prop_assert_eq!(back, old);
    }

    #[test]
    fn between_equals_lies_nothing(matrix in matrix()) {
        let step = Step::between(&matrix, &matrix, Vec::new(), &[]);
        prop_assert_eq!(step, Step::default());
    }

    #[test]
    fn a_record_is_read_as_it_was_written(old in matrix(), new in matrix(), coins in prop::collection::vec(any::<bool>(), 1..9)) {
        let step = Step::between(&old, &new, Vec::new(), &cells(&old, &new, &coins));
        let doc = record(&step);
        let text = record_text(&doc);
        let read = match syntax::parse(&doc.path, text.as_bytes()).value.0 {
            Some(Document::Record(read)) => *read,
            other => panic!("{other:?}\n{text}"),
        };
        prop_assert_eq!(read.step(), step, "{}", text);
        prop_assert_eq!(read.digest.as_ref().map(|d| d.value.clone()), Some(read.seal()), "{}", text);
        prop_assert_eq!(record_text(&read), text);
    }

    #[test]
    fn the_recorded_matrix_is_read_as_it_was_written(matrix in matrix()) {
        let path = SourcePath::new("content/products/any/changes/recorded.yaml");
        let doc = RecordedDoc { path, record: Some(at("2026-01-31".to_owned())), matrix, digest: None };
        let text = recorded_text(&doc);
        let read = match syntax::parse(&doc.path, text.as_bytes()).value.0 {
            Some(Document::Recorded(read)) => *read,
            other => panic!("{other:?}\n{text}"),
        };
        prop_assert_eq!(&read.matrix, &doc.matrix, "{}", text);
        prop_assert_eq!(read.digest.as_ref().map(|d| d.value.clone()), Some(read.seal()));
        let again = doc_of(&read.matrix).map(|doc| Matrix::of(&doc, &[], &[]));
        prop_assert_eq!(again, Some(read.matrix));
    }
}

/// Rows that go by another id keep their place, and their cells go with them.
#[test]
fn a_renamed_row_leads_back() {
    let text = |id: &str, cap: u8| {
        format!(
            "product: p\nname: 甲\neditions: [{{id: a, name: A}}, {{id: b, name: B, inherits: a}}]\ngroups:\n  - id: g\n    name: G\n    features:\n      - {{id: first, name: 一, type: support, cells: {{a: 有}}}}\n      - {{id: {id}, name: 二, type: limit, cells: {{a: {cap}, b: 3}}}}\n      - {{id: last, name: 三, type: support, cells: {{a: 有, b: 无}}}}\n"
        )
    };
    let read = |text: &str| match syntax::parse(&any::path(), text.as_bytes()).value.0 {
        Some(Document::Product(doc)) => Matrix::of(&doc, &[], &[]),
        other => panic!("{other:?}"),
    };
    let (old, new) = (read(&text("seats", 1)), read(&text("account-cap", 2)));
    assert_eq!(old.cell("first", "b"), Some(&Tree::Text("有".to_owned())), "inherited");
    let moved = vec![("seats".to_owned(), "account-cap".to_owned())];
    let cells = [("account-cap".to_owned(), "a".to_owned())];
    let step = Step::between(&old, &new, moved, &cells);
    assert_eq!(step.before, None, "the record says it all");
    let mut back = new;
    step.undo(&mut back);
    assert_eq!(back, old);
}
