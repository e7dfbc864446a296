//! Tables too long for one page, cut into sheets along their groups.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Plan, address, compare_folder};
use crate::base::Lang;
use crate::model::{Combination, Feature, Given, Product};

/// Consecutive rows of one group that stand on a page of their own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// The group's position.
    pub group: usize,
    /// Which page of its group it is, counted from 0.
    pub part: usize,
    /// The rows, by their position in the product.
    pub rows: Range<usize>,
}

/// How the tables of a product are cut. Both are empty where the whole table fits on a page.
#[derive(Clone, Debug, Default)]
pub struct Sheets {
    /// The whole matrix.
    pub matrix: Vec<Sheet>,
    /// A comparison of two editions.
    pub pair: Vec<Sheet>,
    /// The pages that name every row, for whoever does not know on which sheet it stands: the rows of each.
    pub names: Vec<Range<usize>>,
    /// The position of each row by its feature's id.
    rows: FxHashMap<Arc<str>, usize>,
}

impl Sheets {
    /// How the tables of a product are cut where a page holds at most so many cells.
    pub fn of(product: &Product, cells: usize) -> Self {
        let matrix = cut(product, cells / product.editions.len().max(1));
        let pair = cut(product, cells / 2);
        let mut rows = FxHashMap::default();
        let mut names = Vec::new();
        if !matrix.is_empty() {
            let (all, most) = (product.features().count(), cells.max(1));
            names.extend((0..all).step_by(most).map(|first| first..all.min(first + most)));
            let ids = product.features().map(|feature| Arc::clone(&feature.id));
            rows.extend(ids.zip(0..));
        }
        Self { matrix, pair, names, rows }
    }
}

/// A sheet for each group, several for a group that has more rows than a page holds itself.
fn cut(product: &Product, rows: usize) -> Vec<Sheet> {
    let most = rows.max(1);
    if product.features().count() <= most {
        return Vec::new();
    }
    let mut sheets = Vec::with_capacity(product.groups.len());
    let mut first = 0;
    for (group, rows) in product.groups.iter().enumerate() {
        let end = first + rows.features.len();
        let starts = (first..end).step_by(most).enumerate();
        sheets.extend(starts.map(|(part, start)| {
            let rows = start..end.min(start + most);
            Sheet { group, part, rows }
        }));
        first = end;
    }
    sheets
}

/// The sheet that holds a row.
pub fn holding(sheets: &[Sheet], row: usize) -> Option<&Sheet> {
    let at = sheets.partition_point(|sheet| sheet.rows.end <= row);
    sheets.get(at).filter(|sheet| sheet.rows.contains(&row))
}

impl Plan {
    /// The address of a sheet: of a comparison, or of the whole matrix.
    pub fn sheet_url(
        &self,
        lang: &Lang,
        product: usize,
        compared: Option<&Combination>,
        sheet: &Sheet,
    ) -> String {
        let product = &self.catalog.products[product];
        let below = match compared {
            Some(pair) => address::compared(product, &compare_folder(product, pair)),
            None => address::product(product),
        };
        self.url(&self.route(lang, &address::sheet(product, &below, sheet)))
    }

    /// The address of a page that names the rows of a product; empty where its matrix stands on one page.
    pub fn names_url(&self, lang: &Lang, product: usize, page: usize) -> String {
        if page >= self.sheets[product].names.len() {
            return String::new();
        }
        let below = address::names(&self.catalog.products[product], page);
        self.url(&self.route(lang, &below))
    }

    /// The address of a comparison's page.
    pub fn compared_url(&self, lang: &Lang, product: &Product, pair: &Combination) -> String {
        let below = address::compared(product, &compare_folder(product, pair));
        self.url(&self.route(lang, &below))
    }

    /// The page of the whole matrix that holds a feature: the product's own, or one of its sheets.
    pub fn matrix_url(&self, lang: &Lang, product: usize, feature: &Feature) -> String {
        let whole = &self.catalog.products[product];
        let sheets = &self.sheets[product];
        let row = sheets.rows.get(&feature.id);
        match row.and_then(|row| holding(&sheets.matrix, *row)) {
            Some(sheet) => self.sheet_url(lang, product, None, sheet),
            None => self.product_url(lang, whole),
        }
    }

    /// The page of a comparison that holds a row: its own, or one of its sheets.
    pub fn pair_row_url(
        &self,
        lang: &Lang,
        product: usize,
        (from, to): (usize, usize),
        row: usize,
    ) -> String {
        let pair = Combination { from, to, given: Given::default() };
        match holding(&self.sheets[product].pair, row) {
            Some(sheet) => self.sheet_url(lang, product, Some(&pair), sheet),
            None => self.compared_url(lang, &self.catalog.products[product], &pair),
        }
    }
}
