//! `crosswalk record`, and everything that is made from what it writes: real histories, told to readers.

mod frozen;
mod guides;
mod laws;
mod pages;
mod recording;

use serde_json::Value;

use crate::support::{Run, Site};

const PRODUCT: &str = "content/products/mail/product.yaml";
const CHANGES: &str = "content/products/mail/changes";

/// Replaces words of a file, each of which must be there.
fn edit(site: &Site, path: &str, edits: &[(&str, &str)]) {
    let mut text = site.read(path);
    for (from, to) in edits {
        assert!(text.contains(from), "{from} in {path}");
        text = text.replacen(from, to, 1);
    }
    site.write(path, text);
}

fn record(site: &Site, on: &str) -> Run {
    let run = site.run(&["record", "--on", on]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run
}

/// What a program is told of a record, product by product.
fn told(site: &Site, args: &[&str]) -> Vec<Value> {
    let run = site.run(&[&["record", "--format", "json"], args].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout.lines().map(|line| serde_json::from_str(line).expect("an object")).collect()
}

/// The matrix of each recorded day of [`site`], as `product.yaml`.
struct Days(Vec<(&'static str, String)>);

/// A base and three records: something announced comes true and a limit is raised; a row gets another id and
/// name, another is split, an edition comes; a row goes and a row comes.
fn site() -> (Site, Days) {
    let site = Site::base();
    site.write("content/news/hello.md", "---\ntitle: 你好\ndate: 2025-08-01\n---\n\n你好。\n");
    let mut days = Vec::new();
    edit(
        &site,
        PRODUCT,
        &[
            ("          old: 无\n", "          old: {is: 计划, review: 2026-03-01}\n"),
            ("type: limit\n", "type: limit\n        better: more\n"),
        ],
    );
    let mut keep = |site: &Site, on: &'static str| {
        record(site, on);
        days.push((on, site.read(PRODUCT)));
    };
    keep(&site, "2025-09-01");
    edit(
        &site,
        PRODUCT,
        &[("{is: 计划, review: 2026-03-01}", "{is: 有, since: 2025-09}"), ("old: 50", "old: 60")],
    );
    keep(&site, "2025-10-01");
    edit(
        &site,
        PRODUCT,
        &[
            ("id: account-cap\n        name: 帐号数上限", "id: seats\n        name: 席位数"),
            ("limit: 200", "limit: 300"),
            ("id: transfer\n        name: 移交", "id: transfer-admin\n        name: 移交管理员"),
            (
                "      - id: wecom\n",
                "      - id: transfer-mail\n        name: 移交邮件\n        type: support\n        cells: {old: 无, new: 有}\n      - id: wecom\n",
            ),
            (
                "- {id: new, name: 新版}",
                "- {id: new, name: 新版}\n  - {id: next, name: 下一版, inherits: new}",
            ),
            (
                "groups:\n",
                "moved: {account-cap: seats}\nsplit: {transfer: [transfer-admin, transfer-mail]}\ngroups:\n",
            ),
            ("of: plan, editions: [new]}\n  vip", "of: plan, editions: [new, next]}\n  vip"),
        ],
    );
    keep(&site, "2025-11-15");
    edit(
        &site,
        PRODUCT,
        &[
            (
                "      - id: sign-in\n        name: 登录方式\n        type: set\n        options: {password: 密码, scan: 扫码, phone: 手机号}\n        cells:\n          old: [password]\n          new: {set: [password, scan], note: 换回旧版后用密码登录}\n",
                "      - id: login\n        name: 怎样登录\n        type: text\n        cells: {old: 密码, new: 密码或扫码}\n",
            ),
            ("is: 部分, md: 只限 VIP 成员", "is: 部分, md: 只限 VIP 和管理员"),
        ],
    );
    keep(&site, "2026-01-20");
    (site, Days(days))
}
