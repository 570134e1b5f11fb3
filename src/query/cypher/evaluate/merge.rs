//! Rows that find the same nodes become one that counts as often.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::FxHasher;

use super::follow::is_used;
use super::limits::Held;
use super::places::Places;
use super::predicate::fits;
use super::run::{Flow, Run, State};
use super::{Machine, Row};
use crate::query::cypher::ast::Relation;
use crate::query::cypher::error::QueryError;
use crate::query::cypher::plan::{Expand, Merge, Ways};
use crate::query::cypher::property_graph::{NodeId, PropertyGraph, RelationshipId};
use crate::query::cypher::resolved::Slot;
use crate::query::cypher::value::Value;

/// How often nodes were found, in the order in which they first were.
pub(super) enum Found {
    /// Single nodes, counted by number.
    Nodes { counts: Vec<u64>, found: Vec<NodeId> },
    /// Several nodes together: how often each such tuple, and the tuples one after another.
    Tuples { places: Places, counts: Vec<u64>, tuples: Vec<NodeId>, tuple: Vec<NodeId> },
}

impl Found {
    fn new(together: usize, nodes: usize) -> Self {
        match together {
            1 => Self::Nodes { counts: vec![0; nodes], found: Vec::new() },
            _ => {
                let (places, counts, tuples, tuple) = Default::default();
                Self::Tuples { places, counts, tuples, tuple }
            }
        }
    }
}

/// Counts a node some times more.
#[inline]
fn count(counts: &mut [u64], found: &mut Vec<NodeId>, node: NodeId, times: u64) {
    let count = &mut counts[node.at()];
    if *count == 0 {
        found.push(node);
    }
    *count += times;
}

/// Where the numbers are of the nodes to which a node's may stand in a relation, and perhaps some more.
fn numbers(relation: Relation, node: NodeId) -> Range<u32> {
    match relation {
        Relation::Less => node.0 + 1..u32::MAX,
        Relation::LessOrEqual => node.0..u32::MAX,
        Relation::Greater => 0..node.0,
        Relation::GreaterOrEqual => 0..node.0 + 1,
        Relation::Equal => node.0..node.0 + 1,
        Relation::Unequal => 0..u32::MAX,
    }
}

fn hash_of(tuple: &[NodeId]) -> u64 {
    let mut hasher = FxHasher::default();
    tuple.hash(&mut hasher);
    hasher.finish()
}

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    pub(super) fn merge(&self, run: &mut Run<'_, 'g>, at: usize, merge: &Merge, row: &mut Row<'g>) -> Flow {
        let mut found = match std::mem::take(&mut run.states[at]) {
            State::Found(found) => found,
            _ => Found::new(merge.nodes.len(), self.graph.node_count()),
        };
        let mut held = Held::default();
        self.run(&merge.pipeline, row, &mut |row| self.find(merge, &mut found, &mut held, row))?;
        self.give_found(run, at, merge, &mut found, row)?;
        self.release(held);
        run.states[at] = State::Found(found);
        Ok(())
    }

    /// Counts what a row finds.
    fn find(&self, merge: &Merge, found: &mut Found, held: &mut Held, row: &mut Row<'g>) -> Flow {
        match (found, &merge.ways) {
            (Found::Nodes { counts, found }, Some(ways)) => {
                let times = row.times;
                self.each_end(merge.bound, ways, row, |to| count(counts, found, to, times))?;
            }
            (Found::Nodes { counts, found }, None) => {
                if let Some(node) = self.node(merge.nodes[0], row)? {
                    count(counts, found, node, row.times);
                }
            }
            (Found::Tuples { places, counts, tuples, tuple }, _) => {
                tuple.clear();
                for slot in &merge.nodes {
                    tuple.extend(self.node(*slot, row)?);
                }
                let is = |at: usize| tuples[at * tuple.len()..][..tuple.len()] == tuple[..];
                let (place, new) = places.place(hash_of(tuple), is);
                if new {
                    self.hold(held, tuple.len() as u64 * 4 + 32)?;
                    counts.push(0);
                    tuples.append(tuple);
                }
                counts[place] += row.times;
            }
        }
        Ok(())
    }

    /// Calls `each` with the nodes at the other ends of relationships: this is the innermost loop of all.
    fn each_end(
        &self,
        bound: Option<(Slot, Relation)>,
        ways: &Ways,
        row: &Row<'g>,
        mut each: impl FnMut(NodeId),
    ) -> Result<(), QueryError> {
        let bound = match bound {
            Some((slot, relation)) => {
                let Some(node) = self.node(slot, row)? else { return Ok(()) };
                Some((node, relation))
            }
            None => None,
        };
        let mut end = |to: NodeId| {
            if bound.is_none_or(|(node, relation)| fits(relation, node.cmp(&to))) {
                each(to);
            }
            Ok(())
        };
        let Ways { first, last, apart } = ways;
        let range = bound.map_or(0..u32::MAX, |(node, relation)| numbers(relation, node));
        let mut follow_last = |from: NodeId, own: Option<RelationshipId>| match own {
            None if last.unlike.is_empty() => self.graph.neighbours_in(from, &last.hop, &range, &mut end),
            _ => self.each_unlike(from, last, own, row, &mut |_, to| end(to)),
        };
        let Some(first) = first else {
            let Some(from) = self.node(last.from, row)? else { return Ok(()) };
            return follow_last(from, None);
        };
        let Some(from) = self.node(first.from, row)? else { return Ok(()) };
        self.each_unlike(from, first, None, row, &mut |own, middle| {
            self.tick()?;
            follow_last(middle, apart.then_some(own))
        })
    }

    /// Calls `each` with the relationships of a node that a step follows, but for one.
    #[inline]
    fn each_unlike(
        &self,
        from: NodeId,
        expand: &Expand,
        other: Option<RelationshipId>,
        row: &Row<'g>,
        each: &mut impl FnMut(RelationshipId, NodeId) -> Result<(), QueryError>,
    ) -> Result<(), QueryError> {
        self.graph.expand(from, &expand.hop, |own, to| {
            let differs = other != Some(own) && !is_used(own, &expand.unlike, row);
            if differs { each(own, to) } else { Ok(()) }
        })
    }

    /// Gives on what was found, each once, and forgets it.
    fn give_found(
        &self,
        run: &mut Run<'_, 'g>,
        at: usize,
        merge: &Merge,
        found: &mut Found,
        row: &mut Row<'g>,
    ) -> Flow {
        let times = row.times;
        match found {
            Found::Nodes { counts, found } => {
                for node in found.drain(..) {
                    row.slots[merge.nodes[0].at()] = Value::Node(node);
                    row.times = times * std::mem::take(&mut counts[node.at()]);
                    self.push(run, at + 1, row)?;
                }
            }
            Found::Tuples { places, counts, tuples, .. } => {
                places.clear();
                let tuples = std::mem::take(tuples);
                for (nodes, count) in tuples.chunks(merge.nodes.len()).zip(counts.drain(..)) {
                    let slots = merge.nodes.iter().zip(nodes);
                    slots.for_each(|(slot, node)| row.slots[slot.at()] = Value::Node(*node));
                    row.times = times * count;
                    self.push(run, at + 1, row)?;
                }
            }
        }
        row.times = times;
        Ok(())
    }
}
