//! Tables that are too long for one page: an overview, and a page per sheet.

use super::table::TableSpec;
use super::{BodyPart, Composed, Composer, View};
use crate::derive::{Comparison, VerdictGroup};
use crate::model::Given;
use crate::plan::{Compared, Page, Sheet};
use crate::render::view::{Crumb, SheetLink, SheetView, VerdictPart};

impl Composer<'_> {
    /// The sheets of a table, each with what differs on it; none where the table stands on one page.
    pub(super) fn sheet_links(&self, at: usize, compared: Option<&Compared>) -> Vec<SheetLink> {
        let link = |sheet: &Sheet| SheetLink {
            name: self.sheet_name(at, compared, sheet),
            url: self.sheet_url(at, compared, sheet),
            features: sheet.rows.len(),
            parts: compared.map(|c| counts(&c.comparison, sheet)).unwrap_or_default(),
        };
        self.sheets(at, compared).iter().map(link).collect()
    }

    /// A page of rows.
    pub(super) fn sheet(
        &self,
        page: &Page,
        at: usize,
        comparison: Option<usize>,
        number: usize,
    ) -> Composed {
        let product = &self.plan.catalog.products[at];
        let compared = comparison.map(|at| &self.plan.comparisons[at]);
        let comparison = compared.map(|compared| &compared.comparison);
        let sheets = self.sheets(at, compared);
        let sheet = &sheets[number];
        let nobody = Given::default();
        let all: Vec<usize> = match comparison {
            Some(comparison) => vec![comparison.from, comparison.to],
            None => (0..product.editions.len()).collect(),
        };
        let whole = self.whole(at, compared);
        let name = self.sheet_name(at, compared, sheet);
        let title = format!("{}{}{name}", whole.name, self.words.get("answer_colon"));
        let table = self.sheet_table(
            &TableSpec {
                product: at,
                editions: &all,
                given: compared.map_or(&nobody, |compared| &compared.given),
                comparison,
                shown: &|_, _| true,
                prefix: "",
                caption: title.clone(),
                follows: false,
            },
            sheet,
        );
        let product_name = product.name.get(self.lang);
        let mut trail = vec![(product_name, self.plan.product_url(self.lang, product))];
        if comparison.is_some() {
            trail.push((&whole.name, whole.url.clone()));
        }
        let mut meta = self.meta(page, &title, &title, &trail);
        if let Some(last) = meta.breadcrumb.last_mut() {
            last.name = name;
        }
        let beside = |at_sheet: Option<usize>| {
            let sheet = sheets.get(at_sheet?)?;
            let url = self.sheet_url(at, compared, sheet);
            Some(Crumb { name: self.sheet_name(at, compared, sheet), url })
        };
        let view = SheetView {
            meta,
            title,
            table,
            number: number + 1,
            of: sheets.len(),
            previous: beside(number.checked_sub(1)),
            next: beside(number.checked_add(1)),
            whole,
        };
        Composed {
            template: "sheet.html".into(),
            view: View::Sheet(Box::new(view)),
            body: BodyPart::None,
        }
    }

    fn sheets(&self, at: usize, compared: Option<&Compared>) -> &[Sheet] {
        let sheets = &self.plan.sheets[at];
        if compared.is_some() { &sheets.pair } else { &sheets.matrix }
    }

    fn whole(&self, at: usize, compared: Option<&Compared>) -> Crumb {
        let product = &self.plan.catalog.products[at];
        match compared {
            Some(c) => Crumb {
                name: self.combination_title(product, &c.combination(), "compare_title"),
                url: self.combination_url(product, &c.combination()),
            },
            None => Crumb {
                name: self
                    .words
                    .fill("matrix_caption", &[("product", product.name.get(self.lang))]),
                url: self.plan.product_url(self.lang, product),
            },
        }
    }

    fn sheet_url(&self, at: usize, compared: Option<&Compared>, sheet: &Sheet) -> String {
        let pair = compared.map(Compared::combination);
        self.plan.sheet_url(self.lang, at, pair.as_ref(), sheet)
    }

    /// 账号（第 2 页）: the group, and which part of it.
    fn sheet_name(&self, at: usize, compared: Option<&Compared>, sheet: &Sheet) -> String {
        let name = self.text(&self.plan.catalog.products[at].groups[sheet.group].name);
        let parts = self.sheets(at, compared).iter().filter(|s| s.group == sheet.group).count();
        if parts < 2 {
            return name;
        }
        let part = (sheet.part + 1).to_string();
        self.words.fill("sheet_part", &[("group", &name), ("n", &part)])
    }
}

/// How many rows of a sheet differ in which way, losses first; what stays the same is left out.
fn counts(comparison: &Comparison, sheet: &Sheet) -> Vec<VerdictPart> {
    let rows = &comparison.rows[sheet.rows.clone()];
    let count =
        |group: VerdictGroup| rows.iter().filter(move |row| row.difference.group() == group);
    let parts = VerdictGroup::ALL.into_iter().filter(|group| *group != VerdictGroup::Same);
    parts
        .map(|group| VerdictPart {
            group: group.slug().to_owned(),
            count: u32::try_from(count(group).count()).unwrap_or(u32::MAX),
            names: Vec::new(),
        })
        .filter(|part| part.count > 0)
        .collect()
}
