//! Every problem of every stage has its words, and a site in `tests/sites` that shows it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crosswalk::base::{Entry, Severity};
use crosswalk::{build, create, edit, model, plan, publish, render, resolve, source, syntax};

use crate::support::sites;

/// Problems that no site in the repository can show, and why.
const ELSEWHERE: &[(&str, &str)] = &[
    ("already-there", "is about a command that makes files: the making tests"),
    ("archetype-not-text", "is about a command that makes files: the making tests"),
    ("bad-new-name", "is about a command that makes files: the making tests"),
    ("cannot-create", "is about a command that makes files: the making tests"),
    ("folder-not-empty", "is about a command that makes files: the making tests"),
    ("group-not-in-block-style", "is about a command that makes files: the making tests"),
    ("new-without-product", "is about a command that makes files: the making tests"),
    ("no-address-from-title", "is about a command that makes files: the making tests"),
    ("not-a-folder", "is about a command that makes files: the making tests"),
    ("unknown-placeholder", "is about a command that makes files: the making tests"),
    ("which-editions", "is about a command that makes files: the making tests"),
    ("which-group", "is about a command that makes files: the making tests"),
    ("record-before-last", "is about a command that records: the history tests"),
    ("ambiguous-consent", "needs two hashes that begin alike: the unit tests"),
    ("bad-consent", "is about a signed sheet: the consent tests"),
    ("unknown-consent", "is about a signed sheet: the consent tests"),
    ("editions-of-two-products", "is about a command that compares: the changing tests"),
    ("given-not-understood", "is about a command that compares: the changing tests"),
    ("compare-not-understood", "is about a command that exports: the exporting tests"),
    ("workbook-to-terminal", "needs a terminal"),
    ("no-spreadsheets", "needs a program without them"),
    (
        "no-workbook",
        "needs a matrix beyond a million rows, or thousands of editions: the exporting tests",
    ),
    ("no-repository", "is about a command that compares: the changing tests"),
    ("nothing-to-compare", "is about a command that compares: the changing tests"),
    ("revision-unreadable", "needs a damaged repository"),
    ("side-unreadable", "needs a user whom permissions hold back, which root is not"),
    ("unknown-revision", "is about a command that compares: the changing tests"),
    ("which-of-products", "is about a command that compares: the changing tests"),
    ("bad-time", "is about a command that is told a day: the truth tests"),
    ("unknown-message", "is about a command that explains: the truth tests"),
    ("bad-edit-day", "is about a command that changes a value: the truth tests"),
    ("cannot-change", "needs a user whom permissions hold back, which root is not"),
    ("edit-loses-comment", "is about a command that changes a value: the truth tests"),
    ("edit-reaches-further", "is about a command that changes a value: the truth tests"),
    ("no-room-for-edit", "is about a command that changes a value: the truth tests"),
    ("no-such-case", "is about a command that changes a value: the truth tests"),
    ("unknown-report-form", "is about a command that reports: the truth tests"),
    ("verified-in-future", "is about a command that changes a date: the truth tests"),
    ("verify-inherited", "is about a command that changes a date: the truth tests"),
    ("which-cell", "is about a command that changes a value: the truth tests"),
    ("broken-cache", "needs a cache to break: the incremental tests do"),
    ("changes-not-watched", "needs a system without a watch to spare"),
    ("input-changed-meanwhile", "needs an editor at work: the incremental tests"),
    ("no-settings", "needs a site without settings: rules.rs"),
    ("open-to-network", "needs the server: the serve tests"),
    ("output-busy", "needs two builds at once: the publishing tests"),
    ("output-changed-meanwhile", "needs somebody else at the output: the publishing tests"),
    ("output-claimed-twice", "is a mistake of crosswalk itself: the publishing tests"),
    ("output-file-and-folder", "is found earlier as same-address: the publishing tests"),
    ("output-holds-source", "needs the output above a source folder: the publishing tests"),
    ("output-is-home", "needs a home folder: rules.rs"),
    ("output-path-outside", "is a mistake of crosswalk itself: the publishing tests"),
    ("output-path-taken", "needs somebody else at the output: the publishing tests"),
    ("output-read-failed", "needs a failing disk: the publishing tests"),
    ("output-unfinished", "needs a failing disk: the publishing tests"),
    ("output-write-failed", "needs a failing disk: the publishing tests"),
    ("port-busy", "needs a port that is taken: the serve tests"),
    ("port-refused", "needs an address that is not this machine's: the serve tests"),
    ("unreadable-file", "needs a user whom permissions hold back, which root is not"),
];

/// Every problem with its stage.
pub fn entries() -> Vec<(&'static str, &'static Entry)> {
    let stages = [
        ("build", build::catalogue::CATALOGUE),
        ("create", create::catalogue::CATALOGUE),
        ("edit", edit::catalogue::CATALOGUE),
        ("model", model::catalogue::CATALOGUE),
        ("plan", plan::catalogue::CATALOGUE),
        ("publish", publish::catalogue::CATALOGUE),
        ("render", render::catalogue::CATALOGUE),
        ("resolve", resolve::catalogue::CATALOGUE),
        ("resolve", resolve::records::CATALOGUE),
        #[cfg(feature = "serve")]
        ("serve", crosswalk::serve::catalogue::CATALOGUE),
        ("source", source::catalogue::CATALOGUE),
        ("syntax", syntax::catalogue::CATALOGUE),
        ("syntax", syntax::line::catalogue::CATALOGUE),
        ("syntax", syntax::markdown_catalogue::CATALOGUE),
    ];
    stages.iter().flat_map(|(stage, all)| all.iter().map(|entry| (*stage, entry))).collect()
}

/// The codes that the cases expect, with their severities, from the lines `place severity code`.
fn shown() -> BTreeMap<String, BTreeSet<String>> {
    let mut shown: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in fs::read_dir(sites()).expect("tests/sites") {
        let path = entry.expect("an entry").path().join("expect.txt");
        let text = fs::read_to_string(path).unwrap_or_default();
        for line in text.lines().filter(|line| !line.starts_with(' ')) {
            let mut words = line.rsplit(' ');
            if let (Some(code), Some(severity @ ("error" | "warning"))) =
                (words.next(), words.next())
            {
                shown.entry(code.to_owned()).or_default().insert(severity.to_owned());
            }
        }
    }
    shown
}

#[test]
fn every_code_is_a_slug_of_its_own() {
    let mut seen = BTreeMap::new();
    for (stage, entry) in entries() {
        let code = entry.code;
        let is_slug = code.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
        assert!(is_slug, "{stage}: {code}");
        assert_eq!(seen.insert(code, stage), None, "{code} stands twice");
    }
}

#[test]
fn every_problem_is_said_in_both_languages() {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for (stage, entry) in entries() {
        let (code, (zh, zh_help), (en, en_help)) = (entry.code, entry.zh, entry.en);
        let (zh_why, en_why) = entry.why;
        assert!(!en_why.trim().is_empty(), "{stage}: {code} does not say why");
        assert!(zh_why.contains(is_han), "{stage}: {code} does not say why in Chinese: {zh_why}");
        assert!(zh_why.ends_with(['。', '？']), "{stage}: {code} in Chinese: {zh_why}");
        assert!(zh.contains(is_han), "{stage}: {code} in Chinese: {zh}");
        assert!(!en.is_empty() && !en.contains(is_han), "{stage}: {code} in English: {en}");
        assert_eq!(zh_help.is_empty(), en_help.is_empty(), "{stage}: the help of {code}");
        assert!(!en_help.contains(is_han), "{stage}: {code} in English: {en_help}");
        for text in [zh, zh_help, en, en_help] {
            assert_eq!(text, text.trim(), "{stage}: {code} has white space around it");
        }
        assert_eq!(
            placeholders(&[zh, zh_help]),
            placeholders(&[en, en_help]),
            "{stage}: {code} fills in different values"
        );
    }
}

/// The names between braces; `{{` is a brace.
fn placeholders(texts: &[&str]) -> BTreeSet<String> {
    let text = texts.concat().replace("{{", "").replace("}}", "");
    text.split('{').skip(1).filter_map(|piece| Some(piece.split_once('}')?.0.to_owned())).collect()
}

#[test]
fn every_problem_is_shown_by_a_site() {
    let shown = shown();
    let known: BTreeMap<&str, Severity> =
        entries().iter().map(|(_, entry)| (entry.code, entry.severity)).collect();
    let elsewhere: BTreeMap<&str, &str> = ELSEWHERE.iter().copied().collect();
    let mut faults = Vec::new();
    for code in known.keys().filter(|code| !shown.contains_key(**code)) {
        if !elsewhere.contains_key(code) {
            faults.push(format!("{code}: no site in tests/sites shows it"));
        }
    }
    for (code, severities) in &shown {
        let severity = match known.get(code.as_str()) {
            Some(Severity::Error) => "error",
            Some(Severity::Warning) => "warning",
            None => "nothing",
        };
        // A site may raise a warning to an error.
        let raised = severity == "warning" && severities.contains("error");
        if !severities.contains(severity) || severities.len() > 1 + usize::from(raised) {
            faults
                .push(format!("{code}: shown as {severities:?}, but the catalogue has {severity}"));
        }
    }
    for (code, why) in ELSEWHERE {
        if !known.contains_key(code) || shown.contains_key(*code) {
            faults.push(format!("{code}: need not be excused any more ({why})"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
