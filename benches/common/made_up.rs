//! What is made up is so from a fixed seed: numbers that look random, and words that mean nothing.

/// A word of invented syllables for a number.
pub(crate) fn word(mut number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "do", "ki", "lu", "me", "no", "pa", "ri", "so", "tu", "va", "wo", "xi", "zu", "fe", "go"];
    let mut word = String::new();
    loop {
        word += SYLLABLES[number % SYLLABLES.len()];
        number /= SYLLABLES.len();
        if number == 0 {
            return word;
        }
    }
}

/// A label that no other concept has.
pub(crate) fn label(concept: usize) -> String {
    format!("{} {}", word(1_000 + concept % 500), word(100_000 + concept))
}

/// Steele, Lea and Flood 2014, "Fast Splittable Pseudorandom Number Generators": SplitMix64.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    /// One of `count` things, the first ones oftener: the density at rank r is about 1/r.
    pub(crate) fn popular(&mut self, count: usize) -> usize {
        let share = self.next() as f64 / u64::MAX as f64;
        (libm::pow(count as f64, share) as usize).clamp(1, count) - 1
    }
}
