//! Upgrade guides.

use super::cell::CellAt;
use super::table::{TableSpec, resolved};
use super::verdict::is_loss;
use super::{BodyPart, Composed, Composer, View};
use crate::derive::{Comparison, Difference, VerdictGroup};
use crate::model::{Evidence, FieldType, Guide, Kind, Phase, Product, ProseText};
use crate::plan::Page;
use crate::render::html;
use crate::render::view::{
    FieldView, GuideView, ImpactView, MoreView, PhaseView, PreconditionView, QuestionView,
    SourceView, StepView,
};

impl Composer<'_> {
    pub(super) fn guide(&self, page: &Page, at: usize) -> Composed {
        let guide = &self.plan.catalog.guides[at];
        let product = &self.plan.catalog.products[guide.product];
        let comparison = &self.plan.comparisons[self.plan.guide_comparisons[at]].comparison;
        let prose =
            |text: Option<&ProseText>| text.map(|t| self.guide_prose(guide, t)).unwrap_or_default();
        let compare = self.url_for(guide.product, guide.from, guide.to, &guide.given);
        let verdict = self.verdict(product, comparison, !guide.reversible, compare.clone());
        let product_url = self.plan.product_url(self.lang, product);
        let title = self.text(&guide.title);
        let description = guide
            .description
            .as_ref()
            .map_or_else(|| verdict.sentence.clone(), |text| self.text(text));
        let trail = [(product.name.get(self.lang), product_url.clone())];
        let named = |wanted: VerdictGroup| {
            product
                .features()
                .zip(&comparison.rows)
                .filter(move |(_, row)| row.difference.group() == wanted)
        };
        let body = self.guide_prose(guide, &guide.body);
        let (more, sources) = self.reading(product, comparison);
        let view = GuideView {
            meta: self.meta(page, &title, &description, &trail),
            title,
            product_name: self.text(&product.name),
            product_url,
            from: self.edition(product, guide.from, &guide.given),
            to: self.edition(product, guide.to, &guide.given),
            reversible: guide.reversible,
            no_way_back: prose(guide.no_way_back.as_ref()),
            actors: self.actors(guide),
            duration: prose(guide.duration.as_ref()),
            downtime: prose(guide.downtime.as_ref()),
            cost: prose(guide.cost.as_ref()),
            once: prose(guide.once.as_ref()),
            verdict,
            losses: self.losses(guide.product, comparison, &guide.given, Some(guide)),
            hold_if: guide.hold_if.iter().map(|h| self.guide_prose(guide, &h.words)).collect(),
            preconditions: self.preconditions(guide),
            collect: self.fields(guide, product),
            phases: self.phases(guide),
            table: self.changes(guide, comparison),
            same: named(VerdictGroup::Same).map(|(feature, _)| self.text(&feature.name)).collect(),
            questions: self.questions(guide),
            impacts: self.other_impacts(guide, product, comparison),
            compare,
            more,
            sources,
            verified: product.verified.map(|date| date.to_string()).unwrap_or_default(),
            has_body: !body.is_empty(),
        };
        Composed {
            template: "guide.html".into(),
            view: View::Guide(Box::new(view)),
            body: BodyPart::Html(body),
        }
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

    fn preconditions(&self, guide: &Guide) -> Vec<PreconditionView> {
        guide
            .preconditions
            .iter()
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

    fn phases(&self, guide: &Guide) -> Vec<PhaseView> {
        let mut start = 1;
        let mut phases = Vec::new();
        for (phase, word) in
            [(Phase::Before, "before"), (Phase::During, "during"), (Phase::After, "after")]
        {
            let steps: Vec<StepView> = guide
                .steps
                .iter()
                .filter(|s| s.phase == phase)
                .map(|s| StepView {
                    id: s.id.to_string(),
                    by: s.by.as_deref().map(|by| self.audience(by)).unwrap_or_default(),
                    words: self.guide_prose(guide, &s.words),
                })
                .collect();
            let count = steps.len();
            if count > 0 {
                phases.push(PhaseView { phase: word.to_owned(), start, steps });
            }
            start += count;
        }
        phases
    }

    fn fields(&self, guide: &Guide, product: &Product) -> Vec<FieldView> {
        guide
            .collect
            .iter()
            .map(|field| FieldView {
                id: field.id.to_string(),
                name: self.text(&field.name),
                kind: field_type(field.kind).to_owned(),
                limit: field
                    .check
                    .as_deref()
                    .map(|id| self.field_limit(guide, product, id))
                    .unwrap_or_default(),
            })
            .collect()
    }

    /// What the target allows: 新版：200 个；已验证或认证主体 不限
    fn field_limit(&self, guide: &Guide, product: &Product, feature: &str) -> String {
        let Some(feature) = product.feature(feature) else { return String::new() };
        let at = CellAt { product_at: guide.product, product, edition: guide.to, feature };
        let cells = resolved(product, feature, guide.to, &guide.given);
        let limit = feature.facts.iter().position(|fact| fact.kind == Kind::Limit);
        let cell = self.cell(&at, &cells);
        let cell = if feature.has_parts() {
            limit.and_then(|l| cell.parts.get(l)).map(|p| p.cell.clone()).unwrap_or_default()
        } else {
            cell
        };
        let amount = |number: &str, unit: &str| format!("{number} {unit}").trim().to_owned();
        let mut value = if cell.number.is_empty() {
            self.words.get(&format!("state.{}", cell.state)).to_owned()
        } else {
            amount(&cell.number, &cell.unit)
        };
        for case in cell.cases.iter().filter(|case| !case.number.is_empty()) {
            value.push_str(&format!("；{}：{}", case.when, amount(&case.number, &case.unit)));
        }
        let filled = self.words.fill(
            "field_limit",
            &[("edition", product.editions[guide.to].name.get(self.lang)), ("value", &value)],
        );
        let mut out = String::new();
        html::push_escaped(&mut out, &filled);
        out
    }

    /// Everything that differs and is no loss: losses have cards of their own.
    fn changes(&self, guide: &Guide, comparison: &Comparison) -> crate::render::view::TableView {
        let shown = |at: usize, _: &crate::model::Feature| {
            let difference = comparison.rows[at].difference;
            difference != Difference::Same && !is_loss(difference.group())
        };
        self.table(&TableSpec {
            product: guide.product,
            editions: &[guide.from, guide.to],
            given: &guide.given,
            comparison: Some(comparison),
            shown: &shown,
            prefix: "",
            caption: self.pair_title(guide.product, guide.from, guide.to, "compare_caption"),
            follows: false,
        })
    }

    fn other_impacts(
        &self,
        guide: &Guide,
        product: &Product,
        comparison: &Comparison,
    ) -> Vec<(String, ImpactView)> {
        let rows = product
            .features()
            .zip(&comparison.rows)
            .filter(|(_, row)| !is_loss(row.difference.group()));
        rows.filter_map(|(feature, _)| {
            Some((self.text(&feature.name), self.impact(guide, &feature.id)?))
        })
        .collect()
    }

    /// Further reading and evidence of the cells that differ, each once.
    fn reading(
        &self,
        product: &Product,
        comparison: &Comparison,
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
        (
            more.iter().map(|s| self.more(product, &evidence(s))).collect(),
            sources.iter().map(|s| self.source(product, &evidence(s))).collect(),
        )
    }
}

fn field_type(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Text => "text",
        FieldType::Email => "email",
        FieldType::Phone => "phone",
        FieldType::Count => "count",
        FieldType::Date => "date",
        FieldType::Url => "url",
        FieldType::Choice => "choice",
    }
}
