//! Tables that are too long for one page.

use serde::Serialize;

use super::{Crumb, MetaView, PagerView, TableView, VerdictPart};

/// A link to a sheet of a table.
#[derive(Clone, Debug, Serialize)]
pub struct SheetLink {
    /// The group, and which part of it where it has several sheets.
    pub name: String,
    /// The address.
    pub url: String,
    /// How many rows stand there.
    pub features: usize,
    /// How many of them differ in which way, losses first; empty for the whole matrix.
    pub parts: Vec<VerdictPart>,
}

/// Rows of a table that is too long for one page, as `page`.
#[derive(Clone, Debug, Serialize)]
pub struct SheetView {
    /// Head and breadcrumb.
    pub meta: MetaView,
    /// The title.
    pub title: String,
    /// The page of the whole table.
    pub whole: Crumb,
    /// The page that names every row of the product.
    pub names: String,
    /// The rows.
    pub table: TableView,
    /// Which sheet this is, counted from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// The sheet before this one.
    pub previous: Option<Crumb>,
    /// The sheet after this one.
    pub next: Option<Crumb>,
}

/// The names of the rows of a matrix that is too long for one page, as `page`.
#[derive(Clone, Debug, Serialize)]
pub struct NamesView {
    /// Head and breadcrumb.
    pub meta: MetaView,
    /// The title.
    pub title: String,
    /// How many rows the matrix has.
    pub features: usize,
    /// The rows that are named here, by the sheet that holds them.
    pub sheets: Vec<SheetNames>,
    /// The other pages of names, where there are several.
    pub pager: Option<PagerView>,
    /// The first page of names.
    pub first: String,
}

/// The names of the rows of one sheet.
#[derive(Clone, Debug, Serialize)]
pub struct SheetNames {
    /// The group, and which part of it where it has several sheets.
    pub name: String,
    /// The address of the sheet.
    pub url: String,
    /// The rows: the id and the name of each feature, and its other names.
    pub rows: Vec<(String, String, Vec<String>)>,
}
