//! Sites that cannot lie in the repository: links, pipes, names that some systems do not allow, and
//! files too large to keep.

use crate::support::Site;

/// Makes what a case is about, over the base site and the case's own files.
pub type Make = fn(&Site);

/// The cases, by the names of their folders.
pub const SITES: &[(&str, Make)] = &[
    ("alias-bomb", alias_bomb),
    ("brackets", brackets),
    ("file-too-large", file_too_large),
    #[cfg(unix)]
    ("bad-file-name", unix::bad_file_name),
    #[cfg(unix)]
    ("links", unix::links),
    #[cfg(unix)]
    ("links-allowed", unix::links_allowed),
    #[cfg(unix)]
    ("links-of-roots", unix::links_of_roots),
    #[cfg(unix)]
    ("names-collide", unix::names_collide),
    #[cfg(unix)]
    ("special-file", unix::special_file),
];

/// Nine times nine times nine …: 10⁹ words from 400 bytes.
fn alias_bomb(site: &Site) {
    let mut text =
        String::from("---\ntitle: 说明\nextra:\n  a: &a [是, 是, 是, 是, 是, 是, 是, 是, 是]\n");
    for (last, next) in ["a", "b", "c", "d", "e", "f", "g"].windows(2).map(|w| (w[0], w[1])) {
        text.push_str(&format!(
            "  {next}: &{next} [{}]\n",
            [format!("*{last}").as_str(); 9].join(", ")
        ));
    }
    site.write("content/news/note.md", text + "---\n");
}

/// Opened and never closed.
fn brackets(site: &Site) {
    site.write("content/news/note.md", format!("---\ntitle: {}\n---\n", "[".repeat(100_000)));
    site.write("content/news/map.md", format!("---\n{}\n---\n", "{甲: ".repeat(100_000)));
}

/// A hole of 65 MiB takes no room on most disks.
fn file_too_large(site: &Site) {
    site.write("content/news/note.md", "");
    let file = std::fs::OpenOptions::new().write(true).open(site.path("content/news/note.md"));
    file.and_then(|file| file.set_len(65 << 20)).expect("a large file");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;

    use crate::support::Site;

    /// Out of the site, to nothing, to itself, to a folder; and one that stays inside and is fine.
    pub fn links(site: &Site) {
        site.write("../secret.txt", "秘密");
        site.write("static/a.txt", "可以");
        symlink("../../secret.txt", site.path("static/out.txt")).expect("a link");
        symlink("没有.txt", site.path("static/nothing.txt")).expect("a link");
        symlink("loop.txt", site.path("static/loop.txt")).expect("a link");
        symlink("../content/news", site.path("static/news")).expect("a link");
        symlink("a.txt", site.path("static/b.txt")).expect("a link");
    }

    /// Of the links that leave the site, those that the settings name: by themselves, by where they lead, by
    /// the folder they lead into. A link to a device is none of them, allowed or not.
    pub fn links_allowed(site: &Site) {
        for name in ["../named.txt", "../target.txt", "../shared/deep/a.txt", "../other.txt"] {
            site.write(name, "字");
        }
        std::fs::create_dir_all(site.path("static/more")).expect("a folder");
        symlink("../../named.txt", site.path("static/named.txt")).expect("a link");
        symlink("../../target.txt", site.path("static/target.txt")).expect("a link");
        symlink("../../shared/deep/a.txt", site.path("static/shared.txt")).expect("a link");
        symlink("../../shared", site.path("static/folder")).expect("a link");
        symlink("/dev/null", site.path("static/device")).expect("a link");
        symlink("../../../other.txt", site.path("static/more/other.txt")).expect("a link");
        symlink("../../other.txt", site.path("static/named.txt.bak")).expect("a link");
    }

    /// The folders of the site themselves.
    pub fn links_of_roots(site: &Site) {
        site.write("../outside/news/a.md", "---\ntitle: 甲\n---\n");
        symlink("../outside", site.path("static")).expect("a link");
        symlink("content/news", site.path("themes")).expect("a link");
    }

    /// A pipe would never end, a socket cannot be read.
    pub fn special_file(site: &Site) {
        std::fs::create_dir_all(site.path("static")).expect("a folder");
        let made = std::process::Command::new("mkfifo").arg(site.path("static/pipe")).status();
        assert!(made.expect("mkfifo").success());
        // The socket's file stays when its listener goes.
        std::os::unix::net::UnixListener::bind(site.path("static/socket")).expect("a socket");
    }

    /// One file on Windows and macOS: by case, and by composed and decomposed accents.
    pub fn names_collide(site: &Site) {
        site.write("static/Logo.txt", "大");
        site.write("static/logo.txt", "小");
        site.write("static/caf\u{e9}.txt", "合成");
        site.write("static/cafe\u{301}.txt", "分解");
        // Folders of which no two files are taken for one.
        site.write("static/Img/a.txt", "大");
        site.write("static/img/b.txt", "小");
        site.write("static/img/deep/c.txt", "小");
        site.write("static/r\u{e9}sum\u{e9}/a.txt", "合成");
        site.write("static/re\u{301}sume\u{301}/b.txt", "分解");
    }

    /// Devices of Windows, characters that it forbids, a line break, a dot at the end, a mark of
    /// direction, no UTF-8 in a file's name and in a folder's.
    pub fn bad_file_name(site: &Site) {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        site.write("content/news/con.md", "---\ntitle: 说明\n---\n");
        for name in ["a:b.txt", "尾.", "两\n行.txt", "NUL.tar.gz"] {
            site.write(&format!("static/{name}"), "字");
        }
        site.write("static/a\u{202e}b.txt", "字");
        let name = site.path("static").join(OsStr::from_bytes(b"\xce\xc4.txt"));
        std::fs::write(name, "字").expect("a file");
        // Two files in one bad folder are one fault.
        let folder = site.path("static").join(OsStr::from_bytes(b"\xb5\xb5"));
        std::fs::create_dir(&folder).expect("a folder");
        for name in ["a.txt", "b.txt"] {
            std::fs::write(folder.join(name), "字").expect("a file");
        }
    }
}
