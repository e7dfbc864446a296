//! What no input may do: panic, or name a place that is none. One function per target; the fuzzer and
//! the suite's own test (`tests/suite/fuzzed.rs`, on a stable compiler) call the same ones.

use crosswalk::base::{Diagnostic, SourcePath};
use crosswalk::model::{Formula, Limit, Units};
use crosswalk::resolve::{self, Moment, Overrides};
use crosswalk::syntax::{self, Document, write};

/// A target: its name and what it does with bytes.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 7] = [
    ("article", article),
    ("guide", guide),
    ("product", product),
    ("cell", cell),
    ("amount", amount),
    ("formula", formula),
    ("markdown", markdown),
];

/// Front matter and body of an article.
pub fn article(bytes: &[u8]) {
    checked(&[file("content/news/a.md", bytes)]);
}

/// An upgrade guide beside a small product.
pub fn guide(bytes: &[u8]) {
    let product = small("{limit: 200}");
    let guide = file("content/products/mail/upgrades/up.md", bytes);
    checked(&[file("content/products/mail/product.yaml", product.as_bytes()), guide]);
}

/// A product file; one that is read is written and read again.
pub fn product(bytes: &[u8]) {
    let file = file("content/products/mail/product.yaml", bytes);
    if let (Some(Document::Product(doc)), []) = checked(&[file])
        .first()
        .map_or((None, &[][..]), |(doc, problems)| (doc.as_ref(), &problems[..]))
    {
        let text = write::product(doc);
        let again = syntax::parse(&doc.path, text.as_bytes());
        let Some(Document::Product(again)) = again.value.0 else { panic!("not read:\n{text}") };
        assert_eq!(write::product(&again), text);
    }
}

/// What stands behind an edition's id in a product.
pub fn cell(bytes: &[u8]) {
    if let Ok(cell) = std::str::from_utf8(bytes) {
        checked(&[file("content/products/mail/product.yaml", small(cell).as_bytes())]);
    }
}

/// An amount in words, without a unit of its own and with one.
pub fn amount(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let units = Units::default();
    for own in [None, units.find("GiB"), units.find("day")] {
        let read = Limit::parse(text, own.as_ref(), &units);
        assert_eq!(read, Limit::parse(text, own.as_ref(), &units));
    }
}

/// A formula over two counts.
pub fn formula(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(formula) = Formula::parse(text, &["accounts", "lists"], None) else { return };
    for counts in [[0, 0], [1, 7], [i128::MAX, 1], [1_000_000, i128::from(u64::MAX)]] {
        let _ = formula.at(&counts);
    }
}

/// Markdown with blocks.
pub fn markdown(bytes: &[u8]) {
    article(&[b"---\ntitle: a\ndate: 2021-07-13\n---\n", bytes].concat());
}

type File<'b> = (SourcePath, std::borrow::Cow<'b, [u8]>);

fn file<'b>(path: &str, bytes: &'b [u8]) -> File<'b> {
    (SourcePath::new(path), bytes.into())
}

fn small(cell: &str) -> String {
    format!(
        "product: mail\nname: 邮箱\nunits: {{account: {{name: 个}}}}\n\
         conditions: {{vip: {{name: VIP, of: member}}}}\nsources: {{one: {{title: 一}}}}\n\
         editions:\n  - {{id: old, name: 旧版}}\n  - {{id: new, name: 新版}}\n\
         groups:\n  - id: all\n    name: 全部\n    features:\n      - id: row\n        name: 一项\n        \
         type: limit\n        unit: account\n        cells:\n          old: 50\n          new: {cell}\n"
    )
}

/// Reads and resolves files, and looks at every place that was named.
fn checked(files: &[File<'_>]) -> Vec<(Option<Document>, Vec<Diagnostic>)> {
    let read = files.iter().map(|(path, bytes)| {
        let checked = syntax::parse(path, bytes);
        (checked.value.0, checked.diagnostics)
    });
    let read: Vec<_> = read.collect();
    let documents = read.iter().filter_map(|(document, _)| document.clone()).collect();
    let now = jiff::Timestamp::UNIX_EPOCH;
    let moment = Moment { now, drafts: true, future: true, expired: true };
    let resolved = resolve::resolve(documents, Vec::new(), &Overrides::default(), &moment);
    let said = read.iter().flat_map(|(_, problems)| problems);
    said.chain(&resolved.diagnostics).for_each(|problem| places(problem, files));
    read
}

/// Every place lies in its file, begins before it ends, and cuts no character of a text in two.
fn places(problem: &Diagnostic, files: &[File<'_>]) {
    let labels = problem.labels.iter().map(|label| &label.span);
    for span in problem.span.iter().chain(labels) {
        let Some((_, bytes)) = files.iter().find(|(path, _)| *path == span.path) else { continue };
        let (start, end) = (span.range.start as usize, span.range.end as usize);
        assert!(start <= end && end <= bytes.len(), "{}: {start}..{end}", problem.code);
        if let Ok(text) = std::str::from_utf8(bytes) {
            let whole = text.is_char_boundary(start) && text.is_char_boundary(end);
            assert!(whole, "{}: {start}..{end}", problem.code);
        }
    }
}
