//! What one guide through several transitions tells, and that it has no way back.

use super::{DATABASE, PLANS, guide, one, page, section, site, texts};
use crate::real_site::html::{all, text, well_formed};

#[test]
fn a_way_of_three_steps_is_told_whole() {
    let tree = site("database").publish();
    let html = guide(&tree, &format!("{DATABASE}v10-to-v14/"));
    assert_eq!(all(&html, "h1")[0].text(), "石库数据库升级：10 → 14（经11、13）");
    let banner = one(&html, "div", "banner");
    assert!(banner.attributes.contains("no-return"));
    assert!(banner.text().contains("数据文件换成新格式，11 读不了"));

    // What stops an upgrade stands first, with where it is lost.
    let losses = section(&html, "_losses");
    let cards = losses.all("li");
    assert_eq!(cards[0].attribute("id"), Some("old-sign-in"));
    assert!(cards[0].attribute("class").is_some_and(|class| class.contains("blocks")));
    assert!(cards[0].text().contains("暂勿升级"));
    assert!(cards[0].text().contains("在这一步：11 → 13"));

    // Lost at the first step and back at the second: no loss at the end, and told.
    let met = section(&html, "_on_the_way");
    assert_eq!(met.all("li").len(), 1);
    let met = met.all("li")[0].text();
    assert!(met.contains("查询缓存") && met.contains("在这一步：10 → 11"), "{met}");
    assert!(met.contains("在这一步恢复：11 → 13"), "{met}");
    assert!(!texts(&cards).concat().contains("查询缓存"));

    // One backup and one consent, of three guides that ask for it.
    let checks = section(&html, "_confirm").all("li");
    assert_eq!(checks.len(), 2);
    let fields = section(&html, "_collect").all("dt");
    assert_eq!(texts(&fields), ["现用的小版本号", "处理器核数"]);

    let hops: Vec<_> = (1..=3).map(|n| section(&html, &format!("_hop_{n}"))).collect();
    let names: Vec<String> = hops.iter().map(|hop| hop.all("h3")[0].text()).collect();
    assert_eq!(names, ["第 1 步 10 → 11", "第 2 步 11 → 13", "第 3 步 13 → 14"]);
    let returns: Vec<bool> = hops.iter().map(|hop| hop.inner.contains("不可回退")).collect();
    assert_eq!(returns, [false, true, false]);
    let steps: Vec<Vec<String>> = hops.iter().map(|hop| texts(&hop.all("li"))).collect();
    assert_eq!(steps.iter().map(Vec::len).collect::<Vec<_>>(), [3, 4, 1]);
    // The same step is not told twice, and not left out either.
    assert!(steps[0][0].contains("停止写入"));
    assert!(steps[1][0].contains("再做一次第 1 项") && !steps[1][0].contains("停止写入"));
    let starts: Vec<_> = hops.iter().flat_map(|hop| hop.all("ol")).collect();
    let starts: Vec<_> = starts.iter().filter_map(|list| list.attribute("start")).collect();
    assert_eq!(starts, ["1", "2", "3", "4", "5", "7", "8"]);

    // What one of them does not say is unknown, at its step.
    assert!(hops[2].text().contains("?未核实"));
    let other = section(&html, "_alternatives");
    let link = other.all("a")[0].attribute("href");
    assert_eq!(link, Some("/products/shiku/upgrades/v10-to-v14-via-v11-v12-v13/"));
    assert!(section(&html, "_returning").text().contains("没有退回旧版的路"));
}

#[test]
fn what_is_lost_on_one_way_only_is_told_there() {
    let tree = site("database").publish();
    let short = guide(&tree, &format!("{DATABASE}v10-to-v14/"));
    let long = guide(&tree, &format!("{DATABASE}v10-to-v14-via-v11-v12-v13/"));
    assert!(!section(&short, "_on_the_way").text().contains("地理索引"));
    let met = section(&long, "_on_the_way").text();
    assert!(met.contains("地理索引") && met.contains("在这一步：11 → 12"), "{met}");
}

#[test]
fn a_price_that_rises_is_a_restriction_and_formulas_are_read() {
    let tree = site("plans").publish();
    let html = guide(&tree, &format!("{PLANS}free-to-business/"));
    let price = section(&html, "_losses").all("li")[0];
    assert_eq!(price.attribute("id"), Some("price"));
    let words = price.text();
    assert!(words.contains("升高，不利") && words.contains("59元"), "{words}");
    assert!(!words.contains("降低"), "the price rises: {words}");
    assert!(words.contains("免费版 → 团队版、团队版 → 商务版"), "lost at both: {words}");
    let storage = all(&html, "tr").into_iter();
    let mut storage = storage.filter(|row| row.attribute("data-feature") == Some("storage"));
    let storage = storage.next().unwrap();
    assert_eq!(storage.attribute("data-diff"), Some("raised"));
    assert!(storage.text().contains("100 + 5 × 成员数"), "{}", storage.text());
    // Each target's own limit is what the count is held against.
    let limits = section(&html, "_collect").all("dd")[0].text();
    assert!(limits.contains("团队版：50 人") && limits.contains("商务版：500 人"), "{limits}");
}

#[test]
fn no_way_back_is_said_wherever_the_guide_is_named() {
    let tree = site("database").publish();
    let html = guide(&tree, &format!("{DATABASE}11-to-13/"));
    let meta = |key: &str, name: &str| {
        let all = all(&html, "meta").into_iter();
        let mut all = all.filter(|meta| meta.attribute(key) == Some(name));
        all.next().and_then(|meta| meta.attribute("content")).unwrap().to_owned()
    };
    let said = "不可回退。用导出再导入的办法，从 11 直接到 13。";
    assert_eq!(meta("name", "description"), said);
    assert_eq!(meta("property", "og:description"), said);
    assert_eq!(meta("property", "og:title"), "石库 11 升级到 13（不可回退）");
    let feed = page(&tree, &format!("{DATABASE}atom.xml"));
    well_formed(&feed).unwrap();
    let entries = all(&feed, "entry");
    assert_eq!(entries.len(), 15);
    let entry = entries.iter().find(|e| e.inner.contains("/11-to-13/")).unwrap();
    assert!(entry.inner.contains("<title>石库 11 升级到 13（不可回退）</title>"));
    assert!(entry.inner.contains("<category term=\"不可回退\"/>"));
    let map = page(&tree, "sitemap.xml");
    for below in ["", "11-to-13/", "v10-to-v14/", "11-to-13/developer/"] {
        let url = format!("<loc>https://db.example.com/{DATABASE}{below}</loc>");
        assert!(map.contains(&format!("{url}<lastmod>2025-11-01</lastmod>")), "{below}");
    }
}

#[test]
fn one_ticket_asks_for_what_all_of_them_ask() {
    let tree = site("plans").publish();
    let ticket = |below: &str| {
        let html = guide(&tree, &format!("{PLANS}{below}/"));
        let lines = one(&html, "pre", "ticket-text").inner.lines();
        lines.map(text).collect::<Vec<_>>()
    };
    let first = ticket("free-to-team");
    assert_eq!(first[..3], ["【云笺】免费版升级团队版", "成员数：＿＿＿＿", "付款：按月"]);
    let way = ticket("free-to-enterprise");
    let said: Vec<&str> = way.iter().map(|line| line.split('：').next().unwrap()).collect();
    let title = "【云笺】免费版 → 团队版·按月付费 → 商务版·按月付费 → 企业版";
    let expected = ["成员数", "付款", "开票抬头", "付款方式", "", "告知书版本", "单位域名"];
    assert_eq!((said[0], &said[1..]), (title, &expected[..]));
}

#[test]
fn without_the_script_what_is_collected_says_how() {
    let tree = site("plans").publish();
    let html = guide(&tree, &format!("{PLANS}team-to-business-monthly/"));
    let fields = section(&html, "_collect").all("div");
    let of = |name: &str| {
        let mut found = fields.iter().filter(|field| field.all("dt").len() == 1);
        found.find(|field| field.text().contains(name)).expect(name).text()
    };
    assert!(of("开票抬头").contains("（选填）") && of("开票抬头").contains("与营业执照一致"));
    assert!(of("付款方式").contains("对公转账 / 在线支付"), "{}", of("付款方式"));
}

#[test]
fn a_guide_to_a_long_matrix_tells_every_loss_and_leads_to_the_rest() {
    let site = site("database");
    let whole = guide(&site.publish(), &format!("{DATABASE}v10-to-v14/"));
    assert!(!whole.contains("class=\"rest\""));
    // Nine rows, of which a table holds eight and a guide two: one loss, and one of the six that differ otherwise.
    let settings = site.read("crosswalk.yaml");
    site.write("crosswalk.yaml", format!("{settings}limits: {{cells: 16}}\n"));
    let tree = site.publish();
    let html = guide(&tree, &format!("{DATABASE}v10-to-v14/"));
    let ids = |html: &str, tag: &str| {
        let rows = all(html, tag).into_iter();
        rows.filter_map(|row| row.attribute("id").map(str::to_owned)).collect::<Vec<_>>()
    };
    let losses = |html: &str| ids(section(html, "_losses").inner, "li");
    assert_eq!(losses(&html), losses(&whole));
    let changes = |html: &str| ids(section(html, "_changes").inner, "tr").len();
    assert_eq!((changes(&whole), changes(&html)), (6, 1));
    let rest = one(&html, "p", "rest");
    assert_eq!(rest.text(), "另有 5 项变化、不变的 2 项：逐项对比");
    let link = rest.all("a")[0].attribute("href").unwrap();
    assert!(tree.contains_key(&format!("{}index.html", &link[1..])), "{link}");
    assert!(!html.contains("class=\"fold\"") && whole.contains("class=\"fold\""));
    let sheet = format!("{DATABASE}v10-to-v14/consent/");
    assert!(guide(&tree, &sheet).contains("旧式密码认证"));
    // What the page has no row for cannot be linked to.
    let developer = guide(&tree, &format!("{DATABASE}v10-to-v14/developer/"));
    assert!(one(&developer, "p", "rest").text().contains("逐项对比"));
}

#[test]
fn made_guides_for_different_plans_have_titles_of_their_own() {
    let tree = site("plans").publish();
    let title = |below: &str| {
        let html = guide(&tree, &format!("{PLANS}{below}/"));
        all(&html, "h1")[0].text()
    };
    let monthly = "云笺升级：团队版·按月付费 → 企业版（经商务版·按月付费）";
    let yearly = "云笺升级：团队版·按年付费 → 企业版（经商务版·按年付费）";
    assert_eq!(title("team-to-enterprise"), monthly);
    assert_eq!(title("team-yearly-to-enterprise"), yearly);
    let feed = page(&tree, &format!("{PLANS}atom.xml"));
    let llms = page(&tree, "llms.txt");
    for title in [monthly, yearly] {
        assert!(feed.contains(&format!("<title>{title}（不可回退）</title>")), "{feed}");
        assert!(llms.contains(&format!("[{title}]")), "{llms}");
    }
    // No two guides of the site are called the same, in whatever names them.
    let names = |text: &str, tag: &str| -> Vec<String> {
        all(text, "entry").iter().map(|entry| entry.all(tag)[0].text()).collect()
    };
    let mut titles = names(&feed, "title");
    let count = titles.len();
    titles.sort();
    titles.dedup();
    assert_eq!(titles.len(), count);
    let data: serde_json::Value =
        serde_json::from_slice(&tree[&format!("api/v1/{PLANS}team-yearly-to-enterprise.json")])
            .expect("JSON");
    assert_eq!(data["title"], "团队版·按年付费 → 商务版·按年付费 → 企业版");
    let hant = guide(&tree, &format!("zh-hant/{PLANS}team-yearly-to-enterprise/"));
    assert_eq!(
        all(&hant, "h1")[0].text(),
        "雲箋升級：團隊版·按年付費 → 企業版（經商務版·按年付費）"
    );
}

#[test]
fn an_impact_of_one_transition_is_told_where_it_holds() {
    let site = site("database");
    // Lost at the first transition, better at the second: no loss at the end, and nothing of the first's words.
    let product = "content/products/shiku/product.yaml";
    site.edit(product, "cells: {v10: 有, v11: 无, v12: 无, v13: 有, v14: 有}", "cells: {v10: {is: 部分, md: {zh-Hans: 只读, en: reads}}, v11: 无, v12: 无, v13: 有, v14: 有}");
    let api = |tree: &crate::support::Tree, guide: &str| -> serde_json::Value {
        serde_json::from_slice(&tree[&format!("api/v1/{DATABASE}{guide}.json")]).expect("JSON")
    };
    let explained = |data: &serde_json::Value| -> Vec<String> {
        let impacts = data["impacts"].as_array().expect("impacts");
        impacts.iter().map(|i| i["feature"].as_str().expect("an id").to_owned()).collect()
    };
    let tree = site.publish();
    let html = guide(&tree, &format!("{DATABASE}v10-to-v14/"));
    let gone = "11 起没有查询缓存";
    assert!(!section(&html, "_changes").text().contains(gone));
    assert!(section(&html, "_on_the_way").text().contains(gone));
    assert_eq!(explained(&api(&tree, "v10-to-v14")), ["old-sign-in"]);
    assert_eq!(explained(&api(&tree, "10-to-11")), ["query-cache"]);
    let way = |diff: &str, partly: bool| serde_json::json!([{"feature": "query-cache", "hop": "10-to-11", "diff": diff, "back": "11-to-13", "partly": partly}]);
    assert_eq!(api(&tree, "v10-to-v14")["on_the_way"], way("lost", false));
    assert_eq!(api(&tree, "10-to-11")["on_the_way"], serde_json::json!([]));
    // Back in part: a loss at the end, too, but not the one that the first transition speaks of.
    site.edit(product, "v10: {is: 部分, md: {zh-Hans: 只读, en: reads}}", "v10: 有");
    site.edit(product, "v12: 无, v13: 有, v14: 有}\n      - id: geo", "v12: 无, v13: {is: 部分, md: {zh-Hans: 只读, en: reads}, note: {zh-Hans: 附注, en: note}}, v14: {is: 部分, md: {zh-Hans: 只读, en: reads}}}\n      - id: geo");
    let tree = site.publish();
    let html = guide(&tree, &format!("{DATABASE}v10-to-v14/"));
    let cards = section(&html, "_losses");
    let card = cards.all("li").into_iter().find(|card| card.attribute("id") == Some("query-cache"));
    let card = card.expect("it is a loss").text();
    assert!(!card.contains(gone), "{card}");
    let met = section(&html, "_on_the_way").text();
    assert!(met.contains(gone) && met.contains("在这一步恢复一部分：11 → 13"), "{met}");
    assert_eq!(api(&tree, "v10-to-v14")["on_the_way"], way("lost", true));
    assert_eq!(explained(&api(&tree, "v10-to-v14")), ["old-sign-in"]);
}

#[test]
fn every_point_of_no_return_is_on_the_banner_and_on_the_sheet() {
    let site = site("database");
    site.edit(
        &format!("content/{DATABASE}13-to-14.md"),
        "reversible: true\n",
        "reversible: false\nno_way_back: {zh-Hans: 日志换了写法, en: the log is written otherwise}\npreconditions:\n  - {id: no-return, by: admin, consent: true, md: {zh-Hans: 已知悉不可回退, en: it is understood that there is no way back}}\n",
    );
    site.remove(&format!("content/{DATABASE}14-to-13.md"));
    let tree = site.publish();
    let html = guide(&tree, &format!("{DATABASE}v10-to-v14/"));
    let reasons = ["数据文件换成新格式，11 读不了", "日志换了写法"];
    assert_eq!(texts(&one(&html, "div", "banner").all("li")), reasons);
    let sheet = guide(&tree, &format!("{DATABASE}v10-to-v14/consent/"));
    assert_eq!(texts(&one(&sheet, "div", "verdict-line").all("li")), reasons);
    let told: serde_json::Value =
        serde_json::from_slice(&tree[&format!("{DATABASE}v10-to-v14/consent/consent.json")])
            .expect("JSON");
    assert_eq!(told["no_way_back"], serde_json::json!(reasons));
    let data: serde_json::Value =
        serde_json::from_slice(&tree[&format!("api/v1/{DATABASE}v10-to-v14.json")]).expect("JSON");
    assert_eq!(data["no_way_back"], reasons.join("\n\n"));
}
