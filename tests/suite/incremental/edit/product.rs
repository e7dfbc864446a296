//! Edits of products and guides.

use super::{Kind, done};
use crate::incremental::random::Random;
use crate::incremental::site::{Cell, Feature, Guide, Product, Site, name, sentence};

/// Every kind of them.
pub const KINDS: &[Kind] = &[
    ("cell: state", 4, |site, random| {
        let state = random.below(5);
        cell(site, random)?.state = state;
        done()
    }),
    ("cell: number", 3, |site, random| {
        let limit = random.below(500);
        cell(site, random)?.limit = limit;
        done()
    }),
    ("cell: options", 3, |site, random| {
        let set = 1 + random.below(7);
        cell(site, random)?.set = set;
        done()
    }),
    ("cell: words", 3, |site, random| {
        let words = sentence(random);
        cell(site, random)?.words = words;
        done()
    }),
    ("cell: case", 3, |site, random| {
        let when = random.percent(70).then(|| random.below(2));
        let cell = cell(site, random)?;
        (cell.state, cell.when) = (2, when);
        done()
    }),
    ("feature: name", 3, |site, random| {
        feature(site, random)?.name = format!("{}{}", name(random), random.below(99));
        done()
    }),
    ("feature: id", 3, |site, random| {
        let id = format!("renamed-{}", site.next());
        feature(site, random)?.name_id = id;
        done()
    }),
    ("feature: name of an option", 3, |site, random| {
        let option = random.below(3);
        feature(site, random)?.options[option] = name(random);
        done()
    }),
    ("feature: type", 2, |site, random| {
        feature(site, random)?.kind = Feature::new(0, random).kind;
        done()
    }),
    ("feature: new", 2, |site, random| {
        let feature = Feature::new(10_000 + site.next(), random);
        let product = product(site, random)?;
        let at = random.below(product.features.len() + 1);
        product.features.insert(at, feature);
        done()
    }),
    ("feature: deleted", 2, |site, random| {
        let product = product(site, random).filter(|p| p.features.len() > 2)?;
        let at = random.at(&product.features)?;
        product.features.remove(at);
        done()
    }),
    ("feature: another place", 2, |site, random| {
        let product = product(site, random)?;
        let (one, other) = (random.at(&product.features)?, random.at(&product.features)?);
        product.features.swap(one, other);
        done()
    }),
    ("condition: name", 2, |site, random| {
        let at = random.below(2);
        product(site, random)?.conditions[at].name = name(random);
        done()
    }),
    ("condition: id", 2, |site, random| {
        let (at, id) = (random.below(2), format!("condition-{}", site.next()));
        product(site, random)?.conditions[at].name_id = id;
        done()
    }),
    ("edition: name", 2, |site, random| {
        let at = random.below(3);
        product(site, random)?.editions[at].1 = format!("{}{at}", name(random));
        done()
    }),
    ("edition: id", 2, |site, random| {
        let (at, id) = (random.below(3), format!("edition-{}", site.next()));
        product(site, random)?.editions[at].0 = id;
        done()
    }),
    ("product: name", 2, |site, random| {
        product(site, random)?.name = name(random);
        done()
    }),
    ("product: id", 1, |site, random| {
        let id = format!("renamed-{}", site.next());
        product(site, random)?.name_id = id;
        done()
    }),
    ("product: pairs", 2, |site, random| {
        let product = product(site, random)?;
        product.all_pairs = !product.all_pairs;
        done()
    }),
    ("product: split into two files, or joined", 2, |site, random| {
        let product = product(site, random)?;
        product.split = !product.split;
        done()
    }),
    ("product: new", 1, |site, random| {
        let product = Product::new(site.next(), random);
        site.products.push(product);
        done()
    }),
    ("product: deleted", 1, |site, random| {
        let at = random.at(&site.products).filter(|_| site.products.len() > 1)?;
        site.products.remove(at);
        done()
    }),
    ("guide: title", 2, |site, random| {
        guide(site, random)?.title = name(random);
        done()
    }),
    ("guide: a step", 2, |site, random| {
        guide(site, random)?.steps.push(sentence(random));
        done()
    }),
    ("guide: text", 2, |site, random| {
        guide(site, random)?.body = sentence(random);
        done()
    }),
    ("guide: new", 2, |site, random| {
        let stem = format!("guide-{}", site.next());
        let product = product(site, random)?;
        let pair = [(0, 1), (1, 2), (0, 2)];
        let free = |pair: &&(usize, usize)| product.guides.iter().all(|g| g.pair != **pair);
        let pair = *pair.iter().find(free)?;
        let (title, steps) = (name(random), vec![sentence(random)]);
        product.guides.push(Guide { stem, title, pair, steps, body: sentence(random) });
        done()
    }),
    ("guide: deleted", 2, |site, random| {
        let product = product(site, random)?;
        let at = random.at(&product.guides)?;
        product.guides.remove(at);
        done()
    }),
    ("guide: renamed", 2, |site, random| {
        let stem = format!("guide-{}", site.next());
        let product = product(site, random)?;
        let at = random.at(&product.guides)?;
        let path = |stem: &str| format!("{}/upgrades/{stem}.md", product.folder());
        let rename = (path(&product.guides[at].stem), path(&stem));
        product.guides[at].stem = stem;
        Some(vec![rename])
    }),
];

fn product<'s>(site: &'s mut Site, random: &mut Random) -> Option<&'s mut Product> {
    let at = random.at(&site.products)?;
    site.products.get_mut(at)
}

fn feature<'s>(site: &'s mut Site, random: &mut Random) -> Option<&'s mut Feature> {
    let product = product(site, random)?;
    let at = random.at(&product.features)?;
    product.features.get_mut(at)
}

fn cell<'s>(site: &'s mut Site, random: &mut Random) -> Option<&'s mut Cell> {
    let edition = random.below(3);
    Some(&mut feature(site, random)?.cells[edition])
}

fn guide<'s>(site: &'s mut Site, random: &mut Random) -> Option<&'s mut Guide> {
    let product = product(site, random)?;
    let at = random.at(&product.guides)?;
    product.guides.get_mut(at)
}
