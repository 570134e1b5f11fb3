//! The evidence of a co-occurrence is the quotes that mention both concepts; its example is the best of them.

use crate::concept::ConceptIx;
use crate::graph::{KnowledgeGraph, LinkRef, QuoteIx, QuoteRef};

/// The quotes that mention both of two concepts, by source and ordinal. O(n log m) for concepts in n and m quotes, n the
/// fewer.
pub fn shared_quotes(
    graph: &KnowledgeGraph,
    a: ConceptIx,
    b: ConceptIx,
) -> impl Iterator<Item = QuoteRef<'_>> {
    let [a, b] = [a, b].map(|concept| graph.concept(concept).quote_rows());
    in_both(a, b).map(|quote| graph.quote(QuoteIx(quote)))
}

/// The numbers that two lists of sorted ones share. O(n log m) for n and m of them, n the fewer.
pub(super) fn in_both<'a>(mut few: &'a [u32], mut many: &'a [u32]) -> impl Iterator<Item = u32> {
    if few.len() > many.len() {
        std::mem::swap(&mut few, &mut many);
    }
    few.iter().copied().filter(move |number| {
        many = &many[gallop(many, *number)..];
        many.first() == Some(number)
    })
}

/// How many of some sorted numbers are smaller than `wanted`: O(log n) for the answer n.
pub(super) fn gallop(sorted: &[u32], wanted: u32) -> usize {
    let mut end = 1;
    while sorted.get(end - 1).is_some_and(|&number| number < wanted) {
        end *= 2;
    }
    let start = end / 2;
    start + sorted[start..sorted.len().min(end)].partition_point(|&number| number < wanted)
}

/// The best of the quotes that mention both of two concepts and that `allowed` lets pass, as
/// [`CoOccurrence::example`](crate::graph::CoOccurrence::example) is the best of all.
pub(super) fn example<'g>(
    graph: &'g KnowledgeGraph,
    [a, b]: [ConceptIx; 2],
    allowed: impl Fn(QuoteRef<'g>) -> bool,
) -> Option<QuoteRef<'g>> {
    shared_quotes(graph, a, b).filter(|&quote| allowed(quote)).min_by_key(|&quote| rank(quote, [a, b]))
}

/// What is smaller for a better example of two concepts: a quote that names and asserts both, then a short one.
pub(super) fn rank(quote: QuoteRef<'_>, ends: [ConceptIx; 2]) -> impl Ord + use<> {
    let ranks = ends.into_iter().filter_map(|concept| quote.link(concept)).map(LinkRef::rank);
    (ranks.sum::<u32>(), quote.text_len(), quote.index())
}

/// How strongly two concepts are tied, in 0..1: `n_ab / (√(n_a n_b) + 1)`.
///
/// It is their cosine (Ochiai 1957), the geometric mean of how much of the one's quotes is the other's too, as if each
/// had been seen once more without the other: so one quote alone makes no strong tie, and a concept that is everywhere
/// is strongly tied to none.
pub fn strength(graph: &KnowledgeGraph, a: ConceptIx, b: ConceptIx, quotes: u32) -> f64 {
    let [a, b] = [a, b].map(|concept| f64::from(graph.concept(concept).quote_count()));
    f64::from(quotes) / ((a * b).sqrt() + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture;

    #[test]
    fn the_example_names_asserts_and_is_short() {
        let graph = fixture::graph(
            "# p by A
            [~a|implied] and [b], so short
            [!a|denied] and [b]
            a longer one with [a] and [b]
            one with [a] and [b]
            [a] alone",
        );
        let [a, b] = [ConceptIx(0), ConceptIx(1)];
        assert_eq!(shared_quotes(&graph, a, b).count(), 4);
        let best = |last: u32| {
            example(&graph, [a, b], |quote| quote.index() < QuoteIx(last)).map(|quote| quote.ordinal())
        };
        assert_eq!([0, 1, 2, 3, 4, 5].map(best), [None, Some(1), Some(2), Some(3), Some(4), Some(4)]);
    }

    #[test]
    fn a_gallop_ends_where_a_walk_does() {
        let sorted = [1, 3, 3, 5, 8, 9];
        for wanted in 0..11 {
            let walked = sorted.iter().filter(|&&number| number < wanted).count();
            assert_eq!(gallop(&sorted, wanted), walked, "{wanted}");
        }
        assert_eq!(gallop(&[], 1), 0);
    }

    #[test]
    fn ties_grow_with_quotes_and_shrink_with_use_elsewhere() {
        let graph = fixture::graph("# p by A\n[a] [b]\n[c] [d]\n[c] [d]\n[c] [e]");
        let strengths: Vec<f64> =
            graph.co_occurrences().map(|pair| strength(&graph, pair.a, pair.b, pair.quotes)).collect();
        assert_eq!(strengths[0], 0.5);
        assert!(strengths[1] > strengths[0] && strengths[2] < strengths[0]);
    }
}
