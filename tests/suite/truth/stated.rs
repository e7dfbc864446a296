//! What sentences say of an edition, held against that edition: every sentence with every edition and every value.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::Site;

/// Editions, how many seats each has, and whether it can export.
const EDITIONS: [(&str, &str, u32, bool); 3] =
    [("std", "标准版", 10, false), ("pro", "专业版", 50, true), ("top", "旗舰版", 300, true)];

/// Values of the row, what lies between two of them, and none of either.
const VALUES: [u32; 7] = [10, 50, 300, 40, 250, 290, 77];

/// Sentences that say of an edition how much it has.
const AMOUNTS: &[&str] = &[
    "{e}席位数是 {n}",
    "{e}的席位数为 {n} 个",
    "在{e}里，席位数最多 {n} 人",
    "席位数：{e} {n}",
    "席位数 {n} 个（{e}）",
    "席位数在{e}中达 {n} 位",
    "目前软件{e}的席位数有 {n} 个席位",
];

/// Sentences about an edition with a number that is not how much it has.
const OTHERS: &[&str] = &[
    "{e}席位数增加 {n} 个",
    "{e}席位数比别的多 {n} 个",
    "{e}的席位数不是 {n} 个",
    "{e}席位数押金 {n} 个",
    "{e}的席位数适合 {n} 人的公司",
    "例如{e}的席位数是 {n} 个",
    "{e}的席位数每 {n} 个算一组",
    "{e}的席位数约 {n} 个",
    "`{e}的席位数是 {n} 个`",
];

/// Sentences that say yes, and those that say no.
const CLAIMS: [&[&str]; 2] = [
    &[
        "{e}可以批量导出",
        "{e}能批量导出",
        "{e}有批量导出功能",
        "批量导出：{e}支持",
        "{e}现在也可批量导出",
    ],
    &[
        "{e}不能批量导出",
        "{e}无批量导出",
        "{e}没有批量导出",
        "批量导出：{e}不支持",
        "{e}目前无法使用批量导出",
    ],
];

/// Sentences that say neither of the edition as it is.
const NEITHER: &[&str] = &[
    "{e}能不能批量导出",
    "{e}可以批量导出吗？",
    "{e}升级后可以批量导出",
    "{e}升级后不支持批量导出",
    "{e}旧设备不支持批量导出",
    "{e}旧设备支持批量导出",
    "别家{e}有批量导出",
    "别家{e}没有批量导出",
    "{e}有批量导出的说明",
    "{e}无需批量导出",
    "{e}可能有批量导出",
    "如果{e}没有批量导出",
];

fn matrix() -> String {
    let editions = EDITIONS.map(|(id, name, ..)| format!("  - {{id: {id}, name: {name}}}\n"));
    let seats = EDITIONS.map(|(id, _, seats, _)| format!("{id}: {seats}")).join(", ");
    let export = EDITIONS.map(|(id, .., has)| format!("{id}: {}", if has { "有" } else { "无" }));
    format!(
        "product: crm\nname: 软件\neditions:\n{}groups:\n  - id: all\n    name: 全部\n    features:\n\
         \x20     - {{id: seats, name: 席位数, type: limit, question: 多少？, cells: {{{seats}}}}}\n\
         \x20     - {{id: export, name: 批量导出, type: support, cells: {{{}}}}}\n",
        editions.concat(),
        export.join(", "),
    )
}

/// The sentences about which something is said.
fn reported(sentences: &[String]) -> BTreeSet<String> {
    let site = Site::base();
    site.write("content/products/crm/product.yaml", matrix());
    let head = "---\ntitle: 说明\nproducts: [crm]\n---\n\n";
    site.write("content/news/note.md", format!("{head}{}。\n", sentences.join("。\n\n")));
    let run = site.run(&["check", "--format", "json"]);
    let problems = run.stderr.lines().map(serde_json::from_str::<Value>);
    let problems = problems.map(|problem| problem.expect("an object"));
    let ours = problems.filter(|problem| problem["path"] == "content/news/note.md");
    ours.map(|problem| {
        let code = problem["code"].as_str().expect("a code");
        assert!(["unbound-number", "unbound-statement"].contains(&code), "{problem}");
        let line = problem["line"].as_u64().and_then(|line| usize::try_from(line).ok());
        sentences[(line.expect("a line") - 6) / 2].clone()
    })
    .collect()
}

#[test]
fn an_amount_of_an_edition_is_that_edition_s() {
    let (mut all, mut wrong) = (Vec::new(), BTreeSet::new());
    for (_, name, seats, _) in EDITIONS {
        for value in VALUES {
            let said = |form: &&str| form.replace("{e}", name).replace("{n}", &value.to_string());
            all.extend(OTHERS.iter().map(said));
            all.extend(AMOUNTS.iter().map(said));
            wrong.extend(AMOUNTS.iter().filter(|_| value != seats).map(said));
        }
    }
    assert_eq!(reported(&all), wrong);
}

#[test]
fn a_yes_or_no_of_an_edition_is_that_edition_s() {
    let (mut all, mut wrong) = (Vec::new(), BTreeSet::new());
    for (_, name, _, has) in EDITIONS {
        let said = |form: &&str| form.replace("{e}", name);
        all.extend(CLAIMS.concat().iter().chain(NEITHER).map(said));
        wrong.extend(CLAIMS[usize::from(has)].iter().map(said));
    }
    assert_eq!(reported(&all), wrong);
}
