//! Ways from edition to edition: guides of several transitions, and where each edition leads.

use super::cell::CellAt;
use super::guide::Numbering;
use super::table::resolved;
use super::{BodyPart, Composed, Composer, View};
use crate::derive::{Comparison, Met, joins, met};
use crate::model::{Combination, Condition, Feature, Given, Guide, Of, Product, ProseText};
use crate::plan::{Page, WayTold};
use crate::render::graph::{Arrow, Label, draw};
use crate::render::html;
use crate::render::view::{
    Crumb, EditionWaysView, GraphView, HopView, OnTheWayView, UpgradesView, WayView,
};

impl Composer<'_> {
    /// The way from home to a guide.
    pub(super) fn upgrades_trail<'p>(&self, product: &'p Product) -> [(&'p str, String); 1]
    where
        Self: 'p,
    {
        [(product.name.get(self.lang), self.plan.product_url(self.lang, product))]
    }

    /// `13 → 14`.
    pub(super) fn hop_name(&self, guide: usize) -> String {
        let guide = &self.plan.catalog.guides[guide];
        self.pair_title(guide.product, guide.from, guide.to, "compare_caption")
    }

    /// What is lost at the transitions of a guide; nothing where it is one of them itself.
    pub(super) fn met(&self, guide: &Guide, whole: &Comparison) -> Vec<Met> {
        let hops: Vec<&Comparison> =
            guide.hops.iter().map(|hop| self.plan.guide_comparison(*hop)).collect();
        met(&hops, whole)
    }

    /// What is lost on the way and not at its end, or not as much, once per transition.
    pub(super) fn on_the_way(
        &self,
        guide: &Guide,
        whole: &Comparison,
        wanted: &dyn Fn(&Feature) -> bool,
    ) -> Vec<OnTheWayView> {
        let product = &self.plan.catalog.products[guide.product];
        let features: Vec<&Feature> = product.features().collect();
        let hops = guide.hops.iter().map(|hop| self.plan.catalog.guides[*hop].explained());
        let explained: Vec<_> = hops.collect();
        let all = self.met(guide, whole).into_iter();
        let all = all.filter(Met::is_on_the_way);
        let all = all.filter(|met| wanted(features[met.feature]));
        let view = |met: Met| {
            let feature = features[met.feature];
            let hop = &self.plan.catalog.guides[guide.hops[met.hop]];
            let comparison = self.plan.guide_comparison(guide.hops[met.hop]);
            let row = &comparison.rows[met.feature];
            let pair = (comparison.from, comparison.to);
            let cell = |edition: usize| {
                let at = CellAt { product_at: guide.product, product, edition, feature };
                self.cell(&at, &resolved(product, feature, edition, &hop.given))
            };
            OnTheWayView {
                feature: feature.id.to_string(),
                name: self.text(&feature.name),
                mark: self.mark(product, feature, row, pair, &hop.given),
                before: cell(hop.from),
                after: cell(hop.to),
                hop: self.hop_name(guide.hops[met.hop]),
                back: met.back.map(|at| self.hop_name(guide.hops[at])).unwrap_or_default(),
                partly: met.at_end,
                impact: explained[met.hop].get(&*feature.id).map(|impact| self.impact(hop, impact)),
            }
        };
        all.map(view).collect()
    }

    /// The transitions of a guide that is made of several, with those steps that are wanted.
    pub(super) fn hops(
        &self,
        guide: &Guide,
        wanted: &dyn Fn(Option<&str>) -> bool,
    ) -> Vec<HopView> {
        let product = &self.plan.catalog.products[guide.product];
        let mut numbers = Numbering::default();
        let view = |at: &usize| {
            let hop = &self.plan.catalog.guides[*at];
            let prose = |text: &Option<ProseText>| {
                text.as_ref().map(|t| self.guide_prose(hop, t)).unwrap_or_default()
            };
            HopView {
                title: self.text(&hop.title),
                url: self.plan.guide_url(self.lang, *at),
                name: self.hop_name(*at),
                from: self.edition(product, hop.from, &hop.given),
                to: self.edition(product, hop.to, &hop.given),
                reversible: hop.reversible,
                no_way_back: self.no_way_back(hop),
                duration: prose(&hop.duration),
                downtime: prose(&hop.downtime),
                cost: prose(&hop.cost),
                phases: self.phases(hop, wanted, &mut numbers),
            }
        };
        guide.hops.iter().map(view).collect()
    }

    /// Why there is no way back: a list where it is said several times on the way.
    pub(super) fn no_way_back(&self, guide: &Guide) -> String {
        let told = guide.no_way_back.iter().map(|text| self.guide_prose(guide, text));
        match &told.collect::<Vec<_>>()[..] {
            [] => String::new(),
            [one] => one.clone(),
            all => {
                let items = all.iter().map(|reason| format!("<li>{reason}</li>"));
                format!("<ul>{}</ul>", items.collect::<String>())
            }
        }
    }

    /// How long it takes, how long the service is down, what it costs, how often it can be done. On a
    /// way of several transitions it is said of each, as soon as it is known of one.
    pub(super) fn guide_facts(&self, guide: &Guide) -> [String; 4] {
        let kinds: [fn(&Guide) -> &Option<ProseText>; 4] =
            [|g| &g.duration, |g| &g.downtime, |g| &g.cost, |g| &g.once];
        kinds.map(|fact| {
            if guide.is_written() {
                return fact(guide)
                    .as_ref()
                    .map(|t| self.guide_prose(guide, t))
                    .unwrap_or_default();
            }
            let told = |at: &usize| {
                let hop = &self.plan.catalog.guides[*at];
                let words = fact(hop).as_ref().map(|text| self.guide_prose(hop, text));
                let unknown = || html::escaped(self.words.get("state.unknown"));
                let name = html::escaped(&self.hop_name(*at));
                format!("<li><span>{name}</span> {}</li>", words.unwrap_or_else(unknown))
            };
            let known = guide.hops.iter().any(|at| fact(&self.plan.catalog.guides[*at]).is_some());
            if !known {
                return String::new();
            }
            format!("<ul class=\"by-hop\">{}</ul>", guide.hops.iter().map(told).collect::<String>())
        })
    }

    fn told_way(&self, way: &WayTold) -> WayView {
        let guides = &self.plan.catalog.guides;
        let (first, last) = (&guides[way.hops[0]], &guides[way.hops[way.hops.len() - 1]]);
        let product = &self.plan.catalog.products[first.product];
        let name = |edition: usize| product.editions[edition].name.get(self.lang);
        let chain = std::iter::once(first.from).chain(way.hops.iter().map(|hop| guides[*hop].to));
        let chain: Vec<&str> = chain.map(name).collect();
        let verdict = way.guide.map(|at| self.sentence_of(self.plan.guide_comparison(at), false));
        let hop = |at: &usize| Crumb {
            name: self.hop_name(*at),
            url: self.plan.guide_url(self.lang, *at),
        };
        WayView {
            title: way.guide.map_or_else(|| chain.join(" → "), |at| self.guide_title(&guides[at])),
            url: way.guide.map(|at| self.plan.guide_url(self.lang, at)).unwrap_or_default(),
            from: self.edition(product, first.from, &first.given),
            to: self.edition(product, last.to, &last.given),
            hops: way.hops.iter().map(hop).collect(),
            reversible: way.hops.iter().all(|hop| guides[*hop].reversible),
            downgrade: last.to < first.from,
            alternative: false,
            verdict: verdict.unwrap_or_default(),
        }
    }

    /// Ways back from where a guide leads to where it started, for who took it.
    pub(super) fn ways_back(&self, guide: &Guide) -> Vec<WayView> {
        self.backs(guide).map(|way| self.told_way(way)).collect()
    }

    fn backs<'c>(&'c self, guide: &'c Guide) -> impl Iterator<Item = &'c WayTold> {
        let guides = &self.plan.catalog.guides;
        let product = &self.plan.catalog.products[guide.product];
        self.plan.ways[guide.product].iter().filter(move |way| {
            let (first, last) = (&guides[way.hops[0]], &guides[way.hops[way.hops.len() - 1]]);
            (first.from, last.to) == (guide.to, guide.from)
                && joins(product, guide.given.of(guide.to), first.given.of(first.from))
                && joins(product, last.given.of(last.to), guide.given.of(guide.from))
        })
    }

    /// The other ways between the editions of a guide.
    pub(super) fn alternatives(&self, at: usize) -> Vec<WayView> {
        let guides = &self.plan.catalog.guides;
        let guide = &guides[at];
        let others = self.plan.ways[guide.product].iter().filter(|way| {
            let (first, last) = (&guides[way.hops[0]], &guides[way.hops[way.hops.len() - 1]]);
            way.guide != Some(at) && (first.from, last.to) == (guide.from, guide.to)
        });
        others.map(|way| self.told_way(way)).collect()
    }

    /// The page that tells where each edition of a product leads; empty where no guide is written.
    pub(super) fn overview_url(&self, product: usize) -> String {
        if self.plan.ways[product].is_empty() {
            return String::new();
        }
        self.plan.upgrades_url(self.lang, &self.plan.catalog.products[product])
    }

    pub(super) fn upgrades(&self, page: &Page, at: usize) -> Composed {
        let product = &self.plan.catalog.products[at];
        let name = self.text(&product.name);
        let title = self.words.fill("upgrades_title", &[("product", &name)]);
        let graph = self.graph(at, product, &title);
        let about = self.words.fill("upgrades_about", &[("product", &name)]);
        let product_url = self.plan.product_url(self.lang, product);
        let trail = [(product.name.get(self.lang), product_url.clone())];
        let mut meta = self.meta(page, &title, &about, &trail);
        if self.plan.catalog.site.feeds.atom {
            meta.feed = format!("{}atom.xml", self.plan.upgrades_url(self.lang, product));
        }
        let view = UpgradesView {
            meta,
            title,
            product_name: name,
            product_url,
            graph,
            editions: (0..product.editions.len()).map(|e| self.edition_ways(at, e)).collect(),
            verified: product.verified.map(|date| date.to_string()).unwrap_or_default(),
        };
        Composed {
            template: "upgrades.html".into(),
            view: View::Upgrades(Box::new(view)),
            body: BodyPart::None,
        }
    }

    fn edition_ways(&self, at: usize, edition: usize) -> EditionWaysView {
        let product = &self.plan.catalog.products[at];
        let guides = &self.plan.catalog.guides;
        let ours = self.plan.ways[at].iter().filter(|way| guides[way.hops[0]].from == edition);
        let mut ways: Vec<WayView> = ours.map(|way| self.told_way(way)).collect();
        for at in 1..ways.len() {
            let (before, way) = (&ways[at - 1], &ways[at]);
            let ends =
                |way: &WayView| (way.from.plan.clone(), way.to.id.clone(), way.to.plan.clone());
            ways[at].alternative = ends(before) == ends(way);
        }
        let (down, up): (Vec<WayView>, _) = ways.into_iter().partition(|way| way.downgrade);
        let [returns, stays] = self.arrivals(at, edition);
        EditionWaysView {
            left_out: self.left_out(at, edition),
            by_way: !down.is_empty() || !(returns.is_empty() || stays.is_empty()),
            returns,
            stays,
            edition: self.edition(product, edition, &Given::default()),
            up,
            down,
            oldest: edition == 0,
            newest: edition + 1 == product.editions.len(),
        }
    }

    /// The transitions from older editions that no guide leads back from, by whether they say that one can go
    /// back all the same: each with the plans that it is for.
    fn arrivals(&self, at: usize, edition: usize) -> [Vec<String>; 2] {
        let product = &self.plan.catalog.products[at];
        let ours = self
            .plan
            .catalog
            .guides
            .iter()
            .filter(|guide| guide.is_written() && (guide.product, guide.to) == (at, edition));
        let ours = ours.filter(|guide| !guide.is_downgrade() && self.backs(guide).next().is_none());
        let (can, cannot): (Vec<&Guide>, _) = ours.partition(|guide| guide.reversible);
        [can, cannot].map(|guides| {
            let name = |guide: &&Guide| {
                let pair = Combination::new(guide.from, guide.to, &guide.given);
                self.combination_title(product, &pair, "compare_caption")
            };
            let mut names: Vec<String> = guides.iter().map(name).collect();
            names.dedup();
            names
        })
    }

    /// The plans of an edition that no way to a newer one is for, where others have one.
    fn left_out(&self, at: usize, edition: usize) -> Vec<String> {
        let product = &self.plan.catalog.products[at];
        let firsts = self.plan.ways[at].iter().map(|way| &self.plan.catalog.guides[way.hops[0]]);
        let firsts = firsts.filter(|guide| guide.from == edition && !guide.is_downgrade());
        let served: Vec<&[usize]> = firsts.map(|guide| guide.given.of(edition)).collect();
        let is_plan = |c: &Condition| c.of == Of::Plan && c.editions.contains(&edition);
        let plans = product.conditions.iter().enumerate().filter(|(_, c)| is_plan(c));
        let fits = |plan: usize, given: &[usize]| joins(product, &[plan], given);
        let left = plans.filter(|(plan, _)| !served.iter().any(|given| fits(*plan, given)));
        let left = left.filter(|_| !served.is_empty());
        left.map(|(_, condition)| self.text(&condition.name)).collect()
    }

    fn graph(&self, at: usize, product: &Product, title: &str) -> GraphView {
        let ways = self.plan.ways[at].iter().filter(|way| way.hops.len() == 1);
        let guides: Vec<&Guide> = ways.map(|way| &self.plan.catalog.guides[way.hops[0]]).collect();
        let mut arrows: Vec<Arrow> = Vec::new();
        for guide in &guides {
            let (from, to, reversible) = (guide.from, guide.to, guide.reversible);
            match arrows.iter_mut().find(|known| (known.from, known.to) == (from, to)) {
                Some(known) => {
                    known.differs |= known.reversible != reversible;
                    known.reversible &= reversible;
                }
                None => arrows.push(Arrow { from, to, reversible, differs: false }),
            }
        }
        let label = |at: usize| {
            let view = self.edition(product, at, &Given::default());
            Label { name: view.name, status: view.status }
        };
        let labels: Vec<Label> = (0..product.editions.len()).map(label).collect();
        let drawing = draw(&labels, &arrows);
        // Where plans differ each is told, else the transition once.
        let told = arrows.iter().flat_map(|arrow| {
            let of = guides.iter().filter(|guide| (guide.from, guide.to) == (arrow.from, arrow.to));
            let count = if arrow.differs { usize::MAX } else { 1 };
            of.take(count).map(|guide| {
                let given = if arrow.differs { guide.given.clone() } else { Given::default() };
                let pair = Combination::new(arrow.from, arrow.to, &given);
                let pair = self.combination_title(product, &pair, "compare_caption");
                let words = [("words", self.way_back(guide))];
                format!("{pair}{}", self.words.fill("answer_aside", &words))
            })
        });
        let told: Vec<String> = told.collect();
        GraphView {
            width: drawing.width,
            height: drawing.height,
            title: title.to_owned(),
            description: format!(
                "{}{}",
                told.join(self.words.get("answer_joiner")),
                self.words.get("answer_end")
            ),
            nodes: drawing.nodes,
            edges: drawing.edges,
            differs: arrows.iter().any(|arrow| arrow.differs),
        }
    }
}
