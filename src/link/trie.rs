//! A trie holds rows of words, each with a value, and walks down them a word at a time.
//!
//! Nodes are numbered breadth first, so the children of a node lie in a row: edge `n` leads to node `n + 1`.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::compiled::numbers;
use super::vocabulary::WordId;

/// The node that every walk begins at.
pub(super) const ROOT: u32 = 0;

/// Rows of words while they are collected.
#[derive(Default)]
pub(super) struct TrieBuilder {
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

    fn words(&self, row: &Row) -> &[WordId] {
        &self.words[row.start as usize..(row.start + row.len) as usize]
    }

    /// The first two words of a row, as a number of the same order.
    fn key(&self, row: &Row) -> u64 {
        let words = self.words(row);
        let word = |n: usize| words.get(n).map_or(0, |word| u64::from(word.0) + 1);
        word(0) << 32 | word(1)
    }

    /// Builds the trie. O(rows × log rows + words).
    pub(super) fn finish(self) -> Trie {
        let mut keyed: Vec<(u64, Row)> = self.rows.par_iter().map(|row| (self.key(row), *row)).collect();
        keyed.par_sort_unstable_by(|(a, x), (b, y)| {
            a.cmp(b).then_with(|| self.words(x).cmp(self.words(y))).then(x.value.cmp(&y.value))
        });
        let rows: Vec<Row> = keyed.into_iter().map(|(_, row)| row).collect();
        let mut trie = Trie::default();
        let all = 0..rows.len();
        let mut level = vec![all];
        let mut depth = 0;
        while !level.is_empty() {
            let mut next = Vec::new();
            for node in level {
                let ending = rows[node.clone()].partition_point(|row| row.len == depth);
                let (here, below) = (node.start..node.start + ending, node.start + ending..node.end);
                trie.node(rows[here].iter().map(|row| row.value));
                let mut at = below.start;
                for group in rows[below]
                    .chunk_by(|a, b| self.words(a)[depth as usize] == self.words(b)[depth as usize])
                {
                    trie.words.push(self.words(&group[0])[depth as usize].0);
                    next.push(at..at + group.len());
                    at += group.len();
                }
            }
            level = next;
            depth += 1;
        }
        trie.close()
    }
}

/// The rows, as compressed sparse rows of edges and of values.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Trie {
    /// One more at the end.
    nodes: Vec<Node>,
    /// Edge → its word; ascending within a node.
    #[serde(with = "numbers")]
    words: Vec<u32>,
    #[serde(with = "numbers")]
    values: Vec<u32>,
    /// Word → the node that the root's edge leads to, or 0.
    #[serde(with = "numbers")]
    roots: Vec<u32>,
}

#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Node {
    edges: u32,
    values: u32,
    /// The first value, if there is one: most nodes that have any have one.
    value: u32,
    /// A bit for each word that leads on, perhaps shared with other words.
    words: u32,
}

/// The bit of a word in a node's set.
#[inline]
fn bit(word: u32) -> u32 {
    1 << (word.wrapping_mul(0x9e37_79b1) >> 27)
}

impl Trie {
    fn node(&mut self, values: impl Iterator<Item = u32>) {
        let (edges, first) = (self.words.len() as u32, self.values.len() as u32);
        self.values.extend(values);
        let value = self.values.get(first as usize).copied().unwrap_or(0);
        self.nodes.push(Node { edges, values: first, value, words: 0 });
    }

    fn close(mut self) -> Self {
        self.node(std::iter::empty());
        for n in 1..self.nodes.len() {
            let edges = self.nodes[n - 1].edges as usize..self.nodes[n].edges as usize;
            self.nodes[n - 1].words = self.words[edges].iter().fold(0, |bits, word| bits | bit(*word));
        }
        let firsts = self.nodes.get(1).map_or(0, |next| next.edges) as usize;
        let largest = self.words[..firsts].last().map_or(0, |word| *word as usize + 1);
        self.roots = vec![0; largest];
        for (edge, word) in self.words[..firsts].iter().enumerate() {
            self.roots[*word as usize] = edge as u32 + 1;
        }
        self
    }

    /// The node that a word leads to. O(log children).
    #[inline]
    pub(super) fn child(&self, node: u32, word: WordId) -> Option<u32> {
        if node == ROOT {
            return self.roots.get(word.0 as usize).copied().filter(|child| *child != ROOT);
        }
        let Node { edges: start, words, .. } = self.nodes[node as usize];
        if words & bit(word.0) == 0 {
            return None;
        }
        let edges = &self.words[start as usize..self.nodes[node as usize + 1].edges as usize];
        edges.binary_search(&word.0).ok().map(|n| start + n as u32 + 1)
    }

    /// The words that a row may begin with.
    pub(super) fn firsts(&self) -> impl Iterator<Item = WordId> {
        self.words[..self.nodes[1].edges as usize].iter().map(|word| WordId(*word))
    }

    /// False for the end of every row that comes to a node.
    #[inline]
    pub(super) fn has_children(&self, node: u32) -> bool {
        self.nodes[node as usize].words != 0
    }

    /// The values of the rows that end at a node.
    #[inline]
    pub(super) fn values(&self, node: u32) -> &[u32] {
        let (this, end) = (&self.nodes[node as usize], self.nodes[node as usize + 1].values);
        match end - this.values {
            0 => &[],
            1 => std::slice::from_ref(&this.value),
            _ => &self.values[this.values as usize..end as usize],
        }
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
            for row in &rows {
                let walk = row.iter().try_fold(ROOT, |node, word| trie.child(node, WordId(*word)));
                let same = (0..rows.len() as u32).filter(|n| rows[*n as usize] == *row);
                prop_assert_eq!(trie.values(walk.unwrap()), same.collect::<Vec<_>>());
            }
            prop_assert_eq!(trie.child(ROOT, WordId(9)), None);
        }
    }
}
