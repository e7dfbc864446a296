//! Publishing, from the command to the disk: what visitors see is the old site or the new one.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "these tests play the editor, and the disk")]

mod failing;
mod failures;
mod killed;
mod modes;
mod refused;
mod together;

use crosswalk::build::Built;
use tempfile::TempDir;

use crate::incremental::ground::{Manner, Time};
use crate::incremental::random::Random;
use crate::incremental::site::Site;
use crate::incremental::tree::Tree;
use crate::incremental::world::{World, published};

/// How the edits here are written.
const PLAIN: Manner = Manner { replace: false, time: Time::LongAgo };

/// A site that goes through three states and then comes back to the first. Each differs from the
/// others in most pages, so that the tree which is one generation behind is never the next one.
struct Cycle {
    world: World,
    sites: Vec<Site>,
    trees: Vec<Tree>,
    at: usize,
}

impl Cycle {
    /// A site in its first state, on the disk of temporary folders, not built yet.
    fn new(articles: usize, seed: u64, set: impl Fn(&mut Site)) -> Self {
        Self::on(TempDir::new().unwrap(), articles, seed, set)
    }

    /// The same in a folder.
    fn on(folder: TempDir, articles: usize, seed: u64, set: impl Fn(&mut Site)) -> Self {
        let mut first = Site::new(articles, 1, &mut Random::new(seed));
        set(&mut first);
        let sites = vec![first.clone(), second(first.clone()), third(first)];
        let mut world = World::on(folder, sites[0].clone(), PLAIN);
        let mut trees = Vec::new();
        for at in [1, 2, 0] {
            world.site = sites[at].clone();
            world.write(&[], PLAIN);
            trees.push(world.clean().1);
        }
        trees.rotate_right(1);
        assert!((0..3).all(|at| trees[at].differs(&trees[(at + 1) % 3]).is_some()));
        Self { world, sites, trees, at: 0 }
    }

    /// Edits the site so that it is in its next state.
    fn turn(&mut self) {
        self.at = (self.at + 1) % 3;
        self.world.site = self.sites[self.at].clone();
        assert!(self.world.write(&[], PLAIN) > 2);
    }

    /// The tree that a build has to come to.
    fn wanted(&self) -> &Tree {
        &self.trees[self.at]
    }

    /// The tree before the last edit.
    fn old(&self) -> &Tree {
        &self.trees[(self.at + 2) % 3]
    }

    /// What visitors see.
    fn seen(&self) -> Tree {
        Tree::read(&self.world.output())
    }

    /// Builds with nothing in the way: the result is exactly the clean one.
    fn build(&self, when: &str) -> Built {
        let built = self.world.build();
        published(&built);
        assert_eq!(self.seen().differs(self.wanted()), None, "{when}");
        built
    }
}

/// Another name of the site, fewer articles, and a file that becomes a folder.
fn second(mut site: Site) -> Site {
    site.settings.title = "另一个名字".to_owned();
    for article in site.articles.iter_mut().step_by(2) {
        article.body.push("另一段。".to_owned());
    }
    site.articles.remove(0);
    site.copied.remove("robots-extra.txt");
    site.copied.insert("robots-extra.txt/now-a-folder.txt".to_owned(), vec![b'x'; 5000]);
    site.theme.style = "body { color: red }".to_owned();
    site
}

/// Yet another name, a new section, and another product.
fn third(mut site: Site) -> Site {
    site.settings.title = "第三个名字".to_owned();
    site.sections[1].folder = "elsewhere".to_owned();
    site.products[0].features.truncate(8);
    site.products[0].name = "别的产品".to_owned();
    site.copied.insert("files/one-more.txt".to_owned(), b"more".to_vec());
    site
}
