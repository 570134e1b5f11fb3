//! Shortest paths between two nodes: breadth first from both ends, a whole distance at a time and always on the side
//! with fewer nodes, until the two meet (Pohl, "Bi-directional search", 1971).
//!
//! A node or relationship of which a condition on each does not hold is not passed. Where a condition is on the whole
//! path and none that the search finds fits, it goes on with `longer` ones. Where many searches have an end in common, one
//! `tree` is for all.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::run::{Flow, Next, Stop};
use super::tree::Kept;
use super::walk::Each;
use super::{Machine, Row};
use crate::query::cypher::ast::Relation;
use crate::query::cypher::error::QueryError;
use crate::query::cypher::plan::{Shortest, Universal};
use crate::query::cypher::property_graph::{Hop, NodeId, PropertyGraph, RelationshipId};
use crate::query::cypher::resolved::Length;
use crate::query::cypher::value::Value;

/// Nodes reached from one end, each with the hops back towards it.
#[derive(Default)]
pub(super) struct Reached {
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

    /// How far a node is, if it was reached.
    pub(super) fn distance(&self, node: NodeId) -> Option<u32> {
        self.nodes.get(&node).map(|back| back.distance)
    }

    /// The first hop back from a node; none from where the search started.
    fn first(&self, node: NodeId) -> u32 {
        self.nodes.get(&node).map_or(NONE, |back| back.first)
    }
}

/// A search between two nodes.
pub(super) struct Search<'s, 'g> {
    pub(super) shortest: &'s Shortest,
    pub(super) from: NodeId,
    pub(super) to: NodeId,
    /// The fewest and the most relationships of a path.
    pub(super) least: u32,
    pub(super) most: u32,
    each: Each<'g>,
}

impl Search<'_, '_> {
    /// Whether all ways of a length must be known.
    fn keeps_all(&self) -> bool {
        self.shortest.all || !self.shortest.conditions.is_empty()
    }
}

/// The search from one end.
pub(super) struct Side {
    pub(super) reached: Reached,
    /// The nodes at the largest distance.
    front: Vec<NodeId>,
    pub(super) distance: u32,
    hop: Hop,
}

impl Side {
    pub(super) fn new(start: NodeId, hop: Hop) -> Self {
        let nodes = FxHashMap::from_iter([(start, Back { distance: 0, first: NONE, last: NONE })]);
        Self { reached: Reached { nodes, hops: Vec::new() }, front: vec![start], distance: 0, hop }
    }

    /// Whether nothing more can be reached.
    pub(super) fn is_done(&self) -> bool {
        self.front.is_empty()
    }
}

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    pub(super) fn shortest(
        &self,
        next: &mut Next<'_, '_, 'g>,
        step: usize,
        shortest: &Shortest,
        row: &mut Row<'g>,
    ) -> Flow {
        let walk = &shortest.walk;
        let (Some(from), Some(to)) = (self.node(walk.from, row)?, self.node(walk.to, row)?) else {
            return Ok(());
        };
        let Some((least, most)) = self.lengths(shortest, row)? else { return Ok(()) };
        for end in [from, to] {
            if !self.hold_of(&shortest.nodes, &Value::Node(end), row)? {
                return Ok(());
            }
        }
        if from == to {
            if least == 0 {
                self.give_path(next, shortest, Vec::new(), row)?;
            }
            return Ok(());
        }
        let search = Search { shortest, from, to, least, most, each: self.each_of(walk, row)? };
        let mut kept = std::mem::take(&mut self.kept.borrow_mut()[step]);
        kept.turn_to([from, to]);
        let flow = match shortest.steady && kept.is_worth_a_tree(self.graph.node_count()) {
            true => self.along_tree(next, &search, &mut kept, row),
            false => self.between(next, &search, &mut kept, row),
        };
        self.kept.borrow_mut()[step] = kept;
        flow
    }

    fn between(
        &self,
        next: &mut Next<'_, '_, 'g>,
        search: &Search<'_, 'g>,
        kept: &mut Kept,
        row: &mut Row<'g>,
    ) -> Flow {
        let hop = &search.shortest.walk.hop;
        let mut sides = [Side::new(search.from, hop.clone()), Side::new(search.to, hop.reversed())];
        let met = self.meet(&mut sides, search, row)?;
        kept.add(sides.iter().map(|side| side.reached.nodes.len()).sum());
        if met.is_empty() {
            return Ok(());
        }
        let length = sides[0].distance + sides[1].distance;
        if length >= search.least && self.paths(next, search, &sides, &met, row)? {
            return Ok(());
        }
        self.longer(next, search, search.least.max(length + 1), row)
    }

    /// The fewest and the most relationships that a path may have; nothing when no path fits.
    fn lengths(&self, shortest: &Shortest, row: &mut Row<'g>) -> Result<Option<(u32, u32)>, QueryError> {
        let Length { mut least, most } = shortest.walk.length;
        let mut most = most.unwrap_or(u32::MAX);
        for (relation, number) in &shortest.lengths {
            let number = match self.eval(number, row)? {
                Value::Integer(number) => number as f64,
                Value::Float(number) if !number.is_nan() => number,
                _ => return Ok(None),
            };
            let (from, to) = match relation {
                Relation::Less => (0.0, number.ceil() - 1.0),
                Relation::LessOrEqual => (0.0, number.floor()),
                Relation::Equal => (number.ceil(), number.floor()),
                Relation::GreaterOrEqual => (number.ceil(), f64::INFINITY),
                Relation::Greater => (number.floor() + 1.0, f64::INFINITY),
                Relation::Unequal => continue,
            };
            if to < 0.0 {
                return Ok(None);
            }
            (least, most) = (least.max(from as u32), most.min(to as u32));
        }
        Ok((least <= most).then_some((least, most)))
    }

    /// Whether what must hold of each value holds of one.
    fn hold_of(
        &self,
        universals: &[Universal],
        value: &Value<'g>,
        row: &mut Row<'g>,
    ) -> Result<bool, QueryError> {
        for Universal { slot, condition, wanted } in universals {
            row.slots[slot.at()] = value.clone();
            if self.truth(condition, row)? != Some(*wanted) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether a path may have a relationship and the node that it leads to.
    pub(super) fn may_pass(
        &self,
        search: &Search<'_, 'g>,
        relationship: RelationshipId,
        to: NodeId,
        row: &mut Row<'g>,
    ) -> Result<bool, QueryError> {
        let Shortest { nodes, relationships, .. } = search.shortest;
        Ok(self.has(relationship, &search.each)
            && self.hold_of(relationships, &Value::Relationship(relationship), row)?
            && self.hold_of(nodes, &Value::Node(to), row)?)
    }

    /// Searches from both ends until they meet; gives the nodes at which they do, or none.
    fn meet(
        &self,
        sides: &mut [Side; 2],
        search: &Search<'_, 'g>,
        row: &mut Row<'g>,
    ) -> Result<Vec<NodeId>, QueryError> {
        loop {
            let [ahead, behind] = &mut *sides;
            if ahead.is_done() || behind.is_done() || ahead.distance + behind.distance >= search.most {
                return Ok(Vec::new());
            }
            let met = match behind.front.len() < ahead.front.len() {
                true => self.advance(behind, &ahead.reached, search, row)?,
                false => self.advance(ahead, &behind.reached, search, row)?,
            };
            if !met.is_empty() {
                return Ok(met);
            }
        }
    }

    /// Goes one further on one side; gives the nodes at which it meets the other.
    pub(super) fn advance(
        &self,
        side: &mut Side,
        other: &Reached,
        search: &Search<'_, 'g>,
        row: &mut Row<'g>,
    ) -> Result<Vec<NodeId>, QueryError> {
        let Side { reached, front, distance, hop } = side;
        *distance += 1;
        let (mut next, mut met) = (Vec::new(), Vec::new());
        let all = search.keeps_all();
        for node in std::mem::take(front) {
            self.graph.expand(node, hop, |relationship, to| {
                self.tick()?;
                if self.may_pass(search, relationship, to, row)?
                    && reached.add(to, *distance, relationship, node, all)
                {
                    next.push(to);
                    met.extend(other.distance(to).map(|_| to));
                }
                Ok::<(), QueryError>(())
            })?;
        }
        *front = next;
        Ok(met)
    }

    /// Gives on the paths that fit through the nodes at which the sides meet, one or all; tells whether there are any.
    fn paths(
        &self,
        next: &mut Next<'_, '_, 'g>,
        search: &Search<'_, 'g>,
        sides: &[Side; 2],
        met: &[NodeId],
        row: &mut Row<'g>,
    ) -> Result<bool, Stop> {
        let mut found = Ok(false);
        let goes_on =
            |found: &Result<bool, Stop>| found.as_ref().is_ok_and(|found| search.shortest.all || !found);
        for &node in met {
            trails(&sides[0].reached, node, &mut |back| {
                trails(&sides[1].reached, node, &mut |onward| {
                    let path = back.iter().rev().chain(onward).copied().collect();
                    let given = self.tick().map_err(Stop::from);
                    let given = given.and_then(|()| self.give_path(next, search.shortest, path, row));
                    found = given.map(|given| given || matches!(found, Ok(true)));
                    goes_on(&found)
                });
                goes_on(&found)
            });
            if !goes_on(&found) {
                break;
            }
        }
        found
    }

    /// Gives on a path, if it fits; tells whether it does.
    pub(super) fn give_path(
        &self,
        next: &mut Next<'_, '_, 'g>,
        shortest: &Shortest,
        mut path: Vec<RelationshipId>,
        row: &mut Row<'g>,
    ) -> Result<bool, Stop> {
        if shortest.walk.backwards {
            path.reverse();
        }
        let relationships = Value::list(path.into_iter().map(Value::Relationship));
        row.slots[shortest.walk.relationships.at()] = relationships;
        if let Some((slot, path)) = shortest.path.as_ref().filter(|_| !shortest.conditions.is_empty()) {
            row.slots[slot.at()] = self.eval(path, row)?;
        }
        for condition in &shortest.conditions {
            if !self.holds(condition, row)? {
                return Ok(false);
            }
        }
        self.give_on(next, row)?;
        Ok(true)
    }
}

/// Calls `each` with the relationships of every way from a node back to where a side started, until it is false.
pub(super) fn trails(reached: &Reached, node: NodeId, each: &mut dyn FnMut(&[RelationshipId]) -> bool) {
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
