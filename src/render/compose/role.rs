//! A guide's part for one role.

use super::{BodyPart, Composed, Composer, View};
use crate::derive::Difference;
use crate::model::Feature;
use crate::plan::{Page, concerns};
use crate::render::view::{AfterwardsView, Crumb, RoleView};

/// The role that is told what changes by those who run things.
const MEMBER: &str = "member";

impl Composer<'_> {
    /// The pages of a guide's roles, but for one.
    pub(super) fn role_links(&self, guide: usize, but: Option<usize>) -> Vec<Crumb> {
        let roles = self.plan.roles[guide].iter().enumerate().filter(|(at, _)| Some(*at) != but);
        let whole = self.plan.guide_url(self.lang, guide);
        roles
            .map(|(_, id)| Crumb { name: self.audience(id), url: format!("{whole}{id}/") })
            .collect()
    }

    pub(super) fn role(&self, page: &Page, at: usize, role_at: usize) -> Composed {
        let guide = &self.plan.catalog.guides[at];
        let product = &self.plan.catalog.products[guide.product];
        let comparison = self.plan.guide_comparison(at);
        let role = &*self.plan.roles[at][role_at];
        let role_name = self.audience(role);
        let theirs = |feature: &Feature| concerns(&feature.audience, role);
        let by = |actor: Option<&str>| actor.is_none_or(|actor| actor == role);
        let own = |actor: &Option<crate::model::Actor>| actor.as_deref() == Some(role);
        let acts = guide.steps.iter().any(|step| own(&step.by))
            || guide.preconditions.iter().any(|p| own(&p.by));
        let guide_title = self.guide_title(guide);
        let title = self.words.fill("role_title", &[("title", &guide_title), ("role", &role_name)]);
        let rows = product.features().enumerate().filter(|(_, feature)| theirs(feature));
        let rows: Vec<usize> = rows.map(|(row, _)| row).collect();
        let verdict = self.verdict_of(product, comparison, &rows, !guide.reversible, String::new());
        let differs = verdict.parts.iter().any(|part| part.group != Difference::Same.word());
        let changes = self.changes(at, comparison, &theirs, Default::default(), "");
        let changes: Vec<AfterwardsView> =
            (!changes.table.groups.is_empty()).then_some(changes).into_iter().collect();
        let product_url = self.plan.product_url(self.lang, product);
        let guide_url = self.plan.guide_url(self.lang, at);
        let trail = [
            (product.name.get(self.lang), product_url.clone()),
            (&*guide_title, guide_url.clone()),
        ];
        let mut meta = self.meta(page, &title, &verdict.sentence, &trail);
        meta.card = self.card_title(guide, &title);
        let losses = self.guide_losses(guide, comparison, &theirs);
        let (losses, more_losses) = self.folded(product, losses);
        let nobody = |_: Option<&str>| false;
        let hold = guide.hold_if.iter().filter(|_| acts);
        let view = RoleView {
            role: role.to_owned(),
            product_name: self.text(&product.name),
            product_url,
            roles: self.role_links(at, Some(role_at)),
            from: self.edition(product, guide.from, &guide.given),
            to: self.edition(product, guide.to, &guide.given),
            downgrade: guide.is_downgrade(),
            reversible: guide.reversible,
            no_way_back: self.no_way_back(guide),
            verdict: differs.then_some(verdict),
            losses,
            more_losses,
            on_the_way: self.on_the_way(guide, comparison, &theirs),
            acts,
            hold_if: hold.map(|hold| self.guide_prose(guide, &hold.words)).collect(),
            preconditions: self.preconditions(guide, if acts { &by } else { &nobody }),
            collect: if acts { self.fields(guide) } else { Vec::new() },
            phases: self.guide_phases(guide, if acts { &by } else { &nobody }),
            hops: if acts { self.hops(guide, &by) } else { Vec::new() },
            changes,
            rest: self.rest(at, comparison, &theirs),
            notice: (role == MEMBER && differs)
                .then(|| self.notice(at, comparison, &theirs, (role, &meta.canonical))),
            title,
            meta,
            role_name,
            guide_title,
            guide_url,
        };
        Composed {
            template: "role.html".into(),
            view: View::Role(Box::new(view)),
            body: BodyPart::None,
        }
    }
}
