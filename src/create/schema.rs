//! JSON Schemas for what editors write, so that their editors complete and check it. They say what a file may look
//! like; what it means is checked by a build.

/// Name and text of each; a reader of the file kinds that gets a new key needs it here, too.
pub const FILES: &[(&str, &str)] = &[
    ("article.schema.json", include_str!("schemas/article.schema.json")),
    ("features.schema.json", include_str!("schemas/features.schema.json")),
    ("product.schema.json", include_str!("schemas/product.schema.json")),
    ("record.schema.json", include_str!("schemas/record.schema.json")),
    ("settings.schema.json", include_str!("schemas/settings.schema.json")),
    ("theme.schema.json", include_str!("schemas/theme.schema.json")),
    ("upgrade.schema.json", include_str!("schemas/upgrade.schema.json")),
];

/// What every one of them holds, and by which an older one is known.
pub const MARK: &str = "\"$comment\": \"crosswalk schema\"";
