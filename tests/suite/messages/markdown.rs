//! Markdown as people and their enemies write it: what becomes of it on the page, and how soon.

use crosswalk::base::SourcePath;

use crate::support::{Site, in_proportion};

/// The text of an article's page.
fn page(site: &Site, text: &str) -> String {
    site.write("content/news/note.md", format!("---\ntitle: 说明\n---\n\n{text}\n"));
    let output = site.publish();
    let page = String::from_utf8_lossy(&output["news/note/index.html"]).into_owned();
    let start = page.find("<div class=\"prose\">").expect("the text");
    page[start..].to_owned()
}

fn holds(site: &Site, text: &str, html: &str) {
    let page = page(site, text);
    assert!(page.contains(html), "{text}\nbecomes\n{page}");
}

#[test]
fn an_info_string_is_escaped() {
    let page = page(&Site::base(), "```\"><script>alert(1)</script>\nx\n```");
    assert!(!page.contains("<script>alert"), "{page}");
}

#[test]
fn han_words_keep_their_form() {
    let site = Site::base();
    holds(&site, "**强调。**文字", "<strong>强调。</strong>文字");
    holds(&site, "第一行\n第二行", "第一行第二行");
    holds(&site, "## 甲 {#one}\n\n## 甲\n\n## 甲", "id=\"甲-1\"");
    holds(&site, "词\n: 解释", "<dt>词</dt>");
    holds(&site, "- [x] 好了\n- [ ] 还没有", "<span class=\"task\">☑</span>");
    holds(&site, "> [!NOTE]\n> 留意", "markdown-alert-note");
    holds(&site, "写信给 <a@b.cn>。", "href=\"mailto:a@b.cn\"");
}

#[test]
fn footnotes_lead_there_and_back() {
    let site = Site::base();
    let text = "## 1\n\n文字[^甲]和[^乙]。\n\n[^乙]: 第二。\n[^甲]: 第一。";
    let page = page(&site, text);
    for part in [
        "id=\"fnref-甲\"><a href=\"#fn-甲\">1</a>",
        "id=\"fn-乙\"><sup class=\"footnote-definition-label\"><a href=\"#fnref-乙\">2</a>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}

#[test]
fn pictures_keep_their_room() {
    let site = Site::base();
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\0\x80".to_vec();
    png.extend([8, 2, 0, 0, 0]);
    std::fs::create_dir_all(site.path("content/news/box")).expect("a folder");
    std::fs::write(site.path("content/news/box/a.png"), png).expect("a picture");
    site.write("content/news/box/index.md", "---\ntitle: 盒子\n---\n\n![图](a.png)\n");
    let output = site.publish();
    let page = String::from_utf8_lossy(&output["news/box/index.html"]);
    let tag = "<img src=\"/news/box/a.png\" width=\"256\" height=\"128\" alt=\"图\"";
    assert!(page.contains(tag), "{page}");
    assert!(output.contains_key("news/box/a.png"));
}

#[test]
fn blocks_show_what_they_are_told() {
    let site = Site::base();
    let contacts = "organisation: {name: 某公司, contacts: {phone: 021-1234, qq: 12345}}\ntitle:";
    site.edit("crosswalk.yaml", "title:", contacts);
    let guide = "preconditions: [{id: told, md: 已告知, by: reseller, consent: true}]\nreversible:";
    site.edit("content/products/mail/upgrades/old-to-new.md", "reversible:", guide);
    site.write("static/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    site.write(
        "themes/default/templates/blocks/price.html",
        "<p class=\"price\">{{ block.name }}{{ block.list[1] }}{% if block.yes %}!{% endif %}</p>",
    );
    let text = "```checklist\nupgrade: mail/old-to-new\nitems: [\"**还有**\"]\n```\n\n\
                ```contact\nshow: [mail, phone]\n```\n\n\
                ```figure\nsrc: /a.svg\nalt: \"图<\"\ncaption: 题\n```\n\n\
                ```price\nname: <b>\nlist: [1, 2]\nyes: true\n```\n\n```rust\nlet x;\n```";
    let page = page(&site, text);
    for part in [
        "</span> 已告知 <span class=\"by\">经销商</span>",
        "<strong>还有</strong>",
        "<dt>电话</dt><dd><a href=\"tel:0211234\">021-1234</a>",
        "<img src=\"/a.svg\" alt=\"图&lt;\"",
        "<figcaption>题</figcaption>",
        "<p class=\"price\">&lt;b&gt;2!</p>",
        "<code class=\"language-rust\">",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("邮箱</dt>"), "what is not known is not shown");
}

#[test]
fn allowed_html_passes_and_is_balanced() {
    let site = Site::base();
    site.edit("crosswalk.yaml", "title:", "raw_html: true\ntitle:");
    holds(&site, "H<sub>2</sub>O", "H<sub>2</sub>O");
    let page = page(&site, "<div class=\"x\">\n\n甲\n\n</div>\n\n</div>\n\n乙<u>丙");
    assert!(page.contains("<div class=\"x\">") && page.contains("乙<u>丙</u></p>"), "{page}");
}

/// What is known to make Markdown readers take quadratic time, in a size.
fn pathological(size: usize) -> Vec<String> {
    let many = |piece: &str| piece.repeat(size);
    vec![
        many("["),
        many("]"),
        many("!["),
        many("*a **a "),
        many("a**b"),
        many("a_"),
        many("[a](b"),
        many("[ (]("),
        many("![[]()"),
        many("`a``b"),
        many("<?"),
        many("<!A "),
        many("<![CDATA["),
        many("<>"),
        many("\\"),
        many("&#1114111;"),
        many("[a]: u\n"),
        many("> a\n"),
        many("- "),
        many("|x"),
        many("~~a "),
        many("[^a]"),
        many("<b>"),
        many("**甲。**乙"),
        format!("|{}\n|{}\n", many("x|"), many("-|")),
        format!("{}a{}", many("["), many("]")),
        format!("{}a{}", many("**a *a "), many("b* b**")),
    ]
}

/// A text eight times as long takes about eight times as long; quadratic time would be sixty-four times.
#[test]
fn pathological_texts_are_read_in_proportion() {
    for (short, long) in pathological(5_000).iter().zip(&pathological(40_000)) {
        let head: String = short.chars().take(12).collect();
        in_proportion(&head, || read(short), || read(long));
    }
}

/// Reads an article with this text.
fn read(text: &str) {
    let path = SourcePath::new("content/news/note.md");
    let _ =
        crosswalk::syntax::parse(&path, format!("---\ntitle: 说明\n---\n\n{text}\n").as_bytes());
}
