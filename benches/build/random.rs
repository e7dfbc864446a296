//! A small deterministic generator of numbers (splitmix64), so that a seed names one site.

/// A stream of pseudo-random numbers; equal seeds give equal streams on every platform.
pub struct Random(u64);

impl Random {
    /// The stream of one item (`index`) of one kind of thing (`stream`), independent of all other items.
    pub fn of(seed: u64, stream: u64, index: usize) -> Self {
        let mut mixed = Self(seed ^ stream.wrapping_mul(0xA24B_AED4_963E_E407));
        let base = mixed.next();
        Self(base ^ (index as u64).wrapping_mul(0x9FB2_1C65_1E98_DF25))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`, which must not be zero.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// One of the items; the slice must not be empty.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// `K` different numbers below `bound`, in the order drawn.
    pub fn distinct<const K: usize>(&mut self, bound: usize) -> [usize; K] {
        let mut drawn = [usize::MAX; K];
        for place in 0..K {
            let mut number = self.below(bound);
            while drawn[..place].contains(&number) {
                number = self.below(bound);
            }
            drawn[place] = number;
        }
        drawn
    }
}
