//! Archetypes: files with placeholders, `{{ title }}`.
//!
//! A placeholder is a name of small letters and underscores in two braces; anything else between braces
//! stands for itself. Alone behind a key or a dash of YAML it is quoted where YAML needs quotes; between
//! double quotes it is escaped; elsewhere it stands as it is. Several lines keep the indentation of the
//! placeholder's line.

use super::Result;
use super::catalogue as problem;
use crate::base::{Diagnostic, Range, SourcePath, nearest};
use crate::syntax::write;

/// The kinds of archetypes, with the names of their files.
pub const KINDS: &[(&str, &str)] = &[
    ("article", "article.md"),
    ("page", "page.md"),
    ("product", "product.yaml"),
    ("feature", "feature.yaml"),
    ("upgrade", "upgrade.md"),
];

/// A file with placeholders.
pub struct Archetype {
    /// Where it comes from, from the site's folder.
    pub path: SourcePath,
    /// What stands in it.
    pub text: String,
}

impl Archetype {
    /// The archetype of a kind that the binary carries.
    pub fn embedded(kind: &str) -> Self {
        let text = match kind {
            "page" => include_str!("archetypes/page.md"),
            "product" => include_str!("archetypes/product.yaml"),
            "feature" => include_str!("archetypes/feature.yaml"),
            "upgrade" => include_str!("archetypes/upgrade.md"),
            _ => include_str!("archetypes/article.md"),
        };
        let file = KINDS.iter().find(|(k, _)| *k == kind).map_or("article.md", |(_, file)| file);
        Self { path: SourcePath::new(format!("archetypes/{file}")), text: text.to_owned() }
    }

    /// Fills in the placeholders.
    pub fn fill(&self, values: &[(&str, String)]) -> Result<String> {
        let all_yaml = !self.path.as_str().ends_with(".md");
        let mut out = String::with_capacity(self.text.len());
        let (mut at, mut fences) = (0, 0);
        for line in self.text.split_inclusive('\n') {
            fences += usize::from(line.trim_end() == "---");
            let yaml = all_yaml || fences == 1;
            out.push_str(&self.line(line, at, yaml, values)?);
            at += line.len();
        }
        Ok(out)
    }

    fn line(
        &self,
        line: &str,
        at: usize,
        yaml: bool,
        values: &[(&str, String)],
    ) -> std::result::Result<String, Diagnostic> {
        let mut out = String::new();
        let mut rest = line;
        while let Some((before, name, after)) = next(rest) {
            out.push_str(before);
            let Some((_, value)) = values.iter().find(|(known, _)| *known == name) else {
                let start = at + line.len() - rest.len() + before.len();
                let span = self
                    .path
                    .at(Range::new(start, start + rest.len() - before.len() - after.len()));
                let near = nearest(name, values.iter().map(|(known, _)| *known));
                return Err(problem::unknown_placeholder(span, name, near));
            };
            let alone = after.trim().is_empty() || after.trim_start().starts_with("# ");
            let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
            if out.trim().is_empty() && value.contains('\n') {
                out.push_str(&value.replace('\n', &format!("\n{indent}")));
            } else if yaml && alone && out.trim_end().ends_with([':', '-']) {
                out.push_str(&scalar(name, value));
            } else if yaml && out.matches('"').count() % 2 == 1 {
                out.push_str(&value.replace('\\', "\\\\").replace('"', "\\\""));
            } else {
                out.push_str(value);
            }
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }
}

/// The next placeholder: what stands before it, its name, what stands behind it.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find("{{")?;
        let end = start + text[start..].find("}}")?;
        let name = text[start + 2..end].trim();
        if !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
            return Some((&text[..start], name, &text[end + 2..]));
        }
        from = start + 2;
    }
}

/// A value of YAML: ids also in quotes where they look like numbers, dates as they are.
fn scalar(name: &str, value: &str) -> String {
    match name {
        "title" | "name" | "product_name" | "from_name" | "to_name" => {
            write::text(value, write::Place::Block)
        }
        "date" | "year" | "time" => value.to_owned(),
        _ => write::name(value, write::Place::Block),
    }
}

#[cfg(test)]
mod tests {
    use super::Archetype;
    use crate::base::{Bilingual, SourcePath};

    fn filled(text: &str) -> Result<String, Bilingual> {
        let path = SourcePath::new("archetypes/article.md");
        let values = [
            ("title", "注: \"新\"".to_owned()),
            ("slug", "12".to_owned()),
            ("date", "2026-01-31".to_owned()),
        ];
        Archetype { path, text: text.to_owned() }.fill(&values).map_err(|d| d.message)
    }

    #[test]
    fn values_are_quoted_where_yaml_needs_it() {
        let text = "---\ntitle: {{ title }}\nslug: {{slug}}\ndate: {{ date }}\nlead: \"关于{{ title }}\"\n---\n\n{{ title }}\n";
        let made = "---\ntitle: '注: \"新\"'\nslug: \"12\"\ndate: 2026-01-31\nlead: \"关于注: \\\"新\\\"\"\n---\n\n注: \"新\"\n";
        assert_eq!(filled(text).unwrap(), made);
    }

    #[test]
    fn what_is_no_placeholder_stays() {
        assert_eq!(filled("{{ 1 }} {{}} {{ {{ slug }}\n").unwrap(), "{{ 1 }} {{}} {{ 12\n");
        assert_eq!(filled("{{ titel }}").unwrap_err().en, "there is no placeholder titel");
    }
}
