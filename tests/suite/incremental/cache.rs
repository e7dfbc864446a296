//! The cache saves time and nothing else.

use std::fs;

use jiff::Timestamp;

use super::ground::{Manner, Time};
use super::tree::Tree;
use super::world::{World, published};

const PLAIN: Manner = Manner { replace: false, time: Time::Now };

/// The files of the cache.
fn cache(world: &World) -> Vec<std::path::PathBuf> {
    let root = world.ground.root.join(".crosswalk");
    let tree = Tree::read(&root);
    let files: Vec<_> = tree.files().map(|(path, _)| root.join(path)).collect();
    assert_eq!(files.len(), 2, "the memo and the record");
    files
}

#[test]
fn deleting_the_cache_changes_no_byte_of_the_output() {
    let mut world = World::small(11);
    let before = Tree::read(&world.output());
    fs::remove_dir_all(world.ground.root.join(".crosswalk")).unwrap();
    let built = world.check().unwrap();
    let receipt = published(&built).receipt.as_ref().unwrap();
    assert_eq!((receipt.written, receipt.deleted), (0, 0));
    assert_eq!(before.stirred(&Tree::read(&world.output())), None);
    cache(&world);
}

#[test]
fn a_damaged_cache_gives_a_warning_at_most() {
    let damages: [(&str, fn(&[u8]) -> Vec<u8>); 6] = [
        ("empty", |_| Vec::new()),
        ("cut off", |bytes| bytes[..bytes.len() * 2 / 3].to_vec()),
        ("one bit", |bytes| {
            let mut bytes = bytes.to_vec();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 4;
            bytes
        }),
        ("noise", |bytes| {
            let mut random = super::random::Random::new(5);
            (0..bytes.len()).map(|_| random.number().to_le_bytes()[0]).collect()
        }),
        ("longer", |bytes| [bytes, b"more"].concat()),
        ("of a later form, whole", |bytes| {
            let mut body = bytes[16..].to_vec();
            body[0] += 1;
            [crosswalk::base::Hash::of(&body).as_bytes(), &body[..]].concat()
        }),
    ];
    for (name, damage) in damages {
        for strict in [false, true] {
            let mut world = World::small(12);
            world.args.strict = strict;
            published(&world.build());
            for file in cache(&world) {
                fs::write(&file, damage(&fs::read(&file).unwrap())).unwrap();
            }
            let built = world.check().unwrap_or_else(|e| panic!("{name}: {e}"));
            published(&built);
            let codes: Vec<&str> = built.diagnostics.iter().map(|d| d.code.as_str()).collect();
            let wanted: &[&str] =
                if name == "of a later form, whole" { &[] } else { &["broken-cache"] };
            assert_eq!(codes, wanted, "{name}");
            assert_eq!(world.build().diagnostics, [], "{name}: mended, and said again");
            world.rest(&world.build()).unwrap_or_else(|e| panic!("{name}: {e}"));
        }
    }
}

#[test]
fn without_the_cache_the_bytes_are_the_same() {
    let mut world = World::small(13);
    let before = Tree::read(&world.output());
    world.args.no_cache = true;
    let built = world.check().unwrap();
    let (rendered, receipt) = (published(&built).rendered, published(&built).receipt.as_ref());
    assert_eq!(rendered.fresh, rendered.files, "something was taken over");
    assert_eq!(receipt.map(|receipt| receipt.written), Some(0));
    assert_eq!(before.stirred(&Tree::read(&world.output())), None);

    // An edit is found all the same, and the cache that it leaves behind is good.
    world.site.settings.title.push('!');
    world.write(&[], PLAIN);
    let built = world.check().unwrap();
    assert!(published(&built).receipt.as_ref().unwrap().written > 0);
    world.args.no_cache = false;
    world.rest(&world.build()).unwrap();
}

#[test]
fn another_address_or_output_does_not_mix_caches() {
    let mut world = World::small(14);
    let root = world.ground.root.clone();
    let other = root.join("elsewhere");
    let plain = world.args.clone();
    let mut addressed = plain.clone();
    addressed.overrides.base_url = Some("https://other.example/sub/".to_owned());
    let mut moved = plain.clone();
    moved.overrides.output_dir = Some(other.to_str().unwrap().to_owned());
    let mut both = addressed.clone();
    both.overrides.output_dir.clone_from(&moved.overrides.output_dir);

    // Every order of two: each build is as if it were the first one.
    let all = [&plain, &addressed, &moved, &both];
    for (one, other) in all.iter().flat_map(|one| all.map(|other| (*one, other))) {
        for args in [one, other] {
            world.args = args.clone();
            let (_, wanted) = world.clean();
            published(&world.build());
            let output = args.overrides.output_dir.as_ref().map(std::path::PathBuf::from);
            let tree = Tree::read(&output.unwrap_or_else(|| world.output()));
            assert_eq!(tree.differs(&wanted), None);
        }
    }
    world.args = plain;
    world.rest(&world.build()).unwrap();
}

#[test]
fn another_output_in_the_settings_gets_the_whole_site() {
    let mut world = World::small(15);
    let before = Tree::read(&world.output());
    let settings = world.ground.root.join("crosswalk.yaml");
    let text = fs::read_to_string(&settings).unwrap();
    fs::write(&settings, format!("{text}output_dir: public\n")).unwrap();
    let built = world.build();
    assert!(published(&built).output.ends_with("public"));
    let public = world.ground.root.join("public");
    assert_eq!(before.differs(&Tree::read(&public)), None);
    assert_eq!(before.stirred(&Tree::read(&world.output())), None, "the old output stays");

    fs::write(&settings, text).unwrap();
    world.site.settings.title.push('!');
    world.write(&[], PLAIN);
    world.check().unwrap();
    assert_eq!(before.differs(&Tree::read(&public)), None);
}

#[test]
fn the_clock_of_the_machine_changes_no_byte() {
    // To a build it is the same whether the clock is wrong or all files are of another age.
    let (long_ago, to_come) = (Timestamp::UNIX_EPOCH, "2099-06-01T00:00:00Z".parse().unwrap());
    for moment in [long_ago, to_come] {
        let mut world = World::small(16);
        world.ground.age(moment);
        let built = world.check().unwrap();
        assert_eq!(published(&built).receipt.as_ref().map(|r| r.written), Some(0));
        world.rest(&built).unwrap();
        world.site.settings.title.push('!');
        world.write(&[], PLAIN);
        world.ground.age(moment);
        world.check().unwrap();

        // As long as before, of the same moment: the clock says nothing.
        let page = world.site.articles.iter_mut().find(|article| article.fixed).unwrap();
        page.body[0] = super::edit::turned(&page.body[0]).unwrap();
        assert_eq!(world.write(&[], PLAIN), 1);
        world.ground.age(moment);
        assert_eq!(published(&world.check().unwrap()).receipt.as_ref().unwrap().deleted, 0);
        world.rest(&world.build()).unwrap();
    }
}

#[test]
fn a_site_may_be_moved_or_copied_with_all_that_was_built() {
    let mut world = World::small(17);
    let place = world.ground.root.clone();
    let moved = place.with_file_name("moved");
    fs::rename(&place, &moved).unwrap();
    (world.ground.root, world.args.root) = (moved.clone(), moved.clone());
    let built = world.check().unwrap();
    world.rest(&built).unwrap();
    world.site.settings.title.push('!');
    world.write(&[], PLAIN);
    world.check().unwrap();

    let copied = place.with_file_name("copied");
    let status = std::process::Command::new("cp").arg("-a").args([&moved, &copied]).status();
    assert!(status.unwrap().success());
    (world.ground.root, world.args.root) = (copied.clone(), copied);
    world.check().unwrap();
    world.site.settings.title.push('!');
    world.write(&[], PLAIN);
    let built = world.check().unwrap();
    world.rest(&built).unwrap();
}

#[test]
fn where_no_cache_can_be_written_sites_are_built_all_the_same() {
    let mut world = World::small(18);
    let cache = world.ground.root.join(".crosswalk");
    fs::remove_dir_all(&cache).unwrap();
    fs::write(&cache, "in the way").unwrap();
    for _ in 0..3 {
        world.site.settings.title.push('!');
        world.write(&[], PLAIN);
        published(&world.check().unwrap());
    }
    assert_eq!(fs::read(&cache).unwrap(), b"in the way");
}
