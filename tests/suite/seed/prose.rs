//! What the founding article says of itself and in its closing paragraph, and what no page says.

use crate::real_site::html::{Element, all};
use crate::real_site::{ARTICLE, file, json, pages};

use super::missing;

#[test]
fn the_article_is_the_printed_one() {
    let html = file(ARTICLE);
    let head = all(html, "article")[0].all("header")[0];
    let byline = head.all("p")[0].text();
    let printed =
        ["腾讯企业邮箱", "2021-07-13 17:28:04", "来源：qq企业邮箱", "访问量 4413", "点赞 0"];
    assert_eq!(missing(&printed, &byline), None, "{byline}");
    let lead = head.all("p").last().map(Element::text).unwrap_or_default();
    let printed = [
        "微信、企业微信收发邮件",
        "不必另装 App",
        "小程序",
        "微信或企业微信扫一扫",
        "无需密码",
        "旧版（免费版）升级到新版（基础版）",
    ];
    assert_eq!(missing(&printed, &lead), None, "{lead}");
    assert!(!all(html, "body")[0].text().contains("唯一能用"), "advertising law");
}

#[test]
fn the_article_tells_the_way_and_closes_with_vip_accounts() {
    let prose =
        all(file(ARTICLE), "div").into_iter().find(|d| d.attribute("class") == Some("prose"));
    let prose = prose.expect("the text").text();
    let in_order = [
        "创建成员帐号",
        "修改密码",
        "先不办理",
        "已经明确告知新版与旧版的功能区别",
        "已经知道升级新版后不可回退",
        "已经了解《旧版升级新版流程》文档",
        "管理员帐号",
        "公司名称",
        "企业邮箱帐号数",
        "提单，协助开通升级入口",
        "用户按文档指引操作升级",
        "1G",
        "VIP 帐号",
        "不限",
        "工资条、面试通知单",
        "加有水印的邮件",
        "通知公告",
        "邮件备份",
        "邮件归档",
        "咨询本站客服",
    ];
    assert_eq!(missing(&in_order, &prose), None);
}

/// The sentences and cells of a page.
fn sentences(html: &str) -> Vec<String> {
    let main = all(html, "main")[0].inner.replace("</", "\n</");
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '；' | '\n');
    let pieces = main.split(ends).map(crate::real_site::html::text);
    pieces.filter(|piece| !piece.is_empty()).collect()
}

/// What a sentence claims that the article does not say.
fn invented(sentence: &str) -> Option<&'static str> {
    // What a page says of its own length is nothing about the product.
    if sentence.starts_with("阅读约") {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
    const ENDS: &[&str] =
        &["关闭", "停止", "停服", "停用", "下线", "终止", "退役", "淘汰", "不再提供"];
    const ONCE: &[&str] = &["一次", "仅限", "重复", "多次", "再次"];
    if has(&["旧版", "免费版"]) && has(ENDS) {
        return Some("the old edition ends");
    }
    if has(&["入口", "升级机会"]) && has(ONCE) {
        return Some("the entry works so many times");
    }
    let amount = |unit: &str| {
        let mut places = sentence.match_indices(unit);
        places.any(|(at, _)| sentence[..at].trim_end().ends_with(|c: char| c.is_ascii_digit()))
    };
    let units = ["元", "分钟", "小时", "个工作日", "天"];
    units.into_iter().any(amount).then_some("what it costs or how long it takes")
}

#[test]
fn no_page_says_what_the_article_does_not() {
    for (path, html) in pages() {
        for sentence in sentences(html) {
            assert_eq!(invented(&sentence), None, "{path}: {sentence}");
        }
        assert!(!html.contains("class=\"status closing\""), "{path}");
        assert!(!html.contains("class=\"status closed\""), "{path}");
    }
    let matrix = json("products/exmail/matrix.json");
    let legacy = &matrix["editions"][0];
    assert_eq!(legacy["id"], "legacy");
    for key in ["status", "closes"] {
        let said = legacy[key].as_str().unwrap_or_default();
        assert!(said.is_empty(), "{key}: {said}");
    }
}

#[test]
fn what_is_invented_is_noticed() {
    let claims = [
        "旧版将于年底关闭",
        "免费版即将下线",
        "升级入口只能使用一次",
        "升级费用为 300 元",
        "全程约 30分钟",
    ];
    for claim in claims {
        let page = format!("<main><p>先看得失。{claim}，请注意。</p></main>");
        assert!(sentences(&page).iter().any(|s| invented(s).is_some()), "{claim}");
    }
    for fine in ["创建人邮箱生成后可以修改一次", "提单协助开通升级入口", "据 2021 年 7 月的资料"]
    {
        assert_eq!(invented(fine), None, "{fine}");
    }
}

#[test]
fn prose_about_vip_services_names_vip() {
    for (path, html) in pages() {
        let prose = all(html, "div").into_iter().filter(|d| d.attribute("class") == Some("prose"));
        let prose: String = prose.map(|div| div.text()).collect();
        if ["保密邮件", "群发", "邮件备份", "邮件归档", "通知公告"]
            .iter()
            .any(|w| prose.contains(w))
        {
            assert!(prose.contains("VIP"), "{path}");
        }
    }
}
