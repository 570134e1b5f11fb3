//! A filter says of most hashes that they are not in a set: a Bloom filter with two bits a hash, both
//! in one word (Putze et al. 2007).

use serde::{Deserialize, Serialize};

use super::numbers;

/// Bits for each hash, at least, and bits in all, at least.
const SPARE: usize = 16;
const LEAST: usize = 1 << 16;

#[derive(Debug, Default, Serialize, Deserialize)]
pub(in crate::link) struct Filter {
    #[serde(with = "numbers")]
    bits: Vec<u64>,
}

impl Filter {
    /// A filter that lets these hashes through. O(n).
    pub(in crate::link) fn new(hashes: &[&[u64]]) -> Self {
        Self::of_size(hashes, usize::MAX / 2)
    }

    /// The same, of at most some bits, a power of two.
    pub(in crate::link) fn of_size(hashes: &[&[u64]], most: usize) -> Self {
        let count: usize = hashes.iter().map(|hashes| hashes.len()).sum();
        if count == 0 {
            return Self::default();
        }
        let words = (count * SPARE).max(LEAST).next_power_of_two().min(most) / 64;
        let mut filter = Self { bits: vec![0; words] };
        for hash in hashes.iter().copied().flatten() {
            let (word, bits) = filter.place(*hash);
            filter.bits[word] |= bits;
        }
        filter
    }

    /// False for nearly all hashes that are not in the set, true for all that are.
    #[inline]
    pub(in crate::link) fn may_have(&self, hash: u64) -> bool {
        let (word, bits) = self.place(hash);
        self.bits.get(word).is_some_and(|all| all & bits == bits)
    }

    #[inline]
    fn place(&self, hash: u64) -> (usize, u64) {
        ((hash >> 12) as usize & self.bits.len().wrapping_sub(1), 1 << (hash & 63) | 1 << (hash >> 6 & 63))
    }
}
