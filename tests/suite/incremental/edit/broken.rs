//! Edits after which there is no site to publish.

use super::{Kind, done};
use crate::incremental::ground::Rename;
use crate::incremental::random::Random;
use crate::incremental::site::{Broken, Kind as Type, Site};

/// Every kind of them.
pub const KINDS: &[Kind] = &[
    ("broken: an unknown setting", 1, |site, _| {
        let text = site.settings.text() + "titel: x\n";
        file(site, "crosswalk.yaml", text)
    }),
    ("broken: no settings", 1, |site, _| {
        site.broken = Some(Broken::Gone("crosswalk.yaml".to_owned()));
        done()
    }),
    ("broken: an address that is none", 1, |site, _| {
        let text = site.settings.text().replace("base_url: \"http", "base_url: \"gopher");
        file(site, "crosswalk.yaml", text)
    }),
    ("broken: a dead link", 2, |site, random| {
        added(site, random, "\n[参见](../nowhere/gone.md)\n")
    }),
    ("broken: a fact that is none", 2, |site, random| {
        let product = random.pick(&site.products);
        let feature = product.features.iter().find(|f| f.kind == Type::Limit)?;
        let (product, feature, edition) =
            (&product.name_id, &feature.name_id, &product.editions[0].0);
        let text = format!("\n有[987654 个](cell:{product}/{feature}/{edition})。\n");
        added(site, random, &text)
    }),
    ("broken: front matter without an end", 1, |site, random| {
        let path = article(site, random)?;
        file(site, &path, "---\ntitle: x\n".to_owned())
    }),
    ("broken: not UTF-8", 1, |site, random| {
        let path = article(site, random)?;
        site.broken = Some(Broken::File(path, b"---\ntitle: \xff\xfe\n---\n".to_vec()));
        done()
    }),
    ("broken: an empty file", 1, |site, random| {
        let path = article(site, random)?;
        file(site, &path, String::new())
    }),
    ("broken: two of one address", 1, |site, random| {
        let article = random.pick(&site.articles);
        let path = article.path(site);
        let (folder, name) = path.rsplit_once('/')?;
        let twin = format!("{folder}/2001-01-01-{name}");
        file(site, &twin, "---\ntitle: x\ndate: 2001-01-01\n---\n".to_owned())
    }),
    ("broken: a copied file in a page's place", 1, |site, _| {
        file(site, "static/sitemap.xml", "<x/>".to_owned())
    }),
    ("broken: a cell is missing", 2, |site, random| {
        cut(site, random, |text| text.rsplit_once("\n          edition").map(|(t, _)| t.to_owned()))
    }),
    ("broken: an edition that is none", 1, |site, random| {
        cut(site, random, |text| {
            text.contains("{id: edition0")
                .then(|| text.replacen("{id: edition0", "{id: elsewhere", 1))
        })
    }),
    ("broken: a template's variable", 3, |site, _| {
        let text =
            "{% extends \"base.html\" %}{% block main %}{{ page.nothing.at.all }}{% endblock %}";
        file(site, "themes/house/templates/page.html", text.to_owned())
    }),
    ("broken: a template's syntax", 1, |site, _| {
        file(site, "themes/house/templates/list.html", "{% block".to_owned())
    }),
    ("broken: a theme's words", 1, |site, _| {
        file(site, "themes/house/i18n/zh-Hans.yaml", "a: [".to_owned())
    }),
    ("broken: a link out of the site", 2, |site, random| {
        let at = random.pick(&["content/news/link.md", "static/link.txt", "themes/house/link"]);
        site.broken = Some(Broken::Link((*at).to_owned()));
        done()
    }),
    ("broken: a name that systems reserve", 1, |site, _| {
        file(site, "static/con.txt", "x".to_owned())
    }),
    ("broken: two names that some systems take for one", 1, |site, random| {
        let path = article(site, random)?;
        let (folder, name) = path.rsplit_once('/')?;
        let twin = format!("{folder}/{}", name.to_uppercase());
        (twin != path).then_some(())?;
        file(site, &twin, "x".to_owned())
    }),
];

fn file(site: &mut Site, path: &str, text: String) -> Option<Vec<Rename>> {
    site.broken = Some(Broken::File(path.to_owned(), text.into_bytes()));
    done()
}

fn article(site: &Site, random: &mut Random) -> Option<String> {
    let at = random.at(&site.articles)?;
    Some(site.articles[at].path(site))
}

/// An article with something at its end.
fn added(site: &mut Site, random: &mut Random, more: &str) -> Option<Vec<Rename>> {
    let path = article(site, random)?;
    let text = String::from_utf8(site.files().remove(&path)?).ok()?;
    file(site, &path, text + more)
}

/// A product with something changed.
fn cut(
    site: &mut Site,
    random: &mut Random,
    change: impl Fn(&str) -> Option<String>,
) -> Option<Vec<Rename>> {
    let path = format!("{}/product.yaml", random.pick(&site.products).folder());
    let text = String::from_utf8(site.files().remove(&path)?).ok()?;
    let changed = change(&text)?;
    file(site, &path, changed)
}
