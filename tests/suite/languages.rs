//! Languages that are made from others: Traditional Chinese from Simplified.

use crate::support::{Site, Tree};

/// The base site, with Traditional Chinese made from Simplified.
fn site() -> Site {
    let site = Site::base();
    let languages = "languages:\n  zh-Hans: {name: 简体中文}\n  zh-Hant:\n    name: 繁體中文\n    \
                     derive: {from: zh-Hans, with: s2twp, glossary: {说明书: 使用手冊}}\n";
    let settings = site.read("crosswalk.yaml");
    site.write("crosswalk.yaml", format!("{settings}\n{languages}"));
    let text = "---\ntitle: 怎么登录邮箱\ntags: [网络]\nlead: 用帐号登录。\n---\n\n\
                ## 登录\n\n新版可建 [200 个](cell:mail/account-cap/new)，`登录` 见[说明书](other.md)。\n";
    site.write("content/news/sign-in.md", text);
    site.write("content/news/other.md", "---\ntitle: 说明书\n---\n\n支持的软件。\n");
    site
}

fn page<'t>(output: &'t Tree, path: &str) -> &'t str {
    let bytes = output.get(path).unwrap_or_else(|| panic!("no {path}: {:?}", output.keys()));
    std::str::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn texts_are_made_word_by_word_and_links_stay_in_the_language() {
    let output = site().publish();
    let html = page(&output, "zh-hant/news/sign-in/index.html");
    assert!(html.contains("<html lang=\"zh-Hant\">"));
    for words in [
        "怎麼登入郵箱",
        "用帳號登入。",
        "<h2 id=\"登录\">登入</h2>",
        "<code>登录</code>",
        ">使用手冊</a>",
        "href=\"/zh-hant/news/other/\"",
        "href=\"/zh-hant/products/mail/features/account-cap/\">200 個</a>",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert!(output.contains_key("zh-hant/tags/網路/index.html"), "{:?}", output.keys());
    let matrix = page(&output, "zh-hant/products/mail/index.html");
    for words in ["帳號數上限", "登入方式", "更換微信", "自行選擇"] {
        assert!(matrix.contains(words), "{words}: {matrix}");
    }
    let simplified = page(&output, "news/sign-in/index.html");
    assert!(simplified.contains("怎么登录邮箱") && !simplified.contains("登入"));
    assert!(simplified.contains("hreflang=\"zh-Hant\""));
}

#[test]
fn a_file_of_its_own_goes_before() {
    let site = site();
    site.write("content/news/other.zh-Hant.md", "---\ntitle: 自己寫的\n---\n\n親手寫的文字。\n");
    let output = site.publish();
    assert!(page(&output, "zh-hant/news/other/index.html").contains("親手寫的文字"));
    site.write("content/news/other.zh-Hant.md", "---\ntitle: 草稿\ndraft: true\n---\n\n還沒好。\n");
    assert!(!site.publish().contains_key("zh-hant/news/other/index.html"));
}

/// What is wrong is told once, where it was written.
#[test]
fn problems_are_told_of_the_text_that_somebody_wrote() {
    let site = site();
    site.edit("content/news/sign-in.md", "[200 个]", "[300 个]");
    let built = site.check();
    assert_eq!(built.diagnostics.len(), 1, "{:?}", built.diagnostics);
}

#[test]
fn a_rebuild_after_a_change_of_the_glossary_is_a_clean_build() {
    let site = site();
    let before = site.publish();
    site.edit("crosswalk.yaml", "说明书: 使用手冊", "说明书: 說明書");
    let rebuilt = site.publish();
    assert!(page(&before, "zh-hant/news/other/index.html").contains("使用手冊"));
    assert!(page(&rebuilt, "zh-hant/news/other/index.html").contains("說明書"));
    let fresh = self::site();
    fresh.edit("crosswalk.yaml", "说明书: 使用手冊", "说明书: 說明書");
    assert_eq!(crate::support::differences(&rebuilt, &fresh.publish()), [""; 0]);
}

/// A unit stands behind its number in the language of the page.
#[test]
fn units_are_in_the_language_of_the_page() {
    let site = Site::base();
    let settings = site.read("crosswalk.yaml");
    let more = "languages:\n  zh-Hans: {name: 简体中文}\n  en: {name: English}\n";
    site.write("crosswalk.yaml", format!("{settings}\n{more}"));
    let product = "product: chat\nname: 聊天\nunits:\n  seat: {name: {zh-Hans: 席, en: seats}}\n  \
                   ml: {name: 毫升}\n  litre: {name: 升, of: ml, factor: 1000}\neditions: [{id: a, name: 甲}]\n\
                   groups:\n  - id: g\n    name: 组\n    features:\n      \
                   - {id: days, name: 保留, type: limit, unit: day, cells: {a: 30}}\n      \
                   - {id: trial, name: 试用, type: limit, cells: {a: 1 天}}\n      \
                   - {id: seats, name: 席位, type: limit, unit: seat, cells: {a: 5 席}}\n      \
                   - {id: price, name: 价格, type: limit, unit: 元, cells: {a: 100}}\n      \
                   - {id: room, name: 容积, type: limit, unit: litre, cells: {a: 2}}\n";
    site.write("content/products/chat/product.yaml", product);
    let text = "---\ntitle: 数字\n---\n[2](cell:chat/room/a) [30 天](cell:chat/days/a)\n";
    site.write("content/news/note.md", text);
    let english = "---\ntitle: Numbers\n---\n[30 days](cell:chat/days/a)\n";
    site.write("content/news/note.en.md", english);
    let output = site.publish();
    let (chinese, english) = ["products/chat/index.html", "en/products/chat/index.html"]
        .map(|at| page(&output, at))
        .into();
    for (html, units) in [
        (chinese, ["30<small>天", "1<small>天", "5<small>席", "100<small>元"]),
        (english, ["30<small>days", "1<small>day", "5<small>seats", "100<small>CNY"]),
    ] {
        for unit in units {
            assert!(html.contains(&format!("{unit}</small>")), "{unit}: {html}");
        }
    }
    site.edit("content/news/note.md", "[2]", "[2000]");
    assert!(site.check().diagnostics.iter().any(|d| d.code == "fact-disagrees"));
}
