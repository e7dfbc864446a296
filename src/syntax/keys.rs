//! The keys of a mapping whose keys are fixed.

use rayon::prelude::*;

use super::catalogue as problem;
use super::fields::Reader;
use super::yaml::{Data, Key, Node};
use super::{listed, stray};
use crate::base::{Bilingual, Located, Nearest, Range, is_slip, nearest};

/// How many items of a long list are read in one go.
const AT_ONCE: usize = 16;

/// The keys of a mapping, taken one by one; what is left at the end was not known.
pub struct Fields<'n, 's> {
    /// Where the mapping stands.
    pub at: Range,
    entries: &'n [(Key<'s>, Node<'s>)],
    known: Vec<&'static str>,
    /// Keys that must be there and are not.
    missing: Vec<&'static str>,
    /// What keys that are like none may stand for.
    likely: &'static [&'static str],
    /// What a key that is like none may be, where that can be told.
    hint: Option<Bilingual>,
    what: Bilingual,
}

impl<'n, 's> Fields<'n, 's> {
    /// A mapping of which nothing was taken yet.
    pub fn new(at: Range, entries: &'n [(Key<'s>, Node<'s>)], what: Bilingual) -> Self {
        Self {
            at,
            entries,
            known: Vec::with_capacity(16),
            missing: Vec::new(),
            likely: &[],
            hint: None,
            what,
        }
    }

    /// The value of a key, if it is there. A misspelt key counts: it is reported at the end, and
    /// nothing needs to be said about what it would leave out.
    pub fn take(&mut self, key: &'static str) -> Option<&'n Node<'s>> {
        self.known.push(key);
        let exact = self.entries.iter().find(|(k, _)| k.text == key);
        let slip = |k: &str| is_slip(k, key) || k.eq_ignore_ascii_case(key);
        let found = exact.or_else(|| self.entries.iter().find(|(k, _)| slip(&k.text)));
        found.map(|(_, value)| value)
    }

    /// Whether a key stands here, written as it is.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(k, _)| k.text == key)
    }

    /// Whether a key that nobody knows has no value, because its colon is missing, has no space behind
    /// it or is a full-width one: reported at the end, and nothing needs to be said about what it leaves out.
    pub fn has_stray(&self) -> bool {
        (0..self.entries.len()).any(|at| stray::count(self.entries, at, &self.known) > 0)
    }

    /// Whether there is a key that is like none of some: it may be another word for any of them.
    pub fn has_stranger(&self, known: &[&str]) -> bool {
        let strange = |key: &str| {
            !known.contains(&key) && nearest(key, known.iter().copied()).name().is_none()
        };
        self.entries.iter().any(|(key, _)| strange(&key.text))
    }

    /// Names what a key that is like none most likely stands for.
    pub fn likely(&mut self, keys: &'static [&'static str]) {
        self.likely = keys;
    }

    /// The first key that is like none of those that were asked for.
    pub fn stranger(&self) -> Option<Located<String>> {
        let strange =
            |key: &str| !self.is_known(key) && nearest(key, self.offered()).name().is_none();
        let (key, _) = self.entries.iter().find(|(key, _)| strange(&key.text))?;
        Some(Located::new(key.text.to_string(), key.at))
    }

    /// The keys that are like none of those that were asked for, with `hint` said of each.
    pub fn strangers(&mut self, hint: Bilingual) -> Vec<(Located<String>, &'n Node<'s>)> {
        self.hint = Some(hint);
        let strange =
            |key: &str| !self.is_known(key) && nearest(key, self.offered()).name().is_none();
        let entries = self.entries.iter().filter(|(key, _)| strange(&key.text));
        entries.map(|(key, node)| (Located::new(key.text.to_string(), key.at), node)).collect()
    }

    /// The value of a key that must be there. Where it is not, [`finish`](Self::finish) reports it,
    /// unless a key that nobody knows stands for it.
    pub fn need(&mut self, key: &'static str, reader: &mut Reader) -> Option<&'n Node<'s>> {
        let value = self.take(key);
        if value.is_none() {
            self.missing.push(key);
        }
        value.and_then(|node| reader.filled(key, node))
    }

    /// Reads an optional key.
    pub fn read<T>(
        &mut self,
        key: &'static str,
        reader: &mut Reader,
        read: impl FnOnce(&mut Reader, &'n Node<'s>) -> Option<T>,
    ) -> Option<T> {
        self.take(key).and_then(|node| read(reader, node))
    }

    /// Reads a list under an optional key.
    pub fn each<T>(
        &mut self,
        key: &'static str,
        reader: &mut Reader,
        mut read: impl FnMut(&mut Reader, &'n Node<'s>) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.take(key) else { return Vec::new() };
        let items = reader.list(node);
        let mut all = Vec::with_capacity(items.len());
        all.extend(items.iter().filter_map(|item| read(reader, item)));
        all
    }

    /// Reads a list under an optional key as [`each`](Self::each) does, several items at once: for
    /// lists that may be long. Values and problems keep their order.
    pub fn each_at_once<T: Send>(
        &mut self,
        key: &'static str,
        reader: &mut Reader,
        read: impl Fn(&mut Reader, &Node<'s>) -> Option<T> + Sync,
    ) -> Vec<T> {
        let Some(node) = self.take(key) else { return Vec::new() };
        let keyed = listed::items(node, reader);
        let path = reader.path.clone();
        let items = if keyed.is_empty() { reader.list(node) } else { &keyed };
        let run = |items: &[Node<'s>]| {
            let mut own = Reader::new(&path);
            let read: Vec<T> = items.iter().filter_map(|item| read(&mut own, item)).collect();
            (read, own.out)
        };
        let runs: Vec<_> = items.par_chunks(AT_ONCE).map(run).collect();
        let mut all = Vec::with_capacity(items.len());
        for (read, out) in runs {
            all.extend(read);
            reader.out.extend(out);
        }
        all
    }

    /// Reads a mapping whose keys are ids.
    pub fn keyed<T>(
        &mut self,
        key: &'static str,
        reader: &mut Reader,
        read: impl Fn(&mut Reader, Located<String>, &Node<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.take(key) else { return Vec::new() };
        if let Data::List(items) = &node.data {
            let mend = Bilingual::new(
                "这里不是列表：去掉减号和方括号，每行写一个 代号: 内容",
                "this is no list: without dashes and brackets, write one id: value per line",
            );
            reader.report(problem::expected_mapping(reader.span(node.at.begin()), mend));
            // Kept, so that what refers to them is not reported as well.
            let before = reader.out.len();
            // A lone name says neither where something moved nor into what it was split.
            let is_told =
                |item: &&Node<'s>| item.scalar().is_none() || !["moved", "split"].contains(&key);
            let named = items.iter().filter(is_told).flat_map(listed::by_id);
            let all = named.filter_map(|(id, node)| read(reader, id, &node)).collect();
            reader.out.truncate(before);
            return all;
        }
        let entries = reader.entries(node);
        let mut all = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            if let Some((id, value)) = stray::glued_entry(key, value, reader) {
                all.extend(read(reader, id, &value));
                continue;
            }
            let id = reader.key_id(key);
            all.extend(read(reader, id, value));
        }
        all
    }

    /// Reads a list of names under an optional key as [`each`](Self::each) does; several in one text are reported.
    pub fn each_name<T>(
        &mut self,
        key: &'static str,
        reader: &mut Reader,
        mut read: impl FnMut(&mut Reader, &'n Node<'s>) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.take(key) else { return Vec::new() };
        reader.names(node).iter().filter_map(|item| read(reader, item)).collect()
    }

    /// Checks the optional `version:` and ignores the free keys under `extra`.
    pub fn version(&mut self, reader: &mut Reader) {
        self.known.push("extra");
        if let Some(node) = self.take("version")
            && node.scalar() != Some("1")
        {
            reader.report(problem::unknown_version(
                reader.span(node.at),
                node.scalar().unwrap_or("…"),
            ));
        }
    }

    /// The keys to choose from: its own ones first, then those that every file may have.
    fn offered(&self) -> impl Iterator<Item = &'static str> {
        let (every, own): (Vec<_>, Vec<_>) =
            self.known.iter().copied().partition(|key| ["extra", "version"].contains(key));
        let mut all = [own, every].concat();
        // Keys that are looked at twice are offered once.
        let mut seen = Vec::with_capacity(all.len());
        all.retain(|key| {
            !seen.contains(key) && {
                seen.push(*key);
                true
            }
        });
        all.into_iter()
    }

    /// Reports every key that nobody asked for, and every one that is not there; words that commas cut
    /// into keys count as one fault, and so does a key that is written as another word.
    pub fn finish(mut self, reader: &mut Reader) {
        let missing = std::mem::take(&mut self.missing);
        let mut left = if self.has_stray() { Vec::new() } else { missing.clone() };
        let mut at = 0;
        while let Some((key, _)) = self.entries.get(at) {
            let stray = stray::count(self.entries, at, &self.known);
            if stray > 0 {
                reader.report(stray::problem(
                    self.entries,
                    at..at + stray,
                    &self.known,
                    &self.what,
                    &reader.path,
                ));
            } else if !self.is_known(&key.text) {
                let near = self.meant(&key.text, &mut left);
                let place = reader.span(key.at);
                let hint = self.hint.as_ref().filter(|_| near.name().is_none());
                reader.report(match hint {
                    Some(hint) => problem::unknown_key(place, &*key.text, &self.what, hint),
                    None => problem::unknown_key(place, &*key.text, &self.what, near),
                });
            }
            at += stray.max(1);
        }
        for key in left {
            reader.report(problem::missing_key(reader.span(self.at.begin()), key, &self.what));
        }
    }

    /// What a key that nobody knows may have been meant for: one that is like it, else one of those that
    /// are not there, which is then not missed any longer.
    fn meant(&self, key: &str, left: &mut Vec<&'static str>) -> Nearest {
        let near = nearest(key, self.offered());
        match near.name() {
            Some(name) => {
                left.retain(|missing| *missing != name);
                near
            }
            None if left.is_empty() && self.likely.is_empty() => near,
            None if left.is_empty() => nearest(key, self.likely.iter().copied()),
            None => {
                let among = nearest(key, left.iter().copied());
                left.remove(0);
                among
            }
        }
    }

    fn is_known(&self, key: &str) -> bool {
        self.known.contains(&key)
    }
}
