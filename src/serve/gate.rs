//! Who may ask, and for what. Every other page in the same browser can send requests here, and a
//! name that anybody owns can be made to lead to this machine: so the host that was asked for, where the
//! question comes from and the path are looked at before anything is answered.

use std::net::IpAddr;

use axum::http::header::{FORWARDED, HOST, HeaderMap, ORIGIN};
use axum::http::{Method, StatusCode, Uri};
use percent_encoding::percent_decode_str;

/// The longest address that is looked up, in bytes.
const LONGEST: usize = 8 << 10;

/// Knows the names under which this server may be asked.
#[derive(Clone, Debug)]
pub struct Gate {
    host: IpAddr,
    port: u16,
    token: String,
}

impl Gate {
    /// A gate for a server that listens at an address; `token` opens the stream of events.
    pub fn new(host: IpAddr, port: u16, token: String) -> Self {
        Self { host, port, token }
    }

    /// What opens the stream of events, in this run.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The path that is asked for, decoded; or why there is no answer.
    pub fn path(
        &self,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
    ) -> Result<String, StatusCode> {
        self.names(uri, headers)?;
        self.comes_from(headers)?;
        if !matches!(*method, Method::GET | Method::HEAD) {
            return Err(StatusCode::METHOD_NOT_ALLOWED);
        }
        let whole = uri.path_and_query().map_or(0, |whole| whole.as_str().len());
        if whole > LONGEST {
            return Err(StatusCode::URI_TOO_LONG);
        }
        decoded(uri.path()).ok_or(StatusCode::BAD_REQUEST)
    }

    /// Whether a token is this run's. The two fingerprints are compared in constant time (so `blake3` promises), and
    /// say nothing about how far a guess was right.
    pub fn opens(&self, token: &str) -> bool {
        blake3::hash(token.as_bytes()) == blake3::hash(self.token.as_bytes())
    }

    /// The host that was asked for, by every header that a page or a proxy could set.
    fn names(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), StatusCode> {
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return Err(StatusCode::BAD_REQUEST);
        };
        let ours = |value: &str| self.is_ours(value.trim());
        let written = host.to_str().is_ok_and(ours);
        let asked = uri.authority().is_none_or(|authority| ours(authority.as_str()));
        let mut forwarded = headers.get_all("x-forwarded-host").iter();
        let behind = forwarded.all(|value| value.to_str().is_ok_and(|v| v.split(',').all(ours)));
        if written && asked && behind && !headers.contains_key(FORWARDED) {
            Ok(())
        } else {
            Err(StatusCode::FORBIDDEN)
        }
    }

    /// Pages of other origins may lead here, and may neither read nor embed anything.
    fn comes_from(&self, headers: &HeaderMap) -> Result<(), StatusCode> {
        let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
        let origin_is_ours = headers.get_all(ORIGIN).iter().all(|origin| {
            let host = origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://"));
            host.is_some_and(|host| self.is_ours(host))
        });
        let elsewhere = matches!(text("sec-fetch-site"), Some("cross-site" | "same-site"));
        let embedded = elsewhere && text("sec-fetch-mode") != Some("navigate");
        if origin_is_ours && !embedded { Ok(()) } else { Err(StatusCode::FORBIDDEN) }
    }

    /// Whether `host:port` means this server. Only names can be made to lead elsewhere: where the
    /// server is open to the network, every number is right.
    fn is_ours(&self, authority: &str) -> bool {
        let (name, port) = match authority.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => (name, port.parse().ok()),
            _ => (authority, Some(80)),
        };
        if port != Some(self.port) {
            return false;
        }
        let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
        let number: Option<IpAddr> = match bare {
            Some(bare) => bare.parse().ok().filter(IpAddr::is_ipv6),
            None => name.parse().ok().filter(IpAddr::is_ipv4),
        };
        match number {
            Some(number) => {
                let here = number == IpAddr::from([127, 0, 0, 1])
                    || number.is_loopback() && number.is_ipv6();
                here || number == self.host || self.host.is_unspecified()
            }
            None => name.eq_ignore_ascii_case("localhost"),
        }
    }
}

/// A path decoded once. `None` for what could mean another place to somebody: two slashes at the
/// start, dots, backslashes, encoded slashes, control characters, bytes that are no UTF-8.
fn decoded(path: &str) -> Option<String> {
    let bytes = path.as_bytes();
    let is_escape = |at: usize| {
        bytes.get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit))
    };
    let escapes_are_whole =
        bytes.iter().enumerate().all(|(at, byte)| *byte != b'%' || is_escape(at));
    let lower = path.to_ascii_lowercase();
    if !path.starts_with('/')
        || path.starts_with("//")
        || !escapes_are_whole
        || lower.contains("%2f")
    {
        return None;
    }
    let text = percent_decode_str(path).decode_utf8().ok()?;
    let strange = |c: char| c.is_control() || c == '\\';
    let climbs = text.split('/').any(|part| part == "." || part == "..");
    (!climbs && !text.contains(strange)).then(|| text.into_owned())
}

/// A value of a query, decoded.
pub fn query(uri: &Uri, name: &str) -> Option<String> {
    let pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    let value = pairs.into_iter().find(|(key, _)| *key == name)?.1;
    percent_decode_str(value).decode_utf8().ok().map(|value| value.into_owned())
}

#[cfg(test)]
mod tests;
