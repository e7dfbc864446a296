//! The reference for authors of themes under `docs/theme`: made from the views' docstrings and from the default theme,
//! so that it says what is there. `CROSSWALK_UPDATE=1 cargo test --test suite theme` writes it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use syn::{Expr, Fields, Item, ItemStruct, Lit, Meta};
use walkdir::WalkDir;

/// What each template of a page or a block sees, and as what. `None` sees nothing but the site.
const TEMPLATES: &[(&str, &str, Option<&str>)] = &[
    ("404.html", "page", Some("PlainView")),
    ("archive.html", "page", Some("ArchiveView")),
    ("article.html", "page", Some("ArticleView")),
    ("base.html", "page", None),
    ("changes.html", "page", Some("ChangesView")),
    ("compare.html", "page", Some("CompareView")),
    ("consent.html", "page", Some("ConsentView")),
    ("feature.html", "page", Some("FeatureView")),
    ("guide.html", "page", Some("GuideView")),
    ("home.html", "page", Some("HomeView")),
    ("list.html", "page", Some("ListView")),
    ("moved.html", "page", Some("MovedView")),
    ("page.html", "page", Some("PlainView")),
    ("product.html", "page", Some("ProductView")),
    ("sheet.html", "page", Some("SheetView")),
    ("names.html", "page", Some("NamesView")),
    ("role.html", "page", Some("RoleView")),
    ("split.html", "page", Some("SplitView")),
    ("terms.html", "page", Some("TermsView")),
    ("upgrades.html", "page", Some("UpgradesView")),
    ("blocks/checklist.html", "block", Some("ChecklistView")),
    ("blocks/compare.html", "block", Some("TableView")),
    ("blocks/contact.html", "block", Some("ContactView")),
    ("blocks/figure.html", "block", Some("FigureView")),
    ("blocks/upgrade.html", "block", Some("UpgradeBlockView")),
    ("blocks/verdict.html", "block", Some("VerdictView")),
];

const HEAD: &str = "Made from the program and its default theme: `CROSSWALK_UPDATE=1 cargo test --test suite theme`.\n";

const INTRODUCTION: &str = r#"
## Overriding the default theme, file by file

The default theme is embedded in the program. A site replaces any file of it by one of the same name:

```
themes/<name>/theme.yaml              what the theme is: name, version, crosswalk (the programs it fits), slices
themes/<name>/templates/…             templates (Tera 2), by the names in templates.md
themes/<name>/templates/blocks/…      a block each; a new name is a new block for fenced code blocks in articles
themes/<name>/assets/…                copied to /assets/
themes/<name>/i18n/<language>.yaml    words, key by key: what is not there stays the default's
```

`theme: <name>` in `crosswalk.yaml` chooses it; `themes/default` is chosen where nothing is. What the folder does not have comes from
the program. To change one page, write one template; to change one word, write one key.

A template sees four things: `page` (or `block`), `site`, `t` (the words of the language) and, where the page has a text, `body` (HTML, ready:
`{{ body | safe }}`). There is no function that reaches files, the network or other pages. Every value is escaped unless a template says
`| safe`; fields that hold HTML say so below.

Beside the filters of Tera there is `keeps`: `title | keeps(within=12)` is true where no stretch of a headline without punctuation is wider than
so many Han characters. Such a headline may be held together (`word-break: keep-all`) and breaks at its punctuation alone. `sentence | held | safe` is the
sentence as HTML in which a number and what it counts share a line (`.whole`), `number | terms | safe` a formula in which brackets
are a piece each (`.term`) and bounds do not break.

Whole pages begin with `{% extends "base.html" %}` and fill its blocks. Pages have to work without inline script and style, under
`default-src 'self'`.

An article or a section asks for a template of its own with `template: <name>`.
"#;

fn theme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default")
}

fn docs(attributes: &[syn::Attribute]) -> String {
    let line = |attribute: &syn::Attribute| match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(lit) => match &lit.lit {
                Lit::Str(text) => Some(text.value().trim().to_owned()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    };
    attributes.iter().filter_map(line).collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// Every view type by its name.
fn views() -> BTreeMap<String, ItemStruct> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/view");
    let mut views = BTreeMap::new();
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap) {
        if entry.path().extension().is_none_or(|ext| ext != "rs") {
            continue;
        }
        let tree = syn::parse_file(&fs::read_to_string(entry.path()).unwrap()).unwrap();
        for item in tree.items {
            if let Item::Struct(item) = item
                && matches!(item.fields, Fields::Named(_))
            {
                views.insert(item.ident.to_string(), item);
            }
        }
    }
    views
}

/// A type as an author of templates meets it, and the view in it.
fn type_name(ty: &syn::Type, views: &BTreeMap<String, ItemStruct>) -> String {
    let inner = |path: &syn::PathSegment| match &path.arguments {
        syn::PathArguments::AngleBracketed(list) => match list.args.last() {
            Some(syn::GenericArgument::Type(ty)) => type_name(ty, views),
            _ => String::new(),
        },
        _ => String::new(),
    };
    match ty {
        syn::Type::Reference(reference) => type_name(&reference.elem, views),
        syn::Type::Tuple(tuple) => {
            let all: Vec<String> = tuple.elems.iter().map(|ty| type_name(ty, views)).collect();
            format!("pair of {}", all.join(" and "))
        }
        syn::Type::Path(path) => {
            let last = path.path.segments.last().expect("a name");
            match last.ident.to_string().as_str() {
                "String" | "str" => "text".to_owned(),
                "bool" => "true or false".to_owned(),
                "usize" | "u8" | "u32" | "u64" | "i16" | "i32" | "i64" => "number".to_owned(),
                "Vec" => format!("list of {}", inner(last)),
                "BTreeMap" => format!("{} by name", inner(last)),
                "Option" => format!("{}, or nothing", inner(last)),
                name if views.contains_key(name) => {
                    format!("[{name}](types.md#{})", name.to_lowercase())
                }
                name => panic!("{name} is no type that the reference can name"),
            }
        }
        _ => panic!("a type that the reference cannot name"),
    }
}

fn fields(view: &ItemStruct, prefix: &str, views: &BTreeMap<String, ItemStruct>) -> String {
    let mut out = String::from("| variable | type | meaning |\n|---|---|---|\n");
    for field in &view.fields {
        let (name, meaning) = (field.ident.as_ref().expect("a name"), docs(&field.attrs));
        assert!(!meaning.is_empty(), "{}.{name} has no docstring", view.ident);
        let meaning = meaning.replace('|', "\\|");
        let ty = type_name(&field.ty, views);
        writeln!(out, "| `{prefix}{name}` | {ty} | {meaning} |").unwrap();
    }
    out
}

/// Every file below a folder of the theme, with its text.
fn files(below: &str) -> Vec<(String, String)> {
    let root = theme().join(below);
    let entries = WalkDir::new(&root).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
    let text = |path: &Path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
    files.map(|entry| (name(entry.path()), text(entry.path()))).collect()
}

/// What stands between a tag's first word and its end, for every such tag.
fn tags<'t>(text: &'t str, word: &str) -> Vec<&'t str> {
    let pieces = text.split("{%").skip(1).filter_map(|piece| piece.split("%}").next());
    let pieces = pieces.map(|piece| piece.trim_matches(['-', ' ']));
    pieces.filter_map(|piece| piece.strip_prefix(word)?.strip_prefix(' ')).collect()
}

fn list(title: &str, names: &BTreeSet<&str>) -> String {
    if names.is_empty() {
        return String::new();
    }
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    format!("{title}: {}\n\n", names.join(", "))
}

fn templates(views: &BTreeMap<String, ItemStruct>) -> String {
    let mut out = format!("# Templates\n\n{HEAD}");
    let files = files("templates");
    let whole = |name: &&str| !name.starts_with("components/") && !name.starts_with("partials/");
    let there: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).filter(whole).collect();
    let told: BTreeSet<&str> = TEMPLATES.iter().map(|(name, ..)| *name).collect();
    assert_eq!(there, told, "the templates of the theme and those in tests/suite/theme.rs");
    for (name, seen_as, view) in TEMPLATES {
        let text = &files.iter().find(|(file, _)| file == name).expect("it is there").1;
        write!(out, "\n## `{name}`\n\n").unwrap();
        match view {
            None => {
                out.push_str("The frame of every page: it sees `page.meta`, `site` and `t`.\n\n")
            }
            Some(view) => {
                let view = views.get(*view).unwrap_or_else(|| panic!("no view {view}"));
                write!(out, "{}\n\n", docs(&view.attrs)).unwrap();
                writeln!(out, "{}", fields(view, &format!("{seen_as}."), views)).unwrap();
            }
        }
        let quoted = |tag: &'static str| -> BTreeSet<&str> {
            tags(text, tag).iter().map(|words| words.trim_matches(['"', ' '])).collect()
        };
        out.push_str(&list("Extends", &quoted("extends")));
        out.push_str(&list("Blocks", &quoted("block")));
        out.push_str(&list("Includes", &quoted("include")));
    }
    out.trim_end().to_owned() + "\n"
}

fn types(views: &BTreeMap<String, ItemStruct>) -> String {
    let mut out = format!(
        "# Types\n\n{HEAD}\n`site` is a [SiteView](#siteview) in every template, and `page.meta` a [MetaView](#metaview).\n"
    );
    for (name, view) in views {
        let fields = fields(view, "", views).replace("types.md#", "#");
        write!(out, "\n## {name}\n\n{}\n\n{fields}", docs(&view.attrs)).unwrap();
    }
    out
}

fn components() -> String {
    let mut out = format!(
        "# Components\n\n{HEAD}\nA component is called as `{{{{ <name argument={{value}} /> }}}}`; `{{{{ <name value /> }}}}` is short for an argument of the \
         same name. A site that has a file of the same name has to have all components of that file.\n"
    );
    for (file, text) in files("templates/components") {
        write!(out, "\n## `components/{file}`\n\n| component | arguments |\n|---|---|\n").unwrap();
        for component in tags(&text, "component") {
            let (name, arguments) = component.split_once('(').expect("arguments");
            let arguments = arguments.trim_end_matches(')').replace(", @t", "").replace("@t", "");
            writeln!(out, "| `{name}` | `{arguments}` |").unwrap();
        }
    }
    out.push_str(
        "\n## Partials\n\nFiles that templates include; they see the variables of the place.\n\n",
    );
    for (file, _) in files("templates/partials") {
        writeln!(out, "- `partials/{file}`").unwrap();
    }
    out
}

/// Every key of the words with what it says, dotted where it lies in a map.
fn keys(prefix: &str, value: &serde_json::Value, out: &mut BTreeMap<String, String>) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                let dot = if prefix.is_empty() { "" } else { "." };
                keys(&format!("{prefix}{dot}{key}"), value, out);
            }
        }
        serde_json::Value::Array(all) => {
            let words: Vec<&str> = all.iter().filter_map(|word| word.as_str()).collect();
            out.insert(prefix.to_owned(), words.join(", "));
        }
        value => {
            let words = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            out.insert(prefix.to_owned(), words);
        }
    }
}

fn words() -> String {
    let read = |lang: &str| {
        let text = fs::read_to_string(theme().join(format!("i18n/{lang}.yaml"))).unwrap();
        let mut all = BTreeMap::new();
        keys("", &serde_saphyr::from_str(&text).expect("words"), &mut all);
        all
    };
    let (chinese, english) = (read("zh-Hans"), read("en"));
    let mut out = format!(
        "# Words\n\n{HEAD}\nTemplates read them as `t.<key>`. Braces hold what the program or the template fills in.\n\n| key | zh-Hans | en |\n|---|---|---|\n"
    );
    for (key, words) in &chinese {
        let english = english.get(key).map_or("", String::as_str);
        let cell = |words: &str| words.replace('|', "\\|");
        writeln!(out, "| `{key}` | {} | {} |", cell(words), cell(english)).unwrap();
    }
    out
}

fn index() -> String {
    let mut out = format!(
        "# Themes\n\n{HEAD}{INTRODUCTION}\n- [Templates](templates.md): what each page and block sees\n- [Types](types.md): what stands in those variables\n\
         - [Components](components.md): pieces that templates share\n- [Words](words.md): the keys of `t`\n\n## Assets\n\n"
    );
    for (file, _) in files("assets") {
        writeln!(out, "- `assets/{file}`").unwrap();
    }
    out.push_str(
        "\nPages name them with a fingerprint: `site.style`, `site.icon`, `site.police`.\n",
    );
    out
}

#[test]
fn the_reference_of_themes_says_what_is_there() {
    let views = views();
    let pages = [
        ("README.md", index()),
        ("components.md", components()),
        ("templates.md", templates(&views)),
        ("types.md", types(&views)),
        ("words.md", words()),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/theme");
    if std::env::var_os("CROSSWALK_UPDATE").is_some() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("docs/theme");
        pages.iter().for_each(|(name, text)| fs::write(folder.join(name), text).expect("a page"));
    }
    let now = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
    let stale: Vec<&str> =
        pages.iter().filter(|(name, text)| now(name) != *text).map(|(name, _)| *name).collect();
    assert!(stale.is_empty(), "stale under docs/theme; CROSSWALK_UPDATE=1 writes them: {stale:?}");
}
