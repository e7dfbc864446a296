//! Several values of one measure in three numbers.

/// Least, median and most of several values.
#[derive(Clone, Copy)]
pub struct Spread {
    pub least: f64,
    pub median: f64,
    pub most: f64,
}

impl Spread {
    /// The spread of at least one value.
    pub fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = values.collect();
        sorted.sort_by(f64::total_cmp);
        let upper = sorted[sorted.len() / 2];
        let lower = sorted[(sorted.len() - 1) / 2];
        Self {
            least: sorted[0],
            median: f64::midpoint(lower, upper),
            most: sorted[sorted.len() - 1],
        }
    }
}
