//! The tables, as Markdown: medians with least and most, and ratios of medians.

use std::fmt::Write;
use std::time::Duration;

use crate::limit::Limit;
use crate::process::Cost;
use crate::race::Lane;
use crate::scenarios::Outcome;
use crate::spread::Spread;
use crate::tree::Size;

/// Medians of one lane: times in seconds, memory in bytes.
struct Medians {
    name: String,
    wall: Spread,
    cpu: Spread,
    peak: Spread,
    written: Spread,
    written_cpu: Spread,
    synced: Spread,
    size: Size,
}

impl Medians {
    fn of(lane: &Lane) -> Self {
        let builds = |get: fn(&Cost) -> f64| Spread::of(lane.builds.iter().map(get));
        let limits = |get: fn(&Limit) -> Duration| {
            Spread::of(lane.limits.iter().map(|limit| get(limit).as_secs_f64()))
        };
        Self {
            name: lane.tool.name.clone(),
            wall: builds(|cost| cost.wall.as_secs_f64()),
            cpu: builds(|cost| cost.cpu.as_secs_f64()),
            peak: builds(|cost| cost.peak as f64),
            written: limits(|limit| limit.written),
            written_cpu: limits(|limit| limit.cpu),
            synced: limits(|limit| limit.synced),
            size: lane.size,
        }
    }

    fn pages(&self) -> f64 {
        self.size.pages as f64
    }
}

/// The figures of one size, and ratios where there is more than one lane or a limit to compare with.
pub fn race(articles: usize, runs: usize, lanes: &[Lane]) -> String {
    let all: Vec<Medians> = lanes.iter().map(Medians::of).collect();
    let mut out = format!("### {articles} articles, {runs} runs\n\n");
    out.push_str(&figures(&all));
    out.push('\n');
    out.push_str(&ratios(&all));
    out
}

fn figures(all: &[Medians]) -> String {
    let mut out = String::from(
        "| median (least..most) | wall, s | cpu, s | peak memory, MiB | pages | files | bytes, MiB |\n\
         |---|--:|--:|--:|--:|--:|--:|\n",
    );
    for lane in all {
        let Size { pages, files, bytes } = lane.size;
        let tail = format!("{pages} | {files} | {:.1}", bytes as f64 / MIB);
        row(
            &mut out,
            &lane.name,
            &[seconds(lane.wall), seconds(lane.cpu), mebibytes(lane.peak), tail],
        );
    }
    for lane in all {
        let Size { files, bytes, .. } = lane.size;
        let tail = format!("– | {files} | {:.1}", bytes as f64 / MIB);
        let written =
            [seconds(lane.written), seconds(lane.written_cpu), "–".to_owned(), tail.clone()];
        row(&mut out, &format!("writing what {} wrote", lane.name), &written);
        let synced = [seconds(lane.synced), "–".to_owned(), "–".to_owned(), tail];
        row(&mut out, &format!("writing and syncing what {} wrote", lane.name), &synced);
    }
    out
}

/// The name of a ratio, with `FIRST` for that of the first lane, and how it comes from a lane and the first.
type Ratio = (&'static str, fn(&Medians, &Medians) -> f64);

const RATIOS: [Ratio; 10] = [
    ("wall ÷ writing the same bytes", |lane, _| lane.wall.median / lane.written.median),
    ("wall ÷ writing and syncing them", |lane, _| lane.wall.median / lane.synced.median),
    ("cpu ÷ wall of writing them", |lane, _| lane.cpu.median / lane.written.median),
    ("wall ÷ that of FIRST", |lane, first| lane.wall.median / first.wall.median),
    ("cpu ÷ that of FIRST", |lane, first| lane.cpu.median / first.cpu.median),
    ("peak memory ÷ that of FIRST", |lane, first| lane.peak.median / first.peak.median),
    ("wall per page, µs", |lane, _| lane.wall.median / lane.pages() * 1e6),
    ("cpu per page, µs", |lane, _| lane.cpu.median / lane.pages() * 1e6),
    ("peak memory per page, KiB", |lane, _| lane.peak.median / lane.pages() / 1024.0),
    ("bytes per page, KiB", |lane, _| lane.size.bytes as f64 / lane.pages() / 1024.0),
];

fn ratios(all: &[Medians]) -> String {
    let names: Vec<String> = all.iter().map(|lane| lane.name.clone()).collect();
    let mut out = String::new();
    row(&mut out, "ratio of medians", &names);
    let _ = writeln!(out, "|---|{}", "--:|".repeat(all.len()));
    let Some(first) = all.first() else { return String::new() };
    for (name, ratio) in RATIOS {
        let cells: Vec<String> = all.iter().map(|lane| short(ratio(lane, first))).collect();
        row(&mut out, &name.replace("FIRST", &first.name), &cells);
    }
    out
}

/// The figures of the scenarios of one size.
pub fn scenarios(outcomes: &[Outcome]) -> String {
    let mut out = String::from(
        "| crosswalk, a new process with a cache | wall, ms: median (least..most) |\n|---|--:|\n",
    );
    for Outcome { name, millis } in outcomes {
        let cell = format!("{:.1} ({:.1}..{:.1})", millis.median, millis.least, millis.most);
        row(&mut out, name, &[cell]);
    }
    out
}

const MIB: f64 = 1_048_576.0;

fn row(out: &mut String, name: &str, cells: &[String]) {
    let _ = writeln!(out, "| {name} | {} |", cells.join(" | "));
}

fn seconds(spread: Spread) -> String {
    format!("{:.3} ({:.3}..{:.3})", spread.median, spread.least, spread.most)
}

fn mebibytes(spread: Spread) -> String {
    let Spread { least, median, most } = spread;
    format!("{:.1} ({:.1}..{:.1})", median / MIB, least / MIB, most / MIB)
}

/// Three digits or so, whatever the size; a dash where a division had nothing to divide by.
fn short(value: f64) -> String {
    match value {
        _ if !value.is_finite() => "–".to_owned(),
        100.0.. => format!("{value:.0}"),
        10.0..100.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}
