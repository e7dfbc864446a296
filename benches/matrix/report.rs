//! The tables, as Markdown: ratios to the events' time, which travel from machine to machine.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use crate::process;
use crate::product::Size;
use crate::spread::Spread;
use crate::stages::{Cost, Stage};
use crate::tree;

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

/// What a run of the program took over the same product, its start and its reading of the file included.
pub fn program(name: &str, costs: &[process::Cost], runs: &[[Cost; 4]]) -> String {
    let events = Spread::of(runs.iter().map(|run| run[0].wall.as_secs_f64())).median;
    let ratio = |get: fn(&process::Cost) -> f64| Spread::of(costs.iter().map(get)).median / events;
    let peak = Spread::of(costs.iter().map(|cost| cost.peak as f64)).median;
    format!(
        "{name}: wall {:.2} × events, cpu {:.2} × events, peak memory {} MiB",
        ratio(|cost| cost.wall.as_secs_f64()),
        ratio(|cost| cost.cpu.as_secs_f64()),
        mebibytes(peak),
    )
}

/// What a build wrote, by kind of file.
pub fn output(root: &Path) -> io::Result<String> {
    let mut kinds: BTreeMap<&str, (usize, u64)> = BTreeMap::new();
    for file in tree::files(root)? {
        let below = file.strip_prefix(root).unwrap_or(&file).to_string_lossy();
        let (files, bytes) = kinds.entry(kind(&below)).or_default();
        *files += 1;
        *bytes += fs::metadata(&file)?.len();
    }
    let mut out = "| written | files | MiB | KiB a file |\n|---|--:|--:|--:|\n".to_owned();
    for (kind, (files, bytes)) in kinds {
        let bytes = bytes as f64;
        let each = bytes / 1024.0 / files as f64;
        let _ = writeln!(out, "| {kind} | {files} | {:.1} | {each:.1} |", bytes / MIB);
    }
    Ok(out)
}

fn kind(file: &str) -> &'static str {
    match file.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" if file.contains("/features/") => "pages of features",
        "html" if file.contains("/compare/") && file.contains("/groups/") => {
            "comparisons, by group"
        }
        "html" if file.contains("/groups/") => "the matrix, by group",
        "html" => "other pages",
        _ if file.starts_with("api/") => "API",
        "json" | "csv" | "xlsx" | "md" => "matrix as data",
        _ => "other files",
    }
}

fn mebibytes(bytes: f64) -> String {
    format!("{:.0}", bytes / MIB)
}
