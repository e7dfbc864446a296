//! Upgrade guides.

use super::{BodyPart, Composed, Composer, View, footnotes};
use crate::base::Hash;
use crate::derive::{Comparison, Difference};
use crate::model::{Evidence, Guide, Phase, Product, ProseText, Step};
use crate::plan::{Page, stops};
use crate::render::view::{
    AfterwardsView, FootnoteView, GuideView, MoreView, PhaseView, PreconditionView, QuestionView,
    SourceView, StepView,
};

impl Composer<'_> {
    pub(super) fn guide(&self, page: &Page, at: usize) -> Composed {
        let guide = &self.plan.catalog.guides[at];
        let product = &self.plan.catalog.products[guide.product];
        let comparison = self.plan.guide_comparison(at);
        let compare = self.url_for(guide.product, guide.from, guide.to, &guide.given);
        let verdict = self.verdict(product, comparison, !guide.reversible, compare.clone());
        let title = self.guide_title(guide);
        let description = self.guide_description(guide, comparison);
        let body = self.guide_prose(guide, &guide.body);
        let mut changes = self.changes_by_audience(at, comparison);
        let notes = shared_notes(&mut changes);
        let (more, sources) = self.reading(product, comparison, &notes);
        let mut meta = self.meta(page, &title, &description, &self.upgrades_trail(product));
        meta.card = self.card_title(guide, &title);
        let [duration, downtime, cost, once] = self.guide_facts(guide);
        let losses = self.guide_losses(guide, comparison, &|_| true);
        let (losses, more_losses) = self.folded(product, losses);
        let all = |_: Option<&str>| true;
        let (collect, phases) = (self.fields(guide), self.guide_phases(guide, &all));
        let consent = self.plan.consent(at);
        let progress = Hash::of_value(&(&consent.hash, &collect, &phases)).short();
        let view = GuideView {
            meta,
            title,
            product_name: self.text(&product.name),
            product_url: self.plan.product_url(self.lang, product),
            from: self.edition(product, guide.from, &guide.given),
            to: self.edition(product, guide.to, &guide.given),
            downgrade: guide.is_downgrade(),
            reversible: guide.reversible,
            no_way_back: self.no_way_back(guide),
            ways_back: self.ways_back(guide),
            roles: self.role_links(at, None),
            overview: self.plan.upgrades_url(self.lang, product),
            hops: self.hops(guide, &all),
            on_the_way: self.on_the_way(guide, comparison, &|_| true),
            alternatives: self.alternatives(at),
            actors: self.actors(guide),
            duration,
            downtime,
            cost,
            once,
            verdict,
            losses,
            more_losses,
            hold_if: guide.hold_if.iter().map(|h| self.guide_prose(guide, &h.words)).collect(),
            preconditions: self.preconditions(guide, &all),
            ticket: self.ticket(guide, &consent),
            fit: self.fit(guide, comparison),
            consent: self.consent_link(at, &consent),
            progress,
            collect,
            phases,
            changes,
            notes,
            same: self.unchanged(guide.product, comparison),
            rest: self.rest(at, comparison, &|_| true),
            questions: self.questions(guide),
            compare,
            more,
            sources,
            verified: product.verified.map(|date| date.to_string()).unwrap_or_default(),
            stale: product.stale(self.plan.catalog.today).unwrap_or_default(),
            has_body: !body.is_empty(),
        };
        Composed {
            template: "guide.html".into(),
            view: View::Guide(Box::new(view)),
            body: BodyPart::Html(body),
        }
    }

    /// The names of the features that stay as they are; none of a matrix too long for one page.
    fn unchanged(&self, product: usize, comparison: &Comparison) -> Vec<String> {
        if self.plan.is_long(product) {
            return Vec::new();
        }
        let product = &self.plan.catalog.products[product];
        let rows = product.features().zip(&comparison.rows);
        let same = rows.filter(|(_, row)| row.difference == Difference::Same);
        same.map(|(feature, _)| self.text(&feature.name)).collect()
    }

    /// What a guide is called: its own title, or for one that is made of several where it leads, from which
    /// plan to which.
    pub fn guide_title(&self, guide: &Guide) -> String {
        if guide.is_written() {
            return self.text(&guide.title);
        }
        let product = &self.plan.catalog.products[guide.product];
        let hops = guide.hops.iter().map(|hop| &self.plan.catalog.guides[*hop]);
        let stops = stops(&hops.collect::<Vec<_>>()).into_iter();
        let names: Vec<String> =
            stops.map(|(edition, plans)| self.edition_on(product, edition, plans)).collect();
        let [from, between @ .., to] = &names[..] else { return self.text(&guide.title) };
        let key = if guide.is_downgrade() { "way_down_title" } else { "way_title" };
        let values = [
            ("product", product.name.get(self.lang)),
            ("from", from),
            ("to", to),
            ("via", &between.join(self.words.get("ui.comma"))),
        ];
        self.words.fill(key, &values)
    }

    /// One sentence for lists, feeds and search engines. That there is no way back is said in it, and
    /// first, unless the editor's own sentence says it.
    pub(super) fn guide_description(&self, guide: &Guide, comparison: &Comparison) -> String {
        let Some(text) = &guide.description else {
            return self.sentence_of(comparison, !guide.reversible);
        };
        let (text, word) = (self.text(text), self.way_back(guide));
        if guide.reversible || text.contains(word) {
            return text;
        }
        self.words.fill("description_irreversible", &[("word", word), ("words", &text)])
    }

    /// Whether there is a way back, in words.
    pub(super) fn way_back(&self, guide: &Guide) -> &str {
        self.words.get(match (guide.is_downgrade(), guide.reversible) {
            (false, true) => "ui.reversible",
            (false, false) => "ui.irreversible",
            (true, true) => "ui.reversible_down",
            (true, false) => "ui.irreversible_down",
        })
    }

    /// A title for where only that and a picture is shown: it says when there is no way back.
    pub(super) fn card_title(&self, guide: &Guide, title: &str) -> String {
        if guide.reversible {
            return String::new();
        }
        self.words.fill("card_irreversible", &[("title", title), ("word", self.way_back(guide))])
    }

    pub(super) fn guide_prose(&self, guide: &Guide, text: &ProseText) -> String {
        self.html_of(text.get(self.lang), guide.product, &guide.source)
    }

    fn questions(&self, guide: &Guide) -> Vec<QuestionView> {
        let view = |q: &crate::model::Question| QuestionView {
            question: self.text(&q.question),
            answer: self.guide_prose(guide, &q.answer),
        };
        guide.questions.iter().map(view).collect()
    }

    pub(super) fn preconditions(
        &self,
        guide: &Guide,
        wanted: &dyn Fn(Option<&str>) -> bool,
    ) -> Vec<PreconditionView> {
        guide
            .preconditions
            .iter()
            .filter(|p| wanted(p.by.as_deref()))
            .map(|p| PreconditionView {
                id: p.id.to_string(),
                words: self.guide_prose(guide, &p.words),
                by: p.by.as_deref().map(|by| self.audience(by)).unwrap_or_default(),
                consent: p.consent,
            })
            .collect()
    }

    /// The name of an audience: the settings', else the theme's, else its id.
    pub(super) fn audience(&self, id: &str) -> String {
        let declared = self.plan.catalog.site.audiences.iter().find(|(known, _)| **known == *id);
        let key = format!("audience.{id}");
        declared.map_or_else(
            || {
                let words = self.words.get(&key);
                if words == key { id.to_owned() } else { words.to_owned() }
            },
            |(_, name)| self.text(name),
        )
    }

    fn actors(&self, guide: &Guide) -> Vec<String> {
        let mut names = Vec::new();
        let by = guide.steps.iter().filter_map(|s| s.by.as_deref());
        for name in by.map(|by| self.audience(by)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The steps of one transition; of several they stand at each of them.
    pub(super) fn guide_phases(
        &self,
        guide: &Guide,
        wanted: &dyn Fn(Option<&str>) -> bool,
    ) -> Vec<PhaseView> {
        if !guide.is_written() {
            return Vec::new();
        }
        self.phases(guide, wanted, &mut Numbering::default())
    }

    /// A written guide's steps by phase. Numbers go on from where they stand; a step that has one
    /// already is named by it.
    pub(super) fn phases<'g>(
        &self,
        guide: &'g Guide,
        wanted: &dyn Fn(Option<&str>) -> bool,
        numbers: &mut Numbering<'g>,
    ) -> Vec<PhaseView> {
        let mut phases = Vec::new();
        for (phase, word) in
            [(Phase::Before, "before"), (Phase::During, "during"), (Phase::After, "after")]
        {
            let start = numbers.next();
            let steps = guide.steps.iter().filter(|s| s.phase == phase && wanted(s.by.as_deref()));
            let steps: Vec<StepView> = steps
                .map(|step| StepView {
                    id: step.id.to_string(),
                    by: step.by.as_deref().map(|by| self.audience(by)).unwrap_or_default(),
                    words: self.guide_prose(guide, &step.words),
                    again: numbers.take(step),
                })
                .collect();
            if !steps.is_empty() {
                phases.push(PhaseView { phase: word.to_owned(), start, steps });
            }
        }
        phases
    }

    /// Further reading and evidence of the cells that differ, each once; without what is a footnote.
    fn reading(
        &self,
        product: &Product,
        comparison: &Comparison,
        notes: &[FootnoteView],
    ) -> (Vec<MoreView>, Vec<SourceView>) {
        let differing = product
            .features()
            .zip(&comparison.rows)
            .filter(|(_, row)| row.difference != Difference::Same);
        let mut more: Vec<usize> = Vec::new();
        let mut sources: Vec<usize> = Vec::new();
        let note = |list: &mut Vec<usize>, all: &[Evidence]| {
            for evidence in all {
                if !list.contains(&evidence.source) {
                    list.push(evidence.source);
                }
            }
        };
        for cell in differing
            .flat_map(|(feature, _)| &feature.facts)
            .flat_map(|fact| [&fact.cells[comparison.from], &fact.cells[comparison.to]])
        {
            note(&mut more, &cell.more);
            note(&mut sources, &cell.sources);
        }
        let evidence = |source: &usize| Evidence { source: *source, quote: None };
        let more = more.iter().map(|s| self.more(product, &evidence(s)));
        let sources = sources.iter().map(|s| self.source(product, &evidence(s)));
        (
            more.filter(|each| !footnotes::holds(notes, &each.title, &each.url)).collect(),
            sources.filter(|each| !footnotes::holds(notes, &each.title, &each.url)).collect(),
        )
    }
}

/// One list of footnotes for the tables of a guide, which are parts of one.
fn shared_notes(changes: &mut [AfterwardsView]) -> Vec<FootnoteView> {
    let notes = footnotes::number(changes.iter_mut().map(|part| &mut part.table));
    for part in changes {
        part.table.notes.clear();
        part.table.notes_prefix.clear();
    }
    notes
}

/// The numbers of steps, which run through all phases and transitions.
#[derive(Default)]
pub struct Numbering<'g> {
    told: Vec<&'g Step>,
    count: usize,
}

impl<'g> Numbering<'g> {
    fn next(&self) -> usize {
        self.count + 1
    }

    /// Counts a step; the number that the same one has already, or 0.
    fn take(&mut self, step: &'g Step) -> usize {
        self.count += 1;
        let same = |known: &&Step| known.id == step.id && known.words == step.words;
        let before = self.told.iter().position(same);
        self.told.push(step);
        before.map_or(0, |at| at + 1)
    }
}
