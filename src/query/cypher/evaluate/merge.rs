//! Rows that find the same nodes become one that counts as often.

use rustc_hash::FxHashMap;

use super::follow::is_used;
use super::predicate::fits;
use super::run::{Flow, Run, State};
use super::{Machine, Row};
use crate::query::cypher::error::QueryError;
use crate::query::cypher::plan::{Expand, Merge};
use crate::query::cypher::property_graph::{NodeId, PropertyGraph, RelationshipId};
use crate::query::cypher::resolved::Slot;
use crate::query::cypher::value::Value;

/// How often nodes were found, in the order in which they first were.
pub(super) enum Found {
    /// Single nodes, counted by number.
    Nodes { counts: Vec<u64>, found: Vec<NodeId> },
    /// Several nodes together: the place of each such tuple, and the tuples one after another.
    Tuples {
        places: FxHashMap<Box<[NodeId]>, usize>,
        counts: Vec<u64>,
        tuples: Vec<NodeId>,
        key: Vec<NodeId>,
    },
}

impl Found {
    fn new(together: usize, nodes: usize) -> Self {
        match together {
            1 => Self::Nodes { counts: vec![0; nodes], found: Vec::new() },
            _ => {
                let (places, counts, tuples, key) = Default::default();
                Self::Tuples { places, counts, tuples, key }
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

/// The relationship in some slots, where there is only one slot and it has one.
fn only_used(slots: &[Slot], row: &Row<'_>) -> Option<RelationshipId> {
    let [slot] = slots else { return None };
    match row.slots[slot.at()] {
        Value::Relationship(own) => Some(own),
        _ => None,
    }
}

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    pub(super) fn merge(&self, run: &mut Run<'_, 'g>, at: usize, merge: &Merge, row: &mut Row<'g>) -> Flow {
        let mut found = match std::mem::take(&mut run.states[at]) {
            State::Found(found) => found,
            _ => Found::new(merge.nodes.len(), self.graph.node_count()),
        };
        self.run(&merge.pipeline, row, &mut |row| self.find(merge, &mut found, row))?;
        self.give_found(run, at, merge, &mut found, row)?;
        run.states[at] = State::Found(found);
        Ok(())
    }

    /// Counts what a row finds.
    fn find(&self, merge: &Merge, found: &mut Found, row: &mut Row<'g>) -> Flow {
        match (found, &merge.last) {
            (Found::Nodes { counts, found }, Some(last)) => {
                self.count_ends(merge, last, counts, found, row)?
            }
            (Found::Nodes { counts, found }, None) => {
                if let Some(node) = self.node(merge.nodes[0], row)? {
                    count(counts, found, node, row.times);
                }
            }
            (Found::Tuples { places, counts, tuples, key }, _) => {
                key.clear();
                for slot in &merge.nodes {
                    key.extend(self.node(*slot, row)?);
                }
                match places.get(&key[..]) {
                    Some(&place) => counts[place] += row.times,
                    None => {
                        self.hold(key.len() as u64 * 8 + 64)?;
                        places.insert(key.as_slice().into(), counts.len());
                        counts.push(row.times);
                        tuples.extend(&key[..]);
                    }
                }
            }
        }
        Ok(())
    }

    /// Counts the nodes at the other ends of relationships.
    fn count_ends(
        &self,
        merge: &Merge,
        last: &Expand,
        counts: &mut [u64],
        found: &mut Vec<NodeId>,
        row: &Row<'g>,
    ) -> Result<(), QueryError> {
        let Some(from) = self.node(last.from, row)? else { return Ok(()) };
        // What does not change from one relationship to the next is looked up once: this is the innermost loop of all.
        let (times, known) = (row.times, only_used(&last.unlike, row));
        let bound = match merge.bound {
            Some((slot, relation)) => {
                let Some(node) = self.node(slot, row)? else { return Ok(()) };
                Some((node, relation))
            }
            None => None,
        };
        self.graph.expand(from, &last.hop, |relationship, to| {
            if bound.is_some_and(|(node, relation)| !fits(relation, node.cmp(&to))) {
                return Ok(());
            }
            let used = match known {
                Some(known) => known == relationship,
                None => is_used(relationship, &last.unlike, row),
            };
            if !used {
                count(counts, found, to, times);
            }
            Ok(())
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
