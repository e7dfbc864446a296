//! Laws of recorded steps over whatever a matrix may become.

use crosswalk::base::SourcePath;
use crosswalk::derive;
use crosswalk::model::{Catalog, Product};
use crosswalk::syntax::{self, Document, Matrix, Step};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

const PATH: &str = "content/products/p/product.yaml";

/// A row: whether it is there, whether it goes by its second id, what its cells say.
type Row = (bool, bool, [&'static str; 3]);

fn row() -> impl Strategy<Value = Row> {
    let cell = || {
        select(vec![
            "有",
            "无",
            "未核实",
            "{is: 部分, md: 有限}",
            "{is: 无, instead: 另一种}",
            "{is: 部分, cases: [{when: vip, is: 有}]}",
            "{is: 有, note: 备注}",
        ])
    };
    (prop::bool::weighted(0.8), any::<bool>(), [cell(), cell(), cell()])
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    vec(row(), 6)
}

fn id(at: usize, second: bool) -> String {
    format!("{}{at}", if second { "new" } else { "row" })
}

/// A matrix with these rows, after one with others: rows that have another id than there have moved.
fn product(rows: &[Row], before: &[Row], inherits: bool) -> String {
    let mut moved = Vec::new();
    let mut text = String::new();
    for (at, (is_there, second, cells)) in rows.iter().enumerate() {
        if !is_there {
            continue;
        }
        if before[at].0 && before[at].1 != *second {
            moved.push(format!("{}: {}", id(at, before[at].1), id(at, *second)));
        }
        let last = if inherits { String::new() } else { format!(", c: {}", cells[2]) };
        text.push_str(&format!(
            "      - {{id: {}, name: 第 {at} 项, type: support, cells: {{a: {}, b: {}{last}}}}}\n",
            id(at, *second),
            cells[0],
            cells[1],
        ));
    }
    let inherits = if inherits { ", inherits: b" } else { "" };
    format!(
        "product: p\nname: 甲\nconditions: {{vip: {{name: VIP, of: member}}}}\neditions: [{{id: a, name: A}}, {{id: b, name: B}}, {{id: c, name: C{inherits}}}]\nmoved: {{{}}}\ngroups:\n  - id: g\n    name: 组\n    features:\n      - {{id: always, name: 总有, type: support, cells: {{a: 有, b: 有, c: 有}}}}\n{text}",
        moved.join(", "),
    )
}

fn catalog(text: &str) -> Catalog {
    let settings = "version: 1\ntitle: 站\nbase_url: https://www.example.com/\n";
    let file = |path: &str, text: &str| (SourcePath::new(path), text.as_bytes().to_vec());
    let files = [file("crosswalk.yaml", settings), file(PATH, text)];
    let checked = crosswalk::build::version(&files, jiff::Timestamp::UNIX_EPOCH);
    assert!(checked.diagnostics.is_empty(), "{:?}\n{text}", checked.diagnostics);
    checked.value
}

fn matrix(text: &str) -> Matrix {
    match syntax::parse(&SourcePath::new(PATH), text.as_bytes()).value.0 {
        Some(Document::Product(doc)) => Matrix::of(&doc, &[], &[]),
        other => panic!("{other:?}"),
    }
}

/// The step that is recorded between two versions.
fn step(old: (&Matrix, &Product), new: (&Matrix, &Product)) -> Step {
    let changes = derive::changes(old.1, new.1);
    let features: Vec<_> = new.1.features().collect();
    let cell = |change: &derive::CellChange| {
        let edition = &new.1.editions[change.new.edition].id;
        (features[change.new.feature].id.to_string(), edition.to_string())
    };
    let cells: Vec<_> = changes.cells.iter().map(cell).collect();
    let moved = changes.moved.iter().map(|(old, new)| (old.to_string(), new[0].to_string()));
    Step::between(old.0, new.0, moved.collect(), &cells)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

    /// Backwards, each record leads to the matrix before it, in whatever order it is asked for: a table of the day of
    /// record k is the matrix of record k.
    #[test]
    fn backwards_is_where_it_came_from(all in vec((rows(), any::<bool>()), 2..5)) {
        let texts: Vec<String> = (0..all.len())
            .map(|at| product(&all[at].0, &all[at.saturating_sub(1)].0, all[at].1))
            .collect();
        let catalogs: Vec<Catalog> = texts.iter().map(|text| catalog(text)).collect();
        let matrices: Vec<Matrix> = texts.iter().map(|text| matrix(text)).collect();
        let product = |at: usize| &catalogs[at].products[0];
        let mut back = matrices[all.len() - 1].clone();
        for at in (1..all.len()).rev() {
            let step = step((&matrices[at - 1], product(at - 1)), (&matrices[at], product(at)));
            step.undo(&mut back);
            prop_assert_eq!(&back, &matrices[at - 1], "{} after {}", texts[at - 1], texts[at]);
            let then = crosswalk::resolve::recorded(&back, product(at), &catalogs[at].site);
            let then = then.expect("a product");
            prop_assert!(derive::changes(&then, product(at - 1)).is_empty());
            prop_assert!(derive::changes(product(at - 1), &then).is_empty());
        }
    }

    /// Forwards, the recorded words are those of the next matrix, and nothing else differs in rows that both have.
    #[test]
    fn forwards_is_where_it_went(old in rows(), new in rows(), inherits in any::<bool>()) {
        let (before, after) = (product(&old, &old, inherits), product(&new, &old, false));
        let (was, is) = (catalog(&before), catalog(&after));
        let (from, to) = (matrix(&before), matrix(&after));
        let step = step((&from, &was.products[0]), (&to, &is.products[0]));
        for cell in &step.cells {
            prop_assert_eq!(to.cell(&cell.feature, &cell.edition), Some(&cell.new));
            prop_assert_eq!(from.cell(step.former(&cell.feature), &cell.edition), Some(&cell.old));
        }
        let told = |feature: &str, edition: &str| {
            step.cells.iter().any(|cell| cell.feature == feature && cell.edition == edition)
        };
        let now = crosswalk::resolve::recorded(&to, &is.products[0], &is.site).expect("a product");
        for change in derive::changes(&was.products[0], &now).cells {
            let feature = now.features().nth(change.new.feature).expect("a row");
            prop_assert!(told(&feature.id, &now.editions[change.new.edition].id));
        }
    }

    /// What changed on the way there changes back on the way back, in the same cells; where no case has a say, into its
    /// mirror.
    #[test]
    fn the_way_back_mirrors_the_way_there(old in rows(), new in rows()) {
        let (was, is) = (catalog(&product(&old, &old, false)), catalog(&product(&new, &old, false)));
        let (was, is) = (&was.products[0], &is.products[0]);
        let (there, back) = (derive::changes(was, is), derive::changes(is, was));
        prop_assert_eq!((there.features_added.len(), there.features_removed.len()), (back.features_removed.len(), back.features_added.len()));
        prop_assert_eq!(there.moved.len(), back.moved.len());
        prop_assert_eq!(there.cells.len(), back.cells.len());
        let has_cases = |of: &Product, at: derive::CellAt| {
            let feature = of.features().nth(at.feature).expect("a row");
            !feature.facts[0].cells[at.edition].cases.is_empty()
        };
        for change in &there.cells {
            let twin = back.cells.iter().find(|other| (other.old, other.new) == (change.new, change.old));
            let twin = twin.expect("the same cell").change;
            let judged = !has_cases(was, change.old) && !has_cases(is, change.new);
            prop_assert!(!judged || change.change.mirror() == twin || twin.mirror() == change.change);
        }
    }

    /// Between a matrix and itself, written in another way, there is nothing to record.
    #[test]
    fn nothing_is_nothing(rows in rows(), inherits in any::<bool>()) {
        let text = product(&rows, &rows, inherits);
        let (catalog, matrix) = (catalog(&text), matrix(&text));
        let again = crosswalk::resolve::recorded(&matrix, &catalog.products[0], &catalog.site);
        let again = again.expect("a product");
        prop_assert!(derive::changes(&again, &catalog.products[0]).is_empty());
    }
}
