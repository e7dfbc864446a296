//! What is printed of changes and differences: in the reader's language, and not of words that read as before.

use crosswalk::base::SourcePath;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

use super::{PRODUCT, base, cells, diff, edit, is, object, path, two};
use crate::support::{Run, Site};

/// A site in two languages, whose amounts, plans and names have words in both.
fn bilingual() -> Site {
    let site = base();
    let settings = "languages: {zh-Hans: {name: 简体中文}, en: {name: English}}\n";
    site.write("crosswalk.yaml", site.read("crosswalk.yaml") + settings);
    edit(
        &site,
        &[
            ("name: 邮箱", "name: {zh-Hans: 邮箱, en: Mail}"),
            ("{name: 个}", "{name: {zh-Hans: 个, en: accounts}}"),
            ("name: 专业版", "name: {zh-Hans: 专业版, en: Professional}"),
            ("name: 旧版", "name: {zh-Hans: 旧版, en: Classic}"),
            ("name: 新版", "name: {zh-Hans: 新版, en: Fusion}"),
            (
                "name: 帐号数上限",
                "name: {zh-Hans: 帐号数上限, en: Account limit}\n        per: org",
            ),
            ("{password: 密码,", "{password: {zh-Hans: 密码, en: password},"),
            ("md: 只限 VIP 成员", "md: {zh-Hans: 只限 VIP 成员, en: VIP members only}"),
            (
                "  - id: console",
                "  - id: more\n    name: 其他\n    features:\n      - {id: kept, name: {zh-Hans: 保留时间, en: Retention}, type: limit, cells: {old: 1 天, new: 30 天}}\n  - id: console",
            ),
        ],
    );
    site
}

fn has(run: &Run, words: &[&str]) {
    for words in words {
        assert!(run.stdout.contains(words), "{words}: {}", run.stdout);
    }
}

#[test]
fn what_things_are_called_and_when_editions_go_is_read_too() {
    let (old, new) = (bilingual(), bilingual());
    edit(
        &new,
        &[
            ("en: Account limit", "en: Seats"),
            ("{zh-Hans: 旧版, en: Classic}", "{zh-Hans: 经典版, en: Classic}, closes: 2027-03-31"),
            ("{password: {zh-Hans: 密码,", "{password: {zh-Hans: 口令,"),
        ],
    );
    let sides = [path(&old.root()).to_owned(), path(&new.root()).to_owned()];
    let zh = diff(&old, &[&sides[0], &sides[1], "--lang", "zh"]);
    has(
        &zh,
        &[
            "客户现在会读到",
            "版本改名（old）：旧版 → 经典版",
            "版本的关闭日期（old）：（没有写） → 2027-03-31",
            "功能改名（account-cap）：Account limit → Seats",
            "密码 → 口令",
        ],
    );
    let en = diff(&old, &[&sides[0], &sides[1], "--lang", "en"]);
    has(&en, &["feature renamed (account-cap): Account limit → Seats"]);
    let found = object(&old, &[&sides[0], &sides[1]]);
    let names = found["names"].as_array().expect("names");
    let of: Vec<_> = names.iter().filter_map(|name| name["of"].as_str()).collect();
    assert_eq!(of, ["edition", "closes", "feature", "option"]);
    assert_eq!((&names[1]["old"], &names[1]["new"]), (&json!(null), &json!("2027-03-31")));
    assert!(found["cells"].as_array().is_some_and(Vec::is_empty));
    // Nothing changed, nothing is told.
    assert!(object(&old, &[&sides[0], &sides[0]]).get("names").is_none());
}

#[test]
fn editions_are_told_in_the_language_that_was_asked_for() {
    let site = bilingual();
    let english = diff(&site, &["mail@old", "mail@new", "--why", "--lang", "en"]);
    has(
        &english,
        &[
            "Mail: Classic → Fusion",
            "[raised] Account limit",
            "50 accounts (per organisation) → 200 accounts (per organisation); Professional: unlimited",
            "1 day → 30 days",
            "partial (VIP members only)",
            "password → password, ",
        ],
    );
    for han in ["个", "天", "专业版", "旧版", "帐号"] {
        assert!(!english.stdout.contains(han), "{han}: {}", english.stdout);
    }
    let chinese = diff(&site, &["mail@old", "mail@new", "--lang", "zh"]);
    has(&chinese, &["邮箱：旧版 → 新版", "50个（每家企业）", "专业版：不限", "1天 → 30天"]);
    for english in ["accounts", "day", "Professional", "Classic", "org"] {
        assert!(!chinese.stdout.contains(english), "{english}: {}", chinese.stdout);
    }
}

#[test]
fn versions_and_changed_cells_are_told_so_too() {
    let (old, new) = (bilingual(), bilingual());
    edit(&new, &[("old: 50", "old: 60"), ("new: 30 天", "new: 31 天")]);
    let args = [path(&old.root()), path(&new.root()), "--lang", "en"].map(ToOwned::to_owned);
    let run = diff(&old, &args.each_ref().map(String::as_str));
    has(
        &run,
        &["Mail: customers will now read", "Account limit · Classic", "50 accounts", "31 days"],
    );
    let set = new.run(&["set", "mail/account-cap/old", "70", "--lang", "en"]);
    has(&set, &["60 accounts (per organisation) → 70 accounts (per organisation)"]);
}

/// Built-in units have words even where the site is written in one language alone.
#[test]
fn units_that_everybody_knows_are_words_in_any_language() {
    let site = base();
    edit(&site, &[("type: limit\n        unit: account", "type: limit")]);
    edit(&site, &[("old: 50", "old: 1 天"), ("limit: 200", "limit: 2 天")]);
    let run = diff(&site, &["mail@old", "mail@new", "--lang", "en"]);
    has(&run, &["1 day → 2 days"]);
}

#[test]
fn no_bracket_follows_a_bracket() {
    let site = base();
    edit(
        &site,
        &[
            (
                "        cells:\n          old: 50",
                "        per: org\n        cells:\n          old: {limit: 50, md: 可以申请更多}",
            ),
            (
                "limit: 200, cases: [{when: pro, limit: 不限}]",
                "limit: 50, md: 可以申请更多, cases: [{when: pro, limit: 10}]",
            ),
            ("jump: 有}", "jump: {is: 有, cases: [{when: active, is: 部分, md: 少}]}}"),
            ("jump: {is: 无,", "jump: {is: 有, cases: [{when: active, is: 无}],"),
        ],
    );
    for lang in ["zh", "en"] {
        let run = diff(&site, &["mail@old", "mail@new", "--why", "--lang", lang]);
        for twice in ["）（", ") (", "（）", "()"] {
            assert!(!run.stdout.contains(twice), "{twice}: {}", run.stdout);
        }
    }
    let run = diff(&site, &["mail@old", "mail@new", "--why", "--lang", "zh"]);
    has(
        &run,
        &["50个（每家企业，可以申请更多）", "依据：专业版：数变小，而越多越好（better: more）"],
    );
}

/// One text, written in ways that read alike.
const ALIKE: [&str; 8] = [
    "{md: 更换微信后由管理员确认}",
    "{md: \"更换微信后由管理员确认  \"}",
    "\n            md: 更换微信后\n              由管理员确认",
    "\n            md: |\n              更换微信后\n              由管理员确认",
    "\n            md: >\n              更换微信后\n              由管理员确认",
    "\n            md: >-\n              更换微信后由管理员确认",
    "{md: \"更换微信后\\n由管理员确认\"}",
    "\n            更换微信后\n            由管理员确认",
];

const OTHER: [&str; 3] = [
    "{md: \"更换微信后  \\n由管理员确认\"}",
    "{md: \"更换微信后\\n\\n由管理员确认\"}",
    "{md: 更换微信后由**管理员**确认}",
];

fn with(words: &str) -> Site {
    let site = base();
    edit(&site, &[("old: 更换微信", &format!("old: {words}"))]);
    site
}

#[test]
fn words_that_are_only_wrapped_otherwise_read_the_same() {
    let old = with(ALIKE[0]);
    for words in ALIKE {
        let new = with(words);
        let found = object(&old, &[path(&old.root()), path(&new.root())]);
        assert!(cells(&found).is_empty(), "{words}: {found:#}");
    }
    for words in OTHER {
        let new = with(words);
        let found = object(&old, &[path(&old.root()), path(&new.root())]);
        is(&found, &[("transfer", "old", "changed")]);
    }
    // Between editions, too; and elsewhere than between Han a break is a space.
    let latin = |old: &str, new: &str| {
        let site = with(old);
        edit(&site, &[("{md: 由管理员转让创建人, short: 转让创建人}", new)]);
        let found = object(&site, &["mail@old", "mail@new"]);
        let rows = found["features"].as_array().expect("rows");
        let row = rows.iter().find(|row| row["id"] == "transfer").expect("the row");
        row["diff"].as_str().expect("a word").to_owned()
    };
    assert_eq!(latin("{md: ask the admin}", "{md: \"ask\\nthe  admin\"}"), "same");
    assert_eq!(latin("{md: ask the admin}", "{md: ask theadmin}"), "changed");
    assert_eq!(latin("{md: 由 VIP 成员}", "{md: \"由\\nVIP\\n成员\"}"), "same");
}

/// A text of words in two scripts, and the same with its lines broken elsewhere.
fn wrapped() -> impl Strategy<Value = (String, String)> {
    let word = || {
        select(vec!["更换", "微信", "VIP", "mail", "**成员**", "[帮助](src:page)", "`a b`", "，"])
    };
    let gap = || select(vec![" ", "\n", "  ", " \n ", "\n  "]);
    vec((word(), gap(), gap()), 1..8).prop_map(|words| {
        let joined = |of: fn(&(&'static str, &'static str, &'static str)) -> &'static str| {
            // Two spaces at a line's end would be a break that readers see.
            let text: String = words.iter().map(|word| format!("{}{}", word.0, of(word))).collect();
            text.trim().to_owned()
        };
        (joined(|word| word.1), joined(|word| word.2))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 256, ..ProptestConfig::default() })]

    /// However a text is wrapped, it is the same text; with one word more it is another.
    #[test]
    fn wrapping_is_no_change((one, other) in wrapped()) {
        prop_assert_eq!(prose(&one), prose(&other), "{:?} {:?}", one, other);
        prop_assert_ne!(prose(&one), prose(&format!("{other} 另")));
    }
}

/// Words as a cell's words are read.
fn prose(text: &str) -> crosswalk::model::ProseText {
    let quoted = serde_json::to_string(text).expect("a JSON string");
    let product = format!(
        "product: p\nname: 甲\nsources: {{page: {{title: 网页, url: \"https://www.example.com/\"}}}}\neditions: [{{id: a, name: A}}, {{id: b, name: B}}]\ngroups:\n  - id: g\n    name: 组\n    features:\n      - {{id: f, name: 功能, type: text, cells: {{a: {{md: {quoted}}}, b: 无}}}}\n"
    );
    let settings = "version: 1\ntitle: 站\nbase_url: https://www.example.com/\n";
    let file = |path: &str, text: &str| (SourcePath::new(path), text.as_bytes().to_vec());
    let files =
        [file("crosswalk.yaml", settings), file("content/products/p/product.yaml", &product)];
    let read = crosswalk::build::version(&files, jiff::Timestamp::UNIX_EPOCH);
    let problems: Vec<_> = read.diagnostics.iter().map(|problem| &problem.message.en).collect();
    assert!(problems.is_empty(), "{text:?}: {problems:?}");
    let feature = read.value.products[0].features().next().expect("a row").clone();
    feature.facts[0].cells[0].words.clone().expect("words")
}

#[test]
fn nothing_is_recorded_of_words_that_read_as_before() {
    let site = with(ALIKE[0]);
    // What is signed is kept to the letter; here it is the matrix that is asked about.
    let guides = site.path("content/products/mail/upgrades");
    std::fs::remove_dir_all(guides).expect("the guide");
    assert_eq!(site.run(&["record", "--on", "2026-01-01"]).code, 0);
    for words in &ALIKE[1..] {
        let text = with(words).read(PRODUCT);
        site.write(PRODUCT, text);
        has(&site.run(&["record", "--lang", "en"]), &["nothing to record"]);
        let check = site.run(&["check", "--lang", "en"]);
        assert!(!check.stderr.contains("unrecorded"), "{words}: {}", check.stderr);
    }
    site.write(PRODUCT, with(OTHER[0]).read(PRODUCT));
    assert!(!site.run(&["record", "--lang", "en"]).stdout.contains("nothing to record"));
}

#[test]
fn a_row_that_was_split_became_two() {
    let row = "      - id: transfer\n        name: 移交\n        type: text\n        cells:\n          old: 更换微信\n          new: {md: 由管理员转让创建人, short: 转让创建人}\n";
    let two_rows = "      - {id: hand-over, name: 移交邮箱, type: text, cells: {old: 甲, new: 乙}}\n      - {id: owner, name: 更换创建人, type: text, cells: {old: 甲, new: 乙}}\n";
    let (old, new) =
        two(&[(row, two_rows), ("groups:\n", "split: {transfer: [hand-over, owner]}\ngroups:\n")]);
    let told = |from: &Site, to: &Site, args: &[&str]| {
        diff(from, &[&[path(&from.root()), path(&to.root())], args].concat())
    };
    let zh = told(&old, &new, &["--lang", "zh"]);
    has(&zh, &["「移交」拆成 2 项：「移交邮箱」、「更换创建人」；以前的变更记录在各项下接着算"]);
    assert!(!zh.stdout.contains("改了代号") && !zh.stdout.contains("新的功能"), "{}", zh.stdout);
    let en = told(&old, &new, &["--lang", "en", "--format", "md"]);
    has(
        &en,
        &["- 移交 became 2 features: 移交邮箱, 更换创建人; its history continues in each of them"],
    );
    let back = told(&new, &old, &["--lang", "zh"]);
    has(&back, &["「移交邮箱」、「更换创建人」合成一项：「移交」；以前的变更记录接着算"]);
}
