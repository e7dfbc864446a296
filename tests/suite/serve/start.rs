//! How serving begins and ends.

use std::net::TcpListener;

use super::served::Served;
use crate::support::{Run, Site, binary};

#[test]
fn a_busy_port_is_named_with_one_that_is_free() {
    let site = Site::base();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its address").port();
    let busy = port.to_string();
    let run = site.run(&["serve", "-p", &busy, "--lang", "zh"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("port-busy") && run.stderr.contains(&format!("端口 {port} ")),
        "{}",
        run.stderr
    );
    let free = run
        .stderr
        .split("crosswalk serve -p ")
        .nth(1)
        .and_then(|rest| rest.split_whitespace().next());
    let free: u16 = free.and_then(|free| free.parse().ok()).expect("a free port");
    assert!(free > port && TcpListener::bind(("127.0.0.1", free)).is_ok());
    let run = site.run(&["serve", "-p", &busy, "--lang", "en"]);
    assert!(run.stderr.contains(&format!("port {port} is in use")), "{}", run.stderr);
    let run = site.run(&["serve", "-p", &busy, "--format", "json"]);
    let said: serde_json::Value = serde_json::from_str(run.stderr.trim()).expect("JSON");
    assert_eq!((run.code, &said["code"]), (2, &"port-busy".into()));
}

#[test]
fn an_address_that_is_none_or_not_ours_is_refused() {
    let site = Site::base();
    let run = site.run(&["serve", "-p", "0", "--host", "everywhere"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("everywhere"), "{}", run.stderr);
    // A documentation address (RFC 5737) belongs to no machine.
    let run = site.run(&["serve", "-p", "0", "--host", "192.0.2.1", "--lang", "en"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("port-refused"), "{}", run.stderr);
}

#[test]
fn a_folder_without_a_site_is_not_served() {
    let site = Site::empty();
    let run = site.run(&["serve", "-p", "0"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("no-settings"), "{}", run.stderr);
}

#[test]
fn the_network_is_let_in_on_request_only_with_a_warning() {
    let site = Site::base();
    let said = site.path("said");
    let mut command = binary();
    command
        .current_dir(site.root())
        .args(["serve", "-p", "0", "--format", "json", "--host", "0.0.0.0"]);
    let served = Served::with_errors(&mut command, &said);
    assert!(site.read("said").contains("open-to-network"));
    assert_eq!(served.get("/").status, 200);
    let named = |host: &str| {
        let request =
            format!("GET / HTTP/1.1\r\nHost: {host}:{}\r\nConnection: close\r\n\r\n", served.port);
        served.raw(request.as_bytes()).status
    };
    assert_eq!((named("10.1.2.3"), named("evil.example")), (200, 403));
}

#[test]
fn an_interrupt_ends_it_cleanly() {
    let site = Site::base();
    let served = Served::start(&site, &[]);
    // Somebody who still listens is no reason to stay.
    let mut listener = served.listen("/");
    listener.next();
    assert_eq!(served.interrupt(), Some(0));
}

#[test]
fn nothing_is_written_beside_the_content() {
    let site = Site::base();
    let before = crate::support::tree(&site.root());
    let served = Served::start(&site, &["--drafts"]);
    served.get("/");
    drop(served);
    let after = crate::support::tree(&site.root());
    assert_eq!(crate::support::differences(&before, &after), Vec::<String>::new());
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_opened_on_request() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::base();
    site.write(
        "bin/xdg-open",
        format!("#!/bin/sh\necho \"$1\" > {}/opened\n", site.root().display()),
    );
    let script = site.path("bin/xdg-open");
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).expect("permissions");
    let mut command = binary();
    command
        .current_dir(site.root())
        .env("PATH", format!("{}:/usr/bin:/bin", site.path("bin").display()));
    let served = Served::of(command.args(["serve", "-p", "0", "--format", "json", "--open"]));
    let start = std::time::Instant::now();
    while !site.path("opened").exists() || site.read("opened").is_empty() {
        assert!(start.elapsed() < super::served::DEADLINE, "no browser was opened");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!(site.read("opened").trim(), served.url);
}

#[test]
fn help_says_what_serve_is_for() {
    let help = Run::of(binary().arg("--help"));
    assert!(help.stdout.contains("serve") && help.stdout.contains("预览"), "{}", help.stdout);
}
