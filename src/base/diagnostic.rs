//! A problem: what, where, why, and how to mend it.

use serde::{Deserialize, Serialize};

use super::{Bilingual, Span};

/// How bad a problem is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Published all the same.
    Warning,
}

/// A second place that belongs to the problem.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What it has to do with the problem.
    pub words: Bilingual,
}

/// One problem. Made only by the constructors in a stage's catalogue.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Diagnostic {
    /// A slug that reads well after "allow": `stale-cell`.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong and why.
    pub message: Bilingual,
    /// Where; `None` for what has no place in a file (a missing file, say).
    pub span: Option<Span>,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// How to mend it, written out.
    pub help: Option<Bilingual>,
}

impl Diagnostic {
    /// Adds a second place.
    #[must_use]
    pub fn label(mut self, span: Span, words: Bilingual) -> Self {
        self.labels.push(Label { span, words });
        self
    }

    /// Whether nothing may be published.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Puts problems into the order of printing (path, offset, code) and drops repeats.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    let key = |d: &Diagnostic| {
        let place = d.span.as_ref().map(|s| (s.path.clone(), s.range.start));
        (place, d.code.clone(), d.message.zh.clone())
    };
    diagnostics.sort_by_cached_key(key);
    diagnostics.dedup();
}
