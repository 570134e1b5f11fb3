//! The evidence of a co-occurrence is the quotes that mention both concepts; its example is the best of them.

use std::cmp::Reverse;

use crate::concept::ConceptIx;
use crate::graph::{CoOccurrence, KnowledgeGraph, LinkRef, QuoteRef};
use crate::link::Polarity;

/// The quotes that mention both of two concepts, by source and ordinal. O(n + m) for concepts in n and m quotes.
pub fn shared_quotes<'g>(
    graph: &'g KnowledgeGraph,
    a: ConceptIx,
    b: ConceptIx,
) -> impl Iterator<Item = QuoteRef<'g>> {
    shared_links(graph, a, b).map(|[link, _]| link.quote())
}

/// The best of the quotes that mention both of two concepts and that `allowed` lets pass: one that names both rather
/// than implies them, that does not deny them, that is surest, and that is short.
pub(super) fn example<'g>(
    graph: &'g KnowledgeGraph,
    [a, b]: [ConceptIx; 2],
    allowed: impl Fn(QuoteRef<'g>) -> bool,
) -> Option<QuoteRef<'g>> {
    let links = shared_links(graph, a, b).filter(|[link, _]| allowed(link.quote()));
    links.min_by_key(rank).map(|[link, _]| link.quote())
}

/// The links of two concepts, side by side where they are from the same quote.
fn shared_links<'g>(
    graph: &'g KnowledgeGraph,
    a: ConceptIx,
    b: ConceptIx,
) -> impl Iterator<Item = [LinkRef<'g>; 2]> {
    let mut others = graph.concept(b).links().peekable();
    graph.concept(a).links().filter_map(move |link| {
        while others.next_if(|other| other.quote() < link.quote()).is_some() {}
        others.next_if(|other| other.quote() == link.quote()).map(|other| [link, other])
    })
}

/// The smaller, the better an example.
fn rank(links: &[LinkRef<'_>; 2]) -> impl Ord + use<> {
    let implied = links.iter().filter(|link| !link.explicit()).count();
    let denied = links.iter().filter(|link| !asserted(link)).count();
    let sure: i64 = links.iter().map(|link| (link.confidence() * 1e4) as i64).sum();
    let quote = links[0].quote();
    (implied, denied, Reverse(sure), quote.text().len(), quote.index())
}

fn asserted(link: &LinkRef<'_>) -> bool {
    link.mentions().any(|mention| mention.polarity() == Polarity::Asserted)
}

/// How strongly two concepts are tied, in 0..1: `n_ab / (√(n_a n_b) + 1)`.
///
/// It is their cosine (Ochiai 1957), the geometric mean of how much of the one's quotes is the other's too, as if each
/// had been seen once more without the other: so one quote alone makes no strong tie, and a concept that is everywhere
/// is strongly tied to none.
pub(super) fn strength(graph: &KnowledgeGraph, pair: &CoOccurrence) -> f64 {
    let [a, b] = [pair.a, pair.b].map(|concept| f64::from(graph.concept(concept).quote_count()));
    f64::from(pair.quotes) / ((a * b).sqrt() + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{QuoteIx, fixture};

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
    fn ties_grow_with_quotes_and_shrink_with_use_elsewhere() {
        let graph = fixture::graph("# p by A\n[a] [b]\n[c] [d]\n[c] [d]\n[c] [e]");
        let strengths: Vec<f64> = graph.co_occurrences().iter().map(|pair| strength(&graph, pair)).collect();
        assert_eq!(strengths[0], 0.5);
        assert!(strengths[1] > strengths[0] && strengths[2] < strengths[0]);
    }
}
