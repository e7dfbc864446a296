//! Products.

use super::footnotes::holds;
use super::table::TableSpec;
use super::{BodyPart, Composed, Composer, View};
use crate::model::{Given, Guide, Output, Product};
use crate::plan::{Page, TableFormat, data, encode};
use crate::render::view::{
    FileLink, FootnoteView, GuideLink, ProductPanel, ProductView, SourceView, ToolsView,
};

impl Composer<'_> {
    pub(super) fn product(&self, page: &Page, at: usize) -> Composed {
        let product = &self.plan.catalog.products[at];
        let name = self.text(&product.name);
        let title = self.words.fill("matrix_caption", &[("product", &name)]);
        let all: Vec<usize> = (0..product.editions.len()).collect();
        let sheets = self.sheet_links(at, None);
        let spec = TableSpec {
            product: at,
            editions: &all,
            given: &Given::default(),
            comparison: None,
            shown: &|_, _| true,
            prefix: "",
            caption: title.clone(),
            follows: true,
        };
        let table = match sheets.is_empty() {
            true => self.table(&spec),
            false => self.frame(&spec, Vec::new(), 0),
        };
        let rows = || table.groups.iter().flat_map(|group| &group.rows);
        let tools = ToolsView {
            differences: rows().any(|row| !row.alike.is_empty()),
            ..self.tools(at, None)
        };
        let about = product.description.as_ref().map(|text| self.text(text));
        let about = about.unwrap_or_else(|| self.about_product(product));
        let view = ProductView {
            meta: self.meta(page, &title, &about, &[]),
            news: self.news_of(at),
            id: product.id.to_string(),
            name,
            description: self.optional(product.description.as_ref()),
            vendor: self.optional(product.vendor.as_ref()),
            homepage: product.homepage.as_deref().unwrap_or_default().to_owned(),
            verified: product.verified.map(|date| date.to_string()).unwrap_or_default(),
            stale: product.stale(self.plan.catalog.today).unwrap_or_default(),
            sheets,
            names: self.plan.names_url(self.lang, at, 0),
            likes: self.likes(at),
            tools,
            columns: self.pair_choices(at),
            features: product.features().count(),
            pairs: self.pairs(at, None),
            guides: self.guides(at, Guide::is_written),
            upgrades: self.overview_url(at),
            sources: self.sources(product, &table.notes),
            table,
            json: self.data_url(&format!("products/{}/matrix.json", product.id), Output::Matrix),
            files: self.files(&format!("products/{}/", product.id), &product.id),
            calendar: self.calendar_of(at, product),
            changes: self.changes_link(at),
        };
        Composed {
            template: "product.html".into(),
            view: View::Product(Box::new(view)),
            body: BodyPart::None,
        }
    }

    /// A sentence for search engines about a product that nobody described.
    fn about_product(&self, product: &Product) -> String {
        let editions: Vec<&str> = product.editions.iter().map(|e| e.name.get(self.lang)).collect();
        let editions = editions.join(self.words.get("ui.comma"));
        let name = self.text(&product.name);
        self.words.fill("product_about", &[("product", &name), ("editions", &editions)])
    }

    /// The address of a data file, which has no language and so no prefix; empty where the site does
    /// without.
    pub(super) fn data_url(&self, below: &str, kind: Output) -> String {
        if !self.plan.catalog.site.outputs.has(kind) {
            return String::new();
        }
        format!("{}{}", self.plan.catalog.site.base_path, encode(below))
    }

    /// The tables of a folder but for JSON, which is for programs.
    pub(super) fn files(&self, folder: &str, name: &str) -> Vec<FileLink> {
        let wanted = TableFormat::wanted(&self.plan.catalog);
        let link = |format: TableFormat| FileLink {
            format: format.ending().to_owned(),
            url: self.data_url(&data::matrix_file(folder, format), Output::Matrix),
            name: format!("{name}.{}", format.ending()),
        };
        wanted.filter(|format| *format != TableFormat::Json).map(link).collect()
    }

    /// The address of a product's calendar; empty where it has no days.
    pub(super) fn calendar_of(&self, at: usize, product: &Product) -> String {
        if crate::plan::events(&self.plan.catalog, Some(at)).is_empty() {
            return String::new();
        }
        self.data_url(&format!("products/{}/calendar.ics", product.id), Output::Calendar)
    }

    pub(super) fn sources(&self, product: &Product, notes: &[FootnoteView]) -> Vec<SourceView> {
        product
            .sources
            .iter()
            .map(|record| SourceView {
                title: self.text(&record.title),
                url: record.url.as_deref().unwrap_or_default().to_owned(),
                seen: record.seen.map(|date| date.to_string()).unwrap_or_default(),
                quote: String::new(),
                number: 0,
            })
            .filter(|source| !holds(notes, &source.title, &source.url))
            .collect()
    }

    pub(super) fn guides(&self, product: usize, wanted: impl Fn(&Guide) -> bool) -> Vec<GuideLink> {
        let all = self.plan.catalog.guides.iter().enumerate();
        all.filter(|(_, g)| g.product == product && wanted(g))
            .map(|(at, _)| self.guide_link(at))
            .collect()
    }

    pub(super) fn guide_link(&self, at: usize) -> GuideLink {
        let guide = &self.plan.catalog.guides[at];
        let product = &self.plan.catalog.products[guide.product];
        GuideLink {
            title: self.guide_title(guide),
            url: self.plan.guide_url(self.lang, at),
            from: self.text(&product.editions[guide.from].name),
            to: self.text(&product.editions[guide.to].name),
            given: [guide.from, guide.to].map(|at| self.ids(product, at, &guide.given)).join("|"),
            reversible: guide.reversible,
        }
    }

    /// A product at a glance.
    pub(super) fn panel(&self, at: usize) -> ProductPanel {
        let product = &self.plan.catalog.products[at];
        let newest = self.plan.pairs[at].last();
        let verdict = newest.map(|(from, to, comparison)| {
            let comparison = &self.plan.comparisons[*comparison].comparison;
            self.verdict(
                product,
                comparison,
                self.is_irreversible(at, *from, *to, &Given::default()),
                self.pair_url(at, *from, *to),
            )
        });
        let news = self.news_list(at);
        ProductPanel {
            id: product.id.to_string(),
            name: self.text(&product.name),
            description: self.optional(product.description.as_ref()),
            url: self.plan.product_url(self.lang, product),
            editions: (0..product.editions.len())
                .map(|e| self.edition(product, e, &Given::default()))
                .collect(),
            pairs: self.pairs(at, None),
            guides: self.guides(at, Guide::is_written),
            verdict,
            features: product.features().count(),
            verified: product.verified.map(|date| date.to_string()).unwrap_or_default(),
            stale: product.stale(self.plan.catalog.today).unwrap_or_default(),
            changes: self.changes_link(at),
            upgrades: self.overview_url(at),
            news: news.map(|list| self.plan.url(&list.route)).unwrap_or_default(),
            articles: news.map_or(0, |list| list.articles.len()),
        }
    }
}
