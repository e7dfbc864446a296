//! Which articles belong together: those that share rare tags and rare words of their titles.
//!
//! The work is linear in the number of articles, because a term leads to its newest articles only;
//! and one edit touches few others, because a term's weight moves by powers of two.

use std::borrow::Cow;
use std::{iter, mem};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// How many articles a term leads to: the newest ones.
const POSTINGS: usize = 64;

/// How much more a shared tag says than a shared term of the title: an editor chose it.
const TAG: u32 = 4;

/// How many articles a thread takes at least: each part needs a table of scores of its own.
const PART: usize = 512;

/// What of an article tells what it is about.
#[derive(Clone, Copy, Debug)]
pub struct RelatedItem<'a> {
    /// The headline.
    pub title: &'a str,
    /// The tags.
    pub tags: &'a [&'a str],
}

/// For each article its related ones, at most `top`, the nearest first.
///
/// `items` stand newest first and, on equal dates, by path: positions break ties. An article that
/// shares nothing has none, and none is related to itself.
pub fn related(items: &[RelatedItem<'_>], top: usize) -> Vec<Vec<u32>> {
    let index = Index::new(items);
    let articles = (0..items.len()).into_par_iter().with_min_len(PART);
    articles
        .map_init(|| Scores::new(items.len()), |scores, own| scores.nearest(&index, own, top))
        .collect()
}

/// What two articles can have in common.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Term<'a> {
    /// A tag.
    Tag(&'a str),
    /// Two Han characters that stand together: Chinese has no spaces, and most words have two.
    Pair(char, char),
    /// A word in lower case, or a Han character that stands alone.
    Word(Cow<'a, str>),
}

impl Term<'_> {
    fn factor(&self) -> u32 {
        match self {
            Self::Tag(_) => TAG,
            Self::Pair(..) | Self::Word(_) => 1,
        }
    }
}

/// The terms of an article, with repetitions.
fn terms<'a>(item: &RelatedItem<'a>) -> impl Iterator<Item = Term<'a>> {
    let of_title = runs(item.title).flat_map(|run| {
        let (pairs, word) = if run.paired { (run.text, None) } else { ("", Some(run.text)) };
        let pairs = pairs.chars().zip(pairs.chars().skip(1)).map(|(a, b)| Term::Pair(a, b));
        pairs.chain(word.map(|word| Term::Word(lower(word))))
    });
    item.tags.iter().map(|tag| Term::Tag(tag)).chain(of_title)
}

/// Letters and digits that stand together, all Han or none.
struct Run<'a> {
    text: &'a str,
    /// Whether it is read in pairs of characters: Han, and more than one.
    paired: bool,
}

fn runs(mut rest: &str) -> impl Iterator<Item = Run<'_>> {
    iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !is_han(c) && !c.is_alphanumeric());
        let first = rest.chars().next()?;
        let end = if is_han(first) {
            rest.find(|c| !is_han(c))
        } else {
            rest.find(|c: char| is_han(c) || !c.is_alphanumeric())
        };
        let (text, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(Run { text, paired: is_han(first) && text.len() > first.len_utf8() })
    })
}

/// Unified ideographs with their extensions and compatibility forms, 々 and 〇 (Unicode, `Script=Han`).
fn is_han(c: char) -> bool {
    matches!(c, '々' | '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

/// Rows of numbers of unlike length, one after the other.
struct Rows {
    ends: Vec<u32>,
    numbers: Vec<u32>,
}

impl Rows {
    fn get(&self, row: usize) -> &[u32] {
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.numbers[start as usize..self.ends[row] as usize]
    }
}

/// From articles to terms and back.
struct Index {
    /// The terms of each article, each once.
    terms: Rows,
    /// The newest articles of each term.
    postings: Rows,
    /// How much each term says.
    weights: Vec<u32>,
}

impl Index {
    fn new(items: &[RelatedItem<'_>]) -> Self {
        let mut vocabulary = Vocabulary::default();
        let mut terms = Rows { ends: Vec::with_capacity(items.len()), numbers: Vec::new() };
        for item in items {
            vocabulary.add(item, &mut terms);
        }
        let postings = postings(&terms, &vocabulary.articles);
        let weights = iter::zip(&vocabulary.articles, &vocabulary.factors)
            .map(|(&articles, factor)| factor * rarity(articles, items.len()))
            .collect();
        Self { terms, postings, weights }
    }
}

/// How little a term is used, in powers of two (the inverse document frequency, in whole bits):
/// 1 for one that about every article has.
fn rarity(articles: u32, all: usize) -> u32 {
    1 + all.ilog2() - articles.ilog2()
}

/// The newest articles of each term. One that a single article has leads nowhere.
fn postings(terms: &Rows, articles: &[u32]) -> Rows {
    let mut ends = Vec::with_capacity(articles.len());
    let mut total = 0;
    for &count in articles {
        total += if count > 1 { count.min(POSTINGS as u32) } else { 0 };
        ends.push(total);
    }
    let mut next: Vec<u32> = iter::once(0).chain(ends.iter().copied()).collect();
    let mut numbers = vec![0; total as usize];
    for article in 0..terms.ends.len() {
        for &term in terms.get(article) {
            let at = &mut next[term as usize];
            if *at < ends[term as usize] {
                numbers[*at as usize] = article as u32;
                *at += 1;
            }
        }
    }
    Rows { ends, numbers }
}

/// Every term that was met, numbered in the order of meeting.
#[derive(Default)]
struct Vocabulary<'a> {
    numbers: FxHashMap<Term<'a>, u32>,
    /// The same for pairs, most of all terms, in entries of a third of the size.
    pairs: FxHashMap<(char, char), u32>,
    /// How many articles have the term.
    articles: Vec<u32>,
    /// The article that had it last.
    last: Vec<Option<u32>>,
    /// How much heavier it is for its kind.
    factors: Vec<u32>,
}

impl<'a> Vocabulary<'a> {
    /// Adds an article's terms, each once.
    fn add(&mut self, item: &RelatedItem<'a>, rows: &mut Rows) {
        let article = rows.ends.len() as u32;
        for term in terms(item) {
            let number = self.number(term);
            let last = &mut self.last[number as usize];
            if *last != Some(article) {
                *last = Some(article);
                rows.numbers.push(number);
                self.articles[number as usize] += 1;
            }
        }
        rows.ends.push(rows.numbers.len() as u32);
    }

    fn number(&mut self, term: Term<'a>) -> u32 {
        let (next, factor) = (self.articles.len() as u32, term.factor());
        let number = match term {
            Term::Pair(a, b) => *self.pairs.entry((a, b)).or_insert(next),
            term => *self.numbers.entry(term).or_insert(next),
        };
        if number == next {
            self.articles.push(0);
            self.last.push(None);
            self.factors.push(factor);
        }
        number
    }
}

/// What one thread needs to score articles, one after the other.
struct Scores {
    /// By article; zero between two runs.
    of: Vec<u32>,
    /// The articles whose score is not zero stand in front.
    met: Vec<u32>,
    /// How many they are.
    count: usize,
}

impl Scores {
    fn new(articles: usize) -> Self {
        // One place more than there are articles: `add` writes before it knows whether to keep.
        Self { of: vec![0; articles], met: vec![0; articles + 1], count: 0 }
    }

    /// The articles nearest to one.
    fn nearest(&mut self, index: &Index, own: usize, top: usize) -> Vec<u32> {
        for &term in index.terms.get(own) {
            self.add(index.postings.get(term as usize), index.weights[term as usize]);
        }
        let mut best = Best { keys: Vec::with_capacity(top.min(self.of.len())), top };
        for &article in &self.met[..mem::take(&mut self.count)] {
            let score = mem::take(&mut self.of[article as usize]);
            if article as usize != own {
                best.offer(score, article);
            }
        }
        best.articles()
    }

    /// Adds a term's weight to its articles. Whether one is met for the first time is a coin toss
    /// that no processor predicts, so it is counted, not branched upon: a third of the time.
    fn add(&mut self, postings: &[u32], weight: u32) {
        for &article in postings {
            let score = &mut self.of[article as usize];
            self.met[self.count] = article;
            self.count += usize::from(*score == 0);
            *score += weight;
        }
    }
}

/// The best so far, in order: by score, then the newer one.
struct Best {
    keys: Vec<u64>,
    top: usize,
}

impl Best {
    fn offer(&mut self, score: u32, article: u32) {
        let key = u64::from(score) << 32 | u64::from(!article);
        let full = self.keys.len() == self.top;
        if full && self.keys.last().is_none_or(|&last| key < last) {
            return;
        }
        if full {
            self.keys.pop();
        }
        let place = self.keys.partition_point(|&better| better > key);
        self.keys.insert(place, key);
    }

    fn articles(&self) -> Vec<u32> {
        self.keys.iter().map(|&key| !(key as u32)).collect()
    }
}
