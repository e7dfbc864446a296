//! From the template engine's error to a place in the theme, and to words.

use std::collections::BTreeMap;

use tera::{Error, ErrorKind};

use super::bounds::Bounded;
use super::catalogue as problem;
use crate::base::{Bilingual, Diagnostic, Range, SourcePath, Span, nearest};

/// The site's own templates by their name.
pub(super) type Own = BTreeMap<String, OwnTemplate>;

/// A template of the site's own.
#[derive(Debug)]
pub(super) struct OwnTemplate {
    /// Where it lies.
    pub path: SourcePath,
    /// What it says.
    pub text: String,
    /// What the engine gets.
    pub bounded: Bounded,
}

/// What is wrong, in templates of the site's own or in embedded ones that these were put under.
pub(super) fn problems(error: &Error, template: &str, own: &Own) -> Vec<Diagnostic> {
    vec![match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            reported(report.message(), report.filename(), report.span().range.clone(), own)
        }
        ErrorKind::CircularInclude { tpl, include_chain } => cycle(tpl, include_chain, own),
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            let mut chain = inheritance_chain.clone();
            chain.extend(inheritance_chain.first().cloned());
            cycle(tpl, &chain, own)
        }
        ErrorKind::MissingParent { current, parent } => {
            let near = nearest(parent, names(own).iter().map(String::as_str));
            let at = named(current, parent, own);
            problem::unknown_in_template(at, kind("模板", "template"), parent, near)
        }
        ErrorKind::Msg(reports) if reports.starts_with("error: ") => return listed(reports, own),
        _ => problem::template_error(None, template, reason(&one_line(error))),
    }]
}

/// What stops the rendering of a template: the first of its problems.
pub(super) fn first(error: &Error, template: &str, own: &Own) -> Diagnostic {
    let found = problems(error, template, own).into_iter().next();
    found.unwrap_or_else(|| problem::template_error(None, template, reason(&one_line(error))))
}

/// Several reports in one text: `error: …`, and below it ` --> page.html:2:17`.
fn listed(reports: &str, own: &Own) -> Vec<Diagnostic> {
    let one = |report: &str| {
        let mut lines = report.lines();
        let message = lines.next()?;
        let (place, column) = lines.next()?.trim_start().strip_prefix("--> ")?.rsplit_once(':')?;
        let (name, line) = place.rsplit_once(':')?;
        let text = own.get(name).map_or("", |own| &own.bounded.text);
        let start = offset(text, line.parse().ok()?, column.parse().ok()?);
        Some(reported(message, name, start..start + 1, own))
    };
    format!("\n{reports}").split("\nerror: ").filter_map(one).collect()
}

/// The offset of a line and a column in characters, both from 1.
pub(super) fn offset(text: &str, line: usize, column: usize) -> usize {
    let start =
        text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let before = text[start..].chars().take(column.saturating_sub(1)).map(char::len_utf8);
    start + before.sum::<usize>()
}

/// Templates that include one another, or themselves.
fn cycle(template: &str, chain: &[String], own: &Own) -> Diagnostic {
    let at = chain.iter().position(|name| name == template).unwrap_or(0);
    let next = chain.get(at + 1).or(chain.first()).cloned().unwrap_or_default();
    problem::template_cycle(named(template, &next, own), chain.join(" → "))
}

/// Where a template names another one; the template's beginning where it does not say so.
fn named(template: &str, other: &str, own: &Own) -> Option<Span> {
    let OwnTemplate { path, text, .. } = own.get(template)?;
    let quoted = |quote: char| text.find(&format!("{quote}{other}{quote}")).map(|at| at + 1);
    let range = quoted('"').or_else(|| quoted('\'')).map(|at| Range::new(at, at + other.len()));
    Some(path.at(range.unwrap_or_default()))
}

/// An error with a place: in the site's own template, or named in the words.
fn reported(message: &str, name: &str, range: std::ops::Range<usize>, own: &Own) -> Diagnostic {
    let at = own.get(name).map(|own| {
        let range = own.bounded.written(range);
        own.path.at(Range::new(range.start, range.end.max(range.start + 1)))
    });
    unknown(message, at.clone(), own)
        .unwrap_or_else(|| problem::template_error(at, name, reason(message)))
}

fn kind(zh: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(zh, en)
}

/// A name that there is not: the engine says which there are, or they are known.
fn unknown(message: &str, at: Option<Span>, own: &Own) -> Option<Diagnostic> {
    let (start, rest) = message.split_once('`')?;
    let (name, rest) = rest.split_once('`')?;
    let listed = rest.split_once(": ").map_or("", |(_, names)| names.trim_end_matches('.'));
    let listed: Vec<String> = listed.split(", ").map(str::to_owned).collect();
    let fixed = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let (kind, names): (_, Vec<String>) = match start {
        "Variable " if rest.contains("not defined") => (kind("变量", "variable"), listed),
        "Field " if rest.contains("not defined") => (kind("字段", "field"), listed),
        "Unknown filter " => (kind("过滤器", "filter"), fixed(FILTERS)),
        "Unknown test " => (kind("判断", "test"), fixed(TESTS)),
        "Unknown function " => (kind("函数", "function"), fixed(FUNCTIONS)),
        "Unknown template " => (kind("模板", "template"), names(own)),
        _ => return None,
    };
    let near = nearest(name, names.iter().map(String::as_str));
    Some(problem::unknown_in_template(at, kind, name, near))
}

/// Every template there is.
fn names(own: &Own) -> Vec<String> {
    let embedded =
        super::embedded::FILES.iter().filter_map(|(path, _)| path.strip_prefix("templates/"));
    let mut names: Vec<String> = embedded.map(str::to_owned).chain(own.keys().cloned()).collect();
    names.sort();
    names.dedup();
    names
}

/// The engine's filters, which it does not list, and ours.
const FILTERS: &[&str] = &[
    "safe",
    "default",
    "upper",
    "lower",
    "wordcount",
    "escape",
    "escape_html",
    "escape_xml",
    "newlines_to_br",
    "pluralize",
    "trim",
    "trim_start",
    "trim_end",
    "replace",
    "capitalize",
    "title",
    "truncate",
    "indent",
    "str",
    "int",
    "float",
    "length",
    "reverse",
    "split",
    "abs",
    "round",
    "first",
    "last",
    "nth",
    "join",
    "sort",
    "unique",
    "get",
    "values",
    "keys",
    "pairs",
    "group_by",
    super::breaks::HELD,
    super::breaks::KEEPS,
    super::breaks::TERMS,
];

/// Its tests.
const TESTS: &[&str] = &[
    "string",
    "number",
    "map",
    "bool",
    "array",
    "integer",
    "float",
    "none",
    "iterable",
    "defined",
    "undefined",
    "odd",
    "even",
    "divisible_by",
    "starting_with",
    "ending_with",
    "containing",
];

/// Its functions: none of them reads files, the environment or the network.
const FUNCTIONS: &[&str] = &["range", "throw"];

/// The engine's words, with a Chinese form for what theme authors meet.
fn reason(en: &str) -> Bilingual {
    let zh = if en.starts_with("Found `") && en.contains("expected") {
        "写法不对，常见的是少了 }} 或 %}"
    } else if en == "Unexpected end of input" {
        "文件结束得太早，少了 endif、endfor、endblock 之类的结尾"
    } else if en.starts_with("Iteration not possible") {
        "for 后面的内容不是列表"
    } else if en.starts_with("Math operations") {
        "只有数字才能计算"
    } else if en.contains("exceeds the limit") {
        "循环的次数太多"
    } else if en.starts_with("Maximum render recursion") {
        "组件互相引用，没有尽头"
    } else {
        return Bilingual::new(en.to_owned(), en.to_owned());
    };
    Bilingual::new(format!("{zh}（{en}）"), en.to_owned())
}

/// An engine's message on one line.
fn one_line(error: &Error) -> String {
    let text = error.to_string();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
