//! Markdown of cells and guides, its links followed.

use super::Composer;
use crate::base::SourcePath;
use crate::model::{Prose, ProseText};
use crate::plan::{FactAt, LinkScope, Target};
use crate::render::html;

impl Composer<'_> {
    /// A text as HTML. Links were checked when the site was planned.
    pub(super) fn prose(&self, text: &ProseText, product: usize) -> String {
        self.html(text.get(self.lang), product)
    }

    /// A text as HTML, or the empty string.
    pub(super) fn optional_prose(&self, text: Option<&ProseText>, product: usize) -> String {
        text.map(|text| self.prose(text, product)).unwrap_or_default()
    }

    fn html(&self, prose: &Prose, product: usize) -> String {
        if !html::has_links(prose) {
            return html::fill(&prose.pieces, &[], &[], &[]);
        }
        let source = &self.plan.catalog.products[product].source;
        self.html_of(prose, product, source)
    }

    /// The prose of a guide: relative links start from the guide's own file.
    pub(super) fn html_of(&self, prose: &Prose, product: usize, source: &SourcePath) -> String {
        let scope = LinkScope { source, products: &[product], lang: self.lang };
        let targets: Vec<Target> = prose
            .links
            .iter()
            .map(|link| self.plan.target(link, &scope, None).unwrap_or(Target::Broken))
            .collect();
        let hrefs: Vec<String> = targets.iter().map(|t| t.url().to_owned()).collect();
        html::fill(&prose.pieces, &hrefs, &self.values(&targets), &[])
    }

    /// What fills links without words, by the link's position.
    pub(super) fn values(&self, targets: &[Target]) -> Vec<String> {
        targets
            .iter()
            .map(
                |target| {
                    if let Target::Fact(_, at) = target { self.fact(at) } else { String::new() }
                },
            )
            .collect()
    }

    fn fact(&self, at: &FactAt) -> String {
        let product = &self.plan.catalog.products[at.product];
        let vocabulary = self.theme.vocabulary();
        at.cell(product)
            .map(|(fact, cell)| at.say(fact, cell, self.lang, &vocabulary))
            .unwrap_or_default()
    }
}
