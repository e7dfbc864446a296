//! The feed of what changed in a matrix, and a change in one line.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{BodyPart, Composer, Entry, Feed, absolute};
use crate::model::{Case, Cell, Change, Changed, Fact, History, Product, ProseText, Record, Value};
use crate::plan::Page;
use crate::render::html::escaped;

impl Composer<'_> {
    /// The feed of what changed: an entry for each record. Without an edit it stays as it is.
    pub fn changes_feed(&self, page: &Page, at: usize) -> (Feed, Vec<Option<String>>) {
        let plan = self.plan;
        let history = &plan.catalog.histories[at];
        let product = &plan.catalog.products[history.product];
        let site = &plan.catalog.site;
        let name = product.name.get(self.lang);
        let home = plan.changes_url(self.lang, history.product, "");
        let home = format!("{}{home}", site.origin);
        let newest = history.news().rev().take(site.feeds.entries);
        let moment = |date: Date| {
            let zoned = date.to_zoned(site.timezone.clone());
            zoned.map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
        };
        let last = history.news().next_back().or(history.records.len().checked_sub(1));
        let updated = last.map_or(Timestamp::UNIX_EPOCH, |at| moment(history.records[at].date));
        let (mut entries, mut texts) = (Vec::new(), Vec::new());
        for at in newest {
            let record = &history.records[at];
            let told = self.record(history, at);
            let count = told.changes.len().to_string();
            let key = if told.changes.is_empty() { "guides_entry" } else { "changes_entry" };
            let title = match told.title.as_str() {
                "" => self
                    .words
                    .fill(key, &[("product", name), ("date", &told.date), ("count", &count)]),
                title => title.to_owned(),
            };
            let changes = record.changes.iter();
            let mut lines: Vec<String> =
                changes.filter_map(|c| self.change_line(history, record, c)).collect();
            let mut items: String =
                lines.iter().map(|line| format!("<li>{}</li>", escaped(line))).collect();
            for guide in &told.guides {
                let say = |guide: &str| self.words.fill("guide_retold", &[("guide", guide)]);
                let link = format!("<a href=\"{}\">{}</a>", guide.url, escaped(&guide.title));
                items.push_str(&format!("<li>{}</li>", say(&link)));
                lines.push(say(&guide.title));
            }
            let url = format!("{home}#{}", told.id);
            let html = format!("{}<ul>{items}</ul>", told.summary);
            texts.push(Some(absolute(&html, &site.origin, &url)));
            entries.push(Entry {
                title,
                url,
                published: self.rfc3339(moment(record.date)),
                updated: self.rfc3339(moment(record.date)),
                authors: vec![self.text(site.operator())],
                tags: Vec::new(),
                summary: crate::syntax::summary(&lines.join(self.words.get("answer_joiner"))),
                body: BodyPart::None,
            });
        }
        let feed = Feed {
            title: format!(
                "{} - {}",
                self.words.fill("changes_title", &[("product", name)]),
                self.text(&site.title)
            ),
            description: String::new(),
            home,
            own: plan.absolute(&page.route),
            origin: site.origin.to_string(),
            lang: self.lang.to_string(),
            updated: self.rfc3339(updated),
            entries,
        };
        (feed, texts)
    }

    /// A change in one line: 新版 · 帐号数上限（提高）：200 个 → 300 个。
    pub(super) fn change_line(
        &self,
        history: &History,
        record: &Record,
        change: &Change,
    ) -> Option<String> {
        let view = self.changed(history, record, change)?;
        let subject = match (view.edition.as_str(), view.feature.as_str()) {
            (edition, "") => edition.to_owned(),
            ("", feature) => feature.to_owned(),
            (edition, feature) => format!("{edition} · {feature}"),
        };
        let told = match &change.what {
            Changed::Cell { old, new, .. } => self.turn((history.product, record), *old, *new),
            _ => view.names,
        };
        let word = self.words.fill("answer_aside", &[("words", &view.mark.words)]);
        let colon = if told.is_empty() { "" } else { self.words.get("answer_colon") };
        Some(format!("{subject}{word}{colon}{told}"))
    }

    /// What a cell said and what it says: in short, or in full where that is the same.
    fn turn(
        &self,
        (product, record): (usize, &Record),
        old: (usize, usize),
        new: (usize, usize),
    ) -> String {
        let both = |full: bool| {
            let said = |of: &Product, at| self.said(product, of, at, full);
            (said(&record.before, old), said(&record.after, new))
        };
        let (mut was, mut is) = both(false);
        if was == is {
            (was, is) = both(true);
        }
        // What is left is how the words are set, and no reader of a line sees that.
        if was == is { is } else { format!("{was} → {is}") }
    }

    /// What a cell says, as plain words; `full` with all that a reader of the page finds there.
    fn said(
        &self,
        product_at: usize,
        product: &Product,
        (feature, edition): (usize, usize),
        full: bool,
    ) -> String {
        let Some(feature) = product.features().nth(feature) else { return String::new() };
        let colon = self.words.get("answer_colon");
        let all = feature.facts.iter().map(|fact| {
            let cell = &fact.cells[edition];
            let value = self.value(&cell.value, cell.words.as_ref(), fact, product);
            let aside = match full {
                true => self.all_beside(product_at, product, fact, cell),
                false => self.aside(cell, fact, product, cell.value != Value::Text),
            };
            match &fact.part {
                Some((_, name)) => format!("{}{colon}{value}{aside}", name.get(self.lang)),
                None => format!("{value}{aside}"),
            }
        });
        all.collect::<Vec<_>>().join(self.words.get("answer_comma"))
    }

    /// Everything beside a value, in brackets: of what an amount is, its words, another way, and every case.
    fn all_beside(&self, product_at: usize, product: &Product, fact: &Fact, cell: &Cell) -> String {
        let colon = self.words.get("answer_colon");
        let plain = |words: Option<&ProseText>| {
            let words = words.map(|words| self.bare(words, product_at)).unwrap_or_default();
            words.trim().trim_end_matches(['。', '.']).to_owned()
        };
        let per = cell.per.as_ref().or(fact.per.as_ref());
        let per = per.filter(|_| matches!(cell.value, Value::Limit(_))).map(|id| self.scope(id));
        let words = plain(cell.words.as_ref().filter(|_| cell.value != Value::Text));
        let instead = match plain(cell.instead.as_ref()) {
            way if way.is_empty() => way,
            way => format!("{}{colon}{way}", self.words.get("ui.instead")),
        };
        let case = |case: &Case| {
            let value = case.value.as_ref().map(|value| self.value(value, None, fact, product));
            let said = [value.unwrap_or_default(), plain(case.words.as_ref())];
            let said = said.into_iter().filter(|each| !each.is_empty()).collect::<Vec<_>>();
            let said = said.join(self.words.get("answer_comma"));
            format!("{}{colon}{said}", self.when(product, &case.when))
        };
        let told = [per.unwrap_or_default(), words, instead].into_iter();
        let told: Vec<String> =
            told.chain(cell.cases.iter().map(case)).filter(|each| !each.is_empty()).collect();
        if told.is_empty() {
            return String::new();
        }
        let told = told.join(self.words.get("answer_joiner"));
        self.words.fill("answer_aside", &[("words", &told)])
    }
}
