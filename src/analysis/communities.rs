//! A community is a group of concepts that come together more often than chance would have it.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::convert::Infallible;

use super::leiden::Network;
use crate::concept::ConceptIx;
use crate::graph::{ConceptRef, KnowledgeGraph};

/// The concepts among which communities are looked for, when they are wanted for a map.
const ENOUGH: usize = 250;

/// The communities of concepts, numbered from 0, the largest first and then by the smallest concept id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Communities {
    /// By id.
    concepts: Vec<ConceptIx>,
    of: Vec<u32>,
    members: Vec<Vec<ConceptIx>>,
}

impl Communities {
    /// The communities that the co-occurrences of a graph form, each weighted by its quotes.
    ///
    /// By the Leiden method, about O(c log c) for c co-occurrences. A concept that comes together with none is alone.
    ///
    /// # Errors
    /// The first that `go_on` gives, which is asked again and again.
    pub fn of<E>(graph: &KnowledgeGraph, go_on: impl Fn() -> Result<(), E>) -> Result<Self, E> {
        Self::between(graph, graph.concepts().map(ConceptRef::index).collect(), go_on)
    }

    /// The communities that the 250 most quoted concepts form: in a graph that has no more, those of all that are quoted.
    /// Its cost does not grow with the graph.
    pub fn of_most_quoted(graph: &KnowledgeGraph) -> Self {
        let mut concepts: Vec<ConceptIx> =
            graph.most_quoted(ENOUGH, 1).into_iter().map(ConceptRef::index).collect();
        concepts.sort_unstable();
        let Ok(found) = Self::between(graph, concepts, || Ok::<_, Infallible>(()));
        found
    }

    /// The communities of some concepts, which are in order.
    fn between<E>(
        graph: &KnowledgeGraph,
        concepts: Vec<ConceptIx>,
        go_on: impl Fn() -> Result<(), E>,
    ) -> Result<Self, E> {
        let mut places = vec![None; graph.concepts().len()];
        (0..).zip(&concepts).for_each(|(place, concept)| places[concept.0 as usize] = Some(place));
        let mut network = Network::default();
        for &concept in &concepts {
            go_on()?;
            let place = |concept: ConceptIx| places.get(concept.0 as usize).copied().flatten();
            let companions = graph.concept(concept).companions();
            network.add(companions.filter_map(|(other, quotes)| Some((place(other)?, u64::from(quotes)))));
        }
        if !network.is_mutual() {
            graph.disagree();
        }
        let labels = network.communities(&go_on)?;
        Ok(Self::numbered(concepts, &labels))
    }

    fn numbered(concepts: Vec<ConceptIx>, labels: &[usize]) -> Self {
        let of = numbers(labels);
        let mut members = vec![Vec::new(); of.iter().max().map_or(0, |&last| last as usize + 1)];
        concepts.iter().zip(&of).for_each(|(&concept, &number)| members[number as usize].push(concept));
        Self { concepts, of, members }
    }

    /// The community of one of the concepts.
    pub fn community(&self, concept: ConceptIx) -> Option<u32> {
        Some(self.of[self.concepts.binary_search(&concept).ok()?])
    }

    /// The concepts of each community, by id.
    pub fn members(&self) -> impl ExactSizeIterator<Item = &[ConceptIx]> {
        self.members.iter().map(Vec::as_slice)
    }

    /// The community that any concept of the graph belongs to: its own, else that with which it shares most quotes, else
    /// one where it is alone. O(n log c) for a concept that comes together with n others.
    pub fn nearest(&self, concept: ConceptRef<'_>) -> u32 {
        let most_shared = || {
            let mut shared: BTreeMap<u32, u64> = BTreeMap::new();
            for (other, quotes) in concept.companions() {
                if let Some(community) = self.community(other) {
                    *shared.entry(community).or_default() += u64::from(quotes);
                }
            }
            let most = shared.into_iter().max_by_key(|&(community, quotes)| (quotes, Reverse(community)));
            most.map(|(community, _)| community)
        };
        let alone = || (self.members.len() as u32).saturating_add(concept.index().0);
        self.community(concept.index()).or_else(most_shared).unwrap_or_else(alone)
    }
}

/// The number of each place among the groups of equal labels, the largest first and then by their first places.
fn numbers(labels: &[usize]) -> Vec<u32> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, &label) in labels.iter().enumerate() {
        groups.entry(label).or_default().push(at);
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort_by_key(|group| (Reverse(group.len()), group[0]));
    let mut of = vec![0; labels.len()];
    for (number, group) in (0..).zip(&groups) {
        group.iter().for_each(|&at| of[at] = number);
    }
    of
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
        let Ok(communities) = Communities::of(&graph, || Ok::<_, Infallible>(()));
        let ids =
            |members: &[ConceptIx]| members.iter().map(|&ix| graph.concept(ix).id()).collect::<String>();
        assert_eq!(communities.members().map(ids).collect::<Vec<_>>(), ["bcd", "az", "e"]);
        assert_eq!(Communities::of_most_quoted(&graph), communities, "there are few");
    }

    #[test]
    fn a_concept_is_in_the_community_that_it_shares_most_quotes_with() {
        let graph = fixture::graph("# p by A\n[a] [b]\n[c] [d]\n[e] [c]\n[e] [d]\n[e] [a]\n[f]");
        let Ok(few) =
            Communities::between(&graph, (0..4).map(ConceptIx).collect(), || Ok::<_, Infallible>(()));
        let nearest = (0..6).map(|concept| few.nearest(graph.concept(ConceptIx(concept))));
        assert_eq!(nearest.collect::<Vec<_>>(), [0, 0, 1, 1, 1, 7]);
    }
}
