//! Front matter: YAML between two lines of `---`.

/// A file cut in two.
pub struct Parts<'s> {
    /// The YAML.
    pub yaml: &'s str,
    /// Where it starts, in bytes.
    pub yaml_at: usize,
    /// The text below.
    pub body: &'s str,
    /// Where that starts, in bytes.
    pub body_at: usize,
}

/// What stands at the top of a file.
pub enum Front<'s> {
    /// No front matter: all is text.
    None,
    /// A line that was meant to begin it: where it stands, from its first character to its last.
    Almost(std::ops::Range<usize>),
    /// It begins and never ends.
    Open,
    /// Cut.
    Cut(Parts<'s>),
}

/// Cuts a file after its front matter. The first line is `---`, and so is the line that ends it.
pub fn cut(text: &str) -> Front<'_> {
    let Some(first) = text.lines().next().filter(|line| line.trim_end() == "---") else {
        return almost(text).map_or(Front::None, Front::Almost);
    };
    let yaml_at = line_end(text, first.len());
    let mut at = yaml_at;
    while at < text.len() {
        let end = line_end(text, at);
        let line = text[at..end].trim_end();
        if line == "---" || line == "..." {
            return Front::Cut(Parts {
                yaml: &text[yaml_at..at],
                yaml_at,
                body: &text[end..],
                body_at: end,
            });
        }
        at = end;
    }
    Front::Open
}

/// The offset after the line that holds `from`.
fn line_end(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |n| from + n + 1)
}

/// The first line that says something, if it is `---` further down, or other dashes.
fn almost(text: &str) -> Option<std::ops::Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let line = text[start..].lines().next()?.trim_end();
    let rest = text[start..].lines().skip(1).take(LOOK).any(|next| is_dashes(next.trim_end()));
    let is_almost = is_dashes(line) && rest;
    is_almost.then(|| start..start + line.len())
}

/// Two dashes or more, of any kind.
fn is_dashes(line: &str) -> bool {
    line.len() > 1 && line.chars().all(|c| matches!(c, '-' | '–' | '—' | '－' | '―' | '+'))
}

/// How many lines a front matter that begins wrongly may have.
const LOOK: usize = 200;
