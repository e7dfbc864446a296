//! Blocks inside articles.

use super::table::TableSpec;
use super::{BlockView, Composer};
use crate::model::{Article, ChecklistOf, Combination, Feature, Guide, Prose, is_own_picture};
use crate::plan::{Block, Checklist, Contact, Figure, Followed, TableBlock};
use crate::render::html;
use crate::render::view::{
    CheckView, ChecklistView, ContactView, ContactWay, FigureView, UpgradeBlockView,
};

impl Composer<'_> {
    pub(super) fn block(&self, block: &Block, article: &Article, tables: &mut usize) -> BlockView {
        match block {
            Block::Compare(table) => {
                *tables += 1;
                self.table_block(table, article, *tables)
            }
            Block::Verdict(table) => self.verdict_block(table),
            Block::Upgrade(guide) => self.upgrade_block(*guide),
            Block::Checklist(list) => BlockView::Checklist(self.checklist(list)),
            Block::Contact(contact) => BlockView::Contact(self.contact(contact)),
            Block::Figure(figure) => BlockView::Figure(self.figure(figure)),
            Block::Custom(request, at) => BlockView::Custom {
                name: request.name.clone(),
                data: request.data.clone(),
                at: Some(at.clone()),
            },
            Block::Broken => BlockView::Broken,
        }
    }

    fn followed(&self, prose: &Followed) -> String {
        let text: &Prose = &prose.prose;
        let attributes = self.attributes(&text.links, &prose.targets);
        html::fill(&text.pieces, &attributes, &self.values(&prose.targets), &[])
    }

    fn checklist(&self, list: &Checklist) -> ChecklistView {
        let guide = list.guide.map(|at| (&self.plan.catalog.guides[at], self.guide_link(at)));
        let own = list.items.iter().map(|item| CheckView {
            words: self.followed(item),
            by: String::new(),
            consent: false,
        });
        let of_guide = guide.iter().flat_map(|(guide, _)| self.items_of(guide, list.of));
        ChecklistView {
            title: list.title.clone().unwrap_or_default(),
            items: of_guide.chain(own).collect(),
            url: guide.as_ref().map(|(_, link)| link.url.clone()).unwrap_or_default(),
            guide: guide.as_ref().map(|(_, link)| link.title.clone()).unwrap_or_default(),
        }
    }

    fn items_of(&self, guide: &Guide, of: ChecklistOf) -> Vec<CheckView> {
        let item = |words: String, by: Option<&str>, consent: bool| CheckView {
            words,
            by: by.map(|by| self.audience(by)).unwrap_or_default(),
            consent,
        };
        match of {
            ChecklistOf::Preconditions => guide
                .preconditions
                .iter()
                .map(|p| item(self.guide_prose(guide, &p.words), p.by.as_deref(), p.consent))
                .collect(),
            ChecklistOf::Collect => guide
                .collect
                .iter()
                .map(|field| item(html::escaped(field.name.get(self.lang)), None, false))
                .collect(),
            ChecklistOf::Steps => guide
                .steps
                .iter()
                .map(|step| item(self.guide_prose(guide, &step.words), step.by.as_deref(), false))
                .collect(),
        }
    }

    fn contact(&self, block: &Contact) -> ContactView {
        let site = &self.plan.catalog.site;
        let known = &site.organisation.contacts;
        let find = |key: &String| known.iter().find(|(known, _)| **known == **key);
        let shown: Vec<_> = if block.show.is_empty() {
            known.iter().collect()
        } else {
            block.show.iter().filter_map(find).collect()
        };
        ContactView {
            title: block.title.clone().unwrap_or_default(),
            organisation: self.text(site.operator()),
            contacts: shown.iter().map(|(key, words)| self.way(key, &self.text(words))).collect(),
        }
    }

    pub(super) fn way(&self, key: &str, words: &str) -> ContactWay {
        let name = format!("contact.{key}");
        let label = self.words.get(&name);
        let url = match key {
            "phone" | "mobile" | "fax" => {
                let digits = words.chars().filter(|c| c.is_ascii_digit() || *c == '+');
                format!("tel:{}", digits.collect::<String>())
            }
            "mail" | "email" if words.contains('@') => format!("mailto:{words}"),
            _ if words.starts_with("https://") => words.to_owned(),
            _ => String::new(),
        };
        let picture = words
            .strip_prefix('/')
            .filter(|_| is_own_picture(words))
            .map(|below| format!("{}{below}", self.plan.catalog.site.base_path));
        ContactWay {
            key: key.to_owned(),
            label: if label == name { key.to_owned() } else { label.to_owned() },
            words: words.to_owned(),
            url,
            picture: picture.unwrap_or_default(),
        }
    }

    fn figure(&self, figure: &Figure) -> FigureView {
        let links = std::slice::from_ref(&figure.picture);
        let targets = std::slice::from_ref(&figure.target);
        let prose = |text: &Option<Followed>| {
            text.as_ref().map(|text| self.followed(text)).unwrap_or_default()
        };
        FigureView {
            attributes: self.attributes(links, targets).concat(),
            alt: figure.picture.words.clone(),
            caption: prose(&figure.caption),
            source: prose(&figure.source),
        }
    }

    /// The first table of an article keeps the bare ids, unless a heading has one of them.
    fn table_block(&self, block: &TableBlock, article: &Article, number: usize) -> BlockView {
        let product = self.plan.catalog.matrix(block.product);
        let taken = product.features().any(|f| article.headings.iter().any(|h| *h.id == *f.id));
        let prefix = if number == 1 && !taken { String::new() } else { format!("t{number}-") };
        let comparison = match block.editions[..] {
            [from, to] => self.plan.comparison(block.product, from, to, &block.given),
            _ => None,
        };
        let rows = block.rows(self.plan);
        let shown = |at: usize, _: &Feature| rows.binary_search(&at).is_ok();
        let caption = match block.editions[..] {
            [from, to] => self.pair_title(block.product, from, to, "compare_caption"),
            _ => self.words.fill("matrix_caption", &[("product", product.name.get(self.lang))]),
        };
        BlockView::Compare(self.table(&TableSpec {
            product: block.product,
            editions: &block.editions,
            given: &block.given,
            comparison,
            shown: &shown,
            prefix: &prefix,
            caption,
            follows: false,
        }))
    }

    fn verdict_block(&self, block: &TableBlock) -> BlockView {
        let [from, to] = block.editions[..] else { return BlockView::Broken };
        let Some(comparison) = self.plan.comparison(block.product, from, to, &block.given) else {
            return BlockView::Broken;
        };
        let product = self.plan.catalog.matrix(block.product);
        let rows = block.rows(self.plan);
        // What leads on is of today, where both editions still are.
        let now = self.plan.catalog.current(block.product);
        let today = &self.plan.catalog.products[now];
        let edition = |at: usize| today.edition(&product.editions[at].id);
        let (irreversible, url) = match (edition(from), edition(to)) {
            (Some(from), Some(to)) => (
                self.is_irreversible(now, from, to, &block.given),
                self.url_for(now, from, to, &block.given),
            ),
            _ => (false, String::new()),
        };
        let mut verdict = self.verdict_of(product, comparison, &rows, irreversible, url);
        let later =
            |feature: &&Feature| self.later(block.product, &block.editions, feature).is_some();
        let pair = Combination::new(from, to, &block.given);
        verdict.title = self.combination_title(product, &pair, "compare_caption");
        verdict.frozen = self.frozen(block.product, product.features().filter(later).count());
        BlockView::Verdict(verdict)
    }

    fn upgrade_block(&self, at: usize) -> BlockView {
        let guide = &self.plan.catalog.guides[at];
        let comparison = self.plan.guide_comparison(at);
        let product = &self.plan.catalog.products[guide.product];
        let url = self.url_for(guide.product, guide.from, guide.to, &guide.given);
        BlockView::Upgrade(UpgradeBlockView {
            guide: self.guide_link(at),
            verdict: self.verdict(product, comparison, !guide.reversible, url),
        })
    }
}
