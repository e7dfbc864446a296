//! `crosswalk schema`: what the repository's own sites hold fits, what a build refuses for its form does not, and
//! every key that is read is there.

use std::collections::BTreeSet;
use std::path::Path;

use boon::{Compiler, Schemas};
use serde_json::Value;

use crate::support::{Site, sites, tree};

/// The schemas, as the command writes them.
struct Written {
    schemas: Schemas,
    kinds: Vec<(String, boon::SchemaIndex)>,
    texts: Vec<Value>,
}

impl Written {
    fn new() -> Self {
        let site = Site::empty();
        let run = site.run(&["schema", "out"]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        let mut compiler = Compiler::new();
        let (mut schemas, mut kinds, mut texts) = (Schemas::new(), Vec::new(), Vec::new());
        for (name, bytes) in tree(&site.path("out")) {
            let value: Value = serde_json::from_slice(&bytes).expect("JSON");
            compiler.add_resource(&name, value.clone()).expect("a schema");
            let index =
                compiler.compile(&name, &mut schemas).unwrap_or_else(|e| panic!("{name}: {e}"));
            kinds.push((name, index));
            texts.push(value);
        }
        Self { schemas, kinds, texts }
    }

    /// What is wrong with a text of a kind.
    fn fault(&self, kind: &str, yaml: &str) -> Option<String> {
        let value: Value = serde_saphyr::from_str(yaml).expect("YAML");
        let name = format!("{kind}.schema.json");
        let (_, index) = self.kinds.iter().find(|(known, _)| *known == name).expect("a kind");
        self.schemas.validate(&value, *index).err().map(|error| format!("{error:#}"))
    }
}

/// The kind and the YAML of a site's file.
fn file(path: &str, text: &str) -> Option<(&'static str, String)> {
    let front = || {
        text.strip_prefix("---\n").and_then(|t| t.split_once("\n---")).map(|(f, _)| f.to_owned())
    };
    let whole = || text.to_owned();
    let parts: Vec<&str> = path.split('/').collect();
    Some(match parts[..] {
        ["crosswalk.yaml"] => ("settings", whole()),
        ["themes", _, "theme.yaml"] => ("theme", whole()),
        ["content", "products", _, "product.yaml"] => ("product", whole()),
        ["content", "products", _, "features", _] => ("features", whole()),
        ["content", "products", _, "changes", "recorded.yaml"] => return None,
        ["content", "products", _, "changes", _] => ("record", whole()),
        ["content", "products", _, "upgrades", _] => ("upgrade", front()?),
        ["content", .., name] if name.ends_with(".md") => ("article", front()?),
        _ => return None,
    })
}

#[test]
fn what_the_sites_hold_fits() {
    let written = Written::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut kinds = BTreeSet::new();
    let mut check = |folder: &Path, below: &str| {
        for (path, bytes) in tree(&folder.join(below)) {
            let path = if below.is_empty() { path } else { format!("{below}/{path}") };
            let Ok(text) = String::from_utf8(bytes) else { continue };
            let Some((kind, yaml)) = file(&path, &text) else { continue };
            let fault = written.fault(kind, &yaml);
            assert!(fault.is_none(), "{}/{path}: {}", folder.display(), fault.unwrap_or_default());
            kinds.insert(kind);
        }
    };
    for below in ["content", "themes"] {
        check(root, below);
    }
    check(&root.join("starter"), "");
    check(&sites().join("_base"), "");
    let settings = std::fs::read_to_string(root.join("crosswalk.yaml")).expect("the settings");
    assert_eq!(written.fault("settings", &settings), None);
    assert_eq!(
        kinds.into_iter().collect::<Vec<_>>(),
        ["article", "product", "record", "settings", "theme", "upgrade"]
    );
}

#[test]
fn what_a_build_refuses_does_not_fit() {
    let written = Written::new();
    for (kind, good, bad) in [
        (
            "settings",
            "title: 甲\nbase_url: https://a.b/\n",
            &[
                "titel: 甲\n",
                "paginate: 甲\n",
                "raw_html: 是\n",
                "checks: {a: maybe}\n",
                "limits: {files: 1}\n",
            ][..],
        ),
        (
            "article",
            "title: 甲\n",
            &[
                "tagz: [甲]\n",
                "draft: 是\n",
                "date: 昨天\n",
                "source: {url: \"https://a.b/\"}\n",
                "counters: {views: -1}\n",
            ],
        ),
        (
            "upgrade",
            "title: 甲\nfrom: a\nto: b\nreversible: true\n",
            &[
                "steps: [{id: a, phase: later, md: 甲}]\n",
                "impacts: {a: {md: 甲}}\n",
                "collect: [{id: a, name: 甲, type: number}]\n",
            ],
        ),
        (
            "product",
            "product: a\nname: 甲\neditions: [{id: x, name: 乙}]\n",
            &[
                "compare: [[a]]\n",
                "groups: [{id: a, features: [{id: b}]}]\n",
                "conditions: {a: {name: 甲, of: all}}\n",
                "homepage: javascript:x\n",
                "groups: [{id: a, features: [{id: b, name: 甲, cells: {x: {is: 有, limit: 3}}}]}]\n",
            ],
        ),
        ("features", "groups: [{id: a, name: 甲}]\n", &["product: a\n"]),
        (
            "record",
            "date: \"2026-01-31\"\ndigest: a\n",
            &["changes: [{id: a}]\n", "changes: [{id: a, change: better}]\n", "product: a\n"],
        ),
        ("theme", "name: a\n", &["slices: {latest: 很多}\n"]),
    ] {
        assert_eq!(written.fault(kind, good), None, "{kind}");
        for line in bad {
            let text = format!("{good}{line}").replacen(
                "groups: [{id: a, name: 甲}]\nproduct",
                "product",
                1,
            );
            assert!(written.fault(kind, &text).is_some(), "{kind} takes {line}");
        }
    }
}

#[test]
fn every_key_that_is_read_is_described() {
    let written = Written::new();
    let mut known = BTreeSet::new();
    written.texts.iter().for_each(|text| keys(text, &mut known));
    let readers = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/syntax");
    for name in [
        "article",
        "cell",
        "feature",
        "guide",
        "limits",
        "lists",
        "product",
        "record/mod",
        "seo",
        "settings",
        "unit",
    ] {
        let text = std::fs::read_to_string(readers.join(format!("{name}.rs"))).expect("a reader");
        for call in [
            ".read(\"",
            ".need(\"",
            ".each(\"",
            ".keyed(\"",
            ".take(\"",
            ".each_at_once(\"",
            "text(&mut fields, \"",
            "texts(&mut fields, \"",
        ] {
            for (at, _) in text.match_indices(call) {
                let key = text[at + call.len()..].split('"').next().unwrap_or_default();
                assert!(known.contains(key), "{name}.rs reads {key}, which no schema has");
            }
        }
    }
}

/// The names of all properties; every one has a description, its own or the one it refers to.
fn keys(value: &Value, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get("properties") {
                for (key, value) in properties {
                    let said = value.get("description").or(value.get("$ref"));
                    assert!(said.is_some(), "{key} is not described");
                    out.insert(key.clone());
                }
            }
            map.values().for_each(|value| keys(value, out));
        }
        Value::Array(items) => items.iter().for_each(|value| keys(value, out)),
        _ => {}
    }
}

#[test]
fn older_schemas_are_replaced_and_nothing_else() {
    let site = Site::base();
    assert_eq!(site.run(&["schema"]).code, 0);
    let fresh = site.read("schemas/product.schema.json");
    site.write("schemas/product.schema.json", fresh.replacen("产品", "旧", 1));
    assert_eq!(site.run(&["schema"]).code, 0);
    assert_eq!(site.read("schemas/product.schema.json"), fresh);
    site.write("schemas/product.schema.json", "{}");
    let run = site.run(&["schema"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("already-there"), "{}", run.stderr);
    assert_eq!(site.read("schemas/product.schema.json"), "{}");
    assert_eq!(site.run(&["check", "--strict"]).code, 0, "the folder is no part of the site");
}
