//! What search engines and messengers are told.

use serde_json::Value;

use super::{newspaper, page};
use crate::support::Tree;

/// The JSON-LD of a page, each object.
fn told(tree: &Tree, path: &str) -> Vec<Value> {
    let html = page(tree, path);
    let scripts = html.split("<script type=\"application/ld+json\">").skip(1);
    scripts
        .map(|rest| {
            let (json, _) = rest.split_once("</script>").expect("its end");
            serde_json::from_str(json).unwrap_or_else(|e| panic!("{path}: {e}: {json}"))
        })
        .collect()
}

fn of_kind(tree: &Tree, path: &str, kind: &str) -> Option<Value> {
    told(tree, path).into_iter().find(|thing| thing["@type"] == kind)
}

#[test]
fn every_kind_of_page_says_what_it_is() {
    let site = newspaper();
    site.edit(
        "crosswalk.yaml",
        "paginate: 2\n",
        "organisation: {name: 测试公司, logo: /logo.svg}\n",
    );
    site.write(
        "static/logo.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>",
    );
    site.write(
        "content/news/odd.md",
        "---\ntitle: \"</script><b>'\\\"\"\ndate: 2025-12-01 08:30:00\nupdated: 2025-12-02\n---\n文。\n",
    );
    let tree = site.publish();
    let company = of_kind(&tree, "index.html", "Organization").expect("who runs it");
    assert_eq!(company["logo"]["url"], "https://www.example.com/logo.svg");
    assert!(of_kind(&tree, "index.html", "WebSite").is_some());
    let news = of_kind(&tree, "news/odd/index.html", "NewsArticle").expect("an article");
    assert_eq!(news["headline"], "</script><b>'\"");
    assert_eq!(news["datePublished"], "2025-12-01T08:30:00+08:00");
    assert_eq!(news["dateModified"], "2025-12-02T00:00:00+08:00");
    assert_eq!(news["publisher"]["name"], "测试公司");
    let baidu = told(&tree, "news/odd/index.html").into_iter().find(|t| t["pubDate"].is_string());
    let baidu = baidu.expect("Baidu's own words");
    assert_eq!(baidu["pubDate"], "2025-12-01T08:30:00");
    assert_eq!(baidu["upDate"], "2025-12-02T00:00:00");
    let way = of_kind(&tree, "news/odd/index.html", "BreadcrumbList").expect("the way");
    assert_eq!(way["itemListElement"][1]["item"], "https://www.example.com/news/");
    assert!(of_kind(&tree, "products/mail/index.html", "Product").is_some());
    // Questions are told of only where their answers stand on the page.
    let guide = "products/mail/upgrades/old-to-new/index.html";
    assert!(of_kind(&tree, guide, "FAQPage").is_none());
    site.edit(
        "content/products/mail/upgrades/old-to-new.md",
        "\n---\n",
        "\nquestions: [{q: 要钱吗？, a: 不要。}]\n---\n",
    );
    let tree = site.publish();
    let faq = of_kind(&tree, guide, "FAQPage").expect("questions");
    assert_eq!(faq["mainEntity"][0]["name"], "要钱吗？");
    assert!(page(&tree, guide).contains("<dd>不要。</dd>"));
    site.edit("crosswalk.yaml", "organisation:", "seo: {json_ld: false}\norganisation:");
    let tree = site.publish();
    assert!(tree.keys().filter(|p| p.ends_with(".html")).all(|p| told(&tree, p).is_empty()));
}

#[test]
fn the_head_holds_what_engines_and_messengers_look_for() {
    let site = newspaper();
    site.edit(
        "crosswalk.yaml",
        "paginate: 2\n",
        "seo:\n  image: /share.svg\n  no_transform: true\n  verification: {baidu: codeva-1, \
         google: abc, x-verify: y}\n",
    );
    site.write(
        "static/share.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>",
    );
    let tree = site.publish();
    let html = page(&tree, "news/story-1/index.html");
    for part in [
        "<link rel=\"canonical\" href=\"https://www.example.com/news/story-1/\">",
        "<meta property=\"bytedance:published_time\" content=\"2024-01-01T00:00:00+08:00\">",
        "<meta property=\"og:type\" content=\"article\">",
        "<meta property=\"og:locale\" content=\"zh_CN\">",
        "<meta property=\"og:image\" content=\"https://www.example.com/share.svg\">",
        "<meta name=\"baidu-site-verification\" content=\"codeva-1\">",
        "<meta name=\"google-site-verification\" content=\"abc\">",
        "<meta name=\"x-verify\" content=\"y\">",
        "<meta http-equiv=\"Cache-Control\" content=\"no-transform\">",
        "<meta http-equiv=\"Cache-Control\" content=\"no-siteapp\">",
        "<link rel=\"alternate\" hreflang=\"en\" href=\"https://www.example.com/en/news/story-1/\">",
        "<link rel=\"alternate\" hreflang=\"x-default\" href=\"https://www.example.com/news/story-1/\">",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!page(&tree, "news/story-3/index.html").contains("hreflang"), "in one language alone");
}

#[test]
fn thin_pages_are_kept_out_of_indexes_and_of_the_map() {
    let tree = newspaper().publish();
    let out = |path: &str| page(&tree, path).contains("<meta name=\"robots\" content=\"noindex\">");
    let map = page(&tree, "sitemap.xml");
    for (path, address, thin) in [
        ("tags/c++/index.html", "/tags/c++/", true),
        ("archive/2024/05/index.html", "/archive/2024/05/", true),
        ("tags/vip-帐号/index.html", "/tags/vip-%E5%B8%90%E5%8F%B7/", false),
        ("archive/2024/index.html", "/archive/2024/", false),
        ("404.html", "/404.html", true),
        ("news/story-1/index.html", "/news/story-1/", false),
    ] {
        assert_eq!(out(path), thin, "{path}");
        let listed = map.contains(&format!("<loc>https://www.example.com{address}</loc>"));
        assert_eq!(listed, !thin, "{path}");
    }
    let site = newspaper();
    site.edit("crosswalk.yaml", "paginate: 2\n", "seo: {noindex: true}\n");
    let tree = site.publish();
    assert!(page(&tree, "index.html").contains("noindex"));
    assert!(!page(&tree, "sitemap.xml").contains("<loc>"));
}

#[test]
fn the_footer_holds_what_the_law_asks_for() {
    let site = newspaper();
    site.edit(
        "crosswalk.yaml",
        "paginate: 2\n",
        "organisation:\n  name: 测试公司\n  icp: 沪ICP备12345678号-1\n  \
         public_security: 沪公网安备31010502001234号\n  contacts: {phone: 021-1234, mail: a@b.example}\n",
    );
    let tree = site.publish();
    let html = page(&tree, "index.html");
    assert!(html.contains(
        "<a href=\"https://beian.miit.gov.cn/\" rel=\"nofollow\">沪ICP备12345678号-1</a>"
    ));
    let record = "href=\"https://beian.mps.gov.cn/#/query/webSearch?code=31010502001234\"";
    assert!(html.contains(record) && html.contains("<img src=\"/assets/police.svg?v="), "{html}");
    assert!(tree.contains_key("assets/police.svg"));
    for path in ["products/mail/index.html", "products/mail/upgrades/old-to-new/index.html"] {
        let main = super::main_of(&tree, path);
        assert!(main.contains("<a href=\"tel:0211234\">021-1234</a>"), "{path}");
        assert!(main.contains("<a href=\"mailto:a@b.example\">"), "{path}");
    }
}
