//! Cuts an evidence map out of a graph: quotes beside the concepts that they mention.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::caption::{heading, map_concepts, map_quote, named};
use super::map::EvidenceMap;
use crate::concept::ConceptIx;
use crate::graph::{KnowledgeGraph, QuoteIx, QuoteRef};

/// What an evidence map shows of its quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceOptions {
    /// Heading of the picture, in place of the one made up for it.
    pub title: Option<String>,
    /// What the quotes speak of, where that was asked; for the heading.
    pub about: Vec<ConceptIx>,
    /// The most quotes to show: those with the most concepts.
    pub top: usize,
}

impl Default for EvidenceOptions {
    fn default() -> Self {
        Self { title: None, about: Vec::new(), top: 40 }
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
        let mut quotes = richest(graph, quotes);
        let all = quotes.len();
        quotes.truncate(options.top);
        quotes.sort_unstable();
        let concepts: BTreeSet<ConceptIx> = quotes.iter().flat_map(|&quote| concepts_of(quote)).collect();
        let concepts: Vec<ConceptIx> = concepts.into_iter().collect();
        let about = || match &options.about[..] {
            [] => "Quotes and their concepts".to_owned(),
            about => format!("What is said of {}", named(graph, about)),
        };
        let said = quotes.iter().map(|&quote| graph.quote(quote));
        let title = options.title.clone();
        Self {
            title: title.unwrap_or_else(|| heading(&about(), graph, said)),
            more: all - quotes.len(),
            quotes: quotes.iter().map(|&quote| map_quote(graph.quote(quote), &concepts, |_| true)).collect(),
            concepts: map_concepts(graph, &concepts),
        }
    }
}

/// The quotes that mention concepts, each once, those with the most first. O(n log n).
fn richest<'g>(graph: &KnowledgeGraph, quotes: impl Iterator<Item = QuoteRef<'g>>) -> Vec<QuoteIx> {
    let mut seen = vec![false; graph.quotes().len()];
    let counted = quotes.map(|quote| (Reverse(quote.concepts().len()), quote.index()));
    let mut rich: Vec<(Reverse<usize>, QuoteIx)> = counted
        .filter(|(concepts, quote)| concepts.0 > 0 && !std::mem::replace(&mut seen[quote.0 as usize], true))
        .collect();
    rich.sort_unstable();
    rich.into_iter().map(|(_, quote)| quote).collect()
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
            let map = EvidenceMap::of(&graph, quotes, &EvidenceOptions { top, ..EvidenceOptions::default() });
            format!("{}, {} more", show(&map), map.more)
        };
        assert_eq!(map(&[0, 1, 2, 3], 9), "p:2 c=Sea a=ay c=see | p:3 b=b | p:4 a=a b=b | a b c, 0 more");
        assert_eq!(map(&[0, 1, 2, 3], 2), "p:2 c=Sea a=ay c=see | p:4 a=a b=b | a b c, 1 more");
        assert_eq!(map(&[3, 2, 3], 9), "p:3 b=b | p:4 a=a b=b | a b, 0 more");
        assert_eq!(map(&[], 9), ", 0 more");
    }

    #[test]
    fn a_map_is_called_by_what_it_shows() {
        let graph = fixture::graph("# p by Ann\n[a]\n# q by Bo\n[a] [b]\n[b]");
        let title = |quotes: &[u32], about: &[u32]| {
            let about = about.iter().map(|&concept| ConceptIx(concept)).collect();
            let quotes = quotes.iter().map(|&quote| graph.quote(QuoteIx(quote)));
            EvidenceMap::of(&graph, quotes, &EvidenceOptions { about, ..EvidenceOptions::default() }).title
        };
        assert_eq!(title(&[0, 1, 2], &[]), "Quotes and their concepts — 2 sources");
        assert_eq!(title(&[1, 2], &[1]), "What is said of B — Bo");
        assert_eq!(title(&[0, 1, 2], &[0, 1]), "What is said of A and B — 2 sources");
    }
}
