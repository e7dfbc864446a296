//! The house holds: imports go down only, and rooms stay small.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::Visit;
use walkdir::WalkDir;

/// The floor of each room, as ARCHITECTURE.md draws it. A room imports from lower floors only.
const FLOORS: &[(&str, u8)] = &[
    ("main", 9),
    ("cli", 8),
    ("serve", 7),
    ("build", 6),
    ("render", 5),
    ("check", 5),
    ("create", 5),
    ("edit", 5),
    ("plan", 4),
    ("resolve", 4),
    ("syntax", 3),
    ("derive", 3),
    ("source", 2),
    ("publish", 2),
    ("model", 2),
    ("base", 1),
];

/// Siblings that may be imported although they are on the same floor; there is none.
const SIBLINGS: &[(&str, &str)] = &[];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every source file with its room and its syntax tree.
fn files() -> Vec<(String, PathBuf, String, syn::File)> {
    let root = source();
    let mut all = Vec::new();
    for entry in WalkDir::new(&root).sort_by_file_name().into_iter().map(Result::unwrap) {
        let path = entry.path();
        if path.extension().is_none_or(|ext| ext != "rs") {
            continue;
        }
        let below = path.strip_prefix(&root).unwrap();
        let first = below.iter().next().unwrap().to_str().unwrap();
        let room = first.trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(path).unwrap();
        let tree = syn::parse_file(&text).unwrap();
        all.push((room, below.to_owned(), text, tree));
    }
    all
}

fn floor(room: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == room).map(|(_, floor)| *floor)
}

/// Collects the rooms that a file names: `crate::room`, `crosswalk::room`, and `super` chains that
/// leave the room.
struct Imports {
    depth: usize,
    found: Vec<String>,
}

impl Imports {
    fn segments(&mut self, path: &[String]) {
        match path.first().map(String::as_str) {
            Some("crate" | "crosswalk") => self.found.extend(path.get(1).cloned()),
            Some("super") => {
                let up = path.iter().take_while(|s| *s == "super").count();
                if up >= self.depth {
                    self.found.extend(path.get(up).cloned());
                }
            }
            _ => {}
        }
    }

    fn tree(&mut self, before: &[String], tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(path) => {
                let mut longer = before.to_vec();
                longer.push(path.ident.to_string());
                self.tree(&longer, &path.tree);
            }
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.tree(before, tree))
            }
            syn::UseTree::Name(name) => self.leaf(before, &name.ident),
            syn::UseTree::Rename(name) => self.leaf(before, &name.ident),
            syn::UseTree::Glob(_) => self.segments(before),
        }
    }

    fn leaf(&mut self, before: &[String], ident: &syn::Ident) {
        let mut whole = before.to_vec();
        whole.push(ident.to_string());
        self.segments(&whole);
    }
}

impl<'a> Visit<'a> for Imports {
    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        self.tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        self.segments(&segments);
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, mac: &'a syn::Macro) {
        // Paths inside macro calls are tokens; `crate :: room` is all that can leave a room there.
        let text = mac.tokens.to_string();
        let words: Vec<&str> = text.split_whitespace().collect();
        for three in words.windows(3) {
            if three[0] == "crate" && three[1] == "::" {
                self.found.push(three[2].to_owned());
            }
        }
        syn::visit::visit_macro(self, mac);
    }
}

#[test]
fn every_room_has_a_floor() {
    for (room, path, ..) in files() {
        assert!(
            room == "lib" || floor(&room).is_some(),
            "{} is in no room of ARCHITECTURE.md",
            path.display()
        );
    }
}

#[test]
fn imports_go_down_only() {
    let mut wrong = Vec::new();
    for (room, path, _, tree) in files().iter().filter(|(room, ..)| room != "lib") {
        let depth = path.components().count();
        let mut imports = Imports { depth, found: Vec::new() };
        imports.visit_file(tree);
        for target in imports.found.iter().filter(|target| *target != room) {
            let Some(to) = floor(target) else { continue };
            let sibling = SIBLINGS.contains(&(room.as_str(), target.as_str()));
            if to >= floor(room).unwrap() && !sibling {
                wrong.push(format!("{} imports {target}", path.display()));
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "imports go down only:\n{}", wrong.join("\n"));
}

#[test]
fn an_upward_import_is_found() {
    let tree = syn::parse_file(
        "use crate::render::view;\nfn f() { crate::cli::run(); super::super::plan::x(); }",
    )
    .unwrap();
    let mut imports = Imports { depth: 2, found: Vec::new() };
    imports.visit_file(&tree);
    assert_eq!(imports.found, ["render", "cli", "plan"]);
}

/// The lines of each function's body, by name.
struct Functions(Vec<(String, usize)>);

impl Functions {
    fn add(&mut self, ident: &syn::Ident, block: &syn::Block) {
        let span = block.brace_token.span;
        let lines = span.close().end().line - span.open().start().line;
        self.0.push((ident.to_string(), lines.max(1)));
    }
}

impl<'a> Visit<'a> for Functions {
    fn visit_item_fn(&mut self, item: &'a syn::ItemFn) {
        self.add(&item.sig.ident, &item.block);
        syn::visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        self.add(&item.sig.ident, &item.block);
        syn::visit::visit_impl_item_fn(self, item);
    }
}

#[test]
fn rooms_stay_small() {
    let mut sizes = Vec::new();
    let mut large = BTreeMap::new();
    for (_, path, text, tree) in files() {
        let lines = text.lines().count();
        if lines > 400 {
            large.insert(path.display().to_string(), lines);
        }
        let mut functions = Functions(Vec::new());
        functions.visit_file(&tree);
        for (name, lines) in functions.0 {
            if lines > 70 {
                large.insert(format!("{}: fn {name}", path.display()), lines);
            }
            sizes.push(lines);
        }
    }
    assert!(large.is_empty(), "files under 400 lines, functions under 70: {large:#?}");
    sizes.sort_unstable();
    let at = |share: usize| sizes[sizes.len() * share / 100];
    assert!(at(50) <= 10, "the median function has {} lines", at(50));
    assert!(at(90) <= 30, "a tenth of the functions have {} lines or more", at(90));
}
