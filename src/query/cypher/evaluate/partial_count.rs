//! Partial aggregation: rows that find the same nodes become one that counts as often, before they are grouped (Yan and
//! Larson, "Eager Aggregation and Lazy Aggregation", 1995).

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::limits::Held;
use super::places::Places;
use super::run::{Flow, Next, State, too_many};
use super::{Machine, Row};
use crate::query::cypher::error::QueryError;
use crate::query::cypher::plan::PartialCount;
use crate::query::cypher::property_graph::{NodeId, PropertyGraph};
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
    *count = count.saturating_add(times);
}

/// How often a row counts that was found so many times for one that counts so often.
fn times(each: u64, count: u64) -> Result<u64, QueryError> {
    let times = each.saturating_mul(count);
    if i64::try_from(times).is_ok() { Ok(times) } else { Err(too_many()) }
}

fn hash_of(tuple: &[NodeId]) -> u64 {
    let mut hasher = FxHasher::default();
    tuple.hash(&mut hasher);
    hasher.finish()
}

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    pub(super) fn partial_count(
        &self,
        next: &mut Next<'_, '_, 'g>,
        wanted: &PartialCount,
        row: &mut Row<'g>,
    ) -> Flow {
        let mut found = match std::mem::take(next.state()) {
            State::Found(found) => found,
            _ => Found::new(wanted.nodes.len(), self.graph.node_count()),
        };
        let mut held = Held::default();
        self.run(&wanted.pipeline, row, &mut |row| self.find(wanted, &mut found, &mut held, row))?;
        self.give_found(next, wanted, &mut found, row)?;
        self.release(held);
        *next.state() = State::Found(found);
        Ok(())
    }

    /// Counts what a row finds.
    fn find(&self, wanted: &PartialCount, found: &mut Found, held: &mut Held, row: &mut Row<'g>) -> Flow {
        match (found, &wanted.ways) {
            (Found::Nodes { counts, found }, Some(ways)) => {
                let times = row.times;
                self.each_end(wanted.bound, ways, row, |to| count(counts, found, to, times))?;
            }
            (Found::Nodes { counts, found }, None) => {
                if let Some(node) = self.node(wanted.nodes[0], row)? {
                    count(counts, found, node, row.times);
                }
            }
            (Found::Tuples { places, counts, tuples, tuple }, _) => {
                tuple.clear();
                for slot in &wanted.nodes {
                    tuple.extend(self.node(*slot, row)?);
                }
                let is = |at: usize| tuples[at * tuple.len()..][..tuple.len()] == tuple[..];
                let (place, new) = places.place(hash_of(tuple), is);
                if new {
                    self.hold(held, tuple.len() as u64 * 4 + 32)?;
                    counts.push(0);
                    tuples.append(tuple);
                }
                counts[place] = counts[place].saturating_add(row.times);
            }
        }
        Ok(())
    }

    /// Gives on what was found, each once, and forgets it.
    fn give_found(
        &self,
        next: &mut Next<'_, '_, 'g>,
        wanted: &PartialCount,
        found: &mut Found,
        row: &mut Row<'g>,
    ) -> Flow {
        let each = row.times;
        match found {
            Found::Nodes { counts, found } => {
                let mut least = next.least_times();
                for node in found.drain(..) {
                    row.times = times(each, std::mem::take(&mut counts[node.at()]))?;
                    if row.times >= least {
                        row.slots[wanted.nodes[0].at()] = Value::Node(node);
                        self.give_on(next, row)?;
                        least = next.least_times();
                    }
                }
            }
            Found::Tuples { places, counts, tuples, .. } => {
                places.clear();
                let tuples = std::mem::take(tuples);
                for (nodes, count) in tuples.chunks(wanted.nodes.len()).zip(counts.drain(..)) {
                    row.times = times(each, count)?;
                    if row.times >= next.least_times() {
                        let slots = wanted.nodes.iter().zip(nodes);
                        slots.for_each(|(slot, node)| row.slots[slot.at()] = Value::Node(*node));
                        self.give_on(next, row)?;
                    }
                }
            }
        }
        row.times = each;
        Ok(())
    }
}
