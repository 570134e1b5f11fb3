//! A word table finds the words of labels: all that is known of a word lies in one place, so that a look for it is one
//! look into memory.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::WordId;
use crate::link::find::trie::{Step, TrieView};
use crate::link::lookup::hash::{Short, place};
use crate::link::lookup::table::Table;

/// A word as its first and its last eight bytes, its length and number, and where it leads to as the first one of a label;
/// a gap where the length is 0.
type Slot = [u64; 4];
const GAP: Slot = [0; 4];
/// Where a word would be, and what stands there.
#[derive(Clone, Copy)]
pub(super) struct Look {
    at: usize,
    slot: Slot,
}

/// Places for each word.
const SPARE: usize = 2;

#[derive(Serialize, Deserialize)]
pub(super) struct WordTable {
    /// Each word at the place that its hash names or behind it without a gap.
    slots: Table<Slot>,
    /// How many places a hash may name.
    places: u32,
    /// What is longer, or made of other characters.
    others: BTreeMap<String, WordId>,
    /// The length of the longest of all, in bytes.
    pub(super) longest: usize,
}

impl WordTable {
    /// The words of a trie in lower case, by number. O(words).
    pub(super) fn new(words: &[String], trie: TrieView<'_>) -> Self {
        let places = words.len() * SPARE + 1;
        let longest = words.iter().map(String::len).max().unwrap_or(0);
        let (mut slots, mut others) = (vec![GAP; places], BTreeMap::new());
        for (word, id) in words.iter().zip(0..).map(|(word, id)| (word, WordId(id))) {
            match short(word) {
                Some(short) => put(short, id, trie.first(id), &mut slots, places as u32),
                None => {
                    others.insert(word.clone(), id);
                }
            }
        }
        slots.push(GAP);
        Self { slots: slots.into(), places: places as u32, others, longest }
    }

    /// What looks are taken through.
    #[inline]
    pub(super) fn view(&self) -> WordView<'_> {
        WordView { slots: &self.slots, table: self }
    }
}

/// A word table as it is read: its slice, taken once for many looks.
#[derive(Clone, Copy)]
pub(super) struct WordView<'t> {
    slots: &'t [Slot],
    table: &'t WordTable,
}

impl WordView<'_> {
    /// The first look for a word.
    #[inline]
    pub(super) fn look(self, hash: u64) -> Look {
        let at = place(hash, self.table.places);
        Look { at, slot: self.slots[at] }
    }

    /// The number of a short word, and where it leads to as the first one of a label, after the first look. O(1).
    #[inline]
    pub(super) fn found(
        self,
        word: Short,
        Look { mut at, mut slot }: Look,
    ) -> Option<(WordId, Option<Step>)> {
        loop {
            let [head, tail, len_and_id, first] = slot;
            if (head, tail, len_and_id >> 32) == (word.head, word.tail, word.len as u64) {
                return Some((WordId(len_and_id as u32), Step::unpacked(first)));
            }
            if len_and_id >> 32 == 0 {
                return None;
            }
            at += 1;
            slot = self.slots[at];
        }
    }

    /// The number of any word in lower case, or of what stands between two. O(log words).
    pub(super) fn number(self, form: &str) -> Option<WordId> {
        match short(form) {
            Some(short) => Some(self.found(short, self.look(short.hash()))?.0),
            None => self.table.others.get(form).copied(),
        }
    }
}

/// Puts a word at its place or behind it.
fn put(word: Short, id: WordId, first: Option<Step>, slots: &mut Vec<Slot>, places: u32) {
    let mut at = place(word.hash(), places);
    while slots.get(at).is_some_and(|slot| *slot != GAP) {
        at += 1;
    }
    if at == slots.len() {
        slots.push(GAP);
    }
    slots[at] = [word.head, word.tail, (word.len as u64) << 32 | u64::from(id.0), Step::packed(first)];
}

/// A word that is short: sixteen bytes at most, of letters and digits in ASCII and what joins them.
fn short(word: &str) -> Option<Short> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'\'' | b'.' | b',');
    let is_word = word.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric);
    (is_word && word.bytes().all(is_plain)).then(|| Short::of(word.as_bytes(), 0..word.len())).flatten()
}
