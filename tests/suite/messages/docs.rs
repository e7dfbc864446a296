//! The pages under `docs/messages`: one per problem, made from the catalogues and from the sites
//! that show it. `CROSSWALK_UPDATE=1 cargo test --test suite docs` writes them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crosswalk::base::{Entry, Severity};

use super::{diff, registry};
use crate::support::sites;

/// A problem as a case expects it.
#[derive(Clone, Default)]
struct Shown {
    case: String,
    /// How many problems the case has.
    others: usize,
    place: String,
    zh: Vec<String>,
    en: Vec<String>,
}

/// The problems of a case, by code.
fn expected(case: &str) -> Vec<(String, Shown)> {
    let text = fs::read_to_string(sites().join(case).join("expect.txt")).unwrap_or_default();
    let mut all: Vec<(String, Shown)> = Vec::new();
    let mut english = false;
    for line in text.lines().filter(|line| !line.is_empty()) {
        let mut words = line.rsplitn(3, ' ');
        match (line.strip_prefix("  "), words.next(), words.next(), words.next()) {
            (None, Some(code), Some("error" | "warning"), Some(place)) => {
                let shown =
                    Shown { case: case.to_owned(), place: place.to_owned(), ..Shown::default() };
                all.push((code.to_owned(), shown));
            }
            (Some(rest), ..) => {
                let Some((_, shown)) = all.last_mut() else { continue };
                english = rest.starts_with("en: ") || (english && !rest.starts_with("zh: "));
                let words = rest.trim_start_matches("zh: ").trim_start_matches("en: ").trim();
                if english { &mut shown.en } else { &mut shown.zh }.push(words.to_owned());
            }
            _ => {}
        }
    }
    let others = all.len();
    all.iter_mut().for_each(|(_, shown)| shown.others = others);
    all
}

/// For every code the case that shows it best: the one named after it, else the one with the fewest
/// other problems.
fn examples() -> BTreeMap<String, Shown> {
    let entries = fs::read_dir(sites()).expect("tests/sites");
    let names =
        entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"));
    let names: BTreeSet<String> = names.filter(|name| !name.starts_with(['_', '.'])).collect();
    let mut best: BTreeMap<String, Shown> = BTreeMap::new();
    for (code, shown) in names.iter().flat_map(|name| expected(name)) {
        let rank = |shown: &Shown| (shown.case != code, shown.others, shown.case.clone());
        match best.get(&code) {
            Some(known) if rank(known) <= rank(&shown) => {}
            _ => drop(best.insert(code, shown)),
        }
    }
    best
}

/// The file that a place names, in the case or in the base, and the line.
fn file_of(shown: &Shown, below: &str) -> Option<(String, usize, PathBuf)> {
    let (rest, _) = shown.place.rsplit_once(':')?;
    let (path, line) = rest.rsplit_once(':')?;
    let folders = [sites().join(&shown.case).join(below), sites().join("_base")];
    let file = folders.iter().map(|folder| folder.join(path)).find(|file| file.is_file())?;
    Some((path.to_owned(), line.parse().ok()?, file))
}

/// A file's text, one character for each byte that is none.
fn text(file: &Path) -> String {
    String::from_utf8_lossy(&fs::read(file).unwrap_or_default()).replace('\r', "")
}

/// A fence that the words do not hold.
fn fenced(kind: &str, words: &str) -> String {
    let fence = if words.contains("```") { "````" } else { "```" };
    format!("{fence}{kind}\n{}\n{fence}\n", words.trim_end_matches('\n'))
}

/// The lines around the fault.
fn bad(shown: &Shown) -> Option<String> {
    let (path, line, file) = file_of(shown, "site")?;
    let text = text(&file);
    let lines: Vec<String> = text.lines().skip(line.saturating_sub(3)).take(5).map(short).collect();
    let kind = if path.ends_with(".html") { "html" } else { "yaml" };
    Some(format!("`{path}`：\n\n{}", fenced(kind, &lines.join("\n"))))
}

/// A line that can be read; some cases are about very long ones.
fn short(line: &str) -> String {
    let visible = |c: char| if c.is_control() && c != '\t' { '␦' } else { c };
    let mut words: String = line.chars().take(120).map(visible).collect();
    if words.len() < line.len() && line.chars().count() > 120 {
        words.push('…');
    }
    words
}

/// The report: as it is printed, where the case keeps it, else without its excerpt.
fn report(entry: &Entry, shown: &Shown) -> String {
    let printed =
        fs::read_to_string(sites().join(&shown.case).join("human.txt")).unwrap_or_default();
    let name = if entry.severity == Severity::Error { "错误" } else { "警告" };
    let head = format!("{name}[{}]", entry.code);
    if let Some(block) = printed.split("\n\n").find(|block| block.trim_start().starts_with(&head)) {
        return fenced("", &block.lines().map(short).collect::<Vec<_>>().join("\n"));
    }
    let help: String = shown.zh.iter().skip(1).map(|help| format!("\n = 改法: {help}")).collect();
    let place = if shown.place == "-" { String::new() } else { format!("\n--> {}", shown.place) };
    fenced("", &format!("{head}: {}{place}{help}", shown.zh.first().map_or("", String::as_str)))
}

/// What the mended twin has in place of it.
fn mended(shown: &Shown) -> Option<String> {
    let (path, _, _) = file_of(shown, "site")?;
    let good = sites().join(&shown.case).join("good").join(&path);
    let old = [sites().join(&shown.case).join("site"), sites().join("_base")];
    let old = old.iter().map(|folder| folder.join(&path)).find(|file| file.is_file())?;
    let (old, new) = (text(&old), text(&good));
    if !good.is_file() || old.len() + new.len() > 20_000 {
        return None;
    }
    let changed = diff::lines(&old, &new);
    let changed = changed.lines().map(|line| line.strip_prefix("    ").unwrap_or(line));
    let changed: Vec<String> =
        changed.filter(|line| line.starts_with(['+', '-'])).take(12).map(short).collect();
    (!changed.is_empty()).then(|| fenced("diff", &changed.join("\n")))
}

/// What a catalogue says, with an ellipsis where values stand.
fn general(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words.replace("{{", "\u{1}").replace("}}", "\u{2}");
    while let Some((before, after)) = rest.clone().split_once('{') {
        out.push_str(before);
        out.push('…');
        rest = after.split_once('}').map_or(String::new(), |(_, after)| after.to_owned());
    }
    (out + &rest).replace('\u{1}', "{").replace('\u{2}', "}").replace("……", "…")
}

/// Words with a full stop, unless they end in a sign of their own.
fn sentence(words: &str, stop: char) -> String {
    let ends = words.ends_with(['？', '。', '?', '.', '…']);
    if ends { words.to_owned() } else { format!("{words}{stop}") }
}

fn page(stage: &str, entry: &Entry, shown: Option<&Shown>) -> String {
    let (zh, en) = match entry.severity {
        Severity::Error if stage == "create" => {
            ("错误：什么也不写", "an error, nothing is written")
        }
        Severity::Error => ("错误：网站不会发布", "an error, nothing is published"),
        Severity::Warning => ("警告：照常发布", "a warning, published all the same"),
    };
    let mut out =
        format!("# {}\n\n{zh}。{}\n\n{}\n\n", entry.code, area(stage).0, general(entry.zh.0));
    out.push_str(&format!("{}\n\n", entry.why.0));
    match shown {
        None => out.push_str("这个问题与运行时的情况有关，没有可以照抄的例子。\n\n"),
        Some(shown) => {
            out.push_str("## 例子\n\n");
            out.extend(bad(shown).map(|bad| bad + "\n"));
            out.push_str(&format!("报告：\n\n{}\n", report(entry, shown)));
        }
    }
    if !entry.zh.1.is_empty() {
        let help = shown.and_then(|shown| shown.zh.get(1).cloned());
        let help = help.unwrap_or_else(|| general(entry.zh.1));
        out.push_str(&format!("## 改法\n\n{}\n\n", sentence(&help, '。')));
    }
    out.extend(shown.and_then(mended).map(|diff| diff + "\n"));
    let help =
        shown.and_then(|shown| shown.en.get(1).cloned()).unwrap_or_else(|| general(entry.en.1));
    let said = shown.and_then(|shown| shown.en.first().cloned());
    let said = said.unwrap_or_else(|| general(entry.en.0));
    out.push_str(&format!("## English\n\n{said} ({en}).\n\n{}\n\n", entry.why.1.trim()));
    if !help.is_empty() {
        out.push_str(&format!("Help: {}\n", sentence(&help, '.')));
    }
    out
}

/// What a stage is called.
fn area(stage: &str) -> (&'static str, &'static str) {
    match stage {
        "source" => ("出在文件和文件夹上。", "文件和文件夹 · files"),
        "syntax" => ("出在文件的写法上。", "写法 · reading"),
        "model" | "resolve" => ("出在内容的含义上。", "含义 · meaning"),
        "plan" => ("出在页面、网址和链接上。", "页面、网址和链接 · pages"),
        "render" => ("出在主题和模板上。", "主题和模板 · themes"),
        "publish" => ("出在发布时。", "发布 · publishing"),
        "create" => ("出在新建网站或文件时。", "新建 · making sites and files"),
        "serve" => ("出在预览时。", "预览 · serving"),
        _ => ("出在构建时。", "构建 · building"),
    }
}

fn index() -> String {
    let mut areas: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for (stage, entry) in registry::entries() {
        areas.entry(area(stage).1).or_default().push(entry);
    }
    let mut out = String::from(
        "# 每一条信息 · Every message\n\n由程序里的文字和 `tests/sites` 里的例子生成：`CROSSWALK_UPDATE=1 cargo test --test suite docs`。\n",
    );
    for (area, mut entries) in areas {
        entries.sort_by_key(|entry| entry.code);
        out.push_str(&format!("\n## {area}\n\n| 代号 | | |\n|---|---|---|\n"));
        for entry in entries {
            let level = if entry.severity == Severity::Error { "错误" } else { "警告" };
            let words = general(entry.zh.0).replace('|', "\\|");
            out.push_str(&format!("| [{0}]({0}.md) | {level} | {words} |\n", entry.code));
        }
    }
    out
}

/// Every page by its file's name.
fn pages() -> BTreeMap<String, String> {
    let examples = examples();
    let page = |(stage, entry): (&str, &Entry)| {
        (format!("{}.md", entry.code), page(stage, entry, examples.get(entry.code)))
    };
    let mut pages: BTreeMap<String, String> = registry::entries().into_iter().map(page).collect();
    pages.insert("README.md".to_owned(), index());
    pages
}

#[test]
fn every_message_has_its_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/messages");
    let pages = pages();
    if std::env::var_os("CROSSWALK_UPDATE").is_some() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("docs/messages");
        pages.iter().for_each(|(name, page)| fs::write(folder.join(name), page).expect("a page"));
    }
    let stale: Vec<&String> = pages
        .iter()
        .filter(|(name, page)| fs::read_to_string(folder.join(name)).ok().as_ref() != Some(*page))
        .map(|(name, _)| name)
        .collect();
    let there = fs::read_dir(&folder).expect("docs/messages").count();
    assert!(
        stale.is_empty() && there == pages.len(),
        "stale under docs/messages ({there} files for {} pages); CROSSWALK_UPDATE=1 writes them: {stale:?}",
        pages.len()
    );
}
