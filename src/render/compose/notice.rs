//! A notice for members, made from the matrix: what changes for them, to be passed on.

use super::Composer;
use crate::derive::{Comparison, FactDifference, FeatureDifference, VerdictGroup, under};
use crate::model::{Case, Cell, Fact, Feature, Guide, Phase, Product, Step};
use crate::render::html;
use crate::render::view::NoticeView;

impl Composer<'_> {
    /// The notice, as text and as HTML. `page` is where all of it stands.
    pub(super) fn notice(
        &self,
        guide_at: usize,
        comparison: &Comparison,
        theirs: &dyn Fn(&Feature) -> bool,
        (role, page): (&str, &str),
    ) -> NoticeView {
        let guide = &self.plan.catalog.guides[guide_at];
        let product = &self.plan.catalog.products[guide.product];
        let opening = self.opening(guide, product);
        let whole = self.words.fill("notice_whole", &[("url", page)]);
        let mut text = format!("{}\n\n{opening}\n", self.words.get("notice_greeting"));
        let mut out = format!(
            "<p>{}</p>\n<p>{}</p>\n",
            html::escaped(self.words.get("notice_greeting")),
            html::escaped(&opening)
        );
        let told = self.plan.told(guide_at);
        let shown = VerdictGroup::ALL.into_iter();
        let shown = shown.filter(|g| !matches!(g, VerdictGroup::Same | VerdictGroup::Unverified));
        let mut parts: Vec<(String, Vec<String>)> = Vec::new();
        for group in shown {
            let rows = product.features().zip(&comparison.rows).enumerate();
            let rows = rows.filter(|(at, (f, row))| {
                row.difference.group() == group && theirs(f) && told.binary_search(at).is_ok()
            });
            let lines = rows.map(|(_, (f, row))| self.line(guide, product, f, row)).collect();
            parts.push((format!("group.{}", group.slug()), lines));
        }
        parts.push(("notice_asked".to_owned(), self.asked(guide, role)));
        for (key, lines) in parts.iter().filter(|(_, lines)| !lines.is_empty()) {
            let name = self.words.get(key);
            text.push_str(&format!("\n{name}{}\n", self.words.get("answer_colon")));
            out.push_str(&format!("<p><strong>{}</strong></p>\n<ul>\n", html::escaped(name)));
            for line in lines {
                text.push_str(&format!("- {line}\n"));
                out.push_str(&format!("<li>{}</li>\n", html::escaped(line)));
            }
            out.push_str("</ul>\n");
        }
        text.push_str(&format!("\n{whole}\n"));
        let link = format!("<a href=\"{0}\">{0}</a>", html::escaped(page));
        let whole = html::escaped(self.words.get("notice_whole")).replace("{url}", &link);
        out.push_str(&format!("<p>{whole}</p>\n"));
        NoticeView { text, html: out }
    }

    /// 我们使用的示例邮箱将从旧版的免费版升级到新版的基础版，不可回退。
    fn opening(&self, guide: &Guide, product: &Product) -> String {
        let edition = |at: usize| {
            let view = self.edition(product, at, &guide.given);
            let plan = match &*view.plan {
                "" => String::new(),
                plan => self.words.fill("notice_plan", &[("edition", &view.name), ("plan", plan)]),
            };
            if plan.is_empty() { view.name } else { plan }
        };
        let key = match (guide.is_downgrade(), guide.reversible) {
            (false, true) => "notice_upgrade",
            (false, false) => "notice_upgrade_irreversible",
            (true, true) => "notice_downgrade",
            (true, false) => "notice_downgrade_irreversible",
        };
        let values = [
            ("product", product.name.get(self.lang)),
            ("from", &edition(guide.from)),
            ("to", &edition(guide.to)),
        ];
        self.words.fill(key, &values)
    }

    /// 微信解绑：有 → 无（可改用：联系管理员）
    fn line(
        &self,
        guide: &Guide,
        product: &Product,
        feature: &Feature,
        row: &FeatureDifference,
    ) -> String {
        let colon = self.words.get("answer_colon");
        let differing = feature.facts.iter().zip(&row.facts);
        let differing = differing.filter(|(_, found)| found.difference == row.difference);
        let fact = |(fact, found): (&Fact, &FactDifference)| {
            let told = |edition: usize| {
                let cell = under(product, &fact.cells[edition], edition, &guide.given);
                (self.in_short(&cell, fact, product), self.besides(&cell, fact, product))
            };
            let part = fact.part.as_ref().map(|(_, name)| name.get(self.lang));
            let part = part.map(|name| format!("{name}{colon}")).unwrap_or_default();
            let aside = |words: &str| self.words.fill("answer_aside", &[("words", words)]);
            let ((old, before), (new, after)) = (told(guide.from), told(guide.to));
            let counted = self.crossover(product, fact, found, (guide.from, guide.to));
            if !counted.is_empty() {
                return format!("{part}{old} → {new}{}", aside(&counted));
            }
            let when = found.because.as_ref().filter(|_| old == new && before == after);
            if let Some(when) = when {
                return format!("{part}{new}{}", aside(&self.when(product, when)));
            }
            if old == new && !after.is_empty() {
                let same = aside(self.words.get("notice_same"));
                return format!("{part}{new}{same}{}{after}", self.words.get("answer_joiner"));
            }
            let whole = |value: String, besides: String| match &*besides {
                "" => value,
                besides => format!("{value}{}", aside(besides)),
            };
            format!("{part}{} → {}", whole(old, before), whole(new, after))
        };
        let facts: Vec<String> = differing.map(fact).collect();
        format!(
            "{}{colon}{}",
            feature.name.get(self.lang),
            facts.join(self.words.get("answer_joiner"))
        )
    }

    /// A cell in few words.
    fn in_short(&self, cell: &Cell, fact: &Fact, product: &Product) -> String {
        let value = match &cell.short {
            Some(short) => self.text(short),
            None => self.value(&cell.value, cell.words.as_ref(), fact, product),
        };
        value.trim_end_matches(['。', '.']).to_owned()
    }

    /// What holds of a cell under conditions, and the other way to the same end; or nothing.
    fn besides(&self, cell: &Cell, fact: &Fact, product: &Product) -> String {
        let colon = self.words.get("answer_colon");
        let case = |case: &Case| {
            let value = self.value(case.value.as_ref()?, None, fact, product);
            (!value.is_empty()).then(|| format!("{}{colon}{value}", self.when(product, &case.when)))
        };
        let mut aside: Vec<String> = cell.cases.iter().filter_map(case).collect();
        aside.extend(cell.instead.as_ref().map(|words| {
            let words = words.get(self.lang).plain.trim_end_matches(['。', '.']).to_owned();
            format!("{}{colon}{words}", self.words.get("ui.instead"))
        }));
        aside.join(self.words.get("answer_comma"))
    }

    /// What members are asked to do, and when: 升级后：重新登录一次
    fn asked(&self, guide: &Guide, role: &str) -> Vec<String> {
        let hops = guide.hops.iter().map(|hop| &self.plan.catalog.guides[*hop]);
        let guides: Vec<&Guide> = if guide.is_written() { vec![guide] } else { hops.collect() };
        let phases = if guide.is_downgrade() { "phase_down" } else { "phase" };
        let mut lines = Vec::new();
        for guide in guides {
            for (phase, word) in
                [(Phase::Before, "before"), (Phase::During, "during"), (Phase::After, "after")]
            {
                let theirs = |step: &&Step| step.phase == phase && step.by.as_deref() == Some(role);
                for step in guide.steps.iter().filter(theirs) {
                    let key = format!("{phases}.{word}");
                    let when = self.words.get(&key);
                    let colon = self.words.get("answer_colon");
                    let line = format!("{when}{colon}{}", step.words.get(self.lang).plain.trim());
                    if !lines.contains(&line) {
                        lines.push(line);
                    }
                }
            }
        }
        lines
    }
}
