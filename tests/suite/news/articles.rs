//! What stands around an article's text, and what becomes of the text of a section.

use super::{main_of, newspaper, page};
use crate::support::{Site, said};

const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>";

fn with(matter: &str, text: &str) -> Site {
    let site = newspaper();
    let article = format!("---\ntitle: 试验\ndate: 2025-12-01 08:30:00\n{matter}---\n{text}\n");
    site.write("content/news/trial.md", article);
    site.write("content/news/cover.svg", PICTURE);
    site
}

const TRIAL: &str = "news/trial/index.html";

#[test]
fn an_article_shows_what_its_front_matter_says() {
    let matter = "updated: 2026-01-02 09:00:00\nauthors: [张三, 李四]\nsource: {name: 某报, url: \
                  \"https://paper.example/\"}\ncounters: {views: 12, likes: 0}\nai_generated: true\n\
                  image: cover.svg\ncategories: [公告]\n";
    let tree = with(matter, "正文。").publish();
    let main = main_of(&tree, TRIAL);
    for part in [
        "2025-12-01 08:30:00",
        "更新时间：<time datetime=\"2026-01-02T09:00:00+08:00\">",
        "href=\"https://paper.example/\">某报</a>",
        "访问量 12",
        "点赞 0",
        "本文由人工智能生成",
        "<img src=\"/news/cover.svg\"",
        "阅读约 1 分钟",
        "rel=\"prev\" href=\"/news/story-5/\"",
        "href=\"/categories/%E5%85%AC%E5%91%8A/\"",
    ] {
        assert!(main.contains(part), "{part}: {main}");
    }
    let html = page(&tree, TRIAL);
    assert!(html.contains(
        "<meta property=\"og:image\" content=\"https://www.example.com/news/cover.svg\">"
    ));
    assert!(html.contains("<meta name=\"ai-generated\" content=\"true\">"));
    assert!(html.contains("当前位置") && html.contains("<a href=\"/news/\">"));
    let story = main_of(&tree, "news/story-2/index.html");
    assert!(!story.contains("访问量") && !story.contains("人工智能"), "nothing is known of them");
}

#[test]
fn the_settings_decide_whether_counts_are_shown() {
    let site = with("counters: {views: 12, likes: 3}\n", "正文。");
    site.edit("crosswalk.yaml", "paginate: 2\n", "counters: {likes: false}\n");
    let tree = site.publish();
    let main = main_of(&tree, TRIAL);
    assert!(main.contains("访问量 12") && !main.contains("点赞"), "{main}");
}

#[test]
fn a_table_of_contents_needs_three_headings() {
    let two = with("", "## 甲\n\n文\n\n## 乙\n\n文").publish();
    assert!(!main_of(&two, TRIAL).contains("class=\"toc\""));
    let three = with("", "## 甲\n\n文\n\n### 乙\n\n文\n\n## 丙").publish();
    let main = main_of(&three, TRIAL);
    assert!(main.contains("class=\"toc\"") && main.contains("<a href=\"#乙\">乙</a>"), "{main}");
}

#[test]
fn reading_takes_its_time_in_both_scripts() {
    let han = with("", &"字".repeat(1200)).publish();
    assert!(main_of(&han, TRIAL).contains("阅读约 3 分钟"));
    let latin = with("", &"word ".repeat(1190)).publish();
    assert!(main_of(&latin, TRIAL).contains("阅读约 5 分钟"));
}

#[test]
fn an_old_article_says_so_from_its_birthday_on() {
    let site = newspaper();
    let mut args = site.args();
    let mut at = |now: &str| {
        args.moment.now = now.parse().expect("a moment");
        let built = crosswalk::build::build(&args);
        assert!(built.diagnostics.is_empty(), "{}", said(&built.diagnostics));
        main_of(&site.output(), "news/story-3/index.html").contains("class=\"old\"")
    };
    // Written on 2024-03-01 in Shanghai; two years are enough.
    assert!(!at("2026-02-28T15:59:59Z"));
    assert!(at("2026-02-28T16:00:00Z"), "the day has come without an edit");
    assert!(!at("2026-02-27T00:00:00Z"));
    site.edit("crosswalk.yaml", "paginate: 2\n", "old_after: 0\n");
    assert!(!at("2030-01-01T00:00:00Z"), "never");
    site.edit("crosswalk.yaml", "old_after: 0\n", "old_after: 1\n");
    assert!(at("2030-01-01T00:00:00Z"));
    let tree = site.output();
    assert!(main_of(&tree, "news/story-3/index.html").contains("5 年前"));
}

#[test]
fn a_theme_shows_an_article_in_its_own_way() {
    let site = with("template: landing\n", "正文。");
    site.write(
        "themes/default/templates/landing.html",
        "{% extends \"base.html\" %}{% block main %}<p>LANDING {{ page.title }}</p>{{ body | safe }}\
         {% endblock main %}",
    );
    let tree = site.publish();
    assert!(main_of(&tree, TRIAL).contains("LANDING 试验"));
    assert!(!main_of(&tree, "news/story-1/index.html").contains("LANDING"));
}

#[test]
fn what_is_not_for_everybody_carries_a_badge_and_its_reason() {
    let site = newspaper();
    let matter = |more: &str| format!("---\ntitle: 稿\n{more}---\n正文。\n");
    site.write("content/news/draft.md", matter("draft: true\n"));
    site.write("content/news/later.md", matter("date: 2026-05-01\n"));
    site.write("content/news/gone.md", matter("date: 2020-01-01\nexpiry_date: 2021-01-01\n"));
    let run = site.run(&["build", "--lang", "zh"]);
    for said in
        ["draft.md：草稿", "later.md：定于 2026-05-01 发布", "gone.md：已于 2021-01-01 到期"]
    {
        assert!(run.stdout.contains(said), "{said}: {}", run.stdout);
    }
    let run = site.run(&["build", "--format", "json"]);
    let told: Vec<serde_json::Value> =
        run.stderr.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    let paths: Vec<_> = told.iter().map(|note| note["path"].as_str().expect("a path")).collect();
    assert_eq!(paths, ["content/news/draft.md", "content/news/gone.md", "content/news/later.md"]);
    for note in &told {
        assert_eq!((&note["code"], &note["severity"]), (&"not-published".into(), &"note".into()));
    }
    let mut args = site.args();
    (args.moment.drafts, args.moment.future, args.moment.expired) = (true, true, true);
    crosswalk::build::build(&args);
    let tree = site.output();
    for (name, badge) in [("draft", "草稿"), ("later", "尚未到"), ("gone", "已过")] {
        let html = page(&tree, &format!("news/{name}/index.html"));
        assert!(html.contains("class=\"standing\"") && html.contains(badge), "{name}");
        assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"), "{name}");
    }
}

#[test]
fn the_text_of_a_section_stands_on_its_first_page() {
    let site = newspaper();
    site.write(
        "content/news/_index.md",
        "---\ntitle: 新闻\n---\n见[](cell:mail/account-cap/new)。\n",
    );
    site.write(
        "content/_index.md",
        "---\ntitle: 首页\n---\n**欢迎**。\n\n```verdict\nproduct: mail\n\
                editions: [old, new]\n```\n",
    );
    let tree = site.publish();
    let first = main_of(&tree, "news/index.html");
    assert!(
        first.contains("<a href=\"/products/mail/features/account-cap/\">200 个</a>"),
        "{first}"
    );
    assert!(!main_of(&tree, "news/page/2/index.html").contains("200 个"));
    assert!(!main_of(&tree, "en/news/index.html").contains("200 个"), "no Chinese there");
    let home = main_of(&tree, "index.html");
    assert!(home.contains("<strong>欢迎</strong>") && home.contains("verdict"), "{home}");
}

#[test]
fn summaries_hold_what_fills_their_links() {
    let text = "## 标题\n\n上限是[](cell:mail/account-cap/new)，见[](hello.md)。\n\n```sh\nls\n```\n\n后文！";
    let tree = with("", text).publish();
    let summary = "上限是200 个，见你好。后文！";
    assert!(
        page(&tree, TRIAL).contains(&format!("<meta name=\"description\" content=\"{summary}\">"))
    );
    for path in ["news/index.html", "atom.xml", "feed.json", "tags/index.html"] {
        assert_eq!(page(&tree, path).contains(summary), path != "tags/index.html", "{path}");
    }
    let long = format!("甲[](cell:mail/account-cap/new)。{}。{}", "乙".repeat(90), "丙".repeat(90));
    let tree = with("", &long).publish();
    let wanted = format!("content=\"甲200 个。{}。\"", "乙".repeat(90));
    assert!(page(&tree, TRIAL).contains(&wanted), "cut after a sentence");
}

#[test]
fn a_template_without_an_end_is_named_once_for_all_its_pages() {
    let site = newspaper();
    let rounds =
        "{% for a in range(end=900) %}{% for b in range(end=900) %}.{% endfor %}{% endfor %}";
    site.write("themes/default/templates/article.html", rounds);
    site.edit("crosswalk.yaml", "paginate: 2\n", "limits: {loops: 20000}\n");
    let said = said(&site.build().diagnostics);
    assert_eq!(said.matches("template-too-many-loops").count(), 1, "{said}");
}

#[test]
fn summaries_end_with_a_sentence_where_one_is_long_enough() {
    let described = |text: &str| {
        let tree = with("", text).publish();
        let html = page(&tree, TRIAL);
        let at = html.find("name=\"description\" content=\"").expect("a description") + 28;
        html[at..].split('"').next().unwrap_or_default().to_owned()
    };
    let (short, long) = ("甲".repeat(35), "乙".repeat(150));
    assert_eq!(described(&format!("{short}！{long}。")), format!("{short}！"));
    assert_eq!(described(&format!("他说：“{short}。”{long}。")), format!("他说：“{short}。”"));
    let next_to_nothing = described(&format!("甲。{long}。"));
    assert!(next_to_nothing.starts_with("甲。乙") && next_to_nothing.ends_with("乙…"));
}

#[test]
fn summaries_part_what_lines_part() {
    for (text, summary) in [
        ("First para.\n\nSecond para.", "First para. Second para."),
        ("- one\n- two\n  - three\n- four", "one two three four"),
        ("- 甲\n- 乙\n\n文字。\n\n后文。", "甲 乙 文字。后文。"),
        ("| a | b |\n|---|---|\n| c | d |", "a b c d"),
        ("甲\n: 乙\n\n丙", "甲 乙 丙"),
        ("a[^1]\n\n[^1]: note text\n\n    ## more\n\nb", "a b"),
        ("甲：[](cell:mail/account-cap/new)\n\n- [](hello.md)\n- 乙", "甲：200 个 你好 乙"),
        ("见[](feature:mail/wecom)的[](feature:mail/wecom.jump)。", "见企业微信的后台入口。"),
    ] {
        let tree = with("", text).publish();
        let wanted = format!("<meta name=\"description\" content=\"{summary}\">");
        assert!(page(&tree, TRIAL).contains(&wanted), "{text}: {}", page(&tree, TRIAL));
    }
    let tree = with("lead: \"One.\\nTwo.\"\n", "x").publish();
    assert!(page(&tree, TRIAL).contains("content=\"One. Two.\""));
}

#[test]
fn a_line_break_between_han_is_none_whatever_stands_there() {
    for (text, html) in [
        ("汉字\n[链接](/news/hello/)\n汉字", "汉字<a href=\"/news/hello/\">链接</a>汉字"),
        ("汉字\n`代码`\n汉字", "汉字<code>代码</code>汉字"),
        ("汉字\n`code`\n汉字", "汉字\n<code>code</code>\n汉字"),
        ("汉字\n~~删除。~~文字", "汉字<del>删除。</del>文字"),
        ("是\n[](cell:mail/account-cap/new)\n的", "是\n<a href"),
        ("是[](cell:mail/account-cap/new)\n的", "200 个</a>\n的"),
    ] {
        let tree = with("", text).publish();
        assert!(main_of(&tree, TRIAL).contains(html), "{text}: {}", main_of(&tree, TRIAL));
    }
}

/// What the theme, footnotes and tables give themselves, no heading has as well.
#[test]
fn every_id_stands_once_on_a_page() {
    let text = "## _main\n\n## x {#_here}\n\n## fn-1\n\n## t2-archive\n\n## T2 计划\n\na[^1] b[^a b]\n\n\
                [^1]: c\n\n[^a b]: d\n\n```compare\nproduct: mail\n```\n\n```compare\nproduct: mail\n```\n";
    let site = with("", text);
    site.edit(
        "content/products/mail/product.yaml",
        "old: 更换微信",
        "old: {md: \"## archive\\n\\nx[^1]\\n\\n[^1]: y\", short: 换}",
    );
    site.edit(
        "content/products/mail/product.yaml",
        "md: 由管理员转让创建人, ",
        "md: \"z[^1]\\n\\n[^1]: y\", ",
    );
    let tree = site.publish();
    for path in [TRIAL, "products/mail/index.html"] {
        let html = page(&tree, path);
        let mut ids: Vec<&str> =
            html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(all, ids.len(), "{path}: {ids:?}");
        assert!(ids.iter().all(|id| !id.contains(' ')), "{ids:?}");
    }
    let html = page(&tree, TRIAL);
    for words in [
        "<h2 id=\"main\">",
        "<h2 id=\"h-fn-1\">",
        "<h2 id=\"t2-计划\">",
        "id=\"fn-a-b-2\"",
        "#fn-a-b-2",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
}

#[test]
fn a_section_and_the_home_page_have_translations() {
    let site = newspaper();
    site.write("content/_index.en.md", "---\ntitle: Welcome\n---\nHello, reader.\n");
    site.write("content/news/_index.en.md", "---\ntitle: News in English\n---\nAll of it.\n");
    let tree = site.publish();
    assert!(main_of(&tree, "en/index.html").contains("Hello, reader."));
    let list = main_of(&tree, "en/news/index.html");
    assert!(
        list.contains("News in English") && list.contains("All of it.") && list.contains("Story 1"),
        "{list}"
    );
    assert!(!main_of(&tree, "news/index.html").contains("News in English"));
    for path in ["en/_index/index.html", "en/news/_index/index.html"] {
        assert!(!tree.contains_key(path), "{path}");
    }
}
