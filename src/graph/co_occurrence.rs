//! A co-occurrence is two concepts linked from the same quote.

use std::ops::Range;

use rayon::prelude::*;

use super::KnowledgeGraph;
use super::association::{Measure, g2, npmi};
use super::groups::Groups;
use super::index::{Index, QuoteIx};
use super::table::{Numbers, table};
use crate::concept::ConceptIx;

table! {
    /// The pairs of concepts that come together, by (a, b): a is before b.
    Pairs, PairSink, "co_occurrences.arrow" {
        a: Numbers<u32>,
        b: Numbers<u32>,
        quotes: Numbers<u32>,
        npmi: Numbers<f64>,
        g2: Numbers<f64>,
        example: Numbers<u32>,
    }
}

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
    /// The best of the quotes: the sum of its links' [ranks](super::LinkRef::rank) is the smallest, then its text is the
    /// shortest, then it comes first.
    pub example: QuoteIx,
}

impl CoOccurrence {
    /// Two concepts that come together in `both` quotes of `all`, and are in so many quotes each.
    pub fn counted([a, b]: [(ConceptIx, u32); 2], both: u32, all: u32, example: QuoteIx) -> Self {
        let [a, b] = if a.0 < b.0 { [a, b] } else { [b, a] };
        let (npmi, g2) = (npmi(both, a.1, b.1, all), g2(both, a.1, b.1, all));
        Self { a: a.0, b: b.0, quotes: both, npmi, g2, example }
    }

    /// The concept that is not `this` one.
    pub fn other(&self, this: ConceptIx) -> ConceptIx {
        if self.a == this { self.b } else { self.a }
    }

    /// What a measure says of it, the larger the closer. By G², concepts that come together less often than by chance
    /// come last.
    pub fn measured(&self, measure: Measure) -> f64 {
        match measure {
            Measure::Npmi => self.npmi,
            Measure::G2 => self.g2.copysign(self.npmi),
            Measure::Count => f64::from(self.quotes),
        }
    }
}

impl Pairs {
    pub(super) fn row(&self, row: usize) -> CoOccurrence {
        CoOccurrence {
            a: ConceptIx(self.a.get(row)),
            b: ConceptIx(self.b.get(row)),
            quotes: self.quotes.get(row),
            npmi: self.npmi.get(row),
            g2: self.g2.get(row),
            example: QuoteIx(self.example.get(row)),
        }
    }
}

impl PairSink {
    fn extend(&mut self, pairs: &[CoOccurrence]) {
        self.a.extend(pairs.iter().map(|pair| pair.a.0));
        self.b.extend(pairs.iter().map(|pair| pair.b.0));
        self.quotes.extend(pairs.iter().map(|pair| pair.quotes));
        self.npmi.extend(pairs.iter().map(|pair| pair.npmi));
        self.g2.extend(pairs.iter().map(|pair| pair.g2));
        self.example.extend(pairs.iter().map(|pair| pair.example.0));
    }
}

/// Concepts that one thread counts at a time.
const BATCH: usize = 64;
/// Batches that are counted before what they found is written.
const BATCHES: usize = 64;

/// Counts the pairs of a graph, one concept at a time as in a sparse matrix product, in O(pairs in quotes); gives the
/// rows and where those of each concept end.
pub(super) fn count(graph: &KnowledgeGraph, by_concept: &Groups, sink: &mut PairSink) -> (usize, Vec<u32>) {
    let ranks: Vec<u32> = graph.links().map(super::LinkRef::rank).collect();
    let (mut rows, mut ends) = (0, Vec::with_capacity(by_concept.len()));
    let batches: Vec<Range<usize>> = (0..by_concept.len())
        .step_by(BATCH)
        .map(|start| start..(start + BATCH).min(by_concept.len()))
        .collect();
    for batches in batches.chunks(BATCHES) {
        let counted: Vec<Vec<Vec<CoOccurrence>>> = batches
            .par_iter()
            .map(|batch| {
                let mut counter = Counter::new(graph, by_concept, &ranks);
                batch.clone().map(|a| counter.rows_of(ConceptIx(a as u32))).collect()
            })
            .collect();
        for row in counted.into_iter().flatten() {
            rows += row.len();
            ends.push(rows as u32);
            sink.extend(&row);
        }
    }
    (rows, ends)
}

/// Counts what comes with one concept after another.
struct Counter<'g> {
    graph: &'g KnowledgeGraph,
    by_concept: &'g Groups,
    ranks: &'g [u32],
    /// For each concept that was met: how often, and the best quote with what makes it so.
    met: Vec<(u32, u64, u32)>,
}

impl<'g> Counter<'g> {
    fn new(graph: &'g KnowledgeGraph, by_concept: &'g Groups, ranks: &'g [u32]) -> Self {
        Self { graph, by_concept, ranks, met: vec![(0, u64::MAX, 0); by_concept.len()] }
    }

    /// The pairs of `a` with a later concept.
    fn rows_of(&mut self, a: ConceptIx) -> Vec<CoOccurrence> {
        let mut found = Vec::new();
        for &quote in self.by_concept.row(a.0 as usize) {
            self.meet(a.0, quote, &mut found);
        }
        found.sort_unstable();
        found.into_iter().map(|b| self.take(a, ConceptIx(b))).collect()
    }

    fn meet(&mut self, a: u32, quote: u32, found: &mut Vec<u32>) {
        let handle = self.graph.quote(QuoteIx(quote));
        let (concepts, links) = (handle.concepts(), handle.link_rows());
        let len = handle.text_len() as u64;
        let at = concepts.partition_point(|&concept| concept < a);
        let first = links.start + at;
        for (b, rank) in concepts[at..].iter().zip(&self.ranks[first..links.end]).skip(1) {
            let key = u64::from(self.ranks[first] + rank) << 32 | len;
            let (count, best, example) = &mut self.met[*b as usize];
            if *count == 0 {
                found.push(*b);
            }
            *count += 1;
            if key < *best {
                (*best, *example) = (key, quote);
            }
        }
    }

    /// The pair of `a` and a concept that was met, which is forgotten.
    fn take(&mut self, a: ConceptIx, b: ConceptIx) -> CoOccurrence {
        let ends = [a, b].map(|concept| (concept, self.by_concept.row(concept.at()).len() as u32));
        let (both, _, example) = std::mem::replace(&mut self.met[b.at()], (0, u64::MAX, 0));
        CoOccurrence::counted(ends, both, self.graph.quotes().len() as u32, QuoteIx(example))
    }
}
