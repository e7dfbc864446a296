//! The news side of a site: lists, feeds, articles, and what other programs read of them.

mod articles;
mod code;
mod hosts;
mod lists;
mod seo;

use crate::support::{Site, Tree};

/// A site in two languages with articles enough for several pages.
fn newspaper() -> Site {
    let site = Site::base();
    site.write(
        "crosswalk.yaml",
        "version: 1\ntitle: 测试站\nbase_url: https://www.example.com/\npaginate: 2\n\
         languages:\n  zh-Hans: {name: 简体中文}\n  en: {name: English}\n",
    );
    for n in 1..=5 {
        let name = format!("content/news/2024-0{n}-01-story-{n}");
        let author = if n == 1 { "李四" } else { "张三" };
        let matter = format!(
            "tags: [VIP 帐号{}]\ncategories: [公告]\nauthors: [{author}]\nproducts: [mail]\n",
            if n == 2 { ", c++" } else { "" },
        );
        let text = "正文见[这里](hello.md)。";
        site.write(&format!("{name}.md"), format!("---\ntitle: 第 {n} 篇\n{matter}---\n{text}\n"));
        if n < 3 {
            let matter = "tags: [mail]\nauthors: [张三]\n";
            let english = format!("---\ntitle: Story {n}\n{matter}---\nText.\n");
            site.write(&format!("{name}.en.md"), english);
        }
    }
    site
}

fn page<'t>(tree: &'t Tree, path: &str) -> &'t str {
    let bytes = tree.get(path).unwrap_or_else(|| panic!("no {path} in {:#?}", tree.keys()));
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// What stands between `<main>` and `</main>`.
fn main_of<'t>(tree: &'t Tree, path: &str) -> &'t str {
    let html = page(tree, path);
    let start = html.find("<main").expect("a main");
    &html[start..html.find("</main>").expect("its end")]
}
