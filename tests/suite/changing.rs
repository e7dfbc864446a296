//! `crosswalk diff`: what readers will read differently, from files, folders, revisions and editions.

mod words;

use std::path::Path;

use serde_json::{Value, json};

use crate::support::{Run, Site};

const PRODUCT: &str = "content/products/mail/product.yaml";

/// A site with a limit of which more is better.
fn base() -> Site {
    let site = Site::base();
    edit(&site, &[("unit: account", "unit: account\n        better: more")]);
    site
}

/// Two sites side by side, the second with other words in its product.
fn two(edits: &[(&str, &str)]) -> (Site, Site) {
    let (old, new) = (base(), base());
    edit(&new, edits);
    (old, new)
}

fn edit(site: &Site, edits: &[(&str, &str)]) {
    let mut text = site.read(PRODUCT);
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    site.write(PRODUCT, text);
}

fn diff(site: &Site, args: &[&str]) -> Run {
    site.run(&[&["diff"], args].concat())
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in Unicode")
}

/// The one object that is printed.
fn object(site: &Site, args: &[&str]) -> Value {
    let run = diff(site, &[args, &["--format", "json"]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{args:?}");
    serde_json::from_str(&run.stdout).expect("one object")
}

/// Feature, edition and change of each cell.
fn cells(found: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().expect("a word").to_owned();
    let all = found["cells"].as_array().expect("cells").iter();
    all.map(|c| (text(&c["feature"]), text(&c["edition"]), text(&c["change"]))).collect()
}

fn is(found: &Value, wanted: &[(&str, &str, &str)]) {
    let wanted: Vec<_> =
        wanted.iter().map(|(a, b, c)| ((*a).into(), (*b).into(), (*c).into())).collect();
    assert_eq!(cells(found), wanted, "{found:#}");
}

#[test]
fn one_value_between_files_and_folders() {
    let (old, new) = two(&[("old: 50", "old: 60 # 个")]);
    for below in [PRODUCT, "content/products/mail", "content/products", ""] {
        let (from, to) = (old.path(below), new.path(below));
        let found = object(&old, &[path(&from), path(&to)]);
        is(&found, &[("account-cap", "old", "raised")]);
        let back = object(&old, &[path(&to), path(&from)]);
        is(&back, &[("account-cap", "old", "lowered")]);
        is(&object(&old, &[path(&from), path(&from)]), &[]);
    }
    let found = object(&old, &[path(&old.root()), path(&new.root())]);
    let keys: Vec<&str> = found.as_object().expect("an object").keys().map(|k| &**k).collect();
    assert_eq!(keys, ["product", "editions", "features", "cells", "evidence"]);
    let cell = found["cells"][0].as_object().expect("a cell");
    assert!(cell.keys().eq(["feature", "edition", "change", "old", "new", "id"]), "{cell:?}");
    assert_eq!((&cell["old"]["limit"], &cell["new"]["limit"]), (&json!("50"), &json!("60")));
    assert_eq!(found["features"], json!({"added": [], "removed": [], "moved": {}}));
    // The second side is the site itself where none is given.
    is(&object(&new, &[path(&old.root())]), &[("account-cap", "old", "raised")]);
}

#[test]
fn what_reads_the_same_is_no_change() {
    let (old, new) = two(&[
        ("old: 50", "old: {limit: ５０ 个, note: 备注, src: [paper], verified: 2026-01-02}"),
        ("  basic: {name: 基础版, of: plan, editions: [new]}\n", ""),
        ("  vip:", "  basic: {name: 基础版, of: plan, editions: [new]}\n  vip:"),
        (
            "{password: 密码, scan: 扫码, phone: 手机号}",
            "{phone: 手机号, scan: 扫码, password: 密码}",
        ),
    ]);
    // Rows may stand in another file.
    let text = new.read(PRODUCT);
    let at = text.find("      - id: archive").expect("a row");
    let (rows, _) = (text[at..].to_owned(), new.write(PRODUCT, &text[..at]));
    let rest = format!("groups:\n  - id: console\n    features:\n{rows}");
    new.write("content/products/mail/features/more.yaml", rest);
    let found = object(&old, &[path(&old.root()), path(&new.root())]);
    is(&found, &[]);
    let evidence = found["evidence"].as_array().expect("evidence");
    assert_eq!(evidence.len(), 1, "{found:#}");
    assert_eq!(
        evidence[0]["new"],
        json!({"verified": "2026-01-02", "src": ["paper"], "note": "备注"})
    );
    let told = diff(&old, &[path(&old.root()), path(&new.root())]);
    assert!(told.stdout.contains("没有变化") && told.stdout.contains("1 格"), "{}", told.stdout);
}

#[test]
fn rows_and_editions_that_came_went_or_moved() {
    let (old, new) = two(&[
        ("id: account-cap", "id: seats"),
        ("limit: 200", "limit: 100"),
        ("groups:\n", "moved: {account-cap: seats}\ngroups:\n"),
        ("专业版, of: plan, editions: [new]", "专业版, of: plan, editions: [new, next]"),
        ("id: transfer", "id: hand-over"),
        (
            "- {id: new, name: 新版}",
            "- {id: new, name: 新版}\n  - {id: next, name: 下一版, inherits: new}",
        ),
    ]);
    let found = object(&old, &[path(&old.path(PRODUCT)), path(&new.path(PRODUCT))]);
    assert_eq!(found["editions"], json!({"added": ["next"], "removed": []}));
    let features =
        json!({"added": ["hand-over"], "removed": ["transfer"], "moved": {"account-cap": "seats"}});
    assert_eq!(found["features"], features);
    is(&found, &[("seats", "new", "lowered")]);
    let told = diff(&old, &[path(&old.root()), path(&new.root()), "--lang", "zh"]).stdout;
    for words in
        ["邮箱：客户现在会读到", "新的版本：下一版", "account-cap → seats", "[降低]", "200", "100"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
}

#[test]
fn a_row_with_parts_is_as_bad_as_its_worst() {
    let (old, new) = two(&[("opening: 自行选择, jump: 有", "opening: 由客户选择, jump: 无")]);
    let found = object(&old, &[path(&old.root()), path(&new.root())]);
    is(&found, &[("wecom", "old", "lost")]);
    assert_eq!(found["cells"][0]["new"]["parts"]["jump"]["state"], "no");
    let table = diff(&old, &[path(&old.root()), path(&new.root()), "--format", "md", "--why"]);
    let rows: Vec<&str> = table.stdout.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), 3, "{}", table.stdout);
    assert!(rows[2].starts_with("| 失去 | 企业微信 · 旧版 |"), "{}", rows[2]);
    assert!(rows.iter().all(|row| row.matches('|').count() == 6), "{rows:?}");
}

#[test]
fn editions_for_a_reader_on_a_plan() {
    let site = base();
    let found = object(&site, &["mail@old", "mail@new", "--why"]);
    let row = |found: &Value, id: &str| {
        let rows = found["features"].as_array().expect("rows");
        rows.iter().find(|row| row["id"] == id).expect("the row").clone()
    };
    assert_eq!((&found["from"], &found["to"]), (&json!("old"), &json!("new")));
    assert_eq!(row(&found, "account-cap")["diff"], "raised");
    assert!(
        row(&found, "account-cap")["why"].as_str().is_some_and(|why| why.contains("better: more"))
    );
    let pro = object(&site, &["mail@old", "mail@new", "--given", "new=pro"]);
    assert_eq!(row(&pro, "account-cap")["to"]["limit"], "unlimited");
    let both = object(&site, &["mail@old", "mail@new", "--given", "new=pro,new=vip"]);
    let apart =
        object(&site, &["mail@old", "mail@new", "--given", "new=pro", "--given", "new=vip"]);
    assert_eq!(both, apart);
    assert_ne!(both, pro);
    let told = diff(&site, &["mail@old", "mail@new", "--given", "new=pro", "--why"]).stdout;
    assert!(told.contains("依据：") && told.contains("50个 → 不限"), "{told}");
}

/// Insists on exit status 2 and one message.
fn refused(site: &Site, args: &[&str], code: &str) {
    let run = diff(site, args);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}: {}", run.stderr);
    assert!(run.stderr.contains(&format!("错误[{code}]")), "{args:?}: {}", run.stderr);
    assert_eq!(run.stderr.matches("错误[").count(), 1, "{args:?}: {}", run.stderr);
}

#[test]
fn what_cannot_be_compared() {
    let (site, other) = two(&[("product: mail", "product: post")]);
    site.write("empty/readme.txt", "");
    refused(&site, &["empty", "empty"], "nothing-to-compare");
    refused(&site, &["mail@old", "post@new"], "editions-of-two-products");
    refused(&site, &["mail@old", "mail@now"], "unknown-edition");
    refused(&site, &["male@old", "male@new"], "unknown-product");
    refused(&site, &["mail@old", "mail@new", "--given", "new"], "given-not-understood");
    refused(&site, &["mail@old", "mail@new", "--given", "old=pro"], "impossible-given");
    let both = ["mail@old", "mail@new", "--given", "new=basic", "--given", "new=pro"];
    refused(&site, &both, "impossible-given");
    refused(&site, &[".", ".", "--product", "male"], "unknown-product");
    refused(&site, &[PRODUCT, path(&other.root())], "which-of-products");
    #[cfg(feature = "git")]
    refused(&site, &["HEAD~1", "HEAD"], "no-repository");
}

#[test]
fn errors_in_a_matrix_are_content_errors() {
    let (old, new) = two(&[("old: 50", "old: 很多")]);
    let (from, to) = (old.path(PRODUCT), new.path(PRODUCT));
    let run = diff(&old, &[path(&from), path(&to)]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{}", run.stderr);
    let place = format!("{}:26:", path(&to));
    assert!(run.stderr.contains(&place) && run.stderr.contains("很多"), "{}", run.stderr);
}

#[cfg(feature = "git")]
pub(crate) mod revisions {
    use std::fs;

    use gix::objs::tree::{Entry, EntryKind};
    use gix::{ObjectId, Repository};

    use super::*;

    pub(crate) fn init(site: &Site) -> Repository {
        let (kind, options) = (gix::create::Kind::WithWorktree, Default::default());
        let open = gix::open::Options::isolated();
        gix::ThreadSafeRepository::init_opts(site.root(), kind, options, open)
            .expect("a repository")
            .to_thread_local()
    }

    fn tree(repository: &Repository, folder: &Path) -> ObjectId {
        let mut entries = Vec::new();
        for file in fs::read_dir(folder).expect("a folder").flatten() {
            let name = file.file_name().to_str().expect("a name").to_owned();
            let (kind, oid) = match file.path() {
                _ if name == ".git" => continue,
                path if path.is_dir() => (EntryKind::Tree, tree(repository, &path)),
                path => {
                    let bytes = fs::read(path).expect("a file");
                    (EntryKind::Blob, repository.write_blob(bytes).expect("a blob").detach())
                }
            };
            entries.push(Entry { mode: kind.into(), filename: name.into(), oid });
        }
        entries.sort();
        repository.write_object(gix::objs::Tree { entries }).expect("a tree").detach()
    }

    pub(crate) fn commit(repository: &Repository, folder: &Path, parents: &[ObjectId]) -> ObjectId {
        let who = gix::actor::SignatureRef {
            name: "editor".into(),
            email: "editor@example.com".into(),
            time: "0 +0000",
        };
        let (tree, parents) = (tree(repository, folder), parents.iter().copied());
        let done = repository.commit_as(who, who, "HEAD", "edit", tree, parents);
        done.expect("a commit").detach()
    }

    #[test]
    fn revisions_and_the_site_as_it_is() {
        let site = base();
        let repository = init(&site);
        let first = commit(&repository, &site.root(), &[]);
        edit(&site, &[("old: 50", "old: 40")]);
        let second = commit(&repository, &site.root(), &[first]);
        edit(&site, &[("limit: 200", "limit: 300")]);
        let lowered = ("account-cap", "old", "lowered");
        let raised = ("account-cap", "new", "raised");
        is(&object(&site, &["HEAD~1", "HEAD"]), &[lowered]);
        is(&object(&site, &["HEAD"]), &[raised]);
        is(&object(&site, &["HEAD~1"]), &[lowered, raised]);
        is(
            &object(&site, &[&second.to_string(), &first.to_string()]),
            &[("account-cap", "old", "raised")],
        );
        refused(&site, &["HEAD~2", "HEAD"], "unknown-revision");
        refused(&site, &["no-such-branch"], "unknown-revision");
    }

    #[test]
    fn a_site_below_the_top_of_a_repository() {
        let outer = Site::empty();
        let repository = init(&outer);
        outer.write("site/x", "");
        let base = base();
        for file in ["crosswalk.yaml", PRODUCT] {
            outer.write(&format!("site/{file}"), base.read(file));
        }
        commit(&repository, &outer.root(), &[]);
        let text = base.read(PRODUCT).replacen("old: 50", "old: 1", 1);
        outer.write(&format!("site/{PRODUCT}"), text);
        let run = outer.run(&["-r", "site", "diff", "HEAD", "--format", "json"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        is(
            &serde_json::from_str(&run.stdout).expect("one object"),
            &[("account-cap", "old", "lowered")],
        );
    }

    #[test]
    fn an_old_revision_with_errors_is_named() {
        let site = base();
        let repository = init(&site);
        edit(&site, &[("old: 50", "old: 很多")]);
        commit(&repository, &site.root(), &[]);
        edit(&site, &[("old: 很多", "old: 50")]);
        let run = diff(&site, &["HEAD"]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(run.stderr.contains(&format!("HEAD:{PRODUCT}:26:")), "{}", run.stderr);
    }
}
