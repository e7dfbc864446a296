//! Settings and theme.

use std::fmt::Write;

use super::Files;

/// `crosswalk.yaml`, as far as edits change it.
#[derive(Clone)]
pub struct Settings {
    /// `title`.
    pub title: String,
    /// `menu`: names; all lead home.
    pub menu: Vec<String>,
    /// `paginate`.
    pub paginate: usize,
    /// `base_url`.
    pub base_url: String,
    /// Whether the site speaks English, too.
    pub english: bool,
    /// `timezone`.
    pub timezone: String,
    /// `publish: journal`.
    pub journal: bool,
    /// Whether it has a theme of its own.
    pub theme: bool,
}

impl Settings {
    /// The settings of a new site.
    pub fn new() -> Self {
        Self {
            title: "示例网站".to_owned(),
            menu: vec!["首页".to_owned(), "新闻".to_owned()],
            paginate: 7,
            base_url: "https://www.example.com/".to_owned(),
            english: false,
            timezone: "Asia/Shanghai".to_owned(),
            journal: false,
            theme: true,
        }
    }

    /// The file.
    pub fn text(&self) -> String {
        let Self { title, paginate, base_url, timezone, .. } = self;
        let mut text = format!(
            "version: 1\ntitle: \"{title}\"\nbase_url: \"{base_url}\"\n\
             default_language: zh-Hans\nlanguages:\n  zh-Hans: {{name: 简体中文}}\n"
        );
        if self.english {
            text.push_str("  en: {name: English}\n");
        }
        let _ = writeln!(text, "timezone: {timezone}\npaginate: {paginate}");
        if self.theme {
            text.push_str("theme: house\n");
        }
        if self.journal {
            text.push_str("publish: journal\n");
        }
        text.push_str("menu:\n");
        for name in &self.menu {
            let _ = writeln!(text, "  - {{name: \"{name}\", url: /}}");
        }
        text.push_str("audiences: {admin: 管理员, reseller: 经销商}\n");
        // Sentences at random explain no loss.
        text.push_str("checks: {loss-without-impact: off}\n");
        text
    }
}

/// The words of the embedded theme: a file of its own replaces all of them.
const WORDS: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/i18n/zh-Hans.yaml"));

/// A theme that replaces some files of the embedded one.
#[derive(Clone)]
pub struct Theme {
    /// A remark in the template of plain pages; `None`: not replaced.
    pub page: Option<String>,
    /// A remark in the template of lists; `None`: not replaced.
    pub list: Option<String>,
    /// The word for tags.
    pub tags: String,
    /// The style sheet.
    pub style: String,
    /// How many articles the home page lists.
    pub latest: usize,
    /// An asset that no page names.
    pub extra: Option<String>,
}

impl Theme {
    /// A theme that replaces some files.
    pub fn new() -> Self {
        Self {
            page: Some("first".to_owned()),
            list: Some("first".to_owned()),
            tags: "话题".to_owned(),
            style: "body { color: black }\n".to_owned(),
            latest: 4,
            extra: None,
        }
    }

    /// Its files.
    pub fn write(&self, files: &mut Files) {
        let mut put = |path: &str, text: String| {
            files.insert(format!("themes/house/{path}"), text.into_bytes());
        };
        let latest = self.latest;
        put("theme.yaml", format!("name: house\nversion: 1\nslices: {{latest: {latest}}}\n"));
        put("assets/style.css", self.style.clone());
        if let Some(extra) = &self.extra {
            put("assets/extra.js", extra.clone());
        }
        put(
            "i18n/zh-Hans.yaml",
            WORDS.replace("\ntags: 标签\n", &format!("\ntags: {}\n", self.tags)),
        );
        if let Some(remark) = &self.page {
            put(
                "templates/page.html",
                format!(
                    "{{% extends \"base.html\" %}}\n{{% block main -%}}\n<h1>{{{{ page.title }}}}\
                     </h1>\n<p>{remark}</p>\n{{{{ body | safe -}}}}\n{{%- endblock main %}}\n"
                ),
            );
        }
        if let Some(remark) = &self.list {
            put(
                "templates/list.html",
                format!(
                    "{{% extends \"base.html\" %}}\n{{% block main -%}}\n<h1>{{{{ page.title }}}}\
                     </h1>\n<p>{remark}</p>\n{{%- for item in page.items %}}\n<p>{{{{ item.date }}}}\
                     <a href=\"{{{{ item.url }}}}\">{{{{ item.title }}}}</a></p>\n{{%- endfor %}}\n\
                     {{%- endblock main %}}\n"
                ),
            );
        }
    }
}
