//! The nodes to which walks lead, each of them once, however many walks there are: breadth first.
//!
//! A node that is not the first is at the end of a walk without a relationship twice wherever it is at the end of any
//! walk, for a shortest one has no node twice. To the first node leads a walk that comes back by another relationship than
//! the one that it went out by. So two ways are kept to each node, with different first relationships: whichever leads back,
//! one of the two went out by another. O(nodes + relationships).

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::follow::is_used;
use super::run::{Flow, Next};
use super::{Machine, Row};
use crate::query::cypher::error::QueryError;
use crate::query::cypher::plan::Walk;
use crate::query::cypher::property_graph::{NodeId, PropertyGraph, RelationshipId};
use crate::query::cypher::value::Value;

/// The nodes that were reached from one.
struct Reached {
    start: NodeId,
    /// The first relationships of the ways to each node: of the first, and of another one where that is wanted.
    ways: FxHashMap<NodeId, (RelationshipId, Option<RelationshipId>)>,
    /// Whether it is still to be found out if a walk leads back.
    seeks_back: bool,
    /// The nodes at the largest distance, each with the first relationship of a way to it.
    front: Vec<(NodeId, Option<RelationshipId>)>,
}

/// What following a relationship found.
#[derive(PartialEq)]
enum Found {
    Nothing,
    /// A node that was not reached before, or the first node.
    New,
    /// Another way to a node.
    Again,
}

impl Reached {
    /// Follows a relationship at the end of a way with a first one.
    fn follow(&mut self, first: Option<RelationshipId>, relationship: RelationshipId, to: NodeId) -> Found {
        if to == self.start {
            let is_back = self.seeks_back && first != Some(relationship);
            self.seeks_back &= !is_back;
            return if is_back { Found::New } else { Found::Nothing };
        }
        let first = first.unwrap_or(relationship);
        match self.ways.entry(to) {
            Entry::Vacant(entry) => {
                entry.insert((first, None));
                Found::New
            }
            Entry::Occupied(mut met) => match met.get_mut() {
                (own, other @ None) if self.seeks_back && *own != first => {
                    *other = Some(first);
                    Found::Again
                }
                _ => Found::Nothing,
            },
        }
    }
}

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    /// Gives on each node that a walk leads to.
    pub(super) fn reach(&self, next: &mut Next<'_, '_, 'g>, walk: &Walk, row: &mut Row<'g>) -> Flow {
        let Some(start) = self.node(walk.from, row)? else { return Ok(()) };
        let end = if walk.into { self.node(walk.to, row)? } else { None };
        if walk.into && end.is_none() {
            return Ok(());
        }
        let each = self.each_of(walk, row)?;
        let seeks_back = walk.length.least > 0 && end.is_none_or(|end| end == start);
        let mut reached =
            Reached { start, ways: FxHashMap::default(), seeks_back, front: vec![(start, None)] };
        let is_end = |nodes: &[NodeId]| end.is_some_and(|end| nodes.contains(&end));
        if walk.length.least == 0 {
            self.give_nodes(next, walk, end, &[start], row)?;
            if is_end(&[start]) {
                return Ok(());
            }
        }
        for _ in 0..walk.length.most.unwrap_or(u32::MAX) {
            let mut found = Vec::new();
            for (node, first) in std::mem::take(&mut reached.front) {
                self.graph.expand(node, &walk.hop, |relationship, to| {
                    self.tick()?;
                    if is_used(relationship, &walk.unlike, row) || !self.has(relationship, &each) {
                        return Ok(());
                    }
                    let way = reached.follow(first, relationship, to);
                    if way == Found::New {
                        found.push(to);
                    }
                    if way != Found::Nothing && to != start {
                        reached.front.push((to, first.or(Some(relationship))));
                    }
                    Ok::<(), QueryError>(())
                })?;
            }
            self.give_nodes(next, walk, end, &found, row)?;
            if reached.front.is_empty() || is_end(&found) {
                break;
            }
        }
        Ok(())
    }

    /// Gives on those of some nodes at which a walk should end.
    fn give_nodes(
        &self,
        next: &mut Next<'_, '_, 'g>,
        walk: &Walk,
        end: Option<NodeId>,
        nodes: &[NodeId],
        row: &mut Row<'g>,
    ) -> Flow {
        nodes.iter().filter(|&&node| end.is_none_or(|end| end == node)).try_for_each(|&node| {
            row.slots[walk.to.at()] = Value::Node(node);
            self.give_on(next, row)
        })
    }
}
