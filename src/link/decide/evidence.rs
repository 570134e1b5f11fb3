//! Evidence is what one source says of the concepts of a scheme: it supports weak labels, and decides between concepts
//! that share a label. It never comes from other sources, so that a link depends on its own source alone.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::concept::{Concept, ConceptIx};

/// How often a source names each concept by labels that need nothing else.
#[derive(Default)]
pub(in crate::link) struct Evidence {
    named: Vec<ConceptIx>,
    /// What is asked of them, when something is.
    counts: OnceLock<FxHashMap<ConceptIx, u32>>,
}

impl Evidence {
    /// Makes room for so many names.
    pub(in crate::link) fn reserve(&mut self, names: usize) {
        self.named.reserve(names);
    }

    /// Adds the concepts that are named. O(names).
    pub(in crate::link) fn add(&mut self, names: impl Iterator<Item = ConceptIx>) {
        self.counts.take();
        self.named.extend(names);
    }

    /// How often the source names a concept. The first to ask pays O(names).
    pub(super) fn names(&self, concept: ConceptIx) -> u32 {
        let counts = self.counts.get_or_init(|| {
            let mut counts = FxHashMap::default();
            self.named.iter().for_each(|concept| *counts.entry(*concept).or_default() += 1);
            counts
        });
        counts.get(&concept).copied().unwrap_or(0)
    }

    /// What speaks for a concept: that it is named, then that its neighbours are; the most is the likeliest.
    pub(super) fn weight(&self, concept: ConceptIx, neighbours: &Neighbours) -> (u32, u32) {
        let near = neighbours.of(concept).iter().map(|neighbour| self.names(*neighbour)).sum();
        (self.names(concept), near)
    }
}

/// The broader, narrower and related concepts of each concept.
#[derive(Serialize, Deserialize)]
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
