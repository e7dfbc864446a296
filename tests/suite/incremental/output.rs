//! Somebody meddles with the output: what was published comes back, what is not ours stays.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use crosswalk::publish::How;

use super::tree::Tree;
use super::world::{World, ending, published};

/// A change within one tick of the system's clock after the last one could not be seen.
fn a_moment_later() {
    thread::sleep(Duration::from_millis(20));
}

/// Does something to the output of a site that was built, and builds it again.
fn meddled(seed: u64, meddle: impl FnOnce(&Path)) -> (World, Tree) {
    let mut world = World::small(seed);
    let before = Tree::read(&world.output());
    a_moment_later();
    meddle(&world.output());
    let after = Tree::read(&world.output());
    assert!(before.moved(&after).is_some(), "nothing was done to the output");
    world.foreign = after.0.keys().filter(|path| !before.0.contains_key(*path)).cloned().collect();
    let built = world.check().unwrap();
    assert!(!built.reasons.is_empty(), "it did not look");
    world.rest(&built).unwrap();
    (world, before)
}

#[test]
fn a_deleted_file_comes_back() {
    for path in ["index.html", "news/index.html", "robots-extra.txt", "assets/style.css"] {
        let (world, before) = meddled(31, |output| fs::remove_file(output.join(path)).unwrap());
        assert_eq!(before.differs(&Tree::read(&world.output())), None);
    }
}

#[test]
fn a_deleted_folder_comes_back() {
    for path in ["products", "assets", "api"] {
        let (world, before) = meddled(32, |output| fs::remove_dir_all(output.join(path)).unwrap());
        assert_eq!(before.differs(&Tree::read(&world.output())), None);
    }
}

#[test]
fn a_deleted_output_comes_back() {
    let (world, before) = meddled(33, |output| fs::remove_dir_all(output).unwrap());
    assert_eq!(before.differs(&Tree::read(&world.output())), None);
    let (world, before) = meddled(33, |output| {
        fs::remove_dir_all(output).unwrap();
        fs::create_dir(output).unwrap();
    });
    assert_eq!(before.differs(&Tree::read(&world.output())), None);
}

#[test]
fn a_replaced_file_comes_back() {
    let (world, before) = meddled(34, |output| {
        fs::write(output.join("aside"), "not what was published").unwrap();
        fs::rename(output.join("aside"), output.join("index.html")).unwrap();
    });
    assert_eq!(before.differs(&Tree::read(&world.output())), None);
}

#[test]
fn a_file_that_was_overwritten_comes_back_when_every_file_is_looked_at() {
    let mut world = World::small(35);
    let before = Tree::read(&world.output());
    a_moment_later();
    fs::write(world.output().join("index.html"), "not what was published").unwrap();
    world.args.verify = true;
    let built = world.build();
    assert_eq!(published(&built).receipt.as_ref().map(|receipt| receipt.written), Some(1));
    assert_eq!(before.differs(&Tree::read(&world.output())), None);
}

#[test]
fn a_foreign_file_stays_through_edits_and_is_named() {
    let (mut world, before) = meddled(36, |output| {
        fs::write(output.join("verification-4711.txt"), "a token").unwrap();
        fs::create_dir(output.join("stats")).unwrap();
        fs::write(output.join("stats/index.html"), "numbers").unwrap();
    });
    let foreign = ["stats/index.html", "verification-4711.txt"];
    for at in 0..3 {
        world.site.settings.title = format!("{at}");
        world.write(&[], super::ground::Manner { replace: true, time: super::ground::Time::Now });
        let built = world.check().unwrap();
        let receipt = published(&built).receipt.as_ref().unwrap();
        assert_eq!(receipt.foreign, foreign);
        assert!(matches!(receipt.how, How::Journal { .. }), "{:?}", receipt.how);
        let after = Tree::read(&world.output());
        for path in foreign {
            assert!(!before.0.contains_key(path) && after.0.contains_key(path), "{path}");
        }
    }
}

#[test]
fn a_foreign_file_in_the_place_of_a_page_is_not_overwritten() {
    let mut world = World::small(37);
    a_moment_later();
    fs::create_dir_all(world.output().join("files")).unwrap();
    fs::write(world.output().join("files/late.txt"), "not ours").unwrap();
    let before = Tree::read(&world.output());
    world.site.copied.insert("files/late.txt".to_owned(), b"ours".to_vec());
    world.write(&[], super::ground::Manner { replace: true, time: super::ground::Time::Now });
    let built = world.build();
    assert_eq!(ending(&built), "failed");
    assert_eq!(built.diagnostics.last().map(|d| d.code.as_str()), Some("output-path-taken"));
    assert_eq!(before.moved(&Tree::read(&world.output())), None);

    fs::remove_file(world.output().join("files/late.txt")).unwrap();
    published(&world.check().unwrap());
    assert_eq!(fs::read(world.output().join("files/late.txt")).unwrap(), b"ours");
}
