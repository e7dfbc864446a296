//! Files that are copied: the theme's assets, `static/`, and what lies beside articles.

use rayon::prelude::*;

use super::engine::{Bodies, Sink};
use super::theme::Theme;
use crate::base::{Diagnostic, Hash};
use crate::plan::Plan;

/// Copies what the sink does not hold yet; how many files that were.
pub fn copy(
    plan: &Plan,
    theme: &Theme,
    bodies: &dyn Bodies,
    sink: &dyn Sink,
) -> Result<usize, Diagnostic> {
    let mut copied = 0;
    for (route, bytes) in theme.assets() {
        let key = Hash::of(bytes);
        if !sink.keep(route.as_str(), key) {
            sink.put(route.as_str(), key, bytes);
            copied += 1;
        }
    }
    let own: Vec<bool> = (0..plan.assets.len())
        .into_par_iter()
        .map(|at| asset(plan, at, bodies, sink))
        .collect::<Result<_, _>>()?;
    Ok(copied + own.into_iter().filter(|fresh| *fresh).count())
}

fn asset(plan: &Plan, at: usize, bodies: &dyn Bodies, sink: &dyn Sink) -> Result<bool, Diagnostic> {
    let route = plan.assets[at].route.as_str();
    let Some(key) = bodies.stamp(at) else {
        let bytes = bodies.bytes(at)?;
        let key = Hash::of(&bytes);
        if sink.keep(route, key) {
            return Ok(false);
        }
        sink.put(route, key, &bytes);
        return Ok(true);
    };
    if sink.keep(route, key) {
        return Ok(false);
    }
    sink.put(route, key, &bodies.bytes(at)?);
    Ok(true)
}
