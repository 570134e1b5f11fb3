//! Steps from a node along its relationships.

use super::run::{Flow, Next};
use super::{Machine, Row};
use crate::query::cypher::error::{Fault, QueryError};
use crate::query::cypher::plan::Expand;
use crate::query::cypher::property_graph::{KeyId, LabelId, NodeId, PropertyGraph, RelationshipId};
use crate::query::cypher::resolved::Slot;
use crate::query::cypher::value::Value;

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    /// The node in a slot; nothing when it is null.
    #[inline]
    pub(super) fn node(&self, slot: Slot, row: &Row<'g>) -> Result<Option<NodeId>, QueryError> {
        match &row.slots[slot.at()] {
            Value::Node(node) => Ok(Some(*node)),
            Value::Null => Ok(None),
            other => {
                let message = format!("a pattern needs a node, and this is {}", other.kind_name());
                Err(QueryError::wrong_type(Fault::InvalidArgumentType, message))
            }
        }
    }

    /// The nodes that an index has for a value, or for any of a list.
    pub(super) fn seek(
        &self,
        label: LabelId,
        key: KeyId,
        value: &Value<'g>,
        any: bool,
    ) -> Result<Vec<NodeId>, QueryError> {
        match value {
            Value::List(values) if any => {
                let mut found: Vec<NodeId> =
                    values.iter().flat_map(|value| self.graph.find(label, key, value)).collect();
                found.sort_unstable();
                found.dedup();
                Ok(found)
            }
            Value::Null => Ok(Vec::new()),
            other if any => {
                let message = format!("IN takes a list, and this is {}", other.kind_name());
                Err(QueryError::wrong_type(Fault::InvalidArgumentType, message))
            }
            value => Ok(self.graph.find(label, key, value)),
        }
    }

    pub(super) fn expand(&self, next: &mut Next<'_, '_, 'g>, expand: &Expand, row: &mut Row<'g>) -> Flow {
        let Some(from) = self.node(expand.from, row)? else { return Ok(()) };
        if expand.into {
            return self.expand_into(next, expand, from, row);
        }
        self.graph.expand(from, &expand.hop, |relationship, to| {
            if is_used(relationship, &expand.unlike, row) {
                return Ok(());
            }
            row.slots[expand.relationship.at()] = Value::Relationship(relationship);
            row.slots[expand.to.at()] = Value::Node(to);
            self.give_on(next, row)
        })
    }

    /// The relationships between two nodes, looked for from the one that has fewer.
    fn expand_into(
        &self,
        next: &mut Next<'_, '_, 'g>,
        expand: &Expand,
        from: NodeId,
        row: &mut Row<'g>,
    ) -> Flow {
        let Some(to) = self.node(expand.to, row)? else { return Ok(()) };
        let back = expand.hop.reversed();
        let forward = self.graph.degree(from, &expand.hop) <= self.graph.degree(to, &back);
        let (start, end, hop) = if forward { (from, to, &expand.hop) } else { (to, from, &back) };
        self.graph.expand(start, hop, |relationship, found| {
            if found != end || is_used(relationship, &expand.unlike, row) {
                return Ok(());
            }
            row.slots[expand.relationship.at()] = Value::Relationship(relationship);
            self.give_on(next, row)
        })
    }
}

/// Whether a relationship is in one of some slots.
#[inline]
pub(super) fn is_used(relationship: RelationshipId, slots: &[Slot], row: &Row<'_>) -> bool {
    let is = |value: &Value<'_>| matches!(value, Value::Relationship(own) if *own == relationship);
    slots.iter().any(|slot| match &row.slots[slot.at()] {
        Value::List(values) => values.iter().any(is),
        value => is(value),
    })
}
