//! Puts chains between two concepts into a path map.

use super::caption::{map_concepts, map_quote};
use super::map::{MapChain, MapQuote, PathMap};
use super::paths::{Chain, Step};
use crate::concept::ConceptIx;
use crate::graph::KnowledgeGraph;
use crate::text::isolated;

impl PathMap {
    /// The map of chains that have the same ends, in the order given. Each quote has marks for the two concepts that
    /// meet in it; the ends have the focus.
    pub fn of(graph: &KnowledgeGraph, chains: &[Chain]) -> Self {
        let mut concepts: Vec<ConceptIx> =
            chains.iter().flat_map(|chain| chain.concepts.iter().copied()).collect();
        concepts.sort_unstable();
        concepts.dedup();
        let ends = chains.first().and_then(|chain| Some([*chain.concepts.first()?, *chain.concepts.last()?]));
        let mut shown = map_concepts(graph, &concepts);
        for (concept, shown) in concepts.iter().zip(&mut shown) {
            shown.focus = ends.is_some_and(|ends| ends.contains(concept));
        }
        Self {
            title: title(graph, ends),
            chains: chains.iter().map(|chain| map_chain(graph, chain, &concepts)).collect(),
            concepts: shown,
        }
    }
}

fn title(graph: &KnowledgeGraph, ends: Option<[ConceptIx; 2]>) -> String {
    ends.map_or_else(
        || "No connection".to_owned(),
        |ends| {
            let [from, to] = ends.map(|end| isolated(graph.concept(end).label()));
            format!("From {from} to {to}")
        },
    )
}

fn map_chain(graph: &KnowledgeGraph, chain: &Chain, concepts: &[ConceptIx]) -> MapChain {
    let steps = chain.concepts.windows(2).zip(&chain.steps);
    MapChain {
        concepts: chain.concepts.iter().filter_map(|concept| concepts.binary_search(concept).ok()).collect(),
        steps: steps.map(|(ends, step)| map_step(graph, ends, step, concepts)).collect(),
    }
}

fn map_step(
    graph: &KnowledgeGraph,
    ends: &[ConceptIx],
    step: &Step,
    concepts: &[ConceptIx],
) -> (MapQuote, u32) {
    (map_quote(graph.quote(step.example), concepts, |concept| ends.contains(&concept)), step.quotes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::paths;
    use crate::graph::fixture;

    #[test]
    fn a_step_marks_the_two_concepts_that_meet() {
        let graph = fixture::graph("# p by Ann\n[c] [b] [x]\n[a] [b]\n[a] [b|bee]");
        let [a, b, c] = [0, 1, 2].map(ConceptIx);
        let map = PathMap::of(&graph, &paths(&graph, a, c, 3));
        assert_eq!((map.title.as_str(), map.chains.len()), ("From A to C", 1));
        assert_eq!(map.concepts.iter().map(|concept| concept.focus).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!(map.chains[0].concepts, [a, b, c].map(|concept| concept.0 as usize));
        let steps: Vec<_> = map.chains[0].steps.iter().map(|(quote, n)| (quote.id.as_str(), *n)).collect();
        assert_eq!(steps, [("p:2", 2), ("p:1", 1)]);
        let marks: Vec<_> = map.chains[0].steps[1].0.marks.iter().map(|mark| mark.concept).collect();
        assert_eq!(marks, [2, 1]);
    }

    #[test]
    fn no_chains_make_an_empty_map() {
        let map = PathMap::of(&fixture::graph(""), &[]);
        assert_eq!((map.title.as_str(), map.concepts.len()), ("No connection", 0));
    }
}
