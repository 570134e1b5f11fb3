//! A community is a group of concepts that come together more often than chance would have it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::leiden::Network;
use crate::concept::ConceptIx;
use crate::graph::{CoOccurrence, Index, KnowledgeGraph};

/// The communities of a graph's concepts, numbered from 0, the largest first and then by the smallest concept id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Communities {
    of: Vec<u32>,
    members: Vec<Vec<ConceptIx>>,
}

impl Communities {
    /// The communities that the co-occurrences of a graph form, each weighted by its quotes.
    ///
    /// By the Leiden method, about O(c log c) for c co-occurrences. A concept that comes together with none is alone.
    pub fn of(graph: &KnowledgeGraph) -> Self {
        let edge = |pair: CoOccurrence| (pair.a.at(), pair.b.at(), u64::from(pair.quotes));
        let network = Network::new(graph.concepts().len(), graph.co_occurrences().map(edge));
        Self::numbered(&network.communities())
    }

    fn numbered(labels: &[usize]) -> Self {
        let mut groups: BTreeMap<usize, Vec<ConceptIx>> = BTreeMap::new();
        for (concept, &label) in (0..).map(ConceptIx).zip(labels) {
            groups.entry(label).or_default().push(concept);
        }
        let mut members: Vec<_> = groups.into_values().collect();
        members.sort_by_key(|members| (Reverse(members.len()), members[0]));
        let mut of = vec![0; labels.len()];
        for (number, members) in (0..).zip(&members) {
            members.iter().for_each(|member| of[member.at()] = number);
        }
        Self { of, members }
    }

    /// The community of a concept.
    pub fn community(&self, concept: ConceptIx) -> u32 {
        self.of[concept.at()]
    }

    /// The concepts of each community, by id.
    pub fn members(&self) -> impl ExactSizeIterator<Item = &[ConceptIx]> {
        self.members.iter().map(Vec::as_slice)
    }

    /// The communities of a few concepts, numbered anew by the same rule among those few.
    pub fn among(&self, concepts: &[ConceptIx]) -> Vec<u32> {
        let labels: Vec<usize> = concepts.iter().map(|concept| self.of[concept.at()] as usize).collect();
        Self::numbered(&labels).of
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture;

    #[test]
    fn the_largest_community_is_the_first() {
        let graph = fixture::graph(
            "# p by A
            [a] and [z]
            [b] with [c] and [d]
            [c] [d]
            [e]",
        );
        let communities = Communities::of(&graph);
        let ids =
            |members: &[ConceptIx]| members.iter().map(|&ix| graph.concept(ix).id()).collect::<String>();
        assert_eq!(communities.members().map(ids).collect::<Vec<_>>(), ["bcd", "az", "e"]);
        assert_eq!(communities.among(&[ConceptIx(0), ConceptIx(1), ConceptIx(5)]), [0, 1, 0]);
    }
}
