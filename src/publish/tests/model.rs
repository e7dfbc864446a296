//! Whatever the order of publications, failures and kills: the output is what a plain map says.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use super::failing::{FailingDisk, Plan};
use super::*;

const PATHS: [&str; 12] = [
    "a",
    "a/b",
    "a/b/c",
    "a/b/d",
    "a-b/c",
    "e/f",
    "e/f/g",
    "e/h",
    "index.html",
    "news/1/index.html",
    "news/2/index.html",
    "z",
];

/// What is done with a set of files.
#[derive(Clone, Debug)]
enum End {
    Publish,
    Abandon,
    Drop,
    /// The n-th operation fails; whether all later ones do as well.
    Fail(usize, bool),
    /// Somebody deletes one of the files, then it is published.
    Meddle(Index),
}

fn site() -> impl Strategy<Value = Files> {
    let paths = subsequence(PATHS.to_vec(), 0..PATHS.len());
    (paths, prop::collection::vec(0..3u8, PATHS.len())).prop_map(|(paths, texts)| {
        let mut files = Files::new();
        for (path, text) in paths.into_iter().zip(texts) {
            let clash = files.keys().any(|other| path.starts_with(&format!("{other}/")));
            if !clash {
                files.insert(path.to_owned(), "x".repeat(text.into()));
            }
        }
        files
    })
}

fn end() -> impl Strategy<Value = End> {
    prop_oneof![
        4 => Just(End::Publish),
        1 => Just(End::Abandon),
        1 => Just(End::Drop),
        4 => (0..50usize, any::<bool>()).prop_map(|(at, crash)| End::Fail(at, crash)),
        1 => any::<Index>().prop_map(End::Meddle),
    ]
}

/// Puts or keeps the files, as a build with a cache would.
fn fill(publisher: &Publisher, site: &Files, keep: bool) -> Result<(), Diagnostic> {
    for (path, text) in site {
        let hash = Hash::of(text.as_bytes());
        if !(keep && publisher.live_hash(path) == Some(hash) && publisher.keep(path)) {
            publisher.put(path, text.as_bytes(), hash)?;
        }
    }
    Ok(())
}

fn attempt(place: &Place, disk: Arc<dyn Disk>, site: &Files, keep: bool, end: &End) -> bool {
    let Ok(publisher) = place.open_on(disk) else { return false };
    match (fill(&publisher, site, keep), end) {
        (Ok(()), End::Publish | End::Fail(..) | End::Meddle(_)) => publisher.commit().is_ok(),
        (_, End::Drop) => false,
        _ => {
            let _ = publisher.abandon();
            false
        }
    }
}

fn step(place: &Place, model: &mut Files, site: Files, keep: bool, end: &End) {
    let mut plan = Plan::default();
    match end {
        End::Fail(at, crash) => plan = Plan { at: Some(*at), crash: *crash, ..plan },
        End::Meddle(which) if !model.is_empty() => {
            tick();
            let path = model.keys().nth(which.index(model.len())).unwrap();
            fs::remove_file(place.output().join(path)).unwrap();
        }
        _ => {}
    }
    let done = attempt(place, Arc::new(FailingDisk::new(plan)), &site, keep, end);
    // Whatever was interrupted is completed or given up by the next run.
    place.open().unwrap().abandon().unwrap();
    let now = tree(place.output());
    match end {
        End::Publish | End::Meddle(_) => assert!(done),
        End::Fail(..) if done || now != *model => {}
        _ => return assert_eq!(now, *model),
    }
    assert_eq!(now, site);
    *model = site;
    let folders: BTreeSet<_> = empty_folders(place.output()).into_iter().collect();
    assert!(folders.is_empty(), "{folders:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn the_output_is_what_the_model_says(
        rounds in prop::collection::vec((site(), any::<bool>(), end()), 1..9),
        journal in any::<bool>(),
        sync in any::<bool>(),
    ) {
        let mut place = if journal { Place::journalled() } else { Place::new() };
        place.options.sync = sync;
        let mut model = Files::new();
        for (site, keep, end) in rounds {
            step(&place, &mut model, site, keep, &end);
            assert_sound_but_for_leftovers(&place);
        }
    }
}

/// A failed run may leave a half-written temporary file, which the next publication removes.
fn assert_sound_but_for_leftovers(place: &Place) {
    for entry in fs::read_dir(place.control()).unwrap().map(|e| e.unwrap().path()) {
        if entry.extension().is_some_and(|e| e == "tmp") {
            fs::remove_file(entry).unwrap();
        }
    }
    assert_sound(place);
}
