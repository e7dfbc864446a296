//! Days go by: what is scheduled appears and what has expired goes, without an edit.

use jiff::Timestamp;

use super::ground::{Manner, Time};
use super::random::Random;
use super::site::{Article, Site};
use super::world::{World, published};

/// A site with one article that is to be seen from the 11th to the 19th of March.
fn world() -> World {
    let mut site = Site::new(6, 1, &mut Random::new(21));
    let mut article = Article::new(site.next(), 1, &mut Random::new(22));
    article.stem = "for-a-week".to_owned();
    (article.draft, article.picture, article.english) = (false, None, false);
    article.date = "2026-03-01".to_owned();
    article.publish = Some("2026-03-11".to_owned());
    article.expiry = Some("2026-03-20 18:30:00".to_owned());
    site.articles.retain(|article| article.fixed);
    site.articles.push(article);
    World::new(site, Manner { replace: false, time: Time::LongAgo })
}

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn shows(world: &World) -> bool {
    world.output().join("news/for-a-week/index.html").exists()
}

#[test]
fn a_scheduled_article_appears_and_an_expired_one_goes_without_an_edit() {
    let mut world = world();
    // Days begin at 16:00 UTC in the site's zone.
    let moments = [
        ("2026-03-10T04:00:00Z", false, "first"),
        ("2026-03-10T15:59:59Z", false, "still the day before"),
        ("2026-03-10T16:00:00Z", true, "its day has begun"),
        ("2026-03-12T00:00:00Z", true, "the day after"),
        ("2026-03-19T15:59:59Z", true, "the last moment of its last day"),
        ("2026-03-19T16:00:00Z", false, "the day of its expiry has begun"),
        ("2026-05-01T00:00:00Z", false, "long after"),
    ];
    for (now, wanted, when) in moments {
        world.args.moment.now = moment(now);
        let built = world.check().unwrap_or_else(|e| panic!("{when}: {e}"));
        assert_eq!(shows(&world), wanted, "{when}");
        assert_eq!(published(&built).hidden.len(), usize::from(!wanted), "{when}");
        world.rest(&built).unwrap_or_else(|e| panic!("{when}: {e}"));
    }
}

#[test]
fn within_its_time_a_build_is_not_made_again() {
    let mut world = world();
    let first = world.build();
    assert!(published(&first).receipt.is_some());
    for now in ["2026-03-09T16:00:00Z", "2026-03-10T15:59:59Z"] {
        world.args.moment.now = moment(now);
        assert!(published(&world.build()).receipt.is_none(), "{now}: nothing can have changed");
    }
    for now in ["2026-03-09T15:59:59Z", "2026-03-10T16:00:00Z"] {
        world.args.moment.now = moment(now);
        let built = world.build();
        assert!(!built.reasons.is_empty(), "{now}: another day, and nobody looked");
        world.args.moment.now = moment("2026-03-10T04:00:00Z");
        world.check().unwrap();
    }
}

#[test]
fn a_day_before_that_of_the_last_build_is_right_too() {
    let mut world = world();
    let days = ["2026-04-01", "2026-03-15", "2026-03-01", "2026-03-25", "2026-03-11", "2025-12-31"];
    for day in days {
        world.args.moment.now = moment(&format!("{day}T04:00:00Z"));
        world.check().unwrap_or_else(|e| panic!("{day}: {e}"));
        assert_eq!(shows(&world), ("2026-03-11".."2026-03-20").contains(&day), "{day}");
    }
}

#[test]
fn what_is_to_be_seen_can_be_asked_for() {
    let mut world = world();
    world.args.moment.future = true;
    published(&world.check().unwrap());
    assert!(shows(&world), "--future");
    world.args.moment.future = false;
    published(&world.check().unwrap());
    assert!(!shows(&world), "without --future");
    world.args.moment.now = moment("2026-04-01T00:00:00Z");
    world.args.moment.expired = true;
    published(&world.check().unwrap());
    assert!(shows(&world), "--expired");
    world.args.moment.expired = false;
    published(&world.check().unwrap());
    assert!(!shows(&world), "without --expired");
}
