//! A site that is being served, and what a browser would see of it.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;

use crate::support::{Site, binary};

/// How long anything may take before it counts as hanging.
pub const DEADLINE: Duration = Duration::from_secs(60);

/// A running server; it is stopped when it is dropped.
pub struct Served {
    child: Child,
    events: Receiver<Value>,
    /// The address of the home page.
    pub url: String,
    /// The port.
    pub port: u16,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// The status; 0 where the connection was closed without one.
    pub status: u16,
    head: String,
    /// What followed the headers.
    pub body: Vec<u8>,
}

impl Answer {
    fn of(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let (head, body) = end.map_or((bytes, &b""[..]), |at| (&bytes[..at], &bytes[at + 4..]));
        let head = String::from_utf8_lossy(head).into_owned();
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or(0);
        Self { status, head, body: body.to_vec() }
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A value of the tag that served pages have.
    pub fn data(&self, name: &str) -> String {
        let text = self.text();
        let start = format!("data-{name}=\"");
        let rest = text.split_once(&start).map_or("", |(_, rest)| rest);
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    /// The page without the tag.
    pub fn plain(&self) -> String {
        let text = self.text();
        let Some(start) = text.find("<script src=\"/_crosswalk/live.js\"") else { return text };
        let end =
            start + text[start..].find("</script>").expect("the tag's end") + "</script>".len();
        format!("{}{}", &text[..start], &text[end..])
    }
}

impl Served {
    /// Serves a site on a free port.
    pub fn start(site: &Site, args: &[&str]) -> Self {
        let mut command = binary();
        command.current_dir(site.root()).args(["serve", "-p", "0", "--format", "json"]).args(args);
        Self::of(&mut command)
    }

    /// Runs a command that serves, until it does.
    pub fn of(command: &mut Command) -> Self {
        Self::spawn(command.stderr(Stdio::null()))
    }

    /// The same; what it complains about goes to a file.
    pub fn with_errors(command: &mut Command, file: &Path) -> Self {
        Self::spawn(command.stderr(File::create(file).expect("a file")))
    }

    fn spawn(command: &mut Command) -> Self {
        let command = command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the binary runs");
        let stdout = child.stdout.take().expect("its output");
        let (sender, events) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                let event: Value =
                    serde_json::from_str(&line).unwrap_or_else(|_| panic!("no JSON: {line}"));
                if sender.send(event).is_err() {
                    return;
                }
            }
        });
        let first = events.recv_timeout(DEADLINE).expect("the site is served");
        assert_eq!(first["event"], "serving", "{first}");
        let url = first["url"].as_str().expect("an address").to_owned();
        let port = url.split(':').nth(2).and_then(|rest| rest.split('/').next()?.parse().ok());
        Self { child, events, port: port.expect("a port"), url }
    }

    /// The next event of a kind.
    pub fn event(&self, kind: &str) -> Value {
        loop {
            let event = self.events.recv_timeout(DEADLINE);
            let event = event.unwrap_or_else(|_| panic!("no event {kind}"));
            if event["event"] == kind {
                return event;
            }
        }
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Sends bytes and reads until the other side closes.
    pub fn raw(&self, bytes: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(DEADLINE)).expect("a deadline");
        // The other side may have heard enough before everything is said.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        Answer::of(&answer)
    }

    /// Asks with a method and more headers.
    pub fn ask(&self, method: &str, path: &str, headers: &[&str]) -> Answer {
        let port = self.port;
        let more: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        self.raw(
            format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{more}\r\n")
                .as_bytes(),
        )
    }

    /// Asks for a path.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Listens as a page does that was just loaded.
    pub fn listen(&self, path: &str) -> Stream {
        let page = self.get(path);
        let place = format!(
            "/_crosswalk/events?token={}&path={path}&shape={}&since={}",
            page.data("token"),
            page.data("shape"),
            page.data("since")
        );
        self.listen_at(&place)
    }

    /// Listens at an address.
    pub fn listen_at(&self, place: &str) -> Stream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(DEADLINE)).expect("a deadline");
        // In the older protocol the stream has no frames of its own.
        write!(stream, "GET {place} HTTP/1.0\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port)
            .expect("a request");
        let mut lines = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(lines.read_line(&mut head).expect("a header") > 0, "{head}");
        }
        assert!(head.starts_with("HTTP/1.0 200") || head.starts_with("HTTP/1.1 200"), "{head}");
        Stream { lines }
    }

    /// Tells the program to end, as Ctrl-C does; its exit code.
    pub fn interrupt(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-INT", &id]).status().expect("kill");
        assert!(sent.success());
        self.event("stopped");
        self.child.wait().expect("an end").code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a page hears.
pub struct Stream {
    lines: BufReader<TcpStream>,
}

impl Stream {
    /// The next message.
    pub fn next(&mut self) -> Value {
        let mut line = String::new();
        loop {
            line.clear();
            let read = self.lines.read_line(&mut line).expect("a message before the deadline");
            assert!(read > 0, "the stream has ended");
            if let Some(message) = line.strip_prefix("data: ") {
                return serde_json::from_str(message).expect("JSON");
            }
        }
    }

    /// The first message, from the next one on, for which something holds.
    pub fn until(&mut self, holds: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.next();
            if holds(&message) {
                return message;
            }
        }
    }

    /// Waits until the page has to be loaded again.
    pub fn until_reload(&mut self) -> Value {
        self.until(|message| message["reload"] == true)
    }

    /// Waits for a problem with a code.
    pub fn until_problem(&mut self, code: &str) -> Value {
        self.until(|message| {
            message["problems"]
                .as_array()
                .is_some_and(|all| all.iter().any(|one| one["code"] == code))
        })
    }

    /// Waits until there is no problem.
    pub fn until_mended(&mut self) -> Value {
        self.until(|message| message["problems"].as_array().is_some_and(Vec::is_empty))
    }
}
