//! The nodes at the ends of one or two relationships in a row: the innermost loops of all.

use std::ops::Range;

use super::follow::is_used;
use super::{Machine, Row};
use crate::query::cypher::ast::Relation;
use crate::query::cypher::error::QueryError;
use crate::query::cypher::plan::{Expand, Ways};
use crate::query::cypher::property_graph::{Hop, NodeId, NodeList, PropertyGraph, RelationshipId};
use crate::query::cypher::resolved::Slot;

/// How many lists are looked up before the first is gone through, so that they wait for memory together.
const TOGETHER: usize = 16;

/// Which ends count: those with a number in a range, but for one or two.
struct Wanted {
    range: Range<u32>,
    except: [Option<NodeId>; 2],
}

impl Wanted {
    /// The ends to which a node's number stands in a relation.
    fn new(bound: Option<(Relation, NodeId)>) -> Self {
        let but = |node| Self { except: [Some(node), None], ..Self::new(None) };
        let within = |range| Self { range, except: [None; 2] };
        match bound {
            None => within(0..u32::MAX),
            Some((Relation::Less, node)) => within(node.0 + 1..u32::MAX),
            Some((Relation::LessOrEqual, node)) => within(node.0..u32::MAX),
            Some((Relation::Greater, node)) => within(0..node.0),
            Some((Relation::GreaterOrEqual, node)) => within(0..node.0 + 1),
            Some((Relation::Equal, node)) => within(node.0..node.0 + 1),
            Some((Relation::Unequal, node)) => but(node),
        }
    }

    fn has(&self, node: NodeId) -> bool {
        self.range.contains(&node.0) && !self.is_excepted(node)
    }

    #[inline]
    fn is_excepted(&self, node: NodeId) -> bool {
        self.except.contains(&Some(node))
    }

    /// Calls `each` with those of a list of nodes in the range.
    #[inline]
    fn each_of(&self, list: NodeList<'_>, each: &mut impl FnMut(NodeId)) {
        list.nodes().filter(|&node| !self.is_excepted(node)).for_each(each);
    }
}

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    /// Calls `each` with the nodes at the ends, as often as ways lead there.
    pub(super) fn each_end(
        &self,
        bound: Option<(Slot, Relation)>,
        ways: &Ways,
        row: &Row<'g>,
        mut each: impl FnMut(NodeId),
    ) -> Result<(), QueryError> {
        let Ways { first, last, apart } = ways;
        let bound = match bound {
            Some((slot, relation)) => {
                let Some(node) = self.node(slot, row)? else { return Ok(()) };
                Some((relation, node))
            }
            None => None,
        };
        let mut wanted = Wanted::new(bound);
        let Some(from) = self.node(first.as_ref().unwrap_or(last).from, row)? else { return Ok(()) };
        let Some(first) = first else { return self.each_last(from, last, &wanted, row, &mut each) };
        match self.middles(from, first, ways) {
            Some(middles) => {
                wanted.except[1] = apart.then_some(from);
                self.each_beside_each(middles, &last.hop, &wanted, &mut each)
            }
            None => self.each_unlike(from, first, None, row, |own, middle| match apart {
                true => {
                    self.each_unlike(middle, last, Some(own), row, |_, to| self.take(to, &wanted, &mut each))
                }
                false => self.each_last(middle, last, &wanted, row, &mut each),
            }),
        }
    }

    /// The nodes between two relationships in a row, where they lie in one list and nothing is asked of the relationships
    /// but that the two differ: they do unless they lead back to where they come from.
    #[inline]
    fn middles(&self, from: NodeId, first: &Expand, ways: &Ways) -> Option<NodeList<'_>> {
        let Ways { last, apart, .. } = ways;
        let free = first.unlike.is_empty() && last.unlike.is_empty();
        let simple = free && (!apart || first.hop.is_reverse_of(&last.hop));
        simple.then(|| self.graph.neighbour_list(from, &first.hop)).flatten()
    }

    /// Calls `each` with the nodes at the other ends of the last relationships.
    fn each_last(
        &self,
        from: NodeId,
        last: &Expand,
        wanted: &Wanted,
        row: &Row<'g>,
        each: &mut impl FnMut(NodeId),
    ) -> Result<(), QueryError> {
        if last.unlike.is_empty() {
            return self.each_beside(from, &last.hop, wanted, each);
        }
        self.each_unlike(from, last, None, row, |_, to| self.take(to, wanted, each))
    }

    /// Calls `each` with the nodes beside each of some.
    fn each_beside_each(
        &self,
        all: NodeList<'_>,
        hop: &Hop,
        wanted: &Wanted,
        each: &mut impl FnMut(NodeId),
    ) -> Result<(), QueryError> {
        let mut lists = [None; TOGETHER];
        for rows in all.rows.chunks(TOGETHER) {
            let nodes = NodeList { rows, ..all }.nodes();
            for (list, node) in lists.iter_mut().zip(nodes.clone()) {
                *list = self.list_of(node, hop, wanted)?;
            }
            for (list, node) in lists.iter().zip(nodes) {
                match list {
                    Some(list) => wanted.each_of(*list, each),
                    None => self.each_found(node, hop, wanted, each)?,
                }
            }
        }
        Ok(())
    }

    /// Calls `each` with the nodes beside one.
    fn each_beside(
        &self,
        from: NodeId,
        hop: &Hop,
        wanted: &Wanted,
        each: &mut impl FnMut(NodeId),
    ) -> Result<(), QueryError> {
        match self.list_of(from, hop, wanted)? {
            Some(list) => {
                wanted.each_of(list, each);
                Ok(())
            }
            None => self.each_found(from, hop, wanted, each),
        }
    }

    /// The nodes beside one that are in the range, where they lie in one list.
    #[inline]
    fn list_of(&self, from: NodeId, hop: &Hop, wanted: &Wanted) -> Result<Option<NodeList<'_>>, QueryError> {
        self.tick()?;
        let Some(list) = self.graph.neighbour_list(from, hop) else { return Ok(None) };
        let list = list.within(&wanted.range);
        self.spend_on(size_of_val(list.rows) as u64)?;
        Ok(Some(list))
    }

    /// Calls `each` with the nodes beside one that are found one by one.
    fn each_found(
        &self,
        from: NodeId,
        hop: &Hop,
        wanted: &Wanted,
        each: &mut impl FnMut(NodeId),
    ) -> Result<(), QueryError> {
        self.graph.expand(from, hop, |_, to| self.take(to, wanted, each))
    }

    /// Calls `each` with a node that was found, if it counts.
    #[inline]
    fn take(&self, to: NodeId, wanted: &Wanted, each: &mut impl FnMut(NodeId)) -> Result<(), QueryError> {
        if wanted.has(to) {
            each(to);
        }
        self.tick()
    }

    /// Calls `each` with the relationships of a node that a step follows, but for one.
    #[inline]
    fn each_unlike(
        &self,
        from: NodeId,
        expand: &Expand,
        other: Option<RelationshipId>,
        row: &Row<'g>,
        mut each: impl FnMut(RelationshipId, NodeId) -> Result<(), QueryError>,
    ) -> Result<(), QueryError> {
        self.graph.expand(from, &expand.hop, |own, to| {
            let differs = other != Some(own) && !is_used(own, &expand.unlike, row);
            if differs { each(own, to) } else { Ok(()) }
        })
    }
}
