//! A page per feature: its question, what each edition answers, and what speaks of it.

use super::html::{Element, all};
use super::{file, json, pages};
use crate::support::{Site, Tree};

/// The sections with an edition's answer: edition and state.
fn answers(html: &str) -> Vec<(String, String)> {
    let sections = all(html, "section").into_iter();
    sections
        .filter_map(|section| {
            let attribute = |name| section.attribute(name).map(str::to_owned);
            Some((attribute("data-edition")?, attribute("data-state")?))
        })
        .collect()
}

fn of<'t>(tree: &'t Tree, path: &str) -> &'t str {
    let bytes = tree.get(path).unwrap_or_else(|| panic!("no {path}"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

fn standfirst(html: &str) -> String {
    let found = all(html, "p").into_iter().find(|p| p.attribute("class") == Some("standfirst"));
    found.map(|p| p.text()).unwrap_or_default()
}

#[test]
fn every_feature_answers_its_question_for_every_edition() {
    let matrix = json("products/exmail/matrix.json");
    let mut seen = 0;
    for feature in matrix["features"].as_array().expect("rows") {
        let id = feature["id"].as_str().expect("an id");
        let html = file(&format!("products/exmail/features/{id}/index.html"));
        let question = all(html, "h1")[0].text();
        assert!(question.ends_with('？'), "{id}: {question}");
        let answer = standfirst(html);
        for name in ["旧版", "新版"] {
            assert!(answer.contains(name), "{id}: {answer}");
        }
        assert!(answer.ends_with('。'), "{id}: {answer}");
        let editions: Vec<String> = answers(html).into_iter().map(|(edition, _)| edition).collect();
        assert_eq!(editions, ["legacy", "fusion"], "{id}");
        assert!(all(html, "a").iter().any(|a| {
            let url = a.attribute("href").unwrap_or_default();
            url == format!("/products/exmail/compare/legacy-vs-fusion/#{id}")
        }));
        seen += 1;
    }
    let made = pages().filter(|(path, _)| path.contains("/features/")).count();
    assert_eq!((seen, made), (25, 25));
}

#[test]
fn secret_mail_is_told_with_its_condition_and_its_witnesses() {
    let html = file("products/exmail/features/secret-mail/index.html");
    let states = answers(html).into_iter().map(|(_, state)| state);
    assert_eq!(states.collect::<Vec<_>>(), ["no", "partial"]);
    let answer = standfirst(html);
    assert!(answer.contains("旧版不支持") && answer.contains("VIP 成员：有"), "{answer}");
    let links: Vec<&str> = all(html, "a").iter().filter_map(|a| a.attribute("href")).collect();
    for url in ["/news/free-to-basic/", "/products/exmail/upgrades/free-to-basic/"] {
        assert!(links.contains(&url), "{url}");
    }
    let description = all(html, "meta")
        .iter()
        .find(|meta| meta.attribute("name") == Some("description"))
        .and_then(|meta| meta.attribute("content").map(str::to_owned));
    assert_eq!(description.as_deref(), Some(&*answer));
}

/// Links to facts and features in every article lead to a feature's page.
#[test]
fn facts_in_prose_lead_to_the_page_of_their_feature() {
    let article = file("news/free-to-basic/index.html");
    let prose = all(article, "div")
        .into_iter()
        .find(|div| div.attribute("class") == Some("prose"))
        .expect("the text");
    let links: Vec<Element<'_>> = prose.all("a");
    let of_features = links.iter().filter_map(|a| a.attribute("href"));
    assert!(of_features.filter(|url| url.starts_with("/products/exmail/features/")).count() > 5);
}

#[test]
fn a_page_that_says_no_more_than_its_row_is_left_out_by_search_engines() {
    let site = Site::base();
    let product = "content/products/mail/product.yaml";
    let bare = "      - id: bare\n        name: 群组\n        type: support\n        cells: {old: 无, new: 有}\n";
    site.edit(product, "      - id: archive\n", &format!("{bare}      - id: archive\n"));
    let output = site.publish();
    let thin = |id: &str| {
        let html = of(&output, &format!("products/mail/features/{id}/index.html"));
        let listed = of(&output, "sitemap.xml").contains(&format!("/features/{id}/"));
        (html.contains("<meta name=\"robots\" content=\"noindex\">"), listed)
    };
    assert_eq!(thin("bare"), (true, false));
    assert_eq!(thin("archive"), (false, true));
    let html = of(&output, "products/mail/features/bare/index.html");
    assert_eq!(all(html, "h1")[0].text(), "邮箱支持群组吗？");
    assert_eq!(standfirst(html), "旧版不支持；新版支持。");
    site.write(
        "content/news/groups.md",
        "---\ntitle: 群组\n---\n\n新版[有](cell:mail/bare/new)。\n",
    );
    let output = site.publish();
    let html = of(&output, "products/mail/features/bare/index.html");
    assert!(!html.contains("noindex") && html.contains("href=\"/news/groups/\""));
}

/// Editions that say the same are named together; formulas are told in a customer's words.
#[test]
fn equal_answers_are_told_once() {
    let site = Site::base();
    let product = "content/products/mail/product.yaml";
    site.edit(
        product,
        "          old: 50\n",
        "          old: {limit: {formula: accounts / 2 + 3}}\n",
    );
    site.edit(product, "          old: [password]\n", "          old: [password, scan]\n");
    site.write(
        "content/news/note.md",
        "---\ntitle: 说明\n---\n\n旧版可建 [](cell:mail/account-cap/old)。\n",
    );
    let output = site.publish();
    let told =
        |id: &str| standfirst(of(&output, &format!("products/mail/features/{id}/index.html")));
    assert_eq!(told("sign-in"), "旧版与新版：密码、扫码。");
    assert_eq!(
        told("account-cap"),
        "旧版：帐号数 ÷ 2 + 3 个；新版：200 个（专业版：不限）；1–393 个帐号时，新版更多；394 个帐号时，两边相同；395 个帐号起，旧版更多。"
    );
    assert_eq!(
        told("wecom"),
        "旧版——开通方式：自行选择，后台入口：有；新版——开通方式：同时开通，后台入口：无。"
    );
    let note = of(&output, "news/note/index.html");
    assert!(note.contains("帐号数 ÷ 2 + 3 个"), "{note}");
}

#[test]
fn features_have_no_pages_where_the_settings_say_so() {
    let site = Site::base();
    site.edit("crosswalk.yaml", "title: 测试站", "outputs: {features: false}\ntitle: 测试站");
    site.write(
        "content/news/note.md",
        "---\ntitle: 说明\n---\n\n新版 [200 个](cell:mail/account-cap/new)。\n",
    );
    let output = site.publish();
    assert!(!output.keys().any(|path| path.contains("/features/")));
    let note = of(&output, "news/note/index.html");
    assert!(note.contains("href=\"/products/mail/#account-cap\""), "{note}");
}
