//! New articles and pages.

use super::address::{self, Of};
use super::catalogue as problem;
use super::name::Name;
use super::{Ground, Made, Result};
use crate::base::{Bilingual, SourcePath, nearest};

/// An article: `content/news/2026-01-31-slug.md`. `section` is a folder below `content/`; a path in the
/// name goes before it.
pub fn article(
    ground: &Ground<'_>,
    name: &str,
    section: Option<&str>,
    language: Option<&str>,
) -> Result<Made> {
    let name = Name::read(name, Of::Page, ground)?;
    let section = match section {
        Some(section) => folder(section)?,
        None if !name.folders.is_empty() => name.folders.join("/"),
        None => "news".to_owned(),
    };
    refuse_products(&section)?;
    let date = ground.moment.date();
    let suffix = suffix(ground, language)?;
    let lang = language.unwrap_or_else(|| ground.catalog.site.default_language().as_str());
    let same = |a: &&crate::model::Article| {
        *a.section == *section && *a.slug == *name.slug && a.lang.as_str() == lang
    };
    if let Some(first) = ground.catalog.articles.iter().find(same) {
        return Err(problem::already_there(None, first.source.as_str()).into());
    }
    let values = values(ground, &name, &section, lang);
    Ok(Made {
        path: SourcePath::new(format!("content/{section}/{date}-{}{suffix}.md", name.slug)),
        text: ground.archetype.fill(&values)?,
        instead_of: None,
        suggested: name.to_look_at(),
        unless: ["", "/index"]
            .map(|rest| format!("content/{section}/{}{rest}{suffix}.md", name.slug))
            .into(),
    })
}

/// A plain page: `content/slug.md`.
pub fn page(ground: &Ground<'_>, name: &str, language: Option<&str>) -> Result<Made> {
    let name = Name::read(name, Of::Page, ground)?;
    let folder = name.folders.join("/");
    refuse_products(if folder.is_empty() { &name.slug } else { &folder })?;
    let suffix = suffix(ground, language)?;
    let lang = language.unwrap_or_else(|| ground.catalog.site.default_language().as_str());
    let stem = match folder.as_str() {
        "" => format!("content/{}", name.slug),
        folder => format!("content/{folder}/{}", name.slug),
    };
    Ok(Made {
        path: SourcePath::new(format!("{stem}{suffix}.md")),
        text: ground.archetype.fill(&values(ground, &name, &folder, lang))?,
        instead_of: None,
        suggested: name.to_look_at(),
        unless: ["_index", "index"].map(|file| format!("{stem}/{file}{suffix}.md")).into(),
    })
}

fn folder(section: &str) -> Result<String> {
    let section = section.strip_prefix("content/").unwrap_or(section);
    let section = section.strip_suffix('/').unwrap_or(section);
    section.split('/').try_for_each(|part| address::check(part, Of::Page))?;
    Ok(section.to_owned())
}

/// Products lie in folders of their own form.
fn refuse_products(folder: &str) -> Result<()> {
    if folder != "products" && !folder.starts_with("products/") {
        return Ok(());
    }
    let reason = Bilingual::new(
        "products 里只放产品，请用 crosswalk new product",
        "products holds products only: use crosswalk new product",
    );
    Err(problem::bad_name(None, folder, reason, "news").into())
}

/// `.en` for a language that is not the default one.
fn suffix(ground: &Ground<'_>, language: Option<&str>) -> Result<String> {
    let Some(language) = language else { return Ok(String::new()) };
    let site = &ground.catalog.site;
    let mut known = site.languages.iter().map(|l| l.tag.as_str());
    if !known.clone().any(|tag| tag == language) {
        let near = nearest(language, known);
        return Err(crate::resolve::catalogue::unknown_language(None, language, near).into());
    }
    let is_default = known.next() == Some(language);
    Ok(if is_default { String::new() } else { format!(".{language}") })
}

fn values(
    ground: &Ground<'_>,
    name: &Name,
    section: &str,
    language: &str,
) -> Vec<(&'static str, String)> {
    let mut values = super::product::moments(ground);
    values.extend([
        ("title", name.title.clone()),
        ("slug", name.slug.clone()),
        ("section", section.to_owned()),
        ("language", language.to_owned()),
    ]);
    values
}
