//! What a site lists its articles by, and what it hands to other programs.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Text;

/// What articles are sorted by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Axis {
    /// `tags`.
    Tags,
    /// `categories`.
    Categories,
    /// `products`.
    Products,
    /// `authors`.
    Authors,
}

impl Axis {
    /// All of them: the taxonomies of a site that says nothing about them.
    pub const ALL: [Self; 4] = [Self::Tags, Self::Categories, Self::Products, Self::Authors];

    /// Its key in settings and front matter.
    pub fn key(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::Categories => "categories",
            Self::Products => "products",
            Self::Authors => "authors",
        }
    }
}

/// A taxonomy that the site shows.
#[derive(Clone, Debug)]
pub struct Taxonomy {
    /// What it sorts by.
    pub axis: Axis,
    /// What its page is called, where the settings say so.
    pub name: Option<Text>,
    /// The first part of its addresses.
    pub slug: Arc<str>,
    /// Whether each term has a feed.
    pub feed: bool,
    /// How many articles a page lists, where that is not the site's number.
    pub paginate: Option<usize>,
}

impl Taxonomy {
    /// A taxonomy as it is where nothing is said about it.
    pub fn of(axis: Axis) -> Self {
        Self { axis, name: None, slug: axis.key().into(), feed: true, paginate: None }
    }

    /// Where the articles of a term are listed. Products have pages of their own at
    /// `/products/<p>/`, below which their news stand.
    pub fn below(&self, term: &str) -> String {
        if self.axis == Axis::Products && &*self.slug == Axis::Products.key() {
            format!("{}/{term}/news/", self.slug)
        } else {
            format!("{}/{term}/", self.slug)
        }
    }
}

/// Which feeds a site has, and what stands in them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Feeds {
    /// `atom.xml`.
    pub atom: bool,
    /// `feed.json`.
    pub json: bool,
    /// Whether each section has one.
    pub sections: bool,
    /// How many articles they hold.
    pub entries: usize,
    /// Whether they hold the whole text.
    pub full: bool,
}

impl Default for Feeds {
    fn default() -> Self {
        Self { atom: true, json: true, sections: true, entries: 20, full: false }
    }
}

/// Which counts a site shows, where they are known.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Shown {
    /// How often an article was read.
    pub views: bool,
    /// How many readers liked it.
    pub likes: bool,
}

impl Default for Shown {
    fn default() -> Self {
        Self { views: true, likes: true }
    }
}

/// A kind of files that a site can do without.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Output {
    /// `/products/<p>/features/<f>/`.
    Features,
    /// Matrices and comparisons as files, in every format.
    Matrix,
    /// Those among them that spreadsheets open as text: `matrix.csv`.
    Csv,
    /// Workbooks: `matrix.xlsx`.
    Xlsx,
    /// Tables in Markdown: `matrix.md`.
    Markdown,
    /// `/api/`.
    Api,
    /// `/products/<p>/changes/`, and the marks of what changed lately.
    Changes,
    /// `/archive/`.
    Archive,
    /// `calendar.ics`.
    Calendar,
    /// `sitemap.xml`.
    Sitemap,
    /// `robots.txt`.
    Robots,
    /// `llms.txt`.
    Llms,
    /// `_headers`.
    Headers,
    /// `_redirects` and the map for nginx.
    Redirects,
    /// A page at each old address.
    Aliases,
}

/// The kinds of files that a site does without.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Outputs {
    /// The kinds that are off.
    pub off: Vec<Output>,
}

impl Outputs {
    /// Whether a kind is wanted.
    pub fn has(&self, kind: Output) -> bool {
        !self.off.contains(&kind)
    }
}
