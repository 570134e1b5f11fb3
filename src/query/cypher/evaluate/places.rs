//! The places of keys that lie in a row elsewhere, found by their hashes.

use rustc_hash::FxHashMap;

/// Keys in one table: a larger one would take long to grow at once.
const PART: usize = 1 << 16;

/// Tables, when one is not enough.
const PARTS: usize = 64;

/// No place.
const NONE: u32 = u32::MAX;

/// The places of keys, numbered as they come.
pub(super) struct Places {
    /// The last key with a hash, in parts by the hash.
    last: Vec<FxHashMap<u64, u32>>,
    /// For each key the one before it with the same hash.
    before: Vec<u32>,
}

impl Default for Places {
    fn default() -> Self {
        Self { last: vec![FxHashMap::default()], before: Vec::new() }
    }
}

impl Places {
    /// How many keys there are.
    pub(super) fn len(&self) -> usize {
        self.before.len()
    }

    /// The place of a key with a hash; `is` tells whether the key is the one at a place. O(1).
    pub(super) fn find(&self, hash: u64, is: impl Fn(usize) -> bool) -> Option<usize> {
        let last = &self.last[hash as usize % self.last.len()];
        let mut at = last.get(&hash).copied().unwrap_or(NONE);
        while at != NONE {
            if is(at as usize) {
                return Some(at as usize);
            }
            at = self.before[at as usize];
        }
        None
    }

    /// The same, and whether it is new: a key that is not known gets a place.
    pub(super) fn place(&mut self, hash: u64, is: impl Fn(usize) -> bool) -> (usize, bool) {
        if let Some(at) = self.find(hash, is) {
            return (at, false);
        }
        let parts = self.last.len();
        let last = &mut self.last[hash as usize % parts];
        let new = self.before.len();
        self.before.push(last.insert(hash, new as u32).unwrap_or(NONE));
        let full = last.len() == PART;
        if parts == 1 && full {
            self.divide();
        }
        (new, true)
    }

    /// Divides the one table into many.
    fn divide(&mut self) {
        let mut parts = vec![FxHashMap::default(); PARTS];
        self.last[0].drain().for_each(|(hash, at)| _ = parts[hash as usize % PARTS].insert(hash, at));
        self.last = parts;
    }

    /// Forgets all keys.
    pub(super) fn clear(&mut self) {
        self.last.iter_mut().for_each(FxHashMap::clear);
        self.before.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_where_they_first_came() {
        let mut places = Places::default();
        // Every hash stands for three keys.
        let keys: Vec<usize> = (0..3 * PART).collect();
        for _ in 0..2 {
            for &key in &keys {
                let new = key == places.len();
                assert_eq!(places.place(key as u64 / 3, |at| keys[at] == key), (key, new));
            }
        }
        places.clear();
        assert_eq!(places.place(1, |_| true), (0, true));
    }
}
