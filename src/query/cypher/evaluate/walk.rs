//! Walks of several relationships, none of them twice, found depth first.

use super::follow::is_used;
use super::run::{Flow, Next};
use super::{Machine, Row};
use crate::query::cypher::error::QueryError;
use crate::query::cypher::plan::Walk;
use crate::query::cypher::property_graph::{KeyId, NodeId, PropertyGraph, RelationshipId};
use crate::query::cypher::value::{Value, equals};

/// Properties that each relationship of a walk must have.
pub(super) type Each<'g> = Vec<(Option<KeyId>, Value<'g>)>;

/// A relationship that can be followed and the node that it leads to.
pub(super) type Onward = (RelationshipId, NodeId);

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    pub(super) fn walk(&self, next: &mut Next<'_, '_, 'g>, walk: &Walk, row: &mut Row<'g>) -> Flow {
        let Some(from) = self.node(walk.from, row)? else { return Ok(()) };
        let end = if walk.into { self.node(walk.to, row)? } else { None };
        if walk.into && end.is_none() {
            return Ok(());
        }
        let each = self.each_of(walk, row)?;
        let most = walk.length.most.map_or(usize::MAX, |most| most as usize);
        let mut path: Vec<RelationshipId> = Vec::new();
        if walk.length.least == 0 {
            self.arrive(next, walk, &path, from, end, row)?;
        }
        // At each depth the hops that are still to be tried.
        let mut open: Vec<Vec<Onward>> = Vec::new();
        if most > 0 {
            open.push(self.hops(walk, from, &path, &each, row)?);
        }
        while let Some(hops) = open.last_mut() {
            let Some((relationship, node)) = hops.pop() else {
                open.pop();
                path.pop();
                continue;
            };
            self.tick()?;
            path.push(relationship);
            if path.len() >= walk.length.least as usize {
                self.arrive(next, walk, &path, node, end, row)?;
            }
            if path.len() < most {
                open.push(self.hops(walk, node, &path, &each, row)?);
            } else {
                path.pop();
            }
        }
        Ok(())
    }

    /// Gives on a walk that ends at a node, if that is where it should end.
    fn arrive(
        &self,
        next: &mut Next<'_, '_, 'g>,
        walk: &Walk,
        path: &[RelationshipId],
        node: NodeId,
        end: Option<NodeId>,
        row: &mut Row<'g>,
    ) -> Flow {
        if end.is_some_and(|end| end != node) {
            return Ok(());
        }
        self.spend_on(size_of_val(path) as u64)?;
        let relationships = path.iter().copied().map(Value::Relationship);
        row.slots[walk.relationships.at()] = match walk.backwards {
            true => Value::list(relationships.rev()),
            false => Value::list(relationships),
        };
        row.slots[walk.to.at()] = Value::Node(node);
        self.give_on(next, row)
    }

    /// The hops from a node that a walk can take, the first of them last.
    fn hops(
        &self,
        walk: &Walk,
        node: NodeId,
        path: &[RelationshipId],
        each: &Each<'g>,
        row: &Row<'g>,
    ) -> Result<Vec<Onward>, QueryError> {
        let mut hops = Vec::new();
        self.graph.expand(node, &walk.hop, |relationship, to| {
            let free = !path.contains(&relationship) && !is_used(relationship, &walk.unlike, row);
            if free && self.has(relationship, each) {
                hops.push((relationship, to));
            }
            Ok::<(), QueryError>(())
        })?;
        // Each was looked for in the whole walk.
        self.spend_on((size_of_val(path) * hops.len()) as u64)?;
        hops.reverse();
        Ok(hops)
    }

    /// The values of the properties that each relationship of a walk must have.
    pub(super) fn each_of(&self, walk: &Walk, row: &mut Row<'g>) -> Result<Each<'g>, QueryError> {
        walk.each.iter().map(|(key, value)| Ok((key.id, self.eval(value, row)?))).collect()
    }

    /// Whether a relationship has properties.
    pub(super) fn has(&self, relationship: RelationshipId, each: &Each<'g>) -> bool {
        each.iter().all(|(key, value)| {
            let own = key.map_or(Value::Null, |key| self.graph.relationship_property(relationship, key));
            equals(&own, value) == Some(true)
        })
    }
}
