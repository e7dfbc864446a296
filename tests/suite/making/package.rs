//! The binary carries what it needs, and the package what the binary is built from.

use std::path::Path;
use std::process::Command;

use crate::support::{Run, Site, tree};

#[test]
fn the_binary_alone_makes_and_builds_a_site() {
    let site = Site::empty();
    let alone = site.path("crosswalk");
    // Copied by another process: a file that this one still writes while another test starts a program is busy.
    let copied = Command::new("cp").arg(env!("CARGO_BIN_EXE_crosswalk")).arg(&alone).status();
    assert!(copied.expect("cp").success());
    let run = |args: &[&str]| {
        Run::of(Command::new(&alone).current_dir(site.root()).env_clear().args(args))
    };
    assert_eq!(run(&["init", "new"]).code, 0);
    let built = run(&["build", "--strict", "-r", "new"]);
    assert_eq!((built.code, built.stderr.as_str()), (0, ""));
    assert!(tree(&site.path("new/output")).contains_key("assets/style.css"), "with the theme");
}

#[test]
fn the_package_holds_everything_that_is_embedded() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root).args(["package", "--list", "--allow-dirty", "--offline", "--quiet"]);
    let listed = Run::of(&mut cargo);
    assert_eq!(listed.code, 0, "{}", listed.stderr);
    let listed: Vec<&str> = listed.stdout.lines().collect();
    for folder in ["src", "starter", "themes/default"] {
        let files = tree(&root.join(folder));
        assert!(!files.is_empty(), "{folder}");
        for file in files.keys() {
            let path = format!("{folder}/{file}");
            assert!(listed.contains(&path.as_str()), "the package lacks {path}");
        }
    }
    // What editors of the repository's own site write is not for everybody.
    assert!(!listed.iter().any(|path| path.starts_with("content/")), "{listed:?}");
}
