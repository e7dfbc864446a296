//! A notice for members, made from the matrix: what changes for them, to be passed on.

use super::Composer;
use crate::derive::{Comparison, FactDifference, FeatureDifference, VerdictGroup, under};
use crate::model::{Case, Cell, Fact, Feature, Guide, Product};
use crate::render::html;
use crate::render::view::NoticeView;

impl Composer<'_> {
    /// The notice, as text and as HTML. `page` is where all of it stands.
    pub(super) fn notice(
        &self,
        guide: &Guide,
        comparison: &Comparison,
        theirs: &dyn Fn(&Feature) -> bool,
        page: &str,
    ) -> NoticeView {
        let product = &self.plan.catalog.products[guide.product];
        let opening = self.opening(guide, product);
        let whole = self.words.fill("notice_whole", &[("url", page)]);
        let mut text = format!("{}\n\n{opening}\n", self.words.get("notice_greeting"));
        let mut out = format!(
            "<p>{}</p>\n<p>{}</p>\n",
            html::escaped(self.words.get("notice_greeting")),
            html::escaped(&opening)
        );
        let shown = VerdictGroup::ALL.into_iter();
        for group in shown.filter(|g| !matches!(g, VerdictGroup::Same | VerdictGroup::Unverified)) {
            let rows = product.features().zip(&comparison.rows);
            let rows = rows.filter(|(f, row)| row.difference.group() == group && theirs(f));
            let lines: Vec<String> =
                rows.map(|(f, row)| self.line(guide, product, f, row)).collect();
            if lines.is_empty() {
                continue;
            }
            let key = format!("group.{}", group.slug());
            let name = self.words.get(&key);
            text.push_str(&format!("\n{name}{}\n", self.words.get("answer_colon")));
            out.push_str(&format!("<p><strong>{}</strong></p>\n<ul>\n", html::escaped(name)));
            for line in &lines {
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

    /// 我们使用的示例邮箱将从旧版（免费版）升级到新版（基础版），不可回退。
    fn opening(&self, guide: &Guide, product: &Product) -> String {
        let edition = |at: usize| {
            let view = self.edition(product, at, &guide.given);
            let plan = match &*view.plan {
                "" => String::new(),
                plan => self.words.fill("answer_aside", &[("words", plan)]),
            };
            format!("{}{plan}", view.name)
        };
        let key = match (guide.is_downgrade(), guide.reversible) {
            (false, true) => "notice_upgrade",
            (false, false) => "notice_upgrade_irreversible",
            (true, _) => "notice_downgrade",
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
                self.in_short(&cell, fact, product)
            };
            let part = fact.part.as_ref().map(|(_, name)| name.get(self.lang));
            let part = part.map(|name| format!("{name}{colon}")).unwrap_or_default();
            let (old, new) = (told(guide.from), told(guide.to));
            let when = found.because.as_ref().filter(|_| old == new);
            let when = when.map(|when| self.when(product, when)).unwrap_or_default();
            let counted = self.crossover(product, fact, found, (guide.from, guide.to));
            if !counted.is_empty() {
                let aside = self.words.fill("answer_aside", &[("words", &counted)]);
                format!("{part}{old} → {new}{aside}")
            } else if when.is_empty() {
                format!("{part}{old} → {new}")
            } else {
                format!("{part}{new}{}", self.words.fill("answer_aside", &[("words", &when)]))
            }
        };
        let facts: Vec<String> = differing.map(fact).collect();
        format!(
            "{}{colon}{}",
            feature.name.get(self.lang),
            facts.join(self.words.get("answer_joiner"))
        )
    }

    /// A cell in few words, with what holds under conditions and the other way to the same end.
    fn in_short(&self, cell: &Cell, fact: &Fact, product: &Product) -> String {
        let colon = self.words.get("answer_colon");
        let value = match &cell.short {
            Some(short) => self.text(short),
            None => self.value(&cell.value, cell.words.as_ref(), fact, product),
        };
        let case = |case: &Case| {
            let value = self.value(case.value.as_ref()?, None, fact, product);
            (!value.is_empty()).then(|| format!("{}{colon}{value}", self.when(product, &case.when)))
        };
        let mut aside: Vec<String> = cell.cases.iter().filter_map(case).collect();
        aside.extend(cell.instead.as_ref().map(|words| {
            let words = words.get(self.lang).plain.trim_end_matches(['。', '.']).to_owned();
            format!("{}{colon}{words}", self.words.get("ui.instead"))
        }));
        let value = value.trim_end_matches(['。', '.']).to_owned();
        if aside.is_empty() {
            return value;
        }
        let aside = aside.join(self.words.get("answer_comma"));
        format!("{value}{}", self.words.fill("answer_aside", &[("words", &aside)]))
    }
}
