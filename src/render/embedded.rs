//! The theme that the binary carries.

/// Its files: path below the theme's folder, content. A test holds the list against the folder.
pub const FILES: &[(&str, &[u8])] = &[
    (
        "assets/guide.js",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/assets/guide.js")),
    ),
    (
        "assets/icon.svg",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/assets/icon.svg")),
    ),
    (
        "assets/police.svg",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/assets/police.svg")),
    ),
    (
        "assets/style.css",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/assets/style.css")),
    ),
    (
        "assets/compare.js",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/assets/compare.js")),
    ),
    (
        "i18n/en.yaml",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/i18n/en.yaml")),
    ),
    (
        "i18n/zh-Hans.yaml",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/i18n/zh-Hans.yaml")),
    ),
    (
        "i18n/zh-Hant.yaml",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/i18n/zh-Hant.yaml")),
    ),
    (
        "templates/404.html",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates/404.html")),
    ),
    (
        "templates/archive.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/archive.html"
        )),
    ),
    (
        "templates/article.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/article.html"
        )),
    ),
    (
        "templates/base.html",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates/base.html")),
    ),
    (
        "templates/blocks/compare.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/blocks/compare.html"
        )),
    ),
    (
        "templates/blocks/checklist.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/blocks/checklist.html"
        )),
    ),
    (
        "templates/blocks/contact.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/blocks/contact.html"
        )),
    ),
    (
        "templates/blocks/figure.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/blocks/figure.html"
        )),
    ),
    (
        "templates/blocks/upgrade.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/blocks/upgrade.html"
        )),
    ),
    (
        "templates/blocks/verdict.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/blocks/verdict.html"
        )),
    ),
    (
        "templates/changes.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/changes.html"
        )),
    ),
    (
        "templates/components/changes.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/components/changes.html"
        )),
    ),
    (
        "templates/compare.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/compare.html"
        )),
    ),
    (
        "templates/components/cells.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/components/cells.html"
        )),
    ),
    (
        "templates/components/fit.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/components/fit.html"
        )),
    ),
    (
        "templates/components/guide.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/components/guide.html"
        )),
    ),
    (
        "templates/components/lists.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/components/lists.html"
        )),
    ),
    (
        "templates/components/marks.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/components/marks.html"
        )),
    ),
    (
        "templates/components/products.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/components/products.html"
        )),
    ),
    (
        "templates/components/tools.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/components/tools.html"
        )),
    ),
    (
        "templates/components/table.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/components/table.html"
        )),
    ),
    (
        "templates/consent.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/consent.html"
        )),
    ),
    (
        "templates/feature.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/feature.html"
        )),
    ),
    (
        "templates/guide.html",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates/guide.html")),
    ),
    (
        "templates/home.html",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates/home.html")),
    ),
    (
        "templates/list.html",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates/list.html")),
    ),
    (
        "templates/moved.html",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates/moved.html")),
    ),
    (
        "templates/page.html",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates/page.html")),
    ),
    (
        "templates/partials/cell.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/partials/cell.html"
        )),
    ),
    (
        "templates/partials/evidence.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/partials/evidence.html"
        )),
    ),
    (
        "templates/partials/fit.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/partials/fit.html"
        )),
    ),
    (
        "templates/partials/progress.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/partials/progress.html"
        )),
    ),
    (
        "templates/partials/ticket.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/partials/ticket.html"
        )),
    ),
    (
        "templates/partials/value.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/partials/value.html"
        )),
    ),
    (
        "templates/partials/words.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/partials/words.html"
        )),
    ),
    (
        "templates/product.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/product.html"
        )),
    ),
    (
        "templates/names.html",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates/names.html")),
    ),
    (
        "templates/sheet.html",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates/sheet.html")),
    ),
    (
        "templates/split.html",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates/split.html")),
    ),
    (
        "templates/terms.html",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates/terms.html")),
    ),
    (
        "theme.yaml",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/theme.yaml")),
    ),
    (
        "templates/components/ways.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/components/ways.html"
        )),
    ),
    (
        "templates/role.html",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates/role.html")),
    ),
    (
        "templates/upgrades.html",
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/themes/default/templates/upgrades.html"
        )),
    ),
];

#[cfg(test)]
mod tests {
    use super::FILES;

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the test looks at the source folder")]
    fn every_file_of_the_theme_is_embedded() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default");
        let found: Vec<String> = walkdir::WalkDir::new(root)
            .sort_by_file_name()
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned())
            .collect();
        let mut listed: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
        let mut found: Vec<&str> = found.iter().map(String::as_str).collect();
        listed.sort_unstable();
        found.sort_unstable();
        assert_eq!(listed, found);
    }
}
