//! Whether a theme is for this version of the program.

use super::catalogue as problem;
use super::theme::Manifest;
use crate::base::{Bilingual, Diagnostic, Range, SourcePath, Span};
use crate::model::Site;

/// The form of themes that this program reads.
const FORM: u64 = 1;

/// Holds what a theme asks for against what there is.
pub(super) fn check(
    site: &Site,
    manifest: &Manifest,
    file: Option<&(Option<SourcePath>, Vec<u8>)>,
    out: &mut Vec<Diagnostic>,
) {
    let Some((Some(path), bytes)) = file else { return };
    let text = String::from_utf8_lossy(bytes);
    let mut ask = |key: &str, wanted: String, have: String| {
        let place = path.at(line_of(&text, key));
        out.push(report(site, path, place, wanted, have));
    };
    if let Some(version) = manifest.version.filter(|version| *version != FORM) {
        ask("version", format!("version: {version}"), format!("version: {FORM}"));
    }
    let have = env!("CARGO_PKG_VERSION");
    if let Some(wanted) = manifest.crosswalk.as_ref().filter(|wanted| !holds(wanted, have)) {
        ask("crosswalk", format!("crosswalk {wanted}"), format!("crosswalk {have}"));
    }
}

/// Points at the line of the settings that names the theme, and at the theme's own line.
fn report(site: &Site, path: &SourcePath, place: Span, wanted: String, have: String) -> Diagnostic {
    match &site.written.theme {
        Some(named) => problem::theme_version(named.clone(), path, wanted, have)
            .label(place, Bilingual::new("这里写明了要求", "it says so here")),
        None => problem::theme_version(place, path, wanted, have),
    }
}

/// The line that begins with a key.
fn line_of(text: &str, key: &str) -> Range {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with(key) {
            return Range::new(at, at + line.trim_end().len());
        }
        at += line.len();
    }
    Range::default()
}

/// Whether a version meets every bound of `>=0.1, <0.3`; a bare version is a lower bound, and what
/// is no bound at all is not met.
fn holds(wanted: &str, have: &str) -> bool {
    let have = numbers(have);
    wanted.split(',').map(str::trim).all(|bound| {
        let sign = bound.find(|c: char| c.is_ascii_digit()).unwrap_or(bound.len());
        let (sign, version) = bound.split_at(sign);
        let version = numbers(version);
        match sign.trim() {
            "" | ">=" | "^" | "~" => have >= version,
            ">" => have > version,
            "<" => have < version,
            "<=" => have <= version,
            "=" => have == version,
            _ => false,
        }
    })
}

fn numbers(version: &str) -> [u64; 3] {
    let mut parts = version.split('.').map(|part| part.trim().parse().unwrap_or(0));
    [0; 3].map(|_: u64| parts.next().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn bounds_hold_as_they_are_written() {
        assert!(holds(">=0.1", "0.1.0") && holds("0.1", "0.2.3") && holds(">=0.1, <0.3", "0.2.9"));
        assert!(!holds(">=9.0", "0.1.0") && !holds("<0.1", "0.1.0") && !holds("latest", "0.1.0"));
        assert!(holds(">0.9", "0.10.0"), "numbers, not letters");
    }
}
