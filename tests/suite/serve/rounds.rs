//! A site that is kept in memory through any edits is the site that a build from nothing makes.

use std::collections::BTreeMap;

use crosswalk::build::{Built, Outcome, Preview};

use crate::support::{Site, said};

const NOTE: &str = "content/news/note.md";

fn note(words: &str) -> String {
    format!(
        "---\ntitle: 便条\ndescription: 一句话\ndate: 2021-01-01\ntags: [甲]\n---\n\n{words}\n\n看[你好](hello.md)。\n\n```compare\nproduct: mail\n```\n"
    )
}

fn site() -> Site {
    let site = Site::base();
    site.write(NOTE, note("草稿。"));
    site.write("content/news/other.md", note("别的。"));
    site
}

fn files(preview: &Preview) -> BTreeMap<String, Vec<u8>> {
    let all = preview.live().files.iter();
    all.map(|(path, file)| (path.clone(), file.bytes.to_vec())).collect()
}

/// Builds after an edit, and holds the result against that of a program that has just begun.
fn round(site: &Site, preview: &mut Preview, changed: &[&str]) -> Built {
    let before = files(preview);
    let changed: Vec<String> = changed.iter().map(|path| (*path).to_owned()).collect();
    let built = preview.build(&site.args(), &changed);
    let mut fresh = Preview::default();
    let wanted = fresh.build(&site.args(), &[]);
    assert_eq!(said(&built.diagnostics), said(&wanted.diagnostics));
    match wanted.outcome {
        Outcome::Published(_) => assert!(files(preview) == files(&fresh), "after {changed:?}"),
        _ => assert!(files(preview) == before, "the last good site stands"),
    }
    built
}

#[test]
fn every_edit_ends_where_a_build_from_nothing_does() {
    let site = site();
    let mut preview = Preview::default();
    round(&site, &mut preview, &[]);
    let notes = [
        note("新稿，长一些：后面的一切都往后移了。"),
        note("短。"),
        note("## 新的标题\n\n有了标题。"),
        note("## 另一个标题\n\n换了标题。"),
        note("又一个[链接](../_index.md)。"),
        note("链接[换了](other.md)。"),
        note("帐号数上限是 77 个。"),
        note("帐号数上限是 78 个，位置也变了。"),
        note("坏[链接](gone.md)。"),
        note("坏链接还在[这里](gone.md)，位置变了。"),
        note("好了。").replace("一句话", "两句话"),
        note("好了。").replace("description: 一句话\n", ""),
        note("摘要从正文来。").replace("description: 一句话\n", ""),
        note("草稿。").replace("tags: [甲]", "draft: true"),
        note("不是草稿了。"),
        note(&"很长。".repeat(500)),
        String::new(),
        note("又满了。"),
        "\u{feff}".to_owned() + &note("带标记。"),
        note("终稿。").replace('\n', "\r\n"),
    ];
    for text in notes {
        site.write(NOTE, text);
        round(&site, &mut preview, &[NOTE]);
    }
    site.write(NOTE, note("两篇一起改。"));
    site.write("content/news/other.md", note("别的也改。"));
    round(&site, &mut preview, &["content/news/other.md", NOTE, "content/news/4913"]);
    site.edit("content/products/mail/product.yaml", "200", "300");
    round(&site, &mut preview, &["content/products/mail/product.yaml"]);
    site.edit("content/news/hello.md", "200", "300");
    round(&site, &mut preview, &["content/news/hello.md"]);
    site.remove(NOTE);
    round(&site, &mut preview, &[NOTE]);
    site.write("content/news/later/index.md", note("在文件夹里。"));
    round(&site, &mut preview, &["content/news/later"]);
    std::fs::remove_dir_all(site.path("content/news/later")).expect("a folder less");
    round(&site, &mut preview, &["content/news/later"]);
    site.write(NOTE, note("回来了。"));
    round(&site, &mut preview, &[NOTE]);
    let settings = site.read("crosswalk.yaml");
    site.write("crosswalk.yaml", settings + "\nfeeds: {content: full}\n");
    round(&site, &mut preview, &["crosswalk.yaml"]);
    site.write(NOTE, note("全文也在订阅里。"));
    round(&site, &mut preview, &[NOTE]);
    assert!(String::from_utf8_lossy(&files(&preview)["atom.xml"]).contains("全文也在订阅里"));
}

#[test]
fn for_words_in_a_text_one_page_is_made_and_no_other_file_looked_at() {
    let site = site();
    let mut preview = Preview::default();
    round(&site, &mut preview, &[]);
    let before = preview.live().clone();
    site.write(NOTE, note("新稿，长一些。"));
    site.write("content/news/other.md", note("没有人说它变了。"));
    let built = preview.build(&site.args(), &[NOTE.to_owned()]);
    let Outcome::Published(published) = built.outcome else { panic!("{:?}", built.outcome) };
    assert_eq!(published.rendered.fresh, 1);
    let changed: Vec<&String> = preview
        .live()
        .files
        .iter()
        .filter(|(path, file)| !std::sync::Arc::ptr_eq(&file.bytes, &before.files[*path].bytes))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(changed, ["news/note/index.html"]);
}
