//! The output is a function of the site and the day: no machine, place, user or order shows in it.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "these tests write the same site in several ways")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::incremental::random::Random;
use crate::incremental::site::{Files, Site};
use crate::incremental::tree::Tree;
use crate::incremental::world::scratch;
use crate::support::{self, Run, binary};

/// A day on which something is scheduled and something has expired.
const NOW: &str = "2026-03-10T15:59:59Z";

/// A site with everything in it.
fn files() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(|| {
        let mut site = Site::new(30, 2, &mut Random::new(61));
        site.settings.english = true;
        site.files()
    })
}

/// Writes files into a folder, in the order given.
fn write<'f>(root: &Path, files: impl Iterator<Item = (&'f String, &'f Vec<u8>)>) {
    for (path, bytes) in files {
        let place = root.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }
}

/// What the binary makes of a site that lies in a folder.
fn built(root: &Path, change: impl FnOnce(&mut Command)) -> Tree {
    let mut command = binary();
    command.arg("--root").arg(root).args(["build", "--now", NOW]);
    change(&mut command);
    let run = Run::of(&mut command);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    Tree::read(&root.join("output"))
}

/// What it makes of a new copy of the site.
fn fresh(change: impl FnOnce(&mut Command)) -> Tree {
    let folder = scratch();
    write(folder.path(), files().iter());
    built(folder.path(), change)
}

/// What it makes where nothing is unusual.
fn usual() -> &'static Tree {
    static USUAL: OnceLock<Tree> = OnceLock::new();
    USUAL.get_or_init(|| {
        let tree = fresh(|_| {});
        assert!(tree.files().count() > 60, "a site of some size");
        tree
    })
}

/// Builds under each value of a variable.
fn same_under(variable: &str, values: &[&str]) {
    for value in values {
        let tree = fresh(|command| {
            command.env(variable, value);
        });
        assert_eq!(usual().differs(&tree), None, "{variable}={value}");
    }
}

#[test]
fn the_time_zone_of_the_machine_does_not_show() {
    let zones = ["UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Kiritimati", "EST5EDT", ":/no"];
    same_under("TZ", &zones);
}

#[test]
fn the_locale_does_not_show() {
    let locales = ["zh_CN.UTF-8", "C", "C.UTF-8", "tr_TR.UTF-8", "tr_TR", "de_DE@euro", "nonsense"];
    same_under("LC_ALL", &locales);
    same_under("LANG", &locales[..4]);
}

#[test]
fn the_number_of_threads_does_not_show() {
    same_under("RAYON_NUM_THREADS", &["1", "2", "7"]);
}

#[test]
fn the_user_does_not_show() {
    let home = scratch();
    same_under("HOME", &["/", "/root", "/nowhere/at/all", home.path().to_str().unwrap()]);
    same_under("USER", &["root", "somebody"]);
}

#[test]
fn twice_is_the_same() {
    for _ in 0..3 {
        assert_eq!(usual().differs(&fresh(|_| {})), None);
    }
}

#[test]
fn the_order_in_which_files_were_made_does_not_show() {
    let backwards = scratch();
    write(backwards.path(), files().iter().rev());
    assert_eq!(usual().differs(&built(backwards.path(), |_| {})), None, "backwards");

    let mut random = Random::new(62);
    let mut shuffled: Vec<_> = files().iter().collect();
    for at in (1..shuffled.len()).rev() {
        shuffled.swap(at, random.below(at + 1));
    }
    let folder = scratch();
    // Folders that had other files once list theirs in another order.
    for at in 0..200 {
        let litter = folder.path().join(format!("content/news/{at}-{}.md", random.number()));
        fs::create_dir_all(litter.parent().unwrap()).unwrap();
        fs::write(litter, "x").unwrap();
    }
    fs::remove_dir_all(folder.path().join("content")).unwrap();
    write(folder.path(), shuffled.into_iter());
    assert_eq!(usual().differs(&built(folder.path(), |_| {})), None, "shuffled");
}

#[test]
fn the_place_of_the_site_does_not_show() {
    for below in
        ["a", "content/static/themes", "with space/中文 文件夹/quote'\"&<b>", "x/.hidden/y"]
    {
        let folder = scratch();
        let root = folder.path().join(below);
        write(&root, files().iter());
        let tree = built(&root, |_| {});
        assert_eq!(usual().differs(&tree), None, "{below}");
    }
}

#[test]
fn the_folder_in_which_one_stands_does_not_show() {
    let folder = scratch();
    write(folder.path(), files().iter());
    for stand in [folder.path().join("content/news"), folder.path().to_owned(), "/".into()] {
        let tree = built(folder.path(), |command| {
            command.current_dir(&stand);
        });
        assert_eq!(usual().differs(&tree), None, "from {}", stand.display());
    }
    let mut here = binary();
    here.current_dir(folder.path().join("content")).args(["-r", "..", "build", "--now", NOW]);
    assert_eq!(Run::of(here.arg("--no-cache")).code, 0);
    assert_eq!(usual().differs(&Tree::read(&folder.path().join("output"))), None, "relative");
}

#[test]
fn no_path_or_name_of_the_machine_is_published() {
    let folder = TempDir::with_prefix("a-place-that-nobody-may-know").unwrap();
    write(folder.path(), files().iter());
    let tree = built(folder.path(), |command| {
        command.env("HOME", "/home/somebody-secret");
    });
    for (path, node) in tree.files() {
        let text = String::from_utf8_lossy(&node.bytes);
        for secret in ["nobody-may-know", "somebody-secret", env!("CARGO_MANIFEST_DIR")] {
            assert!(!text.contains(secret), "{path} names {secret}");
        }
    }
}

#[test]
fn the_umask_does_not_show() {
    for umask in ["077", "022", "000", "027"] {
        let folder = scratch();
        write(folder.path(), files().iter());
        let binary = binary();
        let mut shell = Command::new("/bin/sh");
        let script = format!("umask {umask}; exec \"$@\"");
        shell.args(["-c", &script, "sh"]).arg(binary.get_program());
        shell.arg("--root").arg(folder.path()).args(["build", "--now", NOW]);
        let run = Run::of(&mut shell);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let tree = Tree::read(&folder.path().join("output"));
        assert_eq!(usual().differs(&tree), None, "umask {umask}");
    }
    for (path, node) in &usual().0 {
        let wanted = if path.ends_with('/') { 0o40_755 } else { 0o100_644 };
        assert_eq!(node.mode, wanted, "{path} has mode {:o}", node.mode);
    }
}

#[test]
fn the_modes_of_the_inputs_do_not_show() {
    for mode in [0o444, 0o400, 0o777, 0o600] {
        let folder = scratch();
        write(folder.path(), files().iter());
        for path in files().keys() {
            let open = fs::Permissions::from_mode(mode);
            fs::set_permissions(folder.path().join(path), open).unwrap();
        }
        let tree = built(folder.path(), |_| {});
        assert_eq!(usual().differs(&tree), None, "mode {mode:o}");
    }
}

#[test]
fn the_day_can_be_told_in_several_ways() {
    let seconds = NOW.parse::<jiff::Timestamp>().unwrap().as_second().to_string();
    let folder = scratch();
    write(folder.path(), files().iter());
    let mut told = binary();
    told.env("SOURCE_DATE_EPOCH", seconds).arg("--root").arg(folder.path()).arg("build");
    assert_eq!(Run::of(&mut told).code, 0);
    assert_eq!(usual().differs(&Tree::read(&folder.path().join("output"))), None);
    for same in ["2026-03-10T23:59:59+08:00", "2026-03-10", "2026-03-10T00:00:00"] {
        let folder = scratch();
        write(folder.path(), files().iter());
        let mut told = binary();
        told.arg("--root").arg(folder.path()).args(["build", "--now", same]);
        assert_eq!(Run::of(&mut told).code, 0);
        let tree = Tree::read(&folder.path().join("output"));
        assert_eq!(usual().differs(&tree), None, "--now {same}: the day alone counts");
    }
}

#[test]
fn the_real_site_is_the_same_everywhere() {
    let real = |change: fn(&mut Command)| {
        let site = support::Site::real();
        built(&site.root(), change)
    };
    let usual = real(|_| {});
    assert!(usual.files().count() > 5, "the real site has pages");
    let elsewhere = real(|command| {
        command.env("TZ", "Pacific/Kiritimati").env("LC_ALL", "tr_TR.UTF-8");
        command.env("RAYON_NUM_THREADS", "7").env("HOME", "/nowhere").current_dir("/");
    });
    assert_eq!(usual.differs(&elsewhere), None);
}
