//! Related articles against the definition, computed the slow way.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::derive::{RelatedItem, related};

/// A title and tags.
type Written = (String, Vec<&'static str>);

fn run(articles: &[Written], top: usize) -> Vec<Vec<u32>> {
    let items: Vec<_> = articles.iter().map(|(title, tags)| RelatedItem { title, tags }).collect();
    related(&items, top)
}

/// The terms of an article whose title is Han words and Latin words with spaces between.
fn terms((title, tags): &Written) -> BTreeSet<(bool, String)> {
    let mut terms: BTreeSet<_> = tags.iter().map(|tag| (true, (*tag).to_owned())).collect();
    for word in title.split(' ').filter(|word| !word.is_empty()) {
        let letters: Vec<char> = word.chars().collect();
        if word.is_ascii() || letters.len() == 1 {
            terms.insert((false, word.to_lowercase()));
        } else {
            terms.extend(letters.windows(2).map(|pair| (false, pair.iter().collect())));
        }
    }
    terms
}

/// The definition: what each shared term says, summed; a term counts towards its newest 64 only.
fn oracle(articles: &[Written], top: usize) -> Vec<Vec<u32>> {
    let terms: Vec<_> = articles.iter().map(terms).collect();
    let holders = |term: &(bool, String)| {
        (0..terms.len()).filter(|&i| terms[i].contains(term)).collect::<Vec<_>>()
    };
    let nearest = |own: usize| {
        let mut scores = vec![0; terms.len()];
        for term in &terms[own] {
            let holders = holders(term);
            let rarity = 1 + terms.len().ilog2() - holders.len().ilog2();
            let weight = if term.0 { 4 * rarity } else { rarity };
            holders.iter().take(64).for_each(|&article| scores[article] += weight);
        }
        let mut others: Vec<_> = (0..terms.len()).filter(|&i| i != own && scores[i] > 0).collect();
        others.sort_by_key(|&i| std::cmp::Reverse(scores[i]));
        others.into_iter().take(top).map(|i| i as u32).collect()
    };
    (0..terms.len()).map(nearest).collect()
}

fn title() -> impl Strategy<Value = String> {
    let words =
        vec!["邮箱", "邮箱容量", "新", "升级", "新版升级", "VIP", "vip", "Exchange", "2021"];
    vec(select(words), 0..4).prop_map(|words| words.join(" "))
}

fn article() -> impl Strategy<Value = Written> {
    (title(), subsequence(vec!["升级", "VIP", "vip", "客户端"], 0..=3))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn as_defined(articles in vec(article(), 0..12), top in 0..6usize) {
        prop_assert_eq!(run(&articles, top), oracle(&articles, top));
    }

    #[test]
    fn as_defined_beyond_the_cut(articles in vec(article(), 100..160)) {
        prop_assert_eq!(run(&articles, 5), oracle(&articles, 5));
    }

    #[test]
    fn the_order_of_tags_means_nothing(articles in vec(article(), 0..40)) {
        let turned = |(title, tags): &Written| (title.clone(), tags.iter().rev().copied().collect());
        let other: Vec<Written> = articles.iter().map(turned).collect();
        prop_assert_eq!(run(&articles, 5), run(&other, 5));
    }

    #[test]
    fn paths_decide_not_the_order_of_reading(
        articles in vec((0..5u8, article()), 0..40),
        seed in any::<prop::sample::Index>(),
    ) {
        let mut read: Vec<_> = articles.into_iter().enumerate().collect();
        let found = by_path(&read);
        let middle = seed.index(read.len().max(1)).min(read.len());
        read.rotate_left(middle);
        read.reverse();
        prop_assert_eq!(by_path(&read), found);
    }
}

/// The related articles of each by path, sorted as a caller sorts them: newest first, then by path.
fn by_path(read: &[(usize, (u8, Written))]) -> Vec<(usize, Vec<usize>)> {
    let mut sorted: Vec<_> = read.iter().collect();
    sorted.sort_by_key(|(path, (day, _))| (std::cmp::Reverse(*day), *path));
    let articles: Vec<Written> = sorted.iter().map(|(_, (_, article))| article.clone()).collect();
    let path = |position: u32| sorted[position as usize].0;
    let found = run(&articles, 5).into_iter().enumerate();
    let mut found: Vec<_> =
        found.map(|(own, near)| (path(own as u32), near.into_iter().map(path).collect())).collect();
    found.sort();
    found
}

fn written(titles: &[&str]) -> Vec<Written> {
    titles.iter().map(|title| ((*title).to_owned(), Vec::new())).collect()
}

#[test]
fn rare_terms_say_more_than_common_ones() {
    let articles = written(&["邮箱归档", "邮箱登录", "邮箱群发", "邮箱迁移归档", "邮箱备份"]);
    assert_eq!(run(&articles, 2)[0], [3, 1]);
}

#[test]
fn a_tag_says_more_than_a_word() {
    let articles = vec![
        ("邮箱".to_owned(), vec!["升级"]),
        ("邮箱".to_owned(), vec![]),
        (String::new(), vec!["升级"]),
    ];
    assert_eq!(run(&articles, 5)[0], [2, 1]);
}

#[test]
fn words_are_read_whatever_their_case_and_script() {
    let articles =
        written(&["Exchange迁移", "从EXCHANGE到新版", "《迁移》", "café", "CAFÉ！", "exchanges"]);
    let found = run(&articles, 5);
    assert_eq!(found[0], [1, 2]);
    assert_eq!(found[3], [4]);
    assert!(found[5].is_empty());
}

#[test]
fn nothing_shared_nothing_related() {
    assert!(run(&[], 5).is_empty());
    assert_eq!(run(&written(&["邮箱"]), 5), [[0u32; 0]]);
    assert_eq!(run(&written(&["邮箱", "邮箱"]), usize::MAX), [[1], [0]]);
    assert_eq!(run(&written(&["邮箱", "邮箱"]), 0), [[0u32; 0]; 2]);
}

#[test]
fn threads_change_nothing() {
    let tags = ["升级", "VIP", "登录", "容量", "密码"];
    let article = |i: usize| (format!("第{}篇 news{}", i % 97, i % 31), vec![tags[i % 5]]);
    let articles: Vec<_> = (0..3000).map(article).collect();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads can be had").install(|| run(&articles, 5))
    };
    assert_eq!(on(1), on(4));
}
