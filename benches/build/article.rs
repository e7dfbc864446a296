//! What an article says, before any generator's syntax.

use std::fmt;

use crate::random::Random;
use crate::text;

/// Han characters in the body of an average article.
const BODY_HAN: usize = 870;
/// How far a body's length may lie from the average, in Han characters.
const BODY_SPREAD: usize = 120;
/// First day of the site, in days since 1970: 2012-01-01.
const FIRST_DAY: usize = 15_340;
/// Days over which the articles are spread, so that none lies in the future.
const DAYS: usize = 4_900;

/// A day, printed as `2021-07-13`.
#[derive(Clone, Copy)]
pub struct Day(usize);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Years begin in March here, so that the leap day is the last one.
        let shifted = self.0 + 719_468;
        let era = shifted / 146_097;
        let of_era = shifted % 146_097;
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let year = era * 400 + year_of_era + usize::from(month <= 2);
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// What lists and links show of an article.
pub struct Card {
    pub day: Day,
    pub slug: String,
    pub title: String,
    pub description: String,
    /// Indices into [`text::TAGS`].
    pub tags: [usize; 3],
}

impl Card {
    /// The card of article `index` of `count`; no other article has to be made for it.
    pub fn new(seed: u64, index: usize, count: usize) -> Self {
        let random = &mut Random::of(seed, 1, index);
        Self {
            day: Day(FIRST_DAY + index * DAYS / count),
            slug: text::slug(random, index),
            title: text::title(random),
            description: text::sentence(random),
            tags: random.distinct(text::TAGS.len()),
        }
    }

    /// The name of the source file without its extension: `2021-07-13-mailbox-guide-00042`.
    pub fn stem(&self) -> String {
        format!("{}-{}", self.day, self.slug)
    }

    /// The names of the three tags.
    pub fn tag_names(&self) -> [&'static str; 3] {
        self.tags.map(|tag| text::TAGS[tag])
    }

    /// Whether the two have a tag in common.
    pub fn is_near(&self, other: &Self) -> bool {
        self.tags.iter().any(|tag| other.tags.contains(tag))
    }
}

/// A stretch of Markdown, or a link whose target each generator writes in its own way.
pub enum Piece {
    Markdown(String),
    Link(Card),
}

/// A whole article.
pub struct Article {
    pub card: Card,
    pub body: Vec<Piece>,
    /// Five others with a tag in common, for a generator that cannot find them itself.
    pub related: Vec<Card>,
}

impl Article {
    /// Article `index` of `count`.
    pub fn new(seed: u64, index: usize, count: usize) -> Self {
        let card = Card::new(seed, index, count);
        let related = related(seed, &card, index, count);
        let body = Body::new(seed, index, count).write();
        Self { card, body, related }
    }

    /// The body as Markdown, with links as `href` writes their targets.
    pub fn markdown(&self, href: impl Fn(&Card) -> String) -> String {
        let mut out = String::new();
        for piece in &self.body {
            match piece {
                Piece::Markdown(text) => out.push_str(text),
                Piece::Link(card) => out.push_str(&format!("[{}]({})", card.title, href(card))),
            }
        }
        out
    }
}

/// The nearest five articles before this one (going round) with a tag in common.
fn related(seed: u64, card: &Card, index: usize, count: usize) -> Vec<Card> {
    (1..count)
        .map(|back| Card::new(seed, (index + count - back) % count, count))
        .filter(|other| card.is_near(other))
        .take(5)
        .collect()
}

/// Writes the body of one article.
struct Body {
    random: Random,
    pieces: Vec<Piece>,
    /// Han characters still to write.
    left: usize,
    seed: u64,
    index: usize,
    count: usize,
}

impl Body {
    fn new(seed: u64, index: usize, count: usize) -> Self {
        let mut random = Random::of(seed, 2, index);
        let left = BODY_HAN - BODY_SPREAD + random.below(2 * BODY_SPREAD);
        Self { random, pieces: Vec::new(), left, seed, index, count }
    }

    /// Two sections, each under a heading; the table stands in the first, the links are spread.
    fn write(mut self) -> Vec<Piece> {
        let share = self.left / 6;
        self.paragraph(share);
        self.heading();
        self.paragraph(share);
        self.link(1);
        self.table();
        self.paragraph(share);
        self.heading();
        self.paragraph(share);
        self.link(7);
        // What follows takes ten characters, and a paragraph ends half a sentence late.
        let rest = self.left.saturating_sub(22);
        self.paragraph(rest);
        self.push("更多说明见[帮助中心](https://example.com/help/)。\n");
        self.pieces
    }

    fn push(&mut self, text: &str) {
        self.left = self.left.saturating_sub(text::han(text));
        if let Some(Piece::Markdown(last)) = self.pieces.last_mut() {
            last.push_str(text);
        } else {
            self.pieces.push(Piece::Markdown(text.to_owned()));
        }
    }

    /// Sentences until about `han` characters are written.
    fn paragraph(&mut self, han: usize) {
        let goal = self.left.saturating_sub(han);
        if self.left == goal {
            return;
        }
        while self.left > goal {
            let sentence = text::sentence(&mut self.random);
            self.push(&sentence);
        }
        self.push("\n\n");
    }

    fn heading(&mut self) {
        let heading = text::heading(&mut self.random);
        self.push(&format!("## {heading}\n\n"));
    }

    /// A sentence with a link to the article `back` places before this one, going round.
    fn link(&mut self, back: usize) {
        let target = (self.index + self.count - back % self.count) % self.count;
        let card = Card::new(self.seed, target, self.count);
        self.left = self.left.saturating_sub(text::han(&card.title));
        self.push("具体做法可以参考");
        self.pieces.push(Piece::Link(card));
        self.push("一文。\n\n");
    }

    fn table(&mut self) {
        let mut table = String::from("| 项目 | 旧版 | 新版 |\n|---|---|---|\n");
        for _ in 0..3 {
            let object = text::object(&mut self.random);
            let (old, new) = (self.random.pick(&text::ANSWERS), self.random.pick(&text::ANSWERS));
            table.push_str(&format!("| {object} | {old} | {new} |\n"));
        }
        table.push('\n');
        self.push(&table);
    }
}
