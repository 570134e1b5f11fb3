//! Shortest paths between one node and many: what is reached from the node is kept from row to row, and grows only as far as
//! the next row asks.
//!
//! It is made when searches from both ends have reached as many nodes as it can have: so it costs at most about as much as
//! they did, and who asks for few paths does not pay for all.

use super::run::{Flow, Next, Stop};
use super::shortest::{Reached, Search, Side, trails};
use super::{Machine, Row};
use crate::query::cypher::property_graph::{NodeId, PropertyGraph};

/// What a step keeps of its searches.
#[derive(Default)]
pub(super) struct Kept {
    /// The ends of the last one.
    ends: Option<[NodeId; 2]>,
    /// Which of them all have had.
    common: usize,
    /// How many nodes they have reached.
    reached: usize,
    /// What is reached from the end that they have had.
    tree: Option<Side>,
}

impl Kept {
    /// Forgets all, if neither end is the one that all have had.
    pub(super) fn turn_to(&mut self, ends: [NodeId; 2]) {
        let is_same = |end: usize| self.ends.is_some_and(|before| before[end] == ends[end]);
        if !is_same(self.common) {
            *self = Self { common: usize::from(is_same(1)), ..Self::default() };
        }
        self.ends = Some(ends);
    }

    pub(super) fn is_worth_a_tree(&self, nodes: usize) -> bool {
        self.reached >= nodes
    }

    /// A search has reached so many nodes.
    pub(super) fn add(&mut self, nodes: usize) {
        self.reached = self.reached.saturating_add(nodes);
    }
}

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    /// Gives on the shortest paths between the end that searches have in common and another.
    pub(super) fn along_tree(
        &self,
        next: &mut Next<'_, '_, 'g>,
        search: &Search<'_, 'g>,
        kept: &mut Kept,
        row: &mut Row<'g>,
    ) -> Flow {
        let hop = &search.shortest.walk.hop;
        let is_forward = kept.common == 0;
        let (start, end, hop) = match is_forward {
            true => (search.from, search.to, hop.clone()),
            false => (search.to, search.from, hop.reversed()),
        };
        let tree = kept.tree.get_or_insert_with(|| Side::new(start, hop));
        while tree.reached.distance(end).is_none() && !tree.is_done() && tree.distance < search.most {
            self.advance(tree, &Reached::default(), search, row)?;
        }
        let Some(length) = tree.reached.distance(end).filter(|&length| length <= search.most) else {
            return Ok(());
        };
        if length < search.least {
            return self.longer(next, search, search.least, row);
        }
        let mut flow = Ok(());
        trails(&tree.reached, end, &mut |back| {
            let mut path = back.to_vec();
            if is_forward {
                path.reverse();
            }
            let given = self.tick().map_err(Stop::from);
            flow = given.and_then(|()| self.give_path(next, search.shortest, path, row)).map(|_| ());
            flow.is_ok()
        });
        flow
    }
}
