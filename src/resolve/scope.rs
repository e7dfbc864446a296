//! One file's point of view: its path, the site's languages, and where problems go.

use std::borrow::Borrow;
use std::sync::Arc;

use super::{catalogue as problem, translation};
use crate::base::{
    Bilingual, Conversion, Diagnostic, Lang, Located, Range, SourcePath, Span, nearest,
};
use crate::model::{Clause, Prose, ProseText, Site, Text};
use crate::syntax::{ProseWords, Words};

/// Resolves what stands in one file.
pub struct Scope<'a> {
    /// The site: its languages and audiences.
    pub site: &'a Site,
    /// The file.
    pub path: SourcePath,
    /// Problems.
    pub out: &'a mut Vec<Diagnostic>,
}

impl Scope<'_> {
    /// A place in the file.
    pub fn span(&self, at: Range) -> Span {
        self.path.at(at)
    }

    /// Notes a problem.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.out.push(diagnostic);
    }

    /// Words by language.
    pub fn text(&mut self, words: impl Borrow<Words>) -> Text {
        let (base, others) = self.by_language(words.borrow());
        self.translated(base, &others, |text| &text.value);
        let base = base.map_or_else(|| Arc::from(""), |w| Arc::from(w.value.as_str()));
        let other = |(lang, w): (Lang, &Located<String>)| (lang, Arc::from(w.value.as_str()));
        let mut others: Vec<(Lang, Arc<str>)> = others.into_iter().map(other).collect();
        self.derive(&base, &mut others, |words, by| by.convert(words).into());
        Text::new(base, others)
    }

    /// What words state, by language.
    pub fn clauses(&self, words: &Words) -> Vec<(Lang, Clause)> {
        let of = |(lang, text): &(Option<Located<Lang>>, Located<String>)| {
            let default = || self.site.default_language().clone();
            let lang = lang.as_ref().map_or_else(default, |lang| lang.value.clone());
            let found = crate::syntax::clauses(&text.value, text.at);
            found.into_iter().map(move |clause| (lang.clone(), clause))
        };
        words.iter().flat_map(of).collect()
    }

    /// Words by language, or the empty text.
    pub fn text_or_empty(&mut self, words: Option<impl Borrow<Words>>) -> Text {
        words.map(|words| self.text(words)).unwrap_or_default()
    }

    /// Markdown by language.
    pub fn prose(&mut self, words: impl Borrow<ProseWords>) -> ProseText {
        let (base, others) = self.by_language(words.borrow());
        self.translated(base, &others, |text| &text.value.plain);
        let base = base.map(|w| Arc::clone(&w.value)).unwrap_or_default();
        let other = |(lang, w): (Lang, &Located<Arc<Prose>>)| (lang, Arc::clone(&w.value));
        let mut others: Vec<(Lang, Arc<Prose>)> = others.into_iter().map(other).collect();
        self.derive(&base, &mut others, |prose, by| Arc::new(prose.converted(by)));
        ProseText::new(base, others)
    }

    /// Reports translations whose numbers are not those of what they translate.
    fn translated<T>(
        &mut self,
        base: Option<&Located<T>>,
        others: &[(Lang, &Located<T>)],
        words: impl Fn(&Located<T>) -> &str,
    ) {
        let Some(base) = base else { return };
        for (lang, other) in others {
            if let Some((said, meant)) = translation::disagreement(words(base), words(other)) {
                let here = Bilingual::new("默认语言的原文在这里", "what it translates is here");
                self.report(
                    problem::translation_disagrees(self.span(other.at), lang, said, meant)
                        .label(self.span(base.at), here),
                );
            }
        }
    }

    /// Adds the languages that are made from others, where nothing was written in them.
    fn derive<T: Clone>(
        &self,
        base: &T,
        others: &mut Vec<(Lang, T)>,
        convert: impl Fn(&T, &Conversion) -> T,
    ) {
        for language in &self.site.languages {
            let Some(derive) = &language.derive else { continue };
            if others.iter().any(|(lang, _)| *lang == language.tag) {
                continue;
            }
            let own = others.iter().find(|(lang, _)| *lang == derive.from);
            let from = match own {
                Some((_, words)) => words,
                None if derive.from == *self.site.default_language() => base,
                None => continue,
            };
            let made = convert(from, &derive.by);
            others.push((language.tag.clone(), made));
        }
    }

    /// Splits words into the default language's and the others', reporting tags that the site does not have.
    fn by_language<'w, T>(
        &mut self,
        words: &'w [(Option<Located<Lang>>, Located<T>)],
    ) -> (Option<&'w Located<T>>, Vec<(Lang, &'w Located<T>)>) {
        let default = self.site.default_language();
        let mut base = None;
        let mut others = Vec::new();
        let mut place = Range::default();
        for (lang, value) in words {
            place = value.at;
            match lang {
                None => base = Some(value),
                Some(lang) if lang.value == *default => base = Some(value),
                Some(lang) if self.site.languages.iter().any(|l| l.tag == lang.value) => {
                    others.push((lang.value.clone(), value))
                }
                Some(lang) => {
                    let near =
                        nearest(lang.as_str(), self.site.languages.iter().map(|l| l.tag.as_str()));
                    self.report(problem::unknown_language(self.span(lang.at), lang.as_str(), near));
                    base.get_or_insert(value);
                }
            }
        }
        if base.is_none() {
            self.report(problem::missing_default(self.span(place), default));
        }
        (base, others)
    }

    /// A span of time in whole days: `365d`.
    pub fn days(&mut self, text: &Located<String>) -> Option<i64> {
        let days = text.value.strip_suffix('d').unwrap_or(&text.value).parse().ok();
        let days = days.filter(|days| *days > 0);
        if days.is_none() {
            self.report(problem::bad_days(self.span(text.at), &text.value));
        }
        days
    }

    /// The position of an id among the known ones, or a problem that names the nearest.
    pub fn position<'i>(
        &mut self,
        id: &Located<String>,
        ids: impl Iterator<Item = &'i str> + Clone,
        problem: impl FnOnce(Span, &str, crate::base::Nearest) -> Diagnostic,
    ) -> Option<usize> {
        let found = ids.clone().position(|known| known == id.value);
        if found.is_none() {
            let near = nearest(&id.value, ids);
            self.report(problem(self.span(id.at), &id.value, near));
        }
        found
    }

    /// An audience that the settings declare, or one of the four that need no declaration.
    pub fn audience(&mut self, id: &Located<String>) -> Arc<str> {
        const ALWAYS: [&str; 4] = ["admin", "member", "reseller", "vendor"];
        let declared = self.site.audiences.iter().map(|(id, _)| &**id);
        if !declared.clone().chain(ALWAYS).any(|known| known == id.value) {
            let near = nearest(&id.value, declared.chain(ALWAYS));
            self.report(problem::unknown_audience(self.span(id.at), &id.value, near));
        }
        id.value.as_str().into()
    }

    /// Reports ids that stand twice.
    pub fn unique<'i>(&mut self, ids: impl Iterator<Item = &'i Located<String>>) {
        let mut seen: rustc_hash::FxHashMap<&str, Range> = rustc_hash::FxHashMap::default();
        for id in ids {
            if let Some(first) = seen.get(id.value.as_str()) {
                let first = self.span(*first);
                self.report(
                    problem::duplicate_id(self.span(id.at), &id.value).label(first, first_here()),
                );
            } else {
                seen.insert(&id.value, id.at);
            }
        }
    }
}

/// The label of a first place.
pub fn first_here() -> Bilingual {
    Bilingual::new("第一次用在这里", "first used here")
}
