//! A co-occurrence is two concepts linked from the same quote.

use super::association::{g2, npmi};
use super::column::Lists;
use super::index::Index;
use super::link::Links;
use crate::concept::ConceptIx;

/// Two concepts that come together; stored once, the smaller id first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CoOccurrence {
    /// The concept with the smaller id.
    pub a: ConceptIx,
    /// The concept with the larger id.
    pub b: ConceptIx,
    /// Quotes that mention both.
    pub quotes: u32,
    /// Normalised pointwise mutual information, in -1..=1; see [`npmi`].
    pub npmi: f64,
    /// Log-likelihood ratio, from 0; see [`g2`].
    pub g2: f64,
}

impl CoOccurrence {
    /// The concept that is not `this` one.
    pub fn other(&self, this: ConceptIx) -> ConceptIx {
        if self.a == this { self.b } else { self.a }
    }
}

/// The pairs of concepts of a graph, by (a, b), and for each concept the rows that it is in, by the other's id.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct CoOccurrences {
    pub(super) rows: Vec<CoOccurrence>,
    pub(super) of: Lists<u32>,
}

impl CoOccurrences {
    /// Counts the pairs, one concept at a time as in a sparse matrix product: O(p log p) for p pairs in quotes.
    pub(super) fn count(links: &Links, quotes: usize, concepts: usize) -> Self {
        let rows: Vec<_> = (0..concepts).flat_map(|a| rows_of(links, quotes, ConceptIx::new(a))).collect();
        let ends = (0..).zip(&rows).flat_map(|(row, pair)| [(pair.a.at(), row), (pair.b.at(), row)]);
        let of = Lists::group(concepts, ends);
        Self { rows, of }
    }
}

/// The pairs of `a` with a later concept.
fn rows_of(links: &Links, quotes: usize, a: ConceptIx) -> Vec<CoOccurrence> {
    let n_of = |concept: ConceptIx| links.by_concept.row(concept.at()).len() as u32;
    let mut met: Vec<ConceptIx> =
        links.by_concept.row(a.at()).iter().flat_map(|&link| links.beside(link)).copied().collect();
    met.retain(|&b| b > a);
    met.sort_unstable();
    let count = |together: &[ConceptIx]| {
        let (b, n_ab) = (together[0], together.len() as u32);
        let (n_a, n_b, n) = (n_of(a), n_of(b), quotes as u32);
        CoOccurrence { a, b, quotes: n_ab, npmi: npmi(n_ab, n_a, n_b, n), g2: g2(n_ab, n_a, n_b, n) }
    };
    met.chunk_by(ConceptIx::eq).map(count).collect()
}
