//! Outputs that are refused, each with a message of its own.

use super::*;

/// The code of the refusal, after making sure that nothing was made and that it tells how to mend.
fn refusal(place: &Place) -> String {
    let before = tree(place.folder.path());
    let problem = place.open().map(|_| ()).unwrap_err();
    assert_eq!(tree(place.folder.path()), before);
    assert!(problem.is_error() && problem.span.is_none());
    assert!(problem.help.is_some());
    problem.code
}

fn refused(output: impl Fn(&Options) -> PathBuf) -> String {
    let mut place = Place::new();
    place.options.output = output(&place.options);
    refusal(&place)
}

#[cfg(unix)]
#[test]
fn the_root_of_the_system() {
    assert_eq!(refused(|_| PathBuf::from("/")), "output-is-system-root");
}

#[test]
fn the_home_directory_and_what_contains_it() {
    let mut place = Place::new();
    let home = place.folder.path().join("home/me");
    fs::create_dir_all(&home).unwrap();
    place.options.home = Some(home.clone());
    for output in [home.clone(), home.join("../me"), home.parent().unwrap().to_owned()] {
        place.options.output = output;
        assert_eq!(refusal(&place), "output-is-home");
    }
    place.options.output = home.join("www");
    assert!(place.open().is_ok());
}

#[test]
fn the_site_and_what_contains_it() {
    assert_eq!(refused(|o| o.root.clone()), "output-is-site");
    assert_eq!(refused(|o| o.root.join("content/..")), "output-is-site");
    assert_eq!(refused(|o| o.root.parent().unwrap().to_owned()), "output-holds-site");
}

#[test]
fn source_folders() {
    assert_eq!(refused(|o| o.root.join("content")), "output-is-source");
    assert_eq!(refused(|o| o.root.join("content/not/yet/there")), "output-in-source");
    assert_eq!(refused(|o| o.root.join("data")), "output-holds-source");
    let mut place = Place::new();
    place.options.protected.push(place.options.root.join("not/made/yet"));
    place.options.output = place.options.root.join("not/made/yet");
    assert_eq!(refusal(&place), "output-is-source");
    place.options.output = place.options.root.join("content-of-the-site");
    assert!(place.open().is_ok(), "a name that only begins alike");
}

#[cfg(unix)]
#[test]
fn links_hide_nothing() {
    let mut place = Place::new();
    let root = place.options.root.clone();
    std::os::unix::fs::symlink(root.join("content"), root.join("www")).unwrap();
    place.options.output = root.join("www");
    assert_eq!(refusal(&place), "output-is-source");
    place.options.output = root.join("www/new");
    assert_eq!(refusal(&place), "output-in-source");
    std::os::unix::fs::symlink("nowhere/../content/below", root.join("dangling")).unwrap();
    place.options.output = root.join("dangling");
    assert!(place.open().is_err());
}

#[test]
fn files_and_foreign_folders() {
    let place = Place::new();
    fs::write(place.output(), "a file").unwrap();
    assert_eq!(refusal(&place), "output-is-a-file");
    fs::remove_file(place.output()).unwrap();
    place.write("thesis.doc", "ten years of work");
    assert_eq!(refusal(&place), "output-not-ours");
    assert!(!place.control().exists());
    // A dot directory that knows nothing of these files is no licence either.
    fs::create_dir(place.control()).unwrap();
    assert_eq!(place.open().map(|_| ()).unwrap_err().code, "output-not-ours");
    let published = Place::published(&[("index.html", "home")]);
    fs::rename(published.output(), published.folder.path().join("old")).unwrap();
    published.write("thesis.doc", "ten years of work");
    assert_eq!(published.open().map(|_| ()).unwrap_err().code, "output-not-ours");
    assert_eq!(tree(published.output()), files(&[("thesis.doc", "ten years of work")]));
}

#[test]
fn a_second_writer_waits_then_names_the_first() {
    let mut place = Place::new();
    let first = place.open().unwrap();
    place.options.lock_wait = Duration::from_millis(120);
    let start = std::time::Instant::now();
    let problem = place.open().map(|_| ()).unwrap_err();
    assert!(start.elapsed() >= Duration::from_millis(120));
    assert_eq!(problem.code, "output-busy");
    let pid = std::process::id().to_string();
    assert!(problem.message.zh.contains(&pid) && problem.message.en.contains(&pid));
    place.options.lock_wait = Duration::from_secs(20);
    thread::scope(|scope| {
        let second = scope.spawn(|| place.open().map(|_| ()));
        tick();
        drop(first);
        assert!(second.join().unwrap().is_ok());
    });
}

#[test]
fn every_problem_is_told_in_both_tongues_with_a_way_to_mend() {
    let codes: std::collections::BTreeSet<_> =
        catalogue::CATALOGUE.iter().map(|e| e.code).collect();
    assert_eq!(codes.len(), catalogue::CATALOGUE.len());
    for entry in catalogue::CATALOGUE {
        assert!(entry.code.starts_with("output-"), "{}", entry.code);
        assert!(!entry.zh.0.is_empty() && !entry.zh.1.is_empty(), "{}", entry.code);
        assert!(!entry.en.0.is_empty() && !entry.en.1.is_empty(), "{}", entry.code);
    }
}

#[cfg(unix)]
#[test]
fn the_systems_words_are_kept() {
    let full = io_problem(std::io::ErrorKind::StorageFull);
    assert!(full.message.zh.contains("磁盘空间不足") && full.message.zh.contains("/x/y"));
    assert!(full.help.unwrap().zh.contains("腾出空间"));
    let other = std::io::Error::from_raw_os_error(5);
    let problem = catalogue::write_failed(Path::new("/x/y"), &other);
    assert!(problem.message.en.contains(&other.to_string()));
}

fn io_problem(kind: std::io::ErrorKind) -> Diagnostic {
    catalogue::write_failed(Path::new("/x/y"), &kind.into())
}
