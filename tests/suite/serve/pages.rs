//! What is served is what a build writes.

use super::served::Served;
use crate::support::{Site, tree};

const NOTE: &str = "content/news/note.md";

fn address(file: &str) -> String {
    let folder = file.strip_suffix("index.html");
    format!("/{}", folder.unwrap_or(file))
}

/// Holds every file of a build for the served address against what is served.
fn as_built(site: &Site, served: &Served, base: &str) {
    let run = site.run(&["build", "-o", "built", "-u", &served.url, "-q"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let built = tree(&site.path("built"));
    assert!(built.len() > 10);
    for (file, bytes) in &built {
        let answer = served.get(&format!("{base}{}", &address(file)[1..]));
        assert_eq!(answer.status, 200, "{file}");
        let is_page = file.ends_with(".html");
        let plain = if is_page { answer.plain().into_bytes() } else { answer.body.clone() };
        assert!(plain == *bytes, "{file}");
        assert_eq!(answer.text().matches("/_crosswalk/").count(), usize::from(is_page), "{file}");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
}

#[test]
fn every_file_is_as_a_build_would_write_it() {
    let site = Site::base();
    site.write("static/robots/humans.txt", "我们\n");
    site.write("static/hello.html", "<p>hello");
    let served = Served::start(&site, &[]);
    as_built(&site, &served, "/");
    assert!(!site.path("output").exists() && !site.path(".output.crosswalk").exists());
}

#[test]
fn the_sites_path_is_kept() {
    let site = Site::base();
    let settings = site.read("crosswalk.yaml");
    let lines = settings.lines().filter(|line| !line.starts_with("base_url"));
    let rest: Vec<&str> = lines.collect();
    site.write(
        "crosswalk.yaml",
        format!("base_url: https://example.org/sub/\n{}\n", rest.join("\n")),
    );
    let served = Served::start(&site, &[]);
    assert_eq!(served.url, format!("{}/sub/", served.origin()));
    as_built(&site, &served, "/sub/");
    for path in ["/", "/sub"] {
        let answer = served.get(path);
        assert_eq!((answer.status, answer.header("location")), (302, Some("/sub/")), "{path}");
    }
    assert_eq!(served.get("/news/").status, 404, "as on the public host");
}

#[test]
fn addresses_mean_what_hosts_make_of_them() {
    let site = Site::base();
    let served = Served::start(&site, &[]);
    let moved = served.get("/news?page=2");
    assert_eq!((moved.status, moved.header("location")), (302, Some("/news/?page=2")));
    let missing = served.get("/no/such/page/");
    assert_eq!(missing.status, 404);
    assert_eq!(missing.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(missing.plain(), served.get("/404.html").plain());
    let head = served.ask("HEAD", "/", &[]);
    let get = served.get("/");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), Some(get.body.len().to_string().as_str()));
    let feed = served.get("/atom.xml");
    assert_eq!(feed.header("content-type"), Some("application/atom+xml; charset=utf-8"));
    assert!(feed.text().contains(&served.origin()), "links lead here");
    let script = served.get("/_crosswalk/live.js");
    assert_eq!(script.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert!(!script.text().contains(&get.data("token")), "other origins can run the script");
}

#[test]
fn drafts_are_marked_where_they_are_shown() {
    let site = Site::base();
    site.write(NOTE, "---\ntitle: 便条\ndate: 2021-01-01\ndraft: true\n---\n\n正文。\n");
    site.write("content/news/later.md", "---\ntitle: 以后\ndate: 2030-01-01\n---\n\n正文。\n");
    let served = Served::start(&site, &["--drafts", "--lang", "zh"]);
    let note = served.get("/news/note/");
    assert_eq!((note.status, note.data("mark").as_str()), (200, "草稿（draft: true）"));
    assert_eq!(served.get("/").data("mark"), "");
    assert_eq!(served.get("/news/later/").status, 404);
    let served = Served::start(&site, &["--future", "--lang", "en"]);
    assert_eq!(served.get("/news/note/").status, 404);
    assert_eq!(served.get("/news/later/").data("mark"), "scheduled for 2030-01-01");
}
