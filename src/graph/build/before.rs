//! What a build keeps of the graph before: sources whose files are as they were.

use std::ops::Range;

use super::parts::{Part, Place};
use crate::graph::index::{Index, QuoteIx};
use crate::graph::{KnowledgeGraph, QuoteRef, SourceRef};
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

    /// Some quotes as they were read.
    pub(super) fn part(self, rows: Range<usize>) -> Part {
        let quotes = || rows.clone().map(|row| self.graph.quote(QuoteIx::new(row)));
        Part {
            quotes: quotes().map(QuoteRef::to_quote).collect(),
            mentions: self.linked.then(|| quotes().map(mentions).collect()),
        }
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
