//! Shortest paths between two nodes: breadth first from both ends, a whole distance at a time and always on the side
//! with fewer nodes, until the two meet (Pohl, "Bi-directional search", 1971).

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::run::{Flow, Run};
use super::walk::Each;
use super::{Machine, Row};
use crate::query::cypher::error::QueryError;
use crate::query::cypher::plan::Walk;
use crate::query::cypher::property_graph::{Hop, NodeId, PropertyGraph, RelationshipId};
use crate::query::cypher::value::Value;

/// Nodes reached from one end, each with the hops back towards it.
#[derive(Default)]
struct Reached {
    nodes: FxHashMap<NodeId, Back>,
    hops: Vec<Hopped>,
}

/// How far a node is, and the first and the last of the hops back from it, by number.
struct Back {
    distance: u32,
    first: u32,
    last: u32,
}

/// A relationship, the node that it leads back to, and the next hop back from the same node.
struct Hopped {
    relationship: RelationshipId,
    to: NodeId,
    next: u32,
}

/// No hop.
const NONE: u32 = u32::MAX;

impl Reached {
    /// Adds a hop back from a node, if the node was not reached before at a smaller distance; gives whether the node is new.
    fn add(
        &mut self,
        node: NodeId,
        distance: u32,
        relationship: RelationshipId,
        to: NodeId,
        all: bool,
    ) -> bool {
        let hop = self.hops.len() as u32;
        let new = match self.nodes.entry(node) {
            Entry::Vacant(entry) => {
                entry.insert(Back { distance, first: hop, last: hop });
                true
            }
            Entry::Occupied(mut back) if all && back.get().distance == distance => {
                let last = std::mem::replace(&mut back.get_mut().last, hop);
                self.hops[last as usize].next = hop;
                false
            }
            Entry::Occupied(_) => return false,
        };
        self.hops.push(Hopped { relationship, to, next: NONE });
        new
    }

    /// The first hop back from a node; none from where the search started.
    fn first(&self, node: NodeId) -> u32 {
        self.nodes.get(&node).map_or(NONE, |back| back.first)
    }
}

/// The search from one end.
struct Side {
    reached: Reached,
    /// The nodes at the largest distance.
    front: Vec<NodeId>,
    distance: u32,
    hop: Hop,
}

impl Side {
    fn new(start: NodeId, hop: Hop) -> Self {
        let nodes = FxHashMap::from_iter([(start, Back { distance: 0, first: NONE, last: NONE })]);
        Self { reached: Reached { nodes, hops: Vec::new() }, front: vec![start], distance: 0, hop }
    }
}

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    pub(super) fn shortest(
        &self,
        run: &mut Run<'_, 'g>,
        at: usize,
        walk: &Walk,
        all: bool,
        row: &mut Row<'g>,
    ) -> Flow {
        let (Some(from), Some(to)) = (self.node(walk.from, row)?, self.node(walk.to, row)?) else {
            return Ok(());
        };
        let each = self.each_of(walk, row)?;
        if from == to {
            let zero = walk.length.least == 0;
            return if zero { self.found(run, at, walk, Vec::new(), row) } else { Ok(()) };
        }
        let back = walk.hop.reversed();
        let mut sides = [Side::new(from, walk.hop.clone()), Side::new(to, back)];
        let most = walk.length.most.unwrap_or(u32::MAX);
        loop {
            let [ahead, behind] = &sides;
            if ahead.front.is_empty() || behind.front.is_empty() || ahead.distance + behind.distance >= most {
                return Ok(());
            }
            let smaller = usize::from(behind.front.len() < ahead.front.len());
            let (left, right) = sides.split_at_mut(1);
            let (side, other) =
                if smaller == 0 { (&mut left[0], &right[0]) } else { (&mut right[0], &left[0]) };
            let met = self.advance(side, other, &each, all)?;
            if !met.is_empty() {
                break self.paths(run, at, walk, &sides, &met, all, row);
            }
        }
    }

    /// Goes one further on one side; gives the nodes at which it meets the other.
    fn advance(
        &self,
        side: &mut Side,
        other: &Side,
        each: &Each<'g>,
        all: bool,
    ) -> Result<Vec<NodeId>, QueryError> {
        let Side { reached, front, distance, hop } = side;
        *distance += 1;
        let (mut next, mut met) = (Vec::new(), Vec::new());
        for node in std::mem::take(front) {
            self.graph.expand(node, hop, |relationship, to| {
                self.tick()?;
                if self.has(relationship, each) && reached.add(to, *distance, relationship, node, all) {
                    next.push(to);
                    met.extend(other.reached.nodes.contains_key(&to).then_some(to));
                }
                Ok::<(), QueryError>(())
            })?;
        }
        *front = next;
        Ok(met)
    }

    /// Gives on the paths through the nodes at which the sides meet: one, or all.
    #[expect(clippy::too_many_arguments, reason = "all that a search is made of")]
    fn paths(
        &self,
        run: &mut Run<'_, 'g>,
        at: usize,
        walk: &Walk,
        sides: &[Side; 2],
        met: &[NodeId],
        all: bool,
        row: &mut Row<'g>,
    ) -> Flow {
        let length = sides[0].distance + sides[1].distance;
        if length < walk.length.least {
            return Ok(());
        }
        let mut flow = Ok(());
        for &node in met {
            trails(&sides[0].reached, node, &mut |back| {
                trails(&sides[1].reached, node, &mut |onward| {
                    let path = back.iter().rev().chain(onward).copied().collect();
                    flow =
                        self.tick().map_err(Into::into).and_then(|()| self.found(run, at, walk, path, row));
                    all && flow.is_ok()
                });
                all && flow.is_ok()
            });
            if !all || flow.is_err() {
                break;
            }
        }
        flow
    }

    fn found(
        &self,
        run: &mut Run<'_, 'g>,
        at: usize,
        walk: &Walk,
        mut path: Vec<RelationshipId>,
        row: &mut Row<'g>,
    ) -> Flow {
        if walk.backwards {
            path.reverse();
        }
        row.slots[walk.relationships.at()] = Value::list(path.into_iter().map(Value::Relationship));
        self.push(run, at + 1, row)
    }
}

/// Calls `each` with the relationships of every way from a node back to where a side started, until it is false.
fn trails(reached: &Reached, node: NodeId, each: &mut dyn FnMut(&[RelationshipId]) -> bool) {
    let mut trail: Vec<RelationshipId> = Vec::new();
    if reached.first(node) == NONE {
        each(&trail);
        return;
    }
    // At each distance the hop that is to be tried next.
    let mut open = vec![reached.first(node)];
    while let Some(at) = open.last_mut() {
        let Some(hop) = reached.hops.get(*at as usize) else {
            open.pop();
            trail.pop();
            continue;
        };
        *at = hop.next;
        trail.push(hop.relationship);
        match reached.first(hop.to) {
            NONE if !each(&trail) => return,
            NONE => _ = trail.pop(),
            first => open.push(first),
        }
    }
}
