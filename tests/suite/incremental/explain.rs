//! `--explain` names what has changed.

use std::fs;

use super::ground::{Manner, Time};
use super::world::World;
use crate::support::{Run, binary};

const PLAIN: Manner = Manner { replace: false, time: Time::Now };

/// Why a build of the site had something to do, in the binary's words.
fn reasons(world: &World, more: &[&str]) -> Vec<String> {
    let mut command = binary();
    command.arg("--root").arg(&world.ground.root);
    command.args([
        "build",
        "--explain",
        "--quiet",
        "--lang",
        "en",
        "--now",
        "2026-03-10T04:00:00Z",
    ]);
    let run = Run::of(command.args(more));
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn the_changed_input_is_named() {
    let mut world = World::small(51);
    fs::remove_dir_all(world.ground.root.join(".crosswalk")).unwrap();
    let first = reasons(&world, &[]);
    assert_eq!(first, ["there is no record of a last build: everything is made"].map(String::from));
    assert_eq!(reasons(&world, &[]), [""; 0]);

    world.site.articles[0].body[0] = "别的话。".to_owned();
    world.site.products[0].name = "别的产品".to_owned();
    world.site.settings.title = "别的名字".to_owned();
    world.site.theme.style = "body { color: red }".to_owned();
    world.site.copied.insert("files/price.csv".to_owned(), b"1".to_vec());
    let article = world.site.articles[0].path(&world.site);
    let product = format!("{}/product.yaml", world.site.products[0].folder());
    world.write(&[], PLAIN);
    let changed = [&*article, &product, "crosswalk.yaml"].map(|path| format!("changed: {path}"));
    let saved = ["static/files/price.csv", "themes/house/assets/style.css"]
        .map(|path| format!("changed or saved again: {path}"));
    assert_eq!(reasons(&world, &[]), [&changed[..], &saved[..]].concat());
    assert_eq!(reasons(&world, &[]), [""; 0]);

    world.site.copied.insert("files/new.csv".to_owned(), b"1".to_vec());
    world.site.copied.remove("robots-extra.txt");
    world.write(&[], PLAIN);
    assert_eq!(
        reasons(&world, &[]),
        ["new: static/files/new.csv", "deleted: static/robots-extra.txt"]
    );
}

#[test]
fn other_reasons_are_named() {
    let world = World::small(52);
    reasons(&world, &[]);
    let told = reasons(&world, &["--drafts"]);
    assert_eq!(told, ["the program or its arguments have changed"]);
    let uncached = reasons(&world, &["--no-cache"]);
    assert_eq!(uncached, ["no cache is used (--no-cache): everything is made again"]);
    reasons(&world, &[]);
    fs::remove_file(world.output().join("index.html")).unwrap();
    let touched = reasons(&world, &[]);
    assert_eq!(touched, ["the day has changed, or the output was touched"]);
    assert_eq!(reasons(&world, &[]), [""; 0]);
}
