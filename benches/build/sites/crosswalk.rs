//! The site as crosswalk reads it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Write, product_yaml, put};
use crate::article::Article;
use crate::product::Product;

/// The settings of the benchmark: the outputs that the peers make too, and no others.
const SETTINGS: &str = include_str!("crosswalk/crosswalk.yaml");
const HOME: &str = "---\ntitle: 企业邮箱资讯\ndescription: 新闻与功能对照\n---\n欢迎。\n";
const NEWS: &str = "---\ntitle: 新闻资讯\ndescription: 企业邮箱的新闻\n---\n";

/// Where the site lies.
pub struct Site(PathBuf);

impl Site {
    /// Starts the site: settings and section pages.
    pub fn start(root: &Path) -> io::Result<Self> {
        fs::create_dir_all(root.join("content/news"))?;
        put(root, "crosswalk.yaml", SETTINGS)?;
        put(root, "content/_index.md", HOME)?;
        put(root, "content/news/_index.md", NEWS)?;
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
        fs::write(article_path(&self.0, article), text)
    }

    fn product(&self, product: &Product) -> io::Result<()> {
        let path = product_path(&self.0, product);
        fs::create_dir_all(path.parent().unwrap_or(&self.0))?;
        fs::write(path, product_yaml::write(product))
    }
}

/// The source file of an article in the site at `root`.
pub fn article_path(root: &Path, article: &Article) -> PathBuf {
    root.join(format!("content/news/{}.md", article.card.stem()))
}

/// The source file of a product in the site at `root`.
pub fn product_path(root: &Path, product: &Product) -> PathBuf {
    root.join(format!("content/products/{}/product.yaml", product.id))
}
