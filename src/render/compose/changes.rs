//! What changed, and when: the page, and the marks in tables.

use std::borrow::Cow;

use jiff::civil::Date;

use super::cell::CellAt;
use super::mark::event_mark;
use super::table::TableSpec;
use super::{BodyPart, Composed, Composer, View};
use crate::derive::{Difference, changes};
use crate::model::{
    Better, Cell, Change, Changed, Fact, Feature, Guide, History, Output, Product, Record,
};
use crate::plan::Page;
use crate::render::view::{
    CellView, ChangedView, ChangesLink, ChangesView, FrozenView, GuideLink, MarkView, MarkedChange,
    RecordView,
};

impl Composer<'_> {
    pub(super) fn history(&self, page: &Page, at: usize) -> Composed {
        let history = &self.plan.catalog.histories[at];
        let product = &self.plan.catalog.products[history.product];
        let name = product.name.get(self.lang);
        let title = self.words.fill("changes_title", &[("product", name)]);
        let since = history.since().map(|date| date.to_string()).unwrap_or_default();
        let about = self.words.fill("changes_about", &[("product", name), ("date", &since)]);
        let product_url = self.plan.product_url(self.lang, product);
        let trail = [(name, product_url.clone())];
        let feed = self
            .plan
            .catalog
            .site
            .feeds
            .atom
            .then(|| format!("{}atom.xml", self.plan.url(&page.route)));
        let mut meta = self.meta(page, &title, &about, &trail);
        meta.feed = feed.clone().unwrap_or_default();
        if let Some(last) = meta.breadcrumb.last_mut() {
            self.words.get("ui.history").clone_into(&mut last.name);
        }
        let records = history.news().rev();
        let view = ChangesView {
            meta,
            product_name: name.to_owned(),
            product_url,
            since,
            records: records.map(|at| self.record(history, at)).collect(),
            feed: feed.unwrap_or_default(),
            calendar: self.calendar_of(history.product, product),
            json: self
                .data_url(&format!("api/v1/products/{}/changes.json", product.id), Output::Api),
        };
        Composed {
            template: "changes.html".into(),
            view: View::Changes(Box::new(view)),
            body: BodyPart::None,
        }
    }

    pub(super) fn record(&self, history: &History, at: usize) -> RecordView {
        let record = &history.records[at];
        let all = record.changes.iter();
        RecordView {
            id: record.name.to_string(),
            date: record.date.to_string(),
            title: self.optional(record.title.as_ref()),
            summary: self.optional_prose(record.summary.as_ref(), history.product),
            changes: all.filter_map(|change| self.changed(history, record, change)).collect(),
            guides: self.retold(history, at),
        }
    }

    /// The guides that tell something else since a record, as far as they are there.
    fn retold(&self, history: &History, at: usize) -> Vec<GuideLink> {
        let guides = || self.plan.catalog.guides.iter();
        let is = |guide: &Guide, id: &str| guide.product == history.product && *guide.id == *id;
        let found = history.retold(at).filter_map(|id| guides().position(|guide| is(guide, id)));
        found.map(|at| self.guide_link(at)).collect()
    }

    /// A change in a customer's words; none where only an id changed, which customers never read.
    pub(super) fn changed(
        &self,
        history: &History,
        record: &Record,
        change: &Change,
    ) -> Option<ChangedView> {
        let (before, after) = (&record.before, &record.after);
        let name = |of: &Product, at: usize| {
            of.features().nth(at).map(|feature| self.text(&feature.name)).unwrap_or_default()
        };
        let edition = |of: &Product, at: usize| self.text(&of.editions[at].name);
        let today = &self.plan.catalog.products[history.product];
        let page = change.today.first().and_then(|at| today.features().nth(*at));
        let view = |mark: MarkView, feature: String| ChangedView {
            id: change.id.to_string(),
            feature,
            url: page
                .map(|feature| self.plan.feature_url(self.lang, history.product, feature))
                .unwrap_or_default(),
            edition: String::new(),
            mark,
            names: String::new(),
            before: None,
            after: None,
            note: self.optional_prose(change.note.as_ref(), history.product),
        };
        Some(match &change.what {
            Changed::EditionCame(at) => {
                let edition = edition(after, *at);
                ChangedView { edition, ..view(self.event("edition_added", "new"), String::new()) }
            }
            Changed::EditionWent(at) => {
                let edition = edition(before, *at);
                let mark = self.event("edition_removed", "lost");
                ChangedView { edition, ..view(mark, String::new()) }
            }
            Changed::Came(at) => view(self.event("added", "new"), name(after, *at)),
            Changed::Went(at) => view(self.event("removed", "lost"), name(before, *at)),
            Changed::Moved(old, new) => {
                let (old, new) = (name(before, *old), name(after, *new));
                if old == new {
                    return None;
                }
                let names = self.words.fill("event.formerly", &[("name", &old)]);
                ChangedView { names, ..view(self.event("moved", "changed"), new) }
            }
            Changed::Split(old, new) => {
                let new: Vec<String> = new.iter().map(|at| name(after, *at)).collect();
                let new = new.join(self.words.get("ui.comma"));
                let names = self.words.fill("event.into", &[("names", &new)]);
                ChangedView { names, ..view(self.event("split", "changed"), name(before, *old)) }
            }
            Changed::Cell { old, new, word } => {
                let difference = Difference::ALL.into_iter().find(|d| d.word() == &**word);
                let difference = difference.unwrap_or(Difference::Changed);
                let fact = worst(record, *new, difference);
                ChangedView {
                    edition: edition(after, new.1),
                    before: self.cell_of(history, before, *old),
                    after: self.cell_of(history, after, *new),
                    ..view(self.bare_mark(fact, difference), name(after, new.0))
                }
            }
        })
    }

    fn event(&self, key: &str, group: &str) -> MarkView {
        event_mark(self.words.get(&format!("event.{key}")), group)
    }

    fn cell_of(&self, history: &History, of: &Product, at: (usize, usize)) -> Option<CellView> {
        let feature = of.features().nth(at.0)?;
        let place = CellAt { product_at: history.product, product: of, edition: at.1, feature };
        let cells: Vec<Cow<'_, Cell>> =
            feature.facts.iter().map(|fact| Cow::Borrowed(&fact.cells[at.1])).collect();
        Some(self.cell(&place, &cells))
    }

    pub(super) fn changes_link(&self, product: usize) -> Option<ChangesLink> {
        let history = self.plan.catalog.history(product)?;
        let url = self.plan.changes_url(self.lang, product, "");
        let date = |record: Option<&Record>| record.map(|record| record.date.to_string());
        (!url.is_empty()).then(|| ChangesLink {
            url,
            date: date(history.news().next_back().map(|at| &history.records[at]))
                .unwrap_or_default(),
            since: date(history.records.first()).unwrap_or_default(),
        })
    }

    /// The youngest change that tables mark of a row, in one of the editions that a table shows.
    pub(super) fn recent(&self, spec: &TableSpec<'_>, position: usize) -> Option<MarkedChange> {
        let history = self.plan.catalog.history(spec.product)?;
        let shown = editions(self.plan.catalog.matrix(spec.product), spec.editions);
        let records = history.records.iter().rev().take_while(|record| record.is_recent);
        let mut found = records.filter_map(|record| {
            let concerns = |c: &&Change| c.today.contains(&position) && is_read(record, c, &shown);
            let change = record.changes.iter().find(concerns)?;
            Some(self.marked(spec.product, record.date, &change.id))
        });
        found.next()
    }

    /// The first change of a row after the day on which its table stays.
    pub(super) fn later(
        &self,
        at: usize,
        shown: &[usize],
        feature: &Feature,
    ) -> Option<MarkedChange> {
        let past = self.plan.catalog.past(at)?;
        let history = self.plan.catalog.history(past.product)?;
        let shown = editions(&past.matrix, shown);
        let mut ids: Vec<&str> = vec![&feature.id];
        for record in history.records.iter().skip(past.record + 1) {
            let concerns = |c: &&Change| {
                subjects(record, c).iter().any(|id| ids.contains(id)) && is_read(record, c, &shown)
            };
            if let Some(change) = record.changes.iter().find(concerns) {
                return Some(self.marked(past.product, record.date, &change.id));
            }
            for change in &record.changes {
                if let Changed::Moved(old, new) = &change.what
                    && let (Some(old), Some(new)) =
                        (record.before.features().nth(*old), record.after.features().nth(*new))
                    && ids.contains(&&*old.id)
                {
                    ids.push(&new.id);
                }
            }
        }
        None
    }

    fn marked(&self, product: usize, date: Date, change: &str) -> MarkedChange {
        let url = self.plan.changes_url(self.lang, product, change);
        MarkedChange { date: date.to_string(), url }
    }

    /// What a table or verdict says that stays on a day of the past, of which some rows have changed since.
    pub(super) fn frozen(&self, at: usize, changed: usize) -> Option<FrozenView> {
        let past = self.plan.catalog.past(at)?;
        let url = self.plan.changes_url(self.lang, past.product, "");
        let current = self.plan.catalog.history(past.product).is_some_and(|h| h.is_current);
        Some(FrozenView { date: past.date.to_string(), changed, current, url })
    }
}

/// The ids of some editions.
fn editions<'p>(product: &'p Product, shown: &[usize]) -> Vec<&'p str> {
    shown.iter().filter_map(|at| Some(&*product.editions.get(*at)?.id)).collect()
}

/// Whether who reads some editions reads a change: not one of another edition, and none of an id alone.
fn is_read(record: &Record, change: &Change, shown: &[&str]) -> bool {
    match &change.what {
        Changed::Cell { new, .. } => shown.contains(&&*record.after.editions[new.1].id),
        Changed::Moved(..) => record.is_read(change),
        Changed::Came(_) | Changed::Went(_) | Changed::Split(..) => true,
        Changed::EditionCame(_) | Changed::EditionWent(_) => false,
    }
}

/// The ids that the feature of a change had before it.
fn subjects<'r>(record: &'r Record, change: &Change) -> Vec<&'r str> {
    let id = |of: &'r Product, at: usize| of.features().nth(at).map(|feature| &*feature.id);
    let found = match &change.what {
        Changed::Cell { old, .. } => id(&record.before, old.0),
        Changed::Moved(old, _) | Changed::Split(old, _) | Changed::Went(old) => {
            id(&record.before, *old)
        }
        Changed::Came(_) | Changed::EditionCame(_) | Changed::EditionWent(_) => None,
    };
    found.into_iter().collect()
}

/// The fact of a row that changed as the row did: the only one, or the first of several.
fn worst(record: &Record, at: (usize, usize), difference: Difference) -> Option<&Fact> {
    let feature = record.after.features().nth(at.0)?;
    if !feature.has_parts() || feature.facts.iter().all(|fact| fact.better != Better::Less) {
        return feature.facts.first();
    }
    let all = changes(&record.before, &record.after).cells;
    let found = all.iter().find(|cell| (cell.new.feature, cell.new.edition) == at)?;
    let mut facts = feature.facts.iter().zip(&found.facts);
    facts.find(|(_, found)| **found == difference).map(|(fact, _)| fact)
}
