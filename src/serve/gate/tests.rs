use axum::http::{HeaderName, HeaderValue};

use super::*;

fn gate(host: &str) -> Gate {
    Gate::new(host.parse().expect("an address"), 1111, "secret".to_owned())
}

fn asked(gate: &Gate, uri: &str, headers: &[(&str, &str)]) -> Result<String, StatusCode> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name: HeaderName = name.parse().expect("a name");
        map.append(name, HeaderValue::from_str(value).expect("a value"));
    }
    gate.path(&Method::GET, &uri.parse().expect("an address"), &map)
}

fn status(gate: &Gate, uri: &str, headers: &[(&str, &str)]) -> u16 {
    asked(gate, uri, headers).map_or_else(|status| status.as_u16(), |_| 200)
}

const HERE: (&str, &str) = ("host", "127.0.0.1:1111");

#[test]
fn only_names_of_this_machine_are_answered() {
    let gate = gate("127.0.0.1");
    for host in ["127.0.0.1:1111", "localhost:1111", "LocalHost:1111", "[::1]:1111"] {
        assert_eq!(status(&gate, "/", &[("host", host)]), 200, "{host}");
    }
    for host in [
        "127.0.0.1",
        "localhost",
        "localhost:1112",
        "evil.example:1111",
        "localhost.evil.example:1111",
        "127.0.0.1.evil.example:1111",
        "192.168.1.5:1111",
        "127.0.0.2:1111",
        "[::2]:1111",
        "::1:1111",
        "127.0.0.1:01111x",
        "user@localhost:1111",
        "localhost.:1111",
        "",
        ":1111",
        "0.0.0.0:1111",
    ] {
        assert_eq!(status(&gate, "/", &[("host", host)]), 403, "{host}");
    }
    assert_eq!(status(&gate, "/", &[]), 400, "nobody");
    assert_eq!(status(&gate, "/", &[HERE, HERE]), 400, "two");
}

#[test]
fn an_absolute_address_names_its_host_too() {
    let gate = gate("127.0.0.1");
    assert_eq!(status(&gate, "http://127.0.0.1:1111/", &[HERE]), 200);
    assert_eq!(status(&gate, "http://evil.example/", &[HERE]), 403);
}

#[test]
fn what_proxies_say_counts() {
    let gate = gate("127.0.0.1");
    let said = |name: &str, value: &str| status(&gate, "/", &[HERE, (name, value)]);
    assert_eq!(said("x-forwarded-host", "evil.example"), 403);
    assert_eq!(said("x-forwarded-host", "localhost:1111, evil.example"), 403);
    assert_eq!(said("x-forwarded-host", "localhost:1111"), 200);
    assert_eq!(said("forwarded", "host=evil.example"), 403);
}

#[test]
fn other_origins_lead_here_and_do_no_more() {
    let gate = gate("127.0.0.1");
    let said = |headers: &[(&str, &str)]| {
        let all: Vec<_> = [HERE].iter().chain(headers).copied().collect();
        status(&gate, "/", &all)
    };
    assert_eq!(said(&[("origin", "http://127.0.0.1:1111")]), 200);
    assert_eq!(said(&[("origin", "http://localhost:1111")]), 200);
    for origin in
        ["http://evil.example", "https://127.0.0.1:1111", "null", "http://localhost:3000", ""]
    {
        assert_eq!(said(&[("origin", origin)]), 403, "{origin}");
    }
    assert_eq!(said(&[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")]), 403);
    assert_eq!(said(&[("sec-fetch-site", "same-site"), ("sec-fetch-mode", "cors")]), 403);
    assert_eq!(said(&[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")]), 200);
    assert_eq!(said(&[("sec-fetch-site", "same-origin"), ("sec-fetch-mode", "cors")]), 200);
}

#[test]
fn open_to_the_network_means_by_number() {
    let gate = gate("0.0.0.0");
    assert_eq!(status(&gate, "/", &[("host", "192.168.1.5:1111")]), 200);
    assert_eq!(status(&gate, "/", &[("host", "localhost:1111")]), 200);
    assert_eq!(status(&gate, "/", &[("host", "evil.example:1111")]), 403);
    assert_eq!(status(&self::gate("192.168.1.5"), "/", &[("host", "192.168.1.5:1111")]), 200);
    assert_eq!(status(&self::gate("192.168.1.5"), "/", &[("host", "192.168.1.6:1111")]), 403);
}

#[test]
fn paths_are_decoded_once_and_stay_below() {
    let gate = gate("127.0.0.1");
    let path = |uri: &str| asked(&gate, uri, &[HERE]);
    assert_eq!(path("/tags/%E5%BE%AE/?a=%zz").as_deref(), Ok("/tags/微/"));
    assert_eq!(path("/a//b").as_deref(), Ok("/a//b"));
    assert_eq!(path("/a/%252e%252e/b").as_deref(), Ok("/a/%2e%2e/b"));
    for uri in [
        "/../x",
        "/a/../../x",
        "/%2e%2e/x",
        "/a/.%2E/x",
        "/./x",
        "//evil.example/",
        "//",
        "/%2f/evil",
        "/a%2Fb",
        "/a%00",
        "/%0d%0aSet-Cookie",
        "/%5c..%5cx",
        "/%",
        "/%4",
        "/%zz",
        "/%ff",
    ] {
        assert_eq!(status(&gate, uri, &[HERE]), 400, "{uri}");
    }
    assert_eq!(status(&gate, &format!("/{}", "a".repeat(9000)), &[HERE]), 414);
}

#[test]
fn only_questions_are_answered() {
    let gate = gate("127.0.0.1");
    let headers: HeaderMap =
        [(HOST, HeaderValue::from_static("127.0.0.1:1111"))].into_iter().collect();
    for method in
        [Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS, Method::TRACE, Method::CONNECT]
    {
        let answer = gate.path(&method, &"/".parse().expect("an address"), &headers);
        assert_eq!(answer, Err(StatusCode::METHOD_NOT_ALLOWED), "{method}");
    }
    assert!(gate.path(&Method::HEAD, &"/".parse().expect("an address"), &headers).is_ok());
}

#[test]
fn the_token_has_to_be_whole() {
    let gate = gate("127.0.0.1");
    assert!(gate.opens("secret"));
    assert!(
        !gate.opens("") && !gate.opens("secre") && !gate.opens("secret ") && !gate.opens("Secret")
    );
}

#[test]
fn queries_are_read_by_name() {
    let uri: Uri = "/x?token=a%2Bb&path=%2Ftags%2F%E5%BE%AE%2F&empty=".parse().expect("an address");
    assert_eq!(query(&uri, "token").as_deref(), Some("a+b"));
    assert_eq!(query(&uri, "path").as_deref(), Some("/tags/微/"));
    assert_eq!(query(&uri, "empty").as_deref(), Some(""));
    assert_eq!(
        (query(&uri, "tok"), query(&"/x".parse().expect("an address"), "token")),
        (None, None)
    );
}
