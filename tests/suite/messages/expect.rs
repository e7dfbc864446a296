//! What a run said: its JSON lines in both languages, written out for people to read and review.

use serde_json::Value;

/// One problem as a JSON line tells it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The slug.
    pub code: String,
    /// `error` or `warning`.
    pub severity: String,
    /// File, line and column; `None` where a problem has no place.
    pub place: Option<(String, u64, u64)>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
}

/// Reads the lines of `--format json`.
pub fn problems(lines: &str) -> Result<Vec<Problem>, String> {
    lines.lines().map(problem).collect()
}

/// The keys of a line, in their order.
const KEYS: [&str; 7] = ["code", "severity", "path", "line", "column", "message", "help"];

fn problem(line: &str) -> Result<Problem, String> {
    let value: Value =
        serde_json::from_str(line).map_err(|error| format!("no JSON ({error}): {line}"))?;
    let object = value.as_object().ok_or_else(|| format!("no object: {line}"))?;
    if !object.keys().eq(KEYS) {
        return Err(format!("the keys are not {KEYS:?}: {line}"));
    }
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    let number = |key: &str| value[key].as_u64();
    let place = match (text("path"), number("line"), number("column")) {
        (Some(path), Some(line), Some(column)) => Some((path, line, column)),
        (None, None, None) if value["path"].is_null() => None,
        _ => return Err(format!("half a place: {line}")),
    };
    let need = |key: &str| text(key).ok_or_else(|| format!("no {key}: {line}"));
    Ok(Problem {
        code: need("code")?,
        severity: need("severity")?,
        place,
        message: need("message")?,
        help: text("help"),
    })
}

impl Problem {
    /// `content/news/a.md:3:1`, or `-`.
    pub fn place(&self) -> String {
        match &self.place {
            Some((path, line, column)) => {
                format!("{}:{line}:{column}", path.replace(char::is_control, "␤"))
            }
            None => "-".to_owned(),
        }
    }

    /// The same fault at the same place, whatever the words.
    pub fn is_like(&self, other: &Self) -> bool {
        self.code == other.code
            && self.severity == other.severity
            && self.place == other.place
            && self.help.is_some() == other.help.is_some()
    }
}

/// Writes a run out: the exit code, then every problem with its words in both languages.
pub fn write(code: i32, zh: &[Problem], en: &[Problem]) -> Result<String, String> {
    if zh.len() != en.len() || !zh.iter().zip(en).all(|(zh, en)| zh.is_like(en)) {
        return Err(format!("the languages (or check and build) disagree:\n{zh:#?}\n{en:#?}"));
    }
    let mut out = format!("exit {code}\n");
    for (zh, en) in zh.iter().zip(en) {
        out.push_str(&format!("\n{} {} {}\n", zh.place(), zh.severity, zh.code));
        for (tongue, problem) in [("zh", zh), ("en", en)] {
            out.push_str(&format!("  {tongue}: {}\n", problem.message));
            if let Some(help) = &problem.help {
                out.push_str(&format!("      {help}\n"));
            }
        }
    }
    Ok(out)
}
