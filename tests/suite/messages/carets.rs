//! Carets stand under what they mean, in the cells of a terminal: a Han character takes two.

use std::fs;

use crate::support::{Site, sites};

/// How many cells a text takes: two for Han, kana, full-width forms and their punctuation.
fn cells(text: &str) -> usize {
    let of = |c: char| match c {
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{a4cf}' => 2,
        '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' => 2,
        '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    };
    text.chars().map(of).sum()
}

/// One excerpt: where its head says that the problem is, the source's line, and the line of carets.
struct Excerpt<'t> {
    line: usize,
    column: usize,
    source: &'t str,
    carets: &'t str,
}

/// The excerpts of a report that show the line they speak of from its beginning.
fn excerpts(report: &str) -> Vec<Excerpt<'_>> {
    let lines: Vec<&str> = report.lines().collect();
    let heads = lines.iter().enumerate().filter_map(|(at, line)| {
        let (place, column) = line.trim_start().strip_prefix("--> ")?.rsplit_once(':')?;
        let line = place.rsplit_once(':')?.1.parse().ok()?;
        Some((at, line, column.parse().ok()?))
    });
    let excerpt = |(at, line, column): (usize, usize, usize)| {
        let number = format!("{line} |");
        let shown = lines[at..].iter().position(|l| l.trim_start().starts_with(&number))? + at;
        let source = lines[shown].split_once("| ").map_or("", |(_, source)| source);
        let carets = lines.get(shown + 1)?.split_once("| ")?.1;
        (!source.starts_with("...")).then_some(Excerpt { line, column, source, carets })
    };
    heads.filter_map(excerpt).collect()
}

impl Excerpt<'_> {
    fn is_right(&self) -> bool {
        let before: String = self.source.chars().take(self.column - 1).collect();
        self.carets.find('^') == Some(cells(&before))
    }
}

#[test]
fn carets_stand_under_their_words_in_every_expected_report() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for entry in fs::read_dir(sites()).expect("tests/sites") {
        let folder = entry.expect("an entry").path();
        // A tab is shown as spaces, so columns cannot be counted in what is shown.
        let tabs = ["tab-indentation", "forbidden-link"].iter().any(|name| folder.ends_with(name));
        let report = fs::read_to_string(folder.join("human.txt")).unwrap_or_default();
        for excerpt in excerpts(&report).iter().filter(|_| !tabs) {
            count += 1;
            if !excerpt.is_right() {
                let (line, column) = (excerpt.line, excerpt.column);
                wrong.push(format!("{}: {line}:{column}", folder.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "carets that stand elsewhere:\n{}", wrong.join("\n"));
    assert!(count > 50, "only {count} excerpts");
}

/// The line of carets under a one-line front matter.
fn carets_under(front: &str) -> String {
    let site = Site::base();
    site.write("content/news/note.md", format!("---\ntitle: 说明\n{front}\n---\n"));
    let run = site.run(&["check", "--lang", "zh"]);
    let excerpt = excerpts(&run.stderr).into_iter().next();
    excerpt.map(|excerpt| excerpt.carets.to_owned()).unwrap_or(run.stderr)
}

#[test]
fn carets_count_cells_and_not_characters() {
    assert_eq!(carets_under("tagz: [邮箱]"), "^^^^");
    assert_eq!(carets_under("tags: [a, b，c]"), "           ^^");
    assert_eq!(carets_under("tags: [一二三四五, b，c]"), "                    ^^");
    assert_eq!(carets_under("tags: [abcde, b，c]"), "               ^^");
    // Han outside the basic plane, full-width letters and kana are as wide; accents and Latin are not.
    assert_eq!(carets_under("tags: [𠮷野, b，c]"), "              ^^");
    assert_eq!(carets_under("tags: [ＡＢ, b，c]"), "              ^^");
    assert_eq!(carets_under("tags: [カナ, b，c]"), "              ^^");
    assert_eq!(carets_under("tags: [éü, b，c]"), "            ^^");
    // The caret under a wide word is as wide as the word.
    assert_eq!(carets_under("作者: 张三"), "^^^^");
}
