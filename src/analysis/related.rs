//! The related concepts of a concept are those it comes together with, the closest first.

use std::ops::Range;

use super::evidence::{gallop, in_both, rank};
use crate::concept::ConceptIx;
use crate::graph::{CoOccurrence, Index, KnowledgeGraph, Measure, QuoteIx, QuoteRef, smallest};

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

/// The same as [`related`] in a graph that has but some of the quotes, which come by index, counted anew. O(links of these).
pub fn related_in<'g>(
    graph: &'g KnowledgeGraph,
    quotes: impl Iterator<Item = QuoteRef<'g>>,
    concept: ConceptIx,
    measure: Measure,
    top: usize,
    min_quotes: u32,
) -> Vec<Related> {
    let counts = Counts::of(graph, quotes, graph.concept(concept).quote_rows());
    let others = counts.others(concept, min_quotes.max(1));
    let closest = smallest(top, others.map(|other| (counts.key(other, measure), other)));
    let mut pairs: Vec<_> = closest.into_iter().map(|(_, other)| counts.pair(concept, other)).collect();
    counts.add_examples(concept, &mut pairs);
    pairs.iter().map(|pair| row(concept, pair)).collect()
}

/// What is counted in some quotes.
struct Counts<'g> {
    graph: &'g KnowledgeGraph,
    quotes: u32,
    /// Those that mention the concept that is asked for, by index.
    with: Vec<u32>,
    /// How many quotes mention each concept.
    all: Vec<u32>,
    /// How many mention it together with the one that is asked for.
    both: Vec<u32>,
}

impl<'g> Counts<'g> {
    /// Counts some quotes, which come by index; `mentioning` are all those that mention the concept that is asked for.
    fn of(
        graph: &'g KnowledgeGraph,
        quotes: impl Iterator<Item = QuoteRef<'g>>,
        mut mentioning: &'g [u32],
    ) -> Self {
        let [all, both] = [0, 1].map(|_| vec![0; graph.concepts().len()]);
        let mut counts = Self { graph, quotes: 0, with: Vec::new(), all, both };
        let mut run = 0..0;
        quotes.map(|quote| quote.index().0).for_each(|quote| {
            if quote != run.end {
                counts.add(std::mem::replace(&mut run, quote..quote), &mut mentioning);
            }
            run.end = quote + 1;
        });
        counts.add(run, &mut mentioning);
        counts
    }

    /// Counts quotes in a row, whose links lie side by side, and leaves of `mentioning` those behind them.
    fn add(&mut self, quotes: Range<u32>, mentioning: &mut &'g [u32]) {
        if quotes.is_empty() {
            return;
        }
        self.quotes += quotes.len() as u32;
        let concepts = self.graph.concepts_of(QuoteIx(quotes.start)..QuoteIx(quotes.end));
        concepts.iter().for_each(|&other| self.all[other as usize] += 1);
        let from_here = &mentioning[gallop(mentioning, quotes.start)..];
        let (here, behind) = from_here.split_at(gallop(from_here, quotes.end));
        for &quote in here {
            let concepts = self.graph.quote(QuoteIx(quote)).concepts();
            concepts.iter().for_each(|&other| self.both[other as usize] += 1);
        }
        self.with.extend(here);
        *mentioning = behind;
    }

    /// The concepts that a concept comes together with.
    fn others(&self, concept: ConceptIx, min_quotes: u32) -> impl Iterator<Item = ConceptIx> {
        let counted = self.both.iter().enumerate().filter(move |(_, both)| **both >= min_quotes);
        counted.map(|(at, _)| ConceptIx::new(at)).filter(move |&other| other != concept)
    }

    /// What the others are sorted by.
    fn key(&self, other: ConceptIx, measure: Measure) -> u128 {
        let [both, all] = [&self.both, &self.all].map(|counts| counts[other.at()]);
        measure.key_of(both, self.with.len() as u32, all, self.quotes)
    }

    /// The pair of a concept with another, without its example.
    fn pair(&self, concept: ConceptIx, other: ConceptIx) -> CoOccurrence {
        let ends = [(concept, self.with.len() as u32), (other, self.all[other.at()])];
        CoOccurrence::counted(ends, self.both[other.at()], self.quotes, QuoteIx(0))
    }

    /// Gives each pair of a concept the best of its quotes.
    fn add_examples(&self, concept: ConceptIx, pairs: &mut [CoOccurrence]) {
        for pair in pairs {
            let other = self.graph.concept(pair.other(concept)).quote_rows();
            let shared = in_both(&self.with, other).map(|quote| self.graph.quote(QuoteIx(quote)));
            if let Some(best) = shared.min_by_key(|&quote| rank(quote, [pair.a, pair.b])) {
                pair.example = best.index();
            }
        }
    }
}

fn row(concept: ConceptIx, pair: &CoOccurrence) -> Related {
    let CoOccurrence { quotes, npmi, g2, example, .. } = *pair;
    Related { concept: pair.other(concept), quotes, npmi, g2, example }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{SourceIx, fixture};

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

    #[test]
    fn some_of_the_quotes_are_as_a_graph_of_them() {
        let part = "# p by A
            [a] [b] and [~c]
            [a] [b]
            [b] [c]
            [a] and [c]
            [d]";
        let [behind, alone] = [format!("# o by B\n[a] [c]\n[b] [d]\n{part}"), part.to_owned()]
            .map(|text| fixture::graph(&text));
        let between = fixture::graph(&part.replace('\n', "\n[a] [d]\n"));
        let quotes: [Vec<QuoteRef<'_>>; 2] = [
            behind.source(SourceIx(1)).quotes().collect(),
            between.quotes().filter(|quote| quote.ordinal() % 2 == 0).collect(),
        ];
        for (measure, min_quotes) in
            [(Measure::Npmi, 1), (Measure::G2, 0), (Measure::Count, 1), (Measure::Count, 2)]
        {
            for concept in alone.concepts().map(|concept| concept.index()) {
                for (graph, quotes) in [&behind, &between].into_iter().zip(&quotes) {
                    let mut expected = related(&alone, concept, measure, 9, min_quotes);
                    expected.iter_mut().for_each(|row| row.example = quotes[row.example.at()].index());
                    let found = related_in(graph, quotes.iter().copied(), concept, measure, 9, min_quotes);
                    assert_eq!(found, expected, "{measure:?}");
                }
            }
        }
    }
}
