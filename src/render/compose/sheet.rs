//! Tables that are too long for one page: an overview, and a page per sheet.

use super::lists::pager;
use super::table::TableSpec;
use super::{BodyPart, Composed, Composer, View};
use crate::derive::{Comparison, VerdictGroup};
use crate::model::{Feature, Given};
use crate::plan::{Compared, Page, Sheet};
use crate::render::view::{Crumb, NamesView, SheetLink, SheetNames, SheetView, VerdictPart};

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
            names: self.plan.names_url(self.lang, at, 0),
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

    /// The names of all rows, for whoever does not know on which sheet a feature stands.
    pub(super) fn names(&self, page: &Page, at: usize, number: usize) -> Composed {
        let product = &self.plan.catalog.products[at];
        let pages = &self.plan.sheets[at].names;
        let here = &pages[number];
        let names = self.words.fill("ui.names_of", &[("name", product.name.get(self.lang))]);
        let product_url = self.plan.product_url(self.lang, product);
        let trail = [(product.name.get(self.lang), product_url)];
        let mut meta = self.meta(page, &names, &names, &trail);
        if let Some(last) = meta.breadcrumb.last_mut() {
            last.name = self.words.get("ui.names").to_owned();
        }
        let row = |feature: &Feature| {
            let aliases = feature.aliases.iter().map(|alias| self.text(alias)).collect();
            (feature.id.to_string(), self.text(&feature.name), aliases)
        };
        let of_sheet = |sheet: &Sheet| {
            let rows = sheet.rows.start.max(here.start)..sheet.rows.end.min(here.end);
            let group = &product.groups[sheet.group];
            let before: usize =
                product.groups[..sheet.group].iter().map(|group| group.features.len()).sum();
            let rows = rows.map(|at| row(&group.features[at - before])).collect::<Vec<_>>();
            (!rows.is_empty()).then(|| SheetNames {
                name: self.sheet_name(at, None, sheet),
                url: self.sheet_url(at, None, sheet),
                rows,
            })
        };
        let url = |page: usize| self.plan.names_url(self.lang, at, page);
        let view = NamesView {
            meta,
            title: names,
            features: product.features().count(),
            sheets: self.sheets(at, None).iter().filter_map(of_sheet).collect(),
            pager: (pages.len() > 1).then(|| pager(pages.len(), number, &url)),
            first: url(0),
        };
        Composed {
            template: "names.html".into(),
            view: View::Names(Box::new(view)),
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
