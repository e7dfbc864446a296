//! Articles and sections.

use std::fmt::Write;

use super::{Files, Site, name, paragraph, sentence};
use crate::incremental::random::Random;

/// A folder of articles.
#[derive(Clone)]
pub struct Section {
    /// Its name on disk.
    pub folder: String,
    /// `title`.
    pub title: String,
    /// `paginate`.
    pub paginate: Option<usize>,
}

impl Section {
    /// The sections of a new site.
    pub fn first() -> Vec<Self> {
        let section = |folder: &str, title: &str| Self {
            folder: folder.to_owned(),
            title: title.to_owned(),
            paginate: None,
        };
        vec![section("news", "新闻资讯"), section("notes", "笔记")]
    }

    /// Its file.
    pub fn write(&self, files: &mut Files) {
        let mut text = format!("---\ntitle: \"{}\"\n", self.title);
        if let Some(paginate) = self.paginate {
            let _ = writeln!(text, "paginate: {paginate}");
        }
        text.push_str("---\n");
        files.insert(format!("content/{}/_index.md", self.folder), text.into_bytes());
    }
}

/// A fact that an article quotes.
#[derive(Clone, Copy)]
pub struct Fact {
    /// The product.
    pub product: u32,
    /// The feature.
    pub feature: u32,
    /// The edition's position.
    pub edition: usize,
}

/// A block in an article.
#[derive(Clone, Copy)]
pub struct Block {
    /// The product.
    pub product: u32,
    /// 0 a table of all, 1 of differences, 2 a verdict.
    pub kind: usize,
}

/// An article.
#[derive(Clone)]
pub struct Article {
    /// What other articles know it by.
    pub id: u32,
    /// Its section's position; `None`: a plain page.
    pub section: Option<usize>,
    /// Its name on disk.
    pub stem: String,
    /// Whether it lies in a folder of its own, with a picture that holds these words.
    pub picture: Option<Vec<u8>>,
    /// Whether it is English.
    pub english: bool,
    /// Whether others may link to it: then it is always to be seen.
    pub fixed: bool,
    /// `title`.
    pub title: String,
    /// `date`.
    pub date: String,
    /// `tags`.
    pub tags: Vec<String>,
    /// `draft`.
    pub draft: bool,
    /// `publish_date`.
    pub publish: Option<String>,
    /// `expiry_date`.
    pub expiry: Option<String>,
    /// `weight`.
    pub weight: usize,
    /// The text.
    pub body: Vec<String>,
    /// The articles that it links to.
    pub links: Vec<u32>,
    /// The facts that it quotes.
    pub facts: Vec<Fact>,
    /// Its table.
    pub block: Option<Block>,
    /// The product that it is about.
    pub product: Option<u32>,
    /// Whether it has a block whose name is nearly one: a warning.
    pub warned: bool,
}

/// The tags that there are.
pub const TAGS: &[&str] = &["升级", "企业微信", "VIP", "基础版", "安全", "Mail", "容量"];

impl Article {
    /// An article in one of so many sections.
    pub fn new(id: u32, sections: usize, random: &mut Random) -> Self {
        let tags = (0..random.below(4)).map(|_| (*random.pick(TAGS)).to_owned()).collect();
        Self {
            id,
            section: Some(random.below(sections)),
            stem: format!("{}-{id}", if random.percent(50) { "article" } else { "文章" }),
            picture: random.percent(15).then(|| sentence(random).into_bytes()),
            english: random.percent(5),
            fixed: false,
            title: format!("{} {id}", name(random)),
            date: day(random),
            tags,
            draft: random.percent(4),
            publish: None,
            expiry: None,
            weight: 0,
            body: (0..2 + random.below(5)).map(|_| paragraph(random)).collect(),
            links: Vec::new(),
            facts: Vec::new(),
            block: None,
            product: None,
            warned: false,
        }
    }

    /// A page that is in no list.
    pub fn plain(id: u32) -> Self {
        let mut page = Self::new(id, 1, &mut Random::new(u64::from(id)));
        page.section = None;
        page.fix();
        page
    }

    /// Where it lies.
    pub fn path(&self, site: &Site) -> String {
        let folder = self.section.map_or_else(
            || "content/".to_owned(),
            |at| format!("content/{}/", site.sections[at].folder),
        );
        let ending = if self.english { ".en.md" } else { ".md" };
        match &self.picture {
            Some(_) => format!("{folder}{}/index{ending}", self.stem),
            None => format!("{folder}{}{ending}", self.stem),
        }
    }

    /// Where its picture lies.
    pub fn picture_path(&self, site: &Site) -> Option<String> {
        self.picture.as_ref()?;
        let path = self.path(site);
        Some(format!("{}/picture.svg", path.rsplit_once('/')?.0))
    }

    /// Its files.
    pub fn write(&self, site: &Site, files: &mut Files) {
        if let (Some(path), Some(bytes)) = (self.picture_path(site), &self.picture) {
            let title = String::from_utf8_lossy(bytes);
            let svg =
                format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><title>{title}</title></svg>");
            files.insert(path, svg.into_bytes());
        }
        // Without the language, its pages would be of the default one, and quote no facts in it.
        if self.english && !site.settings.english {
            return;
        }
        files.insert(self.path(site), self.text(site).into_bytes());
    }

    fn front(&self, site: &Site) -> String {
        let mut text = format!(
            "---\ntitle: \"{}\"\ndate: {}\nweight: {}\n",
            self.title, self.date, self.weight
        );
        let _ = writeln!(text, "tags: [{}]", self.tags.join(", "));
        if self.draft {
            text.push_str("draft: true\n");
        }
        for (key, value) in [("publish_date", &self.publish), ("expiry_date", &self.expiry)] {
            if let Some(day) = value {
                let _ = writeln!(text, "{key}: {day}");
            }
        }
        if let Some(product) = self.product.and_then(|id| site.product(id)) {
            let _ = writeln!(text, "products: [{}]", product.name_id);
        }
        text.push_str("---\n\n");
        text
    }

    fn text(&self, site: &Site) -> String {
        let mut text = self.front(site);
        let path = self.path(site);
        let up = "../".repeat(path.matches('/').count());
        for paragraph in &self.body {
            let _ = writeln!(text, "{paragraph}\n");
        }
        for id in &self.links {
            if let Some(other) = site.articles.iter().find(|a| a.id == *id && a.fixed) {
                let _ = writeln!(text, "参见[{}]({up}{})。\n", other.id, other.path(site));
            }
        }
        for fact in &self.facts {
            let product = site.product(fact.product);
            let feature = product.and_then(|p| p.feature(fact.feature));
            if let (Some(product), Some(feature)) = (product, feature) {
                let edition = &product.editions[fact.edition].0;
                let (product, feature) = (&product.name_id, &feature.name_id);
                let _ = writeln!(text, "现在是[](cell:{product}/{feature}/{edition})。\n");
            }
        }
        if self.warned {
            text.push_str("```compar\nproduct: x\n```\n\n");
        }
        if self.picture.is_some() {
            text.push_str("![图](picture.svg)\n\n");
        }
        if let Some((block, product)) =
            self.block.and_then(|block| Some((block, site.product(block.product)?)))
        {
            text.push_str(&written(block, product));
        }
        text
    }
}

fn written(block: Block, product: &super::Product) -> String {
    let (kind, show) =
        [("compare", "show: all\n"), ("compare", "show: differences\n"), ("verdict", "")]
            [block.kind];
    let (from, to) = (&product.editions[0].0, &product.editions[2].0);
    let product = &product.name_id;
    format!("```{kind}\nproduct: {product}\neditions: [{from}, {to}]\n{show}```\n")
}

impl Article {
    /// Lets other articles link to it: it is there whatever day it is.
    pub fn fix(&mut self) {
        (self.fixed, self.draft, self.english) = (true, false, false);
        self.date = format!("2025-{}", &self.date[5..]);
    }
}

/// A day of the two months around which the tests' clock stands.
pub fn day(random: &mut Random) -> String {
    format!("2026-{:02}-{:02}", 2 + random.below(2), 1 + random.below(28))
}
