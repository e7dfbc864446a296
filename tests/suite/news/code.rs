//! Code in articles: coloured where its language is known, and words in any case.

use super::{main_of, newspaper};

#[test]
#[cfg(feature = "highlight")]
fn code_is_coloured_by_classes_in_every_language_of_the_site() {
    let site = newspaper();
    let yaml = "```yaml\n# 说明\nkey: \"<b> & c\"\n```\n";
    let diff = "```diff\n-旧的一行\n+新的一行\n```\n";
    let unknown = "```no-such-language\n<i> & x\n```\n";
    for ending in ["md", "en.md"] {
        let article = format!("---\ntitle: 代码\ndate: 2025-01-01\n---\n{yaml}\n{diff}\n{unknown}");
        site.write(&format!("content/news/code.{ending}"), article);
    }
    let tree = site.publish();
    for path in ["news/code/index.html", "en/news/code/index.html"] {
        let main = main_of(&tree, path);
        for part in [
            "<pre><code class=\"language-yaml\"><span class=\"hl-comment\"># 说明",
            "&lt;b&gt; &amp; c",
            "<span class=\"hl-deleted\">-旧的一行",
            "<span class=\"hl-inserted\">+新的一行",
            "<pre><code class=\"language-no-such-language\">&lt;i&gt; &amp; x\n</code></pre>",
        ] {
            assert!(main.contains(part), "{path}: {part}: {main}");
        }
        assert!(!main.contains("style="), "{path}: colours are the theme's");
    }
}

#[test]
fn long_code_stays_plain_and_whole() {
    let site = newspaper();
    let line = "x".repeat(10_000);
    site.write("content/news/code.md", format!("---\ntitle: 代码\n---\n```js\n{line}\n```\n"));
    let tree = site.publish();
    assert!(main_of(&tree, "news/code/index.html").contains(&format!("\">{line}\n</code>")));
}
