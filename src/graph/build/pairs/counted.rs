//! The pairs of concepts, counted in all quotes.

use super::{counted, key};
use crate::concept::ConceptIx;
use crate::graph::KnowledgeGraph;
use crate::graph::co_occurrence::CoOccurrence;
use crate::graph::groups::Groups;
use crate::graph::index::{Index, QuoteIx};

/// Counts what comes with one concept after another in all quotes, as in a sparse matrix product: O(pairs in quotes).
pub(super) struct Counter<'g> {
    graph: &'g KnowledgeGraph,
    /// The links to each concept.
    links: &'g Groups,
    /// The quote, the concept and the rank of each link.
    columns: [&'g [u32]; 3],
    /// For each concept that was met: how often, and the best quote with what makes it so.
    met: Vec<(u32, u64, u32)>,
}

impl<'g> Counter<'g> {
    pub(super) fn new(graph: &'g KnowledgeGraph, links: &'g Groups, ranks: &'g [u32]) -> Self {
        let table = graph.link_table();
        let columns = [table.quote.all(), table.concept.all(), ranks];
        Self { graph, links, columns, met: vec![(0, u64::MAX, 0); links.len()] }
    }

    /// The pairs of `a` with a later concept.
    pub(super) fn rows_of(&mut self, a: ConceptIx) -> Vec<CoOccurrence> {
        let mut found = Vec::new();
        for &link in self.links.row(a.at()) {
            self.meet(link as usize, &mut found);
        }
        found.sort_unstable();
        found.into_iter().map(|b| self.take(a, ConceptIx(b))).collect()
    }

    /// Meets the other concepts of a link's quote: the next links are those of the same quote.
    fn meet(&mut self, link: usize, found: &mut Vec<u32>) {
        let [[quote, quotes @ ..], [_, concepts @ ..], [rank, ranks @ ..]] =
            self.columns.map(|column| &column[link..])
        else {
            return;
        };
        let len = self.graph.quote(QuoteIx(*quote)).text_len();
        let others = quotes.iter().take_while(|other| *other == quote);
        for ((_, b), other) in others.zip(concepts).zip(ranks) {
            let key = key(rank + other, len);
            let (count, best, example) = &mut self.met[*b as usize];
            if *count == 0 {
                found.push(*b);
            }
            *count += 1;
            if key < *best {
                (*best, *example) = (key, *quote);
            }
        }
    }

    /// The pair of `a` and a concept that was met, which is forgotten.
    fn take(&mut self, a: ConceptIx, b: ConceptIx) -> CoOccurrence {
        let (both, _, example) = std::mem::replace(&mut self.met[b.at()], (0, u64::MAX, 0));
        counted(self.graph, self.links, [a, b], both, QuoteIx(example))
    }
}
