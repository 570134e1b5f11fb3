//! The nodes to which walks lead, each of them once, however many walks there are: breadth first.
//!
//! A node that is not the first is at the end of a walk without a relationship twice wherever it is at the end of any
//! walk, for a shortest one has no node twice. To the first node leads a walk that goes out and comes back by other
//! relationships. Where these can be followed both ways, it is found as the shortest cycle is: a relationship joins two
//! nodes that were reached by other first relationships (Itai and Rodeh, "Finding a minimum circuit in a graph", 1978).

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::follow::is_used;
use super::run::{Flow, Run};
use super::{Machine, Row};
use crate::query::cypher::error::QueryError;
use crate::query::cypher::plan::Walk;
use crate::query::cypher::property_graph::{NodeId, PropertyGraph, RelationshipId};
use crate::query::cypher::value::Value;

/// How a node was reached.
#[derive(Clone, Copy)]
struct Way {
    distance: u32,
    /// The first relationship; none to where all ways start.
    first: Option<RelationshipId>,
}

/// The nodes that were reached from one.
struct Reached {
    ways: FxHashMap<NodeId, Way>,
    both_ways: bool,
    /// The fewest relationships that lead from the first node back to it.
    back: Option<u32>,
}

impl Reached {
    fn from(start: NodeId, both_ways: bool) -> Self {
        let ways = FxHashMap::from_iter([(start, Way { distance: 0, first: None })]);
        Self { ways, both_ways, back: None }
    }

    /// Follows a relationship from a node; gives whether the one that it leads to is new.
    fn follow(&mut self, from: NodeId, relationship: RelationshipId, to: NodeId) -> bool {
        let Some(&way) = self.ways.get(&from) else { return false };
        let first = way.first.or(Some(relationship));
        match self.ways.entry(to) {
            Entry::Vacant(entry) => {
                entry.insert(Way { distance: way.distance + 1, first });
                true
            }
            Entry::Occupied(met) => {
                let met = *met.get();
                let closes = match met.first {
                    None => way.first != Some(relationship),
                    Some(_) => self.both_ways && met.first != first,
                };
                let length = way.distance + 1 + met.distance;
                self.back = self.back.filter(|&back| !closes || back <= length).or(closes.then_some(length));
                false
            }
        }
    }
}

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    /// Gives on each node that a walk leads to.
    pub(super) fn reach(&self, run: &mut Run<'_, 'g>, at: usize, walk: &Walk, row: &mut Row<'g>) -> Flow {
        let Some(from) = self.node(walk.from, row)? else { return Ok(()) };
        let end = if walk.into { self.node(walk.to, row)? } else { None };
        if walk.into && end.is_none() {
            return Ok(());
        }
        let each = self.each_of(walk, row)?;
        let most = walk.length.most.unwrap_or(u32::MAX);
        let mut reached = Reached::from(from, walk.hop.is_both_ways(self.graph));
        let mut front = vec![from];
        if walk.length.least == 0 {
            self.give_nodes(run, at, walk, end, &front, row)?;
        }
        for _ in 0..most {
            let mut next = Vec::new();
            for &node in &front {
                self.graph.expand(node, &walk.hop, |relationship, to| {
                    self.tick()?;
                    let free = !is_used(relationship, &walk.unlike, row) && self.has(relationship, &each);
                    if free && reached.follow(node, relationship, to) {
                        next.push(to);
                    }
                    Ok::<(), QueryError>(())
                })?;
            }
            if next.is_empty() {
                break;
            }
            self.give_nodes(run, at, walk, end, &next, row)?;
            front = next;
        }
        let comes_back = walk.length.least > 0 && reached.back.is_some_and(|length| length <= most);
        if comes_back { self.give_nodes(run, at, walk, end, &[from], row) } else { Ok(()) }
    }

    /// Gives on those of some nodes at which a walk should end.
    fn give_nodes(
        &self,
        run: &mut Run<'_, 'g>,
        at: usize,
        walk: &Walk,
        end: Option<NodeId>,
        nodes: &[NodeId],
        row: &mut Row<'g>,
    ) -> Flow {
        nodes.iter().filter(|&&node| end.is_none_or(|end| end == node)).try_for_each(|&node| {
            row.slots[walk.to.at()] = Value::Node(node);
            self.push(run, at + 1, row)
        })
    }
}
