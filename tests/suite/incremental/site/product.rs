//! Products and their guides.

use std::fmt::Write;

use super::{Files, Site, name, sentence};
use crate::incremental::random::Random;

/// A feature's type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Yes, no, or something between.
    Support,
    /// A number.
    Limit,
    /// Some of several.
    Set,
    /// Words.
    Text,
}

/// A cell: all that its feature's type may need.
#[derive(Clone)]
pub struct Cell {
    /// Support: 0 yes, 1 no, 2 partial, 3 unknown, 4 not applicable.
    pub state: usize,
    /// Limit: the number; 0 for none.
    pub limit: usize,
    /// Set: a bit for each option, one at least.
    pub set: usize,
    /// Text, and what partial support means.
    pub words: String,
    /// The position of a condition under which there is full support.
    pub when: Option<usize>,
}

impl Cell {
    fn new(random: &mut Random) -> Self {
        Self {
            state: random.below(5),
            limit: random.below(500),
            set: 1 + random.below(7),
            words: sentence(random),
            when: None,
        }
    }

    fn text(&self, feature: &Feature, product: &Product) -> String {
        match feature.kind {
            Kind::Support => {
                let state = ["有", "无", "部分", "未核实", "不适用"][self.state];
                let mut text = format!("{{is: {state}");
                if self.state == 2 {
                    let _ = write!(text, ", md: \"{}\"", self.words);
                }
                if let Some(when) = self.when.filter(|_| self.state == 2) {
                    let when = &product.conditions[when].name_id;
                    let _ = write!(text, ", cases: [{{when: {when}, is: 有}}]");
                }
                text + "}"
            }
            Kind::Limit if self.limit == 0 => "不限".to_owned(),
            Kind::Limit => self.limit.to_string(),
            Kind::Set => {
                let chosen = (0..3).filter(|bit| self.set >> bit & 1 == 1);
                let ids: Vec<String> = chosen.map(|bit| format!("o{bit}")).collect();
                format!("[{}]", ids.join(", "))
            }
            Kind::Text => format!("{{md: \"{}\"}}", self.words),
        }
    }
}

/// A feature.
#[derive(Clone)]
pub struct Feature {
    /// What articles know it by.
    pub id: u32,
    /// Its id in the file.
    pub name_id: String,
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: Kind,
    /// The names of its options.
    pub options: [String; 3],
    /// A cell for each edition.
    pub cells: [Cell; 3],
}

impl Feature {
    /// A feature.
    pub fn new(id: u32, random: &mut Random) -> Self {
        Self {
            id,
            name_id: format!("feature-{id}"),
            name: format!("{}{id}", name(random)),
            kind: *random.pick(&[Kind::Support, Kind::Support, Kind::Limit, Kind::Set, Kind::Text]),
            options: std::array::from_fn(|_| name(random)),
            cells: std::array::from_fn(|_| Cell::new(random)),
        }
    }

    fn write(&self, product: &Product, text: &mut String) {
        let (kind, more) = match self.kind {
            Kind::Support => ("support", String::new()),
            Kind::Limit => ("limit", "        unit: account\n        better: more\n".to_owned()),
            Kind::Set => {
                let [a, b, c] = &self.options;
                ("set", format!("        options: {{o0: \"{a}\", o1: \"{b}\", o2: \"{c}\"}}\n"))
            }
            Kind::Text => ("text", String::new()),
        };
        let _ = write!(
            text,
            "      - id: {}\n        name: \"{}\"\n        question: \"{}怎样？\"\n        \
             type: {kind}\n{more}        cells:\n",
            self.name_id, self.name, self.name
        );
        for ((edition, _), cell) in product.editions.iter().zip(&self.cells) {
            let _ = writeln!(text, "          {edition}: {}", cell.text(self, product));
        }
    }
}

/// A condition.
#[derive(Clone)]
pub struct Condition {
    /// Its id in the file.
    pub name_id: String,
    /// Its name.
    pub name: String,
}

/// A guide.
#[derive(Clone)]
pub struct Guide {
    /// Its name on disk.
    pub stem: String,
    /// `title`.
    pub title: String,
    /// The positions of the editions.
    pub pair: (usize, usize),
    /// The words of its steps.
    pub steps: Vec<String>,
    /// The prose.
    pub body: String,
}

/// A product.
#[derive(Clone)]
pub struct Product {
    /// What articles know it by.
    pub id: u32,
    /// Its id in the file.
    pub name_id: String,
    /// Its name.
    pub name: String,
    /// Ids and names.
    pub editions: [(String, String); 3],
    /// Its conditions.
    pub conditions: Vec<Condition>,
    /// Its features.
    pub features: Vec<Feature>,
    /// Its guides.
    pub guides: Vec<Guide>,
    /// `compare: all`, or consecutive editions alone.
    pub all_pairs: bool,
    /// Whether the second half of the features lies in a file of its own.
    pub split: bool,
}

impl Product {
    /// A product of twelve features, three editions and two guides.
    pub fn new(id: u32, random: &mut Random) -> Self {
        let edition = |at: usize| (format!("edition{at}"), format!("第{at}版"));
        let condition = |name_id: &str, name: &str| Condition {
            name_id: name_id.to_owned(),
            name: name.to_owned(),
        };
        let guide = |from: usize, to: usize, random: &mut Random| Guide {
            stem: format!("from{from}to{to}"),
            title: format!("第{from}版升级第{to}版"),
            pair: (from, to),
            steps: vec![sentence(random), sentence(random)],
            body: sentence(random),
        };
        Self {
            id,
            name_id: format!("product-{id}"),
            name: format!("产品{id}"),
            editions: [edition(0), edition(1), edition(2)],
            conditions: vec![condition("vip", "VIP 成员"), condition("active", "已激活")],
            features: (0..12).map(|at| Feature::new(id * 100 + at, random)).collect(),
            guides: vec![guide(0, 1, random), guide(1, 2, random)],
            all_pairs: id.is_multiple_of(2),
            split: id % 2 == 1,
        }
    }

    /// The feature with an id.
    pub fn feature(&self, id: u32) -> Option<&Feature> {
        self.features.iter().find(|feature| feature.id == id)
    }

    /// Its folder.
    pub fn folder(&self) -> String {
        format!("content/products/p{}", self.id)
    }

    /// Its files.
    pub fn write(&self, site: &Site, files: &mut Files) {
        let folder = self.folder();
        let half = if self.split { self.features.len() / 2 } else { self.features.len() };
        let (first, second) = self.features.split_at(half);
        let text = self.head() + &self.group("main", first);
        files.insert(format!("{folder}/product.yaml"), text.into_bytes());
        if !second.is_empty() {
            let text = self.group("more", second);
            files.insert(format!("{folder}/features/more.yaml"), text.into_bytes());
        }
        for guide in &self.guides {
            let path = format!("{folder}/upgrades/{}.md", guide.stem);
            files.insert(path, self.guide(guide, site).into_bytes());
        }
    }

    fn head(&self) -> String {
        let mut text = format!(
            "version: 1\nproduct: {}\nname: \"{}\"\nverified: 2026-01-01\n\
             sources:\n  founding: {{title: 说明, seen: 2026-01-01}}\n\
             units: {{account: {{name: 个}}}}\ncompare: {}\nconditions:\n",
            self.name_id,
            self.name,
            if self.all_pairs { "all" } else { "consecutive" },
        );
        for condition in &self.conditions {
            let Condition { name_id, name } = condition;
            let _ = writeln!(text, "  {name_id}: {{name: \"{name}\", of: member}}");
        }
        text.push_str("editions:\n");
        for (id, name) in &self.editions {
            let _ = writeln!(text, "  - {{id: {id}, name: \"{name}\"}}");
        }
        text
    }

    fn group(&self, id: &str, features: &[Feature]) -> String {
        let mut text = format!(
            "groups:\n  - id: {id}\n    name: \"分组 {id}\"\n    audience: [admin]\n    features:\n"
        );
        for feature in features {
            feature.write(self, &mut text);
        }
        text
    }

    fn guide(&self, guide: &Guide, site: &Site) -> String {
        let (from, to) = (&self.editions[guide.pair.0].0, &self.editions[guide.pair.1].0);
        let mut text = format!(
            "---\ntitle: \"{}\"\nfrom: {from}\nto: {to}\nreversible: false\n\
             no_way_back: 升级后不可回退\npreconditions:\n  \
             - {{id: told, md: 已告知, by: reseller, consent: true}}\nsteps:\n",
            guide.title
        );
        for (at, step) in guide.steps.iter().enumerate() {
            let _ =
                writeln!(text, "  - {{id: step{at}, phase: during, by: admin, md: \"{step}\"}}");
        }
        let _ = write!(text, "---\n\n{}\n\n", guide.body);
        let feature = &self.features[0].name_id;
        let _ = writeln!(text, "原来是[](cell:{}/{feature}/{from})。", self.name_id);
        if let Some(page) = site.articles.iter().find(|a| a.fixed && a.section.is_none()) {
            let _ = writeln!(text, "\n参见[说明](../../../../{})。", page.path(site));
        }
        text
    }
}
