//! Interleaved runs of several tools over the equal sites of one size.

use std::io;
use std::path::Path;

use crate::limit::{self, Limit};
use crate::process::Cost;
use crate::system;
use crate::tools::Tool;
use crate::tree::Size;

/// The runs of one tool.
pub struct Lane<'t> {
    pub tool: &'t Tool,
    /// What it wrote.
    pub size: Size,
    pub builds: Vec<Cost>,
    /// Writing the same bytes from memory, each time right after a build.
    pub limits: Vec<Limit>,
}

impl<'t> Lane<'t> {
    /// Warms up; a tool that cannot build its site is told of on standard error and left out.
    fn start(tool: &'t Tool, root: &Path, pages: usize) -> Option<Self> {
        match tool.warm_up(root, pages) {
            Ok(size) => Some(Self { tool, size, builds: Vec::new(), limits: Vec::new() }),
            Err(error) => {
                eprintln!("{} is left out: {error}", tool.name);
                None
            }
        }
    }

    /// One build from nothing, and its write limit. The file system is idle before each, so that no run
    /// pays for what another left to be written.
    fn lap(&mut self, root: &Path) -> io::Result<()> {
        self.tool.clean(root)?;
        system::sync(root)?;
        self.builds.push(self.tool.build(root)?);
        self.limits.push(limit::measure(&self.tool.output(root), &root.join("write-limit"))?);
        Ok(())
    }
}

/// Runs the tools in turn, A B C A B C …, each `runs` times. Each must write `pages` pages at least.
pub fn run<'t>(
    tools: &'t [Tool],
    root: &Path,
    runs: usize,
    pages: usize,
) -> io::Result<Vec<Lane<'t>>> {
    let mut lanes: Vec<Lane> =
        tools.iter().filter_map(|tool| Lane::start(tool, root, pages)).collect();
    for _ in 0..runs {
        lanes.iter_mut().try_for_each(|lane| lane.lap(root))?;
    }
    Ok(lanes)
}
