//! What a site and its theme must agree on: the templates that texts ask for by name, and whose a file is.

use rustc_hash::FxHashSet;

use super::catalogue as problem;
use super::compose::template_name;
use super::theme::Theme;
use crate::base::{Diagnostic, nearest};
use crate::plan::{Plan, catalogue as taken};

impl Theme {
    /// Reports every template that a text asks for and the theme does not have.
    pub fn check_chosen(&self, plan: &Plan, out: &mut Vec<Diagnostic>) {
        let sections = plan.catalog.sections.iter().map(|section| &section.text);
        for text in plan.catalog.articles.iter().chain(sections) {
            let Some(wanted) = &text.template else { continue };
            let name = template_name(wanted);
            if !self.page_templates().any(|known| known == name) {
                let near = nearest(&name, self.page_templates());
                out.push(problem::unknown_template(text.source.at(wanted.at), &name, near));
            }
        }
    }

    /// Reports every file of the site that lies where one of the theme's does.
    pub fn check_files(&self, plan: &Plan, out: &mut Vec<Diagnostic>) {
        let theirs: FxHashSet<String> = self.assets().map(|(route, _)| route.file()).collect();
        for asset in plan.assets.iter().filter(|asset| theirs.contains(&asset.route.file())) {
            let owner = format!("themes/*/{}", asset.route.file());
            out.push(taken::same_address(asset.source.whole(), &asset.route, owner));
        }
    }

    /// The templates of whole pages: not those that others are made of.
    fn page_templates(&self) -> impl Iterator<Item = &str> {
        let names = self.tera.get_template_names();
        let mut names: Vec<&str> =
            names.filter(|name| !name.contains('/') && *name != "base.html").collect();
        names.sort_unstable();
        names.into_iter()
    }
}
