//! One fault, one message: however many faults there are, nothing is said of what only follows.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::expect::{self, Problem};
use crate::support::{Site, sites, tree};

/// The base with fifty faults in twenty files, over every stage that reads content.
fn fifty() -> Site {
    let site = Site::base();
    site.overlay(&sites().join("_fifty/site"));
    site
}

fn told(site: &Site, tongue: &str) -> Vec<Problem> {
    let run = site.run(&["check", "--format", "json", "--lang", tongue]);
    assert_eq!(run.code, 1);
    expect::problems(&run.stderr).expect("JSON lines")
}

#[test]
fn fifty_faults_are_fifty_messages() {
    let site = fifty();
    let (zh, en) = (told(&site, "zh"), told(&site, "en"));
    let line = |p: &Problem| format!("{} {}\n", p.place(), p.code);
    let found: String = zh.iter().map(line).collect();
    let expected = fs::read_to_string(sites().join("_fifty/expect.txt")).unwrap_or_default();
    assert_eq!(
        found, expected,
        "one line per fault in tests/sites/_fifty/expect.txt, written by hand"
    );
    assert_eq!((zh.len(), en.len()), (50, 50));
    assert!(zh.iter().zip(&en).all(|(zh, en)| zh.is_like(en)), "the same in both languages");
    let files: BTreeSet<_> =
        zh.iter().filter_map(|p| p.place.as_ref().map(|(path, ..)| path)).collect();
    let codes: BTreeSet<_> = zh.iter().map(|p| &p.code).collect();
    assert_eq!((files.len(), codes.len()), (20, 50), "{files:#?} {codes:#?}");
    let places: Vec<_> = zh.iter().map(|p| p.place.clone()).collect();
    assert!(places.is_sorted(), "by path, line and column");
}

/// Cases that are told of a line that their mended twin keeps, or twice of one place, and why.
const EXCUSED: &[(&str, &str)] = &[
    (
        "impact-without-difference",
        "the guide may be right, and the matrix wrong: the twin mends that",
    ),
    ("limits", "the twin raises the limit"),
    (
        "record-edited",
        "where no other record tells what a fact was, the digest alone says that it is another",
    ),
    ("recorded-edited", "the digest alone says that something is otherwise"),
    ("remote-picture", "the twin's settings name the host of two of the pictures"),
    ("template-cycle", "the twin breaks the cycle at its other end"),
    ("theme-version", "the settings name the theme, the twin mends the theme"),
];

/// What a case's mended twin writes otherwise, as file and line; `None` where the two cannot be
/// compared line by line.
fn wrong(folder: &Path) -> Option<BTreeSet<(String, u64)>> {
    let mut before = tree(&sites().join("_base"));
    before.extend(tree(&folder.join("site")));
    let good = tree(&folder.join("good"));
    let mut wrong = BTreeSet::new();
    for (name, mended) in &good {
        let old = String::from_utf8_lossy(before.get(name)?);
        let new = String::from_utf8_lossy(mended);
        if old.lines().count() != new.lines().count() {
            return None;
        }
        let lines = old.lines().zip(new.lines()).zip(1..);
        wrong.extend(lines.filter(|((old, new), _)| old != new).map(|(_, n)| (name.clone(), n)));
    }
    (!wrong.is_empty()).then_some(wrong)
}

/// The places that a case expects messages at.
fn places(folder: &Path) -> Vec<(String, u64, u64)> {
    let text = fs::read_to_string(folder.join("expect.txt")).unwrap_or_default();
    let place = |line: &str| {
        let (place, _) = line.rsplit_once(' ')?.0.rsplit_once(' ')?;
        let (rest, column) = place.rsplit_once(':')?;
        let (path, line) = rest.rsplit_once(':')?;
        Some((path.to_owned(), line.parse().ok()?, column.parse().ok()?))
    };
    text.lines().filter(|line| !line.starts_with(' ')).filter_map(place).collect()
}

/// What only follows from a fault stands where nothing is to be changed, or is said twice of one place.
#[test]
fn messages_stand_where_the_mend_is_and_once() {
    let mut found = BTreeSet::new();
    let mut count = 0;
    for entry in fs::read_dir(sites()).expect("tests/sites") {
        let folder = entry.expect("an entry").path();
        let Some(wrong) = wrong(&folder) else { continue };
        let places = places(&folder);
        let once: BTreeSet<_> = places.iter().collect();
        let elsewhere =
            places.iter().any(|(path, line, _)| !wrong.contains(&(path.clone(), *line)));
        count += 1;
        if elsewhere || once.len() != places.len() {
            found.extend(folder.file_name().map(|name| name.to_string_lossy().into_owned()));
        }
    }
    let excused: BTreeSet<String> = EXCUSED.iter().map(|(case, _)| (*case).to_owned()).collect();
    assert_eq!(found, excused, "cases that are told more than their twins mend");
    assert!(count > 60, "only {count} cases can be compared");
}
