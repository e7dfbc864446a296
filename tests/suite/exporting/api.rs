//! The API: every document is what its own description says, and found from the index.

use std::collections::BTreeSet;

use boon::{Compiler, Schemas};
use serde_json::{Value, json};

use super::{awkward, json, text};
use crate::support::{Site, Tree};

/// The description's schemas, so strict that a key which it does not name is a fault.
struct Described {
    schemas: Schemas,
    kinds: Vec<(&'static str, boon::SchemaIndex)>,
}

/// The parts that others are made of stay open: what joins them closes the whole.
const OPEN: [&str; 2] = ["Matrix", "Table"];

impl Described {
    fn of(tree: &Tree) -> Self {
        let mut whole = json(tree, "api/v1/openapi.json");
        let schemas = whole["components"]["schemas"].as_object_mut().expect("schemas");
        for (name, schema) in schemas.iter_mut() {
            close(schema, !OPEN.contains(&&**name));
            if schema.get("allOf").is_some() {
                schema["allOf"][1]
                    .as_object_mut()
                    .expect("a schema")
                    .remove("additionalProperties");
                schema["unevaluatedProperties"] = json!(false);
            }
        }
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        compiler.add_resource("openapi.json", whole).expect("a resource");
        let mut schemas = Schemas::new();
        let kinds = ["Index", "Product", "Changes", "Comparison", "Guide", "Matrix", "Table"];
        let kinds = kinds.map(|kind| {
            let at = format!("openapi.json#/components/schemas/{kind}");
            let index = compiler.compile(&at, &mut schemas);
            (kind, index.unwrap_or_else(|error| panic!("{kind}: {error}")))
        });
        Self { schemas, kinds: kinds.into() }
    }

    fn check(&self, kind: &str, path: &str, value: &Value) {
        let (_, index) = self.kinds.iter().find(|(known, _)| *known == kind).expect("a kind");
        if let Err(error) = self.schemas.validate(value, *index) {
            panic!("{path} is no {kind}: {error:#}");
        }
    }
}

fn close(schema: &mut Value, whole: bool) {
    match schema {
        Value::Object(map) => {
            let open = map.contains_key("additionalProperties");
            if whole && map.contains_key("properties") && !open {
                map.insert("additionalProperties".to_owned(), json!(false));
            }
            map.values_mut().for_each(|value| close(value, true));
        }
        Value::Array(list) => list.iter_mut().for_each(|value| close(value, true)),
        _ => {}
    }
}

/// What a file is by its path.
fn kind(path: &str) -> Option<&'static str> {
    let parts: Vec<&str> = path.split('/').collect();
    Some(match parts[..] {
        ["api", "v1", "index.json"] => "Index",
        ["api", "v1", "products", _] => "Product",
        ["api", "v1", "products", _, "changes.json"] => "Changes",
        ["api", "v1", "products", _, "compare", _] => "Comparison",
        ["api", "v1", "products", _, "compare", _, _] => "Comparison",
        ["api", "v1", "products", _, "upgrades", _] => "Guide",
        ["products", _, "matrix.json"] => "Matrix",
        ["products", _, "compare", _, "matrix.json"] => "Table",
        ["products", _, "compare", _, _, "matrix.json"] => "Table",
        _ => return None,
    })
}

#[test]
fn every_document_is_what_the_description_says() {
    for (name, site) in [("odd", awkward()), ("real", Site::real()), ("starter", starter())] {
        let tree = site.publish();
        let described = Described::of(&tree);
        let mut seen = BTreeSet::new();
        for path in tree.keys().filter(|path| path.ends_with(".json")) {
            match kind(path) {
                Some(kind) => {
                    described.check(kind, path, &json(&tree, path));
                    seen.insert(kind);
                }
                None => assert!(
                    path == "api/v1/openapi.json"
                        || path.ends_with("feed.json")
                        // Its form is that of a signed version: the consent tests.
                        || path.ends_with("consent.json"),
                    "{name}: nothing describes {path}"
                ),
            }
        }
        // Only the repository's site records what changes.
        assert_eq!(seen.len(), 6 + usize::from(name == "real"), "{name}: {seen:?}");
    }
}

/// The site that `crosswalk init` makes: three editions, a formula and more.
fn starter() -> Site {
    let site = Site::empty();
    let run = site.run(&["init", "."]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    site
}

/// A description that let everything through would prove nothing.
#[test]
fn the_description_finds_what_is_wrong() {
    let tree = awkward().publish();
    let described = Described::of(&tree);
    let (_, product) = described.kinds.iter().find(|(k, _)| *k == "Product").expect("a kind");
    let whole = json(&tree, "api/v1/products/odd.json");
    assert!(described.schemas.validate(&whole, *product).is_ok());
    let broken = |edit: &dyn Fn(&mut Value)| {
        let mut value = whole.clone();
        edit(&mut value);
        described.schemas.validate(&value, *product).is_err()
    };
    assert!(broken(&|v| v["features"][0]["cells"]["old"]["state"] = json!("maybe")));
    assert!(broken(&|v| v["features"][0]["cells"]["old"]["novel"] = json!(1)));
    assert!(broken(&|v| v["editions"][0]["status"] = json!("old")));
    assert!(broken(&|v| v["novel"] = json!(1)));
    assert!(broken(&|v| drop(v.as_object_mut().expect("an object").remove("links"))));
}

/// From the index a program finds every document, and every link leads to a file.
#[test]
fn everything_is_found_from_the_index() {
    let tree = awkward().publish();
    let (mut found, mut open) = (BTreeSet::new(), vec!["api/v1/index.json".to_owned()]);
    while let Some(path) = open.pop() {
        if !found.insert(path.clone()) || path.ends_with("openapi.json") {
            continue;
        }
        let mut links = Vec::new();
        urls(&json(&tree, &path), &mut links);
        for link in links {
            let below = link.strip_prefix("https://www.example.com/").expect("an address here");
            let file = if below.is_empty() || below.ends_with('/') {
                format!("{below}index.html")
            } else {
                below.to_owned()
            };
            assert!(tree.contains_key(&file), "{path}: {link}");
            if file.starts_with("api/") {
                open.push(file);
            }
        }
    }
    let all: BTreeSet<String> =
        tree.keys().filter(|path| path.starts_with("api/")).cloned().collect();
    assert_eq!(found, all);
}

/// The addresses under `links` and `url`, apart from those of sources.
fn urls(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (_, value) in map.iter().filter(|(key, _)| *key != "sources") {
                urls(value, out);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| urls(value, out)),
        Value::String(text) if text.starts_with("https://www.example.com/") => {
            out.push(text.clone())
        }
        _ => {}
    }
}

#[test]
fn a_matrix_says_everything() {
    let tree = awkward().publish();
    let odd = json(&tree, "products/odd/matrix.json");
    assert_eq!(
        odd["editions"],
        json!([
            {"id": "old", "name": "旧|版", "status": "closing", "released": "2020-01-01", "closes": "2025-01-01"},
            {"id": "new", "name": "新版", "inherits": "old"},
        ])
    );
    assert_eq!(
        odd["conditions"][0],
        json!({"id": "vip", "name": "VIP 成员", "not": "普通成员", "of": "member"})
    );
    assert_eq!(odd["moved"], json!({"former": "formula"}));
    assert_eq!(odd["split"], json!({}));
    let formula = &odd["features"][0];
    assert_eq!(formula["aliases"], json!(["别名"]));
    assert_eq!(formula["cells"]["old"]["src"], json!(["paper", "page"]));
    assert_eq!(formula["cells"]["old"]["quotes"], json!([{"src": "page", "quote": "原话"}]));
    let money = &odd["features"][2]["cells"]["new"];
    assert_eq!(
        money["cases"][0],
        json!({"when": ["vip"], "state": "limit", "limit": "unlimited", "md": "另付"})
    );
    let table = json(&tree, "products/odd/compare/old-vs-new/matrix.json");
    let choice =
        table["features"].as_array().expect("features").iter().find(|f| f["id"] == "choice");
    assert_eq!(choice.expect("a feature")["came"], json!(["a"]));
    // The API says the same, and where to go.
    let mut product = json(&tree, "api/v1/products/odd.json");
    product.as_object_mut().expect("an object").remove("links");
    assert_eq!(product, odd);
    let mut compared = json(&tree, "api/v1/products/odd/compare/old-vs-new.json");
    compared.as_object_mut().expect("an object").remove("links");
    assert_eq!(compared, table);
}

#[test]
fn a_guide_says_what_nobody_knows() {
    let tree = Site::real().publish();
    let guide = json(&tree, "api/v1/products/exmail/upgrades/free-to-basic.json");
    for key in ["once", "duration", "downtime", "cost"] {
        assert_eq!(guide[key], Value::Null, "{key}");
        assert!(guide.as_object().expect("an object").contains_key(key), "{key}");
    }
    assert_eq!(guide["given"], json!({"legacy": ["free"], "fusion": ["basic"]}));
    assert_eq!(guide["reversible"], json!(false));
    assert_eq!(guide["no_way_back"], "升级新版后不可回退");
    assert_eq!(guide["steps"]["during"][0]["by"], "admin");
    assert_eq!(guide["collect"][2]["check"], "account-cap");
    let count = |key: &str| guide[key].as_array().expect("a list").len();
    let verdict = guide["verdict"].as_object().expect("counts");
    let of = |same: bool| -> u64 {
        let counts = verdict.iter().filter(|(diff, _)| (*diff == "same") == same);
        counts.map(|(_, count)| count.as_u64().expect("a count")).sum()
    };
    assert_eq!((count("differences") as u64, count("same") as u64), (of(false), of(true)));
    // For a customer on the free plan the paid plan's capacity is no part of the old cell.
    let matrix = json(&tree, "api/v1/products/exmail.json");
    let features = matrix["features"].as_array().expect("features");
    let capacity = features.iter().find(|f| f["id"] == "mailbox-capacity").expect("a feature");
    assert_eq!(capacity["cells"]["legacy"]["cases"][0]["when"], json!(["paid"]));
    let rows = guide["differences"].as_array().expect("rows");
    let row = rows.iter().find(|f| f["id"] == "mailbox-capacity").expect("a row");
    assert_eq!(row["diff"], "raised");
    assert_eq!(row["from"]["cases"], Value::Null);
}

#[test]
fn the_description_names_the_site_and_its_place() {
    let site = awkward();
    let built = site.run(&["build", "-u", "https://www.example.org/sub/"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let tree = site.output();
    let whole = json(&tree, "api/v1/openapi.json");
    assert_eq!(whole["openapi"], "3.1.0");
    assert_eq!(whole["info"]["title"], "测试站");
    assert_eq!(whole["servers"], json!([{"url": "https://www.example.org/sub"}]));
    assert!(
        text(&tree, "api/v1/index.json")
            .contains("\"https://www.example.org/sub/api/v1/index.json\"")
    );
}

/// What is described is there, and what is there is described: in sites with records, guides and plans, and without.
#[test]
fn the_description_is_of_what_the_site_has() {
    let bare = Site::base();
    bare.write("crosswalk.yaml", bare.read("crosswalk.yaml") + "outputs: {matrix: false}\n");
    let no_product = Site::empty();
    no_product.write("crosswalk.yaml", Site::base().read("crosswalk.yaml"));
    let sites = [
        ("real", Site::real(), 10),
        ("odd", awkward(), 7),
        ("starter", starter(), 9),
        ("bare", bare, 5),
        ("no product", no_product, 2),
    ];
    for (name, site, count) in sites {
        let tree = site.publish();
        let paths = json(&tree, "api/v1/openapi.json")["paths"].clone();
        let paths: Vec<&String> = paths.as_object().expect("paths").keys().collect();
        let mut described: BTreeSet<&str> = BTreeSet::new();
        for path in &paths {
            let is_it = |file: &&String| fits(path, file);
            let mut files = tree.keys().filter(is_it).map(String::as_str).peekable();
            assert!(files.peek().is_some(), "{name}: nothing is {path}");
            described.extend(files);
        }
        for file in tree.keys().filter(|file| kind(file).is_some()) {
            assert!(described.contains(&**file), "{name}: {file} is not described");
        }
        assert_eq!(paths.len(), count, "{name}: {paths:?}");
    }
}

/// Whether a file lies where a path of the description says.
fn fits(path: &str, file: &str) -> bool {
    let (path, file) = (path.trim_start_matches('/').split('/'), file.split('/'));
    let part = |(pattern, name): (&str, &str)| match pattern.split_once('{') {
        Some((before, after)) => {
            let end = after.split_once('}').map_or("", |(_, end)| end);
            name.starts_with(before) && name.ends_with(end)
        }
        None => pattern == name,
    };
    path.clone().count() == file.clone().count() && path.zip(file).all(part)
}

#[test]
fn calendars_are_found_from_the_index() {
    let tree = awkward().publish();
    let index = json(&tree, "api/v1/index.json");
    assert_eq!(index["links"]["calendar"], "https://www.example.com/calendar.ics");
    let of = |id: &str| {
        let products = index["products"].as_array().expect("products");
        let found = products.iter().find(|product| product["id"] == id).expect("the product");
        found["links"]["calendar"].clone()
    };
    assert_eq!(of("odd"), "https://www.example.com/products/odd/calendar.ics");
    assert_eq!(json(&tree, "api/v1/products/odd.json")["links"]["calendar"], of("odd"));
    // No day, no calendar; none where the site does without.
    assert_eq!(of("mail"), Value::Null);
    let site = awkward();
    site.write("crosswalk.yaml", site.read("crosswalk.yaml") + "outputs: {calendar: false}\n");
    let tree = site.publish();
    assert_eq!(json(&tree, "api/v1/index.json")["links"]["calendar"], Value::Null);
    assert_eq!(json(&tree, "api/v1/products/odd.json")["links"]["calendar"], Value::Null);
}
