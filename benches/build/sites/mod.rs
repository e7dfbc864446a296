//! Writes the same articles and products as three sites, one for each generator.

use std::fs;
use std::io;
use std::path::Path;

use crate::article::Article;
use crate::product::{PAIRS, Product};

pub mod blades;
pub mod crosswalk;
pub mod hugo;
pub mod product_yaml;

/// How large a site is, and which one it is among those of its size.
#[derive(Clone, Copy)]
pub struct Plan {
    pub seed: u64,
    pub articles: usize,
}

impl Plan {
    /// Products of a site: one for twenty articles.
    pub fn products(self) -> usize {
        self.articles.div_ceil(20)
    }

    /// Pages that every tool makes: the articles, and for each product its table and three comparisons.
    pub fn least_pages(self) -> usize {
        self.articles + self.products() * (1 + PAIRS.len())
    }

    /// Article `index`, going round.
    pub fn article(self, index: usize) -> Article {
        Article::new(self.seed, index % self.articles, self.articles)
    }

    /// Product `index`, going round.
    pub fn product(self, index: usize) -> Product {
        Product::new(self.seed, index % self.products())
    }
}

/// Writes one thing into the site of one generator.
pub trait Write {
    /// Writes the source of an article.
    fn article(&self, article: &Article) -> io::Result<()>;
    /// Writes the source of a product.
    fn product(&self, product: &Product) -> io::Result<()>;
}

/// Writes the sites `crosswalk`, `hugo` and `blades` under `root`, which exists.
pub fn generate(root: &Path, plan: Plan) -> io::Result<()> {
    let sites: [Box<dyn Write>; 3] = [
        Box::new(crosswalk::Site::start(&root.join("crosswalk"))?),
        Box::new(hugo::Site::start(&root.join("hugo"))?),
        Box::new(blades::Site::start(&root.join("blades"))?),
    ];
    for index in 0..plan.articles {
        let article = plan.article(index);
        sites.iter().try_for_each(|site| site.article(&article))?;
    }
    for index in 0..plan.products() {
        let product = plan.product(index);
        sites.iter().try_for_each(|site| site.product(&product))?;
    }
    Ok(())
}

/// Writes `root/path`, making its directory.
fn put(root: &Path, path: &str, text: &str) -> io::Result<()> {
    let path = root.join(path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, text)
}
