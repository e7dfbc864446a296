//! Where nothing has changed, nothing is done; and what was said before is said again.

use std::thread;

use super::ground::Manner;
use super::ground::Time;
use super::law::SETTLED;
use super::random::Random;
use super::site::Site;
use super::tree::Tree;
use super::world::{World, published};

const PLAIN: Manner = Manner { replace: false, time: Time::Now };

#[test]
fn a_build_without_a_change_writes_nothing() {
    let world = World::small(1);
    let all = || Tree::read(&world.ground.root);
    let before = all();
    let again = world.build();
    assert!(published(&again).receipt.is_none(), "it published again");
    assert!(again.reasons.is_empty(), "it had a reason: {:?}", again.reasons);
    assert_eq!(before.stirred(&all()), None, "right after the first build");

    // Once the inputs can be trusted, this is written down, and that is all.
    thread::sleep(SETTLED);
    assert!(published(&world.build()).receipt.is_none(), "it published after a while");
    let settled = all();
    assert_eq!(before.without_record().stirred(&settled.without_record()), None);
    assert!(before.stirred(&settled).is_some(), "the record was not settled");
    assert!(published(&world.build()).receipt.is_none(), "it published in the end");
    assert_eq!(settled.stirred(&all()), None, "after all is settled");
}

#[test]
fn a_build_of_files_that_were_only_touched_writes_no_page() {
    let world = World::small(2);
    for path in world.ground.paths() {
        world.ground.touch(path);
    }
    let before = Tree::read(&world.output());
    let again = world.build();
    let receipt = published(&again).receipt.as_ref().expect("it had to look");
    assert_eq!((receipt.written, receipt.deleted), (0, 0));
    assert_eq!(before.stirred(&Tree::read(&world.output())), None);
}

#[test]
fn warnings_are_repeated_by_a_warm_build() {
    let mut site = Site::new(8, 1, &mut Random::new(3));
    let page = site.articles.iter_mut().find(|article| article.fixed).unwrap();
    page.warned = true;
    let mut world = World::new(site, PLAIN);
    let first = world.build();
    let codes: Vec<&str> = first.diagnostics.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(codes, ["near-block-name"]);

    // From the record, from the memo, and from the memo with another page made.
    assert_eq!(world.build().diagnostics, first.diagnostics);
    world.ground.touch("crosswalk.yaml");
    assert_eq!(world.build().diagnostics, first.diagnostics);
    world.site.settings.title.push('!');
    assert_eq!(world.write(&[], PLAIN), 1);
    assert_eq!(world.check().unwrap().diagnostics, first.diagnostics);

    let page = world.site.articles.iter_mut().find(|article| article.fixed).unwrap();
    page.warned = false;
    world.write(&[], PLAIN);
    assert_eq!(world.check().unwrap().diagnostics, []);
}

#[test]
fn a_warning_stops_a_strict_build_whether_or_not_it_is_remembered() {
    let mut world = World::small(4);
    let page = world.site.articles.iter_mut().find(|article| article.fixed).unwrap();
    page.warned = true;
    world.write(&[], PLAIN);
    published(&world.check().unwrap());
    let before = Tree::read(&world.output());
    world.args.strict = true;
    for _ in 0..2 {
        assert_eq!(super::world::ending(&world.build()), "refused");
    }
    assert_eq!(before.stirred(&Tree::read(&world.output())), None);
    world.args.strict = false;
    published(&world.check().unwrap());
}

#[test]
fn an_edit_makes_again_what_shows_it_and_no_more() {
    let mut site = Site::new(60, 1, &mut Random::new(5));
    for article in &mut site.articles {
        // Nothing that other pages could have in common with the article that is edited.
        (article.tags, article.title) = (Vec::new(), format!("{}", article.id));
    }
    let mut world = World::new(site, PLAIN);
    let all = published(&world.build()).rendered.files;
    let again = |world: &mut World, what: &str| {
        assert!(world.write(&[], PLAIN) > 0, "{what}: nothing changed");
        let built = world.check().unwrap_or_else(|e| panic!("{what}: {e}"));
        published(&built).rendered.fresh
    };

    // Its own page; the feed and the map, which may name its day, are made each time at most.
    world.site.articles[20].body.push("另一句。".repeat(60));
    assert!(again(&mut world, "text") <= 4, "text");

    // The first of all paths, so that every other article gets another number.
    let mut first = world.site.articles[20].clone();
    (first.id, first.stem, first.title) = (9_999, "000".to_owned(), "Unheard-of".to_owned());
    world.site.articles.push(first);
    assert!(again(&mut world, "new") < all / 2, "a new article");
    world.site.articles.pop();
    assert!(again(&mut world, "gone") < all / 2, "the article goes");
}
