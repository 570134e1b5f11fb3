//! A skim passes over the words of a text with which nothing can begin: by a bit for each three letters, then by a filter
//! of eight letters.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::link::lookup::filter::Filter;
use crate::link::lookup::hash::{HIGH, LOWER, MASKS, fold, load};
use crate::link::lookup::numbers;
use crate::text::{run_at, run_starts};

/// The beginnings of all forms with which something may begin, while they are collected.
#[derive(Default)]
pub(super) struct Beginnings {
    /// The hashes of the first runs, some perhaps twice.
    runs: Vec<u64>,
    prefixes: Prefixes,
}

impl Beginnings {
    /// Adds a form in lower case.
    pub(super) fn insert(&mut self, form: &[u8]) {
        let len = form.iter().take(8).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let run = beginning(load(&form[..len]));
        let known = self.runs.last() == Some(&run);
        if !known {
            self.runs.push(run);
        }
        if !known || len < 3 {
            self.prefixes.insert(form);
        }
    }
}

/// What a word must look like for something to begin with it.
#[derive(Serialize, Deserialize)]
pub(super) struct Skim {
    prefixes: Prefixes,
    runs: Filter,
}

impl Skim {
    /// A skim that stops at some forms. O(n).
    pub(super) fn new(all: &[&Beginnings]) -> Self {
        let runs: Vec<&[u64]> = all.iter().map(|beginnings| &*beginnings.runs).collect();
        let mut prefixes = Prefixes::default();
        all.iter().for_each(|beginnings| prefixes.extend(&beginnings.prefixes));
        Self { prefixes, runs: Filter::new(&runs) }
    }

    /// The first byte, from one on, of a word with which something may begin. `begins` is asked about runs of which the
    /// first letters fit. O(n).
    pub(super) fn next(
        &self,
        text: &str,
        from: usize,
        begins: impl Fn(&Range<usize>) -> bool,
    ) -> Option<usize> {
        let bytes = text.as_bytes();
        let stop = run_starts(bytes, from)
            .find(|at| self.prefixes.has(bytes, *at) && self.stops_at(bytes, *at, &begins))?;
        let before = bytes[from..stop].iter().rev().take_while(|byte| is_word(**byte)).count();
        Some(stop - before)
    }

    /// True for what is not ASCII, and a run with which something may begin.
    fn stops_at(&self, bytes: &[u8], at: usize, begins: &impl Fn(&Range<usize>) -> bool) -> bool {
        let run = run_at(bytes, at);
        let (key, plain) = key(bytes, &run);
        !plain || self.runs.may_have(beginning(key)) && begins(&run) || self.begins_joined(bytes, &run)
    }

    /// True when something may begin with a run and the next one taken as one, or the end of one that is further on.
    fn begins_joined(&self, bytes: &[u8], first: &Range<usize>) -> bool {
        let gap = bytes[first.end..].iter().take_while(|byte| is_tight(**byte)).count();
        let second = run_at(bytes, first.end + gap);
        if second.is_empty() {
            return bytes.get(first.end) == Some(&b'-');
        }
        // Initials may be one word of any length.
        if first.len() == 1 && second.len() == 1 && bytes[first.end] == b'.' {
            return true;
        }
        let (one, two) = (key(bytes, first).0, key(bytes, &second).0);
        let len = first.len().min(8);
        let both = if len == 8 { one } else { one | two << (8 * len) };
        self.runs.may_have(beginning(both))
    }
}

/// The first eight bytes of a run in lower case.
#[inline]
pub(in crate::link) fn head(bytes: &[u8], run: &Range<usize>) -> u64 {
    let eight = match bytes[run.start..].first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => load(&bytes[run.start..]),
    };
    let mask = MASKS[run.len().min(8)];
    eight & mask | LOWER & mask
}

/// The head of a run, and whether all of it is ASCII.
#[inline]
fn key(bytes: &[u8], run: &Range<usize>) -> (u64, bool) {
    let head = head(bytes, run);
    (head, head & HIGH == 0 && (run.len() <= 8 || bytes[run.start + 8..run.end].is_ascii()))
}

/// Spreads the bits of a word's first eight bytes.
#[inline]
pub(in crate::link) fn beginning(bytes: u64) -> u64 {
    fold(bytes ^ 0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

/// True for what may stand between two words that are one word with a hyphen.
fn is_tight(byte: u8) -> bool {
    b"'\"`*_&-/.+#".contains(&byte)
}

/// The classes of bytes: each letter, digits, what may stand within a word, what is not ASCII, and the rest.
const BREAK: u8 = 0;
const DIGIT: u8 = 27;
const TIGHT: u8 = 28;
const OTHER: u8 = 31;
const CLASSES: [u8; 256] = {
    let mut classes = [BREAK; 256];
    let mut n = 0;
    while n < 256 {
        let byte = n as u8;
        classes[n] = match byte {
            b'a'..=b'z' => byte - b'a' + 1,
            b'A'..=b'Z' => byte - b'A' + 1,
            b'0'..=b'9' => DIGIT,
            b'\'' | b'"' | b'`' | b'*' | b'_' | b'&' | b'-' | b'/' | b'.' | b'+' | b'#' => TIGHT,
            0x80.. => OTHER,
            _ => BREAK,
        };
        n += 1;
    }
    classes
};

/// A bit for each three classes with which a form may begin as it is written in a text, perhaps with a hyphen.
#[derive(Debug, Serialize, Deserialize)]
struct Prefixes(#[serde(with = "numbers")] Vec<u64>);

impl Default for Prefixes {
    /// Those that are not ASCII.
    fn default() -> Self {
        let mut out = Self(vec![0; 1 << 9]);
        for a in 0..=OTHER {
            for b in 0..=OTHER {
                out.set([a, b, OTHER]);
                out.set([a, OTHER, b]);
                out.set([OTHER, a, b]);
            }
        }
        out
    }
}

impl Prefixes {
    fn set(&mut self, classes: [u8; 3]) {
        let (word, bit) = place(classes);
        self.0[word] |= bit;
    }

    /// Adds a form, with any hyphens among its first letters.
    fn insert(&mut self, form: &[u8]) {
        let class = |byte: &u8| CLASSES[*byte as usize];
        match *form {
            [] => {}
            [ref a] => {
                for behind in 0..=OTHER {
                    self.set([class(a), BREAK, behind]);
                    self.set([class(a), TIGHT, behind]);
                }
            }
            [ref a, ref b, ref rest @ ..] => {
                let [a, b] = [class(a), class(b)];
                match rest.first() {
                    Some(c) => self.set([a, b, class(c)]),
                    None => self.set([a, b, BREAK]),
                }
                self.set([a, b, TIGHT]);
                self.set([a, TIGHT, b]);
                self.set([a, TIGHT, TIGHT]);
            }
        }
    }

    fn extend(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own |= other);
    }

    #[inline]
    fn has(&self, bytes: &[u8], at: usize) -> bool {
        let byte = |n: usize| bytes.get(at + n).map_or(BREAK, |byte| CLASSES[*byte as usize]);
        let (word, bit) = match bytes.get(at..at + 3) {
            Some(&[a, b, c]) => place([a, b, c].map(|byte| CLASSES[byte as usize])),
            _ => place([byte(0), byte(1), byte(2)]),
        };
        self.0[word] & bit != 0
    }
}

#[inline]
fn place([a, b, c]: [u8; 3]) -> (usize, u64) {
    let number = (a as usize & 31) << 10 | (b as usize & 31) << 5 | (c as usize & 31);
    (number >> 6, 1 << (number & 63))
}
