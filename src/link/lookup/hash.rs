//! A hash of a word in lower case, made of whole words of the machine.

use std::ops::Range;

/// The bytes of the longest [`Short`].
pub(in crate::link) const LONGEST: usize = 16;

/// An ASCII word of at most sixteen bytes, in lower case, in two registers.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::link) struct Short {
    pub(in crate::link) head: u64,
    /// The last eight bytes, or all.
    pub(in crate::link) tail: u64,
    pub(in crate::link) len: usize,
}

impl Short {
    /// A word of letters, digits, apostrophes, full stops and commas in lower case, as it stands in a text.
    #[inline]
    pub(in crate::link) fn of(text: &[u8], word: Range<usize>) -> Option<Self> {
        let len = word.len();
        if len > LONGEST {
            return None;
        }
        let mask = MASKS[len.min(8)];
        // What stands behind a short word is masked, so that no branch depends on its length.
        let last = if len > 8 { word.end - 8 } else { word.start };
        let (head, tail) = match (text[word.start..].first_chunk(), text[last..].first_chunk()) {
            (Some(head), Some(tail)) => (u64::from_le_bytes(*head) & mask, u64::from_le_bytes(*tail) & mask),
            _ => ends(&text[word]),
        };
        let mask = LOWER & mask;
        ((head | tail) & HIGH == 0).then_some(Self { head: head | mask, tail: tail | mask, len })
    }

    /// As [`hash`] of its bytes.
    #[inline]
    pub(in crate::link) fn hash(&self) -> u64 {
        hash_ends(self.head, self.tail, KEYS[2] ^ self.len as u64)
    }
}

/// The lowest bytes of a number, by how many.
pub(in crate::link) const MASKS: [u64; 9] = {
    let mut masks = [u64::MAX; 9];
    let mut n = 0;
    while n < 8 {
        masks[n] = (1 << (8 * n)) - 1;
        n += 1;
    }
    masks
};
/// The highest bit of each byte.
pub(in crate::link) const HIGH: u64 = 0x8080_8080_8080_8080;
/// Puts ASCII letters into lower case, and changes no digit, apostrophe, full stop or comma.
pub(in crate::link) const LOWER: u64 = 0x2020_2020_2020_2020;
const KEYS: [u64; 3] = [0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db, 0x8ebc_6af0_9c88_c6e3];

/// The first eight bytes of at most sixteen, and the last eight; all, where there are no eight.
#[inline]
fn ends(bytes: &[u8]) -> (u64, u64) {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(head), Some(tail)) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
        _ => (load(bytes), load(bytes)),
    }
}

/// The hash of a form in lower case: 64-bit multiplications folded to 64 bits, as in wyhash (Wang Yi, 2019).
pub(in crate::link) fn hash(form: &[u8]) -> u64 {
    let mut seed = KEYS[2] ^ form.len() as u64;
    let mut rest = form;
    while rest.len() > 16 {
        seed = fold(load(&rest[..8]) ^ KEYS[0], load(&rest[8..16]) ^ seed);
        rest = &rest[16..];
    }
    let (head, tail) = ends(rest);
    hash_ends(head, tail, seed)
}

#[inline]
fn hash_ends(head: u64, tail: u64, seed: u64) -> u64 {
    fold(head ^ KEYS[1], tail ^ seed)
}

/// The product of two numbers, its halves taken together.
#[inline]
pub(in crate::link) fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product >> 64) as u64 ^ product as u64
}

/// The place that a hash names among some: its high half by their number (Lemire 2019, "Fast Random Integer Generation in
/// an Interval").
#[inline]
pub(in crate::link) fn place(hash: u64, places: u32) -> usize {
    (((hash >> 32) * u64::from(places)) >> 32) as usize
}

/// Up to eight bytes as a number, the first one lowest.
#[inline]
pub(in crate::link) fn load(bytes: &[u8]) -> u64 {
    let two =
        |at: usize| bytes.get(at..at + 2).map_or(0, |two| u64::from(u16::from_le_bytes([two[0], two[1]])));
    let four = |at: usize| two(at) | two(at + 2) << 16;
    match *bytes {
        [] => 0,
        [one] => u64::from(one),
        [_, _] => two(0),
        [_, _, last] => two(0) | u64::from(last) << 16,
        [_, _, _, _] => four(0),
        [_, _, _, _, ..] if bytes.len() < 8 => {
            let behind = bytes.len() - 4;
            four(0) | four(behind) << (8 * behind)
        }
        _ => four(0) | four(4) << 32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_depend_on_every_byte() {
        let word: Vec<u8> = (b'a'..=b'z').cycle().take(40).collect();
        for len in 1..word.len() {
            for at in 0..len {
                let mut other = word[..len].to_vec();
                other[at] ^= 1;
                assert_ne!(hash(&word[..len]), hash(&other), "{len} {at}");
            }
            assert_ne!(hash(&word[..len]), hash(&word[..len - 1]), "{len}");
        }
    }
}
