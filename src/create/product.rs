//! New products, features and guides.

use std::path::Path;

use super::address::{self, Of};
use super::catalogue as problem;
use super::name::Name;
use super::{Ground, Made, Result};
use crate::base::{SourcePath, nearest};
use crate::model::Product;
use crate::model::catalogue as unknown;
use crate::syntax::{self, Gap};

/// The day and the moment.
pub fn moments(ground: &Ground<'_>) -> Vec<(&'static str, String)> {
    let moment = &ground.moment;
    vec![
        ("date", moment.date().to_string()),
        ("time", moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()),
        ("year", moment.year().to_string()),
    ]
}

/// A product: `content/products/<id>/product.yaml`.
pub fn product(ground: &Ground<'_>, name: &str) -> Result<Made> {
    let name = Name::read(name, Of::Id, ground)?;
    if !name.folders.is_empty() {
        address::check(&format!("{}/{}", name.folders.join("/"), name.slug), Of::Id)?;
    }
    if let Some(first) = ground.catalog.products.iter().find(|p| *p.id == *name.slug) {
        return Err(problem::already_there(None, first.source.as_str()).into());
    }
    let mut values = moments(ground);
    values.extend([("title", name.title.clone()), ("id", name.slug.clone())]);
    values.push(("slug", name.slug.clone()));
    let folder = format!("content/products/{}", name.slug);
    Ok(Made {
        path: SourcePath::new(format!("{folder}/product.yaml")),
        text: ground.archetype.fill(&values)?,
        instead_of: None,
        suggested: name.to_look_at(),
        unless: vec![format!("{folder}/product.yml"), format!("content/products/{}.md", name.slug)],
    })
}

/// `exmail/free-to-basic`: the product, and the rest of the name.
fn of_product<'g, 'n>(
    ground: &'g Ground<'_>,
    name: &'n str,
    example: &str,
) -> Result<(&'g Product, &'n str)> {
    let products = &ground.catalog.products;
    let ids = || products.iter().map(|p| &*p.id);
    let Some((id, rest)) = name.split_once('/').filter(|(id, _)| !id.is_empty()) else {
        let meant = name.trim_matches('/').trim();
        let meant = if meant.is_empty() || ids().any(|id| *id == *meant) { example } else { meant };
        let form = format!("{}/{meant}", ids().next().unwrap_or("product"));
        let all = ids().collect::<Vec<_>>().join(", ");
        return Err(problem::without_product(None, name, form, all).into());
    };
    if id.contains(['.', '\\']) {
        address::check(id, Of::Id)?;
    }
    let found = products.iter().find(|p| *p.id == *id);
    let found = found.ok_or_else(|| unknown::unknown_product(None, id, nearest(id, ids())))?;
    Ok((found, rest))
}

/// A feature of which nothing is known yet, at the end of a group: the file, and what stands in it.
/// Everything else in it stays as it is, byte for byte. `read` gives a file's bytes.
pub fn feature(
    ground: &Ground<'_>,
    name: &str,
    group: Option<&str>,
    files: &[(SourcePath, Vec<u8>)],
) -> Result<Made> {
    let (product, rest) = of_product(ground, name, "new-feature")?;
    let name = one_part(Name::read(rest, Of::Id, ground)?)?;
    if let Some(first) = product.feature(&name.slug) {
        let place = format!("{} ({})", first.source, name.slug);
        return Err(problem::already_there(None, place).into());
    }
    let group = self::group(product, group)?;
    let folder = product.source.folder();
    let here = |path: &SourcePath| Path::new(path.as_str()).starts_with(folder);
    let (path, bytes, gap) = files
        .iter()
        .filter(|(path, _)| here(path))
        .find_map(|(path, bytes)| Some((path, bytes, syntax::gap(path, bytes, group)?)))
        .ok_or_else(|| problem::not_in_block_style(None, group))?;
    let cell =
        |id: &str| format!("{}:\n  is: 未核实", syntax::write::name(id, syntax::write::Place::Key));
    let cells: Vec<String> = product.editions.iter().map(|e| cell(&e.id)).collect();
    let mut values = moments(ground);
    values.extend([
        ("title", name.title.clone()),
        ("id", name.slug.clone()),
        ("slug", name.slug.clone()),
        ("product", product.id.to_string()),
        ("group", group.to_owned()),
        ("cells", cells.join("\n")),
    ]);
    let text = with_feature(bytes, &gap, &ground.archetype.fill(&values)?);
    if !syntax::has_feature(path, text.as_bytes(), group, &name.slug) {
        return Err(problem::not_in_block_style(None, group).into());
    }
    Ok(Made {
        path: path.clone(),
        text,
        instead_of: Some(bytes.clone()),
        suggested: name.to_look_at(),
        unless: Vec::new(),
    })
}

/// The group that was named, or the only one.
fn group<'p>(product: &'p Product, named: Option<&str>) -> Result<&'p str> {
    let ids = || product.groups.iter().map(|g| &*g.id);
    let Some(named) = named else {
        return match &product.groups[..] {
            [only] => Ok(&only.id),
            _ => {
                let all = ids().collect::<Vec<_>>().join(", ");
                Err(problem::which_group(None, &*product.id, all).into())
            }
        };
    };
    let found = ids().find(|id| *id == named);
    Ok(found.ok_or_else(|| unknown::unknown_group(None, named, nearest(named, ids())))?)
}

fn with_feature(bytes: &[u8], gap: &Gap, feature: &str) -> String {
    let text = String::from_utf8_lossy(bytes);
    let (before, after) = text.split_at(gap.at);
    let end = if before.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = before.to_owned();
    if !before.ends_with('\n') {
        out.push_str(end);
    }
    if gap.apart {
        out.push_str(end);
    }
    for line in feature.trim_end().lines() {
        if !line.trim().is_empty() {
            out.push_str(&" ".repeat(gap.indent));
            out.push_str(line);
        }
        out.push_str(end);
    }
    out.push_str(after);
    out
}

/// A guide: `content/products/<p>/upgrades/<id>.md`. It leads where it is told to, or where `classic-to-team` says;
/// of a product with two editions from the older to the newer.
pub fn upgrade(
    ground: &Ground<'_>,
    name: &str,
    from: Option<&str>,
    to: Option<&str>,
) -> Result<Made> {
    let (product, rest) = of_product(ground, name, "old-to-new")?;
    let name = one_part(Name::read(rest, Of::Id, ground)?)?;
    let lang = ground.catalog.site.default_language();
    let (from, to) = editions(product, &name.slug, from, to)?;
    let called = |at: usize| product.editions[at].name.get(lang).to_owned();
    let title = if ground.title.is_none() && !name.suggested {
        format!("{}升级{}", called(from), called(to))
    } else {
        name.title.clone()
    };
    let mut values = moments(ground);
    values.extend([
        ("title", title),
        ("id", name.slug.clone()),
        ("slug", name.slug.clone()),
        ("product", product.id.to_string()),
        ("product_name", product.name.get(lang).to_owned()),
        ("from", product.editions[from].id.to_string()),
        ("to", product.editions[to].id.to_string()),
        ("from_name", called(from)),
        ("to_name", called(to)),
    ]);
    let path = format!("{}/upgrades/{}.md", product.source.folder(), name.slug);
    Ok(Made {
        path: SourcePath::new(path),
        text: ground.archetype.fill(&values)?,
        instead_of: None,
        suggested: name.to_look_at(),
        unless: Vec::new(),
    })
}

/// What a guide leads from and to: as given, else as `classic-to-team` names them, else the only two that there are.
fn editions(
    product: &Product,
    slug: &str,
    from: Option<&str>,
    to: Option<&str>,
) -> Result<(usize, usize)> {
    let ids = || product.editions.iter().map(|e| &*e.id);
    let find = |id: &str| {
        let found = product.edition(id);
        found.ok_or_else(|| unknown::unknown_edition(None, id, nearest(id, ids())))
    };
    let from = from.map(find).transpose()?;
    let to = to.map(find).transpose()?;
    let named = slug.match_indices("-to-").find_map(|(at, between)| {
        let to = product.edition(&slug[at + between.len()..])?;
        Some((product.edition(&slug[..at])?, to))
    });
    match (from, to, named) {
        (Some(from), Some(to), _) if from != to => Ok((from, to)),
        (None, None, Some((from, to))) if from != to => Ok((from, to)),
        (None, None, _) if product.editions.len() == 2 => Ok((0, 1)),
        _ => {
            let all = ids().collect::<Vec<_>>().join(", ");
            Err(problem::which_editions(None, &*product.id, all).into())
        }
    }
}

/// Features and guides lie in no folders of their own.
fn one_part(name: Name) -> Result<Name> {
    if !name.folders.is_empty() {
        address::check(&format!("{}/{}", name.folders.join("/"), name.slug), Of::Id)?;
    }
    Ok(name)
}
