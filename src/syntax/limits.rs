//! How large and how deep files may be, and how long to wait.

use serde::{Deserialize, Serialize};

use super::catalogue as problem;
use super::fields::Reader;
use super::yaml::{self, Node};
use crate::base::{Bilingual, Diagnostic, SourcePath, Span};

/// What no input may exceed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Limits {
    /// A file, in bytes.
    pub file_size: u64,
    /// Lists and mappings in one another.
    pub depth: usize,
    /// Items that the loops of one page's templates go through.
    pub loops: usize,
    /// Cells of a table on one page.
    pub cells: usize,
    /// How long the templates of one page may take, in seconds.
    pub page_time: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_size: 64 << 20,
            depth: yaml::MAX_DEPTH,
            loops: LOOPS,
            cells: CELLS,
            page_time: PAGE_TIME,
        }
    }
}

/// Some hundred times what a large matrix needs.
pub const LOOPS: usize = 1_000_000;

/// A browser lays out and filters a table of a thousand rows and ten columns at once; what is twice as
/// large is no longer read from top to bottom.
pub const CELLS: usize = 20_000;

/// A page takes some milliseconds.
pub const PAGE_TIME: u64 = 10;

/// The deepest nesting that a site may allow itself: what reads it calls itself for each level.
const DEEPEST: i64 = 256;

/// The limits in the settings, which are read before everything else; the usual ones where they
/// say nothing that can be read.
pub fn of(settings: &[u8]) -> Limits {
    let path = SourcePath::new("crosswalk.yaml");
    let mut reader = Reader::new(&path);
    let text = super::text::decode(settings, &path).ok();
    let node =
        text.and_then(|t| yaml::parse(t.text, t.shift, yaml::MAX_DEPTH, &path, &mut reader.out));
    let limits = node.as_ref().and_then(|node| node.get("limits"));
    limits.and_then(|node| read(&mut reader, node)).unwrap_or_default()
}

/// `allow_links` in the settings, which the walk needs before everything else.
pub fn links(settings: &[u8]) -> Vec<String> {
    let path = SourcePath::new("crosswalk.yaml");
    let mut reader = Reader::new(&path);
    let text = super::text::decode(settings, &path).ok();
    let node =
        text.and_then(|t| yaml::parse(t.text, t.shift, yaml::MAX_DEPTH, &path, &mut reader.out));
    let listed = node.as_ref().and_then(|node| node.get("allow_links"));
    let listed = listed.map(|node| reader.list(node)).unwrap_or_default();
    listed.iter().filter_map(|item| Some(reader.item(item)?.value)).collect()
}

/// Reads `limits`.
pub fn read(reader: &mut Reader, node: &Node<'_>) -> Option<Limits> {
    let mut fields = reader.fields(node, Bilingual::new("limits 设置", "limits"))?;
    let usual = Limits::default();
    let limits = Limits {
        file_size: fields.read("file_size", reader, bytes).unwrap_or(usual.file_size),
        depth: fields.read("depth", reader, depth).unwrap_or(usual.depth),
        loops: fields.read("loops", reader, loops).unwrap_or(usual.loops),
        cells: fields.read("cells", reader, cells).unwrap_or(usual.cells),
        page_time: fields.read("page_time", reader, page_time).unwrap_or(usual.page_time),
    };
    fields.finish(reader);
    Some(limits)
}

fn depth(reader: &mut Reader, node: &Node<'_>) -> Option<usize> {
    let depth = reader.integer(node)?;
    if !(1..=DEEPEST).contains(&depth) {
        reader.report(problem::bad_depth(
            reader.span(node.at),
            depth.to_string(),
            DEEPEST.to_string(),
        ));
        return None;
    }
    usize::try_from(depth).ok()
}

fn loops(reader: &mut Reader, node: &Node<'_>) -> Option<usize> {
    positive(reader, node, problem::bad_loops)
}

fn cells(reader: &mut Reader, node: &Node<'_>) -> Option<usize> {
    positive(reader, node, problem::bad_cells)
}

fn positive(
    reader: &mut Reader,
    node: &Node<'_>,
    problem: impl FnOnce(Span, String) -> Diagnostic,
) -> Option<usize> {
    let number = reader.integer(node)?;
    let fine = usize::try_from(number).ok().filter(|number| *number > 0);
    if fine.is_none() {
        reader.report(problem(reader.span(node.at), number.to_string()));
    }
    fine
}

fn page_time(reader: &mut Reader, node: &Node<'_>) -> Option<u64> {
    let time = seconds(reader, node)?;
    if time == 0 {
        reader.report(problem::bad_wait(reader.span(node.at), node.scalar().unwrap_or_default()));
    }
    (time > 0).then_some(time)
}

/// A size: `64 MiB`, `500 KiB`, `1 GiB`, or bytes.
fn bytes(reader: &mut Reader, node: &Node<'_>) -> Option<u64> {
    const UNITS: &[(&str, u64)] =
        &[("", 1), ("b", 1), ("k", 1 << 10), ("m", 1 << 20), ("g", 1 << 30)];
    let text = reader.string(node)?;
    let (number, unit) = number_and_unit(&text.value);
    let unit = unit.trim_end_matches("ib").trim_end_matches('b');
    let factor = UNITS.iter().find(|(name, _)| *name == unit).map(|(_, factor)| *factor);
    let bytes = factor.zip(number).and_then(|(factor, number)| number.checked_mul(factor));
    let bytes = bytes.filter(|bytes| (1..=u64::from(u32::MAX)).contains(bytes));
    if bytes.is_none() {
        reader.report(problem::bad_size(reader.span(text.at), &text.value));
    }
    bytes
}

/// A time: `10s`, `2m`, or seconds.
pub fn seconds(reader: &mut Reader, node: &Node<'_>) -> Option<u64> {
    let text = reader.string(node)?;
    let (number, unit) = number_and_unit(&text.value);
    let factor = match unit.as_str() {
        "" | "s" | "秒" => Some(1),
        "m" | "min" | "分" | "分钟" => Some(60),
        _ => None,
    };
    let seconds = factor.zip(number).and_then(|(factor, number)| number.checked_mul(factor));
    let seconds = seconds.filter(|seconds| *seconds <= 3600);
    if seconds.is_none() {
        reader.report(problem::bad_wait(reader.span(text.at), &text.value));
    }
    seconds
}

fn number_and_unit(text: &str) -> (Option<u64>, String) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (text[..end].parse().ok(), text[end..].trim().to_lowercase())
}
