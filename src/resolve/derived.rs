//! Articles and sections in languages that are made from others.

use rustc_hash::FxHashSet;

use crate::model::{Catalog, Derive, Section};

/// Adds what was not written in a language, made from the one that it comes from. A file of its own
/// goes before, also where it is not to be seen yet.
pub fn add(catalog: &mut Catalog) {
    let languages = catalog.site.languages.clone();
    for language in &languages {
        let Some(Derive { from, by }) = &language.derive else { continue };
        let ours = catalog.articles.iter().filter(|a| a.lang == language.tag);
        let ours = ours.map(|a| (a.section.clone(), a.slug.clone()));
        let hidden = catalog.hidden.iter().filter(|h| h.lang == language.tag);
        let hidden = hidden.map(|h| (h.section.clone(), h.slug.clone()));
        let taken: FxHashSet<_> = ours.chain(hidden).collect();
        let missing = catalog.articles.iter().filter(|article| {
            let address = (article.section.clone(), article.slug.clone());
            article.lang == *from && !taken.contains(&address)
        });
        let made: Vec<_> = missing.map(|article| article.converted(&language.tag, by)).collect();
        catalog.articles.extend(made);
        let ours = catalog.sections.iter().filter(|s| s.lang == language.tag);
        let taken: FxHashSet<_> = ours.map(|section| section.folder.clone()).collect();
        let missing = catalog
            .sections
            .iter()
            .filter(|section| section.lang == *from && !taken.contains(&section.folder));
        let made: Vec<Section> = missing
            .map(|section| {
                let text = section.text.converted(&language.tag, by);
                Section {
                    lang: language.tag.clone(),
                    title: by.convert(&section.title).into(),
                    description: section.description.as_ref().map(|d| by.convert(d).into()),
                    text,
                    ..section.clone()
                }
            })
            .collect();
        catalog.sections.extend(made);
    }
}
