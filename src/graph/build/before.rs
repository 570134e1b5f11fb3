//! What a build keeps of the graph before: sources whose files are as they were.

use std::ops::Range;

use super::parts::{Part, Place};
use crate::graph::index::{Index, QuoteIx};
use crate::graph::person::PersonNames;
use crate::graph::{KnowledgeGraph, PersonRef, QuoteRef, SourceRef};
use crate::link::Mention;

/// Quotes that are taken over at once.
const PART: usize = 1 << 12;

/// The graph before.
#[derive(Clone, Copy)]
pub(super) struct Before<'g> {
    graph: &'g KnowledgeGraph,
    /// Whether its mentions are still those that the linker would find.
    linked: bool,
}

impl<'g> Before<'g> {
    pub(super) fn new(graph: &'g KnowledgeGraph, linked: bool) -> Self {
        Self { graph, linked }
    }

    pub(super) fn graph(self) -> &'g KnowledgeGraph {
        self.graph
    }

    pub(super) fn is_linked(self) -> bool {
        self.linked
    }

    /// Whether some quotes can be taken over as they are stored.
    pub(super) fn is_same(self, rows: &Range<usize>, numbers: &Numbers) -> bool {
        let speakers = rows.clone().filter_map(|row| self.graph.quote_table().speaker.get(row));
        self.linked && speakers.into_iter().all(|person| numbers.person(person).is_some())
    }

    /// Some quotes as they were read.
    pub(super) fn part(self, rows: Range<usize>) -> Part {
        let quotes = || rows.clone().map(|row| self.graph.quote(QuoteIx::new(row)));
        Part {
            quotes: quotes().map(QuoteRef::to_quote).collect(),
            mentions: self.linked.then(|| quotes().map(mentions).collect()),
        }
    }
}

/// The numbers that what is numbered in the graph before gets in the new one.
pub(super) struct Numbers {
    /// Of the people who are called as they were.
    people: Vec<Option<u32>>,
    /// Of the rules that were met so far.
    pub(super) rules: Vec<Option<u32>>,
}

impl Numbers {
    pub(super) fn new(before: &KnowledgeGraph, names: &PersonNames) -> Self {
        let number = |person: PersonRef<'_>| {
            let found = names.find(person.name())?;
            names.other_spelling(found, person.name()).is_empty().then_some(found.0)
        };
        Self { people: before.people().map(number).collect(), rules: vec![None; before.rule_table().rows] }
    }

    pub(super) fn person(&self, before: u32) -> Option<u32> {
        self.people.get(before as usize).copied().flatten()
    }
}

/// Where the quotes of a source are.
pub(super) fn places(source: SourceRef<'_>) -> Vec<Place> {
    let rows = source.rows();
    rows.clone().step_by(PART).map(|start| Place::Kept(start..rows.end.min(start + PART))).collect()
}

fn mentions(quote: QuoteRef<'_>) -> Vec<Mention> {
    quote.links().flat_map(|link| link.mentions()).map(|mention| mention.to_mention()).collect()
}
