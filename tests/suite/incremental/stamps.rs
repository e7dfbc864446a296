//! Edits that hide: as many bytes as before, the same time, right after a build or long after it.

use std::thread;

use super::edit::turned;
use super::ground::{Manner, Time};
use super::law::SETTLED;
use super::random::Random;
use super::site::{Site, paragraph};
use super::world::{World, published};

const MANNERS: [Manner; 2] = [
    Manner { replace: false, time: Time::AsBefore },
    Manner { replace: true, time: Time::AsBefore },
];

/// An edit that keeps every file's length.
type Edit = fn(&mut Site);

fn again(text: &mut String) {
    *text = turned(text).unwrap();
}

const EDITS: [(&str, Edit); 6] = [
    ("an article's beginning", |site| again(&mut site.articles[0].body[0])),
    ("an article's end", |site| again(&mut site.articles[0].body[9])),
    ("a product", |site| again(&mut site.products[0].features[0].name)),
    ("the settings", |site| again(&mut site.settings.title)),
    ("the theme", |site| {
        site.theme.list = Some(
            if site.theme.list.as_deref() == Some("first") { "tsrif" } else { "first" }.to_owned(),
        );
    }),
    ("a copied file", |site| {
        let bytes = site.copied.get_mut("files/price.csv").unwrap();
        bytes.reverse();
    }),
];

/// A small site with a long article.
fn small(seed: u64) -> World {
    let mut world = World::small(seed);
    let mut random = Random::new(seed);
    world.site.articles[0].body = (0..10).map(|_| paragraph(&mut random)).collect();
    world.write(&[], MANNERS[0]);
    published(&world.check().unwrap());
    world
}

/// Makes an edit, which has to write one file.
fn edited(world: &mut World, (what, edit): (&str, Edit), manner: Manner) {
    edit(&mut world.site);
    assert_eq!(world.write(&[], manner), 1, "{what}: one file was to change");
}

/// Builds, which has to find the edit.
fn found(world: &mut World, (what, _): (&str, Edit), manner: Manner) {
    let built = world.check().unwrap_or_else(|e| panic!("{what} ({manner:?}): {e}"));
    let receipt = published(&built).receipt.as_ref();
    assert!(receipt.is_some_and(|r| r.written > 0), "{what} ({manner:?}): not found");
}

#[test]
fn an_edit_of_the_same_length_and_time_is_found_at_once() {
    let mut world = small(41);
    for (edit, manner) in EDITS.iter().flat_map(|edit| MANNERS.map(|manner| (*edit, manner))) {
        edited(&mut world, edit, manner);
        found(&mut world, edit, manner);
    }
}

#[test]
fn an_edit_of_the_same_length_and_time_is_found_after_a_while() {
    let each = EDITS.iter().flat_map(|edit| MANNERS.map(|manner| (*edit, manner)));
    let mut all: Vec<_> = each.map(|(edit, manner)| (small(42), edit, manner)).collect();
    // The build before the edit has seen files that it could trust, and so has the one after it.
    thread::sleep(SETTLED);
    for (world, edit, manner) in &mut all {
        world.args.moment.drafts = true;
        world.check().unwrap();
        edited(world, *edit, *manner);
    }
    thread::sleep(SETTLED);
    for (world, edit, manner) in &mut all {
        found(world, *edit, *manner);
    }
}

#[test]
fn two_files_that_change_names_are_found() {
    let mut world = World::small(43);
    let place = |name: &str| format!("static/files/{name}");
    for name in ["one.txt", "two.txt"] {
        world.site.copied.insert(format!("files/{name}"), name.as_bytes().to_vec());
    }
    world.write(&[], MANNERS[0]);
    published(&world.check().unwrap());
    let one = world.site.copied["files/one.txt"].clone();
    let two = world.site.copied.insert("files/one.txt".to_owned(), "two.txt".into()).map(|_| one);
    world.site.copied.insert("files/two.txt".to_owned(), two.unwrap());
    let aside = "static/files/aside".to_owned();
    let renames = [
        (place("one.txt"), aside.clone()),
        (place("two.txt"), place("one.txt")),
        (aside, place("two.txt")),
    ];
    assert_eq!(world.write(&renames, MANNERS[0]), 3, "names alone were to change");
    let built = world.check().unwrap();
    assert_eq!(published(&built).receipt.as_ref().map(|receipt| receipt.written), Some(2));
}

#[test]
fn what_cannot_be_looked_at_is_no_part_of_what_is_remembered() {
    // A link out of the site is an error, though no input that is read has changed.
    let mut world = World::small(44);
    world.site.broken = Some(super::site::Broken::Link("static/link.txt".to_owned()));
    world.write(&[], MANNERS[0]);
    for _ in 0..2 {
        let built = world.check().unwrap();
        assert_eq!(built.diagnostics.first().map(|d| d.code.as_str()), Some("link-outside"));
    }
    world.site.broken = None;
    world.write(&[], MANNERS[0]);
    published(&world.check().unwrap());
}
