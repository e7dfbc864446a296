//! A large product as editors write one: groups, Chinese names, the four types, cases, sources, notes.

use std::fmt::Write;

use crate::random::Random;

/// How large the product is.
#[derive(Clone, Copy)]
pub struct Size {
    pub features: usize,
    pub editions: usize,
    pub seed: u64,
}

/// Features in one group.
const PER_GROUP: usize = 25;

/// Sources that cells may name.
const SOURCES: usize = 40;

/// What features are named after; the number behind keeps names apart.
const SUBJECTS: [&str; 12] = [
    "帐号数上限",
    "管理员登录方式",
    "邮件撤回",
    "成员邮箱容量",
    "公共邮箱",
    "个性化群发",
    "写信自动联想",
    "保密邮件",
    "日志保留天数",
    "外发审核",
    "新邮件提醒",
    "域名签名校验",
];

/// Stretches that words and notes are put together from.
const PHRASES: [&str; 10] = [
    "管理员可以在后台修改",
    "成员需要先绑定微信或手机",
    "只对已验证的主体开放",
    "属于 VIP 帐号的增值服务",
    "来源没有写明具体的数量",
    "默认关闭，由创建人打开",
    "与企业微信同时开通",
    "生成后可以修改一次",
    "超出的部分按年计费",
    "详见《使用手册》第 3 章",
];

/// Conditions that cases may need, as declared in [`head`].
const CONDITIONS: [&str; 4] = ["vip", "not vip", "org-verified", "wecom-on"];

/// Ids of what a set may hold, as declared in [`options`].
const OPTIONS: [&str; 5] = ["wechat-scan", "wecom-scan", "password", "phone", "token"];

#[derive(Clone, Copy)]
enum Kind {
    Support,
    Count,
    Storage,
    Set,
    Text,
}

/// The whole `product.yaml`.
pub fn write(size: Size) -> String {
    let mut out = String::with_capacity(size.features * (size.editions + 4) * 64);
    head(&mut out, size);
    for feature in 0..size.features {
        if feature % PER_GROUP == 0 {
            let group = feature / PER_GROUP;
            let _ = write!(
                out,
                "\n  - id: group-{group}\n    name: 分组 {group}\n    audience: [admin]\n    features:\n"
            );
        }
        row(&mut out, size, feature);
    }
    out
}

fn head(out: &mut String, size: Size) {
    out.push_str(
        "# 一个很大的功能表。\nversion: 1\nproduct: large\nname: 大型产品\nvendor: 示例\n\
         homepage: \"https://example.com/\"\nverified: 2021-07-13\nunits:\n  account: {name: 个}\n\
         conditions:\n  vip: {name: VIP 成员, of: member}\n  \
         org-verified: {name: 已验证或认证主体, of: org, ask: 企业主体是否已验证或认证？}\n  \
         wecom-on: {name: 已开通企业微信, of: org, not: 未开通企业微信}\nsources:\n",
    );
    for source in 0..SOURCES {
        let _ = writeln!(
            out,
            "  help-{source}:\n    title: 使用手册第 {source} 章\n    url: \"https://example.com/help?id={source}\"\n    seen: 2021-07-13"
        );
    }
    out.push_str("editions:\n");
    for edition in 0..size.editions {
        let _ = writeln!(out, "  - id: v{edition}\n    name: 第 {edition} 版");
    }
    out.push_str("groups:\n");
}

fn row(out: &mut String, size: Size, index: usize) {
    let random = &mut Random::of(size.seed, 7, index);
    let subject = random.pick(&SUBJECTS);
    let kind = random.pick(&[
        Kind::Support,
        Kind::Support,
        Kind::Count,
        Kind::Storage,
        Kind::Set,
        Kind::Text,
    ]);
    let _ = write!(
        out,
        "      - id: feature-{index}\n        name: {subject} {index}\n        question: {subject} {index} 有哪些不同？\n"
    );
    out.push_str(match kind {
        Kind::Support => "        type: support\n",
        Kind::Count => "        type: limit\n        unit: account\n        better: more\n",
        Kind::Storage => "        type: limit\n        unit: GiB\n        better: more\n",
        Kind::Set => "        type: set\n",
        Kind::Text => "        type: text\n",
    });
    if matches!(kind, Kind::Set) {
        options(out);
    }
    out.push_str("        cells:\n");
    for edition in 0..size.editions {
        let _ = write!(out, "          v{edition}:");
        cell(out, random, kind);
    }
}

fn options(out: &mut String) {
    let names = ["微信扫码", "企业微信扫码", "帐号密码", "手机号", "动态口令"];
    out.push_str("        options:\n");
    for (id, name) in OPTIONS.iter().zip(names) {
        let _ = writeln!(out, "          {id}: {name}");
    }
}

/// A cell behind its colon: half of them bare, the others with something beside the value.
fn cell(out: &mut String, random: &mut Random, kind: Kind) {
    let value = value(random, kind);
    if random.below(2) == 0 {
        let _ = writeln!(out, " {value}");
        return;
    }
    let key = match kind {
        Kind::Support => "is",
        Kind::Count | Kind::Storage => "limit",
        Kind::Set => "set",
        Kind::Text => "md",
    };
    let _ = writeln!(out, "\n            {key}: {value}");
    if random.below(8) == 0 && !matches!(kind, Kind::Text) {
        let _ = writeln!(out, "            md: {}", random.pick(&PHRASES));
    }
    if random.below(12) == 0 {
        let _ =
            writeln!(out, "            note: {}，{}", random.pick(&PHRASES), random.pick(&PHRASES));
    }
    if random.below(16) == 0 {
        let when = random.pick(&CONDITIONS);
        let _ = writeln!(
            out,
            "            cases:\n              - when: {when}\n                {key}: {}",
            self::value(random, kind)
        );
    }
    if random.below(2) == 0 {
        let _ = writeln!(out, "            src: [help-{}]", random.below(SOURCES));
    }
}

fn value(random: &mut Random, kind: Kind) -> String {
    match kind {
        Kind::Support => random.pick(&["有", "有", "有", "无", "无", "未核实"]).to_owned(),
        Kind::Count => random.pick(&["50", "200", "1,000", "1万", "不限"]).to_owned(),
        Kind::Storage => random.pick(&["1G", "5 GiB", "1024 MB", "不限", "100G"]).to_owned(),
        Kind::Set => {
            let held = 1 + random.below(3);
            let options: [usize; 3] = random.distinct(OPTIONS.len());
            format!(
                "[{}]",
                options[..held].iter().map(|&at| OPTIONS[at]).collect::<Vec<_>>().join(", ")
            )
        }
        Kind::Text => random.pick(&PHRASES).to_owned(),
    }
}

/// The product with other words in its last note; `None` if it has none.
pub fn edited(product: &str, run: usize) -> Option<String> {
    const KEY: &str = "note: ";
    let at = product.rfind(KEY)? + KEY.len();
    let (before, after) = product.split_at(at);
    let end = after.find('\n')?;
    Some(format!("{before}第 {run} 次改写的备注{}", &after[end..]))
}
