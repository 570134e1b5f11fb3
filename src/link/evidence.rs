//! Evidence is what one source says of the concepts of a scheme: it supports weak labels, and decides between concepts
//! that share a label. It never comes from other sources, so that a link depends on its own source alone.

use rustc_hash::FxHashMap;

use crate::concept::{Concept, ConceptIx};

/// How often a source names each concept by labels that need nothing else.
#[derive(Default)]
pub(super) struct Evidence {
    named: FxHashMap<ConceptIx, u32>,
}

impl Evidence {
    /// Counts the concepts that are named. O(names).
    pub(super) fn add(&mut self, names: impl Iterator<Item = ConceptIx>) {
        for concept in names {
            *self.named.entry(concept).or_default() += 1;
        }
    }

    /// How often the source names a concept.
    pub(super) fn names(&self, concept: ConceptIx) -> u32 {
        self.named.get(&concept).copied().unwrap_or(0)
    }

    /// What speaks for a concept: that it is named, then that its neighbours are; the most is the likeliest.
    pub(super) fn weight(&self, concept: ConceptIx, neighbours: &Neighbours) -> (u32, u32) {
        let near = neighbours.of(concept).iter().map(|neighbour| self.names(*neighbour)).sum();
        (self.names(concept), near)
    }
}

/// The broader, narrower and related concepts of each concept.
pub(super) struct Neighbours {
    lists: Vec<Box<[ConceptIx]>>,
}

impl Neighbours {
    /// Reads both ends of every relation. O(relations).
    pub(super) fn new(concepts: &[Concept]) -> Self {
        let mut lists = vec![Vec::new(); concepts.len()];
        for (n, concept) in concepts.iter().enumerate() {
            for &other in concept.broader.iter().chain(&concept.related) {
                lists[n].push(other);
                lists[other.0 as usize].push(ConceptIx(n as u32));
            }
        }
        let sorted = |mut list: Vec<ConceptIx>| {
            list.sort_unstable();
            list.dedup();
            list.into_boxed_slice()
        };
        Self { lists: lists.into_iter().map(sorted).collect() }
    }

    fn of(&self, concept: ConceptIx) -> &[ConceptIx] {
        self.lists.get(concept.0 as usize).map_or(&[], |list| &**list)
    }
}
