//! Markdown of cells and guides, its links followed.

use super::Composer;
use crate::base::SourcePath;
use crate::model::{Fact, Limit, Link, Product, Prose, ProseText, Value};
use crate::plan::{FactAt, LinkScope, Target, joined, say};
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

    /// A text without markup, what fills its links included.
    pub fn bare(&self, text: &ProseText, product: usize) -> String {
        let prose = text.get(self.lang);
        match prose.links.iter().any(Link::is_empty) {
            true => html::text(&self.html(prose, product)),
            false => prose.plain.to_string(),
        }
    }

    fn html(&self, prose: &Prose, product: usize) -> String {
        if !html::has_links(prose) {
            return html::fill(&prose.pieces, &[], &[], &[]);
        }
        let source = &self.plan.catalog.matrix(product).source;
        self.html_of(prose, self.plan.catalog.current(product), source)
    }

    /// The prose of a guide: relative links start from the guide's own file.
    pub(super) fn html_of(&self, prose: &Prose, product: usize, source: &SourcePath) -> String {
        let scope =
            LinkScope { source, products: &[product], lang: self.lang, day: None, derived: false };
        let targets: Vec<Target> = prose
            .links
            .iter()
            .map(|link| self.plan.target(link, &scope, None).unwrap_or(Target::Broken))
            .collect();
        let attributes = self.attributes(&prose.links, &targets);
        html::fill(&prose.pieces, &attributes, &self.values(&targets), &[])
    }

    /// What stands in the tags of links and pictures. What leads nowhere has no address.
    pub(super) fn attributes(&self, links: &[Link], targets: &[Target]) -> Vec<String> {
        let one = |(link, target): (&Link, &Target)| match (link.image, target) {
            (_, Target::Hidden(_)) => String::new(),
            (false, target) => html::attribute("href", target.url()),
            (true, Target::Picture(url, Some((width, height)))) => {
                format!("{} width=\"{width}\" height=\"{height}\"", html::attribute("src", url))
            }
            (true, target) => html::attribute("src", target.url()),
        };
        links.iter().zip(targets).map(one).collect()
    }

    /// What fills links without words, by the link's position.
    pub(super) fn values(&self, targets: &[Target]) -> Vec<String> {
        targets.iter().map(|target| self.filling(target)).collect()
    }

    /// What fills a link without words.
    pub(super) fn filling(&self, target: &Target) -> String {
        match target {
            Target::Fact(_, at) => self.fact(at),
            Target::Named(_, name) | Target::Feature(_, _, Some(name)) => name.clone(),
            _ => String::new(),
        }
    }

    /// A fact in words: what fills a link that has none.
    pub(super) fn fact(&self, at: &FactAt) -> String {
        let product = self.plan.catalog.matrix(at.product);
        let Some((fact, cell)) = at.cell(product) else { return String::new() };
        if let Some(short) = cell.short.as_ref().filter(|_| at.case.is_none()) {
            return self.text(short);
        }
        let (value, prose) = at.value(cell);
        self.value(value, prose, fact, product)
    }

    /// A value in words. Formulas are written as customers read them.
    pub fn value(
        &self,
        value: &Value,
        prose: Option<&ProseText>,
        fact: &Fact,
        product: &Product,
    ) -> String {
        match value {
            Value::Limit(Limit::Formula(formula)) => {
                joined(&self.formula(formula, product), formula.unit.get(self.lang))
            }
            _ => say(value, prose, fact, self.lang, &self.theme.vocabulary),
        }
    }
}
