//! What holds for every run: all faults at once and in order, the exit code, and nothing written
//! that should not be.

use std::fs;

use crosswalk::base::SourcePath;
use crosswalk::build::Outcome;

use super::expect::{self, Problem};
use crate::real_site::html;
use crate::support::{Run, Site, binary, differences, in_proportion, stamps};

fn problems(run: &Run) -> Vec<Problem> {
    expect::problems(&run.stderr).expect("JSON lines")
}

/// A site with two faults in each of ten articles, a product and a guide.
fn full_of_faults() -> Site {
    let site = Site::base();
    for n in 0..10 {
        let text = format!("---\ntitle: 第 {n} 篇\ntagz: [邮箱]\n---\n\n见[新闻](/new/)。\n");
        site.write(&format!("content/news/note-{n}.md"), text);
    }
    site.edit("content/products/mail/product.yaml", "type: limit", "type: limitt");
    site.edit("content/products/mail/product.yaml", "old: 无\n", "old: 没有\n");
    site.edit("content/products/mail/upgrades/old-to-new.md", "reversible: true", "reversible: 是");
    site.edit("content/products/mail/upgrades/old-to-new.md", "from: old", "from: odl");
    site
}

#[test]
fn one_run_reports_every_fault_in_order() {
    let site = full_of_faults();
    let run = site.run(&["check", "--format", "json"]);
    let found = problems(&run);
    assert_eq!(run.code, 1);
    assert_eq!(found.iter().filter(|p| p.code == "unknown-key").count(), 10);
    assert_eq!(found.iter().filter(|p| p.code == "dead-link").count(), 10);
    for code in ["unknown-choice", "unknown-state", "expected-boolean", "unknown-edition"] {
        assert_eq!(found.iter().filter(|p| p.code == code).count(), 1, "{code}");
    }
    assert_eq!(found.len(), 24, "{found:#?}");
    let places: Vec<_> = found.iter().map(|p| p.place.clone().expect("a place")).collect();
    assert!(places.is_sorted(), "by path, line and column: {places:#?}");
}

#[test]
fn people_and_programs_are_told_the_same() {
    let site = full_of_faults();
    let json = problems(&site.run(&["check", "--format", "json", "--lang", "en"]));
    let human = site.run(&["check", "--lang", "en"]).stderr;
    let heads = human.lines().filter_map(|line| line.trim_start().strip_prefix("--> "));
    assert!(heads.eq(json.iter().map(Problem::place)), "{human}");
    let messages = human.lines().filter_map(|line| line.strip_prefix("error["));
    let expected = json.iter().map(|p| format!("{}]: {}", p.code, p.message));
    assert!(messages.eq(expected), "{human}");
    assert!(human.ends_with("\n24 errors, 0 warnings\n"), "{human}");
}

#[test]
fn what_the_command_line_says_is_to_be_mended_there() {
    let site = Site::base();
    for tongue in ["zh", "en"] {
        let url = site.run(&["build", "-u", "example.com", "--lang", tongue]);
        assert!(url.stderr.contains("https://example.com/"), "{}", url.stderr);
        for output in ["/", "content"] {
            let run = site.run(&["build", "-o", output, "--lang", tongue]);
            assert_eq!(run.code, 2);
            assert!(
                run.stderr.contains(" -o ") && !run.stderr.contains("output_dir"),
                "{}",
                run.stderr
            );
        }
    }
    site.edit("crosswalk.yaml", "title:", "output_dir: content\ntitle:");
    assert!(site.run(&["build"]).stderr.contains("output_dir"));
}

#[test]
fn the_exit_code_says_whose_fault_it_is() {
    let site = Site::base();
    let code = |args: &[&str]| site.run(args).code;
    assert_eq!(code(&["check"]), 0);
    assert_eq!(code(&["build"]), 0);
    assert_eq!(code(&["build", "--help"]), 0);
    assert_eq!(code(&["--version"]), 0);
    assert_eq!(code(&["build", "--no-such-flag"]), 2);
    assert_eq!(code(&["no-such-command"]), 2);
    assert_eq!(code(&[]), 2);
    assert_eq!(code(&["build", "--now", "昨天"]), 2);
    assert_eq!(code(&["build", "-r", "no-such-folder"]), 2);
    assert_eq!(code(&["build", "-u", "example.com"]), 2);
    site.write("content/news/note.md", "---\ntitle: 说明\ntagz: []\n---\n");
    assert_eq!(code(&["check"]), 1);
    assert_eq!(code(&["build"]), 1);
    site.write("content/news/note.md", "---\ntitle: 说明\n---\n\n```compair\na: b\n```\n");
    assert_eq!(code(&["build"]), 0);
    assert_eq!(code(&["build", "--strict"]), 1);
}

#[test]
fn without_settings_there_is_no_site() {
    let site = Site::base();
    site.remove("crosswalk.yaml");
    for command in ["check", "build"] {
        let run = site.run(&[command, "--format", "json", "--lang", "zh"]);
        let found = problems(&run);
        assert_eq!(run.code, 2);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!((found[0].code.as_str(), &found[0].place), ("no-settings", &None));
        assert!(found[0].help.as_ref().is_some_and(|help| help.contains("--root")));
    }
    assert!(!site.path("output").exists() && !site.path(".crosswalk").exists());
}

#[test]
fn a_home_folder_is_never_the_output() {
    let site = Site::base();
    site.write("home/letter.txt", "我的信");
    let mut command = binary();
    command.current_dir(site.root()).env("HOME", site.path("home"));
    let run = Run::of(command.args(["build", "-o", "home", "--format", "json"]));
    assert_eq!(run.code, 2);
    assert_eq!(problems(&run)[0].code, "output-is-home");
    assert_eq!(site.read("home/letter.txt"), "我的信");
}

#[test]
fn the_settings_say_how_long_to_wait() {
    let site = Site::base();
    site.publish();
    site.edit("crosswalk.yaml", "version: 1", "version: 1\npublish: {wait: 1s}");
    let lock = fs::OpenOptions::new().write(true).open(site.path(".output.crosswalk/lock"));
    let lock = lock.expect("the lock of the last build");
    lock.lock().expect("a free lock");
    let run = site.run(&["build", "--format", "json", "--lang", "en"]);
    let found = problems(&run);
    assert_eq!((run.code, found.len(), found[0].code.as_str()), (2, 1, "output-busy"));
    assert!(found[0].message.contains("after 1 s"), "{}", found[0].message);
}

#[test]
fn a_secret_is_in_no_report() {
    let site = Site::base();
    let secret = "kQ3xZ8wLmN2";
    site.edit("crosswalk.yaml", "version: 1", &format!("version: 1\ndeploy: {{token: {secret}}}"));
    for format in ["human", "json"] {
        let run = site.run(&["build", "--format", format]);
        assert_eq!(run.code, 1);
        assert!(run.stderr.contains("secret-in-settings"), "{}", run.stderr);
        assert!(!run.stderr.contains(secret) && !run.stdout.contains(secret), "{}", run.stderr);
    }
}

#[test]
fn a_message_can_be_explained() {
    let site = Site::base();
    let run = site.run(&["explain", "two-values", "--lang", "zh"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(
        run.stdout.contains("一格只能有一个值") && run.stdout.contains("改法"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout.contains("\n\n一格只能有一个值，这里既有 … 又有 …\n一格只有一个值。\n"),
        "{}",
        run.stdout
    );
    let english = site.run(&["explain", "two-values", "--lang", "en"]).stdout;
    assert!(english.contains("\nA cell has one value.\n"), "{english}");
    assert!(!english.contains(|c: char| ('\u{4e00}'..'\u{9fff}').contains(&c)), "{english}");
    let run = site.run(&["explain", "two-value", "--lang", "en"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("did you mean two-values?"), "{}", run.stderr);
}

#[test]
fn a_check_writes_nothing() {
    for site in [Site::base(), full_of_faults()] {
        let before = stamps(&site.root());
        site.run(&["check"]);
        site.check();
        assert_eq!(stamps(&site.root()), before);
    }
}

#[test]
fn a_build_that_fails_leaves_the_old_site() {
    let site = Site::base();
    site.publish();
    let before = stamps(&site.path("output"));
    let bad = "---\ntitle: 说明\nslug: ../../x\n---\n";
    site.write("content/news/note.md", bad);
    for _ in 0..2 {
        assert!(matches!(site.build().outcome, Outcome::Refused));
        assert_eq!(stamps(&site.path("output")), before, "not a byte, inode or moment has changed");
    }
    site.write("content/news/note.md", bad.replace("../../", ""));
    assert!(site.publish().contains_key("news/x/index.html"));
}

#[test]
fn marks_and_line_ends_change_nothing() {
    let plain = Site::base();
    let marked = Site::base();
    for name in stamps(&marked.root()).into_keys() {
        let text = marked.read(&name).replace('\n', "\r\n");
        marked.write(&name, format!("\u{feff}{text}"));
    }
    assert_eq!(differences(&plain.publish(), &marked.publish()), [""; 0]);
}

#[test]
fn empty_words_are_filled_in() {
    let site = Site::base();
    let text = "新版可建 [](cell:mail/account-cap/new)，专业版[](cell:mail/account-cap/new?when=pro)，\
                登录用[](cell:mail/sign-in/new)，移交靠[](cell:mail/transfer/new)，\
                入口[](cell:mail/wecom.jump/new)。";
    site.write("content/news/note.md", format!("---\ntitle: 说明\n---\n\n{text}\n"));
    let output = site.publish();
    let page = String::from_utf8_lossy(&output["news/note/index.html"]);
    let words =
        html::all(&page, "p").iter().map(html::Element::text).find(|p| p.contains("新版可建"));
    let filled = "新版可建 200 个，专业版不限，登录用密码、扫码，移交靠转让创建人，入口无。";
    assert_eq!(words.as_deref(), Some(filled));
}

#[test]
fn hostile_words_stay_words() {
    let site = Site::base();
    let evil = r#"<script>alert("x")</script> & '{{ site }}'"#;
    let quoted = format!("'{}'", evil.replace('\'', "''"));
    let prose = quoted.replace('<', "\\<");
    let front = format!("title: {quoted}\ndate: 2021-07-13\nlead: {quoted}\nauthors: [{quoted}]");
    let text = format!("---\n{front}\ntags: [{quoted}]\n---\n\n`{evil}`\n\n## {}\n", &prose);
    site.write("content/news/note.md", text);
    site.edit("crosswalk.yaml", "title: 测试站", &format!("title: {quoted}"));
    let product = "content/products/mail/product.yaml";
    site.edit(product, "name: 邮箱", &format!("name: {quoted}"));
    site.edit(product, "old: 更换微信", &format!("old: {{md: {prose}, note: {prose}}}"));
    for (name, bytes) in site.publish() {
        let text = String::from_utf8_lossy(&bytes);
        if name.ends_with(".html") {
            assert!(!text.contains("<script>alert"), "{name}");
        } else if name.ends_with(".xml") {
            html::well_formed(&text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        } else if name.ends_with(".json") {
            serde_json::from_slice::<serde_json::Value>(&bytes).expect("JSON");
        }
    }
}

/// The code of the first problem of a file.
fn first_code(path: &str, text: &str) -> Option<String> {
    let found = crosswalk::syntax::parse(&SourcePath::new(path), text.as_bytes()).diagnostics;
    found.into_iter().next().map(|d| d.code)
}

#[test]
fn an_alias_bomb_is_refused_at_once() {
    let mut text = String::from("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (last, next) in ('a'..='y').zip('b'..='z') {
        let nine = [format!("*{last}").as_str(); 9].join(",");
        text.push_str(&format!("{next}: &{next} [{nine}]\n"));
    }
    // Written out it would be nine to the twenty-fifth nodes: there is no end to wait for.
    assert_eq!(first_code("crosswalk.yaml", &text).as_deref(), Some("yaml-alias-bomb"));
}

/// A file eight times as long takes about eight times as long; where every part looked at every other
/// it would take sixty-four.
#[test]
fn large_files_cost_what_they_hold() {
    let front = "---\ntitle: 说明\n---\n\n";
    let keys = |n: usize| -> String {
        let keys: String = (0..n).map(|n| format!("  k{n}: 0\n")).collect();
        format!("title: 测试站\nbase_url: https://example.com/\nextra:\n{keys}")
    };
    let headings = |n: usize| format!("{front}{}", "# 同\n\n".repeat(n));
    let files: [(&str, usize, &dyn Fn(usize) -> String); 2] =
        [("crosswalk.yaml", 12_500, &keys), ("content/news/headings.md", 2_500, &headings)];
    for (path, size, text) in files {
        let (short, long) = (text(size), text(8 * size));
        assert_eq!(first_code(path, &long), None, "{path}");
        let read = |text: &str| drop(first_code(path, text));
        in_proportion(path, || read(&short), || read(&long));
    }
    let quotes = format!("{front}{}字\n", ">".repeat(100_000));
    assert_eq!(first_code("content/news/quotes.md", &quotes).as_deref(), Some("text-too-deep"));
}
