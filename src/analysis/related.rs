//! The related concepts of a concept are those it comes together with, the closest first.

use crate::concept::ConceptIx;
use crate::graph::{CoOccurrence, KnowledgeGraph, Measure, QuoteIx};

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
/// By G², concepts that come together less often than by chance come last. O(top) where these are among the closest that
/// the graph stores in this order, O(n log n) for a concept that comes together with n others where they are not.
pub fn related(
    graph: &KnowledgeGraph,
    concept: ConceptIx,
    measure: Measure,
    top: usize,
    min_quotes: u32,
) -> Vec<Related> {
    let enough = |pair: &CoOccurrence| pair.quotes >= min_quotes;
    let (stored, more) = graph.concept(concept).closest(measure);
    let mut pairs: Vec<CoOccurrence> = stored.filter(enough).take(top).collect();
    if more && pairs.len() < top {
        pairs = graph.concept(concept).co_occurrences().filter(enough).collect();
        pairs.sort_by_cached_key(|pair| measure.key(pair));
        pairs.truncate(top);
    }
    pairs.iter().map(|pair| row(concept, pair)).collect()
}

fn row(concept: ConceptIx, pair: &CoOccurrence) -> Related {
    let CoOccurrence { quotes, npmi, g2, example, .. } = *pair;
    Related { concept: pair.other(concept), quotes, npmi, g2, example }
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
