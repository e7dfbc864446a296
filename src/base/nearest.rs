//! "Did you mean": the nearest of the valid names.

use super::{Say, Tongue};

/// What could have been meant: the nearest name if one is near, else the names there are.
#[derive(Clone, Debug)]
pub struct Nearest {
    near: Option<String>,
    all: Vec<String>,
    /// A name that was written, and the id that belongs in its place.
    named: Option<(String, String)>,
}

/// How many names are listed when none is near.
const LISTED: usize = 12;

/// How much of a name an abbreviation of it has at least, in ASCII characters.
const SHORTENED: usize = 3;

/// Looks for the name nearest to `written` by edit distance (Damerau–Levenshtein, in characters);
/// near means at most a third of the longer name: of two Han characters, one alone says something else.
/// A word that begins as a name does, or is how the name begins (`warning`, `acc`), is near as well.
pub fn nearest<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Nearest {
    let all: Vec<String> = names.into_iter().map(str::to_owned).collect();
    let near = all
        .iter()
        .map(|name| (distance(written, name), name))
        .filter(|(d, name)| *d <= reach(written, name))
        .min_by_key(|(d, _)| *d)
        .map(|(_, name)| name)
        .or_else(|| all.iter().find(|name| shortens(written, name) || shortens(name, written)))
        .cloned();
    Nearest { near, all, named: None }
}

/// Whether a word is most likely a misspelt `name`, both in ASCII: one or two edits apart. Quick to
/// say no.
pub fn is_slip(written: &str, name: &str) -> bool {
    let reach = (written.len().max(name.len()) / 3).min(2);
    let same = |pair: &(u8, u8)| pair.0.eq_ignore_ascii_case(&pair.1);
    let head = written.bytes().zip(name.bytes()).take_while(same).count();
    let tail = written.bytes().rev().zip(name.bytes().rev()).take_while(same).count();
    // A swap of two letters is one edit and touches both.
    let untouched = head + tail + 2 * reach >= written.len().max(name.len());
    reach > 0 && written.is_ascii() && untouched && distance(written, name) <= reach
}

/// How many edits apart two names may be: a third of the longer one's characters.
fn reach(a: &str, b: &str) -> usize {
    a.chars().count().max(b.chars().count()) / 3
}

fn shortens(short: &str, long: &str) -> bool {
    let head = long.get(..short.len());
    short.len() >= SHORTENED && head.is_some_and(|head| head.eq_ignore_ascii_case(short))
}

fn distance(a: &str, b: &str) -> usize {
    strsim::damerau_levenshtein(&a.to_lowercase(), &b.to_lowercase())
}

impl Nearest {
    /// The same, where what was written is the name of something and its id belongs here.
    #[must_use]
    pub fn or_named<'a>(
        mut self,
        written: &str,
        named: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let found = named.into_iter().find(|(name, _)| *name == written);
        self.named = found.map(|(name, id)| (name.to_owned(), id.to_owned()));
        self
    }

    /// The nearest name, if one is near.
    pub fn name(&self) -> Option<&str> {
        self.near.as_deref()
    }
}

impl Say for Nearest {
    fn say(&self, tongue: Tongue) -> String {
        let list = || self.all.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>();
        let more = if self.all.len() > LISTED { "…" } else { "" };
        if let Some((name, id)) = &self.named {
            return match tongue {
                Tongue::Zh => format!("「{name}」是名字，这里写它的代号 {id}"),
                Tongue::En => format!("{name} is a name; write its id here: {id}"),
            };
        }
        match (&self.near, tongue) {
            (Some(name), Tongue::Zh) => format!("是不是想写 {name}？"),
            (Some(name), Tongue::En) => format!("did you mean {name}?"),
            (None, Tongue::Zh) if self.all.is_empty() => "这里还没有可用的名字".to_owned(),
            (None, Tongue::En) if self.all.is_empty() => {
                "there is no name to use here yet".to_owned()
            }
            (None, Tongue::Zh) => format!("可以写：{}{more}", list().join("、")),
            (None, Tongue::En) => format!("one of: {}{more}", list().join(", ")),
        }
    }
}
