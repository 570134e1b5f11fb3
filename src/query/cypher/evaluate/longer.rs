//! Paths between two nodes in order of length, where the shortest do not fit: depth first, and one relationship further
//! each time until some fit (Korf, "Depth-first iterative-deepening", 1985). How far each node is from the end says
//! which ways still lead there.

use super::run::{Flow, Next, Stop};
use super::shortest::{Reached, Search, Side};
use super::walk::Onward;
use super::{Machine, Row};
use crate::query::cypher::error::QueryError;
use crate::query::cypher::property_graph::{NodeId, PropertyGraph, RelationshipId};

/// What came of the paths of one length.
struct Outcome {
    length: u32,
    /// Whether some fit.
    found: bool,
    /// Whether there may be longer ones.
    longer: bool,
}

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    /// Gives on the paths that fit of the first length for which there are any.
    pub(super) fn longer(
        &self,
        next: &mut Next<'_, '_, 'g>,
        search: &Search<'_, 'g>,
        first: u32,
        row: &mut Row<'g>,
    ) -> Flow {
        if first > search.most {
            return Ok(());
        }
        let end = self.all_reached(search, row)?;
        for length in first..=search.most {
            let Outcome { found, longer, .. } = self.of_length(next, search, &end, length, row)?;
            if found || !longer {
                break;
            }
        }
        Ok(())
    }

    /// Every node from which the end can be reached.
    fn all_reached(&self, search: &Search<'_, 'g>, row: &mut Row<'g>) -> Result<Reached, QueryError> {
        let mut side = Side::new(search.to, search.shortest.walk.hop.reversed());
        while !side.is_done() && side.distance < search.most {
            self.advance(&mut side, &Reached::default(), search, row)?;
        }
        Ok(side.reached)
    }

    fn of_length(
        &self,
        next: &mut Next<'_, '_, 'g>,
        search: &Search<'_, 'g>,
        end: &Reached,
        length: u32,
        row: &mut Row<'g>,
    ) -> Result<Outcome, Stop> {
        let mut outcome = Outcome { length, found: false, longer: false };
        let mut path: Vec<RelationshipId> = Vec::new();
        // At each depth the steps that are still to be tried.
        let mut open = vec![self.steps(search, end, search.from, &path, &mut outcome, row)?];
        while let Some(steps) = open.last_mut() {
            let Some((relationship, node)) = steps.pop() else {
                open.pop();
                path.pop();
                continue;
            };
            self.tick()?;
            path.push(relationship);
            if path.len() < length as usize {
                open.push(self.steps(search, end, node, &path, &mut outcome, row)?);
                continue;
            }
            outcome.longer = true;
            outcome.found |= self.give_path(next, search.shortest, path.clone(), row)?;
            if outcome.found && !search.shortest.all {
                break;
            }
            path.pop();
        }
        Ok(outcome)
    }

    /// The steps from a node with which a path can still end in time, the first of them last.
    fn steps(
        &self,
        search: &Search<'_, 'g>,
        end: &Reached,
        node: NodeId,
        path: &[RelationshipId],
        outcome: &mut Outcome,
        row: &mut Row<'g>,
    ) -> Result<Vec<Onward>, QueryError> {
        let left = outcome.length - path.len() as u32 - 1;
        let mut steps = Vec::new();
        self.graph.expand(node, &search.shortest.walk.hop, |relationship, to| {
            self.tick()?;
            let Some(distance) = end.distance(to).filter(|_| !path.contains(&relationship)) else {
                return Ok(());
            };
            if distance > left {
                outcome.longer = true;
            } else if self.may_pass(search, relationship, to, row)? {
                steps.push((relationship, to));
            }
            Ok::<(), QueryError>(())
        })?;
        // Each was looked for in the whole path.
        self.spend_on((size_of_val(path) * (steps.len() + 1)) as u64)?;
        steps.reverse();
        Ok(steps)
    }
}
