//! Builds after small edits: each a new process that finds the cache and the output of the last.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::product::Value;
use crate::sites::{Plan, crosswalk, product_yaml};
use crate::spread::Spread;
use crate::system;
use crate::tools::Tool;

/// Files younger than this are read again by any tool that is careful with modification times.
const OLD_ENOUGH: Duration = Duration::from_millis(2_500);

/// An edit, made before the `run`-th build of its scenario.
type Edit = fn(site: &Path, plan: Plan, run: usize) -> io::Result<()>;

const SCENARIOS: [(&str, Edit); 3] = [
    ("nothing changed", |_, _, _| Ok(())),
    ("the body of one article edited", edit_article),
    ("one cell of a matrix edited", edit_cell),
];

/// What a scenario took: its name and wall times in milliseconds.
pub struct Outcome {
    pub name: &'static str,
    pub millis: Spread,
}

/// Times each scenario `runs` times after a full build with a cache.
pub fn run(tool: &Tool, root: &Path, plan: Plan, runs: usize) -> io::Result<Vec<Outcome>> {
    tool.clean(root)?;
    tool.build_cached(root)?;
    thread::sleep(OLD_ENOUGH);
    SCENARIOS.iter().map(|(name, edit)| time(tool, root, plan, runs, name, *edit)).collect()
}

/// One untimed run and `runs` timed ones; every run edits another file, and no edit is taken back.
fn time(
    tool: &Tool,
    root: &Path,
    plan: Plan,
    runs: usize,
    name: &'static str,
    edit: Edit,
) -> io::Result<Outcome> {
    let mut millis = Vec::with_capacity(runs);
    for run in 0..=runs {
        edit(&tool.site(root), plan, run)?;
        system::sync(root)?;
        millis.push(tool.build_cached(root)?.wall.as_secs_f64() * 1e3);
    }
    Ok(Outcome { name, millis: Spread::of(millis.into_iter().skip(1)) })
}

/// Adds a paragraph to an article somewhere in the middle of the site.
fn edit_article(site: &Path, plan: Plan, run: usize) -> io::Result<()> {
    let article = plan.article(plan.articles / 2 + run);
    let mut file = OpenOptions::new().append(true).open(crosswalk::article_path(site, &article))?;
    writeln!(file, "\n这一段是后来补充的。")
}

/// Gives the first cell of a product a number that it did not have.
fn edit_cell(site: &Path, plan: Plan, run: usize) -> io::Result<()> {
    let mut product = plan.product(plan.products() / 2 + run);
    product.rows[0][0] = Value::Limit(2_000 + run, None);
    fs::write(crosswalk::product_path(site, &product), product_yaml::write(&product))
}
