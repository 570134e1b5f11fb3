//! A co-occurrence is two concepts linked from the same quote.

use super::association::{Measure, g2, npmi};
use super::index::QuoteIx;
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
    pub(super) fn extend(&mut self, pairs: &[CoOccurrence]) {
        self.a.extend(pairs.iter().map(|pair| pair.a.0));
        self.b.extend(pairs.iter().map(|pair| pair.b.0));
        self.quotes.extend(pairs.iter().map(|pair| pair.quotes));
        self.npmi.extend(pairs.iter().map(|pair| pair.npmi));
        self.g2.extend(pairs.iter().map(|pair| pair.g2));
        self.example.extend(pairs.iter().map(|pair| pair.example.0));
        self.rows += pairs.len();
    }
}
