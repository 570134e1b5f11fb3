//! The related concepts of a concept are those it comes together with, the closest first.

use std::cmp::Ordering;

use clap::ValueEnum;

use super::evidence::example;
use crate::concept::ConceptIx;
use crate::graph::{CoOccurrence, KnowledgeGraph, QuoteIx};

/// By what two concepts are close.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Measure {
    /// How much more often than by chance, whatever their number (NPMI)
    #[default]
    Npmi,
    /// How surely more often than by chance (G²)
    G2,
    /// In how many quotes
    Count,
}

/// A concept that comes together with another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Related {
    /// The concept.
    pub concept: ConceptIx,
    /// Quotes that mention both.
    pub quotes: u32,
    /// Normalised pointwise mutual information, in -1..=1.
    pub npmi: f64,
    /// Log-likelihood ratio, from 0.
    pub g2: f64,
    /// The best of the quotes.
    pub example: QuoteIx,
}

/// The `top` concepts that come together with one in `min_quotes` quotes or more, by a measure, then by quotes and id.
///
/// By G², concepts that come together less often than by chance come last.
pub fn related(
    graph: &KnowledgeGraph,
    concept: ConceptIx,
    measure: Measure,
    top: usize,
    min_quotes: u32,
) -> Vec<Related> {
    let mut pairs: Vec<&CoOccurrence> = graph.concept(concept).co_occurrences().collect();
    pairs.retain(|pair| pair.quotes >= min_quotes);
    pairs.sort_by(|a, b| closer(measure, a, b));
    pairs.into_iter().filter_map(|pair| row(graph, concept, pair)).take(top).collect()
}

/// The closer pair first; a stable sort keeps the rest by id.
fn closer(measure: Measure, a: &CoOccurrence, b: &CoOccurrence) -> Ordering {
    let by = |pair: &CoOccurrence| match measure {
        Measure::Npmi => pair.npmi,
        Measure::G2 => pair.g2.copysign(pair.npmi),
        Measure::Count => f64::from(pair.quotes),
    };
    by(b).total_cmp(&by(a)).then(b.quotes.cmp(&a.quotes))
}

fn row(graph: &KnowledgeGraph, concept: ConceptIx, pair: &CoOccurrence) -> Option<Related> {
    let CoOccurrence { quotes, npmi, g2, .. } = *pair;
    let example = example(graph, [pair.a, pair.b], |_| true)?.index();
    Some(Related { concept: pair.other(concept), quotes, npmi, g2, example })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture;

    #[test]
    fn each_measure_has_its_own_order() {
        let graph = fixture::graph(
            "# p by A
            [a] [rare]
            [a] [often]
            [a] [often]
            [a] [everywhere]
            [a] [everywhere]
            [a] [everywhere]
            [often] [everywhere]
            [everywhere]
            [everywhere]
            [else]",
        );
        let ids = |measure, min_quotes| -> Vec<&str> {
            let found = related(&graph, ConceptIx(0), measure, 2, min_quotes);
            found.into_iter().map(|related| graph.concept(related.concept).id()).collect()
        };
        assert_eq!(ids(Measure::Npmi, 1), ["rare", "often"]);
        assert_eq!(ids(Measure::G2, 1), ["rare", "often"]);
        assert_eq!(ids(Measure::Count, 1), ["everywhere", "often"]);
        assert_eq!(ids(Measure::Npmi, 3), ["everywhere"]);
    }
}
