//! Nodes are looked up by the values of expressions, in a table that is made when a second row comes.

use std::rc::Rc;

use super::gather::Keys;
use super::limits::Held;
use super::run::{Flow, Next};
use super::{Machine, Row};
use crate::query::cypher::error::QueryError;
use crate::query::cypher::plan::Lookup;
use crate::query::cypher::property_graph::{NodeId, PropertyGraph};
use crate::query::cypher::resolved::Expr;
use crate::query::cypher::value::{Value, equals};

/// What a step has of the nodes that it looks up.
#[derive(Default)]
pub(super) enum Table<'g> {
    /// No row came yet.
    #[default]
    Later,
    /// One row came.
    Next,
    /// An expression fails for a node, or takes too much; all nodes are given on for each row.
    Never,
    Made(Rc<Nodes<'g>>),
}

/// Nodes by the values of expressions.
pub(super) struct Nodes<'g> {
    keys: Keys<'g>,
    /// The place of its values among the keys and the node, in order.
    nodes: Vec<(u32, NodeId)>,
}

impl<'g> Nodes<'g> {
    /// The nodes with some values, in order.
    fn with(&self, key: &[Value<'g>]) -> impl Iterator<Item = NodeId> {
        let place = self.keys.find(key).map(|place| place as u32);
        let first =
            place.map_or(self.nodes.len(), |place| self.nodes.partition_point(|(own, _)| *own < place));
        let found = self.nodes[first..].iter();
        found.take_while(move |(own, _)| Some(*own) == place).map(|(_, node)| *node)
    }
}

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    /// Gives on the nodes that may be those that are looked up; a filter behind this step tells which are.
    pub(super) fn look_up(
        &self,
        next: &mut Next<'_, '_, 'g>,
        step: usize,
        lookup: &Lookup,
        row: &mut Row<'g>,
    ) -> Flow {
        let table = self.table(step, lookup, row);
        let values = lookup.by.iter().map(|(_, value)| value);
        if let (Some(nodes), Ok(key)) = (table, self.values_of(values, row)) {
            if !can_be_equal(&key) {
                return Ok(());
            }
            return nodes.with(&key).try_for_each(|found| {
                row.slots[lookup.node.at()] = Value::Node(found);
                self.give_on(next, row)
            });
        }
        self.graph.each_node(lookup.label, |found| {
            row.slots[lookup.node.at()] = Value::Node(found);
            self.give_on(next, row)
        })
    }

    /// The table of a step, from the second row on.
    fn table(&self, step: usize, lookup: &Lookup, row: &mut Row<'g>) -> Option<Rc<Nodes<'g>>> {
        let before = std::mem::take(&mut self.tables.borrow_mut()[step]);
        let table = match before {
            Table::Later => Table::Next,
            Table::Next => {
                let mut held = Held::default();
                let made = self.nodes(lookup, &mut held, row);
                if made.is_err() {
                    self.release(held);
                }
                made.map_or(Table::Never, |nodes| Table::Made(Rc::new(nodes)))
            }
            before => before,
        };
        let nodes = if let Table::Made(nodes) = &table { Some(nodes.clone()) } else { None };
        self.tables.borrow_mut()[step] = table;
        nodes
    }

    fn values_of<'e>(
        &self,
        exprs: impl Iterator<Item = &'e Expr>,
        row: &mut Row<'g>,
    ) -> Result<Vec<Value<'g>>, QueryError> {
        exprs.map(|expr| self.eval(expr, row)).collect()
    }

    /// The nodes by their values; those with a value that equals nothing, as null, are left out.
    fn nodes(&self, lookup: &Lookup, held: &mut Held, row: &mut Row<'g>) -> Result<Nodes<'g>, QueryError> {
        let (mut keys, mut nodes) = (Keys::default(), Vec::new());
        self.graph.each_node(lookup.label, |node| {
            self.tick()?;
            row.slots[lookup.node.at()] = Value::Node(node);
            let key = self.values_of(lookup.by.iter().map(|(own, _)| own), row)?;
            if can_be_equal(&key) {
                let (place, new) = keys.place(&key);
                self.hold_values(held, if new { &key[..] } else { &[] })?;
                nodes.push((place as u32, node));
            }
            Ok::<(), QueryError>(())
        })?;
        nodes.sort_unstable();
        Ok(Nodes { keys, nodes })
    }
}

/// Whether values equal themselves, as null and what is no number do not.
fn can_be_equal(key: &[Value<'_>]) -> bool {
    key.iter().all(|value| equals(value, value) == Some(true))
}
