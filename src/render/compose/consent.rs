//! Consent sheets: what a customer is told before an upgrade, to be signed.

use super::{BodyPart, Composed, Composer, View};
use crate::derive::Consent;
use crate::plan::Page;
use crate::render::view::{ConsentLink, ConsentView, PreconditionView};

impl Composer<'_> {
    pub(super) fn consent(&self, page: &Page, at: usize) -> Composed {
        let guide = &self.plan.catalog.guides[at];
        let product = &self.plan.catalog.products[guide.product];
        let comparison = self.plan.guide_comparison(at);
        let told = self.plan.consent(at);
        let guide_title = self.text(&guide.title);
        let fill = |key: &str| self.words.fill(key, &[("title", &guide_title)]);
        let title = fill("consent_title");
        let guide_url = self.plan.guide_url(self.lang, at);
        let trail = [
            (product.name.get(self.lang), self.plan.product_url(self.lang, product)),
            (&*guide_title, guide_url.clone()),
        ];
        let (confirmations, preconditions): (Vec<PreconditionView>, _) =
            self.preconditions(guide, &|_| true).into_iter().partition(|each| each.consent);
        let prose = |text| self.guide_prose(guide, text);
        let site = &self.plan.catalog.site;
        let view = ConsentView {
            meta: self.meta(page, &title, &fill("consent_about"), &trail),
            product_name: self.text(&product.name),
            operator: self.text(site.operator()),
            from: self.edition(product, guide.from, &guide.given),
            to: self.edition(product, guide.to, &guide.given),
            downgrade: guide.is_downgrade(),
            reversible: guide.reversible,
            no_way_back: self.no_way_back(guide),
            hold_if: guide.hold_if.iter().map(|hold| prose(&hold.words)).collect(),
            verdict: self.verdict(product, comparison, !guide.reversible, String::new()),
            losses: self.losses(guide.product, comparison, &guide.given, Some(guide)),
            preconditions,
            confirmations,
            json: format!("{}consent.json", self.plan.consent_url(site.default_language(), at)),
            language: self.told_in(),
            guide: guide_url,
            short: told.short().to_owned(),
            hash: told.hash,
            title,
            guide_title,
        };
        Composed {
            template: "consent.html".into(),
            view: View::Consent(Box::new(view)),
            body: BodyPart::None,
        }
    }

    pub(super) fn consent_link(&self, at: usize, told: &Consent) -> ConsentLink {
        ConsentLink { url: self.plan.consent_url(self.lang, at), short: told.short().to_owned() }
    }

    /// The language whose words make the version, where readers see another.
    fn told_in(&self) -> String {
        let default = self.plan.catalog.site.default_language();
        let other = self.plan.catalog.site.language(default).filter(|_| default != self.lang);
        other.map(|language| language.name.to_string()).unwrap_or_default()
    }
}
