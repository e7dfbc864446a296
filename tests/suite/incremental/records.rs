//! The law for what is kept of the past: whatever is done to a matrix, to its records or to articles that stay on
//! their day, a rebuild equals a clean build.

use super::random::Random;
use crate::support::{Site, differences, tree};

const PRODUCT: &str = "content/products/mail/product.yaml";
const CHANGES: &str = "content/products/mail/changes";
const ARTICLE: &str = "content/news/kept.md";

/// How many sites there are, and how much is done to each.
const SITES: u64 = 12;
const EDITS: usize = 7;

/// A site whose changes are recorded, with an article that stays on a day.
fn site() -> Site {
    let site = Site::base();
    site.edit(PRODUCT, "type: limit\n", "type: limit\n        better: more\n");
    assert_eq!(site.run(&["record", "--on", "2025-01-01"]).code, 0);
    article(&site, 1, true);
    site
}

fn article(site: &Site, month: usize, stays: bool) {
    let block = "```compare\nproduct: mail\neditions: [old, new]\n```\n";
    let front = format!("title: 留着\ndate: 2025-0{month}-15\nfreeze: {stays}");
    site.write(ARTICLE, format!("---\n{front}\n---\n\n{block}"));
}

/// The records but for the first, which holds no changes, and what stands in its place.
fn records(site: &Site) -> Vec<String> {
    let all = std::fs::read_dir(site.path(CHANGES)).expect("records").flatten();
    let names = all.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> =
        names.filter(|name| name != "recorded.yaml" && name != "2025-01-01.yaml").collect();
    names.sort();
    names
}

/// Does one thing; what it was.
fn edit(site: &Site, day: &mut usize, random: &mut Random) -> String {
    let text = site.read(PRODUCT);
    let change = |from: &str, to: String| site.write(PRODUCT, text.replacen(from, &to, 1));
    match random.below(8) {
        0 => {
            let old = text.lines().find(|line| line.contains("old: ") && line.contains('0'));
            let old = old.expect("a number").to_owned();
            let number = 10 + random.below(90);
            change(&old, format!("          old: {number}0"));
            format!("a cell: {number}0")
        }
        1 => {
            let to = if text.contains("old: 更换微信") { "换一种说法" } else { "更换微信" };
            let from = if to == "更换微信" { "换一种说法" } else { "更换微信" };
            change(from, to.to_owned());
            "words".to_owned()
        }
        2 => {
            let id = format!("row-{day}");
            if text.contains(&id) {
                return "nothing".to_owned();
            }
            change("      - id: transfer\n", format!("      - {{id: {id}, name: 新增的{id}, type: support, cells: {{old: 无, new: 有}}}}\n      - id: transfer\n"));
            format!("a row: {id}")
        }
        3 | 4 => {
            *day += 1;
            let on = format!("2025-02-{day:02}");
            let run = site.run(&["record", "--on", &on]);
            assert_eq!(run.code, 0, "{}", run.stderr);
            format!("a record: {on}")
        }
        5 => match records(site).pop() {
            Some(name) => {
                let path = format!("{CHANGES}/{name}");
                let record = site.read(&path);
                let head = record.find("version: 1\n").expect("a version") + "version: 1\n".len();
                let title = format!("title: 第{}次\n", random.below(99));
                let rest = match record[head..].strip_prefix("title:") {
                    Some(rest) => rest.split_once('\n').expect("the end of a line").1,
                    None => &record[head..],
                };
                site.write(&path, format!("{}{title}{rest}", &record[..head]));
                format!("{name}: {title}")
            }
            None => "nothing".to_owned(),
        },
        6 => {
            let (month, stays) = (1 + random.below(3), random.percent(70));
            article(site, month, stays);
            format!("an article of month {month}, stays: {stays}")
        }
        _ => {
            change("name: 邮件归档", format!("name: 邮件归档{}", random.below(9)));
            "a name".to_owned()
        }
    }
}

#[test]
fn a_rebuild_equals_a_clean_build_whatever_is_recorded() {
    let mut with_changes = 0;
    for seed in 0..SITES {
        let mut random = Random::new(seed);
        let (site, mut day, mut log) = (site(), 0, String::new());
        site.build();
        for _ in 0..EDITS {
            log = format!("{log}\n{}", edit(&site, &mut day, &mut random));
            let built = site.run(&["build", "--now", "2025-03-01T12:00:00+08:00"]);
            assert_eq!(built.code, 0, "seed {seed}{log}\n{}", built.stderr);
            let clean = ["build", "--now", "2025-03-01T12:00:00+08:00", "--no-cache", "-o", "clean"];
            assert_eq!(site.run(&clean).code, 0, "seed {seed}{log}");
            let output = site.output();
            let unlike = differences(&output, &tree(&site.path("clean")));
            assert!(unlike.is_empty(), "seed {seed}{log}\n{unlike:?}");
            let page = String::from_utf8_lossy(&output["products/mail/changes/index.html"]).into_owned();
            with_changes += usize::from(page.contains("<section class=\"record\""));
        }
    }
    assert!(with_changes > 10, "only {with_changes} builds told of changes");
}
