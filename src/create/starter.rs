//! The small site that the binary carries; its source is `starter/`.

/// Lists files with their contents from a folder of the package.
macro_rules! embedded {
    ($($path:literal from $source:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/starter/", $source)))),*]
    };
}

/// Its files: path in the new site, text. A dot file has no dot in the source, where it would already work.
pub const FILES: &[(&str, &str)] = embedded![
    ".gitignore" from "gitignore",
    "README.md" from "README.md",
    "content/_index.md" from "content/_index.md",
    "content/about.md" from "content/about.md",
    "content/contact.md" from "content/contact.md",
    "content/news/2024-03-01-three-editions.md" from "content/news/2024-03-01-three-editions.md",
    "content/news/2024-03-08-before-upgrading.md" from "content/news/2024-03-08-before-upgrading.md",
    "content/news/2024-03-15-sharing-links.md" from "content/news/2024-03-15-sharing-links.md",
    "content/news/_index.md" from "content/news/_index.md",
    "content/products/drive/product.yaml" from "content/products/drive/product.yaml",
    "content/products/drive/upgrades/classic-to-team.md" from "content/products/drive/upgrades/classic-to-team.md",
    "crosswalk.yaml" from "crosswalk.yaml",
];

#[cfg(test)]
mod tests {
    use super::FILES;

    #[test]
    fn every_file_of_the_starter_is_embedded() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/starter");
        let mut found: Vec<String> = walkdir::WalkDir::new(root)
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned())
            .collect();
        let mut listed: Vec<&str> =
            FILES.iter().map(|(path, _)| path.trim_start_matches('.')).collect();
        found.sort_unstable();
        listed.sort_unstable();
        assert_eq!(listed, found);
    }
}
