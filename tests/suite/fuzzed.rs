//! The fuzzer's targets on a stable compiler: over its seeds, over what it once found, and over
//! slips in both.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::{Index, select};

#[path = "../../fuzz/src/lib.rs"]
mod targets;

use targets::{TARGETS, Target};

/// A target with everything that is kept for it.
fn kept() -> Vec<(Target, Vec<u8>)> {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let mut all = Vec::new();
    for target in TARGETS {
        for folder in ["seeds", "findings"] {
            let entries = fs::read_dir(fuzz.join(folder).join(target.0)).expect("a folder");
            let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
            paths.sort();
            all.extend(paths.iter().map(|path| (target, fs::read(path).expect("a file"))));
        }
    }
    all
}

/// Cuts a stretch out and puts another in.
fn slipped(bytes: &[u8], at: Index, length: usize, new: &[u8]) -> Vec<u8> {
    let start = at.index(bytes.len() + 1);
    let end = (start + length).min(bytes.len());
    [&bytes[..start], new, &bytes[end..]].concat()
}

#[test]
fn what_is_kept_is_survived() {
    kept().iter().for_each(|((_, run), bytes)| run(bytes));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn slips_are_survived(
        ((_, run), bytes) in select(kept()),
        slips in prop::collection::vec((any::<Index>(), 0..9usize, ".{0,6}"), 1..5),
    ) {
        let slip = |bytes: Vec<u8>, (at, length, new): &(Index, usize, String)| {
            slipped(&bytes, *at, *length, new.as_bytes())
        };
        run(&slips.iter().fold(bytes, slip));
    }

    #[test]
    fn any_bytes_are_survived(
        (_, run) in select(TARGETS.to_vec()),
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        run(&bytes);
    }
}
