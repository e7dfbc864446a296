//! The tables, as Markdown: ratios to the events' time, which travel from machine to machine.

use std::fmt::Write;
use std::io;

use crate::process;
use crate::product::Size;
use crate::spread::Spread;
use crate::stages::{Cost, Stage};

const MIB: f64 = 1_048_576.0;

/// Each stage against the events of the same run; `peaks` are bytes.
pub fn stages(
    size: &Size,
    bytes: usize,
    runs: &[[Cost; 4]],
    peaks: &[io::Result<u64>; 4],
) -> String {
    let mut out = format!(
        "{} features × {} editions, {:.1} MiB of YAML, {} runs\n\n\
         | median (least..most) | wall, s | wall ÷ events | cpu ÷ events | peak memory, MiB |\n\
         |---|--:|--:|--:|--:|\n",
        size.features,
        size.editions,
        bytes as f64 / MIB,
        runs.len(),
    );
    for (at, stage) in Stage::ALL.into_iter().enumerate() {
        let peak = peaks[at].as_ref().map_or("–".to_owned(), |peak| mebibytes(*peak as f64));
        row(&mut out, stage.name(), runs, at..at + 1, &peak);
    }
    row(&mut out, "syntax + resolve + compare", runs, 1..4, "");
    out
}

fn row(
    out: &mut String,
    name: &str,
    runs: &[[Cost; 4]],
    stages: std::ops::Range<usize>,
    peak: &str,
) {
    let sum = |run: &[Cost; 4], get: fn(&Cost) -> f64| run[stages.clone()].iter().map(get).sum();
    let wall: fn(&Cost) -> f64 = |cost| cost.wall.as_secs_f64();
    let cpu: fn(&Cost) -> f64 = |cost| cost.cpu.as_secs_f64();
    let seconds = Spread::of(runs.iter().map(|run| sum(run, wall)));
    let walls = Spread::of(runs.iter().map(|run| sum(run, wall) / wall(&run[0])));
    let cpus = Spread::of(runs.iter().map(|run| sum(run, cpu) / cpu(&run[0])));
    let _ = writeln!(
        out,
        "| {name} | {:.3} ({:.3}..{:.3}) | {:.2} ({:.2}..{:.2}) | {:.2} ({:.2}..{:.2}) | {peak} |",
        seconds.median,
        seconds.least,
        seconds.most,
        walls.median,
        walls.least,
        walls.most,
        cpus.median,
        cpus.least,
        cpus.most,
    );
}

/// What `crosswalk check` took over the same product, its start and its reading of the file included.
pub fn check(costs: &[process::Cost], runs: &[[Cost; 4]]) -> String {
    let events = Spread::of(runs.iter().map(|run| run[0].wall.as_secs_f64())).median;
    let ratio = |get: fn(&process::Cost) -> f64| Spread::of(costs.iter().map(get)).median / events;
    let peak = Spread::of(costs.iter().map(|cost| cost.peak as f64)).median;
    format!(
        "crosswalk check: wall {:.2} × events, cpu {:.2} × events, peak memory {} MiB",
        ratio(|cost| cost.wall.as_secs_f64()),
        ratio(|cost| cost.cpu.as_secs_f64()),
        mebibytes(peak),
    )
}

fn mebibytes(bytes: f64) -> String {
    format!("{:.0}", bytes / MIB)
}
