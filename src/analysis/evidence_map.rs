//! Cuts an evidence map out of a graph: quotes beside the concepts that they mention.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::caption::{by_line, map_concepts, map_quote};
use super::map::EvidenceMap;
use crate::concept::ConceptIx;
use crate::graph::{KnowledgeGraph, QuoteIx, QuoteRef};

/// What an evidence map shows of its quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceOptions {
    /// Heading of the picture, in place of the one made up for it.
    pub title: Option<String>,
    /// The most quotes to show: those with the most concepts.
    pub top: usize,
}

impl Default for EvidenceOptions {
    fn default() -> Self {
        Self { title: None, top: 40 }
    }
}

impl EvidenceMap {
    /// Those of some quotes that mention concepts, in the collection's order, beside all the concepts they mention.
    pub fn of<'g>(
        graph: &'g KnowledgeGraph,
        quotes: impl Iterator<Item = QuoteRef<'g>>,
        options: &EvidenceOptions,
    ) -> Self {
        let concepts_of = |quote| graph.quote(quote).links().map(|link| link.concept().index());
        let quotes = richest(quotes, options.top);
        let concepts: BTreeSet<ConceptIx> = quotes.iter().flat_map(|&quote| concepts_of(quote)).collect();
        let concepts: Vec<ConceptIx> = concepts.into_iter().collect();
        let title = || format!("Quotes and their concepts — {}", by_line(graph));
        Self {
            title: options.title.clone().unwrap_or_else(title),
            quotes: quotes
                .into_iter()
                .map(|quote| map_quote(graph.quote(quote), &concepts, |_| true))
                .collect(),
            concepts: map_concepts(graph, &concepts),
        }
    }
}

/// The `top` quotes with the most concepts, by index and once; those with none are left out.
fn richest<'g>(quotes: impl Iterator<Item = QuoteRef<'g>>, top: usize) -> Vec<QuoteIx> {
    let counted = quotes.map(|quote| (Reverse(quote.concepts().len()), quote.index()));
    let mut rich = BTreeSet::new();
    for quote in counted.filter(|(concepts, _)| concepts.0 > 0) {
        if rich.len() < top || rich.last().is_some_and(|last| quote < *last) {
            rich.insert(quote);
        }
        if rich.len() > top {
            rich.pop_last();
        }
    }
    let mut quotes: Vec<QuoteIx> = rich.into_iter().map(|(_, quote)| quote).collect();
    quotes.sort_unstable();
    quotes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture;

    /// The quotes of a map with their marks, and its concepts: `p:1 a=x b=y | a b`.
    fn show(map: &EvidenceMap) -> String {
        let mut text = String::new();
        for quote in &map.quotes {
            text += &quote.id;
            for mark in &quote.marks {
                text += &format!(" {}={}", map.concepts[mark.concept].id, mark.span.of(&quote.text).unwrap());
            }
            text += " | ";
        }
        text + &map.concepts.iter().map(|concept| concept.id.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn quotes_stand_beside_their_concepts() {
        let graph = fixture::graph(
            "# p by A
            nothing
            [c|Sea] and [a|ay], [c|see]
            [b]
            [a] [b]",
        );
        let map = |quotes: &[u32], top| {
            let quotes = quotes.iter().map(|&quote| graph.quote(QuoteIx(quote)));
            show(&EvidenceMap::of(&graph, quotes, &EvidenceOptions { title: None, top }))
        };
        assert_eq!(map(&[0, 1, 2, 3], 9), "p:2 c=Sea a=ay c=see | p:3 b=b | p:4 a=a b=b | a b c");
        assert_eq!(map(&[0, 1, 2, 3], 2), "p:2 c=Sea a=ay c=see | p:4 a=a b=b | a b c");
        assert_eq!(map(&[3, 2, 3], 9), "p:3 b=b | p:4 a=a b=b | a b");
        assert_eq!(map(&[], 9), "");
    }
}
