//! The site as Blades reads it: TOML front matter, related articles and tables worked out beforehand.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Write, put};
use crate::article::{Article, Card};
use crate::product::{EDITIONS, Feature, Kind, OPTIONS, PAIRS, Product, Value};

/// Settings, templates and section pages: path and text.
const FILES: [(&str, &str); 13] = [
    ("Blades.toml", include_str!("blades/Blades.toml")),
    ("templates/head.html", include_str!("blades/templates/head.html")),
    ("templates/foot.html", include_str!("blades/templates/foot.html")),
    ("templates/home.html", include_str!("blades/templates/home.html")),
    ("templates/page.html", include_str!("blades/templates/page.html")),
    ("templates/section.html", include_str!("blades/templates/section.html")),
    ("templates/products.html", include_str!("blades/templates/products.html")),
    ("templates/table.html", include_str!("blades/templates/table.html")),
    ("templates/tags.html", include_str!("blades/templates/tags.html")),
    ("templates/tag.html", include_str!("blades/templates/tag.html")),
    ("content/index.toml", "title = \"企业邮箱资讯\"\ntemplate = \"home.html\"\n"),
    ("content/news/index.toml", "title = \"新闻资讯\"\npaginate_by = 20\n"),
    (
        "content/products/index.toml",
        "title = \"产品\"\ntemplate = \"products.html\"\npage_template = \"table.html\"\n",
    ),
];

/// Where the site lies.
pub struct Site(PathBuf);

impl Site {
    /// Starts the site: settings, templates and section pages.
    pub fn start(root: &Path) -> io::Result<Self> {
        for (path, text) in FILES {
            put(root, path, text)?;
        }
        Ok(Self(root.to_owned()))
    }
}

impl Write for Site {
    fn article(&self, article: &Article) -> io::Result<()> {
        let card = &article.card;
        let body = article.markdown(address);
        let text = format!("+++\n{}+++\n\n{}", front_matter(article), with_ids(&body));
        fs::write(self.0.join(format!("content/news/{}.md", card.slug)), text)
    }

    fn product(&self, product: &Product) -> io::Result<()> {
        let all: Vec<usize> = (0..EDITIONS.len()).collect();
        self.table(product, &product.id, &product.name, &all)?;
        for (from, to) in PAIRS {
            let ((from_id, from_name), (to_id, to_name)) = (EDITIONS[from], EDITIONS[to]);
            let stem = format!("{}-{from_id}-vs-{to_id}", product.id);
            let title = format!("{}：{from_name}与{to_name}对比", product.name);
            self.table(product, &stem, &title, &[from, to])?;
        }
        Ok(())
    }
}

impl Site {
    /// Writes one page with a table of the given editions.
    fn table(
        &self,
        product: &Product,
        stem: &str,
        title: &str,
        editions: &[usize],
    ) -> io::Result<()> {
        let path = self.0.join(format!("content/products/{stem}.toml"));
        fs::write(path, table(product, title, editions))
    }
}

/// The address of an article in the output.
fn address(card: &Card) -> String {
    format!("/news/{}.html", card.slug)
}

fn front_matter(article: &Article) -> String {
    let card = &article.card;
    let mut out = format!(
        "title = \"{}\"\ndate = {}\nsummary = \"{}\"\nrelated = [\n",
        card.title, card.day, card.description
    );
    for other in &article.related {
        let _ = writeln!(out, "  {{ title = \"{}\", url = \"{}\" }},", other.title, address(other));
    }
    let _ = writeln!(out, "]\n[taxonomies]\ntags = {:?}", card.tag_names());
    out
}

/// Writes the ids into the headings, which Blades does not make itself.
fn with_ids(body: &str) -> String {
    let mut out = String::with_capacity(body.len() + 128);
    for line in body.lines() {
        match line.strip_prefix("## ") {
            Some(heading) => {
                let _ = writeln!(out, "## {heading} {{#{heading}}}");
            }
            None => {
                let _ = writeln!(out, "{line}");
            }
        }
    }
    out
}

fn table(product: &Product, title: &str, editions: &[usize]) -> String {
    let mut out =
        format!("title = \"{title}\"\nproduct = \"{}\"\nname = \"{}\"\n", product.id, product.name);
    verdict(&mut out, product, editions);
    for &edition in editions {
        let (id, name) = EDITIONS[edition];
        let _ = write!(out, "[[editions]]\nid = \"{id}\"\nname = \"{name}\"\n");
    }
    for (group, rows) in product.groups() {
        let _ = write!(out, "[[groups]]\nname = \"{}\"\n", group.name);
        for (feature, values) in rows.iter() {
            row(&mut out, feature, values, editions);
        }
    }
    out
}

/// How many rows differ, and the names of the two editions, on a page that compares two.
fn verdict(out: &mut String, product: &Product, editions: &[usize]) {
    if let &[from, to] = editions {
        let same = product.rows.iter().filter(|values| values[from] == values[to]).count();
        let _ = writeln!(
            out,
            "verdict = {{ from = \"{}\", to = \"{}\", same = \"{same}\", changed = \"{}\" }}",
            EDITIONS[from].0,
            EDITIONS[to].0,
            product.rows.len() - same
        );
    }
}

fn row(out: &mut String, feature: &Feature, values: &[Value; 4], editions: &[usize]) {
    let _ = write!(out, "[[groups.rows]]\nid = \"{}\"\nname = \"{}\"\n", feature.id, feature.name);
    if let &[from, to] = editions {
        let (diff, word) =
            if values[from] == values[to] { ("same", "不变") } else { ("changed", "改变") };
        let _ = writeln!(out, "diff = {{ id = \"{diff}\", word = \"{word}\" }}");
    }
    out.push_str("cells = [\n");
    for &edition in editions {
        let (state, words, note) = cell(&values[edition], feature.kind);
        let _ = writeln!(
            out,
            "  {{ edition = \"{}\", state = \"{state}\", words = \"{words}\", note = \"{note}\" }},",
            EDITIONS[edition].0
        );
    }
    out.push_str("]\n");
}

/// The state, the words and the note of a cell.
fn cell(value: &Value, kind: Kind) -> (&'static str, String, &'static str) {
    let unit = if kind == Kind::Storage { "GiB" } else { "个" };
    match value {
        Value::Yes => ("yes", "有".to_owned(), ""),
        Value::No => ("no", "无".to_owned(), ""),
        Value::Instead(way) => ("no", "无".to_owned(), way),
        Value::Partial(part) => ("partial", "部分".to_owned(), part),
        Value::Limit(amount, note) => {
            ("limit", format!("{amount} {unit}"), note.unwrap_or_default())
        }
        Value::Unlimited => ("limit", "不限".to_owned(), ""),
        Value::Set(held) => {
            ("set", held.iter().map(|&i| OPTIONS[i].1).collect::<Vec<_>>().join("、"), "")
        }
        Value::Text(words) => ("text", (*words).to_owned(), ""),
    }
}
