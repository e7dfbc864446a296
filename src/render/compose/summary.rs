//! One sentence for lists, feeds and search engines.

use super::Composer;
use crate::model::Stretch;
use crate::plan::TextAt;
use crate::syntax::summary;

impl Composer<'_> {
    /// What the author wrote for it, else the beginning of the lead, else that of the text, what
    /// fills its links included.
    pub fn description(&self, at: TextAt) -> String {
        let (article, linked) = self.plan.text(at);
        if let Some(description) = &article.description {
            return description.to_string();
        }
        if let Some(lead) = &article.lead {
            return summary(lead);
        }
        let mut opening = String::new();
        for stretch in &article.opening {
            match stretch {
                Stretch::Words(words) => opening.push_str(words),
                Stretch::Value(link) => {
                    let target = linked.targets.get(*link as usize);
                    opening.extend(target.map(|target| self.filling(target)));
                }
            }
        }
        summary(&opening)
    }
}
