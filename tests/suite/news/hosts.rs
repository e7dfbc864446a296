//! Old addresses, headers, and what robots and other programs read.

use super::{newspaper, page};
use crate::support::Site;

fn moved() -> Site {
    let site = newspaper();
    site.write(
        "content/news/here.md",
        "---\ntitle: 新家\ndate: 2025-01-01\naliases: [/2021/旧址/, /old.html, /old.php]\n---\n文。\n",
    );
    site.write(
        "content/news/here.en.md",
        "---\ntitle: New home\ndate: 2025-01-01\naliases: [/before]\n---\nText.\n",
    );
    site.write("content/news/_index.md", "---\ntitle: 新闻\naliases: [/xinwen/]\n---\n");
    site
}

#[test]
fn old_addresses_lead_on_with_and_without_a_host() {
    let tree = moved().publish();
    let old = "/2021/%E6%97%A7%E5%9D%80";
    let lines: Vec<&str> = page(&tree, "_redirects").lines().collect();
    for line in [
        &*format!("{old} /news/here/ 301"),
        &*format!("{old}/ /news/here/ 301"),
        "/old.html /news/here/ 301",
        "/old.php /news/here/ 301",
        "/before /en/news/here/ 301",
        "/xinwen/ /news/ 301",
    ] {
        assert!(lines.contains(&line), "{line}: {lines:?}");
    }
    let map = page(&tree, "_redirects.map");
    assert!(map.contains("\"/2021/旧址/\" \"/news/here/\";\n"), "{map}");
    let html = page(&tree, "2021/旧址/index.html");
    assert!(html.contains("<link rel=\"canonical\" href=\"https://www.example.com/news/here/\">"));
    assert!(html.contains("<meta http-equiv=\"refresh\" content=\"0; url=/news/here/\">"));
    assert!(html.contains("<a href=\"/news/here/\">新家</a>") && html.contains("noindex"));
    assert!(page(&tree, "before/index.html").contains("<html lang=\"en\">"));
    assert!(tree.contains_key("old.html") && !tree.contains_key("old.php"), "no page of PHP");
    assert!(!page(&tree, "sitemap.xml").contains("/old.html"));
    let site = moved();
    site.edit("crosswalk.yaml", "paginate: 2\n", "outputs: {redirects: false, aliases: false}\n");
    let tree = site.publish();
    assert!(!tree.contains_key("_redirects") && !tree.contains_key("old.html"));
    assert!(!newspaper().publish().contains_key("_redirects"), "nothing has moved");
}

#[test]
fn features_of_the_past_lead_to_those_of_today() {
    let site = newspaper();
    let product = "content/products/mail/product.yaml";
    let more = "moved: {cap: account-cap}\nsplit: {login: [sign-in, transfer]}\n";
    site.write(product, format!("{}\n{more}", site.read(product).trim_end()));
    let tree = site.publish();
    let redirects = page(&tree, "_redirects");
    for line in [
        "/products/mail/features/cap/ /products/mail/features/account-cap/ 301\n",
        "/en/products/mail/features/cap/ /en/products/mail/features/account-cap/ 301\n",
    ] {
        assert!(redirects.contains(line), "{line}: {redirects}");
    }
    let html = page(&tree, "products/mail/features/cap/index.html");
    assert!(html.contains("url=/products/mail/features/account-cap/"), "{html}");
    assert!(!redirects.contains("features/login"), "a rule would hide the page: {redirects}");
    assert!(!page(&tree, "_redirects.map").contains("features/login"));
    let html = page(&tree, "products/mail/features/login/index.html");
    for heir in ["sign-in", "transfer"] {
        assert!(
            html.contains(&format!("<li><a href=\"/products/mail/features/{heir}/\">")),
            "{html}"
        );
    }
    assert!(html.contains("noindex") && !html.contains("http-equiv=\"refresh\""), "{html}");
    let english = page(&tree, "en/products/mail/features/login/index.html");
    assert!(english.contains("/en/products/mail/features/transfer/"), "{english}");
    site.edit("crosswalk.yaml", "paginate: 2\n", "outputs: {aliases: false}\n");
    let tree = site.publish();
    let redirects = page(&tree, "_redirects");
    assert!(redirects.contains("/products/mail/features/login/ /products/mail/ 301\n"));
}

#[test]
fn below_a_path_every_address_has_it() {
    let site = moved();
    site.edit("crosswalk.yaml", "https://www.example.com/", "https://www.example.com/sub/");
    let tree = site.publish();
    assert!(page(&tree, "_redirects").contains("/sub/old.html /sub/news/here/ 301\n"));
    assert!(page(&tree, "_redirects.map").contains("\"/sub/old.html\" \"/sub/news/here/\";"));
    assert!(page(&tree, "_headers").starts_with("/sub/*\n"));
    assert!(page(&tree, "robots.txt").contains("Sitemap: https://www.example.com/sub/sitemap.xml"));
}

#[test]
fn headers_allow_what_pages_need_and_no_more() {
    let site = newspaper();
    let tree = site.publish();
    let headers = page(&tree, "_headers");
    assert!(headers.contains("Content-Security-Policy: default-src 'self'; object-src 'none'"));
    assert!(
        headers.contains("X-Content-Type-Options: nosniff") && headers.contains("no-transform")
    );
    assert!(headers.contains("\n/api/*\n  Access-Control-Allow-Origin: *\n"), "{headers}");
    assert!(
        headers.contains("\n/products/*/matrix.md\n  Content-Type: text/markdown"),
        "{headers}"
    );
    site.edit(
        "crosswalk.yaml",
        "paginate: 2\n",
        "picture_hosts: [Pictures.example, '*.cdn.example']\n",
    );
    site.write(
        "content/news/far.md",
        "---\ntitle: 远\n---\n![图](https://pictures.example/a.png)\n",
    );
    site.build();
    let tree = site.output();
    let headers = page(&tree, "_headers");
    assert!(
        headers.contains("default-src 'self'; img-src 'self' pictures.example *.cdn.example;"),
        "{headers}"
    );
    let far = page(&tree, "news/far/index.html");
    assert!(far.contains("<img src=\"https://pictures.example/a.png\" alt=\"图\""), "{far}");
}

#[test]
fn programs_are_told_what_the_site_holds() {
    let site = newspaper();
    site.write("content/about.md", "---\ntitle: 关于[我们]\n---\n我们是谁。\n");
    site.edit("crosswalk.yaml", "paginate: 2\n", "description: 一句话\n");
    let tree = site.publish();
    let text = page(&tree, "llms.txt");
    for part in [
        "# 测试站\n\n> 一句话\n",
        "## 产品\n",
        "](https://www.example.com/products/mail/)",
        "](https://www.example.com/products/mail/matrix.json)",
        "- [第 5 篇](https://www.example.com/news/story-5/): 正文见这里。",
        "- [关于\\[我们\\]](https://www.example.com/about/): 我们是谁。",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("/en/"));
    let robots = page(&tree, "robots.txt");
    assert!(robots.contains("Sitemap: https://www.example.com/sitemap.xml"));
}

#[test]
fn files_of_the_editor_and_of_the_settings_come_first() {
    let site = newspaper();
    site.write("static/robots.txt", "User-agent: *\nDisallow: /\n");
    site.edit(
        "crosswalk.yaml",
        "paginate: 2\n",
        "outputs: {sitemap: false, llms: false, headers: false, matrix: false, api: false}\n",
    );
    let tree = site.publish();
    assert_eq!(page(&tree, "robots.txt"), "User-agent: *\nDisallow: /\n");
    for gone in ["sitemap.xml", "llms.txt", "_headers", "products/mail/matrix.json"] {
        assert!(!tree.contains_key(gone), "{gone}");
    }
    assert!(!tree.keys().any(|path| path.starts_with("api/")));
    let html = page(&tree, "products/mail/index.html");
    assert!(!html.contains("matrix.json"), "what is not there is not linked");
}
