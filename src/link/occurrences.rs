//! Occurrences are where the words of the vocabulary stand in a part of a sentence: an inverted index, so that a word that
//! does not stand there costs one look.

use std::ops::Range;

use super::vocabulary::{Closeness, WordId};
use super::words::Words;

/// Where a word stands, as what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Occurrence {
    pub(super) at: usize,
    pub(super) closeness: Closeness,
    word: WordId,
    /// The number of the one before it of the same word, from 1 on; 0 is none.
    before: u32,
}

/// Words that are read on both sides of those that are asked for: a shorter sentence is read at once, and of a longer one
/// no word has many places.
const MARGIN: usize = 256;

/// The words of a part of a sentence, by an open-addressing table that is at most half full.
#[derive(Default)]
pub(super) struct Occurrences {
    /// A bit for each word that stands there, perhaps shared with others.
    bits: [u64; 32],
    /// The number of the last occurrence of a word, from 1 on; 0 is a gap.
    slots: Vec<u32>,
    all: Vec<Occurrence>,
    /// The part that was read.
    part: Range<usize>,
}

impl Occurrences {
    /// Forgets what was read, before another text.
    pub(super) fn forget(&mut self) {
        self.part = 0..0;
    }

    /// Reads the part of a sentence around some positions of it, if it was not read last. O(senses of the words); together
    /// O(senses of the sentence), where the positions go on from one call to the next.
    pub(super) fn read(&mut self, words: &Words<'_>, sentence: &Range<usize>, near: Range<usize>) -> &Self {
        let near = near.start.max(sentence.start)..near.end.min(sentence.end);
        if self.part.start <= near.start && near.end <= self.part.end {
            return self;
        }
        let start = near.start.saturating_sub(MARGIN).max(sentence.start);
        self.part = start..(near.end + MARGIN).min(sentence.end);
        self.bits = [0; 32];
        self.all.clear();
        for at in self.part.clone() {
            let senses = words.ids(at).iter();
            self.all.extend(senses.map(|sense| Occurrence {
                at,
                closeness: sense.closeness,
                word: sense.word,
                before: 0,
            }));
        }
        self.slots.clear();
        self.slots.resize((2 * self.all.len() + 1).next_power_of_two(), 0);
        for n in 0..self.all.len() {
            let word = self.all[n].word;
            let (at, bit) = bit(word);
            self.bits[at] |= bit;
            let slot = self.slot(word);
            self.all[n].before = self.slots[slot];
            self.slots[slot] = n as u32 + 1;
        }
        self
    }

    /// The slot of a word, or the gap where it would be.
    #[inline]
    fn slot(&self, word: WordId) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = spread(word) as usize >> 12 & mask;
        while self.get(self.slots[slot]).is_some_and(|last| last.word != word) {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn get(&self, number: u32) -> Option<&Occurrence> {
        self.all.get((number as usize).wrapping_sub(1))
    }

    /// True when a word stands in the part that was read.
    #[inline]
    pub(super) fn has(&self, word: WordId) -> bool {
        let (at, bit) = bit(word);
        self.bits[at] & bit != 0 && self.slots[self.slot(word)] != 0
    }

    /// Where a word stands among some positions, the last place first.
    pub(super) fn places(&self, word: WordId, near: Range<usize>) -> impl Iterator<Item = &Occurrence> {
        let last = self.get(self.slots[self.slot(word)]);
        std::iter::successors(last, |occurrence| self.get(occurrence.before))
            .skip_while(move |occurrence| occurrence.at >= near.end)
            .take_while(move |occurrence| occurrence.at >= near.start)
    }
}

#[inline]
fn spread(word: WordId) -> u32 {
    word.0.wrapping_mul(0x9e37_79b1)
}

/// The place of a word's bit.
#[inline]
fn bit(word: WordId) -> (usize, u64) {
    let spread = spread(word);
    ((spread >> 27) as usize, 1 << (spread >> 21 & 63))
}
