//! Whatever the files hold, a run ends with messages, and their places lie in the files.

use std::fs;

use crosswalk::build::{Built, Outcome};
use proptest::prelude::*;

use crate::support::Site;

/// A file of each kind, by its path below the base site.
const FILES: &[&str] = &[
    "crosswalk.yaml",
    "content/_index.md",
    "content/news/hello.md",
    "content/products/mail/product.yaml",
    "content/products/mail/features/more.yaml",
    "content/products/mail/upgrades/old-to-new.md",
    "themes/default/theme.yaml",
    "themes/default/i18n/zh-Hans.yaml",
    "themes/default/templates/list.html",
];

/// Pieces that mean something to one reader or another.
const PIECES: &[&str] = &[
    "---\n",
    "\n",
    ": ",
    "：",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "*",
    "&a ",
    "*a",
    "!t ",
    "|\n",
    ">",
    "#",
    "\t",
    "  ",
    "，",
    "字",
    "𠮷",
    "\u{feff}",
    "\u{202e}",
    "\u{3000}",
    "```compare\n",
    "```\n",
    "[x](cell:mail/archive/old)",
    "[x](src:",
    "![",
    "<b>",
    "</b>",
    "<!--",
    "{{ ",
    "{% for x in ",
    " %}",
    "|",
    "title: ",
    "editions",
    "is: 有",
    "\r\n",
    "\u{fdd0}",
    "\u{fdd1}",
    "9999999999999999999999",
    "1e999",
    "~",
    "null",
    "..",
    "%2e",
    "不限",
    "\\",
];

/// A cut, and what stands in its place.
type Slip = (prop::sample::Index, usize, Vec<prop::sample::Index>);

fn slips() -> impl Strategy<Value = Vec<Slip>> {
    let pieces = prop::collection::vec(any::<prop::sample::Index>(), 0..4);
    prop::collection::vec((any::<prop::sample::Index>(), 0usize..12, pieces), 1..6)
}

/// Replaces stretches of a text, at characters' borders.
fn slipped(text: &str, slips: &[Slip]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (at, length, pieces) in slips {
        let start = at.index(chars.len() + 1);
        let end = (start + length).min(chars.len());
        let new = pieces.iter().flat_map(|piece| piece.get(PIECES).chars());
        chars.splice(start..end, new.collect::<Vec<_>>());
    }
    chars.into_iter().collect()
}

/// What holds after any run: an end, and places that lie in the files.
fn is_sane(site: &Site, built: &Built) -> Result<(), TestCaseError> {
    let has_errors = built.diagnostics.iter().any(|d| d.is_error());
    prop_assert_eq!(matches!(built.outcome, Outcome::Published(_)), !has_errors);
    for diagnostic in &built.diagnostics {
        let labels = diagnostic.labels.iter().map(|label| &label.span);
        for span in diagnostic.span.iter().chain(labels) {
            let size = fs::metadata(site.path(span.path.as_str())).map_or(0, |meta| meta.len());
            let (start, end) = (u64::from(span.range.start), u64::from(span.range.end));
            prop_assert!(
                start <= end && start <= size,
                "{}: {start}..{end} of {size}",
                diagnostic.code
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn slips_in_good_files_are_survived(file in prop::sample::select(FILES), slips in slips()) {
        let site = Site::base();
        let text = fs::read_to_string(site.path(file)).unwrap_or_default();
        site.write(file, slipped(&text, &slips));
        is_sane(&site, &site.check())?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_survived(
        file in prop::sample::select(FILES),
        bytes in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let site = Site::base();
        site.write(file, &bytes);
        is_sane(&site, &site.check())?;
    }

    #[test]
    fn every_report_can_be_printed(file in prop::sample::select(FILES), slips in slips()) {
        let site = Site::base();
        let text = fs::read_to_string(site.path(file)).unwrap_or_default();
        site.write(file, slipped(&text, &slips));
        let human = site.run(&["check", "--lang", "zh"]);
        let json = site.run(&["check", "--lang", "en", "--format", "json"]);
        prop_assert!(human.code <= 1 && human.code == json.code, "{}", human.stderr);
        let problems = super::expect::problems(&json.stderr).map_err(TestCaseError::fail)?;
        prop_assert_eq!(problems.is_empty(), human.stderr.is_empty());
    }
}
