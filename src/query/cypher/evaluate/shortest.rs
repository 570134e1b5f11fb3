//! Shortest paths between two nodes: breadth first from both ends, a whole distance at a time and always on the side
//! with fewer nodes, until the two meet (Pohl, "Bi-directional search", 1971).

use rustc_hash::FxHashMap;

use super::run::{Flow, Run};
use super::walk::Each;
use super::{Machine, Row};
use crate::query::cypher::error::QueryError;
use crate::query::cypher::plan::Walk;
use crate::query::cypher::property_graph::{Hop, NodeId, PropertyGraph, RelationshipId};
use crate::query::cypher::value::Value;

/// Nodes reached from one end, each with the hops back towards it.
type Reached = FxHashMap<NodeId, Vec<(RelationshipId, NodeId)>>;

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
        Self { reached: FxHashMap::from_iter([(start, Vec::new())]), front: vec![start], distance: 0, hop }
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
        let back = Hop { types: walk.hop.types.clone(), direction: walk.hop.direction.reversed() };
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
        let mut next: Vec<NodeId> = Vec::new();
        let mut fresh: Reached = FxHashMap::default();
        for &node in front.iter() {
            self.graph.expand(node, hop, |relationship, to| {
                self.tick()?;
                if reached.contains_key(&to) || !self.has(relationship, each) {
                    return Ok::<(), QueryError>(());
                }
                let back = fresh.entry(to).or_default();
                if back.is_empty() {
                    next.push(to);
                }
                if all || back.is_empty() {
                    back.push((relationship, node));
                }
                Ok(())
            })?;
        }
        let met: Vec<NodeId> = next.iter().copied().filter(|node| other.reached.contains_key(node)).collect();
        reached.extend(fresh);
        *front = next;
        *distance += 1;
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
    let mut open: Vec<std::slice::Iter<'_, (RelationshipId, NodeId)>> = Vec::new();
    let back = |node: NodeId| reached.get(&node).map_or([].iter(), |back| back.iter());
    if back(node).len() == 0 {
        each(&trail);
        return;
    }
    open.push(back(node));
    while let Some(hops) = open.last_mut() {
        let Some(&(relationship, before)) = hops.next() else {
            open.pop();
            trail.pop();
            continue;
        };
        trail.push(relationship);
        if back(before).len() > 0 {
            open.push(back(before));
            continue;
        }
        if !each(&trail) {
            return;
        }
        trail.pop();
    }
}
