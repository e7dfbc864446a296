//! From the tree to typed documents, collecting every problem on the way.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;
use thin_vec::ThinVec;

use super::catalogue as problem;
use super::id::{broken_rule, is_id, meant_id, number, suggested_id};
pub use super::keys::Fields;
use super::line::catalogue as line;
use super::slip::{full_width_colon, pairs};
use super::text;
use super::words::{self, ProseWords, When, Words};
use super::yaml::{Data, Key, MAX_DEPTH, Node};
use super::{date, markdown};
use crate::base::{Bilingual, Diagnostic, Lang, Located, Range, SourcePath, Span, nearest};

/// Reads one file: knows its path, and collects its problems.
pub struct Reader {
    /// The file.
    pub path: SourcePath,
    /// What its site allows.
    pub within: Within,
    /// What is wrong with it.
    pub out: Vec<Diagnostic>,
}

/// The names of blocks that themes add.
pub type BlockNames = Arc<[String]>;

/// What decides how a file is read, besides its path and bytes.
#[derive(Clone, Debug)]
pub struct Within {
    /// How deep YAML may nest.
    pub depth: usize,
    /// The blocks that the site's themes add.
    pub blocks: BlockNames,
}

impl Default for Within {
    fn default() -> Self {
        Self { depth: MAX_DEPTH, blocks: BlockNames::from([]) }
    }
}

/// Whether a text shows nothing: white space, and signs without a width.
pub fn is_blank(text: &str) -> bool {
    let none = |c| matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
    text.chars().all(|c| c.is_whitespace() || none(c))
}

impl Reader {
    /// A reader without a problem yet.
    pub fn new(path: &SourcePath) -> Self {
        Self { path: path.clone(), within: Within::default(), out: Vec::new() }
    }

    /// Notes a problem.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.out.push(diagnostic);
    }

    /// A place in this file.
    pub fn span(&self, at: Range) -> Span {
        self.path.at(at)
    }

    /// A scalar as written; blank is a problem.
    pub fn string(&mut self, node: &Node<'_>) -> Option<Located<String>> {
        match node.scalar() {
            Some(text) if is_blank(text) => {
                self.report(problem::empty_value(self.span(node.at)));
                None
            }
            Some(text) => {
                self.direction(text, node.at);
                Some(Located::new(text.to_owned(), node.at))
            }
            None => {
                self.report(problem::expected_text(self.span(node.at)));
                None
            }
        }
    }

    /// A value that nothing may be left out of; reported where nothing is written.
    pub fn filled<'n, 's>(&mut self, key: &str, node: &'n Node<'s>) -> Option<&'n Node<'s>> {
        if node.says_nothing() {
            self.report(problem::empty_needed(self.span(node.at), key));
            return None;
        }
        Some(node)
    }

    /// Refuses characters that turn the direction of what follows: in a name they hide what it says.
    fn direction(&mut self, text: &str, at: Range) {
        if let Some((offset, sign)) = text::turn(text) {
            let at = at.stretch(text, offset..offset + sign.len_utf8());
            self.report(problem::direction_in_words(self.span(at), text::code(sign)));
        }
    }

    /// The address of another site, for a link. A bad one is reported and kept, so that what links to
    /// it is not reported as well: with an error nothing is published.
    pub fn address(&mut self, node: &Node<'_>) -> Option<Located<String>> {
        let url = self.token(node)?;
        if !text::is_address(&url.value) {
            self.report(problem::bad_address(self.span(url.at), &url.value));
        }
        Some(url)
    }

    /// An item of a list of names: in `[a，b]` the comma is none, and the two are one item.
    pub fn item(&mut self, node: &Node<'_>) -> Option<Located<String>> {
        let item = self.token(node)?;
        match node.find_plain(&['，', '、']) {
            Some((comma, at)) => {
                let list = item.value.replace(['，', '、'], ", ");
                let quoted = super::slip::quoted(&item.value);
                let comma = comma.to_string();
                self.report(problem::full_width_comma(self.span(at), comma, list, quoted));
                None
            }
            None => Some(item),
        }
    }

    /// An id: lower-case letters, digits, `-` and `.`; quoted if YAML would read it as a number.
    /// A bad one is reported and kept, so that what refers to it is not reported as well.
    pub fn id(&mut self, node: &Node<'_>) -> Option<Located<String>> {
        let before = self.out.len();
        let id = self.token(node)?;
        if self.out.len() > before {
            // A hidden sign in it was reported, or quotes around it.
            return Some(id);
        }
        let plain = matches!(node.data, Data::Scalar { plain: true, .. });
        self.check_id(&id.value, id.at, plain);
        Some(Located::new(meant_id(id.value), id.at))
    }

    /// Checks an id that stands as a key.
    pub fn key_id(&mut self, key: &Key<'_>) -> Located<String> {
        self.check_id(&key.text, key.at, key.plain);
        Located::new(meant_id(key.text.clone().into_owned()), key.at)
    }

    fn check_id(&mut self, id: &str, at: Range, plain: bool) {
        if plain
            && is_id(id)
            && let Some(number) = number(id)
        {
            self.report(problem::number_as_id(self.span(at), id, number));
        } else if !is_id(id) {
            self.report(problem::bad_id(self.span(at), id, broken_rule(id), suggested_id(id)));
        }
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, node: &Node<'_>) -> Option<bool> {
        match node.scalar() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            Some("") => {
                self.report(problem::empty_value(self.span(node.at)));
                None
            }
            _ => {
                self.report(problem::expected_boolean(
                    self.span(node.at),
                    node.scalar().unwrap_or("…"),
                ));
                None
            }
        }
    }

    /// A whole number.
    pub fn integer(&mut self, node: &Node<'_>) -> Option<i64> {
        let parsed = node.scalar().and_then(|text| ungrouped(text).parse().ok());
        if node.is_blank() {
            self.report(problem::empty_value(self.span(node.at)));
        } else if parsed.is_none() {
            self.report(problem::expected_integer(
                self.span(node.at),
                node.scalar().unwrap_or("…"),
            ));
        }
        parsed
    }

    /// A day: `2021-07-13`.
    pub fn date(&mut self, node: &Node<'_>) -> Option<Date> {
        let text = self.string(node)?;
        let date = words::day(&text.value);
        if date.is_none() {
            self.report(problem::bad_day(
                self.span(text.at),
                &text.value,
                date::mend(&text.value, false),
            ));
        }
        date
    }

    /// A day, and where it stands.
    pub fn day(&mut self, node: &Node<'_>) -> Option<Located<Date>> {
        self.date(node).map(|date| Located::new(date, node.at))
    }

    /// A day or a moment: `2021-07-13`, `2021-07-13 17:28:04`, `2021-07-13T17:28:04+08:00`.
    pub fn when(&mut self, node: &Node<'_>) -> Option<Located<When>> {
        let text = self.string(node)?;
        let when = When::parse(&text.value);
        if when.is_none() {
            self.report(problem::bad_date(
                self.span(text.at),
                &text.value,
                date::mend(&text.value, true),
            ));
        }
        when.map(|w| Located::new(w, text.at))
    }

    /// The items of a list; a lone scalar counts as a list of one.
    pub fn list<'n, 's>(&mut self, node: &'n Node<'s>) -> &'n [Node<'s>] {
        match &node.data {
            Data::List(items) => items,
            Data::Scalar { .. } if !node.is_blank() => std::slice::from_ref(node),
            Data::Scalar { .. } => &[],
            Data::Map(_) => {
                let mend = Bilingual::new(
                    "写成 [甲, 乙]，或每行一个「- 甲」；只有一项 {…} 时写成 [{…}]",
                    "write [a, b], or one \"- a\" per line; a lone {…} is written [{…}]",
                );
                self.report(problem::expected_list(self.span(node.at), mend));
                &[]
            }
        }
    }

    /// The items of a list of names, as [`list`](Self::list) gives them. Commas outside of brackets part
    /// nothing, and are reported.
    pub fn names<'n, 's>(&mut self, node: &'n Node<'s>) -> &'n [Node<'s>] {
        let Data::Scalar { text, plain: true, .. } = &node.data else { return self.list(node) };
        if !text.contains(['，', '、']) && !text.contains(", ") {
            return self.list(node);
        }
        let list = format!("[{}]", text.replace(['，', '、'], ", "));
        let quoted = super::slip::quoted(text);
        let mend = Bilingual::new(
            format!("{list}；真是一项时，给它加上双引号：{quoted}"),
            format!("{list}; if it is one item, put it in double quotes: {quoted}"),
        );
        self.report(line::list_without_brackets(self.span(node.at), mend));
        &[]
    }

    /// A list of texts.
    pub fn strings(&mut self, node: &Node<'_>) -> Vec<Located<String>> {
        let items = self.names(node);
        let mut strings = Vec::with_capacity(items.len());
        strings.extend(items.iter().filter_map(|item| self.item(item)));
        strings
    }

    /// A list of one text or more; `None` if something about it was reported.
    pub fn some_strings(&mut self, node: &Node<'_>) -> Option<Vec<Located<String>>> {
        let before = self.out.len();
        let strings = self.strings(node);
        if strings.is_empty() && self.out.len() == before {
            self.report(problem::empty_value(self.span(node.at)));
        }
        (self.out.len() == before).then_some(strings)
    }

    /// The entries of a mapping.
    pub fn entries<'n, 's>(&mut self, node: &'n Node<'s>) -> &'n [(Key<'s>, Node<'s>)] {
        match &node.data {
            Data::Map(entries) => entries,
            Data::Scalar { .. } if node.is_blank() => &[],
            _ => {
                let colon = full_width_colon(node, &self.path);
                self.report(
                    colon.unwrap_or_else(|| problem::expected_mapping(self.span(node.at), pairs())),
                );
                &[]
            }
        }
    }

    /// Words in one language, or `{zh-Hans: …, en: …}`.
    pub fn words(&mut self, node: &Node<'_>) -> Option<Words> {
        self.by_language(node, |_, _, text| Some(text))
    }

    /// Markdown in one language, or in several.
    pub fn prose(&mut self, node: &Node<'_>) -> Option<ProseWords> {
        self.by_language(node, |reader, node, text| {
            let prose = markdown::prose(&text.value, &node.places(), reader);
            Some(Located::new(prose, text.at))
        })
    }

    fn by_language<T>(
        &mut self,
        node: &Node<'_>,
        mut read: impl FnMut(&mut Self, &Node<'_>, Located<String>) -> Option<Located<T>>,
    ) -> Option<ThinVec<(Option<Located<Lang>>, Located<T>)>> {
        let Data::Map(entries) = &node.data else {
            let text = self.string(node)?;
            return read(self, node, text).map(words::lone);
        };
        let mut all = ThinVec::with_capacity(entries.len());
        for (key, value) in entries {
            let lang = Located::new(Lang::new(&*key.text), key.at);
            let words = self.filled(&key.text, value).and_then(|value| self.string(value));
            if let Some(value) = words.and_then(|text| read(self, value, text)) {
                all.push((Some(lang), value));
            }
        }
        Some(all)
    }

    /// One of several words.
    pub fn choice<T: Copy>(&mut self, node: &Node<'_>, choices: &[(&str, T)]) -> Option<T> {
        let text = self.token(node)?;
        let found = choices.iter().find(|(word, _)| *word == text.value).map(|(_, value)| *value);
        if found.is_none() {
            let near = nearest(&text.value, choices.iter().map(|(word, _)| *word));
            self.report(problem::unknown_choice(self.span(text.at), &text.value, near));
        }
        found
    }

    /// A thing that consists of pairs and is written as one text: `cup: 杯` for `cup: {name: 杯}`. It is reported,
    /// with what `written` makes of the text, and the text is kept, so that what refers to the thing is not
    /// reported as well.
    pub fn lone(
        &mut self,
        node: &Node<'_>,
        what: &Bilingual,
        written: impl FnOnce(&str) -> Bilingual,
    ) -> Option<Located<String>> {
        let text = node.scalar().filter(|text| !is_blank(text))?;
        if let Some(colon) = full_width_colon(node, &self.path) {
            self.report(colon);
        } else {
            let needs_quotes = text.contains([',', ':', '#', '[', ']', '{', '}', '"', '\'']);
            let mend =
                written(&if needs_quotes { super::slip::quoted(text) } else { text.to_owned() });
            self.report(problem::expected_fields(self.span(node.at), what, mend));
        }
        Some(Located::new(text.to_owned(), node.at))
    }

    /// Opens a mapping whose keys are fixed.
    pub fn fields<'n, 's>(
        &mut self,
        node: &'n Node<'s>,
        what: Bilingual,
    ) -> Option<Fields<'n, 's>> {
        match &node.data {
            Data::Map(entries) => Some(Fields::new(node.at, entries, what)),
            _ => {
                let colon = full_width_colon(node, &self.path);
                let mend = Bilingual::new(
                    "每行写一个 键: 值，冒号后面留一个空格",
                    "write one key: value per line, with a space after the colon",
                );
                let place = self.span(node.at);
                self.report(colon.unwrap_or_else(|| problem::expected_fields(place, what, mend)));
                None
            }
        }
    }
}

/// `1,000` as `1000`: a number may be written with commas that part thousands.
fn ungrouped(text: &str) -> Cow<'_, str> {
    let mut groups = text.split([',', '，']);
    let first = groups.next().unwrap_or_default().trim_start_matches('-');
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let mut behind = groups.peekable();
    let grouped = behind.peek().is_some() && behind.all(|group| group.len() == 3 && digits(group));
    if grouped && (1..=3).contains(&first.len()) && digits(first) {
        return text.replace([',', '，'], "").into();
    }
    text.into()
}
