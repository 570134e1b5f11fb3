//! Occurrences are where the words of the vocabulary stand in a part of a sentence: an inverted index, so that a word that
//! does not stand there costs one look.

use std::ops::Range;

use super::words::Words;
use crate::link::vocabulary::{Closeness, Sense, WordId};

/// Where a word stands, as what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Occurrence {
    at: u32,
    /// Where the next word begins: behind the other part of one that is written as two.
    end: u32,
    word: WordId,
    /// The number of the one before it in the same chain, from 1 on; 0 is none.
    before: u32,
    pub(super) closeness: Closeness,
    /// A prefix makes another word of it.
    pub(super) negated: bool,
}

impl Occurrence {
    /// The position.
    pub(super) fn at(&self) -> usize {
        self.at as usize
    }

    /// The positions, of which there are several where these are one word.
    pub(super) fn place(&self) -> Range<usize> {
        self.at as usize..self.end as usize
    }
}

/// Words that are read on both sides of those that are asked for: a shorter sentence is read at once, and of a longer one
/// no word has many places.
const MARGIN: usize = 256;
/// How many chains there are.
const CHAINS: usize = 256;

/// The words of a part of a sentence, in chains of those that share some bits.
pub(in crate::link) struct Occurrences {
    /// A bit for each word that stands there, perhaps shared with others.
    bits: [u64; 32],
    /// The number of the last occurrence in each chain, from 1 on; 0 is none.
    chains: [u32; CHAINS],
    all: Vec<Occurrence>,
    /// The part that was read.
    part: Range<usize>,
}

impl Default for Occurrences {
    fn default() -> Self {
        Self { bits: [0; 32], chains: [0; CHAINS], all: Vec::new(), part: 0..0 }
    }
}

impl Occurrences {
    /// Forgets what was read, before another text.
    pub(in crate::link) fn forget(&mut self) {
        self.part = 0..0;
    }

    /// Reads the part of a sentence around some positions of it, if it was not read last. O(senses of the words); together
    /// O(senses of the sentence), where the positions go on from one call to the next.
    #[inline]
    pub(super) fn read(&mut self, words: &Words<'_>, sentence: &Range<usize>, near: Range<usize>) -> &Self {
        let near = near.start.max(sentence.start)..near.end.min(sentence.end);
        if near.start < self.part.start || self.part.end < near.end {
            let start = near.start.saturating_sub(MARGIN).max(sentence.start);
            self.read_part(words, start..(near.end + MARGIN).min(sentence.end));
        }
        self
    }

    fn read_part(&mut self, words: &Words<'_>, part: Range<usize>) {
        self.part = part;
        self.bits = [0; 32];
        self.chains = [0; CHAINS];
        self.all.clear();
        for at in self.part.clone() {
            let negated = words.is_negated(at);
            for (len, senses) in words.readings(at) {
                let [at, end] = [at, at + len].map(|at| at as u32);
                for Sense { word, closeness, .. } in senses.iter() {
                    let (place, bit) = bit(word);
                    self.bits[place] |= bit;
                    let chain = &mut self.chains[chain(word)];
                    self.all.push(Occurrence { at, end, word, before: *chain, closeness, negated });
                    *chain = self.all.len() as u32;
                }
            }
        }
    }

    fn get(&self, number: u32) -> Option<&Occurrence> {
        self.all.get((number as usize).wrapping_sub(1))
    }

    /// False for most words that do not stand in the part that was read, true for all that do.
    #[inline]
    pub(super) fn may_have(&self, word: WordId) -> bool {
        let (at, bit) = bit(word);
        self.bits[at] & bit != 0
    }

    /// Where a word stands among some positions, the last place first.
    pub(super) fn places(&self, word: WordId, near: Range<usize>) -> impl Iterator<Item = &Occurrence> {
        let last = self.get(self.chains[chain(word)]);
        std::iter::successors(last, |occurrence| self.get(occurrence.before))
            .skip_while(move |occurrence| occurrence.at() >= near.end)
            .take_while(move |occurrence| occurrence.at() >= near.start)
            .filter(move |occurrence| occurrence.word == word)
    }
}

#[inline]
fn spread(word: WordId) -> u32 {
    word.0.wrapping_mul(0x9e37_79b1)
}

/// The chain of a word.
#[inline]
fn chain(word: WordId) -> usize {
    spread(word) as usize >> 12 & (CHAINS - 1)
}

/// The place of a word's bit.
#[inline]
fn bit(word: WordId) -> (usize, u64) {
    let spread = spread(word);
    ((spread >> 27) as usize, 1 << (spread >> 21 & 63))
}
