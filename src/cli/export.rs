//! `crosswalk export`.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use super::args::{Export, Format, Global, Seen};
use super::report::{Report, reason};
use super::{diff, environment, write};
use crate::base::{Diagnostic, nearest};
use crate::build::{self, catalogue as problem};
use crate::create::catalogue::cannot_create;
use crate::derive;
use crate::model::Product;
use crate::model::catalogue as unknown;
use crate::plan::{Compared, Plan, TableFormat};
use crate::render::{Theme, export};
use crate::resolve::catalogue::same_edition;

/// Writes a product's matrix, or two of its editions compared, to a file or to standard output.
pub fn run(global: &Global, command: &Export) -> ExitCode {
    let report = Report::new(global);
    let args = match environment::args(global, &Seen::default()) {
        Ok(args) => args,
        Err(time) => return report.bad_time(&time),
    };
    let (plan, theme) = match build::tables(&args) {
        Ok(read) => read,
        Err(built) => return report.not_exported(&built),
    };
    let bytes = match bytes(&plan, &theme, command, format(global, command)) {
        Ok(bytes) => bytes,
        Err(diagnostic) => return report.stopped(*diagnostic),
    };
    let Some(path) = &command.output else { return report.bytes(&bytes) };
    match write::put(path, &bytes) {
        Ok(()) => report.exported(path),
        Err(error) => {
            report.stopped(cannot_create(None, path.display().to_string(), reason(&error)))
        }
    }
}

type Stopped = Box<Diagnostic>;

/// What was asked for, else what the file's name says, else CSV.
fn format(global: &Global, command: &Export) -> Format {
    let ending = command.output.as_deref().and_then(Path::extension);
    match (global.format, ending.and_then(|ending| ending.to_str())) {
        (Format::Human, Some("json")) => Format::Json,
        (Format::Human, Some("xlsx")) => Format::Xlsx,
        (Format::Human, Some("md")) => Format::Md,
        (Format::Human, Some("html" | "htm")) => Format::Wechat,
        (Format::Human, _) => Format::Csv,
        (format, _) => format,
    }
}

fn bytes(plan: &Plan, theme: &Theme, command: &Export, format: Format) -> Result<Vec<u8>, Stopped> {
    let at = product(plan, &command.product)?;
    let product = &plan.catalog.products[at];
    let asked = pair(product, &command.compare)?;
    let given = diff::given(product, &command.given)?;
    let compare = |(from, to): (usize, usize)| Compared {
        product: at,
        comparison: derive::compare(product, from, to, &given),
        given: given.between(from, to),
    };
    let compared: Option<Compared> = match (asked, format) {
        // An article tells of an upgrade: the one to the newest edition, where none is named.
        (None, Format::Wechat) => plan.pairs[at].last().map(|(from, to, _)| compare((*from, *to))),
        (asked, _) => asked.map(compare),
    };
    let format = match format {
        Format::Json => Some(TableFormat::Json),
        Format::Csv | Format::Human => Some(TableFormat::Csv),
        Format::Xlsx => Some(TableFormat::Xlsx),
        Format::Md => Some(TableFormat::Markdown),
        Format::Wechat => None,
    };
    if format == Some(TableFormat::Xlsx) {
        if !TableFormat::ALL.contains(&TableFormat::Xlsx) {
            return Err(problem::no_spreadsheets(None).into());
        }
        if command.output.is_none() && io::stdout().is_terminal() {
            return Err(problem::workbook_to_terminal(None, &*product.id).into());
        }
    }
    export(plan, theme, at, compared.as_ref(), format).map_err(Box::new)
}

fn product(plan: &Plan, id: &str) -> Result<usize, Stopped> {
    let products = &plan.catalog.products;
    let near = || nearest(id, products.iter().map(|product| &*product.id));
    let found = products.iter().position(|product| *product.id == *id);
    found.ok_or_else(|| unknown::unknown_product(None, id, near()).into())
}

/// `legacy fusion`, or `legacy-vs-fusion` as in addresses.
fn pair(product: &Product, written: &[String]) -> Result<Option<(usize, usize)>, Stopped> {
    let (from, to) = match written {
        [] => return Ok(None),
        [from, to] => (&**from, &**to),
        _ => {
            let written = written.join(" ");
            let Some(pair) = written.split_once("-vs-") else {
                let ids: Vec<&str> = product.editions.iter().map(|e| &*e.id).collect();
                return Err(problem::compare_not_understood(None, written, ids.join(", ")).into());
            };
            return pair_of(product, pair.0, pair.1).map(Some);
        }
    };
    pair_of(product, from, to).map(Some)
}

fn pair_of(product: &Product, from: &str, to: &str) -> Result<(usize, usize), Stopped> {
    let edition = |id: &str| {
        let ids = product.editions.iter().map(|edition| &*edition.id);
        product.edition(id).ok_or_else(|| unknown::unknown_edition(None, id, nearest(id, ids)))
    };
    let pair = (edition(from)?, edition(to)?);
    if pair.0 == pair.1 {
        let others = product.editions.iter().map(|edition| &*edition.id);
        let near = nearest(from, others.filter(|other| *other != from));
        return Err(same_edition(None, from, near).into());
    }
    Ok(pair)
}
