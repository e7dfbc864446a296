//! A site as an editor thinks of it: what there is, not how it is written. Edits change this, and
//! [`Site::files`] writes it down.

mod article;
mod product;
mod settings;

pub use article::{Article, Block, Fact, Section, TAGS, day};
pub use product::{Cell, Feature, Guide, Kind, Product};
pub use settings::{Settings, Theme};

use std::collections::BTreeMap;

use super::random::Random;

/// Files by their path below the site's folder.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What is wrong with a site, on purpose.
#[derive(Clone, Debug)]
pub enum Broken {
    /// A file holds something else than it should, or is there and should not be.
    File(String, Vec<u8>),
    /// A file that is needed is not there.
    Gone(String),
    /// A link leads out of the site.
    Link(String),
}

/// A site.
#[derive(Clone)]
pub struct Site {
    /// `crosswalk.yaml`.
    pub settings: Settings,
    /// The folders of articles.
    pub sections: Vec<Section>,
    /// Articles and plain pages.
    pub articles: Vec<Article>,
    /// The products with their guides.
    pub products: Vec<Product>,
    /// The site's own theme.
    pub theme: Theme,
    /// Files below `static/`, by path.
    pub copied: Files,
    /// What is wrong with it.
    pub broken: Option<Broken>,
    /// For names that are used once.
    pub serial: u32,
}

impl Site {
    /// A site of so many articles and products.
    pub fn new(articles: usize, products: usize, random: &mut Random) -> Self {
        let mut site = Self {
            settings: Settings::new(),
            sections: Section::first(),
            articles: Vec::new(),
            products: Vec::new(),
            theme: Theme::new(),
            copied: Files::new(),
            broken: None,
            serial: 0,
        };
        for _ in 0..products {
            let product = Product::new(site.next(), random);
            site.products.push(product);
        }
        for at in 0..articles {
            let mut article = Article::new(site.next(), site.sections.len(), random);
            if at < articles / 5 {
                article.fix();
            }
            site.connect(&mut article, random);
            site.articles.push(article);
        }
        site.articles.extend(site.sections.first().map(|_| Article::plain(site.serial + 1)));
        site.serial += 1;
        for name in ["robots-extra.txt", "files/price.csv", ".well-known/security.txt"] {
            site.copied.insert(name.to_owned(), sentence(random).into_bytes());
        }
        site
    }

    /// A number that no other name of the site has.
    pub fn next(&mut self) -> u32 {
        self.serial += 1;
        self.serial
    }

    /// Gives an article links, facts and a table that exist.
    pub fn connect(&self, article: &mut Article, random: &mut Random) {
        let fixed: Vec<u32> = self.articles.iter().filter(|a| a.fixed).map(|a| a.id).collect();
        if !fixed.is_empty() {
            article.links = (0..random.below(3)).map(|_| *random.pick(&fixed)).collect();
        }
        let Some(at) = random.at(&self.products) else { return };
        let product = &self.products[at];
        article.product = random.percent(60).then_some(product.id);
        for _ in 0..random.below(3) {
            let feature = random.pick(&product.features).id;
            article.facts.push(Fact { product: product.id, feature, edition: random.below(3) });
        }
        if random.percent(25) {
            article.block = Some(Block { product: product.id, kind: random.below(3) });
        }
    }

    /// The product with an id.
    pub fn product(&self, id: u32) -> Option<&Product> {
        self.products.iter().find(|product| product.id == id)
    }

    /// What lies in the site's folder.
    pub fn files(&self) -> Files {
        let mut files = Files::new();
        files.insert("crosswalk.yaml".to_owned(), self.settings.text().into_bytes());
        for section in &self.sections {
            section.write(&mut files);
        }
        for article in &self.articles {
            article.write(self, &mut files);
        }
        for product in &self.products {
            product.write(self, &mut files);
        }
        if self.settings.theme {
            self.theme.write(&mut files);
        }
        for (path, bytes) in &self.copied {
            files.insert(format!("static/{path}"), bytes.clone());
        }
        match &self.broken {
            Some(Broken::File(path, bytes)) => drop(files.insert(path.clone(), bytes.clone())),
            Some(Broken::Gone(path)) => drop(files.remove(path)),
            Some(Broken::Link(_)) | None => {}
        }
        files
    }
}

/// Words that sites like these are made of.
const WORDS: &[&str] = &[
    "邮箱",
    "企业",
    "管理员",
    "成员",
    "升级",
    "旧版",
    "新版",
    "微信",
    "登录",
    "密码",
    "容量",
    "群组",
    "域名",
    "备份",
    "归档",
    "标签",
    "权限",
    "客服",
    "流程",
    "通讯录",
];

/// A name of two words.
pub fn name(random: &mut Random) -> String {
    format!("{}{}", random.pick(WORDS), random.pick(WORDS))
}

/// A sentence.
pub fn sentence(random: &mut Random) -> String {
    let words: Vec<&str> = (0..4 + random.below(12)).map(|_| *random.pick(WORDS)).collect();
    format!("{}。", words.concat())
}

/// Three sentences: two paragraphs are more than lists show of an article.
pub fn paragraph(random: &mut Random) -> String {
    format!("{}{}{}", sentence(random), sentence(random), sentence(random))
}
