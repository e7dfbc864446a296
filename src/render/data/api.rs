//! The static API: a list of everything, where each document leads, and what documents look like.

use serde_json::{Map, Value as Json, json};

use super::{cells, guide, matrix};
use crate::base::Route;
use crate::model::{Guide, Output, Product};
use crate::plan::data::{self as address, API_INDEX, OPENAPI};
use crate::plan::{ApiOf, Compared, Plan, TableFormat, compare_folder, has_days};
use crate::render::compose::Composer;

/// Which API this is: the part of its addresses that would change with its meaning.
const VERSION: &str = "v1";

/// What the documents look like, but for what differs from site to site.
const SPECIFICATION: &str = include_str!("openapi.json");

/// A document of the API.
pub fn document(composer: &Composer<'_>, of: ApiOf) -> Vec<u8> {
    let api = Api { composer, plan: composer.plan };
    let products = &api.plan.catalog.products;
    match of {
        ApiOf::Index => super::json(&api.index()),
        ApiOf::OpenApi => api.specification(),
        ApiOf::Product(at) => matrix::product(&products[at], Some(&api.of_product(at))),
        ApiOf::Compare { product, comparison } => {
            let compared = &api.plan.comparisons[comparison];
            let links = api.of_pair(compared);
            matrix::comparison(
                &products[product],
                &compared.comparison,
                &compared.given,
                Some(&links),
            )
        }
        ApiOf::Guide(at) => api.guide(at),
    }
}

struct Api<'a> {
    composer: &'a Composer<'a>,
    plan: &'a Plan,
}

impl Api<'_> {
    /// The absolute address of a file, which has no language.
    fn file(&self, below: &str) -> String {
        self.plan.absolute(&Route::new(below))
    }

    /// The absolute address of a page in the default language.
    fn page(&self, below: &str) -> String {
        let lang = self.plan.catalog.site.default_language();
        self.plan.absolute(&self.plan.route(lang, below))
    }

    fn guide(&self, at: usize) -> Vec<u8> {
        let found = &self.plan.catalog.guides[at];
        let product = &self.plan.catalog.products[found.product];
        let comparison = self.plan.guide_comparison(at);
        let summary = self.composer.sentence_of(comparison, !found.reversible);
        let hops = found.hops.iter();
        let consent = self.plan.consent(at).hash;
        let told = guide::Told {
            consent: &consent,
            hops: hops.clone().map(|hop| &*self.plan.catalog.guides[*hop].id).collect(),
            comparisons: hops.map(|hop| self.plan.guide_comparison(*hop)).collect(),
        };
        guide::guide(product, found, comparison, &summary, &told, &self.of_guide(product, found))
    }

    /// The files of a folder in every format that the site hands out: `matrix_json` …
    fn tables(&self, folder: &str, out: &mut Map<String, Json>) {
        for format in TableFormat::wanted(&self.plan.catalog) {
            let below = address::matrix_file(folder, format);
            out.insert(format!("matrix_{}", format.ending()), json!(self.file(&below)));
        }
    }

    fn links(&self, own: &str, html: &str) -> Map<String, Json> {
        let mut out = Map::new();
        out.insert("self".to_owned(), json!(self.file(own)));
        out.insert("html".to_owned(), json!(self.page(html)));
        out.insert("index".to_owned(), json!(self.file(API_INDEX)));
        out
    }

    fn of_product(&self, at: usize) -> Json {
        let product = &self.plan.catalog.products[at];
        let folder = format!("products/{}/", product.id);
        let mut out = self.links(&address::api_product(product), &folder);
        self.tables(&folder, &mut out);
        let pairs = self.plan.pairs[at].iter().map(|(_, _, at)| &self.plan.comparisons[*at]);
        let variants = self.plan.variants[at].iter().map(|at| &self.plan.comparisons[*at]);
        let pairs: Vec<String> = pairs.chain(variants).map(|pair| self.pair(pair)).collect();
        let guides = self.plan.catalog.guides.iter().filter(|guide| guide.product == at);
        let guides: Vec<String> =
            guides.map(|guide| self.file(&address::api_guide(product, guide))).collect();
        out.insert("comparisons".to_owned(), json!(pairs));
        out.insert("upgrades".to_owned(), json!(guides));
        if self.has_history(at) {
            let below = format!("api/v1/products/{}/changes.json", product.id);
            out.insert("changes".to_owned(), json!(self.file(&below)));
        }
        if has_days(&self.plan.catalog, Some(at)) {
            let below = format!("products/{}/calendar.ics", product.id);
            out.insert("calendar".to_owned(), json!(self.file(&below)));
        }
        Json::Object(out)
    }

    fn has_changes(&self) -> bool {
        self.plan.catalog.site.outputs.has(Output::Changes)
    }

    /// Whether a product has a document of its changes.
    fn has_history(&self, at: usize) -> bool {
        self.plan.catalog.history(at).is_some() && self.has_changes()
    }

    /// The address of a comparison's document.
    fn pair(&self, compared: &Compared) -> String {
        let product = &self.plan.catalog.products[compared.product];
        self.file(&address::api_compare(product, &compare_folder(product, &compared.combination())))
    }

    fn of_pair(&self, compared: &Compared) -> Json {
        let product = &self.plan.catalog.products[compared.product];
        let name = compare_folder(product, &compared.combination());
        let folder = format!("products/{}/compare/{name}/", product.id);
        let mut out = self.links(&address::api_compare(product, &name), &folder);
        out.insert("product".to_owned(), json!(self.file(&address::api_product(product))));
        self.tables(&folder, &mut out);
        Json::Object(out)
    }

    fn of_guide(&self, product: &Product, guide: &Guide) -> Json {
        let html = format!("products/{}/upgrades/{}/", product.id, guide.id);
        let mut out = self.links(&address::api_guide(product, guide), &html);
        out.insert("product".to_owned(), json!(self.file(&address::api_product(product))));
        // A product may list its comparisons itself, and leave this one out.
        let mut pairs = self.plan.pairs[guide.product].iter();
        let pair = pairs.find(|(from, to, _)| (*from, *to) == (guide.from, guide.to));
        let pair = pair.map(|(_, _, at)| self.pair(&self.plan.comparisons[*at]));
        out.insert("comparison".to_owned(), json!(pair));
        Json::Object(out)
    }

    /// Everything that there is, so that a program finds it from one address.
    fn index(&self) -> Json {
        let site = &self.plan.catalog.site;
        let languages = site.languages.iter().map(|language| {
            let home = self.plan.absolute(&self.plan.route(&language.tag, ""));
            json!({"tag": language.tag.as_str(), "name": language.name, "url": home})
        });
        let products = &self.plan.catalog.products;
        let mut links = Map::new();
        links.insert("self".to_owned(), json!(self.file(API_INDEX)));
        links.insert("openapi".to_owned(), json!(self.file(OPENAPI)));
        for (name, file, is_on) in [
            ("sitemap", "sitemap.xml", site.outputs.has(Output::Sitemap)),
            ("llms", "llms.txt", site.outputs.has(Output::Llms)),
            ("feed", "atom.xml", site.feeds.atom),
            ("json_feed", "feed.json", site.feeds.json),
            ("calendar", "calendar.ics", has_days(&self.plan.catalog, None)),
        ] {
            if is_on {
                links.insert(name.to_owned(), json!(self.file(file)));
            }
        }
        json!({
            "version": VERSION,
            "site": {
                "title": site.title.base(),
                "description": cells::base(site.description.as_ref()),
                "url": self.page(""),
                "language": site.default_language().as_str(),
                "timezone": site.timezone.iana_name(),
            },
            "languages": languages.collect::<Vec<_>>(),
            "products": (0..products.len()).map(|at| self.entry(at)).collect::<Vec<_>>(),
            "links": links,
        })
    }

    /// A product in the index, with its comparisons and guides by address.
    fn entry(&self, at: usize) -> Json {
        let product = &self.plan.catalog.products[at];
        let id = |edition: usize| &product.editions[edition].id;
        let plain = self.plan.pairs[at].iter().map(|(_, _, comparison)| comparison);
        let pairs = plain.chain(&self.plan.variants[at]).map(|comparison| {
            let compared = &self.plan.comparisons[*comparison];
            let (from, to) = (compared.comparison.from, compared.comparison.to);
            let mut pair = json!({"from": id(from), "to": id(to), "links": self.of_pair(compared)});
            if !compared.given.is_empty() {
                pair["given"] = Json::Object(matrix::given(product, &compared.given));
            }
            pair
        });
        let guides = self.plan.catalog.guides.iter().filter(|guide| guide.product == at);
        let guides = guides.map(|guide| {
            json!({
                "id": guide.id,
                "title": guide.title.base(),
                "from": id(guide.from),
                "to": id(guide.to),
                "reversible": guide.reversible,
                "links": self.of_guide(product, guide),
            })
        });
        json!({
            "id": product.id,
            "name": product.name.base(),
            "description": cells::base(product.description.as_ref()),
            "verified": product.verified.map(|d| d.to_string()),
            "editions": product.editions.iter().map(|e| matrix::edition(product, e)).collect::<Vec<_>>(),
            "features": product.features().count(),
            "comparisons": pairs.collect::<Vec<_>>(),
            "upgrades": guides.collect::<Vec<_>>(),
            "links": self.of_product(at),
        })
    }

    /// Whether the site has a document of this kind: no program shall look for what is not there.
    fn has(&self, path: &str) -> bool {
        let plan = self.plan;
        let mut formats = TableFormat::wanted(&plan.catalog);
        if path.ends_with("/matrix.json") && !formats.any(|format| format == TableFormat::Json) {
            return false;
        }
        match path {
            _ if path.ends_with("/changes.json") => {
                (0..plan.catalog.products.len()).any(|at| self.has_history(at))
            }
            _ if path.contains("{case}") => plan.variants.iter().any(|of| !of.is_empty()),
            _ if path.contains("{pair}") => plan.pairs.iter().any(|of| !of.is_empty()),
            _ if path.contains("{guide}") => !plan.catalog.guides.is_empty(),
            _ if path.contains("{product}") => !plan.catalog.products.is_empty(),
            _ => true,
        }
    }

    /// The specification with this site's name and address, and of what it has.
    fn specification(&self) -> Vec<u8> {
        // The text is part of the program; a test reads it.
        let mut whole: Json = serde_json::from_str(SPECIFICATION).unwrap_or_default();
        if let Some(paths) = whole["paths"].as_object_mut() {
            paths.retain(|path, _| self.has(path));
        }
        whole["info"]["title"] = json!(self.plan.catalog.site.title.base());
        whole["servers"] = json!([{ "url": self.file("").trim_end_matches('/') }]);
        super::json(&whole)
    }
}
