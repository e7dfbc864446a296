//! A stage's result together with everything that is wrong with it.

use super::Diagnostic;

/// What a stage returns: always a value (placeholders where the content is wrong), and its problems.
#[derive(Debug, Clone)]
pub struct Checked<T> {
    /// The result.
    pub value: T,
    /// What is wrong, in no particular order until it is printed.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A result without a problem.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// A result with its problems.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value, diagnostics }
    }

    /// Hands the problems over to a collection and returns the result.
    pub fn into(self, all: &mut Vec<Diagnostic>) -> T {
        all.extend(self.diagnostics);
        self.value
    }
}
