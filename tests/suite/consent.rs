//! Consent sheets: what their version is made from, and how it is found again.

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::real_site::html::all;
use crate::support::Site;

const PRODUCT: &str = "content/products/mail/product.yaml";
const GUIDE: &str = "content/products/mail/upgrades/old-to-new.md";
const FOLDER: &str = "products/mail/upgrades/old-to-new/consent";

/// The base with a guide that takes something away and has no way back.
fn base() -> Site {
    let site = Site::base();
    site.write(
        GUIDE,
        "---
title: 旧版升级新版
from: old
to: new
given: {new: [basic]}
reversible: false
no_way_back: 升级后不能退回
hold_if:
  - 客户仍有抵触
  - md: 合同还没有签
preconditions:
  - {id: told, md: 已告知区别, by: reseller, consent: true}
  - {id: saved, md: 已备份, by: admin}
impacts:
  wecom: {severity: warn, md: 入口没有了}
---
",
    );
    site
}

/// The canonical data of the sheet, whose hash the page must show.
fn told(site: &Site) -> (Value, String) {
    let output = site.publish();
    let bytes = &output[&format!("{FOLDER}/consent.json")];
    let hash: String = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
    let page = String::from_utf8_lossy(&output[&format!("{FOLDER}/index.html")]).into_owned();
    assert!(page.contains(&format!("<code>{hash}</code>")), "the sheet shows another version");
    (serde_json::from_slice(bytes).expect("JSON"), hash)
}

fn version(site: &Site) -> String {
    told(site).1
}

/// The base's version after an edit.
fn after(path: &str, from: &str, to: &str) -> String {
    let site = base();
    site.edit(path, from, to);
    version(&site)
}

#[test]
fn what_is_told() {
    let (data, _) = told(&base());
    assert_eq!(data["schema"], "crosswalk-consent/2");
    assert_eq!(data["operator"], "测试站");
    assert_eq!(data["language"], "zh-Hans");
    assert_eq!(data["from"], serde_json::json!({"id": "old", "name": "旧版"}));
    assert_eq!(data["given"], serde_json::json!({"new": {"basic": "基础版"}}));
    assert_eq!(data["reversible"], false);
    assert_eq!(data["no_way_back"], serde_json::json!(["升级后不能退回"]));
    assert_eq!(data["hold_if"], serde_json::json!(["合同还没有签", "客户仍有抵触"]));
    assert_eq!(data["losses"], serde_json::json!(["wecom"]));
    let jump = &data["differences"]["wecom"]["parts"]["jump"];
    assert_eq!(jump["difference"], "lost");
    assert_eq!((&jump["from"]["state"], &jump["to"]["state"]), (&"yes".into(), &"no".into()));
    let told = &data["preconditions"]["told"];
    assert_eq!(*told, serde_json::json!({"md": "已告知区别", "by": "reseller", "consent": true}));
    // Under the basic plan the case for the other one is no part of what is told.
    let cap = &data["differences"]["account-cap"]["to"];
    assert_eq!(*cap, serde_json::json!({"state": "limit", "amount": "200 个"}));
}

#[test]
fn order_and_comments_change_nothing() {
    let first = version(&base());
    let site = base();
    // The whole product with its groups' rows, conditions, editions' keys the other way round.
    let text = site.read(PRODUCT);
    let (head, rows) = text.split_once("    features:\n").expect("features");
    let mut rows: Vec<String> =
        rows.split("      - id:").skip(1).map(|row| format!("      - id:{row}")).collect();
    rows.reverse();
    let head = head
        .replace("  basic: {name: 基础版, of: plan, editions: [new]}\n", "")
        .replace("conditions:\n", "conditions:\n  # 注释\n  vip2: {of: member, name: 别的}\n")
        .replace(
            "  vip: {name",
            "  basic: {editions: [new], of: plan, name: 基础版}\n  vip: {name",
        );
    site.write(PRODUCT, format!("# 注释\n{head}    features:\n{}", rows.concat()));
    let guide = site.read(GUIDE);
    let guide = guide
        .replace("  - 客户仍有抵触\n  - md: 合同还没有签\n", "  - 合同还没有签\n  - {md: 客户仍有抵触} # 注释\n")
        .replace(
            "  - {id: told, md: 已告知区别, by: reseller, consent: true}\n  - {id: saved, md: 已备份, by: admin}\n",
            "  - {by: admin, md: 已备份, id: saved, consent: false}\n  - {id: told, consent: true, md: \"已告知区别\", by: reseller}\n",
        );
    site.write(GUIDE, guide);
    assert_eq!(version(&site), first);
}

#[test]
fn what_is_not_told_changes_nothing() {
    let first = version(&base());
    for (path, from, to) in [
        (PRODUCT, "old: 50", "old: {limit: 50, note: 附注, src: [paper], verified: 2026-01-02}"),
        (PRODUCT, "title: 一份文件", "title: 另一份文件"),
        (PRODUCT, "name: 邮箱\n", "name: 邮箱\nverified: 2026-01-02\nvendor: 某公司\n"),
        (
            GUIDE,
            "reversible: false",
            "reversible: false\nduration: 一天\nsteps: [{id: go, phase: during, md: 升级}]",
        ),
        (GUIDE, "md: 入口没有了", "md: 说明换了写法"),
        ("crosswalk.yaml", "title: 测试站", "description: 别的话\ntitle: 测试站"),
    ] {
        assert_eq!(after(path, from, to), first, "{from}");
    }
}

/// What somebody reads on paper: without its version, and what the screen alone shows.
fn printed(site: &Site) -> String {
    let html =
        String::from_utf8_lossy(&site.publish()[&format!("{FOLDER}/index.html")]).into_owned();
    let sheet = &all(&html, "article")[0];
    let hash = version(site);
    sheet.text().replace(&hash, "").replace(&hash[..12], "")
}

/// Whatever the sheet shows is part of what is hashed: an edit that changes the paper changes the version.
#[test]
fn what_is_printed_is_what_is_hashed() {
    let site = base();
    site.edit(PRODUCT, "product: mail", "product: mail\nmoved: {gone: archive}");
    site.edit(
        GUIDE,
        "md: 已备份",
        "md: \"已备份 [](cell:mail/account-cap/old) 的清单，见 [](src:page)\"",
    );
    site.edit(
        GUIDE,
        "severity: warn, md: 入口没有了",
        "severity: block, md: 离不开入口的先不要升级",
    );
    site.edit(
        PRODUCT,
        "  - id: console",
        "  - id: more
    name: 其他
    features:
      - {id: quota, name: 配额, type: limit, unit: account, better: more, cells: {old: {limit: {formula: 2 * accounts}}, new: {limit: {formula: 10 + accounts}, note: 换算}}}
  - id: console",
    );
    let (first, paper) = (version(&site), printed(&site));
    assert!(paper.contains("离不开入口的先不要升级") && paper.contains("暂勿升级"), "{paper}");
    assert!(paper.contains("50") && paper.contains("一个网页"), "{paper}");
    let mut seen = vec![first];
    for (path, from, to) in [
        ("crosswalk.yaml", "title: 测试站", "title: 别的站"),
        (GUIDE, "离不开入口的先不要升级", "离不开入口的等一等"),
        (GUIDE, "severity: block", "severity: warn"),
        (PRODUCT, "old: 50", "old: 60"),
        (PRODUCT, "title: 一个网页", "title: 另一个网页"),
        (PRODUCT, "10 + accounts", "11 + accounts"),
    ] {
        let text = site.read(path);
        site.edit(path, from, to);
        let (next, now) = (version(&site), printed(&site));
        assert_ne!(now, paper, "{from} → {to} is not printed");
        assert!(!seen.contains(&next), "{from} → {to}");
        seen.push(next);
        site.write(path, text);
    }
    assert_eq!(seen.len(), 7);
}

/// Sheets that were signed while their versions were made in another form are found all the same.
/// A row `wecom.jump` with a part `app` beside a row `wecom` with a part `jump.app`: sheet and version mean the former.
#[test]
fn an_empty_link_is_told_as_it_is_shown() {
    let site = base();
    site.edit(PRODUCT, "{id: jump, name: 后台入口", "{id: jump.app, name: 后台入口");
    site.edit(PRODUCT, "自行选择, jump: 有", "自行选择, jump.app: 有");
    site.edit(
        PRODUCT,
        "new: {opening: 同时开通, jump: {is: 无, note: 从登录页扫码进入}}",
        "new: {opening: 同时开通, jump.app: {is: 无, note: 从登录页扫码进入}}\n      - id: wecom.jump\n        name: 跳转\n        parts:\n          - {id: app, name: 手机端, type: text}\n        cells:\n          old: {app: 旧的说法}\n          new: {app: 新的说法}",
    );
    site.edit(GUIDE, "md: 已告知区别", "md: '已告知：[](cell:mail/wecom.jump.app/new)'");
    let (told, _) = told(&site);
    assert!(printed(&site).contains("已告知：新的说法"));
    assert_eq!(told["filled"]["cell:mail/wecom.jump.app/new"]["state"], "text", "{told}");
}

#[test]
fn a_version_in_the_first_form_is_found() {
    const FIRST: &str = "626ae33eb69b9f8c679c340dc6ae284b72bb4804867a873631ed5f3fedef7529";
    let site = base();
    let now = version(&site);
    assert_ne!(now, FIRST);
    let run = site.run(&["check", "--consent", &FIRST[..12]]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains(GUIDE) && run.stdout.contains(FIRST), "{}", run.stdout);
    assert!(run.stdout.contains(&now) && run.stdout.contains("内容没有改动"), "{}", run.stdout);
    let run = site.run(&["check", "--consent", FIRST, "--format", "json"]);
    let found: Value = serde_json::from_str(&run.stdout).expect("one object");
    assert_eq!(found["schema"], "crosswalk-consent/1");
    assert_eq!((&found["found"]["site"], &found["current"]), (&true.into(), &now.as_str().into()));
    // A guide made of several, whose title named no plans then.
    let plans = crate::upgrades::site("plans");
    let made = "38d0c9750659d102cd255be5e6e3b5e0034a3925266b20d4011970a7552c33ac";
    let run = plans.run(&["check", "--consent", made]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("team-to-enterprise"), "{}", run.stdout);
}

#[test]
fn what_is_told_changes_the_version() {
    let mut seen = vec![version(&base())];
    for (path, from, to) in [
        (PRODUCT, "jump: {is: 无,", "jump: {is: 无, instead: 扫码,"),
        (PRODUCT, "jump: 有", "jump: {is: 有, md: 首页}"),
        (PRODUCT, "set: [password, scan]", "set: [password, scan, phone]"),
        (PRODUCT, "name: 企业微信", "name: 微信"),
        (PRODUCT, "scan: 扫码", "scan: 微信扫码"),
        (PRODUCT, "name: 新版}", "name: 新版（二）}"),
        (PRODUCT, "short: 转让创建人", "short: 转让"),
        (GUIDE, "reversible: false\nno_way_back: 升级后不能退回", "reversible: true"),
        (GUIDE, "不能退回", "不可以退回"),
        (GUIDE, "客户仍有抵触", "客户犹豫"),
        (GUIDE, "已备份", "已经备份"),
        (GUIDE, "by: admin", "by: member"),
        (GUIDE, "given: {new: [basic]}", "given: {new: [pro]}"),
    ] {
        let next = after(path, from, to);
        assert!(!seen.contains(&next), "{from} → {to}");
        seen.push(next);
    }
}

#[test]
fn the_sheet_is_linked_and_left_out_of_the_map() {
    let output = base().publish();
    let text = |path: &str| String::from_utf8_lossy(&output[path]).into_owned();
    let guide = text("products/mail/upgrades/old-to-new/index.html");
    assert!(guide.contains(&format!("href=\"/{FOLDER}/\"")), "no link");
    let sheet = text(&format!("{FOLDER}/index.html"));
    assert!(sheet.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(sheet.contains(&format!("href=\"/{FOLDER}/consent.json\"")));
    // What nobody signs stands apart from what somebody does.
    let (before, sign) = sheet.split_once("class=\"sign\"").expect("lines to sign");
    assert!(before.contains("已备份") && sign.contains("已告知区别") && !sign.contains("已备份"));
    assert!(!text("sitemap.xml").contains("consent"));
}

#[test]
fn one_version_in_every_language() {
    let site = base();
    site.edit(
        "crosswalk.yaml",
        "title:",
        "languages: {zh-Hans: {name: 简体中文}, en: {name: English}}\ntitle:",
    );
    let hash = version(&site);
    assert_eq!(hash, version(&base()));
    let english =
        String::from_utf8_lossy(&site.output()[&format!("en/{FOLDER}/index.html")]).into_owned();
    assert!(english.contains(&hash) && english.contains("made from the words in 简体中文"));
    assert!(!site.output().contains_key(&format!("en/{FOLDER}/consent.json")));
}

#[test]
fn a_version_is_found_in_the_site() {
    let site = base();
    let hash = version(&site);
    for written in [&hash[..], &hash[..12], &hash[..20].to_uppercase()] {
        let run = site.run(&["check", "--consent", written]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{written}");
        assert!(run.stdout.contains(GUIDE) && run.stdout.contains(&hash), "{}", run.stdout);
    }
    let run = site.run(&["check", "--consent", &hash, "--format", "json"]);
    let found: Value = serde_json::from_str(&run.stdout).expect("one object");
    assert_eq!((&found["guide"], &found["found"]["site"]), (&"old-to-new".into(), &true.into()));
    assert_eq!(found["current"], found["hash"]);
}

#[test]
fn a_version_that_nobody_told() {
    let site = base();
    for (lang, words) in [
        ("zh", "没有找到版本号是 0123456789ab 的告知书"),
        ("en", "no consent sheet of the version 0123456789ab"),
    ] {
        let run = site.run(&["check", "--consent", "0123456789ab", "--lang", lang]);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""));
        assert!(
            run.stderr.contains("unknown-consent") && run.stderr.contains(words),
            "{}",
            run.stderr
        );
    }
    for written in ["", "0123456789a", "0123456789xyz", &"0".repeat(65)] {
        let run = site.run(&["check", "--consent", written]);
        assert_eq!(run.code, 2, "{written}");
        assert!(run.stderr.contains("bad-consent"), "{}", run.stderr);
    }
}

#[test]
fn a_version_that_was_recorded() {
    let site = base();
    let hash = version(&site);
    site.edit(PRODUCT, "jump: {is: 无,", "jump: {is: 无, instead: 扫码,");
    assert_eq!(site.run(&["check", "--consent", &hash]).code, 1);
    let record = format!("date: 2026-01-02\nguides:\n  old-to-new: {hash}\n");
    site.write("content/products/mail/changes/2026-01-02.yaml", record);
    let run = site.run(&["check", "--consent", &hash[..12]]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("changes/2026-01-02.yaml"), "{}", run.stdout);
    assert!(run.stdout.contains("内容已有改动"), "{}", run.stdout);
}

#[cfg(feature = "git")]
#[test]
fn a_version_that_git_remembers() {
    use crate::changing::revisions::{commit, init};

    let site = base();
    let repository = init(&site);
    let hash = version(&site);
    std::fs::remove_dir_all(site.path("output")).expect("the output");
    let first = commit(&repository, &site.root(), &[]);
    // A guide that is gone is found all the same, and an unreadable version in between stops nothing.
    site.edit(PRODUCT, "old: 50", "old: 很多");
    let second = commit(&repository, &site.root(), &[first]);
    site.edit(PRODUCT, "old: 很多", "old: 51");
    site.remove(GUIDE);
    commit(&repository, &site.root(), &[second]);
    let run = site.run(&["check", "--consent", &hash]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains(&first.to_string()[..12]), "{}", run.stdout);
    assert!(run.stdout.contains("网站里现在没有这份指南"), "{}", run.stdout);
    assert_eq!(site.run(&["check", "--consent", "0123456789ab"]).code, 1);
}
