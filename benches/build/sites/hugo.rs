//! The site as Hugo reads it: the same Markdown, the products as data files, pages from a content adapter.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Write, product_yaml, put};
use crate::article::Article;
use crate::product::Product;

/// Settings, templates and section pages: path and text.
const FILES: [(&str, &str); 15] = [
    ("hugo.toml", include_str!("hugo/hugo.toml")),
    ("layouts/baseof.html", include_str!("hugo/layouts/baseof.html")),
    ("layouts/home.html", include_str!("hugo/layouts/home.html")),
    ("layouts/page.html", include_str!("hugo/layouts/page.html")),
    ("layouts/section.html", include_str!("hugo/layouts/section.html")),
    ("layouts/taxonomy.html", include_str!("hugo/layouts/taxonomy.html")),
    ("layouts/term.html", include_str!("hugo/layouts/term.html")),
    ("layouts/rss.xml", include_str!("hugo/layouts/rss.xml")),
    ("layouts/products/matrix.html", include_str!("hugo/layouts/products/matrix.html")),
    ("layouts/products/compare.html", include_str!("hugo/layouts/products/compare.html")),
    ("layouts/_partials/cell.html", include_str!("hugo/layouts/_partials/cell.html")),
    ("layouts/_partials/list.html", include_str!("hugo/layouts/_partials/list.html")),
    ("content/products/_content.gotmpl", include_str!("hugo/content/products.gotmpl")),
    ("content/news/_index.md", "---\ntitle: 新闻资讯\ndescription: 企业邮箱的新闻\n---\n"),
    ("content/products/_index.md", "---\ntitle: 产品\n---\n"),
];

/// Where the site lies.
pub struct Site(PathBuf);

impl Site {
    /// Starts the site: settings, templates and section pages.
    pub fn start(root: &Path) -> io::Result<Self> {
        for (path, text) in FILES {
            put(root, path, text)?;
        }
        fs::create_dir_all(root.join("data/products"))?;
        Ok(Self(root.to_owned()))
    }
}

impl Write for Site {
    fn article(&self, article: &Article) -> io::Result<()> {
        let card = &article.card;
        let body = article.markdown(|other| format!("{}.md", other.stem()));
        let text = format!(
            "---\ntitle: {}\ndate: {}\ntags: [{}]\ndescription: {}\n---\n\n{body}",
            card.title,
            card.day,
            card.tag_names().join(", "),
            card.description,
        );
        fs::write(self.0.join(format!("content/news/{}.md", card.stem())), text)
    }

    fn product(&self, product: &Product) -> io::Result<()> {
        let path = self.0.join(format!("data/products/{}.yaml", product.id));
        fs::write(path, product_yaml::write(product))
    }
}
