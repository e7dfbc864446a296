//! Folders that may not be an output: the program says so and changes nothing.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::incremental::ground::Ground;
use crate::incremental::random::Random;
use crate::incremental::site::Site;
use crate::incremental::tree::Tree;
use crate::incremental::world::scratch;
use crate::support::{Run, binary};

/// A home with a site in a folder of it, and things of the user's beside it.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(scratch());
        let mut ground = Ground::new(home.site());
        ground.write(&Site::new(3, 1, &mut Random::new(95)), &[], super::PLAIN);
        for (path, text) in
            [("letters/one.txt", "dear"), ("work/site/.git/HEAD", "ref"), ("a-file", "x")]
        {
            let place = home.path().join(path);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, text).unwrap();
        }
        symlink(home.site().join("content"), home.path().join("to-content")).unwrap();
        symlink(home.path(), home.path().join("work/to-home")).unwrap();
        home
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn site(&self) -> std::path::PathBuf {
        self.path().join("work/site")
    }

    /// Builds into a folder, which has to be refused with this code.
    fn refused(&self, output: &str, by: &str, code: &str) {
        let before = Tree::read(self.path());
        let settings = self.site().join("crosswalk.yaml");
        let text = fs::read_to_string(&settings).unwrap();
        let mut command = binary();
        command
            .env("HOME", self.path())
            .current_dir(self.site())
            .args(["--format", "json", "build"]);
        if by == "settings" {
            fs::write(&settings, format!("{text}output_dir: \"{output}\"\n")).unwrap();
        } else {
            command.args(["--output", output]);
        }
        let told = Tree::read(self.path());
        let run = Run::of(&mut command);
        assert_eq!(run.code, 2, "{output} by {by}: {}{}", run.stdout, run.stderr);
        assert!(run.stderr.contains(&format!("\"{code}\"")), "{output} by {by}: {}", run.stderr);
        assert_eq!(told.stirred(&Tree::read(self.path())), None, "{output} by {by}");
        if by == "settings" {
            fs::write(&settings, text).unwrap();
        }
        assert_eq!(before.differs(&Tree::read(self.path())), None, "{output} by {by}");
    }
}

#[test]
fn dangerous_outputs_are_refused_and_nothing_is_changed() {
    let home = Home::new();
    let path = |below: &str| home.path().join(below).to_str().unwrap().to_owned();
    let outputs = [
        ("/".to_owned(), "output-is-system-root"),
        (path(""), "output-is-home"),
        ("../..".to_owned(), "output-is-home"),
        ("../to-home".to_owned(), "output-is-home"),
        (path(".."), "output-is-home"),
        ("..".to_owned(), "output-holds-site"),
        (".".to_owned(), "output-is-site"),
        (path("work/site"), "output-is-site"),
        ("content".to_owned(), "output-is-source"),
        ("./content/../content/".to_owned(), "output-is-source"),
        ("../../to-content".to_owned(), "output-is-source"),
        ("static".to_owned(), "output-is-source"),
        ("themes".to_owned(), "output-is-source"),
        (".git".to_owned(), "output-is-source"),
        (".crosswalk".to_owned(), "output-is-source"),
        ("content/news/out".to_owned(), "output-in-source"),
        ("../../to-content/out".to_owned(), "output-in-source"),
        ("themes/house/assets".to_owned(), "output-in-source"),
        (path("letters"), "output-not-ours"),
        (path("a-file"), "output-is-a-file"),
    ];
    for (output, code) in &outputs {
        home.refused(output, "command line", code);
        home.refused(output, "settings", code);
    }
}

#[test]
fn the_same_site_is_published_into_a_folder_of_its_own() {
    let home = Home::new();
    fs::create_dir(home.path().join("empty")).unwrap();
    for output in ["output", "../public", "../../new/folders/for/it", "../../empty"] {
        let mut command = binary();
        command.env("HOME", home.path()).current_dir(home.site());
        let run = Run::of(command.args(["build", "--output", output]));
        assert_eq!(run.code, 0, "{output}: {}", run.stderr);
        assert!(home.site().join(output).join("index.html").is_file(), "{output}");
    }
    assert_eq!(fs::read(home.path().join("letters/one.txt")).unwrap(), b"dear");
}
