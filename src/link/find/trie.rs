//! A trie holds rows of words, each with a value, and walks down them a word at a time.
//!
//! Its edges lie in one open-addressing table by node and word, each with all that is known of where it leads: a step is
//! one look into memory, however many words follow a node.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::link::lookup::hash::{fold, place};
use crate::link::lookup::numbers;
use crate::link::lookup::table::Table;
use crate::link::vocabulary::WordId;

/// The node that every walk begins at.
pub(super) const ROOT: u32 = 0;

/// Rows of words while they are collected.
#[derive(Default)]
pub(in crate::link) struct TrieBuilder {
    words: Vec<WordId>,
    rows: Vec<Row>,
}

#[derive(Clone, Copy)]
struct Row {
    start: u32,
    len: u32,
    value: u32,
}

impl TrieBuilder {
    /// Adds a row of at least one word.
    pub(super) fn push(&mut self, words: impl IntoIterator<Item = WordId>, value: u32) {
        let start = self.words.len();
        self.words.extend(words);
        self.rows.push(Row { start: start as u32, len: (self.words.len() - start) as u32, value });
    }

    /// Adds the rows of another one, with other names for its words and values.
    pub(super) fn extend(
        &mut self,
        other: Self,
        word: impl Fn(WordId) -> WordId,
        value: impl Fn(u32) -> u32,
    ) {
        let first = self.words.len() as u32;
        self.words.extend(other.words.into_iter().map(word));
        let rows = other.rows.into_iter();
        self.rows.extend(rows.map(|row| Row { start: first + row.start, value: value(row.value), ..row }));
    }

    /// Takes out the rows of other values.
    pub(super) fn retain(&mut self, is_wanted: impl Fn(u32) -> bool) {
        self.rows.retain(|row| is_wanted(row.value));
    }

    fn words(&self, row: &Row) -> &[WordId] {
        &self.words[row.start as usize..(row.start + row.len) as usize]
    }

    /// The first two words of a row, as a number of the same order.
    fn key(&self, row: &Row) -> u64 {
        let words = self.words(row);
        let word = |n: usize| words.get(n).map_or(0, |word| u64::from(word.0) + 1);
        word(0) << 32 | word(1)
    }

    /// The rows in order.
    fn sorted(&self) -> Vec<Row> {
        let mut keyed: Vec<(u64, Row)> = self.rows.par_iter().map(|row| (self.key(row), *row)).collect();
        keyed.par_sort_unstable_by(|(a, x), (b, y)| {
            a.cmp(b).then_with(|| self.words(x).cmp(self.words(y))).then(x.value.cmp(&y.value))
        });
        keyed.into_iter().map(|(_, row)| row).collect()
    }

    /// Builds the trie. O(rows × log rows + words).
    pub(in crate::link) fn finish(self) -> Trie {
        let rows = self.sorted();
        let mut edges = Edges::default();
        let mut level = vec![(ROOT, 0..rows.len())];
        for depth in 0.. {
            let mut next = Vec::new();
            for (node, range) in level {
                let word = |row: &Row| self.words(row)[depth];
                let mut at = range.start;
                for group in rows[range].chunk_by(|a, b| word(a) == word(b)) {
                    let ending = group.partition_point(|row| row.len as usize == depth + 1);
                    let below = at + ending..at + group.len();
                    at = below.end;
                    let values = group[..ending].iter().map(|row| row.value);
                    let child = edges.push(node, word(&group[0]), !below.is_empty(), values);
                    next.extend((child != ROOT).then_some((child, below)));
                }
            }
            if next.is_empty() {
                break;
            }
            level = next;
        }
        edges.finish()
    }
}

/// The edges of a trie while they are collected.
#[derive(Default)]
struct Edges {
    all: Vec<Edge>,
    /// The last node.
    nodes: u32,
    lists: Vec<u32>,
}

/// Node, word, and the [`Step`] that leads to: the node and the value.
type Edge = [u32; 4];

impl Edges {
    /// Adds an edge; gives the node that it leads to, or the root when nothing goes on there.
    fn push(
        &mut self,
        node: u32,
        word: WordId,
        goes_on: bool,
        mut values: impl ExactSizeIterator<Item = u32>,
    ) -> u32 {
        self.nodes += u32::from(goes_on);
        let child = if goes_on { self.nodes } else { ROOT };
        let (many, value) = match values.len() {
            0 => (0, NONE),
            1 => (0, values.next().unwrap_or(NONE)),
            count => {
                let place = self.lists.len() as u32;
                self.lists.push(count as u32);
                self.lists.extend(values);
                (MANY, place)
            }
        };
        self.all.push([node, word.0, child | many, value]);
        child
    }

    /// For each node the [bits](Behind) of the words that some edges have.
    fn words_behind(&self, edges: &[Edge]) -> Vec<u64> {
        let mut behind = vec![0; self.nodes as usize + 1];
        edges.iter().for_each(|edge| behind[edge[0] as usize] |= 1 << (edge[1] & 63));
        behind
    }

    fn finish(self) -> Trie {
        let firsts = self.all.partition_point(|edge| edge[0] == ROOT);
        let (firsts, others) = self.all.split_at(firsts);
        let largest = firsts.last().map_or(0, |edge| edge[1] as usize + 1);
        let behind = self.words_behind(others);
        let mut roots = vec![NO_ROOT; largest];
        for [_, word, node, value] in firsts {
            let behind = behind[(node & !MANY) as usize];
            roots[*word as usize] = [*node, *value, behind as u32, (behind >> 32) as u32];
        }
        let places = (others.len() * 8 / 5 + 1) as u32;
        let mut slots = vec![GAP; places as usize];
        others.iter().for_each(|edge| put(*edge, &mut slots, places));
        slots.push(GAP);
        Trie { roots: roots.into(), slots: slots.into(), places, lists: self.lists }
    }
}

/// No value.
const NONE: u32 = u32::MAX;
/// Marks a node whose values lie in a list, which the value is the place of.
const MANY: u32 = 1 << 31;
const GAP: Edge = [ROOT, 0, ROOT, NONE];
const NO_ROOT: [u32; 4] = [ROOT, NONE, 0, 0];

/// The place that an edge is looked for at first.
#[inline]
fn place_of(node: u32, word: u32, places: u32) -> usize {
    place(fold(u64::from(node) << 32 | u64::from(word), 0x9e37_79b9_7f4a_7c15), places)
}

/// Puts an edge at its place or behind it.
fn put(edge: Edge, slots: &mut Vec<Edge>, places: u32) {
    let mut at = place_of(edge[0], edge[1], places);
    while slots.get(at).is_some_and(|slot| *slot != GAP) {
        at += 1;
    }
    if at == slots.len() {
        slots.push(GAP);
    }
    slots[at] = edge;
}

/// The rows.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(in crate::link) struct Trie {
    /// Word → its [`Root`].
    roots: Table<[u32; 4]>,
    /// The edges of the other nodes, each at the place that its hash names or behind it without a gap.
    slots: Table<Edge>,
    /// How many places a hash may name.
    places: u32,
    /// Lists of values, each behind its length.
    #[serde(with = "numbers")]
    lists: Vec<u32>,
}

/// Where an edge leads to.
#[derive(Debug, Clone, Copy)]
pub(in crate::link) struct Step {
    node: u32,
    value: u32,
}

/// Where a word leads to from the root, and what goes on there, as the two halves of [`Behind`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Root([u32; 4]);

impl Root {
    #[inline]
    pub(super) fn step(self) -> Step {
        let [node, value, ..] = self.0;
        Step { node, value }
    }

    #[inline]
    pub(super) fn behind(self) -> Behind {
        let [.., low, high] = self.0;
        Behind(u64::from(high) << 32 | u64::from(low))
    }
}

/// A bit for each word that goes on behind a node, shared with others: most others are known not to go on there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Behind(u64);

impl Behind {
    /// Anything may go on.
    pub(super) const ANYTHING: Self = Self(u64::MAX);

    /// False when a word does not go on there.
    #[inline]
    pub(super) fn may_have(self, word: WordId) -> bool {
        self.0 >> (word.0 & 63) & 1 != 0
    }
}

impl Step {
    /// As a number; of none, too.
    pub(in crate::link) fn packed(step: Option<Self>) -> u64 {
        let Self { node, value } = step.unwrap_or(Self { node: ROOT, value: NONE });
        u64::from(node) << 32 | u64::from(value)
    }

    #[inline]
    pub(in crate::link) fn unpacked(packed: u64) -> Option<Self> {
        let (node, value) = ((packed >> 32) as u32, packed as u32);
        ([node, value] != [ROOT, NONE]).then_some(Self { node, value })
    }

    /// The node, when some row goes on there.
    #[inline]
    pub(in crate::link) fn node(self) -> Option<u32> {
        let node = self.node & !MANY;
        (node != ROOT).then_some(node)
    }

    /// True when a row ends there.
    #[inline]
    pub(super) fn ends(self) -> bool {
        self.value != NONE
    }
}

impl Trie {
    /// What looks are taken through.
    #[inline]
    pub(in crate::link) fn view(&self) -> TrieView<'_> {
        let Self { roots, slots, places, lists } = self;
        TrieView { roots, slots, places: *places, lists }
    }
}

/// A trie as it is read: its slices, taken once for many steps.
#[derive(Clone, Copy)]
pub(in crate::link) struct TrieView<'t> {
    roots: &'t [[u32; 4]],
    slots: &'t [Edge],
    places: u32,
    lists: &'t [u32],
}

impl<'t> TrieView<'t> {
    #[inline]
    fn place(self, node: u32, word: u32) -> usize {
        place_of(node, word, self.places)
    }

    /// A first look at where a word leads to from a node other than the root, which brings it near.
    #[inline]
    pub(in crate::link) fn touch(self, node: u32, word: WordId) -> u32 {
        self.slots[self.place(node, word.0)][0]
    }

    /// Where a word leads to from a node. O(1).
    #[inline]
    pub(in crate::link) fn step(self, node: u32, word: WordId) -> Option<Step> {
        if node == ROOT {
            return self.first(word);
        }
        let mut at = self.place(node, word.0);
        loop {
            let [own_node, own_word, node_there, value] = self.slots[at];
            if (own_node, own_word) == (node, word.0) {
                return Some(Step { node: node_there, value });
            }
            if own_node == ROOT {
                return None;
            }
            at += 1;
        }
    }

    /// Where a word leads to from the root.
    #[inline]
    pub(in crate::link) fn first(self, word: WordId) -> Option<Step> {
        Some(self.root(word)?.step())
    }

    /// The same, with what goes on there.
    #[inline]
    pub(super) fn root(self, word: WordId) -> Option<Root> {
        self.roots.get(word.0 as usize).filter(|root| **root != NO_ROOT).copied().map(Root)
    }

    /// The words that a row may begin with.
    pub(super) fn firsts(self) -> impl Iterator<Item = WordId> + 't {
        let words = (0..self.roots.len() as u32).map(WordId);
        words.filter(move |word| self.first(*word).is_some())
    }

    /// The values of the rows that end there.
    #[inline]
    pub(in crate::link) fn values<'a>(self, step: &'a Step) -> &'a [u32]
    where
        't: 'a,
    {
        match step.value {
            NONE => &[],
            _ if step.node & MANY == 0 => std::slice::from_ref(&step.value),
            place => self.list(place as usize),
        }
    }

    fn list(self, place: usize) -> &'t [u32] {
        let len = self.lists[place] as usize;
        &self.lists[place + 1..][..len]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_the_rows_that_were_put_in(rows in prop::collection::vec(prop::collection::vec(0_u32..5, 1..4), 0..20)) {
            let mut builder = TrieBuilder::default();
            for (n, row) in rows.iter().enumerate() {
                builder.push(row.iter().map(|word| WordId(*word)), n as u32);
            }
            let trie = builder.finish();
            let trie = trie.view();
            for row in &rows {
                let (last, before) = row.split_last().unwrap();
                let walk = before.iter().try_fold(ROOT, |node, word| trie.step(node, WordId(*word))?.node());
                let step = trie.step(walk.unwrap(), WordId(*last)).unwrap();
                let same = (0..rows.len() as u32).filter(|n| rows[*n as usize] == *row);
                prop_assert_eq!(trie.values(&step), same.collect::<Vec<_>>());
                let goes_on = rows.iter().any(|other| other.len() > row.len() && other.starts_with(row));
                prop_assert_eq!((step.ends(), step.node().is_some()), (true, goes_on));
                let behind = trie.root(WordId(row[0])).unwrap().behind();
                prop_assert!(row.get(1).is_none_or(|word| behind.may_have(WordId(*word))));
            }
            prop_assert!(trie.step(ROOT, WordId(9)).is_none() && trie.step(1, WordId(9)).is_none());
        }
    }
}
