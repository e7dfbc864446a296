//! The page at the address of a feature that became several.

use super::{BodyPart, Composed, Composer, View};
use crate::model::{Changed, Feature};
use crate::plan::{Page, Split};
use crate::render::view::{Crumb, SplitView};

impl Composer<'_> {
    /// Names every heir: which of them a reader looks for, only they know.
    pub(super) fn split(&self, page: &Page, split: &Split) -> Composed {
        let product = &self.plan.catalog.products[split.product];
        let name = product.name.get(self.lang);
        let features: Vec<&Feature> = product.features().collect();
        let heir = |at: &usize| Crumb {
            name: self.text(&features[*at].name),
            url: self.plan.feature_url(self.lang, split.product, features[*at]),
        };
        let count = split.heirs.len().to_string();
        let title = match self.former_name(split) {
            Some(old) => self.words.fill("split_title", &[("name", &old), ("n", &count)]),
            None => self.words.fill("split_nameless", &[("n", &count)]),
        };
        let about = self.words.fill("split_about", &[("product", name)]);
        let url = self.plan.product_url(self.lang, product);
        let view = SplitView {
            meta: self.meta(page, &title, &about, &[(name, url.clone())]),
            title,
            about,
            heirs: split.heirs.iter().map(heir).collect(),
            product: Crumb { name: name.to_owned(), url },
        };
        let view = View::Split(Box::new(view));
        Composed { template: "split.html".into(), view, body: BodyPart::None }
    }

    /// What the feature was called, if a record tells.
    fn former_name(&self, split: &Split) -> Option<String> {
        let records = self.plan.catalog.history(split.product)?.records.iter().rev();
        let mut all = records.flat_map(|r| r.changes.iter().map(move |change| (r, change)));
        all.find_map(|(record, change)| {
            let Changed::Split(old, _) = &change.what else { return None };
            let feature = record.before.features().nth(*old)?;
            (feature.id == split.old).then(|| self.text(&feature.name))
        })
    }
}
