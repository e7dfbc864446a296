//! What other pages in the browser and other programs may try.

use std::io::{Read, Write};
use std::net::TcpStream;

use super::served::Served;
use crate::support::Site;

#[test]
fn foreign_names_are_refused() {
    let site = Site::base();
    let served = Served::start(&site, &[]);
    let port = served.port;
    let as_host = |host: &str| {
        served
            .raw(format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes())
            .status
    };
    assert_eq!(as_host(&format!("localhost:{port}")), 200);
    assert_eq!(as_host(&format!("[::1]:{port}")), 200);
    assert_eq!(as_host("evil.example"), 403);
    assert_eq!(as_host(&format!("evil.example:{port}")), 403);
    assert_eq!(as_host("127.0.0.1:1"), 403);
    assert_eq!(served.ask("GET", "/", &["X-Forwarded-Host: evil.example"]).status, 403);
    assert_eq!(served.ask("GET", "/", &["Origin: http://evil.example"]).status, 403);
    let nobody = served.raw(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
    assert_eq!(nobody.status, 400);
}

#[test]
fn the_stream_needs_this_runs_token() {
    let site = Site::base();
    let served = Served::start(&site, &[]);
    for query in ["", "?token=", "?token=0", "?token=00000000000000000000000000000000", "?path=/"] {
        assert_eq!(served.get(&format!("/_crosswalk/events{query}")).status, 403, "{query}");
    }
    let token = served.get("/").data("token");
    assert_eq!(token.len(), 32);
    let foreign = format!("/_crosswalk/events?token={token}");
    assert_eq!(served.ask("GET", &foreign, &["Origin: http://evil.example"]).status, 403);
    let other = Served::start(&site, &[]);
    assert_eq!(other.get(&foreign).status, 403, "another run has another token");
}

#[test]
fn addresses_that_climb_or_leave_are_refused() {
    let site = Site::base();
    site.write("secret.txt", "secret");
    let served = Served::start(&site, &[]);
    for path in [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/news/../../secret.txt",
        "/..%5csecret.txt",
        "/%00",
        "/index.html%00.txt",
        "//evil.example",
        "//evil.example/..",
        "/%2f%2fevil.example",
        "/\\evil.example",
        "///news",
        "/%0d%0aLocation:%20x",
    ] {
        let answer = served.get(path);
        assert!((400..500).contains(&answer.status), "{path}: {}", answer.status);
        assert_eq!(answer.header("location"), None, "{path}");
        assert!(!answer.text().contains("secret"), "{path}");
    }
    assert_eq!(served.get("/crosswalk.yaml").status, 404);
    assert_eq!(served.get("/content/news/note.md").status, 404);
}

#[test]
fn only_get_and_head_are_answered() {
    let site = Site::base();
    let served = Served::start(&site, &[]);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"] {
        let answer = served.ask(method, "/", &["Content-Length: 0"]);
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
}

#[test]
fn what_is_too_long_is_refused_and_said() {
    let site = Site::base();
    let served = Served::start(&site, &[]);
    let long = "a".repeat(1 << 20);
    let header = served.ask("GET", "/", &[&format!("X-Long: {long}")]);
    assert_eq!(header.status, 431);
    let path = served.get(&format!("/{long}"));
    assert!((400..500).contains(&path.status), "{}", path.status);
    assert_eq!(served.get(&format!("/{}", &long[..20_000])).status, 414);
    assert_eq!(served.get("/").status, 200);
}

#[test]
fn nobody_waits_for_the_slow() {
    let site = Site::base();
    site.write("static/large.bin", vec![7; 8 << 20]);
    let served = Served::start(&site, &[]);
    let connect = || TcpStream::connect(("127.0.0.1", served.port)).expect("a connection");
    let mut slow: Vec<TcpStream> = (0..60).map(|_| connect()).collect();
    for (at, stream) in slow.iter_mut().enumerate() {
        let words = [
            "GET / HT".to_owned(),
            format!("GET /large.bin HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", served.port),
        ];
        stream.write_all(words[at % 2].as_bytes()).expect("a part of a request");
    }
    assert_eq!(served.get("/").status, 200);
    // One more than there is place for is turned away at once, and the server lives on.
    let mut many: Vec<TcpStream> = (0..400).map(|_| connect()).collect();
    let last = many.last_mut().expect("a connection");
    last.set_read_timeout(Some(super::served::DEADLINE)).expect("a deadline");
    let mut answer = Vec::new();
    let _ = last.read_to_end(&mut answer);
    assert!(answer.starts_with(b"HTTP/1.1 503"), "{}", String::from_utf8_lossy(&answer));
    drop((slow, many));
    while served.get("/").status != 200 {}
}

#[test]
fn garbage_kills_nobody() {
    let site = Site::base();
    let served = Served::start(&site, &[]);
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let words: [&[u8]; 12] = [
        b"GET ",
        b"HEAD ",
        b"POST ",
        b"/",
        b"//",
        b"%2e%2e",
        b" HTTP/1.1\r\n",
        b"Host: 127.0.0.1\r\n",
        b"\r\n\r\n",
        b"Content-Length: 9999999\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"?token=",
    ];
    for _ in 0..1000 {
        let mut bytes = Vec::new();
        for _ in 0..random() % 12 {
            match random() % 3 {
                0 => bytes.extend((0..random() % 40).map(|_| random().to_le_bytes()[0])),
                _ => bytes.extend_from_slice(words[(random() % 12) as usize]),
            }
        }
        let mut stream = TcpStream::connect(("127.0.0.1", served.port)).expect("a connection");
        let _ = stream.write_all(&bytes);
    }
    while served.get("/").status != 200 {}
    assert_eq!(served.interrupt(), Some(0));
}
