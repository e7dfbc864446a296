//! Matrices, comparisons and guides as files for other programs.

use super::{PageKind, address};
use crate::model::{Catalog, Guide, Output, Product};

/// What a table file holds; numbers are positions in the catalogue or the plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TableOf {
    /// Every edition of a product.
    Product(usize),
    /// Two editions and how they differ, for everyone or for readers of whom something is known.
    Pair {
        /// The product.
        product: usize,
        /// The comparison.
        comparison: usize,
    },
}

/// The format of a table file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TableFormat {
    /// JSON.
    Json,
    /// Comma-separated values (RFC 4180).
    Csv,
    /// A workbook (ECMA-376).
    Xlsx,
    /// Tables in GitHub Flavored Markdown.
    Markdown,
}

impl TableFormat {
    /// All that this program can write, in the order in which pages name them.
    pub const ALL: &[Self] = &[
        Self::Json,
        Self::Csv,
        #[cfg(feature = "spreadsheets")]
        Self::Xlsx,
        Self::Markdown,
    ];

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Markdown => "md",
        }
    }

    /// The formats that a site hands out.
    pub fn wanted(catalog: &Catalog) -> impl Iterator<Item = Self> {
        let outputs = &catalog.site.outputs;
        let is_on = |format: &&Self| {
            outputs.has(Output::Matrix)
                && match format {
                    Self::Json => true,
                    Self::Csv => outputs.has(Output::Csv),
                    Self::Xlsx => outputs.has(Output::Xlsx),
                    Self::Markdown => outputs.has(Output::Markdown),
                }
        };
        Self::ALL.iter().filter(is_on).copied()
    }
}

/// A document of the API; numbers are positions in the catalogue or the plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ApiOf {
    /// What there is.
    Index,
    /// What the documents look like (OpenAPI 3.1).
    OpenApi,
    /// A product.
    Product(usize),
    /// Two editions compared.
    Compare {
        /// The product.
        product: usize,
        /// The comparison.
        comparison: usize,
    },
    /// A guide.
    Guide(usize),
}

/// Where the API's list of everything lives.
pub const API_INDEX: &str = "api/v1/index.json";

/// Where the API says what its documents look like.
pub const OPENAPI: &str = "api/v1/openapi.json";

/// Every file, by its address.
pub fn files(catalog: &Catalog, compared: &[Vec<(usize, String)>]) -> Vec<(String, PageKind)> {
    let mut all = Vec::new();
    let is_api = catalog.site.outputs.has(Output::Api);
    for (at, product) in catalog.products.iter().enumerate() {
        for format in TableFormat::wanted(catalog) {
            let kind = PageKind::Table(TableOf::Product(at), format);
            all.push((matrix_file(&address::product(product), format), kind));
        }
        all.extend(is_api.then(|| (api_product(product), PageKind::Api(ApiOf::Product(at)))));
        for (comparison, folder) in &compared[at] {
            let (product_at, comparison) = (at, *comparison);
            for format in TableFormat::wanted(catalog) {
                let of = TableOf::Pair { product: product_at, comparison };
                let below = address::compared(product, folder);
                all.push((matrix_file(&below, format), PageKind::Table(of, format)));
            }
            let of = ApiOf::Compare { product: product_at, comparison };
            all.extend(is_api.then(|| (api_compare(product, folder), PageKind::Api(of))));
        }
    }
    if is_api {
        all.extend(catalog.guides.iter().enumerate().map(|(at, guide)| {
            let product = &catalog.products[guide.product];
            (api_guide(product, guide), PageKind::Api(ApiOf::Guide(at)))
        }));
        all.push((API_INDEX.to_owned(), PageKind::Api(ApiOf::Index)));
        all.push((OPENAPI.to_owned(), PageKind::Api(ApiOf::OpenApi)));
    }
    all
}

/// The table file of a folder: that of a product or of a comparison.
pub fn matrix_file(folder: &str, format: TableFormat) -> String {
    format!("{folder}matrix.{}", format.ending())
}

/// Where the API has a product.
pub fn api_product(product: &Product) -> String {
    format!("api/v1/products/{}.json", product.id)
}

/// Where the API has a comparison.
pub fn api_compare(product: &Product, folder: &str) -> String {
    format!("api/v1/products/{}/compare/{folder}.json", product.id)
}

/// Where the API has a guide.
pub fn api_guide(product: &Product, guide: &Guide) -> String {
    format!("api/v1/products/{}/upgrades/{}.json", product.id, guide.id)
}
