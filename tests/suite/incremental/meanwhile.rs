//! Inputs that are changed while a build runs: nothing half-old is published, and the next build
//! has it right.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crosswalk::publish::{Disk, OsDisk};

use super::ground::{Manner, Time, put};
use super::tree::Tree;
use super::world::{World, ending, published};

const PLAIN: Manner = Manner { replace: false, time: Time::AsBefore };

type Deed = Box<dyn FnOnce() + Send>;

/// A disk beside which somebody does something once, when all is read and nothing is rendered yet.
struct Beside(Mutex<Option<Deed>>);

impl Disk for Beside {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        OsDisk.create_dir(path)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        OsDisk.write_new(path, bytes)
    }

    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        OsDisk.hard_link(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        OsDisk.rename(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        OsDisk.exchange(one, other)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        OsDisk.remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        OsDisk.remove_dir(path)
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        OsDisk.sync_file(path)
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        OsDisk.sync_dir(path)
    }

    fn sync_all(&self, path: &Path) -> io::Result<()> {
        OsDisk.sync_all(path)
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        if let Some(deed) = self.0.lock().unwrap().take() {
            deed();
        }
        OsDisk.open_lock(path)
    }
}

/// Builds while somebody does something; how it ended.
fn build_beside(world: &mut World, deed: impl FnOnce() + Send + 'static) -> &'static str {
    let disk = Arc::new(Beside(Mutex::new(Some(Box::new(deed)))));
    world.args.disk = disk.clone();
    let built = world.build();
    world.args.disk = Arc::new(OsDisk);
    assert!(disk.0.lock().unwrap().is_none(), "the build came to no lock");
    if ending(&built) == "refused" {
        let codes: Vec<&str> = built.diagnostics.iter().map(|d| d.code.as_str()).collect();
        assert_eq!(codes, ["input-changed-meanwhile"]);
    }
    ending(&built)
}

/// The plain page's file, whose text the site's own template shows.
fn page(world: &World) -> PathBuf {
    let page = world.site.articles.iter().find(|article| article.section.is_none()).unwrap();
    world.ground.root.join(page.path(&world.site))
}

/// A text of the plain page that is as long as the one in a file.
fn other(text: &str) -> String {
    let last = text.trim_end().lines().last().unwrap();
    text.replace(last, &super::edit::turned(last).unwrap())
}

#[test]
fn a_page_is_never_half_of_what_a_file_said_before() {
    let mut world = World::small(151);
    let file = page(&world);
    let before = fs::read_to_string(&file).unwrap();
    let later = other(&before);
    assert_ne!(before, later);
    let live = Tree::read(&world.output());

    // The template has changed: the page is made again, of a text that is no longer there.
    world.site.theme.page = Some("other".to_owned());
    world.write(&[], PLAIN);
    let (place, text) = (file.clone(), later);
    let end = build_beside(&mut world, move || put(&place, text.as_bytes(), PLAIN));
    assert_eq!(end, "refused");
    assert_eq!(live.moved(&Tree::read(&world.output())), None);

    // The text is as it was; nothing of the other one may have been remembered.
    put(&file, before.as_bytes(), PLAIN);
    published(&world.check().unwrap());
}

#[test]
fn a_file_that_goes_away_meanwhile_stops_the_build() {
    let mut world = World::small(152);
    let file = page(&world);
    let text = fs::read(&file).unwrap();
    let live = Tree::read(&world.output());
    world.site.theme.page = Some("other".to_owned());
    world.write(&[], PLAIN);
    let disk = Arc::new(Beside(Mutex::new(Some({
        let file = file.clone();
        Box::new(move || fs::remove_file(file).unwrap())
    }))));
    world.args.disk = disk;
    let built = world.build();
    world.args.disk = Arc::new(OsDisk);
    assert_eq!(built.diagnostics.first().map(|d| d.code.as_str()), Some("unreadable-file"));
    assert_eq!(live.moved(&Tree::read(&world.output())), None);
    put(&file, &text, PLAIN);
    published(&world.check().unwrap());
}

#[test]
fn what_changes_during_a_build_is_in_the_next_one() {
    let paths = ["crosswalk.yaml", "static/files/price.csv", "themes/house/assets/style.css"];
    for (at, path) in paths.iter().enumerate() {
        for edited_before in [false, true] {
            let mut world = World::small(153);
            world.site.settings.menu.push("更多".to_owned());
            if edited_before {
                // The file itself has just been written: its stamp says little.
                world.site.copied.insert("files/price.csv".to_owned(), b"12345".to_vec());
                world.site.theme.style = "body { color: green }".to_owned();
            }
            world.write(&[], PLAIN);
            let mut edited = world.site.clone();
            match at {
                0 => edited.settings.title.push('!'),
                1 => drop(edited.copied.insert("files/price.csv".to_owned(), b"54321".to_vec())),
                _ => edited.theme.style = "body { color: black}".to_owned(),
            }
            let (place, bytes) = (world.ground.root.join(path), edited.files()[*path].clone());
            let text = bytes.clone();
            let end = build_beside(&mut world, move || put(&place, &text, PLAIN));
            assert_eq!(end, "published", "{path}");
            let built = world.check().unwrap_or_else(|e| panic!("{path}: {e}"));
            assert!(!built.reasons.is_empty(), "{path}: the change was not seen");
            assert_eq!(fs::read(world.ground.root.join(path)).unwrap(), bytes);
        }
    }
}
