//! What is read from outside: clock, locale, home, terminal.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use jiff::Timestamp;

use super::args::{Color, Global, MessageLang, Seen};
use crate::base::{Hash, Tongue};
use crate::build::Args;
use crate::resolve::Moment;

/// The language of messages: as asked for, else the locale's.
pub fn tongue(global: &Global) -> Tongue {
    match global.lang {
        Some(MessageLang::Zh) => Tongue::Zh,
        Some(MessageLang::En) => Tongue::En,
        None => locale(),
    }
}

/// The first of the three variables that is set decides (POSIX); no locale at all means Chinese, as most editors read it.
fn locale() -> Tongue {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    match set.as_deref() {
        Some(value)
            if !value.starts_with("zh")
                && value != "C"
                && value != "POSIX"
                && !value.starts_with("C.") =>
        {
            Tongue::En
        }
        _ => Tongue::Zh,
    }
}

/// Whether to print colours on standard error.
pub fn colors(global: &Global) -> bool {
    match global.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
                && std::io::stderr().is_terminal()
        }
    }
}

/// What a build is told, from the command line and the environment. `Err` names a time that cannot be read.
pub fn args(global: &Global, seen: &Seen) -> Result<Args, String> {
    let now = now(seen.now.as_deref())?;
    let mut args = Args::new(global.root.clone(), now);
    args.moment = Moment { now, drafts: seen.drafts, future: seen.future, expired: seen.expired };
    args.strict = seen.strict;
    args.home =
        std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from);
    args.tool = tool(args.tool);
    if let Some(seconds) = std::env::var("CROSSWALK_LOCK_WAIT").ok().and_then(|s| s.parse().ok()) {
        args.lock_wait = Some(std::time::Duration::from_secs(seconds));
    }
    Ok(args)
}

/// `--now`, else `SOURCE_DATE_EPOCH`, else the clock.
fn now(written: Option<&str>) -> Result<Timestamp, String> {
    if let Some(text) = written {
        // Without a zone only the day counts, and noon in UTC is that day in nearly every zone.
        let noon = |date: jiff::civil::Date| date.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC);
        let day = || noon(text.parse().ok()?).ok().map(|zoned| zoned.timestamp());
        return text.parse().ok().or_else(day).ok_or_else(|| text.to_owned());
    }
    if let Ok(epoch) = std::env::var("SOURCE_DATE_EPOCH") {
        return epoch
            .parse()
            .ok()
            .and_then(|seconds| Timestamp::from_second(seconds).ok())
            .ok_or(epoch);
    }
    Ok(Timestamp::now())
}

/// Stands for the program file, so that a rebuilt one trusts no cache of the old one.
fn tool(version: Hash) -> Hash {
    let meta = std::env::current_exe().and_then(std::fs::metadata).ok();
    let built = meta
        .as_ref()
        .and_then(|m| m.modified().ok())
        .and_then(|t| t.duration_since(UNIX_EPOCH).ok());
    Hash::of_value(&(version, meta.map(|m| m.len()), built.map(|b| b.as_nanos())))
}
